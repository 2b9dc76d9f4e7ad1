// SPDX-License-Identifier: BSD-2-Clause
/* What new pools are called: their nodes, labels and phandles. */
#include "generate/plan.h"

#include <string.h>

const char *fdtr_pool_base_name(const struct fdtr_request *request)
{
	return request->name ? request->name : FDTR_DEFAULT_POOL_NAME;
}

static bool name_is_taken(const struct fdtr_plan *plan, const char *name, uint32_t before)
{
	uint32_t frame = plan->tree->reserved_memory;

	if (frame != FDTR_NONE && fdtr_child(plan->tree, frame, name, strlen(name)) != FDTR_NONE)
		return true;
	for (uint32_t i = 0; i < before; i++) {
		if (plan->pools[i].name && !strcmp(plan->pools[i].name, name))
			return true;
	}
	return false;
}

/* A pool that the kernel places has no address to tell it by, so it is numbered. */
static void name_pool(struct fdtr_plan *plan, uint32_t index)
{
	struct fdtr_plan_pool *pool = &plan->pools[index];
	const char *base = fdtr_pool_base_name(plan->request);

	if (!pool->dynamic) {
		pool->name = fdtr_plan_text(plan, "%s@%" PRIx64, base, pool->range.first);
		return;
	}
	pool->name = fdtr_plan_text(plan, "%s", base);
	for (uint32_t i = 1; pool->name && name_is_taken(plan, pool->name, index); i++)
		pool->name = fdtr_plan_text(plan, "%s-%u", base, i);
}

static void label_pool(struct fdtr_plan *plan, uint32_t index)
{
	const char *label = plan->request->label ? plan->request->label : "restricted_dma_pool";

	plan->pools[index].label =
		plan->pool_count == 1 ? label : fdtr_plan_text(plan, "%s_%u", label, index);
}

static int identify(struct fdtr_plan *plan)
{
	for (uint32_t i = 0; i < plan->pool_count && !plan->no_space; i++) {
		label_pool(plan, i);
		if (plan->pools[i].node == FDTR_NONE)
			name_pool(plan, i);
		if (!plan->pools[i].has_phandle)
			plan->pools[i].phandle = fdtr_plan_phandle(plan);
	}
	return plan->no_space ? fdtr_error_arena(plan->error) : FDTR_OK;
}

/* A new pool under the name of an old one of another kind would make two nodes of one name. */
static int check_names(const struct fdtr_plan *plan)
{
	for (uint32_t i = 0; i < plan->pool_count; i++) {
		if (plan->pools[i].node == FDTR_NONE && name_is_taken(plan, plan->pools[i].name, 0))
			return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
				"/reserved-memory has a node %s already that is no such pool; give another --name",
				plan->pools[i].name);
	}
	return FDTR_OK;
}

int fdtr_plan_names(struct fdtr_plan *plan)
{
	int status = identify(plan);

	return status ? status : check_names(plan);
}
