// SPDX-License-Identifier: BSD-2-Clause
/* The description in full: the frame and its pools, the links, the guards, and what refers to moved nodes. */
#include "generate/plan.h"

#include <string.h>

static const char *join_path(struct fdtr_plan *plan, uint32_t parent, const char *bus, const char *name)
{
	char path[FDTR_PATH_SIZE];

	return fdtr_plan_text(plan, "%s/%s%s%s",
		parent == 0 ? "" : fdtr_tree_path(plan->tree, parent, path, sizeof(path)), bus ? bus : "",
		bus ? "/" : "", name);
}

const char *fdtr_attachment_base_path(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	if (target->node == FDTR_NONE)
		return join_path(plan, target->bridge, NULL, target->name);
	return join_path(
		plan, plan->tree->nodes[target->node].parent, NULL, fdtr_tree_name(plan->tree, target->node));
}

const char *fdtr_attachment_path(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	if (target->bus == FDTR_NONE || plan->guard != FDTR_GUARD_DMA_RANGES)
		return fdtr_attachment_base_path(plan, target);
	return join_path(plan, plan->tree->nodes[target->node].parent, plan->buses[target->bus].name,
		fdtr_tree_name(plan->tree, target->node));
}

static bool is_linked(const struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	const struct fdtr_device *device;
	uint32_t pool;

	if (target->device == FDTR_NONE)
		return false;
	device = &plan->platform->devices[target->device];
	pool = fdtr_device_pool(plan->platform, device);
	return pool != FDTR_NONE && plan->platform->pools[pool].object == plan->pools[target->pool].node;
}

/* An old list of cells, and one more that is the phandle of something known by `label`. */
static void append_reference(struct fdtr_plan *plan, uint32_t node, const char *name,
	enum fdtr_property_id id, uint32_t phandle, bool is_new, const char *label)
{
	struct fdtr_property list = {0};
	struct fdtr_cells cells;
	uint32_t old = 0;

	if (node != FDTR_NONE && fdtr_tree_property(plan->tree, node, id, &list))
		old = list.length / 4;
	cells = fdtr_cells_begin(plan, old + 1);
	for (uint32_t i = 0; i < old; i++)
		fdtr_cells_add(&cells, fdtr_cell(list.data + 4 * (size_t)i));
	fdtr_cells_add(&cells, phandle);
	fdtr_step_reference(plan, name, &cells, is_new ? old : FDTR_NONE, label);
}

static void append_string(struct fdtr_plan *plan, uint32_t node, enum fdtr_property_id id, const char *string)
{
	struct fdtr_property list = {0};
	size_t size = strlen(string) + 1;
	unsigned char *joined;

	(void)fdtr_tree_property(plan->tree, node, id, &list);
	joined = fdtr_arena_take(plan->arena, list.length + size, 1);
	if (!joined) {
		plan->no_space = true;
		return;
	}
	if (list.length)
		memcpy(joined, list.data, list.length);
	memcpy(joined + list.length, string, size);
	fdtr_step_bytes(
		plan, fdtr_property_name(id), FDTR_VALUE_STRINGS, joined, list.length + (uint32_t)size);
}

/* A name more only means the entry more where each entry has one. */
static int check_names(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	struct fdtr_property regions, names;
	uint32_t count = 0;
	const char *path;

	if (target->node == FDTR_NONE || is_linked(plan, target) ||
		!fdtr_tree_property(plan->tree, target->node, FDTR_P_MEMORY_REGION_NAMES, &names))
		return FDTR_OK;
	(void)fdtr_tree_property(plan->tree, target->node, FDTR_P_MEMORY_REGION, &regions);
	for (uint32_t i = 0; i < names.length; i++)
		count += names.data[i] == '\0';
	if (regions.length % 4 == 0 && count == regions.length / 4 &&
		(!names.length || !names.data[names.length - 1]))
		return FDTR_OK;
	path = fdtr_attachment_base_path(plan, target);
	return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
		"memory-region and memory-region-names of %s do not match, so no entry can be added; correct them first",
		path ? path : "a device");
}

