// SPDX-License-Identifier: BSD-2-Clause
/*
 * Order. The C library's own sort may allocate, which the core must not: this is quicksort in place, with a stack
 * of a few words, that falls back to heapsort where the input makes it slow.
 */
#include "base/base.h"

#include <string.h>

struct sorter {
	fdtr_order *compare;
	size_t size; /* of an item, a multiple of 4 */
};

static void swap(const struct sorter *sorter, unsigned char *left, unsigned char *right)
{
	for (size_t done = 0; done < sorter->size; done += sizeof(uint32_t)) {
		uint32_t a, b;

		memcpy(&a, left + done, sizeof(a));
		memcpy(&b, right + done, sizeof(b));
		memcpy(left + done, &b, sizeof(b));
		memcpy(right + done, &a, sizeof(a));
	}
}

static void sift_down(const struct sorter *sorter, unsigned char *items, size_t root, size_t count)
{
	size_t size = sorter->size, child;

	for (; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count &&
			sorter->compare(items + child * size, items + (child + 1) * size) < 0)
			child++;
		if (sorter->compare(items + root * size, items + child * size) >= 0)
			return;
		swap(sorter, items + root * size, items + child * size);
	}
}

static void heapsort_items(const struct sorter *sorter, unsigned char *items, size_t count)
{
	for (size_t root = count / 2; root-- > 0;)
		sift_down(sorter, items, root, count);
	for (size_t last = count; last-- > 1;) {
		swap(sorter, items, items + last * sorter->size);
		sift_down(sorter, items, 0, last);
	}
}

static void insert_items(const struct sorter *sorter, unsigned char *items, size_t count)
{
	size_t size = sorter->size;

	for (size_t i = 1; i < count; i++) {
		for (size_t k = i; k && sorter->compare(items + (k - 1) * size, items + k * size) > 0; k--)
			swap(sorter, items + (k - 1) * size, items + k * size);
	}
}

/*
 * Puts the median of three in front, divides by it, and says where it ended up. The three stand inside, because what
 * is in order but for its ends is common.
 */
static size_t divide(const struct sorter *sorter, unsigned char *items, size_t count)
{
	size_t size = sorter->size, low = 0, high = count;
	unsigned char *left = items + count / 4 * size, *middle = items + count / 2 * size;
	unsigned char *right = items + (count - 1 - count / 4) * size;

	if (sorter->compare(left, middle) > 0)
		swap(sorter, left, middle);
	if (sorter->compare(middle, right) > 0)
		swap(sorter, middle, right);
	if (sorter->compare(left, middle) > 0)
		swap(sorter, left, middle);
	swap(sorter, items, middle);
	for (;;) {
		while (++low < count && sorter->compare(items + low * size, items) < 0)
			;
		while (sorter->compare(items + --high * size, items) > 0)
			;
		if (low >= high)
			break;
		swap(sorter, items + low * size, items + high * size);
	}
	swap(sorter, items, items + high * size);
	return high;
}

#define FEW 12
#define MAX_LEVELS 64

struct part {
	unsigned char *items;
	size_t count;
	unsigned int level;
};

/* The larger half waits, so that the stack stays as low as the logarithm. */
static void quicksort(const struct sorter *sorter, struct part part, unsigned int levels)
{
	struct part waiting[MAX_LEVELS];
	unsigned int depth = 0;

	for (;;) {
		while (part.count > FEW && part.level < levels) {
			size_t pivot = divide(sorter, part.items, part.count);
			struct part low = {part.items, pivot, part.level + 1};
			struct part high = {part.items + (pivot + 1) * sorter->size, part.count - pivot - 1,
				part.level + 1};

			waiting[depth++] = low.count > high.count ? low : high;
			part = low.count > high.count ? high : low;
		}
		if (part.count > FEW)
			heapsort_items(sorter, part.items, part.count);
		else
			insert_items(sorter, part.items, part.count);
		if (!depth)
			return;
		part = waiting[--depth];
	}
}

static bool in_order(const struct sorter *sorter, const unsigned char *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (sorter->compare(items + (i - 1) * sorter->size, items + i * sorter->size) > 0)
			return false;
	}
	return true;
}

void fdtr_sort(void *items, size_t count, size_t size, fdtr_order *compare)
{
	struct sorter sorter = {compare, size};
	struct part all = {items, count, 0};
	unsigned int levels = 0;

	if (in_order(&sorter, items, count))
		return;
	for (size_t left = count; left; left /= 2)
		levels += 2;
	quicksort(&sorter, all, levels < MAX_LEVELS ? levels : MAX_LEVELS - 1);
}

static uint32_t key_at(const void *items, size_t place)
{
	uint32_t key;

	memcpy(&key, (const unsigned char *)items + place, sizeof(key));
	return key;
}

uint32_t fdtr_lower_bound(const void *items, uint32_t count, size_t size, uint32_t key)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (key_at(items, middle * size) < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
