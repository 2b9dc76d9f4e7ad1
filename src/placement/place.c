// SPDX-License-Identifier: BSD-2-Clause
/*
 * The banks, cut by every wish, are a list of disjoint ascending ranges; what is taken is another. One walk
 * over both yields the holes.
 */
#include <fdtrestrict/placement.h>

#include "base/base.h"

#include <inttypes.h>

#define FOUR_GIB UINT64_C(0x100000000)

struct ranges {
	struct fdtr_range *items;
	uint32_t count;
};

struct search {
	const struct fdtr_platform *platform;
	const struct fdtr_wish *wish;
	struct fdtr_arena *arena;
	struct fdtr_range low, high,
		largest; /* the best place below 4 GiB, the best at all, the largest hole */
	bool has_low, has_high, has_largest;
};

static int compare_ranges(const void *left, const void *right)
{
	const struct fdtr_range *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->last < b->last ? -1 : a->last > b->last;
}

/* Ascending and disjoint: overlapping ranges become one. */
static void normalise(struct ranges *ranges)
{
	uint32_t kept = 0;

	fdtr_sort(ranges->items, ranges->count, sizeof(*ranges->items), compare_ranges);
	for (uint32_t i = 0; i < ranges->count; i++) {
		if (kept && ranges->items[i].first <= ranges->items[kept - 1].last) {
			if (ranges->items[i].last > ranges->items[kept - 1].last)
				ranges->items[kept - 1].last = ranges->items[i].last;
			continue;
		}
		ranges->items[kept++] = ranges->items[i];
	}
	ranges->count = kept;
}

/* Both disjoint and ascending, so the result is, and has at most as many as both together. */
static int intersect(struct search *search, struct ranges *ranges, const struct ranges *with)
{
	struct ranges result = {
		fdtr_arena_take(search->arena, ranges->count + with->count, sizeof(*result.items)), 0};
	uint32_t i = 0, k = 0;

	if (!result.items)
		return FDTR_ERR_NOSPACE;
	while (i < ranges->count && k < with->count) {
		if (fdtr_range_intersect(ranges->items[i], with->items[k], &result.items[result.count]))
			result.count++;
		if (ranges->items[i].last < with->items[k].last)
			i++;
		else
			k++;
	}
	*ranges = result;
	return FDTR_OK;
}

static int intersect_copy(
	struct search *search, struct ranges *ranges, const struct fdtr_range *items, uint32_t count)
{
	struct ranges copy = {fdtr_arena_take(search->arena, count, sizeof(*copy.items)), count};

	if (!copy.items)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < count; i++)
		copy.items[i] = items[i];
	normalise(&copy);
	return intersect(search, ranges, &copy);
}

static int find_banks(struct search *search, struct ranges *banks)
{
	const struct fdtr_platform *platform = search->platform;

	banks->count = 0;
	for (uint32_t i = 0; i < platform->region_count; i++)
		banks->count += platform->regions[i].kind == FDTR_REGION_MEMORY;
	banks->items = fdtr_arena_take(search->arena, banks->count, sizeof(*banks->items));
	if (!banks->items)
		return FDTR_ERR_NOSPACE;
	banks->count = 0;
	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (platform->regions[i].kind == FDTR_REGION_MEMORY)
			banks->items[banks->count++] = platform->regions[i].range;
	}
	normalise(banks);
	return FDTR_OK;
}

/* Devices that share their windows come one after the other, so comparing with the last one is enough. */
static int cut_to_reach(struct search *search, struct ranges *candidates)
{
	const struct fdtr_platform *platform = search->platform;
	struct fdtr_range reach[FDTR_MAX_WINDOWS];
	uint32_t last = FDTR_NONE;
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < search->wish->device_count; i++) {
		const struct fdtr_device *device = &platform->devices[search->wish->devices[i]];

		if (device->window_object == FDTR_NONE || device->window_object == last ||
			device->windows_cut)
			continue;
		last = device->window_object;
		for (uint32_t k = 0; k < device->window_count; k++)
			reach[k] = platform->windows[device->first_window + k].range;
		status = intersect_copy(search, candidates, reach, device->window_count);
	}
	return status;
}

static int find_candidates(struct search *search, struct ranges *candidates)
{
	const struct fdtr_wish *wish = search->wish;
	struct fdtr_range limit = {0, search->platform->lowmem_last};
	int status = find_banks(search, candidates);

	if (wish->below && wish->below - 1 < limit.last)
		limit.last = wish->below - 1;
	if (!status)
		status = intersect_copy(search, candidates, &limit, 1);
	if (!status && wish->within_count)
		status = intersect_copy(search, candidates, wish->within, wish->within_count);
	return status ? status : cut_to_reach(search, candidates);
}

