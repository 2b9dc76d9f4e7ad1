// SPDX-License-Identifier: BSD-2-Clause
/*
 * From a bus address to a CPU address, as Linux drivers/of/address.c __of_translate_address() does it:
 * through `ranges` a missing property stops the way up, through `dma-ranges` it means one to one.
 */
#include "devicetree/devicetree.h"

#include <string.h>

enum fdtr_bus_type fdtr_bus_type(const struct fdtr_tree *tree, uint32_t bus)
{
	if (fdtr_is_pci_bus(tree, bus))
		return FDTR_BUS_PCI;
	if (fdtr_name_is(tree, bus, "isa") || fdtr_name_is(tree, bus, "eisa"))
		return FDTR_BUS_ISA;
	return tree->nodes[bus].address_cells == 3 ? FDTR_BUS_FLAGS : FDTR_BUS_DEFAULT;
}

static bool read_address(
	enum fdtr_bus_type type, uint32_t cells, const unsigned char *data, struct fdtr_bus_address *address)
{
	address->flags = 0;
	if (type == FDTR_BUS_DEFAULT)
		return fdtr_cells(data, cells, &address->value);
	if (cells < 2 || cells > 3)
		return false;
	address->flags = fdtr_cell(data);
	return fdtr_cells(data + 4, cells - 1, &address->value);
}

bool fdtr_bus_address(const struct fdtr_tree *tree, uint32_t bus, const unsigned char *data,
	struct fdtr_bus_address *address)
{
	return read_address(fdtr_bus_type(tree, bus), tree->nodes[bus].address_cells, data, address);
}

/* Memory and I/O space of PCI: phys.hi of IEEE 1275 PCI binding, bits 25:24, 64-bit memory being memory. */
static uint32_t pci_space(uint32_t flags)
{
	uint32_t space = flags >> 24 & 3;

	return space == 3 ? 2 : space;
}

static bool flags_match(enum fdtr_bus_type type, uint32_t left, uint32_t right)
{
	switch (type) {
	case FDTR_BUS_PCI:
		return pci_space(left) == pci_space(right);
	case FDTR_BUS_ISA:
		return !((left ^ right) & 1);
	case FDTR_BUS_FLAGS:
		return left == right;
	default:
		return true;
	}
}

/* A bus and the one above it, as the entries between them are written. */
struct step {
	enum fdtr_bus_type type, parent_type;
	uint32_t cells, parent_cells, size_cells, bytes;
};

static struct step step_of(const struct fdtr_tree *tree, uint32_t bus)
{
	const struct fdtr_node *node = &tree->nodes[bus];
	struct step step = {.type = fdtr_bus_type(tree, bus),
		.parent_type = fdtr_bus_type(tree, node->parent),
		.cells = node->address_cells,
		.parent_cells = tree->nodes[node->parent].address_cells,
		.size_cells = node->size_cells};

	step.bytes = 4 * (step.cells + step.parent_cells + step.size_cells);
	return step;
}

/* One entry of ranges or dma-ranges: moves the address to the parent bus when it lies inside. */
static bool step_entry(const struct step *step, const unsigned char *entry, struct fdtr_bus_address *address)
{
	const unsigned char *above = entry + 4 * (size_t)step->cells;
	struct fdtr_bus_address child, parent;
	uint64_t size, offset;

	if (!read_address(step->type, step->cells, entry, &child) || address->value < child.value ||
		!flags_match(step->type, child.flags, address->flags))
		return false;
	offset = address->value - child.value;
	if (!fdtr_cells(above + 4 * (size_t)step->parent_cells, step->size_cells, &size) || offset >= size)
		return false;
	if (!read_address(step->parent_type, step->parent_cells, above, &parent) ||
		offset > UINT64_MAX - parent.value)
		return false;
	*address = (struct fdtr_bus_address){parent.flags, parent.value + offset};
	return true;
}

static bool step_bus(struct fdtr_translation *translation, uint32_t bus, struct fdtr_bus_address *address)
{
	struct step step = step_of(translation->tree, bus);
	struct fdtr_property ranges;
	uint32_t count;

	if (!fdtr_tree_property(translation->tree, bus, translation->property, &ranges) || !step.bytes)
		return false;
	count = ranges.length / step.bytes;
	for (uint32_t i = 0; i < count && i < FDTR_MAX_RANGES && translation->left; i++) {
		translation->left--;
		if (step_entry(&step, ranges.data + (size_t)i * step.bytes, address))
			return true;
	}
	return false;
}

bool fdtr_translate(struct fdtr_translation *translation, uint32_t bus, struct fdtr_bus_address address,
	uint64_t size, struct fdtr_range *range)
{
	const struct fdtr_tree *tree = translation->tree;

	bus = translation->up[bus];
	for (unsigned int steps = 0; bus != 0; steps++) {
		if (bus == FDTR_NONE || steps == FDTR_MAX_BUSES || !translation->left ||
			!step_bus(translation, bus, &address))
			return false;
		bus = translation->up[tree->nodes[bus].parent];
	}
	return fdtr_range_make(address.value, size, range);
}

static uint32_t next_bus(const struct fdtr_translation *translation, uint32_t bus)
{
	uint32_t above = translation->up[translation->tree->nodes[bus].parent];
	struct fdtr_property ranges;

	if (!fdtr_tree_property(translation->tree, bus, translation->property, &ranges))
		return translation->property == FDTR_P_RANGES ? FDTR_NONE : above;
	return ranges.length && above != FDTR_NONE ? bus : above;
}

int fdtr_translation_begin(struct fdtr_translation *translation, const struct fdtr_tree *tree,
	enum fdtr_property_id property, struct fdtr_arena *arena)
{
	translation->tree = tree;
	translation->property = property;
	translation->left = FDTR_MAX_TRANSLATION;
	translation->up = fdtr_arena_take_high(arena, tree->node_count, sizeof(uint32_t));
	if (!translation->up)
		return FDTR_ERR_NOSPACE;
	translation->up[0] = 0;
	for (uint32_t i = 1; i < tree->node_count; i++)
		translation->up[i] = next_bus(translation, i);
	return FDTR_OK;
}
