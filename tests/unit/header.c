// SPDX-License-Identifier: BSD-2-Clause
/* What is no sound blob, and says so. */
#include "unit.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static _Alignas(8) unsigned char memory[1 << 16];

static int read_blob(struct blob blob, struct fdtr_tree *tree, struct fdtr_error *error)
{
	struct fdtr_arena arena;
	int status;

	fdtr_arena_init(&arena, memory, sizeof(memory));
	status = fdtr_tree_read(tree, blob.data, blob.size, &arena, error);
	if (status)
		ck_assert(arena.low == 0 && arena.high == arena.size);
	return status;
}

/* Reads and frees it: it is bad, and the sentence says `word`. */
static void check_bad(struct blob blob, const char *word)
{
	struct fdtr_error error = {0};
	struct fdtr_tree tree;

	ck_assert_int_eq(read_blob(blob, &tree, &error), FDTR_ERR_BADTREE);
	ck_assert_int_eq(error.status, FDTR_ERR_BADTREE);
	ck_assert_msg(strstr(error.message, word), "no '%s' in: %s", word, error.message);
	free(blob.data);
}

static struct blob small_blob(void)
{
	build_begin();
	build_root(2, 1);
	build_node("a");
	build_cells("reg", 1);
	build_end();
	return build_done();
}

START_TEST(headers_must_fit)
{
	struct blob blob = small_blob();

	blob.size--;
	check_bad(blob, "truncated");
	blob = small_blob();
	blob.data[0] ^= 1;
	check_bad(blob, "magic");
	blob = small_blob();
	blob.size = 39;
	check_bad(blob, "truncated");
	blob = small_blob();
	blob.size = 3;
	check_bad(blob, "magic");
	blob = small_blob();
	blob.size = 0;
	check_bad(blob, "magic");
	blob = small_blob();
	fdt_set_totalsize(blob.data, 0x80000000);
	check_bad(blob, "2 GiB");
	blob = small_blob();
	fdt_set_totalsize(blob.data, (uint32_t)blob.size + 1);
	check_bad(blob, "truncated");
}
END_TEST

START_TEST(blocks_must_lie_inside)
{
	struct blob blob = small_blob();

	fdt_set_off_dt_struct(blob.data, (uint32_t)blob.size + 4);
	check_bad(blob, "outside");
	blob = small_blob();
	fdt_set_off_dt_struct(blob.data, fdt_off_dt_struct(blob.data) + 2);
	check_bad(blob, "malformed");
	blob = small_blob();
	fdt_set_off_dt_strings(blob.data, (uint32_t)blob.size + 1);
	check_bad(blob, "outside");
	blob = small_blob();
	fdt_set_size_dt_strings(blob.data, fdt_size_dt_strings(blob.data) + 1);
	check_bad(blob, "past");
	blob = small_blob();
	fdt_set_size_dt_struct(blob.data, UINT32_MAX);
	check_bad(blob, "past");
	blob = small_blob();
	fdt_set_off_mem_rsvmap(blob.data, (uint32_t)blob.size);
	check_bad(blob, "malformed");
}
END_TEST

/* Puts a token over the one at `index`, counted in cells of the structure block. */
static struct blob patched(uint32_t index, uint32_t token)
{
	struct blob blob = small_blob();
	fdt32_t cell = cpu_to_fdt32(token);

	memcpy(blob.data + fdt_off_dt_struct(blob.data) + 4 * index, &cell, 4);
	return blob;
}

/*
 * The block in cells: 0 root, 1 its name, 2..5 #address-cells, 6..9 #size-cells, 10 a, 11 its name,
 * 12..15 reg, 16 and 17 ends of nodes, 18 the end.
 */
START_TEST(structure_must_be_sound)
{
	check_bad(patched(0, FDT_END_NODE), "not begun");
	check_bad(patched(0, FDT_END), "inside a node");
	check_bad(patched(0, FDT_PROP), "");
	check_bad(patched(2, 7), "unknown token");
	check_bad(patched(3, UINT32_MAX), "reaches past");
	check_bad(patched(3, 0x7fffffff), "reaches past");
	check_bad(patched(4, 10000), "outside the strings");
	check_bad(patched(4, UINT32_MAX), "outside the strings");
	check_bad(patched(10, FDT_NOP), "unknown token");
	check_bad(patched(16, FDT_NOP), "inside a node");
	check_bad(patched(16, FDT_END), "inside a node");
	check_bad(patched(18, FDT_NOP), "no end");
	check_bad(patched(18, FDT_END_NODE), "not begun");
}
END_TEST

