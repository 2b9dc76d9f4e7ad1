// SPDX-License-Identifier: BSD-2-Clause
/*
 * Interrupts: Devicetree Specification v0.4, section 2.4; Linux drivers/of/irq.c of_irq_find_parent() and
 * of_irq_parse_one(). Their properties are not in the index, since only translation into another language reads them.
 */
#include "devicetree/interrupts.h"

#include <string.h>

static bool find_cell(const struct fdtr_tree *tree, uint32_t node, const char *name, uint32_t *value)
{
	struct fdtr_property property;

	if (!fdtr_property_named(tree, node, name, &property) || property.length < 4)
		return false;
	*value = fdtr_cell(property.data);
	return true;
}

/* The node that interrupts of this one go to: the nearest on the way that has #interrupt-cells. */
static uint32_t find_parent(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t handle, cells;

	for (int i = 0; i < FDTR_MAX_INTERRUPT_PARENTS && node != FDTR_NONE; i++) {
		if (find_cell(tree, node, "interrupt-parent", &handle))
			node = fdtr_tree_by_phandle(tree, handle);
		else
			node = tree->nodes[node].parent;
		if (node != FDTR_NONE && find_cell(tree, node, "#interrupt-cells", &cells))
			return node;
	}
	return FDTR_NONE;
}

static enum fdtr_interrupt_state take(const struct fdtr_tree *tree, uint32_t controller,
	const unsigned char *data, uint32_t length, struct fdtr_interrupt *interrupt)
{
	struct fdtr_property map;
	uint32_t cells;

	interrupt->controller = controller;
	if (controller == FDTR_NONE)
		return FDTR_INTERRUPT_NO_PARENT;
	if (!find_cell(tree, controller, "#interrupt-cells", &cells) || !cells ||
		cells > FDTR_INTERRUPT_CELLS || length / 4 < cells)
		return FDTR_INTERRUPT_BROKEN;
	for (uint32_t i = 0; i < cells; i++)
		interrupt->cells[i] = fdtr_cell(data + 4 * (size_t)i);
	interrupt->count = cells;
	return fdtr_property_named(tree, controller, "interrupt-map", &map) ? FDTR_INTERRUPT_MAPPED
	                                                                    : FDTR_INTERRUPT_FOUND;
}

enum fdtr_interrupt_state fdtr_tree_interrupt(
	const struct fdtr_tree *tree, uint32_t node, struct fdtr_interrupt *interrupt)
{
	struct fdtr_property list;

	*interrupt = (struct fdtr_interrupt){.controller = FDTR_NONE};
	if (fdtr_property_named(tree, node, "interrupts-extended", &list)) {
		if (list.length < 4)
			return FDTR_INTERRUPT_BROKEN;
		return take(tree, fdtr_tree_by_phandle(tree, fdtr_cell(list.data)), list.data + 4,
			list.length - 4, interrupt);
	}
	if (!fdtr_property_named(tree, node, "interrupts", &list))
		return FDTR_INTERRUPT_NONE;
	return take(tree, find_parent(tree, node), list.data, list.length, interrupt);
}
