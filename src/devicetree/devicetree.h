/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading a tree's nodes and cells: shared by the reader, lint and generate, not exported. */
#ifndef FDTR_SRC_DEVICETREE_H
#define FDTR_SRC_DEVICETREE_H

#include <fdtrestrict/devicetree.h>

#include "base/base.h"
#include "platform/platform.h"

/* The one place where big-endian is read. */
uint32_t fdtr_cell(const unsigned char *data);
/* `cells` cells as one number; false when it passes 64 bits. No cells are zero. */
bool fdtr_cells(const unsigned char *data, uint32_t cells, uint64_t *value);

/* Children: for (child = fdtr_first_child(...); child != FDTR_NONE; child = fdtr_next_sibling(...)) */
uint32_t fdtr_first_child(const struct fdtr_tree *tree, uint32_t node);
uint32_t fdtr_next_sibling(const struct fdtr_tree *tree, uint32_t node);
/* The child of that name, unit address and all; FDTR_NONE when there is none. */
uint32_t fdtr_child(const struct fdtr_tree *tree, uint32_t parent, const char *name, size_t length);

bool fdtr_has(const struct fdtr_tree *tree, uint32_t node, enum fdtr_property_id id);
/* Within the first 4 KiB of its list. */
bool fdtr_compatible(const struct fdtr_tree *tree, uint32_t node, const char *compatible);
/* Any string of a string list property. */
bool fdtr_strings_have(const struct fdtr_property *property, const char *string);
/* The first string of the property is this one. */
bool fdtr_string_is(const struct fdtr_property *property, const char *string);
/* The place of a string in the list, FDTR_NONE when it is not there. */
uint32_t fdtr_strings_index(const struct fdtr_property *property, const char *string);
/* Linux drivers/of/base.c __of_device_is_available(): no status, "okay" or "ok". */
bool fdtr_available(const struct fdtr_tree *tree, uint32_t node);
/* The name without its unit address is `base`. */
bool fdtr_name_is(const struct fdtr_tree *tree, uint32_t node, const char *base);
/*
 * The first of a root's child and its later siblings that kernels take for /reserved-memory; FDTR_NONE when there is
 * none. They ask libfdt for the path, which finds it under any unit address.
 */
uint32_t fdtr_reserved_memory(const struct fdtr_tree *tree, uint32_t child);
/* The cells that the node's own reg is written in: its parent's. */
uint32_t fdtr_address_cells(const struct fdtr_tree *tree, uint32_t node);
uint32_t fdtr_size_cells(const struct fdtr_tree *tree, uint32_t node);
static inline bool fdtr_is_pci_bus(const struct fdtr_tree *tree, uint32_t node)
{
	return tree->nodes[node].flags & FDTR_NODE_PCI;
}
/* The host bridge above a PCI device, FDTR_NONE when the node is below none. */
uint32_t fdtr_pci_host(const struct fdtr_tree *tree, uint32_t node);

/* Every property of a node, known or not, in the order of the blob. */
struct fdtr_walk {
	const struct fdtr_tree *tree;
	uint32_t offset; /* of the next token in the structure block */
};

struct fdtr_walk fdtr_walk(const struct fdtr_tree *tree, uint32_t node);
/* False after the last one; then walk->offset is where a further property would go. */
bool fdtr_walk_next(struct fdtr_walk *walk, struct fdtr_property *property);
/* The property of that name, which need not be one of the index. */
bool fdtr_property_named(
	const struct fdtr_tree *tree, uint32_t node, const char *name, struct fdtr_property *property);
/* Where the node's FDT_END_NODE is in the structure block. */
uint32_t fdtr_end_offset(const struct fdtr_tree *tree, uint32_t node);

/*
 * Addresses on their way up to the CPU. A bus is `transparent` when it maps one to one, so that only the
 * others are visited, and the visits are bounded: an address under more than FDTR_MAX_BUSES translating
 * buses is taken not to translate, nor one that comes after FDTR_MAX_TRANSLATION entries have been looked at,
 * which no real tree comes near.
 */
#define FDTR_MAX_BUSES 16
#define FDTR_MAX_RANGES 512
#define FDTR_MAX_TRANSLATION (UINT32_C(1) << 26)

