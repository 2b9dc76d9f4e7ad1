// SPDX-License-Identifier: BSD-2-Clause
/* Rules on two descriptions of one platform, one for each kind of difference that `compare` finds. */
#include "lint/lint.h"

const struct fdtr_rule fdtr_rule_compare_pool_missing = {
	.name = "compare-pool-missing",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "a pool must be in both descriptions",
	.why = "A guest that boots by the other one has no pool there: its devices do DMA to ordinary RAM, or to no memory that the host lets them reach.",
	.fix = "Describe the pool on both sides, or on neither; `generate` writes either from one file of pools.",
	.source = "bindings/acpi/restricted-dma.md; bindings of reserved-memory and restricted-dma-pool",
};

const struct fdtr_rule fdtr_rule_compare_pool_range = {
	.name = "compare-pool-range",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "a pool must have the same range in both descriptions",
	.why = "The host opens one window. A guest that is told of another bounces its buffers where no device reaches them, or hands memory of its own to the devices.",
	.fix = "Give both the range that the host has opened.",
	.source = "bindings/acpi/restricted-dma.md, _CRS of the pool; Devicetree Specification v0.4, 3.5",
};

const struct fdtr_rule fdtr_rule_compare_pool_user = {
	.name = "compare-pool-user",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "the same devices must use a pool in both descriptions",
	.why = "By one of them the device is restricted, by the other it does DMA wherever the guest lets it, and nothing says so.",
	.fix = "Name the pool in memory-region of the device on both sides.",
	.source = "bindings/acpi/restricted-dma.md, memory-region",
};

const struct fdtr_rule fdtr_rule_compare_device_missing = {
	.name = "compare-device-missing",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "a device must be in both descriptions",
	.why = "A guest finds the device by one of them and not by the other; whether it is restricted has been said once only.",
	.fix = "Describe the device on both sides, or disable it on the side that has it; give all tables of the machine, "
	       "such as the DSDT and the MCFG that declare its PCI bridges beside an SSDT of generate.",
	.source = "Linux drivers/virtio/virtio_mmio.c, which takes both LNRO0005 and virtio,mmio",
};

const struct fdtr_rule fdtr_rule_compare_mmio = {
	.name = "compare-mmio",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "a device must have the same registers in both descriptions",
	.why = "There is one device. A driver that is sent elsewhere finds no magic number there, or another device.",
	.fix = "Correct reg or _CRS.",
	.source =
		"Devicetree Specification v0.4, 2.3.6; ACPI Specification 6.5, 6.2.2 (_CRS), 6.4.3; PCI Firmware Specification 3.3, 4.1 (MCFG)",
};

const struct fdtr_rule fdtr_rule_compare_interrupt = {
	.name = "compare-interrupt",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "a device must have the same interrupt in both descriptions",
	.why = "With the wrong one the device's queues stall: the first request never completes. Shared interrupt n of a GIC is GSI 32 + n.",
	.fix = "Correct interrupts or the Interrupt of _CRS.",
	.source =
		"Linux bindings/interrupt-controller/arm,gic.yaml, arm,gic-v3.yaml; ACPI Specification 6.5, 6.4.3.6",
};

const struct fdtr_rule fdtr_rule_compare_interrupt_trigger = {
	.name = "compare-interrupt-trigger",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "an interrupt must have the same trigger and polarity in both descriptions",
	.why = "A level interrupt that is taken for an edge may be lost when it stays raised. Virtio devices work with either on the hosts that are known, QEMU's virt says edge in its tree and level in its tables.",
	.fix = "Say on both sides how the host raises it.",
	.source = "Linux bindings/interrupt-controller/arm,gic.yaml; ACPI Specification 6.5, 6.4.3.6",
};

const struct fdtr_rule fdtr_rule_compare_coherence = {
	.name = "compare-coherence",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "a device must be coherent in both descriptions or in none",
	.why = "A guest that takes a coherent device for one that is not reads what the caches do not have yet; the other way about it wastes time. Data is corrupted now and then, under load.",
	.fix = "Give the node dma-coherent where _CCA is 1, and take it away where it is 0.",
	.source =
		"Devicetree Specification v0.4, dma-coherent; ACPI Specification 6.5, 6.2.17 (_CCA); Linux drivers/acpi/scan.c acpi_get_dma_attr()",
};

const struct fdtr_rule fdtr_rule_compare_guard = {
	.name = "compare-guard",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_COMPARISON,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_ALL,
	.summary = "a device must be guarded in the same way in both descriptions",
	.why = "The guard keeps a guest that does not know restricted pools from doing DMA to its RAM. On the side without it such a guest is unrestricted.",
	.fix = "Give _DMA on the one side and dma-ranges on the other the same windows.",
	.source =
		"ACPI Specification 6.5, 6.2.4 (_DMA); Devicetree Specification v0.4, 2.3.9 (dma-ranges); measured on Linux 6.12",
};
