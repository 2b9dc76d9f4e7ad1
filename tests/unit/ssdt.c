// SPDX-License-Identifier: BSD-2-Clause
/* Tables from descriptions: what is refused, how things are called, and that what is written is what was said. */
#include <fdtrestrict/acpi.h>
#include "acpi/aml/term.h"
#include "acpi/platform/devices.h"
#include "acpi/properties/properties.h"
#include <fdtrestrict/acpi_generate.h>
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define ARENA ((size_t)4 << 20)
#define OUTPUT ((size_t)1 << 20)

/* A machine: \_SB with a virtio-mmio device, a PCI host bridge with a device, and things that are in the way. */
struct bench {
	unsigned char *memory;
	unsigned char *output;
	unsigned char table[4096];
	struct fdtr_arena arena;
	struct fdtr_acpi tables;
	struct fdtr_ssdt_pool pools[3];
	struct fdtr_ssdt_device devices[4];
	struct fdtr_ssdt ssdt;
	struct fdtr_ssdt_result result;
	struct fdtr_error error;
};

static const struct fdtr_acpi_resource registers = {.kind = FDTR_RESOURCE_MEMORY32_FIXED,
	.minimum = 0xb000000,
	.maximum = 0xb0001ff,
	.size = 0x200,
	.minimum_fixed = true,
	.maximum_fixed = true};
static const struct fdtr_acpi_resource window = {.kind = FDTR_RESOURCE_QWORD_MEMORY,
	.minimum = 0x40000000,
	.maximum = 0x4fffffff,
	.size = 0x10000000,
	.minimum_fixed = true,
	.maximum_fixed = true};

static void add_device(struct fdtr_terms *terms, const char *name, const char *hid, bool crs)
{
	(void)fdtr_terms_open(terms, FDTR_TERM_DEVICE, name);
	if (hid)
		fdtr_terms_name_string(terms, "_HID", hid);
	if (crs)
		fdtr_terms_name_resources(terms, "_CRS", &registers, 1);
}

static void add_properties(struct fdtr_terms *terms)
{
	struct fdtr_term *uuid;

	(void)fdtr_terms_open(terms, FDTR_TERM_NAME, "_DSD");
	(void)fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	uuid = fdtr_terms_add(terms, FDTR_TERM_UUID, NULL);
	uuid->data = FDTR_DSD_PROPERTIES;
	(void)fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	(void)fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_string(terms, "label");
	fdtr_terms_string(terms, "disk");
	for (int i = 0; i < 4; i++)
		fdtr_terms_close(terms);
}

static void build_machine(struct fdtr_terms *terms)
{
	(void)fdtr_terms_open(terms, FDTR_TERM_SCOPE, "\\_SB");
	add_device(terms, "VR00", "LNRO0005", true);
	fdtr_terms_name_integer(terms, "_UID", 0);
	fdtr_terms_close(terms);
	add_device(terms, "TEXT", "LNRO0005", true);
	fdtr_terms_name_string(terms, "_UID", "2");
	add_properties(terms);
	fdtr_terms_close(terms);
	add_device(terms, "GONE", "LNRO0005", true);
	fdtr_terms_name_integer(terms, "_UID", 7);
	fdtr_terms_name_integer(terms, "_STA", 0);
	fdtr_terms_close(terms);
	add_device(terms, "BARE", "LNRO0005", false);
	fdtr_terms_name_integer(terms, "_UID", 8);
	fdtr_terms_close(terms);
	add_device(terms, "WIND", "LNRO0005", true);
	fdtr_terms_name_integer(terms, "_UID", 9);
	fdtr_terms_name_resources(terms, "_DMA", &window, 1);
	fdtr_terms_close(terms);
	add_device(terms, "PCI0", "PNP0A08", true);
	add_device(terms, "S18", NULL, false);
	fdtr_terms_name_integer(terms, "_ADR", 0x30000);
	fdtr_terms_close(terms);
	fdtr_terms_close(terms);
	add_device(terms, "V000", "ACPI0007", false);
	fdtr_terms_close(terms);
	add_device(terms, "RDM0", "ACPI0007", false);
	fdtr_terms_close(terms);
	fdtr_terms_name_integer(terms, "NUMB", 1);
	fdtr_terms_close(terms);
}

