// SPDX-License-Identifier: BSD-2-Clause
/* Placement on hand-made platforms, and against trying every address. */
#include "unit.h"

#include <string.h>

#define MOST 8

struct map {
	struct fdtr_platform platform;
	struct fdtr_region regions[MOST];
	struct fdtr_device devices[MOST];
	struct fdtr_window windows[MOST];
};

static _Alignas(8) unsigned char memory[1 << 14];

static struct map *new_map(void)
{
	static struct map map;

	map = (struct map){.platform = {.lowmem_last = UINT64_MAX}};
	map.platform.regions = map.regions;
	map.platform.devices = map.devices;
	map.platform.windows = map.windows;
	return &map;
}

static void add_region(struct map *map, enum fdtr_region_kind kind, uint64_t first, uint64_t last)
{
	ck_assert_uint_lt(map->platform.region_count, MOST);
	map->regions[map->platform.region_count++] =
		(struct fdtr_region){.range = {first, last}, .kind = kind, .pool = FDTR_NONE};
}

/* Devices of one window object share its windows, which are added right after. */
static void add_device(struct map *map, uint32_t window_object)
{
	map->devices[map->platform.device_count++] = (struct fdtr_device){
		.window_object = window_object, .first_window = map->platform.window_count};
}

static void add_window(struct map *map, uint64_t first, uint64_t last)
{
	map->windows[map->platform.window_count++] = (struct fdtr_window){.range = {first, last}};
	map->devices[map->platform.device_count - 1].window_count++;
}

static int place(const struct map *map, const struct fdtr_wish *wish, struct fdtr_range *range)
{
	struct fdtr_arena arena;
	struct fdtr_error error = {0};
	int status;

	fdtr_arena_init(&arena, memory, sizeof(memory));
	status = fdtr_place(&map->platform, wish, &arena, range, &error);
	ck_assert_uint_eq(arena.low, 0);
	ck_assert_uint_eq(arena.high, arena.size);
	ck_assert_int_eq(error.status, status);
	ck_assert_int_eq(error.message[0] == '\0', status == FDTR_OK);
	return status;
}

static void check_place(const struct map *map, const struct fdtr_wish *wish, uint64_t base)
{
	struct fdtr_range range = {7, 7};

	ck_assert_int_eq(place(map, wish, &range), FDTR_OK);
	check_range(range, base, base + (wish->size - 1));
}

/* Nothing fits; the largest hole is that, or none when last is 0. */
static void check_no_place(const struct map *map, const struct fdtr_wish *wish, uint64_t first, uint64_t last)
{
	struct fdtr_range range = {7, 7};

	ck_assert_int_eq(place(map, wish, &range), FDTR_ERR_NOROOM);
	check_range(range, last ? first : 7, last ? last : 7);
}

START_TEST(the_highest_place_of_a_bank)
{
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
	check_place(map, &(struct fdtr_wish){.size = 0x1000}, 0x4ffff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1001}, 0x4fffefff);
	check_place(map, &(struct fdtr_wish){.size = 1}, 0x4fffffff);
}
END_TEST

START_TEST(an_exact_fit)
{
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
	check_place(map, &(struct fdtr_wish){.size = 0x10000000}, 0x40000000);
	check_no_place(map, &(struct fdtr_wish){.size = 0x10000001}, 0x40000000, 0x4fffffff);
	add_region(map, FDTR_REGION_RESERVED, 0x40001000, 0x4fffffff);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .alignment = 0x1000}, 0x40000000);
	check_no_place(map, &(struct fdtr_wish){.size = 0x1001}, 0x40000000, 0x40000fff);
}
END_TEST

START_TEST(banks_are_not_bridged)
{
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0x50000000, 0x5fffffff);
	add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
	check_no_place(map, &(struct fdtr_wish){.size = 0x10000001}, 0x40000000, 0x4fffffff);
	check_place(map, &(struct fdtr_wish){.size = 0x10000000}, 0x50000000);
}
END_TEST

