// SPDX-License-Identifier: BSD-2-Clause
/* What rules ask of a platform again and again: its memory, its pools, who uses them. */
#include "lint/acpi/tables.h"

#include <string.h>

static bool add_range(struct fdtr_array *array, struct fdtr_range range)
{
	struct fdtr_range *item = fdtr_array_push(array);

	if (item)
		*item = range;
	return item != NULL;
}

/* Hands the ranges over and begins the next array behind them. */
static void end_ranges(struct fdtr_array *array, struct fdtr_ranges *ranges)
{
	*ranges = (struct fdtr_ranges){array->items, (uint32_t)array->count};
	fdtr_ranges_join(ranges);
	fdtr_array_begin(array, array->arena, array->size);
}

static int collect_ranges(struct fdtr_lint *lint)
{
	const struct fdtr_platform *platform = lint->platform;
	struct fdtr_array array;

	fdtr_array_begin(&array, lint->arena, sizeof(struct fdtr_range));
	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (platform->regions[i].kind == FDTR_REGION_MEMORY &&
			!add_range(&array, platform->regions[i].range))
			return FDTR_ERR_NOSPACE;
	}
	end_ranges(&array, &lint->banks);
	for (uint32_t i = 0; i < platform->pool_count; i++) {
		if (platform->pools[i].placed && platform->pools[i].available &&
			platform->pools[i].reserved && !add_range(&array, platform->pools[i].range))
			return FDTR_ERR_NOSPACE;
	}
	end_ranges(&array, &lint->pools);
	return FDTR_OK;
}

/* The first available restricted pool: Linux drivers/of/device.c of_dma_set_restricted_buffer(). */
static uint32_t pool_of_links(const struct fdtr_lint *lint, const struct fdtr_device *device)
{
	for (uint32_t i = 0; i < device->link_count; i++) {
		uint32_t pool = lint->platform->links[device->first_link + i].pool;

		if (pool != FDTR_NONE && lint->platform->pools[pool].available)
			return pool;
	}
	return FDTR_NONE;
}

static int collect_users(struct fdtr_lint *lint)
{
	const struct fdtr_platform *platform = lint->platform;

	lint->users = fdtr_arena_take(lint->arena, platform->pool_count, sizeof(*lint->users));
	lint->named = fdtr_arena_take(lint->arena, platform->pool_count, sizeof(*lint->named));
	lint->virtio_users = fdtr_arena_take(lint->arena, platform->pool_count, sizeof(*lint->virtio_users));
	lint->used = fdtr_arena_take(lint->arena, platform->device_count, sizeof(*lint->used));
	lint->unsound_pool = fdtr_arena_take(lint->arena, platform->pool_count, 1);
	lint->unsound_device = fdtr_arena_take(lint->arena, platform->device_count, 1);
	if (!lint->users || !lint->named || !lint->virtio_users || !lint->used || !lint->unsound_pool ||
		!lint->unsound_device)
		return FDTR_ERR_NOSPACE;
	memset(lint->users, 0, platform->pool_count * sizeof(*lint->users));
	memset(lint->named, 0, platform->pool_count * sizeof(*lint->named));
	memset(lint->virtio_users, 0, platform->pool_count * sizeof(*lint->virtio_users));
	memset(lint->unsound_pool, 0, platform->pool_count);
	memset(lint->unsound_device, 0, platform->device_count);
	for (uint32_t i = 0; i < platform->link_count; i++) {
		const struct fdtr_link *link = &platform->links[i];

		if (link->pool != FDTR_NONE)
			lint->named[link->pool] += platform->devices[link->device].available;
	}
	for (uint32_t i = 0; i < platform->device_count; i++) {
		lint->used[i] = pool_of_links(lint, &platform->devices[i]);
		if (lint->used[i] == FDTR_NONE || !platform->devices[i].available)
			continue;
		lint->users[lint->used[i]]++;
		lint->virtio_users[lint->used[i]] += platform->devices[i].kind != FDTR_DEVICE_OTHER;
	}
	return FDTR_OK;
}

/* What a table says of a pool is told of by rules of their own; without a range it has no edges to judge. */
static int collect_unsound(struct fdtr_lint *lint)
{
	if (!lint->acpi)
		return FDTR_OK;
	lint->unsound_object = fdtr_arena_take(lint->arena, lint->acpi->object_count, 1);
	if (!lint->unsound_object)
		return FDTR_ERR_NOSPACE;
	memset(lint->unsound_object, 0, lint->acpi->object_count);
	for (uint32_t i = 0; i < lint->platform->pool_count; i++) {
		if (!lint->platform->pools[i].placed)
			lint->unsound_pool[i] |= FDTR_SOUND_PLACE | FDTR_SOUND_SIZE;
	}
	return fdtr_lint_read_properties(lint) ? FDTR_OK : FDTR_ERR_NOSPACE;
}

int fdtr_lint_collect(struct fdtr_lint *lint)
{
	int status = collect_ranges(lint);

	if (!status)
		status = collect_users(lint);
	return status ? status : collect_unsound(lint);
}
