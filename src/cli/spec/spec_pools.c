// SPDX-License-Identifier: BSD-2-Clause
/* The pools of a file, for whoever makes something of them. */
#include "cli/spec/spec.h"

static const enum fdtr_where order[] = {FDTR_WHERE_FIXED, FDTR_WHERE_AUTO, FDTR_WHERE_DYNAMIC};

/* The first of that kind from `pool` on, or of a later kind. */
static const struct spec_pool *find(const struct spec *spec, const struct spec_pool *pool, size_t turn)
{
	while (turn < FDTR_ARRAY_SIZE(order)) {
		for (; pool; pool = pool->next) {
			if (pool->where == order[turn])
				return pool;
		}
		turn++;
		pool = spec->pools;
	}
	return NULL;
}

const struct spec_pool *spec_first(const struct spec *spec)
{
	return find(spec, spec->pools, 0);
}

const struct spec_pool *spec_next(const struct spec *spec, const struct spec_pool *pool)
{
	size_t turn = 0;

	while (turn + 1 < FDTR_ARRAY_SIZE(order) && order[turn] != pool->where)
		turn++;
	return find(spec, pool->next, turn);
}

uint32_t spec_device_count(const struct spec *spec)
{
	uint32_t count = 0;

	for (const struct spec_pool *pool = spec->pools; pool; pool = pool->next)
		count += pool->device_count;
	return count;
}

struct fdtr_request spec_request(const struct spec_pool *pool, const struct fdtr_request *common)
{
	struct fdtr_request request = *common;

	request.size = pool->size;
	request.alignment = pool->alignment;
	request.where = pool->where;
	request.address = pool->address;
	request.within = pool->within;
	request.within_count = pool->within_count;
	request.below = pool->below;
	request.name = pool->name;
	request.label = pool->label;
	request.per_device = pool->per_device;
	request.attach_count = pool->device_count;
	return request;
}
