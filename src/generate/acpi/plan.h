/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How a description becomes a table: check what it says, name what it makes, look at what the machine's tables
 * declare, then build the terms, which one of two writers turns into AML or ASL.
 */
#ifndef FDTR_SRC_ACPI_PLAN_H
#define FDTR_SRC_ACPI_PLAN_H

#include <fdtrestrict/acpi.h>

#include "acpi/aml/term.h"
#include "acpi/platform/devices.h"
#include "base/base.h"
#include <fdtrestrict/acpi_generate.h>

#define FDTR_SSDT_MAX_POOLS 256
#define FDTR_SSDT_MAX_DEVICES 4096

struct fdtr_ssdt_pool_plan {
	const char *name; /* of the object; NULL where tables declare it */
	const char *path;
	uint32_t uid;
	uint32_t object;       /* in the tables, FDTR_NONE when it is made */
	const char *container; /* the name of the one around its devices; NULL: none is needed */
	uint32_t container_uid;
	uint32_t first; /* its devices in there, ascending by their MMIO; FDTR_NONE: none */
};

struct fdtr_ssdt_device_plan {
	const char *name; /* NULL where tables declare it */
	const char *path;
	uint32_t uid;
	uint32_t object; /* EXISTING: the device, PCI: its bridge */
	bool restricted; /* VIRTIO_MMIO*: by the proposed compatible */
	bool shares;     /* its interrupt with another */
	bool link;       /* gets a memory-region */
	bool guard;      /* gets a _DMA of its own, */
	bool bare; /* and, since it has none, a _CRS with nothing in it: without one a _DMA does not count */
	bool guarded;  /* is kept to its pool, by this table or by those that were there */
	uint32_t next; /* in its container, FDTR_NONE at the last */
};

struct fdtr_ssdt_plan {
	const struct fdtr_ssdt *ssdt;
	struct fdtr_arena *arena;
	struct fdtr_error *error;
	enum fdtr_guard guard;
	const char *scope;
	struct fdtr_ssdt_pool_plan *pools;     /* as in the description */
	struct fdtr_ssdt_device_plan *devices; /* likewise */
	struct fdtr_terms terms;
};

/* Each returns a library status, with the sentence in plan->error. */

/* What can be told from the description alone. */
int fdtr_ssdt_check(struct fdtr_ssdt_plan *plan);
/* No two ranges share bytes; no two devices an interrupt that they cannot share. */
int fdtr_ssdt_check_ranges(struct fdtr_ssdt_plan *plan);
/* What the tables declare, and what of it is to be added. */
int fdtr_ssdt_resolve(struct fdtr_ssdt_plan *plan);
/* Names and _UIDs. */
int fdtr_ssdt_name(struct fdtr_ssdt_plan *plan);
int fdtr_ssdt_number(struct fdtr_ssdt_plan *plan);
/* Devices into the containers of their pools. */
int fdtr_ssdt_contain(struct fdtr_ssdt_plan *plan);
int fdtr_ssdt_build(struct fdtr_ssdt_plan *plan);

/* What the table is for: false when the tables hold all of it. */
bool fdtr_ssdt_has_work(const struct fdtr_ssdt_plan *plan);

/* For sentences: "the pool RDM1", "the device \_SB.VR00", "device 3 of the description". In the arena, or "". */
const char *fdtr_ssdt_pool_text(struct fdtr_ssdt_plan *plan, uint32_t index);
const char *fdtr_ssdt_device_text(struct fdtr_ssdt_plan *plan, uint32_t index);

static inline bool fdtr_ssdt_is_made(const struct fdtr_ssdt_device *device)
{
	return device->kind == FDTR_SSDT_VIRTIO_MMIO || device->kind == FDTR_SSDT_VIRTIO_MMIO_RESTRICTED;
}

/* By `_DMA`, wherever it stands. */
static inline bool fdtr_ssdt_guards(const struct fdtr_ssdt_plan *plan)
{
	return plan->guard == FDTR_GUARD_DMA_RANGES || plan->guard == FDTR_GUARD_CONTAINER;
}

/* A path from the root, every segment in full: "\_SB.RDM0". */
bool fdtr_acpi_is_path(const char *path);
/* "_HID" of the devices that a pool's style and a device's kind make. */
const char *fdtr_ssdt_device_hid(const struct fdtr_ssdt_device_plan *device);
const char *fdtr_ssdt_pool_hid(const struct fdtr_ssdt *ssdt);

#endif
