// SPDX-License-Identifier: BSD-2-Clause
/* Which pool each target gets: one that the base has, or a new one at a place of its own. */
#include "generate/plan.h"

#include <fdtrestrict/placement.h>

#include <string.h>

uint32_t fdtr_device_pool(const struct fdtr_platform *platform, const struct fdtr_device *device)
{
	for (uint32_t i = 0; i < device->link_count; i++) {
		uint32_t pool = platform->links[device->first_link + i].pool;

		if (pool != FDTR_NONE && platform->pools[pool].available && platform->pools[pool].reserved)
			return pool;
	}
	return FDTR_NONE;
}

/* "NAME", "NAME@ADDRESS", or, for a pool that the kernel places, "NAME-NUMBER". */
static bool has_our_name(const struct fdtr_plan *plan, const struct fdtr_pool *pool)
{
	const char *name = fdtr_tree_name(plan->tree, pool->object);
	size_t length = strlen(fdtr_pool_base_name(plan->request));

	if (fdtr_name_is(plan->tree, pool->object, fdtr_pool_base_name(plan->request)))
		return true;
	return pool->dynamic && !strncmp(name, fdtr_pool_base_name(plan->request), length) &&
	       name[length] == '-' && name[length + 1] &&
	       !name[length + 1 + strspn(name + length + 1, "0123456789")];
}

static bool same_allowed(const struct fdtr_plan *plan, const struct fdtr_pool *pool)
{
	if (pool->allowed_count != plan->allowed_count)
		return false;
	for (uint32_t i = 0; i < pool->allowed_count; i++) {
		struct fdtr_range has = plan->platform->allowed[pool->first_allowed + i];

		if (has.first != plan->allowed[i].first || has.last != plan->allowed[i].last)
			return false;
	}
	return true;
}

static bool is_another(const struct fdtr_plan *plan, const struct fdtr_pool *pool)
{
	for (uint32_t i = 0; i < plan->request->other_count; i++) {
		if (!strcmp(plan->request->others[i], fdtr_tree_name(plan->tree, pool->object)))
			return true;
	}
	return false;
}

/* Whether a pool of the base is what this request would have made as its pool of that number. */
static bool meets(const struct fdtr_plan *plan, const struct fdtr_pool *pool, uint32_t index)
{
	const struct fdtr_request *request = plan->request;
	uint64_t address;

	if (!pool->reserved || !pool->available || pool->size != request->size || !has_our_name(plan, pool) ||
		is_another(plan, pool))
		return false;
	switch (request->where) {
	case FDTR_WHERE_DYNAMIC:
		return pool->dynamic && pool->alignment == fdtr_request_alignment(request) &&
		       same_allowed(plan, pool);
	case FDTR_WHERE_FIXED:
		return pool->placed && fdtr_request_address(request, index, &address) &&
		       pool->range.first == address;
	default:
		return pool->placed && fdtr_request_allows(request, pool->range) &&
		       pool->range.first % fdtr_request_alignment(request) == 0;
	}
}

static uint32_t current_pool(const struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	if (target->device == FDTR_NONE)
		return FDTR_NONE;
	return fdtr_device_pool(plan->platform, &plan->platform->devices[target->device]);
}

static void adopt(const struct fdtr_plan *plan, struct fdtr_plan_pool *mine, uint32_t index)
{
	const struct fdtr_pool *pool = &plan->platform->pools[index];

	mine->node = pool->object;
	mine->name = fdtr_tree_name(plan->tree, pool->object);
	mine->dynamic = pool->dynamic;
	mine->range = pool->range;
	mine->size = pool->size;
	mine->phandle = pool->handle;
	mine->has_phandle = pool->handle != 0;
}

/* One pool for all: what the first linked target uses, else the first in the tree that would do. */
static uint32_t find_shared(const struct fdtr_plan *plan)
{
	for (uint32_t i = 0; i < plan->target_count; i++) {
		uint32_t pool = current_pool(plan, &plan->targets[i]);

		if (pool != FDTR_NONE && meets(plan, &plan->platform->pools[pool], 0))
			return pool;
	}
	for (uint32_t i = 0; i < plan->platform->pool_count; i++) {
		if (meets(plan, &plan->platform->pools[i], 0))
			return i;
	}
	return FDTR_NONE;
}

