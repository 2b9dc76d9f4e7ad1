/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Generate: write a restricted DMA pool, its links and its guard into a device tree, or into an overlay.
 *
 * The result fails closed, is linted before it is handed out, and is the same bytes for the same input.
 * Where the tree already holds what is asked for, it is copied unchanged.
 */
#ifndef FDTRESTRICT_GENERATE_H
#define FDTRESTRICT_GENERATE_H

#include <fdtrestrict/lint.h>
#include <fdtrestrict/placement.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What keeps a guest without restricted-pool support from doing DMA to its RAM:
 * DMA_RANGES  the virtio-mmio devices move under a simple-bus whose dma-ranges cover the pool and nothing
 *             else; a PCI host bridge gets the dma-ranges itself
 * DMA_MEM     the nodes stay, and name a guarded simple-bus as DMA parent ("interconnects", "dma-mem");
 *             a PCI host bridge gets the dma-ranges itself
 * COMPATIBLE  the proposed "virtio-mmio-restricted-dma" replaces "virtio,mmio": no released system binds it
 * NONE        advisory: a guest that does not know the pool ignores it
 * CONTAINER   of ACPI tables alone, as DMA_MEM is of trees; what both mean there is told in acpi_generate.h
 * DEFAULT     DMA_RANGES for a tree, DMA_MEM for an overlay, which cannot move nodes
 */
enum fdtr_guard {
	FDTR_GUARD_DEFAULT,
	FDTR_GUARD_DMA_RANGES,
	FDTR_GUARD_DMA_MEM,
	FDTR_GUARD_COMPATIBLE,
	FDTR_GUARD_NONE,
	FDTR_GUARD_CONTAINER
};

/* FIXED: at `address`. AUTO: fdtr_place() chooses. DYNAMIC: the kernel chooses at boot; cannot be guarded. */
enum fdtr_where { FDTR_WHERE_AUTO, FDTR_WHERE_FIXED, FDTR_WHERE_DYNAMIC };

enum fdtr_output {
	FDTR_OUTPUT_TREE,          /* the base with the description in it, as a blob */
	FDTR_OUTPUT_OVERLAY,       /* an overlay blob for the base */
	FDTR_OUTPUT_OVERLAY_SOURCE /* the same as source for dtc, NUL-terminated */
};

/* In place of a size: what the devices need of their pool, as fdtr_pool_size() has it. */
#define FDTR_SIZE_AUTO UINT64_MAX

/* What is known of a device's queues: of a node, or of "/bridge/dev@SLOT,FUNCTION". */
struct fdtr_sized {
	const char *path;
	struct fdtr_queues queues;
};

/* Start from zero: `= {0}` is a pool at a free place for every available virtio,mmio node, but for the size. */
struct fdtr_request {
	uint64_t size; /* of each pool, in bytes, or FDTR_SIZE_AUTO; must be given */
	/* For FDTR_SIZE_AUTO; a device that is not among them has the defaults of fdtr_queues_known(). */
	const struct fdtr_sized *sized;
	uint32_t sized_count;
	uint64_t alignment; /* 0: 64 KiB */
	enum fdtr_where where;
	uint64_t address;                /* with FDTR_WHERE_FIXED */
	const struct fdtr_range *within; /* a dynamic pool's alloc-ranges */
	uint32_t within_count;
	uint64_t below;    /* 0: no limit */
	const char *name;  /* NULL: "restricted-dma-pool"; the unit address is added */
	const char *label; /* an entry of __symbols__, and the label in source; NULL: none */
	/* Pools of the base that are not to be shared: the names of their nodes, unit address and all. */
	const char *const *others;
	uint32_t other_count;
	bool per_device; /* a pool each; with FDTR_WHERE_FIXED they follow one another */
	/*
	 * Devices: a node's path, an alias or a label (also "&label"), a path with * ? [] in it,
	 * "compatible:STRING", or "/bridge/dev@SLOT,FUNCTION" for a PCI device that has no node yet.
	 * None: every available virtio,mmio node.
	 */
	const char *const *attach;
	uint32_t attach_count;
	enum fdtr_guard guard;
	enum fdtr_memory memory;         /* zero leaves it open; a VMM says FDTR_MEMORY_FINAL */
	const struct fdtr_region *taken; /* kernel image (KERNEL) and blob (DTB): what the tree cannot know */
	uint32_t taken_count;
	const unsigned char
		*severities; /* for lint's verdict, as in fdtr_lint_options; NULL: the rules' own */
	enum fdtr_output output;
};

struct fdtr_made_pool {
	const char *path;
	uint32_t phandle; /* in an overlay renumbered when it is applied */
	bool dynamic;
	struct fdtr_range range; /* when not dynamic */
	uint64_t size;
	bool existed;
	uint32_t first_device; /* its devices, in fdtr_result.devices */
	uint32_t device_count;
};

struct fdtr_made_device {
	const char *path; /* in the result: a guarded device may have moved */
	const char *base_path;
	enum fdtr_device_kind kind;
	bool guarded; /* dma-ranges keep it to the pool, whether this request or an earlier one saw to that */
	const struct fdtr_queues *queues; /* of FDTR_SIZE_AUTO: what its pool is sized for; else NULL */
};

/* Lives in the arena. */
struct fdtr_result {
	size_t output_size; /* bytes written, or, after FDTR_ERR_NOSPACE, bytes needed (0: the arena was too small) */
	bool changed; /* false: the base already held all of it */
	const struct fdtr_made_pool *pools;
	uint32_t pool_count;
	const struct fdtr_made_device *devices;
	enum fdtr_guard guard;
	struct fdtr_need
		need; /* of FDTR_SIZE_AUTO: what the size follows from; of several pools the largest need */
	/* What lint says of the result; on FDTR_ERR_REFUSED, why. Their places are in `tree`. */
	struct fdtr_tree tree;
	struct fdtr_findings findings;
};

/*
 * Writes into the caller's `output`. FDTR_ERR_NOSPACE: the buffer or the arena is too small, see
 * result->output_size; grow and call again. FDTR_ERR_REFUSED: lint calls the result wrong. Other errors say
 * in `error` what is in the way. Nothing in `output` is of use unless FDTR_OK is returned. `tree` and
 * `platform` are those of the base; the base's blob must not overlap `output`.
 */
int fdtr_generate(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_request *request, void *output, size_t output_size, struct fdtr_arena *arena,
	struct fdtr_result *result, struct fdtr_error *error);

/* The virtio feature bits that a restricted device must offer, and require of the driver. */
#define FDTR_VIRTIO_F_VERSION_1 32
#define FDTR_VIRTIO_F_ACCESS_PLATFORM 33

#ifdef __cplusplus
}
#endif

#endif
