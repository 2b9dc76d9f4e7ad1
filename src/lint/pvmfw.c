// SPDX-License-Identifier: BSD-2-Clause
/*
 * What Android's protected VM firmware refuses. It reads the tree in a way of its own: libfdt's cells, the first
 * pool wherever it stands and whatever its status, the first range of the first /memory. So what holds for it is
 * not told by the checks that know Linux, but here, under the same rules. The first thing that it refuses ends the
 * boot; all of them are told.
 */
#include "lint/lint.h"

#include <string.h>

#define PAGE UINT64_C(4096)
#define GRANULE UINT64_C(65536)
#define MEMORY_BASE UINT64_C(0x80000000) /* where crosvm puts RAM */
#define FIRMWARE_BASE UINT64_C(0x7fc00000)

/* The first range of a reg: libfdt's fdt_address_cells(), fdt_size_cells(), and no more than 64 bits. */
struct span {
	uint64_t base;
	uint64_t size;
};

/* Number of cells that children of `node` use; 99 for what is refused. */
static uint32_t cells_of(const struct fdtr_tree *tree, uint32_t node, enum fdtr_property_id id)
{
	struct fdtr_property cells;

	if (!fdtr_tree_property(tree, node, id, &cells))
		return id == FDTR_P_ADDRESS_CELLS ? 2 : 1;
	return cells.length == 4 ? fdtr_cell(cells.data) : 99;
}

static bool read_span(const struct fdtr_tree *tree, uint32_t node, struct span *span)
{
	uint32_t parent = tree->nodes[node].parent;
	uint32_t address_cells = cells_of(tree, parent, FDTR_P_ADDRESS_CELLS);
	uint32_t size_cells = cells_of(tree, parent, FDTR_P_SIZE_CELLS);
	struct fdtr_property reg;

	return address_cells >= 1 && address_cells <= 2 && size_cells >= 1 && size_cells <= 2 &&
	       fdtr_tree_property(tree, node, FDTR_P_REG, &reg) &&
	       reg.length >= 4 * (address_cells + size_cells) &&
	       fdtr_cells(reg.data, address_cells, &span->base) &&
	       fdtr_cells(reg.data + 4 * (size_t)address_cells, size_cells, &span->size);
}

/* The pool that it takes, in platform.pools; FDTR_NONE when there is none. */
static uint32_t find_pool(const struct fdtr_lint *lint)
{
	for (uint32_t i = 0; i < lint->platform->pool_count; i++) {
		if (fdtr_lint_pool(lint, i)->object)
			return i;
	}
	return FDTR_NONE;
}

static void check_pool_missing(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	if (find_pool(lint) == FDTR_NONE)
		fdtr_report(lint, fdtr_at_node(lint, 0), "there is no restricted pool");
}

const struct fdtr_rule fdtr_rule_pool_missing = {
	.name = "pool-missing",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_PVMFW,
	.summary = "a protected VM has a restricted pool",
	.why = "pvmfw says \"Swiotlb info missing from DT\" and refuses to boot: without a pool the guest could share "
	       "nothing with its devices.",
	.fix = "Let `fdtrestrict generate` add one, or let the VMM: --swiotlb with crosvm.",
	.source = "Android packages/modules/Virtualization guest/pvmfw/src/fdt.rs parse_device_tree(), "
		  "libs/libvmbase/src/fdt.rs SwiotlbInfo::new_from_fdt()",
	.check = check_pool_missing,
};

/* libfdt finds the node under any unit address. */
static uint32_t find_memory(const struct fdtr_tree *tree)
{
	uint32_t child = fdtr_first_child(tree, 0);

	while (child != FDTR_NONE && !fdtr_name_is(tree, child, "memory"))
		child = fdtr_next_sibling(tree, child);
	return child;
}

static bool is_memory_typed(const struct fdtr_tree *tree, uint32_t node)
{
	struct fdtr_property type;

	return fdtr_tree_property(tree, node, FDTR_P_DEVICE_TYPE, &type) && type.length == sizeof("memory") &&
	       !memcmp(type.data, "memory", sizeof("memory"));
}

