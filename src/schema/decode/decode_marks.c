// SPDX-License-Identifier: BSD-2-Clause
/*
 * In an overlay a phandle that its base will give is no number that could be followed, but __fixups__ lists where they
 * are. Places are known by the 64-bit hash of their text: were two ever taken for each other, a row would be cut there.
 */
#include "schema/decode/decode_parts.h"

#include <stdio.h>
#include <string.h>

static uint64_t hash_on(uint64_t hash, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		hash = names_mix(hash, (unsigned char)text[i]);
	return hash;
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
	return hash_on(hash, text, strlen(text));
}

static uint64_t hash_place(uint64_t path, const char *property, uint32_t offset)
{
	char number[16];

	(void)snprintf(number, sizeof(number), ":%u", offset);
	return hash_text(hash_text(hash_on(path, ":", 1), property), number);
}

static uint64_t *find_place(const struct marks *marks, uint64_t hash)
{
	size_t place = (size_t)(hash >> 20) & (marks->size - 1);

	while (marks->table[place] && marks->table[place] != hash)
		place = (place + 1) & (marks->size - 1);
	return &marks->table[place];
}

static void add(struct marks *marks, uint64_t hash)
{
	*find_place(marks, hash | 1) = hash | 1;
}

#define SHORTEST_PLACE strlen(":a:0")

/* Each string is one place; dtc has the root's as "/:property:offset". */
static void add_strings(struct marks *marks, const struct fdtr_property *property)
{
	const char *at = (const char *)property->data, *end = at + property->length;

	while (at < end) {
		const size_t length = strnlen(at, (size_t)(end - at));
		const size_t skipped = length > 1 && !strncmp(at, "/:", 2);

		if (length >= SHORTEST_PLACE)
			add(marks, hash_on(marks->seed, at + skipped, length - skipped));
		at += length + 1;
	}
}

static void add_offsets(struct marks *marks, uint64_t path, const struct fdtr_property *property)
{
	for (uint32_t i = 0; i + 4 <= property->length; i += 4)
		add(marks, hash_place(path, property->name, fdtr_cell(property->data + i)));
}

/* Nodes below __local_fixups__ stand for those of the same path below the root. */
static void hash_paths(struct marks *marks, const struct fdtr_tree *tree, uint32_t local)
{
	uint64_t *paths = marks->paths;

	for (uint32_t i = 0; i < tree->node_count; i++) {
		if (i == 0 || i == local)
			paths[i] = marks->seed;
		else
			paths[i] = hash_text(
				hash_on(paths[tree->nodes[i].parent], "/", 1), fdtr_tree_name(tree, i));
	}
}

static uint32_t end_of(const struct fdtr_tree *tree, uint32_t node)
{
	return node == FDTR_NONE ? 0 : tree->nodes[node].end;
}

/* No place takes less than four bytes: it is a text, or a cell below __local_fixups__. */
static size_t count_bytes(const struct fdtr_tree *tree, uint32_t node)
{
	struct fdtr_property property;
	struct fdtr_walk walk;
	size_t bytes = 0;

	for (uint32_t i = node; i < end_of(tree, node); i++) {
		walk = fdtr_walk(tree, i);
		while (fdtr_walk_next(&walk, &property))
			bytes += property.length;
	}
	return bytes;
}

static void read_marks(struct marks *marks, const struct fdtr_tree *tree, uint32_t fixups, uint32_t local)
{
	struct fdtr_property property;
	struct fdtr_walk walk;

	if (fixups != FDTR_NONE) {
		walk = fdtr_walk(tree, fixups);
		while (fdtr_walk_next(&walk, &property))
			add_strings(marks, &property);
	}
	for (uint32_t i = local; i < end_of(tree, local); i++) {
		walk = fdtr_walk(tree, i);
		while (fdtr_walk_next(&walk, &property))
			add_offsets(marks, marks->paths[i], &property);
	}
}

bool marks_make(struct marks *marks, const struct fdtr_tree *tree, uint64_t seed, struct store *store)
{
	const uint32_t fixups = fdtr_child(tree, 0, "__fixups__", strlen("__fixups__"));
	const uint32_t local = fdtr_child(tree, 0, "__local_fixups__", strlen("__local_fixups__"));
	const size_t bytes = count_bytes(tree, fixups) + count_bytes(tree, local);

	if (fixups == FDTR_NONE && local == FDTR_NONE)
		return true;
	marks->seed = seed;
	for (marks->size = 16; marks->size <= bytes / 2; marks->size *= 2)
		;
	marks->table = store_take(store, marks->size * sizeof(*marks->table));
	marks->paths = store_take(store, tree->node_count * sizeof(*marks->paths));
	if (!marks->table || !marks->paths)
		return false;
	hash_paths(marks, tree, local);
	read_marks(marks, tree, fixups, local);
	return true;
}

bool marks_have(const struct marks *marks, uint32_t node, const char *property, uint32_t cell)
{
	return marks->table && *find_place(marks, hash_place(marks->paths[node], property, 4 * cell) | 1);
}