static void give_machine(struct bench *bench)
{
	struct fdtr_definition_block block = {
		.signature = "SSDT", .revision = 2, .oem_id = "TESTS", .oem_table_id = "MACHINE"};
	struct fdtr_acpi_input input = {bench->table, 0, "MACHINE"};
	struct fdtr_terms terms;

	fdtr_terms_begin(&terms, &bench->arena);
	build_machine(&terms);
	block.terms = terms.first;
	ck_assert_msg(!fdtr_aml_write(&block, &bench->arena, bench->table, sizeof(bench->table), &input.size,
			      &bench->error),
		"%s", bench->error.message);
	ck_assert_msg(!fdtr_acpi_read(&bench->tables, &input, 1, &bench->arena, &bench->error), "%s",
		bench->error.message);
	bench->ssdt.tables = &bench->tables;
}

/* One pool, and a device that uses it. */
static void set_up(struct bench *bench)
{
	*bench = (struct bench){.memory = malloc(ARENA), .output = malloc(OUTPUT)};
	ck_assert_ptr_nonnull(bench->memory);
	ck_assert_ptr_nonnull(bench->output);
	fdtr_arena_init(&bench->arena, bench->memory, ARENA);
	bench->pools[0].range = (struct fdtr_range){0x50000000, 0x507fffff};
	bench->pools[1].range = (struct fdtr_range){0x51000000, 0x517fffff};
	bench->pools[2].range = (struct fdtr_range){0x1200000000, 0x12007fffff};
	for (uint32_t i = 0; i < 4; i++)
		bench->devices[i] = (struct fdtr_ssdt_device){
			.mmio = {0xa000000 + i * UINT64_C(0x200), 0xa0001ff + i * UINT64_C(0x200)},
			.interrupt = 48 + i,
			.coherent = true};
	bench->ssdt = (struct fdtr_ssdt){
		.pools = bench->pools, .pool_count = 1, .devices = bench->devices, .device_count = 1};
}

static void tear_down(struct bench *bench)
{
	free(bench->memory);
	free(bench->output);
}

static int run(struct bench *bench)
{
	return fdtr_ssdt_generate(
		&bench->ssdt, bench->output, OUTPUT, &bench->arena, &bench->result, &bench->error);
}

#define ck_runs(bench) ck_assert_msg(run(bench) == FDTR_OK, "%s", (bench)->error.message)

static void existing(struct bench *bench, const char *path)
{
	bench->devices[0] = (struct fdtr_ssdt_device){.kind = FDTR_SSDT_EXISTING, .path = path};
}

static void pci(struct bench *bench, uint8_t slot)
{
	bench->devices[0] =
		(struct fdtr_ssdt_device){.kind = FDTR_SSDT_PCI, .path = "\\_SB.PCI0", .slot = slot};
}

static void no_pool(struct bench *bench)
{
	bench->ssdt.pool_count = 0;
}

static void bad_scope(struct bench *bench)
{
	bench->ssdt.scope = "_SB";
}

static void no_such_scope(struct bench *bench)
{
	bench->ssdt.scope = "\\_SB.NONE";
}

static void long_oem(struct bench *bench)
{
	bench->ssdt.oem_id = "SEVEN77";
}

static void lower_name(struct bench *bench)
{
	bench->pools[0].name = "pool";
}

static void long_name(struct bench *bench)
{
	bench->devices[0].name = "VIRT0";
}

static void same_name(struct bench *bench)
{
	bench->pools[0].name = "X";
	bench->devices[0].name = "X___";
}

