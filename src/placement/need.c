// SPDX-License-Identifier: BSD-2-Clause
/*
 * How large a pool has to be. Linux cuts it into blocks of 128 slots (kernel/dma/swiotlb.c IO_TLB_SEGSIZE), which no
 * mapping crosses; a driver maps all pieces of a request or none, and asks again when one does not fit.
 */
#include <fdtrestrict/placement.h>

#include "base/base.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)

#define SLOT (2 * KIB)    /* the least that a piece takes: IO_TLB_SHIFT */
#define BLOCK (256 * KIB) /* the most that a piece can be */
#define PAGE (4 * KIB)
#define SHARE MIB /* of a further queue: what Linux gives its own bounce buffer at least, IO_TLB_MIN_SLABS */

#define DESCRIPTOR UINT64_C(16)
#define PACKET (64 * KIB) /* with segmentation offload */
#define FRAGMENTS 17      /* of a packet: MAX_SKB_FRAGS */
#define HEADERS 30        /* of Ethernet with a VLAN tag, and of virtio */
#define POOLED 192        /* pages that a page pool has at hand beyond its ring: net/core/page_pool.c */

/* How a driver of Linux uses the queues of a type; sizes in bytes. */
struct habit {
	uint32_t queue_size; /* QEMU's, on virtio-mmio, which lets the driver choose up to 1024 */
	uint32_t rings;      /* of each queue */
	uint32_t more;       /* rings beside */
	uint32_t filled;     /* how many buffers wait in a queue, UINT32_MAX: as many as it has entries */
	uint32_t buffer;     /* what each takes; network devices have their own way */
	uint64_t request;    /* the largest; 0: what the block layer makes */
};

#define ALL UINT32_MAX

static const struct habit habits[] = {
	[FDTR_TYPE_BLOCK] = {1024, 1, 0, 0, 0, 0},
	[FDTR_TYPE_NETWORK] = {1024, 2, 1, ALL, 0, PACKET},
	[FDTR_TYPE_CONSOLE] = {1024, 2, 2, ALL, PAGE, 32 * KIB},
	[FDTR_TYPE_ENTROPY] = {1024, 1, 0, 1, SLOT, SLOT},
	[FDTR_TYPE_SCSI] = {1024, 1, 2, 8, SLOT, 0},
	[FDTR_TYPE_INPUT] = {1024, 2, 0, 64, SLOT, SLOT},
	[FDTR_TYPE_VSOCK] = {1024, 3, 0, ALL, 2 * PAGE, PACKET},
	[FDTR_TYPE_FILESYSTEM] = {1024, 1, 1, 0, 0, MIB},
	[FDTR_TYPE_OTHER] = {1024, 1, 0, 0, 0, MIB},
};

