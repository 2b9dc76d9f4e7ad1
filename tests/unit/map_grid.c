// SPDX-License-Identifier: BSD-2-Clause
/* The grid against looking at every address: random regions, with and without folding. */
#include "unit.h"

#include "map/map.h"

#include <stdlib.h>
#include <string.h>

#define MOST 60
#define ROUNDS 4000
#define ARENA ((size_t)1 << 20)

struct laid {
	struct fdtr_region regions[MOST];
	uint32_t count;
	struct fdtr_platform platform;
	struct fdtr_map map;
	void *memory;
};

static const enum fdtr_region_kind kinds[] = {FDTR_REGION_RESERVED, FDTR_REGION_MEMRESERVE, FDTR_REGION_MMIO,
	FDTR_REGION_INITRD, FDTR_REGION_MEMORY};

/* No object says them, so that they are named by their kinds. */
static void make_regions(struct laid *laid, uint64_t *state, uint32_t most, uint32_t spread)
{
	bool at_the_end = random_below(state, 6) == 0;

	laid->count = random_below(state, most + 1);
	for (uint32_t i = 0; i < laid->count; i++) {
		uint64_t first = random_below(state, spread),
			 last = first + random_below(state, spread / 4 + 1);
		struct fdtr_range range = {first, last};

		if (at_the_end)
			range = (struct fdtr_range){UINT64_MAX - last, UINT64_MAX - first};
		laid->regions[i] = (struct fdtr_region){.range = range,
			.kind = kinds[random_below(state, FDTR_ARRAY_SIZE(kinds))],
			.origin = {.object = FDTR_NONE, .index = i, .offset = i, .length = 1},
			.pool = FDTR_NONE};
	}
}

static void lay(struct laid *laid, const struct fdtr_map_options *options)
{
	struct fdtr_map_input input = {.name = "regions", .platform = &laid->platform};
	struct fdtr_arena arena;

	laid->platform = (struct fdtr_platform){.regions = laid->regions, .region_count = laid->count};
	laid->memory = malloc(ARENA);
	ck_assert_ptr_nonnull(laid->memory);
	fdtr_arena_init(&arena, laid->memory, ARENA);
	ck_assert_int_eq(fdtr_map_make(&laid->map, &input, 1, options, &arena, NULL), FDTR_OK);
}

static uint32_t count_naive(const struct laid *laid, uint64_t address, bool memory)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < laid->count; i++)
		count += (laid->regions[i].kind == FDTR_REGION_MEMORY) == memory &&
		         laid->regions[i].range.first <= address && address <= laid->regions[i].range.last;
	return count;
}

static uint32_t count_in_slice(const struct laid *laid, const struct fdtr_map_slice *slice, bool memory)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < laid->map.column_count; i++)
		count += slice->items[i] != FDTR_NONE &&
		         (laid->map.columns[i].track == FDTR_MAP_GROUND) == memory;
	return count;
}

/* From the first byte of anything to the last, without a gap, and each slice with what covers it. */
static void check_slices(const struct laid *laid)
{
	const struct fdtr_map *map = &laid->map;
	uint64_t first = UINT64_MAX, last = 0;

	for (uint32_t i = 0; i < laid->count; i++) {
		first = laid->regions[i].range.first < first ? laid->regions[i].range.first : first;
		last = laid->regions[i].range.last > last ? laid->regions[i].range.last : last;
	}
	ck_assert_uint_eq(map->slice_count != 0, laid->count != 0);
	for (uint32_t i = 0; i < map->slice_count; i++) {
		const struct fdtr_map_slice *slice = &map->slices[i];

		ck_assert_uint_eq(slice->range.first, i ? map->slices[i - 1].range.last + 1 : first);
		ck_assert_uint_ge(slice->range.last, slice->range.first);
		ck_assert_uint_eq(slice->height, fdtr_map_height(fdtr_range_size(slice->range)));
		for (uint32_t k = 0; k < map->column_count; k++) {
			if (slice->items[k] == FDTR_NONE)
				continue;
			ck_assert_uint_eq(map->items[slice->items[k]].column, k);
			ck_assert(fdtr_range_contains(map->items[slice->items[k]].range, slice->range));
		}
	}
	if (map->slice_count)
		ck_assert_uint_eq(map->slices[map->slice_count - 1].range.last, last);
}

