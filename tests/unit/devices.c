// SPDX-License-Identifier: BSD-2-Clause
/* Devices: their kind, their links, what their DMA reaches, coherence and IOMMUs. */
#include "unit.h"

static void build_virtio(const char *name, uint32_t pool)
{
	build_node(name);
	build_text("compatible", "virtio,mmio");
	if (pool)
		build_cells("memory-region", pool);
	build_end();
}

static void build_pools(void)
{
	build_bus("reserved-memory", 2, 2);
	build_node("pool@50000000");
	build_text("compatible", "restricted-dma-pool");
	build_reg(0x50000000, 0x1000000);
	build_cells("phandle", 1);
	build_end();
	build_node("plain@60000000");
	build_reg(0x60000000, 0x1000000);
	build_cells("phandle", 2);
	build_end();
	build_end();
}

static void begin_tree(void)
{
	build_begin();
	build_root(2, 2);
	build_pools();
}

static void build_pci_host(const char *name)
{
	build_node(name);
	build_text("device_type", "pci");
	build_cells("#address-cells", 3);
	build_cells("#size-cells", 2);
}

START_TEST(kinds)
{
	struct world world;

	begin_tree();
	build_virtio("mmio", 0);
	build_node("restricted");
	build_text("compatible", "virtio-mmio-restricted-dma");
	build_end();
	build_node("both");
	build_bytes("compatible", "virtio-mmio-restricted-dma\0virtio,mmio", 39);
	build_end();
	build_pci_host("host");
	build_node("dev@1,0");
	build_cells("memory-region", 1);
	build_end();
	build_node("dev@2,0");
	build_end();
	build_pci_host("bridge@3,0");
	build_end();
	build_end();
	build_node("other");
	build_cells("memory-region", 2);
	build_end();
	build_node("pcie@20000000");
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.device_count, 7);
	ck_assert_int_eq(world_device(&world, "/mmio")->kind, FDTR_DEVICE_VIRTIO_MMIO);
	ck_assert_int_eq(world_device(&world, "/restricted")->kind, FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED);
	ck_assert_int_eq(world_device(&world, "/both")->kind, FDTR_DEVICE_VIRTIO_MMIO);
	ck_assert_int_eq(world_device(&world, "/host")->kind, FDTR_DEVICE_PCI_HOST);
	ck_assert_int_eq(world_device(&world, "/host/dev@1,0")->kind, FDTR_DEVICE_PCI);
	ck_assert_int_eq(world_device(&world, "/other")->kind, FDTR_DEVICE_OTHER);
	ck_assert_int_eq(world_device(&world, "/pcie@20000000")->kind, FDTR_DEVICE_PCI_HOST);
	for (uint32_t i = 0; i < world.platform.device_count; i++)
		ck_assert_uint_eq(fdtr_device_of(&world.platform, world.platform.devices[i].object), i);
	ck_assert_uint_eq(fdtr_device_of(&world.platform, world_node(&world, "/host/dev@2,0")), FDTR_NONE);
	ck_assert_uint_eq(
		fdtr_pool_of(&world.platform, world_node(&world, "/reserved-memory/pool@50000000")), 0);
	ck_assert_uint_eq(fdtr_pool_of(&world.platform, world_node(&world, "/other")), FDTR_NONE);
	world_free(&world);
}
END_TEST

START_TEST(links)
{
	const struct fdtr_device *device;
	const struct fdtr_link *link;
	struct world world;

	begin_tree();
	build_virtio("before", 1);
	build_node("dev");
	build_cells("memory-region", 2, 77, 1, 0);
	build_end();
	world_read(&world, build_done());
	device = world_device(&world, "/dev");
	ck_assert_uint_eq(device->link_count, 4);
	link = &world.platform.links[device->first_link];
	ck_assert(link[0].pool == FDTR_NONE &&
		  link[0].target == world_node(&world, "/reserved-memory/plain@60000000"));
	ck_assert(link[1].pool == FDTR_NONE && link[1].target == FDTR_NONE && link[1].handle == 77);
	ck_assert(
		link[2].pool == 0 && link[2].target == world_node(&world, "/reserved-memory/pool@50000000"));
	ck_assert(link[3].pool == FDTR_NONE && link[3].target == FDTR_NONE && link[3].index == 3);
	for (uint32_t i = 0; i < 4; i++)
		ck_assert_ptr_eq(&world.platform.devices[link[i].device], device);
	ck_assert_uint_eq(world_device(&world, "/before")->link_count, 1);
	world_free(&world);
}
END_TEST

