// SPDX-License-Identifier: BSD-2-Clause
/* From a byte of a table to the line of ASL that it was made of: by the object that has the byte, and the part of its value. */
#include "cli/tables/tables.h"

#include "acpi/resources/resource.h"
#include "base/base.h"

#include <string.h>

#define MOST_STEPS 16U

struct steps {
	uint32_t items[MOST_STEPS];
	uint32_t count;
};

/* The innermost. */
static uint32_t object_at(const struct fdtr_acpi *acpi, uint32_t table, uint32_t offset)
{
	uint32_t found = FDTR_NONE;

	for (uint32_t i = 0; i < acpi->object_count; i++) {
		const struct fdtr_acpi_object *object = &acpi->objects[i];

		if (object->table == table && object->offset <= offset && offset < object->end &&
			(found == FDTR_NONE || object->offset >= acpi->objects[found].offset))
			found = i;
	}
	return found;
}

static bool has_byte(const struct fdtr_acpi_value *value, uint32_t offset)
{
	return value->offset <= offset && offset - value->offset < value->length;
}

/* Into the element that has the byte; false when none has. */
static bool step_into(
	const struct fdtr_acpi *acpi, struct fdtr_acpi_value *value, uint32_t offset, struct steps *steps)
{
	struct fdtr_acpi_element element = fdtr_acpi_first(acpi, value);

	for (; element.index < value->count; fdtr_acpi_next(acpi, &element)) {
		if (element.value.kind != FDTR_ACPI_NONE && has_byte(&element.value, offset)) {
			*value = element.value;
			steps->items[steps->count++] = element.index;
			return true;
		}
	}
	return false;
}

static void step_to_descriptor(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value,
	uint32_t offset, struct steps *steps)
{
	struct fdtr_acpi_resources walk = fdtr_acpi_resources(value->data, value->size);
	uint32_t start = (uint32_t)(value->data - acpi->tables[value->table].data), index = 0;
	struct fdtr_acpi_resource resource;

	for (; fdtr_acpi_resource_next(&walk, &resource); index++) {
		if (offset >= start + resource.offset && offset - start - resource.offset < resource.length) {
			steps->items[steps->count++] = index;
			return;
		}
	}
}

/* A place at the first byte of a value means all of it. */
static void find_steps(
	const struct fdtr_acpi *acpi, struct fdtr_acpi_value value, uint32_t offset, struct steps *steps)
{
	while (value.kind == FDTR_ACPI_PACKAGE && offset != value.offset && steps->count < MOST_STEPS &&
		step_into(acpi, &value, offset, steps))
		;
	if (value.kind == FDTR_ACPI_BUFFER && offset != value.offset && steps->count < MOST_STEPS)
		step_to_descriptor(acpi, &value, offset, steps);
}

static bool locate_in(const struct asl_map *map, const struct fdtr_acpi *acpi, uint32_t object,
	uint32_t offset, struct source_span *span)
{
	struct fdtr_acpi_value value = {.kind = FDTR_ACPI_NONE};
	char path[1024];
	struct steps steps = {.count = 0};

	(void)fdtr_acpi_path(acpi, object, path, sizeof(path));
	if (acpi->objects[object].kind == FDTR_ACPI_NAME)
		value = fdtr_acpi_value(acpi, object);
	if (value.kind == FDTR_ACPI_NONE || !has_byte(&value, offset))
		return asl_map_object(map, path, span);
	find_steps(acpi, value, offset, &steps);
	return asl_map_element(map, path, steps.items, steps.count, span) || asl_map_object(map, path, span);
}

bool tables_locate(const struct tables *tables, const struct fdtr_acpi *acpi, const struct fdtr_origin *place,
	struct source_span *span)
{
	const struct table_file *file;
	uint32_t object;

	if (place->source >= acpi->table_count || !place->length)
		return false;
	file = tables_file_of(tables, acpi->tables[place->source].data);
	if (!file || !file->map)
		return false;
	object = object_at(acpi, place->source, place->offset);
	return object != FDTR_NONE && locate_in(file->map, acpi, object, place->offset, span);
}
