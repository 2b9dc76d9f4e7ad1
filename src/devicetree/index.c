// SPDX-License-Identifier: BSD-2-Clause
/*
 * One pass over the structure block. Nodes grow from the arena's low end, the places of their known
 * properties from its high end, so that neither needs counting first.
 */
#include "devicetree/devicetree.h"

#include <libfdt.h>
#include <string.h>

/* What is known of the string at an offset of the strings block: nothing, sound, or one of ours. */
#define NAME_UNSEEN 0
#define NAME_OTHER 1
#define NAME_KNOWN 2

struct indexer {
	struct fdtr_tree *tree;
	struct fdtr_arena *arena;
	struct fdtr_error *error;
	const unsigned char *structure;
	uint8_t *names;
	uint32_t strings_end; /* behind the last NUL of the strings block: what begins before it has an end */
	struct fdtr_array nodes;
	uint32_t current; /* the open node, FDTR_NONE outside the root */
	uint32_t at;
	bool has_interconnects; /* some node does */
};

static const char *const property_names[FDTR_P_COUNT] = {
	[FDTR_P_ADDRESS_CELLS] = "#address-cells",
	[FDTR_P_SIZE_CELLS] = "#size-cells",
	[FDTR_P_COMPATIBLE] = "compatible",
	[FDTR_P_REG] = "reg",
	[FDTR_P_RANGES] = "ranges",
	[FDTR_P_DMA_RANGES] = "dma-ranges",
	[FDTR_P_STATUS] = "status",
	[FDTR_P_DEVICE_TYPE] = "device_type",
	[FDTR_P_PHANDLE] = "phandle",
	[FDTR_P_LINUX_PHANDLE] = "linux,phandle",
	[FDTR_P_MEMORY_REGION] = "memory-region",
	[FDTR_P_MEMORY_REGION_NAMES] = "memory-region-names",
	[FDTR_P_SIZE] = "size",
	[FDTR_P_ALIGNMENT] = "alignment",
	[FDTR_P_ALLOC_RANGES] = "alloc-ranges",
	[FDTR_P_NO_MAP] = "no-map",
	[FDTR_P_REUSABLE] = "reusable",
	[FDTR_P_LINUX_CMA_DEFAULT] = "linux,cma-default",
	[FDTR_P_LINUX_DMA_DEFAULT] = "linux,dma-default",
	[FDTR_P_IOMMUS] = "iommus",
	[FDTR_P_IOMMU_MAP] = "iommu-map",
	[FDTR_P_IOMMU_MAP_MASK] = "iommu-map-mask",
	[FDTR_P_DMA_COHERENT] = "dma-coherent",
	[FDTR_P_DMA_NONCOHERENT] = "dma-noncoherent",
	[FDTR_P_INTERCONNECTS] = "interconnects",
	[FDTR_P_INTERCONNECT_NAMES] = "interconnect-names",
	[FDTR_P_INTERCONNECT_CELLS] = "#interconnect-cells",
	[FDTR_P_LINUX_USABLE_MEMORY] = "linux,usable-memory",
	[FDTR_P_LINUX_USABLE_MEMORY_RANGE] = "linux,usable-memory-range",
	[FDTR_P_BOOTARGS] = "bootargs",
	[FDTR_P_LINUX_INITRD_START] = "linux,initrd-start",
	[FDTR_P_LINUX_INITRD_END] = "linux,initrd-end",
	[FDTR_P_LINUX_ELFCOREHDR] = "linux,elfcorehdr",
	[FDTR_P_BUS_RANGE] = "bus-range",
	[FDTR_P_RISCV_ISA] = "riscv,isa",
	[FDTR_P_PRE_ITS] = "socionext,synquacer-pre-its",
	[FDTR_P_TARGET_PATH] = "target-path",
};

const char *fdtr_property_name(enum fdtr_property_id id)
{
	return property_names[id];
}

static int bad_structure(const struct indexer *indexer, const char *what)
{
	return fdtr_error_set(indexer->error, FDTR_ERR_BADTREE, "malformed device tree: %s at byte %#x", what,
		indexer->tree->structure_offset + indexer->at);
}

