// SPDX-License-Identifier: BSD-2-Clause
/* Device registers and PCI windows, translated to CPU addresses. */
#include "unit.h"

#include <string.h>

static void begin_tree(uint32_t address_cells, uint32_t size_cells)
{
	build_begin();
	build_root(address_cells, size_cells);
}

static void build_device(const char *name, uint32_t base, uint32_t size)
{
	build_node(name);
	build_cells("reg", base, size);
	build_end();
}

static void check_mmio(
	const struct world *world, uint32_t index, const char *path, uint64_t first, uint64_t last)
{
	const struct fdtr_region *region = world_region(world, FDTR_REGION_MMIO, index);

	ck_assert_uint_eq(region->origin.object, world_node(world, path));
	ck_assert_str_eq(region->origin.property, "reg");
	check_range(region->range, first, last);
}

START_TEST(registers_of_the_root)
{
	const struct fdtr_region *region;
	struct world world;

	begin_tree(2, 2);
	build_node("uart@9000000");
	build_cells("reg", 0, 0x9000000, 0, 0x1000, 1, 0, 0, 0x2000);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 2);
	check_mmio(&world, 0, "/uart@9000000", 0x9000000, 0x9000fff);
	check_mmio(&world, 1, "/uart@9000000", FOUR_GIB, FOUR_GIB + 0x1fff);
	region = world_region(&world, FDTR_REGION_MMIO, 1);
	ck_assert_uint_eq(region->origin.index, 1);
	ck_assert_uint_eq(region->origin.length, 16);
	ck_assert_uint_eq(fdtr_cell(world.blob.data + region->origin.offset), 1);
	world_free(&world);
}
END_TEST

/* 2/2 above 1/1 above 1/1: each entry of ranges moves the address. */
START_TEST(nested_buses_translate)
{
	struct world world;

	begin_tree(2, 2);
	build_node("outer");
	build_cells("#address-cells", 1);
	build_cells("#size-cells", 1);
	build_cells("ranges", 0, 1, 0x80000000, 0x1000, 0x1000, 0, 0x20000000, 0x100000);
	build_node("inner");
	build_cells("#address-cells", 1);
	build_cells("#size-cells", 1);
	build_cells("ranges", 0, 0x3000, 0x10000);
	build_device("a@0", 0, 0x10);
	build_device("b@8000", 0x8000, 0x10);
	build_device("c@10000", 0x10000, 0x10);
	build_end();
	build_device("d@0", 0, 0x1000);
	build_device("e@1000", 0x1000, 4);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_MMIO), 4);
	check_mmio(&world, 0, "/outer/inner/a@0", 0x20002000, 0x2000200f);
	check_mmio(&world, 1, "/outer/inner/b@8000", 0x2000a000, 0x2000a00f);
	check_mmio(&world, 2, "/outer/d@0", UINT64_C(0x180000000), UINT64_C(0x180000fff));
	check_mmio(&world, 3, "/outer/e@1000", 0x20000000, 0x20000003);
	ck_assert_uint_eq(
		fdtr_cell(world.blob.data + world_region(&world, FDTR_REGION_MMIO, 1)->origin.offset),
		0x8000);
	world_free(&world);
}
END_TEST

START_TEST(empty_ranges_map_one_to_one)
{
	struct world world;

	begin_tree(1, 1);
	build_bus("a", 1, 1);
	build_bus("b", 1, 1);
	build_device("dev@1000", 0x1000, 0x100);
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 1);
	check_mmio(&world, 0, "/a/b/dev@1000", 0x1000, 0x10ff);
	world_free(&world);
}
END_TEST

