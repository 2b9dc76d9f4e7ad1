// SPDX-License-Identifier: BSD-2-Clause
/* The consumers of a description: what each accepts, reads and limits. */
#include "lint/lint.h"

#include <fdtrestrict/placement.h>

#include <string.h>

#define KIB UINT64_C(1024)

#define LINUX_ACCEPTS \
	"one range in reg, or a size that the kernel places; not no-map, reusable, linux,cma-default, linux,dma-default"
#define LINUX_READS \
	"/reserved-memory and its children, memory-region of the device or of its PCI host, dma-ranges above it"

static const struct fdtr_target_info targets[FDTR_TARGET_COUNT] = {
	[FDTR_TARGET_SPEC] = {.name = "spec",
		.summary = "the Devicetree Specification v0.4, the ACPI Specification 6.5, and the bindings",
		.accepts = "reg or size, any number of ranges",
		.reads = "what the specification and the bindings define",
		.limits = "none",
		.source = "Devicetree Specification v0.4; dt-schema reserved-memory/"},
	[FDTR_TARGET_LINUX_5_15] = {.name = "linux-5.15",
		.summary = "Linux 5.15, the first with restricted pools",
		.accepts = LINUX_ACCEPTS,
		.reads = LINUX_READS,
		.limits = "4 KiB pages at the least, 64 reserved regions",
		.source =
			"Linux 5.15.100 drivers/of/of_reserved_mem.c, drivers/of/device.c, kernel/dma/swiotlb.c",
		.granule = 4 * KIB,
		.stalls_at = FDTR_REQUEST_OLD,
		.max_regions = 64},
	[FDTR_TARGET_LINUX_6_1] = {.name = "linux-6.1",
		.summary = "Linux 6.1",
		.accepts = LINUX_ACCEPTS,
		.reads = LINUX_READS,
		.limits = "4 KiB pages at the least, 64 reserved regions",
		.source =
			"Linux 6.1.176 drivers/of/of_reserved_mem.c, drivers/of/device.c, kernel/dma/swiotlb.c",
		.granule = 4 * KIB,
		.stalls_at = FDTR_REQUEST_OLD,
		.max_regions = 64},
	[FDTR_TARGET_LINUX_6_12] = {.name = "linux-6.12",
		.summary = "Linux 6.12",
		.accepts = LINUX_ACCEPTS,
		.reads = LINUX_READS "; regions are found by node name",
		.limits = "4 KiB pages at the least, 64 regions that the kernel places",
		.source =
			"Linux 6.12.107 drivers/of/of_reserved_mem.c, drivers/of/device.c, kernel/dma/swiotlb.c",
		.granule = 4 * KIB,
		.stalls_at = FDTR_REQUEST_OLD,
		.max_dynamic = 64},
	[FDTR_TARGET_LINUX_7_1] = {.name = "linux-7.1",
		.summary = "Linux 7.1",
		.accepts =
			"exactly one range in reg, or a size that the kernel places; not no-map, reusable, linux,cma-default, linux,dma-default",
		.reads = LINUX_READS "; regions are found by node name",
		.limits = "4 KiB pages at the least, 64 regions that the kernel places",
		.source =
			"Linux 7.1.5 drivers/of/of_reserved_mem.c, drivers/of/device.c, kernel/dma/swiotlb.c",
		.granule = 4 * KIB,
		.stalls_at = FDTR_REQUEST,
		.max_dynamic = 64},
	[FDTR_TARGET_LINUX_7_2] = {.name = "linux-7.2",
		.summary = "Linux 7.2",
		.accepts = LINUX_ACCEPTS,
		.reads = LINUX_READS "; regions are found by node name",
		.limits = "4 KiB pages at the least, 64 regions that the kernel places",
		.source =
			"Linux 7.2.13 drivers/of/of_reserved_mem.c, drivers/of/device.c, kernel/dma/swiotlb.c",
		.granule = 4 * KIB,
		.stalls_at = FDTR_REQUEST,
		.max_dynamic = 64},
	[FDTR_TARGET_PVMFW] = {.name = "pvmfw",
		.summary = "Android's protected VM firmware",
		.accepts =
			"reg, or size and alignment of exactly 64 bits; whole pages, inside the first range of /memory, "
			"which begins where crosvm has it",
		.reads = "the first restricted-dma-pool node in the tree, wherever it stands, and no status",
		.limits =
			"4 KiB, or the page of guest or hypervisor where that is larger; anything else ends the boot",
		.source = "Android packages/modules/Virtualization guest/pvmfw/src/fdt.rs, "
			  "libs/libvmbase/src/fdt.rs, libs/libfdt/src (2025)",
		.granule = 4 * KIB,
		.memory_final = true},
	[FDTR_TARGET_COCO] = {.name = "coco",
		.summary = "a confidential Linux guest, such as CCA or pKVM",
		.accepts = LINUX_ACCEPTS,
		.reads = LINUX_READS,
		.limits = "64 KiB, the largest granule in which a host shares memory",
		.source =
			"\"swiotlb: dma: its: Enforce host page-size alignment for shared buffers\", linux-coco, April 2026; crosvm aarch64/src/fdt.rs",
		.granule = 64 * KIB,
		.stalls_at = FDTR_REQUEST,
		.max_dynamic = 64,
		.memory_final = true},
	[FDTR_TARGET_UEFI] = {.name = "uefi",
		.summary = "boot through UEFI with a device tree",
		.accepts = "static regions that the UEFI memory map names too",
		.reads = "the UEFI memory map instead of /memory and /memreserve/",
		.limits = "4 KiB",
		.source =
			"Devicetree Specification, /reserved-memory and UEFI; Linux drivers/firmware/efi/libstub/fdt.c",
		.granule = 4 * KIB},
	[FDTR_TARGET_TI_PVU] = {.name = "ti-pvu",
		.summary = "TI K3 boards that confine PCI by the Peripheral Virtualization Unit",
		.accepts = "the first restricted pool of the host bridge, static",
		.reads = "memory-region of the PCI host bridge",
		.limits = "4 KiB, and the 16 entries of two chained tables, less those for interrupts",
		.source =
			"\"PCI: keystone: Add support for PVU-based DMA isolation on AM654\" and \"soc: ti: Add "
			"IOMMU-like PVU driver\", linux-pci, July 2025; in no release up to 7.2",
		.granule = 4 * KIB},
};

