// SPDX-License-Identifier: BSD-2-Clause
/* A map is made in one go; its entries are found by their path. */
#include "source/map.h"

#include <stdlib.h>
#include <string.h>

static int number_compare(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

static int key_order(const struct key *left, const struct key *right)
{
	int order = number_compare(left->parent, right->parent);

	if (!order)
		order = number_compare(left->kind, right->kind);
	return order ? order : name_compare(left->name, left->length, right->name, right->length);
}

static int key_compare(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	int order = key_order(a, b);

	return order ? order : number_compare(a->entry, b->entry);
}

static bool make_keys(struct source_map *map)
{
	const struct entry *entries = map->entries.items;
	uint32_t count = map->entries.count;

	map->keys = malloc(count * sizeof(*map->keys) + 1);
	if (!map->keys)
		return false;
	for (uint32_t i = 0; i < count; i++)
		map->keys[i] = (struct key){
			entries[i].name, entries[i].length, entries[i].kind, entries[i].parent, i};
	fdtr_sort(map->keys, count, sizeof(*map->keys), key_compare);
	return true;
}

int source_map_make(struct source_map **result, const struct source_input *input, struct fdtr_error *error)
{
	struct source_map *map = calloc(1, sizeof(*map));
	size_t length = strlen(input->file);
	uint32_t spelled;

	*result = NULL;
	if (input->annotated_size > UINT32_MAX || input->preprocessed_size > UINT32_MAX ||
		input->source_size > UINT32_MAX || length > UINT32_MAX) {
		free(map);
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "the source comes to more than 4 GiB");
	}
	if (map) {
		map->input = *input;
		map->names = malloc(
			input->annotated_size + input->source_size + input->preprocessed_size + length + 1);
	}
	if (map && map->names && map_spell_file(map, input->file, (uint32_t)length, &spelled) &&
		map_read(map) && map_read_input(map) && map_name_files(map) && make_keys(map) &&
		map_make_marks(map)) {
		map->input.annotated = NULL;
		*result = map;
		return FDTR_OK;
	}
	source_map_free(map);
	return fdtr_error_memory(error);
}

void source_map_free(struct source_map *map)
{
	if (!map)
		return;
	map_free_files(map);
	free(map->names);
	free(map->spelled.items);
	free(map->entries.items);
	free(map->places.items);
	free(map->reserves.items);
	free(map->keys);
	free(map->marks);
	free(map);
}

uint32_t source_map_file_count(const struct source_map *map)
{
	return map->files.count;
}

const char *source_map_file(const struct source_map *map, uint32_t index)
{
	return ((const struct file *)map->files.items)[index].name;
}

uint32_t map_find(const struct source_map *map, const struct key *key)
{
	uint32_t low = 0, high = map->entries.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (key_order(&map->keys[middle], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == map->entries.count || key_order(&map->keys[low], key))
		return ENTRY_NONE;
	return map->keys[low].entry;
}

uint32_t map_find_node(const struct source_map *map, const char *path)
{
	struct key key = {.name = "", .kind = SITE_NODE, .parent = ENTRY_NONE};
	uint32_t entry = *path == '/' ? map_find(map, &key) : ENTRY_NONE;

	while (entry != ENTRY_NONE && path[0] && path[1]) {
		key.name = path + 1;
		key.length = (uint32_t)strcspn(key.name, "/");
		key.parent = entry;
		entry = map_find(map, &key);
		path = key.name + key.length;
	}
	return entry;
}
