// SPDX-License-Identifier: BSD-2-Clause
/* Linux: whether it makes a device of the node at all (drivers/of/platform.c, drivers/base/core.c). */
#include "predict/parts.h"

/* How far up buses are followed. */
#define MAX_BUSES 64

/* The first node above that Linux does not look below, or of which only its own driver knows. */
static uint32_t closed_bus(const struct fdtr_tree *tree, uint32_t node, bool *known)
{
	node = tree->nodes[node].parent;
	for (unsigned int steps = 0; node != FDTR_NONE && node != 0 && steps < MAX_BUSES; steps++) {
		*known = !fdtr_has(tree, node, FDTR_P_COMPATIBLE);
		if (*known || !(fdtr_is_plain_bus(tree, node) || fdtr_compatible(tree, node, "simple-mfd")))
			return node;
		node = tree->nodes[node].parent;
	}
	return FDTR_NONE;
}

uint32_t fdtr_bus_without_cells(const struct fdtr_tree *tree, uint32_t node)
{
	node = tree->nodes[node].parent;
	for (unsigned int steps = 0; node != FDTR_NONE && node != 0 && steps < MAX_BUSES; steps++) {
		if (!fdtr_has(tree, node, FDTR_P_ADDRESS_CELLS) || !fdtr_has(tree, node, FDTR_P_SIZE_CELLS))
			return node;
		node = tree->nodes[node].parent;
	}
	return FDTR_NONE;
}

/* Since 7.1 Linux takes a bus without #address-cells and #size-cells for none, and translates nothing below it. */
static bool has_no_registers(struct fdtr_story *story)
{
	const struct fdtr_tree *tree = story->forecast->tree;
	uint32_t bus = story->linux_target >= FDTR_TARGET_LINUX_7_1
	                       ? fdtr_bus_without_cells(tree, story->device->object)
	                       : FDTR_NONE;

	if (bus != FDTR_NONE) {
		fdtr_because_of(story, bus, FDTR_NODE_ITSELF,
			"a bus without #address-cells and #size-cells translates nothing, so that the device has no registers",
			"Linux drivers/of/address.c of_bus_default_match()", "bus-cells-missing");
		return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	}
	if (story->forecast->registered[story->device - story->forecast->platform->devices])
		return false;
	fdtr_because_of(story, story->device->object, FDTR_P_REG,
		"reg does not translate to a CPU address, and the probe fails for want of registers",
		"Linux drivers/of/address.c __of_translate_address()", "reg-untranslatable");
	return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
}

/* The supplier that "interconnects" names is waited for: drivers/of/property.c parse_interconnects(). */
static bool waits_for_supplier(struct fdtr_story *story)
{
	const struct fdtr_tree *tree = story->forecast->tree;
	uint32_t target;

	if (!fdtr_dma_mem(tree, story->device->object, &target) || target == FDTR_NONE ||
		story->linux_target == FDTR_TARGET_LINUX_5_15 || fdtr_is_plain_bus(tree, target) ||
		!fdtr_reachable(tree, target))
		return false;
	fdtr_because_of(story, story->device->object, FDTR_P_INTERCONNECTS,
		fdtr_has(tree, target, FDTR_P_COMPATIBLE)
			? "the device waits for the node that \"dma-mem\" names, whose driver nobody knows"
			: "the device waits for the node that \"dma-mem\" names, which without compatible never becomes a device",
		"Linux drivers/base/core.c device_links_check_suppliers()", "dma-mem-no-device");
	return fdtr_ends(story,
		fdtr_has(tree, target, FDTR_P_COMPATIBLE) ? FDTR_OUTCOME_UNKNOWN : FDTR_OUTCOME_REFUSED);
}

bool fdtr_story_made(struct fdtr_story *story)
{
	const struct fdtr_tree *tree = story->forecast->tree;
	const struct fdtr_device *device = story->device;
	uint32_t node =
		device->kind == FDTR_DEVICE_PCI && device->bus != FDTR_NONE ? device->bus : device->object;
	bool known = false;
	uint32_t bus = closed_bus(tree, node, &known);

	if (!device->available) {
		fdtr_because_of(story, device->object, FDTR_P_STATUS,
			"the device, or a bus above it, is disabled: there is no such device",
			"Linux drivers/of/platform.c of_platform_device_create_pdata()", NULL);
		return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	}
	if (bus != FDTR_NONE && known) {
		fdtr_because_of(story, bus, FDTR_NODE_ITSELF,
			"the kernel makes no device of a node without compatible, and does not look below it",
			"Linux drivers/of/platform.c of_platform_bus_create()", "bus-without-compatible");
		return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	}
	if (bus != FDTR_NONE) {
		fdtr_because_of(story, bus, FDTR_P_COMPATIBLE,
			"whether there is a device below this bus is up to a driver of its own",
			"Linux drivers/of/platform.c of_platform_bus_create()", NULL);
		return fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
	}
	return (fdtr_is_virtio_mmio(device) && has_no_registers(story)) || waits_for_supplier(story);
}
