/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Device trees: a one-pass index of a flattened tree, and the reader that fills a platform from it.
 *
 * The blob stays the caller's, must be 8-byte aligned and must outlive the index. It may come from anybody:
 * it is checked in full (Devicetree Specification v0.4, chapter 5) before anything of it is believed.
 */
#ifndef FDTRESTRICT_DEVICETREE_H
#define FDTRESTRICT_DEVICETREE_H

#include <fdtrestrict/platform.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Nodes are numbered in the order of the blob, the root is 0; children of a node follow it directly. */
struct fdtr_node {
	uint32_t offset;     /* of its FDT_BEGIN_NODE in the structure block */
	uint32_t parent;     /* FDTR_NONE for the root */
	uint32_t end;        /* the number after its last descendant: its next sibling, if it has one */
	uint32_t first_slot; /* its known properties, see struct fdtr_slot */
	uint32_t phandle;    /* 0 when it has none */
	uint8_t slot_count;
	uint8_t address_cells; /* that its children use; 2 when not said, FDTR_BAD_CELLS when malformed */
	uint8_t size_cells;    /* likewise; 1 when not said */
	uint8_t flags;         /* FDTR_NODE_* */
};

#define FDTR_BAD_CELLS 0xff

#define FDTR_NODE_POOL 1U              /* compatible with "restricted-dma-pool" */
#define FDTR_NODE_VIRTIO_MMIO 2U       /* compatible with "virtio,mmio" */
#define FDTR_NODE_VIRTIO_RESTRICTED 4U /* compatible with the proposed "virtio-mmio-restricted-dma" */
#define FDTR_NODE_MEMORY 8U            /* device_type is "memory" */
#define FDTR_NODE_PCI 16U   /* a PCI bus: device_type is "pci" or "pciex", or, without one, named pcie */
#define FDTR_NODE_TYPED 32U /* has a device_type */

/* The properties the library reads. The index remembers where they are, so that no one searches again. */
enum fdtr_property_id {
	FDTR_P_ADDRESS_CELLS,
	FDTR_P_SIZE_CELLS,
	FDTR_P_COMPATIBLE,
	FDTR_P_REG,
	FDTR_P_RANGES,
	FDTR_P_DMA_RANGES,
	FDTR_P_STATUS,
	FDTR_P_DEVICE_TYPE,
	FDTR_P_PHANDLE,
	FDTR_P_LINUX_PHANDLE,
	FDTR_P_MEMORY_REGION,
	FDTR_P_MEMORY_REGION_NAMES,
	FDTR_P_SIZE,
	FDTR_P_ALIGNMENT,
	FDTR_P_ALLOC_RANGES,
	FDTR_P_NO_MAP,
	FDTR_P_REUSABLE,
	FDTR_P_LINUX_CMA_DEFAULT,
	FDTR_P_LINUX_DMA_DEFAULT,
	FDTR_P_IOMMUS,
	FDTR_P_IOMMU_MAP,
	FDTR_P_IOMMU_MAP_MASK,
	FDTR_P_DMA_COHERENT,
	FDTR_P_DMA_NONCOHERENT,
	FDTR_P_INTERCONNECTS,
	FDTR_P_INTERCONNECT_NAMES,
	FDTR_P_INTERCONNECT_CELLS,
	FDTR_P_LINUX_USABLE_MEMORY,
	FDTR_P_LINUX_USABLE_MEMORY_RANGE,
	FDTR_P_BOOTARGS,
	FDTR_P_LINUX_INITRD_START,
	FDTR_P_LINUX_INITRD_END,
	FDTR_P_LINUX_ELFCOREHDR,
	FDTR_P_BUS_RANGE,
	FDTR_P_RISCV_ISA,
	FDTR_P_PRE_ITS,
	FDTR_P_TARGET_PATH,
	FDTR_P_COUNT
};

const char *fdtr_property_name(enum fdtr_property_id id);

struct fdtr_slot {
	uint32_t offset; /* of its FDT_PROP in the structure block */
	uint32_t id;     /* enum fdtr_property_id */
};

struct fdtr_phandle {
	uint32_t phandle;
	uint32_t node;
};

/* A node with "dma-mem" in interconnect-names, and its DMA parent: FDTR_NONE where interconnects lead to none. */
struct fdtr_dma_mem {
	uint32_t node;
	uint32_t target;
};

struct fdtr_tree {
	const unsigned char *blob;
	uint32_t size; /* totalsize of the header */
	uint32_t structure_offset;
	uint32_t structure_size;
	uint32_t strings_offset;
	uint32_t strings_size;
	struct fdtr_node *nodes;
	uint32_t node_count;
	uint32_t slot_count;
	const struct fdtr_slot *slots; /* slot n is slots[-1 - n]: they grow downwards */
	struct fdtr_phandle *phandles; /* ascending by phandle, then node */
	uint32_t phandle_count;
	struct fdtr_dma_mem *dma_mem; /* ascending by node */
	uint32_t dma_mem_count;
	uint32_t aliases; /* well-known nodes, FDTR_NONE where absent */
	uint32_t chosen;
	uint32_t symbols;
	uint32_t reserved_memory;
	bool overlay; /* fragments with __overlay__ nodes, whose cells, where not said, are guessed */
};

struct fdtr_property {
	const char *name;
	const unsigned char *data; /* big-endian, aligned to 4 */
	uint32_t length;
	uint32_t offset; /* of the data in the blob */
};

/*
 * Checks and indexes the blob of `size` bytes. FDTR_ERR_BADTREE when it is no sound device tree: the error
 * says what is wrong at which byte. FDTR_ERR_NOSPACE when the arena is too small: nothing is taken then.
 */
int fdtr_tree_read(struct fdtr_tree *tree, const void *blob, size_t size, struct fdtr_arena *arena,
	struct fdtr_error *error);

/* The node's name with its unit address; the root's is "". Valid as long as the blob. */
const char *fdtr_tree_name(const struct fdtr_tree *tree, uint32_t node);

#define FDTR_PATH_SIZE 1024

/* The node's path; when the buffer is too small its start is replaced by "...". Returns `path`. */
char *fdtr_tree_path(const struct fdtr_tree *tree, uint32_t node, char *path, size_t size);

/* The node of an absolute path, unit addresses in full; FDTR_NONE when there is none. */
uint32_t fdtr_tree_find(const struct fdtr_tree *tree, const char *path);

/* The first node of that phandle, FDTR_NONE when there is none. */
uint32_t fdtr_tree_by_phandle(const struct fdtr_tree *tree, uint32_t phandle);

/* False, and *property cleared, when the node has none of that name. */
bool fdtr_tree_property(const struct fdtr_tree *tree, uint32_t node, enum fdtr_property_id id,
	struct fdtr_property *property);

/*
 * Fills the platform: one walk over the index. Nothing in a sound tree makes it fail but a small arena;
 * what is said wrongly is left out here and is lint's to report.
 */
int fdtr_platform_read(struct fdtr_platform *platform, const struct fdtr_tree *tree, struct fdtr_arena *arena,
	struct fdtr_error *error);

#ifdef __cplusplus
}
#endif

#endif
