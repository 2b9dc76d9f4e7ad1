// SPDX-License-Identifier: BSD-2-Clause
/* Sets of ranges, ascending and disjoint, searched by halving. */
#include "lint/lint.h"

static int compare_ranges(const void *left, const void *right)
{
	const struct fdtr_range *a = left, *b = right;

	return a->first < b->first ? -1 : a->first > b->first;
}

void fdtr_ranges_join(struct fdtr_ranges *ranges)
{
	uint32_t kept = 0;

	fdtr_sort(ranges->items, ranges->count, sizeof(*ranges->items), compare_ranges);
	for (uint32_t i = 0; i < ranges->count; i++) {
		struct fdtr_range item = ranges->items[i];
		struct fdtr_range *last = kept ? &ranges->items[kept - 1] : NULL;

		if (!last || (last->last != UINT64_MAX && item.first > last->last + 1))
			ranges->items[kept++] = item;
		else if (item.last > last->last)
			last->last = item.last;
	}
	ranges->count = kept;
}

uint32_t fdtr_ranges_from(const struct fdtr_ranges *ranges, uint64_t first)
{
	uint32_t low = 0, high = ranges->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (ranges->items[middle].last < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool fdtr_ranges_contain(const struct fdtr_ranges *ranges, struct fdtr_range range)
{
	uint32_t at = fdtr_ranges_from(ranges, range.first);

	return at < ranges->count && fdtr_range_contains(ranges->items[at], range);
}

bool fdtr_ranges_touch(const struct fdtr_ranges *ranges, struct fdtr_range range)
{
	uint32_t at = fdtr_ranges_from(ranges, range.first);

	return at < ranges->count && fdtr_range_overlaps(ranges->items[at], range);
}
