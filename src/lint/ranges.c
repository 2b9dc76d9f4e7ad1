// SPDX-License-Identifier: BSD-2-Clause
/* Rules on what shares bytes with what. */
#include "lint/lint.h"

static void check_pool_outside_memory(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	bool final = fdtr_memory_is_final(lint);

	if (!pool->placed || !lint->banks.count || fdtr_ranges_contain(&lint->banks, pool->range))
		return;
	fdtr_report_as(lint, final ? FDTR_ERROR : FDTR_WARNING, fdtr_at(lint, pool->object, FDTR_P_REG), NULL,
		"the pool %#" PRIx64 "..%#" PRIx64 " is not wholly inside /memory", pool->range.first,
		pool->range.last);
}

const struct fdtr_rule fdtr_rule_pool_outside_memory = {
	.name = "pool-outside-memory",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX | FDTR_FOR_PVMFW,
	.summary = "a pool lies inside /memory",
	.why = "Linux has no mapping for the pool and panics in the first device's probe; pvmfw refuses to boot. A "
	       "board's source often carries a /memory that its firmware rewrites, so this is a warning unless the "
	       "memory is final.",
	.happens =
		"linux-6.1, 6.12, 7.2, beyond the end of RAM or astride it: panics in the first device's probe (booted)\n"
		"pvmfw: \"swiotlb range ... not part of memory range\", no boot (read)",
	.fix = "Move or shrink the pool, or correct /memory; say --memory final where /memory is what the guest gets.",
	.source = "Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init() phys_to_virt(); pvmfw fdt.rs "
		  "validate_swiotlb_info(); booted on 6.12",
	.needs = FDTR_SOUND_FRAME | FDTR_SOUND_PLACE | FDTR_SOUND_GROUND,
	.check = check_pool_outside_memory,
	.check_pvmfw = fdtr_pvmfw_outside_memory,
};

/* The intervals of a sweep: what `select` keeps, subjects first decided by it. */
struct selection {
	struct fdtr_interval *intervals;
	uint32_t *scratch;
	uint32_t count;
};

enum role { ROLE_NONE, ROLE_SUBJECT, ROLE_REST };

typedef enum role role_fn(const struct fdtr_lint *lint, const struct fdtr_region *region);

static const struct fdtr_region *region_at(const struct fdtr_lint *lint, uint32_t tag)
{
	const struct fdtr_platform *platform = lint->platform;

	return tag < platform->region_count ? &platform->regions[tag]
	                                    : &lint->options->taken[tag - platform->region_count];
}

static uint32_t all_regions(const struct fdtr_lint *lint)
{
	return lint->platform->region_count + lint->options->taken_count;
}

static uint32_t count_roles(const struct fdtr_lint *lint, role_fn *role, uint32_t *subjects)
{
	uint32_t count = 0;

	*subjects = 0;
	for (uint32_t i = 0; i < all_regions(lint); i++) {
		enum role played = role(lint, region_at(lint, i));

		count += played != ROLE_NONE;
		*subjects += played == ROLE_SUBJECT;
	}
	return count;
}

static bool select_regions(struct fdtr_lint *lint, role_fn *role, struct selection *selection)
{
	uint32_t subjects, count = count_roles(lint, role, &subjects);

	*selection = (struct selection){0};
	if (!subjects)
		return false;
	selection->intervals = fdtr_arena_take_high(lint->arena, count, sizeof(*selection->intervals));
	selection->scratch = fdtr_arena_take_high(lint->arena, count, sizeof(*selection->scratch));
	if (!selection->intervals || !selection->scratch) {
		lint->status = fdtr_error_arena(lint->error);
		return false;
	}
	for (uint32_t i = 0; i < all_regions(lint); i++) {
		const struct fdtr_region *region = region_at(lint, i);
		enum role played = role(lint, region);

		if (played != ROLE_NONE)
			selection->intervals[selection->count++] =
				(struct fdtr_interval){region->range, i, played == ROLE_SUBJECT};
	}
	return true;
}

