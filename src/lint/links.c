// SPDX-License-Identifier: BSD-2-Clause
/* Rules on memory-region: where it leads, and who is left out. */
#include "lint/lint.h"
#include "platform/platform.h"

static struct fdtr_origin at_link(const struct fdtr_lint *lint, const struct fdtr_link *link)
{
	return fdtr_at_entry(
		lint, fdtr_lint_device(lint, link->device)->object, FDTR_P_MEMORY_REGION, link->index, 4);
}

static void check_memory_region_dangling(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_link *link = &lint->platform->links[index];

	if (link->target == FDTR_NONE && fdtr_lint_device(lint, link->device)->available &&
		!(lint->unsound_device[link->device] & FDTR_TOLD))
		fdtr_report(lint, at_link(lint, link), "memory-region entry %u: no node has phandle %#x",
			link->index, link->handle);
}

const struct fdtr_rule fdtr_rule_memory_region_dangling = {
	.name = "memory-region-dangling",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_LINK,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "every memory-region entry is the phandle of a node",
	.why = "Linux finds no pool behind it and says nothing: the device does unrestricted DMA.",
	.happens = "linux-6.1, 6.12, 7.2: unrestricted DMA, silent (booted)",
	.fix = "Refer to the pool by its label, or add the pool that the device was meant to have.",
	.source =
		"Linux drivers/of/device.c of_dma_set_restricted_buffer(); booted on 6.12; seen in a Firecracker "
		"branch that writes memory-region whether or not there is a pool",
	.spoils = FDTR_SOUND_LINK,
	.check = check_memory_region_dangling,
};

static bool is_region(const struct fdtr_lint *lint, uint32_t node)
{
	return lint->tree->reserved_memory != FDTR_NONE &&
	       lint->tree->nodes[node].parent == lint->tree->reserved_memory;
}

/* A pool that stands elsewhere is told of once, at the pool. */
static void check_memory_region_not_reserved(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_link *link = &lint->platform->links[index];
	struct fdtr_origin target;

	if (link->target == FDTR_NONE || link->pool != FDTR_NONE || is_region(lint, link->target) ||
		!fdtr_lint_device(lint, link->device)->available ||
		lint->unsound_device[link->device] & FDTR_TOLD)
		return;
	target = fdtr_at_node(lint, link->target);
	fdtr_report_as(lint, lint->rule->severity, at_link(lint, link), &target,
		"memory-region entry %u leads to %s, which is no child of /reserved-memory", link->index,
		FDTR_LINT_PATH(lint, link->target));
}

const struct fdtr_rule fdtr_rule_memory_region_not_reserved = {
	.name = "memory-region-not-reserved",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_LINK,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "memory-region leads to children of /reserved-memory",
	.why = "Linux finds no region of that name and uses none, or takes a reserved region that happens to bear the "
	       "same name.",
	.happens =
		"linux-6.1, 6.12, 7.2, to /memory: unrestricted DMA, silent (booted)\n"
		"linux-6.12, 7.2, to a node elsewhere with the name and compatible of a pool: gets that pool (booted)",
	.fix = "Refer to a child of /reserved-memory.",
	.source =
		"Linux drivers/of/of_reserved_mem.c of_reserved_mem_device_init_by_idx(), of_reserved_mem_lookup()",
	.spoils = FDTR_SOUND_LINK,
	.check = check_memory_region_not_reserved,
};

static void check_multiple_pools(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	const struct fdtr_link *second = NULL;
	uint32_t others = 0;

	for (uint32_t i = 0; i < device->link_count; i++) {
		const struct fdtr_link *link = &lint->platform->links[device->first_link + i];

		if (link->pool == FDTR_NONE || !fdtr_lint_pool(lint, link->pool)->available ||
			link->pool == lint->used[index])
			continue;
		second = second ? second : link;
		others++;
	}
	if (second && device->available)
		fdtr_report(lint, at_link(lint, second),
			"memory-region names %u restricted pool%s besides %s, which alone is used", others,
			others == 1 ? "" : "s",
			FDTR_LINT_PATH(lint, fdtr_lint_pool(lint, lint->used[index])->object));
}

const struct fdtr_rule fdtr_rule_multiple_pools = {
	.name = "multiple-pools",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_DEVICE,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX | FDTR_FOR_TI_PVU,
	.alone = true,
	.summary = "a device has one restricted pool",
	.why = "Linux uses the first available one and ignores the others without a word; TI's Keystone PCI driver "
	       "likewise.",
	.happens = "linux-6.1, 6.12, 7.2: the first of the list is used, silent (booted)\n"
		   "ti-pvu: the unit is programmed for the first one alone (read)",
	.fix = "Keep one pool a device, as large as the device needs.",
	.source = "Linux drivers/of/device.c of_dma_set_restricted_buffer()",
	.check = check_multiple_pools,
};

