// SPDX-License-Identifier: BSD-2-Clause
#include "ssdt.h"

#include "acpi/aml/term.h"
#include "acpi/properties/properties.h"

#include <stdlib.h>

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

void ssdt_give_machine(struct ssdt_bench *bench)
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

void ssdt_set_up(struct ssdt_bench *bench)
{
	*bench = (struct ssdt_bench){.memory = malloc(SSDT_ARENA), .output = malloc(SSDT_OUTPUT)};
	ck_assert_ptr_nonnull(bench->memory);
	ck_assert_ptr_nonnull(bench->output);
	fdtr_arena_init(&bench->arena, bench->memory, SSDT_ARENA);
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

void ssdt_tear_down(struct ssdt_bench *bench)
{
	free(bench->memory);
	free(bench->output);
}

int ssdt_run(struct ssdt_bench *bench)
{
	return fdtr_ssdt_generate(
		&bench->ssdt, bench->output, SSDT_OUTPUT, &bench->arena, &bench->result, &bench->error);
}

void ssdt_existing(struct ssdt_bench *bench, const char *path)
{
	bench->devices[0] = (struct fdtr_ssdt_device){.kind = FDTR_SSDT_EXISTING, .path = path};
}