static uint8_t classify(const char *name)
{
	for (unsigned int id = 0; id < FDTR_P_COUNT; id++) {
		if (*name == *property_names[id] && !strcmp(name, property_names[id]))
			return (uint8_t)(NAME_KNOWN + id);
	}
	return NAME_OTHER;
}

/* Looks at each string of the strings block once, however many properties bear it. */
static int name_kind(struct indexer *indexer, uint32_t name_offset, uint8_t *kind)
{
	const struct fdtr_tree *tree = indexer->tree;
	const char *name = (const char *)tree->blob + tree->strings_offset + name_offset;

	if (name_offset >= tree->strings_size)
		return bad_structure(indexer, "a property's name lies outside the strings block");
	if (indexer->names[name_offset] == NAME_UNSEEN) {
		if (name_offset >= indexer->strings_end)
			return bad_structure(indexer, "a property's name has no end");
		indexer->names[name_offset] = classify(name);
	}
	*kind = indexer->names[name_offset];
	return FDTR_OK;
}

static uint8_t cell_count(const unsigned char *data, uint32_t length)
{
	uint32_t cells = length == sizeof(uint32_t) ? fdtr_cell(data) : FDTR_BAD_CELLS;

	return cells > FDTR_BAD_CELLS ? FDTR_BAD_CELLS : (uint8_t)cells;
}

static bool seen_before(const struct indexer *indexer, const struct fdtr_node *node, uint32_t id)
{
	for (uint32_t i = 0; i < node->slot_count; i++) {
		if (indexer->tree->slots[-1 - (ptrdiff_t)(node->first_slot + i)].id == id)
			return true;
	}
	return false;
}

/* What the reader asks of every node is answered here once, while the string is at hand. */
static unsigned int compatible_flags(const struct fdtr_property *list)
{
	unsigned int flags = 0;

	if (fdtr_strings_have(list, FDTR_POOL_COMPATIBLE))
		flags |= FDTR_NODE_POOL;
	if (fdtr_strings_have(list, FDTR_VIRTIO_MMIO_COMPATIBLE))
		flags |= FDTR_NODE_VIRTIO_MMIO;
	if (fdtr_strings_have(list, FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE))
		flags |= FDTR_NODE_VIRTIO_RESTRICTED;
	return flags;
}

static unsigned int type_flags(const struct fdtr_property *type)
{
	if (fdtr_string_is(type, "memory"))
		return FDTR_NODE_TYPED | FDTR_NODE_MEMORY;
	if (fdtr_string_is(type, "pci") || fdtr_string_is(type, "pciex"))
		return FDTR_NODE_TYPED | FDTR_NODE_PCI;
	return FDTR_NODE_TYPED;
}

static void note_value(struct fdtr_node *node, uint32_t id, const unsigned char *data, uint32_t length)
{
	uint32_t phandle = length == sizeof(uint32_t) ? fdtr_cell(data) : 0;
	struct fdtr_property value = {.data = data, .length = length};

	if (id == FDTR_P_COMPATIBLE)
		node->flags |= (uint8_t)compatible_flags(&value);
	else if (id == FDTR_P_DEVICE_TYPE)
		node->flags |= (uint8_t)type_flags(&value);
	else if (id == FDTR_P_ADDRESS_CELLS)
		node->address_cells = cell_count(data, length);
	else if (id == FDTR_P_SIZE_CELLS)
		node->size_cells = cell_count(data, length);
	else if ((id == FDTR_P_PHANDLE || (id == FDTR_P_LINUX_PHANDLE && !node->phandle)) &&
		 phandle != UINT32_MAX)
		node->phandle = phandle;
}