START_TEST(below_4_gib_goes_first)
{
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0x80000000, UINT64_C(0x17fffffff));
	check_place(map, &(struct fdtr_wish){.size = 0x1000}, 0xfffff000);
	check_place(map, &(struct fdtr_wish){.size = 0x80000000}, 0x80000000);
	check_place(map, &(struct fdtr_wish){.size = 0x80000001}, UINT64_C(0xffffffff));
	add_region(map, FDTR_REGION_RESERVED, 0x80000000, 0xffffffff);
	check_place(map, &(struct fdtr_wish){.size = 0x1000}, UINT64_C(0x17ffff000));
}
END_TEST

START_TEST(all_kinds_are_avoided)
{
	for (int kind = FDTR_REGION_MEMORY + 1; kind <= FDTR_REGION_PCI_WINDOW; kind++) {
		struct map *map = new_map();

		add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
		add_region(map, (enum fdtr_region_kind)kind, 0x4fff0000, UINT64_C(0x1ffffffff));
		check_place(map, &(struct fdtr_wish){.size = 0x1000}, 0x4ffef000);
	}
}
END_TEST

START_TEST(what_is_given_is_avoided)
{
	struct map *map = new_map();
	struct fdtr_region taken[] = {{.range = {0x4f000000, 0x4fffffff}, .kind = FDTR_REGION_KERNEL},
		{.range = {0x4e000000, 0x4effffff}, .kind = FDTR_REGION_DTB}};

	add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .taken = taken, .taken_count = 2}, 0x4dfff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .taken = taken, .taken_count = 1}, 0x4efff000);
}
END_TEST

START_TEST(alignment)
{
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0x40000800, 0x4fffefff);
	check_place(map, &(struct fdtr_wish){.size = 0x800, .alignment = 0x10000}, 0x4fff0000);
	check_place(map, &(struct fdtr_wish){.size = 0xf000, .alignment = 0x10000}, 0x4fff0000);
	check_place(map, &(struct fdtr_wish){.size = 0xf001, .alignment = 0x10000}, 0x4ffe0000);
	check_place(map, &(struct fdtr_wish){.size = 0x7000000, .alignment = 0x8000000}, 0x48000000);
}
END_TEST

START_TEST(alignment_may_leave_no_room)
{
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0x40000001, 0x7fffffff);
	check_no_place(map, &(struct fdtr_wish){.size = 1, .alignment = 0x40000000}, 0x40000001, 0x7fffffff);
	check_no_place(
		map, &(struct fdtr_wish){.size = 1, .alignment = UINT64_C(1) << 63}, 0x40000001, 0x7fffffff);
}
END_TEST

START_TEST(within_ranges)
{
	struct map *map = new_map();
	struct fdtr_range within[] = {{0x48000000, 0x48ffffff}, {0x42000000, 0x42ffffff}, {0, 0x40ffffff}};

	add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
	check_place(
		map, &(struct fdtr_wish){.size = 0x1000, .within = within, .within_count = 3}, 0x48fff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .within = within + 1, .within_count = 2},
		0x42fff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .within = within + 2, .within_count = 1},
		0x40fff000);
	check_no_place(map, &(struct fdtr_wish){.size = 0x1000001, .within = within, .within_count = 1},
		0x48000000, 0x48ffffff);
}
END_TEST

/* The pool lies in one of them, not in two that overlap. */
START_TEST(within_one_of_two_that_overlap)
{
	struct map *map = new_map();
	struct fdtr_range within[] = {{0x41000000, 0x41ffffff}, {0x41800000, 0x427fffff}};

	add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
	check_place(
		map, &(struct fdtr_wish){.size = 0x1000000, .within = within, .within_count = 2}, 0x41800000);
	check_place(
		map, &(struct fdtr_wish){.size = 0x1000001, .within = within, .within_count = 2}, 0x417fffff);
}
END_TEST

