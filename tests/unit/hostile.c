// SPDX-License-Identifier: BSD-2-Clause
/* Blobs cut and bent in every place: an answer, always, and no byte read outside. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define ENOUGH ((size_t)1 << 20)

static unsigned char *arena_memory;

static void read_texts(const struct fdtr_tree *tree, const struct fdtr_findings *findings)
{
	char text[FDTR_PATH_SIZE];

	for (uint32_t i = 0; i < tree->node_count; i++) {
		ck_assert_uint_lt(strlen(fdtr_tree_path(tree, i, text, sizeof(text))), sizeof(text));
		ck_assert_uint_le(fdtr_end_offset(tree, i), tree->structure_size);
	}
	for (uint32_t i = 0; i < findings->count; i++) {
		(void)fdtr_place_text(tree, &findings->items[i].place, text, sizeof(text));
		ck_assert_uint_le(findings->items[i].place.offset, tree->size);
		ck_assert_uint_le(
			findings->items[i].place.length, tree->size - findings->items[i].place.offset);
		ck_assert_uint_gt(strlen(findings->items[i].message), 0);
	}
}

/* Returns whether the blob was taken for sound. */
static bool digest(const unsigned char *data, size_t size)
{
	struct fdtr_platform platform;
	struct fdtr_findings findings;
	struct fdtr_error error = {0};
	struct fdtr_arena arena;
	struct fdtr_tree tree;
	int status;

	if (!arena_memory)
		arena_memory = malloc(ENOUGH);
	fdtr_arena_init(&arena, arena_memory, ENOUGH);
	status = fdtr_tree_read(&tree, data, size, &arena, &error);
	if (status) {
		ck_assert_int_eq(status, FDTR_ERR_BADTREE);
		ck_assert_uint_gt(strlen(error.message), 0);
		return false;
	}
	ck_assert_msg(!fdt_check_full(data, size), "libfdt refuses what the reader took for sound");
	ck_assert_msg(!fdtr_platform_read(&platform, &tree, &arena, &error), "%s", error.message);
	ck_assert_msg(!fdtr_lint(&tree, &platform, NULL, &arena, &findings, &error), "%s", error.message);
	read_texts(&tree, &findings);
	return true;
}

START_TEST(cut_at_every_byte)
{
	struct blob blob = build_sample();

	for (size_t size = 0; size < blob.size; size++) {
		unsigned char *copy = malloc(size ? size : 1);

		memcpy(copy, blob.data, size);
		ck_assert(!digest(copy, size));
		if (size >= sizeof(struct fdt_header)) {
			fdt_set_totalsize(copy, (uint32_t)size);
			(void)digest(copy, size);
		}
		free(copy);
	}
	ck_assert(digest(blob.data, blob.size));
	free(blob.data);
}
END_TEST

START_TEST(every_byte_bent)
{
	static const unsigned char values[] = {0, 1, 2, 3, 4, 9, 0x7f, 0x80, 0xfe, 0xff};
	struct blob blob = build_sample();
	unsigned int sound = 0, tried = 0;

	for (size_t at = 0; at < blob.size; at++) {
		unsigned char kept = blob.data[at];

		for (size_t i = 0; i < 2 * sizeof(values); i++, tried++) {
			blob.data[at] = i % 2 ? values[i / 2] : (unsigned char)(kept ^ values[i / 2]);
			sound += digest(blob.data, blob.size);
		}
		blob.data[at] = kept;
	}
	ck_assert_uint_gt(sound, tried / 10);
	ck_assert_uint_lt(sound, tried);
	free(blob.data);
}
END_TEST

static const uint32_t cells[] = {
	0, 1, 2, 3, 4, 5, 9, 16, 255, 256, 0x7fffffff, 0x80000000, UINT32_MAX - 3, UINT32_MAX};

START_TEST(every_cell_bent)
{
	struct blob blob = build_sample();

	for (size_t at = 0; at + 4 <= blob.size; at += 4) {
		unsigned char kept[4];

		memcpy(kept, blob.data + at, 4);
		for (size_t i = 0; i < FDTR_ARRAY_SIZE(cells); i++) {
			fdt32_t cell = cpu_to_fdt32(cells[i]);

			memcpy(blob.data + at, &cell, 4);
			(void)digest(blob.data, blob.size);
		}
		memcpy(blob.data + at, kept, 4);
	}
	free(blob.data);
}
END_TEST

/* Several cells at once, so that what one change breaks another can make whole. */
START_TEST(many_cells_bent)
{
	struct blob blob = build_sample();
	unsigned char *copy = malloc(blob.size);
	uint64_t state = 4711;

	for (int i = 0; i < 20000; i++) {
		memcpy(copy, blob.data, blob.size);
		for (uint32_t bent = 1 + random_below(&state, 6); bent > 0; bent--) {
			fdt32_t cell = cpu_to_fdt32(cells[random_below(&state, FDTR_ARRAY_SIZE(cells))]);
			size_t at = 40 + 4 * (size_t)random_below(&state, (uint32_t)(blob.size - 40) / 4);

			memcpy(copy + at, &cell, 4);
		}
		(void)digest(copy, blob.size);
	}
	free(copy);
	free(blob.data);
}
END_TEST

/* Headers of every version with blocks at odd places. */
START_TEST(headers_bent)
{
	struct blob blob = build_sample();
	unsigned char *copy = malloc(blob.size);
	uint64_t state = 815;

	for (int i = 0; i < 20000; i++) {
		memcpy(copy, blob.data, blob.size);
		fdt_set_version(copy, random_below(&state, 19));
		fdt_set_last_comp_version(copy, random_below(&state, 18));
		for (uint32_t bent = random_below(&state, 3); bent > 0; bent--) {
			fdt32_t cell = cpu_to_fdt32(random_below(&state, 2)
							    ? random_below(&state, (uint32_t)blob.size + 8)
							    : cells[random_below(&state, 14)]);

			memcpy(copy + 4 + 4 * (size_t)random_below(&state, 9), &cell, 4);
		}
		(void)digest(copy, blob.size);
	}
	free(copy);
	free(blob.data);
}
END_TEST

Suite *hostile_suite(void)
{
	return SUITE_OF("hostile", cut_at_every_byte, every_byte_bent, every_cell_bent, many_cells_bent,
		headers_bent);
}
