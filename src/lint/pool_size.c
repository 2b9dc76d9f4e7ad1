// SPDX-License-Identifier: BSD-2-Clause
/* Rules on a pool's size and alignment. */
#include "lint/lint.h"

#include <fdtrestrict/placement.h>

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)

#define SLOT (2 * KIB)     /* Linux include/linux/swiotlb.h IO_TLB_SHIFT */
#define PAGE (4 * KIB)     /* the smallest guest page */
#define GRANULE (64 * KIB) /* the largest host or guest page in use */

static enum fdtr_property_id size_property(const struct fdtr_pool *pool)
{
	return pool->dynamic ? FDTR_P_SIZE : FDTR_P_REG;
}

static void check_pool_alignment_missing(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if (!pool->dynamic || pool->alignment)
		return;
	fdtr_report_as(lint, FDTR_WARNING, fdtr_at(lint, pool->object, FDTR_P_ALIGNMENT), NULL,
		"a pool that the kernel places has no alignment");
	if (!fdtr_has(lint->tree, pool->object, FDTR_P_ALIGNMENT))
		fdtr_repair_add_number(lint, pool->object, FDTR_P_ALIGNMENT, GRANULE,
			fdtr_address_cells(lint->tree, pool->object));
}

const struct fdtr_rule fdtr_rule_pool_alignment_missing = {
	.name = "pool-alignment-missing",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX | FDTR_FOR_PVMFW,
	.alone = true,
	.summary = "a dynamic pool says its alignment",
	.why = "Linux then aligns to a cache line, not to a page; Android's pvmfw refuses to boot.",
	.happens =
		"linux-6.1, 6.12, 7.2: the pool is placed by cache lines (read); at the top of free memory that was a page, and it worked (booted)\n"
		"pvmfw: refuses to boot (read)",
	.fix = "Add alignment = <0x0 0x10000>, in the root's #address-cells cells: 64 KiB suits every page size.",
	.source = "Linux drivers/of/of_reserved_mem.c __reserved_mem_alloc_size(); pvmfw fdt.rs SwiotlbInfo",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_alignment_missing,
	.check_pvmfw = fdtr_pvmfw_alignment_missing,
};

static void check_pool_alignment_power_of_two(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if (pool->dynamic && (pool->alignment & (pool->alignment - 1)))
		fdtr_report(lint, fdtr_at(lint, pool->object, FDTR_P_ALIGNMENT),
			"alignment %#" PRIx64 " is no power of two", pool->alignment);
}

const struct fdtr_rule fdtr_rule_pool_alignment_power_of_two = {
	.name = "pool-alignment-power-of-two",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "alignment is a power of two",
	.why = "The allocator rounds with a mask: the place it finds is aligned to something else.",
	.fix = "Write a power of two, such as 0x10000.",
	.source = "Linux mm/memblock.c memblock_find_in_range_node(), which uses round_down()",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_alignment_power_of_two,
};

static void check_pool_size_slot(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if (pool->size % SLOT == 0)
		return;
	fdtr_report(lint, fdtr_at(lint, pool->object, size_property(pool)),
		"size %#" PRIx64 " is no multiple of a 2 KiB slot; %" PRIu64 " bytes are lost", pool->size,
		pool->size % SLOT);
	fdtr_repair_round_up(lint, pool, SLOT);
}

const struct fdtr_rule fdtr_rule_pool_size_slot = {
	.name = "pool-size-slot",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_POOL,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a pool's size is a multiple of a 2 KiB SWIOTLB slot",
	.why = "Linux divides the pool into 2 KiB slots and drops the remainder.",
	.fix = "Round the size to a multiple of 64 KiB, which every guest can use whole.",
	.source =
		"Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init(), include/linux/swiotlb.h IO_TLB_SHIFT",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_size_slot,
};

static const char *granule_name(uint64_t granule)
{
	return granule == PAGE ? "a 4 KiB page" : "64 KiB";
}

/* Base or size, then a dynamic pool's alignment: two properties, so two findings. */
static void check_multiple(
	struct fdtr_lint *lint, const struct fdtr_pool *pool, uint64_t granule, enum fdtr_severity severity)
{
	bool base = pool->placed && pool->range.first % granule, size = pool->size % granule;

	if (!base && !size)
		return;
	/* UEFI knows nothing of a pool that the kernel places. */
	fdtr_report_to(lint, lint->rule->targets & ~(pool->dynamic ? FDTR_FOR_UEFI : 0), severity,
		fdtr_at(lint, pool->object, size_property(pool)), NULL, "the pool's %s is no multiple of %s",
		base ? "base" : "size", granule_name(granule));
	if (!base)
		fdtr_repair_round_up(lint, pool, granule);
}

