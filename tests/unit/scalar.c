// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/document/scalar.h"

#include <math.h>
#include <string.h>

static enum scalar read(const char *text, struct value *value)
{
	char copy[128];

	*value = (struct value){0};
	ck_assert_uint_lt(strlen(text), sizeof(copy));
	return scalar_read(value, strcpy(copy, text), strlen(text));
}

START_TEST(null_and_booleans)
{
	static const char *const none[] = {"", "~", "null", "Null", "NULL"};
	static const char *const truths[] = {"false", "true", "False", "True", "FALSE", "TRUE"};
	struct value value;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(none); i++) {
		ck_assert_int_eq(read(none[i], &value), SCALAR_READ);
		ck_assert_int_eq(value.kind, VALUE_NULL);
	}
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(truths); i++) {
		ck_assert_int_eq(read(truths[i], &value), SCALAR_READ);
		ck_assert_int_eq(value.kind, VALUE_BOOLEAN);
		ck_assert_int_eq(value.truth, i % 2);
	}
}
END_TEST

START_TEST(what_looks_like_more_is_a_string)
{
	static const char *const strings[] = {"yes", "no", "on", "off", "y", "n", "tRUE", "nULL", "nul", "~~",
		"truer", "+", "-", ".", "..", "-.", "+.", "_1", "0x", "0o", "0b", "0X1F", "0O7", "0B1", "0o8",
		"0b2", "0xg", "0x_", "0b_", "+_", "1:20", "2001-01-01", "0x1.8", "1.2.3", "12e", "12e+",
		"1e1_0", "e1", ".e1", "._", "-.nan", "+.nan", ".Nan", "inf", "nan", ".infinity", "1 2",
		"0 100", "--1", "+-1", "1-", "0x-1", "=", "<<", "../common.yaml#", "1.5V", "-0x", "1e5.5",
		"0x1p3"};
	struct value value;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(strings); i++) {
		ck_assert_msg(read(strings[i], &value) == SCALAR_TEXT, "%s", strings[i]);
		ck_assert_int_eq(value.kind, VALUE_STRING);
	}
}
END_TEST

START_TEST(integers)
{
	static const struct {
		const char *text;
		uint64_t value;
		bool negative;
	} cases[] = {{"0", 0, false}, {"-0", 0, false}, {"+0", 0, false}, {"7", 7, false}, {"012", 12, false},
		{"08", 8, false}, {"+1", 1, false}, {"-1", (uint64_t)-1, true}, {"0o17", 15, false},
		{"-0o17", (uint64_t)-15, true}, {"0x1F", 31, false}, {"0xfF", 255, false},
		{"-0x1f", (uint64_t)-31, true}, {"0b101", 5, false}, {"1_000", 1000, false},
		{"0x_ff_", 255, false}, {"1__", 1, false}, {"+_1", 1, false},
		{"18446744073709551615", UINT64_MAX, false}, {"0xffffffffffffffff", UINT64_MAX, false},
		{"000000000000000000000000000001", 1, false},
		{"-9223372036854775808", UINT64_C(1) << 63, true}};
	struct value value;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++) {
		ck_assert_msg(read(cases[i].text, &value) == SCALAR_READ, "%s", cases[i].text);
		ck_assert_int_eq(value.kind, VALUE_INTEGER);
		ck_assert_uint_eq(value.integer, cases[i].value);
		ck_assert_uint_eq(value.flags, cases[i].negative ? VALUE_NEGATIVE : 0);
	}
}
END_TEST

START_TEST(integers_beyond_64_bits)
{
	static const char *const cases[] = {"18446744073709551616", "0x10000000000000000",
		"-9223372036854775809", "-18446744073709551615", "99999999999999999999999999999999",
		"0o7777777777777777777777",
		"0b11111111111111111111111111111111111_111111111111111111111111111111"};
	struct value value;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++)
		ck_assert_msg(read(cases[i], &value) == SCALAR_LARGE, "%s", cases[i]);
}
END_TEST

START_TEST(reals)
{
	static const struct {
		const char *text;
		double value;
	} cases[] = {{"1.", 1}, {"1.5", 1.5}, {".5", .5}, {"-.5", -.5}, {"+1.25", 1.25}, {"1e3", 1000},
		{"1E3", 1000}, {"5e+3", 5000}, {"5e-1", .5}, {".5e3", 500}, {"12e03", 12000},
		{"1_0.2_5", 10.25}, {"1_.0", 1}, {"0.1", .1}, {"1e400", INFINITY}, {".inf", INFINITY},
		{"+.Inf", INFINITY}, {"-.INF", -INFINITY}};
	struct value value;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++) {
		ck_assert_msg(read(cases[i].text, &value) == SCALAR_READ, "%s", cases[i].text);
		ck_assert_int_eq(value.kind, VALUE_REAL);
		ck_assert_msg(
			value.real >= cases[i].value && value.real <= cases[i].value, "%s", cases[i].text);
	}
	ck_assert_int_eq(read(".nan", &value), SCALAR_READ);
	ck_assert(isnan(value.real));
	ck_assert_int_eq(read(".NaN", &value), SCALAR_READ);
	ck_assert_int_eq(read(".NAN", &value), SCALAR_READ);
}
END_TEST

Suite *scalar_suite(void)
{
	return SUITE_OF("scalar", null_and_booleans, what_looks_like_more_is_a_string, integers,
		integers_beyond_64_bits, reals);
}