static bool is_pool(const struct fdtr_region *region)
{
	return region->kind == FDTR_REGION_RESERVED && region->pool != FDTR_NONE;
}

static bool go_on(const struct fdtr_lint *lint)
{
	return !lint->status && !lint->cut && !lint->rule_full;
}

/* The place of a pair: the later one in the tree, where somebody added what was taken. */
static bool report_reserved_overlap(
	void *context, const struct fdtr_interval *left, const struct fdtr_interval *right)
{
	struct fdtr_lint *lint = context;
	const struct fdtr_region *a = region_at(lint, left->tag < right->tag ? left->tag : right->tag);
	const struct fdtr_region *b = region_at(lint, left->tag < right->tag ? right->tag : left->tag);
	bool grave = is_pool(a) || is_pool(b);
	struct fdtr_range shared;

	if (fdtr_range_intersect(a->range, b->range, &shared))
		fdtr_report_as(lint, grave ? FDTR_ERROR : FDTR_WARNING, b->origin, &a->origin,
			"%#" PRIx64 "..%#" PRIx64 " overlaps %s %#" PRIx64 "..%#" PRIx64 " at %#" PRIx64
			"..%#" PRIx64 " (%s)",
			b->range.first, b->range.last, FDTR_LINT_PLACE(lint, &a->origin), a->range.first,
			a->range.last, shared.first, shared.last, FDTR_LINT_SIZE(fdtr_range_size(shared)));
	return go_on(lint);
}

/* What no object claims is the memory map's word, which ought to hold the pools of tables too. */
static enum role role_with_pools(const struct fdtr_lint *lint, const struct fdtr_region *region)
{
	(void)lint;
	if (region->kind != FDTR_REGION_RESERVED || region->origin.object == FDTR_NONE)
		return ROLE_NONE;
	return region->pool != FDTR_NONE ? ROLE_SUBJECT : ROLE_REST;
}

static enum role role_without_pools(const struct fdtr_lint *lint, const struct fdtr_region *region)
{
	return role_with_pools(lint, region) == ROLE_REST ? ROLE_SUBJECT : ROLE_NONE;
}

/* The pools' overlaps, which are errors, come first: no number of others keeps them from being told. */
static void check_reserved_overlap(struct fdtr_lint *lint, uint32_t index)
{
	struct selection selection;

	(void)index;
	if (select_regions(lint, role_with_pools, &selection))
		fdtr_sweep(selection.intervals, selection.count, true, selection.scratch,
			report_reserved_overlap, lint);
	if (go_on(lint) && select_regions(lint, role_without_pools, &selection))
		fdtr_sweep(selection.intervals, selection.count, true, selection.scratch,
			report_reserved_overlap, lint);
}

const struct fdtr_rule fdtr_rule_reserved_overlap = {
	.name = "reserved-overlap",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "reserved regions do not share bytes",
	.why = "Two owners write the same bytes. Linux compares only neighbours, prints \"OVERLAP DETECTED!\" and boots "
	       "on; a pool is also zeroed when its first device probes.",
	.happens =
		"linux-6.1, 6.12, 7.2, neighbours: \"OVERLAP DETECTED!\", the pool works, with two owners (booted)\n"
		"linux-6.1, 6.12, 7.2, a third region between the two: nothing is said of the pool (booted)",
	.fix = "Move one of the two, or shrink it to its true size.",
	.source = "Linux drivers/of/of_reserved_mem.c __rmem_check_for_overlap(); booted on 6.12",
	.needs = FDTR_SOUND_FRAME,
	.check = check_reserved_overlap,
};

