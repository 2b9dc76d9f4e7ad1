// SPDX-License-Identifier: BSD-2-Clause
/* The platform that ACPI tables describe. */
#include "machine.h"

START_TEST(a_pool_and_a_device)
{
	const struct fdtr_device *device;
	const struct fdtr_region *region;

	pool_begin();
	open_virtio("VR00");
	put_name_integer("_CCA", 1);
	put_crs(0xa000000);
	put_region("^POOL");
	close_block();
	pool_end();
	ck_assert_uint_eq(platform.pool_count, 1);
	ck_assert(platform.pools[0].placed && platform.pools[0].available && platform.pools[0].reserved);
	ck_assert(!platform.pools[0].dynamic);
	check_range(platform.pools[0].range, POOL, POOL + POOL_SIZE - 1);
	ck_assert_uint_eq(platform.pools[0].size, POOL_SIZE);
	ck_assert_uint_eq(platform.device_count, 1);
	device = device_of("\\_SB.VR00");
	ck_assert_int_eq(device->kind, FDTR_DEVICE_VIRTIO_MMIO);
	ck_assert(device->available && device->coherent && !device->behind_iommu && !device->unreachable);
	ck_assert_uint_eq(device->window_object, FDTR_NONE);
	ck_assert_uint_eq(device->bus, machine_object("\\_SB"));
	ck_assert_uint_eq(device->link_count, 1);
	ck_assert_uint_eq(platform.links[device->first_link].pool, 0);
	ck_assert_uint_eq(platform.links[device->first_link].target, machine_object("\\_SB.POOL"));
	region = region_of(FDTR_REGION_RESERVED, 0);
	ck_assert_uint_eq(region->pool, 0);
	ck_assert_uint_eq(region->origin.length, 46);
	ck_assert_uint_eq(bytes_of(&region->origin)[0], 0x8a);
	region = region_of(FDTR_REGION_MMIO, 0);
	check_range(region->range, 0xa000000, 0xa0001ff);
	ck_assert_str_eq(region->origin.property, "_CRS");
	ck_assert_uint_eq(region->origin.object, machine_object("\\_SB.VR00"));
	ck_assert_uint_eq(region->origin.length, 12);
	ck_assert_uint_eq(bytes_of(&region->origin)[0], 0x86);
	ck_assert_uint_eq(platform.region_count, 2);
	ck_assert_uint_eq(platform.lowmem_last, UINT64_MAX);
}
END_TEST

START_TEST(kinds_of_devices)
{
	pool_begin();
	open_device("VMIO");
	put_compatible("virtio,mmio");
	close_block();
	open_device("VRST");
	put_compatible("Virtio-MMIO-restricted-dma");
	close_block();
	open_device("OTHR");
	put_region("^POOL");
	close_block();
	open_device("NONE");
	put_name_string("_HID", "VIRT0001");
	close_block();
	open_device("RDMA");
	put_name_string("_HID", "RDMA0000");
	open_template("_CRS");
	put_qword_memory(POOL + POOL_SIZE, POOL_SIZE);
	close_template();
	close_block();
	open_device("CIDS");
	put_name_integer("_HID", 0x0a0cd041); /* PNP0C0A */
	put_name("_CID");
	open_package(2);
	put_integer(7);
	put_string("LNRO0005");
	close_block();
	close_block();
	pool_end();
	ck_assert_uint_eq(platform.device_count, 4);
	ck_assert_int_eq(device_of("\\_SB.VMIO")->kind, FDTR_DEVICE_VIRTIO_MMIO);
	ck_assert_int_eq(device_of("\\_SB.VRST")->kind, FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED);
	ck_assert_int_eq(device_of("\\_SB.OTHR")->kind, FDTR_DEVICE_OTHER);
	ck_assert_int_eq(device_of("\\_SB.CIDS")->kind, FDTR_DEVICE_VIRTIO_MMIO);
	ck_assert_uint_eq(platform.pool_count, 2);
	ck_assert_uint_eq(platform.pools[1].object, machine_object("\\_SB.RDMA"));
	ck_assert(fdtr_acpi_has_id(machine_acpi(), machine_object("\\_SB.CIDS"), "PNP0C0A"));
	ck_assert(!fdtr_acpi_has_id(machine_acpi(), machine_object("\\_SB.CIDS"), "PNP0C0B"));
}
END_TEST

