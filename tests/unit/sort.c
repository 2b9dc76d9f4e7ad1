// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* Larger than what swapping moves at a time. */
struct big {
	uint32_t key;
	unsigned char filling[150];
	uint32_t copy;
};

static int compare_numbers(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

START_TEST(numbers_come_out_as_qsort_has_them)
{
	uint64_t state = 1;
	uint32_t items[200], wanted[200];

	for (uint32_t count = 0; count <= 200; count++) {
		uint32_t limit = count % 3 ? UINT32_MAX : 8;

		for (uint32_t i = 0; i < count; i++)
			wanted[i] = items[i] = random_below(&state, limit);
		fdtr_sort(items, count, sizeof(*items), compare_numbers);
		qsort(wanted, count, sizeof(*wanted), compare_numbers);
		ck_assert_mem_eq(items, wanted, count * sizeof(*items));
	}
}
END_TEST

START_TEST(every_order_of_six)
{
	for (uint32_t code = 0; code < 6 * 6 * 6 * 6 * 6 * 6; code++) {
		uint32_t items[6], counts[6] = {0}, rest = code;

		for (uint32_t i = 0; i < 6; i++, rest /= 6) {
			items[i] = rest % 6;
			counts[items[i]]++;
		}
		fdtr_sort(items, 6, sizeof(*items), compare_numbers);
		for (uint32_t i = 0; i < 6; i++) {
			ck_assert(i == 0 || items[i - 1] <= items[i]);
			counts[items[i]]--;
		}
		for (uint32_t i = 0; i < 6; i++)
			ck_assert_uint_eq(counts[i], 0);
	}
}
END_TEST

START_TEST(large_items_move_whole)
{
	static struct big items[300];
	uint64_t state = 2;

	for (uint32_t i = 0; i < 300; i++) {
		items[i].key = items[i].copy = random_below(&state, 1000);
		memset(items[i].filling, (int)(items[i].key & 0xff), sizeof(items[i].filling));
	}
	fdtr_sort(items, 300, sizeof(*items), compare_numbers);
	for (uint32_t i = 0; i < 300; i++) {
		ck_assert(i == 0 || items[i - 1].key <= items[i].key);
		ck_assert_uint_eq(items[i].key, items[i].copy);
		for (size_t k = 0; k < sizeof(items[i].filling); k++)
			ck_assert_uint_eq(items[i].filling[k], items[i].key & 0xff);
	}
}
END_TEST

static uint64_t comparisons;

static int counting_compare(const void *left, const void *right)
{
	comparisons++;
	return compare_numbers(left, right);
}

/* Heapsort takes at most 2 n log2 n + O(n). */
static void check_cost(uint32_t *items, uint32_t count)
{
	comparisons = 0;
	fdtr_sort(items, count, sizeof(*items), counting_compare);
	ck_assert_uint_le(comparisons, UINT64_C(2) * count * 18 + UINT64_C(3) * count);
}

START_TEST(no_order_is_slow)
{
	static uint32_t items[1 << 17];
	uint32_t count = 1 << 17;
	uint64_t state = 3;

	for (uint32_t i = 0; i < count; i++)
		items[i] = i;
	check_cost(items, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = count - i;
	check_cost(items, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = i % 2 ? i : count - i;
	check_cost(items, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = random_below(&state, UINT32_MAX);
	check_cost(items, count);
}
END_TEST

/* Numbers with gaps and repeats, sought from below the first to above the last. */
START_TEST(lower_bounds_as_naive)
{
	struct keyed {
		uint32_t key;
		uint32_t other;
	} items[30];
	uint64_t state = 4;

	for (uint32_t round = 0; round < 300; round++) {
		uint32_t count = round % 31, at = random_below(&state, 3);

		for (uint32_t i = 0; i < count; i++, at += random_below(&state, 3))
			items[i] = (struct keyed){at, UINT32_MAX};
		for (uint32_t key = 0; key <= at + 1; key++) {
			uint32_t wanted = 0;

			while (wanted < count && items[wanted].key < key)
				wanted++;
			ck_assert_uint_eq(fdtr_lower_bound(items, count, sizeof(*items), key), wanted);
		}
		ck_assert_uint_eq(fdtr_lower_bound(items, count, sizeof(*items), UINT32_MAX), count);
	}
}
END_TEST

Suite *sort_suite(void)
{
	return SUITE_OF("sort", numbers_come_out_as_qsort_has_them, every_order_of_six,
		large_items_move_whole, no_order_is_slow, lower_bounds_as_naive);
}