static void name_in_tables(struct bench *bench)
{
	bench->devices[0].name = "PCI0";
}

static void turned(struct bench *bench)
{
	bench->pools[0].range = (struct fdtr_range){2, 1};
}

static void pools_overlap(struct bench *bench)
{
	bench->ssdt.pool_count = 2;
	bench->pools[1].range.first = 0x507fffff;
}

static void pool_in_registers(struct bench *bench)
{
	bench->devices[0].mmio = (struct fdtr_range){0x50100000, 0x501001ff};
}

static void registers_overlap(struct bench *bench)
{
	bench->ssdt.device_count = 2;
	bench->devices[1].mmio.first = 0xa0001ff;
}

static void small_registers(struct bench *bench)
{
	bench->devices[0].mmio.last = 0xa0000fe;
}

static void private_interrupt(struct bench *bench)
{
	bench->ssdt.processor = FDTR_PROCESSOR_ARM64;
	bench->devices[0].interrupt = 27;
}

static void past_interrupt(struct bench *bench)
{
	bench->ssdt.processor = FDTR_PROCESSOR_ARM64;
	bench->devices[0].interrupt = 1020;
}

static void edge_shared(struct bench *bench)
{
	bench->ssdt.device_count = 2;
	bench->devices[1].interrupt = 48;
	bench->devices[1].edge = true;
}

static void no_such_pool(struct bench *bench)
{
	bench->devices[0].pool = 1;
}

static void tree_guard(struct bench *bench)
{
	bench->ssdt.guard = FDTR_GUARD_DMA_MEM;
}

static void two_rdma(struct bench *bench)
{
	bench->ssdt.style = FDTR_ACPI_STYLE_RDMA0000;
	bench->ssdt.pool_count = 2;
}

static void same_uid(struct bench *bench)
{
	bench->ssdt.device_count = 2;
	bench->devices[0].has_uid = bench->devices[1].has_uid = true;
	bench->devices[0].uid = bench->devices[1].uid = 5;
}

static void uid_in_tables(struct bench *bench)
{
	bench->devices[0].has_uid = true;
	bench->devices[0].uid = 2;
}

static void no_tables(struct bench *bench)
{
	existing(bench, "\\_SB.VR00");
	bench->ssdt.tables = NULL;
}

static void no_such_device(struct bench *bench)
{
	existing(bench, "\\_SB.VR99");
}

static void no_device(struct bench *bench)
{
	existing(bench, "\\_SB.NUMB");
}

static void gone(struct bench *bench)
{
	existing(bench, "\\_SB.GONE");
}

static void has_properties(struct bench *bench)
{
	existing(bench, "\\_SB.TEXT");
}

static void no_resources(struct bench *bench)
{
	existing(bench, "\\_SB.BARE");
}

static void has_window(struct bench *bench)
{
	existing(bench, "\\_SB.WIND");
}

static void guard_by_name(struct bench *bench)
{
	existing(bench, "\\_SB.VR00");
	bench->ssdt.guard = FDTR_GUARD_COMPATIBLE;
}

static void pci_twice(struct bench *bench)
{
	pci(bench, 4);
	bench->devices[1] = bench->devices[0];
	bench->ssdt.device_count = 2;
}

static void pci_there(struct bench *bench)
{
	pci(bench, 3);
}

static void pci_far(struct bench *bench)
{
	pci(bench, 32);
}

static void no_such_existing_pool(struct bench *bench)
{
	bench->pools[0].existing = "\\_SB.RDM9";
}

static void other_existing_pool(struct bench *bench)
{
	bench->pools[0].existing = "\\_SB.VR00";
}

