// SPDX-License-Identifier: BSD-2-Clause
/* Looking at one node: its cells, its properties, its relatives. */
#include "devicetree/devicetree.h"

#include <libfdt.h>
#include <string.h>

uint32_t fdtr_cell(const unsigned char *data)
{
	return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

bool fdtr_cells(const unsigned char *data, uint32_t cells, uint64_t *value)
{
	*value = 0;
	for (uint32_t i = 0; i < cells; i++) {
		if (*value >> 32)
			return false;
		*value = *value << 32 | fdtr_cell(data + 4 * (size_t)i);
	}
	return true;
}

const char *fdtr_tree_name(const struct fdtr_tree *tree, uint32_t node)
{
	return (const char *)tree->blob + tree->structure_offset + tree->nodes[node].offset + 4;
}

uint32_t fdtr_first_child(const struct fdtr_tree *tree, uint32_t node)
{
	return node != FDTR_NONE && node + 1 < tree->nodes[node].end ? node + 1 : FDTR_NONE;
}

uint32_t fdtr_next_sibling(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t parent = tree->nodes[node].parent;
	uint32_t next = tree->nodes[node].end;

	return parent != FDTR_NONE && next < tree->nodes[parent].end ? next : FDTR_NONE;
}

uint32_t fdtr_child(const struct fdtr_tree *tree, uint32_t parent, const char *name, size_t length)
{
	uint32_t child = fdtr_first_child(tree, parent);

	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		const char *own = fdtr_tree_name(tree, child);

		if (!strncmp(own, name, length) && !own[length])
			return child;
	}
	return FDTR_NONE;
}

uint32_t fdtr_tree_find(const struct fdtr_tree *tree, const char *path)
{
	uint32_t node = 0;

	if (*path != '/')
		return FDTR_NONE;
	while (node != FDTR_NONE) {
		size_t length;

		path += strspn(path, "/");
		length = strcspn(path, "/");
		if (!length)
			return node;
		node = fdtr_child(tree, node, path, length);
		path += length;
	}
	return FDTR_NONE;
}

/* The path's length, or `limit` when it is no shorter. */
static size_t path_length(const struct fdtr_tree *tree, uint32_t node, size_t limit)
{
	size_t length = node == 0 ? 1 : 0;

	for (; node != FDTR_NONE && node != 0 && length < limit; node = tree->nodes[node].parent)
		length += 1 + strnlen(fdtr_tree_name(tree, node), limit);
	return length < limit ? length : limit;
}

/* Written from its end, so that one walk up suffices. */
char *fdtr_tree_path(const struct fdtr_tree *tree, uint32_t node, char *path, size_t size)
{
	size_t dots = path_length(tree, node, size) < size ? 0 : 3;
	char *at = path + size - 1;

	*at = '\0';
	if (node == 0 && size > 1)
		*--at = '/';
	for (; node != FDTR_NONE && node != 0; node = tree->nodes[node].parent) {
		const char *name = fdtr_tree_name(tree, node);
		size_t length = strnlen(name, size);

		if ((size_t)(at - path) < length + 1 + dots) {
			dots = (size_t)(at - path) < dots ? (size_t)(at - path) : dots;
			at -= dots;
			memset(at, '.', dots);
			break;
		}
		at -= length;
		memcpy(at, name, length);
		*--at = '/';
	}
	memmove(path, at, strlen(at) + 1);
	return path;
}

uint32_t fdtr_tree_by_phandle(const struct fdtr_tree *tree, uint32_t phandle)
{
	uint32_t found =
		fdtr_lower_bound(tree->phandles, tree->phandle_count, sizeof(*tree->phandles), phandle);

	if (found == tree->phandle_count || tree->phandles[found].phandle != phandle)
		return FDTR_NONE;
	return tree->phandles[found].node;
}

static void property_at(const struct fdtr_tree *tree, uint32_t offset, struct fdtr_property *property)
{
	const unsigned char *token = tree->blob + tree->structure_offset + offset;

	property->length = fdtr_cell(token + 4);
	property->name = (const char *)tree->blob + tree->strings_offset + fdtr_cell(token + 8);
	property->data = token + 12;
	property->offset = tree->structure_offset + offset + 12;
}

bool fdtr_tree_property(
	const struct fdtr_tree *tree, uint32_t node, enum fdtr_property_id id, struct fdtr_property *property)
{
	const struct fdtr_node *entry = &tree->nodes[node];

	for (uint32_t i = 0; i < entry->slot_count; i++) {
		const struct fdtr_slot *slot = &tree->slots[-1 - (ptrdiff_t)(entry->first_slot + i)];

		if (slot->id == id) {
			property_at(tree, slot->offset, property);
			return true;
		}
	}
	*property = (struct fdtr_property){0};
	return false;
}

bool fdtr_has(const struct fdtr_tree *tree, uint32_t node, enum fdtr_property_id id)
{
	struct fdtr_property property;

	return fdtr_tree_property(tree, node, id, &property);
}

