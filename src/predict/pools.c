// SPDX-License-Identifier: BSD-2-Clause
/* What becomes of pools: each loss rests on a finding of lint, and on what kernels were seen to make of it. */
#include "predict/parts.h"

#include <string.h>

#define RESERVED_MEM "Linux drivers/of/of_reserved_mem.c "
#define SETUP "Linux kernel/dma/swiotlb.c rmem_swiotlb_setup()"
#define INIT "Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init()"

#define NEVER_RESERVED "the kernel does not reserve the pool, and takes its memory as ordinary"
#define SET_UP_FAILS "the kernel refuses to set the pool up, and takes its memory as ordinary"
#define ZEROES "the kernel clears the pool when the first device gets it, where it has no memory of its own"

/* Which pools a finding is about. */
enum scope {
	ITS_POOL,
	ALL_POOLS,   /* of /reserved-memory */
	LATER_POOLS, /* the node of the finding and those behind it */
	LATER_DYNAMIC
};

struct consequence {
	const struct fdtr_rule *rule;
	enum fdtr_loss loss;
	enum scope scope;
	bool errors_only;
	uint32_t targets;
	const char *text;
	const char *source;
};

#define UP_TO_6_1 (FDTR_FOR_LINUX_5_15 | FDTR_FOR_LINUX_6_1)
#define UP_TO_6_12 (UP_TO_6_1 | FDTR_FOR_LINUX_6_12)
#define SINCE_7_1 (FDTR_FOR_LINUX_7_1 | FDTR_FOR_LINUX_7_2)