START_TEST(without_ranges_nothing_translates)
{
	struct world world;

	begin_tree(1, 1);
	build_node("i2c");
	build_cells("#address-cells", 1);
	build_cells("#size-cells", 1);
	build_device("a@50", 0x50, 1);
	build_bus("mux", 1, 1);
	build_device("b@51", 0x51, 1);
	build_end();
	build_node("mux2");
	build_cells("#address-cells", 1);
	build_cells("#size-cells", 1);
	build_cells("ranges", 0, 0x1000, 0x1000);
	build_device("c@52", 0x52, 1);
	build_end();
	build_end();
	build_node("cpus");
	build_cells("#address-cells", 1);
	build_cells("#size-cells", 0);
	build_empty("ranges");
	build_node("cpu@0");
	build_cells("reg", 0);
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 0);
	world_free(&world);
}
END_TEST

static void build_pci(const char *name)
{
	build_node(name);
	build_text("device_type", "pci");
	build_cells("#address-cells", 3);
	build_cells("#size-cells", 2);
}

START_TEST(pci_windows)
{
	const struct fdtr_region *region;
	struct world world;

	begin_tree(2, 2);
	build_pci("pcie@10000000");
	build_reg(0x10000000, 0x1000000);
	build_cells("ranges", 0x1000000, 0, 0, 0, 0x3eff0000, 0, 0x10000, /* I/O */
		0x2000000, 0, 0x10000000, 0, 0x20000000, 0, 0x2eff0000,   /* 32-bit memory */
		0x3000000, 0x80, 0, 0x90, 0, 0x80, 0);                    /* 64-bit memory */
	build_node("dev@1,0");
	build_cells("reg", 0x800, 0, 0, 0, 0);
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 4);
	check_mmio(&world, 0, "/pcie@10000000", 0x10000000, 0x10ffffff);
	check_range(world_region(&world, FDTR_REGION_PCI_WINDOW, 0)->range, 0x3eff0000, 0x3effffff);
	check_range(world_region(&world, FDTR_REGION_PCI_WINDOW, 1)->range, 0x20000000, 0x4efeffff);
	region = world_region(&world, FDTR_REGION_PCI_WINDOW, 2);
	check_range(region->range, UINT64_C(0x9000000000), UINT64_C(0x10fffffffff));
	world_free(&world);
}
END_TEST

START_TEST(pci_window_origins)
{
	const struct fdtr_region *region;
	struct world world;

	begin_tree(2, 2);
	build_pci("pcie@10000000");
	build_cells("ranges", 0x1000000, 0, 0, 0, 0x3eff0000, 0, 0x10000, 0x2000000, 0, 0x10000000, 0,
		0x20000000, 0, 0x2eff0000);
	build_end();
	world_read(&world, build_done());
	region = world_region(&world, FDTR_REGION_PCI_WINDOW, 1);
	ck_assert_uint_eq(region->origin.index, 1);
	ck_assert_uint_eq(region->origin.length, 28);
	ck_assert_str_eq(region->origin.property, "ranges");
	ck_assert_uint_eq(fdtr_cell(world.blob.data + region->origin.offset), 0x2000000);
	world_free(&world);
}
END_TEST

/* A PCI bridge under a host bridge opens no window of its own. */
START_TEST(only_host_bridges_have_windows)
{
	struct world world;

	begin_tree(2, 2);
	build_pci("pcie@10000000");
	build_cells("ranges", 0x2000000, 0, 0x10000000, 0, 0x20000000, 0, 0x10000000);
	build_pci("pci@1,0");
	build_cells("reg", 0x800, 0, 0, 0, 0);
	build_cells("ranges", 0x2000000, 0, 0x10000000, 0x2000000, 0, 0x10000000, 0, 0x1000);
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 1);
	world_free(&world);
}
END_TEST

/*
 * I/O port 0x3f8 through the ranges of isa to PCI I/O, through those of the host bridge to the CPU; likewise
 * memory, which may be 64-bit.
 */
