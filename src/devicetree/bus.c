// SPDX-License-Identifier: BSD-2-Clause
/* Which bus a device's DMA goes through. */
#include "devicetree/devicetree.h"

#include <string.h>

/* How far a chain of DMA parents is followed; interconnects could make it a ring. */
#define MAX_DMA_PARENTS 64

/* A PCI hierarchy has at most 256 buses; deeper ones are no one's. */
#define MAX_PCI_BRIDGES 256

/* How much of a list is read for each device that asks: the input must not make that quadratic. */
#define MAX_IOMMU_MAP 512 /* entries of iommu-map */

uint32_t fdtr_pci_host(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t host = FDTR_NONE;

	node = tree->nodes[node].parent;
	for (unsigned int steps = 0; node != FDTR_NONE && fdtr_is_pci_bus(tree, node); steps++) {
		if (steps == MAX_PCI_BRIDGES)
			return FDTR_NONE;
		host = node;
		node = tree->nodes[node].parent;
	}
	return host;
}

/* One entry of a list of phandles with arguments, as Linux of_parse_phandle_with_args() steps through it. */
static bool next_interconnect(
	const struct fdtr_tree *tree, const struct fdtr_property *list, uint32_t *at, uint32_t *provider)
{
	struct fdtr_property property;
	uint32_t cells;

	if (*at + 4 > list->length)
		return false;
	*provider = fdtr_tree_by_phandle(tree, fdtr_cell(list->data + *at));
	if (*provider == FDTR_NONE ||
		!fdtr_tree_property(tree, *provider, FDTR_P_INTERCONNECT_CELLS, &property) ||
		property.length != 4)
		return false;
	cells = fdtr_cell(property.data);
	if (cells > (list->length - *at) / 4 - 1)
		return false;
	*at += 4 + 4 * cells;
	return true;
}

static uint32_t interconnect(const struct fdtr_tree *tree, const struct fdtr_property *list, uint32_t wanted)
{
	uint32_t at = 0, provider;

	for (uint32_t index = 0; next_interconnect(tree, list, &at, &provider); index++) {
		if (index == wanted)
			return provider;
	}
	return FDTR_NONE;
}

static uint32_t count_names(const struct fdtr_property *names)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < names->length; i++)
		count += names->data[i] == '\0';
	return names->length && names->data[names->length - 1] ? FDTR_NONE : count;
}

bool fdtr_interconnects_sound(const struct fdtr_tree *tree, uint32_t node)
{
	struct fdtr_property names, list;
	uint32_t at = 0, provider, count = 0;

	(void)fdtr_tree_property(tree, node, FDTR_P_INTERCONNECT_NAMES, &names);
	(void)fdtr_tree_property(tree, node, FDTR_P_INTERCONNECTS, &list);
	while (next_interconnect(tree, &list, &at, &provider))
		count++;
	return at == list.length && count_names(&names) == count;
}

/* False where nothing is called "dma-mem". */
static bool read_dma_mem(const struct fdtr_tree *tree, uint32_t node, uint32_t *target)
{
	struct fdtr_property names, list;
	uint32_t index = FDTR_NONE;

	*target = FDTR_NONE;
	if (fdtr_tree_property(tree, node, FDTR_P_INTERCONNECT_NAMES, &names))
		index = fdtr_strings_index(&names, "dma-mem");
	if (index != FDTR_NONE && fdtr_tree_property(tree, node, FDTR_P_INTERCONNECTS, &list))
		*target = interconnect(tree, &list, index);
	return index != FDTR_NONE;
}

int fdtr_index_dma_mem(struct fdtr_tree *tree, struct fdtr_arena *arena)
{
	struct fdtr_dma_mem *entry;
	struct fdtr_array array;
	uint32_t target;

	fdtr_array_begin(&array, arena, sizeof(*entry));
	for (uint32_t i = 0; i < tree->node_count; i++) {
		if (!read_dma_mem(tree, i, &target))
			continue;
		entry = fdtr_array_push(&array);
		if (!entry)
			return FDTR_ERR_NOSPACE;
		*entry = (struct fdtr_dma_mem){i, target};
	}
	tree->dma_mem = array.items;
	tree->dma_mem_count = (uint32_t)array.count;
	return FDTR_OK;
}

bool fdtr_dma_mem(const struct fdtr_tree *tree, uint32_t node, uint32_t *target)
{
	uint32_t found = fdtr_lower_bound(tree->dma_mem, tree->dma_mem_count, sizeof(*tree->dma_mem), node);
	bool named = found < tree->dma_mem_count && tree->dma_mem[found].node == node;

	*target = named ? tree->dma_mem[found].target : FDTR_NONE;
	return named;
}