static void check_window(const struct world *world, const char *path, uint32_t index, uint64_t first,
	uint64_t last, uint64_t bus_first)
{
	const struct fdtr_device *device = world_device(world, path);
	const struct fdtr_window *window = &world->platform.windows[device->first_window + index];

	ck_assert_uint_lt(index, device->window_count);
	check_range(window->range, first, last);
	ck_assert_uint_eq(window->bus_first, bus_first);
}

START_TEST(windows_of_a_bus)
{
	const struct fdtr_device *device;
	struct world world;

	begin_tree();
	build_bus("bus", 1, 1);
	build_cells("dma-ranges", 0x80000000, 0, 0x40000000, 0x10000000, 0, 1, 0, 0x1000);
	build_virtio("a", 1);
	build_virtio("b", 1);
	build_end();
	build_virtio("free", 1);
	world_read(&world, build_done());
	device = world_device(&world, "/bus/b");
	ck_assert_uint_eq(device->window_count, 2);
	ck_assert_uint_eq(device->window_object, world_node(&world, "/bus"));
	ck_assert_uint_eq(device->first_window, world_device(&world, "/bus/a")->first_window);
	check_window(&world, "/bus/b", 0, 0x40000000, 0x4fffffff, 0x80000000);
	check_window(&world, "/bus/b", 1, FOUR_GIB, FOUR_GIB + 0xfff, 0);
	ck_assert(!device->unreachable && !device->windows_cut);
	ck_assert_uint_eq(world_device(&world, "/free")->window_count, 0);
	ck_assert_uint_eq(world_device(&world, "/free")->window_object, FDTR_NONE);
	ck_assert(!world_device(&world, "/free")->unreachable);
	world_free(&world);
}
END_TEST

/* The nearest dma-ranges that is not empty rules; a bus above translates it once more. */
START_TEST(windows_of_nested_buses)
{
	struct world world;

	begin_tree();
	build_bus("top", 2, 2);
	build_cells("dma-ranges", 0, 0, 0, 0x40000000, 0, 0x20000000);
	build_bus("through", 2, 2);
	build_empty("dma-ranges");
	build_virtio("a", 1);
	build_bus("inner", 2, 2);
	build_cells("dma-ranges", 0, 0x100000, 0, 0x1000, 0, 0x2000);
	build_virtio("b", 1);
	build_end();
	build_end();
	build_bus("silent", 2, 2);
	build_virtio("c", 1);
	build_bus("deaf", 2, 2);
	build_virtio("d", 1);
	build_end();
	build_end();
	build_end();
	world_read(&world, build_done());
	check_window(&world, "/top/through/a", 0, 0x40000000, 0x5fffffff, 0);
	check_window(&world, "/top/through/inner/b", 0, 0x40001000, 0x40002fff, 0x100000);
	check_window(&world, "/top/silent/c", 0, 0x40000000, 0x5fffffff, 0);
	ck_assert_uint_eq(world_device(&world, "/top/silent/deaf/d")->window_object, FDTR_NONE);
	world_free(&world);
}
END_TEST

START_TEST(dma_ranges_that_reach_nothing)
{
	struct world world;

	begin_tree();
	build_bus("bus", 2, 2);
	build_cells("dma-ranges", 0, 0, 0, 0x40000000, 0, 0);
	build_virtio("a", 1);
	build_end();
	build_bus("short", 2, 2);
	build_cells("dma-ranges", 0, 0, 0);
	build_virtio("b", 1);
	build_end();
	world_read(&world, build_done());
	ck_assert(world_device(&world, "/bus/a")->unreachable);
	ck_assert(world_device(&world, "/short/b")->unreachable);
	world_free(&world);
}
END_TEST

START_TEST(too_many_windows_are_cut)
{
	static const uint32_t counts[] = {FDTR_MAX_WINDOWS, FDTR_MAX_WINDOWS + 1};
	uint32_t cells[6 * (FDTR_MAX_WINDOWS + 1)] = {0};
	struct world world;

	for (uint32_t i = 0; i <= FDTR_MAX_WINDOWS; i++) {
		cells[6 * i + 1] = cells[6 * i + 3] = i * 0x2000;
		cells[6 * i + 5] = 0x1000;
	}
	for (size_t i = 0; i < 2; i++) {
		begin_tree();
		build_bus("bus", 2, 2);
		build_cell_array("dma-ranges", cells, 6 * (size_t)counts[i]);
		build_virtio("a", 1);
		build_end();
		world_read(&world, build_done());
		ck_assert_uint_eq(world_device(&world, "/bus/a")->window_count, FDTR_MAX_WINDOWS);
		ck_assert_int_eq(world_device(&world, "/bus/a")->windows_cut, i == 1);
		world_free(&world);
	}
}
END_TEST

