// SPDX-License-Identifier: BSD-2-Clause
/* The layout of trees: what is marked, tied, folded, named, and what became of it. */
#include "unit.h"

#include "map/map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct drawn {
	struct world world;
	struct fdtr_map map;
};

static struct fdtr_map_input input_of(const struct world *world)
{
	return (struct fdtr_map_input){.name = "board.dtb",
		.tree = &world->tree,
		.platform = &world->platform,
		.findings = &world->findings};
}

static void draw(struct drawn *drawn, struct blob blob)
{
	struct fdtr_map_input input;

	world_read(&drawn->world, blob);
	world_lint(&drawn->world, NULL);
	input = input_of(&drawn->world);
	ck_assert_int_eq(fdtr_map_make(&drawn->map, &input, 1, NULL, &drawn->world.arena, NULL), FDTR_OK);
}

static const struct fdtr_map_item *item_named(const struct fdtr_map *map, const char *name, uint32_t side)
{
	for (uint32_t i = 0; i < map->item_count; i++) {
		if (!strcmp(map->items[i].name, name) && map->items[i].side == side)
			return &map->items[i];
	}
	ck_abort_msg("no item %s", name);
	return NULL;
}

static const struct fdtr_map_slice *slice_at(const struct fdtr_map *map, uint64_t address)
{
	for (uint32_t i = 0; i < map->slice_count; i++) {
		if (map->slices[i].range.first <= address && address <= map->slices[i].range.last)
			return &map->slices[i];
	}
	ck_abort_msg("no slice at %llx", (unsigned long long)address);
	return NULL;
}

static void build_memory(void)
{
	build_node("memory@40000000");
	build_text("device_type", "memory");
	build_reg(GIB, GIB);
	build_end();
}

static void build_region(const char *name, const char *compatible, uint64_t base, uint64_t size)
{
	build_node(name);
	if (*compatible)
		build_text("compatible", compatible);
	build_reg(base, size);
	if (*compatible)
		build_cells("phandle", 1);
	build_end();
}

static void begin_tree(void)
{
	build_begin();
	build_root(2, 2);
	build_memory();
	build_bus("reserved-memory", 2, 2);
}

static void build_virtio(uint32_t number, uint32_t pool)
{
	char name[32];

	(void)snprintf(name, sizeof(name), "virtio_mmio@%x", 0xa000000 + number * 0x200);
	build_node(name);
	build_text("compatible", "virtio,mmio");
	build_reg(0xa000000 + number * UINT64_C(0x200), 0x200);
	if (pool)
		build_cells("memory-region", pool);
	build_empty("dma-coherent");
	build_end();
}

START_TEST(scale_is_monotone)
{
	uint32_t before = fdtr_map_height(1);

	ck_assert_uint_eq(before, 1);
	for (unsigned int bits = 1; bits < 64; bits++) {
		uint64_t size = UINT64_C(1) << bits;

		for (int i = -1; i < 2; i++) {
			uint32_t height = fdtr_map_height(size + (uint64_t)i);

			ck_assert_uint_ge(height, before);
			before = height;
		}
	}
	ck_assert_uint_eq(fdtr_map_height(0x1000), 1);
	ck_assert_uint_eq(fdtr_map_height(0x1001), 2);
	ck_assert_uint_eq(fdtr_map_height(0x2000), 2);
	ck_assert_uint_eq(fdtr_map_height(UINT64_MAX), FDTR_MAP_HIGHEST);
}
END_TEST

START_TEST(what_a_platform_has)
{
	struct drawn drawn;
	const struct fdtr_map *map = &drawn.map;

	draw(&drawn, build_sample());
	ck_assert_uint_eq(map->memory[0], GIB);
	ck_assert_uint_eq(map->pool_count, 2);
	ck_assert_str_eq(map->pools[0].letter, "A");
	ck_assert_uint_eq(map->items[map->pools[0].item].range.first, 0x50000000);
	ck_assert(map->pools[1].dynamic && map->pools[1].item == FDTR_NONE);
	ck_assert_uint_eq(map->pools[1].allowed_count, 1);
	ck_assert_uint_eq(item_named(map, "dynamic", 0)->kind, FDTR_MAP_ALLOWED);
	ck_assert_uint_eq(item_named(map, "guard", 0)->kind, FDTR_MAP_GUARD);
	ck_assert_uint_eq(item_named(map, "initrd", 0)->kind, FDTR_MAP_INITRD);
	ck_assert_uint_eq(item_named(map, "/memreserve/ entry 0", 0)->kind, FDTR_MAP_MEMRESERVE);
	ck_assert_uint_eq(item_named(map, "virtio_mmio@a000000", 0)->pool, 0);
	ck_assert_uint_eq(map->user_count, 2);
	ck_assert(map->users[0].exact && map->users[0].pool == 0);
	ck_assert_uint_eq(map->items[map->users[0].guard].kind, FDTR_MAP_GUARD);
	ck_assert_str_eq(map->items[map->users[0].item].name, "virtio_mmio@a000000");
	ck_assert(!map->users[1].exact && map->users[1].pool == 1);
	ck_assert_str_eq(map->users[1].guarded, "");
	ck_assert(slice_at(map, 0x3fffffff)->hole && !slice_at(map, 0x40000000)->hole);
	world_free(&drawn.world);
}
END_TEST

