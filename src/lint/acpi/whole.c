// SPDX-License-Identifier: BSD-2-Clause
/* Rules on the tables as a whole. */
#include "lint/acpi/tables.h"

static void check_checksum(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	for (uint32_t i = 0; i < lint->acpi->table_count; i++) {
		const struct fdtr_acpi_table *table = &lint->acpi->tables[i];
		struct fdtr_origin place = {
			.object = FDTR_NONE, .offset = 9, .length = 1, .property = "Checksum", .source = i};

		if (table->checksum_wrong)
			fdtr_report(lint, place, "the bytes of %s do not add up to 0: its checksum is wrong",
				table->signature);
	}
}

const struct fdtr_rule fdtr_rule_acpi_checksum = {
	.name = "acpi-checksum",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "the bytes of a table add up to 0, modulo 256",
	.why = "Linux says \"Incorrect checksum\" and loads what firmware hands over all the same, but it refuses a table "
	       "that comes in the initrd; other systems refuse any such table.",
	.happens =
		"linux-6.1, 6.12, in the initrd: \"ACPI OVERRIDE: Bad table checksum\", the table is not loaded (read)",
	.fix = "Compute the checksum anew after the last change; iasl and fdtrestrict do.",
	.source = "ACPI Specification 6.5 section 5.2.6; Linux drivers/acpi/tables.c acpi_table_upgrade(), "
		  "drivers/acpi/acpica/tbdata.c acpi_tb_verify_temp_table()",
	.check = check_checksum,
};

static void check_no_consumer(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t count = lint->platform->pool_count, first;

	(void)index;
	if (!count)
		return;
	first = fdtr_lint_pool(lint, 0)->object;
	if (fdtr_is_for_all(lint, first))
		fdtr_report(lint, fdtr_at_child(lint, first, "_HID"),
			"only a guest that knows " FDTR_ACPI_RDMA_HID
			" uses this pool; no released Linux does");
	else
		fdtr_report(lint, fdtr_at(lint, first, FDTR_P_COMPATIBLE),
			"no released system restricts DMA to a pool in tables (%u pool%s)", count,
			count == 1 ? "" : "s");
}

const struct fdtr_rule fdtr_rule_acpi_no_consumer = {
	.name = "acpi-no-consumer",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_LINUX,
	.summary = "a restricted pool in ACPI tables is a proposal",
	.why = "Linux makes a platform device of the pool that no driver binds, and looks for pools in device trees alone: what "
	       "restricts its guests today is the _DMA guard, which lets the devices fail.",
	.happens = "linux-6.12, arm64, pool and memory-region: unrestricted DMA, silent (booted)",
	.fix = "Add the guard where there is none, or boot with a device tree; what rules on pools say of Linux holds for "
	       "a guest that takes the pool over as device trees have it.",
	.source = "Linux kernel/dma/Kconfig DMA_RESTRICTED_POOL, which depends on OF, drivers/acpi/scan.c "
		  "acpi_dma_configure_id(); booted on 6.12",
	.check = check_no_consumer,
};
