// SPDX-License-Identifier: BSD-2-Clause
/* Rules on how a pool's node is written. */
#include "lint/lint.h"

#include <stdlib.h>
#include <string.h>

static void check_forbidden(struct fdtr_lint *lint, uint32_t index, enum fdtr_property_id id)
{
	uint32_t node = fdtr_lint_pool(lint, index)->object;

	if (!fdtr_has(lint->tree, node, id))
		return;
	fdtr_report(lint, fdtr_at(lint, node, id), "the pool is marked %s", fdtr_property_name(id));
	fdtr_repair_drop(lint, node, id);
}

/* Four properties, one consequence: rmem_swiotlb_setup() returns -EINVAL for each. */
#define REFUSED_WHY                                                                                              \
	"Linux refuses the pool (\"compatible matching fail\"), gives its memory back to the page allocator as " \
	"ordinary RAM, and lets its devices do unrestricted DMA."
#define REFUSED_HAPPENS                                                                                               \
	"linux-6.1, 6.12, 7.2: \"compatible matching fail\", each device \"failed to initialise\", unrestricted DMA " \
	"(booted)"
#define REFUSED_SOURCE \
	"Linux kernel/dma/swiotlb.c rmem_swiotlb_setup(), drivers/of/of_reserved_mem.c, since 5.15; booted on 6.12"

static void check_pool_no_map(struct fdtr_lint *lint, uint32_t index)
{
	check_forbidden(lint, index, FDTR_P_NO_MAP);
}

const struct fdtr_rule fdtr_rule_pool_no_map = {
	.name = "pool-no-map",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a restricted pool must not be marked no-map",
	.why = REFUSED_WHY,
	.happens = REFUSED_HAPPENS,
	.fix = "Delete the property no-map: bounce buffers are copied through the kernel's own mapping.",
	.source = REFUSED_SOURCE,
	.check = check_pool_no_map,
};

static void check_pool_reusable(struct fdtr_lint *lint, uint32_t index)
{
	check_forbidden(lint, index, FDTR_P_REUSABLE);
}

const struct fdtr_rule fdtr_rule_pool_reusable = {
	.name = "pool-reusable",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a restricted pool must not be marked reusable",
	.why = REFUSED_WHY,
	.happens = REFUSED_HAPPENS,
	.fix = "Delete the property reusable: a pool shared with a device cannot be lent to anybody else.",
	.source = REFUSED_SOURCE,
	.check = check_pool_reusable,
};

static void check_pool_cma_default(struct fdtr_lint *lint, uint32_t index)
{
	check_forbidden(lint, index, FDTR_P_LINUX_CMA_DEFAULT);
}

const struct fdtr_rule fdtr_rule_pool_cma_default = {
	.name = "pool-cma-default",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a restricted pool must not be marked linux,cma-default",
	.why = REFUSED_WHY " The binding's schema accepts the property, so nothing else reports it.",
	.happens = REFUSED_HAPPENS,
	.fix = "Delete the property linux,cma-default, or move it to a shared-dma-pool of its own.",
	.source = REFUSED_SOURCE,
	.check = check_pool_cma_default,
};

static void check_pool_dma_default(struct fdtr_lint *lint, uint32_t index)
{
	check_forbidden(lint, index, FDTR_P_LINUX_DMA_DEFAULT);
}

const struct fdtr_rule fdtr_rule_pool_dma_default = {
	.name = "pool-dma-default",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a restricted pool must not be marked linux,dma-default",
	.why = REFUSED_WHY " The binding's schema accepts the property, so nothing else reports it.",
	.happens = REFUSED_HAPPENS,
	.fix = "Delete the property linux,dma-default, and name the pool in each device's memory-region.",
	.source = REFUSED_SOURCE,
	.check = check_pool_dma_default,
};

#define MAX_DEPTH 64

/* Linux 5.15 looks at every node below /reserved-memory, however deep. */
static bool is_deep_in_frame(const struct fdtr_lint *lint, uint32_t node)
{
	for (unsigned int steps = 0; node != FDTR_NONE && steps < MAX_DEPTH; steps++) {
		node = lint->tree->nodes[node].parent;
		if (node == lint->tree->reserved_memory)
			return node != FDTR_NONE;
	}
	return false;
}