/* The bytes that two have in common, and no others. */
START_TEST(overlap_is_marked)
{
	const struct fdtr_map_slice *slice;
	struct drawn drawn;

	begin_tree();
	build_region("pool@50000000", "restricted-dma-pool", 0x50000000, 0x4000000);
	build_region("firmware@53f00000", "", 0x53f00000, 0x200000);
	build_end();
	draw(&drawn, build_done());
	slice = slice_at(&drawn.map, 0x53f00000);
	check_range(slice->range, 0x53f00000, 0x53ffffff);
	ck_assert_uint_eq(slice->mark_count, 1);
	ck_assert_str_eq(slice->marks[0].rule->name, "reserved-overlap");
	ck_assert_int_eq(slice->marks[0].severity, FDTR_ERROR);
	ck_assert_uint_eq(slice_at(&drawn.map, 0x53efffff)->mark_count, 0);
	ck_assert_uint_eq(slice_at(&drawn.map, 0x54000000)->mark_count, 0);
	ck_assert_uint_ne(item_named(&drawn.map, "pool@50000000", 0)->column,
		item_named(&drawn.map, "firmware@53f00000", 0)->column);
	ck_assert_str_eq(item_named(&drawn.map, "firmware@53f00000", 0)->rules[0]->name, "reserved-overlap");
	world_free(&drawn.world);
}
END_TEST

START_TEST(what_is_not_told_is_not_marked)
{
	struct fdtr_map_input input;
	struct drawn drawn;
	bool *told;

	begin_tree();
	build_region("pool@50000000", "restricted-dma-pool", 0x50000000, 0x4000000);
	build_region("firmware@53f00000", "", 0x53f00000, 0x200000);
	build_end();
	draw(&drawn, build_done());
	input = input_of(&drawn.world);
	told = calloc(drawn.world.findings.count + 1, sizeof(*told));
	ck_assert_ptr_nonnull(told);
	input.told = told;
	ck_assert_int_eq(fdtr_map_make(&drawn.map, &input, 1, NULL, &drawn.world.arena, NULL), FDTR_OK);
	ck_assert_ptr_null(slice_at(&drawn.map, 0x53f00000)->marks[0].rule);
	ck_assert_uint_eq(item_named(&drawn.map, "firmware@53f00000", 0)->rule_count, 0);
	free(told);
	world_free(&drawn.world);
}
END_TEST

START_TEST(pool_outside_memory_is_marked_there)
{
	struct drawn drawn;

	begin_tree();
	build_region("pool@7f000000", "restricted-dma-pool", 0x7f000000, 0x2000000);
	build_end();
	draw(&drawn, build_done());
	ck_assert_uint_eq(slice_at(&drawn.map, 0x7f000000)->mark_count, 0);
	ck_assert_str_eq(slice_at(&drawn.map, 0x80000000)->marks[0].rule->name, "pool-outside-memory");
	world_free(&drawn.world);
}
END_TEST

START_TEST(alike_registers_are_one)
{
	const struct fdtr_map_item *item;
	struct drawn drawn;

	begin_tree();
	build_region("pool@50000000", "restricted-dma-pool", 0x50000000, 0x4000000);
	build_end();
	for (uint32_t i = 0; i < 32; i++)
		build_virtio(i, 1);
	draw(&drawn, build_done());
	item = item_named(&drawn.map, "virtio_mmio@a000000 .. a003e00", 0);
	ck_assert_uint_eq(item->count, 32);
	ck_assert_uint_eq(item->each, 0x200);
	check_range(item->range, 0xa000000, 0xa003fff);
	ck_assert_uint_eq(item->rule_count, 0);
	ck_assert_str_eq(item_named(&drawn.map, "pool@50000000", 0)->rules[0]->name, "pool-unguarded");
	ck_assert_uint_eq(drawn.map.folded_tied[0], 0);
	world_free(&drawn.world);
}
END_TEST

START_TEST(other_pools_keep_registers_apart)
{
	struct drawn drawn;

	begin_tree();
	build_region("pool@50000000", "restricted-dma-pool", 0x50000000, 0x4000000);
	build_end();
	for (uint32_t i = 0; i < 6; i++)
		build_virtio(i, i >= 3);
	draw(&drawn, build_done());
	ck_assert_uint_eq(item_named(&drawn.map, "virtio_mmio@a000600 .. a000a00", 0)->pool, 0);
	ck_assert_uint_eq(drawn.map.user_count >= 2, true);
	for (uint32_t i = 0; i < drawn.map.item_count; i++) {
		const struct fdtr_map_item *item = &drawn.map.items[i];

		if (item->kind == FDTR_MAP_MMIO && item->range.first < 0xa000600)
			ck_assert_uint_eq(item->pool, FDTR_NONE);
	}
	world_free(&drawn.world);
}
END_TEST

