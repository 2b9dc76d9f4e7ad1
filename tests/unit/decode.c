// SPDX-License-Identifier: BSD-2-Clause
/* Properties as values: one test for each way of reading them, and trees that are wrong. */
#include "decoding.h"

#include <stdlib.h>
#include <string.h>

START_TEST(numbers_by_type)
{
	decoding_begin();
	build_bytes("bytes", "\1\2\xff", 3);
	build_bytes("shorts", "\x00\x01\xff\xfe", 4);
	build_cells("cells", 1, UINT32_MAX);
	build_cells("longs", 1, 2, UINT32_MAX, UINT32_MAX);
	decoding_read();
	check_decoded("/", "bytes", "[[1 2 255]]");
	check_decoded("/", "shorts", "[[1 -2]]");
	check_decoded("/", "cells", "[[1 4294967295]]");
	check_decoded("/", "longs", "[[4294967298 18446744073709551615]]");
	ck_assert_uint_eq(decoding_find("/", "longs")->items[0].cell_size, 8);
	decoding_end();
}
END_TEST

/* A length that the type does not divide: one smaller number if it can be. */
START_TEST(numbers_of_wrong_length)
{
	decoding_begin();
	build_bytes("cells", "\1\2\3\4\5", 5);
	build_bytes("longs", "\0\0\0\7", 4);
	build_bytes("shorts", "\xff", 1);
	build_bytes("reg", "\1\2", 2);
	decoding_read();
	check_decoded("/", "cells", "5 bytes");
	check_decoded("/", "longs", "[[7]]");
	check_decoded("/", "shorts", "[[255]]");
	check_decoded("/", "reg", "[[258]]");
	decoding_end();
}
END_TEST

START_TEST(strings)
{
	decoding_begin();
	build_text("text", "one");
	build_node("list");
	build_strings("text", "one\0\0three");
	build_end();
	build_node("open");
	build_bytes("text", "open", 4);
	build_end();
	build_node("cell");
	build_cells("text", 4);
	build_end();
	build_node("utf8");
	build_text("text", "B\xc3\xb6rk");
	build_end();
	build_node("latin1");
	build_text("text", "B\xf6rk");
	build_end();
	build_node("empty");
	build_empty("text");
	build_end();
	decoding_read();
	check_decoded("/", "text", "['one']");
	check_decoded("/list", "text", "['one' '' 'three']");
	check_decoded("/open", "text", "['ope']");
	check_decoded("/cell", "text", "['' '' '' '']");
	check_decoded("/utf8", "text", "['B\xc3\xb6rk']");
	check_decoded("/latin1", "text", "5 bytes");
	check_decoded("/empty", "text", "true");
	ck_assert_uint_eq(
		decoding_find("/list", "text")->items[2].at, decoding_find("/list", "text")->at + 5);
	decoding_end();
}
END_TEST

START_TEST(one_of_several_types)
{
	decoding_begin();
	build_text("text-or-cell", "text");
	build_empty("flag-or-cell");
	build_cells("cell-or-long", 1, 2);
	build_node("cells");
	build_cells("text-or-cell", 1);
	build_cells("flag-or-cell", 1);
	build_cells("flag", 1);
	build_end();
	build_node("zero");
	build_cells("text-or-cell", 0);
	build_end();
	decoding_read();
	check_decoded("/", "text-or-cell", "['text']");
	check_decoded("/", "flag-or-cell", "true");
	check_decoded("/", "cell-or-long", "[[1 2]]");
	check_decoded("/cells", "text-or-cell", "[[1]]");
	check_decoded("/cells", "flag-or-cell", "[[1]]");
	check_decoded("/cells", "flag", "4 bytes");
	check_decoded("/zero", "text-or-cell", "['' '' '' '']");
	decoding_end();
}
END_TEST

/* What nothing is known of, and names in /aliases. */
START_TEST(no_type)
{
	decoding_begin();
	build_text("a", "text");
	build_strings("b", "one\0two");
	build_bytes("c", "\1\2\3", 3);
	build_cells("d", 1, 2);
	build_empty("e");
	build_node("aliases");
	build_strings("x", "/one\0/two");
	build_end();
	decoding_read();
	check_decoded("/", "a", "['text']");
	check_decoded("/", "b", "[[1869505792 1953984256]]");
	check_decoded("/", "c", "3 bytes");
	check_decoded("/", "d", "[[1 2]]");
	check_decoded("/", "e", "true");
	check_decoded("/aliases", "x", "['/one' '/two']");
	decoding_end();
}
END_TEST