/* False where it finds no memory at all; then nothing can be inside it. */
static bool read_memory(const struct fdtr_tree *tree, struct span *memory)
{
	uint32_t node = find_memory(tree);

	return node != FDTR_NONE && is_memory_typed(tree, node) && read_span(tree, node, memory) &&
	       memory->size && memory->size <= UINT64_MAX - memory->base;
}

static void check_pvmfw_memory(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t node = find_memory(lint->tree);
	struct fdtr_origin place;
	struct span memory;

	(void)index;
	if (node == FDTR_NONE) {
		fdtr_report(lint, fdtr_at_node(lint, 0), "there is no /memory");
		return;
	}
	place = fdtr_at(lint, node, FDTR_P_REG);
	if (!is_memory_typed(lint->tree, node))
		fdtr_report(lint, fdtr_at(lint, node, FDTR_P_DEVICE_TYPE), "device_type is not \"memory\"");
	else if (!read_memory(lint->tree, &memory))
		fdtr_report(lint, place, "reg holds no range of one or two cells each, not empty");
	else if (memory.base != MEMORY_BASE && memory.base != FIRMWARE_BASE)
		fdtr_report(lint, place, "memory begins at %#" PRIx64 ", not at %#" PRIx64 " or %#" PRIx64,
			memory.base, MEMORY_BASE, FIRMWARE_BASE);
	else if (memory.size % PAGE)
		fdtr_report(lint, place, "size %#" PRIx64 " is no multiple of a 4 KiB page", memory.size);
}

const struct fdtr_rule fdtr_rule_pvmfw_memory = {
	.name = "pvmfw-memory",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_PVMFW,
	.summary = "/memory is as crosvm lays it out",
	.why = "pvmfw looks at the first range of the first /memory alone. It wants device_type, whole pages and the "
	       "base 0x80000000, and refuses to boot otherwise.",
	.happens =
		"pvmfw, since 2025: takes the base 0x7fc00000 too, where the firmware itself begins (read)\n"
		"pvmfw, before: takes 0x80000000 alone (read)",
	.fix = "Lay memory out as crosvm does: one range from 0x80000000.",
	.source =
		"Android packages/modules/Virtualization guest/pvmfw/src/fdt.rs read_and_validate_memory_range(), "
		"libs/libfdt/src/lib.rs Fdt::memory(), libs/libvmbase/src/layout/crosvm.rs",
	.check = check_pvmfw_memory,
};

/* The pool that is judged, and how it is described. */
struct subject {
	uint32_t index;
	uint32_t node;
	bool placed;   /* it has a reg, which then counts */
	bool readable; /* size holds, and base where it is placed */
	struct span span;
	uint64_t alignment;
};

/* A number of exactly 64 bits. */
static bool read_number(
	const struct fdtr_tree *tree, uint32_t node, enum fdtr_property_id id, uint64_t *value)
{
	struct fdtr_property property;

	return fdtr_tree_property(tree, node, id, &property) && property.length == 8 &&
	       fdtr_cells(property.data, 2, value);
}

static bool find_subject(const struct fdtr_lint *lint, struct subject *subject)
{
	*subject = (struct subject){.index = find_pool(lint)};
	if (subject->index == FDTR_NONE)
		return false;
	subject->node = fdtr_lint_pool(lint, subject->index)->object;
	subject->placed = fdtr_has(lint->tree, subject->node, FDTR_P_REG);
	if (subject->placed) {
		subject->readable = read_span(lint->tree, subject->node, &subject->span);
		return true;
	}
	subject->readable = read_number(lint->tree, subject->node, FDTR_P_SIZE, &subject->span.size);
	(void)read_number(lint->tree, subject->node, FDTR_P_ALIGNMENT, &subject->alignment);
	return true;
}

static struct fdtr_origin at_size(const struct fdtr_lint *lint, const struct subject *subject)
{
	return fdtr_at(lint, subject->node, subject->placed ? FDTR_P_REG : FDTR_P_SIZE);
}

void fdtr_pvmfw_reg_malformed(struct fdtr_lint *lint)
{
	struct subject pool;

	if (find_subject(lint, &pool) && pool.placed && !pool.readable)
		fdtr_report(lint, at_size(lint, &pool),
			"pvmfw reads no (address, size) pair of one or two cells each from reg");
}

