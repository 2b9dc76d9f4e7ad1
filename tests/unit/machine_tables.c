// SPDX-License-Identifier: BSD-2-Clause
/* What the tables beside the DSDT, and the memory map, say of a platform. */
#include "machine.h"

#include <string.h>

/* A table of that signature with bytes in it, and one device. */
static void read_coherence(
	const char *signature, const void *bytes, size_t size, enum fdtr_processor processor, bool coherent)
{
	pool_begin();
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
	platform_read(NULL, 0);
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
	read_coherence("APIC", "\0\0\0\0\0\0\0\0\x0c\xff\0\0", 12, FDTR_PROCESSOR_UNKNOWN, false);
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
	pool_begin();
	close_block();
	table_end();
	platform_read(map, 4);
	ck_assert(platform.pools[0].reserved);
	ck_assert_uint_eq(count_of(FDTR_REGION_MEMORY), 2);
	ck_assert_uint_eq(region_of(FDTR_REGION_RESERVED, 0)->origin.object, FDTR_NONE);
	ck_assert_uint_eq(region_of(FDTR_REGION_RESERVED, 0)->origin.source, FDTR_NONE);
	ck_assert_uint_eq(region_of(FDTR_REGION_RESERVED, 0)->origin.offset, 40);
	ck_assert_uint_eq(region_of(FDTR_REGION_RESERVED, 2)->pool, 0);
	map[2].range.first = 0x50400001;
	platform_read(map, 4);
	ck_assert(!platform.pools[0].reserved);
	map[2].range.first = 0x50400000;
	map[3].range.first = 0x507fffff;
	platform_read(map, 4);
	ck_assert(!platform.pools[0].reserved);
	platform_read(map, 1);
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
	pool_begin();
	for (uint32_t i = 0; i < 2; i++) {
		open_virtio(i ? "VR01" : "VR00");
		close_block();
	}
	open_host("PCI0", 1);
	open_device("DEV1");
	put_name_integer("_ADR", 0x10000);
	put_region("\\_SB.POOL");
	close_block();
	open_virtio("VR02");
	close_block();
	close_block();
	open_host("PCI2", 2);
	close_block();
	close_block();
	table_end();
	put_iort();
	platform_read(NULL, 0);
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
	pool_begin();
	for (uint32_t i = 0; i < 2; i++) {
		open_virtio(i ? "VR01" : "VR00");
		put_crs(0xa000000 + 0x200 * i);
		close_block();
	}
	open_host("PCI0", 1);
	close_block();
	open_host("PCI2", 2);
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
	platform_read(NULL, 0);
	ck_assert(!device_of("\\_SB.VR00")->behind_iommu);
	ck_assert(device_of("\\_SB.VR01")->behind_iommu);
	ck_assert(device_of("\\_SB.PCI0")->behind_iommu);
	ck_assert(!device_of("\\_SB.PCI2")->behind_iommu);
}
END_TEST

START_TEST(nothing_wraps_around)
{
	ck_assert(fdtr_holds(8, 4, 4));
	ck_assert(fdtr_holds(8, 8, 0));
	ck_assert(!fdtr_holds(8, 5, 4));
	ck_assert(!fdtr_holds(8, 9, 0));
	ck_assert(!fdtr_holds(8, UINT32_MAX, 4));
	ck_assert(!fdtr_holds(8, 4, UINT32_MAX - 2));
	ck_assert(!fdtr_holds(UINT32_MAX, UINT32_MAX - 3, 4));
	ck_assert(fdtr_holds(UINT32_MAX, UINT32_MAX - 4, 4));
}
END_TEST

/* With offsets that come back to where all is sound when four gigabytes are taken off. */
static void read_lying(uint32_t node, uint32_t mapping, uint32_t descriptor)
{
	pool_begin();
	open_virtio("VR01");
	close_block();
	close_block();
	table_end();
	table_begin("IORT");
	put_number(3, 4);
	put_number(node, 4);
	put_number(0, 4);
	put_node(4, 20, 0, 0);
	put_number(0, 4);
	put_node(1, 64, 1, mapping);
	put_number(0, 13);
	put_bytes("\\_SB_.VR01\0\0\0\0\0", 15);
	put_mapping(0, 0, 48);
	put_node(6, 48, 0, 0);
	put_number(0, 4);
	put_number(1, 4);
	put_number(descriptor, 4);
	put_number(0x60000000, 8);
	put_number(0x10000, 8);
	put_number(0, 4);
	table_end();
	platform_read(NULL, 0);
}

START_TEST(offsets_that_lie)
{
	read_lying(48, 44, 28);
	ck_assert(device_of("\\_SB.VR01")->behind_iommu);
	ck_assert_uint_eq(count_of(FDTR_REGION_RMR), 1);
	read_lying(48, UINT32_MAX - 15, UINT32_MAX - 15);
	ck_assert(!device_of("\\_SB.VR01")->behind_iommu);
	ck_assert_uint_eq(count_of(FDTR_REGION_RMR), 0);
	read_lying(UINT32_MAX - 11, 44, 28);
	ck_assert(!device_of("\\_SB.VR01")->behind_iommu);
	ck_assert_uint_eq(count_of(FDTR_REGION_RMR), 0);
}
END_TEST

/* The node of the device says more bytes than the table has left. */
START_TEST(a_node_past_the_end)
{
	pool_begin();
	open_virtio("VR00");
	put_crs(0xa000000);
	close_block();
	close_block();
	table_end();
	table_begin("VIOT");
	put_number(1, 2);
	put_number(48, 2);
	put_number(0, 8);
	put_number(2 | 0xffffU << 16, 4);
	put_number(0, 4);
	put_number(0xa000000, 8);
	put_number(0, 8);
	table_end();
	platform_read(NULL, 0);
	ck_assert(!device_of("\\_SB.VR00")->behind_iommu);
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

Suite *machine_tables_suite(void)
{
	return SUITE_OF("machine-tables", processors, the_memory_map, iort, viot, nothing_wraps_around,
		offsets_that_lie, a_node_past_the_end, an_arena_that_is_too_small);
}