const struct fdtr_target_info *fdtr_target_info(enum fdtr_target target)
{
	return &targets[target];
}

enum fdtr_target fdtr_target_find(const char *name)
{
	unsigned int i = 0;

	while (i < FDTR_TARGET_COUNT && strcmp(targets[i].name, name) != 0)
		i++;
	return (enum fdtr_target)i;
}

enum fdtr_severity fdtr_severity_for(const struct fdtr_lint *lint, uint32_t strict_targets,
	enum fdtr_severity strict, enum fdtr_severity otherwise)
{
	return lint->targets & strict_targets ? strict : otherwise;
}

/* What QEMU, crosvm, Firecracker, kvmtool and cloud-hypervisor call their machines: no firmware rewrites those. */
static bool is_virtual(const struct fdtr_tree *tree)
{
	return fdtr_compatible(tree, 0, "linux,dummy-virt") || fdtr_compatible(tree, 0, "riscv-virtio");
}

bool fdtr_is_board(const struct fdtr_tree *tree)
{
	return fdtr_has(tree, 0, FDTR_P_COMPATIBLE) && !is_virtual(tree) &&
	       fdtr_tree_find(tree, "/hypervisor") == FDTR_NONE;
}

bool fdtr_memory_is_final(const struct fdtr_lint *lint)
{
	bool final = is_virtual(lint->tree);

	if (lint->options->memory != FDTR_MEMORY_AUTO)
		return lint->options->memory == FDTR_MEMORY_FINAL;
	for (unsigned int i = 0; i < FDTR_TARGET_COUNT; i++)
		final = final || (lint->targets & FDTR_FOR(i) && targets[i].memory_final);
	return final;
}