START_TEST(below)
{
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .below = 0x48000000}, 0x47fff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .below = 0x48000001}, 0x47fff001);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .below = UINT64_MAX}, 0x4ffff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .below = 0x40001000}, 0x40000000);
	check_no_place(map, &(struct fdtr_wish){.size = 0x1000, .below = 0x40000fff}, 0x40000000, 0x40000ffe);
	check_no_place(map, &(struct fdtr_wish){.size = 1, .below = 1}, 0, 0);
	map->platform.lowmem_last = 0x43ffffff;
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .below = 0x48000000}, 0x43fff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .below = 0x42000000}, 0x41fff000);
}
END_TEST

START_TEST(devices_must_reach_it)
{
	static const uint32_t devices[] = {0, 1, 2};
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0x40000000, 0x4fffffff);
	add_device(map, 5);
	add_window(map, 0, 0x44ffffff);
	add_window(map, 0x48000000, 0x48ffffff);
	add_device(map, FDTR_NONE);
	add_device(map, 6);
	add_window(map, 0x44000000, 0x47ffffff);
	check_place(
		map, &(struct fdtr_wish){.size = 0x1000, .devices = devices, .device_count = 1}, 0x48fff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .devices = devices + 1, .device_count = 1},
		0x4ffff000);
	check_place(map, &(struct fdtr_wish){.size = 0x1000, .devices = devices + 1, .device_count = 2},
		0x47fff000);
	check_place(
		map, &(struct fdtr_wish){.size = 0x1000, .devices = devices, .device_count = 3}, 0x44fff000);
	map->devices[0].windows_cut = true;
	check_place(
		map, &(struct fdtr_wish){.size = 0x1000, .devices = devices, .device_count = 1}, 0x4ffff000);
	map->devices[2].window_count = 0;
	map->devices[2].unreachable = true;
	check_no_place(map, &(struct fdtr_wish){.size = 0x1000, .devices = devices, .device_count = 3}, 0, 0);
}
END_TEST

START_TEST(full_or_no_memory)
{
	struct map *map = new_map();

	check_no_place(map, &(struct fdtr_wish){.size = 1}, 0, 0);
	add_region(map, FDTR_REGION_RESERVED, 0, 0xffff);
	check_no_place(map, &(struct fdtr_wish){.size = 1}, 0, 0);
	add_region(map, FDTR_REGION_MEMORY, 0, 0xffff);
	check_no_place(map, &(struct fdtr_wish){.size = 1}, 0, 0);
}
END_TEST

START_TEST(up_to_two_to_the_64)
{
	struct map *map = new_map();

	add_region(map, FDTR_REGION_MEMORY, 0, UINT64_MAX);
	add_region(map, FDTR_REGION_RESERVED, 0x1000, FOUR_GIB - 1);
	check_place(map, &(struct fdtr_wish){.size = 0x1000}, 0);
	check_place(map, &(struct fdtr_wish){.size = 0x1001}, UINT64_MAX - 0x1000);
	check_place(map, &(struct fdtr_wish){.size = UINT64_MAX - FOUR_GIB + 1}, FOUR_GIB);
	check_place(
		map, &(struct fdtr_wish){.size = 0x2000, .alignment = UINT64_C(1) << 63}, UINT64_C(1) << 63);
	check_no_place(map, &(struct fdtr_wish){.size = UINT64_MAX}, FOUR_GIB, UINT64_MAX);
	add_region(map, FDTR_REGION_RESERVED, UINT64_MAX, UINT64_MAX);
	check_place(map, &(struct fdtr_wish){.size = 0x2000}, UINT64_MAX - 0x2000);
}
END_TEST

START_TEST(wishes_that_cannot_be)
{
	struct map *map = new_map();
	struct fdtr_range range;

	add_region(map, FDTR_REGION_MEMORY, 0, UINT64_MAX);
	ck_assert_int_eq(place(map, &(struct fdtr_wish){.size = 0}, &range), FDTR_ERR_ARGUMENT);
	ck_assert_int_eq(
		place(map, &(struct fdtr_wish){.size = 1, .alignment = 3}, &range), FDTR_ERR_ARGUMENT);
	ck_assert_int_eq(
		place(map, &(struct fdtr_wish){.size = 1, .alignment = 0x18000}, &range), FDTR_ERR_ARGUMENT);
}
END_TEST