/* A PCI device is ruled by its host bridge, however deep it is. */
START_TEST(pci_devices_use_their_host)
{
	const struct fdtr_device *device;
	struct world world;

	begin_tree();
	build_pci_host("pcie@10000000");
	build_cells("dma-ranges", 0x2000000, 0, 0x1000, 0, 0x50000000, 0, 0x1000);
	build_pci_host("pci@1,0");
	build_node("dev@0,0");
	build_cells("memory-region", 1);
	build_end();
	build_end();
	build_end();
	world_read(&world, build_done());
	device = world_device(&world, "/pcie@10000000/pci@1,0/dev@0,0");
	ck_assert_uint_eq(device->bus, world_node(&world, "/pcie@10000000"));
	check_window(&world, "/pcie@10000000/pci@1,0/dev@0,0", 0, 0x50000000, 0x50000fff, 0x1000);
	check_window(&world, "/pcie@10000000", 0, 0x50000000, 0x50000fff, 0x1000);
	world_free(&world);
}
END_TEST

static void build_interconnect(
	const char *name, const char *names, size_t length, uint32_t first, uint32_t second)
{
	build_node(name);
	build_text("compatible", "virtio,mmio");
	build_bytes("interconnect-names", names, length);
	build_cells("interconnects", first, 5, 6, second);
	build_end();
}

START_TEST(interconnects_name_the_dma_parent)
{
	struct world world;

	begin_tree();
	build_node("noc");
	build_cells("phandle", 10);
	build_cells("#interconnect-cells", 2);
	build_end();
	build_bus("guard", 2, 2);
	build_cells("phandle", 11);
	build_cells("#interconnect-cells", 0);
	build_cells("dma-ranges", 0, 0x50000000, 0, 0x50000000, 0, 0x1000000);
	build_end();
	build_interconnect("second", "cpu\0dma-mem", 12, 10, 11);
	build_interconnect("first", "dma-mem\0cpu", 12, 11, 10);
	build_interconnect("named-else", "cpu\0dma", 8, 10, 11);
	build_interconnect("dangling", "cpu\0dma-mem", 12, 99, 11);
	build_interconnect("nowhere", "cpu\0dma-mem", 12, 10, 99);
	world_read(&world, build_done());
	ck_assert_uint_eq(world_device(&world, "/second")->bus, world_node(&world, "/guard"));
	check_window(&world, "/second", 0, 0x50000000, 0x50ffffff, 0x50000000);
	ck_assert_uint_eq(world_device(&world, "/first")->bus, world_node(&world, "/guard"));
	ck_assert_uint_eq(world_device(&world, "/named-else")->bus, 0);
	ck_assert_uint_eq(world_device(&world, "/dangling")->bus, 0);
	ck_assert_uint_eq(world_device(&world, "/nowhere")->bus, 0);
	world_free(&world);
}
END_TEST

START_TEST(rings_of_dma_parents_end)
{
	struct world world;

	begin_tree();
	build_node("a");
	build_cells("phandle", 10);
	build_text("compatible", "virtio,mmio");
	build_text("interconnect-names", "dma-mem");
	build_cells("interconnects", 11);
	build_empty("dma-ranges");
	build_end();
	build_node("b");
	build_cells("phandle", 11);
	build_text("interconnect-names", "dma-mem");
	build_cells("interconnects", 10);
	build_empty("dma-ranges");
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world_device(&world, "/a")->window_object, FDTR_NONE);
	world_free(&world);
}
END_TEST

static void build_requester(const char *name, uint32_t bus, uint32_t device, uint32_t function)
{
	build_node(name);
	build_cells("reg", bus << 16 | device << 11 | function << 8, 0, 0, 0, 0);
	build_cells("memory-region", 1);
	build_end();
}

#define IOMMU 5
#define DISABLED_IOMMU 6

static void build_iommu(const char *name, uint32_t phandle, const char *status)
{
	build_node(name);
	build_text("status", status);
	build_cells("phandle", phandle);
	build_end();
}