/* A pool of one's own is one that no other target uses. */
static uint32_t find_own(const struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	uint32_t pool = current_pool(plan, target);

	if (pool == FDTR_NONE ||
		!meets(plan, &plan->platform->pools[pool], (uint32_t)(target - plan->targets)))
		return FDTR_NONE;
	for (uint32_t i = 0; i < plan->target_count; i++) {
		if (&plan->targets[i] != target && current_pool(plan, &plan->targets[i]) == pool)
			return FDTR_NONE;
	}
	return pool;
}

static int check_links(const struct fdtr_plan *plan, const struct fdtr_attachment *target, uint32_t chosen)
{
	uint32_t pool = current_pool(plan, target);
	char path[FDTR_PATH_SIZE], pool_path[FDTR_PATH_SIZE], size[FDTR_SIZE_TEXT];

	if (pool == FDTR_NONE || plan->platform->pools[pool].object == chosen)
		return FDTR_OK;
	return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
		"%s uses the restricted pool %s (%s) already, and kernels use only the first; leave the device out, ask "
		"for that pool's name, size and place, or delete it from memory-region",
		fdtr_tree_path(plan->tree, target->node, path, sizeof(path)),
		fdtr_tree_path(plan->tree, plan->platform->pools[pool].object, pool_path, sizeof(pool_path)),
		fdtr_size_text(plan->platform->pools[pool].size, size));
}

/* Kernels keep 64 regions at best, so a tree that asks for more of these is a mistake. */
#define MAX_POOLS 256

static int assign(struct fdtr_plan *plan)
{
	bool own = plan->request->per_device;
	uint32_t found;
	int status = FDTR_OK;

	if (own && plan->target_count > MAX_POOLS)
		return fdtr_error_set(plan->error, FDTR_ERR_UNSUPPORTED,
			"%u devices are too many for a pool each: kernels keep 64 regions; attach fewer, or share a pool",
			plan->target_count);
	plan->pool_count = own ? plan->target_count : 1;
	plan->pools = fdtr_arena_take(plan->arena, plan->pool_count, sizeof(*plan->pools));
	if (!plan->pools)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < plan->pool_count; i++) {
		plan->pools[i] = (struct fdtr_plan_pool){.node = FDTR_NONE,
			.size = plan->request->size,
			.dynamic = plan->request->where == FDTR_WHERE_DYNAMIC};
		found = own ? find_own(plan, &plan->targets[i]) : find_shared(plan);
		if (found != FDTR_NONE)
			adopt(plan, &plan->pools[i], found);
	}
	for (uint32_t i = 0; !status && i < plan->target_count; i++) {
		plan->targets[i].pool = own ? i : 0;
		status = check_links(plan, &plan->targets[i], plan->pools[plan->targets[i].pool].node);
	}
	return status;
}

static const struct fdtr_region *what_overlaps(
	const struct fdtr_plan *plan, const struct fdtr_wish *wish, struct fdtr_range range)
{
	for (uint32_t i = 0; i < plan->platform->region_count; i++) {
		const struct fdtr_region *region = &plan->platform->regions[i];

		if (region->kind != FDTR_REGION_MEMORY && fdtr_range_overlaps(region->range, range))
			return region;
	}
	for (uint32_t i = 0; i < wish->taken_count; i++) {
		if (fdtr_range_overlaps(wish->taken[i].range, range))
			return &wish->taken[i];
	}
	return NULL;
}

static bool in_one_bank(const struct fdtr_plan *plan, struct fdtr_range range)
{
	for (uint32_t i = 0; i < plan->platform->region_count; i++) {
		const struct fdtr_region *region = &plan->platform->regions[i];

		if (region->kind == FDTR_REGION_MEMORY && fdtr_range_contains(region->range, range))
			return true;
	}
	return false;
}

