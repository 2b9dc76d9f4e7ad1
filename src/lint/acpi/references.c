// SPDX-License-Identifier: BSD-2-Clause
/* Where the memory-region of a device leads. */
#include "lint/acpi/tables.h"

#define REGION_KEY fdtr_property_name(FDTR_P_MEMORY_REGION)

/* One entry of memory-region. */
struct entry {
	uint32_t device;
	uint32_t index;
	const struct fdtr_acpi_value *value;
};

/* What is said of an entry: about its target, where it has one. */
struct verdict {
	enum fdtr_severity severity;
	const char *before;
	const char *after; /* the target's path; NULL when that is not named */
};

/* What is said of it, or cannot be known, needs no saying of what follows from it. */
static void spoil(struct fdtr_lint *lint, const struct entry *entry)
{
	uint32_t device = fdtr_device_of(lint->platform, entry->device);

	if (device != FDTR_NONE)
		lint->unsound_device[device] |= FDTR_SOUND_LINK;
}

static void tell(
	struct fdtr_lint *lint, const struct entry *entry, uint32_t target, const struct verdict *verdict)
{
	struct fdtr_origin place = fdtr_at_value(lint, entry->device, REGION_KEY, entry->value), other;
	bool named = target != FDTR_NONE && verdict->after;

	place.index = entry->index;
	if (named)
		other = fdtr_at_object(lint, target);
	fdtr_report_as(lint, verdict->severity, place, named ? &other : NULL, "memory-region entry %u %s%s%s",
		entry->index, verdict->before, named ? FDTR_LINT_PATH(lint, target) : "",
		named ? verdict->after : "");
	if (verdict->severity == FDTR_ERROR)
		spoil(lint, entry);
}

/* It may be another kind of region; and what is wrong with its own description has been told. */
static bool is_excused(const struct fdtr_lint *lint, uint32_t target)
{
	return lint->unsound_object[target] & (FDTR_SOUND_PROPERTIES | FDTR_SOUND_IDENTITY) ||
	       fdtr_acpi_compatible(lint->acpi, target, "shared-dma-pool") ||
	       fdtr_looks_like_pool(lint, target);
}

static void judge_target(struct fdtr_lint *lint, const struct entry *entry, uint32_t target)
{
	static const struct verdict nowhere = {FDTR_ERROR, "leads to what none of the tables defines", NULL};
	static const struct verdict no_device = {FDTR_ERROR, "leads to ", ", which is no device"};
	static const struct verdict no_pool = {FDTR_ERROR, "leads to ", ", which is no restricted pool"};
	const struct fdtr_acpi *acpi = lint->acpi;

	if (target == FDTR_NONE || acpi->objects[target].kind == FDTR_ACPI_EXTERNAL) {
		if (fdtr_is_whole(acpi))
			tell(lint, entry, FDTR_NONE, &nowhere);
		else
			spoil(lint, entry);
	} else if (acpi->objects[target].kind != FDTR_ACPI_DEVICE)
		tell(lint, entry, target, &no_device);
	else if (fdtr_pool_of(lint->platform, target) == FDTR_NONE) {
		if (!is_excused(lint, target))
			tell(lint, entry, target, &no_pool);
		else if (lint->unsound_object[target])
			spoil(lint, entry);
	}
}

static void judge_string(struct fdtr_lint *lint, const struct entry *entry)
{
	static const struct verdict no_name = {FDTR_ERROR, "is a string that names no restricted pool", NULL};
	static const struct verdict quoted = {
		FDTR_WARNING, "is a string, but only data nodes are named so, and ", " is a device"};
	uint32_t target = fdtr_dsd_find(lint->acpi, entry->device, entry->value);

	if (target != FDTR_NONE && fdtr_pool_of(lint->platform, target) != FDTR_NONE)
		tell(lint, entry, target, &quoted);
	else if (target != FDTR_NONE || fdtr_is_whole(lint->acpi))
		tell(lint, entry, target, &no_name);
}

static void judge_entry(struct fdtr_lint *lint, const struct entry *entry)
{
	static const struct verdict number = {FDTR_ERROR, "is a number, and ACPI has no phandles", NULL};

	if (entry->value->kind == FDTR_ACPI_REFERENCE)
		judge_target(lint, entry, entry->value->object);
	else if (entry->value->kind == FDTR_ACPI_STRING)
		judge_string(lint, entry);
	else if (entry->value->kind == FDTR_ACPI_INTEGER)
		tell(lint, entry, FDTR_NONE, &number);
}

static void check_reference_unresolved(struct fdtr_lint *lint, uint32_t index)
{
	static const struct verdict missing = {FDTR_ERROR, "is missing: the package is empty", NULL};
	struct fdtr_acpi_value value = fdtr_dsd_property(lint->acpi, index, REGION_KEY);
	struct fdtr_acpi_element element;

	if (value.kind == FDTR_ACPI_NONE || !fdtr_is_there(lint->acpi, index))
		return;
	if (value.kind != FDTR_ACPI_PACKAGE) {
		judge_entry(lint, &(struct entry){index, 0, &value});
		return;
	}
	element = fdtr_acpi_first(lint->acpi, &value);
	for (; element.index < value.count; fdtr_acpi_next(lint->acpi, &element))
		judge_entry(lint, &(struct entry){index, element.index, &element.value});
	if (!value.count)
		tell(lint, &(struct entry){index, 0, &value}, FDTR_NONE, &missing);
}

const struct fdtr_rule fdtr_rule_acpi_reference_unresolved = {
	.name = "acpi-reference-unresolved",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_ACPI_DEVICE,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "memory-region holds references to devices that are restricted pools",
	.why = "Whoever follows the reference gets an error instead of a pool, and who takes the property for optional goes on "
	       "without: unrestricted DMA.",
	.happens = "linux-6.1, 6.12: the reference reads as -EINVAL or -ENOENT (read)",
	.fix = "Write Package () { \"memory-region\", \\_SB.POOL }, the pool's path without quotes; in an SSDT with External "
	       "(\\_SB.POOL, DeviceObj) where another table has it.",
	.source =
		"Linux drivers/acpi/property.c __acpi_node_get_property_reference(); _DSD Guide, Device Properties "
		"UUID; Linux Documentation/firmware-guide/acpi/dsd/data-node-references.rst",
	.needs = FDTR_SOUND_PROPERTIES,
	.check = check_reference_unresolved,
};
