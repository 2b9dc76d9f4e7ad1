// SPDX-License-Identifier: BSD-2-Clause
/* The memory map: what is memory, what is taken of it, and the bytes that said so. */
#include "unit.h"

#include <string.h>

/* The region is that range, and its origin's bytes are 2 cells of base and 2 of size. */
static void check_said(const struct world *world, const struct fdtr_region *region, uint64_t base,
	uint64_t size, const char *path, const char *property, uint32_t index)
{
	const unsigned char *bytes = world->blob.data + region->origin.offset;
	uint64_t first, length;

	check_range(region->range, base, base + (size - 1));
	ck_assert_uint_eq(region->origin.object, world_node(world, path));
	ck_assert_str_eq(region->origin.property, property);
	ck_assert_uint_eq(region->origin.index, index);
	ck_assert_uint_eq(region->origin.length, 16);
	ck_assert(fdtr_cells(bytes, 2, &first) && fdtr_cells(bytes + 8, 2, &length));
	ck_assert_uint_eq(first, base);
	ck_assert_uint_eq(length, size);
}

static void begin_tree(void)
{
	build_begin();
	build_root(2, 2);
}

START_TEST(banks_of_memory)
{
	struct world world;

	begin_tree();
	build_node("memory@40000000");
	build_text("device_type", "memory");
	build_cells("reg", 0, 0x40000000, 0, 0x10000000, 1, 0, 2, 0, 5, 0, 0, 0);
	build_end();
	build_node("ram");
	build_text("device_type", "memory");
	build_reg(UINT64_MAX - 0xfff, 0x1000);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 3);
	check_said(&world, world_region(&world, FDTR_REGION_MEMORY, 0), 0x40000000, 0x10000000,
		"/memory@40000000", "reg", 0);
	check_said(&world, world_region(&world, FDTR_REGION_MEMORY, 1), FOUR_GIB, 2 * FOUR_GIB,
		"/memory@40000000", "reg", 1);
	check_said(&world, world_region(&world, FDTR_REGION_MEMORY, 2), UINT64_MAX - 0xfff, 0x1000, "/ram",
		"reg", 0);
	world_free(&world);
}
END_TEST

static void build_not_memory(const char *name, const char *type, const char *status)
{
	build_node(name);
	build_text("device_type", type);
	build_text("status", status);
	build_reg(0x80000000, 0x1000);
	build_end();
}

START_TEST(what_is_no_memory)
{
	struct world world;

	begin_tree();
	build_not_memory("memory@1", "memory", "disabled");
	build_not_memory("memory@2", "memories", "okay");
	build_node("memory@3");
	build_reg(0x80000000, 0x1000);
	build_end();
	build_bus("soc", 2, 2);
	build_not_memory("memory@4", "memory", "okay");
	build_end();
	build_node("memory@5");
	build_text("device_type", "memory");
	build_cells("reg", 0, 0x40000000, 0);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_MEMORY), 0);
	world_free(&world);
}
END_TEST

START_TEST(usable_memory_goes_before_reg)
{
	struct world world;

	begin_tree();
	build_node("memory@40000000");
	build_text("device_type", "memory");
	build_reg(0x40000000, 0x10000000);
	build_cells("linux,usable-memory", 0, 0x44000000, 0, 0x1000000, 0, 0x48000000, 0, 0x2000000);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_MEMORY), 2);
	check_said(&world, world_region(&world, FDTR_REGION_MEMORY, 0), 0x44000000, 0x1000000,
		"/memory@40000000", "linux,usable-memory", 0);
	check_said(&world, world_region(&world, FDTR_REGION_MEMORY, 1), 0x48000000, 0x2000000,
		"/memory@40000000", "linux,usable-memory", 1);
	world_free(&world);
}
END_TEST

START_TEST(one_cell_each)
{
	const struct fdtr_region *region;
	struct world world;

	build_begin();
	build_root(1, 1);
	build_node("memory@80000000");
	build_text("device_type", "memory");
	build_cells("reg", 0x80000000, 0x80000000, 0xfffff000, 0x2000);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_MEMORY), 2);
	check_range(world_region(&world, FDTR_REGION_MEMORY, 0)->range, 0x80000000, 0xffffffff);
	region = world_region(&world, FDTR_REGION_MEMORY, 1);
	check_range(region->range, 0xfffff000, UINT64_C(0x100000fff));
	ck_assert_uint_eq(region->origin.length, 8);
	ck_assert_uint_eq(fdtr_cell(world.blob.data + region->origin.offset), 0xfffff000);
	world_free(&world);
}
END_TEST

