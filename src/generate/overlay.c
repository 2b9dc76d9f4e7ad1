// SPDX-License-Identifier: BSD-2-Clause
/*
 * The description as an overlay: a fragment a node, found by its path, so that the base needs no symbols.
 * Phandles of what is new are local, and __local_fixups__ says where they stand, so that whoever applies the
 * overlay can renumber them.
 */
#include "generate/plan.h"

#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#define FRAGMENT_NAME 24

static void name_fragment(char *name, unsigned int number)
{
	(void)snprintf(name, FRAGMENT_NAME, "fragment@%x", number);
}

/* Whoever applies the overlay looks for the path: where two nodes answer to one, it may take the other. */
int fdtr_check_overlay(const struct fdtr_plan *plan)
{
	char path[FDTR_PATH_SIZE];
	bool numbered = true;

	for (uint32_t i = 0; i < plan->pool_count; i++)
		numbered = numbered && (plan->pools[i].node == FDTR_NONE || plan->pools[i].has_phandle);
	for (uint32_t i = 0; i < plan->bus_count; i++)
		numbered = numbered && (plan->buses[i].node == FDTR_NONE || !plan->buses[i].phandle ||
					       plan->buses[i].has_phandle);
	if (!numbered && plan->request->output == FDTR_OUTPUT_OVERLAY_SOURCE)
		return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
			"the pool or its bus is in the base without a phandle, which source cannot add; write a .dtbo");
	for (const struct fdtr_step *step = plan->first_step; step; step = step->next) {
		if (step->kind != FDTR_STEP_AT || fdtr_step_is_idle(step))
			continue;
		(void)fdtr_tree_path(plan->tree, step->node, path, sizeof(path));
		if (fdt_path_offset(plan->tree->blob, path) != (int)plan->tree->nodes[step->node].offset)
			return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
				"an overlay finds nodes by path, and %s leads to another one; rename one of the two",
				path);
	}
	return FDTR_OK;
}

/* The first error stands; after it nothing more is written. */
struct builder {
	void *blob;
	int status;
};

static void try(struct builder *builder, int status)
{
	if (!builder->status && status < 0)
		builder->status = status;
}

static void open(struct builder *builder, const char *name)
{
	if (!builder->status)
		try(builder, fdt_begin_node(builder->blob, name));
}

static void shut(struct builder *builder)
{
	if (!builder->status)
		try(builder, fdt_end_node(builder->blob));
}

static void set(struct builder *builder, const char *name, const void *data, uint32_t length)
{
	if (!builder->status)
		try(builder, fdt_property(builder->blob, name, data, (int)length));
}

static void put_steps(struct builder *builder, const struct fdtr_step *step)
{
	for (; step && step->kind != FDTR_STEP_AT; step = step->next) {
		if (step->kind == FDTR_STEP_SET)
			set(builder, step->name, step->data, step->length);
		else if (step->kind == FDTR_STEP_OPEN)
			open(builder, step->name);
		else
			shut(builder);
	}
}

static void put_fragment(const struct fdtr_plan *plan, struct builder *builder, const struct fdtr_step *at,
	unsigned int number)
{
	char path[FDTR_PATH_SIZE], name[FRAGMENT_NAME];

	name_fragment(name, number);
	(void)fdtr_tree_path(plan->tree, at->node, path, sizeof(path));
	open(builder, name);
	set(builder, "target-path", path, (uint32_t)strlen(path) + 1);
	open(builder, "__overlay__");
	put_steps(builder, at->next);
	shut(builder);
	shut(builder);
}

/* References occur in the existing node itself and one new node deep; only such nodes are mirrored. */
static bool has_reference(const struct fdtr_step *step)
{
	for (; step && step->kind != FDTR_STEP_AT && step->kind != FDTR_STEP_CLOSE; step = step->next) {
		if (step->kind == FDTR_STEP_SET && step->reference != FDTR_NONE)
			return true;
	}
	return false;
}

static bool fragment_has_reference(const struct fdtr_step *step)
{
	for (; step && step->kind != FDTR_STEP_AT; step = step->next) {
		if (step->kind == FDTR_STEP_SET && step->reference != FDTR_NONE)
			return true;
	}
	return false;
}

static void put_fixup_steps(struct builder *builder, const struct fdtr_step *step)
{
	unsigned int skipped = 0;
	unsigned char offset[4];

	for (; step && step->kind != FDTR_STEP_AT; step = step->next) {
		if (step->kind == FDTR_STEP_OPEN && (skipped || !has_reference(step->next))) {
			skipped++;
		} else if (step->kind == FDTR_STEP_OPEN) {
			open(builder, step->name);
		} else if (step->kind == FDTR_STEP_CLOSE) {
			if (skipped)
				skipped--;
			else
				shut(builder);
		} else if (step->reference != FDTR_NONE) {
			fdtr_put_cell(offset, 4 * step->reference);
			set(builder, step->name, offset, sizeof(offset));
		}
	}
}

