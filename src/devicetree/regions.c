// SPDX-License-Identifier: BSD-2-Clause
/* The memory map: banks, what is taken of them, and what is no memory at all. */
#include "devicetree/devicetree.h"

#include <libfdt.h>
#include <string.h>

struct collector {
	struct fdtr_reader *reader;
	struct fdtr_array array;
};

static int push(struct collector *collector, enum fdtr_region_kind kind, struct fdtr_range range,
	struct fdtr_origin origin)
{
	struct fdtr_region *region = fdtr_array_push(&collector->array);

	if (!region)
		return FDTR_ERR_NOSPACE;
	*region = (struct fdtr_region){range, origin, kind, FDTR_NONE};
	return FDTR_OK;
}

/* An entry of (address, size) pairs as the bus of `node` writes them. */
struct entry_shape {
	uint32_t address_cells;
	uint32_t size_cells;
	uint32_t bytes;
};

static struct entry_shape shape_of(uint32_t address_cells, uint32_t size_cells)
{
	return (struct entry_shape){address_cells, size_cells, 4 * (address_cells + size_cells)};
}

static bool read_entry(const unsigned char *data, struct entry_shape shape, struct fdtr_range *range)
{
	uint64_t base, size;

	return fdtr_cells(data, shape.address_cells, &base) &&
	       fdtr_cells(data + 4 * (size_t)shape.address_cells, shape.size_cells, &size) &&
	       fdtr_range_make(base, size, range);
}

static struct fdtr_origin origin_of(
	uint32_t node, const struct fdtr_property *property, uint32_t index, uint32_t bytes)
{
	return (struct fdtr_origin){node, index, property->offset + index * bytes, bytes, property->name, 0};
}

/* Entries that are CPU addresses as they stand: children of the root and of /reserved-memory. */
static int add_entries(struct collector *collector, enum fdtr_region_kind kind, uint32_t node,
	const struct fdtr_property *property, struct entry_shape shape)
{
	struct fdtr_range range;
	int status = FDTR_OK;

	if (!shape.size_cells)
		return FDTR_OK;
	for (uint32_t i = 0; !status && i < property->length / shape.bytes; i++) {
		if (read_entry(property->data + (size_t)i * shape.bytes, shape, &range))
			status = push(collector, kind, range, origin_of(node, property, i, shape.bytes));
	}
	return status;
}

static int add_memory(struct collector *collector, uint32_t node)
{
	const struct fdtr_tree *tree = collector->reader->tree;
	struct fdtr_property reg;

	if (!fdtr_tree_property(tree, node, FDTR_P_LINUX_USABLE_MEMORY, &reg) &&
		!fdtr_tree_property(tree, node, FDTR_P_REG, &reg))
		return FDTR_OK;
	return add_entries(collector, FDTR_REGION_MEMORY, node, &reg,
		shape_of(fdtr_address_cells(tree, node), fdtr_size_cells(tree, node)));
}

static int add_reserved(struct collector *collector, uint32_t node)
{
	const struct fdtr_tree *tree = collector->reader->tree;
	struct fdtr_property reg;

	if (!fdtr_available(tree, node) || !fdtr_tree_property(tree, node, FDTR_P_REG, &reg))
		return FDTR_OK;
	return add_entries(collector, FDTR_REGION_RESERVED, node, &reg,
		shape_of(fdtr_address_cells(tree, node), fdtr_size_cells(tree, node)));
}

static int add_mmio(struct collector *collector, uint32_t node, const struct fdtr_property *reg)
{
	struct fdtr_reader *reader = collector->reader;
	uint32_t bus = reader->tree->nodes[node].parent;
	struct entry_shape shape =
		shape_of(fdtr_address_cells(reader->tree, node), fdtr_size_cells(reader->tree, node));
	struct fdtr_bus_address address;
	struct fdtr_range range;
	uint64_t size;
	int status = FDTR_OK;

	if (reader->ranges.up[bus] == FDTR_NONE || !shape.size_cells || fdtr_is_pci_bus(reader->tree, bus))
		return FDTR_OK;
	for (uint32_t i = 0; !status && i < reg->length / shape.bytes; i++) {
		const unsigned char *entry = reg->data + (size_t)i * shape.bytes;

		if (fdtr_bus_address(reader->tree, bus, entry, &address) &&
			fdtr_cells(entry + 4 * (size_t)shape.address_cells, shape.size_cells, &size) &&
			fdtr_translate(&reader->ranges, bus, address, size, &range))
			status = push(
				collector, FDTR_REGION_MMIO, range, origin_of(node, reg, i, shape.bytes));
	}
	return status;
}