static void check_pool_outside_reserved_memory(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);

	if (!pool->reserved && !(lint->unsound_pool[index] & FDTR_TOLD))
		fdtr_report_to(lint,
			lint->rule->targets &
				~(is_deep_in_frame(lint, pool->object) ? FDTR_FOR_LINUX_5_15 : 0),
			lint->rule->severity, fdtr_at_node(lint, pool->object), NULL,
			"the pool is no child of /reserved-memory");
}

const struct fdtr_rule fdtr_rule_pool_outside_reserved_memory = {
	.name = "pool-outside-reserved-memory",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a restricted pool must be a child of /reserved-memory",
	.why = "Kernels look for pools nowhere else: the memory stays ordinary RAM and the devices do unrestricted "
	       "DMA, with one warning that gives no reason.",
	.happens =
		"linux-6.1, 6.12, 7.2: the device \"failed to initialise\", unrestricted DMA (booted); a grandchild of /reserved-memory, too\n"
		"linux-5.15: takes a grandchild of /reserved-memory for a region (read)\n"
		"pvmfw: takes the first restricted-dma-pool node wherever it stands (read)",
	.fix = "Move the node under /reserved-memory, directly.",
	.source = "Linux drivers/of/of_reserved_mem.c fdt_scan_reserved_mem(); booted on 6.12",
	.spoils = FDTR_SOUND_POOL,
	.check = check_pool_outside_reserved_memory,
};

static uint32_t entry_bytes(const struct fdtr_lint *lint)
{
	return 4 * ((uint32_t)lint->tree->nodes[0].address_cells + lint->tree->nodes[0].size_cells);
}

static void check_pool_reg_malformed(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t node = fdtr_lint_pool(lint, index)->object;
	uint32_t bytes = entry_bytes(lint);
	struct fdtr_property reg;

	if (!fdtr_tree_property(lint->tree, node, FDTR_P_REG, &reg))
		return;
	if (!reg.length || !bytes || reg.length % bytes)
		fdtr_report(lint, fdtr_at(lint, node, FDTR_P_REG),
			"reg has %u bytes, which is no multiple of the %u that one (address, size) pair takes",
			reg.length, bytes);
}

const struct fdtr_rule fdtr_rule_pool_reg_malformed = {
	.name = "pool-reg-malformed",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX | FDTR_FOR_PVMFW,
	.summary = "a pool's reg must be whole (address, size) pairs of the root's cells",
	.why = "Linux up to 6.12 prints \"invalid reg property\" and skips the node, 7.2 skips it silently: no pool, "
	       "unrestricted DMA.",
	.happens =
		"linux-6.1, 6.12: \"invalid reg property\", the device \"failed to initialise\", unrestricted DMA (booted)\n"
		"linux-7.2: says nothing of the node, the rest alike (booted)\n"
		"linux-7.2, with size besides: takes it for a pool without reg and places it anywhere (booted)",
	.fix = "Write the address in #address-cells cells and the size in #size-cells cells.",
	.source = "Linux drivers/of/of_reserved_mem.c __reserved_mem_reserve_reg()",
	.needs = FDTR_SOUND_POOL,
	.spoils = FDTR_SOUND_PLACE | FDTR_SOUND_SIZE,
	.check = check_pool_reg_malformed,
	.check_pvmfw = fdtr_pvmfw_reg_malformed,
};

static void check_pool_empty(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	bool has_reg = fdtr_has(lint->tree, pool->object, FDTR_P_REG);

	if (!pool->size && (has_reg || pool->dynamic))
		fdtr_report(lint, fdtr_at(lint, pool->object, has_reg ? FDTR_P_REG : FDTR_P_SIZE),
			"the pool's size is zero");
}

