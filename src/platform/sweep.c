// SPDX-License-Identifier: BSD-2-Clause
/*
 * The sweep keeps two heaps of the intervals that are still open, ordered by where they end: the subjects,
 * and the rest. What begins now overlaps exactly what is open, so no pair is looked at that is not
 * reported.
 */
#include <fdtrestrict/platform.h>

#include "base/base.h"

struct heap {
	const struct fdtr_interval *intervals;
	uint32_t *items;
	uint32_t count;
};

static int compare_intervals(const void *left, const void *right)
{
	const struct fdtr_interval *a = left, *b = right;

	if (a->range.first != b->range.first)
		return a->range.first < b->range.first ? -1 : 1;
	if (a->range.last != b->range.last)
		return a->range.last < b->range.last ? -1 : 1;
	return a->tag < b->tag ? -1 : a->tag > b->tag;
}

static uint64_t last_of(const struct heap *heap, uint32_t place)
{
	return heap->intervals[heap->items[place]].range.last;
}

static void swap_items(struct heap *heap, uint32_t left, uint32_t right)
{
	uint32_t kept = heap->items[left];

	heap->items[left] = heap->items[right];
	heap->items[right] = kept;
}

static void heap_push(struct heap *heap, uint32_t item)
{
	uint32_t place = heap->count++;

	heap->items[place] = item;
	for (; place && last_of(heap, place) < last_of(heap, (place - 1) / 2); place = (place - 1) / 2)
		swap_items(heap, place, (place - 1) / 2);
}

static void heap_pop(struct heap *heap)
{
	uint32_t place = 0, child;

	heap->items[0] = heap->items[--heap->count];
	while ((child = 2 * place + 1) < heap->count) {
		if (child + 1 < heap->count && last_of(heap, child + 1) < last_of(heap, child))
			child++;
		if (last_of(heap, place) <= last_of(heap, child))
			return;
		swap_items(heap, place, child);
		place = child;
	}
}

static void close_before(struct heap *heap, uint64_t first)
{
	while (heap->count && last_of(heap, 0) < first)
		heap_pop(heap);
}

static bool report_open(
	const struct heap *heap, const struct fdtr_interval *begun, fdtr_overlap_fn *report, void *context)
{
	for (uint32_t i = 0; i < heap->count; i++) {
		if (!report(context, &heap->intervals[heap->items[i]], begun))
			return false;
	}
	return true;
}

/* Both heaps share one array: the subjects' grows from its start, the rest's has the second half. */
static uint32_t count_subjects(const struct fdtr_interval *intervals, uint32_t count)
{
	uint32_t subjects = 0;

	for (uint32_t i = 0; i < count; i++)
		subjects += intervals[i].subject;
	return subjects;
}

void fdtr_sweep(struct fdtr_interval *intervals, uint32_t count, bool among_subjects, uint32_t *scratch,
	fdtr_overlap_fn *report, void *context)
{
	struct heap subjects = {intervals, scratch, 0};
	struct heap rest = {intervals, scratch + count_subjects(intervals, count), 0};

	fdtr_sort(intervals, count, sizeof(*intervals), compare_intervals);
	for (uint32_t i = 0; i < count; i++) {
		const struct fdtr_interval *begun = &intervals[i];

		close_before(&subjects, begun->range.first);
		close_before(&rest, begun->range.first);
		if ((among_subjects || !begun->subject) && !report_open(&subjects, begun, report, context))
			return;
		if (begun->subject && !report_open(&rest, begun, report, context))
			return;
		heap_push(begun->subject ? &subjects : &rest, i);
	}
}
