// SPDX-License-Identifier: BSD-2-Clause
/* The description, spliced into the base. */
#include "generate/plan.h"

static uint32_t place_of(const struct fdtr_plan *plan, const struct fdtr_step *at)
{
	if (at->before != FDTR_NONE)
		return plan->tree->nodes[at->before].offset;
	return fdtr_end_offset(plan->tree, at->node);
}

/* A property of the existing node itself is set; inside a new one it is put. */
struct cursor {
	uint32_t node;
	uint32_t place;
	unsigned int depth;
};

static void apply(const struct fdtr_plan *plan, struct fdtr_editor *editor, struct cursor *cursor,
	const struct fdtr_step *step)
{
	switch (step->kind) {
	case FDTR_STEP_AT:
		cursor->node = step->node;
		cursor->place = place_of(plan, step);
		break;
	case FDTR_STEP_SET:
		if (cursor->depth)
			fdtr_edit_property(editor, cursor->place, step->name, step->data, step->length);
		else
			fdtr_edit_set(editor, cursor->node, step->name, step->data, step->length);
		break;
	case FDTR_STEP_OPEN:
		fdtr_edit_open(editor, cursor->place, step->name);
		cursor->depth++;
		break;
	case FDTR_STEP_CLOSE:
		fdtr_edit_close(editor, cursor->place);
		cursor->depth--;
		break;
	case FDTR_STEP_MOVE:
		fdtr_edit_move(editor, cursor->place, step->node);
		break;
	}
}

int fdtr_write_tree(struct fdtr_plan *plan, void *output, size_t size, size_t *needed)
{
	struct cursor cursor = {0};
	struct fdtr_editor editor;

	*needed = 0;
	fdtr_edit_begin(&editor, plan->tree, plan->arena);
	for (const struct fdtr_step *step = plan->first_step; step; step = step->next)
		apply(plan, &editor, &cursor, step);
	return fdtr_edit_write(&editor, output, size, needed);
}
