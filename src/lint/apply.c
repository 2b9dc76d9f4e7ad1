// SPDX-License-Identifier: BSD-2-Clause
/* Repairs become edits of the tree; what leads to a renamed node follows it. */
#include "lint/repair.h"

#include "devicetree/edit.h"

#include <string.h>

struct renamed {
	uint32_t node;
	const char *name;
};

struct work {
	struct fdtr_editor editor;
	uint32_t fixups; /* nodes of an overlay, FDTR_NONE where there are none */
	uint32_t local_fixups;
	struct renamed *renamed; /* ascending by node */
	uint32_t renamed_count;
	struct fdtr_error *error;
};

/* In an overlay's /__local_fixups__ each node that holds a phandle has its like. */
static uint32_t local_fixups_of(const struct work *work, uint32_t node)
{
	const struct fdtr_tree *tree = work->editor.tree;
	char path[FDTR_PATH_SIZE];
	uint32_t found = work->local_fixups;
	const char *at = fdtr_tree_path(tree, node, path, sizeof(path));

	while (found != FDTR_NONE && *at == '/' && at[1]) {
		size_t length = strcspn(++at, "/");

		found = fdtr_child(tree, found, at, length);
		at += length;
	}
	return *at ? FDTR_NONE : found;
}

static bool has_property(const struct fdtr_tree *tree, uint32_t node, const char *name)
{
	struct fdtr_property property;

	return node != FDTR_NONE && fdtr_property_named(tree, node, name, &property);
}

/* Entries of /__fixups__ are "PATH:PROPERTY:OFFSET". */
static bool in_fixups(const struct work *work, const char *place, size_t length)
{
	struct fdtr_property property;
	struct fdtr_walk walk;

	if (work->fixups == FDTR_NONE)
		return false;
	walk = fdtr_walk(work->editor.tree, work->fixups);
	while (fdtr_walk_next(&walk, &property)) {
		const char *at = (const char *)property.data, *end = at + property.length;

		for (; at < end; at += strnlen(at, (size_t)(end - at)) + 1) {
			if ((size_t)(end - at) > length && !memcmp(at, place, length))
				return true;
		}
	}
	return false;
}

static int drop(struct work *work, const struct fdtr_change *change)
{
	const struct fdtr_tree *tree = work->editor.tree;
	char place[2 * FDTR_PATH_SIZE], path[FDTR_PATH_SIZE];
	struct fdtr_text text;

	fdtr_text_init(&text, place, sizeof(place));
	fdtr_text_add(&text, "%s:%s:", fdtr_tree_path(tree, change->node, path, sizeof(path)), change->name);
	if (in_fixups(work, place, text.length) ||
		has_property(tree, local_fixups_of(work, change->node), change->name))
		return fdtr_error_set(work->error, FDTR_ERR_CONFLICT,
			"the overlay's fixups refer to %s, so it cannot go alone", change->name);
	fdtr_edit_drop(&work->editor, change->node, change->name);
	return FDTR_OK;
}

static void rename_node(struct work *work, const struct fdtr_change *change)
{
	uint32_t like = local_fixups_of(work, change->node);

	fdtr_edit_rename(&work->editor, change->node, change->name);
	if (like != FDTR_NONE)
		fdtr_edit_rename(&work->editor, like, change->name);
	work->renamed[work->renamed_count++] = (struct renamed){change->node, change->name};
}

static int apply(struct work *work, const struct fdtr_change *change)
{
	switch (change->kind) {
	case FDTR_CHANGE_DROP:
		return drop(work, change);
	case FDTR_CHANGE_SET:
		fdtr_edit_set(&work->editor, change->node, change->name, change->value, change->length);
		return FDTR_OK;
	case FDTR_CHANGE_RENAME:
		rename_node(work, change);
		return FDTR_OK;
	default:
		return fdtr_error_set(work->error, FDTR_ERR_INTERNAL, "a guard is no edit");
	}
}

static int apply_all(struct work *work, const struct fdtr_repair *const *repairs, uint32_t count)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; i < count; i++) {
		const struct fdtr_change *change = repairs[i]->changes;

		for (; !status && change; change = change->next)
			status = apply(work, change);
	}
	return status;
}

static bool is_renamed(void *context, uint32_t node, struct fdtr_new_name *now)
{
	const struct work *work = context;
	uint32_t found = fdtr_lower_bound(work->renamed, work->renamed_count, sizeof(*work->renamed), node);

	if (found == work->renamed_count || work->renamed[found].node != node)
		return false;
	now->name = work->renamed[found].name;
	return true;
}

static void set_path(
	void *context, uint32_t node, const char *property, const unsigned char *data, uint32_t length)
{
	struct work *work = context;

	fdtr_edit_set(&work->editor, node, property, data, length);
}

static int compare_renamed(const void *left, const void *right)
{
	const struct renamed *a = left, *b = right;

	return a->node < b->node ? -1 : a->node > b->node;
}

static bool follow_renamed(struct work *work)
{
	struct fdtr_follower follower = {work->editor.tree, work->editor.arena, is_renamed, set_path, work};

	fdtr_sort(work->renamed, work->renamed_count, sizeof(*work->renamed), compare_renamed);
	return !work->renamed_count || fdtr_follow_paths(&follower);
}

static uint32_t count_changes(const struct fdtr_repair *const *repairs, uint32_t count)
{
	uint32_t changes = 0;

	for (uint32_t i = 0; i < count; i++) {
		for (const struct fdtr_change *change = repairs[i]->changes; change; change = change->next)
			changes++;
	}
	return changes;
}

/* The room behind the last block, which a boot loader may count on. */
static uint32_t end_of_blocks(const struct fdtr_tree *tree)
{
	uint32_t structure = tree->structure_offset + tree->structure_size;
	uint32_t strings = tree->strings_offset + tree->strings_size;

	return structure > strings ? structure : strings;
}

static int write(struct work *work, unsigned char *output, size_t size, size_t *needed)
{
	const struct fdtr_tree *tree = work->editor.tree;
	size_t slack = tree->size - end_of_blocks(tree), length = 0;
	int status = fdtr_edit_write(&work->editor, output, size, &length);

	if (!length)
		return fdtr_error_arena(work->error);
	*needed = work->editor.count ? length + slack : length;
	if (status || *needed > size || *needed > INT32_MAX)
		return fdtr_error_set(work->error, FDTR_ERR_NOSPACE,
			"the output buffer is too small: it takes %zu bytes", *needed);
	if (work->editor.count) {
		memcpy(output + length, tree->blob + tree->size - slack, slack);
		fdtr_put_cell(output + 4, (uint32_t)*needed);
	}
	return FDTR_OK;
}

int fdtr_repair_write(const struct fdtr_tree *tree, const struct fdtr_repair *const *repairs, uint32_t count,
	void *output, size_t size, size_t *needed, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct work work = {.error = error,
		.fixups = fdtr_tree_find(tree, "/__fixups__"),
		.local_fixups = fdtr_tree_find(tree, "/__local_fixups__")};
	int status;

	*needed = 0;
	fdtr_edit_begin(&work.editor, tree, arena);
	work.renamed = fdtr_arena_take(arena, count_changes(repairs, count), sizeof(*work.renamed));
	if (!work.renamed)
		return fdtr_error_arena(error);
	status = apply_all(&work, repairs, count);
	if (!status && !follow_renamed(&work))
		status = fdtr_error_arena(error);
	if (!status)
		status = write(&work, output, size, needed);
	fdtr_arena_reset(arena, mark);
	return status;
}
