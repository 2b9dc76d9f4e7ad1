// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/document/value.h"

#include <string.h>

START_TEST(what_is_taken_is_zeroed_aligned_and_stays)
{
	struct store store = {0};
	unsigned char *taken[200];

	for (size_t i = 0; i < 200; i++) {
		taken[i] = store_take(&store, i + 1);
		ck_assert_ptr_nonnull(taken[i]);
		ck_assert_uint_eq((uintptr_t)taken[i] % 8, 0);
		for (size_t k = 0; k <= i; k++)
			ck_assert_uint_eq(taken[i][k], 0);
		memset(taken[i], (int)i, i + 1);
	}
	for (size_t i = 0; i < 200; i++) {
		for (size_t k = 0; k <= i; k++)
			ck_assert_uint_eq(taken[i][k], i);
	}
	store_free(&store);
	ck_assert_ptr_null(store.pieces);
	ck_assert_uint_eq(store.used, 0);
}
END_TEST

START_TEST(a_limit_is_reached_and_not_passed)
{
	struct store store = {.limit = 10000};
	size_t taken = 0;

	ck_assert_ptr_null(store_take(&store, 10001));
	while (store_take(&store, 8))
		taken += 8;
	ck_assert_uint_le(store.used, 10000);
	ck_assert_uint_eq(taken, 10000);
	ck_assert_ptr_null(store_take(&store, 1));
	ck_assert_ptr_null(store_text(&store, "text", 4));
	store_free(&store);
}
END_TEST

START_TEST(sizes_that_cannot_be_are_refused)
{
	struct store store = {0};

	ck_assert_ptr_null(store_take(&store, SIZE_MAX));
	ck_assert_ptr_null(store_take(&store, SIZE_MAX - 8));
	ck_assert_ptr_nonnull(store_take(&store, 3 << 20));
	store_free(&store);
}
END_TEST

START_TEST(text_gets_its_end)
{
	struct store store = {0};
	const char *text = store_text(&store, "abcdefgh", 4);

	ck_assert_str_eq(text, "abcd");
	ck_assert_str_eq(store_text(&store, "", 0), "");
	store_free(&store);
}
END_TEST

Suite *store_suite(void)
{
	return SUITE_OF("store", what_is_taken_is_zeroed_aligned_and_stays, a_limit_is_reached_and_not_passed,
		sizes_that_cannot_be_are_refused, text_gets_its_end);
}
