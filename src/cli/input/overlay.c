// SPDX-License-Identifier: BSD-2-Clause
#include "cli/input/overlay.h"

#include "devicetree/devicetree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONTENT "__overlay__"

int overlay_check(const struct blob *blob, struct fdtr_error *error)
{
	struct fdtr_error inner = {0};
	struct fdtr_tree tree;
	void *memory;
	int status = read_tree(blob, &tree, &memory, &inner);

	free(memory);
	if (status)
		return fdtr_error_set(error, status, "%s: %s", blob->name, inner.message);
	return tree.overlay ? FDTR_OK
	                    : fdtr_error_set(error, FDTR_ERR_ARGUMENT,
				      "%s is no overlay, and --base is for overlays", blob->name);
}

/* What the overlay refers to by label, and the base has not; NULL when it has all. */
static const char *find_missing_label(const struct fdtr_tree *overlay, const struct fdtr_tree *base)
{
	uint32_t fixups = fdtr_tree_find(overlay, "/__fixups__");
	struct fdtr_walk walk;
	struct fdtr_property property;

	if (fixups == FDTR_NONE)
		return NULL;
	walk = fdtr_walk(overlay, fixups);
	while (fdtr_walk_next(&walk, &property)) {
		if (base->symbols == FDTR_NONE || !fdtr_named_path(base, base->symbols, property.name))
			return property.name;
	}
	return NULL;
}

/* The reason in words where it is a label, else what libfdt calls it. */
static int tell_failure(const struct blob *base, const struct blob *overlay, int status, const char *code,
	struct fdtr_error *error)
{
	struct fdtr_tree trees[2];
	void *memory[2] = {NULL, NULL};
	const char *label = NULL;

	if (!read_tree(base, &trees[0], &memory[0], NULL) && !read_tree(overlay, &trees[1], &memory[1], NULL))
		label = find_missing_label(&trees[1], &trees[0]);
	if (label)
		status = fdtr_error_set(error, status,
			"%s cannot be applied to %s, which has no label '%s'%s", overlay->name, base->name,
			label,
			trees[0].symbols == FDTR_NONE ? ", nor any other: compile it with dtc -@" : "");
	else
		status = fdtr_error_set(
			error, status, "%s cannot be applied to %s: %s", overlay->name, base->name, code);
	free(memory[0]);
	free(memory[1]);
	return status;
}

/*
 * In a process of its own: libfdt recurses on the overlay's depth, and searches the base for every label. fdtoverlay
 * reads its base from stdin, but an overlay only by name.
 */
int overlay_apply(
	const struct blob *base, const struct blob *overlay, struct blob *merged, struct fdtr_error *error)
{
	char name[CHILD_NAME_SIZE];
	const char *const argv[] = {"fdtoverlay", "-i", "-", "-o", "-", name, NULL};
	struct child child = {.argv = argv, .input = base->data, .input_size = base->size};
	struct fdtr_error inner = {0};
	const char *code;
	int status = child_file(overlay->data, overlay->size, name, error);

	if (status)
		return status;
	status = child_run(&child, &inner);
	free(child.complaint);
	(void)unlink(name);
	*merged = (struct blob){.name = overlay->name, .data = child.output, .size = child.output_size};
	if (!status)
		return FDTR_OK;
	code = strstr(inner.message, "FDT_ERR_"); /* what stands before names the temporary */
	return tell_failure(base, overlay, status, code ? code : inner.message, error);
}

/* The label that __fixups__ has for a fragment's target, and so the path in the base; NULL when it has none. */
static const char *path_of_label(
	const struct fdtr_tree *overlay, const struct fdtr_tree *base, const char *fragment)
{
	uint32_t fixups = fdtr_tree_find(overlay, "/__fixups__");
	struct fdtr_walk walk;
	struct fdtr_property property;
	char wanted[FDTR_PATH_SIZE];

	if (fixups == FDTR_NONE)
		return NULL;
	(void)snprintf(wanted, sizeof(wanted), "/%s:target:0", fragment);
	walk = fdtr_walk(overlay, fixups);
	while (fdtr_walk_next(&walk, &property)) {
		if (fdtr_strings_have(&property, wanted))
			return fdtr_named_path(base, base->symbols, property.name);
	}
	return NULL;
}

