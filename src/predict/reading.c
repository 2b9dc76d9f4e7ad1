// SPDX-License-Identifier: BSD-2-Clause
/*
 * Where Linux reads a tree in another way than the specification: it overlooks capitals in a compatible, and up to 6.12
 * a bus without #address-cells or #size-cells has those of the bus above it. Then the tree is read once more, so.
 */
#include "predict/parts.h"

#include <string.h>

static bool equal_but_case(const char *string, size_t length, const char *wanted)
{
	size_t i = 0;

	for (; i < length && wanted[i]; i++) {
		char letter = string[i];

		if (letter >= 'A' && letter <= 'Z')
			letter = (char)(letter - 'A' + 'a');
		if (letter != wanted[i])
			return false;
	}
	return !wanted[i] && i < length && !string[i];
}

/* Linux compares the strings of a compatible by strcasecmp(): include/linux/of.h of_compat_cmp(). */
static bool is_pool_in_capitals(const struct fdtr_tree *tree, uint32_t node)
{
	struct fdtr_property list;
	const char *at, *end;

	if (tree->nodes[node].flags & FDTR_NODE_POOL ||
		!fdtr_tree_property(tree, node, FDTR_P_COMPATIBLE, &list))
		return false;
	at = (const char *)list.data;
	end = at + list.length;
	while (at < end) {
		const char *stop = memchr(at, 0, (size_t)(end - at));

		if (equal_but_case(at, (size_t)(end - at), FDTR_POOL_COMPATIBLE))
			return true;
		at = stop ? stop + 1 : end;
	}
	return false;
}

static bool any_in_capitals(const struct fdtr_tree *tree)
{
	uint32_t child = tree->reserved_memory == FDTR_NONE ? FDTR_NONE
	                                                    : fdtr_first_child(tree, tree->reserved_memory);

	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		if (is_pool_in_capitals(tree, child))
			return true;
	}
	return false;
}

static bool any_without_cells(const struct fdtr_tree *tree, const struct fdtr_platform *platform)
{
	for (uint32_t i = 0; i < platform->device_count; i++) {
		if (fdtr_bus_without_cells(tree, platform->devices[i].object) != FDTR_NONE)
			return true;
	}
	return false;
}

static void mark_capitals(struct fdtr_tree *tree)
{
	uint32_t child = tree->reserved_memory == FDTR_NONE ? FDTR_NONE
	                                                    : fdtr_first_child(tree, tree->reserved_memory);

	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		if (is_pool_in_capitals(tree, child))
			tree->nodes[child].flags |= FDTR_NODE_POOL;
	}
}

static void inherit_cells(struct fdtr_tree *tree)
{
	for (uint32_t i = 1; i < tree->node_count; i++) {
		struct fdtr_node *node = &tree->nodes[i];

		if (!fdtr_has(tree, i, FDTR_P_ADDRESS_CELLS))
			node->address_cells = tree->nodes[node->parent].address_cells;
		if (!fdtr_has(tree, i, FDTR_P_SIZE_CELLS))
			node->size_cells = tree->nodes[node->parent].size_cells;
	}
}

/* As kernels up to 6.12 read it, or newer ones. */
static int read_again(struct fdtr_forecast *forecast, bool older, struct fdtr_error *error)
{
	struct fdtr_tree *tree = fdtr_arena_take(forecast->arena, 1, sizeof(*tree));
	struct fdtr_platform *platform = fdtr_arena_take(forecast->arena, 1, sizeof(*platform));
	struct fdtr_node *nodes =
		fdtr_arena_take(forecast->arena, forecast->tree->node_count, sizeof(*nodes));

	if (!tree || !platform || !nodes)
		return fdtr_error_arena(error);
	memcpy(nodes, forecast->tree->nodes, forecast->tree->node_count * sizeof(*nodes));
	*tree = *forecast->tree;
	tree->nodes = nodes;
	mark_capitals(tree);
	if (older)
		inherit_cells(tree);
	forecast->tree = tree;
	forecast->platform = platform;
	return fdtr_platform_read(platform, tree, forecast->arena, error);
}

static int prepare(struct fdtr_forecast *forecast, struct fdtr_error *error)
{
	int status = fdtr_forecast_pools(forecast, error);

	if (!status && (fdtr_forecast_memory(forecast) || fdtr_forecast_devices(forecast)))
		status = fdtr_error_arena(error);
	return status;
}

int fdtr_forecast_tree(struct fdtr_forecast *forecast, struct fdtr_error *error)
{
	bool cells = any_without_cells(forecast->tree, forecast->platform);
	struct fdtr_forecast *older;
	int status = FDTR_OK;

	if (cells) {
		older = fdtr_arena_take(forecast->arena, 1, sizeof(*older));
		if (!older)
			return fdtr_error_arena(error);
		*older = *forecast;
		status = read_again(older, true, error);
		if (!status)
			status = prepare(older, error);
		forecast->older = older;
	}
	if (!status && any_in_capitals(forecast->tree))
		status = read_again(forecast, false, error);
	return status ? status : prepare(forecast, error);
}
