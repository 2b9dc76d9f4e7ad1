// SPDX-License-Identifier: BSD-2-Clause
/* Order. Heapsort, because the C library's own sort may allocate, which the core must not. */
#include "base/base.h"

#include <string.h>

static void swap(unsigned char *left, unsigned char *right, size_t size)
{
	unsigned char kept[64];

	for (size_t done = 0, step; done < size; done += step) {
		step = size - done < sizeof(kept) ? size - done : sizeof(kept);
		memcpy(kept, left + done, step);
		memcpy(left + done, right + done, step);
		memcpy(right + done, kept, step);
	}
}

static void sift_down(unsigned char *items, size_t root, size_t count, size_t size, fdtr_compare *compare)
{
	size_t child;

	for (; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count && compare(items + child * size, items + (child + 1) * size) < 0)
			child++;
		if (compare(items + root * size, items + child * size) >= 0)
			return;
		swap(items + root * size, items + child * size, size);
	}
}

static bool in_order(const unsigned char *items, size_t count, size_t size, fdtr_compare *compare)
{
	for (size_t i = 1; i < count; i++) {
		if (compare(items + (i - 1) * size, items + i * size) > 0)
			return false;
	}
	return true;
}

void fdtr_sort(void *items, size_t count, size_t size, fdtr_compare *compare)
{
	unsigned char *bytes = items;

	if (in_order(bytes, count, size, compare))
		return;
	for (size_t root = count / 2; root-- > 0;)
		sift_down(bytes, root, count, size, compare);
	for (size_t last = count; last-- > 1;) {
		swap(bytes, bytes + last * size, size);
		sift_down(bytes, 0, last, size, compare);
	}
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
