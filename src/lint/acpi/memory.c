// SPDX-License-Identifier: BSD-2-Clause
/* Rules on the memory that a pool in tables takes: the memory map, other owners, RMR ranges. */
#include "lint/acpi/tables.h"

/* What the memory map keeps from the guest; false when the arena is too small. */
static bool read_reserved(struct fdtr_lint *lint, struct fdtr_ranges *reserved)
{
	const struct fdtr_platform *platform = lint->platform;

	reserved->count = 0;
	reserved->items = fdtr_arena_take_high(lint->arena, platform->region_count, sizeof(*reserved->items));
	for (uint32_t i = 0; reserved->items && i < platform->region_count; i++) {
		const struct fdtr_region *region = &platform->regions[i];

		if (region->kind == FDTR_REGION_RESERVED && region->origin.object == FDTR_NONE)
			reserved->items[reserved->count++] = region->range;
	}
	if (reserved->items)
		fdtr_ranges_join(reserved);
	return reserved->items != NULL;
}

/* What the guest may use as it likes and shares bytes with the pool; NULL for nothing. */
static const struct fdtr_region *find_ram(const struct fdtr_lint *lint, struct fdtr_range pool)
{
	if (!fdtr_ranges_touch(&lint->banks, pool))
		return NULL;
	for (uint32_t i = 0; i < lint->platform->region_count; i++) {
		const struct fdtr_region *region = &lint->platform->regions[i];

		if (region->kind == FDTR_REGION_MEMORY && fdtr_range_overlaps(region->range, pool))
			return region;
	}
	return NULL;
}

static void judge_map(struct fdtr_lint *lint, const struct fdtr_ranges *reserved)
{
	bool mapped = lint->banks.count || reserved->count;

	for (uint32_t i = 0; mapped && i < lint->platform->pool_count && !lint->rule_full; i++) {
		const struct fdtr_pool *pool = fdtr_lint_pool(lint, i);
		struct fdtr_origin place = fdtr_at(lint, pool->object, FDTR_P_REG);
		const struct fdtr_region *ram;

		if (!pool->placed || !pool->available)
			continue;
		ram = find_ram(lint, pool->range);
		if (ram)
			fdtr_report_as(lint, lint->rule->severity, place, &ram->origin,
				"the memory map has the pool %#" PRIx64 "..%#" PRIx64
				", or part of it, as ordinary RAM",
				pool->range.first, pool->range.last);
		else if (!fdtr_ranges_contain(reserved, pool->range))
			fdtr_report_as(lint, FDTR_WARNING, place, NULL,
				"the memory map does not have the pool %#" PRIx64 "..%#" PRIx64
				" as reserved",
				pool->range.first, pool->range.last);
	}
}

static void check_memory_map(struct fdtr_lint *lint, uint32_t index)
{
	struct fdtr_ranges reserved;

	(void)index;
	if (!read_reserved(lint, &reserved)) {
		lint->status = fdtr_error_arena(lint->error);
		return;
	}
	judge_map(lint, &reserved);
	fdtr_check_pool_over_claims(lint);
}

const struct fdtr_rule fdtr_rule_acpi_memory_map = {
	.name = "acpi-memory-map",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX | FDTR_FOR_UEFI,
	.summary =
		"a pool is reserved in the memory map and belongs to nobody else: no other _CRS, no RMR range",
	.why = "A guest that knows no pools would use the memory as ordinary RAM, which the host reads and writes. Over another "
	       "device's _CRS the bounce buffers write its registers, or its window; an RMR range is mapped one to one for a "
	       "device of its own.",
	.fix = "Let firmware or VMM list the pool as EfiReservedMemoryType, on x86 as e820 type 2; move the pool off what others "
	       "claim. --memory-map FILE shows the map of a guest to this rule.",
	.source =
		"virtio-comment, April 2025, on VIRTIO_F_SWIOTLB: nothing that a guest takes for ordinary RAM; Linux "
		"drivers/acpi/arm64/iort.c iort_get_rmrs()",
	.check = check_memory_map,
};

#define RMR_GRANULE UINT64_C(0x10000)

static bool go_on(const struct fdtr_lint *lint)
{
	return !lint->status && !lint->cut && !lint->rule_full;
}

static bool report_overlap(void *context, const struct fdtr_interval *left, const struct fdtr_interval *right)
{
	struct fdtr_lint *lint = context;
	const struct fdtr_region *a = &lint->platform->regions[left->tag];
	const struct fdtr_region *b = &lint->platform->regions[right->tag];

	fdtr_report_as(lint, lint->rule->severity, b->origin, &a->origin,
		"the RMR ranges %#" PRIx64 "..%#" PRIx64 " and %#" PRIx64 "..%#" PRIx64 " overlap",
		a->range.first, a->range.last, b->range.first, b->range.last);
	return go_on(lint);
}

static bool judge_rmr(void *context, const struct fdtr_acpi_rmr *rmr)
{
	struct fdtr_lint *lint = context;

	if (!rmr->size)
		fdtr_report(lint, rmr->origin, "the RMR range at %#" PRIx64 " has the length 0", rmr->base);
	else if (rmr->base % RMR_GRANULE || rmr->size % RMR_GRANULE)
		fdtr_report(lint, rmr->origin,
			"the RMR range at %#" PRIx64 ", %#" PRIx64 " bytes long, is not aligned to 64 KiB",
			rmr->base, rmr->size);
	return go_on(lint);
}

static void check_rmr_alignment(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_platform *platform = lint->platform;
	struct fdtr_interval *ranges =
		fdtr_arena_take_high(lint->arena, platform->region_count, sizeof(*ranges));
	uint32_t *scratch = fdtr_arena_take_high(lint->arena, platform->region_count, sizeof(*scratch));
	uint32_t count = 0;

	(void)index;
	if (!ranges || !scratch) {
		lint->status = fdtr_error_arena(lint->error);
		return;
	}
	fdtr_acpi_each_rmr(lint->acpi, judge_rmr, lint);
	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (platform->regions[i].kind == FDTR_REGION_RMR)
			ranges[count++] = (struct fdtr_interval){platform->regions[i].range, i, true};
	}
	if (go_on(lint))
		fdtr_sweep(ranges, count, true, scratch, report_overlap, lint);
}

const struct fdtr_rule fdtr_rule_acpi_rmr_alignment = {
	.name = "acpi-rmr-alignment",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "RMR ranges of the IORT are aligned to 64 KiB, not empty, and do not overlap",
	.why = "Linux calls it a firmware bug, rounds the range to its own pages, and goes on: with other pages it maps other "
	       "memory for the device, a neighbouring pool's among it.",
	.happens =
		"linux-6.1, 6.12: \"not aligned to 64K, continue with\", \"zero length\" or \"overlaps, continue anyway\" (read)",
	.fix = "Align base and length to 64 KiB, and merge ranges that overlap.",
	.source =
		"Linux drivers/acpi/arm64/iort.c iort_rmr_alloc(), iort_rmr_desc_check_overlap(); IO Remapping Table, "
		"Document DEN0049E, Reserved Memory Range node",
	.check = check_rmr_alignment,
};
