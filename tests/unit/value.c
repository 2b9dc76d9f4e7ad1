// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/document/document.h"

#include <stdio.h>
#include <string.h>

static struct document first, second;

static const struct value *parse(struct document *document, const char *text)
{
	struct fdtr_error error;

	ck_assert_msg(!document_read(document, "x.yaml", text, strlen(text), &error), "%s", error.message);
	return &document->root;
}

static bool equal(const char *left, const char *right)
{
	const struct value *a = parse(&first, left), *b = parse(&second, right);
	const bool is = value_equal(a, b);

	ck_assert_int_eq(value_equal(b, a), is);
	document_free(&first);
	document_free(&second);
	return is;
}

START_TEST(numbers_are_equal_by_what_they_are)
{
	ck_assert(equal("1", "0x1"));
	ck_assert(equal("1", "1.0"));
	ck_assert(equal("-3", "-3.0"));
	ck_assert(equal("0", "-0"));
	ck_assert(equal("0", "-0.0"));
	ck_assert(equal("1.5", "15e-1"));
	ck_assert(!equal("1", "1.5"));
	ck_assert(!equal("1", "-1"));
	ck_assert(!equal("-1", "18446744073709551615"));
	ck_assert(!equal(".nan", ".nan"));
	ck_assert(!equal("18446744073709551615", "-1.0"));
	ck_assert(!equal("18446744073709551615", ".inf"));
	ck_assert(!equal("-1", "-.inf"));
}
END_TEST

/* The reals next to these are 2^53, 2^64 and -2^63. */
START_TEST(a_large_integer_is_not_the_real_next_to_it)
{
	ck_assert(equal("9007199254740992", "9007199254740992.0"));
	ck_assert(!equal("9007199254740993", "9007199254740992.0"));
	ck_assert(!equal("18446744073709551615", "18446744073709551616.0"));
	ck_assert(equal("-9223372036854775808", "-9223372036854775808.0"));
	ck_assert(!equal("-9223372036854775807", "-9223372036854775808.0"));
}
END_TEST

START_TEST(kinds_are_told_apart)
{
	static const char *const values[] = {
		"null", "true", "false", "0", "1", "'1'", "'true'", "''", "[]", "{}"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(values); i++) {
		for (size_t k = 0; k < FDTR_ARRAY_SIZE(values); k++)
			ck_assert_int_eq(equal(values[i], values[k]), i == k);
	}
}
END_TEST

START_TEST(arrays_are_equal_in_order_and_objects_in_any)
{
	ck_assert(equal("[1, [a, b]]", "[1.0, [a, 'b']]"));
	ck_assert(!equal("[1, 2]", "[2, 1]"));
	ck_assert(!equal("[1, 2]", "[1, 2, 3]"));
	ck_assert(equal("{a: 1, b: [2]}", "{b: [2], a: 1}"));
	ck_assert(!equal("{a: 1}", "{b: 1}"));
	ck_assert(!equal("{a: 1}", "{a: 2}"));
	ck_assert(!equal("{a: 1}", "{a: 1, b: 2}"));
	ck_assert(!equal("{a: true}", "{a: 1}"));
}
END_TEST

static struct value cells(const void *bytes, uint32_t count, uint8_t size, uint8_t flags)
{
	return (struct value){.kind = VALUE_CELLS,
		.flags = flags,
		.cell_size = size,
		.at = 100,
		.count = count,
		.bytes = bytes};
}

START_TEST(cells_are_read_where_they_lie)
{
	static const unsigned char bytes[] = {0, 0, 0, 1, 0xff, 0xff, 0xff, 0xfe};
	struct value array = cells(bytes, 2, 4, 0), space;

	ck_assert_uint_eq(value_item(&array, 0, &space)->integer, 1);
	ck_assert_uint_eq(value_item(&array, 1, &space)->integer, 0xfffffffe);
	ck_assert_uint_eq(space.at, 104);
	ck_assert_uint_eq(space.cell_size, 4);
	ck_assert_int_eq(space.kind, VALUE_INTEGER);
	ck_assert_uint_eq(space.flags, 0);
	array = cells(bytes, 1, 8, 0);
	ck_assert_uint_eq(value_item(&array, 0, &space)->integer, UINT64_C(0x1fffffffe));
	array = cells(bytes, 4, 2, 0);
	ck_assert_uint_eq(value_item(&array, 3, &space)->integer, 0xfffe);
	ck_assert(value_is_array(&array));
}
END_TEST

START_TEST(cells_may_be_negative)
{
	static const unsigned char bytes[] = {0xff, 0xff, 0xff, 0xfe, 0x7f, 0xff, 0xff, 0xff};
	struct value array = cells(bytes, 2, 4, VALUE_NEGATIVE), space;

	ck_assert_int_eq((int64_t)value_item(&array, 0, &space)->integer, -2);
	ck_assert_uint_eq(space.flags, VALUE_NEGATIVE);
	ck_assert_uint_eq(value_item(&array, 1, &space)->integer, 0x7fffffff);
	ck_assert_uint_eq(space.flags, 0);
	array = cells(bytes, 1, 8, VALUE_NEGATIVE);
	ck_assert_int_eq((int64_t)value_item(&array, 0, &space)->integer, -0x180000001);
	array = cells(bytes, 8, 1, VALUE_NEGATIVE);
	ck_assert_int_eq((int64_t)value_item(&array, 3, &space)->integer, -2);
	ck_assert_uint_eq(value_item(&array, 4, &space)->integer, 0x7f);
}
END_TEST

