// SPDX-License-Identifier: BSD-2-Clause
/* What ordinary memory, that is memory and not reserved, the windows of a device hold. */
#include "predict/parts.h"

/* Whether the memory of a reserved region stays reserved. */
static bool stays_reserved(const struct fdtr_forecast *forecast, const struct fdtr_region *region,
	enum fdtr_target target, bool pools)
{
	enum fdtr_loss loss;

	if (region->kind == FDTR_REGION_MEMRESERVE)
		return true;
	if (region->kind != FDTR_REGION_RESERVED || forecast->frame_lost & FDTR_FOR(target))
		return false;
	if (region->pool == FDTR_NONE)
		return true;
	if (forecast->acpi) /* the _CRS of a pool reserves nothing, the memory map does */
		return false;
	loss = fdtr_loss_of(forecast, region->pool, target)->loss;
	return loss != FDTR_LOSS_ORDINARY && !(loss == FDTR_LOSS_RETURNED && pools);
}

static bool collect(
	struct fdtr_forecast *forecast, enum fdtr_target target, bool pools, struct fdtr_ranges *ranges)
{
	const struct fdtr_platform *platform = forecast->platform;
	struct fdtr_range *items =
		fdtr_arena_take(forecast->arena, (size_t)platform->region_count + 1, sizeof(*items));

	if (!items)
		return false;
	*ranges = (struct fdtr_ranges){.items = items};
	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (stays_reserved(forecast, &platform->regions[i], target, pools))
			items[ranges->count++] = platform->regions[i].range;
	}
	fdtr_ranges_join(ranges);
	return true;
}

/* Room for the kernel's default bounce buffers, and its contiguous memory beside them. */
#define PLENTY (UINT64_C(128) << 20)
/* Less than any contiguous area that a kernel takes queues from. */
#define LITTLE (UINT64_C(16) << 20)

/* How much of the range is not reserved. */
static uint64_t free_in(const struct fdtr_ranges *reserved, struct fdtr_range range)
{
	uint64_t size = fdtr_range_size(range);
	struct fdtr_range shared;

	for (uint32_t i = fdtr_ranges_from(reserved, range.first);
		i < reserved->count && fdtr_range_intersect(range, reserved->items[i], &shared); i++)
		size -= fdtr_range_size(shared);
	return size;
}

/* Ordinary memory that a window holds: of the banks that it touches, what is not reserved as a whole. */
static uint64_t ordinary_in(
	const struct fdtr_ranges *banks, const struct fdtr_ranges *reserved, struct fdtr_range window)
{
	struct fdtr_range shared;
	uint64_t found = 0;

	for (uint32_t i = fdtr_ranges_from(banks, window.first);
		i < banks->count && found < PLENTY && fdtr_range_intersect(window, banks->items[i], &shared);
		i++)
		found = fdtr_ranges_contain(reserved, shared) ? found : found + free_in(reserved, shared);
	return found;
}

/*
 * Up to 6.0 Linux made one range of all that _DMA has, and where that maps one to one it kept the device below its end,
 * where parts of it are moved in different ways nowhere (acpi_dma_get_range(), dma_direct_set_offset()).
 */
static struct fdtr_window one_window(const struct fdtr_window *windows, uint32_t count)
{
	struct fdtr_window one = windows[0];

	for (uint32_t i = 1; i < count; i++) {
		if (windows[i].bus_first - windows[i].range.first != one.bus_first - one.range.first)
			return (struct fdtr_window){.range = {0, UINT64_MAX}};
		if (windows[i].range.first < one.range.first) {
			one.range.first = windows[i].range.first;
			one.bus_first = windows[i].bus_first;
		}
		if (windows[i].range.last > one.range.last)
			one.range.last = windows[i].range.last;
	}
	if (one.bus_first == one.range.first)
		one.range.first = 0;
	return one;
}

static enum fdtr_ordinary look(const struct fdtr_forecast *forecast, const struct fdtr_ranges *reserved,
	const struct fdtr_device *device, enum fdtr_target target)
{
	const struct fdtr_window *windows = &forecast->platform->windows[device->first_window];
	const struct fdtr_ranges *banks = &forecast->banks;
	struct fdtr_range hull = {banks->items[0].first, banks->items[banks->count - 1].last};
	uint32_t count = device->window_count;
	struct fdtr_window one;
	uint64_t found = 0;

	if (forecast->acpi && target == FDTR_TARGET_LINUX_5_15) {
		one = one_window(windows, count);
		windows = &one;
		count = 1;
	}
	for (uint32_t i = 0; i < count; i++) {
		if (fdtr_range_contains(windows[i].range, hull))
			return FDTR_ORDINARY_ALL;
		if (found < PLENTY)
			found += ordinary_in(banks, reserved, windows[i].range);
	}
	if (!found)
		return FDTR_ORDINARY_NONE;
	return found < LITTLE   ? FDTR_ORDINARY_LITTLE
	       : found < PLENTY ? FDTR_ORDINARY_SOME
	                        : FDTR_ORDINARY_PLENTY;
}

enum fdtr_ordinary fdtr_ordinary_within(
	struct fdtr_forecast *forecast, const struct fdtr_device *device, enum fdtr_target target, bool pools)
{
	size_t column = target < FDTR_LINUX_FIRST ? FDTR_LINUX_COUNT : target - FDTR_LINUX_FIRST;
	struct fdtr_ranges *reserved = &forecast->reserved[column][pools];
	unsigned char *known =
		&forecast->ordinary[((size_t)device->first_window * FDTR_COLUMNS + column) * 2 + pools];

	if (!forecast->banks.count)
		return FDTR_ORDINARY_SOME;
	if (!reserved->items && !collect(forecast, target, pools, reserved)) {
		forecast->no_space = true;
		return FDTR_ORDINARY_ALL;
	}
	if (!*known)
		*known = (unsigned char)(1 + look(forecast, reserved, device, target));
	return (enum fdtr_ordinary)(*known - 1);
}