/* One sentence serves all pairs of a pool with something that is no reserved region. */
static bool report_pool_over(
	void *context, const struct fdtr_interval *left, const struct fdtr_interval *right)
{
	struct fdtr_lint *lint = context;
	const struct fdtr_region *pool = region_at(lint, left->subject ? left->tag : right->tag);
	const struct fdtr_region *other = region_at(lint, left->subject ? right->tag : left->tag);

	lint->unsound_pool[pool->pool] |= (unsigned char)lint->rule->spoils;
	fdtr_report_as(lint, lint->rule->severity, pool->origin, &other->origin,
		"the pool %#" PRIx64 "..%#" PRIx64 " overlaps the %s %#" PRIx64 "..%#" PRIx64 "%s%s",
		pool->range.first, pool->range.last, fdtr_region_kind_name(other->kind), other->range.first,
		other->range.last, other->origin.object == FDTR_NONE ? "" : " of ",
		other->origin.object == FDTR_NONE ? "" : FDTR_LINT_PLACE(lint, &other->origin));
	return go_on(lint);
}

static enum role role_in_boot_image_overlap(const struct fdtr_lint *lint, const struct fdtr_region *region)
{
	(void)lint;
	if (is_pool(region))
		return ROLE_SUBJECT;
	switch (region->kind) {
	case FDTR_REGION_MEMRESERVE:
	case FDTR_REGION_INITRD:
	case FDTR_REGION_ELFCOREHDR:
	case FDTR_REGION_KERNEL:
	case FDTR_REGION_DTB:
		return ROLE_REST;
	default:
		return ROLE_NONE;
	}
}

static void check_boot_image_overlap(struct fdtr_lint *lint, uint32_t index)
{
	struct selection selection;

	(void)index;
	if (select_regions(lint, role_in_boot_image_overlap, &selection))
		fdtr_sweep(selection.intervals, selection.count, false, selection.scratch, report_pool_over,
			lint);
}

const struct fdtr_rule fdtr_rule_boot_image_overlap = {
	.name = "boot-image-overlap",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "a pool stays off /memreserve/, initrd, kernel, device tree blob and crash header",
	.why = "Linux zeroes the pool when its first device probes: over the initrd there is no init, over the kernel "
	       "it crashes, and what others reserve has two owners. Nothing checks it before.",
	.happens = "linux-6.1, 6.12, 7.2, initrd: \"No working init found\", panic (booted)\n"
		   "linux-6.1, 6.12, 7.2, kernel: panics in the first device's probe (booted)",
	.fix = "Move the pool, or load the image elsewhere; --kernel and --dtb-at tell of what no tree says.",
	.source =
		"Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init(); crosvm commit 09e715bf6; booted on 6.12",
	.needs = FDTR_SOUND_FRAME,
	.check = check_boot_image_overlap,
};

static bool report_memreserve_overlap(
	void *context, const struct fdtr_interval *left, const struct fdtr_interval *right)
{
	struct fdtr_lint *lint = context;
	const struct fdtr_region *a = region_at(lint, left->tag < right->tag ? left->tag : right->tag);
	const struct fdtr_region *b = region_at(lint, left->tag < right->tag ? right->tag : left->tag);

	fdtr_report_as(lint, lint->rule->severity, b->origin, &a->origin,
		"%#" PRIx64 "..%#" PRIx64 " overlaps entry %u, %#" PRIx64 "..%#" PRIx64, b->range.first,
		b->range.last, a->origin.index, a->range.first, a->range.last);
	return go_on(lint);
}

static enum role role_in_memreserve_overlap(const struct fdtr_lint *lint, const struct fdtr_region *region)
{
	(void)lint;
	return region->kind == FDTR_REGION_MEMRESERVE ? ROLE_SUBJECT : ROLE_NONE;
}

static void check_memreserve_overlap(struct fdtr_lint *lint, uint32_t index)
{
	struct selection selection;

	(void)index;
	if (select_regions(lint, role_in_memreserve_overlap, &selection))
		fdtr_sweep(selection.intervals, selection.count, true, selection.scratch,
			report_memreserve_overlap, lint);
}

const struct fdtr_rule fdtr_rule_memreserve_overlap = {
	.name = "memreserve-overlap",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC,
	.summary = "entries of /memreserve/ do not overlap each other",
	.why = "The specification forbids it, and boot loaders differ in what they make of it.",
	.happens =
		"linux-6.1, 6.12, 7.2: joins them, silent (read)\n"
		"uefi: Linux, as an EFI application, deletes all entries, the UEFI memory map counts (read)",
	.fix = "Merge the entries, or correct one.",
	.source = "Devicetree Specification v0.4 section 5.3 Memory Reservation Block",
	.check = check_memreserve_overlap,
};