static void check_alignment(
	struct fdtr_lint *lint, const struct fdtr_pool *pool, uint64_t granule, enum fdtr_severity severity)
{
	if (pool->dynamic && pool->alignment % granule)
		fdtr_report_to(lint, lint->rule->targets & ~FDTR_FOR_UEFI, severity,
			fdtr_at(lint, pool->object, FDTR_P_ALIGNMENT), NULL,
			"the pool's alignment is no multiple of %s", granule_name(granule));
}

static void check_pool_page_alignment(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	check_multiple(lint, pool, PAGE, FDTR_ERROR);
	check_alignment(lint, pool, PAGE, FDTR_WARNING);
}

const struct fdtr_rule fdtr_rule_pool_page_alignment = {
	.name = "pool-page-alignment",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX | FDTR_FOR_PVMFW | FDTR_FOR_UEFI,
	.alone = true,
	.summary = "a pool begins and ends on a page",
	.why = "Depending on the kernel the virtqueue steps outside the pool, the kernel crashes, or I/O stalls; "
	       "Android's pvmfw refuses to boot, and a UEFI memory map cannot say it.",
	.happens = "linux-6.1, base off a page: the queue begins before the pool (booted)\n"
		   "linux-6.1, size off a page: init is killed as it reads the disk, panic (booted)\n"
		   "linux-6.12, either: works (booted)\n"
		   "linux-7.2, base off a page: \"swiotlb buffer is full\" for 256 KiB, I/O stalls (booted)\n"
		   "linux-7.2, size off a page: works (booted)\n"
		   "pvmfw: refuses to boot (read)",
	.fix = "Align base and size to 4 KiB at the least, to 64 KiB to suit every guest and host.",
	.source =
		"Linux kernel/dma/swiotlb.c swiotlb_alloc(); pvmfw fdt.rs validate_swiotlb_info(); booted on 6.1, "
		"6.12 and 7.2",
	.needs = FDTR_SOUND_POOL,
	.spoils = FDTR_SOUND_PAGE,
	.check = check_pool_page_alignment,
	.check_pvmfw = fdtr_pvmfw_page_alignment,
};

static void check_pool_granule_alignment(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	enum fdtr_severity severity = fdtr_severity_for(lint, FDTR_FOR_COCO, FDTR_ERROR, FDTR_WARNING);

	check_multiple(lint, pool, GRANULE, severity);
	check_alignment(lint, pool, GRANULE, severity);
}

const struct fdtr_rule fdtr_rule_pool_granule_alignment = {
	.name = "pool-granule-alignment",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a pool is aligned to 64 KiB",
	.why = "A guest with 16 or 64 KiB pages, or a confidential guest on such a host, cannot share the pool's edges: "
	       "4 KiB is aligned only where every page involved is 4 KiB.",
	.happens =
		"coco, crosvm: insists on 64 KiB for the pools that it writes (read)\n"
		"coco, Linux with the series of April 2026: set_memory_decrypted() fails off the host's granule (read)",
	.fix = "Align base and size (or alignment) to 64 KiB.",
	.source =
		"crosvm aarch64/src/fdt.rs, which insists on 64 KiB; \"swiotlb: dma: its: Enforce host page-size "
		"alignment for shared buffers\", linux-coco, April 2026",
	.needs = FDTR_SOUND_POOL | FDTR_SOUND_PAGE,
	.check = check_pool_granule_alignment,
};

/* What one virtio-blk of default queues was seen to work with on every kernel. */
#define WORKS (8 * MIB)

/* The largest pool that stalls on one of the kernels asked for: what was measured with one virtio-blk. */
static uint64_t stalls_at(const struct fdtr_lint *lint)
{
	uint64_t size = 0;

	for (unsigned int i = 0; i < FDTR_TARGET_COUNT; i++) {
		uint64_t other = fdtr_target_info((enum fdtr_target)i)->stalls_at;

		if (lint->targets & lint->rule->targets & FDTR_FOR(i) && other > size)
			size = other;
	}
	return size;
}

static void check_pool_too_small(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	bool stalls = pool->size <= stalls_at(lint) && lint->virtio_users[index];

	if (pool->size >= WORKS)
		return;
	fdtr_report_as(lint, stalls ? FDTR_ERROR : FDTR_WARNING,
		fdtr_at(lint, pool->object, size_property(pool)), NULL,
		"the pool has %s; one virtio disk was seen to %s", FDTR_LINT_SIZE(pool->size),
		stalls ? "stall with that" : "need up to 8 MiB");
}