START_TEST(cells_equal_an_array)
{
	static const unsigned char bytes[] = {0, 1, 0xff, 0xfe};
	const struct value plain = cells(bytes, 2, 2, 0), negative = cells(bytes, 2, 2, VALUE_NEGATIVE);

	ck_assert(value_equal(&plain, parse(&first, "[1, 65534]")));
	ck_assert(value_equal(parse(&second, "[1, -2]"), &negative));
	ck_assert(!value_equal(&plain, &negative));
	ck_assert(!value_equal(&plain, &second.root));
	document_free(&first);
	document_free(&second);
}
END_TEST

START_TEST(members_are_found_by_name_and_by_keyword)
{
	const struct value *object = parse(&first, "{items: 1, foo: 2, enum: 3}");

	ck_assert_uint_eq(value_member(object, "foo")->value.integer, 2);
	ck_assert_int_eq(value_member(object, "foo")->keyword, KEYWORD_NONE);
	ck_assert_ptr_null(value_member(object, "fo"));
	ck_assert_uint_eq(value_get(object, KEYWORD_ENUM)->integer, 3);
	ck_assert_str_eq(value_keyword(object, KEYWORD_ITEMS)->name, "items");
	ck_assert_ptr_null(value_get(object, KEYWORD_CONST));
	ck_assert_ptr_null(value_member(&object->members[0].value, "foo"));
	ck_assert_ptr_null(value_get(&object->members[0].value, KEYWORD_ENUM));
	document_free(&first);
}
END_TEST

START_TEST(members_are_put_and_removed)
{
	struct store store = {0};
	struct value object = {.kind = VALUE_OBJECT}, taken;
	char name[] = "n00";

	value_set(&store, &object, KEYWORD_CONST)->value.kind = VALUE_ARRAY;
	for (int i = 0; i < 50; i++) {
		(void)snprintf(name, sizeof(name), "n%02d", i % 100);
		value_put(&store, &object, store_text(&store, name, 3))->value.integer = (uint64_t)i;
	}
	ck_assert_uint_eq(object.count, 51);
	for (int i = 0; i < 50; i++) {
		(void)snprintf(name, sizeof(name), "n%02d", i % 100);
		ck_assert_uint_eq(value_member(&object, name)->value.integer, (uint64_t)i);
	}
	ck_assert_ptr_eq(value_set(&store, &object, KEYWORD_CONST), value_keyword(&object, KEYWORD_CONST));
	ck_assert_uint_eq(object.count, 51);
	ck_assert(value_remove(&object, KEYWORD_CONST, &taken));
	ck_assert_int_eq(taken.kind, VALUE_ARRAY);
	ck_assert_uint_eq(object.count, 50);
	ck_assert_str_eq(object.members[0].name, "n00");
	ck_assert_str_eq(object.members[49].name, "n49");
	ck_assert(!value_remove(&object, KEYWORD_CONST, NULL));
	store_free(&store);
}
END_TEST

START_TEST(items_are_appended)
{
	struct store store = {0};
	struct value array = {.kind = VALUE_ARRAY};

	for (uint64_t i = 0; i < 1000; i++) {
		struct value *item = value_append(&store, &array);

		ck_assert_int_eq(item->kind, VALUE_NULL);
		*item = (struct value){.kind = VALUE_INTEGER, .integer = i};
	}
	ck_assert_uint_eq(array.count, 1000);
	for (uint32_t i = 0; i < 1000; i++)
		ck_assert_uint_eq(array.items[i].integer, i);
	store_free(&store);
}
END_TEST

START_TEST(a_full_store_is_told_of)
{
	struct store store = {.limit = 4096};
	struct value array = {.kind = VALUE_ARRAY}, object = {.kind = VALUE_OBJECT}, copy;

	while (value_append(&store, &array))
		;
	ck_assert_uint_gt(array.count, 0);
	while (store_take(&store, 8))
		;
	ck_assert_ptr_null(value_put(&store, &object, "name"));
	ck_assert_uint_eq(object.count, 0);
	ck_assert(!value_copy(&store, &copy, &array));
	store_free(&store);
}
END_TEST

START_TEST(a_copy_shares_nothing_that_may_change)
{
	struct value copy;
	const struct value *original = parse(&first, "{a: [1, {b: text}], c: {}, d: []}");

	ck_assert(value_copy(&first.store, &copy, original));
	ck_assert(value_equal(&copy, original));
	copy.members[0].value.items[1].members[0].value.kind = VALUE_NULL;
	copy.members[0].value.items[0].integer = 2;
	ck_assert_ptr_nonnull(value_put(&first.store, &copy.members[1].value, "e"));
	ck_assert_ptr_nonnull(value_append(&first.store, &copy.members[2].value));
	ck_assert(value_equal(original, parse(&second, "{a: [1, {b: text}], c: {}, d: []}")));
	document_free(&first);
	document_free(&second);
}
END_TEST

/* Of FNV-1a with 32 bits, as its authors give them. */
START_TEST(the_hash_is_a_known_one)
{
	ck_assert_uint_eq(value_hash("", 0), 0x811c9dc5);
	ck_assert_uint_eq(value_hash("a", 1), 0xe40c292c);
	ck_assert_uint_eq(value_hash("foobar", 6), 0xbf9cf968);
}
END_TEST

Suite *value_suite(void)
{
	return SUITE_OF("value", numbers_are_equal_by_what_they_are,
		a_large_integer_is_not_the_real_next_to_it, kinds_are_told_apart,
		arrays_are_equal_in_order_and_objects_in_any, cells_are_read_where_they_lie,
		cells_may_be_negative, cells_equal_an_array, members_are_found_by_name_and_by_keyword,
		members_are_put_and_removed, items_are_appended, a_full_store_is_told_of,
		a_copy_shares_nothing_that_may_change, the_hash_is_a_known_one);
}
