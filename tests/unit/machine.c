// SPDX-License-Identifier: BSD-2-Clause
/* The platform that ACPI tables describe. */
#include "tables.h"

#include "acpi/platform/devices.h"

#include <string.h>

#define POOL UINT64_C(0x50000000)
#define POOL_SIZE UINT64_C(0x800000)

static struct fdtr_platform platform;

static void put_compatible(const char *compatible)
{
	put_name_string("_HID", "PRP0001");
	put_name("_DSD");
	open_package(2);
	put_uuid(FDTR_DSD_PROPERTIES);
	open_package(1);
	open_package(2);
	put_string("compatible");
	put_string(compatible);
	close_block();
	close_block();
	close_block();
}

/* Opens what the value of memory-region is put into. */
static void open_region(void)
{
	put_name("_DSD");
	open_package(2);
	put_uuid(FDTR_DSD_PROPERTIES);
	open_package(1);
	open_package(2);
	put_string("memory-region");
}

static void close_region(void)
{
	close_block();
	close_block();
	close_block();
}

static void put_region(const char *path)
{
	open_region();
	put_path(path);
	close_region();
}

static void put_pool(const char *name, uint64_t base)
{
	open_device(name);
	put_compatible("restricted-dma-pool");
	open_template("_CRS");
	put_qword_memory(base, POOL_SIZE);
	close_template();
	close_block();
}

static void put_crs(uint32_t base)
{
	open_template("_CRS");
	put_memory32_fixed(base, 0x200);
	put_interrupt(0x30);
	close_template();
}

static void put_dma(uint64_t base, uint64_t size)
{
	open_template("_DMA");
	put_qword_memory(base, size);
	close_template();
}

static void begin(void)
{
	machine_begin();
	table_begin("DSDT");
	open_scope("\\_SB");
	put_pool("POOL", POOL);
}

static void open_virtio(const char *name)
{
	open_device(name);
	put_name_string("_HID", "LNRO0005");
}

static void read_with(const struct fdtr_region *map, uint32_t count)
{
	struct fdtr_error error;
	size_t high;
	int status;

	machine_acpi();
	high = machine_arena()->high;
	status = fdtr_acpi_platform_read(&platform, machine_acpi(), map, count, machine_arena(), &error);
	ck_assert_msg(status == FDTR_OK, "%s", error.message);
	ck_assert_uint_eq(machine_arena()->high, high);
}

static void finish(void)
{
	close_block();
	table_end();
	read_with(NULL, 0);
}

static const struct fdtr_device *device_of(const char *path)
{
	uint32_t found = fdtr_device_of(&platform, machine_object(path));

	ck_assert_msg(found != FDTR_NONE, "%s is no device", path);
	return &platform.devices[found];
}

static const struct fdtr_region *region_of(enum fdtr_region_kind kind, uint32_t index)
{
	for (uint32_t i = 0; i < platform.region_count; i++) {
		if (platform.regions[i].kind == kind && !index--)
			return &platform.regions[i];
	}
	ck_abort_msg("there is no such region");
	return NULL;
}

static uint32_t count_of(enum fdtr_region_kind kind)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < platform.region_count; i++)
		count += platform.regions[i].kind == kind;
	return count;
}

/* The bytes that an origin points at. */
static const unsigned char *bytes_of(const struct fdtr_origin *origin)
{
	const struct fdtr_acpi_table *table = &machine_acpi()->tables[origin->source];

	ck_assert_uint_le(origin->offset + origin->length, table->length);
	return table->data + origin->offset;
}

