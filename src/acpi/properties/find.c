// SPDX-License-Identifier: BSD-2-Clause
/* One property, as Linux finds it: a list with an unsound pair counts for nothing. */
#include "acpi/properties/list.h"
#include "base/base.h"

#include <string.h>

static const struct fdtr_acpi_value nothing = {.kind = FDTR_ACPI_NONE, .object = FDTR_NONE};

/* What is asked of one device: keys, and what was found of them so far. */
struct search {
	const char *const *keys;
	struct fdtr_acpi_value *values;
	uint32_t count;
	struct fdtr_dsd_reader reader;
};

static void note(
	const struct search *search, const struct fdtr_dsd_entry *entry, struct fdtr_acpi_value *found)
{
	for (uint32_t i = 0; i < search->count; i++) {
		if (found[i].kind == FDTR_ACPI_NONE && !strcmp(entry->key, search->keys[i]))
			found[i] = entry->value;
	}
}

static bool read_list(struct search *search, enum fdtr_dsd_list list, const struct fdtr_acpi_value *pairs,
	struct fdtr_acpi_value *found)
{
	struct fdtr_acpi_element element = fdtr_acpi_first(search->reader.acpi, pairs);
	struct fdtr_dsd_entry entry;
	uint32_t below;

	for (; element.index < pairs->count; fdtr_acpi_next(search->reader.acpi, &element)) {
		bool sound;

		if (!search->reader.left)
			return false;
		search->reader.left--;
		fdtr_dsd_pair(&search->reader, list, &element.value, &entry, &below);
		sound = entry.problem == FDTR_DSD_SOUND || entry.problem == FDTR_DSD_DYNAMIC;
		if (!sound && list == FDTR_LIST_PROPERTIES)
			return false;
		if (sound && entry.key)
			note(search, &entry, found);
	}
	return true;
}

/* False when all keys have their values. */
static bool search_list(struct search *search, enum fdtr_dsd_list list, const struct fdtr_acpi_value *pairs)
{
	struct fdtr_acpi_value found[FDTR_DSD_KEYS];
	uint32_t missing = 0;

	for (uint32_t i = 0; i < search->count; i++)
		found[i] = nothing;
	if (!read_list(search, list, pairs, found))
		return true;
	for (uint32_t i = 0; i < search->count; i++) {
		if (search->values[i].kind == FDTR_ACPI_NONE)
			search->values[i] = found[i];
		missing += search->values[i].kind == FDTR_ACPI_NONE;
	}
	return missing != 0;
}

/* Whether a list that cannot be known was met. */
static bool search_lists(
	struct search *search, const struct fdtr_acpi_value *dsd, struct fdtr_acpi_value *unknown)
{
	const struct fdtr_acpi *acpi = search->reader.acpi;
	struct fdtr_acpi_element element = fdtr_acpi_first(acpi, dsd);
	bool met = false;

	for (; element.index < dsd->count && search->reader.left; fdtr_acpi_next(acpi, &element)) {
		struct fdtr_acpi_value uuid = fdtr_dsd_data(acpi, &element.value), pairs;
		enum fdtr_dsd_list list;

		fdtr_acpi_next(acpi, &element);
		pairs = fdtr_dsd_data(acpi, &element.value);
		if (uuid.kind == FDTR_ACPI_NOT_STATIC || pairs.kind == FDTR_ACPI_NOT_STATIC) {
			*unknown = pairs;
			unknown->kind = FDTR_ACPI_NOT_STATIC;
			met = true;
			continue;
		}
		if (uuid.kind != FDTR_ACPI_BUFFER || uuid.size != 16 || pairs.kind != FDTR_ACPI_PACKAGE)
			break;
		list = fdtr_dsd_list_of(&uuid);
		if ((list == FDTR_LIST_PROPERTIES || list == FDTR_LIST_BUFFERS) &&
			!search_list(search, list, &pairs))
			break;
	}
	return met;
}

void fdtr_dsd_properties(const struct fdtr_acpi *acpi, uint32_t device, const char *const *keys,
	uint32_t count, struct fdtr_acpi_value *values)
{
	struct fdtr_acpi_value dsd = fdtr_acpi_value_of(acpi, device, "_DSD"), unknown = dsd;
	struct search search = {keys, values, count, {acpi, device, FDTR_DSD_ENTRIES}};
	bool met = dsd.kind == FDTR_ACPI_NOT_STATIC;

	for (uint32_t i = 0; i < count; i++)
		values[i] = nothing;
	if (dsd.kind == FDTR_ACPI_PACKAGE && dsd.count % 2 == 0)
		met = search_lists(&search, &dsd, &unknown);
	for (uint32_t i = 0; met && i < count; i++) {
		if (values[i].kind == FDTR_ACPI_NONE)
			values[i] = unknown;
	}
}

struct fdtr_acpi_value fdtr_dsd_property(const struct fdtr_acpi *acpi, uint32_t device, const char *key)
{
	struct fdtr_acpi_value value;

	fdtr_dsd_properties(acpi, device, &key, 1, &value);
	return value;
}

static bool same_text(const struct fdtr_acpi_value *value, const char *string)
{
	if (value->kind != FDTR_ACPI_STRING || value->size != strlen(string))
		return false;
	for (uint32_t i = 0; i < value->size; i++) {
		char left = (char)value->data[i], right = string[i];

		left = left >= 'A' && left <= 'Z' ? (char)(left + ('a' - 'A')) : left;
		right = right >= 'A' && right <= 'Z' ? (char)(right + ('a' - 'A')) : right;
		if (left != right)
			return false;
	}
	return true;
}

bool fdtr_dsd_has_string(
	const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value, const char *string)
{
	struct fdtr_acpi_element element;

	if (value->kind != FDTR_ACPI_PACKAGE)
		return same_text(value, string);
	for (element = fdtr_acpi_first(acpi, value);
		element.index < value->count && element.index < FDTR_DSD_ENTRIES;
		fdtr_acpi_next(acpi, &element)) {
		struct fdtr_acpi_value data = fdtr_dsd_data(acpi, &element.value);

		if (same_text(&data, string))
			return true;
	}
	return false;
}
