// SPDX-License-Identifier: BSD-2-Clause
/*
 * Linux: where it takes a queue from when the dma-ranges of a device hold ordinary memory, but not all of it.
 *
 * A queue comes from the contiguous area first, which lies as high as the DMA zone allows, and otherwise from the lowest free
 * memory of that zone; what is then not within the dma-ranges is given back, and the probe fails
 * (kernel/dma/direct.c __dma_direct_alloc_pages(), mm/cma.c, arch/arm64/mm/init.c zone_sizes_init()).
 */
#include "predict/parts.h"

#define MIB (UINT64_C(1) << 20)
#define AREA (16 * MIB) /* CONFIG_CMA_SIZE_MBYTES unless a distribution has more */
#define AREA_ALIGNMENT (4 * MIB)
#define MAX_GAPS 4096

/* The end of the DMA zone that the windows lead to: up to 6.11 it is rounded up to a power of two. */
static uint64_t zone_end(const struct fdtr_story *story)
{
	const struct fdtr_device *device = story->device;
	uint64_t end = 0;

	for (uint32_t i = 0; i < device->window_count; i++) {
		uint64_t last = story->forecast->platform->windows[device->first_window + i].range.last;

		end = last > end ? last : end;
	}
	if (story->linux_target < FDTR_TARGET_LINUX_6_12) {
		for (unsigned int shift = 1; shift < 64; shift *= 2)
			end |= end >> shift;
	}
	return end;
}

/* The area at the upper end of free memory `gap`; false when that is too small. */
static bool area_in(struct fdtr_range gap, struct fdtr_range *area)
{
	uint64_t first;

	if (fdtr_range_size(gap) < AREA)
		return false;
	first = (gap.last - (AREA - 1)) / AREA_ALIGNMENT * AREA_ALIGNMENT;
	*area = (struct fdtr_range){first, first + (AREA - 1)};
	return first >= gap.first;
}

/* The highest free memory of a bank, from its end down, that has room for the area. */
static bool area_in_bank(
	const struct fdtr_ranges *reserved, struct fdtr_range bank, uint32_t *gaps, struct fdtr_range *area)
{
	uint32_t at = fdtr_ranges_from(reserved, bank.last);

	if (at < reserved->count && reserved->items[at].first <= bank.last)
		at++;
	for (; ++*gaps < MAX_GAPS; at--) {
		bool below = at && reserved->items[at - 1].last >= bank.first;
		struct fdtr_range gap = {bank.first, bank.last};

		if (below)
			gap.first = reserved->items[at - 1].last + 1;
		if (gap.first && gap.first <= gap.last && area_in(gap, area))
			return true;
		if (!below || reserved->items[at - 1].first <= bank.first)
			return false;
		bank.last = reserved->items[at - 1].first - 1;
	}
	return false;
}

static bool find_area(
	const struct fdtr_story *story, const struct fdtr_ranges *reserved, struct fdtr_range *area)
{
	const struct fdtr_ranges *banks = &story->forecast->banks;
	uint64_t end = zone_end(story);
	uint32_t gaps = 0;

	for (uint32_t i = banks->count; i > 0 && gaps < MAX_GAPS; i--) {
		struct fdtr_range bank = banks->items[i - 1];

		if (bank.first > end)
			continue;
		bank.last = bank.last > end ? end : bank.last;
		if (area_in_bank(reserved, bank, &gaps, area))
			return true;
	}
	return false;
}

static bool windows_hold(const struct fdtr_story *story, struct fdtr_range range)
{
	const struct fdtr_device *device = story->device;

	for (uint32_t i = 0; i < device->window_count; i++) {
		if (fdtr_range_contains(
			    story->forecast->platform->windows[device->first_window + i].range, range))
			return true;
	}
	return false;
}

enum fdtr_ordinary fdtr_linux_reaches(const struct fdtr_story *story)
{
	struct fdtr_forecast *forecast = story->forecast;
	bool pools = fdtr_has_pools(story);
	enum fdtr_ordinary held = fdtr_ordinary_within(forecast, story->device, story->linux_target, pools);
	const struct fdtr_ranges *reserved =
		&forecast->reserved[story->linux_target - FDTR_LINUX_FIRST][pools];
	struct fdtr_range area, lowest;

	if (held == FDTR_ORDINARY_NONE || held == FDTR_ORDINARY_ALL || !forecast->banks.count)
		return held;
	lowest = (struct fdtr_range){forecast->banks.items[0].first, forecast->banks.items[0].first};
	if (find_area(story, reserved, &area) && windows_hold(story, area))
		return held;
	return windows_hold(story, lowest) ? FDTR_ORDINARY_SOME : FDTR_ORDINARY_LITTLE;
}