START_TEST(a_pool_and_a_device)
{
	const struct fdtr_device *device;
	const struct fdtr_region *region;

	begin();
	open_virtio("VR00");
	put_name_integer("_CCA", 1);
	put_crs(0xa000000);
	put_region("^POOL");
	close_block();
	finish();
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
	begin();
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
	finish();
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

	begin();
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
	finish();
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

	begin();
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
	finish();
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
	begin();
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
	finish();
	ck_assert_uint_eq(device_of("\\_SB.VR00")->window_object, FDTR_NONE);
	ck_assert_uint_eq(device_of("\\_SB.VR01")->window_count, 1);
	ck_assert_uint_eq(platform.window_count, 1);
	check_range(platform.windows[0].range, POOL, POOL + POOL_SIZE - 1);
	ck_assert_uint_eq(platform.windows[0].bus_first, 0);
}
END_TEST

START_TEST(more_windows_than_are_kept)
{
	begin();
	open_virtio("VR00");
	put_crs(0xa000000);
	open_template("_DMA");
	for (uint32_t i = 0; i < FDTR_MAX_WINDOWS + 1; i++)
		put_qword_memory(i * POOL_SIZE, POOL_SIZE);
	close_template();
	close_block();
	finish();
	ck_assert_uint_eq(device_of("\\_SB.VR00")->window_count, FDTR_MAX_WINDOWS);
	ck_assert(device_of("\\_SB.VR00")->windows_cut);
}
END_TEST

static void put_host(const char *name, uint32_t bus)
{
	open_device(name);
	put_name_string("_HID", "PNP0A08");
	put_name_integer("_BBN", bus);
	open_template("_CRS");
	put_qword_window(0x10000000, 0x1000000, 0);
	put_memory32_fixed(0xe0000000, 0x1000);
	close_template();
}

START_TEST(pci)
{
	const struct fdtr_device *device;

	begin();
	put_host("PCI0", 0);
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
	finish();
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
	begin();
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
	finish();
	ck_assert(!device_of("\\_SB.VR00")->available);
	ck_assert(device_of("\\_SB.VR01")->available);
	ck_assert(device_of("\\_SB.VR02")->available);
	ck_assert(!device_of("\\_SB.BUS0.VR03")->available);
	ck_assert(device_of("\\_SB.VR04")->available);
	ck_assert_uint_eq(count_of(FDTR_REGION_MMIO), 2);
}
END_TEST

/* A table of that signature with bytes in it, and one device. */
static void read_coherence(
	const char *signature, const void *bytes, size_t size, enum fdtr_processor processor, bool coherent)
{
	begin();
	open_virtio("VR00");
	close_block();
	open_virtio("VR01");
	put_name_integer("_CCA", 0);
	close_block();
	open_device("BUS0");
	put_name_integer("_CCA", 1);
	open_virtio("VR02");
	put_name_integer("_CCA", 0);
	close_block();
	close_block();
	close_block();
	table_end();
	table_begin(signature);
	put_bytes(bytes, size);
	table_end();
	read_with(NULL, 0);
	ck_assert_int_eq(platform.processor, processor);
	ck_assert_int_eq(device_of("\\_SB.VR00")->coherent, coherent);
	ck_assert(!device_of("\\_SB.VR01")->coherent);
	ck_assert(device_of("\\_SB.BUS0.VR02")->coherent);
}

START_TEST(processors)
{
	read_coherence("FACP", "", 1, FDTR_PROCESSOR_UNKNOWN, false);
	read_coherence("APIC", "\0\0\0\0\0\0\0\0\x0c\x04\0\0", 12, FDTR_PROCESSOR_ARM64, false);
	read_coherence(
		"APIC", "\0\0\0\0\0\0\0\0\x01\x04\0\0\x00\x08\0\0\0\0\0\0", 20, FDTR_PROCESSOR_X86, true);
	read_coherence("APIC", "\0\0\0\0\0\0\0\0\x18\x04\0\0", 12, FDTR_PROCESSOR_RISCV, true);
	read_coherence("APIC", "\0\0\0\0\0\0\0\0\x01\x00\0\0", 12, FDTR_PROCESSOR_UNKNOWN, false);
}
END_TEST