START_TEST(errors_tell_the_byte)
{
	struct blob blob = patched(2, 7);
	char word[32];

	(void)snprintf(word, sizeof(word), "%#x", fdt_off_dt_struct(blob.data) + 8);
	check_bad(blob, word);
}
END_TEST

/* Tokens of ours, in the place of those of a sound blob. */
static struct blob with_structure(const uint32_t *tokens, uint32_t count)
{
	struct blob blob = small_blob();

	ck_assert_uint_le(4 * count, fdt_size_dt_struct(blob.data));
	for (uint32_t i = 0; i < count; i++) {
		fdt32_t cell = cpu_to_fdt32(tokens[i]);

		memcpy(blob.data + fdt_off_dt_struct(blob.data) + 4 * (size_t)i, &cell, 4);
	}
	fdt_set_size_dt_struct(blob.data, 4 * count);
	return blob;
}
#define STRUCTURE(...) \
	with_structure((uint32_t[]){__VA_ARGS__}, sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

START_TEST(tokens_must_be_in_order)
{
	struct fdtr_tree tree;
	struct blob blob = STRUCTURE(FDT_BEGIN_NODE, 0, FDT_END_NODE, FDT_END);

	ck_assert_int_eq(read_blob(blob, &tree, NULL), FDTR_OK);
	ck_assert_uint_eq(tree.node_count, 1);
	free(blob.data);
	check_bad(STRUCTURE(FDT_BEGIN_NODE, 0, FDT_END_NODE, FDT_BEGIN_NODE, 0, FDT_END_NODE, FDT_END),
		"second root");
	check_bad(STRUCTURE(FDT_END), "inside a node");
	check_bad(STRUCTURE(FDT_PROP, 0, 0, FDT_END), "outside any node");
	check_bad(STRUCTURE(FDT_BEGIN_NODE, 0, FDT_END_NODE, FDT_PROP, 0, 0, FDT_END), "outside any node");
	check_bad(STRUCTURE(FDT_BEGIN_NODE, 0, FDT_BEGIN_NODE, 0x61000000, FDT_END_NODE, FDT_PROP, 0, 0,
			  FDT_END_NODE, FDT_END),
		"after a subnode");
	check_bad(STRUCTURE(FDT_BEGIN_NODE, 0x61616161, 0x61616161), "name has no end");
	check_bad(STRUCTURE(FDT_BEGIN_NODE, 0, FDT_PROP, 0), "reaches past");
	check_bad(STRUCTURE(FDT_BEGIN_NODE, 0, FDT_PROP, 1, 0), "reaches past");
	check_bad(STRUCTURE(FDT_BEGIN_NODE, 0, FDT_END_NODE), "no end");
}
END_TEST

START_TEST(names_must_end)
{
	struct blob blob = small_blob();

	fdt_set_size_dt_strings(blob.data, fdt_size_dt_strings(blob.data) - 1);
	check_bad(blob, "name has no end");
}
END_TEST

START_TEST(version_16_has_no_structure_size)
{
	struct blob blob = build_sample();
	struct fdtr_property property;
	struct world world;

	fdt_set_version(blob.data, 16);
	fdt_set_size_dt_struct(blob.data, UINT32_MAX);
	world_read(&world, blob);
	ck_assert(fdtr_tree_property(
		&world.tree, world_node(&world, "/memory@40000000"), FDTR_P_REG, &property));
	ck_assert_uint_eq(property.length, 16);
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_MEMRESERVE), 1);
	world_free(&world);
}
END_TEST

START_TEST(versions_out_of_reach_are_refused)
{
	static const uint32_t versions[] = {0, 1, 2, 3, 15, 18, UINT32_MAX};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(versions); i++) {
		struct blob blob = small_blob();

		fdt_set_version(blob.data, versions[i]);
		fdt_set_last_comp_version(blob.data, versions[i]);
		check_bad(blob, "");
	}
}
END_TEST

START_TEST(bytes_behind_the_blob_do_not_matter)
{
	struct blob blob = small_blob();
	struct fdtr_tree tree;

	blob.data = realloc(blob.data, blob.size + 100);
	memset(blob.data + blob.size, 0xff, 100);
	blob.size += 100;
	ck_assert_int_eq(read_blob(blob, &tree, NULL), FDTR_OK);
	ck_assert_uint_eq(tree.size, blob.size - 100);
	free(blob.data);
}
END_TEST

Suite *header_suite(void)
{
	return SUITE_OF("header", headers_must_fit, blocks_must_lie_inside, structure_must_be_sound,
		errors_tell_the_byte, tokens_must_be_in_order, names_must_end,
		version_16_has_no_structure_size, versions_out_of_reach_are_refused,
		bytes_behind_the_blob_do_not_matter);
}
