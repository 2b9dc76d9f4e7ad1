// SPDX-License-Identifier: BSD-2-Clause
/* What is wrong in the _DSDs of all devices, found once for all the rules. */
#include "lint/acpi/tables.h"

#include <string.h>

/* What the walk of one device needs beside what is kept. */
struct collection {
	struct fdtr_array faults;
	uint32_t object;
	bool full;
};

static bool keep_fault(void *context, const struct fdtr_dsd_entry *entry)
{
	struct collection *collection = context;
	struct fdtr_dsd_fault *fault;

	if (entry->problem == FDTR_DSD_SOUND)
		return true;
	fault = fdtr_array_push(&collection->faults);
	collection->full = !fault;
	if (fault)
		*fault = (struct fdtr_dsd_fault){collection->object, *entry->node != '\0', *entry};
	return fault != NULL;
}

/* The walk gives back what it took, so it has a part of the arena of its own. */
bool fdtr_lint_read_properties(struct fdtr_lint *lint)
{
	size_t size = (lint->arena->high - lint->arena->low) / 4;
	size_t high = lint->arena->high;
	struct collection collection = {.full = false};
	void *memory = fdtr_arena_take_high(lint->arena, size, 1);
	struct fdtr_arena scratch;

	if (!memory)
		return false;
	fdtr_array_begin(&collection.faults, lint->arena, sizeof(struct fdtr_dsd_fault));
	for (uint32_t i = 0; i < lint->acpi->object_count && !collection.full; i++) {
		if (!fdtr_acpi_is_device(lint->acpi, i) ||
			fdtr_acpi_child(lint->acpi, i, "_DSD") == FDTR_NONE)
			continue;
		collection.object = i;
		fdtr_arena_init(&scratch, memory, size);
		if (!fdtr_dsd_walk(lint->acpi, i, &scratch, keep_fault, &collection))
			return false;
	}
	lint->arena->high = high;
	lint->faults = collection.faults.items;
	lint->fault_count = (uint32_t)collection.faults.count;
	return !collection.full;
}

static bool is_our_key(const struct fdtr_acpi_value *key)
{
	static const enum fdtr_property_id ours[] = {FDTR_P_COMPATIBLE, FDTR_P_MEMORY_REGION};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(ours); i++) {
		const char *name = fdtr_property_name(ours[i]);

		if (key->kind == FDTR_ACPI_STRING && key->size == strlen(name) &&
			!memcmp(key->data, name, key->size))
			return true;
	}
	return false;
}

/* How much of a _DSD is searched for the few keys that matter. */
#define MAX_SEARCHED 256

/* A pair of the list, whatever its UUID, that restricted DMA depends on. */
static bool has_our_pair(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *list)
{
	struct fdtr_acpi_element pair = fdtr_acpi_first(acpi, list), key;

	for (; pair.index < list->count && pair.index < MAX_SEARCHED; fdtr_acpi_next(acpi, &pair)) {
		if (pair.value.kind != FDTR_ACPI_PACKAGE)
			continue;
		key = fdtr_acpi_first(acpi, &pair.value);
		if (pair.value.count && is_our_key(&key.value))
			return true;
	}
	return false;
}

static bool has_our_list(const struct fdtr_acpi *acpi, uint32_t device)
{
	struct fdtr_acpi_value dsd = fdtr_acpi_value_of(acpi, device, "_DSD");
	struct fdtr_acpi_element list;

	if (dsd.kind != FDTR_ACPI_PACKAGE)
		return false;
	list = fdtr_acpi_first(acpi, &dsd);
	for (; list.index < dsd.count && list.index < MAX_SEARCHED; fdtr_acpi_next(acpi, &list)) {
		if (list.value.kind == FDTR_ACPI_PACKAGE && has_our_pair(acpi, &list.value))
			return true;
	}
	return false;
}

/* A list that is dropped makes no pool and no consumer, but was meant to. */
static bool is_grave(const struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault)
{
	return fdtr_is_involved(lint, fault->object) ||
	       fdtr_acpi_has_id(lint->acpi, fault->object, FDTR_ACPI_PROPERTIES_HID) ||
	       has_our_list(lint->acpi, fault->object);
}

void fdtr_each_fault(struct fdtr_lint *lint, enum fdtr_dsd_problem problem, fdtr_fault_fn *tell)
{
	for (uint32_t i = 0; i < lint->fault_count && !lint->status && !lint->cut; i++) {
		const struct fdtr_dsd_fault *fault = &lint->faults[i];

		if (fault->entry.problem != problem || !fdtr_is_there(lint->acpi, fault->object))
			continue;
		if (!fault->nested)
			lint->unsound_object[fault->object] |= FDTR_SOUND_PROPERTIES;
		tell(lint, fault, is_grave(lint, fault) ? FDTR_ERROR : FDTR_WARNING);
	}
}

struct fdtr_origin fdtr_at_fault(const struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault)
{
	return fdtr_at_value(lint, fault->object, "_DSD", &fault->entry.value);
}
