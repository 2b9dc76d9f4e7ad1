// SPDX-License-Identifier: BSD-2-Clause
/* From a line back to the node that is written there. */
#include "source/map.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE UINT32_MAX

/* A place where a node is written. */
struct written {
	uint32_t file;
	uint32_t first; /* its lines */
	uint32_t last;
	uint32_t entry;
	uint32_t around; /* the nearest before it that holds all of it; NOWHERE when there is none */
};

struct source_nodes {
	const struct source_map *map;
	struct written *items; /* by file and first line, what is around before what is in it */
	uint32_t count;
};

static int written_compare(const void *left, const void *right)
{
	const struct written *a = left, *b = right;

	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->last != b->last)
		return a->last > b->last ? -1 : 1;
	return (a->entry > b->entry) - (a->entry < b->entry);
}

static void list_written(struct source_nodes *nodes)
{
	const struct entry *entries = nodes->map->entries.items;

	for (uint32_t i = 0; i < nodes->map->entries.count; i++) {
		for (uint32_t k = 0; entries[i].kind == SITE_NODE && k < entries[i].place_count; k++) {
			const struct place *place = map_place(nodes->map, &entries[i], k);

			nodes->items[nodes->count++] =
				(struct written){place->file, place->at.line, place->end.line, i, NOWHERE};
		}
	}
	fdtr_sort(nodes->items, nodes->count, sizeof(*nodes->items), written_compare);
}

/* The first that holds the line, from that one on outwards. */
static uint32_t find_around(const struct source_nodes *nodes, uint32_t from, uint32_t file, uint32_t line)
{
	while (from != NOWHERE && (nodes->items[from].file != file || nodes->items[from].last < line))
		from = nodes->items[from].around;
	return from;
}

struct source_nodes *source_nodes_make(const struct source_map *map)
{
	struct source_nodes *nodes = calloc(1, sizeof(*nodes));

	if (!nodes)
		return NULL;
	nodes->map = map;
	nodes->items = malloc((map->places.count + (size_t)1) * sizeof(*nodes->items));
	if (!nodes->items) {
		free(nodes);
		return NULL;
	}
	list_written(nodes);
	for (uint32_t i = 1; i < nodes->count; i++)
		nodes->items[i].around =
			find_around(nodes, i - 1, nodes->items[i].file, nodes->items[i].last);
	return nodes;
}

void source_nodes_free(struct source_nodes *nodes)
{
	if (nodes)
		free(nodes->items);
	free(nodes);
}

/* The last that begins in that line of the file or before. */
static uint32_t find_last(const struct source_nodes *nodes, uint32_t file, uint32_t line)
{
	uint32_t low = 0, high = nodes->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct written *item = &nodes->items[middle];

		if (item->file < file || (item->file == file && item->first <= line))
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : NOWHERE;
}

/* From the end to the front; cut there when it does not fit. */
char *source_nodes_path(
	const struct source_nodes *nodes, uint32_t file, uint32_t line, char *path, size_t size)
{
	const struct entry *entries = nodes->map->entries.items;
	uint32_t found = find_around(nodes, find_last(nodes, file, line), file, line);
	uint32_t entry = found == NOWHERE ? ENTRY_NONE : nodes->items[found].entry;
	char *at = path + size - 1;

	*at = '\0';
	while (entry != ENTRY_NONE && entries[entry].parent != ENTRY_NONE &&
		(size_t)(at - path) > entries[entry].length) {
		at -= entries[entry].length;
		memcpy(at, entries[entry].name, entries[entry].length);
		*--at = '/';
		entry = entries[entry].parent;
	}
	if (!*at)
		*--at = '/';
	return memmove(path, at, (size_t)(path + size - at));
}
