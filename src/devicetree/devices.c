// SPDX-License-Identifier: BSD-2-Clause
/* The devices that may use a pool, what their memory-region names, and what their DMA can reach. */
#include "devicetree/devicetree.h"
#include "platform/platform.h"

static bool is_device(const struct fdtr_reader *reader, uint32_t node, enum fdtr_device_kind *kind)
{
	const struct fdtr_tree *tree = reader->tree;
	uint32_t parent = tree->nodes[node].parent;
	unsigned int flags = tree->nodes[node].flags;
	bool has_region =
		fdtr_has(tree, node, FDTR_P_MEMORY_REGION) || (reader->chosen && reader->chosen[node]);

	if (node == tree->aliases || node == tree->chosen || node == tree->symbols ||
		parent == tree->reserved_memory || node == tree->reserved_memory || flags & FDTR_NODE_MEMORY)
		return false;
	if (flags & FDTR_NODE_VIRTIO_MMIO)
		*kind = FDTR_DEVICE_VIRTIO_MMIO;
	else if (flags & FDTR_NODE_VIRTIO_RESTRICTED)
		*kind = FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED;
	else if (has_region && parent != FDTR_NONE && fdtr_is_pci_bus(tree, parent))
		*kind = FDTR_DEVICE_PCI;
	else if (parent != FDTR_NONE && fdtr_is_pci_bus(tree, node) && !fdtr_is_pci_bus(tree, parent))
		*kind = FDTR_DEVICE_PCI_HOST;
	else if (has_region)
		*kind = FDTR_DEVICE_OTHER;
	else
		return false;
	return true;
}

static uint32_t bus_of(const struct fdtr_tree *tree, const struct fdtr_device *device)
{
	if (device->kind == FDTR_DEVICE_PCI_HOST)
		return device->object;
	if (device->kind == FDTR_DEVICE_PCI)
		return fdtr_pci_host(tree, device->object);
	return fdtr_dma_parent(tree, device->object);
}

static bool coherent_by_default(enum fdtr_processor processor)
{
	return processor != FDTR_PROCESSOR_ARM32 && processor != FDTR_PROCESSOR_ARM64;
}

static int add_device(struct fdtr_reader *reader, struct fdtr_array *array, uint32_t node)
{
	const struct fdtr_tree *tree = reader->tree;
	enum fdtr_device_kind kind;
	struct fdtr_device *device;

	if (!is_device(reader, node, &kind))
		return FDTR_OK;
	device = fdtr_array_push(array);
	if (!device)
		return FDTR_ERR_NOSPACE;
	*device = (struct fdtr_device){.object = node, .kind = kind, .available = fdtr_reachable(tree, node)};
	device->bus = bus_of(tree, device);
	device->window_object = device->bus == FDTR_NONE ? FDTR_NONE : fdtr_dma_limiter(tree, device->bus);
	device->coherent = fdtr_dma_coherent(tree, kind == FDTR_DEVICE_PCI ? device->bus : node,
		coherent_by_default(reader->platform->processor));
	device->behind_iommu = fdtr_behind_iommu(tree, device);
	return FDTR_OK;
}

/* Linux counts bare cells here: drivers/of/device.c of_dma_set_restricted_buffer(). */
static int add_links(struct fdtr_reader *reader, struct fdtr_array *array, uint32_t index)
{
	struct fdtr_device *device = &reader->platform->devices[index];
	struct fdtr_property regions;
	struct fdtr_link *link;

	device->first_link = (uint32_t)array->count;
	if (!fdtr_tree_property(reader->tree, device->object, FDTR_P_MEMORY_REGION, &regions))
		return FDTR_OK;
	for (uint32_t i = 0; i < regions.length / 4; i++) {
		link = fdtr_array_push(array);
		if (!link)
			return FDTR_ERR_NOSPACE;
		*link = (struct fdtr_link){
			.device = index, .handle = fdtr_cell(regions.data + 4 * (size_t)i), .index = i};
		link->target = fdtr_tree_by_phandle(reader->tree, link->handle);
		link->pool =
			link->target == FDTR_NONE ? FDTR_NONE : fdtr_pool_of(reader->platform, link->target);
	}
	device->link_count = (uint32_t)array->count - device->first_link;
	return FDTR_OK;
}