static void build_iommus(void)
{
	build_iommu("iommu", IOMMU, "okay");
	build_iommu("disabled-iommu", DISABLED_IOMMU, "disabled");
}

static void build_with_iommus(const char *name, uint32_t phandle)
{
	build_node(name);
	build_text("compatible", "virtio,mmio");
	build_cells("iommus", phandle, 77);
	build_end();
}

START_TEST(iommus_of_devices)
{
	struct world world;

	begin_tree();
	build_iommus();
	build_with_iommus("with", IOMMU);
	build_with_iommus("disabled", DISABLED_IOMMU);
	build_with_iommus("dangling", 99);
	build_virtio("without", 1);
	world_read(&world, build_done());
	ck_assert(world_device(&world, "/with")->behind_iommu);
	ck_assert(!world_device(&world, "/disabled")->behind_iommu);
	ck_assert(!world_device(&world, "/dangling")->behind_iommu);
	ck_assert(!world_device(&world, "/without")->behind_iommu);
	world_free(&world);
}
END_TEST

/* The map holds requesters 0x8...0xf and 0x100, and 0x10 at an IOMMU that is off. */
START_TEST(iommus_of_pci_devices)
{
	struct world world;

	begin_tree();
	build_iommus();
	build_pci_host("pcie@10000000");
	build_cells("iommu-map", 8, IOMMU, 0, 8, 0x10, DISABLED_IOMMU, 0, 1, 0x100, IOMMU, 0x100, 1);
	build_requester("dev@0,7", 0, 0, 7);
	build_requester("dev@1,0", 0, 1, 0);
	build_requester("dev@1,7", 0, 1, 7);
	build_requester("dev@2,0", 0, 2, 0);
	build_requester("far@0,0", 1, 0, 0);
	build_end();
	world_read(&world, build_done());
	ck_assert(world_device(&world, "/pcie@10000000")->behind_iommu);
	ck_assert(!world_device(&world, "/pcie@10000000/dev@0,7")->behind_iommu);
	ck_assert(world_device(&world, "/pcie@10000000/dev@1,0")->behind_iommu);
	ck_assert(world_device(&world, "/pcie@10000000/dev@1,7")->behind_iommu);
	ck_assert(!world_device(&world, "/pcie@10000000/dev@2,0")->behind_iommu);
	ck_assert(world_device(&world, "/pcie@10000000/far@0,0")->behind_iommu);
	world_free(&world);
}
END_TEST

START_TEST(iommu_maps_may_be_masked_short_or_off)
{
	struct world world;

	begin_tree();
	build_iommus();
	build_pci_host("masked");
	build_cells("iommu-map", 8, IOMMU, 0, 1);
	build_cells("iommu-map-mask", 0xfff8);
	build_requester("dev@1,7", 0, 1, 7);
	build_end();
	build_pci_host("short");
	build_cells("iommu-map", 8, IOMMU, 0);
	build_end();
	build_pci_host("off");
	build_cells("iommu-map", 0, DISABLED_IOMMU, 0, 0x10000);
	build_end();
	world_read(&world, build_done());
	ck_assert(world_device(&world, "/masked/dev@1,7")->behind_iommu);
	ck_assert(!world_device(&world, "/short")->behind_iommu);
	ck_assert(!world_device(&world, "/off")->behind_iommu);
	world_free(&world);
}
END_TEST

START_TEST(disabled_devices_are_not_available)
{
	struct world world;

	begin_tree();
	build_node("off");
	build_text("compatible", "virtio,mmio");
	build_text("status", "disabled");
	build_end();
	build_virtio("on", 0);
	build_bus("bus", 2, 2);
	build_text("status", "disabled");
	build_virtio("below", 0);
	build_end();
	world_read(&world, build_done());
	ck_assert(!world_device(&world, "/off")->available);
	ck_assert(!world_device(&world, "/bus/below")->available);
	ck_assert(world_device(&world, "/on")->available);
	world_free(&world);
}
END_TEST

Suite *devices_suite(void)
{
	return SUITE_OF("devices", kinds, links, windows_of_a_bus, windows_of_nested_buses,
		dma_ranges_that_reach_nothing, too_many_windows_are_cut, pci_devices_use_their_host,
		interconnects_name_the_dma_parent, rings_of_dma_parents_end, iommus_of_devices,
		iommus_of_pci_devices, iommu_maps_may_be_masked_short_or_off,
		disabled_devices_are_not_available);
}
