// SPDX-License-Identifier: BSD-2-Clause
/* Overlays: fragments whose __overlay__ is merged into a node of the base. What they tell without it. */
#include "devicetree/devicetree.h"

#include <string.h>

#define CONTENT "__overlay__"
#define FRAME "reserved-memory"

bool fdtr_overlay_is_content(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t parent = tree->nodes[node].parent;

	return parent != FDTR_NONE && tree->nodes[parent].parent == 0 &&
	       !strcmp(fdtr_tree_name(tree, node), CONTENT);
}

static bool is_overlay(const struct fdtr_tree *tree)
{
	uint32_t child = fdtr_first_child(tree, 0);

	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		if (fdtr_child(tree, child, CONTENT, strlen(CONTENT)) != FDTR_NONE)
			return true;
	}
	return false;
}

struct cells {
	uint8_t address;
	uint8_t size;
};

static bool is_frame(const struct fdtr_tree *tree, uint32_t node)
{
	return !strcmp(fdtr_tree_name(tree, node), FRAME) && fdtr_has(tree, node, FDTR_P_ADDRESS_CELLS) &&
	       fdtr_has(tree, node, FDTR_P_SIZE_CELLS);
}

/* One (address, size) pair of a 64-bit, a mixed or a 32-bit base. */
static struct cells cells_of_length(uint32_t length)
{
	if (length == 8)
		return (struct cells){1, 1};
	return length % 16 && length % 12 == 0 ? (struct cells){2, 1} : (struct cells){2, 2};
}

static struct cells guess_cells(const struct fdtr_tree *tree)
{
	struct cells cells = {2, 2};
	struct fdtr_property reg;
	bool guessed = false;

	for (uint32_t i = 0; i < tree->node_count; i++) {
		if (is_frame(tree, i))
			return (struct cells){tree->nodes[i].address_cells, tree->nodes[i].size_cells};
		if (!guessed && tree->nodes[i].flags & FDTR_NODE_POOL &&
			fdtr_tree_property(tree, i, FDTR_P_REG, &reg)) {
			cells = cells_of_length(reg.length);
			guessed = true;
		}
	}
	return cells;
}

static void set_cells(struct fdtr_tree *tree, uint32_t node, struct cells cells)
{
	if (!fdtr_has(tree, node, FDTR_P_ADDRESS_CELLS))
		tree->nodes[node].address_cells = cells.address;
	if (!fdtr_has(tree, node, FDTR_P_SIZE_CELLS))
		tree->nodes[node].size_cells = cells.size;
}

void fdtr_overlay_read(struct fdtr_tree *tree)
{
	struct cells cells;

	tree->overlay = is_overlay(tree);
	if (!tree->overlay)
		return;
	cells = guess_cells(tree);
	for (uint32_t i = 0; i < tree->node_count; i++) {
		if (!i || fdtr_overlay_is_content(tree, i) || !strcmp(fdtr_tree_name(tree, i), FRAME))
			set_cells(tree, i, cells);
	}
}

bool fdtr_overlay_reserves(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t parent = tree->nodes[node].parent;
	struct fdtr_property target;

	if (parent == FDTR_NONE)
		return false;
	if (!strcmp(fdtr_tree_name(tree, parent), FRAME))
		return true;
	if (!fdtr_overlay_is_content(tree, parent))
		return false;
	return !fdtr_tree_property(tree, tree->nodes[parent].parent, FDTR_P_TARGET_PATH, &target) ||
	       fdtr_string_is(&target, "/" FRAME);
}