static const char *what_excludes(const struct fdtr_plan *plan, struct fdtr_range range)
{
	if (!fdtr_request_allows(plan->request, range))
		return "lies outside what --within and --below allow";
	if (!in_one_bank(plan, range))
		return "is not wholly inside one bank of /memory; choose another address, or --at auto (for a board "
		       "whose firmware rewrites /memory: --memory provisional)";
	if (range.last > plan->platform->lowmem_last)
		return "is above the linear map of a 32-bit kernel, where no pool works; choose a lower address";
	return "is out of reach of its devices, whose dma-ranges do not cover it; choose another address, or --at auto";
}

/* Why a fixed place is none: first what is there, then what fdtr_place() has against it. */
static int refuse_fixed(struct fdtr_plan *plan, const struct fdtr_wish *wish, struct fdtr_range range)
{
	const struct fdtr_region *region = what_overlaps(plan, wish, range);
	char path[FDTR_PATH_SIZE];

	if (region)
		return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
			"the pool %#" PRIx64 "..%#" PRIx64 " would overlap the %s %#" PRIx64 "..%#" PRIx64
			"%s%s; choose another address, or --at auto",
			range.first, range.last, fdtr_region_kind_name(region->kind), region->range.first,
			region->range.last, region->origin.object == FDTR_NONE ? "" : " of ",
			region->origin.object == FDTR_NONE
				? ""
				: fdtr_tree_path(plan->tree, region->origin.object, path, sizeof(path)));
	return fdtr_error_set(plan->error, FDTR_ERR_NOROOM, "the pool %#" PRIx64 "..%#" PRIx64 " %s",
		range.first, range.last, what_excludes(plan, range));
}

/* A board's /memory may be provisional: then a fixed place is taken at its word, unless something is there. */
static bool must_be_in_memory(const struct fdtr_plan *plan)
{
	return plan->request->memory == FDTR_MEMORY_FINAL || plan->request->within_count ||
	       plan->request->below;
}

static int place_fixed(
	struct fdtr_plan *plan, struct fdtr_wish *wish, uint64_t address, struct fdtr_range *range)
{
	struct fdtr_range wanted, found;
	struct fdtr_wish here = *wish;
	int status;

	if (address & (wish->alignment - 1))
		return fdtr_error_set(plan->error, FDTR_ERR_ARGUMENT,
			"the address %#" PRIx64 " is not aligned to %#" PRIx64
			"; choose an aligned one, or another --align",
			address, wish->alignment);
	if (!fdtr_range_make(address, wish->size, &wanted))
		return fdtr_error_set(plan->error, FDTR_ERR_ARGUMENT,
			"a pool of %#" PRIx64 " bytes at %#" PRIx64 " passes 2^64", wish->size, address);
	if (!fdtr_request_allows(plan->request, wanted) || what_overlaps(plan, wish, wanted))
		return refuse_fixed(plan, wish, wanted);
	here.within = &wanted;
	here.within_count = 1;
	status = fdtr_place(plan->platform, &here, plan->arena, &found, plan->error);
	if (status == FDTR_ERR_NOROOM && must_be_in_memory(plan))
		return refuse_fixed(plan, wish, wanted);
	*range = wanted;
	return status == FDTR_ERR_NOROOM ? FDTR_OK : status;
}

static int place_one(struct fdtr_plan *plan, struct fdtr_wish *wish, uint32_t index, uint64_t address)
{
	struct fdtr_plan_pool *pool = &plan->pools[index];

	wish->devices = plan->devices;
	wish->device_count = plan->target_count;
	if (plan->request->per_device) {
		wish->devices = plan->devices + index;
		wish->device_count = 1;
	}
	if (plan->request->where == FDTR_WHERE_FIXED)
		return place_fixed(plan, wish, address, &pool->range);
	wish->within = plan->request->within;
	wish->within_count = plan->request->within_count;
	return fdtr_place(plan->platform, wish, plan->arena, &pool->range, plan->error);
}

