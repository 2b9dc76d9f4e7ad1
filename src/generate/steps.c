// SPDX-License-Identifier: BSD-2-Clause
/* The description: a list of steps, and the cells that go into it. */
#include "generate/plan.h"

#include <string.h>

static struct fdtr_step *add_step(struct fdtr_plan *plan, enum fdtr_step_kind kind)
{
	struct fdtr_step *step = plan->no_space ? NULL : fdtr_arena_take(plan->arena, 1, sizeof(*step));

	if (!step) {
		plan->no_space = true;
		return NULL;
	}
	*step = (struct fdtr_step){.kind = kind, .before = FDTR_NONE, .reference = FDTR_NONE};
	if (plan->last_step)
		plan->last_step->next = step;
	else
		plan->first_step = step;
	plan->last_step = step;
	return step;
}

void fdtr_step_at(struct fdtr_plan *plan, uint32_t node, uint32_t before)
{
	bool idle = plan->last_step && plan->last_step->kind == FDTR_STEP_AT;
	struct fdtr_step *step = idle ? plan->last_step : add_step(plan, FDTR_STEP_AT);

	if (!step)
		return;
	step->node = node;
	step->before = before;
}

void fdtr_step_open(struct fdtr_plan *plan, const char *name, const char *label, bool exported)
{
	struct fdtr_step *step = add_step(plan, FDTR_STEP_OPEN);

	if (!step)
		return;
	step->name = name;
	step->label = label;
	step->exported = exported;
}

void fdtr_step_close(struct fdtr_plan *plan)
{
	(void)add_step(plan, FDTR_STEP_CLOSE);
}

void fdtr_step_move(struct fdtr_plan *plan, uint32_t node)
{
	struct fdtr_step *step = add_step(plan, FDTR_STEP_MOVE);

	if (step)
		step->node = node;
}

void fdtr_step_bytes(
	struct fdtr_plan *plan, const char *name, enum fdtr_value value, const void *data, uint32_t length)
{
	struct fdtr_step *step = add_step(plan, FDTR_STEP_SET);

	if (!step)
		return;
	step->name = name;
	step->value = value;
	step->data = data;
	step->length = length;
}

void fdtr_step_empty(struct fdtr_plan *plan, const char *name)
{
	fdtr_step_bytes(plan, name, FDTR_VALUE_EMPTY, "", 0);
}

void fdtr_step_string(struct fdtr_plan *plan, const char *name, const char *string)
{
	fdtr_step_bytes(plan, name, FDTR_VALUE_STRINGS, string, (uint32_t)strlen(string) + 1);
}

struct fdtr_cells fdtr_cells_begin(struct fdtr_plan *plan, uint32_t capacity)
{
	struct fdtr_cells cells = {fdtr_arena_take(plan->arena, capacity, 4), 0, capacity};

	if (!cells.data)
		plan->no_space = true;
	return cells;
}

void fdtr_cells_add(struct fdtr_cells *cells, uint32_t value)
{
	if (cells->data && cells->count < cells->capacity)
		fdtr_put_cell(cells->data + 4 * (size_t)cells->count++, value);
}

void fdtr_cells_number(struct fdtr_cells *cells, uint64_t value, uint32_t count)
{
	while (count-- > 0)
		fdtr_cells_add(cells, count < 2 ? (uint32_t)(value >> 32 * count) : 0);
}

void fdtr_step_cells(struct fdtr_plan *plan, const char *name, const struct fdtr_cells *cells)
{
	if (cells->data)
		fdtr_step_bytes(plan, name, FDTR_VALUE_CELLS, cells->data, 4 * cells->count);
}

void fdtr_step_cell(struct fdtr_plan *plan, const char *name, uint32_t value)
{
	struct fdtr_cells cells = fdtr_cells_begin(plan, 1);

	fdtr_cells_add(&cells, value);
	fdtr_step_cells(plan, name, &cells);
}

void fdtr_step_reference(struct fdtr_plan *plan, const char *name, const struct fdtr_cells *cells,
	uint32_t reference, const char *label)
{
	fdtr_step_cells(plan, name, cells);
	if (plan->no_space)
		return;
	plan->last_step->reference = reference;
	plan->last_step->target_label = label;
}

bool fdtr_fits_cells(uint64_t value, uint32_t cells)
{
	return cells >= 2 || (cells == 1 && value <= UINT32_MAX);
}

const char *fdtr_plan_text(struct fdtr_plan *plan, const char *format, ...)
{
	va_list arguments;
	const char *text;

	va_start(arguments, format);
	text = fdtr_arena_vtext(plan->arena, format, arguments);
	va_end(arguments);
	if (!text)
		plan->no_space = true;
	return text;
}

#define LAST_PHANDLE (UINT32_MAX - 1) /* 0 and all ones are none: Devicetree Specification v0.4, 2.3.3 */

static bool has_cell(const struct fdtr_tree *tree, uint32_t node, enum fdtr_property_id id, uint32_t value)
{
	struct fdtr_property list;

	(void)fdtr_tree_property(tree, node, id, &list);
	for (uint32_t at = 0; at + 4 <= list.length; at += 4) {
		if (fdtr_cell(list.data + at) == value)
			return true;
	}
	return false;
}

/* A number that something refers to in vain must not become the new node's. */
static bool is_wanted(const struct fdtr_tree *tree, uint32_t phandle)
{
	static const enum fdtr_property_id references[] = {
		FDTR_P_MEMORY_REGION, FDTR_P_IOMMUS, FDTR_P_IOMMU_MAP, FDTR_P_INTERCONNECTS};

	for (uint32_t node = 0; node < tree->node_count; node++) {
		for (size_t i = 0; i < FDTR_ARRAY_SIZE(references); i++) {
			if (has_cell(tree, node, references[i], phandle))
				return true;
		}
	}
	return false;
}

static uint32_t first_phandle(const struct fdtr_plan *plan)
{
	const struct fdtr_tree *tree = plan->tree;
	uint32_t last = tree->phandle_count ? tree->phandles[tree->phandle_count - 1].phandle : 0;

	return last < LAST_PHANDLE - plan->target_count * 2 ? last + 1 : 1;
}

/* An overlay has a numbering of its own, from 1; whoever applies it moves that behind the base's. */
uint32_t fdtr_plan_phandle(struct fdtr_plan *plan)
{
	bool overlay = plan->request->output != FDTR_OUTPUT_TREE;

	if (!plan->next_phandle)
		plan->next_phandle = overlay ? 1 : first_phandle(plan);
	while (!overlay && (fdtr_tree_by_phandle(plan->tree, plan->next_phandle) != FDTR_NONE ||
				   is_wanted(plan->tree, plan->next_phandle)))
		plan->next_phandle++;
	return plan->next_phandle++;
}

/* Devicetree Specification v0.4 section 2.2.1: what a node's name may be made of. */
bool fdtr_is_node_name(const char *name, size_t length)
{
	static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,._+-";

	return length && length <= 31 && strspn(name, allowed) >= length;
}