uint32_t fdtr_dma_parent(const struct fdtr_tree *tree, uint32_t node)
{
	uint32_t target;

	return fdtr_dma_mem(tree, node, &target) && target != FDTR_NONE ? target : tree->nodes[node].parent;
}

uint32_t fdtr_dma_limiter(const struct fdtr_tree *tree, uint32_t bus)
{
	struct fdtr_property ranges;

	for (unsigned int steps = 0; bus != FDTR_NONE && steps < MAX_DMA_PARENTS; steps++) {
		bool found = fdtr_tree_property(tree, bus, FDTR_P_DMA_RANGES, &ranges);

		if (ranges.length)
			return bus;
		if (steps && !found)
			return FDTR_NONE;
		bus = fdtr_dma_parent(tree, bus);
	}
	return FDTR_NONE;
}

/* Linux drivers/of/address.c of_dma_is_coherent(). */
bool fdtr_dma_coherent(const struct fdtr_tree *tree, uint32_t node, bool by_default)
{
	for (unsigned int steps = 0; node != FDTR_NONE && steps < MAX_DMA_PARENTS; steps++) {
		if (fdtr_has(tree, node, FDTR_P_DMA_COHERENT))
			return true;
		if (fdtr_has(tree, node, FDTR_P_DMA_NONCOHERENT))
			return false;
		node = fdtr_dma_parent(tree, node);
	}
	return by_default;
}

/* The requester ID from the first cell of a PCI device's reg: bus, device and function in bits 23:8. */
static bool requester_id(const struct fdtr_tree *tree, uint32_t node, uint32_t *id)
{
	struct fdtr_property reg;

	if (!fdtr_tree_property(tree, node, FDTR_P_REG, &reg) || reg.length < 4)
		return false;
	*id = fdtr_cell(reg.data) >> 8 & 0xffff;
	return true;
}

/* Linux drivers/iommu/of_iommu.c of_iommu_xlate(): an IOMMU that is not available is none. */
static bool is_iommu(const struct fdtr_tree *tree, uint32_t phandle)
{
	uint32_t node = fdtr_tree_by_phandle(tree, phandle);

	return node != FDTR_NONE && fdtr_available(tree, node);
}

/*
 * Entries are (first requester ID, IOMMU, first stream ID, count), Linux drivers/of/base.c of_map_id(); the
 * host bridge stands for all its devices.
 */
static bool iommu_map_has(const struct fdtr_tree *tree, uint32_t host, bool whole, uint32_t id)
{
	struct fdtr_property map, mask;

	if (host == FDTR_NONE || !fdtr_tree_property(tree, host, FDTR_P_IOMMU_MAP, &map))
		return false;
	if (fdtr_tree_property(tree, host, FDTR_P_IOMMU_MAP_MASK, &mask) && mask.length == 4)
		id &= fdtr_cell(mask.data);
	for (uint32_t at = 0; at + 16 <= map.length && at < 16 * MAX_IOMMU_MAP; at += 16) {
		uint32_t first = fdtr_cell(map.data + at);

		if ((whole || (id >= first && id - first < fdtr_cell(map.data + at + 12))) &&
			is_iommu(tree, fdtr_cell(map.data + at + 4)))
			return true;
	}
	return false;
}

bool fdtr_behind_iommu(const struct fdtr_tree *tree, const struct fdtr_device *device)
{
	struct fdtr_property iommus;
	uint32_t id = 0;

	if (device->kind == FDTR_DEVICE_PCI_HOST)
		return iommu_map_has(tree, device->object, true, 0);
	if (device->kind == FDTR_DEVICE_PCI)
		return requester_id(tree, device->object, &id) && iommu_map_has(tree, device->bus, false, id);
	return fdtr_tree_property(tree, device->object, FDTR_P_IOMMUS, &iommus) && iommus.length >= 4 &&
	       is_iommu(tree, fdtr_cell(iommus.data));
}

/* How deep a node may stand below a disabled one and still be known to be so. */
#define MAX_ANCESTORS 64

bool fdtr_reachable(const struct fdtr_tree *tree, uint32_t node)
{
	for (unsigned int steps = 0; node != FDTR_NONE && steps < MAX_ANCESTORS; steps++) {
		if (!fdtr_available(tree, node))
			return false;
		node = tree->nodes[node].parent;
	}
	return true;
}