static const struct consequence consequences[] = {
	{&fdtr_rule_reserved_memory_cells, FDTR_LOSS_ORDINARY, ALL_POOLS, true, FDTR_FOR_LINUX,
		"the kernel drops all of /reserved-memory: its cells are not the root's",
		RESERVED_MEM "__reserved_mem_check_root()"},
	{&fdtr_rule_reserved_memory_ranges, FDTR_LOSS_ORDINARY, ALL_POOLS, true, FDTR_FOR_LINUX,
		"the kernel drops all of /reserved-memory: it has no ranges",
		RESERVED_MEM "__reserved_mem_check_root()"},
	{&fdtr_rule_reserved_memory_unit_address, FDTR_LOSS_ORDINARY, ALL_POOLS, false, FDTR_FOR_LINUX_5_15,
		"the kernel looks for the name reserved-memory, letter by letter",
		"Linux 5.15 drivers/of/fdt.c __fdt_scan_reserved_mem()"},
	{&fdtr_rule_pool_no_map, FDTR_LOSS_RETURNED, ITS_POOL, false, FDTR_FOR_LINUX, SET_UP_FAILS, SETUP},
	{&fdtr_rule_pool_reusable, FDTR_LOSS_RETURNED, ITS_POOL, false, FDTR_FOR_LINUX, SET_UP_FAILS, SETUP},
	{&fdtr_rule_pool_cma_default, FDTR_LOSS_RETURNED, ITS_POOL, false, FDTR_FOR_LINUX, SET_UP_FAILS,
		SETUP},
	{&fdtr_rule_pool_dma_default, FDTR_LOSS_RETURNED, ITS_POOL, false, FDTR_FOR_LINUX, SET_UP_FAILS,
		SETUP},
	{&fdtr_rule_pool_reg_malformed, FDTR_LOSS_ORDINARY, ITS_POOL, false, FDTR_FOR_LINUX, NEVER_RESERVED,
		RESERVED_MEM "__reserved_mem_reserve_reg()"},
	{&fdtr_rule_pool_empty, FDTR_LOSS_ORDINARY, ITS_POOL, false, FDTR_FOR_LINUX, NEVER_RESERVED,
		RESERVED_MEM "__reserved_mem_reserve_reg()"},
	{&fdtr_rule_pool_no_size, FDTR_LOSS_ORDINARY, ITS_POOL, false, FDTR_FOR_LINUX, NEVER_RESERVED,
		RESERVED_MEM "fdt_scan_reserved_mem()"},
	{&fdtr_rule_pool_multiple_ranges, FDTR_LOSS_IDLE, ITS_POOL, false, FDTR_FOR_LINUX_7_1,
		"the kernel skips a region of several ranges when it makes pools",
		"Linux 7.1 drivers/of/of_reserved_mem.c fdt_scan_reserved_mem_late()"},
	{&fdtr_rule_pool_size_cells, FDTR_LOSS_ORDINARY, ITS_POOL, false, FDTR_FOR_LINUX, NEVER_RESERVED,
		RESERVED_MEM "__reserved_mem_alloc_size()"},
	{&fdtr_rule_pool_alignment_cells, FDTR_LOSS_ORDINARY, ITS_POOL, true, FDTR_FOR_LINUX, NEVER_RESERVED,
		RESERVED_MEM "__reserved_mem_alloc_size()"},
	{&fdtr_rule_alloc_ranges_unusable, FDTR_LOSS_ORDINARY, ITS_POOL, true, FDTR_FOR_LINUX,
		"the kernel finds no place for the pool", RESERVED_MEM "__reserved_mem_alloc_size()"},
	{&fdtr_rule_pool_no_room, FDTR_LOSS_ORDINARY, ITS_POOL, true, FDTR_FOR_LINUX,
		"the kernel finds no place for the pool", RESERVED_MEM "__reserved_mem_alloc_size()"},
	{&fdtr_rule_pool_compatible_conflict, FDTR_LOSS_IDLE, ITS_POOL, false, FDTR_FOR_LINUX,
		"the kernel makes a shared-dma-pool of it", RESERVED_MEM "__reserved_mem_init_node()"},
	{&fdtr_rule_pool_too_large, FDTR_LOSS_IDLE, ITS_POOL, false, FDTR_FOR_LINUX,
		"the kernel cannot allocate the table of so many slots", INIT},
	{&fdtr_rule_pool_in_highmem, FDTR_LOSS_IDLE, ITS_POOL, false, FDTR_FOR_LINUX,
		"the kernel wants the pool in the linear map, and does without it", INIT},
	{&fdtr_rule_too_many_regions, FDTR_LOSS_IDLE, LATER_POOLS, false, UP_TO_6_1,
		"the kernel's table of regions is full before it comes to the pool",
		RESERVED_MEM "fdt_reserved_mem_save_node()"},
	{&fdtr_rule_too_many_regions, FDTR_LOSS_ORDINARY, LATER_DYNAMIC, false,
		FDTR_FOR_LINUX_6_12 | FDTR_FOR_LINUX_7_2,
		"the kernel's table of regions to place is full before it comes to the pool",
		RESERVED_MEM "fdt_scan_reserved_mem()"},
	{&fdtr_rule_pool_outside_memory, FDTR_LOSS_CRASH, ITS_POOL, true, FDTR_FOR_LINUX, ZEROES, INIT},
	{&fdtr_rule_range_wraps, FDTR_LOSS_CRASH, ITS_POOL, false, FDTR_FOR_LINUX, ZEROES, INIT},
	{&fdtr_rule_pool_in_mmio, FDTR_LOSS_CRASH, ITS_POOL, false, FDTR_FOR_LINUX, ZEROES, INIT},
	{&fdtr_rule_pool_outside_usable_memory, FDTR_LOSS_CRASH, ITS_POOL, false, FDTR_FOR_LINUX, ZEROES,
		INIT},
	{&fdtr_rule_pool_beyond_mem, FDTR_LOSS_CRASH, ITS_POOL, true, FDTR_FOR_LINUX, ZEROES, INIT},
};

const struct fdtr_pool_loss *fdtr_loss_of(
	const struct fdtr_forecast *forecast, uint32_t pool, enum fdtr_target target)
{
	return &forecast->losses[(size_t)pool * FDTR_LINUX_COUNT + (target - FDTR_LINUX_FIRST)];
}

static void lose(struct fdtr_forecast *forecast, uint32_t pool, uint32_t targets, enum fdtr_loss loss,
	struct fdtr_reason reason)
{
	for (enum fdtr_target i = FDTR_LINUX_FIRST; i < FDTR_LINUX_FIRST + FDTR_LINUX_COUNT; i++) {
		struct fdtr_pool_loss *kept =
			&forecast->losses[(size_t)pool * FDTR_LINUX_COUNT + (i - FDTR_LINUX_FIRST)];

		if (targets & FDTR_FOR(i) && (kept->loss == FDTR_LOSS_NONE || kept->loss > loss))
			*kept = (struct fdtr_pool_loss){loss, reason};
	}
}

