// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

static void begin_tree(void)
{
	build_begin();
	build_root(2, 2);
	build_bus("reserved-memory", 2, 2);
}

static void build_pool(const char *name)
{
	build_node(name);
	build_text("compatible", "restricted-dma-pool");
}

static void end_tree(struct world *world)
{
	build_end();
	world_read(world, build_done());
}

START_TEST(static_pools)
{
	const struct fdtr_pool *pool;
	struct world world;

	begin_tree();
	build_pool("pool@50000000");
	build_reg(0x50000000, 0x4000000);
	build_cells("size", 0, 0x1000);
	build_cells("alignment", 0, 0x10000);
	build_cells("alloc-ranges", 0, 0x40000000, 0, 0x1000);
	build_cells("phandle", 7);
	build_end();
	end_tree(&world);
	ck_assert_uint_eq(world.platform.pool_count, 1);
	pool = &world.platform.pools[0];
	ck_assert(pool->placed && !pool->dynamic && pool->available && pool->reserved);
	check_range(pool->range, 0x50000000, 0x53ffffff);
	ck_assert_uint_eq(pool->size, 0x4000000);
	ck_assert_uint_eq(pool->alignment, 0x10000);
	ck_assert_uint_eq(pool->handle, 7);
	ck_assert_uint_eq(pool->allowed_count, 0);
	ck_assert_uint_eq(pool->object, world_node(&world, "/reserved-memory/pool@50000000"));
	world_free(&world);
}
END_TEST

START_TEST(dynamic_pools)
{
	const struct fdtr_pool *pool;
	struct world world;

	begin_tree();
	build_pool("first");
	build_cells("size", 0, 0x1000);
	build_cells("alloc-ranges", 0, 0x10000000, 0, 0x1000);
	build_end();
	build_pool("second");
	build_cells("size", 1, 0);
	build_cells("alignment", 0, 0x200000);
	build_cells("alloc-ranges", 0, 0x40000000, 0, 0x1000, 0, 0x50000000, 0, 0, 1, 0, 1, 0);
	build_end();
	end_tree(&world);
	ck_assert_uint_eq(world.platform.pool_count, 2);
	ck_assert_uint_eq(world.platform.region_count, 0);
	pool = &world.platform.pools[1];
	ck_assert(!pool->placed && pool->dynamic);
	ck_assert_uint_eq(pool->size, FOUR_GIB);
	ck_assert_uint_eq(pool->alignment, 0x200000);
	ck_assert_uint_eq(pool->allowed_count, 2);
	check_range(world.platform.allowed[pool->first_allowed], 0x40000000, 0x40000fff);
	check_range(world.platform.allowed[pool->first_allowed + 1], FOUR_GIB, 2 * FOUR_GIB - 1);
	world_free(&world);
}
END_TEST

START_TEST(pools_elsewhere)
{
	struct world world;

	begin_tree();
	build_pool("in@50000000");
	build_reg(0x50000000, 0x1000);
	build_pool("nested@51000000");
	build_reg(0x51000000, 0x1000);
	build_end();
	build_end();
	build_end();
	build_bus("soc", 1, 1);
	build_pool("out@52000000");
	build_cells("reg", 0x52000000, 0x1000);
	build_text("status", "disabled");
	build_end();
	end_tree(&world);
	ck_assert_uint_eq(world.platform.pool_count, 3);
	ck_assert(world.platform.pools[0].reserved);
	ck_assert(!world.platform.pools[1].reserved);
	ck_assert(!world.platform.pools[2].reserved);
	ck_assert(!world.platform.pools[2].available);
	check_range(world.platform.pools[2].range, 0x52000000, 0x52000fff);
	ck_assert_uint_eq(world.platform.region_count, 1);
	world_free(&world);
}
END_TEST

START_TEST(pools_said_badly)
{
	struct world world;

	begin_tree();
	build_pool("none");
	build_end();
	build_pool("short");
	build_cells("reg", 0, 0x50000000, 0);
	build_end();
	build_pool("empty");
	build_reg(0x50000000, 0);
	build_end();
	build_pool("wraps");
	build_reg(UINT64_MAX, 2);
	build_end();
	build_pool("long");
	build_cells("size", 1, 0, 0);
	build_bytes("alignment", "\0\0\1", 3);
	build_end();
	end_tree(&world);
	ck_assert_uint_eq(world.platform.pool_count, 5);
	for (uint32_t i = 0; i < 5; i++) {
		ck_assert(!world.platform.pools[i].placed);
		ck_assert_int_eq(world.platform.pools[i].dynamic, i == 4);
		ck_assert_uint_eq(world.platform.pools[i].size, i == 3 ? 2 : 0);
		ck_assert_uint_eq(world.platform.pools[i].alignment, 0);
	}
	world_free(&world);
}
END_TEST

/* A compatible among others counts; one that only begins alike does not. */
START_TEST(compatible_is_a_list)
{
	struct world world;

	begin_tree();
	build_node("a");
	build_bytes("compatible", "shared-dma-pool\0restricted-dma-pool", 36);
	build_cells("size", 0, 1);
	build_end();
	build_node("b");
	build_text("compatible", "restricted-dma-pools");
	build_end();
	build_node("c");
	build_bytes("compatible", "restricted-dma-pool", 19);
	build_end();
	end_tree(&world);
	ck_assert_uint_eq(world.platform.pool_count, 1);
	world_free(&world);
}
END_TEST

START_TEST(regions_know_their_pool)
{
	struct world world;

	begin_tree();
	build_node("x@10000");
	build_reg(0x10000, 0x1000);
	build_end();
	build_pool("dynamic");
	build_cells("size", 0, 0x1000);
	build_end();
	build_pool("p@20000");
	build_reg(0x20000, 0x1000);
	build_end();
	build_pool("q@30000");
	build_cells("reg", 0, 0x30000, 0, 0x1000, 0, 0x40000, 0, 0x1000);
	build_end();
	build_node("y@50000");
	build_reg(0x50000, 0x1000);
	build_end();
	end_tree(&world);
	ck_assert_uint_eq(world.platform.region_count, 5);
	ck_assert_uint_eq(world.platform.regions[0].pool, FDTR_NONE);
	ck_assert_uint_eq(world.platform.regions[1].pool, 1);
	ck_assert_uint_eq(world.platform.regions[2].pool, 2);
	ck_assert_uint_eq(world.platform.regions[3].pool, 2);
	ck_assert_uint_eq(world.platform.regions[4].pool, FDTR_NONE);
	world_free(&world);
}
END_TEST

Suite *pools_suite(void)
{
	return SUITE_OF("pools", static_pools, dynamic_pools, pools_elsewhere, pools_said_badly,
		compatible_is_a_list, regions_know_their_pool);
}