static bool is_taken(const struct fdtr_region *region, struct fdtr_range hull)
{
	return region->kind != FDTR_REGION_MEMORY && fdtr_range_overlaps(region->range, hull);
}

static int find_taken(struct search *search, const struct ranges *candidates, struct ranges *taken)
{
	const struct fdtr_platform *platform = search->platform;
	struct fdtr_range hull = {candidates->items[0].first, candidates->items[candidates->count - 1].last};
	struct fdtr_array array;
	struct fdtr_range *item;

	fdtr_array_begin(&array, search->arena, sizeof(*item));
	for (uint32_t i = 0; i < platform->region_count + search->wish->taken_count; i++) {
		const struct fdtr_region *region = i < platform->region_count
		                                           ? &platform->regions[i]
		                                           : &search->wish->taken[i - platform->region_count];

		if (!is_taken(region, hull))
			continue;
		item = fdtr_array_push(&array);
		if (!item)
			return FDTR_ERR_NOSPACE;
		*item = region->range;
	}
	*taken = (struct ranges){array.items, (uint32_t)array.count};
	normalise(taken);
	return FDTR_OK;
}

/* The highest aligned place of the wished size in the hole. */
static bool fit(const struct fdtr_wish *wish, struct fdtr_range hole, struct fdtr_range *place)
{
	uint64_t alignment = wish->alignment ? wish->alignment : 1;
	uint64_t base;

	if (hole.last - hole.first < wish->size - 1)
		return false;
	base = (hole.last - (wish->size - 1)) & ~(alignment - 1);
	return base >= hole.first && fdtr_range_make(base, wish->size, place);
}

static void consider(struct search *search, struct fdtr_range hole)
{
	struct fdtr_range below = {hole.first, hole.last < FOUR_GIB ? hole.last : FOUR_GIB - 1};

	if (!search->has_largest || hole.last - hole.first > search->largest.last - search->largest.first)
		search->largest = hole;
	search->has_largest = true;
	if (hole.first < FOUR_GIB && fit(search->wish, below, &search->low))
		search->has_low = true;
	if (fit(search->wish, hole, &search->high))
		search->has_high = true;
}

static void walk_holes(struct search *search, const struct ranges *candidates, const struct ranges *taken)
{
	uint32_t next = 0;

	for (uint32_t i = 0; i < candidates->count; i++) {
		struct fdtr_range left = candidates->items[i];
		bool open = true;

		while (next < taken->count && taken->items[next].last < left.first)
			next++;
		for (uint32_t k = next; open && k < taken->count && taken->items[k].first <= left.last; k++) {
			if (taken->items[k].first > left.first)
				consider(search, (struct fdtr_range){left.first, taken->items[k].first - 1});
			open = taken->items[k].last < left.last;
			if (open)
				left.first = taken->items[k].last + 1;
		}
		if (open)
			consider(search, left);
	}
}

static int no_room(const struct search *search, struct fdtr_range *range, struct fdtr_error *error)
{
	char wanted[FDTR_SIZE_TEXT], largest[FDTR_SIZE_TEXT], alignment[FDTR_SIZE_TEXT];

	if (!search->has_largest)
		return fdtr_error_set(error, FDTR_ERR_NOROOM,
			"no room for a pool of %s: no free memory meets the wishes; check /memory, --within, "
			"--below and the devices' dma-ranges",
			fdtr_size_text(search->wish->size, wanted));
	*range = search->largest;
	return fdtr_error_set(error, FDTR_ERR_NOROOM,
		"no room for a pool of %s aligned to %s: the largest hole is %s at %#" PRIx64
		"; ask for a smaller pool or allow more places",
		fdtr_size_text(search->wish->size, wanted),
		fdtr_size_text(search->wish->alignment ? search->wish->alignment : 1, alignment),
		fdtr_size_text(fdtr_range_size(search->largest), largest), search->largest.first);
}

static int find(struct search *search)
{
	struct ranges candidates, taken;
	int status = find_candidates(search, &candidates);

	if (status || !candidates.count)
		return status;
	status = find_taken(search, &candidates, &taken);
	if (!status)
		walk_holes(search, &candidates, &taken);
	return status;
}

int fdtr_place(const struct fdtr_platform *platform, const struct fdtr_wish *wish, struct fdtr_arena *arena,
	struct fdtr_range *range, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct search search = {.platform = platform, .wish = wish, .arena = arena};
	int status;

	if (!wish->size || (wish->alignment & (wish->alignment - 1)))
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
			"a pool needs a size, and its alignment must be a power of two");
	status = find(&search);
	fdtr_arena_reset(arena, mark);
	if (status)
		return fdtr_error_arena(error);
	if (!search.has_low && !search.has_high)
		return no_room(&search, range, error);
	*range = search.has_low ? search.low : search.high;
	return FDTR_OK;
}
