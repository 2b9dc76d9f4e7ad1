// SPDX-License-Identifier: BSD-2-Clause
/* Rules on /reserved-memory itself and on what all its children share. */
#include "lint/lint.h"

#include <string.h>

/* The pools of a node that no kernel reads are told of here, once for all. */
static void spoil_strays(struct fdtr_lint *lint)
{
	const struct fdtr_tree *tree = lint->tree;

	for (uint32_t i = 0; i < lint->platform->pool_count; i++) {
		uint32_t parent = tree->nodes[fdtr_lint_pool(lint, i)->object].parent;

		if (parent != tree->reserved_memory && parent != FDTR_NONE && parent &&
			tree->nodes[parent].parent == 0 && fdtr_name_is(tree, parent, "reserved-memory"))
			lint->unsound_pool[i] |= FDTR_SOUND_POOL | FDTR_TOLD;
	}
}

/* The one that 5.15 reads is the one without a unit address. */
static bool is_exact_frame(const struct fdtr_tree *tree, uint32_t node)
{
	return !strchr(fdtr_tree_name(tree, node), '@');
}

static void check_reserved_memory_duplicate(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_tree *tree = lint->tree;
	uint32_t other = tree->reserved_memory;
	struct fdtr_origin first;

	(void)index;
	if (other == FDTR_NONE)
		return;
	first = fdtr_at_node(lint, other);
	while ((other = fdtr_reserved_memory(tree, fdtr_next_sibling(tree, other))) != FDTR_NONE)
		fdtr_report_to(lint,
			lint->rule->targets & ~(is_exact_frame(tree, other) ? FDTR_FOR_LINUX_5_15 : 0),
			lint->rule->severity, fdtr_at_node(lint, other), &first,
			"kernels read %s and nothing of this one", FDTR_LINT_PATH(lint, first.object));
	spoil_strays(lint);
}

const struct fdtr_rule fdtr_rule_reserved_memory_duplicate = {
	.name = "reserved-memory-duplicate",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "there is one /reserved-memory",
	.why = "Kernels take the first node of that name, with a unit address or without. What another one reserves "
	       "stays ordinary RAM, and the devices of a pool in it do unrestricted DMA.",
	.happens =
		"linux-6.1, 6.12, 7.2, pool in /reserved-memory behind /reserved-memory@0: the device \"failed to initialise\", unrestricted DMA "
		"(booted)\n"
		"linux-5.15: reads /reserved-memory without a unit address alone (read)",
	.fix = "Move all regions below one /reserved-memory, without a unit address.",
	.source =
		"Linux drivers/of/of_reserved_mem.c fdt_scan_reserved_mem(), libfdt fdt_path_offset(); booted on "
		"6.12",
	.check = check_reserved_memory_duplicate,
};

/* Whole pairs of those cells and no other reading: a length that suits two does not tell which was meant. */
static bool fits_cells(const struct fdtr_property *reg, uint32_t cells, uint32_t others)
{
	return reg->length && cells && reg->length % (4 * cells) == 0 &&
	       (cells == others || !others || reg->length % (4 * others) != 0);
}

static bool children_fit_root(const struct fdtr_lint *lint, uint32_t frame)
{
	const struct fdtr_node *root = &lint->tree->nodes[0], *node = &lint->tree->nodes[frame];
	uint32_t cells = (uint32_t)root->address_cells + root->size_cells;
	uint32_t child = fdtr_first_child(lint->tree, frame);
	struct fdtr_property property;

	for (; child != FDTR_NONE; child = fdtr_next_sibling(lint->tree, child)) {
		if (fdtr_tree_property(lint->tree, child, FDTR_P_REG, &property) &&
			!fits_cells(&property, cells, (uint32_t)node->address_cells + node->size_cells))
			return false;
		if (fdtr_tree_property(lint->tree, child, FDTR_P_SIZE, &property) &&
			property.length != 4 * (uint32_t)root->size_cells)
			return false;
	}
	return true;
}

