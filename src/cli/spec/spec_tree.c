// SPDX-License-Identifier: BSD-2-Clause
#include "cli/spec/spec_tree.h"

#include "cli/cli.h"
#include "platform/platform.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A device that is known by its address, and the nodes that it may be. */
struct wanted {
	uint64_t address;
	const struct spec_device *device;
	uint32_t selector; /* in requests.selectors */
	uint32_t node;
	uint32_t other; /* another one that is as good */
	bool is_known;  /* `node` is of a kind that does DMA */
};

struct lookup {
	struct spec_requests *requests;
	const struct spec *spec;
	const struct blob *base;
	struct wanted *wanted; /* ascending by address */
	uint32_t count;
};

static int by_address(const void *left, const void *right)
{
	uint64_t first = ((const struct wanted *)left)->address,
		 second = ((const struct wanted *)right)->address;

	return (first > second) - (first < second);
}

static void consider(struct wanted *wanted, uint32_t node, bool is_known)
{
	if (wanted->node == node || is_known < wanted->is_known)
		return;
	if (wanted->node != FDTR_NONE && is_known == wanted->is_known) {
		wanted->other = node;
		return;
	}
	wanted->node = node;
	wanted->other = FDTR_NONE;
	wanted->is_known = is_known;
}

static void search(const struct lookup *lookup, const struct fdtr_platform *platform)
{
	for (uint32_t i = 0; i < platform->region_count; i++) {
		const struct fdtr_region *region = &platform->regions[i];
		struct wanted key = {.address = region->range.first}, *found;

		if (region->kind != FDTR_REGION_MMIO || region->origin.index)
			continue;
		found = bsearch(&key, lookup->wanted, lookup->count, sizeof(key), by_address);
		if (found)
			consider(found, region->origin.object,
				fdtr_device_of(platform, region->origin.object) != FDTR_NONE);
	}
}

/* The path as a selector; with a slot, of the PCI device there. */
static int keep_selector(struct spec_requests *requests, uint32_t index, const char *path,
	const struct spec_device *device, struct fdtr_error *error)
{
	char slot[64] = "", *kept = malloc(strlen(path) + sizeof(slot));

	if (!kept)
		return fdtr_error_set(error, FDTR_ERR_INTERNAL, "out of memory");
	if (device->slot_at.line)
		(void)snprintf(slot, sizeof(slot),
			device->function ? "/device@%" PRIx64 ",%" PRIx64 : "/device@%" PRIx64, device->slot,
			device->function);
	(void)sprintf(kept, "%s%s", path, slot);
	free(requests->paths[index]);
	requests->paths[index] = kept;
	requests->selectors[index] = kept;
	return FDTR_OK;
}

static int take_path(const struct lookup *lookup, const struct fdtr_tree *tree, const struct wanted *wanted,
	struct fdtr_error *error)
{
	char path[FDTR_PATH_SIZE], other[FDTR_PATH_SIZE];

	if (wanted->node == FDTR_NONE)
		return spec_wrong(lookup->spec, wanted->device->at, error,
			"no device of %s has its registers at %#" PRIx64
			"; correct the address, or name the device with 'node'",
			lookup->base->name, wanted->address);
	(void)fdtr_tree_path(tree, wanted->node, path, sizeof(path));
	if (wanted->other != FDTR_NONE)
		return spec_wrong(lookup->spec, wanted->device->at, error,
			"%s and %s both have their registers at %#" PRIx64 "; say with 'node' which is meant",
			path, fdtr_tree_path(tree, wanted->other, other, sizeof(other)), wanted->address);
	return keep_selector(lookup->requests, wanted->selector, path, wanted->device, error);
}

static int look_up(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct lookup *lookup = context;
	struct fdtr_error inner = {0};
	struct fdtr_platform platform;
	struct fdtr_tree tree;
	int status = fdtr_tree_read(&tree, lookup->base->data, lookup->base->size, arena, &inner);

	if (!status)
		status = fdtr_platform_read(&platform, &tree, arena, &inner);
	if (status)
		return fdtr_error_set(error, status, "%s: %s", lookup->base->name, inner.message);
	for (uint32_t i = 0; i < lookup->count; i++)
		lookup->wanted[i].node = lookup->wanted[i].other = FDTR_NONE;
	search(lookup, &platform);
	for (uint32_t i = 0; !status && i < lookup->count; i++)
		status = take_path(lookup, &tree, &lookup->wanted[i], error);
	return status;
}