static void link_pool(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	const struct fdtr_plan_pool *pool = &plan->pools[target->pool];

	append_reference(plan, target->node, "memory-region", FDTR_P_MEMORY_REGION, pool->phandle,
		!pool->has_phandle, pool->label);
	if (target->node != FDTR_NONE && fdtr_has(plan->tree, target->node, FDTR_P_MEMORY_REGION_NAMES))
		append_string(plan, target->node, FDTR_P_MEMORY_REGION_NAMES, "restricted-dma");
}

/* PCI phys.hi of 32-bit and 64-bit memory space, IEEE 1275 PCI binding section 2.2.1.1. */
#define PCI_MEMORY_32 UINT32_C(0x02000000)
#define PCI_MEMORY_64 UINT32_C(0x03000000)

static void guard_host(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	uint64_t size = plan->pools[target->pool].size;
	uint32_t parent_cells = fdtr_address_cells(plan->tree, target->node);
	bool low = target->child_address + (size - 1) <= UINT32_MAX;
	struct fdtr_cells cells = fdtr_cells_begin(plan, 5 + parent_cells);

	fdtr_cells_add(&cells, low ? PCI_MEMORY_32 : PCI_MEMORY_64);
	fdtr_cells_number(&cells, target->child_address, 2);
	fdtr_cells_number(&cells, target->parent_address, parent_cells);
	fdtr_cells_number(&cells, size, 2);
	fdtr_step_cells(plan, "dma-ranges", &cells);
}

static void guard_by_compatible(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	struct fdtr_property compatible;

	if (fdtr_tree_property(plan->tree, target->node, FDTR_P_COMPATIBLE, &compatible) &&
		!strcmp((const char *)compatible.data, FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE) &&
		compatible.length == sizeof(FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE))
		return;
	fdtr_step_string(plan, "compatible", FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE);
}

static void guard_target(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	bool by_ranges = plan->guard == FDTR_GUARD_DMA_RANGES || plan->guard == FDTR_GUARD_DMA_MEM;

	if (plan->guard == FDTR_GUARD_COMPATIBLE) {
		guard_by_compatible(plan, target);
	} else if (by_ranges && target->kind == FDTR_DEVICE_PCI_HOST && !target->guarded) {
		guard_host(plan, target);
	} else if (plan->guard == FDTR_GUARD_DMA_MEM && target->bus != FDTR_NONE) {
		const struct fdtr_plan_bus *bus = &plan->buses[target->bus];

		append_reference(plan, target->node, "interconnects", FDTR_P_INTERCONNECTS, bus->phandle,
			!bus->has_phandle, bus->label);
		append_string(plan, target->node, FDTR_P_INTERCONNECT_NAMES, "dma-mem");
	}
}

static void describe_target(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	struct fdtr_cells reg;

	if (target->node != FDTR_NONE) {
		fdtr_step_at(plan, target->node, FDTR_NONE);
		if (!is_linked(plan, target))
			link_pool(plan, target);
		guard_target(plan, target);
		return;
	}
	reg = fdtr_cells_begin(plan, 5);
	fdtr_cells_add(&reg, target->function << 8);
	for (int i = 0; i < 4; i++)
		fdtr_cells_add(&reg, 0);
	fdtr_step_at(plan, target->bridge, FDTR_NONE);
	fdtr_step_open(plan, target->name, NULL, false);
	fdtr_step_cells(plan, "reg", &reg);
	link_pool(plan, target);
	fdtr_step_close(plan);
}

static void open_bus(struct fdtr_plan *plan, const struct fdtr_plan_bus *bus)
{
	const struct fdtr_node *parent = &plan->tree->nodes[bus->parent];
	struct fdtr_cells ranges =
		fdtr_cells_begin(plan, 2 * (uint32_t)parent->address_cells + parent->size_cells);

	fdtr_cells_number(&ranges, bus->address, parent->address_cells);
	fdtr_cells_number(&ranges, bus->address, parent->address_cells);
	fdtr_cells_number(&ranges, plan->pools[bus->pool].size, parent->size_cells);
	fdtr_step_open(plan, bus->name, bus->phandle ? bus->label : NULL, false);
	fdtr_step_string(plan, "compatible", "simple-bus");
	fdtr_step_cell(plan, "#address-cells", parent->address_cells);
	fdtr_step_cell(plan, "#size-cells", parent->size_cells);
	fdtr_step_empty(plan, "ranges");
	fdtr_step_cells(plan, "dma-ranges", &ranges);
	if (bus->phandle) {
		fdtr_step_cell(plan, "#interconnect-cells", 0);
		fdtr_step_cell(plan, "phandle", bus->phandle);
	}
}

