// SPDX-License-Identifier: BSD-2-Clause
/* Descriptions of which no table is made, each one change away from one that is sound. */
#include "ssdt.h"

#include <string.h>

static void pci(struct ssdt_bench *bench, uint8_t slot)
{
	bench->devices[0] =
		(struct fdtr_ssdt_device){.kind = FDTR_SSDT_PCI, .path = "\\_SB.PCI0", .slot = slot};
}

static void no_pool(struct ssdt_bench *bench)
{
	bench->ssdt.pool_count = 0;
}

static void bad_scope(struct ssdt_bench *bench)
{
	bench->ssdt.scope = "_SB";
}

static void no_such_scope(struct ssdt_bench *bench)
{
	bench->ssdt.scope = "\\_SB.NONE";
}

static void long_oem(struct ssdt_bench *bench)
{
	bench->ssdt.oem_id = "SEVEN77";
}

static void lower_name(struct ssdt_bench *bench)
{
	bench->pools[0].name = "pool";
}

static void long_name(struct ssdt_bench *bench)
{
	bench->devices[0].name = "VIRT0";
}

static void same_name(struct ssdt_bench *bench)
{
	bench->pools[0].name = "X";
	bench->devices[0].name = "X___";
}

static void name_in_tables(struct ssdt_bench *bench)
{
	bench->devices[0].name = "PCI0";
}

static void turned(struct ssdt_bench *bench)
{
	bench->pools[0].range = (struct fdtr_range){2, 1};
}

static void pools_overlap(struct ssdt_bench *bench)
{
	bench->ssdt.pool_count = 2;
	bench->pools[1].range.first = 0x507fffff;
}

static void pool_in_registers(struct ssdt_bench *bench)
{
	bench->devices[0].mmio = (struct fdtr_range){0x50100000, 0x501001ff};
}

static void registers_overlap(struct ssdt_bench *bench)
{
	bench->ssdt.device_count = 2;
	bench->devices[1].mmio.first = 0xa0001ff;
}

static void small_registers(struct ssdt_bench *bench)
{
	bench->devices[0].mmio.last = 0xa0000fe;
}

static void private_interrupt(struct ssdt_bench *bench)
{
	bench->ssdt.processor = FDTR_PROCESSOR_ARM64;
	bench->devices[0].interrupt = 27;
}

static void past_interrupt(struct ssdt_bench *bench)
{
	bench->ssdt.processor = FDTR_PROCESSOR_ARM64;
	bench->devices[0].interrupt = 1020;
}

static void edge_shared(struct ssdt_bench *bench)
{
	bench->ssdt.device_count = 2;
	bench->devices[1].interrupt = 48;
	bench->devices[1].edge = true;
}

static void no_such_pool(struct ssdt_bench *bench)
{
	bench->devices[0].pool = 1;
}

static void tree_guard(struct ssdt_bench *bench)
{
	bench->ssdt.guard = FDTR_GUARD_DMA_MEM;
}

static void two_rdma(struct ssdt_bench *bench)
{
	bench->ssdt.style = FDTR_ACPI_STYLE_RDMA0000;
	bench->ssdt.pool_count = 2;
}

static void same_uid(struct ssdt_bench *bench)
{
	bench->ssdt.device_count = 2;
	bench->devices[0].has_uid = bench->devices[1].has_uid = true;
	bench->devices[0].uid = bench->devices[1].uid = 5;
}

static void uid_in_tables(struct ssdt_bench *bench)
{
	bench->devices[0].has_uid = true;
	bench->devices[0].uid = 2;
}

static void no_tables(struct ssdt_bench *bench)
{
	ssdt_existing(bench, "\\_SB.VR00");
	bench->ssdt.tables = NULL;
}

static void no_such_device(struct ssdt_bench *bench)
{
	ssdt_existing(bench, "\\_SB.VR99");
}

static void no_device(struct ssdt_bench *bench)
{
	ssdt_existing(bench, "\\_SB.NUMB");
}

static void gone(struct ssdt_bench *bench)
{
	ssdt_existing(bench, "\\_SB.GONE");
}

static void has_properties(struct ssdt_bench *bench)
{
	ssdt_existing(bench, "\\_SB.TEXT");
}

static void no_resources(struct ssdt_bench *bench)
{
	ssdt_existing(bench, "\\_SB.BARE");
}

static void has_window(struct ssdt_bench *bench)
{
	ssdt_existing(bench, "\\_SB.WIND");
}

static void guard_by_name(struct ssdt_bench *bench)
{
	ssdt_existing(bench, "\\_SB.VR00");
	bench->ssdt.guard = FDTR_GUARD_COMPATIBLE;
}

static void pci_twice(struct ssdt_bench *bench)
{
	pci(bench, 4);
	bench->devices[1] = bench->devices[0];
	bench->ssdt.device_count = 2;
}

static void pci_there(struct ssdt_bench *bench)
{
	pci(bench, 3);
}

static void pci_far(struct ssdt_bench *bench)
{
	pci(bench, 32);
}

static void no_such_existing_pool(struct ssdt_bench *bench)
{
	bench->pools[0].existing = "\\_SB.RDM9";
}

static void other_existing_pool(struct ssdt_bench *bench)
{
	bench->pools[0].existing = "\\_SB.VR00";
}

static const struct {
	void (*change)(struct ssdt_bench *bench);
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
	struct ssdt_bench bench;

	ssdt_set_up(&bench);
	ssdt_give_machine(&bench);
	ck_ssdt_runs(&bench);
	refusals[_i].change(&bench);
	ck_assert_int_eq(ssdt_run(&bench), refusals[_i].status);
	ck_assert_msg(strstr(bench.error.message, refusals[_i].says), "%s", bench.error.message);
	ssdt_tear_down(&bench);
}
END_TEST

Suite *ssdt_refuse_suite(void)
{
	Suite *suite = suite_create("ssdt-refuse");
	TCase *cases = tcase_create("refuses");

	tcase_add_loop_test(cases, refuses, 0, (int)FDTR_ARRAY_SIZE(refusals));
	suite_add_tcase(suite, cases);
	return suite;
}
