// SPDX-License-Identifier: BSD-2-Clause
/* Which of two positions is read first, by what includes what. */
#include "source/map.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Beyond these nobody includes by hand, and order is not known. */
#define MAX_FILES 1000
#define MAX_INCLUSIONS 1000
#define MAX_DEPTH 64

/* How well the inclusion names the file: from the includer's folder, as it is, from another folder, not at all. */
static unsigned int fit(
	const struct file *includer, const struct inclusion *inclusion, const struct file *file)
{
	const char *slash = strrchr(includer->name, '/');
	size_t folder = slash ? (size_t)(slash + 1 - includer->name) : 0, length = strlen(file->name);
	const char *end = file->name + length - inclusion->length;

	if (length < inclusion->length || memcmp(end, inclusion->name, inclusion->length) != 0)
		return 0;
	if (length == folder + inclusion->length && !memcmp(file->name, includer->name, folder))
		return 3;
	if (length == inclusion->length)
		return 2;
	return end[-1] == '/';
}

static struct file *find_included(
	const struct source_map *map, const struct file *includer, const struct inclusion *inclusion)
{
	struct file *files = map->files.items, *best = NULL;
	unsigned int best_fit = 0;

	for (uint32_t i = 0; i < map->files.count; i++) {
		unsigned int this = &files[i] == includer ? 0 : fit(includer, inclusion, &files[i]);

		if (this > best_fit) {
			best = &files[i];
			best_fit = this;
		}
	}
	return best;
}

/* One that only deletes is in no place; it is looked for in the includer's folder. NULL when it is not there. */
static struct file *add_included(struct source_map *map, uint32_t includer, const struct inclusion *inclusion)
{
	const char *from = map_file(map, includer)->name, *slash = strrchr(from, '/');
	size_t folder = slash ? (size_t)(slash + 1 - from) : 0;
	char *name = malloc(folder + inclusion->length + 1);
	struct file *file;

	if (!name)
		return NULL;
	memcpy(name, from, folder);
	memcpy(name + folder, inclusion->name, inclusion->length);
	name[folder + inclusion->length] = '\0';
	file = access(name, R_OK) ? NULL : list_add(&map->files, sizeof(*file));
	if (!file) {
		free(name);
		return NULL;
	}
	file->name = name;
	file->includer = ENTRY_NONE;
	return file;
}

static void order_inclusions(struct source_map *map, uint32_t includer)
{
	const struct sites *sites = &map_file(map, includer)->sites;
	uint32_t count = sites->inclusion_count < MAX_INCLUSIONS ? sites->inclusion_count : MAX_INCLUSIONS;
	const struct inclusion *inclusions = sites->inclusions;

	for (uint32_t i = 0; i < count && map->files.count <= MAX_FILES; i++) {
		struct file *included = find_included(map, map_file(map, includer), &inclusions[i]);

		if (!included)
			included = add_included(map, includer, &inclusions[i]);
		if (!included || included->includer != ENTRY_NONE || included == map->files.items)
			continue;
		included->includer = includer;
		included->inclusion = &inclusions[i];
	}
}

void map_order_files(const struct source_map *const_map)
{
	struct source_map *map = (struct source_map *)const_map; /* that it learns of files is not seen */
	struct file *files = map->files.items;

	if (files->ordered)
		return;
	files->ordered = true;
	for (uint32_t i = 0; i < map->files.count; i++)
		files[i].includer = ENTRY_NONE;
	for (uint32_t i = 0; i < map->files.count; i++)
		order_inclusions(map, i);
}

/* From the source itself down to a position. */
struct trail {
	uint32_t files[MAX_DEPTH];
	struct position at[MAX_DEPTH];
	uint32_t depth;
};

static void follow(const struct source_map *map, uint32_t file, struct position at, struct trail *trail)
{
	const struct file *files = map->files.items;
	uint32_t start = MAX_DEPTH;

	while (start && file != ENTRY_NONE) {
		trail->files[--start] = file;
		trail->at[start] = at;
		if (files[file].inclusion)
			at = files[file].inclusion->at;
		file = files[file].includer;
	}
	trail->depth = MAX_DEPTH - start;
	memmove(trail->files, trail->files + start, trail->depth * sizeof(*trail->files));
	memmove(trail->at, trail->at + start, trail->depth * sizeof(*trail->at));
}

uint32_t map_node_around(const struct source_map *map, uint32_t file)
{
	const struct file *files = map->files.items;
	struct position brace = {0, 0};

	for (uint32_t depth = 0; depth < MAX_DEPTH && !brace.line && files[file].inclusion; depth++) {
		brace = files[file].inclusion->parent;
		file = files[file].includer;
	}
	return brace.line ? map_node_at(map, file, brace) : ENTRY_NONE;
}

int map_compare_time(const struct source_map *map, uint32_t file, struct position at, uint32_t other_file,
	struct position other)
{
	struct trail left, right;

	follow(map, file, at, &left);
	follow(map, other_file, other, &right);
	for (uint32_t i = 0; i < left.depth && i < right.depth && left.files[i] == right.files[i]; i++) {
		struct position a = left.at[i], b = right.at[i];

		if (a.line != b.line)
			return a.line < b.line ? -1 : 1;
		if (a.column != b.column)
			return a.column < b.column ? -1 : 1;
	}
	return 0;
}
