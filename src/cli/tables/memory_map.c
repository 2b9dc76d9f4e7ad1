// SPDX-License-Identifier: BSD-2-Clause
#include "cli/tables/memory_map.h"

#include "cli/input/text_file.h"
#include "cli/tables/memory_map_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool read_line(struct map_text *text)
{
	const char *start = text->text + text->next;
	size_t left = text->size - text->next, length;
	const char *end = memchr(start, '\n', left);

	if (!left)
		return false;
	text->offset = text->next;
	text->length = end ? (size_t)(end - start) : left;
	text->next += text->length + (end != NULL);
	text->number++;
	length = text->length < MAP_LINE ? text->length : MAP_LINE - 1;
	memcpy(text->line, start, length);
	text->line[length] = '\0';
	return true;
}

bool map_next_line(struct map_text *text)
{
	while (read_line(text)) {
		if (text->line[strspn(text->line, " \t\r")])
			return true;
	}
	return false;
}

int map_wrong(const struct map_text *text, const char *problem)
{
	return fdtr_error_set(text->error, FDTR_ERR_BADTREE, "%s:%zu: %s", text->name, text->number, problem);
}

bool map_hex(const char **at, uint64_t *value)
{
	const char *text = *at;
	size_t digits;

	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
		text += 2;
	digits = strspn(text, "0123456789abcdefABCDEF");
	if (!digits || digits > 16)
		return false;
	*value = strtoull(text, NULL, 16);
	*at = text + digits;
	return true;
}

bool map_range(const char **at, uint64_t *first, uint64_t *last)
{
	const char *text = *at;

	if (!map_hex(&text, first) || *text++ != '-' || !map_hex(&text, last))
		return false;
	*at = text;
	return true;
}

int map_add(struct map_text *text, enum fdtr_region_kind kind, uint64_t first, uint64_t last)
{
	struct memory_map *map = text->map;
	struct fdtr_region *grown;

	if (first > last)
		return map_wrong(text, "the range ends before it begins");
	if (map->count == map->room) {
		map->room = map->room ? 2 * map->room : 64;
		grown = realloc(map->regions, map->room * sizeof(*grown));
		if (!grown)
			return fdtr_error_memory(text->error);
		map->regions = grown;
	}
	map->regions[map->count] =
		(struct fdtr_region){.range = {first, last}, .kind = kind, .pool = FDTR_NONE};
	map->regions[map->count].origin = (struct fdtr_origin){.object = FDTR_NONE,
		.index = map->count,
		.offset = (uint32_t)text->offset,
		.length = (uint32_t)text->length,
		.source = FDTR_NONE};
	map->count++;
	return FDTR_OK;
}

static bool has_memory(const struct memory_map *map)
{
	for (uint32_t i = 0; i < map->count; i++) {
		if (map->regions[i].kind == FDTR_REGION_MEMORY)
			return true;
	}
	return false;
}

static int parse(struct map_text *text)
{
	size_t blank = 0;

	while (blank < text->size && isspace((unsigned char)text->text[blank]))
		blank++;
	if (blank < text->size && text->text[blank] == '{')
		return map_read_json(text);
	if (!map_next_line(text))
		return fdtr_error_set(text->error, FDTR_ERR_BADTREE, "%s: the file is empty", text->name);
	text->next = 0;
	text->number = 0;
	return map_is_iomem(text->line) ? map_read_iomem(text) : map_read_log(text);
}

int memory_map_parse(
	struct memory_map *map, const char *name, const char *text, size_t size, struct fdtr_error *error)
{
	struct map_text input = {.map = map, .name = name, .text = text, .size = size, .error = error};
	int status;

	*map = (struct memory_map){0};
	status = parse(&input);
	if (!status && !has_memory(map))
		status = fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%s: the memory map has no memory that may be used, so that it cannot be a whole one",
			name);
	return status;
}

int memory_map_read(struct memory_map *map, const char *name, struct fdtr_error *error)
{
	struct text_file file;
	int status = text_file_read(&file, name, MEMORY_MAP_LIMIT, error);

	*map = (struct memory_map){0};
	if (status) {
		if (error)
			error->status = FDTR_ERR_BADTREE;
		return FDTR_ERR_BADTREE;
	}
	status = memory_map_parse(map, name, file.text, file.size, error);
	free(file.text);
	return status;
}

void memory_map_free(struct memory_map *map)
{
	free(map->regions);
	*map = (struct memory_map){0};
}
