// SPDX-License-Identifier: BSD-2-Clause
/* Rules on the buses above a device that uses a pool, and on the link that names another DMA parent. */
#include "lint/lint.h"

#include <string.h>

/* How far up a rule looks for buses. */
#define MAX_BUSES 64

/* PCI devices are found by asking the bus. */
static bool is_watched(const struct fdtr_lint *lint, uint32_t index)
{
	return fdtr_is_restricted(lint, index) && fdtr_lint_device(lint, index)->kind != FDTR_DEVICE_PCI;
}

typedef bool bus_fn(const struct fdtr_tree *tree, uint32_t bus);

/* The nearest bus above the device, below the root, that `is` so. */
static uint32_t find_bus(const struct fdtr_tree *tree, uint32_t node, bus_fn *is)
{
	node = tree->nodes[node].parent;
	for (unsigned int steps = 0; node != FDTR_NONE && node != 0 && steps < MAX_BUSES; steps++) {
		if (is(tree, node))
			return node;
		node = tree->nodes[node].parent;
	}
	return FDTR_NONE;
}

/* Below a device with a driver of its own that driver decides what such a node is. */
static bool lacks_compatible(const struct fdtr_tree *tree, uint32_t bus)
{
	uint32_t parent = tree->nodes[bus].parent;

	return !fdtr_has(tree, bus, FDTR_P_COMPATIBLE) &&
	       (parent == 0 || fdtr_is_plain_bus(tree, parent) ||
		       fdtr_compatible(tree, parent, "simple-mfd"));
}

static void check_bus_without_compatible(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t last = FDTR_NONE;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		uint32_t node = fdtr_lint_device(lint, i)->object;
		uint32_t bus = is_watched(lint, i) ? find_bus(lint->tree, node, lacks_compatible) : FDTR_NONE;

		if (bus == FDTR_NONE || bus == last)
			continue;
		last = bus;
		fdtr_report(lint, fdtr_at_node(lint, bus), "without compatible no one looks for %s below it",
			FDTR_LINT_PATH(lint, node));
	}
}

const struct fdtr_rule fdtr_rule_bus_without_compatible = {
	.name = "bus-without-compatible",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "a bus above a restricted device has a compatible, such as \"simple-bus\"",
	.why = "Linux makes no device of a node without compatible and does not look below it: the disk or network "
	       "interface is not there.",
	.happens = "linux-6.1, 6.12, 7.2: the device does not exist, silent (booted)",
	.fix = "Add compatible = \"simple-bus\" to a bus that needs no driver.",
	.source = "Linux drivers/of/platform.c of_platform_bus_create(); booted on 6.12",
	.check = check_bus_without_compatible,
};

static bool lacks_cells(const struct fdtr_tree *tree, uint32_t bus)
{
	return (fdtr_has(tree, bus, FDTR_P_RANGES) || fdtr_has(tree, bus, FDTR_P_DMA_RANGES)) &&
	       (!fdtr_has(tree, bus, FDTR_P_ADDRESS_CELLS) || !fdtr_has(tree, bus, FDTR_P_SIZE_CELLS));
}

static void check_bus_cells_missing(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t last = FDTR_NONE;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		uint32_t node = fdtr_lint_device(lint, i)->object;
		uint32_t bus = is_watched(lint, i) ? find_bus(lint->tree, node, lacks_cells) : FDTR_NONE;

		if (bus == FDTR_NONE)
			continue;
		lint->unsound_device[i] |= (unsigned char)lint->rule->spoils;
		if (bus == last)
			continue;
		last = bus;
		fdtr_report_as(lint,
			fdtr_severity_for(
				lint, FDTR_FOR_LINUX_7_1 | FDTR_FOR_LINUX_7_2, FDTR_ERROR, FDTR_WARNING),
			fdtr_at_node(lint, bus), NULL, "#address-cells or #size-cells is missing above %s",
			FDTR_LINT_PATH(lint, node));
	}
}

const struct fdtr_rule fdtr_rule_bus_cells_missing = {
	.name = "bus-cells-missing",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "a bus with ranges or dma-ranges says its #address-cells and #size-cells",
	.why = "Readers disagree on what a missing one means: by the specification 2 and 1, for older Linux the cells "
	       "of the bus above, and newer Linux takes the node for no bus at all and translates nothing.",
	.happens = "linux-6.1, 6.12: take the cells of the bus above, work where those were meant (booted)\n"
		   "linux-5.15: the same (read)\n"
		   "linux-7.2: the device has no registers, and no driver (booted)\n"
		   "linux-7.1: the same (read)",
	.fix = "Write both properties on every bus.",
	.source = "Linux drivers/of/address.c of_bus_default_match() (7.2), drivers/of/base.c "
		  "of_bus_n_addr_cells() (6.12); booted on 6.12 and 7.2",
	.spoils = FDTR_SOUND_REACH,
	.check = check_bus_cells_missing,
};

/* Where the memory map names what nodes say, in their order. */
static uint32_t first_of_nodes(const struct fdtr_platform *platform)
{
	uint32_t at = 0;

	while (at < platform->region_count && (platform->regions[at].kind == FDTR_REGION_MEMRESERVE ||
						      platform->regions[at].kind == FDTR_REGION_INITRD ||
						      platform->regions[at].kind == FDTR_REGION_ELFCOREHDR))
		at++;
	return at;
}

static void check_reg_untranslatable(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_platform *platform = lint->platform;
	uint32_t at = first_of_nodes(platform);

	(void)index;
	for (uint32_t i = 0; i < platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);

		while (at < platform->region_count && platform->regions[at].origin.object < device->object)
			at++;
		if (!fdtr_is_restricted(lint, i) || !fdtr_is_virtio_mmio(device) ||
			lint->unsound_device[i] & FDTR_SOUND_REACH ||
			(at < platform->region_count &&
				platform->regions[at].origin.object == device->object))
			continue;
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_REG),
			fdtr_has(lint->tree, device->object, FDTR_P_REG)
				? "reg does not translate to a CPU address"
				: "reg is missing");
	}
}