/* What is there must be the root's already. */
static void repair_cells(struct fdtr_lint *lint, uint32_t frame)
{
	const struct fdtr_node *root = &lint->tree->nodes[0], *node = &lint->tree->nodes[frame];
	bool has_address = fdtr_has(lint->tree, frame, FDTR_P_ADDRESS_CELLS);
	bool has_size = fdtr_has(lint->tree, frame, FDTR_P_SIZE_CELLS);

	if (root->address_cells == FDTR_BAD_CELLS || root->size_cells == FDTR_BAD_CELLS ||
		(has_address && node->address_cells != root->address_cells) ||
		(has_size && node->size_cells != root->size_cells) || !children_fit_root(lint, frame))
		return;
	if (!has_address)
		fdtr_repair_add_number(lint, frame, FDTR_P_ADDRESS_CELLS, root->address_cells, 1);
	if (!has_size)
		fdtr_repair_add_number(lint, frame, FDTR_P_SIZE_CELLS, root->size_cells, 1);
}

static void check_reserved_memory_unit_address(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_tree *tree = lint->tree;
	uint32_t frame = tree->reserved_memory;

	(void)index;
	while (frame != FDTR_NONE && !is_exact_frame(tree, frame))
		frame = fdtr_reserved_memory(tree, fdtr_next_sibling(tree, frame));
	if (frame != FDTR_NONE || tree->reserved_memory == FDTR_NONE)
		return;
	fdtr_report_as(lint, fdtr_severity_for(lint, FDTR_FOR_LINUX_5_15, FDTR_ERROR, FDTR_WARNING),
		fdtr_at_node(lint, tree->reserved_memory), NULL, "the name has a unit address");
	fdtr_repair_rename(lint, tree->reserved_memory, "reserved-memory");
}

const struct fdtr_rule fdtr_rule_reserved_memory_unit_address = {
	.name = "reserved-memory-unit-address",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX_5_15,
	.summary = "/reserved-memory has no unit address",
	.why = "The node has no reg and its name is fixed. Linux 5.15 compares all of the name and reserves nothing: the "
	       "devices of a pool do unrestricted DMA. Newer ones, and whoever asks libfdt, find it all the same.",
	.happens = "linux-5.15: nothing is reserved, silent (read)\n"
		   "linux-6.1, 6.12, 7.2: find the node (booted)",
	.fix = "Call the node reserved-memory.",
	.source =
		"Linux drivers/of/fdt.c __fdt_scan_reserved_mem() (5.15), fdt_scan_reserved_mem() (6.1); Devicetree "
		"Specification v0.4 section 3.5; booted on 6.12",
	.check = check_reserved_memory_unit_address,
};

static void check_reserved_memory_cells(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_tree *tree = lint->tree;
	uint32_t frame = tree->reserved_memory;
	const struct fdtr_node *root = &tree->nodes[0], *node;

	(void)index;
	if (frame == FDTR_NONE)
		return;
	node = &tree->nodes[frame];
	if (!fdtr_has(tree, frame, FDTR_P_ADDRESS_CELLS) || !fdtr_has(tree, frame, FDTR_P_SIZE_CELLS)) {
		fdtr_report(lint, fdtr_at_node(lint, frame), "#address-cells or #size-cells is missing");
		repair_cells(lint, frame);
	} else if (node->address_cells != root->address_cells || node->size_cells != root->size_cells)
		fdtr_report(lint,
			fdtr_at(lint, frame,
				node->address_cells != root->address_cells ? FDTR_P_ADDRESS_CELLS
									   : FDTR_P_SIZE_CELLS),
			"#address-cells and #size-cells are <%u> and <%u>, but the root has <%u> and <%u>",
			node->address_cells, node->size_cells, root->address_cells, root->size_cells);
}

const struct fdtr_rule fdtr_rule_reserved_memory_cells = {
	.name = "reserved-memory-cells",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "/reserved-memory must use the root's #address-cells and #size-cells",
	.why = "Linux prints \"unsupported node format, ignoring\" and drops every reserved region, pools "
	       "included: devices then do unrestricted DMA.",
	.happens =
		"linux-6.1, 6.12, 7.2: \"unsupported node format, ignoring\", each device \"failed to initialise\", unrestricted DMA (booted)\n"
		"linux-6.1, 6.12, 7.2: what firmware wanted kept, no-map or not, becomes ordinary RAM with it (read)",
	.fix = "Give /reserved-memory the same #address-cells and #size-cells as the root node, and write its "
	       "children's reg accordingly.",
	.source = "Linux drivers/of/of_reserved_mem.c __reserved_mem_check_root() (6.1: drivers/of/fdt.c); "
		  "booted on 6.12",
	.spoils = FDTR_SOUND_FRAME,
	.check = check_reserved_memory_cells,
};