static enum role role_in_pool_in_mmio(const struct fdtr_lint *lint, const struct fdtr_region *region)
{
	(void)lint;
	if (is_pool(region))
		return ROLE_SUBJECT;
	return region->kind == FDTR_REGION_MMIO || region->kind == FDTR_REGION_PCI_WINDOW ? ROLE_REST
	                                                                                  : ROLE_NONE;
}

static enum role role_in_claims(const struct fdtr_lint *lint, const struct fdtr_region *region)
{
	return region->kind == FDTR_REGION_RMR ? ROLE_REST : role_in_pool_in_mmio(lint, region);
}

void fdtr_check_pool_over_claims(struct fdtr_lint *lint)
{
	struct selection selection;

	if (select_regions(lint, role_in_claims, &selection))
		fdtr_sweep(selection.intervals, selection.count, false, selection.scratch, report_pool_over,
			lint);
}

static void check_pool_in_mmio(struct fdtr_lint *lint, uint32_t index)
{
	struct selection selection;

	(void)index;
	if (select_regions(lint, role_in_pool_in_mmio, &selection))
		fdtr_sweep(selection.intervals, selection.count, false, selection.scratch, report_pool_over,
			lint);
}

const struct fdtr_rule fdtr_rule_pool_in_mmio = {
	.name = "pool-in-mmio",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX,
	.summary = "a pool is memory, not device registers or a PCI window",
	.why = "Linux has no linear mapping there and panics, or the bounce buffers write device registers.",
	.happens = "linux-6.1, 6.12, 7.2: panics in the first device's probe (booted)",
	.fix = "Move the pool into a bank of /memory, off every device's reg and every PCI window.",
	.source = "Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init() phys_to_virt(); booted on 6.12",
	.needs = FDTR_SOUND_FRAME,
	.spoils = FDTR_SOUND_GROUND,
	.check = check_pool_in_mmio,
};

/* The kernel places from the top, so a pool that may lie above the linear map will. */
static bool may_land_high(const struct fdtr_lint *lint, const struct fdtr_pool *pool)
{
	uint64_t last = lint->platform->lowmem_last, top = 0;

	if (!lint->banks.count || last == UINT64_MAX || lint->banks.items[lint->banks.count - 1].last <= last)
		return false;
	for (uint32_t i = 0; i < pool->allowed_count; i++) {
		struct fdtr_range allowed = lint->platform->allowed[pool->first_allowed + i];

		top = allowed.last > top ? allowed.last : top;
	}
	return !pool->allowed_count || top > last;
}

static void check_pool_in_highmem(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if (pool->placed && pool->range.last > lint->platform->lowmem_last)
		fdtr_report(lint, fdtr_at(lint, pool->object, FDTR_P_REG),
			"the pool ends at %#" PRIx64
			", above the linear map of a 32-bit kernel, which ends at %#" PRIx64,
			pool->range.last, lint->platform->lowmem_last);
	else if (pool->dynamic && may_land_high(lint, pool))
		fdtr_report(lint, fdtr_at_node(lint, pool->object),
			"the kernel places the pool above the linear map of a 32-bit kernel, which ends at %#" PRIx64,
			lint->platform->lowmem_last);
}

const struct fdtr_rule fdtr_rule_pool_in_highmem = {
	.name = "pool-in-highmem",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.summary = "on 32-bit Arm a pool lies in low memory",
	.why = "Linux prints \"Restricted DMA pool must be accessible within the linear mapping\" and the devices do "
	       "unrestricted DMA.",
	.fix = "Place the pool, or keep its alloc-ranges, within 768 MiB of the start of RAM (3G/1G split, default vmalloc area).",
	.source =
		"Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init(), arch/arm/mm/mmu.c adjust_lowmem_bounds()",
	.needs = FDTR_SOUND_FRAME | FDTR_SOUND_PLACE,
	.check = check_pool_in_highmem,
};
