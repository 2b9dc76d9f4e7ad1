// SPDX-License-Identifier: BSD-2-Clause
/* Repairs on blobs: what follows a renamed node, what stays, what is refused. What each rule offers is tests/fix's. */
#include "unit.h"

#include "lint/repair.h"

#include <stdlib.h>
#include <string.h>

#define ROOM 0x8000

/* A pool with a wrong name, and all that leads to it. */
static struct blob build_misnamed(bool fixups)
{
	static const char paths[] = "/reserved-memory/pool@0\0/reserved-memory/pool\0/reserved-memory";

	build_begin();
	build_root(2, 2);
	build_node("aliases");
	build_text("pool", "/reserved-memory/pool@0");
	build_bytes("many", paths, sizeof(paths));
	build_text("other", "/reserved-memory/pool@01");
	build_end();
	build_node("chosen");
	build_text("stdout-path", "/reserved-memory/pool@0:115200n8");
	build_end();
	build_node("memory@40000000");
	build_text("device_type", "memory");
	build_reg(GIB, GIB);
	build_end();
	build_bus("reserved-memory", 2, 2);
	build_node("pool@0");
	build_text("compatible", "restricted-dma-pool");
	build_reg(0x50000000, 0x4000000);
	build_empty("no-map");
	build_node("inner@0");
	build_end();
	build_end();
	build_end();
	build_node("__symbols__");
	build_text("inner", "/reserved-memory/pool@0/inner@0");
	build_end();
	build_node("__local_fixups__");
	build_node("reserved-memory");
	build_node("pool@0");
	build_cells(fixups ? "no-map" : "reg", 0);
	build_end();
	build_end();
	build_end();
	return build_done();
}

static const struct fdtr_repair *repair_of(const struct world *world, const char *rule)
{
	const struct fdtr_finding *finding = world_finding(world, rule);

	ck_assert_msg(finding && finding->repair, "%s is not reported with a repair", rule);
	return finding->repair;
}

static int write(struct world *world, const struct fdtr_repair *repair, struct blob *result)
{
	size_t needed = 0;
	int status;

	*result = (struct blob){malloc(ROOM), ROOM};
	ck_assert_ptr_nonnull(result->data);
	status = fdtr_repair_write(
		&world->tree, &repair, 1, result->data, ROOM, &needed, &world->arena, &world->error);
	result->size = needed;
	return status;
}

/* The world after that repair. */
static void repair_world(struct world *world, const char *rule)
{
	struct blob result;

	world_lint(world, NULL);
	ck_assert_int_eq(write(world, repair_of(world, rule), &result), FDTR_OK);
	world_free(world);
	world_read(world, result);
	ck_assert_int_eq(fdt_check_full(result.data, result.size), 0);
}

static void check_strings(
	const struct world *world, const char *path, const char *name, const char *wanted, size_t length)
{
	struct fdtr_walk walk = fdtr_walk(&world->tree, world_node(world, path));
	struct fdtr_property property;

	while (fdtr_walk_next(&walk, &property)) {
		if (strcmp(property.name, name) != 0)
			continue;
		ck_assert_uint_eq(property.length, length);
		ck_assert_mem_eq(property.data, wanted, length);
		return;
	}
	ck_abort_msg("%s has no %s", path, name);
}

#define check_text(world, path, name, wanted) check_strings(world, path, name, wanted, sizeof(wanted))

START_TEST(what_leads_to_a_renamed_node_follows)
{
	struct world world;

	world_read(&world, build_misnamed(false));
	repair_world(&world, "unit-address-mismatch");
	(void)world_node(&world, "/reserved-memory/pool@50000000/inner@0");
	(void)world_node(&world, "/__local_fixups__/reserved-memory/pool@50000000");
	check_text(&world, "/aliases", "pool", "/reserved-memory/pool@50000000");
	check_text(&world, "/aliases", "many",
		"/reserved-memory/pool@50000000\0/reserved-memory/pool\0/reserved-memory");
	check_text(&world, "/aliases", "other", "/reserved-memory/pool@01");
	check_text(&world, "/chosen", "stdout-path", "/reserved-memory/pool@50000000:115200n8");
	check_text(&world, "/__symbols__", "inner", "/reserved-memory/pool@50000000/inner@0");
	world_free(&world);
}
END_TEST

START_TEST(a_property_that_fixups_name_stays)
{
	struct world world;
	struct blob result;

	world_read(&world, build_misnamed(true));
	world_lint(&world, NULL);
	ck_assert_int_eq(write(&world, repair_of(&world, "pool-no-map"), &result), FDTR_ERR_CONFLICT);
	ck_assert_ptr_nonnull(strstr(world.error.message, "no-map"));
	free(result.data);
	world_free(&world);
}
END_TEST

START_TEST(only_the_property_goes)
{
	struct world world;
	uint32_t nodes, pool;

	world_read(&world, build_misnamed(false));
	nodes = world.tree.node_count;
	repair_world(&world, "pool-no-map");
	pool = world_node(&world, "/reserved-memory/pool@0");
	ck_assert_uint_eq(world.tree.node_count, nodes);
	ck_assert(!fdtr_has(&world.tree, pool, FDTR_P_NO_MAP));
	ck_assert(fdtr_has(&world.tree, pool, FDTR_P_REG));
	world_free(&world);
}
END_TEST