const struct fdtr_rule fdtr_rule_pool_empty = {
	.name = "pool-empty",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX | FDTR_FOR_PVMFW,
	.alone = true,
	.summary = "a pool's size must not be zero",
	.why = "Linux reserves nothing for a reg of size zero (\"failed to reserve memory\"), and its devices do "
	       "unrestricted DMA; a dynamic pool of size zero has no slots, and its devices cannot work.",
	.happens =
		"linux-6.1, 6.12, 7.2, reg of size 0: \"failed to reserve memory\", the device \"failed to initialise\", unrestricted DMA (booted)\n"
		"pvmfw: \"Invalid swiotlb size\", no boot (read)",
	.fix = "Give the pool a size: 64 MiB is what VMMs use.",
	.source =
		"Linux drivers/of/of_reserved_mem.c __reserved_mem_reserve_reg(), fdt_scan_reserved_mem_reg_nodes()",
	.needs = FDTR_SOUND_POOL,
	.spoils = FDTR_SOUND_PLACE | FDTR_SOUND_SIZE,
	.check = check_pool_empty,
	.check_pvmfw = fdtr_pvmfw_empty,
};

static void check_pool_no_size(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t node = fdtr_lint_pool(lint, index)->object;

	if (!fdtr_has(lint->tree, node, FDTR_P_REG) && !fdtr_has(lint->tree, node, FDTR_P_SIZE))
		fdtr_report(lint, fdtr_at_node(lint, node), "the pool has neither reg nor size");
}

const struct fdtr_rule fdtr_rule_pool_no_size = {
	.name = "pool-no-size",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX | FDTR_FOR_PVMFW,
	.alone = true,
	.summary = "a pool needs a reg, or a size",
	.why = "Kernels skip the node, silently: there is no pool, and its devices do unrestricted DMA.",
	.happens =
		"linux-6.1, 6.12, 7.2: nothing of the node, the device \"failed to initialise\", unrestricted DMA (booted)\n"
		"pvmfw: refuses to boot (read)",
	.fix = "Add reg for a pool at a fixed place, or size and alignment for one that the kernel places.",
	.source = "Linux drivers/of/of_reserved_mem.c fdt_scan_reserved_mem()",
	.needs = FDTR_SOUND_POOL,
	.spoils = FDTR_SOUND_PLACE | FDTR_SOUND_SIZE,
	.check = check_pool_no_size,
	.check_pvmfw = fdtr_pvmfw_no_size,
};

static void check_pool_reg_and_size(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t node = fdtr_lint_pool(lint, index)->object;

	if (!fdtr_has(lint->tree, node, FDTR_P_REG) || !fdtr_has(lint->tree, node, FDTR_P_SIZE))
		return;
	fdtr_report(
		lint, fdtr_at(lint, node, FDTR_P_SIZE), "the pool has both reg and size; size is ignored");
	fdtr_repair_drop(lint, node, FDTR_P_SIZE);
}

const struct fdtr_rule fdtr_rule_pool_reg_and_size = {
	.name = "pool-reg-and-size",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC,
	.alone = true,
	.summary = "a pool has reg or size, not both",
	.why = "Kernels and the specification take reg and ignore size; the binding's schema refuses the node, and a "
	       "reader cannot tell what was meant.",
	.happens = "linux-6.1, 6.12, 7.2: reg counts, the pool works (booted)\n"
		   "dt-schema 2022.08.2: \"More than one condition true in oneOf\" (run)\n"
		   "pvmfw: keeps reg and deletes size and alignment (read)",
	.fix = "Delete size from a pool at a fixed place.",
	.source =
		"Devicetree Specification, /reserved-memory child nodes; dt-schema reserved-memory.yaml; booted",
	.needs = FDTR_SOUND_FRAME,
	.check = check_pool_reg_and_size,
};

static void check_pool_multiple_ranges(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t node = fdtr_lint_pool(lint, index)->object;
	uint32_t bytes = entry_bytes(lint);
	struct fdtr_property reg;

	if (fdtr_tree_property(lint->tree, node, FDTR_P_REG, &reg) && reg.length > bytes)
		fdtr_report_as(lint, fdtr_severity_for(lint, FDTR_FOR_LINUX_7_1, FDTR_ERROR, FDTR_WARNING),
			fdtr_at_entry(lint, node, FDTR_P_REG, 1, bytes), NULL,
			"reg has %u (address, size) pairs", reg.length / bytes);
}