START_TEST(reserved_regions)
{
	struct world world;

	begin_tree();
	build_bus("reserved-memory", 2, 2);
	build_node("two@50000000");
	build_cells("reg", 0, 0x50000000, 0, 0x1000, 0, 0x60000000, 0, 0x2000);
	build_end();
	build_node("dynamic");
	build_cells("size", 0, 0x1000);
	build_end();
	build_node("disabled@70000000");
	build_text("status", "disabled");
	build_reg(0x70000000, 0x1000);
	build_end();
	build_node("pool@78000000");
	build_text("compatible", "restricted-dma-pool");
	build_reg(0x78000000, 0x1000);
	build_node("child@1");
	build_reg(0x1000, 0x1000);
	build_end();
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_RESERVED), 3);
	check_said(&world, world_region(&world, FDTR_REGION_RESERVED, 0), 0x50000000, 0x1000,
		"/reserved-memory/two@50000000", "reg", 0);
	check_said(&world, world_region(&world, FDTR_REGION_RESERVED, 1), 0x60000000, 0x2000,
		"/reserved-memory/two@50000000", "reg", 1);
	check_said(&world, world_region(&world, FDTR_REGION_RESERVED, 2), 0x78000000, 0x1000,
		"/reserved-memory/pool@78000000", "reg", 0);
	ck_assert_uint_eq(world_region(&world, FDTR_REGION_RESERVED, 1)->pool, FDTR_NONE);
	ck_assert_uint_eq(world_region(&world, FDTR_REGION_RESERVED, 2)->pool, 0);
	world_free(&world);
}
END_TEST

START_TEST(memory_reservations)
{
	const struct fdtr_region *region;
	struct world world;
	uint64_t base;

	build_begin();
	build_reserve(0x40000000, 0x1000);
	build_reserve(0x50000000, 0x80000000);
	build_reserve(UINT64_MAX, 2);
	build_reserve(UINT64_MAX - 9, 10);
	build_root(2, 2);
	world_read(&world, build_done());
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_MEMRESERVE), 3);
	region = world_region(&world, FDTR_REGION_MEMRESERVE, 1);
	check_range(region->range, 0x50000000, 0xcfffffff);
	ck_assert_uint_eq(region->origin.object, FDTR_NONE);
	ck_assert_uint_eq(region->origin.index, 1);
	ck_assert_uint_eq(region->origin.length, 16);
	ck_assert(fdtr_cells(world.blob.data + region->origin.offset, 2, &base));
	ck_assert_uint_eq(base, 0x50000000);
	region = world_region(&world, FDTR_REGION_MEMRESERVE, 2);
	check_range(region->range, UINT64_MAX - 9, UINT64_MAX);
	ck_assert_uint_eq(region->origin.index, 3);
	world_free(&world);
}
END_TEST

struct initrd {
	const char *start;
	size_t start_length;
	const char *end;
	size_t end_length;
	uint64_t first; /* with last 0: none */
	uint64_t last;
};

static void check_initrd(const struct initrd *initrd)
{
	const struct fdtr_region *region;
	struct world world;

	begin_tree();
	build_node("chosen");
	build_bytes("linux,initrd-start", initrd->start, initrd->start_length);
	build_bytes("linux,initrd-end", initrd->end, initrd->end_length);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_INITRD), initrd->last != 0);
	if (initrd->last) {
		region = world_region(&world, FDTR_REGION_INITRD, 0);
		check_range(region->range, initrd->first, initrd->last);
		ck_assert_str_eq(region->origin.property, "linux,initrd-start");
		ck_assert_uint_eq(region->origin.length, initrd->start_length);
		ck_assert_mem_eq(
			world.blob.data + region->origin.offset, initrd->start, initrd->start_length);
	}
	world_free(&world);
}

