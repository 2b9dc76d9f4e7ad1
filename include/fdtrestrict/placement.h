/* SPDX-License-Identifier: BSD-2-Clause */
/* Placement: find room for a pool in a platform, or say what stands where one is wanted. */
#ifndef FDTRESTRICT_PLACEMENT_H
#define FDTRESTRICT_PLACEMENT_H

#include <fdtrestrict/platform.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the pool must be. Zero means no wish, but for the size. */
struct fdtr_wish {
	uint64_t size;
	uint64_t alignment;              /* of the base; a power of two */
	const struct fdtr_range *within; /* the pool lies in one of these; what overlaps is one */
	uint32_t within_count;
	uint64_t below;                  /* the pool ends below this address */
	const struct fdtr_region *taken; /* what the firmware does not tell: kernel image, blob */
	uint32_t taken_count;
	const uint32_t *devices; /* these must reach it: indices into platform.devices */
	uint32_t device_count;
};

/*
 * A place inside one memory bank, off everything that the platform or the wish calls taken, in the linear
 * map, and in reach of the devices: the highest below 4 GiB, else the highest there is. High, because Linux
 * sizes ZONE_DMA by the lowest end of any dma-ranges (drivers/of/address.c of_dma_get_max_cpu_address()),
 * and because kernels and boot images sit low.
 *
 * FDTR_ERR_NOROOM when nothing fits; the error names the largest hole, and *range is that hole (or is left
 * alone when there is none).
 */
int fdtr_place(const struct fdtr_platform *platform, const struct fdtr_wish *wish, struct fdtr_arena *arena,
	struct fdtr_range *range, struct fdtr_error *error);

/* What kind of virtio device it is, as far as its queues tell how much it keeps mapped. */
enum fdtr_device_type {
	FDTR_TYPE_UNSAID, /* a block device, which is what a guest cannot do without */
	FDTR_TYPE_BLOCK,
	FDTR_TYPE_NETWORK,
	FDTR_TYPE_CONSOLE,
	FDTR_TYPE_ENTROPY,
	FDTR_TYPE_SCSI,
	FDTR_TYPE_INPUT,
	FDTR_TYPE_VSOCK,
	FDTR_TYPE_FILESYSTEM,
	FDTR_TYPE_OTHER
};

/*
 * A device's queues, in the terms of the virtio specification. Zero is what was not said, and stands for the
 * default of the type.
 */
struct fdtr_queues {
	enum fdtr_device_type type;
	uint32_t queues;       /* num_queues; of a network device max_virtqueue_pairs */
	uint32_t queue_size;   /* entries of each queue */
	uint32_t segments;     /* seg_max */
	uint32_t segment_size; /* size_max */
	uint32_t mtu;
	bool direct;     /* no VIRTIO_F_INDIRECT_DESC */
	bool packed;     /* VIRTIO_F_RING_PACKED */
	bool unmerged;   /* a network device without VIRTIO_NET_F_MRG_RXBUF */
	uint64_t mapped; /* bytes mapped at once, where somebody knows; beside the rings */
};

#ifdef __cplusplus
}
#endif

#endif
