// SPDX-License-Identifier: BSD-2-Clause
/*
 * A node that is deleted and written again: dtc keeps the places of the old writing, where there is nothing any more.
 * The places are in the order of time, so all up to the last one before a /delete-node/ are gone.
 */
#include "source/map.h"

#include <string.h>

static bool same(const char *name, uint32_t length, const struct entry *entry)
{
	bool root = !entry->length && length == 1 && *name == '/';

	return root || !name_compare(name, length, entry->name, entry->length);
}

static bool has_label(const struct site *site, const struct deletion *deletion)
{
	struct scanner scanner;
	struct token token;

	if (!site || !site->labels)
		return false;
	scanner_init(&scanner, site->labels, (size_t)(site->name - site->labels));
	while (scanner_next(&scanner, &token)) {
		if (token.kind == TOKEN_LABEL &&
			!name_compare(token.start, token.length - 1, deletion->name, deletion->length))
			return true;
	}
	return false;
}

/* The last part of a path is enough: what else has that name is hardly written twice. */
static bool ends_path(const struct deletion *deletion, const struct entry *entry)
{
	const char *name = deletion->name + deletion->length - entry->length;

	return deletion->length > entry->length && name[-1] == '/' &&
	       !memcmp(name, entry->name, entry->length);
}

static bool deletes(const struct source_map *map, const struct deletion *deletion, const struct entry *entry)
{
	const struct entry *entries = map->entries.items;

	if (!deletion->reference)
		return same(deletion->name, deletion->length, entry) &&
		       (!deletion->parent || *deletion->parent == '&' ||
			       (entry->parent != ENTRY_NONE && same(deletion->parent, deletion->parent_length,
								       &entries[entry->parent])));
	if (ends_path(deletion, entry))
		return true;
	for (uint32_t i = 0; i < entry->place_count; i++) {
		if (has_label(map_site(map, entry, map_place(map, entry, i)), deletion))
			return true;
	}
	return false;
}

static bool is_before(struct position left, struct position right)
{
	return left.line < right.line || (left.line == right.line && left.column < right.column);
}

/* The first place in this file behind the deletion; else the one behind the last before it. */
static uint32_t first_after(const struct source_map *map, const struct entry *entry, uint32_t file,
	const struct deletion *deletion)
{
	uint32_t first = 0;

	for (uint32_t i = 0; i < entry->place_count; i++) {
		const struct place *place = map_place(map, entry, i);

		if (place->file != file)
			continue;
		if (is_before(deletion->at, place->at))
			return i;
		first = i + 1;
	}
	return first;
}

uint32_t map_first_place(const struct source_map *map, const struct entry *entry)
{
	uint32_t first = 0;

	for (uint32_t file = 0; entry->place_count > 1 && file < map->files.count; file++) {
		const struct sites *sites = &map_file(map, file)->sites;

		for (uint32_t i = 0; i < sites->deletion_count; i++) {
			uint32_t after = first_after(map, entry, file, &sites->deletions[i]);

			if (after > first && after < entry->place_count &&
				deletes(map, &sites->deletions[i], entry))
				first = after;
		}
	}
	return first;
}