static void check_items(const struct laid *laid)
{
	const struct fdtr_map *map = &laid->map;
	uint32_t count = 0, folded = 0;

	for (uint32_t i = 0; i < map->item_count; i++) {
		const struct fdtr_map_item *item = &map->items[i];

		count += item->count;
		folded += item->count > 1 ? item->count : 0;
		if (i)
			ck_assert_uint_le(map->items[i - 1].range.first, item->range.first);
	}
	ck_assert_uint_eq(count, laid->count);
	ck_assert_uint_eq(map->folded[0], folded);
	ck_assert_uint_eq(map->regions[0], laid->count);
}

/* Nothing is folded: there are no registers, and what a memory map has as reserved may be shared by others. */
START_TEST(every_address_is_covered_as_it_is)
{
	const struct fdtr_map_options options = {.max_items = 10000, .max_lanes = 32};
	uint64_t state = 11;

	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct laid laid;

		make_regions(&laid, &state, 20, 4 + random_below(&state, 100));
		for (uint32_t i = 0; i < laid.count; i++) {
			if (laid.regions[i].kind == FDTR_REGION_MMIO ||
				laid.regions[i].kind == FDTR_REGION_RESERVED)
				laid.regions[i].kind = FDTR_REGION_RMR;
		}
		lay(&laid, &options);
		check_slices(&laid);
		check_items(&laid);
		for (uint32_t i = 0; i < laid.map.slice_count; i++) {
			const struct fdtr_map_slice *slice = &laid.map.slices[i];
			uint32_t claims = count_naive(&laid, slice->range.first, false);
			uint32_t banks = count_naive(&laid, slice->range.first, true);

			ck_assert_uint_eq(count_in_slice(&laid, slice, false), claims);
			ck_assert(!count_in_slice(&laid, slice, true) == !banks);
			ck_assert_uint_eq(count_naive(&laid, slice->range.last, false), claims);
			ck_assert(slice->hole == !(claims + banks));
			ck_assert(claims < 2 || slice->mark_count == 1);
			ck_assert(claims > 1 || banks > 1 || !slice->mark_count);
		}
		free(laid.memory);
	}
}
END_TEST

/* Folded or not, nothing that is taken looks free, and what is shown keeps to its number. */
START_TEST(folding_hides_nothing)
{
	uint64_t state = 12;
	uint32_t folded = 0;

	for (uint32_t round = 0; round < ROUNDS; round++) {
		const struct fdtr_map_options options = {
			.max_items = 8 + random_below(&state, 24), .max_lanes = 1 + random_below(&state, 4)};
		struct laid laid;

		make_regions(&laid, &state, MOST, 4 + random_below(&state, 1000));
		lay(&laid, &options);
		check_slices(&laid);
		check_items(&laid);
		folded += laid.map.folded[0] != 0;
		ck_assert_uint_le(laid.map.item_count, options.max_items);
		ck_assert_uint_le(laid.map.column_count, 2 + options.max_lanes);
		for (uint32_t i = 0; i < laid.map.slice_count; i++) {
			const struct fdtr_map_slice *slice = &laid.map.slices[i];

			if (slice->hole)
				ck_assert_uint_eq(count_naive(&laid, slice->range.first, false) +
							  count_naive(&laid, slice->range.last, true),
					0);
		}
		free(laid.memory);
	}
	ck_assert_uint_gt(folded, ROUNDS / 2);
}
END_TEST

/* What does not overlap shares a lane, and what does has as many as overlap at once. */
START_TEST(lanes_are_as_few_as_can_be)
{
	const struct fdtr_map_options options = {.max_items = 10000, .max_lanes = 32};
	uint64_t state = 13;

	for (uint32_t round = 0; round < ROUNDS; round++) {
		uint32_t most = 0, lanes = 0;
		struct laid laid;

		make_regions(&laid, &state, 16, 4 + random_below(&state, 60));
		for (uint32_t i = 0; i < laid.count; i++)
			laid.regions[i].kind = FDTR_REGION_RESERVED;
		lay(&laid, &options);
		for (uint32_t i = 0; i < laid.map.slice_count; i++) {
			uint32_t count = count_naive(&laid, laid.map.slices[i].range.first, false);

			most = count > most ? count : most;
		}
		for (uint32_t i = 0; i < laid.map.column_count; i++)
			lanes += laid.map.columns[i].track == FDTR_MAP_CLAIMS;
		ck_assert_uint_eq(lanes, most);
		free(laid.memory);
	}
}
END_TEST

Suite *map_grid_suite(void)
{
	return SUITE_OF("map-grid", every_address_is_covered_as_it_is, folding_hides_nothing,
		lanes_are_as_few_as_can_be);
}