/* A host bridge's ranges: (PCI address, address on the parent bus, size). */
static int add_pci_windows(struct collector *collector, uint32_t bridge)
{
	struct fdtr_reader *reader = collector->reader;
	const struct fdtr_node *node = &reader->tree->nodes[bridge];
	uint32_t parent_cells = fdtr_address_cells(reader->tree, bridge);
	uint32_t bytes = 4 * (node->address_cells + parent_cells + node->size_cells);
	struct fdtr_bus_address address;
	struct fdtr_property ranges;
	struct fdtr_range range;
	uint64_t size;
	int status = FDTR_OK;

	if (!fdtr_tree_property(reader->tree, bridge, FDTR_P_RANGES, &ranges) || !bytes)
		return FDTR_OK;
	for (uint32_t i = 0; !status && i < ranges.length / bytes; i++) {
		const unsigned char *parent =
			ranges.data + (size_t)i * bytes + 4 * (size_t)node->address_cells;

		if (fdtr_bus_address(reader->tree, node->parent, parent, &address) &&
			fdtr_cells(parent + 4 * (size_t)parent_cells, node->size_cells, &size) &&
			fdtr_translate(&reader->ranges, node->parent, address, size, &range))
			status = push(collector, FDTR_REGION_PCI_WINDOW, range,
				origin_of(bridge, &ranges, i, bytes));
	}
	return status;
}

static bool is_host_bridge(const struct fdtr_tree *tree, uint32_t node)
{
	return fdtr_is_pci_bus(tree, node) && !fdtr_is_pci_bus(tree, tree->nodes[node].parent);
}

static int add_node(struct collector *collector, uint32_t node)
{
	const struct fdtr_tree *tree = collector->reader->tree;
	uint32_t parent = tree->nodes[node].parent;
	struct fdtr_property reg;
	int status = FDTR_OK;

	if (parent == tree->reserved_memory)
		return add_reserved(collector, node);
	/* Linux drivers/of/fdt.c early_init_dt_scan_memory(): available children of the root. */
	if (tree->nodes[node].flags & FDTR_NODE_MEMORY)
		return parent == 0 && fdtr_available(tree, node) ? add_memory(collector, node) : FDTR_OK;
	if (fdtr_tree_property(tree, node, FDTR_P_REG, &reg) && !(tree->nodes[node].flags & FDTR_NODE_POOL))
		status = add_mmio(collector, node, &reg);
	if (!status && fdtr_has(tree, node, FDTR_P_RANGES) && is_host_bridge(tree, node))
		status = add_pci_windows(collector, node);
	return status;
}

static int add_memreserve(struct collector *collector)
{
	const struct fdtr_tree *tree = collector->reader->tree;
	int count = fdt_num_mem_rsv(tree->blob);
	uint64_t base, size;
	struct fdtr_range range;
	int status = FDTR_OK;

	for (int i = 0; !status && i < count; i++) {
		uint32_t offset = fdt_off_mem_rsvmap(tree->blob) + 16 * (uint32_t)i;

		if (!fdt_get_mem_rsv(tree->blob, i, &base, &size) && fdtr_range_make(base, size, &range))
			status = push(collector, FDTR_REGION_MEMRESERVE, range,
				(struct fdtr_origin){FDTR_NONE, (uint32_t)i, offset, 16, NULL, 0});
	}
	return status;
}

/* Linux drivers/of/fdt.c early_init_dt_check_for_initrd(): the end is exclusive, 32 or 64 bits as written. */
static int add_initrd(struct collector *collector)
{
	const struct fdtr_tree *tree = collector->reader->tree;
	struct fdtr_property first, end;
	struct fdtr_range range;
	uint64_t from, to;

	if (!fdtr_tree_property(tree, tree->chosen, FDTR_P_LINUX_INITRD_START, &first) ||
		!fdtr_tree_property(tree, tree->chosen, FDTR_P_LINUX_INITRD_END, &end) ||
		!fdtr_cells(first.data, first.length / 4, &from) ||
		!fdtr_cells(end.data, end.length / 4, &to) || to <= from ||
		!fdtr_range_make(from, to - from, &range))
		return FDTR_OK;
	return push(collector, FDTR_REGION_INITRD, range, origin_of(tree->chosen, &first, 0, first.length));
}

static int add_chosen(struct collector *collector)
{
	const struct fdtr_tree *tree = collector->reader->tree;
	struct fdtr_property header;
	int status;

	if (tree->chosen == FDTR_NONE)
		return FDTR_OK;
	status = add_initrd(collector);
	if (!status && fdtr_tree_property(tree, tree->chosen, FDTR_P_LINUX_ELFCOREHDR, &header))
		status = add_entries(collector, FDTR_REGION_ELFCOREHDR, tree->chosen, &header,
			shape_of(tree->nodes[0].address_cells, tree->nodes[0].size_cells));
	return status;
}

int fdtr_read_regions(struct fdtr_reader *reader)
{
	struct collector collector = {.reader = reader};
	int status;

	fdtr_array_begin(&collector.array, reader->arena, sizeof(struct fdtr_region));
	status = add_memreserve(&collector);
	if (!status)
		status = add_chosen(&collector);
	for (uint32_t i = 1; !status && i < reader->tree->node_count; i++)
		status = add_node(&collector, i);
	reader->platform->regions = collector.array.items;
	reader->platform->region_count = (uint32_t)collector.array.count;
	return status;
}