START_TEST(overlay)
{
	decoding_begin();
	build_node("fragment@0");
	build_text("target-path", "/soc");
	build_node("__overlay__");
	build_node("clock@1");
	build_cells("reg", 0, 1, 0, 2);
	build_cells("clocks", UINT32_MAX, 7, UINT32_MAX);
	build_node("__overlay__");
	build_node("below");
	build_end();
	build_end();
	build_end();
	build_end();
	build_end();
	build_node("__fixups__");
	build_strings(
		"clk", "/fragment@0/__overlay__/clock@1:clocks:0\0/fragment@0/__overlay__/clock@1:clocks:8");
	build_end();
	decoding_read();
	check_decoded("/fragment@0", "__overlay__", "node");
	check_decoded("/fragment@0/__overlay__/clock@1", "reg", "[[0 1 0 2]]");
	check_decoded("/fragment@0/__overlay__/clock@1", "clocks", "[[4294967295 7] [4294967295]]");
	ck_assert_ptr_null(decoding_find("/fragment@0/__overlay__/clock@1", "__overlay__"));
	ck_assert_uint_eq(decoding.decoded
				  .nodes[fdtr_tree_find(&decoding.tree,
					  "/fragment@0/__overlay__/clock@1/__overlay__/below")]
				  .kind,
		VALUE_NULL);
	ck_assert_ptr_null(decoding_find("/", "__fixups__"));
	ck_assert_uint_eq(
		decoding.decoded.nodes[fdtr_tree_find(&decoding.tree, "/__fixups__")].kind, VALUE_NULL);
	decoding_end();
}
END_TEST

static const char *names_in(const struct value *object)
{
	static char buffer[256];
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	for (uint32_t i = 0; i < object->count; i++)
		fdtr_text_add(&text, "%s%s", i ? " " : "", object->members[i].name);
	return buffer;
}

START_TEST(objects)
{
	const struct value *bus;

	decoding_begin();
	build_node("bus@1");
	build_cells("reg", 1, 2, 3);
	build_node("b");
	build_text("text", "x");
	build_end();
	build_node("a");
	build_end();
	build_node("__symbols__");
	build_text("a", "/bus@1/a");
	build_end();
	build_end();
	decoding_read();
	ck_assert_str_eq(names_in(&decoding.decoded.nodes[0]), "#address-cells #size-cells bus@1 $nodename");
	check_decoded("/", "$nodename", "['/']");
	check_decoded("/bus@1", "$nodename", "['bus@1']");
	bus = decoding_find("/", "bus@1");
	ck_assert_uint_eq(bus->at, fdtr_tree_find(&decoding.tree, "/bus@1"));
	ck_assert_str_eq(names_in(bus), "reg b a");
	ck_assert_str_eq(names_in(&decoding.decoded.nodes[bus->at]), "reg b a $nodename");
	ck_assert_ptr_eq(bus->members, decoding.decoded.nodes[bus->at].members);
	ck_assert_str_eq(names_in(decoding_find("/bus@1", "b")), "text");
	for (uint32_t i = 0; i < bus->count; i++) {
		const struct member *member = &bus->members[i];

		ck_assert_str_eq(decoding.decoded.names.items[member->number].text, member->name);
		ck_assert_uint_eq(member->hash, value_hash(member->name, strlen(member->name)));
	}
	decoding_end();
}
END_TEST

/* No name twice: the last one counts, in the place of the first. */
START_TEST(names_twice)
{
	decoding_begin();
	build_cells("cells", 1);
	build_text("text", "x");
	build_cells("cells", 2);
	build_cells("$nodename", 7);
	build_node("text");
	build_cells("cells", 3);
	build_end();
	build_node("n");
	build_cells("#address-cells", 4);
	build_cells("#size-cells", 0);
	build_cells("#address-cells", 1);
	build_node("child");
	build_cells("reg", 1, 2);
	build_end();
	build_end();
	build_node("n");
	build_cells("cells", 5);
	build_end();
	build_node("$nodename");
	build_end();
	decoding_read();
	ck_assert_str_eq(
		names_in(&decoding.decoded.nodes[0]), "#address-cells #size-cells cells text n $nodename");
	check_decoded("/", "cells", "[[2]]");
	check_decoded("/", "text", "node");
	check_decoded("/", "$nodename", "['/']");
	ck_assert_uint_eq(decoding_find("/", "n")->at, 4);
	check_decoded("/n/child", "reg", "[[1] [2]]");
	decoding_end();
}
END_TEST

