// SPDX-License-Identifier: BSD-2-Clause
/* What boot through UEFI adds: memory is what its map says, and the tree is only half of the description. */
#include "lint/lint.h"

static void check_uefi_memory_type(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if (pool->placed && pool->available && pool->reserved)
		fdtr_report(lint, fdtr_at(lint, pool->object, FDTR_P_REG),
			"the UEFI memory map must have %#" PRIx64 "..%#" PRIx64 " as EfiBootServicesData",
			pool->range.first, pool->range.last);
}

const struct fdtr_rule fdtr_rule_uefi_memory_type = {
	.name = "uefi-memory-type",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_UEFI,
	.summary = "the UEFI memory map lists a static pool as EfiBootServicesData",
	.why = "Linux then takes its memory from that map, not from /memory and /memreserve/. Where the pool is "
	       "EfiConventionalMemory, firmware and boot loader put kernel, initrd or their own data there, which the "
	       "guest overwrites; where it is EfiReservedMemoryType or runtime memory, Linux has no mapping and "
	       "panics. No tree can tell what the firmware does.",
	.happens =
		"uefi, EDK2 2022.11 on QEMU: does not read /reserved-memory and lists the pool as conventional; "
		"over the loaded kernel Linux 6.12 hangs, over runtime data it panics, elsewhere it works "
		"(booted)\n"
		"uefi, U-Boot: lists the pool as EfiBootServicesData (read)",
	.fix = "Make sure of the firmware; or let the kernel place the pool (size and alignment, no reg), which must "
	       "not be listed.",
	.source =
		"Devicetree Specification v0.4 section 3.5.4 /reserved-memory and UEFI; Linux "
		"drivers/firmware/efi/efi-init.c reserve_regions(), is_usable_memory(), libstub/fdt.c update_fdt(); "
		"U-Boot lib/efi_loader/efi_dt_fixup.c efi_carve_out_dt_rsv(); booted on 6.12",
	.needs = FDTR_SOUND_FRAME | FDTR_SOUND_PLACE,
	.check = check_uefi_memory_type,
};
