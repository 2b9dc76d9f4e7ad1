// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/document/names.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

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

/* Whatever names a tree has: these would all lie in one stretch of a table by value_hash(). */
START_TEST(does_not_slow_down)
{
	static char texts[60000][12];
	struct names names = {0};
	uint32_t count = 0;
	clock_t begun;

	for (unsigned int i = 0; count < FDTR_ARRAY_SIZE(texts); i++) {
		const int length = snprintf(texts[count], sizeof(texts[count]), "%u", i);

		if ((value_hash(texts[count], (size_t)length) & 0x1ffff) < 1024)
			count++;
	}
	begun = clock();
	for (uint32_t round = 0; round < 3; round++) {
		for (uint32_t i = 0; i < count; i++)
			ck_assert_uint_eq(names_add(&names, texts[i], strlen(texts[i])), i + 1);
	}
	ck_assert_int_lt(clock() - begun, 2 * CLOCKS_PER_SEC);
	names_free(&names);
}
END_TEST

Suite *names_suite(void)
{
	return SUITE_OF("names", numbers_from_one, keeps_many, does_not_slow_down);
}