/* Each new pool is in the way of the next. */
static int place_new(struct fdtr_plan *plan, struct fdtr_region *taken)
{
	const struct fdtr_request *request = plan->request;
	struct fdtr_wish wish = {.size = request->size,
		.alignment = fdtr_request_alignment(request),
		.below = request->below,
		.taken = taken,
		.taken_count = request->taken_count};
	uint64_t address = 0;
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < plan->pool_count; i++) {
		if (plan->pools[i].node != FDTR_NONE || plan->pools[i].dynamic)
			continue;
		if (!fdtr_request_address(request, i, &address))
			return fdtr_error_set(plan->error, FDTR_ERR_NOROOM, "the pools pass 2^64");
		status = place_one(plan, &wish, i, address);
		taken[wish.taken_count++] = (struct fdtr_region){.range = plan->pools[i].range,
			.kind = FDTR_REGION_RESERVED,
			.pool = FDTR_NONE,
			.origin = {.object = FDTR_NONE}};
	}
	return status;
}

/* What a kernel cannot do without, by far. */
#define LEAST_LEFT (UINT64_C(16) << 20)

static int check_rest(const struct fdtr_plan *plan)
{
	uint64_t memory = 0, pools = 0;
	bool any_new = false;

	for (uint32_t i = 0; i < plan->platform->region_count; i++) {
		const struct fdtr_region *region = &plan->platform->regions[i];
		uint64_t size = region->kind == FDTR_REGION_MEMORY ? fdtr_range_size(region->range) : 0;

		memory = memory > UINT64_MAX - size ? UINT64_MAX : memory + size;
	}
	for (uint32_t i = 0; i < plan->pool_count; i++) {
		pools = pools > UINT64_MAX - plan->pools[i].size ? UINT64_MAX : pools + plan->pools[i].size;
		any_new = any_new || plan->pools[i].node == FDTR_NONE;
	}
	if (!any_new || plan->request->memory != FDTR_MEMORY_FINAL ||
		(pools < memory && memory - pools >= LEAST_LEFT))
		return FDTR_OK;
	return fdtr_error_set(plan->error, FDTR_ERR_NOROOM,
		"pools of %#" PRIx64 " bytes in all leave less than 16 MiB of the guest's %#" PRIx64
		" bytes of memory; ask for less",
		pools, memory);
}

static int place(struct fdtr_plan *plan)
{
	const struct fdtr_request *request = plan->request;
	struct fdtr_region *taken =
		fdtr_arena_take(plan->arena, (size_t)request->taken_count + plan->pool_count, sizeof(*taken));

	if (!taken)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < request->taken_count; i++)
		taken[i] = request->taken[i];
	return place_new(plan, taken);
}

/* A limit that the root's one cell cannot pass anyway is none. */
static uint64_t limit_of(const struct fdtr_plan *plan)
{
	bool idle = plan->tree->nodes[0].address_cells < 2 && plan->request->below > UINT32_MAX;

	return !plan->request->below || idle ? UINT64_MAX : plan->request->below - 1;
}

static int allow(struct fdtr_plan *plan)
{
	const struct fdtr_request *request = plan->request;
	struct fdtr_range limit = {0, limit_of(plan)};

	plan->allowed =
		fdtr_arena_take(plan->arena, (size_t)request->within_count + 1, sizeof(*plan->allowed));
	if (!plan->allowed)
		return fdtr_error_arena(plan->error);
	if (request->where != FDTR_WHERE_DYNAMIC)
		return FDTR_OK;
	for (uint32_t i = 0; i < request->within_count; i++)
		plan->allowed_count +=
			fdtr_range_intersect(request->within[i], limit, &plan->allowed[plan->allowed_count]);
	if (request->within_count && !plan->allowed_count)
		return fdtr_error_set(plan->error, FDTR_ERR_NOROOM,
			"nothing that --within allows lies below what --below does");
	if (!request->within_count && limit.last != UINT64_MAX)
		plan->allowed[plan->allowed_count++] = limit;
	return FDTR_OK;
}

int fdtr_plan_pools(struct fdtr_plan *plan)
{
	int status = allow(plan);

	if (!status)
		status = assign(plan);

	if (!status)
		status = place(plan);
	if (!status)
		status = check_rest(plan);
	return status ? status : fdtr_plan_names(plan);
}