static const struct {
	void (*change)(struct bench *bench);
	int status;
	const char *says;
} refusals[] = {
	{no_pool, FDTR_ERR_ARGUMENT, "no pool"},
	{bad_scope, FDTR_ERR_ARGUMENT, "scope"},
	{no_such_scope, FDTR_ERR_NOTFOUND, "\\_SB.NONE"},
	{long_oem, FDTR_ERR_ARGUMENT, "OEM id"},
	{lower_name, FDTR_ERR_ARGUMENT, "1 to 4"},
	{long_name, FDTR_ERR_ARGUMENT, "1 to 4"},
	{same_name, FDTR_ERR_CONFLICT, "the same name"},
	{name_in_tables, FDTR_ERR_CONFLICT, "\\_SB.PCI0 already"},
	{turned, FDTR_ERR_ARGUMENT, "before it begins"},
	{pools_overlap, FDTR_ERR_CONFLICT, "overlaps the pool"},
	{pool_in_registers, FDTR_ERR_CONFLICT, "overlaps the device"},
	{registers_overlap, FDTR_ERR_CONFLICT, "overlaps the device"},
	{small_registers, FDTR_ERR_ARGUMENT, "0x100"},
	{private_interrupt, FDTR_ERR_ARGUMENT, "GIC"},
	{past_interrupt, FDTR_ERR_ARGUMENT, "GIC"},
	{edge_shared, FDTR_ERR_CONFLICT, "GSI 48"},
	{no_such_pool, FDTR_ERR_ARGUMENT, "its pool"},
	{tree_guard, FDTR_ERR_ARGUMENT, "dma-mem"},
	{two_rdma, FDTR_ERR_ARGUMENT, "rdma0000"},
	{same_uid, FDTR_ERR_CONFLICT, "_UID 5"},
	{uid_in_tables, FDTR_ERR_CONFLICT, "in the tables"},
	{no_tables, FDTR_ERR_ARGUMENT, "DSDT"},
	{no_such_device, FDTR_ERR_NOTFOUND, "\\_SB.VR99"},
	{no_device, FDTR_ERR_ARGUMENT, "no device"},
	{gone, FDTR_ERR_ARGUMENT, "_STA"},
	{has_properties, FDTR_ERR_CONFLICT, "_DSD already"},
	{no_resources, FDTR_ERR_UNSUPPORTED, "no _CRS"},
	{has_window, FDTR_ERR_CONFLICT, "_DMA already"},
	{guard_by_name, FDTR_ERR_UNSUPPORTED, "compatible"},
	{pci_twice, FDTR_ERR_ARGUMENT, "twice"},
	{pci_there, FDTR_ERR_CONFLICT, "declared already"},
	{pci_far, FDTR_ERR_ARGUMENT, "below 32"},
	{no_such_existing_pool, FDTR_ERR_NOTFOUND, "\\_SB.RDM9"},
	{other_existing_pool, FDTR_ERR_CONFLICT, "_CRS"},
};

START_TEST(refuses)
{
	struct bench bench;

	set_up(&bench);
	give_machine(&bench);
	ck_runs(&bench);
	refusals[_i].change(&bench);
	ck_assert_int_eq(run(&bench), refusals[_i].status);
	ck_assert_msg(strstr(bench.error.message, refusals[_i].says), "%s", bench.error.message);
	tear_down(&bench);
}
END_TEST

static uint32_t object_of(const struct bench *bench, const char *path)
{
	const uint32_t object = fdtr_acpi_find(bench->result.tables, 0, path);

	ck_assert_msg(object != FDTR_NONE, "%s", path);
	return object;
}

static uint64_t uid_of(const struct bench *bench, const char *path)
{
	return fdtr_acpi_value_of(bench->result.tables, object_of(bench, path), "_UID").integer;
}

/* V000, RDM0 and the numbers 0 and "2" are the machine's. */
START_TEST(names_around_tables)
{
	struct bench bench;

	set_up(&bench);
	give_machine(&bench);
	bench.ssdt.device_count = 4;
	bench.ssdt.pool_count = 2;
	bench.devices[2].name = "V002";
	bench.devices[3].has_uid = true;
	bench.devices[3].uid = 1;
	ck_runs(&bench);
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
	tear_down(&bench);
}
END_TEST