START_TEST(a_small_arena_is_left_as_it_was)
{
	struct map *map = new_map();
	struct fdtr_wish wish = {.size = 0x1000};
	struct fdtr_range range = {7, 8};
	struct fdtr_arena arena;
	int status = FDTR_ERR_NOSPACE;

	for (int i = 0; i < MOST / 2; i++) {
		add_region(map, FDTR_REGION_MEMORY, (uint64_t)i << 32, ((uint64_t)i << 32) + 0xffffff);
		add_region(map, FDTR_REGION_RESERVED, (uint64_t)i << 32, ((uint64_t)i << 32) + 0xff);
	}
	for (size_t size = 0; status; size += 8) {
		fdtr_arena_init(&arena, memory, size);
		status = fdtr_place(&map->platform, &wish, &arena, &range, NULL);
		ck_assert(arena.low == 0 && arena.high == size);
		ck_assert(status == FDTR_OK || status == FDTR_ERR_NOSPACE);
		if (status)
			check_range(range, 7, 8);
		ck_assert_uint_lt(size, sizeof(memory));
	}
	check_range(range, 0xfff000, 0xffffff);
}
END_TEST

/* A world of 64 bytes around 4 GiB: every address can be tried. */
#define FIRST (FOUR_GIB - 32)
#define LAST (FOUR_GIB + 31)

struct trial {
	struct map *map;
	struct fdtr_wish wish;
	struct fdtr_range within[3];
	struct fdtr_region taken[2];
	uint32_t devices[2];
};

static struct fdtr_range random_range(uint64_t *state, uint32_t most)
{
	uint64_t first = FIRST + random_below(state, 64), last = first + random_below(state, most);

	return (struct fdtr_range){first, last > LAST ? LAST : last};
}

/* Ascending, with a gap between neighbours. */
static uint32_t random_ranges(uint64_t *state, struct fdtr_range *ranges, uint32_t most)
{
	uint64_t first = FIRST + random_below(state, 8);
	uint32_t count = 0;

	for (; count < most && first <= LAST; count++) {
		uint64_t last = first + random_below(state, 40);

		ranges[count] = (struct fdtr_range){first, last > LAST ? LAST : last};
		first = last + 2 + random_below(state, 6);
	}
	return count;
}

static void random_platform(uint64_t *state, struct trial *trial)
{
	struct fdtr_range ranges[3];
	uint32_t count = random_ranges(state, ranges, 1 + random_below(state, 3));

	trial->map = new_map();
	for (uint32_t i = count; i-- > 0;)
		add_region(trial->map, FDTR_REGION_MEMORY, ranges[i].first, ranges[i].last);
	for (uint32_t i = random_below(state, 5); i > 0; i--) {
		struct fdtr_range range = random_range(state, 8);

		add_region(trial->map, FDTR_REGION_RESERVED, range.first, range.last);
	}
	for (uint32_t i = 0; i < 2; i++) {
		add_device(trial->map, random_below(state, 3) ? 10 + i : FDTR_NONE);
		if (trial->map->devices[i].window_object == FDTR_NONE)
			continue;
		count = random_ranges(state, ranges, 2);
		for (uint32_t k = 0; k < count; k++)
			add_window(trial->map, ranges[k].first, ranges[k].last);
	}
}

