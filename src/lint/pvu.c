// SPDX-License-Identifier: BSD-2-Clause
/*
 * What confining PCI by TI's Peripheral Virtualization Unit adds: the host bridge's driver maps its first pool, and
 * nothing else, into a small table of entries that are naturally aligned.
 */
#include "lint/lint.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)
#define GIB (1024 * MIB)

/* Two chained tables of the AM65's 8 entries, in each unit; every host bridge's pool goes into all units. */
#define ENTRIES 16
#define MANY 64 /* no one wants to know more exactly */

/* As the driver does it: the largest page that fits and is aligned, again and again. */
static uint32_t count_entries(uint64_t base, uint64_t size)
{
	static const uint64_t pages[] = {
		16 * GIB, GIB, 512 * MIB, 32 * MIB, 2 * MIB, 64 * KIB, 16 * KIB, 4 * KIB};
	uint32_t count = 0;

	while (size && count < MANY) {
		size_t i = 0;

		while (i < FDTR_ARRAY_SIZE(pages) && (size < pages[i] || base % pages[i]))
			i++;
		if (i == FDTR_ARRAY_SIZE(pages))
			return 0;
		base += pages[i];
		size -= pages[i];
		count++;
	}
	return count;
}

static uint32_t find_compatible(const struct fdtr_tree *tree, const char *compatible)
{
	for (uint32_t i = 0; i < tree->node_count; i++) {
		if (fdtr_compatible(tree, i, compatible))
			return i;
	}
	return FDTR_NONE;
}

/* Interrupts of devices are writes as well: the window for them takes its entries first. */
static uint32_t count_interrupt_entries(struct fdtr_lint *lint)
{
	uint32_t its = find_compatible(lint->tree, "arm,gic-v3-its");
	struct fdtr_property window;

	if (its == FDTR_NONE)
		return 0;
	if (fdtr_tree_property(lint->tree, its, FDTR_P_PRE_ITS, &window) && window.length == 8)
		return count_entries(fdtr_cell(window.data), fdtr_cell(window.data + 4));
	if (find_compatible(lint->tree, "ti,am654-pvu") != FDTR_NONE)
		fdtr_report(lint, fdtr_at_node(lint, its),
			"without socionext,synquacer-pre-its the unit's driver gives up, and nothing is confined");
	return 0;
}

/* The first entry of memory-region that is a restricted pool, whatever its status. */
static uint32_t first_pool(const struct fdtr_lint *lint, const struct fdtr_device *device)
{
	for (uint32_t i = 0; i < device->link_count; i++) {
		uint32_t pool = lint->platform->links[device->first_link + i].pool;

		if (pool != FDTR_NONE)
			return pool;
	}
	return FDTR_NONE;
}

static void judge_host(
	struct fdtr_lint *lint, const struct fdtr_device *host, uint32_t index, uint32_t *taken)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	struct fdtr_origin place = fdtr_at(lint, pool->object, FDTR_P_REG);
	struct fdtr_origin user = fdtr_at(lint, host->object, FDTR_P_MEMORY_REGION);
	uint32_t count;

	if (!pool->placed || !pool->available) {
		fdtr_report_as(lint, lint->rule->severity, place, &user,
			pool->placed
				? "%s is confined to this pool, which is disabled, so that kernels use another or none"
				: "a pool without a range in reg leaves %s unconfined",
			FDTR_LINT_PATH(lint, host->object));
		return;
	}
	count = count_entries(pool->range.first, pool->size);
	*taken += count;
	if (!count)
		fdtr_report_as(lint, lint->rule->severity, place, &user,
			"base and size are no multiples of 4 KiB: %s fails to probe",
			FDTR_LINT_PATH(lint, host->object));
	else if (*taken > ENTRIES)
		fdtr_report_as(lint, lint->rule->severity, place, &user,
			"the pool takes %s%u table entries, %u with those before it, but there are %u",
			count == MANY ? "more than " : "", count == MANY ? MANY - 1 : count, *taken, ENTRIES);
	else
		fdtr_report_as(lint, FDTR_INFO, place, &user,
			"the pool takes %u of %u table entries, %u with those before it", count, ENTRIES,
			*taken);
}

static void check_pvu_entries(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t taken = count_interrupt_entries(lint);

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);
		uint32_t pool = first_pool(lint, device);

		if (device->kind == FDTR_DEVICE_PCI_HOST && device->available && pool != FDTR_NONE)
			judge_host(lint, device, pool, &taken);
		if (taken > ENTRIES)
			return;
	}
}

const struct fdtr_rule fdtr_rule_pvu_entries = {
	.name = "pvu-entries",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_TI_PVU,
	.summary = "the pools of PCI host bridges fit the entries of TI's Peripheral Virtualization Unit",
	.why = "The unit has no page tables, only entries of 4, 16, 64 KiB, 2, 32, 512 MiB, 1 or 16 GiB at their own "
	       "alignment. The driver splits a pool from its start; when entries run out, or 4 KiB do not fit, the "
	       "host bridge fails to probe. A pool without reg it passes over: PCI is not confined.",
	.fix = "Align the pool to its size: 64 MiB at a multiple of 32 MiB takes two entries.",
	.source =
		"\"soc: ti: Add IOMMU-like PVU driver\" pvu_create_region(), \"PCI: keystone: Add support for "
		"PVU-based DMA isolation on AM654\" ks_init_restricted_dma(), linux-pci, July 2025",
	.check = check_pvu_entries,
};