static struct fdtr_acpi_resource resource_of(
	const struct bench *bench, const char *path, const char *name, uint32_t index, uint32_t count)
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
	struct bench bench;

	set_up(&bench);
	bench.ssdt.device_count = 3;
	bench.devices[1].mmio = (struct fdtr_range){0x1000000000, 0x10000001ff};
	bench.devices[1].interrupt = 48;
	bench.devices[1].coherent = false;
	bench.devices[2].pool = FDTR_NONE;
	bench.devices[2].edge = true;
	bench.devices[2].active_low = true;
	ck_runs(&bench);
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
	tear_down(&bench);
}
END_TEST

/* Three devices in a row and one apart are two ranges; another pool has a container of its own. */
START_TEST(contains)
{
	struct bench bench;

	set_up(&bench);
	bench.ssdt.guard = FDTR_GUARD_CONTAINER;
	bench.ssdt.pool_count = 3;
	bench.ssdt.device_count = 4;
	bench.devices[0].mmio = (struct fdtr_range){0xa000400, 0xa0005ff};
	bench.devices[1].pool = 2;
	bench.devices[2].mmio = (struct fdtr_range){0xa000000, 0xa0001ff};
	bench.devices[3].mmio = (struct fdtr_range){0xa000600, 0xa0007ff};
	ck_runs(&bench);
	ck_assert_str_eq(bench.result.devices[0].path, "\\_SB.RDB0.V000");
	ck_assert_str_eq(bench.result.devices[1].path, "\\_SB.RDB1.V001");
	check_range(range_of(resource_of(&bench, "\\_SB.RDB0", "_CRS", 0, 2)), 0xa000000, 0xa0001ff);
	check_range(range_of(resource_of(&bench, "\\_SB.RDB0", "_CRS", 1, 2)), 0xa000400, 0xa0007ff);
	check_range(range_of(resource_of(&bench, "\\_SB.RDB0", "_DMA", 0, 1)), 0x50000000, 0x507fffff);
	check_range(range_of(resource_of(&bench, "\\_SB.RDB1", "_DMA", 0, 1)), 0x1200000000, 0x12007fffff);
	ck_assert(bench.result.devices[1].guarded);
	ck_assert_uint_eq(fdtr_acpi_child(bench.result.tables, object_of(&bench, "\\_SB.RDB0.V000"), "_DMA"),
		FDTR_NONE);
	tear_down(&bench);
}
END_TEST

static bool is_pool_of(const struct bench *bench, const char *device, const char *pool)
{
	const struct fdtr_acpi_value value =
		fdtr_dsd_property(bench->result.tables, object_of(bench, device), "memory-region");

	return value.kind == FDTR_ACPI_REFERENCE && value.object == object_of(bench, pool);
}

static bool is_compatible(const struct bench *bench, const char *device, const char *compatible)
{
	return fdtr_acpi_compatible(bench->result.tables, object_of(bench, device), compatible);
}

START_TEST(links)
{
	struct bench bench;

	set_up(&bench);
	bench.ssdt.pool_count = 2;
	bench.ssdt.device_count = 2;
	bench.devices[1].pool = 1;
	bench.ssdt.guard = FDTR_GUARD_COMPATIBLE;
	ck_runs(&bench);
	ck_assert(is_pool_of(&bench, "\\_SB.V000", "\\_SB.RDM0"));
	ck_assert(is_pool_of(&bench, "\\_SB.V001", "\\_SB.RDM1"));
	ck_assert(is_compatible(&bench, "\\_SB.RDM1", "restricted-dma-pool"));
	ck_assert(is_compatible(&bench, "\\_SB.V001", "virtio-mmio-restricted-dma"));
	ck_assert(fdtr_acpi_has_id(bench.result.tables, object_of(&bench, "\\_SB.V001"), "PRP0001"));
	ck_assert_uint_eq(uid_of(&bench, "\\_SB.V001"), 3);
	tear_down(&bench);
}
END_TEST

