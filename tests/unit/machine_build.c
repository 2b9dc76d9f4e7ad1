// SPDX-License-Identifier: BSD-2-Clause
#include "machine.h"

struct fdtr_platform platform;

void put_compatible(const char *compatible)
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

void open_region(void)
{
	put_name("_DSD");
	open_package(2);
	put_uuid(FDTR_DSD_PROPERTIES);
	open_package(1);
	open_package(2);
	put_string("memory-region");
}

void close_region(void)
{
	close_block();
	close_block();
	close_block();
}

void put_region(const char *path)
{
	open_region();
	put_path(path);
	close_region();
}

void put_pool(const char *name, uint64_t base)
{
	open_device(name);
	put_compatible("restricted-dma-pool");
	open_template("_CRS");
	put_qword_memory(base, POOL_SIZE);
	close_template();
	close_block();
}

void put_crs(uint32_t base)
{
	open_template("_CRS");
	put_memory32_fixed(base, 0x200);
	put_interrupt(0x30);
	close_template();
}

void put_dma(uint64_t base, uint64_t size)
{
	open_template("_DMA");
	put_qword_memory(base, size);
	close_template();
}

void pool_begin(void)
{
	machine_begin();
	table_begin("DSDT");
	open_scope("\\_SB");
	put_pool("POOL", POOL);
}

void open_virtio(const char *name)
{
	open_device(name);
	put_name_string("_HID", "LNRO0005");
}

void platform_read(const struct fdtr_region *map, uint32_t count)
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

void pool_end(void)
{
	close_block();
	table_end();
	platform_read(NULL, 0);
}

const struct fdtr_device *device_of(const char *path)
{
	uint32_t found = fdtr_device_of(&platform, machine_object(path));

	ck_assert_msg(found != FDTR_NONE, "%s is no device", path);
	return &platform.devices[found];
}

const struct fdtr_region *region_of(enum fdtr_region_kind kind, uint32_t index)
{
	for (uint32_t i = 0; i < platform.region_count; i++) {
		if (platform.regions[i].kind == kind && !index--)
			return &platform.regions[i];
	}
	ck_abort_msg("there is no such region");
	return NULL;
}

uint32_t count_of(enum fdtr_region_kind kind)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < platform.region_count; i++)
		count += platform.regions[i].kind == kind;
	return count;
}

const unsigned char *bytes_of(const struct fdtr_origin *origin)
{
	const struct fdtr_acpi_table *table = &machine_acpi()->tables[origin->source];

	ck_assert_uint_le(origin->offset + origin->length, table->length);
	return table->data + origin->offset;
}

void open_host(const char *name, uint32_t bus)
{
	open_device(name);
	put_name_string("_HID", "PNP0A08");
	put_name_integer("_BBN", bus);
	open_template("_CRS");
	put_qword_window(0x10000000, 0x1000000, 0);
	put_memory32_fixed(0xe0000000, 0x1000);
	close_template();
}
