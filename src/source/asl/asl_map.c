// SPDX-License-Identifier: BSD-2-Clause
#include "source/asl/asl_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int compare_sites(const void *left, const void *right)
{
	const struct asl_site *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	return order ? order : (a->word > b->word) - (a->word < b->word);
}

struct asl_map *asl_map_make(const struct asl_source *source)
{
	struct asl_map *map = calloc(1, sizeof(*map));

	if (!map)
		return NULL;
	map->source = *source;
	if (asl_read_words(map) && asl_read_sites(map)) {
		fdtr_sort(map->sites, map->site_count, sizeof(*map->sites), compare_sites);
		return map;
	}
	asl_map_free(map);
	return NULL;
}

void asl_map_free(struct asl_map *map)
{
	if (!map)
		return;
	for (uint32_t i = 0; i < map->file_count; i++) {
		free(map->files[i].name);
		free(map->files[i].owned);
	}
	for (uint32_t i = 0; i < map->site_count; i++)
		free(map->sites[i].path);
	free(map->files);
	free(map->words);
	free(map->sites);
	free(map);
}

/* -1, 0 or 1 as strcmp() on the path with every segment filled up to four. */
static int compare_path(const char *site, const char *path)
{
	size_t filled = 0; /* of the segment */

	for (; *site; site++) {
		char wanted = *path;

		if (*site == '\\' || *site == '.')
			filled = 0;
		else
			filled++;
		if (filled && (!wanted || wanted == '.'))
			wanted = '_';
		else if (wanted)
			path++;
		if (*site != wanted)
			return (unsigned char)*site < (unsigned char)wanted ? -1 : 1;
	}
	return *path ? -1 : 0;
}

static const struct asl_site *find_site(const struct asl_map *map, const char *path)
{
	uint32_t low = 0, high = map->site_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (compare_path(map->sites[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < map->site_count && !compare_path(map->sites[low].path, path) ? &map->sites[low] : NULL;
}

/* Words of one file; what goes on in another ends with its first word. */
static struct source_span span_of(const struct asl_map *map, uint32_t first, uint32_t last)
{
	const struct asl_word *begin = &map->words[first], *end = &map->words[last];

	if (end->file != begin->file || last < first)
		end = begin;
	return (struct source_span){.file = map->files[begin->file].name,
		.line = begin->token.line,
		.column = begin->token.column,
		.end_line = end->token.end_line,
		.end_column = end->token.end_column};
}

bool asl_map_object(const struct asl_map *map, const char *path, struct source_span *span)
{
	const struct asl_site *site = find_site(map, path);

	if (site)
		*span = span_of(map, site->word, site->close);
	return site;
}

bool asl_map_element(const struct asl_map *map, const char *path, const uint32_t *steps, uint32_t count,
	struct source_span *span)
{
	const struct asl_site *site = find_site(map, path);
	uint32_t first = site ? site->value : ASL_NOWHERE, end = site ? site->close : 0;

	if (first >= end)
		return false;
	for (uint32_t i = 0; i < count && asl_step(map, &first, &end, steps[i]); i++)
		;
	*span = span_of(map, first, end - 1);
	return true;
}

uint32_t asl_map_file_count(const struct asl_map *map)
{
	return map->file_count;
}

const char *asl_map_file(const struct asl_map *map, uint32_t file)
{
	return map->files[file].name;
}

const char *asl_map_text(const struct asl_map *map, uint32_t file, size_t *size)
{
	*size = map->files[file].size;
	return map->files[file].text;
}

/* It has a body, and the line is within. */
static bool is_around(const struct asl_map *map, const struct asl_site *site, uint32_t file, uint32_t line)
{
	const struct asl_word *first = &map->words[site->word], *last = &map->words[site->end - 1];

	return site->end > site->close + 1 && first->file == file && first->token.line <= line &&
	       (last->file != file || last->token.end_line >= line);
}

/* Without what a segment is filled up with. */
static char *write_path(const char *site, char *path, size_t size)
{
	struct fdtr_text text;

	fdtr_text_init(&text, path, size);
	for (; *site; site++) {
		if (*site != '_' || site[strspn(site, "_")] != '.')
			fdtr_text_add(&text, "%c", *site);
	}
	while (text.length && path[text.length - 1] == '_')
		path[--text.length] = '\0';
	return path;
}

char *asl_map_around(const struct asl_map *map, uint32_t file, uint32_t line, char *path, size_t size)
{
	const struct asl_site *found = NULL;

	for (uint32_t i = 0; i < map->site_count; i++) {
		const struct asl_site *site = &map->sites[i];

		if (is_around(map, site, file, line) && (!found || site->word > found->word))
			found = site;
	}
	return write_path(found ? found->path : "\\", path, size);
}
