// SPDX-License-Identifier: BSD-2-Clause
#include "cli/overlay.h"

#include "devicetree/devicetree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct reading {
	const struct blob *blob;
	struct fdtr_tree *tree;
};

static int attempt_read(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct reading *reading = context;

	return fdtr_tree_read(reading->tree, reading->blob->data, reading->blob->size, arena, error);
}

static int read_tree(const struct blob *blob, struct fdtr_tree *tree, void **memory, struct fdtr_error *error)
{
	struct reading reading = {blob, tree};

	return with_arena(blob->size, attempt_read, &reading, memory, error);
}

bool overlay_is(const struct blob *blob)
{
	struct fdtr_tree tree;
	void *memory;
	bool is = !read_tree(blob, &tree, &memory, NULL) && tree.overlay;

	free(memory);
	return is;
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
	return fdtr_error_set(error, status,
		"%s cannot be applied to %s (was that compiled with dtc -@, and is every label in it?): %s",
		overlay->name, base->name, code ? code : inner.message);
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

/* Where a fragment's content goes: "" for the root. */
static bool find_target(const struct fdtr_tree *overlay, const struct fdtr_tree *base, uint32_t fragment,
	char *path, size_t size)
{
	const char *target = fdtr_named_path(overlay, fragment, "target-path");

	if (!target)
		target = path_of_label(overlay, base, fdtr_tree_name(overlay, fragment));
	if (!target || strlen(target) >= size)
		return false;
	(void)snprintf(path, size, "%s", strcmp(target, "/") ? target : "");
	return true;
}

struct trace {
	struct fdtr_tree base;
	struct fdtr_tree overlay;
	void *base_memory;
	void *overlay_memory;
	bool failed;
};

/* The property of that name in the node, which need not be one that the library knows. */
static bool find_property(
	const struct fdtr_tree *tree, uint32_t node, const char *name, struct fdtr_property *property)
{
	struct fdtr_walk walk = fdtr_walk(tree, node);

	while (fdtr_walk_next(&walk, property)) {
		if (!strcmp(property->name, name))
			return true;
	}
	return false;
}

/* The place in the fragment's content; false when the fragment did not write it. */
static bool trace_in(const struct trace *trace, uint32_t fragment, struct fdtr_report_place *place)
{
	const struct fdtr_tree *tree = &trace->overlay;
	char target[FDTR_PATH_SIZE], written[2 * FDTR_PATH_SIZE];
	struct fdtr_property property = {0};
	size_t length;
	uint32_t node;

	if (!find_target(tree, &trace->base, fragment, target, sizeof(target)))
		return false;
	length = strlen(target);
	if (strncmp(place->path, target, length) != 0 || (place->path[length] && place->path[length] != '/'))
		return false;
	(void)snprintf(written, sizeof(written), "/%s/__overlay__%s", fdtr_tree_name(tree, fragment),
		place->path + length);
	node = fdtr_tree_find(tree, written);
	if (node == FDTR_NONE || (place->property && !find_property(tree, node, place->property, &property)))
		return false;
	place->written = strdup(written);
	place->offset = place->property ? property.offset + 4 * place->cell
	                                : tree->structure_offset + tree->nodes[node].offset;
	return true;
}

static void trace_place(struct trace *trace, struct fdtr_report_place *place)
{
	uint32_t child = fdtr_first_child(&trace->overlay, 0);

	for (; child != FDTR_NONE; child = fdtr_next_sibling(&trace->overlay, child)) {
		if (!trace_in(trace, child, place))
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
	for (uint32_t i = 0; !status && i < report->count; i++) {
		trace_place(&trace, &report->findings[i].place);
		if (report->findings[i].has_related)
			trace_place(&trace, &report->findings[i].related);
	}
	free(trace.base_memory);
	free(trace.overlay_memory);
	if (!status && trace.failed)
		return fdtr_error_set(error, FDTR_ERR_NOSPACE, "out of memory");
	return status;
}
