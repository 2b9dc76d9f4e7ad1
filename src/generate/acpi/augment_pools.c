// SPDX-License-Identifier: BSD-2-Clause
/* Which pool a request gets: one that the tables have, or a new one at a place of its own. */
#include "generate/acpi/augment.h"

#include "platform/platform.h"

#include <fdtrestrict/placement.h>

#include <inttypes.h>

/* The device's own, as the tables have it; FDTR_NONE when it uses none. */
static uint32_t current_pool(const struct fdtr_augment *augment, const struct fdtr_augment_target *target)
{
	const uint32_t device = target->pci ? FDTR_NONE : fdtr_device_of(augment->platform, target->object);

	if (device == FDTR_NONE)
		return FDTR_NONE;
	return fdtr_device_pool(augment->platform, &augment->platform->devices[device]);
}

static bool has_style(const struct fdtr_augment *augment, const struct fdtr_pool *pool)
{
	const bool rdma = fdtr_acpi_has_id(augment->tables, pool->object, FDTR_ACPI_RDMA_HID);

	return rdma == (augment->style == FDTR_ACPI_STYLE_RDMA0000);
}

static bool is_made(const struct fdtr_augment *augment, struct fdtr_range range)
{
	for (uint32_t i = 0; i < augment->made_count; i++) {
		if (fdtr_range_overlaps(augment->made[i].range, range))
			return true;
	}
	return false;
}

/* Whether a pool of the tables is what this request would have made as its pool of that number. */
static bool meets(const struct fdtr_augment *augment, const struct fdtr_pool *pool, uint32_t number)
{
	const struct fdtr_request *request = augment->request;
	uint64_t address;

	if (!pool->placed || !pool->available || fdtr_range_size(pool->range) != request->size ||
		!has_style(augment, pool) || is_made(augment, pool->range))
		return false;
	if (request->where == FDTR_WHERE_FIXED)
		return fdtr_request_address(request, number, &address) && pool->range.first == address;
	return fdtr_request_allows(request, pool->range) &&
	       pool->range.first % fdtr_request_alignment(request) == 0;
}

/* What the first target that uses one has; for a pool that is shared, else the first that would do. */
static uint32_t find_pool(const struct fdtr_augment *augment, uint32_t first, uint32_t count, uint32_t number)
{
	const struct fdtr_platform *platform = augment->platform;

	for (uint32_t i = first; i < first + count; i++) {
		const uint32_t pool = current_pool(augment, &augment->targets[i]);

		if (pool != FDTR_NONE && meets(augment, &platform->pools[pool], number))
			return pool;
	}
	for (uint32_t i = 0; !augment->request->per_device && i < platform->pool_count; i++) {
		if (meets(augment, &platform->pools[i], number))
			return i;
	}
	return FDTR_NONE;
}

static const struct fdtr_region *what_overlaps(
	const struct fdtr_region *regions, uint32_t count, struct fdtr_range range, bool reserved)
{
	for (uint32_t i = 0; i < count; i++) {
		if (regions[i].kind == FDTR_REGION_MEMORY || !fdtr_range_overlaps(regions[i].range, range))
			continue;
		if (!reserved || regions[i].kind != FDTR_REGION_RESERVED || regions[i].pool != FDTR_NONE)
			return &regions[i];
	}
	return NULL;
}

static bool knows_memory(const struct fdtr_platform *platform)
{
	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (platform->regions[i].kind == FDTR_REGION_MEMORY)
			return true;
	}
	return false;
}

static int would_overlap(
	const struct fdtr_augment *augment, struct fdtr_range range, const struct fdtr_region *region)
{
	const bool placed = region->origin.object != FDTR_NONE;
	char place[FDTR_PATH_SIZE];

	return fdtr_error_set(augment->error, FDTR_ERR_CONFLICT,
		"the pool %#" PRIx64 "..%#" PRIx64 " would overlap the %s %#" PRIx64 "..%#" PRIx64
		"%s%s; choose another address",
		range.first, range.last, fdtr_region_kind_name(region->kind), region->range.first,
		region->range.last, placed ? " of " : "",
		placed ? fdtr_acpi_place_text(augment->tables, &region->origin, place, sizeof(place)) : "");
}

/* As the memory map has to have it. */
static bool is_reserved(const struct fdtr_platform *platform, struct fdtr_range range)
{
	for (uint32_t i = 0; i < platform->region_count; i++) {
		const struct fdtr_region *region = &platform->regions[i];

		if (region->kind == FDTR_REGION_RESERVED && region->pool == FDTR_NONE &&
			region->origin.object == FDTR_NONE && fdtr_range_contains(region->range, range))
			return true;
	}
	return false;
}

