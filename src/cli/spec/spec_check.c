// SPDX-License-Identifier: BSD-2-Clause
/* What no key can see alone. */
#include "cli/spec/spec_parts.h"

#include <inttypes.h>
#include <string.h>

static const struct spec_device *next_device(const struct spec_pool **pool, const struct spec_device *device)
{
	if (device && device->next)
		return device->next;
	do
		*pool = (*pool)->next;
	while (*pool && !(*pool)->devices);
	return *pool ? (*pool)->devices : NULL;
}

static bool same(const char *left, const char *right)
{
	return left && right && !strcmp(left, right);
}

static int check_twice(const struct spec *spec, const struct spec_device *first,
	const struct spec_device *device, struct fdtr_error *error)
{
	const char *key = first->at.line && device->at.line && first->address == device->address ? "address"
	                  : same(first->node, device->node)                                      ? "node"
	                  : same(first->object, device->object)                                  ? "object"
	                                                                                         : NULL;

	if (!key || !first->slot_at.line != !device->slot_at.line || first->slot != device->slot ||
		first->function != device->function)
		return FDTR_OK;
	return spec_wrong(spec, device->place, error,
		"this device has the same '%s' as the one in line %" PRIu32 ", and a device has one pool",
		key, first->place.line);
}

static int check_device(const struct spec *spec, const struct spec_pool *pool,
	const struct spec_device *device, struct fdtr_error *error)
{
	const struct spec_device *other = device;
	int status = FDTR_OK;

	if (!device->at.line && !device->node && !device->object)
		return spec_wrong(spec, device->place, error,
			"nothing tells which device this is: it wants 'address', 'node' or 'object'");
	if (device->function && !device->slot_at.line)
		return spec_wrong(spec, device->place, error, "this device has a 'function' and no 'slot'");
	if (device->slot_at.line && device->node && device->node[0] != '/')
		return spec_wrong(
			spec, device->place, error, "with 'slot', 'node' is the path of the PCI host bridge");
	if (device->at.line && device->size && device->size - 1 > UINT64_MAX - device->address)
		return spec_wrong(
			spec, device->at, error, "registers of that size at that address pass 2^64");
	while (!status && (other = next_device(&pool, other)))
		status = check_twice(spec, device, other, error);
	return status;
}

/* Where it is to be, as far as the file tells; the others are seen to when they are placed. */
static bool is_known(const struct spec_pool *pool)
{
	return pool->where == FDTR_WHERE_FIXED && pool->size != FDTR_SIZE_AUTO;
}

static int check_overlap(const struct spec *spec, const struct spec_pool *pool, struct fdtr_range range,
	struct fdtr_error *error)
{
	struct fdtr_range other;

	for (const struct spec_pool *next = pool->next; next; next = next->next) {
		if (is_known(next) && fdtr_range_make(next->address, next->size, &other) &&
			fdtr_range_overlaps(range, other))
			return spec_wrong(spec, next->place, error,
				"this pool, %#" PRIx64 "..%#" PRIx64
				", would overlap the one in line %" PRIu32 ", %#" PRIx64 "..%#" PRIx64,
				other.first, other.last, pool->place.line, range.first, range.last);
	}
	return FDTR_OK;
}

static int check_pool(const struct spec *spec, const struct spec_pool *pool, struct fdtr_error *error)
{
	struct fdtr_range range;
	int status = FDTR_OK;

	if (!pool->size)
		return spec_wrong(spec, pool->place, error, "this pool has no 'size'");
	if (!pool->devices && spec->pool_count > 1)
		return spec_wrong(spec, pool->place, error,
			"this pool has no 'devices'; where there are several pools, each names its own");
	if (is_known(pool) && !fdtr_range_make(pool->address, pool->size, &range))
		return spec_wrong(spec, pool->place, error,
			"a pool of %#" PRIx64 " bytes at %#" PRIx64 " passes 2^64", pool->size,
			pool->address);
	if (is_known(pool))
		status = check_overlap(spec, pool, range, error);
	for (const struct spec_device *device = pool->devices; !status && device; device = device->next)
		status = check_device(spec, pool, device, error);
	return status;
}

int spec_check(const struct spec *spec, struct fdtr_error *error)
{
	const struct spec_place top = {1, 1};
	uint32_t devices = 0;
	int status = FDTR_OK;

	if (!spec->pools)
		return spec_wrong(spec, top, error, "there are no 'pools'");
	for (const struct spec_pool *pool = spec->pools; !status && pool; pool = pool->next) {
		devices += pool->device_count;
		if (devices > SPEC_MOST_DEVICES)
			return spec_wrong(spec, pool->place, error, "there are more than %d devices",
				SPEC_MOST_DEVICES);
		status = check_pool(spec, pool, error);
	}
	return status;
}