const struct fdtr_rule fdtr_rule_reg_untranslatable = {
	.name = "reg-untranslatable",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "the reg of a restricted virtio device translates to a CPU address",
	.why = "A bus without ranges, or whose ranges do not cover the device, cuts it off: its registers are nowhere. "
	       "Easily forgotten when a device is moved under a guard.",
	.happens = "linux-6.1, 6.12, 7.2: \"invalid resource\", the probe fails with -22 (booted)",
	.fix = "Add the empty property `ranges;` to the bus, or the range that the device lies in.",
	.source =
		"Linux drivers/of/address.c __of_translate_address(); Devicetree Specification v0.4 section 2.3.8 "
		"ranges; booted on 6.12",
	.check = check_reg_untranslatable,
};

/* Linux drivers/of/base.c __of_device_is_available() and __of_device_is_fail(). */
static bool status_is_known(const struct fdtr_property *status)
{
	static const char *const known[] = {"okay", "ok", "disabled", "reserved", "fail"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(known); i++) {
		if (fdtr_string_is(status, known[i]))
			return true;
	}
	return status->length > 5 && !memcmp(status->data, "fail-", 5);
}

static bool has_odd_status(const struct fdtr_tree *tree, uint32_t node)
{
	struct fdtr_property status;

	return fdtr_tree_property(tree, node, FDTR_P_STATUS, &status) && !status_is_known(&status);
}

static void check_status_unknown(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t last = FDTR_NONE;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		uint32_t node = device->available ? FDTR_NONE
		                : has_odd_status(lint->tree, device->object)
		                        ? device->object
		                        : find_bus(lint->tree, device->object, has_odd_status);

		if (node == FDTR_NONE || node == last)
			continue;
		last = node;
		fdtr_report(lint, fdtr_at(lint, node, FDTR_P_STATUS),
			"status is none of the words that are defined, and so means disabled%s%s",
			node == device->object ? "" : ", with ",
			node == device->object ? "" : FDTR_LINT_PATH(lint, device->object));
	}
}

const struct fdtr_rule fdtr_rule_status_unknown = {
	.name = "status-unknown",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "status is \"okay\", \"disabled\", \"reserved\", \"fail\" or \"fail-\" with a reason",
	.why = "Kernels take a node for enabled only if status is \"okay\" (or \"ok\"); \"enabled\", \"on\" or an empty "
	       "one disables it, and all that is below it, without a word.",
	.fix = "Write \"okay\", or delete status; write \"disabled\" where that was meant.",
	.source = "Devicetree Specification v0.4 section 2.3.4 status; Linux drivers/of/base.c "
		  "__of_device_is_available()",
	.once = true,
	.check = check_status_unknown,
};

static void check_dma_mem_unresolved(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	uint32_t target;

	if (fdtr_is_restricted(lint, index) && fdtr_dma_mem(lint->tree, device->object, &target) &&
		target == FDTR_NONE)
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_INTERCONNECTS),
			"\"dma-mem\" leads nowhere, so the device's DMA parent is its parent node");
}

const struct fdtr_rule fdtr_rule_dma_mem_unresolved = {
	.name = "dma-mem-unresolved",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_DEVICE,
	.targets = FDTR_FOR_LINUX,
	.summary =
		"the entry of interconnects that is named \"dma-mem\" leads to a node with #interconnect-cells",
	.why = "Where it does not (no such node, no #interconnect-cells, an entry too short), Linux takes the parent "
	       "node instead and says nothing: a guard that was named there guards nothing.",
	.happens = "linux-6.1, 6.12, 7.2, kernel without restricted pools: unrestricted DMA, silent (booted)",
	.fix = "Give the guard #interconnect-cells = <0> and write interconnects = <&guard>.",
	.source = "Linux drivers/of/address.c __of_get_dma_parent(); booted on 6.12",
	.spoils = FDTR_SOUND_REACH,
	.check = check_dma_mem_unresolved,
};

static void check_dma_mem_no_device(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	struct fdtr_origin supplier;
	uint32_t target;

	if (!fdtr_is_restricted(lint, index) || !fdtr_dma_mem(lint->tree, device->object, &target) ||
		target == FDTR_NONE || fdtr_has(lint->tree, target, FDTR_P_COMPATIBLE) ||
		!fdtr_reachable(lint->tree, target))
		return;
	supplier = fdtr_at_node(lint, target);
	fdtr_report_as(lint, lint->rule->severity, fdtr_at(lint, device->object, FDTR_P_INTERCONNECTS),
		&supplier, "the device waits for %s, which without compatible never becomes a device",
		FDTR_LINT_PATH(lint, target));
}

const struct fdtr_rule fdtr_rule_dma_mem_no_device = {
	.name = "dma-mem-no-device",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_DEVICE,
	.targets = FDTR_FOR_LINUX & ~FDTR_FOR_LINUX_5_15,
	.summary = "the node that \"dma-mem\" leads to has a compatible, such as \"simple-bus\"",
	.why = "Linux takes whatever interconnects names for a supplier and probes the device after it. A node without "
	       "compatible is never probed, so neither is the device.",
	.happens = "linux-6.1, 6.12, 7.2: the device never probes (booted)",
	.fix = "Add compatible = \"simple-bus\" and ranges to the node.",
	.source = "Linux drivers/of/property.c parse_interconnects(), drivers/base/core.c "
		  "device_links_check_suppliers(); booted on 6.1, 6.12 and 7.2",
	.check = check_dma_mem_no_device,
};
