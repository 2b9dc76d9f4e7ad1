// SPDX-License-Identifier: BSD-2-Clause
/* Linux: what memory-region comes to (drivers/of/device.c), and which pool ends the guest. */
#include "predict/parts.h"

/* How kernels read the list: up to 6.15 they count cells first, and a torn list has no count. */
static bool counts_cells(enum fdtr_target target)
{
	return target < FDTR_TARGET_LINUX_7_1;
}

static uint32_t first_pool(
	const struct fdtr_forecast *forecast, const struct fdtr_device *device, uint32_t *link)
{
	for (uint32_t i = 0; i < device->link_count; i++) {
		uint32_t pool = forecast->platform->links[device->first_link + i].pool;

		if (pool == FDTR_NONE || !forecast->platform->pools[pool].available)
			continue;
		*link = device->first_link + i;
		return pool;
	}
	return FDTR_NONE;
}

const struct fdtr_device *fdtr_host_of(const struct fdtr_forecast *forecast, const struct fdtr_device *device)
{
	uint32_t host = fdtr_device_of(forecast->platform, device->bus);

	return host == FDTR_NONE ? NULL : &forecast->platform->devices[host];
}

uint32_t fdtr_pool_taken(const struct fdtr_forecast *forecast, const struct fdtr_device *device,
	enum fdtr_target target, uint32_t *link)
{
	struct fdtr_property list;
	bool said = fdtr_tree_property(forecast->tree, device->object, FDTR_P_MEMORY_REGION, &list);
	const struct fdtr_device *host;

	*link = FDTR_NONE;
	if (said && counts_cells(target) && (list.length % 4 || !list.length))
		said = false;
	if (said)
		return first_pool(forecast, device, link);
	host = device->kind == FDTR_DEVICE_PCI ? fdtr_host_of(forecast, device) : NULL;
	return host ? fdtr_pool_taken(forecast, host, target, link) : FDTR_NONE;
}

#define ATTACH "Linux drivers/of/device.c of_dma_set_restricted_buffer()"

static const char *unnamed_text(
	const struct fdtr_platform *platform, const struct fdtr_device *device, bool torn, const char **rule)
{
	const struct fdtr_link *link = device->link_count ? &platform->links[device->first_link] : NULL;

	if (torn) {
		*rule = "memory-region-malformed";
		return "memory-region is no whole list of phandles, and the kernel counts no entry";
	}
	if (link && link->pool != FDTR_NONE && !platform->pools[link->pool].available) {
		*rule = "pool-disabled";
		return "memory-region names a pool that is disabled";
	}
	if (link && link->target == FDTR_NONE) {
		*rule = "memory-region-dangling";
		return "memory-region has a phandle that no node has";
	}
	if (link)
		return "memory-region names no restricted pool";
	return platform->pool_count
	               ? "there is a restricted pool, but memory-region does not give it to the device"
	               : "nothing gives the device a restricted pool";
}

static void because_unnamed(struct fdtr_story *story)
{
	const struct fdtr_device *device = story->device;
	struct fdtr_property list;
	bool torn = fdtr_tree_property(story->forecast->tree, device->object, FDTR_P_MEMORY_REGION, &list) &&
	            list.length % 4 && counts_cells(story->linux_target);
	const char *rule = NULL;
	const char *text = unnamed_text(story->forecast->platform, device, torn, &rule);

	fdtr_because_of(story, device->object, FDTR_P_MEMORY_REGION, text, ATTACH, rule);
}

/* A pool outside /reserved-memory: 6.12 and later look the region up by name. */
static uint32_t by_lookup(struct fdtr_story *story, uint32_t pool)
{
	const struct fdtr_pool *taken = &story->forecast->platform->pools[pool];

	if (taken->reserved)
		return pool;
	if (story->linux_target >= FDTR_TARGET_LINUX_6_12 && story->forecast->namesakes[pool] != FDTR_NONE) {
		fdtr_because_of(story, taken->object, FDTR_NODE_ITSELF,
			"the kernel looks the region up by name, and finds the child of /reserved-memory of that name",
			"Linux drivers/of/of_reserved_mem.c of_reserved_mem_lookup()",
			"region-name-duplicate");
		return story->forecast->namesakes[pool];
	}
	fdtr_because_of(story, taken->object, FDTR_NODE_ITSELF,
		"the pool is no child of /reserved-memory, where kernels look",
		"Linux drivers/of/of_reserved_mem.c of_reserved_mem_device_init_by_idx()",
		"pool-outside-reserved-memory");
	return FDTR_NONE;
}