/* A fragment, and where its content goes: "" for the root, NULL where that is not known. */
struct target {
	uint32_t fragment;
	const char *path;
};

struct trace {
	struct fdtr_tree base;
	struct fdtr_tree overlay;
	void *base_memory;
	void *overlay_memory;
	struct target *targets;
	size_t target_count;
	bool failed;
};

static const char *find_target(const struct trace *trace, uint32_t fragment)
{
	const struct fdtr_tree *overlay = &trace->overlay;
	const char *target = fdtr_named_path(overlay, fragment, "target-path");

	if (!target)
		target = path_of_label(overlay, &trace->base, fdtr_tree_name(overlay, fragment));
	if (!target || strlen(target) >= FDTR_PATH_SIZE)
		return NULL;
	return strcmp(target, "/") != 0 ? target : "";
}

/* Once for all findings. */
static bool find_targets(struct trace *trace)
{
	const struct fdtr_tree *overlay = &trace->overlay;
	uint32_t child = fdtr_first_child(overlay, 0);

	trace->targets = calloc(overlay->node_count, sizeof(*trace->targets));
	for (; trace->targets && child != FDTR_NONE; child = fdtr_next_sibling(overlay, child))
		trace->targets[trace->target_count++] = (struct target){child, find_target(trace, child)};
	return trace->targets;
}

static uint32_t find_below(const struct fdtr_tree *tree, uint32_t node, const char *path)
{
	while (node != FDTR_NONE && *path == '/' && path[1]) {
		size_t length = strcspn(++path, "/");

		node = fdtr_child(tree, node, path, length);
		path += length;
	}
	return node;
}

/* The place in the fragment's content; false when the fragment did not write it. */
static bool trace_in(const struct trace *trace, const struct target *target, struct fdtr_report_place *place)
{
	const struct fdtr_tree *tree = &trace->overlay;
	size_t length = target->path ? strlen(target->path) : 0;
	struct fdtr_property property = {0};
	char written[FDTR_PATH_SIZE];
	uint32_t node;

	if (!target->path || strncmp(place->path, target->path, length) != 0 ||
		(place->path[length] && place->path[length] != '/'))
		return false;
	node = find_below(
		tree, fdtr_child(tree, target->fragment, CONTENT, strlen(CONTENT)), place->path + length);
	if (node == FDTR_NONE ||
		(place->property && !fdtr_property_named(tree, node, place->property, &property)))
		return false;
	place->written = strdup(fdtr_tree_path(tree, node, written, sizeof(written)));
	place->offset = place->property ? property.offset + 4 * place->cell
	                                : tree->structure_offset + tree->nodes[node].offset;
	return true;
}

static void trace_place(struct trace *trace, struct fdtr_report_place *place)
{
	for (size_t i = 0; i < trace->target_count; i++) {
		if (!trace_in(trace, &trace->targets[i], place))
			continue;
		trace->failed = trace->failed || !place->written;
		return;
	}
	place->offset = 0;
	place->length = 0;
}

int overlay_trace(const struct blob *base, const struct blob *overlay, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	struct trace trace = {0};
	int status = read_tree(base, &trace.base, &trace.base_memory, error);

	if (!status)
		status = read_tree(overlay, &trace.overlay, &trace.overlay_memory, error);
	trace.failed = !status && !find_targets(&trace);
	for (uint32_t i = 0; !status && i < report->count; i++) {
		trace_place(&trace, &report->findings[i].place);
		if (report->findings[i].has_related)
			trace_place(&trace, &report->findings[i].related);
	}
	free(trace.targets);
	free(trace.base_memory);
	free(trace.overlay_memory);
	if (!status && trace.failed)
		return fdtr_error_memory(error);
	return status;
}