static int note_property(struct indexer *indexer, uint32_t id, const unsigned char *data, uint32_t length)
{
	struct fdtr_node *node = (struct fdtr_node *)indexer->nodes.items + indexer->current;
	struct fdtr_slot *slot;

	if (seen_before(indexer, node, id))
		return FDTR_OK;
	slot = fdtr_arena_take_high(indexer->arena, 1, sizeof(*slot));
	if (!slot)
		return fdtr_error_arena(indexer->error);
	*slot = (struct fdtr_slot){indexer->at, id};
	node->slot_count++;
	indexer->tree->slot_count++;
	indexer->has_interconnects = indexer->has_interconnects || id == FDTR_P_INTERCONNECT_NAMES;
	note_value(node, id, data, length);
	return FDTR_OK;
}

static uint32_t align_cell(uint32_t length)
{
	return (length + 3) & ~UINT32_C(3);
}

static int index_property(struct indexer *indexer)
{
	const unsigned char *token = indexer->structure + indexer->at;
	uint32_t left = indexer->tree->structure_size - indexer->at;
	uint32_t length, name_offset;
	uint8_t kind = NAME_OTHER;
	int status;

	if (left < 12 || (length = fdtr_cell(token + 4)) > left - 12 || align_cell(length) > left - 12)
		return bad_structure(indexer, "a property reaches past the structure block");
	name_offset = fdtr_cell(token + 8);
	if (indexer->current == FDTR_NONE || indexer->current + 1 != indexer->nodes.count)
		return bad_structure(indexer, "a property after a subnode or outside any node");
	status = name_kind(indexer, name_offset, &kind);
	if (!status && kind >= NAME_KNOWN)
		status = note_property(indexer, kind - NAME_KNOWN, token + 12, length);
	indexer->at += 12 + align_cell(length);
	return status;
}

static int open_node(struct indexer *indexer)
{
	const unsigned char *name = indexer->structure + indexer->at + 4;
	uint32_t left = indexer->tree->structure_size - indexer->at - 4;
	const unsigned char *end = memchr(name, '\0', left);
	struct fdtr_node *node;

	if (!end)
		return bad_structure(indexer, "a node's name has no end");
	if (indexer->current == FDTR_NONE && indexer->nodes.count)
		return bad_structure(indexer, "a second root node");
	node = fdtr_array_push(&indexer->nodes);
	if (!node)
		return fdtr_error_arena(indexer->error);
	*node = (struct fdtr_node){.offset = indexer->at,
		.parent = indexer->current,
		.first_slot = indexer->tree->slot_count,
		.address_cells = 2,
		.size_cells = 1};
	indexer->current = (uint32_t)indexer->nodes.count - 1;
	indexer->at += 4 + align_cell((uint32_t)(end - name) + 1);
	return FDTR_OK;
}

static bool is_named_pcie(const struct indexer *indexer, const struct fdtr_node *node)
{
	const char *name = (const char *)indexer->structure + node->offset + 4;

	return !strncmp(name, "pcie", 4) && (name[4] == '@' || !name[4]);
}

static int close_node(struct indexer *indexer)
{
	struct fdtr_node *node;

	if (indexer->current == FDTR_NONE)
		return bad_structure(indexer, "the end of a node that was not begun");
	node = (struct fdtr_node *)indexer->nodes.items + indexer->current;
	node->end = (uint32_t)indexer->nodes.count;
	if (!(node->flags & FDTR_NODE_TYPED) && is_named_pcie(indexer, node))
		node->flags |= FDTR_NODE_PCI;
	indexer->current = node->parent;
	indexer->at += 4;
	return FDTR_OK;
}

static int index_token(struct indexer *indexer, bool *done)
{
	switch (fdtr_cell(indexer->structure + indexer->at)) {
	case FDT_BEGIN_NODE:
		return open_node(indexer);
	case FDT_END_NODE:
		return close_node(indexer);
	case FDT_PROP:
		return index_property(indexer);
	case FDT_NOP:
		indexer->at += 4;
		return FDTR_OK;
	case FDT_END:
		*done = true;
		return FDTR_OK;
	default:
		return bad_structure(indexer, "an unknown token");
	}
}

