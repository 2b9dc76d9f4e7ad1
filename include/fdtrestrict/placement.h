/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Placement: how large a pool has to be, and room for it in a platform, or what stands where it is wanted.
 */
#ifndef FDTRESTRICT_PLACEMENT_H
#define FDTRESTRICT_PLACEMENT_H

#include <fdtrestrict/platform.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FDTR_DEFAULT_ALIGNMENT UINT64_C(0x10000)

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

/* What kind of virtio device it is: how its driver uses the queues. */
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
 * default of the type: fdtr_queues_known().
 */
struct fdtr_queues {
	enum fdtr_device_type type;
	uint32_t queues;       /* num_queues; of a network device max_virtqueue_pairs, of a console ports */
	uint32_t queue_size;   /* entries of each queue */
	uint32_t segments;     /* seg_max */
	uint32_t segment_size; /* size_max */
	uint32_t mtu;
	bool direct;     /* no VIRTIO_F_INDIRECT_DESC */
	bool packed;     /* VIRTIO_F_RING_PACKED */
	bool unmerged;   /* a network device without VIRTIO_NET_F_MRG_RXBUF */
	bool plain;      /* a network device without VIRTIO_NET_F_GUEST_TSO4 and the like */
	uint64_t mapped; /* bytes mapped at once, where somebody knows; beside the rings */
};

/* The same with every default in it. */
struct fdtr_queues fdtr_queues_known(const struct fdtr_queues *queues);

/* The largest request that the block layer makes: BLK_DEF_MAX_SECTORS of Linux before 6.18, and since. */
#define FDTR_REQUEST_OLD UINT64_C(0x140000)
#define FDTR_REQUEST UINT64_C(0x400000)

/*
 * What the devices of one pool need of it, in bytes. Start from zero, or with the first two members given, and add each
 * device. See `fdtrestrict explain pool-size`.
 */
struct fdtr_need {
	uint64_t page;    /* of the guest; 0: 4 KiB */
	uint64_t limit;   /* of a request; 0: FDTR_REQUEST */
	uint64_t rings;   /* virtqueues, which stay */
	uint64_t waiting; /* buffers that wait for the device to fill them, which stay */
	uint64_t request; /* the largest of all requests, with header, status and descriptors */
	uint64_t packed;  /* what that takes where its pieces fit together worst */
	uint64_t shares;  /* for the other queues, at most 1 MiB each */
	uint64_t share;   /* of these the one that the largest request has no use for */
};

void fdtr_need_add(struct fdtr_need *need, const struct fdtr_queues *queues);

/* With less than this the largest request waits for ever, however well its pieces fit together. */
uint64_t fdtr_pool_least(const struct fdtr_need *need);
/* This is enough, in multiples of 256 KiB and of `granule`; 0: FDTR_DEFAULT_ALIGNMENT. UINT64_MAX where no number is. */
uint64_t fdtr_pool_size(const struct fdtr_need *need, uint64_t granule);

#ifdef __cplusplus
}
#endif

#endif
