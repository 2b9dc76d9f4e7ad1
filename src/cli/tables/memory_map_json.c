// SPDX-License-Identifier: BSD-2-Clause
/* {"regions": [{"base": "0x40000000", "size": "0x10000000", "type": "usable"}]}: see memory-map.schema.json. */
#include "cli/tables/memory_map_parts.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

static const struct {
	const char *name;
	enum fdtr_region_kind kind;
} types[] = {
	{"usable", FDTR_REGION_MEMORY},
	{"reserved", FDTR_REGION_RESERVED},
	{"acpi", FDTR_REGION_RESERVED},
	{"nvs", FDTR_REGION_RESERVED},
	{"unusable", FDTR_REGION_RESERVED},
	{"persistent", FDTR_REGION_RESERVED},
};

static bool find_type(const char *name, enum fdtr_region_kind *kind)
{
	for (size_t i = 0; name && i < FDTR_ARRAY_SIZE(types); i++) {
		if (!strcmp(name, types[i].name)) {
			*kind = types[i].kind;
			return true;
		}
	}
	return false;
}

static int wrong_entry(const struct map_text *text, size_t index, const char *problem)
{
	return fdtr_error_set(
		text->error, FDTR_ERR_BADTREE, "%s: regions[%zu]: %s", text->name, index, problem);
}

/* Numbers of JSON stop at 2^53. */
static bool read_number(const json_t *value, uint64_t *number)
{
	const char *text = json_string_value(value);

	return text && !strncmp(text, "0x", 2) && map_hex(&text, number) && !*text;
}

static int read_entry(struct map_text *text, const json_t *entry, size_t index)
{
	const json_t *base = json_object_get(entry, "base"), *size = json_object_get(entry, "size");
	struct fdtr_range range;
	enum fdtr_region_kind kind;
	uint64_t first, length;

	if (!json_is_object(entry) || json_object_size(entry) != 3)
		return wrong_entry(text, index, "it is to have base, size and type, and nothing else");
	if (!read_number(base, &first) || !read_number(size, &length))
		return wrong_entry(
			text, index, "base and size are strings of hexadecimal numbers, such as \"0x1000\"");
	if (!fdtr_range_make(first, length, &range))
		return wrong_entry(text, index, "the range is empty or passes 2^64");
	if (!find_type(json_string_value(json_object_get(entry, "type")), &kind))
		return wrong_entry(
			text, index, "type is one of usable, reserved, acpi, nvs, unusable and persistent");
	return map_add(text, kind, range.first, range.last);
}

static int read_root(struct map_text *text, const json_t *root)
{
	const json_t *regions = json_object_get(root, "regions");
	int status = FDTR_OK;

	if (!json_is_array(regions) || json_object_size(root) != 1)
		return fdtr_error_set(text->error, FDTR_ERR_BADTREE,
			"%s: a memory map is an object with regions, an array, and nothing else", text->name);
	for (size_t i = 0; !status && i < json_array_size(regions); i++)
		status = read_entry(text, json_array_get(regions, i), i);
	return status;
}

int map_read_json(struct map_text *text)
{
	json_error_t problem;
	json_t *root = json_loadb(text->text, text->size, JSON_REJECT_DUPLICATES, &problem);
	int status;

	if (!root) {
		text->number = problem.line > 0 ? (size_t)problem.line : 1;
		return map_wrong(text, fdtr_text_clean(problem.text));
	}
	text->length = text->size;
	status = read_root(text, root);
	json_decref(root);
	return status;
}