const struct fdtr_rule fdtr_rule_pool_too_small = {
	.name = "pool-too-small",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a pool holds the largest mapping and the queues of its devices",
	.why = "Linux prints \"swiotlb buffer is full\" and the request waits for ever. The largest request of a "
	       "virtio-blk of default queues has 1280 KiB on 6.12, 4 MiB on 7.2; a pool never grows. Below one 2 KiB "
	       "slot the device is refused. `fdtrestrict explain pool-size` tells what makes up the need.",
	.happens = "linux-6.1, one disk: stalls at 1 MiB, works at 2 MiB (booted)\n"
		   "linux-6.12, one disk: stalls at 1280 KiB, works at 1536 KiB (booted)\n"
		   "linux-7.2, one disk: stalls at 4352 KiB, works at 4608 KiB (booted)\n"
		   "linux-6.1, 6.12, 7.2, less than 2 KiB: the probe fails with -12 (booted)",
	.fix = "Give the pool 8 MiB a device or more, or what --size auto of generate finds; VMMs use 64 MiB.",
	.source =
		"Linux kernel/dma/swiotlb.c swiotlb_tbl_map_single(), IO_TLB_SEGSIZE; booted on 6.12 and 7.2",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_too_small,
};

/*
 * Linux keeps an entry a slot in one piece of kmalloc()'s memory, of which the largest is 4 MiB with 4 KiB pages: 24
 * bytes an entry, on 32-bit Arm 12 at the least.
 */
#define LARGEST_PIECE (4 * MIB)

static uint64_t largest_pool(const struct fdtr_lint *lint)
{
	uint64_t entry = lint->platform->processor == FDTR_PROCESSOR_ARM32 ? 12 : 24;

	return LARGEST_PIECE / entry * SLOT;
}

static void check_pool_too_large(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if ((pool->placed || pool->dynamic) && pool->size > largest_pool(lint) + SLOT - 1)
		fdtr_report(lint, fdtr_at(lint, pool->object, size_property(pool)),
			"the pool has %s, but Linux with 4 KiB pages can keep account of %" PRIu64
			" MiB at most",
			FDTR_LINT_SIZE(pool->size), largest_pool(lint) / MIB);
}

const struct fdtr_rule fdtr_rule_pool_too_large = {
	.name = "pool-too-large",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a pool is no larger than the table of its slots can be",
	.why = "Linux allocates the table of a pool's slots in one piece. Above 341 MiB that is more than kmalloc() "
	       "gives on kernels with 4 KiB pages: the pool is not set up, the probe goes on, and the device does "
	       "unrestricted DMA. With 16 KiB pages the limit is 2.6 GiB, with 64 KiB pages 42 GiB.",
	.happens =
		"linux-6.1, 6.12, 7.2, 384 MiB: a warning of the page allocator, \"failed to initialise\", "
		"unrestricted DMA (booted)\n"
		"linux-6.1, 6.12, 7.2, 336 MiB: restricted (booted)\n"
		"linux-5.15, 7.1: the same limit (read)",
	.fix = "Use 256 MiB or less, or several pools, a device each.",
	.source =
		"Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init(), struct io_tlb_slot, include/linux/slab.h "
		"KMALLOC_MAX_SIZE; booted on 6.1, 6.12 and 7.2",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_too_large,
};

static void check_pool_small_for_devices(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	uint32_t users = lint->users[index];

	if (users > 1 && pool->size >= WORKS && pool->size / users < MIB)
		fdtr_report(lint, fdtr_at(lint, pool->object, size_property(pool)),
			"%u devices share %s, less than 1 MiB each", users, FDTR_LINT_SIZE(pool->size));
}

const struct fdtr_rule fdtr_rule_pool_small_for_devices = {
	.name = "pool-small-for-devices",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_POOL,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "a shared pool leaves 1 MiB to each of its devices",
	.why = "1 MiB is the least that Linux gives its own bounce buffer; under load one device then waits for "
	       "another.",
	.fix = "Enlarge the pool, or give each device its own.",
	.source = "Linux kernel/dma/swiotlb.c IO_TLB_MIN_SLABS",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_small_for_devices,
};

static bool alloc_ranges_malformed(const struct fdtr_lint *lint, const struct fdtr_property *list)
{
	uint32_t bytes = 4 * ((uint32_t)lint->tree->nodes[0].address_cells + lint->tree->nodes[0].size_cells);

	return !list->length || !bytes || list->length % bytes;
}

/* What the options name, and the first page, which memblock never gives out. */
static struct fdtr_region *taken_for_alloc(struct fdtr_lint *lint, uint32_t *count)
{
	const struct fdtr_lint_options *options = lint->options;
	struct fdtr_region *taken =
		fdtr_arena_take_high(lint->arena, (size_t)options->taken_count + 1, sizeof(*taken));

	if (!taken)
		return NULL;
	for (uint32_t i = 0; i < options->taken_count; i++)
		taken[i] = options->taken[i];
	taken[options->taken_count] =
		(struct fdtr_region){.range = {0, PAGE - 1}, .kind = FDTR_REGION_RESERVED};
	*count = options->taken_count + 1;
	return taken;
}

