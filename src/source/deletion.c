// SPDX-License-Identifier: BSD-2-Clause
/*
 * A node that is deleted and written again: dtc keeps the places of the old writing, where there is nothing any more.
 * The places are in the order of time, so all up to the last one before a /delete-node/ are gone.
 */
#include "source/map.h"

#include <string.h>

static bool has_label(const struct site *site, const struct node_name *name)
{
	struct scanner scanner;
	struct token token;

	if (!site || !site->labels)
		return false;
	scanner_init(&scanner, site->labels, (size_t)(site->name - site->labels));
	while (scanner_next(&scanner, &token)) {
		if (token.kind == TOKEN_LABEL &&
			!name_compare(token.start, token.length - 1, name->name, name->length))
			return true;
	}
	return false;
}

/* "/soc/uart@0", from its end up to the root. */
static bool is_path(const struct source_map *map, const struct node_name *path, const struct entry *entry)
{
	const struct entry *entries = map->entries.items;
	uint32_t left = path->length;

	if (!left || *path->name != '/')
		return false;
	for (; entry->length && entry->parent != ENTRY_NONE; entry = &entries[entry->parent]) {
		if (left <= entry->length || path->name[left - entry->length - 1] != '/' ||
			memcmp(path->name + left - entry->length, entry->name, entry->length) != 0)
			return false;
		left -= entry->length + 1;
	}
	return !left || (left == 1 && path->length == 1);
}

/* Of what is named by itself, only the name is known. */
static bool is_named(const struct source_map *map, const struct node_name *name, const struct entry *entry)
{
	if (!name->reference)
		return (!entry->length && name->length == 1 && *name->name == '/') ||
		       !name_compare(name->name, name->length, entry->name, entry->length) ||
		       names_but_for_macro(entry->name, entry->length, name->name, name->length);
	if (is_path(map, name, entry))
		return true;
	for (uint32_t i = 0; i < entry->place_count; i++) {
		if (has_label(map_site(map, map_place(map, entry, i)), name))
			return true;
	}
	return false;
}

static bool deletes(const struct source_map *map, uint32_t file, const struct deletion *deletion,
	const struct entry *entry)
{
	if (!is_named(map, &deletion->node, entry))
		return false;
	if (deletion->node.reference)
		return true;
	return entry->parent == (deletion->parent.line ? map_node_at(map, file, deletion->parent)
						       : map_node_around(map, file));
}

/* Or what it is in. */
static bool deletes_any(const struct source_map *map, uint32_t file, const struct deletion *deletion,
	const struct entry *entry)
{
	const struct entry *entries = map->entries.items;

	for (; entry->parent != ENTRY_NONE; entry = &entries[entry->parent]) {
		if (deletes(map, file, deletion, entry))
			return true;
	}
	return false;
}

/* The first place behind the deletion, or that behind the last before it. */
static uint32_t first_after(const struct source_map *map, const struct entry *entry, uint32_t file,
	const struct deletion *deletion)
{
	uint32_t first = 0;

	for (uint32_t i = 0; i < entry->place_count; i++) {
		const struct place *place = map_place(map, entry, i);
		const struct site *site = map_site(map, place);
		int order =
			map_compare_time(map, file, deletion->at, place->file, site ? site->at : place->at);

		if (order < 0)
			return i;
		if (order > 0)
			first = i + 1;
	}
	return first;
}

/* Nobody writes more; each is held against every node that is asked for. */
#define MAX_DELETIONS 1000

uint32_t map_first_place(const struct source_map *map, const struct entry *entry)
{
	uint32_t first = 0, left = MAX_DELETIONS;

	if (entry->place_count < 2)
		return 0;
	map_order_files(map);
	for (uint32_t file = 0; file < map->files.count; file++) {
		const struct sites *sites = &map_file(map, file)->sites;

		for (uint32_t i = 0; i < sites->deletion_count && left; i++, left--) {
			uint32_t after = deletes_any(map, file, &sites->deletions[i], entry)
			                         ? first_after(map, entry, file, &sites->deletions[i])
			                         : 0;

			if (after > first && after < entry->place_count)
				first = after;
		}
	}
	return first;
}