/* A package of several, by reference and by string; what is neither is no link. */
START_TEST(links)
{
	const struct fdtr_device *device;

	pool_begin();
	open_virtio("VR00");
	put_name_integer("LOCL", 1);
	open_region();
	open_package(5);
	put_integer(1);
	put_path("\\_SB.POOL");
	put_string("^POOL");
	put_path("^VR00");
	put_string("POOL");
	close_block();
	close_region();
	close_block();
	open_virtio("VR01");
	open_region();
	put_string("\\_SB.POOL");
	close_region();
	close_block();
	open_virtio("VR02");
	put_region("\\_SB.GONE");
	close_block();
	pool_end();
	device = device_of("\\_SB.VR00");
	ck_assert_uint_eq(device->link_count, 4);
	for (uint32_t i = 0; i < 4; i++) {
		const struct fdtr_link *link = &platform.links[device->first_link + i];

		ck_assert_uint_eq(link->index, i + 1);
		ck_assert_uint_eq(link->pool, i < 2 ? 0 : FDTR_NONE);
		ck_assert_uint_eq(link->target, i < 2    ? machine_object("\\_SB.POOL")
						: i == 2 ? machine_object("\\_SB.VR00")
							 : FDTR_NONE);
	}
	device = device_of("\\_SB.VR01");
	ck_assert_uint_eq(platform.links[device->first_link].pool, 0);
	device = device_of("\\_SB.VR02");
	ck_assert_uint_eq(device->link_count, 1);
	ck_assert_uint_eq(platform.links[device->first_link].target, FDTR_NONE);
}
END_TEST

/* On the device itself, above it, without _CRS, empty, and of one byte. */
START_TEST(windows)
{
	const struct fdtr_device *device;

	pool_begin();
	put_dma(0, 1);
	open_device("BUS0");
	put_dma(POOL, POOL_SIZE);
	open_template("_CRS");
	close_template();
	open_virtio("VR00");
	put_crs(0xa000000);
	put_dma(POOL, 0x1000);
	close_block();
	open_virtio("VR01");
	put_crs(0xa000200);
	close_block();
	open_virtio("VR02");
	put_dma(POOL, 0x1000);
	close_block();
	open_virtio("VR03");
	put_crs(0xa000400);
	open_template("_DMA");
	close_template();
	close_block();
	open_virtio("VR04");
	close_block();
	close_block();
	pool_end();
	device = device_of("\\_SB.BUS0.VR00");
	ck_assert_uint_eq(device->window_object, device->object);
	ck_assert_uint_eq(device->window_count, 1);
	check_range(platform.windows[device->first_window].range, POOL, POOL + 0xfff);
	device = device_of("\\_SB.BUS0.VR01");
	ck_assert_uint_eq(device->window_object, machine_object("\\_SB.BUS0"));
	check_range(platform.windows[device->first_window].range, POOL, POOL + POOL_SIZE - 1);
	ck_assert_uint_eq(device_of("\\_SB.BUS0.VR04")->first_window, device->first_window);
	ck_assert_uint_eq(device_of("\\_SB.BUS0.VR02")->window_object, FDTR_NONE);
	ck_assert_uint_eq(device_of("\\_SB.BUS0.VR02")->window_count, 0);
	ck_assert_uint_eq(device_of("\\_SB.BUS0.VR03")->window_object, FDTR_NONE);
	ck_assert_uint_eq(platform.window_count, 2);
}
END_TEST

START_TEST(a_window_of_one_byte_voids_all)
{
	pool_begin();
	open_virtio("VR00");
	put_crs(0xa000000);
	open_template("_DMA");
	put_qword_memory(POOL, POOL_SIZE);
	put_qword_memory(0, 1);
	close_template();
	close_block();
	open_virtio("VR01");
	put_crs(0xa000200);
	open_template("_DMA");
	put_qword_window(0, POOL_SIZE, POOL);
	close_template();
	close_block();
	pool_end();
	ck_assert_uint_eq(device_of("\\_SB.VR00")->window_object, FDTR_NONE);
	ck_assert_uint_eq(device_of("\\_SB.VR01")->window_count, 1);
	ck_assert_uint_eq(platform.window_count, 1);
	check_range(platform.windows[0].range, POOL, POOL + POOL_SIZE - 1);
	ck_assert_uint_eq(platform.windows[0].bus_first, 0);
}
END_TEST

