// SPDX-License-Identifier: BSD-2-Clause
/* Where it is: what the map answers. */
#include "source/map.h"

#include <string.h>

static struct source_span span_of(
	const struct source_map *map, const struct place *place, struct position at, struct position end)
{
	return (struct source_span){
		source_map_file(map, place->file), at.line, at.column, end.line, end.column};
}

const struct place *map_place(const struct source_map *map, const struct entry *entry, uint32_t number)
{
	return (const struct place *)map->places.items + entry->first_place + number;
}

/* dtc wraps what extends an unknown label into a fragment of its own; the user wrote what is in it. */
static const struct entry *find_written(const struct source_map *map, const char *path)
{
	const struct entry *entries = map->entries.items;
	uint32_t entry = map_find_node(map, path);
	struct key key = {.name = "__overlay__", .length = 11, .kind = SITE_NODE, .parent = entry};

	if (entry != ENTRY_NONE && !entries[entry].place_count)
		entry = map_find(map, &key);
	return entry != ENTRY_NONE && entries[entry].place_count ? &entries[entry] : NULL;
}

bool source_map_node(const struct source_map *map, const char *path, struct source_span *span)
{
	const struct entry *entry = find_written(map, path);
	const struct place *place = entry ? map_place(map, entry, map_first_place(map, entry)) : NULL;
	const struct site *site = entry ? map_site(map, place) : NULL;

	if (!entry)
		return false;
	*span = site ? span_of(map, place, site->named, site->named_end)
	             : span_of(map, place, place->at, place->end);
	return true;
}

bool source_map_body(const struct source_map *map, const char *path, struct source_span *span)
{
	const struct entry *entry = find_written(map, path);
	const struct place *place = entry ? map_place(map, entry, map_first_place(map, entry)) : NULL;
	const struct site *site = entry ? map_site(map, place) : NULL;

	if (!entry || (site ? site->kind != SITE_NODE : map_file(map, place->file)->preprocessed))
		return false;
	*span = span_of(map, place, site ? site->at : place->at,
		site && site->said_end.line == place->end.line ? site->end : place->end);
	return true;
}

bool source_map_property(
	const struct source_map *map, const char *path, const char *property, struct source_span *span)
{
	struct key key = {.name = property, .length = (uint32_t)strlen(property), .kind = SITE_PROPERTY};
	const struct entry *entry;
	const struct place *place;
	const struct site *site;
	uint32_t found;

	key.parent = map_find_node(map, path);
	found = key.parent != ENTRY_NONE ? map_find(map, &key) : ENTRY_NONE;
	entry = found != ENTRY_NONE ? (const struct entry *)map->entries.items + found : NULL;
	if (!entry || !entry->place_count)
		return false;
	place = map_place(map, entry, 0);
	site = map_site(map, place);
	*span = site ? span_of(map, place, site->named, site->end)
	             : span_of(map, place, place->at, place->end);
	return true;
}

/* Those of a file that dtc included: only when it holds all there are. */
static bool find_reserve(const struct source_map *map, uint32_t index, struct source_span *span)
{
	const struct site *found = NULL;
	uint32_t seen, in_file = 0;

	for (uint32_t i = 0; i < map->files.count; i++) {
		const struct sites *sites = &map_file(map, i)->sites;

		seen = 0;
		for (uint32_t k = 0; k < sites->count; k++) {
			if (sites->items[k].kind == SITE_RESERVE && seen++ == index) {
				found = &sites->items[k];
				in_file = i;
			}
		}
		if (seen && seen != map->reserves.count)
			return false;
	}
	if (found)
		*span = span_of(map, &(struct place){.file = in_file}, found->named, found->end);
	return found;
}

bool source_map_reserve(const struct source_map *map, uint32_t index, struct source_span *span)
{
	const uint32_t *reserves = map->reserves.items;
	const struct entry *entry;
	const struct place *place;
	const struct site *site;

	if (index >= map->reserves.count)
		return false;
	entry = (const struct entry *)map->entries.items + reserves[index];
	if (!entry->place_count)
		return find_reserve(map, index, span);
	place = map_place(map, entry, 0);
	site = map_site(map, place);
	*span = site ? span_of(map, place, site->named, site->end)
	             : span_of(map, place, place->at, place->end);
	return true;
}
