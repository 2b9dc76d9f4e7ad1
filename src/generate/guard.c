// SPDX-License-Identifier: BSD-2-Clause
/*
 * Which targets need a guard, and through which bus they get it.
 *
 * Linux takes a platform device's DMA limits from its parent bus or from the node that "interconnects" calls
 * "dma-mem", and a PCI device's from the host bridge (drivers/of/device.c of_dma_configure_id(),
 * drivers/pci/pci-driver.c pci_dma_configure()).
 */
#include "generate/plan.h"

#include <string.h>

static int refuse(struct fdtr_plan *plan, const struct fdtr_attachment *target, const char *why)
{
	const char *path = fdtr_attachment_base_path(plan, target);

	if (!path)
		return fdtr_error_arena(plan->error);
	return fdtr_error_set(plan->error, FDTR_ERR_UNSUPPORTED, "cannot guard %s: %s", path, why);
}

static bool is_pci(const struct fdtr_attachment *target)
{
	return target->kind == FDTR_DEVICE_PCI || target->kind == FDTR_DEVICE_PCI_HOST;
}

static bool by_dma_ranges(const struct fdtr_plan *plan)
{
	return plan->guard == FDTR_GUARD_DMA_RANGES || plan->guard == FDTR_GUARD_DMA_MEM;
}

static bool is_behind_iommu(const struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	return target->device != FDTR_NONE && plan->platform->devices[target->device].behind_iommu;
}

static int check_target(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	if (plan->guard != FDTR_GUARD_NONE && is_behind_iommu(plan, target))
		return refuse(plan, target,
			"it is behind an IOMMU, where kernels ignore the pool; take it out of iommus or iommu-map, or take "
			"the advisory form with --guard none");
	if (by_dma_ranges(plan) && plan->pools[target->pool].dynamic)
		return refuse(plan, target,
			"a dynamic pool has no address to guard; place it now (--at auto or --at ADDR), or take the "
			"advisory form with --guard none");
	if (by_dma_ranges(plan) && target->kind == FDTR_DEVICE_PCI)
		return refuse(plan, target,
			"Linux takes a PCI device's dma-ranges from the host bridge alone, so a pool for one PCI device "
			"cannot be guarded apart; attach the whole host bridge, or take the advisory form with --guard "
			"none");
	if (plan->guard == FDTR_GUARD_COMPATIBLE && target->kind != FDTR_DEVICE_VIRTIO_MMIO &&
		target->kind != FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED)
		return refuse(plan, target,
			"the proposed compatible is for virtio,mmio alone; use --guard dma-ranges, or none");
	if (plan->guard == FDTR_GUARD_DMA_RANGES && !is_pci(target) &&
		plan->request->output != FDTR_OUTPUT_TREE)
		return refuse(plan, target, "an overlay cannot move a node under a bus; use --guard dma-mem");
	return FDTR_OK;
}

/* The windows cover the pool and nothing else. */
static bool is_guarded(const struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	const struct fdtr_plan_pool *pool = &plan->pools[target->pool];
	const struct fdtr_device *device;
	struct fdtr_range window;

	if (target->device == FDTR_NONE || pool->dynamic)
		return false;
	device = &plan->platform->devices[target->device];
	if (device->window_object == FDTR_NONE || device->window_count != 1)
		return false;
	window = plan->platform->windows[device->first_window].range;
	return window.first == pool->range.first && window.last == pool->range.last;
}

/* The pool's address on the target's parent bus, through whatever dma-ranges rule that already. */
static int bus_address(struct fdtr_plan *plan, const struct fdtr_attachment *target, uint64_t *address)
{
	const struct fdtr_device *device = &plan->platform->devices[target->device];
	struct fdtr_range pool = plan->pools[target->pool].range;

	*address = pool.first;
	if (device->window_object == FDTR_NONE)
		return FDTR_OK;
	for (uint32_t i = 0; i < device->window_count; i++) {
		const struct fdtr_window *window = &plan->platform->windows[device->first_window + i];

		if (!fdtr_range_contains(window->range, pool))
			continue;
		*address = window->bus_first + (pool.first - window->range.first);
		return FDTR_OK;
	}
	return refuse(plan, target, "the pool lies outside its dma-ranges");
}