static void check_reserved_memory_ranges(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t frame = lint->tree->reserved_memory;
	struct fdtr_property ranges;

	(void)index;
	if (frame == FDTR_NONE)
		return;
	if (!fdtr_tree_property(lint->tree, frame, FDTR_P_RANGES, &ranges)) {
		fdtr_report(lint, fdtr_at_node(lint, frame), "ranges is missing");
		fdtr_repair_add_empty(lint, frame, FDTR_P_RANGES);
	} else if (ranges.length)
		fdtr_report_as(lint, FDTR_WARNING, fdtr_at(lint, frame, FDTR_P_RANGES), NULL,
			"ranges is not empty, but Linux reads the children's reg as CPU addresses all the same");
}

const struct fdtr_rule fdtr_rule_reserved_memory_ranges = {
	.name = "reserved-memory-ranges",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "/reserved-memory must have an empty ranges",
	.why = "Without ranges Linux prints \"unsupported node format, ignoring\" and drops every reserved region; "
	       "devices then do unrestricted DMA. A ranges that translates is not applied.",
	.happens =
		"linux-6.1, 6.12, 7.2, no ranges: \"unsupported node format, ignoring\", unrestricted DMA (booted)\n"
		"linux-6.1, 6.12, 7.2, a ranges that translates: reg is taken as it stands, the pool works (booted)",
	.fix = "Add the empty property `ranges;` to /reserved-memory.",
	.source = "Linux drivers/of/of_reserved_mem.c __reserved_mem_check_root(); Devicetree Specification, "
		  "/reserved-memory parent node; booted on 6.12",
	.check = check_reserved_memory_ranges,
};

static bool in_frame(const struct fdtr_lint *lint, uint32_t node)
{
	return lint->tree->reserved_memory != FDTR_NONE &&
	       lint->tree->nodes[node].parent == lint->tree->reserved_memory;
}

static void check_range_wraps(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_tree *tree = lint->tree;
	uint32_t frame = tree->reserved_memory, child = fdtr_first_child(tree, frame);
	uint32_t address_cells, bytes;
	struct fdtr_property reg;
	uint64_t base, size;

	(void)index;
	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		address_cells = tree->nodes[frame].address_cells;
		bytes = 4 * (address_cells + (uint32_t)tree->nodes[frame].size_cells);
		if (!fdtr_tree_property(tree, child, FDTR_P_REG, &reg) || !bytes || reg.length % bytes)
			continue;
		for (uint32_t i = 0; i < reg.length / bytes; i++) {
			const unsigned char *entry = reg.data + (size_t)i * bytes;

			if (fdtr_cells(entry, address_cells, &base) &&
				fdtr_cells(entry + 4 * (size_t)address_cells, tree->nodes[frame].size_cells,
					&size) &&
				size && size - 1 > UINT64_MAX - base)
				fdtr_report(lint, fdtr_at_entry(lint, child, FDTR_P_REG, i, bytes),
					"base %#" PRIx64 " plus size %#" PRIx64 " passes 2^64", base, size);
		}
	}
}

const struct fdtr_rule fdtr_rule_range_wraps = {
	.name = "range-wraps",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX | FDTR_FOR_PVMFW,
	.summary = "a reserved range must end within 64 bits",
	.why = "The end wraps around to a low address: Linux reserves what it can reach or nothing, pvmfw refuses to "
	       "boot.",
	.happens =
		"linux-6.1, 6.12, 7.2: memblock cuts the range off at the end of the address space and reserves that (read)\n"
		"pvmfw: refuses to boot (read)",
	.fix = "Correct the base or the size in reg; mind the order of the two address cells.",
	.source = "Android pvmfw fdt.rs validate_swiotlb_info(); Linux mm/memblock.c memblock_cap_size()",
	.check = check_range_wraps,
	.check_pvmfw = fdtr_pvmfw_wraps,
};