static int index_structure(struct indexer *indexer)
{
	bool done = false;
	int status = FDTR_OK;

	while (!status && !done) {
		if (indexer->at > indexer->tree->structure_size ||
			indexer->tree->structure_size - indexer->at < 4)
			return bad_structure(indexer, "the structure block has no end");
		status = index_token(indexer, &done);
	}
	if (!status && (indexer->current != FDTR_NONE || !indexer->nodes.count))
		return bad_structure(indexer, "the structure block ends inside a node");
	return status;
}

static int check_header(const void *blob, size_t size, struct fdtr_error *error)
{
	if (size < sizeof(uint32_t) || fdt_magic(blob) != FDT_MAGIC)
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "not a device tree blob: no FDT magic number");
	if (size < sizeof(struct fdt_header))
		return fdtr_error_set(
			error, FDTR_ERR_BADTREE, "truncated device tree: %zu bytes are no header", size);
	if (fdt_version(blob) < 16 || fdt_last_comp_version(blob) > 17)
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"malformed device tree: version %u (readable as %u), but only 16 and 17 are in use",
			fdt_version(blob), fdt_last_comp_version(blob));
	if (fdt_totalsize(blob) > INT32_MAX)
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "a device tree blob of 2 GiB or more");
	if (fdt_totalsize(blob) > size)
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"truncated device tree: its header says %u bytes, but there are %zu",
			fdt_totalsize(blob), size);
	return FDTR_OK;
}

/* What the walk of the structure does not see: the header's own numbers, the reservations, the root's name. */
static int check_rest(const struct fdtr_tree *tree, struct fdtr_error *error)
{
	const char *wrong = NULL;

	if (fdt_check_header(tree->blob))
		wrong = "the header contradicts itself";
	else if (fdt_num_mem_rsv(tree->blob) < 0)
		wrong = "the memory reservation block has no end";
	else if (*fdtr_tree_name(tree, 0))
		wrong = "the root node has a name";
	return wrong ? fdtr_error_set(error, FDTR_ERR_BADTREE, "malformed device tree: %s", wrong) : FDTR_OK;
}

static int set_blocks(struct fdtr_tree *tree, const void *blob, struct fdtr_error *error)
{
	*tree = (struct fdtr_tree){.blob = blob, .size = fdt_totalsize(blob)};
	tree->structure_offset = fdt_off_dt_struct(blob);
	tree->strings_offset = fdt_off_dt_strings(blob);
	if (tree->structure_offset > tree->size || tree->strings_offset > tree->size ||
		tree->structure_offset % 4)
		return fdtr_error_set(
			error, FDTR_ERR_BADTREE, "malformed device tree: a block lies outside it");
	tree->strings_size = fdt_size_dt_strings(blob);
	tree->structure_size =
		fdt_version(blob) >= 17 ? fdt_size_dt_struct(blob) : tree->size - tree->structure_offset;
	if (tree->structure_size > tree->size - tree->structure_offset ||
		tree->strings_size > tree->size - tree->strings_offset)
		return fdtr_error_set(
			error, FDTR_ERR_BADTREE, "malformed device tree: a block reaches past it");
	return FDTR_OK;
}

/* Least significant digit first, 8 bits at a time: linear, and stable, so nodes stay in order. */
static void sort_phandles(struct fdtr_phandle *items, struct fdtr_phandle *scratch, uint32_t count)
{
	for (unsigned int shift = 0; shift < 32; shift += 8) {
		uint32_t starts[257] = {0};
		struct fdtr_phandle *from = shift / 8 % 2 ? scratch : items;
		struct fdtr_phandle *to = shift / 8 % 2 ? items : scratch;

		for (uint32_t i = 0; i < count; i++)
			starts[(from[i].phandle >> shift & 0xff) + 1]++;
		for (unsigned int digit = 0; digit < 256; digit++)
			starts[digit + 1] += starts[digit];
		for (uint32_t i = 0; i < count; i++)
			to[starts[from[i].phandle >> shift & 0xff]++] = from[i];
	}
}

