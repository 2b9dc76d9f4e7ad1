// SPDX-License-Identifier: BSD-2-Clause
/* Rules on where memory-region stands and how it is written. */
#include "lint/lint.h"

static void check_memory_region_malformed(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	struct fdtr_property regions;

	if (!device->available ||
		!fdtr_tree_property(lint->tree, device->object, FDTR_P_MEMORY_REGION, &regions) ||
		regions.length % 4 == 0)
		return;
	fdtr_report_as(lint,
		fdtr_is_virtio_mmio(device) || lint->used[index] != FDTR_NONE ? FDTR_ERROR : FDTR_WARNING,
		fdtr_at(lint, device->object, FDTR_P_MEMORY_REGION), NULL,
		"memory-region has %u bytes, which are no whole phandles", regions.length);
}

const struct fdtr_rule fdtr_rule_memory_region_malformed = {
	.name = "memory-region-malformed",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_DEVICE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.alone = true,
	.summary = "memory-region is a list of phandles, 4 bytes each",
	.why = "A name in quotes, or a stray byte, spoils the whole list: the device does unrestricted DMA.",
	.happens =
		"linux-5.15: ignores the list (read)\n"
		"linux-6.1, 6.12: say that it is no multiple of 4 and ignore the list, unrestricted DMA (booted)\n"
		"linux-7.1: as linux-7.2 (read)\n"
		"linux-7.2: uses the whole phandles before the rest (booted)",
	.fix = "Write memory-region = <&pool>.",
	.source =
		"Linux drivers/of/device.c of_dma_set_restricted_buffer(), of_property_count_elems_of_size() "
		"(6.12), of_for_each_phandle() (7.2); booted on 6.12 and 7.2",
	.spoils = FDTR_SOUND_LINK | FDTR_TOLD,
	.check = check_memory_region_malformed,
};

bool fdtr_is_plain_bus(const struct fdtr_tree *tree, uint32_t node)
{
	static const char *const buses[] = {"simple-bus", "simple-pm-bus", "arm,amba-bus", "isa"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(buses); i++) {
		if (fdtr_compatible(tree, node, buses[i]))
			return true;
	}
	return false;
}

static const char *misplacement(const struct fdtr_tree *tree, uint32_t node)
{
	const struct fdtr_node *parent = &tree->nodes[tree->nodes[node].parent];

	if (parent->flags & (FDTR_NODE_VIRTIO_MMIO | FDTR_NODE_VIRTIO_RESTRICTED))
		return "on what is behind a virtio transport; it is the transport that does DMA";
	if (fdtr_is_plain_bus(tree, node))
		return "on a bus; kernels do not ask a device's bus for a pool";
	if (!fdtr_has(tree, node, FDTR_P_COMPATIBLE))
		return "on a node without compatible, of which kernels make no device";
	return NULL;
}

static void check_memory_region_misplaced(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	const char *what = NULL;

	if (device->kind == FDTR_DEVICE_OTHER && fdtr_is_restricted(lint, index))
		what = misplacement(lint->tree, device->object);
	if (what)
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_MEMORY_REGION),
			"memory-region stands %s", what);
}

const struct fdtr_rule fdtr_rule_memory_region_misplaced = {
	.name = "memory-region-misplaced",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_DEVICE,
	.targets = FDTR_FOR_LINUX,
	.summary = "memory-region with a restricted pool stands on the device that does the DMA",
	.why = "Linux asks the device's own node, and for PCI the host bridge's; never a parent, unlike dma-coherent "
	       "or dma-ranges. The pool is set aside and restricts nobody.",
	.happens = "linux-6.1, 6.12, 7.2, on a simple-bus: the devices below do unrestricted DMA (booted)",
	.fix = "Write memory-region on each device, or on the PCI host bridge.",
	.source = "Linux drivers/of/device.c of_dma_set_restricted_buffer(); booted on 6.12",
	.spoils = FDTR_SOUND_REACH,
	.check = check_memory_region_misplaced,
};

static uint32_t first_bus(const struct fdtr_tree *tree, uint32_t host)
{
	struct fdtr_property range;

	return fdtr_tree_property(tree, host, FDTR_P_BUS_RANGE, &range) && range.length >= 4
	               ? fdtr_cell(range.data)
	               : 0;
}

static void check_pci_reg_bus(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	struct fdtr_property reg;
	uint32_t bus;

	if (device->kind != FDTR_DEVICE_PCI || !fdtr_is_restricted(lint, index) ||
		lint->tree->nodes[device->object].parent != device->bus ||
		!fdtr_tree_property(lint->tree, device->object, FDTR_P_REG, &reg) || reg.length < 4)
		return;
	bus = fdtr_cell(reg.data) >> 16 & 0xff;
	if (bus && bus != first_bus(lint->tree, device->bus))
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_REG),
			"reg names bus %u, but below the host bridge stands the bus %u", bus,
			first_bus(lint->tree, device->bus));
}

const struct fdtr_rule fdtr_rule_pci_reg_bus = {
	.name = "pci-reg-bus",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_DEVICE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "a PCI device on another bus stands below the node of its bridge",
	.why = "Linux compares device and function of reg and leaves out the bus: a device of that number on the host "
	       "bridge's own bus gets the pool, and the one that was meant does unrestricted DMA.",
	.happens =
		"linux-6.1, 6.12, 7.2, reg of bus 1: the device of that number on bus 0 gets the pool (booted)",
	.fix = "Add a node for the bridge, with the device below it, or name the pool on the host bridge.",
	.source = "Linux drivers/pci/of.c of_pci_find_child_device(), __of_pci_pci_compare(); booted on 6.12",
	.check = check_pci_reg_bus,
};
