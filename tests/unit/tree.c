// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static struct blob build_family(void)
{
	build_begin();
	build_root(2, 1);
	build_node("a");
	build_node("b@1");
	build_end();
	build_node("b@10");
	build_node("deep");
	build_end();
	build_end();
	build_end();
	build_node("ab");
	build_end();
	build_node("chosen");
	build_end();
	build_node("aliases");
	build_text("serial0", "/a");
	build_end();
	return build_done();
}

START_TEST(nodes_are_in_order)
{
	static const uint32_t parents[] = {FDTR_NONE, 0, 1, 1, 3, 0, 0, 0}, ends[] = {8, 5, 3, 5, 5, 6, 7, 8};
	static const char *const names[] = {"", "a", "b@1", "b@10", "deep", "ab", "chosen", "aliases"};
	struct world world;

	world_read(&world, build_family());
	ck_assert_uint_eq(world.tree.node_count, FDTR_ARRAY_SIZE(names));
	for (uint32_t i = 0; i < world.tree.node_count; i++) {
		ck_assert_str_eq(fdtr_tree_name(&world.tree, i), names[i]);
		ck_assert_uint_eq(world.tree.nodes[i].parent, parents[i]);
		ck_assert_uint_eq(world.tree.nodes[i].end, ends[i]);
	}
	world_free(&world);
}
END_TEST

START_TEST(relatives_are_found)
{
	struct world world;
	const struct fdtr_tree *tree = &world.tree;

	world_read(&world, build_family());
	ck_assert_uint_eq(fdtr_first_child(tree, 0), 1);
	ck_assert_uint_eq(fdtr_next_sibling(tree, 1), 5);
	ck_assert_uint_eq(fdtr_next_sibling(tree, 2), 3);
	ck_assert_uint_eq(fdtr_next_sibling(tree, 3), FDTR_NONE);
	ck_assert_uint_eq(fdtr_next_sibling(tree, 7), FDTR_NONE);
	ck_assert_uint_eq(fdtr_next_sibling(tree, 0), FDTR_NONE);
	ck_assert_uint_eq(fdtr_first_child(tree, 2), FDTR_NONE);
	ck_assert_uint_eq(fdtr_first_child(tree, FDTR_NONE), FDTR_NONE);
	ck_assert_uint_eq(fdtr_child(tree, 1, "b@10", 4), 3);
	ck_assert_uint_eq(fdtr_child(tree, 1, "b@10", 3), 2);
	ck_assert_uint_eq(fdtr_child(tree, 1, "b", 1), FDTR_NONE);
	world_free(&world);
}
END_TEST

START_TEST(paths_lead_back)
{
	struct world world;
	char path[FDTR_PATH_SIZE];

	world_read(&world, build_family());
	for (uint32_t i = 0; i < world.tree.node_count; i++)
		ck_assert_uint_eq(
			fdtr_tree_find(&world.tree, fdtr_tree_path(&world.tree, i, path, sizeof(path))), i);
	ck_assert_str_eq(fdtr_tree_path(&world.tree, 0, path, sizeof(path)), "/");
	ck_assert_str_eq(fdtr_tree_path(&world.tree, 4, path, sizeof(path)), "/a/b@10/deep");
	world_free(&world);
}
END_TEST

START_TEST(only_whole_paths_are_found)
{
	static const char *const absent[] = {"", "a", "/b", "/a/b", "/a/b@", "/a/b@1/deep", "/a/b@100",
		"/abc", "/a/deep", "a/b@1", "/a/b@10/deep/x", " /a"};
	struct world world;

	world_read(&world, build_family());
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(absent); i++)
		ck_assert_msg(fdtr_tree_find(&world.tree, absent[i]) == FDTR_NONE, "found %s", absent[i]);
	ck_assert_uint_eq(fdtr_tree_find(&world.tree, "//a//b@10/"), 3);
	ck_assert_uint_eq(world.tree.chosen, 6);
	ck_assert_uint_eq(world.tree.aliases, 7);
	ck_assert_uint_eq(world.tree.symbols, FDTR_NONE);
	ck_assert_uint_eq(world.tree.reserved_memory, FDTR_NONE);
	world_free(&world);
}
END_TEST

