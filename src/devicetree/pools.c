// SPDX-License-Identifier: BSD-2-Clause
/* The restricted DMA pools: nodes compatible with "restricted-dma-pool", wherever they stand. */
#include "devicetree/devicetree.h"

/* A number of as many cells as the property has; 0 when it is missing or passes 64 bits. */
static uint64_t read_number(const struct fdtr_tree *tree, uint32_t node, enum fdtr_property_id id)
{
	struct fdtr_property property;
	uint64_t value;

	if (!fdtr_tree_property(tree, node, id, &property) || property.length % 4 ||
		!fdtr_cells(property.data, property.length / 4, &value))
		return 0;
	return value;
}

static void read_place(const struct fdtr_tree *tree, struct fdtr_pool *pool)
{
	uint32_t address_cells = fdtr_address_cells(tree, pool->object);
	uint32_t size_cells = fdtr_size_cells(tree, pool->object);
	struct fdtr_property reg;
	uint64_t base, size;

	if (!fdtr_tree_property(tree, pool->object, FDTR_P_REG, &reg)) {
		pool->size = read_number(tree, pool->object, FDTR_P_SIZE);
		pool->dynamic = fdtr_has(tree, pool->object, FDTR_P_SIZE);
		return;
	}
	if (!size_cells || reg.length < 4 * (address_cells + size_cells) ||
		!fdtr_cells(reg.data, address_cells, &base) ||
		!fdtr_cells(reg.data + 4 * (size_t)address_cells, size_cells, &size))
		return;
	pool->size = size;
	pool->placed = fdtr_range_make(base, size, &pool->range);
}

static bool is_reserved(const struct fdtr_tree *tree, uint32_t node)
{
	if (tree->overlay)
		return fdtr_overlay_reserves(tree, node);
	return tree->reserved_memory != FDTR_NONE && tree->nodes[node].parent == tree->reserved_memory;
}

static void read_pool(const struct fdtr_tree *tree, uint32_t node, struct fdtr_pool *pool)
{
	*pool = (struct fdtr_pool){.object = node,
		.handle = tree->nodes[node].phandle,
		.available = fdtr_available(tree, node),
		.reserved = is_reserved(tree, node),
		.alignment = read_number(tree, node, FDTR_P_ALIGNMENT)};
	read_place(tree, pool);
}

static int read_allowed(struct fdtr_reader *reader, struct fdtr_array *array, struct fdtr_pool *pool)
{
	const struct fdtr_tree *tree = reader->tree;
	uint32_t address_cells = fdtr_address_cells(tree, pool->object);
	uint32_t size_cells = fdtr_size_cells(tree, pool->object);
	uint32_t bytes = 4 * (address_cells + size_cells);
	struct fdtr_property list;
	struct fdtr_range range, *entry;
	uint64_t base, size;

	pool->first_allowed = (uint32_t)array->count;
	if (!pool->dynamic || !fdtr_tree_property(tree, pool->object, FDTR_P_ALLOC_RANGES, &list) || !bytes)
		return FDTR_OK;
	for (uint32_t at = 0; at + bytes <= list.length; at += bytes) {
		if (!fdtr_cells(list.data + at, address_cells, &base) ||
			!fdtr_cells(list.data + at + 4 * (size_t)address_cells, size_cells, &size) ||
			!fdtr_range_make(base, size, &range))
			continue;
		entry = fdtr_array_push(array);
		if (!entry)
			return FDTR_ERR_NOSPACE;
		*entry = range;
	}
	pool->allowed_count = (uint32_t)array->count - pool->first_allowed;
	return FDTR_OK;
}

/* Regions and pools are both in the order of the tree. */
static void tie_regions(struct fdtr_platform *platform)
{
	uint32_t pool = 0;

	for (uint32_t i = 0; i < platform->region_count; i++) {
		struct fdtr_region *region = &platform->regions[i];

		if (region->kind != FDTR_REGION_RESERVED)
			continue;
		while (pool < platform->pool_count && platform->pools[pool].object < region->origin.object)
			pool++;
		if (pool < platform->pool_count && platform->pools[pool].object == region->origin.object)
			region->pool = pool;
	}
}

int fdtr_read_pools(struct fdtr_reader *reader)
{
	struct fdtr_platform *platform = reader->platform;
	const struct fdtr_tree *tree = reader->tree;
	struct fdtr_array array;
	struct fdtr_pool *pool;
	int status = FDTR_OK;

	fdtr_array_begin(&array, reader->arena, sizeof(*pool));
	for (uint32_t i = 0; i < tree->node_count; i++) {
		if (!(tree->nodes[i].flags & FDTR_NODE_POOL))
			continue;
		pool = fdtr_array_push(&array);
		if (!pool)
			return FDTR_ERR_NOSPACE;
		read_pool(tree, i, pool);
	}
	platform->pools = array.items;
	platform->pool_count = (uint32_t)array.count;
	fdtr_array_begin(&array, reader->arena, sizeof(struct fdtr_range));
	for (uint32_t i = 0; !status && i < platform->pool_count; i++)
		status = read_allowed(reader, &array, &platform->pools[i]);
	platform->allowed = array.items;
	platform->allowed_count = (uint32_t)array.count;
	tie_regions(platform);
	return status;
}