static int check_cells(
	struct fdtr_plan *plan, const struct fdtr_attachment *target, uint32_t parent, uint64_t address)
{
	const struct fdtr_node *node = &plan->tree->nodes[parent];
	uint64_t last = address + (plan->pools[target->pool].size - 1);

	if (node->address_cells > 2 || node->size_cells > 2 || !node->size_cells ||
		!fdtr_fits_cells(last, node->address_cells) ||
		!fdtr_fits_cells(plan->pools[target->pool].size, node->size_cells))
		return refuse(plan, target,
			"its bus cannot write the pool's address in its #address-cells and #size-cells; place the pool "
			"lower (--below 4G)");
	return FDTR_OK;
}

static bool name_is_used(const struct fdtr_plan *plan, uint32_t parent, const char *name)
{
	if (fdtr_child(plan->tree, parent, name, strlen(name)) != FDTR_NONE)
		return true;
	for (uint32_t i = 0; plan->request->per_device && i < plan->bus_count; i++) {
		if (plan->buses[i].parent == parent && !strcmp(plan->buses[i].name, name))
			return true;
	}
	return false;
}

static const char *name_bus(struct fdtr_plan *plan, uint32_t parent)
{
	const char *name = "restricted-dma-bus";

	for (uint32_t i = 1; name && name_is_used(plan, parent, name); i++)
		name = fdtr_plan_text(plan, "restricted-dma-%u-bus", i);
	return name;
}

static void join_bus(struct fdtr_plan *plan, uint32_t index, uint32_t bus)
{
	struct fdtr_plan_bus *entry = &plan->buses[bus];

	plan->targets[index].bus = bus;
	if (entry->first == FDTR_NONE)
		entry->first = index;
	else
		plan->targets[entry->last].next_in_bus = index;
	entry->last = index;
}

static struct fdtr_plan_bus *add_bus(struct fdtr_plan *plan, uint32_t parent, uint32_t pool)
{
	struct fdtr_plan_bus *bus = &plan->buses[plan->bus_count];

	*bus = (struct fdtr_plan_bus){
		.parent = parent, .pool = pool, .node = FDTR_NONE, .first = FDTR_NONE, .last = FDTR_NONE};
	bus->label = plan->bus_count ? fdtr_plan_text(plan, "restricted_dma_bus_%u", plan->bus_count)
	                             : "restricted_dma_bus";
	plan->bus_below[parent] = plan->bus_count++;
	return bus;
}

/* The bus of an earlier run serves what is attached to its pool now. */
static void adopt_bus(struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	uint32_t node = plan->platform->devices[target->device].bus;
	uint32_t parent = plan->tree->nodes[node].parent;
	struct fdtr_plan_bus *bus;

	if (is_pci(target) || !fdtr_is_guard_bus(plan->tree, node) || plan->bus_below[parent] != FDTR_NONE)
		return;
	bus = add_bus(plan, parent, target->pool);
	bus->node = node;
	bus->name = fdtr_tree_name(plan->tree, node);
}

static int make_bus(struct fdtr_plan *plan, const struct fdtr_attachment *target, uint32_t parent)
{
	uint64_t address;
	int status = bus_address(plan, target, &address);
	struct fdtr_plan_bus *bus;
	const char *name;

	if (!status)
		status = check_cells(plan, target, parent, address);
	if (status)
		return status;
	name = name_bus(plan, parent);
	bus = add_bus(plan, parent, target->pool);
	bus->address = address;
	bus->name = name;
	return plan->no_space ? fdtr_error_arena(plan->error) : FDTR_OK;
}

static void number_bus(struct fdtr_plan *plan, struct fdtr_plan_bus *bus)
{
	if (bus->phandle)
		return;
	bus->has_phandle = bus->node != FDTR_NONE && plan->tree->nodes[bus->node].phandle;
	bus->phandle = bus->has_phandle ? plan->tree->nodes[bus->node].phandle : fdtr_plan_phandle(plan);
}

/* A DMA parent of its own would stay when the node moves, and the bus it moves under guard nothing. */
static int check_interconnects(struct fdtr_plan *plan, const struct fdtr_attachment *target, uint32_t parent)
{
	if (fdtr_dma_parent(plan->tree, target->node) != parent)
		return refuse(plan, target,
			"its interconnects name a DMA parent already, one that does not guard the pool");
	if (plan->guard == FDTR_GUARD_DMA_MEM && !fdtr_interconnects_sound(plan->tree, target->node))
		return refuse(plan, target,
			"its interconnects and interconnect-names do not match, so none can be added as dma-mem");
	return FDTR_OK;
}