static void check_pool_disabled(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_link *link = &lint->platform->links[index];
	const struct fdtr_device *device = fdtr_lint_device(lint, link->device);
	struct fdtr_origin user = at_link(lint, link);
	const struct fdtr_pool *pool;

	if (link->pool == FDTR_NONE || !device->available || lint->used[link->device] != FDTR_NONE)
		return;
	pool = fdtr_lint_pool(lint, link->pool);
	if (!pool->available && !(lint->unsound_pool[link->pool] & FDTR_TOLD)) {
		lint->unsound_pool[link->pool] |= FDTR_TOLD;
		fdtr_report_as(lint, lint->rule->severity, fdtr_at(lint, pool->object, FDTR_P_STATUS), &user,
			"the pool is disabled, but %s uses it", FDTR_LINT_PATH(lint, device->object));
	}
}

const struct fdtr_rule fdtr_rule_pool_disabled = {
	.name = "pool-disabled",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_LINK,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "a pool that a device uses is enabled",
	.why = "Kernels pass it over, and its devices do unrestricted DMA, silently.",
	.happens = "linux-6.1, 6.12, 7.2: unrestricted DMA, silent (booted)",
	.fix = "Delete status, or set it to \"okay\"; in tables let _STA return 0x0f, or 0x0b to hide the pool from users.",
	.source = "Linux drivers/of/of_reserved_mem.c fdt_scan_reserved_mem(), drivers/of/device.c "
		  "of_dma_set_restricted_buffer(); booted on 6.12",
	.check = check_pool_disabled,
};

static void check_pool_unused(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if (pool->available && !lint->named[index] && !fdtr_is_for_all(lint, pool->object))
		fdtr_report(lint, fdtr_at_node(lint, pool->object),
			"no available device names this pool in its "
			"memory-region");
}

const struct fdtr_rule fdtr_rule_pool_unused = {
	.name = "pool-unused",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_POOL,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "a pool is used by a device",
	.why = "The memory is set aside and restricts nobody: devices that should use it do unrestricted DMA.",
	.happens = "linux-6.1, 6.12, 7.2: unrestricted DMA, silent (booted)\n"
		   "pvmfw: looks for a pool, not for its users (read)",
	.fix = "Name the pool in the memory-region of its devices, or delete it.",
	.source = "Linux drivers/of/device.c of_dma_set_restricted_buffer(); booted on 6.12",
	.needs = FDTR_SOUND_FRAME,
	.check = check_pool_unused,
};

static bool is_pci_bridge(const struct fdtr_tree *tree, uint32_t node)
{
	return fdtr_is_pci_bus(tree, node) || fdtr_has(tree, node, FDTR_P_BUS_RANGE);
}

/* The pool that the host bridge above a PCI device names, or FDTR_NONE. */
static uint32_t host_pool(const struct fdtr_lint *lint, const struct fdtr_device *device)
{
	uint32_t host = fdtr_device_of(lint->platform, device->bus);

	return host != FDTR_NONE && fdtr_lint_device(lint, host)->available ? lint->used[host] : FDTR_NONE;
}

/* Linux asked how many phandles there are; since it walks them, an empty list is one. */
#define HIDE_WHEN_EMPTY (FDTR_FOR_LINUX_7_1 | FDTR_FOR_LINUX_7_2 | FDTR_FOR_COCO)

static void check_pci_child_hides_pool(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);
	uint32_t pool;

	if (device->kind != FDTR_DEVICE_PCI || !device->available || lint->used[index] != FDTR_NONE ||
		device->bus == FDTR_NONE)
		return;
	pool = host_pool(lint, device);
	if (pool != FDTR_NONE)
		fdtr_report_to(lint, device->link_count ? FDTR_FOR_LINUX : HIDE_WHEN_EMPTY,
			lint->rule->severity, fdtr_at(lint, device->object, FDTR_P_MEMORY_REGION), NULL,
			"memory-region holds no restricted pool and hides %s of the host bridge",
			FDTR_LINT_PATH(lint, fdtr_lint_pool(lint, pool)->object));
}

