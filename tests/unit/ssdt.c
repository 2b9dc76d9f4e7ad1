// SPDX-License-Identifier: BSD-2-Clause
/* Tables from descriptions: how things are called, and that what is written is what was said. */
#include "ssdt.h"

#include "acpi/properties/properties.h"

#include <string.h>

static uint32_t object_of(const struct ssdt_bench *bench, const char *path)
{
	const uint32_t object = fdtr_acpi_find(bench->result.tables, 0, path);

	ck_assert_msg(object != FDTR_NONE, "%s", path);
	return object;
}

static uint64_t uid_of(const struct ssdt_bench *bench, const char *path)
{
	return fdtr_acpi_value_of(bench->result.tables, object_of(bench, path), "_UID").integer;
}

/* V000, RDM0 and the numbers 0 and "2" are the machine's. */
START_TEST(names_around_tables)
{
	struct ssdt_bench bench;

	ssdt_set_up(&bench);
	ssdt_give_machine(&bench);
	bench.ssdt.device_count = 4;
	bench.ssdt.pool_count = 2;
	bench.devices[2].name = "V002";
	bench.devices[3].has_uid = true;
	bench.devices[3].uid = 1;
	ck_ssdt_runs(&bench);
	ck_assert_str_eq(bench.result.pools[0].path, "\\_SB.RDM1");
	ck_assert_str_eq(bench.result.pools[1].path, "\\_SB.RDM2");
	ck_assert_str_eq(bench.result.devices[0].path, "\\_SB.V001");
	ck_assert_str_eq(bench.result.devices[1].path, "\\_SB.V003");
	ck_assert_str_eq(bench.result.devices[2].path, "\\_SB.V002");
	ck_assert_uint_eq(uid_of(&bench, "\\_SB.V001"), 3);
	ck_assert_uint_eq(uid_of(&bench, "\\_SB.V003"), 4);
	ck_assert_uint_eq(uid_of(&bench, "\\_SB.V002"), 5);
	ck_assert_uint_eq(uid_of(&bench, bench.result.devices[3].path), 1);
	ck_assert_uint_eq(uid_of(&bench, "\\_SB.RDM2"), 1);
	ssdt_tear_down(&bench);
}
END_TEST

static struct fdtr_acpi_resource resource_of(
	const struct ssdt_bench *bench, const char *path, const char *name, uint32_t index, uint32_t count)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk =
		fdtr_acpi_resources_of(bench->result.tables, object_of(bench, path), name, &value);
	struct fdtr_acpi_resource resource, found = {.kind = FDTR_RESOURCE_END};
	uint32_t seen = 0;

	while (fdtr_acpi_resource_next(&walk, &resource)) {
		if (resource.kind == FDTR_RESOURCE_END)
			continue;
		if (seen++ == index)
			found = resource;
	}
	ck_assert(walk.ended);
	ck_assert_uint_eq(seen, count);
	return found;
}

static struct fdtr_range range_of(const struct fdtr_acpi_resource resource)
{
	struct fdtr_range range = {1, 0};

	ck_assert(fdtr_acpi_resource_range(&resource, &range));
	return range;
}

START_TEST(says_devices)
{
	struct fdtr_acpi_resource resource;
	struct ssdt_bench bench;

	ssdt_set_up(&bench);
	bench.ssdt.device_count = 3;
	bench.devices[1].mmio = (struct fdtr_range){0x1000000000, 0x10000001ff};
	bench.devices[1].interrupt = 48;
	bench.devices[1].coherent = false;
	bench.devices[2].pool = FDTR_NONE;
	bench.devices[2].edge = true;
	bench.devices[2].active_low = true;
	ck_ssdt_runs(&bench);
	resource = resource_of(&bench, "\\_SB.V000", "_CRS", 0, 2);
	ck_assert_int_eq(resource.kind, FDTR_RESOURCE_MEMORY32_FIXED);
	check_range(range_of(resource), 0xa000000, 0xa0001ff);
	resource = resource_of(&bench, "\\_SB.V000", "_CRS", 1, 2);
	ck_assert_int_eq(resource.kind, FDTR_RESOURCE_INTERRUPT);
	ck_assert_uint_eq(resource.interrupt, 48);
	ck_assert(resource.shared && !resource.edge && !resource.active_low);
	resource = resource_of(&bench, "\\_SB.V001", "_CRS", 0, 2);
	ck_assert_int_eq(resource.kind, FDTR_RESOURCE_QWORD_MEMORY);
	check_range(range_of(resource), 0x1000000000, 0x10000001ff);
	resource = resource_of(&bench, "\\_SB.V002", "_CRS", 1, 2);
	ck_assert(!resource.shared && resource.edge && resource.active_low);
	check_range(range_of(resource_of(&bench, "\\_SB.V001", "_DMA", 0, 1)), 0x50000000, 0x507fffff);
	ck_assert_uint_eq(
		fdtr_acpi_value_of(bench.result.tables, object_of(&bench, "\\_SB.V001"), "_CCA").integer, 0);
	ck_assert_uint_eq(
		fdtr_acpi_child(bench.result.tables, object_of(&bench, "\\_SB.V002"), "_DMA"), FDTR_NONE);
	ck_assert_uint_eq(
		fdtr_acpi_child(bench.result.tables, object_of(&bench, "\\_SB.V002"), "_DSD"), FDTR_NONE);
	ck_assert(bench.result.devices[0].guarded && !bench.result.devices[2].guarded);
	ssdt_tear_down(&bench);
}
END_TEST

