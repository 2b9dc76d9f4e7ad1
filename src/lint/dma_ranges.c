// SPDX-License-Identifier: BSD-2-Clause
/*
 * Rules on dma-ranges that are written and not in force. A guard is one of them: a guest without restricted
 * pools then does DMA to its RAM, and nothing says so.
 */
#include "lint/lint.h"

/* Whether a rule looks at this device: it is there, uses a pool, and no rule has told of its dma-ranges. */
static bool is_open(const struct fdtr_lint *lint, uint32_t device)
{
	return fdtr_is_restricted(lint, device) && !(lint->unsound_device[device] & FDTR_SOUND_REACH);
}

/* Devices share buses: what is wrong with one is said for the first of them, and known of all. */
static bool tell_once(struct fdtr_lint *lint, uint32_t device, uint32_t node, uint32_t *last)
{
	bool first = *last != node;

	lint->unsound_device[device] |= (unsigned char)lint->rule->spoils;
	*last = node;
	return first;
}

static void check_dma_ranges_misplaced(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t last = FDTR_NONE;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		struct fdtr_property ranges;

		if (!is_open(lint, i))
			continue;
		if (device->window_object == 0 && tell_once(lint, i, 0, &last))
			fdtr_report(lint, fdtr_at(lint, 0, FDTR_P_DMA_RANGES),
				"dma-ranges of the root limits no device: there is no bus above to translate to");
		else if (device->window_object == FDTR_NONE && fdtr_is_virtio_mmio(device) &&
			 fdtr_tree_property(lint->tree, device->object, FDTR_P_DMA_RANGES, &ranges) &&
			 ranges.length && tell_once(lint, i, device->object, &last))
			fdtr_report_to(lint, lint->rule->targets & ~FDTR_FOR_LINUX_5_15, lint->rule->severity,
				fdtr_at(lint, device->object, FDTR_P_DMA_RANGES), NULL,
				"dma-ranges stands on the device; kernels read that of its bus");
	}
}

const struct fdtr_rule fdtr_rule_dma_ranges_misplaced = {
	.name = "dma-ranges-misplaced",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "the dma-ranges of a restricted device stand on a bus above it, below the root",
	.why = "Linux looks for dma-ranges from the device's parent upwards and translates them to the root: those of "
	       "the device itself it never reads, those of the root it cannot translate. The guard guards nothing, "
	       "yet all of it still lowers the limit of the kernel's DMA zone.",
	.happens =
		"linux-6.1, 6.12, 7.2, kernel without restricted pools: unrestricted DMA, silent (booted)\n"
		"linux-6.1, 6.12, 7.2, on the root: the pool is used, unguarded (booted)\n"
		"linux-5.15, on the device: takes them for a bus's, so that they guard (read)",
	.fix = "Put the device under a simple-bus of its own that carries the dma-ranges.",
	.source = "Linux drivers/of/device.c of_dma_configure_id(), drivers/of/address.c of_dma_get_range(), "
		  "__of_translate_address(); booted on 6.1, 6.12 and 7.2",
	.spoils = FDTR_SOUND_REACH,
	.check = check_dma_ranges_misplaced,
};

static uint32_t entry_bytes(const struct fdtr_tree *tree, uint32_t bus)
{
	const struct fdtr_node *node = &tree->nodes[bus];

	return 4 *
	       (node->address_cells + (uint32_t)tree->nodes[node->parent].address_cells + node->size_cells);
}

/* An entry of size zero is one: it allows nothing, and that rules. */
static bool has_empty_entry(
	const struct fdtr_tree *tree, uint32_t bus, const struct fdtr_property *ranges, uint32_t bytes)
{
	uint32_t size_bytes = 4 * (uint32_t)tree->nodes[bus].size_cells;
	uint64_t size;

	for (uint32_t at = bytes, i = 0; at <= ranges->length && i < FDTR_MAX_WINDOWS; at += bytes, i++) {
		if (fdtr_cells(ranges->data + at - size_bytes, tree->nodes[bus].size_cells, &size) && !size)
			return true;
	}
	return false;
}

