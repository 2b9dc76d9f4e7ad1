/* SPDX-License-Identifier: BSD-2-Clause */
/* From requests to a description of what tables lack: which devices, and where their pools are or go. */
#ifndef FDTR_SRC_ACPI_AUGMENT_H
#define FDTR_SRC_ACPI_AUGMENT_H

#include "generate/acpi/plan.h"
#include "generate/plan.h"

struct fdtr_augment_target {
	uint32_t object; /* the device, or the bridge of a PCI device that is none yet */
	bool pci;        /* that is to be made: */
	uint8_t slot;
	uint8_t function;
};

struct fdtr_augment {
	const struct fdtr_acpi *tables;
	const struct fdtr_platform *platform;
	enum fdtr_acpi_style style;
	const struct fdtr_request *request; /* the one that is carried out now */
	struct fdtr_request sized;          /* the same with a size in place of FDTR_SIZE_AUTO */
	struct fdtr_arena *arena;
	struct fdtr_error *error;
	struct fdtr_augment_target *targets; /* of that request */
	uint32_t target_count;
	struct fdtr_ssdt_pool *made; /* of all requests, with room for what they may need */
	uint32_t made_count;
};

/* Fills the targets. */
int fdtr_augment_select(struct fdtr_augment *augment);
/* The pool of target `index` of the request, found or placed, in *pool of augment->made. */
int fdtr_augment_pool(struct fdtr_augment *augment, uint32_t index, uint32_t *pool);

#endif
