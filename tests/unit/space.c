// SPDX-License-Identifier: BSD-2-Clause
/* An arena that is too small: said so, and left as it was. */
#include "unit.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#define ENOUGH ((size_t)1 << 20)

struct steps {
	struct blob blob;
	struct fdtr_tree tree;
	struct fdtr_platform platform;
	struct fdtr_findings findings;
};

typedef int step_fn(struct steps *steps, struct fdtr_arena *arena, struct fdtr_error *error);

static int step_tree(struct steps *steps, struct fdtr_arena *arena, struct fdtr_error *error)
{
	return fdtr_tree_read(&steps->tree, steps->blob.data, steps->blob.size, arena, error);
}

static int step_platform(struct steps *steps, struct fdtr_arena *arena, struct fdtr_error *error)
{
	return fdtr_platform_read(&steps->platform, &steps->tree, arena, error);
}

static int step_lint(struct steps *steps, struct fdtr_arena *arena, struct fdtr_error *error)
{
	return fdtr_lint(&steps->tree, &steps->platform, NULL, arena, &steps->findings, error);
}

/* Runs the step in arenas of 0, 8, 16... bytes, each of its own memory so that a checker sees the edge. */
static size_t least_arena(struct steps *steps, step_fn *step)
{
	for (size_t size = 0; size < ENOUGH; size += 8) {
		unsigned char *memory = malloc(size ? size : 1);
		struct fdtr_error error = {0};
		struct fdtr_arena arena;
		int status;

		fdtr_arena_init(&arena, memory, size);
		status = step(steps, &arena, &error);
		free(memory);
		if (!status)
			return size;
		ck_assert_int_eq(status, FDTR_ERR_NOSPACE);
		ck_assert_int_eq(error.status, FDTR_ERR_NOSPACE);
		ck_assert_ptr_nonnull(strstr(error.message, "arena"));
		ck_assert(arena.low == 0 && arena.high == size);
	}
	ck_abort_msg("no arena is large enough");
}

/* Something that every reader of the tree has to store, and what lint has to say of it. */
static struct blob build_faulty(void)
{
	build_begin();
	build_reserve(0x50000000, 0x1000);
	build_root(2, 2);
	build_node("memory@40000000");
	build_text("device_type", "memory");
	build_reg(GIB, GIB);
	build_end();
	build_bus("reserved-memory", 2, 2);
	build_node("pool@50000000");
	build_text("compatible", "restricted-dma-pool");
	build_reg(0x50000000, 0x100000);
	build_empty("no-map");
	build_cells("phandle", 9);
	build_end();
	build_node("dynamic");
	build_text("compatible", "restricted-dma-pool");
	build_cells("size", 0, 0x100000);
	build_cells("alloc-ranges", 0, 0x40000000, 0, 0x100000, 0, 0x70000000, 0, 0x100000);
	build_cells("phandle", 4);
	build_end();
	build_node("over@50000000");
	build_reg(0x50000000, 0x1000);
	build_end();
	build_end();
	build_bus("bus", 1, 1);
	build_cells("dma-ranges", 0, 0, 0, 0x1000);
	build_node("virtio");
	build_text("compatible", "virtio,mmio");
	build_cells("reg", 0x1000, 0x100);
	build_cells("memory-region", 9, 4, 77);
	build_end();
	build_end();
	return build_done();
}

static void check_steps(struct blob blob)
{
	struct steps steps = {.blob = blob};
	unsigned char *memory = malloc(ENOUGH);
	struct fdtr_arena arena;

	ck_assert_uint_gt(least_arena(&steps, step_tree), 0);
	fdtr_arena_init(&arena, memory, ENOUGH);
	ck_assert_int_eq(step_tree(&steps, &arena, NULL), FDTR_OK);
	ck_assert_uint_gt(least_arena(&steps, step_platform), 0);
	ck_assert_int_eq(step_platform(&steps, &arena, NULL), FDTR_OK);
	ck_assert_uint_gt(least_arena(&steps, step_lint), 0);
	ck_assert_int_eq(step_lint(&steps, &arena, NULL), FDTR_OK);
	free(memory);
	free(blob.data);
}

START_TEST(a_sound_tree)
{
	check_steps(build_sample());
}
END_TEST

START_TEST(a_faulty_tree)
{
	check_steps(build_faulty());
}
END_TEST

/* What was in the arena before a failed call is still there after it. */
START_TEST(earlier_things_stay)
{
	struct blob blob = build_faulty();
	struct fdtr_tree tree;
	struct fdtr_arena arena;
	unsigned char memory[512], *low, *high;

	fdtr_arena_init(&arena, memory, sizeof(memory));
	low = fdtr_arena_take(&arena, 100, 1);
	high = fdtr_arena_take_high(&arena, 100, 1);
	memset(low, 0x11, 100);
	memset(high, 0x22, 100);
	ck_assert_int_eq(fdtr_tree_read(&tree, blob.data, blob.size, &arena, NULL), FDTR_ERR_NOSPACE);
	for (int i = 0; i < 100; i++)
		ck_assert(low[i] == 0x11 && high[i] == 0x22);
	ck_assert_uint_eq(arena.low, 104);
	free(blob.data);
}
END_TEST

/* The arena of a bad tree is given back too. */
START_TEST(bad_trees_take_nothing)
{
	struct blob blob = build_faulty();
	unsigned char *memory = malloc(ENOUGH);
	struct fdtr_tree tree;
	struct fdtr_arena arena;

	fdtr_arena_init(&arena, memory, ENOUGH);
	blob.data[fdt_off_dt_struct(blob.data) + fdt_size_dt_struct(blob.data) - 1] = 0x42;
	ck_assert_int_eq(fdtr_tree_read(&tree, blob.data, blob.size, &arena, NULL), FDTR_ERR_BADTREE);
	ck_assert(arena.low == 0 && arena.high == arena.size);
	free(memory);
	free(blob.data);
}
END_TEST

/* base.h promises it. */
START_TEST(four_times_the_blob_is_enough)
{
	struct steps steps = {.blob = build_sample()};
	unsigned char *memory;
	struct fdtr_arena arena;
	char name[32];

	free(steps.blob.data);
	build_begin();
	build_root(2, 2);
	for (uint32_t i = 0; i < 2000; i++) {
		(void)snprintf(name, sizeof(name), "virtio_mmio@%x", 0xa000000 + 0x200 * i);
		build_node(name);
		build_text("compatible", "virtio,mmio");
		build_reg(0xa000000 + 0x200 * i, 0x200);
		build_cells("interrupts", 0, 16 + i, 1);
		build_empty("dma-coherent");
		build_end();
	}
	steps.blob = build_done();
	memory = malloc(4 * steps.blob.size);
	fdtr_arena_init(&arena, memory, 4 * steps.blob.size);
	ck_assert_int_eq(step_tree(&steps, &arena, NULL), FDTR_OK);
	ck_assert_int_eq(step_platform(&steps, &arena, NULL), FDTR_OK);
	ck_assert_int_eq(step_lint(&steps, &arena, NULL), FDTR_OK);
	free(memory);
	free(steps.blob.data);
}
END_TEST

Suite *space_suite(void)
{
	return SUITE_OF("space", a_sound_tree, a_faulty_tree, earlier_things_stay, bad_trees_take_nothing,
		four_times_the_blob_is_enough);
}