static void judge_entries(struct fdtr_lint *lint, uint32_t index, uint32_t *last, uint32_t *trailing)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	uint32_t bus = device->window_object, bytes = entry_bytes(lint->tree, bus);
	struct fdtr_origin place = fdtr_at(lint, bus, FDTR_P_DMA_RANGES);
	struct fdtr_property ranges;

	(void)fdtr_tree_property(lint->tree, bus, FDTR_P_DMA_RANGES, &ranges);
	if (ranges.length < bytes) {
		if (tell_once(lint, index, bus, last))
			fdtr_report(lint, place,
				"dma-ranges has %u bytes, less than the %u of one entry: nothing is limited",
				ranges.length, bytes);
	} else if (bytes && !device->window_count && !has_empty_entry(lint->tree, bus, &ranges, bytes)) {
		if (tell_once(lint, index, bus, last))
			fdtr_report(lint, place,
				"no entry of dma-ranges translates to CPU addresses: nothing is limited");
	} else if (bytes && ranges.length % bytes && *trailing != bus) {
		*trailing = bus;
		fdtr_report_as(lint, FDTR_WARNING, place, NULL,
			"the last %u bytes of dma-ranges are no whole entry and are ignored",
			ranges.length % bytes);
	}
}

static void check_dma_ranges_malformed(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t last = FDTR_NONE, trailing = FDTR_NONE;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		uint32_t bus = fdtr_lint_device(lint, i)->window_object;

		if (is_open(lint, i) && bus != FDTR_NONE && bus != 0)
			judge_entries(lint, i, &last, &trailing);
	}
}

const struct fdtr_rule fdtr_rule_dma_ranges_malformed = {
	.name = "dma-ranges-malformed",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "dma-ranges above a restricted device hold whole entries that translate",
	.why = "An entry is (device address, parent address, size) in the bus's #address-cells, its parent's and the "
	       "bus's #size-cells. Where Linux finds no such entry it carries on as if there were no dma-ranges: the "
	       "guard guards nothing.",
	.happens = "linux-6.1, 6.12, 7.2, kernel without restricted pools: unrestricted DMA, silent (booted)",
	.fix = "Write each entry in the cells that the bus and its parent declare.",
	.source =
		"Linux drivers/of/address.c of_dma_get_range(), which returns -EINVAL, and drivers/of/device.c "
		"of_dma_configure_id(), which goes on; booted on 6.12",
	.spoils = FDTR_SOUND_REACH,
	.check = check_dma_ranges_malformed,
};

/* How far a chain of DMA parents is followed. */
#define MAX_DMA_PARENTS 64

/* The bus whose dma-ranges would rule, did not the bus *gap between lack the property. */
static uint32_t find_beyond_gap(const struct fdtr_tree *tree, uint32_t bus, uint32_t *gap)
{
	struct fdtr_property ranges;

	*gap = FDTR_NONE;
	for (unsigned int steps = 0; bus != FDTR_NONE && bus != 0 && steps < MAX_DMA_PARENTS; steps++) {
		bool found = fdtr_tree_property(tree, bus, FDTR_P_DMA_RANGES, &ranges);

		if (ranges.length)
			return *gap == FDTR_NONE ? FDTR_NONE : bus;
		if (steps && !found && *gap == FDTR_NONE)
			*gap = bus;
		bus = fdtr_dma_parent(tree, bus);
	}
	return FDTR_NONE;
}

static void report_gap(struct fdtr_lint *lint, uint32_t targets, const struct fdtr_device *device,
	uint32_t gap, uint32_t above)
{
	struct fdtr_origin place = fdtr_at(lint, above, FDTR_P_DMA_RANGES);

	fdtr_report_to(lint, targets, lint->rule->severity, fdtr_at_node(lint, gap), &place,
		"without dma-ranges here, those of %s do not reach %s", FDTR_LINT_PATH(lint, above),
		FDTR_LINT_PATH(lint, device->object));
}

/* Linux 5.15 begins at the device itself, so that its bus counts as one between. */
static bool has_gap_at_bus(const struct fdtr_lint *lint, const struct fdtr_device *device)
{
	return device->kind != FDTR_DEVICE_PCI && device->kind != FDTR_DEVICE_PCI_HOST &&
	       device->window_object != 0 && device->window_object != device->bus &&
	       !fdtr_has(lint->tree, device->bus, FDTR_P_DMA_RANGES);
}