/* Every size of buffer: the path's end is kept, its start gives way to dots, the byte behind stays. */
START_TEST(short_buffers_keep_the_end)
{
	static const char whole[] = "/a/b@10/deep";
	struct world world;
	char path[32];

	world_read(&world, build_family());
	for (size_t size = 4; size <= sizeof(whole); size++) {
		memset(path, '#', sizeof(path));
		ck_assert_ptr_eq(fdtr_tree_path(&world.tree, 4, path, size), path);
		ck_assert_uint_lt(strlen(path), size);
		ck_assert_int_eq(path[size], '#');
		if (size == sizeof(whole)) {
			ck_assert_str_eq(path, whole);
			continue;
		}
		ck_assert_int_eq(strncmp(path, "...", 3), 0);
		ck_assert_str_eq(path + 3, whole + strlen(whole) - strlen(path + 3));
	}
	world_free(&world);
}
END_TEST

START_TEST(tiny_buffers_are_not_overrun)
{
	struct world world;
	char path[16];

	world_read(&world, build_family());
	for (uint32_t node = 0; node < 5; node += 4) {
		for (size_t size = 1; size < 4; size++) {
			memset(path, '#', sizeof(path));
			(void)fdtr_tree_path(&world.tree, node, path + 8, size);
			ck_assert_int_eq(strncmp(path, "########", 8), 0);
			ck_assert_uint_lt(strlen(path + 8), size);
			ck_assert_int_eq(path[8 + size], '#');
		}
	}
	world_free(&world);
}
END_TEST

static void build_handle(const char *name, const char *property, uint32_t phandle)
{
	build_node(name);
	build_cells(property, phandle);
	build_end();
}

START_TEST(phandles_are_sorted)
{
	static const struct fdtr_phandle wanted[] = {
		{1, 4}, {3, 2}, {3, 5}, {0x1ff, 6}, {0x200, 1}, {0x10000, 3}, {UINT32_MAX - 1, 7}};
	struct world world;

	build_begin();
	build_root(2, 1);
	build_handle("n1", "phandle", 0x200);
	build_handle("n2", "phandle", 3);
	build_handle("n3", "phandle", 0x10000);
	build_handle("n4", "linux,phandle", 1);
	build_handle("n5", "phandle", 3);
	build_handle("n6", "phandle", 0x1ff);
	build_handle("n7", "phandle", UINT32_MAX - 1);
	build_handle("n8", "phandle", 0);
	build_handle("n9", "phandle", UINT32_MAX);
	world_read(&world, build_done());
	ck_assert_uint_eq(world.tree.phandle_count, FDTR_ARRAY_SIZE(wanted));
	for (uint32_t i = 0; i < world.tree.phandle_count; i++) {
		ck_assert_uint_eq(world.tree.phandles[i].phandle, wanted[i].phandle);
		ck_assert_uint_eq(world.tree.phandles[i].node, wanted[i].node);
	}
	ck_assert_uint_eq(fdtr_tree_by_phandle(&world.tree, 3), 2);
	ck_assert_uint_eq(fdtr_tree_by_phandle(&world.tree, UINT32_MAX - 1), 7);
	ck_assert_uint_eq(fdtr_tree_by_phandle(&world.tree, 1), 4);
	ck_assert_uint_eq(fdtr_tree_by_phandle(&world.tree, 0), FDTR_NONE);
	ck_assert_uint_eq(fdtr_tree_by_phandle(&world.tree, 2), FDTR_NONE);
	ck_assert_uint_eq(fdtr_tree_by_phandle(&world.tree, UINT32_MAX), FDTR_NONE);
	world_free(&world);
}
END_TEST