static const struct fdtr_region map_of_pool[] = {
	{.range = {0x40000000, 0x4fffffff}, .kind = FDTR_REGION_MEMORY},
	{.range = {0x50000000, 0x503fffff}, .kind = FDTR_REGION_RESERVED},
	{.range = {0x50400000, 0x507fffff}, .kind = FDTR_REGION_RESERVED},
	{.range = {0x50800000, 0x5fffffff}, .kind = FDTR_REGION_MEMORY},
};

START_TEST(the_memory_map)
{
	struct fdtr_region map[FDTR_ARRAY_SIZE(map_of_pool)];

	memcpy(map, map_of_pool, sizeof(map));
	map[1].origin = (struct fdtr_origin){7, 3, 40, 5, "e820", 0};
	begin();
	close_block();
	table_end();
	read_with(map, 4);
	ck_assert(platform.pools[0].reserved);
	ck_assert_uint_eq(count_of(FDTR_REGION_MEMORY), 2);
	ck_assert_uint_eq(region_of(FDTR_REGION_RESERVED, 0)->origin.object, FDTR_NONE);
	ck_assert_uint_eq(region_of(FDTR_REGION_RESERVED, 0)->origin.source, FDTR_NONE);
	ck_assert_uint_eq(region_of(FDTR_REGION_RESERVED, 0)->origin.offset, 40);
	ck_assert_uint_eq(region_of(FDTR_REGION_RESERVED, 2)->pool, 0);
	map[2].range.first = 0x50400001;
	read_with(map, 4);
	ck_assert(!platform.pools[0].reserved);
	map[2].range.first = 0x50400000;
	map[3].range.first = 0x507fffff;
	read_with(map, 4);
	ck_assert(!platform.pools[0].reserved);
	read_with(map, 1);
	ck_assert(!platform.pools[0].reserved);
}
END_TEST

/* An IORT: an SMMU at 48, a named component on it, a root complex with buses 0 to 1 on it, and two RMR ranges. */
static void put_node(uint32_t type, uint32_t length, uint32_t mappings, uint32_t mapping_offset)
{
	put_number(type, 1);
	put_number(length, 2);
	put_number(3, 1);
	put_number(0, 4);
	put_number(mappings, 4);
	put_number(mapping_offset, 4);
}

static void put_mapping(uint32_t first, uint32_t count, uint32_t output)
{
	put_number(first, 4);
	put_number(count, 4);
	put_number(0, 4);
	put_number(output, 4);
	put_number(0, 4);
}

static void put_iort(void)
{
	table_begin("IORT");
	put_number(5, 4);
	put_number(48, 4);
	put_number(0, 4);
	put_node(4, 32, 0, 0); /* SMMUv3, cut short; at 48 */
	put_number(0, 16);
	put_node(0, 20, 0, 0); /* ITS group; at 80 */
	put_number(0, 4);
	put_node(1, 64, 1, 44);
	put_number(0, 13);
	put_bytes("\\_SB_.VR01\0\0\0\0\0", 15);
	put_mapping(0, 0, 48);
	put_node(2, 76, 2, 36);
	put_number(0, 12);
	put_number(0, 4); /* segment */
	put_number(0, 4);
	put_mapping(0, 0x1ff, 48);
	put_mapping(0x200, 0xfdff, 80);
	put_node(6, 68, 0, 0);
	put_number(0, 4);
	put_number(2, 4);
	put_number(28, 4);
	put_number(0x60000000, 8);
	put_number(0x10000, 8);
	put_number(0, 4);
	put_number(0x70000000, 8);
	put_number(0, 8);
	put_number(0, 4);
	table_end();
}