/* Three devices in a row and one apart are two ranges; another pool has a container of its own. */
START_TEST(contains)
{
	struct ssdt_bench bench;

	ssdt_set_up(&bench);
	bench.ssdt.guard = FDTR_GUARD_CONTAINER;
	bench.ssdt.pool_count = 3;
	bench.ssdt.device_count = 4;
	bench.devices[0].mmio = (struct fdtr_range){0xa000400, 0xa0005ff};
	bench.devices[1].pool = 2;
	bench.devices[2].mmio = (struct fdtr_range){0xa000000, 0xa0001ff};
	bench.devices[3].mmio = (struct fdtr_range){0xa000600, 0xa0007ff};
	ck_ssdt_runs(&bench);
	ck_assert_str_eq(bench.result.devices[0].path, "\\_SB.RDB0.V000");
	ck_assert_str_eq(bench.result.devices[1].path, "\\_SB.RDB1.V001");
	check_range(range_of(resource_of(&bench, "\\_SB.RDB0", "_CRS", 0, 2)), 0xa000000, 0xa0001ff);
	check_range(range_of(resource_of(&bench, "\\_SB.RDB0", "_CRS", 1, 2)), 0xa000400, 0xa0007ff);
	check_range(range_of(resource_of(&bench, "\\_SB.RDB0", "_DMA", 0, 1)), 0x50000000, 0x507fffff);
	check_range(range_of(resource_of(&bench, "\\_SB.RDB1", "_DMA", 0, 1)), 0x1200000000, 0x12007fffff);
	ck_assert(bench.result.devices[1].guarded);
	ck_assert_uint_eq(fdtr_acpi_child(bench.result.tables, object_of(&bench, "\\_SB.RDB0.V000"), "_DMA"),
		FDTR_NONE);
	ssdt_tear_down(&bench);
}
END_TEST

static bool is_pool_of(const struct ssdt_bench *bench, const char *device, const char *pool)
{
	const struct fdtr_acpi_value value =
		fdtr_dsd_property(bench->result.tables, object_of(bench, device), "memory-region");

	return value.kind == FDTR_ACPI_REFERENCE && value.object == object_of(bench, pool);
}

static bool is_compatible(const struct ssdt_bench *bench, const char *device, const char *compatible)
{
	return fdtr_acpi_compatible(bench->result.tables, object_of(bench, device), compatible);
}

START_TEST(links)
{
	struct ssdt_bench bench;

	ssdt_set_up(&bench);
	bench.ssdt.pool_count = 2;
	bench.ssdt.device_count = 2;
	bench.devices[1].pool = 1;
	bench.ssdt.guard = FDTR_GUARD_COMPATIBLE;
	ck_ssdt_runs(&bench);
	ck_assert(is_pool_of(&bench, "\\_SB.V000", "\\_SB.RDM0"));
	ck_assert(is_pool_of(&bench, "\\_SB.V001", "\\_SB.RDM1"));
	ck_assert(is_compatible(&bench, "\\_SB.RDM1", "restricted-dma-pool"));
	ck_assert(is_compatible(&bench, "\\_SB.V001", "virtio-mmio-restricted-dma"));
	ck_assert(fdtr_acpi_has_id(bench.result.tables, object_of(&bench, "\\_SB.V001"), "PRP0001"));
	ck_assert_uint_eq(uid_of(&bench, "\\_SB.V001"), 3);
	ssdt_tear_down(&bench);
}
END_TEST