START_TEST(initial_ram_disks)
{
	static const struct initrd initrds[] = {
		{"\x48\0\0\0", 4, "\x49\0\0\0", 4, 0x48000000, 0x48ffffff},
		{"\0\0\0\1\0\0\0\0", 8, "\0\0\0\1\0\0\x10\0", 8, FOUR_GIB, FOUR_GIB + 0xfff},
		{"\xff\0\0\0", 4, "\0\0\0\1\0\0\0\0", 8, 0xff000000, 0xffffffff},
		{"\x48\0\0\0", 4, "\x48\0\0\1", 4, 0x48000000, 0x48000000},
		{"\x48\0\0\0", 4, "\x48\0\0\0", 4, 0, 0},
		{"\x48\0\0\0", 4, "\x40\0\0\0", 4, 0, 0},
		{"\0\0\0\1\0\0\0\0\0\0\0\0", 12, "\0\0\0\1\0\0\0\0\0\0\0\1", 12, 0, 0},
	};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(initrds); i++)
		check_initrd(&initrds[i]);
}
END_TEST

START_TEST(half_an_initrd_is_none)
{
	struct world world;

	begin_tree();
	build_node("chosen");
	build_cells("linux,initrd-start", 0x48000000);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 0);
	world_free(&world);
}
END_TEST

START_TEST(crash_dump_header)
{
	struct world world;

	begin_tree();
	build_node("chosen");
	build_cells("linux,elfcorehdr", 0, 0x5ff00000, 0, 0x100000);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 1);
	check_said(&world, world_region(&world, FDTR_REGION_ELFCOREHDR, 0), 0x5ff00000, 0x100000, "/chosen",
		"linux,elfcorehdr", 0);
	world_free(&world);
}
END_TEST

/* What cannot be read as whole entries of a size is left out. */
START_TEST(crooked_entries_are_left_out)
{
	struct world world;

	begin_tree();
	build_bus("reserved-memory", 2, 2);
	build_node("odd");
	build_cells("reg", 0, 0x50000000, 0, 0x1000, 0, 0x60000000, 0);
	build_end();
	build_node("empty");
	build_reg(0x50000000, 0);
	build_end();
	build_node("wraps");
	build_reg(UINT64_MAX - 0xfff, 0x1001);
	build_end();
	build_node("none");
	build_empty("reg");
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 1);
	check_said(&world, world_region(&world, FDTR_REGION_RESERVED, 0), 0x50000000, 0x1000,
		"/reserved-memory/odd", "reg", 0);
	world_free(&world);
}
END_TEST

/* Cells that no kernel reads, in every place that reads cells. */
START_TEST(absurd_cells_read_nothing)
{
	static const uint32_t cells[] = {0, 3, 4, 200, 254, 255, 256, UINT32_MAX};
	static unsigned char zeros[4096];
	struct world world;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cells); i++)
		for (size_t k = 0; k < FDTR_ARRAY_SIZE(cells); k++) {
			build_begin();
			build_root(cells[i], cells[k]);
			build_node("memory@0");
			build_text("device_type", "memory");
			build_bytes("reg", zeros, sizeof(zeros));
			build_end();
			build_bus("reserved-memory", cells[i], cells[k]);
			build_node("pool@0");
			build_text("compatible", "restricted-dma-pool");
			build_bytes("reg", zeros, sizeof(zeros));
			build_bytes("alloc-ranges", zeros, sizeof(zeros));
			build_end();
			build_end();
			build_bus("soc", cells[k], cells[i]);
			build_bytes("dma-ranges", zeros, sizeof(zeros));
			build_node("virtio@0");
			build_text("compatible", "virtio,mmio");
			build_bytes("reg", zeros, sizeof(zeros));
			build_end();
			build_end();
			world_read(&world, build_done());
			ck_assert_uint_eq(world.platform.region_count, 0);
			world_lint(&world, NULL);
			world_free(&world);
		}
}
END_TEST

Suite *regions_suite(void)
{
	return SUITE_OF("regions", banks_of_memory, what_is_no_memory, usable_memory_goes_before_reg,
		one_cell_each, reserved_regions, memory_reservations, initial_ram_disks,
		half_an_initrd_is_none, crash_dump_header, crooked_entries_are_left_out,
		absurd_cells_read_nothing);
}