void fdtr_story_pooled(struct fdtr_story *story)
{
	const struct fdtr_forecast *forecast = story->forecast;
	const struct fdtr_pool_loss *loss;
	uint32_t link, pool = fdtr_pool_taken(forecast, story->device, story->linux_target, &link);

	if (pool == FDTR_NONE) {
		because_unnamed(story);
		return;
	}
	if (!fdtr_has_pools(story)) {
		fdtr_because(story, NULL,
			"the kernel is built without CONFIG_DMA_RESTRICTED_POOL, and ignores the pool",
			ATTACH, "pool-unguarded");
		return;
	}
	fdtr_because_of(story, forecast->platform->devices[forecast->platform->links[link].device].object,
		FDTR_P_MEMORY_REGION, "memory-region names the pool", ATTACH, NULL);
	pool = by_lookup(story, pool);
	if (pool == FDTR_NONE)
		return;
	loss = fdtr_loss_of(forecast, pool, story->linux_target);
	if (loss->loss != FDTR_LOSS_NONE && loss->loss < FDTR_LOSS_CRASH) {
		fdtr_because(story, loss->reason.placed ? &loss->reason.place : NULL, loss->reason.text,
			loss->reason.source, loss->reason.rule);
		return;
	}
	story->pool = pool;
}

const struct fdtr_pool_loss *fdtr_fatal_pool(
	const struct fdtr_forecast *forecast, const struct fdtr_device *device, enum fdtr_target target)
{
	const struct fdtr_pool_loss *loss;
	uint32_t link, pool = fdtr_pool_taken(forecast, device, target, &link);

	if (pool != FDTR_NONE && !forecast->platform->pools[pool].reserved)
		pool = target >= FDTR_TARGET_LINUX_6_12 ? forecast->namesakes[pool] : FDTR_NONE;
	if (pool == FDTR_NONE || !device->available)
		return NULL;
	loss = fdtr_loss_of(forecast, pool, target);
	return loss->loss >= FDTR_LOSS_CRASH ? loss : NULL;
}

/*
 * Any device will do: the pool is cleared as the first one probes, occupied or not. Over the blob it is the properties that
 * drivers have still to read: they find no interrupt.
 */
bool fdtr_story_crashed(struct fdtr_story *story)
{
	const struct fdtr_forecast *forecast = story->forecast;
	const struct fdtr_device *first = story->device;
	const struct fdtr_pool_loss *loss = fdtr_fatal_pool(forecast, first, story->linux_target);
	uint32_t other = forecast->fatal[story->linux_target - FDTR_LINUX_FIRST];

	if (!fdtr_has_pools(story) || (!loss && other == FDTR_NONE))
		return false;
	if (!loss) {
		first = &forecast->platform->devices[other];
		loss = fdtr_fatal_pool(forecast, first, story->linux_target);
	}
	fdtr_because_of(story, first->object, FDTR_P_MEMORY_REGION,
		first == story->device ? "memory-region names the pool"
				       : "memory-region of another device names the pool",
		ATTACH, NULL);
	fdtr_because(story, loss->reason.placed ? &loss->reason.place : NULL, loss->reason.text,
		loss->reason.source, loss->reason.rule);
	if (loss->loss == FDTR_LOSS_CRASH)
		return fdtr_ends(story, FDTR_OUTCOME_CRASHES);
	/* Another device may have been read before. */
	return fdtr_ends(story, first == story->device ? FDTR_OUTCOME_REFUSED : FDTR_OUTCOME_UNKNOWN);
}