static void move_targets(struct fdtr_plan *plan, const struct fdtr_plan_bus *bus)
{
	for (uint32_t i = bus->first; i != FDTR_NONE; i = plan->targets[i].next_in_bus)
		fdtr_step_move(plan, plan->targets[i].node);
}

/* A bus to move under stands where the first of its devices stood. */
static void describe_bus(struct fdtr_plan *plan, const struct fdtr_plan_bus *bus)
{
	bool moves = plan->guard == FDTR_GUARD_DMA_RANGES;

	if (bus->first == FDTR_NONE)
		return;
	if (bus->node != FDTR_NONE) {
		fdtr_step_at(plan, bus->node, FDTR_NONE);
		if (moves)
			move_targets(plan, bus);
		else if (!bus->has_phandle)
			fdtr_step_cell(plan, "phandle", bus->phandle);
		if (!moves && !fdtr_has(plan->tree, bus->node, FDTR_P_INTERCONNECT_CELLS))
			fdtr_step_cell(plan, "#interconnect-cells", 0);
		return;
	}
	fdtr_step_at(plan, bus->parent, moves ? plan->targets[bus->first].node : FDTR_NONE);
	open_bus(plan, bus);
	if (moves)
		move_targets(plan, bus);
	fdtr_step_close(plan);
}

/* A label that leads elsewhere already would take references to that away, in the overlays to come. */
static int check_labels(const struct fdtr_plan *plan)
{
	for (uint32_t i = 0; plan->request->label && i < plan->pool_count; i++) {
		const char *path = fdtr_named_path(plan->tree, plan->tree->symbols, plan->pools[i].label);

		if (path && fdtr_tree_find(plan->tree, path) != plan->pools[i].node)
			return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
				"the label '%s' is that of %s already; choose another --label",
				plan->pools[i].label, path);
	}
	return FDTR_OK;
}

/* An overlay's symbols are its writer's affair: they name fragments. */
static void describe_symbols(struct fdtr_plan *plan)
{
	bool exists = plan->tree->symbols != FDTR_NONE;

	if (!plan->request->label || plan->request->output != FDTR_OUTPUT_TREE)
		return;
	fdtr_step_at(plan, exists ? plan->tree->symbols : 0, FDTR_NONE);
	if (!exists)
		fdtr_step_open(plan, "__symbols__", NULL, false);
	for (uint32_t i = 0; i < plan->pool_count; i++) {
		const char *path = fdtr_plan_text(plan, "/reserved-memory/%s", plan->pools[i].name);

		if (path && !fdtr_named_path(plan->tree, plan->tree->symbols, plan->pools[i].label))
			fdtr_step_string(plan, plan->pools[i].label, path);
	}
	if (!exists)
		fdtr_step_close(plan);
}

int fdtr_plan_describe(struct fdtr_plan *plan)
{
	int status = check_labels(plan);

	for (uint32_t i = 0; !status && i < plan->target_count; i++)
		status = check_names(plan, &plan->targets[i]);
	if (!status)
		status = fdtr_describe_reserved_memory(plan);
	if (status)
		return status;
	for (uint32_t i = 0; i < plan->bus_count; i++)
		describe_bus(plan, &plan->buses[i]);
	for (uint32_t i = 0; i < plan->target_count; i++)
		describe_target(plan, &plan->targets[i]);
	describe_symbols(plan);
	if (plan->guard == FDTR_GUARD_DMA_RANGES)
		fdtr_follow_moved(plan);
	return plan->no_space ? fdtr_error_arena(plan->error) : FDTR_OK;
}
