// SPDX-License-Identifier: BSD-2-Clause
/* Paths that lead to moved nodes. */
#include "generate/plan.h"

struct moving {
	struct fdtr_plan *plan;
	uint32_t at; /* the node that the last step is about */
};

/* Targets are in the order of the tree, those without a node at the end. */
static bool rename_moved(void *context, uint32_t node, struct fdtr_new_name *now)
{
	const struct moving *moving = context;
	const struct fdtr_plan *plan = moving->plan;
	uint32_t found = fdtr_lower_bound(plan->targets, plan->target_count, sizeof(*plan->targets), node);

	if (found == plan->target_count || plan->targets[found].node != node ||
		plan->targets[found].bus == FDTR_NONE)
		return false;
	now->bus = plan->buses[plan->targets[found].bus].name;
	return true;
}

static void set_moved(
	void *context, uint32_t node, const char *property, const unsigned char *data, uint32_t length)
{
	struct moving *moving = context;

	if (moving->at != node)
		fdtr_step_at(moving->plan, node, FDTR_NONE);
	moving->at = node;
	fdtr_step_bytes(moving->plan, property, FDTR_VALUE_STRINGS, data, length);
}

void fdtr_follow_moved(struct fdtr_plan *plan)
{
	struct moving moving = {plan, FDTR_NONE};
	struct fdtr_follower follower = {plan->tree, plan->arena, rename_moved, set_moved, &moving};

	if (plan->bus_count && !fdtr_follow_paths(&follower))
		plan->no_space = true;
}