static void random_wish(uint64_t *state, struct trial *trial)
{
	trial->wish = (struct fdtr_wish){.size = 1 + random_below(state, 12)};
	if (random_below(state, 2))
		trial->wish.alignment = UINT64_C(1) << random_below(state, 5);
	if (random_below(state, 3) == 0)
		trial->wish.below = FIRST + random_below(state, 66);
	trial->wish.within = trial->within;
	if (random_below(state, 2))
		trial->wish.within_count = random_ranges(state, trial->within, 3);
	trial->wish.taken = trial->taken;
	trial->wish.taken_count = random_below(state, 3);
	for (uint32_t i = 0; i < 2; i++)
		trial->taken[i] =
			(struct fdtr_region){.range = random_range(state, 6), .kind = FDTR_REGION_DTB};
	trial->wish.devices = trial->devices;
	trial->wish.device_count = random_below(state, 3);
	trial->devices[0] = random_below(state, 2);
	trial->devices[1] = !trial->devices[0];
}

static bool in_one_of(struct fdtr_range place, const struct fdtr_range *ranges, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (fdtr_range_contains(ranges[i], place))
			return true;
	}
	return false;
}

static bool reached(const struct trial *trial, struct fdtr_range place)
{
	for (uint32_t i = 0; i < trial->wish.device_count; i++) {
		const struct fdtr_device *device = &trial->map->devices[trial->devices[i]];
		bool inside = device->window_object == FDTR_NONE;

		for (uint32_t k = 0; k < device->window_count; k++)
			inside =
				inside || fdtr_range_contains(
						  trial->map->windows[device->first_window + k].range, place);
		if (!inside)
			return false;
	}
	return true;
}

static bool legal(const struct trial *trial, struct fdtr_range place)
{
	bool in_bank = false;

	for (uint32_t i = 0; i < trial->map->platform.region_count; i++) {
		const struct fdtr_region *region = &trial->map->regions[i];

		if (region->kind == FDTR_REGION_MEMORY)
			in_bank = in_bank || fdtr_range_contains(region->range, place);
		else if (fdtr_range_overlaps(region->range, place))
			return false;
	}
	for (uint32_t i = 0; i < trial->wish.taken_count; i++) {
		if (fdtr_range_overlaps(trial->taken[i].range, place))
			return false;
	}
	return in_bank && (!trial->wish.alignment || place.first % trial->wish.alignment == 0) &&
	       (!trial->wish.below || place.last < trial->wish.below) &&
	       (!trial->wish.within_count || in_one_of(place, trial->within, trial->wish.within_count)) &&
	       reached(trial, place);
}

/* The highest below 4 GiB, else the highest. */
static bool naive_place(const struct trial *trial, struct fdtr_range *best)
{
	bool found = false;

	for (uint64_t base = FIRST; base <= LAST; base++) {
		struct fdtr_range place = {base, base + trial->wish.size - 1};

		if (!legal(trial, place) || (found && best->last < FOUR_GIB && place.last >= FOUR_GIB))
			continue;
		*best = place;
		found = true;
	}
	return found;
}

START_TEST(as_trying_every_address)
{
	uint64_t state = 99;
	unsigned int placed = 0, rounds = 30000;

	for (unsigned int i = 0; i < rounds; i++) {
		struct fdtr_range wanted = {0, 0}, range = {7, 7};
		struct trial trial;
		bool found;

		random_platform(&state, &trial);
		random_wish(&state, &trial);
		found = naive_place(&trial, &wanted);
		ck_assert_msg(place(trial.map, &trial.wish, &range) == (found ? FDTR_OK : FDTR_ERR_NOROOM),
			"round %u", i);
		if (!found)
			continue;
		check_range(range, wanted.first, wanted.last);
		placed++;
	}
	ck_assert_uint_gt(placed, rounds / 4);
	ck_assert_uint_lt(placed, rounds / 4 * 3);
}
END_TEST

Suite *place_suite(void)
{
	return SUITE_OF("place", the_highest_place_of_a_bank, an_exact_fit, banks_are_not_bridged,
		below_4_gib_goes_first, all_kinds_are_avoided, what_is_given_is_avoided, alignment,
		alignment_may_leave_no_room, within_ranges, within_one_of_two_that_overlap, below,
		devices_must_reach_it, full_or_no_memory, up_to_two_to_the_64, wishes_that_cannot_be,
		a_small_arena_is_left_as_it_was, as_trying_every_address);
}