struct named {
	uint64_t hash; /* of the name: to compare numbers is quicker */
	const char *name;
	uint32_t node;
};

static int compare_nodes(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	return a->node < b->node ? -1 : a->node > b->node;
}

static int compare_named(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	int order;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	order = strcmp(a->name, b->name);
	return order ? order : compare_nodes(left, right);
}

static uint32_t count_children(const struct fdtr_lint *lint)
{
	uint32_t child = fdtr_first_child(lint->tree, lint->tree->reserved_memory), count = 0;

	for (; child != FDTR_NONE; child = fdtr_next_sibling(lint->tree, child))
		count++;
	return count;
}

/* FNV-1a. */
static uint64_t hash_of(const char *name)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
	return hash;
}

/* A node that many memory-regions name counts once: its name may be as long as the tree. */
static size_t read_names(const struct fdtr_tree *tree, struct named *names, size_t count)
{
	size_t kept = 0;

	fdtr_sort(names, count, sizeof(*names), compare_nodes);
	for (size_t i = 0; i < count; i++) {
		if (kept && names[kept - 1].node == names[i].node)
			continue;
		names[kept].node = names[i].node;
		names[kept].name = fdtr_tree_name(tree, names[i].node);
		names[kept].hash = hash_of(names[kept].name);
		kept++;
	}
	return kept;
}

/* Every region, and whatever else a memory-region leads to: of those the kernel compares bare names. */
static size_t collect_names(const struct fdtr_lint *lint, struct named *names)
{
	const struct fdtr_tree *tree = lint->tree;
	uint32_t child = fdtr_first_child(tree, tree->reserved_memory);
	size_t count = 0;

	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child))
		names[count++].node = child;
	for (uint32_t i = 0; i < lint->platform->link_count; i++) {
		uint32_t target = lint->platform->links[i].target;

		if (target != FDTR_NONE && !in_frame(lint, target))
			names[count++].node = target;
	}
	return read_names(tree, names, count);
}

static void check_region_name_duplicate(struct fdtr_lint *lint, uint32_t index)
{
	struct named *names;
	size_t count;

	(void)index;
	if (!lint->platform->pool_count)
		return;
	names = fdtr_arena_take_high(
		lint->arena, (size_t)count_children(lint) + lint->platform->link_count, sizeof(*names));
	if (!names) {
		lint->status = fdtr_error_arena(lint->error);
		return;
	}
	count = collect_names(lint, names);
	fdtr_sort(names, count, sizeof(*names), compare_named);
	for (size_t i = 1; i < count; i++) {
		struct fdtr_origin first = fdtr_at_node(lint, names[i - 1].node);

		if (names[i].hash == names[i - 1].hash && !strcmp(names[i].name, names[i - 1].name))
			fdtr_report_as(lint, lint->rule->severity, fdtr_at_node(lint, names[i].node), &first,
				"%s bears the same name", FDTR_LINT_PATH(lint, names[i - 1].node));
	}
}

const struct fdtr_rule fdtr_rule_region_name_duplicate = {
	.name = "region-name-duplicate",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX_6_12 | FDTR_FOR_LINUX_7_1 | FDTR_FOR_LINUX_7_2 | FDTR_FOR_COCO,
	.summary = "a reserved region's node name must be its own",
	.why = "Since 6.12 Linux finds the region behind a memory-region by comparing node names, so a namesake "
	       "elsewhere is taken for it.",
	.happens =
		"linux-6.1: looks the region up by phandle; of a namesake elsewhere it \"failed to initialise\" (booted)\n"
		"linux-6.12, 7.2: takes the child of /reserved-memory for its namesake elsewhere (booted)",
	.fix = "Rename one of the two nodes, or correct its unit address.",
	.source = "Linux drivers/of/of_reserved_mem.c of_reserved_mem_lookup()",
	.check = check_region_name_duplicate,
};

/* Linux 6.1 drivers/of/of_reserved_mem.c MAX_RESERVED_REGIONS; 6.12 keeps it for dynamic regions. */
#define MAX_REGIONS 64

/* Counting them in the order of the tree: how many there are, the first beyond the table, what is lost with it. */
struct overflow {
	uint32_t count;
	uint32_t first;
	bool loses_pool;
};

