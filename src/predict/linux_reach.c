// SPDX-License-Identifier: BSD-2-Clause
/* Linux: where DMA goes in the end (kernel/dma/swiotlb.c, kernel/dma/direct.c). */
#include "predict/parts.h"

#define ALLOC "Linux kernel/dma/swiotlb.c swiotlb_alloc()"
#define FIND "Linux kernel/dma/swiotlb.c swiotlb_tbl_map_single()"

/* A pool that does not begin or end on a page: each kernel in its own way. */
static bool is_off_page(struct fdtr_story *story, const struct fdtr_pool *pool)
{
	uint64_t page = fdtr_page_of(story);
	bool old = story->linux_target <= FDTR_TARGET_LINUX_6_1;
	bool base = pool->placed && pool->range.first % page, size = pool->size % page;
	enum fdtr_property_id id = pool->placed ? FDTR_P_REG : FDTR_P_SIZE;

	if (base && story->linux_target != FDTR_TARGET_LINUX_6_12) {
		fdtr_because_of(story, pool->object, id,
			old ? "the pool begins off a page, and the kernel hands out the page before it too"
			    : "the pool begins off a page, and no run of slots is aligned as large mappings have to be",
			old ? ALLOC : FIND, "pool-page-alignment");
		return fdtr_ends(story, old ? FDTR_OUTCOME_UNRESTRICTED : FDTR_OUTCOME_STALLS);
	}
	if (size && old) {
		fdtr_because_of(story, pool->object, id,
			"the pool ends off a page, and what the kernel hands out reaches beyond it into memory of others",
			ALLOC, "pool-page-alignment");
		return fdtr_ends(story, FDTR_OUTCOME_CRASHES);
	}
	return false;
}

/* Virtio-mmio begins the used ring on a page of its own: VIRTIO_MMIO_VRING_ALIGN, drivers/virtio/virtio_mmio.c. */
static uint64_t smallest_queue(const struct fdtr_story *story)
{
	return fdtr_page_of(story) * (story->device->kind == FDTR_DEVICE_VIRTIO_MMIO ? 2 : 1);
}

static bool is_too_small(struct fdtr_story *story, const struct fdtr_pool *pool)
{
	enum fdtr_property_id id = pool->placed ? FDTR_P_REG : FDTR_P_SIZE;

	if (pool->size < smallest_queue(story)) {
		fdtr_because_of(story, pool->object, id,
			"the pool has no room for the smallest virtqueue: the probe fails with -12", ALLOC,
			"pool-too-small");
		return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	}
	if (story->virtio && pool->size <= fdtr_target_info(story->linux_target)->stalls_at) {
		fdtr_because_of(story, pool->object, id,
			"the pool fills up (\"swiotlb buffer is full\"), and a disk waits for ever", FIND,
			"pool-too-small");
		return fdtr_ends(story, FDTR_OUTCOME_STALLS);
	}
	return false;
}

/* Device and memory see the same addresses: what a VMM emulates takes what it is given for an address of the guest. */
static bool is_emulated(const struct fdtr_story *story)
{
	struct fdtr_lint lint = {.tree = story->forecast->tree,
		.platform = story->forecast->platform,
		.board = fdtr_is_board(story->forecast->tree)};
	const struct fdtr_device *device = story->device;

	if (device->kind == FDTR_DEVICE_PCI)
		device = fdtr_host_of(story->forecast, device);
	return device && fdtr_is_emulated(&lint, device);
}

#define WINDOWS "Linux kernel/dma/direct.c dma_direct_alloc(), drivers/of/address.c of_dma_get_range()"

static const struct fdtr_window *window_at(const struct fdtr_story *story, uint64_t address)
{
	const struct fdtr_device *device = story->device;

	for (uint32_t i = 0; i < device->window_count; i++) {
		const struct fdtr_window *window =
			&story->forecast->platform->windows[device->first_window + i];

		if (window->range.first <= address && address <= window->range.last)
			return window;
	}
	return NULL;
}

/* The last byte that is reached from a window on: windows side by side that shift alike are one. */
static uint64_t reach_from(const struct fdtr_story *story, const struct fdtr_window *window, uint64_t last)
{
	uint64_t shift = window->bus_first - window->range.first;

	for (uint32_t i = 0; i < FDTR_MAX_WINDOWS && window->range.last < last; i++) {
		const struct fdtr_window *next = window_at(story, window->range.last + 1);

		if (!next || next->bus_first - next->range.first != shift)
			break;
		window = next;
	}
	return window->range.last;
}

