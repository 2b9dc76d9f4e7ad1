// SPDX-License-Identifier: BSD-2-Clause
/* One property, as Linux finds it: a list with an unsound pair counts for nothing. */
#include "acpi/properties/list.h"
#include "base/base.h"

#include <string.h>

static const struct fdtr_acpi_value nothing = {.kind = FDTR_ACPI_NONE, .object = FDTR_NONE};

static struct fdtr_acpi_value find_in_list(struct fdtr_dsd_reader *reader, enum fdtr_dsd_list list,
	const struct fdtr_acpi_value *pairs, const char *key)
{
	struct fdtr_acpi_value found = nothing;
	struct fdtr_dsd_entry entry;
	struct fdtr_acpi_element element;
	uint32_t below;

	for (element = fdtr_acpi_first(reader->acpi, pairs); element.index < pairs->count;
		fdtr_acpi_next(reader->acpi, &element)) {
		bool sound;

		if (!reader->left--)
			return reader->left = 0, nothing;
		fdtr_dsd_pair(reader, list, &element.value, &entry, &below);
		sound = entry.problem == FDTR_DSD_SOUND || entry.problem == FDTR_DSD_DYNAMIC;
		if (!sound && list == FDTR_LIST_PROPERTIES)
			return nothing;
		if (sound && found.kind == FDTR_ACPI_NONE && entry.key && !strcmp(entry.key, key))
			found = entry.value;
	}
	return found;
}

struct fdtr_acpi_value fdtr_dsd_property(const struct fdtr_acpi *acpi, uint32_t device, const char *key)
{
	struct fdtr_acpi_value dsd = fdtr_acpi_value_of(acpi, device, "_DSD"), unknown = nothing;
	struct fdtr_dsd_reader reader = {acpi, device, FDTR_DSD_ENTRIES};
	struct fdtr_acpi_element element;

	if (dsd.kind == FDTR_ACPI_NOT_STATIC)
		return dsd;
	if (dsd.kind != FDTR_ACPI_PACKAGE || dsd.count % 2)
		return nothing;
	for (element = fdtr_acpi_first(acpi, &dsd); element.index < dsd.count && reader.left;
		fdtr_acpi_next(acpi, &element)) {
		struct fdtr_acpi_value uuid = fdtr_dsd_data(acpi, &element.value), pairs, found;
		enum fdtr_dsd_list list;

		fdtr_acpi_next(acpi, &element);
		pairs = fdtr_dsd_data(acpi, &element.value);
		if (uuid.kind == FDTR_ACPI_NOT_STATIC || pairs.kind == FDTR_ACPI_NOT_STATIC) {
			unknown = pairs;
			unknown.kind = FDTR_ACPI_NOT_STATIC;
			continue;
		}
		if (uuid.kind != FDTR_ACPI_BUFFER || uuid.size != 16 || pairs.kind != FDTR_ACPI_PACKAGE)
			break;
		list = fdtr_dsd_list_of(&uuid);
		if (list != FDTR_LIST_PROPERTIES && list != FDTR_LIST_BUFFERS)
			continue;
		found = find_in_list(&reader, list, &pairs, key);
		if (found.kind != FDTR_ACPI_NONE)
			return found;
	}
	return unknown;
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