const struct fdtr_rule fdtr_rule_pci_child_hides_pool = {
	.name = "pci-child-hides-pool",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_DEVICE,
	.targets = FDTR_FOR_LINUX,
	.summary = "a PCI device's own memory-region names a restricted pool too",
	.why = "Linux asks the host bridge only when the device has no memory-region of its own, so this device does "
	       "unrestricted DMA, silently.",
	.happens =
		"linux-6.1, 6.12, 7.2, the child names a shared-dma-pool: unrestricted DMA, silent (booted)\n"
		"linux-6.1, 6.12, an empty memory-region: the host bridge's pool is used (booted)\n"
		"linux-7.2, an empty memory-region: unrestricted DMA, silent (booted)",
	.fix = "Add the pool to the device's memory-region, or delete that.",
	.source = "Linux drivers/of/device.c of_dma_set_restricted_buffer(); booted on 6.1, 6.12 and 7.2",
	.needs = FDTR_SOUND_LINK,
	.check = check_pci_child_hides_pool,
};

static void check_pool_on_bridge(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);

	if (device->kind == FDTR_DEVICE_PCI && device->available && lint->used[index] != FDTR_NONE &&
		is_pci_bridge(lint->tree, device->object))
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_MEMORY_REGION),
			"a pool on a PCI bridge does not reach the devices behind it");
}

const struct fdtr_rule fdtr_rule_pool_on_bridge = {
	.name = "pool-on-bridge",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_DEVICE,
	.targets = FDTR_FOR_LINUX,
	.summary = "a pool stands on the PCI device or on the host bridge, not on a bridge between",
	.why = "Linux asks the device's own node, then the host bridge's; a root port is never consulted, so what is "
	       "behind it does unrestricted DMA.",
	.happens = "linux-6.1, 6.12, 7.2, on a root port: unrestricted DMA, silent (booted)",
	.fix = "Move memory-region to the host bridge, or to the node of the device itself.",
	.source = "Linux drivers/pci/pci-driver.c pci_dma_configure(), drivers/of/device.c "
		  "of_dma_set_restricted_buffer()",
	.check = check_pool_on_bridge,
};

/* A pool that is disabled or misspelt, or a link that leads nowhere, is told of by rules of its own. */
static bool names_pool(const struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);

	if (lint->unsound_device[index] & FDTR_SOUND_LINK)
		return true;
	for (uint32_t i = 0; i < device->link_count; i++) {
		const struct fdtr_link *link = &lint->platform->links[device->first_link + i];

		if (link->pool != FDTR_NONE ||
			(link->target != FDTR_NONE && fdtr_looks_like_pool(lint, link->target)))
			return true;
	}
	return false;
}

static bool names_other(const struct fdtr_lint *lint, uint32_t index)
{
	return fdtr_lint_device(lint, index)->kind == FDTR_DEVICE_VIRTIO_MMIO &&
	       fdtr_lint_device(lint, index)->link_count && !names_pool(lint, index);
}

/* One finding for all that are left out: a tree of 32 slots would otherwise say it 31 times. */
static void check_device_unrestricted(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t with = FDTR_NONE, without = FDTR_NONE, stray = FDTR_NONE, count = 0;
	struct fdtr_origin other;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);

		if (!device->available || !fdtr_is_virtio_mmio(device))
			continue;
		if (names_other(lint, i) && stray == FDTR_NONE)
			stray = i;
		if (lint->used[i] != FDTR_NONE)
			with = with == FDTR_NONE ? i : with;
		else if (device->kind == FDTR_DEVICE_VIRTIO_MMIO && !names_pool(lint, i) && !count++)
			without = i;
	}
	if (with == FDTR_NONE && stray != FDTR_NONE)
		fdtr_report(lint, fdtr_at(lint, fdtr_lint_device(lint, stray)->object, FDTR_P_MEMORY_REGION),
			"memory-region of a virtio device leads to no \"restricted-dma-pool\"");
	if (with == FDTR_NONE || without == FDTR_NONE)
		return;
	other = fdtr_at(lint, fdtr_lint_device(lint, with)->object, FDTR_P_MEMORY_REGION);
	fdtr_report_as(lint, lint->rule->severity,
		fdtr_at_node(lint, fdtr_lint_device(lint, without)->object), &other,
		"%u virtio device%s no pool, though %s has one", count, count == 1 ? " has" : "s have",
		FDTR_LINT_PATH(lint, fdtr_lint_device(lint, with)->object));
}

const struct fdtr_rule fdtr_rule_device_unrestricted = {
	.name = "device-unrestricted",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "where one virtio device has a pool, the others have one too",
	.why = "The others do DMA to ordinary RAM; where the hypervisor does not share it, they fail.",
	.happens = "linux-6.1, 6.12, 7.2, a device without memory-region: unrestricted DMA, silent (booted)",
	.fix = "Add memory-region to every device that is there, and disable the unused ones: status \"disabled\" in a tree, _STA 0 in "
	       "tables.",
	.source = "Linux drivers/of/device.c of_dma_set_restricted_buffer(): each device is asked for itself",
	.check = check_device_unrestricted,
};