static bool pool_in_reach(struct fdtr_story *story, const struct fdtr_pool *pool)
{
	const struct fdtr_window *window = window_at(story, pool->range.first);
	uint32_t node = story->device->window_object;
	uint64_t shift = window ? window->bus_first - window->range.first : 0;

	if (!window || reach_from(story, window, pool->range.last) < pool->range.last) {
		bool part = window || window_at(story, pool->range.last);

		fdtr_because_of(story, node, FDTR_P_DMA_RANGES,
			part ? "the pool is only partly within the dma-ranges of the device, and mappings beyond fail"
			     : "the pool is out of reach of the device's dma-ranges: the probe fails with -12",
			WINDOWS, "pool-out-of-dma-reach");
		return !fdtr_ends(story, part ? FDTR_OUTCOME_STALLS : FDTR_OUTCOME_REFUSED);
	}
	if (shift % fdtr_page_of(story)) {
		bool old = story->linux_target <= FDTR_TARGET_LINUX_6_1;

		fdtr_because_of(story, node, FDTR_P_DMA_RANGES,
			old ? "dma-ranges move the pool off its pages, and the device is told other addresses than the driver uses"
			    : "dma-ranges move the pool off its pages, and the kernel cannot hand out pages of it",
			ALLOC, "dma-ranges-misaligned");
		return !fdtr_ends(story, old ? FDTR_OUTCOME_STALLS : FDTR_OUTCOME_REFUSED);
	}
	if (shift && is_emulated(story)) {
		fdtr_because_of(story, node, FDTR_P_DMA_RANGES,
			"dma-ranges do not map one to one, and an emulated device takes its address for another place",
			WINDOWS, "dma-ranges-shifted");
		return !fdtr_ends(story, FDTR_OUTCOME_STALLS);
	}
	return true;
}

static void reach_of_dynamic(struct fdtr_story *story, const struct fdtr_pool *pool)
{
	fdtr_because_of(story, story->device->window_object, FDTR_P_DMA_RANGES,
		"the kernel places the pool, within the dma-ranges or not", WINDOWS, "pool-out-of-dma-reach");
	(void)pool;
	fdtr_ends(story, fdtr_ordinary_within(story->forecast, story->device, story->linux_target, true) ==
					 FDTR_ORDINARY_ALL
				 ? FDTR_OUTCOME_RESTRICTED
				 : FDTR_OUTCOME_UNKNOWN);
}

static void reach_with_pool(struct fdtr_story *story)
{
	const struct fdtr_pool *pool = &story->forecast->platform->pools[story->pool];
	bool limited = story->device->window_count != 0;

	if (pool->size && (is_too_small(story, pool) || is_off_page(story, pool)))
		return;
	if (limited && !pool->placed) {
		reach_of_dynamic(story, pool);
		return;
	}
	if (limited && !pool_in_reach(story, pool))
		return;
	fdtr_because_of(story, pool->object, FDTR_NODE_ITSELF,
		"the kernel sets the pool up, and all DMA of the device bounces through it",
		"Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init()", NULL);
	fdtr_ends(story, FDTR_OUTCOME_RESTRICTED);
}

static void reach_without_pool(struct fdtr_story *story)
{
	static const struct {
		const char *text;
		enum fdtr_outcome outcome;
	} told[] = {
		[FDTR_ORDINARY_NONE] =
			{"dma-ranges leave the device no memory that is not reserved: the probe fails with -12",
				FDTR_OUTCOME_REFUSED},
		[FDTR_ORDINARY_LITTLE] =
			{"dma-ranges hold less ordinary memory than the kernel allocates queues from: the probe fails with -12",
				FDTR_OUTCOME_REFUSED},
		[FDTR_ORDINARY_SOME] =
			{"dma-ranges hold some ordinary memory, and it depends on the kernel's allocators whether the device gets it",
				FDTR_OUTCOME_UNKNOWN},
		[FDTR_ORDINARY_PLENTY] = {"dma-ranges hold ordinary memory, which the device gets",
			FDTR_OUTCOME_UNRESTRICTED},
		[FDTR_ORDINARY_ALL] = {"dma-ranges hold all of memory, which the device gets",
			FDTR_OUTCOME_UNRESTRICTED},
	};
	uint32_t node = story->device->window_object;
	enum fdtr_ordinary ordinary;

	if (!story->device->window_count) {
		fdtr_because(story, NULL, "nothing else keeps the device's DMA from ordinary memory",
			"Linux kernel/dma/direct.c dma_direct_alloc()", NULL);
		fdtr_ends(story, FDTR_OUTCOME_UNRESTRICTED);
		return;
	}
	ordinary = fdtr_linux_reaches(story);
	fdtr_because_of(story, node, FDTR_P_DMA_RANGES, told[ordinary].text, WINDOWS,
		ordinary == FDTR_ORDINARY_NONE ? NULL : "guard-mismatch");
	fdtr_ends(story, told[ordinary].outcome);
}

void fdtr_story_reach(struct fdtr_story *story)
{
	if (story->pool != FDTR_NONE)
		reach_with_pool(story);
	else
		reach_without_pool(story);
}
