// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/document/keyword.h"

#include <stdio.h>
#include <string.h>

START_TEST(keywords_are_sorted)
{
	for (int i = 2; i < KEYWORD_COUNT; i++)
		ck_assert_str_lt(keyword_name((enum keyword)(i - 1)), keyword_name((enum keyword)i));
}
END_TEST

START_TEST(each_is_found_by_its_name_alone)
{
	char longer[64];

	for (int i = 1; i < KEYWORD_COUNT; i++) {
		const char *name = keyword_name((enum keyword)i);
		const size_t length = strlen(name);

		ck_assert_int_eq(keyword_find(name, length), i);
		(void)snprintf(longer, sizeof(longer), "%sX", name);
		ck_assert_int_eq(keyword_find(longer, length), i);
		ck_assert_int_eq(keyword_find(longer, length + 1), KEYWORD_NONE);
		ck_assert_int_ne(keyword_find(name, length - 1), i);
	}
	ck_assert_int_eq(keyword_find("", 0), KEYWORD_NONE);
	ck_assert_int_eq(keyword_find("$", 1), KEYWORD_NONE);
	ck_assert_int_eq(keyword_find("zzz", 3), KEYWORD_NONE);
	ck_assert_int_eq(keyword_find("Items", 5), KEYWORD_NONE);
}
END_TEST

START_TEST(shapes_are_those_of_the_table)
{
	ck_assert_int_eq(keyword_shape(KEYWORD_REF), SHAPE_TEXT);
	ck_assert_int_eq(keyword_shape(KEYWORD_ITEMS), SHAPE_ITEMS);
	ck_assert_int_eq(keyword_shape(KEYWORD_MULTIPLE_OF), SHAPE_DIVISOR);
	ck_assert_int_eq(keyword_shape(KEYWORD_DEPENDENCIES), SHAPE_EITHER);
}
END_TEST

Suite *keyword_suite(void)
{
	return SUITE_OF("keyword", keywords_are_sorted, each_is_found_by_its_name_alone,
		shapes_are_those_of_the_table);
}