START_TEST(deployed_form)
{
	struct bench bench;

	set_up(&bench);
	bench.ssdt.style = FDTR_ACPI_STYLE_RDMA0000;
	bench.ssdt.guard = FDTR_GUARD_NONE;
	ck_runs(&bench);
	ck_assert_str_eq(bench.result.pools[0].path, "\\_SB.RDMA");
	ck_assert(fdtr_acpi_has_id(bench.result.tables, object_of(&bench, "\\_SB.RDMA"), "RDMA0000"));
	check_range(range_of(resource_of(&bench, "\\_SB.RDMA", "_CRS", 0, 1)), 0x50000000, 0x507fffff);
	ck_assert_uint_eq(
		fdtr_acpi_child(bench.result.tables, object_of(&bench, "\\_SB.RDMA"), "_UID"), FDTR_NONE);
	ck_assert_uint_eq(
		fdtr_acpi_child(bench.result.tables, object_of(&bench, "\\_SB.V000"), "_DSD"), FDTR_NONE);
	tear_down(&bench);
}
END_TEST

START_TEST(adds)
{
	struct bench bench;

	set_up(&bench);
	give_machine(&bench);
	bench.ssdt.device_count = 3;
	existing(&bench, "\\_SB.PCI0.S18");
	bench.devices[1] = bench.devices[0];
	bench.devices[1].path = "\\_SB.VR00";
	bench.devices[2] = (struct fdtr_ssdt_device){
		.kind = FDTR_SSDT_PCI, .path = "\\_SB.PCI0", .slot = 31, .function = 7};
	ck_runs(&bench);
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
	tear_down(&bench);
}
END_TEST

START_TEST(same_bytes)
{
	struct bench bench;
	unsigned char first[4096];
	size_t size;

	set_up(&bench);
	ck_runs(&bench);
	size = bench.result.output_size;
	ck_assert_uint_le(size, sizeof(first));
	memcpy(first, bench.output, size);
	memset(bench.memory, 0xa5, ARENA);
	fdtr_arena_init(&bench.arena, bench.memory, ARENA);
	ck_runs(&bench);
	ck_assert_uint_eq(bench.result.output_size, size);
	ck_assert_mem_eq(bench.output, first, size);
	ck_assert_int_eq(fdtr_ssdt_generate(&bench.ssdt, bench.output, size - 1, &bench.arena, &bench.result,
				 &bench.error),
		FDTR_ERR_NOSPACE);
	ck_assert_uint_eq(bench.result.output_size, size);
	bench.ssdt.form = FDTR_ACPI_ASL;
	ck_runs(&bench);
	ck_assert_uint_eq(strlen((const char *)bench.output), bench.result.output_size);
	tear_down(&bench);
}
END_TEST

/* Whatever the arena holds, the answer is the table or that there is too little. */
START_TEST(any_arena)
{
	struct bench bench;
	int status = FDTR_ERR_NOSPACE;

	set_up(&bench);
	bench.ssdt.device_count = 3;
	bench.ssdt.guard = FDTR_GUARD_CONTAINER;
	for (size_t size = 0; status && size < ARENA; size += 40) {
		fdtr_arena_init(&bench.arena, bench.memory, size);
		status = run(&bench);
		ck_assert(status == FDTR_OK || status == FDTR_ERR_NOSPACE);
	}
	ck_assert_int_eq(status, FDTR_OK);
	tear_down(&bench);
}
END_TEST

Suite *ssdt_suite(void)
{
	Suite *suite = SUITE_OF("ssdt", names_around_tables, says_devices, contains, links, deployed_form,
		adds, same_bytes, any_arena);
	TCase *cases = tcase_create("refuses");

	tcase_add_loop_test(cases, refuses, 0, (int)FDTR_ARRAY_SIZE(refusals));
	suite_add_tcase(suite, cases);
	return suite;
}
