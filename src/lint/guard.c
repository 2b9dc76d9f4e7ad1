// SPDX-License-Identifier: BSD-2-Clause
/*
 * Rules on what a device's dma-ranges let it reach.
 *
 * A guard is a dma-ranges that covers the pool and nothing else: a guest that knows restricted pools works
 * as before, one that does not cannot allocate its queues and fails the probe instead of doing DMA to its
 * RAM. A dma-ranges that merely describes a bus covers RAM too, and is none.
 */
#include "lint/acpi/tables.h"

#include <string.h>

enum reach {
	REACH_UNKNOWN,  /* no place for the pool, or too many windows to tell */
	REACH_ANYTHING, /* nothing limits the device */
	REACH_NOTHING,  /* the pool is out of reach */
	REACH_PART,     /* part of the pool is */
	REACH_MORE,     /* the pool, and ordinary RAM */
	REACH_POOL      /* guarded */
};

/* RAM on one side of the pool that the window reaches, unless that is a restricted pool as well. */
static bool reaches_ram(const struct fdtr_lint *lint, uint64_t first, uint64_t last)
{
	struct fdtr_range piece = {first, last};

	if (fdtr_ranges_contain(&lint->pools, piece))
		return false;
	return !lint->banks.count || fdtr_ranges_touch(&lint->banks, piece);
}

static bool window_reaches_ram(const struct fdtr_lint *lint, struct fdtr_range window, struct fdtr_range pool)
{
	if (!fdtr_range_overlaps(window, pool))
		return reaches_ram(lint, window.first, window.last);
	return (window.first < pool.first && reaches_ram(lint, window.first, pool.first - 1)) ||
	       (window.last > pool.last && reaches_ram(lint, pool.last + 1, window.last));
}

static enum reach reach_of_windows(
	const struct fdtr_lint *lint, const struct fdtr_device *device, struct fdtr_range pool)
{
	struct fdtr_range copy[FDTR_MAX_WINDOWS];
	struct fdtr_ranges joined = {copy, device->window_count};
	bool more = false;

	for (uint32_t i = 0; i < device->window_count; i++) {
		copy[i] = lint->platform->windows[device->first_window + i].range;
		more = more || window_reaches_ram(lint, copy[i], pool);
	}
	fdtr_ranges_join(&joined);
	if (fdtr_ranges_contain(&joined, pool))
		return more ? REACH_MORE : REACH_POOL;
	return fdtr_ranges_touch(&joined, pool) ? REACH_PART : REACH_NOTHING;
}

static enum reach reach_of(const struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, lint->used[index]);

	if (device->windows_cut)
		return REACH_ANYTHING; /* a guard has one entry, not so many */
	if (lint->unsound_pool[lint->used[index]] & FDTR_SOUND_PLACE)
		return REACH_UNKNOWN;
	if (device->window_object == FDTR_NONE || pool->dynamic)
		return REACH_ANYTHING;
	return pool->placed ? reach_of_windows(lint, device, pool->range) : REACH_UNKNOWN;
}

/*
 * A window that lies in the pool, or begins with it in the middle of RAM and is not much larger, was written
 * for it. The other edge tells nothing: a pool is best placed at the end of what a bus reaches.
 */
#define MUCH 4

static bool is_meant_for(const struct fdtr_lint *lint, struct fdtr_range window, struct fdtr_range pool)
{
	struct fdtr_range before = {pool.first - 1, pool.first - 1};

	if (fdtr_range_contains(pool, window))
		return true;
	return window.first == pool.first && pool.first && fdtr_ranges_touch(&lint->banks, before) &&
	       fdtr_range_size(window) / MUCH <= fdtr_range_size(pool);
}

/* Every child of the bus uses a pool: the bus is there for them alone. */
#define MAX_GUARDED 4096

static bool is_dedicated_bus(const struct fdtr_lint *lint, uint32_t bus)
{
	uint32_t child = fdtr_first_child(lint->tree, bus), count = 0;

	if (!fdtr_compatible(lint->tree, bus, "simple-bus"))
		return false;
	for (; child != FDTR_NONE && count < MAX_GUARDED;
		child = fdtr_next_sibling(lint->tree, child), count++) {
		if (!fdtr_has(lint->tree, child, FDTR_P_MEMORY_REGION))
			return false;
	}
	return count || fdtr_has(lint->tree, bus, FDTR_P_INTERCONNECT_CELLS);
}