static struct blob build_many(uint32_t regions, uint64_t pool)
{
	begin_tree();
	for (uint32_t i = 0; i < regions; i++) {
		char name[32];

		(void)snprintf(name, sizeof(name), "r%u@%x", i % 7, 0x41000000 + i * 0x2000);
		build_region(name, "", 0x41000000 + i * UINT64_C(0x2000), 0x1000);
	}
	build_region("pool@x", "restricted-dma-pool", pool, 0x4000000);
	build_end();
	return build_done();
}

/* Whatever has to be folded, pools are not while there is anything else. */
START_TEST(pool_stays_among_many)
{
	struct drawn drawn;

	draw(&drawn, build_many(2000, 0x70000000));
	ck_assert_uint_eq(item_named(&drawn.map, "pool@x", 0)->count, 1);
	ck_assert_uint_le(drawn.map.item_count, FDTR_MAP_ITEMS);
	ck_assert_uint_ge(drawn.map.folded[0], 1900);
	ck_assert_uint_eq(drawn.map.folded_tied[0], 0);
	world_free(&drawn.world);
}
END_TEST

/* Its neighbours are folded around it. */
START_TEST(finding_stays_among_many)
{
	struct drawn drawn;
	const struct fdtr_map_slice *slice;

	draw(&drawn, build_many(2000, 0x41800000));
	ck_assert_uint_eq(item_named(&drawn.map, "pool@x", 0)->count, 1);
	slice = slice_at(&drawn.map, 0x41800000);
	ck_assert_uint_ge(slice->mark_count, 1);
	ck_assert_str_eq(slice->marks[0].rule->name, "reserved-overlap");
	ck_assert_uint_le(drawn.map.item_count, FDTR_MAP_ITEMS);
	world_free(&drawn.world);
}
END_TEST

static void build_side(uint64_t pool, uint64_t firmware, bool more)
{
	begin_tree();
	build_node("pool@1");
	build_text("compatible", "restricted-dma-pool");
	build_reg(pool, 0x4000000);
	build_end();
	build_region(
		firmware == 0x60000000 ? "firmware@60000000" : "firmware@61000000", "", firmware, 0x10000);
	build_region("trace@68000000", "", 0x68000000, more ? 0x10000 : 0x20000);
	if (more)
		build_region("more@6a000000", "", 0x6a000000, 0x10000);
	build_end();
}

START_TEST(what_became_of_it)
{
	struct fdtr_map_input inputs[2];
	struct world worlds[2];
	struct fdtr_map map;

	build_side(0x50000000, 0x60000000, false);
	world_read(&worlds[0], build_done());
	build_side(0x50000000, 0x61000000, true);
	world_read(&worlds[1], build_done());
	inputs[0] = input_of(&worlds[0]);
	inputs[1] = input_of(&worlds[1]);
	ck_assert_int_eq(fdtr_map_make(&map, inputs, 2, NULL, &worlds[0].arena, NULL), FDTR_OK);
	ck_assert_int_eq(item_named(&map, "pool@1", 0)->change, FDTR_MAP_SAME);
	ck_assert_int_eq(item_named(&map, "firmware@60000000", 0)->change, FDTR_MAP_MOVED);
	ck_assert_int_eq(item_named(&map, "firmware@61000000", 1)->change, FDTR_MAP_MOVED);
	ck_assert_int_eq(item_named(&map, "trace@68000000", 1)->change, FDTR_MAP_RESIZED);
	ck_assert_int_eq(item_named(&map, "more@6a000000", 1)->change, FDTR_MAP_ADDED);
	ck_assert_str_eq(map.pools[0].letter, "A");
	ck_assert_str_eq(map.pools[1].letter, "A");
	for (uint32_t i = 1; i < map.column_count; i++)
		ck_assert_uint_le(map.columns[i - 1].side, map.columns[i].side);
	world_free(&worlds[0]);
	world_free(&worlds[1]);
}
END_TEST

/* Too little memory is said, whatever step it is that wants more, and the arena is as it was. */
START_TEST(small_arena)
{
	struct fdtr_arena arena;
	struct fdtr_map_input input;
	struct drawn drawn;
	size_t size = 0;
	int status;

	draw(&drawn, build_sample());
	input = input_of(&drawn.world);
	do {
		struct fdtr_error error = {0};
		void *memory = malloc(size + 1);

		ck_assert_ptr_nonnull(memory);
		fdtr_arena_init(&arena, memory, size);
		status = fdtr_map_make(&drawn.map, &input, 1, NULL, &arena, &error);
		ck_assert(status == FDTR_OK || (status == FDTR_ERR_NOSPACE && *error.message));
		free(memory);
		size += 64;
	} while (status);
	ck_assert_uint_gt(size, 1000);
	world_free(&drawn.world);
}
END_TEST

Suite *map_suite(void)
{
	return SUITE_OF("map", scale_is_monotone, what_a_platform_has, overlap_is_marked,
		what_is_not_told_is_not_marked, pool_outside_memory_is_marked_there, alike_registers_are_one,
		other_pools_keep_registers_apart, pool_stays_among_many, finding_stays_among_many,
		what_became_of_it, small_arena);
}