/* Selectors of one pool's devices, from `at` on; those known by their address are added to `lookup`. */
static int select_devices(
	struct lookup *lookup, const struct spec_pool *pool, uint32_t at, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (const struct spec_device *device = pool->devices; !status && device;
		device = device->next, at++) {
		lookup->requests->selectors[at] = device->node;
		if (device->node && device->slot_at.line)
			status = keep_selector(lookup->requests, at, device->node, device, error);
		else if (!device->node && device->at.line)
			lookup->wanted[lookup->count++] =
				(struct wanted){.address = device->address, .device = device, .selector = at};
		else if (!device->node)
			status = spec_wrong(lookup->spec, device->place, error,
				"a tree does not know this device by its 'object'; add its 'address' or its 'node'");
	}
	return status;
}

/* Each kind of firmware has a guard that the other knows under another name. */
static enum fdtr_guard guard_of(const struct spec *spec, const struct fdtr_request *common)
{
	if (common->guard != FDTR_GUARD_DEFAULT)
		return common->guard;
	return spec->guard == FDTR_GUARD_CONTAINER ? FDTR_GUARD_DMA_RANGES : spec->guard;
}

static int fill(struct lookup *lookup, const struct fdtr_request *common, struct fdtr_error *error)
{
	struct spec_requests *requests = lookup->requests;
	const struct spec *spec = lookup->spec;
	uint32_t at = 0;
	int status = FDTR_OK;

	for (const struct spec_pool *pool = spec_first(spec); !status && pool; pool = spec_next(spec, pool)) {
		struct fdtr_request *request = &requests->items[requests->count];

		*request = spec_request(pool, common);
		request->guard = guard_of(spec, common);
		request->attach = requests->selectors + at;
		requests->places[requests->count++] = pool->place;
		status = select_devices(lookup, pool, at, error);
		at += pool->device_count;
	}
	return status;
}

static int find_devices(struct lookup *lookup, struct fdtr_error *error)
{
	void *memory = NULL;
	int status;

	if (!lookup->count)
		return FDTR_OK;
	qsort(lookup->wanted, lookup->count, sizeof(*lookup->wanted), by_address);
	status = with_arena(lookup->base->size, look_up, lookup, &memory, error);
	free(memory);
	return status;
}

int spec_requests_make(struct spec_requests *requests, const struct spec *spec, const struct blob *base,
	const struct fdtr_request *common, struct fdtr_error *error)
{
	struct lookup lookup = {.requests = requests, .spec = spec, .base = base};
	uint32_t devices = spec_device_count(spec);
	int status;

	*requests = (struct spec_requests){.selector_count = devices,
		.items = calloc(spec->pool_count, sizeof(*requests->items)),
		.places = calloc(spec->pool_count, sizeof(*requests->places)),
		.selectors = calloc((size_t)devices + 1, sizeof(*requests->selectors)),
		.paths = calloc((size_t)devices + 1, sizeof(*requests->paths))};
	lookup.wanted = calloc((size_t)devices + 1, sizeof(*lookup.wanted));
	if (!requests->items || !requests->places || !requests->selectors || !requests->paths ||
		!lookup.wanted)
		status = fdtr_error_memory(error);
	else
		status = fill(&lookup, common, error);
	if (!status)
		status = find_devices(&lookup, error);
	free(lookup.wanted);
	return status;
}

void spec_requests_free(struct spec_requests *requests)
{
	for (uint32_t i = 0; requests->paths && i < requests->selector_count; i++)
		free(requests->paths[i]);
	free(requests->items);
	free(requests->places);
	free(requests->selectors);
	free(requests->paths);
	*requests = (struct spec_requests){0};
}
