// SPDX-License-Identifier: BSD-2-Clause
/* Places in tables, and what stands there for the properties of a tree. */
#include "lint/acpi/tables.h"

struct fdtr_origin fdtr_at_object(const struct fdtr_lint *lint, uint32_t object)
{
	return fdtr_acpi_object_origin(lint->acpi, object);
}

struct fdtr_origin fdtr_at_child(const struct fdtr_lint *lint, uint32_t object, const char *name)
{
	uint32_t child = fdtr_acpi_child(lint->acpi, object, name);
	struct fdtr_origin place = fdtr_at_object(lint, child == FDTR_NONE ? object : child);

	place.object = object;
	if (child != FDTR_NONE)
		place.property = name;
	return place;
}

struct fdtr_origin fdtr_at_value(const struct fdtr_lint *lint, uint32_t object, const char *property,
	const struct fdtr_acpi_value *value)
{
	if (value->kind == FDTR_ACPI_NONE || value->table == FDTR_NONE)
		return fdtr_at_object(lint, object);
	return (struct fdtr_origin){.object = object,
		.offset = value->offset,
		.length = value->length,
		.property = property,
		.source = value->table};
}

const char *fdtr_acpi_word(enum fdtr_property_id id)
{
	switch (id) {
	case FDTR_P_REG:
		return "_CRS";
	case FDTR_P_DMA_RANGES:
		return "_DMA";
	case FDTR_P_STATUS:
		return "_STA";
	case FDTR_P_DMA_COHERENT:
		return "_CCA";
	default:
		return fdtr_property_name(id);
	}
}

static struct fdtr_acpi_value element_of(
	const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value, uint32_t index)
{
	struct fdtr_acpi_element element;

	if (value->kind != FDTR_ACPI_PACKAGE || index >= value->count)
		return *value;
	element = fdtr_acpi_first(acpi, value);
	while (element.index < index)
		fdtr_acpi_next(acpi, &element);
	return element.value;
}

struct fdtr_origin fdtr_at_meaning(
	const struct fdtr_lint *lint, uint32_t object, enum fdtr_property_id id, uint32_t index)
{
	const char *word = fdtr_acpi_word(id);
	struct fdtr_acpi_value value;
	struct fdtr_origin place;

	if (*word == '_')
		return fdtr_at_child(lint, object, word);
	value = fdtr_dsd_property(lint->acpi, object, word);
	if (value.kind == FDTR_ACPI_NONE)
		return id == FDTR_P_COMPATIBLE ? fdtr_at_child(lint, object, "_HID")
		                               : fdtr_at_object(lint, object);
	if (index != FDTR_NONE)
		value = element_of(lint->acpi, &value, index);
	place = fdtr_at_value(lint, object, word, &value);
	place.index = index == FDTR_NONE ? 0 : index;
	return place;
}