/* Linux takes no more dynamic regions than this, and each costs a search of the memory map. */
#define MAX_PLACEMENTS 64

static bool fits_somewhere(struct fdtr_lint *lint, const struct fdtr_pool *pool)
{
	struct fdtr_wish wish = {.size = pool->size,
		.alignment = pool->alignment & (pool->alignment - 1) ? 0 : pool->alignment,
		.within = lint->platform->allowed + pool->first_allowed,
		.within_count = pool->allowed_count};
	struct fdtr_range range;
	int status = FDTR_ERR_NOSPACE;

	if (lint->placements == MAX_PLACEMENTS)
		return true;
	lint->placements++;
	wish.taken = taken_for_alloc(lint, &wish.taken_count);
	if (wish.taken)
		status = fdtr_place(lint->platform, &wish, lint->arena, &range, NULL);
	if (status == FDTR_ERR_NOSPACE)
		lint->status = fdtr_error_arena(lint->error);
	return status != FDTR_ERR_NOROOM;
}

/* Newer ones ignore the property, and place the pool anywhere. */
#define STOPS_AT_HALF (FDTR_FOR_LINUX_5_15 | FDTR_FOR_LINUX_6_1 | FDTR_FOR_LINUX_6_12)

static void check_alloc_ranges_unusable(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	struct fdtr_origin place = fdtr_at(lint, pool->object, FDTR_P_ALLOC_RANGES);
	struct fdtr_property list;

	if (!pool->dynamic || !pool->size || !pool->available ||
		!fdtr_tree_property(lint->tree, pool->object, FDTR_P_ALLOC_RANGES, &list))
		return;
	if (alloc_ranges_malformed(lint, &list))
		fdtr_report_as(lint,
			list.length ? fdtr_severity_for(lint, STOPS_AT_HALF, FDTR_ERROR, FDTR_WARNING)
				    : FDTR_ERROR,
			place, NULL, "alloc-ranges has %u bytes: no whole (address, size) pairs",
			list.length);
	else if (!pool->allowed_count)
		fdtr_report(lint, place, "no entry of alloc-ranges has a size");
	else if (lint->banks.count && !fits_somewhere(lint, pool))
		fdtr_report(lint, place, "no entry of alloc-ranges has free memory for %s",
			FDTR_LINT_SIZE(pool->size));
}

const struct fdtr_rule fdtr_rule_alloc_ranges_unusable = {
	.name = "alloc-ranges-unusable",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "a dynamic pool's alloc-ranges hold a free place for it",
	.why = "Linux prints \"failed to allocate memory for node\" and there is no pool; its devices do unrestricted "
	       "DMA. Malformed entries 6.1 and 6.12 call \"invalid alloc-ranges property\"; 7.2 ignores them and "
	       "places the pool anywhere.",
	.happens =
		"linux-6.1, 6.12, half an entry: \"invalid alloc-ranges property\", unrestricted DMA (booted)\n"
		"linux-7.2, half an entry: ignores the property and places the pool anywhere (booted)\n"
		"linux-6.1, 6.12, 7.2, outside memory: \"failed to allocate memory\", unrestricted DMA (booted)",
	.fix = "Write whole (address, size) pairs inside /memory, off other regions, large enough for the pool at its "
	       "alignment.",
	.source = "Linux drivers/of/of_reserved_mem.c __reserved_mem_alloc_size()",
	.needs = FDTR_SOUND_POOL,
	.check = check_alloc_ranges_unusable,
};

static void check_pool_no_room(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if (pool->dynamic && pool->size && pool->available && lint->banks.count &&
		!fdtr_has(lint->tree, pool->object, FDTR_P_ALLOC_RANGES) && !fits_somewhere(lint, pool))
		fdtr_report_as(lint, fdtr_memory_is_final(lint) ? FDTR_ERROR : FDTR_WARNING,
			fdtr_at(lint, pool->object, FDTR_P_SIZE), NULL,
			"nowhere in /memory are %s free in one piece", FDTR_LINT_SIZE(pool->size));
}

const struct fdtr_rule fdtr_rule_pool_no_room = {
	.name = "pool-no-room",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.summary = "memory has room for a pool that the kernel places",
	.why = "Linux prints \"failed to allocate memory for node\" and there is no pool; its devices do unrestricted "
	       "DMA. The memory of a board's source tree may not be all, so this is a warning unless it is final.",
	.happens =
		"linux-6.1, 6.12, 7.2, 768 MiB of 512 MiB: \"failed to allocate memory for node\", unrestricted DMA "
		"(booted)",
	.fix = "Ask for less, or give the guest more memory; mind what other regions, initrd and kernel take.",
	.source = "Linux drivers/of/of_reserved_mem.c __reserved_mem_alloc_size(); booted on 6.12",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_no_room,
};