/* Half an entry: a finding for all, but kernels differ in what they make of it. */
static uint32_t lost_to(
	const struct fdtr_forecast *forecast, const struct consequence *consequence, uint32_t node)
{
	const struct fdtr_node *root = &forecast->tree->nodes[0];
	uint32_t bytes = 4 * ((uint32_t)root->address_cells + root->size_cells);
	struct fdtr_property list;

	if (consequence->rule == &fdtr_rule_alloc_ranges_unusable &&
		fdtr_tree_property(forecast->tree, node, FDTR_P_ALLOC_RANGES, &list) && list.length &&
		list.length % bytes)
		return UP_TO_6_12;
	if (consequence->rule == &fdtr_rule_pool_reg_malformed && fdtr_has(forecast->tree, node, FDTR_P_SIZE))
		return UP_TO_6_12;
	return consequence->targets;
}

static void apply(struct fdtr_forecast *forecast, const struct consequence *consequence,
	const struct fdtr_finding *finding)
{
	uint32_t node = finding->place.object;
	uint32_t targets = finding->targets & lost_to(forecast, consequence, node);
	struct fdtr_reason reason = {
		true, false, finding->place, consequence->text, consequence->source, consequence->rule->name};

	if (consequence->scope == ITS_POOL) {
		uint32_t pool = fdtr_pool_of(forecast->platform, node);

		if (pool != FDTR_NONE)
			lose(forecast, pool, targets, consequence->loss, reason);
		return;
	}
	if (consequence->scope == ALL_POOLS)
		forecast->frame_lost |= targets;
	for (uint32_t i = 0; i < forecast->platform->pool_count; i++) {
		const struct fdtr_pool *pool = &forecast->platform->pools[i];

		if (pool->reserved && (consequence->scope == ALL_POOLS ||
					      (pool->object >= node &&
						      (consequence->scope == LATER_POOLS || pool->dynamic))))
			lose(forecast, i, targets, consequence->loss, reason);
	}
}

/*
 * A region that is no-map and stands before a pool that it touches has the memory taken out of the linear map; one
 * that comes after it is not granted (early_init_dt_reserve_memory()).
 */
static void apply_overlap(struct fdtr_forecast *forecast, const struct fdtr_finding *finding)
{
	uint32_t first = finding->place.object, second = finding->related.object;
	uint32_t pool_node = first > second ? first : second, other = first > second ? second : first, pool;
	struct fdtr_reason reason = {true, false, finding->place,
		"the kernel clears the pool when the first device gets it, and has no mapping for what is no-map",
		INIT, finding->rule->name};

	if (other == FDTR_NONE || pool_node == FDTR_NONE || !fdtr_has(forecast->tree, other, FDTR_P_NO_MAP))
		return;
	pool = fdtr_pool_of(forecast->platform, pool_node);
	if (pool != FDTR_NONE)
		lose(forecast, pool, FDTR_FOR_LINUX, FDTR_LOSS_CRASH, reason);
}

/* What is lost with an image that a pool lies over. */
static const struct {
	enum fdtr_region_kind kind;
	enum fdtr_loss loss;
	const char *text;
} images[] = {
	{FDTR_REGION_KERNEL, FDTR_LOSS_CRASH,
		"the kernel clears the pool when the first device gets it, and itself with it"},
	{FDTR_REGION_INITRD, FDTR_LOSS_CRASH,
		"the kernel clears the pool when the first device gets it, and the initrd with it"},
	{FDTR_REGION_DTB, FDTR_LOSS_TREE,
		"the kernel clears the pool when the first device gets it, and the blob with it, in which it still reads properties"},
};

static void lose_under(struct fdtr_forecast *forecast, const struct fdtr_region *image, enum fdtr_loss loss,
	struct fdtr_reason reason)
{
	for (uint32_t i = 0; i < forecast->platform->pool_count; i++) {
		const struct fdtr_pool *pool = &forecast->platform->pools[i];

		if (pool->placed && pool->reserved && pool->available &&
			fdtr_range_overlaps(pool->range, image->range))
			lose(forecast, i, FDTR_FOR_LINUX, loss, reason);
	}
}

