/* SPDX-License-Identifier: BSD-2-Clause */
/* The steps of a prediction that tables have their own of: whether there is a device, what _CCA says, and what _DMA leaves. */
#ifndef FDTR_SRC_PREDICT_ACPI_PARTS_H
#define FDTR_SRC_PREDICT_ACPI_PARTS_H

#include "lint/acpi/tables.h"
#include "predict/parts.h"

/* What the _CRS of a virtio-mmio device has not. */
#define FDTR_LACKS_REGISTERS 1U
#define FDTR_LACKS_INTERRUPT 2U

/* Fills `lacks`, for every device once. */
int fdtr_tables_resources(struct fdtr_forecast *forecast);

void fdtr_tell_linux_tables(struct fdtr_story *story);

/* Return true when the story is over. */
bool fdtr_tables_made(struct fdtr_story *story);   /* Linux makes a device of the object */
bool fdtr_tables_probed(struct fdtr_story *story); /* its driver finds what it needs in _CRS */
/* What _CCA, an IOMMU and _DMA come to; ends the story. */
void fdtr_tables_reach(struct fdtr_story *story);

/*
 * Tells on as the one guest and as the other: what they share is the outcome, and where they differ it is unknown, for that
 * reason.
 */
void fdtr_tell_as(
	struct fdtr_story *story, fdtr_teller *tell, const struct fdtr_guest guests[2], const char *text);

/* The object of the namespace as a place. */
void fdtr_because_object(
	struct fdtr_story *story, uint32_t object, const char *text, const char *source, const char *rule);

/* Linux walks from device to device: whether it comes to `holder`, the nearest above that has a _DMA. */
enum fdtr_known fdtr_tables_sees(const struct fdtr_story *story, uint32_t holder);

#endif