const struct fdtr_rule fdtr_rule_pool_multiple_ranges = {
	.name = "pool-multiple-ranges",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.summary = "a pool has one range",
	.why = "Kernels disagree: 6.1 reserves all pairs and uses the first, 6.12 reserves all and warns, 7.1 "
	       "skips the node, which then has no pool at all.",
	.happens = "linux-6.1: reserves all, uses the first, silent (booted)\n"
		   "linux-6.12: the same, and \"ignores 1 regions\" (booted)\n"
		   "linux-7.1: skips the node, there is no pool (read)\n"
		   "linux-7.2: \"only the first is used\" (booted), the others are not even reserved (read)",
	.fix = "Make each range a pool of its own, or widen one.",
	.source = "Linux drivers/of/of_reserved_mem.c fdt_scan_reserved_mem_reg_nodes() (6.12), "
		  "__reserved_mem_reserve_reg() (7.2); dt-schema reserved-memory.yaml reg maxItems 1",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_multiple_ranges,
};

static void check_pool_size_cells(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	uint32_t wanted = 4 * (uint32_t)lint->tree->nodes[0].size_cells;
	struct fdtr_property size;

	if (pool->dynamic && fdtr_tree_property(lint->tree, pool->object, FDTR_P_SIZE, &size) &&
		size.length != wanted)
		fdtr_report(lint, fdtr_at(lint, pool->object, FDTR_P_SIZE),
			"size has %u bytes, but the root's #size-cells make it %u", size.length, wanted);
}

const struct fdtr_rule fdtr_rule_pool_size_cells = {
	.name = "pool-size-cells",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX | FDTR_FOR_PVMFW,
	.summary = "a dynamic pool's size has the root's #size-cells cells",
	.why = "Linux prints \"invalid size property\" and sets no pool up; its devices do unrestricted DMA.",
	.happens =
		"linux-6.1, 6.12, 7.2: \"invalid size property\", the device \"failed to initialise\", unrestricted DMA (booted)\n"
		"pvmfw: reads 64 bits (read)",
	.fix = "Write size in #size-cells cells: <0x0 0x4000000> where that is 2.",
	.source = "Linux drivers/of/of_reserved_mem.c __reserved_mem_alloc_size()",
	.needs = FDTR_SOUND_POOL,
	.spoils = FDTR_SOUND_SIZE,
	.check = check_pool_size_cells,
	.check_pvmfw = fdtr_pvmfw_size_cells,
};

static void check_pool_alignment_cells(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	const struct fdtr_node *root = &lint->tree->nodes[0];
	struct fdtr_property alignment;

	if (!pool->dynamic || !fdtr_tree_property(lint->tree, pool->object, FDTR_P_ALIGNMENT, &alignment))
		return;
	if (alignment.length != 4 * (uint32_t)root->address_cells)
		fdtr_report(lint, fdtr_at(lint, pool->object, FDTR_P_ALIGNMENT),
			"alignment has %u bytes, but Linux wants the root's #address-cells, %u",
			alignment.length, 4 * root->address_cells);
	else if (root->address_cells != root->size_cells)
		fdtr_report_as(lint, FDTR_WARNING, fdtr_at(lint, pool->object, FDTR_P_ALIGNMENT), NULL,
			"alignment is written for Linux (#address-cells %u); the specification wants #size-cells %u",
			root->address_cells, root->size_cells);
}

