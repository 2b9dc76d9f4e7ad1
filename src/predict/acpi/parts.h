/* SPDX-License-Identifier: BSD-2-Clause */
/* The steps of a prediction that tables have their own of: whether there is a device, what _CCA says, and what _DMA leaves. */
#ifndef FDTR_SRC_PREDICT_ACPI_PARTS_H
#define FDTR_SRC_PREDICT_ACPI_PARTS_H

#include "lint/acpi/tables.h"
#include "predict/parts.h"

/* Linux walks up from device to device (drivers/acpi/scan.c acpi_dma_get_range()). */
enum fdtr_sight {
	FDTR_SEEN,
	FDTR_SEEN_PAST_CONTAINERS, /* by those who make devices of containers */
	FDTR_UNSEEN
};

/* What a device object says, the same for all guests. */
struct fdtr_table_device {
	uint32_t hider;  /* the object whose _STA hides it, itself or above; FDTR_NONE: none */
	uint32_t holder; /* the nearest, from itself upwards, that has _DMA; FDTR_NONE: none */
	enum fdtr_sight sight;
	bool described;         /* these tables declare it, and all that it stands in */
	bool named;             /* it has a _HID */
	bool coherence_said;    /* _CCA stands there, or above */
	bool without_registers; /* virtio-mmio: in _CRS, */
	bool without_interrupt;
	bool computed;           /* _DMA is; */
	bool without_resources;  /* there is no _CRS beside it */
	struct fdtr_origin dma;  /* _DMA */
	struct fdtr_origin link; /* memory-region */
};

/* Fills `table_devices`, and `pools`. */
int fdtr_tables_collect(struct fdtr_forecast *forecast);

static inline const struct fdtr_table_device *fdtr_table_device(const struct fdtr_story *story)
{
	return &story->forecast->table_devices[story->device - story->forecast->platform->devices];
}

/* What a PCI device has of its host bridge. */
uint32_t fdtr_tables_asked(const struct fdtr_device *device);

void fdtr_tell_linux_tables(struct fdtr_story *story);

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

#endif