static void count_region(struct fdtr_lint *lint, uint32_t node, struct overflow *overflow)
{
	if (++overflow->count <= MAX_REGIONS)
		return;
	if (overflow->count == MAX_REGIONS + 1)
		overflow->first = node;
	overflow->loses_pool = overflow->loses_pool || lint->tree->nodes[node].flags & FDTR_NODE_POOL;
}

static void report_overflow(struct fdtr_lint *lint, const struct overflow *overflow, uint32_t targets,
	bool crashes, const char *kind)
{
	if (overflow->count > MAX_REGIONS)
		fdtr_report_to(lint, targets, overflow->loses_pool || crashes ? FDTR_ERROR : FDTR_WARNING,
			fdtr_at_node(lint, overflow->first), NULL,
			"%u regions%s, and this is the first that a table of %d does not hold%s",
			overflow->count, kind, MAX_REGIONS,
			overflow->loses_pool ? "; a restricted pool is among those lost" : "");
}

#define COUNTS_ALL (FDTR_FOR_LINUX_5_15 | FDTR_FOR_LINUX_6_1)

static void check_too_many_regions(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_tree *tree = lint->tree;
	uint32_t child = fdtr_first_child(tree, tree->reserved_memory);
	struct overflow all = {0}, dynamic = {0};

	(void)index;
	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		bool placed = fdtr_has(tree, child, FDTR_P_REG), sized = fdtr_has(tree, child, FDTR_P_SIZE);

		if ((!placed && !sized) || !fdtr_available(tree, child))
			continue;
		count_region(lint, child, &all);
		if (!placed)
			count_region(lint, child, &dynamic);
	}
	report_overflow(lint, &all, COUNTS_ALL, false, "");
	report_overflow(lint, &dynamic, lint->rule->targets & ~COUNTS_ALL, lint->targets & FDTR_FOR_LINUX_7_1,
		" without reg");
}

const struct fdtr_rule fdtr_rule_too_many_regions = {
	.name = "too-many-regions",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX,
	.summary = "there are no more reserved regions than the kernel has room for",
	.why = "Linux up to 6.1 stops at 64 regions (\"not enough space for all defined regions\"), newer ones "
	       "at 64 whose place it chooses; a pool beyond is not set up and its devices do unrestricted DMA. "
	       "7.1 writes past the end of a table on its stack.",
	.happens =
		"linux-6.1: \"not enough space for all defined regions\" at the 65th, unrestricted DMA (booted)\n"
		"linux-5.15: the same (read)\n"
		"linux-6.12, 7.2: no limit for regions with reg (booted), \"too many defined dynamic regions\" at "
		"the 65th without (read)\n"
		"linux-7.1, the 65th without reg: the stack is overwritten (read)",
	.fix = "Merge neighbouring regions, or put the restricted pool first.",
	.source =
		"Linux drivers/of/of_reserved_mem.c MAX_RESERVED_REGIONS, fdt_reserved_mem_save_node() (6.1), "
		"fdt_scan_reserved_mem() (6.12, 7.1.5, 7.2)",
	.check = check_too_many_regions,
};

static void check_phandle_duplicate(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_phandle *handles = lint->tree->phandles;

	(void)index;
	for (uint32_t i = 1; i < lint->tree->phandle_count; i++) {
		struct fdtr_origin first;

		if (handles[i].phandle != handles[i - 1].phandle)
			continue;
		first = fdtr_at(lint, handles[i - 1].node, FDTR_P_PHANDLE);
		fdtr_report_as(lint, lint->rule->severity, fdtr_at(lint, handles[i].node, FDTR_P_PHANDLE),
			&first, "phandle %#x is also that of %s", handles[i].phandle,
			FDTR_LINT_PATH(lint, handles[i - 1].node));
	}
}

const struct fdtr_rule fdtr_rule_phandle_duplicate = {
	.name = "phandle-duplicate",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a phandle must be one node's alone",
	.why = "Whoever refers to it may get the other node: a device can end up with another pool, or none.",
	.fix = "Give each node its own phandle; in source, use labels and let dtc number them.",
	.source = "Devicetree Specification v0.4 section 2.3.3 phandle; Linux drivers/of/base.c "
		  "of_find_node_by_phandle()",
	.check = check_phandle_duplicate,
};