/* Whether the dma-ranges that limit a device are there for the pool. */
static bool is_guard(const struct fdtr_lint *lint, const struct fdtr_device *device, struct fdtr_range pool)
{
	for (uint32_t i = 0; i < device->window_count; i++) {
		struct fdtr_range window = lint->platform->windows[device->first_window + i].range;

		if (is_meant_for(lint, window, pool))
			return true;
	}
	return lint->tree ? is_dedicated_bus(lint, device->window_object)
	                  : fdtr_is_dedicated_scope(lint, device->object, device->window_object);
}

/* Devices in a row share bus and pool: the same thing is said once. */
struct row {
	uint32_t limiter;
	uint32_t pool;
};

static bool same_row(struct row *row, const struct fdtr_lint *lint, uint32_t device)
{
	struct row now = {fdtr_lint_device(lint, device)->window_object, lint->used[device]};
	bool same = row->limiter == now.limiter && row->pool == now.pool;

	*row = now;
	return same;
}

/* What is told of the device's dma-ranges already needs no judgement. */
static bool is_judged(const struct fdtr_lint *lint, uint32_t device)
{
	return fdtr_is_restricted(lint, device) && !(lint->unsound_device[device] & FDTR_SOUND_REACH);
}

static void report_mismatch(struct fdtr_lint *lint, uint32_t index, enum reach reach)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, lint->used[index]);
	struct fdtr_origin place = fdtr_at(lint, pool->object, FDTR_P_REG);

	fdtr_report_as(lint, lint->rule->severity, fdtr_at(lint, device->window_object, FDTR_P_DMA_RANGES),
		&place, "%s covers %s the pool %#" PRIx64 "..%#" PRIx64 " of %s",
		fdtr_lint_word(lint, FDTR_P_DMA_RANGES),
		reach == REACH_PART ? "only part of" : "more RAM than", pool->range.first, pool->range.last,
		FDTR_LINT_PATH(lint, device->object));
}

static void check_guard_mismatch(struct fdtr_lint *lint, uint32_t index)
{
	struct row row = {FDTR_NONE, FDTR_NONE};

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		enum reach reach;

		if (!is_judged(lint, i) || device->window_object == FDTR_NONE || same_row(&row, lint, i))
			continue;
		reach = reach_of(lint, i);
		if ((reach == REACH_PART || reach == REACH_MORE) &&
			is_guard(lint, device, fdtr_lint_pool(lint, lint->used[i])->range))
			report_mismatch(lint, i, reach);
	}
}

const struct fdtr_rule fdtr_rule_guard_mismatch = {
	.name = "guard-mismatch",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "a guard's dma-ranges, in tables its _DMA, cover the pool exactly",
	.why = "Where they cover less, the device cannot use its own pool; where they cover RAM as well, a guest "
	       "without restricted-pool support does DMA there instead of failing its probe.",
	.happens =
		"linux-6.1, 6.12, 7.2, kernel without restricted pools, guard over all of RAM: unrestricted DMA, silent (booted)\n"
		"linux-6.1, 6.12, 7.2, guard elsewhere: the probe fails with -12, with the option, too (booted)\n"
		"linux-6.1, 6.12, 7.2, guard over half of the pool: I/O stalls once the other half is needed (booted)",
	.fix = "Write the base and size of the pool there, and nothing else.",
	.source =
		"Linux drivers/of/address.c of_dma_get_range(), kernel/dma/direct.c dma_coherent_ok(); booted on 6.1, "
		"6.12 and 7.2",
	.needs = FDTR_SOUND_FRAME,
	.once = true,
	.check = check_guard_mismatch,
};

static bool out_of_reach(const struct fdtr_lint *lint, uint32_t index)
{
	enum reach reach = reach_of(lint, index);

	return reach == REACH_NOTHING ||
	       (reach == REACH_PART && !is_guard(lint, fdtr_lint_device(lint, index),
					       fdtr_lint_pool(lint, lint->used[index])->range));
}

void fdtr_check_pool_out_of_reach(struct fdtr_lint *lint, uint32_t index)
{
	struct row row = {FDTR_NONE, FDTR_NONE};

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		struct fdtr_origin limit;
		const struct fdtr_pool *pool;

		if (!is_judged(lint, i) || device->window_object == FDTR_NONE || same_row(&row, lint, i) ||
			!out_of_reach(lint, i))
			continue;
		pool = fdtr_lint_pool(lint, lint->used[i]);
		limit = fdtr_at(lint, device->window_object, FDTR_P_DMA_RANGES);
		fdtr_report_as(lint, lint->rule->severity, fdtr_at(lint, pool->object, FDTR_P_REG), &limit,
			"%s cannot reach the pool %#" PRIx64 "..%#" PRIx64 " through the %s of %s",
			FDTR_LINT_PATH(lint, device->object), pool->range.first, pool->range.last,
			fdtr_lint_word(lint, FDTR_P_DMA_RANGES), FDTR_LINT_PATH(lint, device->window_object));
	}
}