static void put_fixups(struct builder *builder, const struct fdtr_step *at, unsigned int number)
{
	char name[FRAGMENT_NAME];

	if (!fragment_has_reference(at->next))
		return;
	name_fragment(name, number);
	open(builder, name);
	open(builder, "__overlay__");
	put_fixup_steps(builder, at->next);
	shut(builder);
	shut(builder);
}

/* A label's path within the overlay; libfdt turns it into one within the base. */
static void put_symbols(const struct fdtr_plan *plan, struct builder *builder, const struct fdtr_step *at,
	unsigned int number)
{
	char path[FDTR_PATH_SIZE], name[FRAGMENT_NAME], stack[FDTR_PATH_SIZE] = "";
	const char *last;

	(void)plan;
	name_fragment(name, number);
	for (const struct fdtr_step *step = at->next; step && step->kind != FDTR_STEP_AT; step = step->next) {
		if (step->kind == FDTR_STEP_CLOSE) {
			last = strrchr(stack, '/');
			stack[last ? last - stack : 0] = '\0';
		} else if (step->kind == FDTR_STEP_OPEN) {
			(void)snprintf(path, sizeof(path), "%.200s/%.200s", stack, step->name);
			(void)snprintf(stack, sizeof(stack), "%s", path);
			(void)snprintf(path, sizeof(path), "/%s/__overlay__%.400s", name, stack);
			if (step->exported)
				set(builder, step->label, path, (uint32_t)strlen(path) + 1);
		}
	}
}

typedef void part_fn(const struct fdtr_plan *plan, struct builder *builder, const struct fdtr_step *at,
	unsigned int number);

static void fixups_part(const struct fdtr_plan *plan, struct builder *builder, const struct fdtr_step *at,
	unsigned int number)
{
	(void)plan;
	put_fixups(builder, at, number);
}

static void for_each_fragment(const struct fdtr_plan *plan, struct builder *builder, part_fn *part)
{
	unsigned int number = 0;

	for (const struct fdtr_step *step = plan->first_step; step; step = step->next) {
		if (step->kind == FDTR_STEP_AT && !fdtr_step_is_idle(step))
			part(plan, builder, step, number++);
	}
}

static bool any_reference(const struct fdtr_plan *plan)
{
	for (const struct fdtr_step *step = plan->first_step; step; step = step->next) {
		if (step->kind == FDTR_STEP_SET && step->reference != FDTR_NONE)
			return true;
	}
	return false;
}

static void build(const struct fdtr_plan *plan, struct builder *builder, size_t size)
{
	try(builder, fdt_create(builder->blob, (int)size));
	if (!builder->status)
		try(builder, fdt_finish_reservemap(builder->blob));
	open(builder, "");
	for_each_fragment(plan, builder, put_fragment);
	if (plan->request->label) {
		open(builder, "__symbols__");
		for_each_fragment(plan, builder, put_symbols);
		shut(builder);
	}
	if (any_reference(plan)) {
		open(builder, "__local_fixups__");
		for_each_fragment(plan, builder, fixups_part);
		shut(builder);
	}
	shut(builder);
	if (!builder->status)
		try(builder, fdt_finish(builder->blob));
}

/* More than enough: every step once as it is, and once more for fixups and symbols. */
static size_t upper_bound(const struct fdtr_plan *plan)
{
	size_t size = 4096;

	for (const struct fdtr_step *step = plan->first_step; step; step = step->next)
		size += step->kind == FDTR_STEP_AT
		                ? FDTR_PATH_SIZE + 256
		                : 128 + 2 * (step->name ? strlen(step->name) : 0) + step->length +
		                          (step->label ? 2 * FDTR_PATH_SIZE : 0);
	return size;
}

int fdtr_write_overlay(struct fdtr_plan *plan, void *output, size_t size, size_t *needed)
{
	size_t bound = upper_bound(plan);
	struct builder builder = {fdtr_arena_take(plan->arena, bound, 1), 0};

	*needed = 0;
	if (!builder.blob || bound > INT32_MAX)
		return FDTR_ERR_NOSPACE;
	build(plan, &builder, bound);
	if (builder.status)
		return FDTR_ERR_INTERNAL;
	*needed = fdt_totalsize(builder.blob);
	if (*needed > size)
		return FDTR_ERR_NOSPACE;
	memcpy(output, builder.blob, *needed);
	return FDTR_OK;
}