START_TEST(many_phandles_are_found)
{
	uint64_t state = 5;
	uint32_t handles[500];
	struct world world;
	char name[16];

	build_begin();
	build_root(2, 1);
	for (uint32_t i = 0; i < 500; i++) {
		handles[i] = 1 + i * 1000 + random_below(&state, 1000);
		if (i % 2)
			handles[i] ^= 0x80000000;
		(void)snprintf(name, sizeof(name), "n%u", i);
		build_handle(name, "phandle", handles[i]);
	}
	world_read(&world, build_done());
	for (uint32_t i = 0; i < 500; i++)
		ck_assert_uint_eq(fdtr_tree_by_phandle(&world.tree, handles[i]), i + 1);
	world_free(&world);
}
END_TEST

START_TEST(the_new_phandle_wins_over_the_old)
{
	struct world world;

	build_begin();
	build_root(2, 1);
	build_node("a");
	build_cells("linux,phandle", 1);
	build_cells("phandle", 2);
	build_end();
	build_node("b");
	build_cells("phandle", 3);
	build_cells("linux,phandle", 4);
	build_end();
	build_node("c");
	build_bytes("phandle", "\0\0\0\0\0\0\0\5", 8);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.tree.nodes[1].phandle, 2);
	ck_assert_uint_eq(world.tree.nodes[2].phandle, 3);
	ck_assert_uint_eq(world.tree.nodes[3].phandle, 0);
	world_free(&world);
}
END_TEST

/* Every property the library knows, in two nodes, in both orders, among others. */
START_TEST(properties_are_found)
{
	struct fdtr_property property;
	struct world world;

	build_begin();
	build_root(2, 1);
	for (uint32_t node = 0; node < 2; node++) {
		build_node(node ? "backward" : "forward");
		for (uint32_t i = 0; i < FDTR_P_COUNT; i++) {
			uint32_t id = node ? FDTR_P_COUNT - 1 - i : i;

			build_text("unknown-to-all", "x");
			build_cells(fdtr_property_name(id), 100 * node + id, 7);
		}
		build_end();
	}
	world_read(&world, build_done());
	for (uint32_t node = 0; node < 2; node++)
		for (uint32_t id = 0; id < FDTR_P_COUNT; id++) {
			ck_assert(fdtr_tree_property(&world.tree, node + 1, id, &property));
			ck_assert_str_eq(property.name, fdtr_property_name(id));
			ck_assert_uint_eq(property.length, 8);
			ck_assert_uint_eq(fdtr_cell(property.data), 100 * node + id);
			ck_assert_ptr_eq(world.blob.data + property.offset, property.data);
		}
	world_free(&world);
}
END_TEST

START_TEST(absent_properties_are_cleared)
{
	struct fdtr_property property;
	struct world world;

	build_begin();
	build_root(2, 1);
	build_node("a");
	build_cells("reg-names", 1);
	build_cells("re", 1);
	build_cells("regs", 1);
	build_end();
	world_read(&world, build_done());
	memset(&property, 1, sizeof(property));
	ck_assert(!fdtr_tree_property(&world.tree, 1, FDTR_P_REG, &property));
	ck_assert_ptr_null(property.name);
	ck_assert_ptr_null(property.data);
	ck_assert_uint_eq(property.length, 0);
	ck_assert(!fdtr_has(&world.tree, 1, FDTR_P_REG));
	world_free(&world);
}
END_TEST

START_TEST(the_first_of_two_counts)
{
	struct fdtr_property property;
	struct world world;

	build_begin();
	build_root(2, 1);
	build_node("a");
	build_cells("reg", 1);
	build_cells("reg", 2);
	build_cells("phandle", 3);
	build_cells("phandle", 4);
	build_end();
	world_read(&world, build_done());
	ck_assert(fdtr_tree_property(&world.tree, 1, FDTR_P_REG, &property));
	ck_assert_uint_eq(fdtr_cell(property.data), 1);
	ck_assert_uint_eq(world.tree.nodes[1].phandle, 3);
	world_free(&world);
}
END_TEST

