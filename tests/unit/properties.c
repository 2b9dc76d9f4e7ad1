// SPDX-License-Identifier: BSD-2-Clause
/* What properties hold: cells, numbers, strings. */
#include "unit.h"

static void build_shaped(const char *name, const char *property, const void *data, size_t length)
{
	build_node(name);
	build_bytes(property, data, length);
	build_end();
}

START_TEST(cells_have_defaults_and_limits)
{
	static const uint8_t address[] = {3, 2, 2, 0, 255, FDTR_BAD_CELLS, FDTR_BAD_CELLS, FDTR_BAD_CELLS};
	static const uint8_t size[] = {0, 1, 0, 1, 1, 1, 1, 1};
	struct world world;

	build_begin();
	build_root(3, 0);
	build_shaped("default", "x", "", 0);
	build_shaped("no-size", "#size-cells", "\0\0\0\0", 4);
	build_shaped("no-address", "#address-cells", "\0\0\0\0", 4);
	build_shaped("most", "#address-cells", "\0\0\0\xff", 4);
	build_shaped("too-many", "#address-cells", "\0\0\1\0", 4);
	build_shaped("short", "#address-cells", "\0\1", 2);
	build_shaped("empty", "#address-cells", "", 0);
	world_read(&world, build_done());
	for (uint32_t i = 0; i < world.tree.node_count; i++) {
		ck_assert_uint_eq(world.tree.nodes[i].address_cells, address[i]);
		ck_assert_uint_eq(world.tree.nodes[i].size_cells, size[i]);
	}
	ck_assert_uint_eq(fdtr_address_cells(&world.tree, 0), 2);
	ck_assert_uint_eq(fdtr_size_cells(&world.tree, 0), 1);
	ck_assert_uint_eq(fdtr_address_cells(&world.tree, 1), 3);
	ck_assert_uint_eq(fdtr_size_cells(&world.tree, 1), 0);
	world_free(&world);
}
END_TEST

START_TEST(numbers_of_cells)
{
	static const unsigned char data[] = {0, 0, 0, 0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0};
	uint64_t value = 99;

	ck_assert_uint_eq(fdtr_cell(data + 4), 0x12345678);
	ck_assert(fdtr_cells(data, 0, &value));
	ck_assert_uint_eq(value, 0);
	ck_assert(fdtr_cells(data + 4, 1, &value));
	ck_assert_uint_eq(value, 0x12345678);
	ck_assert(fdtr_cells(data + 4, 2, &value));
	ck_assert_uint_eq(value, UINT64_C(0x123456789abcdef0));
	ck_assert(fdtr_cells(data, 3, &value));
	ck_assert_uint_eq(value, UINT64_C(0x123456789abcdef0));
	ck_assert(!fdtr_cells((const unsigned char *)"\0\0\0\1\0\0\0\0\0\0\0\0", 3, &value));
}
END_TEST

static struct fdtr_property text_property(const char *data, uint32_t length)
{
	return (struct fdtr_property){.data = (const unsigned char *)data, .length = length};
}

START_TEST(string_lists)
{
	struct fdtr_property two = text_property("ab\0cd", 6), open = text_property("ab\0cd", 5);
	struct fdtr_property none = text_property("", 0), gap = text_property("\0ab", 4);

	ck_assert_uint_eq(fdtr_strings_index(&two, "ab"), 0);
	ck_assert_uint_eq(fdtr_strings_index(&two, "cd"), 1);
	ck_assert_uint_eq(fdtr_strings_index(&two, "b"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_strings_index(&two, "a"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_strings_index(&two, "abc"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_strings_index(&open, "cd"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_strings_index(&none, ""), FDTR_NONE);
	ck_assert_uint_eq(fdtr_strings_index(&gap, ""), 0);
	ck_assert_uint_eq(fdtr_strings_index(&gap, "ab"), 1);
	ck_assert(fdtr_strings_have(&two, "cd"));
	ck_assert(!fdtr_strings_have(&two, "ef"));
}
END_TEST

START_TEST(status_and_names)
{
	struct world world;

	build_begin();
	build_root(2, 1);
	build_shaped("okay@1", "status", "okay", 5);
	build_shaped("ok", "status", "ok", 3);
	build_shaped("okays", "status", "okays", 6);
	build_shaped("open", "status", "okay", 4);
	build_shaped("empty", "status", "", 0);
	build_shaped("list", "status", "disabled\0okay", 14);
	world_read(&world, build_done());
	ck_assert(fdtr_available(&world.tree, 0));
	for (uint32_t i = 1; i < world.tree.node_count; i++)
		ck_assert_int_eq(fdtr_available(&world.tree, i), i <= 2);
	ck_assert(fdtr_name_is(&world.tree, 1, "okay"));
	ck_assert(fdtr_name_is(&world.tree, 2, "ok"));
	ck_assert(!fdtr_name_is(&world.tree, 1, "ok"));
	ck_assert(!fdtr_name_is(&world.tree, 1, "okay@"));
	ck_assert(!fdtr_name_is(&world.tree, 2, "okay"));
	world_free(&world);
}
END_TEST

Suite *properties_suite(void)
{
	return SUITE_OF("properties", cells_have_defaults_and_limits, numbers_of_cells, string_lists,
		status_and_names);
}