static void apply_image(struct fdtr_forecast *forecast, const struct fdtr_region *image)
{
	struct fdtr_reason reason = {
		true, false, image->origin, NULL, INIT, fdtr_rule_boot_image_overlap.name};

	reason.placed = image->origin.object != FDTR_NONE || image->origin.property;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(images); i++) {
		reason.text = images[i].text;
		if (images[i].kind == image->kind)
			lose_under(forecast, image, images[i].loss, reason);
	}
}

static void apply_findings(struct fdtr_forecast *forecast)
{
	const struct fdtr_findings *findings = &forecast->findings;

	for (uint32_t i = 0; i < findings->count; i++) {
		const struct fdtr_finding *finding = &findings->items[i];

		if (finding->rule == &fdtr_rule_reserved_overlap && finding->has_related)
			apply_overlap(forecast, finding);
		for (size_t j = 0; j < FDTR_ARRAY_SIZE(consequences); j++) {
			if (consequences[j].rule == finding->rule &&
				(!consequences[j].errors_only || finding->severity == FDTR_ERROR))
				apply(forecast, &consequences[j], finding);
		}
	}
}

/* Those that no finding is about. */
static void apply_places(struct fdtr_forecast *forecast)
{
	const struct fdtr_platform *platform = forecast->platform;

	for (uint32_t i = 0; i < platform->region_count; i++)
		apply_image(forecast, &platform->regions[i]);
	for (uint32_t i = 0; i < forecast->options->taken_count; i++)
		apply_image(forecast, &forecast->options->taken[i]);
	for (uint32_t i = 0; i < platform->pool_count; i++) {
		struct fdtr_reason reason = {true, false,
			fdtr_predict_at(forecast, platform->pools[i].object, FDTR_P_STATUS), NEVER_RESERVED,
			RESERVED_MEM "fdt_scan_reserved_mem()", fdtr_rule_pool_disabled.name};

		if (!platform->pools[i].available)
			lose(forecast, i, FDTR_FOR_LINUX, FDTR_LOSS_ORDINARY, reason);
	}
}

/* How many pools outside /reserved-memory are looked at: a hostile tree may have any number. */
#define MAX_STRAYS 64

static uint32_t find_namesake(const struct fdtr_forecast *forecast, const struct fdtr_pool *stray)
{
	const char *name = fdtr_tree_name(forecast->tree, stray->object);

	for (uint32_t i = 0; i < forecast->platform->pool_count; i++) {
		const struct fdtr_pool *pool = &forecast->platform->pools[i];

		if (pool->reserved && !strcmp(fdtr_tree_name(forecast->tree, pool->object), name))
			return i;
	}
	return FDTR_NONE;
}

static void find_namesakes(struct fdtr_forecast *forecast)
{
	uint32_t strays = 0;

	for (uint32_t i = 0; i < forecast->platform->pool_count; i++) {
		const struct fdtr_pool *pool = &forecast->platform->pools[i];

		forecast->namesakes[i] =
			!pool->reserved && strays++ < MAX_STRAYS ? find_namesake(forecast, pool) : FDTR_NONE;
	}
}

int fdtr_forecast_pools(struct fdtr_forecast *forecast, struct fdtr_error *error)
{
	struct fdtr_lint_options options = {.targets = FDTR_FOR_LINUX & ~FDTR_FOR_COCO,
		.memory = forecast->options->memory,
		.taken = forecast->options->taken,
		.taken_count = forecast->options->taken_count};
	size_t count = (size_t)forecast->platform->pool_count * FDTR_LINUX_COUNT;
	int status = fdtr_lint(
		forecast->tree, forecast->platform, &options, forecast->arena, &forecast->findings, error);

	if (status)
		return status;
	forecast->losses = fdtr_arena_take(forecast->arena, count, sizeof(*forecast->losses));
	forecast->namesakes = fdtr_arena_take(
		forecast->arena, forecast->platform->pool_count, sizeof(*forecast->namesakes));
	if (!forecast->losses || !forecast->namesakes)
		return fdtr_error_arena(error);
	for (size_t i = 0; i < count; i++)
		forecast->losses[i] = (struct fdtr_pool_loss){0};
	apply_findings(forecast);
	apply_places(forecast);
	find_namesakes(forecast);
	return FDTR_OK;
}