static uint32_t count_properties(const struct fdtr_tree *tree, uint32_t node, uint32_t *after)
{
	struct fdtr_walk walk = fdtr_walk(tree, node);
	struct fdtr_property property;
	uint32_t count = 0;

	while (fdtr_walk_next(&walk, &property)) {
		ck_assert_ptr_eq(tree->blob + property.offset, property.data);
		count++;
	}
	*after = walk.offset;
	return count;
}

START_TEST(walks_see_every_property)
{
	struct world world;
	struct blob blob;
	uint32_t after;

	build_begin();
	build_root(2, 1);
	build_text("model", "x");
	build_node("a");
	build_empty("b");
	build_bytes("c", "xyz", 3);
	build_bytes("d", "abcd", 4);
	build_end();
	build_node("empty");
	build_end();
	blob = build_done();
	ck_assert_int_eq(fdt_nop_property(blob.data, fdt_path_offset(blob.data, "/a"), "c"), 0);
	world_read(&world, blob);
	ck_assert_uint_eq(count_properties(&world.tree, 0, &after), 3);
	ck_assert_uint_eq(after, world.tree.nodes[1].offset);
	ck_assert_uint_eq(count_properties(&world.tree, 1, &after), 2);
	ck_assert_uint_eq(after, fdtr_end_offset(&world.tree, 1));
	ck_assert_uint_eq(count_properties(&world.tree, 2, &after), 0);
	ck_assert_uint_eq(after, fdtr_end_offset(&world.tree, 2));
	world_free(&world);
}
END_TEST

START_TEST(nodes_end_where_they_end)
{
	struct world world;
	struct blob blob;

	build_begin();
	build_root(2, 1);
	build_node("a");
	build_node("b");
	build_node("c");
	build_cells("reg", 1);
	build_cells("status", 1);
	build_end();
	build_node("gone");
	build_end();
	build_end();
	build_end();
	blob = build_done();
	ck_assert_int_eq(fdt_nop_property(blob.data, fdt_path_offset(blob.data, "/a/b/c"), "status"), 0);
	ck_assert_int_eq(fdt_nop_node(blob.data, fdt_path_offset(blob.data, "/a/b/gone")), 0);
	world_read(&world, blob);
	ck_assert_uint_eq(world.tree.node_count, 4);
	for (uint32_t i = 0; i < 4; i++) {
		int next, offset = (int)world.tree.nodes[i].offset, depth = 0;

		do {
			uint32_t tag = fdt_next_tag(blob.data, offset, &next);

			depth += tag == FDT_BEGIN_NODE ? 1 : tag == FDT_END_NODE ? -1 : 0;
			if (depth)
				offset = next;
		} while (depth);
		ck_assert_int_eq((int)fdtr_end_offset(&world.tree, i), offset);
	}
	world_free(&world);
}
END_TEST

START_TEST(nops_are_passed_over)
{
	struct fdtr_property property;
	struct world world;
	struct blob blob = build_family();

	ck_assert_int_eq(fdt_nop_node(blob.data, fdt_path_offset(blob.data, "/a/b@1")), 0);
	ck_assert_int_eq(fdt_nop_property(blob.data, 0, "#size-cells"), 0);
	world_read(&world, blob);
	ck_assert_uint_eq(world.tree.node_count, 7);
	ck_assert_uint_eq(fdtr_tree_find(&world.tree, "/a/b@1"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_tree_find(&world.tree, "/a/b@10/deep"), 3);
	ck_assert(!fdtr_tree_property(&world.tree, 0, FDTR_P_SIZE_CELLS, &property));
	ck_assert_uint_eq(world.tree.nodes[0].size_cells, 1);
	world_free(&world);
}
END_TEST

Suite *tree_suite(void)
{
	return SUITE_OF("tree", nodes_are_in_order, relatives_are_found, paths_lead_back,
		only_whole_paths_are_found, short_buffers_keep_the_end, tiny_buffers_are_not_overrun,
		phandles_are_sorted, many_phandles_are_found, the_new_phandle_wins_over_the_old,
		properties_are_found, absent_properties_are_cleared, the_first_of_two_counts,
		walks_see_every_property, nodes_end_where_they_end, nops_are_passed_over);
}