static uint64_t least_of(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t most_of(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* Sums and products stop at the largest number: queues come from a file. */
static uint64_t sum(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t product(uint64_t a, uint64_t b)
{
	return b && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

static uint64_t round_up(uint64_t size, uint64_t unit)
{
	return size > UINT64_MAX - (unit - 1) ? UINT64_MAX : (size + unit - 1) / unit * unit;
}

struct fdtr_queues fdtr_queues_known(const struct fdtr_queues *queues)
{
	struct fdtr_queues known = *queues;

	known.type = known.type ? known.type : FDTR_TYPE_BLOCK;
	known.queues = known.queues ? known.queues : 1;
	known.queue_size = known.queue_size ? known.queue_size : habits[known.type].queue_size;
	if (known.type != FDTR_TYPE_NETWORK && !known.segments)
		known.segments = known.queue_size > 3 ? known.queue_size - 2 : 1;
	if (known.type != FDTR_TYPE_NETWORK && !known.segment_size)
		known.segment_size = BLOCK;
	if (known.type == FDTR_TYPE_NETWORK && !known.mtu)
		known.mtu = 1500;
	return known;
}

/*
 * A ring lies at a multiple of its pages rounded up to a power of two, swiotlb_alloc(); of a split one that is
 * larger than a block the driver takes half, vring_alloc_queue_split(), and a packed one it does not get.
 */
static uint64_t ring_bytes(const struct fdtr_queues *queues, uint64_t page)
{
	uint64_t entries = queues->queue_size, size, room = page;

	do {
		size = DESCRIPTOR * entries;
		if (!queues->packed)
			size = round_up(size + 6 + 2 * entries, page) + 6 + 8 * entries;
		entries /= 2;
	} while (size > BLOCK && !queues->packed);
	while (room < size)
		room *= 2;
	return queues->packed ? room + 2 * page : room;
}

/* A buffer takes whole slots, and from a page on begins on one. */
static uint64_t buffer_bytes(uint64_t size, uint64_t page)
{
	return round_up(size, size < page ? SLOT : page);
}

/* What is received at once: an Ethernet frame, or, where the device puts segments together, a packet. */
static uint64_t received_bytes(const struct fdtr_queues *queues)
{
	return queues->plain ? (uint64_t)queues->mtu + HEADERS : PACKET;
}

/*
 * Receive buffers of a network device. Mergeable ones grow with what comes, up to a page; Linux 7.2 keeps the pages
 * that have been received into mapped, as many again. Without merging a buffer holds all that can come.
 */
static uint64_t receive_bytes(const struct fdtr_queues *queues, uint64_t page)
{
	const uint64_t size = received_bytes(queues), entries = queues->queue_size;
	uint64_t pages = round_up(size, page) / page + 1;

	if (!queues->unmerged)
		return sum(product(2 * entries, buffer_bytes(least_of(size, page), page)), POOLED * page);
	if (size <= SLOT)
		return product(entries, SLOT);
	return product(queues->direct ? entries / (pages + 2) + 1 : entries, pages * page + 2 * SLOT);
}

static uint64_t waiting_bytes(const struct fdtr_queues *queues, uint64_t page)
{
	const struct habit *habit = &habits[queues->type];
	uint64_t buffers = least_of(habit->filled, queues->queue_size);

	if (queues->mapped)
		return queues->mapped;
	if (queues->type == FDTR_TYPE_NETWORK)
		return product(queues->queues, receive_bytes(queues, page));
	return product(product(queues->queues, buffers), buffer_bytes(habit->buffer, page));
}

struct request {
	uint64_t size;   /* of all its pieces */
	uint64_t piece;  /* the largest */
	uint64_t pieces; /* at most so many */
};

/* Header and status take a slot each, and the table of indirect descriptors is a piece more. */
static struct request largest_request(const struct fdtr_queues *queues, uint64_t limit)
{
	const struct habit *habit = &habits[queues->type];
	uint64_t segments = queues->segments, table;
	struct request request = {.piece = least_of(queues->segment_size, BLOCK)};

	if (queues->mapped)
		return (struct request){0};
	if (queues->type == FDTR_TYPE_NETWORK) {
		segments = FRAGMENTS + 1;
		request.piece = PACKET;
	}
	if (queues->direct && queues->queue_size > 2)
		segments = least_of(segments, queues->queue_size - 2);
	request.size = least_of(habit->request ? habit->request : limit, product(segments, request.piece));
	request.piece = round_up(least_of(request.piece, request.size), SLOT);
	table = queues->direct ? 0 : least_of(DESCRIPTOR * (segments + 2), BLOCK);
	request.size = round_up(request.size, SLOT) + 2 * SLOT + round_up(table, SLOT);
	request.pieces = segments + 3;
	return request;
}

/*
 * Where its pieces fit together worst. A piece goes on behind the one before, into the next block when the rest of this
 * is too small for it; so a block is filled but for less than a piece, and two neighbours hold more than one.
 */
static uint64_t packed_bytes(const struct request *request)
{
	uint64_t used = most_of(BLOCK / 2, BLOCK - least_of(request->piece, BLOCK / 2));
	uint64_t blocks = request->size / used + 2;

	return request->size ? BLOCK * least_of(blocks, request->pieces) : 0;
}

void fdtr_need_add(struct fdtr_need *need, const struct fdtr_queues *queues)
{
	const struct fdtr_queues known = fdtr_queues_known(queues);
	const struct habit *habit = &habits[known.type];
	const uint64_t page = need->page ? need->page : PAGE;
	const struct request request = largest_request(&known, need->limit ? need->limit : FDTR_REQUEST);
	const uint64_t share = least_of(SHARE, request.size), packed = packed_bytes(&request);

	need->rings = sum(need->rings,
		product((uint64_t)habit->rings * known.queues + habit->more, ring_bytes(&known, page)));
	need->waiting = sum(need->waiting, waiting_bytes(&known, page));
	need->shares = sum(need->shares, product(known.queues, share));
	need->request = most_of(need->request, request.size);
	if (packed > need->packed || (packed == need->packed && share > need->share)) {
		need->packed = packed;
		need->share = share;
	}
}

uint64_t fdtr_pool_least(const struct fdtr_need *need)
{
	return sum(sum(need->rings, need->waiting), need->request);
}

uint64_t fdtr_pool_size(const struct fdtr_need *need, uint64_t granule)
{
	uint64_t stays = round_up(sum(need->rings, need->waiting), BLOCK);
	uint64_t moves = sum(need->packed, need->shares - need->share);

	/* Linux 6.1 takes the last block for a whole one, and maps behind the end of a pool that has a part of it. */
	return round_up(round_up(sum(stays, moves), BLOCK), granule ? granule : FDTR_DEFAULT_ALIGNMENT);
}