START_TEST(deployed_form)
{
	struct ssdt_bench bench;

	ssdt_set_up(&bench);
	bench.ssdt.style = FDTR_ACPI_STYLE_RDMA0000;
	bench.ssdt.guard = FDTR_GUARD_NONE;
	ck_ssdt_runs(&bench);
	ck_assert_str_eq(bench.result.pools[0].path, "\\_SB.RDMA");
	ck_assert(fdtr_acpi_has_id(bench.result.tables, object_of(&bench, "\\_SB.RDMA"), "RDMA0000"));
	check_range(range_of(resource_of(&bench, "\\_SB.RDMA", "_CRS", 0, 1)), 0x50000000, 0x507fffff);
	ck_assert_uint_eq(
		fdtr_acpi_child(bench.result.tables, object_of(&bench, "\\_SB.RDMA"), "_UID"), FDTR_NONE);
	ck_assert_uint_eq(
		fdtr_acpi_child(bench.result.tables, object_of(&bench, "\\_SB.V000"), "_DSD"), FDTR_NONE);
	ssdt_tear_down(&bench);
}
END_TEST

START_TEST(adds)
{
	struct ssdt_bench bench;

	ssdt_set_up(&bench);
	ssdt_give_machine(&bench);
	bench.ssdt.device_count = 3;
	ssdt_existing(&bench, "\\_SB.PCI0.S18");
	bench.devices[1] = bench.devices[0];
	bench.devices[1].path = "\\_SB.VR00";
	bench.devices[2] = (struct fdtr_ssdt_device){
		.kind = FDTR_SSDT_PCI, .path = "\\_SB.PCI0", .slot = 31, .function = 7};
	ck_ssdt_runs(&bench);
	ck_assert(is_pool_of(&bench, "\\_SB.PCI0.S18", "\\_SB.RDM1"));
	ck_assert(is_pool_of(&bench, "\\_SB.VR00", "\\_SB.RDM1"));
	ck_assert(is_pool_of(&bench, "\\_SB.PCI0.P1F7", "\\_SB.RDM1"));
	ck_assert_uint_eq(
		fdtr_acpi_value_of(bench.result.tables, object_of(&bench, "\\_SB.PCI0.P1F7"), "_ADR").integer,
		0x1f0007);
	(void)resource_of(&bench, "\\_SB.PCI0.S18", "_CRS", 0, 0);
	check_range(range_of(resource_of(&bench, "\\_SB.PCI0.S18", "_DMA", 0, 1)), 0x50000000, 0x507fffff);
	ck_assert(bench.result.devices[1].existed && bench.result.devices[1].guarded);
	ck_assert(!bench.result.devices[1].held && bench.result.changed);
	ssdt_tear_down(&bench);
}
END_TEST

START_TEST(same_bytes)
{
	struct ssdt_bench bench;
	unsigned char first[4096];
	size_t size;

	ssdt_set_up(&bench);
	ck_ssdt_runs(&bench);
	size = bench.result.output_size;
	ck_assert_uint_le(size, sizeof(first));
	memcpy(first, bench.output, size);
	memset(bench.memory, 0xa5, SSDT_ARENA);
	fdtr_arena_init(&bench.arena, bench.memory, SSDT_ARENA);
	ck_ssdt_runs(&bench);
	ck_assert_uint_eq(bench.result.output_size, size);
	ck_assert_mem_eq(bench.output, first, size);
	ck_assert_int_eq(fdtr_ssdt_generate(&bench.ssdt, bench.output, size - 1, &bench.arena, &bench.result,
				 &bench.error),
		FDTR_ERR_NOSPACE);
	ck_assert_uint_eq(bench.result.output_size, size);
	bench.ssdt.form = FDTR_ACPI_ASL;
	ck_ssdt_runs(&bench);
	ck_assert_uint_eq(strlen((const char *)bench.output), bench.result.output_size);
	ssdt_tear_down(&bench);
}
END_TEST

/* Whatever the arena holds, the answer is the table or that there is too little. */
START_TEST(any_arena)
{
	struct ssdt_bench bench;
	int status = FDTR_ERR_NOSPACE;

	ssdt_set_up(&bench);
	bench.ssdt.device_count = 3;
	bench.ssdt.guard = FDTR_GUARD_CONTAINER;
	for (size_t size = 0; status && size < SSDT_ARENA; size += 40) {
		fdtr_arena_init(&bench.arena, bench.memory, size);
		status = ssdt_run(&bench);
		ck_assert(status == FDTR_OK || status == FDTR_ERR_NOSPACE);
	}
	ck_assert_int_eq(status, FDTR_OK);
	ssdt_tear_down(&bench);
}
END_TEST

Suite *ssdt_suite(void)
{
	return SUITE_OF("ssdt", names_around_tables, says_devices, contains, links, deployed_form, adds,
		same_bytes, any_arena);
}
