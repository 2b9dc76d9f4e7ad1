// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/names.h"

#include <stdio.h>
#include <string.h>

START_TEST(numbers_from_one)
{
	struct names names = {0};

	ck_assert_uint_eq(names_add(&names, "reg", 3), 1);
	ck_assert_uint_eq(names_add(&names, "ranges", 6), 2);
	ck_assert_uint_eq(names_add(&names, "reg", 3), 1);
	ck_assert_uint_eq(names_add(&names, "ranges", 3), 3);
	ck_assert_uint_eq(names_add(&names, "", 0), 4);
	ck_assert_uint_eq(names.count, 5);
	ck_assert_uint_eq(names.items[2].length, 6);
	ck_assert_uint_eq(names.items[2].hash, value_hash("ranges", 6));
	names_free(&names);
	ck_assert_uint_eq(names.count, 0);
}
END_TEST

START_TEST(keeps_many)
{
	static char texts[5000][8];
	struct names names = {0};

	for (uint32_t round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 5000; i++) {
			const int length = snprintf(texts[i], sizeof(texts[i]), "n%u", i);

			ck_assert_uint_eq(names_add(&names, texts[i], (size_t)length), i + 1);
		}
	}
	ck_assert_uint_eq(names.count, 5001);
	ck_assert_ptr_eq(names.items[4001].text, texts[4000]);
	names_free(&names);
}
END_TEST

Suite *names_suite(void)
{
	return SUITE_OF("names", numbers_from_one, keeps_many);
}