static int place_fixed(
	const struct fdtr_augment *augment, struct fdtr_wish *wish, uint32_t number, struct fdtr_range *range)
{
	const struct fdtr_platform *platform = augment->platform;
	const struct fdtr_region *region;
	struct fdtr_range found;
	uint64_t address;
	bool reserved;

	if (!fdtr_request_address(augment->request, number, &address) ||
		!fdtr_range_make(address, wish->size, range))
		return fdtr_error_set(augment->error, FDTR_ERR_ARGUMENT,
			"a pool of %#" PRIx64 " bytes there passes 2^64", wish->size);
	if (address & (wish->alignment - 1))
		return fdtr_error_set(augment->error, FDTR_ERR_ARGUMENT,
			"the address %#" PRIx64 " is not aligned to %#" PRIx64
			"; choose an aligned one, or another --align",
			address, wish->alignment);
	reserved = is_reserved(platform, *range);
	region = what_overlaps(platform->regions, platform->region_count, *range, reserved);
	if (!region)
		region = what_overlaps(wish->taken, wish->taken_count, *range, false);
	if (region)
		return would_overlap(augment, *range, region);
	if (reserved || !knows_memory(platform))
		return FDTR_OK;
	wish->within = range;
	wish->within_count = 1;
	if (fdtr_request_allows(augment->request, *range) &&
		!fdtr_place(platform, wish, augment->arena, &found, NULL))
		return FDTR_OK;
	return fdtr_error_set(augment->error, FDTR_ERR_NOROOM,
		"the pool %#" PRIx64 "..%#" PRIx64
		" is not wholly in one piece of the guest's memory, or out of reach of its devices; choose another address",
		range->first, range->last);
}

static int place(
	const struct fdtr_augment *augment, struct fdtr_wish *wish, uint32_t number, struct fdtr_range *range)
{
	const struct fdtr_request *request = augment->request;

	if (request->where == FDTR_WHERE_DYNAMIC)
		return fdtr_error_set(augment->error, FDTR_ERR_UNSUPPORTED,
			"a table needs the address of a pool, which no kernel chooses there; give it with --at");
	if (request->where == FDTR_WHERE_FIXED)
		return place_fixed(augment, wish, number, range);
	if (!knows_memory(augment->platform))
		return fdtr_error_set(augment->error, FDTR_ERR_ARGUMENT,
			"tables do not say what memory there is, so the pool cannot be placed: give its address with --at, or "
			"the machine's memory map with --memory-map");
	wish->within = request->within;
	wish->within_count = request->within_count;
	return fdtr_place(augment->platform, wish, augment->arena, range, augment->error);
}

static struct fdtr_region *taken_by_all(const struct fdtr_augment *augment, uint32_t *count)
{
	const struct fdtr_request *request = augment->request;
	struct fdtr_region *taken = fdtr_arena_take(
		augment->arena, (size_t)request->taken_count + augment->made_count, sizeof(*taken));

	*count = 0;
	for (uint32_t i = 0; taken && i < request->taken_count; i++)
		taken[(*count)++] = request->taken[i];
	for (uint32_t i = 0; taken && i < augment->made_count; i++)
		taken[(*count)++] = (struct fdtr_region){.range = augment->made[i].range,
			.kind = FDTR_REGION_RESERVED,
			.pool = FDTR_NONE,
			.origin = {.object = FDTR_NONE}};
	return taken;
}

/* The devices whose reach counts: a device that is made reaches what its bridge does. */
static uint32_t reach_of(
	const struct fdtr_augment *augment, uint32_t first, uint32_t count, uint32_t *devices)
{
	uint32_t known = 0;

	for (uint32_t i = first; i < first + count; i++) {
		devices[known] = fdtr_device_of(augment->platform, augment->targets[i].object);
		known += devices[known] != FDTR_NONE;
	}
	return known;
}

static int place_new(struct fdtr_augment *augment, uint32_t first, uint32_t count, uint32_t number,
	struct fdtr_range *range)
{
	struct fdtr_wish wish = {.size = augment->request->size,
		.alignment = fdtr_request_alignment(augment->request),
		.below = augment->request->below};
	uint32_t *devices = fdtr_arena_take(augment->arena, count, sizeof(*devices));

	wish.taken = taken_by_all(augment, &wish.taken_count);
	if (!devices || !wish.taken)
		return fdtr_error_arena(augment->error);
	wish.device_count = reach_of(augment, first, count, devices);
	wish.devices = devices;
	return place(augment, &wish, number, range);
}

static int check_request(const struct fdtr_augment *augment)
{
	const struct fdtr_request *request = augment->request;

	if (!request->size)
		return fdtr_error_set(augment->error, FDTR_ERR_ARGUMENT, "a pool needs a size");
	if (request->alignment & (request->alignment - 1))
		return fdtr_error_set(
			augment->error, FDTR_ERR_ARGUMENT, "the alignment must be a power of two");
	return FDTR_OK;
}

int fdtr_augment_pool(struct fdtr_augment *augment, uint32_t index, uint32_t *pool)
{
	const bool own = augment->request->per_device;
	const uint32_t first = own ? index : 0, count = own ? 1 : augment->target_count;
	struct fdtr_ssdt_pool made = {0};
	char path[FDTR_PATH_SIZE];
	uint32_t found;
	int status = check_request(augment);

	if (status)
		return status;
	found = find_pool(augment, first, count, own ? index : 0);
	if (found != FDTR_NONE) {
		const struct fdtr_pool *there = &augment->platform->pools[found];

		made.range = there->range;
		made.existing = fdtr_arena_text(augment->arena, "%s",
			fdtr_acpi_path(augment->tables, there->object, path, sizeof(path)));
		status = made.existing ? FDTR_OK : fdtr_error_arena(augment->error);
	} else {
		status = place_new(augment, first, count, own ? index : 0, &made.range);
	}
	*pool = augment->made_count;
	if (!status)
		augment->made[augment->made_count++] = made;
	return status;
}