START_TEST(more_windows_than_are_kept)
{
	pool_begin();
	open_virtio("VR00");
	put_crs(0xa000000);
	open_template("_DMA");
	for (uint32_t i = 0; i < FDTR_MAX_WINDOWS + 1; i++)
		put_qword_memory(i * POOL_SIZE, POOL_SIZE);
	close_template();
	close_block();
	pool_end();
	ck_assert_uint_eq(device_of("\\_SB.VR00")->window_count, FDTR_MAX_WINDOWS);
	ck_assert(device_of("\\_SB.VR00")->windows_cut);
}
END_TEST

START_TEST(pci)
{
	const struct fdtr_device *device;

	pool_begin();
	open_host("PCI0", 0);
	put_name_integer("_CCA", 0);
	open_device("DEV1");
	put_name_integer("_ADR", 0x10000);
	put_name_integer("_CCA", 1);
	put_region("\\_SB.POOL");
	close_block();
	open_device("DEV2");
	put_name_integer("_ADR", 0x20000);
	close_block();
	open_device("RES0");
	put_crs(0xe1000000);
	put_region("\\_SB.POOL");
	close_block();
	close_block();
	pool_end();
	ck_assert_uint_eq(platform.device_count, 3);
	device = device_of("\\_SB.PCI0");
	ck_assert_int_eq(device->kind, FDTR_DEVICE_PCI_HOST);
	ck_assert_uint_eq(device->bus, device->object);
	device = device_of("\\_SB.PCI0.DEV1");
	ck_assert_int_eq(device->kind, FDTR_DEVICE_PCI);
	ck_assert_uint_eq(device->bus, machine_object("\\_SB.PCI0"));
	ck_assert(!device->coherent);
	ck_assert_int_eq(device_of("\\_SB.PCI0.RES0")->kind, FDTR_DEVICE_OTHER);
	check_range(region_of(FDTR_REGION_PCI_WINDOW, 0)->range, 0x10000000, 0x10ffffff);
	ck_assert_uint_eq(count_of(FDTR_REGION_PCI_WINDOW), 1);
	check_range(region_of(FDTR_REGION_MMIO, 0)->range, 0xe0000000, 0xe0000fff);
	ck_assert_uint_eq(region_of(FDTR_REGION_MMIO, 0)->origin.index, 1);
}
END_TEST

static void put_status(const char *device, uint64_t status)
{
	open_virtio(device);
	put_name_integer("_STA", status);
	put_crs(0xa000000);
	close_block();
}

START_TEST(presence)
{
	pool_begin();
	put_status("VR00", 0);
	put_status("VR01", 0xf);
	put_status("VR02", 8);
	open_device("BUS0");
	put_name_integer("_STA", 2);
	put_status("VR03", 0xf);
	close_block();
	open_virtio("VR04");
	open_method("_STA");
	put_bytes("\xa4\x60", 2); /* Return (Local0) */
	close_block();
	close_block();
	pool_end();
	ck_assert(!device_of("\\_SB.VR00")->available);
	ck_assert(device_of("\\_SB.VR01")->available);
	ck_assert(device_of("\\_SB.VR02")->available);
	ck_assert(!device_of("\\_SB.BUS0.VR03")->available);
	ck_assert(device_of("\\_SB.VR04")->available);
	ck_assert_uint_eq(count_of(FDTR_REGION_MMIO), 2);
}
END_TEST

START_TEST(what_only_another_table_has)
{
	machine_begin();
	table_begin("SSDT");
	open_scope("\\_SB");
	put_pool("POOL", POOL);
	close_block();
	open_scope("\\_SB.VR00");
	put_region("\\_SB.POOL");
	close_block();
	table_end();
	platform_read(NULL, 0);
	ck_assert_uint_eq(platform.pool_count, 1);
	ck_assert_int_eq(device_of("\\_SB.VR00")->kind, FDTR_DEVICE_OTHER);
	ck_assert_uint_eq(platform.links[0].pool, 0);
}
END_TEST

Suite *machine_suite(void)
{
	return SUITE_OF("machine", a_pool_and_a_device, kinds_of_devices, links, windows,
		a_window_of_one_byte_voids_all, more_windows_than_are_kept, pci, presence,
		what_only_another_table_has);
}