static int index_phandles(struct fdtr_tree *tree, struct fdtr_arena *arena)
{
	struct fdtr_arena_mark mark;
	struct fdtr_phandle *scratch, *entry;
	struct fdtr_array array;
	bool ascending = true;

	fdtr_array_begin(&array, arena, sizeof(*entry));
	for (uint32_t i = 0; i < tree->node_count; i++) {
		if (!tree->nodes[i].phandle)
			continue;
		entry = fdtr_array_push(&array);
		if (!entry)
			return FDTR_ERR_NOSPACE;
		*entry = (struct fdtr_phandle){tree->nodes[i].phandle, i};
		ascending = ascending && (array.count == 1 || entry[-1].phandle <= entry->phandle);
	}
	tree->phandles = array.items;
	tree->phandle_count = (uint32_t)array.count;
	if (ascending)
		return FDTR_OK;
	mark = fdtr_arena_mark(arena);
	scratch = fdtr_arena_take_high(arena, array.count, sizeof(*scratch));
	if (!scratch)
		return FDTR_ERR_NOSPACE;
	sort_phandles(tree->phandles, scratch, tree->phandle_count);
	fdtr_arena_reset(arena, mark);
	return FDTR_OK;
}

/* Kernels read the regions in the root's cells, so where /reserved-memory does not say, those are meant. */
static void assume_cells(const struct fdtr_tree *tree, struct fdtr_node *frame)
{
	if (!fdtr_has(tree, tree->reserved_memory, FDTR_P_ADDRESS_CELLS))
		frame->address_cells = tree->nodes[0].address_cells;
	if (!fdtr_has(tree, tree->reserved_memory, FDTR_P_SIZE_CELLS))
		frame->size_cells = tree->nodes[0].size_cells;
}

static void find_landmarks(struct fdtr_tree *tree)
{
	tree->aliases = fdtr_tree_find(tree, "/aliases");
	tree->chosen = fdtr_tree_find(tree, "/chosen");
	tree->symbols = fdtr_tree_find(tree, "/__symbols__");
	tree->reserved_memory = fdtr_reserved_memory(tree, fdtr_first_child(tree, 0));
	if (tree->reserved_memory != FDTR_NONE)
		assume_cells(tree, &tree->nodes[tree->reserved_memory]);
	fdtr_overlay_read(tree);
}

static uint32_t find_strings_end(const struct fdtr_tree *tree)
{
	const unsigned char *strings = tree->blob + tree->strings_offset;
	uint32_t end = tree->strings_size;

	while (end && strings[end - 1])
		end--;
	return end;
}

static int build_index(struct indexer *indexer)
{
	struct fdtr_tree *tree = indexer->tree;
	int status;

	indexer->names = fdtr_arena_take_high(indexer->arena, tree->strings_size, 1);
	if (!indexer->names)
		return fdtr_error_arena(indexer->error);
	memset(indexer->names, NAME_UNSEEN, tree->strings_size);
	indexer->strings_end = find_strings_end(tree);
	tree->slots = (const struct fdtr_slot *)(void *)(indexer->arena->memory + indexer->arena->high);
	fdtr_array_begin(&indexer->nodes, indexer->arena, sizeof(struct fdtr_node));
	status = index_structure(indexer);
	if (status)
		return status;
	tree->nodes = indexer->nodes.items;
	tree->node_count = (uint32_t)indexer->nodes.count;
	status = check_rest(tree, indexer->error);
	if (status)
		return status;
	if (index_phandles(tree, indexer->arena) ||
		(indexer->has_interconnects && fdtr_index_dma_mem(tree, indexer->arena)))
		return fdtr_error_arena(indexer->error);
	find_landmarks(tree);
	return FDTR_OK;
}

int fdtr_tree_read(struct fdtr_tree *tree, const void *blob, size_t size, struct fdtr_arena *arena,
	struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct indexer indexer = {.tree = tree, .arena = arena, .error = error, .current = FDTR_NONE};
	int status = check_header(blob, size, error);

	if (!status)
		status = set_blocks(tree, blob, error);
	if (!status) {
		indexer.structure = tree->blob + tree->structure_offset;
		status = build_index(&indexer);
	}
	if (status)
		fdtr_arena_reset(arena, mark);
	return status;
}
