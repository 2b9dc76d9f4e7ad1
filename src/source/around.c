// SPDX-License-Identifier: BSD-2-Clause
/* From a line back to the node that is written there. */
#include "source/map.h"

#include <string.h>

static bool holds(const struct place *place, uint32_t file, uint32_t line)
{
	return place->file == file && place->at.line <= line && line <= place->end.line;
}

/* Of places that hold the line, the one that begins last. */
static uint32_t find_innermost(const struct source_map *map, uint32_t file, uint32_t line)
{
	const struct entry *entries = map->entries.items;
	uint32_t found = ENTRY_NONE, begins = 0;

	for (uint32_t i = 0; i < map->entries.count; i++) {
		for (uint32_t k = 0; entries[i].kind == SITE_NODE && k < entries[i].place_count; k++) {
			const struct place *place = map_place(map, &entries[i], k);

			if (!holds(place, file, line) || place->at.line < begins)
				continue;
			found = i;
			begins = place->at.line;
		}
	}
	return found;
}

/* From the end to the front; cut there when it does not fit. */
char *source_map_around(const struct source_map *map, uint32_t index, uint32_t line, char *path, size_t size)
{
	const struct entry *entries = map->entries.items;
	uint32_t entry = find_innermost(map, index, line);
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