static void read_iort(void)
{
	begin();
	for (uint32_t i = 0; i < 2; i++) {
		open_virtio(i ? "VR01" : "VR00");
		close_block();
	}
	put_host("PCI0", 1);
	open_device("DEV1");
	put_name_integer("_ADR", 0x10000);
	put_region("\\_SB.POOL");
	close_block();
	open_virtio("VR02");
	close_block();
	close_block();
	put_host("PCI2", 2);
	close_block();
	close_block();
	table_end();
	put_iort();
	read_with(NULL, 0);
}

START_TEST(iort)
{
	const struct fdtr_region *region;

	read_iort();
	ck_assert(!device_of("\\_SB.VR00")->behind_iommu);
	ck_assert(device_of("\\_SB.VR01")->behind_iommu);
	ck_assert(device_of("\\_SB.PCI0")->behind_iommu);
	ck_assert(device_of("\\_SB.PCI0.DEV1")->behind_iommu);
	ck_assert(!device_of("\\_SB.PCI0.VR02")->behind_iommu);
	ck_assert(!device_of("\\_SB.PCI2")->behind_iommu);
	ck_assert_uint_eq(count_of(FDTR_REGION_RMR), 1);
	region = region_of(FDTR_REGION_RMR, 0);
	check_range(region->range, 0x60000000, 0x6000ffff);
	ck_assert_uint_eq(region->origin.source, 1);
	ck_assert_uint_eq(region->origin.object, FDTR_NONE);
	ck_assert_uint_eq(fdtr_little(bytes_of(&region->origin), 8), 0x60000000);
}
END_TEST

/* Buses 0 and 1 of segment 0, and the device with registers at 0xa000200. */
START_TEST(viot)
{
	begin();
	for (uint32_t i = 0; i < 2; i++) {
		open_virtio(i ? "VR01" : "VR00");
		put_crs(0xa000000 + 0x200 * i);
		close_block();
	}
	put_host("PCI0", 1);
	close_block();
	put_host("PCI2", 2);
	close_block();
	close_block();
	table_end();
	table_begin("VIOT");
	put_number(2, 2);
	put_number(48, 2);
	put_number(0, 8);
	put_number(1 | 24 << 16, 4);
	put_number(0, 8);
	put_number(0x1ffU << 16, 4);
	put_number(0, 8);
	put_number(2 | 24 << 16, 4);
	put_number(0, 4);
	put_number(0xa000200, 8);
	put_number(0, 8);
	table_end();
	read_with(NULL, 0);
	ck_assert(!device_of("\\_SB.VR00")->behind_iommu);
	ck_assert(device_of("\\_SB.VR01")->behind_iommu);
	ck_assert(device_of("\\_SB.PCI0")->behind_iommu);
	ck_assert(!device_of("\\_SB.PCI2")->behind_iommu);
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
	read_with(NULL, 0);
	ck_assert_uint_eq(platform.pool_count, 1);
	ck_assert_int_eq(device_of("\\_SB.VR00")->kind, FDTR_DEVICE_OTHER);
	ck_assert_uint_eq(platform.links[0].pool, 0);
}
END_TEST

START_TEST(an_arena_that_is_too_small)
{
	struct fdtr_arena small;
	struct fdtr_error error;
	static unsigned char memory[65536];
	int status = FDTR_ERR_NOSPACE;

	read_iort();
	for (size_t size = 0; size < sizeof(memory) && status; size += 8) {
		struct fdtr_platform read;

		fdtr_arena_init(&small, memory, size);
		status = fdtr_acpi_platform_read(&read, machine_acpi(), map_of_pool, 4, &small, &error);
		ck_assert(!status || (status == FDTR_ERR_NOSPACE && small.low == 0));
	}
	ck_assert_int_eq(status, FDTR_OK);
}
END_TEST

Suite *machine_suite(void)
{
	return SUITE_OF("machine", a_pool_and_a_device, kinds_of_devices, links, windows,
		a_window_of_one_byte_voids_all, more_windows_than_are_kept, pci, presence, processors,
		the_memory_map, iort, viot, what_only_another_table_has, an_arena_that_is_too_small);
}