/* Those of many boards describe what the bus reaches, which is all there is: not to apply them changes nothing. */
static bool covers_memory(const struct fdtr_lint *lint, uint32_t bus)
{
	const struct fdtr_tree *tree = lint->tree;
	uint32_t parent = tree->nodes[bus].parent, bytes = entry_bytes(tree, bus);
	const struct fdtr_ranges *banks = &lint->banks;
	struct fdtr_bus_address first;
	struct fdtr_property ranges;
	struct fdtr_range range;
	uint64_t size;

	(void)fdtr_tree_property(tree, bus, FDTR_P_DMA_RANGES, &ranges);
	for (uint32_t at = 0, i = 0;
		banks->count && bytes && at + bytes <= ranges.length && i < FDTR_MAX_WINDOWS;
		at += bytes, i++) {
		const unsigned char *above = ranges.data + at + 4 * (size_t)tree->nodes[bus].address_cells;

		if (fdtr_bus_address(tree, parent, above, &first) &&
			fdtr_cells(above + 4 * (size_t)tree->nodes[parent].address_cells,
				tree->nodes[bus].size_cells, &size) &&
			fdtr_range_make(first.value, size, &range) && range.first <= banks->items[0].first &&
			range.last >= banks->items[banks->count - 1].last)
			return true;
	}
	return false;
}

static void check_dma_ranges_gap(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t last = FDTR_NONE, last_bus = FDTR_NONE;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		uint32_t gap, above;

		if (!is_open(lint, i))
			continue;
		if (device->window_object == FDTR_NONE) {
			above = find_beyond_gap(lint->tree, device->bus, &gap);
			if (above != FDTR_NONE && !covers_memory(lint, above) &&
				tell_once(lint, i, gap, &last))
				report_gap(lint, lint->rule->targets, device, gap, above);
		} else if (device->bus != last_bus && has_gap_at_bus(lint, device) &&
			   !covers_memory(lint, device->window_object)) {
			last_bus = device->bus;
			report_gap(lint, FDTR_FOR_LINUX_5_15, device, last_bus, device->window_object);
		}
	}
}

const struct fdtr_rule fdtr_rule_dma_ranges_gap = {
	.name = "dma-ranges-gap",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "every bus between a restricted device and the dma-ranges meant for it says dma-ranges",
	.why = "On its way up from the device's bus Linux stops at the first one without the property, so what stands "
	       "above limits nothing and translates nothing. Only the device's own bus may lack it.",
	.happens =
		"linux-6.1, 6.12, 7.2, kernel without restricted pools: unrestricted DMA, silent (booted)\n"
		"linux-5.15: the device's own bus may not lack it either (read)",
	.fix = "Add the empty property `dma-ranges;` to the bus between.",
	.source =
		"Linux drivers/of/address.c of_dma_get_range(); Devicetree Specification v0.4 section 2.3.9 "
		"dma-ranges; booted on 6.12",
	.spoils = FDTR_SOUND_REACH,
	.check = check_dma_ranges_gap,
};

/* The window through which the device sees the pool at another address than the CPU does, or NULL. */
static const struct fdtr_window *find_shifted(
	const struct fdtr_lint *lint, const struct fdtr_device *device, const struct fdtr_pool *pool)
{
	for (uint32_t i = 0; pool->placed && i < device->window_count; i++) {
		const struct fdtr_window *window = &lint->platform->windows[device->first_window + i];

		if (window->bus_first != window->range.first &&
			fdtr_range_overlaps(window->range, pool->range))
			return window;
	}
	return NULL;
}

static void check_dma_ranges_shifted(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t last = FDTR_NONE;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		const struct fdtr_window *window;

		if (!is_open(lint, i) || device->window_object == last || !fdtr_is_emulated(lint, device))
			continue;
		window = find_shifted(lint, device, fdtr_lint_pool(lint, lint->used[i]));
		if (!window)
			continue;
		last = device->window_object;
		fdtr_report(lint, fdtr_at(lint, last, FDTR_P_DMA_RANGES),
			"%s is told to find %#" PRIx64 " at %#" PRIx64
			", but an emulated device knows no other addresses than the guest's",
			FDTR_LINT_PATH(lint, device->object), window->range.first, window->bus_first);
	}
}

