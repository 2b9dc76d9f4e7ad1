// SPDX-License-Identifier: BSD-2-Clause
/* Devices into the containers of their pools, by their addresses, so that a container's _CRS is read off in order. */
#include "generate/acpi/plan.h"

struct member {
	uint64_t first;
	uint32_t pool;
	uint32_t device;
};

static int by_pool(const void *left, const void *right)
{
	const struct member *a = left, *b = right;

	if (a->pool != b->pool)
		return a->pool < b->pool ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

static bool is_member(const struct fdtr_ssdt_plan *plan, uint32_t device)
{
	const struct fdtr_ssdt_device *wanted = &plan->ssdt->devices[device];

	return plan->guard == FDTR_GUARD_CONTAINER && fdtr_ssdt_is_made(wanted) && wanted->pool != FDTR_NONE;
}

int fdtr_ssdt_contain(struct fdtr_ssdt_plan *plan)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	struct fdtr_arena_mark mark = fdtr_arena_mark(plan->arena);
	struct member *members = fdtr_arena_take(plan->arena, ssdt->device_count, sizeof(*members));
	uint32_t count = 0;

	if (!members)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < ssdt->device_count; i++) {
		plan->devices[i].next = FDTR_NONE;
		if (is_member(plan, i))
			members[count++] =
				(struct member){ssdt->devices[i].mmio.first, ssdt->devices[i].pool, i};
	}
	for (uint32_t i = 0; i < ssdt->pool_count; i++)
		plan->pools[i].first = FDTR_NONE;
	fdtr_sort(members, count, sizeof(*members), by_pool);
	for (uint32_t i = count; i-- > 0;) {
		struct fdtr_ssdt_pool_plan *pool = &plan->pools[members[i].pool];

		plan->devices[members[i].device].next = pool->first;
		pool->first = members[i].device;
	}
	fdtr_arena_reset(plan->arena, mark);
	return FDTR_OK;
}
