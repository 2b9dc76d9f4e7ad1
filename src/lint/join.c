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

/* The first range that does not end before `first`; NULL when all do. */
static const struct fdtr_range *first_from(const struct fdtr_ranges *ranges, uint64_t first)
{
	uint32_t low = 0, high = ranges->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (ranges->items[middle].last < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low < ranges->count ? &ranges->items[low] : NULL;
}

bool fdtr_ranges_contain(const struct fdtr_ranges *ranges, struct fdtr_range range)
{
	const struct fdtr_range *candidate = first_from(ranges, range.first);

	return candidate && fdtr_range_contains(*candidate, range);
}

bool fdtr_ranges_touch(const struct fdtr_ranges *ranges, struct fdtr_range range)
{
	const struct fdtr_range *candidate = first_from(ranges, range.first);

	return candidate && fdtr_range_overlaps(*candidate, range);
}