/* Boot loaders write into the room that a blob was given. */
START_TEST(room_behind_the_blocks_stays)
{
	struct blob plain = build_misnamed(false);
	struct blob padded = {calloc(1, plain.size + 0x1000), plain.size + 0x1000};
	struct world world;
	uint32_t used;

	ck_assert_int_eq(fdt_open_into(plain.data, padded.data, (int)padded.size), 0);
	padded.data[padded.size - 1] = 0x5a;
	world_read(&world, padded);
	used = fdt_off_dt_strings(padded.data) + fdt_size_dt_strings(padded.data);
	repair_world(&world, "pool-no-map");
	ck_assert_uint_eq(world.blob.size, fdt_totalsize(world.blob.data));
	ck_assert_uint_eq(
		world.blob.size - fdt_off_dt_strings(world.blob.data) - fdt_size_dt_strings(world.blob.data),
		plain.size + 0x1000 - used);
	ck_assert_uint_eq(world.blob.data[world.blob.size - 1], 0x5a);
	free(plain.data);
	world_free(&world);
}
END_TEST

START_TEST(a_small_buffer_is_told_of)
{
	const struct fdtr_repair *repair;
	struct world world;
	size_t needed = 0;

	world_read(&world, build_misnamed(false));
	world_lint(&world, NULL);
	repair = repair_of(&world, "pool-no-map");
	ck_assert_int_eq(
		fdtr_repair_write(&world.tree, &repair, 1, NULL, 0, &needed, &world.arena, &world.error),
		FDTR_ERR_NOSPACE);
	ck_assert_uint_gt(needed, 0);
	ck_assert_uint_lt(needed, world.blob.size);
	world_free(&world);
}
END_TEST

/* A pool of that size, and a guard for it; what follows the pool is free for `free` bytes. */
static struct blob build_odd_size(uint32_t size, uint32_t room)
{
	build_begin();
	build_root(2, 2);
	build_node("memory@40000000");
	build_text("device_type", "memory");
	build_reg(GIB, GIB);
	build_end();
	build_bus("reserved-memory", 2, 2);
	build_node("pool@50000000");
	build_text("compatible", "restricted-dma-pool");
	build_reg(0x50000000, size);
	build_cells("phandle", 1);
	build_end();
	build_node("firmware");
	build_reg(0x50000000 + (uint64_t)size + room, 0x1000);
	build_end();
	build_end();
	build_bus("bus", 2, 2);
	build_text("compatible", "simple-bus");
	build_cells(
		"dma-ranges", 0, 0x10000000, 0, 0x10000000, 0, 0x1000, 0, 0x50000000, 0, 0x50000000, 0, size);
	build_node("virtio@a000000");
	build_text("compatible", "virtio,mmio");
	build_reg(0xa000000, 0x200);
	build_cells("memory-region", 1);
	build_end();
	build_end();
	return build_done();
}

START_TEST(a_guard_grows_with_its_pool)
{
	struct fdtr_property ranges;
	struct world world;

	world_read(&world, build_odd_size(0x4000400, 0xc00));
	repair_world(&world, "pool-page-alignment");
	check_range(world.platform.pools[0].range, 0x50000000, 0x54000fff);
	ck_assert(fdtr_tree_property(&world.tree, world_node(&world, "/bus"), FDTR_P_DMA_RANGES, &ranges));
	ck_assert_uint_eq(ranges.length, 48);
	ck_assert_uint_eq(fdtr_cell(ranges.data + 20), 0x1000);
	ck_assert_uint_eq(fdtr_cell(ranges.data + 44), 0x4001000);
	world_free(&world);
}
END_TEST

START_TEST(nothing_grows_into_something_else)
{
	struct world world;

	world_read(&world, build_odd_size(0x4000400, 0xbff));
	world_lint(&world, NULL);
	ck_assert_ptr_nonnull(world_finding(&world, "pool-page-alignment"));
	ck_assert_ptr_null(world_finding(&world, "pool-page-alignment")->repair);
	world_free(&world);
}
END_TEST

START_TEST(nothing_grows_out_of_its_bank)
{
	struct world world;

	world_read(&world, build_odd_size(0x30000000 - 0x400, 0x400));
	world_lint(&world, NULL);
	ck_assert_ptr_nonnull(repair_of(&world, "pool-page-alignment"));
	world_free(&world);
	world_read(&world, build_odd_size(0x30000000 + 0x400, 0x10000));
	world_lint(&world, NULL);
	ck_assert_ptr_null(world_finding(&world, "pool-page-alignment")->repair);
	world_free(&world);
}
END_TEST

Suite *repair_suite(void)
{
	return SUITE_OF("repair", what_leads_to_a_renamed_node_follows, a_property_that_fixups_name_stays,
		only_the_property_goes, room_behind_the_blocks_stays, a_small_buffer_is_told_of,
		a_guard_grows_with_its_pool, nothing_grows_into_something_else,
		nothing_grows_out_of_its_bank);
}