static int add_window(struct fdtr_reader *reader, struct fdtr_array *array, uint32_t limiter,
	const unsigned char *entry, uint32_t index)
{
	const struct fdtr_tree *tree = reader->tree;
	const struct fdtr_node *node = &tree->nodes[limiter];
	uint32_t parent_cells = tree->nodes[node->parent].address_cells;
	const unsigned char *parent = entry + 4 * (size_t)node->address_cells;
	struct fdtr_bus_address bus_first, above;
	struct fdtr_window *window;
	struct fdtr_range range;
	uint64_t size;

	if (!fdtr_bus_address(tree, limiter, entry, &bus_first) ||
		!fdtr_bus_address(tree, node->parent, parent, &above) ||
		!fdtr_cells(parent + 4 * (size_t)parent_cells, node->size_cells, &size) ||
		!fdtr_translate(&reader->dma_ranges, node->parent, above, size, &range))
		return FDTR_OK;
	window = fdtr_array_push(array);
	if (!window)
		return FDTR_ERR_NOSPACE;
	*window = (struct fdtr_window){range, bus_first.value, index};
	return FDTR_OK;
}

static int add_windows(struct fdtr_reader *reader, struct fdtr_array *array, struct fdtr_device *device)
{
	const struct fdtr_tree *tree = reader->tree;
	uint32_t limiter = device->window_object;
	const struct fdtr_node *node = &tree->nodes[limiter];
	uint32_t bytes =
		node->parent == FDTR_NONE
			? 0
			: 4 * (node->address_cells + (uint32_t)tree->nodes[node->parent].address_cells +
				      node->size_cells);
	struct fdtr_property ranges;
	uint32_t count = 0;
	int status = FDTR_OK;

	device->first_window = (uint32_t)array->count;
	if (fdtr_tree_property(tree, limiter, FDTR_P_DMA_RANGES, &ranges) && bytes)
		count = ranges.length / bytes;
	device->windows_cut = count > FDTR_MAX_WINDOWS;
	for (uint32_t i = 0; !status && i < count && i < FDTR_MAX_WINDOWS; i++)
		status = add_window(reader, array, limiter, ranges.data + (size_t)i * bytes, i);
	device->window_count = (uint32_t)array->count - device->first_window;
	device->unreachable = !device->window_count;
	return status;
}

static bool any_limited(const struct fdtr_platform *platform)
{
	for (uint32_t i = 0; i < platform->device_count; i++) {
		if (platform->devices[i].window_object != FDTR_NONE)
			return true;
	}
	return false;
}

/* Devices on one bus share its windows: `shared` remembers, per node, the first device that has them. */
static int read_windows(struct fdtr_reader *reader)
{
	struct fdtr_platform *platform = reader->platform;
	struct fdtr_array array;
	uint32_t *shared = fdtr_arena_take_high(reader->arena, reader->tree->node_count, sizeof(*shared));
	int status =
		fdtr_translation_begin(&reader->dma_ranges, reader->tree, FDTR_P_DMA_RANGES, reader->arena);

	if (!shared || status)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < reader->tree->node_count; i++)
		shared[i] = FDTR_NONE;
	fdtr_array_begin(&array, reader->arena, sizeof(struct fdtr_window));
	for (uint32_t i = 0; !status && i < platform->device_count; i++) {
		struct fdtr_device *device = &platform->devices[i];
		const struct fdtr_device *first;

		if (device->window_object == FDTR_NONE)
			continue;
		if (shared[device->window_object] == FDTR_NONE) {
			shared[device->window_object] = i;
			status = add_windows(reader, &array, device);
			continue;
		}
		first = &platform->devices[shared[device->window_object]];
		device->first_window = first->first_window;
		device->window_count = first->window_count;
		device->windows_cut = first->windows_cut;
		device->unreachable = first->unreachable;
	}
	platform->windows = array.items;
	platform->window_count = (uint32_t)array.count;
	return status;
}

int fdtr_read_devices(struct fdtr_reader *reader)
{
	struct fdtr_platform *platform = reader->platform;
	struct fdtr_array array;
	int status = FDTR_OK;

	fdtr_array_begin(&array, reader->arena, sizeof(struct fdtr_device));
	for (uint32_t i = 1; !status && i < reader->tree->node_count; i++)
		status = add_device(reader, &array, i);
	platform->devices = array.items;
	platform->device_count = (uint32_t)array.count;
	fdtr_array_begin(&array, reader->arena, sizeof(struct fdtr_link));
	for (uint32_t i = 0; !status && i < platform->device_count; i++)
		status = add_links(reader, &array, i);
	platform->links = array.items;
	platform->link_count = (uint32_t)array.count;
	return status || !any_limited(platform) ? status : read_windows(reader);
}