const struct fdtr_rule fdtr_rule_dma_ranges_shifted = {
	.name = "dma-ranges-shifted",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "dma-ranges above an emulated device, or its _DMA, map one to one",
	.why = "Linux hands the device the translated addresses, and a VMM takes them for guest-physical ones: the "
	       "virtqueue is looked for where it is not, and the guest waits for its first request for ever.",
	.happens =
		"linux-6.1, 6.12, 7.2, QEMU, pool 0x50000000 shown at 0x80000000: the disk never answers (booted)",
	.fix = "Write the same address twice: dma-ranges = <POOL POOL SIZE>; in _DMA a translation offset of 0.",
	.source = "Linux kernel/dma/direct.h phys_to_dma_direct(); booted on 6.12",
	.needs = FDTR_SOUND_FRAME,
	.check = check_dma_ranges_shifted,
};

/* What Linux reserves for bounce buffers of its own: include/linux/swiotlb.h IO_TLB_DEFAULT_SIZE. */
#define ZONE_WANTED (UINT64_C(64) << 20)

static uint64_t memory_within(const struct fdtr_lint *lint, uint64_t first, uint64_t last)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < lint->banks.count; i++) {
		struct fdtr_range shared;

		if (fdtr_range_intersect(lint->banks.items[i], (struct fdtr_range){first, last}, &shared))
			sum += fdtr_range_size(shared);
	}
	for (uint32_t i = 0; i < lint->pools.count; i++) {
		struct fdtr_range shared;

		if (fdtr_range_intersect(lint->pools.items[i], (struct fdtr_range){first, last}, &shared))
			sum -= sum < fdtr_range_size(shared) ? sum : fdtr_range_size(shared);
	}
	return sum;
}

/* The device whose pool is memory and whose guard ends lowest, and where; FDTR_NONE when there is none. */
static uint32_t find_lowest(const struct fdtr_lint *lint, uint64_t *limit)
{
	uint32_t found = FDTR_NONE, last = FDTR_NONE;

	*limit = UINT64_MAX;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		uint64_t end = 0;

		if (!is_open(lint, i) || !device->window_count || device->window_object == last ||
			!fdtr_ranges_contain(&lint->banks, fdtr_lint_pool(lint, lint->used[i])->range))
			continue;
		last = device->window_object;
		for (uint32_t k = 0; k < device->window_count; k++) {
			struct fdtr_range range = lint->platform->windows[device->first_window + k].range;

			end = range.last > end ? range.last : end;
		}
		found = end < *limit ? i : found;
		*limit = end < *limit ? end : *limit;
	}
	return found;
}

static void check_guard_lowers_dma_zone(struct fdtr_lint *lint, uint32_t index)
{
	uint64_t limit, below;
	uint32_t device = find_lowest(lint, &limit);

	(void)index;
	if (device == FDTR_NONE || limit == UINT64_MAX || lint->platform->processor == FDTR_PROCESSOR_ARM32 ||
		lint->platform->processor == FDTR_PROCESSOR_RISCV)
		return;
	below = memory_within(lint, 0, limit);
	if (below < ZONE_WANTED && memory_within(lint, limit + 1, UINT64_MAX) >= ZONE_WANTED)
		fdtr_report(lint,
			fdtr_at(lint, fdtr_lint_device(lint, device)->window_object, FDTR_P_DMA_RANGES),
			"dma-ranges end at %#" PRIx64 " and leave %s to the kernel's DMA zone", limit,
			FDTR_LINT_SIZE(below));
}

const struct fdtr_rule fdtr_rule_guard_lowers_dma_zone = {
	.name = "guard-lowers-dma-zone",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX & ~(FDTR_FOR_LINUX_5_15 | FDTR_FOR_LINUX_6_1),
	.summary = "a guarded pool lies high enough to leave memory below it",
	.why = "On arm64 Linux ends its DMA zone where the lowest dma-ranges in the tree end, whichever bus they are "
	       "of. With a guard low in RAM the default bounce buffer, CMA and every allocation for devices with a "
	       "limit must fit below it. Up to 6.1 the zone ends at the next power of two, which is harmless.",
	.happens = "linux-6.12, 7.2, guard ending at 0x427fffff of RAM from 0x40000000: \"Failed to allocate "
		   "67108864 bytes tlb structure\" (booted)\n"
		   "linux-5.15, 6.1: the zone ends at the next power of two (read)",
	.fix = "Place the pool near the end of RAM, as fdtrestrict generate does.",
	.source = "Linux drivers/of/address.c of_dma_get_max_cpu_address(), arch/arm64/mm/init.c "
		  "zone_sizes_init(); booted on 6.1, 6.12 and 7.2",
	.needs = FDTR_SOUND_FRAME,
	.check = check_guard_lowers_dma_zone,
};