const struct fdtr_rule fdtr_rule_pool_alignment_cells = {
	.name = "pool-alignment-cells",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX | FDTR_FOR_PVMFW,
	.summary = "a dynamic pool's alignment has the root's #address-cells cells",
	.why = "Linux checks alignment against #address-cells (\"invalid alignment property\", no pool), while the "
	       "specification and the schema say #size-cells. Where the two differ no encoding suits both.",
	.happens =
		"linux-6.1, 6.12, 7.2: \"invalid alignment property\", the device \"failed to initialise\", unrestricted DMA (booted)\n"
		"pvmfw: reads 64 bits (read)",
	.fix = "Write alignment in #address-cells cells; best in a tree whose root has equal cells.",
	.source =
		"Linux drivers/of/of_reserved_mem.c __reserved_mem_alloc_size(); commit 75f1f311d883 reverting "
		"267b21d0bef8",
	.needs = FDTR_SOUND_POOL,
	.check = check_pool_alignment_cells,
	.check_pvmfw = fdtr_pvmfw_alignment_cells,
};

static bool parse_unit(const char *text, uint64_t *address)
{
	char *end;

	if (text[strspn(text, "0123456789abcdefABCDEF,")])
		return false;
	*address = strtoull(text, &end, 16);
	if (*end == ',')
		*address = *address << 32 | (strtoull(end + 1, &end, 16) & UINT32_MAX);
	return end != text && !*end;
}

static void check_unit_address_mismatch(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_pool *pool = fdtr_lint_pool(lint, index);
	const char *unit = strchr(fdtr_tree_name(lint->tree, pool->object), '@');
	struct fdtr_origin place = fdtr_at_node(lint, pool->object);
	uint64_t address;

	if (unit && !fdtr_has(lint->tree, pool->object, FDTR_P_REG))
		fdtr_report(lint, place, "the name has a unit address, but there is no reg");
	else if (!unit && pool->placed)
		fdtr_report(lint, place, "the name lacks the unit address @%" PRIx64, pool->range.first);
	else if (pool->placed && (!parse_unit(unit + 1, &address) || address != pool->range.first))
		fdtr_report(lint, place, "the unit address is %s, but reg begins at %#" PRIx64, unit + 1,
			pool->range.first);
	else
		return;
	fdtr_repair_unit_address(lint, pool);
}

const struct fdtr_rule fdtr_rule_unit_address_mismatch = {
	.name = "unit-address-mismatch",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC,
	.alone = true,
	.summary = "a pool's unit address is the first address of its reg",
	.why = "Kernels use reg, people and logs use the name: the region is looked for where it is not. dtc only "
	       "reports a missing one.",
	.happens = "dtc 1.6.1, dt-validate 2022.08.2: say nothing of a wrong address (run)",
	.fix = "Name the node after its address, without 0x or leading zeros; a dynamic pool has no unit address.",
	.source = "Devicetree Specification v0.4 section 2.2.1 Node Names",
	.needs = FDTR_SOUND_FRAME,
	.check = check_unit_address_mismatch,
};

static void check_pool_static_ignored_property(struct fdtr_lint *lint, uint32_t index)
{
	static const enum fdtr_property_id ignored[] = {FDTR_P_ALIGNMENT, FDTR_P_ALLOC_RANGES};
	uint32_t node = fdtr_lint_pool(lint, index)->object;

	if (!fdtr_has(lint->tree, node, FDTR_P_REG))
		return;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(ignored); i++) {
		if (!fdtr_has(lint->tree, node, ignored[i]))
			continue;
		fdtr_report(lint, fdtr_at(lint, node, ignored[i]), "%s is ignored: reg fixes the place",
			fdtr_property_name(ignored[i]));
		fdtr_repair_drop(lint, node, ignored[i]);
	}
}

const struct fdtr_rule fdtr_rule_pool_static_ignored_property = {
	.name = "pool-static-ignored-property",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.alone = true,
	.summary = "alignment and alloc-ranges mean nothing on a pool with reg",
	.why = "They steer where the kernel places a dynamic region; with reg nobody reads them.",
	.happens = "linux-6.1, 6.12, 7.2: read neither beside reg (read)\n"
		   "pvmfw: deletes alignment beside reg (read)",
	.fix = "Delete them, or delete reg and let the kernel place the pool.",
	.source =
		"Linux drivers/of/of_reserved_mem.c __reserved_mem_reserve_reg(); crosvm writes alignment so",
	.needs = FDTR_SOUND_FRAME,
	.check = check_pool_static_ignored_property,
};