void fdtr_pvmfw_no_size(struct fdtr_lint *lint)
{
	struct subject pool;

	if (find_subject(lint, &pool) && !pool.placed && !fdtr_has(lint->tree, pool.node, FDTR_P_SIZE))
		fdtr_report(lint, fdtr_at_node(lint, pool.node), "the pool has neither reg nor size");
}

void fdtr_pvmfw_size_cells(struct fdtr_lint *lint)
{
	struct subject pool;

	if (find_subject(lint, &pool) && !pool.placed && !pool.readable &&
		fdtr_has(lint->tree, pool.node, FDTR_P_SIZE))
		fdtr_report(lint, at_size(lint, &pool), "pvmfw wants size in two cells");
}

void fdtr_pvmfw_alignment_missing(struct fdtr_lint *lint)
{
	struct subject pool;

	if (!find_subject(lint, &pool) || pool.placed || fdtr_has(lint->tree, pool.node, FDTR_P_ALIGNMENT))
		return;
	fdtr_report(lint, fdtr_at_node(lint, pool.node), "a pool that the kernel places has no alignment");
	fdtr_repair_add_number(lint, pool.node, FDTR_P_ALIGNMENT, GRANULE, 2);
}

void fdtr_pvmfw_alignment_cells(struct fdtr_lint *lint)
{
	struct fdtr_property alignment;
	struct subject pool;

	if (find_subject(lint, &pool) && !pool.placed &&
		fdtr_tree_property(lint->tree, pool.node, FDTR_P_ALIGNMENT, &alignment) &&
		alignment.length != 8)
		fdtr_report(lint, fdtr_at(lint, pool.node, FDTR_P_ALIGNMENT),
			"pvmfw wants alignment in two cells");
}

void fdtr_pvmfw_empty(struct fdtr_lint *lint)
{
	struct subject pool;

	if (find_subject(lint, &pool) && pool.readable && !pool.span.size)
		fdtr_report(lint, at_size(lint, &pool), "the pool's size is zero");
}

void fdtr_pvmfw_page_alignment(struct fdtr_lint *lint)
{
	struct subject pool;

	if (!find_subject(lint, &pool))
		return;
	if (pool.readable && (pool.span.size % PAGE || pool.span.base % PAGE)) {
		fdtr_report(lint, at_size(lint, &pool), "the pool's %s is no multiple of a 4 KiB page",
			pool.span.base % PAGE ? "base" : "size");
		if (pool.span.base % PAGE == 0)
			fdtr_repair_round_up(lint, fdtr_lint_pool(lint, pool.index), PAGE);
	}
	if (pool.alignment % PAGE)
		fdtr_report(lint, fdtr_at(lint, pool.node, FDTR_P_ALIGNMENT),
			"the pool's alignment is no multiple of a 4 KiB page");
}

/* An end of exactly 2^64 is too much for it as well. */
static bool wraps(const struct subject *pool)
{
	return pool->placed && pool->span.size > UINT64_MAX - pool->span.base;
}

void fdtr_pvmfw_wraps(struct fdtr_lint *lint)
{
	struct subject pool;

	if (find_subject(lint, &pool) && pool.readable && wraps(&pool))
		fdtr_report(lint, fdtr_at_entry(lint, pool.node, FDTR_P_REG, 0, 0),
			"base %#" PRIx64 " plus size %#" PRIx64 " passes 64 bits", pool.span.base,
			pool.span.size);
}

void fdtr_pvmfw_outside_memory(struct fdtr_lint *lint)
{
	struct span memory;
	struct subject pool;

	if (!find_subject(lint, &pool) || !pool.placed || !pool.readable || wraps(&pool) ||
		!read_memory(lint->tree, &memory))
		return;
	if (pool.span.base < memory.base || pool.span.base + pool.span.size > memory.base + memory.size)
		fdtr_report(lint, fdtr_at(lint, pool.node, FDTR_P_REG),
			"the pool %#" PRIx64 "+%#" PRIx64
			" is not wholly inside the first range of /memory, %#" PRIx64 "+%#" PRIx64,
			pool.span.base, pool.span.size, memory.base, memory.size);
}