static int find_bus(struct fdtr_plan *plan, uint32_t index)
{
	struct fdtr_attachment *target = &plan->targets[index];
	uint32_t parent = plan->tree->nodes[target->node].parent;
	int status = check_interconnects(plan, target, parent);

	if (!status && (plan->request->per_device || plan->bus_below[parent] == FDTR_NONE))
		status = make_bus(plan, target, parent);
	if (status)
		return status;
	join_bus(plan, index, plan->bus_below[parent]);
	if (plan->guard == FDTR_GUARD_DMA_MEM)
		number_bus(plan, &plan->buses[target->bus]);
	return FDTR_OK;
}

/*
 * The pool on both sides of a host bridge. A dma-ranges of its own is replaced, so the entry that covers the
 * pool tells what the bridge's parent calls it.
 */
static int host_addresses(struct fdtr_plan *plan, struct fdtr_attachment *target)
{
	const struct fdtr_device *device = &plan->platform->devices[target->device];
	const struct fdtr_node *host = &plan->tree->nodes[target->node];
	uint32_t parent_cells = fdtr_address_cells(plan->tree, target->node);
	uint32_t bytes = 4 * (host->address_cells + parent_cells + host->size_cells);
	struct fdtr_range pool = plan->pools[target->pool].range;
	struct fdtr_property ranges;
	int status = bus_address(plan, target, &target->child_address);

	target->parent_address = target->child_address;
	if (status || device->window_object != target->node ||
		!fdtr_tree_property(plan->tree, target->node, FDTR_P_DMA_RANGES, &ranges))
		return status;
	for (uint32_t i = 0; i < device->window_count; i++) {
		const struct fdtr_window *window = &plan->platform->windows[device->first_window + i];

		if (!fdtr_range_contains(window->range, pool) ||
			!fdtr_cells(
				ranges.data + (size_t)window->index * bytes + 4 * (size_t)host->address_cells,
				parent_cells, &target->parent_address))
			continue;
		target->parent_address += pool.first - window->range.first;
		return FDTR_OK;
	}
	return FDTR_OK;
}

static int guard_host(struct fdtr_plan *plan, struct fdtr_attachment *target)
{
	const struct fdtr_node *host = &plan->tree->nodes[target->node];
	uint32_t parent_cells = fdtr_address_cells(plan->tree, target->node);
	int status = host_addresses(plan, target);

	if (status)
		return status;
	if (host->address_cells != 3 || host->size_cells != 2 || parent_cells > 2 || target->node == 0 ||
		!fdtr_fits_cells(target->parent_address + (plan->pools[target->pool].size - 1), parent_cells))
		return refuse(plan, target,
			"its #address-cells and #size-cells cannot write the pool's dma-ranges");
	return FDTR_OK;
}

static int begin_buses(struct fdtr_plan *plan)
{
	plan->buses = fdtr_arena_take(plan->arena, 2 * (size_t)plan->target_count, sizeof(*plan->buses));
	plan->bus_below = fdtr_arena_take(plan->arena, plan->tree->node_count, sizeof(*plan->bus_below));
	if (!plan->buses || !plan->bus_below)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < plan->tree->node_count; i++)
		plan->bus_below[i] = FDTR_NONE;
	return FDTR_OK;
}

bool fdtr_is_guarded(const struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	return by_dma_ranges(plan) || is_guarded(plan, target);
}

int fdtr_plan_guard(struct fdtr_plan *plan)
{
	int status = begin_buses(plan);

	for (uint32_t i = 0; !status && i < plan->target_count; i++) {
		struct fdtr_attachment *target = &plan->targets[i];

		status = check_target(plan, target);
		target->guarded = !status && by_dma_ranges(plan) && is_guarded(plan, target);
		if (target->guarded && !plan->request->per_device)
			adopt_bus(plan, target);
	}
	for (uint32_t i = 0; !status && by_dma_ranges(plan) && i < plan->target_count; i++) {
		if (!plan->targets[i].guarded)
			status = is_pci(&plan->targets[i]) ? guard_host(plan, &plan->targets[i])
			                                   : find_bus(plan, i);
	}
	return status;
}