/* Where cells and strings are said to be has to be in the blob. */
static void check_value(const struct value *value, bool is_name)
{
	const unsigned char *end = decoding.blob.data + decoding.blob.size;

	if (value->kind == VALUE_CELLS) {
		ck_assert_ptr_eq(value->bytes, decoding.blob.data + value->at);
		ck_assert(value->count > 0 && value->bytes + value->count * value->cell_size <= end);
	} else if (value->kind == VALUE_BYTES) {
		ck_assert(
			value->bytes == decoding.blob.data + value->at && value->bytes + value->count <= end);
	} else if (value->kind == VALUE_STRING) {
		ck_assert(is_name || !memcmp(value->text, decoding.blob.data + value->at, value->count));
		ck_assert(!value->text[value->count]);
	}
	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		check_value(&value->items[i], is_name);
}

static void check_all(void)
{
	for (uint32_t i = 0; i < decoding.decoded.count; i++) {
		for (uint32_t j = 0; j < decoding.decoded.nodes[i].count; j++)
			check_value(&decoding.decoded.nodes[i].members[j].value,
				j + 1 == decoding.decoded.nodes[i].count);
	}
}

static void build_everything(void)
{
	decoding_begin();
	build_cells("interrupt-parent", 1);
	build_node("provider");
	build_cells("phandle", 1);
	build_cells("#clock-cells", 1);
	build_cells("#gpio-cells", 2);
	build_cells("#interrupt-cells", 3);
	build_cells("#interconnect-cells", 1);
	build_node("device@1");
	build_cells("reg", 0, 1, 2);
	build_cells("interrupts", 1, 2, 3);
	build_cells("interrupt-map", 0, 1, 1, 2, 3, 1, 1, 2, 3);
	build_cells("clocks", 1, 1, UINT32_MAX, 2);
	build_cells("reset-gpios", 1, 1, 1);
	build_cells("interconnects", 1, 1, 1, 1);
	build_strings("text", "a\0b");
	build_cells("text-or-cell", 1);
	build_cells("guessed", 1, 2, 3, 4);
	build_end();
	build_end();
	build_node("__fixups__");
	build_text("a", "/provider/device@1:clocks:8");
	build_end();
	decoding.blob = build_done();
}

/* Every cell of a tree replaced by others: an answer each time, and nothing outside of the blob. */
START_TEST(cells_bent)
{
	static const uint32_t values[] = {0, 1, 2, 4, 255, 0x40000000, UINT32_MAX - 1, UINT32_MAX};
	struct fdtr_arena arena;

	build_everything();
	decoding.memory = malloc(DECODING_ARENA);
	for (size_t at = 0; at + 4 <= decoding.blob.size; at += 4) {
		for (size_t i = 0; i < FDTR_ARRAY_SIZE(values); i++) {
			const struct fdtr_schemas known = {.types = decoding.types};
			const fdt32_t cell = cpu_to_fdt32(values[i]);
			unsigned char kept[4];

			memcpy(kept, decoding.blob.data + at, 4);
			memcpy(decoding.blob.data + at, &cell, 4);
			fdtr_arena_init(&arena, decoding.memory, DECODING_ARENA);
			if (!fdtr_tree_read(
				    &decoding.tree, decoding.blob.data, decoding.blob.size, &arena, NULL)) {
				ck_assert(!decode(&decoding.decoded, &decoding.tree, &known, NULL));
				check_all();
				decode_free(&decoding.decoded);
			}
			memcpy(decoding.blob.data + at, kept, 4);
		}
	}
	decoding_end();
}
END_TEST

Suite *decode_suite(void)
{
	return SUITE_OF("decode", numbers_by_type, numbers_of_wrong_length, strings, one_of_several_types,
		no_type, overlay, objects, names_twice, cells_bent);
}