const struct fdtr_rule fdtr_rule_pool_out_of_dma_reach = {
	.name = "pool-out-of-dma-reach",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX,
	.summary = "a pool lies within the dma-ranges of its devices",
	.why = "The device cannot address its bounce buffers: Linux warns \"swiotlb addr ... overflow\" and every "
	       "mapping fails.",
	.happens =
		"linux-6.1, 6.12, 7.2, nothing of the pool in reach: the probe fails with -12 (booted)\n"
		"linux-6.1, 6.12, 7.2, half of it in reach: \"swiotlb addr ... overflow\" as soon as buffers lie beyond, I/O stalls (booted)",
	.fix = "Place the pool where dma-ranges reach, or correct dma-ranges.",
	.source = "Linux kernel/dma/swiotlb.c swiotlb_map(), drivers/of/address.c of_dma_get_range()",
	.needs = FDTR_SOUND_FRAME,
	.once = true,
	.check = fdtr_check_pool_out_of_reach,
};

static void check_dma_ranges_misaligned(struct fdtr_lint *lint, uint32_t index)
{
	struct row row = {FDTR_NONE, FDTR_NONE};

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		struct fdtr_range pool;

		if (!is_judged(lint, i) || device->window_object == FDTR_NONE ||
			fdtr_is_emulated(lint, device) || same_row(&row, lint, i) ||
			!fdtr_lint_pool(lint, lint->used[i])->placed)
			continue;
		pool = fdtr_lint_pool(lint, lint->used[i])->range;
		for (uint32_t k = 0; k < device->window_count; k++) {
			const struct fdtr_window *window = &lint->platform->windows[device->first_window + k];

			if (fdtr_range_overlaps(window->range, pool) &&
				(window->range.first - window->bus_first) % 4096)
				fdtr_report(lint, fdtr_at(lint, device->window_object, FDTR_P_DMA_RANGES),
					"%s entry %u shifts addresses by %#" PRIx64
					", no multiple of a 4 KiB page",
					fdtr_lint_word(lint, FDTR_P_DMA_RANGES), window->index,
					window->range.first - window->bus_first);
		}
	}
}

const struct fdtr_rule fdtr_rule_dma_ranges_misaligned = {
	.name = "dma-ranges-misaligned",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "dma-ranges, or _DMA, keep a pool's page alignment",
	.why = "Linux aligns bounce buffers by DMA address; with a crooked offset it warns \"non page-aligned swiotlb "
	       "addr\" and refuses coherent allocations.",
	.happens =
		"linux-6.1: hands out pages of the CPU side, whatever the device side (read)\n"
		"linux-6.12, 7.2: \"Cannot allocate pages from non page-aligned swiotlb addr\", the probe fails with -12 (booted)",
	.fix = "Let device address and CPU address differ by whole pages.",
	.source = "Linux kernel/dma/swiotlb.c swiotlb_search_pool_area(), swiotlb_alloc()",
	.needs = FDTR_SOUND_FRAME,
	.once = true,
	.check = check_dma_ranges_misaligned,
};

/* Per pool: its devices that reach ordinary RAM. */
struct tally {
	uint32_t count;
	uint32_t first;     /* of them */
	uint32_t listed;    /* how many of them stand in `nodes` already */
	uint32_t *nodes;    /* them all */
	bool cannot_repair; /* one of them is none that a guard can be given to here */
};

/*
 * What a VMM makes. The driver of a real host bridge may set up hardware by its dma-ranges, and whether a real device
 * may be kept to the pool through interconnects, its driver decides.
 */
static bool can_guard(const struct fdtr_lint *lint, const struct fdtr_device *device)
{
	if (device->behind_iommu ||
		!fdtr_lint_pool(lint, lint->used[device - lint->platform->devices])->placed || !lint->tree)
		return false;
	return fdtr_is_emulated(lint, device) &&
	       (device->kind != FDTR_DEVICE_PCI_HOST ||
		       !fdtr_has(lint->tree, device->object, FDTR_P_DMA_RANGES));
}

/* On x86 no Linux looks at _DMA: acpi_arch_dma_setup() is empty there. */
static bool ignores_limits(const struct fdtr_lint *lint)
{
	return lint->platform->processor == FDTR_PROCESSOR_X86;
}

