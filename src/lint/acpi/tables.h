/* SPDX-License-Identifier: BSD-2-Clause */
/* What the rules on ACPI tables share. */
#ifndef FDTR_SRC_LINT_TABLES_H
#define FDTR_SRC_LINT_TABLES_H

#include "acpi/platform/devices.h"
#include "lint/lint.h"
#include "platform/platform.h"

/* An object where it is defined; what the tables only name stands nowhere. */
struct fdtr_origin fdtr_at_object(const struct fdtr_lint *lint, uint32_t object);
/* A child such as "_CRS"; the object itself when it has none of that name. */
struct fdtr_origin fdtr_at_child(const struct fdtr_lint *lint, uint32_t object, const char *name);
/* A value that belongs to the object; `property` is what a person calls it. */
struct fdtr_origin fdtr_at_value(const struct fdtr_lint *lint, uint32_t object, const char *property,
	const struct fdtr_acpi_value *value);
/* What says in tables what the property says in a tree; `index` an element of it, FDTR_NONE for the whole. */
struct fdtr_origin fdtr_at_meaning(
	const struct fdtr_lint *lint, uint32_t object, enum fdtr_property_id id, uint32_t index);
const char *fdtr_acpi_word(enum fdtr_property_id id);
/* Whether the _DMA of `limiter` is there for a pool: it stands on the device, or on a container of nothing but users. */
bool fdtr_is_dedicated_scope(const struct fdtr_lint *lint, uint32_t device, uint32_t limiter);

/* Something wrong in a _DSD, as fdtr_dsd_walk() tells it. */
struct fdtr_dsd_fault {
	uint32_t object;
	bool nested;                 /* in a data node */
	struct fdtr_dsd_entry entry; /* but for `node` */
};

/* Calls back for each fault of that kind in a device that is there: graver where restricted DMA depends on it. */
typedef void fdtr_fault_fn(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity);
void fdtr_each_fault(struct fdtr_lint *lint, enum fdtr_dsd_problem problem, fdtr_fault_fn *tell);
struct fdtr_origin fdtr_at_fault(const struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault);

/* Walks the _DSD of every device once; the rules read what came of it. False when the arena is too small. */
bool fdtr_lint_read_properties(struct fdtr_lint *lint);

/* It or one above it has _CCA. */
bool fdtr_says_coherence(const struct fdtr_lint *lint, uint32_t object);
/* No _STA hides it, its own nor one above. */
bool fdtr_is_there(const struct fdtr_acpi *acpi, uint32_t object);
/* It is described here, and so is all that it stands in; the rest of a device may be in a table that is not given. */
bool fdtr_is_described(const struct fdtr_acpi *acpi, uint32_t object);
/* The device takes part in restricted DMA: it is a pool, a virtio transport, or names a region. */
bool fdtr_is_involved(const struct fdtr_lint *lint, uint32_t object);
/* A pool or a virtio transport, by its ids. */
bool fdtr_is_ours(const struct fdtr_lint *lint, uint32_t object);

/* The tables hold a DSDT, so that what they do not define is nowhere. */
bool fdtr_is_whole(const struct fdtr_acpi *acpi);
/* Error where the device takes part in restricted DMA, else a warning. */
enum fdtr_severity fdtr_involved_severity(const struct fdtr_lint *lint, uint32_t object);

#endif