START_TEST(isa_under_pci)
{
	struct world world;

	begin_tree(2, 2);
	build_pci("pcie@10000000");
	build_cells("ranges", 0x3000000, 0, 0, 0, 0x40000000, 0, 0x10000000, 0x1000000, 0, 0, 0, 0x3eff0000,
		0, 0x10000);
	build_node("isa@7");
	build_cells("#address-cells", 2);
	build_cells("#size-cells", 1);
	build_cells("ranges", 1, 0, 0x1000000, 0, 0, 0x1000, 0, 0, 0x2000000, 0, 0x100000, 0x1000);
	build_node("serial@3f8");
	build_cells("reg", 1, 0x3f8, 8);
	build_end();
	build_node("flash@0");
	build_cells("reg", 0, 0x10, 0x10);
	build_end();
	build_node("out@2000");
	build_cells("reg", 1, 0x2000, 8);
	build_end();
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world_count(&world, FDTR_REGION_MMIO), 2);
	check_mmio(&world, 0, "/pcie@10000000/isa@7/serial@3f8", 0x3eff03f8, 0x3eff03ff);
	check_mmio(&world, 1, "/pcie@10000000/isa@7/flash@0", 0x40100010, 0x4010001f);
	world_free(&world);
}
END_TEST

/* Three cells that are no PCI: the first is a flag that must match. */
START_TEST(flagged_buses)
{
	struct world world;

	begin_tree(1, 1);
	build_node("fsl-mc");
	build_cells("#address-cells", 3);
	build_cells("#size-cells", 1);
	build_cells("ranges", 4, 0, 0, 0x10000000, 0x1000, 5, 0, 0, 0x20000000, 0x1000);
	build_node("a@5");
	build_cells("reg", 5, 0, 0x10, 4);
	build_end();
	build_node("b@6");
	build_cells("reg", 6, 0, 0x10, 4);
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 1);
	check_mmio(&world, 0, "/fsl-mc/a@5", 0x20000010, 0x20000013);
	world_free(&world);
}
END_TEST

/* As many translating buses as are followed, and one more. */
START_TEST(depth_is_bounded)
{
	static const uint32_t depths[] = {1, FDTR_MAX_BUSES, FDTR_MAX_BUSES + 1, 200};
	struct world world;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(depths); i++) {
		begin_tree(1, 1);
		for (uint32_t depth = 0; depth < depths[i]; depth++) {
			build_node("bus");
			build_cells("#address-cells", 1);
			build_cells("#size-cells", 1);
			build_cells("ranges", 0, 1, 0x10000);
		}
		build_device("dev@0", 0, 4);
		for (uint32_t depth = 0; depth < depths[i]; depth++)
			build_end();
		world_read(&world, build_done());
		ck_assert_uint_eq(world.platform.region_count, depths[i] <= FDTR_MAX_BUSES);
		if (world.platform.region_count)
			check_range(world.platform.regions[0].range, depths[i], depths[i] + 3);
		world_free(&world);
	}
}
END_TEST

START_TEST(translation_does_not_wrap)
{
	struct world world;

	begin_tree(2, 2);
	build_node("bus");
	build_cells("#address-cells", 1);
	build_cells("#size-cells", 2);
	build_cells("ranges", 0, UINT32_MAX, UINT32_MAX - 0xfff, 1, 0);
	build_node("in@fff");
	build_cells("reg", 0xfff, 0, 1);
	build_end();
	build_node("over@fff");
	build_cells("reg", 0xfff, 0, 2);
	build_end();
	build_node("past@1000");
	build_cells("reg", 0x1000, 0, 1);
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.region_count, 1);
	check_mmio(&world, 0, "/bus/in@fff", UINT64_MAX, UINT64_MAX);
	world_free(&world);
}
END_TEST

Suite *buses_suite(void)
{
	return SUITE_OF("buses", registers_of_the_root, nested_buses_translate, empty_ranges_map_one_to_one,
		without_ranges_nothing_translates, pci_windows, pci_window_origins,
		only_host_bridges_have_windows, isa_under_pci, flagged_buses, depth_is_bounded,
		translation_does_not_wrap);
}