static void count_unguarded(const struct fdtr_lint *lint, struct tally *tallies, unsigned char *unguarded)
{
	struct row row = {FDTR_NONE, FDTR_NONE};
	enum reach reach = REACH_UNKNOWN;
	bool guard = false;

	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		struct tally *tally;

		if (!is_judged(lint, i) || device->kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED)
			continue;
		if (!same_row(&row, lint, i)) {
			reach = ignores_limits(lint) ? REACH_ANYTHING : reach_of(lint, i);
			guard = reach == REACH_MORE &&
			        is_guard(lint, device, fdtr_lint_pool(lint, lint->used[i])->range);
		}
		tally = &tallies[lint->used[i]];
		unguarded[i] = reach == REACH_ANYTHING || (reach == REACH_MORE && !guard);
		if (unguarded[i] && !tally->count++)
			tally->first = i;
		tally->cannot_repair = tally->cannot_repair || (unguarded[i] && !can_guard(lint, device));
	}
}

static void list_unguarded(
	const struct fdtr_lint *lint, struct tally *tallies, const unsigned char *unguarded, uint32_t *nodes)
{
	for (uint32_t i = 0; i < lint->platform->pool_count; i++) {
		tallies[i].nodes = nodes;
		nodes += tallies[i].count;
	}
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		if (unguarded[i]) {
			struct tally *tally = &tallies[lint->used[i]];

			tally->nodes[tally->listed++] = fdtr_lint_device(lint, i)->object;
		}
	}
}

/* One tally a pool; NULL when the arena is full. */
static const struct tally *tally_unguarded(struct fdtr_lint *lint)
{
	uint32_t pools = lint->platform->pool_count, devices = lint->platform->device_count;
	struct tally *tallies = fdtr_arena_take_high(lint->arena, pools, sizeof(*tallies));
	unsigned char *unguarded = fdtr_arena_take_high(lint->arena, devices, 1);
	uint32_t *nodes = fdtr_arena_take_high(lint->arena, devices, sizeof(*nodes));

	if (!tallies || !unguarded || !nodes) {
		lint->status = fdtr_error_arena(lint->error);
		return NULL;
	}
	memset(tallies, 0, pools * sizeof(*tallies));
	memset(unguarded, 0, devices);
	count_unguarded(lint, tallies, unguarded);
	list_unguarded(lint, tallies, unguarded, nodes);
	return tallies;
}

void fdtr_check_pool_unguarded(struct fdtr_lint *lint, uint32_t index)
{
	const struct tally *tallies = tally_unguarded(lint);

	(void)index;
	for (uint32_t i = 0; tallies && i < lint->platform->pool_count; i++) {
		const struct tally *tally = &tallies[i];
		struct fdtr_origin device;

		if (!tally->count)
			continue;
		device = fdtr_at_node(lint, fdtr_lint_device(lint, tally->first)->object);
		fdtr_report_as(lint, lint->rule->severity,
			fdtr_at_node(lint, fdtr_lint_pool(lint, i)->object), &device,
			"no guard: %s let %s%s reach ordinary RAM", lint->tree ? "dma-ranges" : "the tables",
			FDTR_LINT_PATH(lint, device.object), tally->count > 1 ? " and other devices" : "");
		if (!tally->cannot_repair)
			fdtr_repair_guard(lint, fdtr_lint_pool(lint, i), tally->nodes, tally->count);
	}
}

const struct fdtr_rule fdtr_rule_pool_unguarded = {
	.name = "pool-unguarded",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX,
	.summary = "the bus of a pool's devices carries dma-ranges that cover the pool and nothing else",
	.why = "A guest without CONFIG_DMA_RESTRICTED_POOL, such as Debian's stock arm64 kernels, ignores the pool and "
	       "does DMA to its RAM, silently. With the guard it fails the probe (-12) instead.",
	.happens =
		"linux-6.1, 6.12, 7.2, kernel without restricted pools, unguarded: unrestricted DMA, silent (booted)\n"
		"linux-6.1, 6.12, 7.2, kernel without restricted pools, guarded: \"probe ... failed with error -12\" (booted)\n"
		"linux-6.1, 6.12, 7.2, kernel with them: restricted either way (booted)",
	.fix = "Let `fdtrestrict generate` move the devices under a guarded bus, or give the PCI host bridge the "
	       "dma-ranges; a dynamic pool has no address to guard.",
	.source =
		"Linux drivers/of/address.c of_dma_get_range(), kernel/dma/direct.c; booted on 6.1, 6.12 and 7.2, "
		"with and without CONFIG_DMA_RESTRICTED_POOL",
	.needs = FDTR_SOUND_FRAME,
	.check = fdtr_check_pool_unguarded,
};
