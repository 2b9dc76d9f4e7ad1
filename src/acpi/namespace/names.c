// SPDX-License-Identifier: BSD-2-Clause
/* What a name means in a scope (ACPI Specification 6.5, 5.3). */
#include "acpi/namespace/namespace.h"

#include <string.h>

uint32_t fdtr_acpi_meant(const struct fdtr_acpi *acpi, uint32_t object)
{
	if (object == FDTR_NONE || acpi->objects[object].kind != FDTR_ACPI_ALIAS)
		return object;
	return acpi->objects[object].value;
}

static uint32_t step(const struct fdtr_acpi *acpi, uint32_t object, uint32_t name)
{
	object = fdtr_acpi_meant(acpi, object);
	return object == FDTR_NONE ? FDTR_NONE : fdtr_index_find(acpi, object, name);
}

static uint32_t climb(const struct fdtr_acpi *acpi, uint32_t scope, uint32_t carets)
{
	for (; carets && scope != FDTR_NONE; carets--)
		scope = acpi->objects[scope].parent;
	return scope;
}

/* Here or above; what is only said to be elsewhere yields to what is there. */
static uint32_t search_upwards(const struct fdtr_acpi *acpi, uint32_t scope, uint32_t name)
{
	uint32_t external = FDTR_NONE;

	for (; scope != FDTR_NONE; scope = acpi->objects[scope].parent) {
		uint32_t found = fdtr_index_find(acpi, scope, name);

		if (found != FDTR_NONE && acpi->objects[found].kind != FDTR_ACPI_EXTERNAL)
			return found;
		if (external == FDTR_NONE)
			external = found;
	}
	return external;
}

uint32_t fdtr_name_find(const struct fdtr_acpi *acpi, uint32_t scope, const struct fdtr_aml_name *name)
{
	uint32_t object = name->root ? 0 : climb(acpi, scope, name->carets);

	if (!name->root && !name->carets && name->count == 1)
		return search_upwards(acpi, object, fdtr_name_number(name->segments));
	for (uint32_t i = 0; i < name->count && object != FDTR_NONE; i++)
		object = step(acpi, object, fdtr_name_number(name->segments + (size_t)4 * i));
	return object;
}

/* The next name of a path as text, filled up; the end of what was read, or NULL. */
static const char *read_name(const char *path, uint32_t *name)
{
	char segment[4] = {'_', '_', '_', '_'};
	size_t length = strcspn(path, ".");

	if (!length || length > sizeof(segment))
		return NULL;
	memcpy(segment, path, length);
	*name = fdtr_name_number(segment);
	return path + length;
}

uint32_t fdtr_acpi_find(const struct fdtr_acpi *acpi, uint32_t scope, const char *path)
{
	bool root = *path == '\\', plain;
	uint32_t carets = (uint32_t)strspn(path + root, root ? "" : "^");
	uint32_t object = root ? 0 : climb(acpi, scope, carets), name;

	path += root + carets;
	plain = !root && !carets && *path && !strchr(path, '.');
	while (*path && object != FDTR_NONE) {
		path = read_name(path, &name);
		if (!path)
			return FDTR_NONE;
		object = plain ? search_upwards(acpi, object, name) : step(acpi, object, name);
		if (*path && !*++path)
			return FDTR_NONE;
	}
	return object;
}

uint32_t fdtr_acpi_child(const struct fdtr_acpi *acpi, uint32_t object, const char *name)
{
	uint32_t number;
	const char *end = read_name(name, &number);

	return !end || *end || object == FDTR_NONE ? FDTR_NONE : fdtr_index_find(acpi, object, number);
}

/* The characters that a name has without what it is filled up with. */
static size_t name_length(const char name[4])
{
	size_t length = 4;

	while (length > 1 && name[length - 1] == '_')
		length--;
	return length;
}

char *fdtr_acpi_path(const struct fdtr_acpi *acpi, uint32_t object, char *path, size_t size)
{
	char whole[2 + 5 * FDTR_AML_DEPTH];
	size_t at = sizeof(whole) - 1, length;
	struct fdtr_text text;

	whole[at] = '\0';
	while (object != FDTR_NONE && object) {
		const struct fdtr_acpi_object *step = &acpi->objects[object];

		length = name_length(step->name);
		at -= length + 1;
		memcpy(whole + at + 1, step->name, length);
		whole[at] = step->parent ? '.' : '\\';
		object = step->parent;
	}
	if (!whole[at])
		whole[--at] = '\\';
	length = sizeof(whole) - 1 - at;
	fdtr_text_init(&text, path, size);
	if (length < size)
		fdtr_text_add(&text, "%s", whole + at);
	else
		fdtr_text_add(&text, "...%s", size > 4 ? whole + at + length - (size - 4) : "");
	return path;
}

char *fdtr_acpi_place_text(
	const struct fdtr_acpi *acpi, const struct fdtr_origin *place, char *text, size_t size)
{
	struct fdtr_text buffer;

	if (place->object != FDTR_NONE)
		return fdtr_acpi_path(acpi, place->object, text, size);
	fdtr_text_init(&buffer, text, size);
	if (place->source < acpi->table_count)
		fdtr_text_add(&buffer, "%s", acpi->tables[place->source].signature);
	else
		fdtr_text_add(&buffer, "%s", place->length ? "the memory map" : "(given by the caller)");
	return text;
}