struct fdtr_translation {
	const struct fdtr_tree *tree;
	uint32_t *up; /* per node: the nearest translating bus at or above it, the root, or FDTR_NONE */
	enum fdtr_property_id property; /* ranges or dma-ranges */
	uint32_t left;                  /* entries that may still be looked at */
};

/* Fills `up`, 4 bytes a node of the arena's high end. */
int fdtr_translation_begin(struct fdtr_translation *translation, const struct fdtr_tree *tree,
	enum fdtr_property_id property, struct fdtr_arena *arena);

/* An address on some bus: the flag cell where the bus has one, and the number. */
struct fdtr_bus_address {
	uint32_t flags;
	uint64_t value;
};

/* How a bus writes its addresses: Linux drivers/of/address.c of_busses[]. */
enum fdtr_bus_type { FDTR_BUS_DEFAULT, FDTR_BUS_FLAGS, FDTR_BUS_PCI, FDTR_BUS_ISA };
enum fdtr_bus_type fdtr_bus_type(const struct fdtr_tree *tree, uint32_t bus);
bool fdtr_bus_address(const struct fdtr_tree *tree, uint32_t bus, const unsigned char *data,
	struct fdtr_bus_address *address);

/* The CPU range of `size` bytes at `address` on `bus`; false when it does not translate as one piece. */
bool fdtr_translate(struct fdtr_translation *translation, uint32_t bus, struct fdtr_bus_address address,
	uint64_t size, struct fdtr_range *range);

/*
 * Whether "interconnect-names" has "dma-mem", and the node that its entry of "interconnects" leads to: FDTR_NONE
 * where that is missing or wrong.
 */
bool fdtr_dma_mem(const struct fdtr_tree *tree, uint32_t node, uint32_t *target);
/* Finds all of them: once, because many ask and each list may be as long as the tree. */
int fdtr_index_dma_mem(struct fdtr_tree *tree, struct fdtr_arena *arena);
/* The node that masters DMA for this one: "interconnects" named "dma-mem", else the parent. */
uint32_t fdtr_dma_parent(const struct fdtr_tree *tree, uint32_t node);
/* Every entry of interconnects is whole and has its name, or there are neither; then one can be added. */
bool fdtr_interconnects_sound(const struct fdtr_tree *tree, uint32_t node);
/* The node whose dma-ranges rule the DMA of devices on `bus`; FDTR_NONE when nothing limits it. */
uint32_t fdtr_dma_limiter(const struct fdtr_tree *tree, uint32_t bus);

bool fdtr_dma_coherent(const struct fdtr_tree *tree, uint32_t node, bool by_default);
/* The node and every node above it are available: Linux makes no devices below a disabled bus. */
bool fdtr_reachable(const struct fdtr_tree *tree, uint32_t node);
bool fdtr_behind_iommu(const struct fdtr_tree *tree, const struct fdtr_device *device);

/* The reader's parts, in the order they run. */
struct fdtr_reader {
	struct fdtr_platform *platform;
	const struct fdtr_tree *tree;
	struct fdtr_arena *arena;
	struct fdtr_translation ranges;
	struct fdtr_translation dma_ranges;
	const unsigned char *chosen; /* per node: take it for a device whatever it looks like; NULL: none */
};

/* Reads the platform's devices again, the chosen nodes among them. */
int fdtr_platform_extend(struct fdtr_platform *platform, const struct fdtr_tree *tree,
	const unsigned char *chosen, struct fdtr_arena *arena);

/* The property of /aliases or /__symbols__ of that name, when it is an absolute path; else NULL. */
const char *fdtr_named_path(const struct fdtr_tree *tree, uint32_t holder, const char *name);

/*
 * Tells overlays and gives them the cells that their base probably has: those of a /reserved-memory that they
 * write, else those that a pool's reg has the length for.
 */
void fdtr_overlay_read(struct fdtr_tree *tree);
/* Whether a node is the __overlay__ of a fragment: what the fragment adds to a node of the base. */
bool fdtr_overlay_is_content(const struct fdtr_tree *tree, uint32_t node);
/* Whether a node of an overlay becomes a child of /reserved-memory, as far as the overlay tells. */
bool fdtr_overlay_reserves(const struct fdtr_tree *tree, uint32_t node);

int fdtr_read_regions(struct fdtr_reader *reader);
int fdtr_read_pools(struct fdtr_reader *reader);
int fdtr_read_devices(struct fdtr_reader *reader);

#endif
