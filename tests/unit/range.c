// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

START_TEST(ends_are_inclusive)
{
	struct fdtr_range range = {7, 7};

	ck_assert(fdtr_range_make(0x1000, 0x1000, &range));
	check_range(range, 0x1000, 0x1fff);
	ck_assert_uint_eq(fdtr_range_size(range), 0x1000);
	ck_assert(fdtr_range_make(5, 1, &range));
	check_range(range, 5, 5);
	ck_assert_uint_eq(fdtr_range_size(range), 1);
}
END_TEST

START_TEST(ranges_touch_two_to_the_64)
{
	struct fdtr_range range = {7, 7};

	ck_assert(fdtr_range_make(UINT64_MAX, 1, &range));
	check_range(range, UINT64_MAX, UINT64_MAX);
	ck_assert(fdtr_range_make(UINT64_MAX - 0xfff, 0x1000, &range));
	check_range(range, UINT64_MAX - 0xfff, UINT64_MAX);
	ck_assert(fdtr_range_make(1, UINT64_MAX, &range));
	check_range(range, 1, UINT64_MAX);
	ck_assert_uint_eq(fdtr_range_size(range), UINT64_MAX);
	ck_assert_uint_eq(fdtr_range_size((struct fdtr_range){0, UINT64_MAX}), UINT64_MAX);
}
END_TEST

START_TEST(empty_and_wrapping_leave_the_range_alone)
{
	struct fdtr_range range = {7, 8};

	ck_assert(!fdtr_range_make(0, 0, &range));
	ck_assert(!fdtr_range_make(UINT64_MAX, 0, &range));
	ck_assert(!fdtr_range_make(UINT64_MAX, 2, &range));
	ck_assert(!fdtr_range_make(2, UINT64_MAX, &range));
	ck_assert(!fdtr_range_make(UINT64_MAX - 0xfff, 0x1001, &range));
	check_range(range, 7, 8);
}
END_TEST

static bool naive_overlap(struct fdtr_range left, struct fdtr_range right)
{
	for (uint64_t at = left.first; at <= left.last; at++) {
		if (right.first <= at && at <= right.last)
			return true;
	}
	return false;
}

static bool naive_contains(struct fdtr_range outer, struct fdtr_range inner)
{
	for (uint64_t at = inner.first; at <= inner.last; at++) {
		if (at < outer.first || at > outer.last)
			return false;
	}
	return true;
}

static void check_pair(struct fdtr_range left, struct fdtr_range right)
{
	struct fdtr_range shared = {99, 99};
	bool overlap = naive_overlap(left, right);

	ck_assert_int_eq(fdtr_range_overlaps(left, right), overlap);
	ck_assert_int_eq(fdtr_range_contains(left, right), naive_contains(left, right));
	ck_assert_int_eq(fdtr_range_intersect(left, right, &shared), overlap);
	if (!overlap) {
		check_range(shared, 99, 99);
		return;
	}
	for (uint64_t at = 0; at < 6; at++)
		ck_assert_int_eq(shared.first <= at && at <= shared.last,
			left.first <= at && at <= left.last && right.first <= at && at <= right.last);
}

START_TEST(every_pair_of_small_ranges)
{
	for (uint64_t a = 0; a < 6; a++)
		for (uint64_t b = a; b < 6; b++)
			for (uint64_t c = 0; c < 6; c++)
				for (uint64_t d = c; d < 6; d++)
					check_pair((struct fdtr_range){a, b}, (struct fdtr_range){c, d});
}
END_TEST

START_TEST(pairs_at_two_to_the_64)
{
	struct fdtr_range all = {0, UINT64_MAX}, top = {UINT64_MAX, UINT64_MAX}, bottom = {0, 0}, shared;

	ck_assert(fdtr_range_overlaps(all, top));
	ck_assert(!fdtr_range_overlaps(bottom, top));
	ck_assert(fdtr_range_contains(all, top));
	ck_assert(!fdtr_range_contains(top, all));
	ck_assert(fdtr_range_intersect(all, top, &shared));
	check_range(shared, UINT64_MAX, UINT64_MAX);
}
END_TEST

Suite *range_suite(void)
{
	return SUITE_OF("range", ends_are_inclusive, ranges_touch_two_to_the_64,
		empty_and_wrapping_leave_the_range_alone, every_pair_of_small_ranges, pairs_at_two_to_the_64);
}