uint32_t fdtr_strings_index(const struct fdtr_property *property, const char *string)
{
	const char *at = (const char *)property->data, *end = at + property->length;
	size_t wanted = strlen(string);

	for (uint32_t index = 0; at < end; index++) {
		size_t length = strnlen(at, (size_t)(end - at));

		if (length == wanted && at + length < end && !memcmp(at, string, length))
			return index;
		at += length + 1;
	}
	return FDTR_NONE;
}

bool fdtr_strings_have(const struct fdtr_property *property, const char *string)
{
	return fdtr_strings_index(property, string) != FDTR_NONE;
}

bool fdtr_string_is(const struct fdtr_property *property, const char *string)
{
	size_t size = strlen(string) + 1;

	return property->length >= size && !memcmp(property->data, string, size);
}

/* How much of a list is read each time: many may ask, and the input must not make that quadratic. */
#define MAX_COMPATIBLE 4096

bool fdtr_compatible(const struct fdtr_tree *tree, uint32_t node, const char *compatible)
{
	struct fdtr_property property;

	if (!fdtr_tree_property(tree, node, FDTR_P_COMPATIBLE, &property))
		return false;
	property.length = property.length < MAX_COMPATIBLE ? property.length : MAX_COMPATIBLE;
	return fdtr_strings_have(&property, compatible);
}

bool fdtr_available(const struct fdtr_tree *tree, uint32_t node)
{
	struct fdtr_property status;

	return !fdtr_tree_property(tree, node, FDTR_P_STATUS, &status) || fdtr_string_is(&status, "okay") ||
	       fdtr_string_is(&status, "ok");
}

bool fdtr_name_is(const struct fdtr_tree *tree, uint32_t node, const char *base)
{
	const char *name = fdtr_tree_name(tree, node);
	size_t length = strlen(base);

	return !strncmp(name, base, length) && (name[length] == '@' || !name[length]);
}

uint32_t fdtr_reserved_memory(const struct fdtr_tree *tree, uint32_t child)
{
	while (child != FDTR_NONE && !fdtr_name_is(tree, child, "reserved-memory"))
		child = fdtr_next_sibling(tree, child);
	return child;
}

uint32_t fdtr_address_cells(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t parent = tree->nodes[node].parent;

	return parent == FDTR_NONE ? 2 : tree->nodes[parent].address_cells;
}

uint32_t fdtr_size_cells(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t parent = tree->nodes[node].parent;

	return parent == FDTR_NONE ? 1 : tree->nodes[parent].size_cells;
}

struct fdtr_walk fdtr_walk(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t name_size = (uint32_t)strlen(fdtr_tree_name(tree, node)) + 1;

	return (struct fdtr_walk){tree, tree->nodes[node].offset + 4 + ((name_size + 3) & ~UINT32_C(3))};
}

bool fdtr_walk_next(struct fdtr_walk *walk, struct fdtr_property *property)
{
	const unsigned char *structure = walk->tree->blob + walk->tree->structure_offset;
	uint32_t after = walk->offset;

	while (fdtr_cell(structure + after) == FDT_NOP)
		after += 4;
	if (fdtr_cell(structure + after) != FDT_PROP)
		return false;
	property_at(walk->tree, after, property);
	walk->offset = after + 12 + ((property->length + 3) & ~UINT32_C(3));
	return true;
}

bool fdtr_property_named(
	const struct fdtr_tree *tree, uint32_t node, const char *name, struct fdtr_property *property)
{
	struct fdtr_walk walk = fdtr_walk(tree, node);

	while (fdtr_walk_next(&walk, property)) {
		if (!strcmp(property->name, name))
			return true;
	}
	return false;
}

/* From the end of the last descendant's properties, one FDT_END_NODE a level closes up to the node. */
uint32_t fdtr_end_offset(const struct fdtr_tree *tree, uint32_t node)
{
	const unsigned char *structure = tree->blob + tree->structure_offset;
	uint32_t open = tree->nodes[node].end - 1;
	struct fdtr_walk walk = fdtr_walk(tree, open);
	struct fdtr_property property;

	while (fdtr_walk_next(&walk, &property))
		;
	for (;; walk.offset += 4) {
		if (fdtr_cell(structure + walk.offset) == FDT_NOP)
			continue;
		if (open == node)
			return walk.offset;
		open = tree->nodes[open].parent;
	}
}

const char *fdtr_named_path(const struct fdtr_tree *tree, uint32_t holder, const char *name)
{
	struct fdtr_property property;
	struct fdtr_walk walk;

	if (holder == FDTR_NONE)
		return NULL;
	walk = fdtr_walk(tree, holder);
	while (fdtr_walk_next(&walk, &property)) {
		if (!strcmp(property.name, name) && property.length > 1 && property.data[0] == '/' &&
			!property.data[property.length - 1])
			return (const char *)property.data;
	}
	return NULL;
}
