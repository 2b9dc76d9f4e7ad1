// SPDX-License-Identifier: BSD-2-Clause
/* A {key, value} pair: Linux drivers/acpi/property.c, and what the guide wants beyond that. */
#include "acpi/properties/list.h"
#include "base/base.h"

#include <string.h>

#define MOST_PATH 1300 /* 255 names with dots */

/*
 * Device properties, and lists that Linux takes for the same: hot plug in D3, external ports, two of Thunderbolt's, and storage
 * that needs D3.
 */
static const char *const property_lists[] = {FDTR_DSD_PROPERTIES, "6211e2c0-58a3-4af3-90e1-927a4e0c55a4",
	"efcc06cc-73ac-4bc3-bff0-76143807c389", "c44d002f-69f9-4e7d-a904-a7baabdf43f7",
	"6c501103-c189-4296-ba72-9bf5a26ebe5d", "5025030f-842f-4ab4-a561-99a5189762d0"};

enum fdtr_dsd_list fdtr_dsd_list_of(const struct fdtr_acpi_value *uuid)
{
	char text[37];

	fdtr_uuid_text(uuid->data, text);
	if (!strcmp(text, FDTR_DSD_HIERARCHY))
		return FDTR_LIST_HIERARCHY;
	if (!strcmp(text, FDTR_DSD_BUFFERS))
		return FDTR_LIST_BUFFERS;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(property_lists); i++) {
		if (!strcmp(text, property_lists[i]))
			return FDTR_LIST_PROPERTIES;
	}
	return FDTR_LIST_UNKNOWN;
}

struct fdtr_acpi_value fdtr_dsd_data(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value)
{
	if (value->kind != FDTR_ACPI_REFERENCE || value->object == FDTR_NONE ||
		acpi->objects[value->object].kind != FDTR_ACPI_NAME)
		return *value;
	return fdtr_acpi_value(acpi, value->object);
}

/* ACPICA's acpi_get_handle(): upper case, and a single name is not searched for above the scope. */
uint32_t fdtr_dsd_find(const struct fdtr_acpi *acpi, uint32_t scope, const struct fdtr_acpi_value *string)
{
	char path[MOST_PATH];

	if (string->kind != FDTR_ACPI_STRING || !string->size || string->size >= sizeof(path))
		return FDTR_NONE;
	for (uint32_t i = 0; i < string->size; i++) {
		char character = (char)string->data[i];

		path[i] = character >= 'a' && character <= 'z' ? (char)(character - 'a' + 'A') : character;
	}
	path[string->size] = '\0';
	if (scope == FDTR_NONE && *path != '\\')
		return FDTR_NONE;
	if (!strpbrk(path, "\\^."))
		return fdtr_acpi_child(acpi, scope, path);
	return fdtr_acpi_find(acpi, scope, path);
}

static enum fdtr_dsd_problem problem_of(enum fdtr_acpi_value_kind kind, enum fdtr_dsd_problem otherwise)
{
	return kind == FDTR_ACPI_NOT_STATIC ? FDTR_DSD_DYNAMIC : otherwise;
}

static bool is_plain(enum fdtr_acpi_value_kind kind)
{
	return kind == FDTR_ACPI_INTEGER || kind == FDTR_ACPI_STRING || kind == FDTR_ACPI_REFERENCE;
}

static enum fdtr_dsd_problem check_value(struct fdtr_dsd_reader *reader, const struct fdtr_acpi_value *value)
{
	struct fdtr_acpi_element element;

	if (is_plain(value->kind))
		return FDTR_DSD_SOUND;
	if (value->kind != FDTR_ACPI_PACKAGE)
		return problem_of(value->kind, FDTR_DSD_BAD_VALUE);
	for (element = fdtr_acpi_first(reader->acpi, value); element.index < value->count;
		fdtr_acpi_next(reader->acpi, &element)) {
		enum fdtr_acpi_value_kind kind = fdtr_dsd_data(reader->acpi, &element.value).kind;

		if (!reader->left--)
			return reader->left = 0, FDTR_DSD_TOO_DEEP;
		if (!is_plain(kind))
			return problem_of(kind, FDTR_DSD_BAD_VALUE);
	}
	return FDTR_DSD_SOUND;
}

/* What the string names, evaluated. */
static enum fdtr_dsd_problem follow(const struct fdtr_dsd_reader *reader, struct fdtr_acpi_value *value,
	enum fdtr_acpi_value_kind wanted, uint32_t *below)
{
	uint32_t object = fdtr_dsd_find(reader->acpi, reader->scope, value);
	struct fdtr_acpi_value found = fdtr_acpi_value(reader->acpi, object);

	if (found.kind != wanted)
		return problem_of(found.kind, FDTR_DSD_BAD_TARGET);
	*value = found;
	*below = reader->acpi->objects[object].parent;
	return FDTR_DSD_SOUND;
}

/* A package that a reference leads to, or that stands there itself, comes without a scope. */
static enum fdtr_dsd_problem check_target(
	const struct fdtr_dsd_reader *reader, struct fdtr_acpi_value *value, uint32_t *below)
{
	*below = FDTR_NONE;
	if (value->kind == FDTR_ACPI_STRING && reader->scope == FDTR_NONE)
		return FDTR_DSD_BAD_TARGET;
	if (value->kind == FDTR_ACPI_STRING)
		return follow(reader, value, FDTR_ACPI_PACKAGE, below);
	return value->kind == FDTR_ACPI_PACKAGE ? FDTR_DSD_SOUND
	                                        : problem_of(value->kind, FDTR_DSD_BAD_TARGET);
}

static enum fdtr_dsd_problem check_buffer(const struct fdtr_dsd_reader *reader, struct fdtr_acpi_value *value)
{
	uint32_t below;

	if (value->kind != FDTR_ACPI_STRING)
		return problem_of(value->kind, FDTR_DSD_BAD_VALUE);
	return follow(reader, value, FDTR_ACPI_BUFFER, &below);
}

void fdtr_dsd_pair(struct fdtr_dsd_reader *reader, enum fdtr_dsd_list list,
	const struct fdtr_acpi_value *element, struct fdtr_dsd_entry *entry, uint32_t *below)
{
	struct fdtr_acpi_value pair = fdtr_dsd_data(reader->acpi, element), key;
	struct fdtr_acpi_element part;

	entry->key = NULL;
	entry->pair = entry->value = pair;
	entry->problem = problem_of(pair.kind, FDTR_DSD_BAD_PAIR);
	if (pair.kind != FDTR_ACPI_PACKAGE || pair.count != 2)
		return;
	part = fdtr_acpi_first(reader->acpi, &pair);
	key = fdtr_dsd_data(reader->acpi, &part.value);
	entry->value = key;
	entry->problem = problem_of(key.kind, FDTR_DSD_BAD_PAIR);
	if (key.kind != FDTR_ACPI_STRING)
		return;
	entry->key = (const char *)key.data;
	fdtr_acpi_next(reader->acpi, &part);
	entry->value = fdtr_dsd_data(reader->acpi, &part.value);
	if (list == FDTR_LIST_HIERARCHY)
		entry->problem = check_target(reader, &entry->value, below);
	else if (list == FDTR_LIST_BUFFERS)
		entry->problem = check_buffer(reader, &entry->value);
	else
		entry->problem = check_value(reader, &entry->value);
}
