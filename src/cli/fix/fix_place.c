// SPDX-License-Identifier: BSD-2-Clause
/*
 * Where a change goes in the source.
 *
 * What is wrong is set right where it is written, as long as that is the user's own file. A property that a pool may
 * not have can be right for what else includes the file: it goes where the same file makes the node a pool, and else
 * the source itself deletes it. What is out of reach is overruled at the end of the source.
 */
#include "cli/fix/fix.h"

#include "devicetree/devicetree.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Something in one of the files. */
struct spot {
	const struct mirror_file *file;
	struct source_edits *edits; /* of that file */
	struct source_range range;
	uint32_t line;
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* False when it stands in no file that may be written. */
static bool find_spot(struct fix_source *source, const struct source_span *span, struct spot *spot)
{
	const struct mirror_file *file = mirror_find(&source->mirror, span->file);

	*spot = (struct spot){.file = file, .line = span->line};
	if (!file || !file->ours)
		return false;
	spot->edits = &source->texts[file - source->mirror.files].edits;
	spot->range.start = source_offset(file->text, file->size, span->line, span->column);
	spot->range.end = source_offset(file->text, file->size, span->end_line, span->end_column);
	return spot->range.start < spot->range.end;
}

/* Where a change is to go. */
struct placing {
	struct fix_source *source;
	const struct fdtr_tree *tree;
	const struct fdtr_change *change;
	struct fdtr_error *error;
	bool overrule;             /* it was tried where it is written, and another place still said it */
	char path[FDTR_PATH_SIZE]; /* of the node */
};

/* Where the node's property can be edited; else false, and `file` and `line` of the spot say what is known. */
static bool find_property(const struct placing *placing, const char *name, struct spot *spot)
{
	struct source_span span;

	*spot = (struct spot){0};
	return source_map_property(placing->source->map, placing->path, name, &span) &&
	       find_spot(placing->source, &span, spot) &&
	       source_is_property(spot->file->text, spot->range, name);
}

static const struct mirror_file *main_file(const struct placing *placing)
{
	return &placing->source->mirror.files[0];
}

static int refuse(const struct placing *placing, const struct spot *spot, const char *why)
{
	if (!spot->file)
		return fdtr_error_set(placing->error, FDTR_ERR_REFUSED,
			"it is not told where %s is written; %s", placing->change->name, why);
	return fdtr_error_set(placing->error, FDTR_ERR_REFUSED, "%s, line %" PRIu32 ": %s",
		base_name(spot->file->path), spot->line, why);
}

static int no_memory(const struct placing *placing)
{
	return fdtr_error_memory(placing->error);
}

/* "ranges;", "#size-cells = <2>;" */
static char *write_statement(const struct fdtr_change *change)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	if (change->kind == FDTR_CHANGE_DROP)
		(void)fputs("/delete-property/ ", out);
	(void)fputs(change->name, out);
	for (uint32_t i = 0; i + 4 <= change->length; i += 4) {
		uint32_t cell = fdtr_cell(change->value + i);

		fprintf(out, cell > 9 ? "%s%#" PRIx32 : "%s%" PRIu32, i ? " " : " = <", cell);
	}
	(void)fputs(change->length ? ">;" : ";", out);
	if (!fclose(out))
		return text;
	free(text);
	return NULL;
}

static bool is_root(const struct placing *placing)
{
	return !placing->change->node;
}

/* `&{/path} { ... };` at the end of the source: what is written last counts. */
static void overrule(const struct placing *placing, const char *statement)
{
	char block[2 * FDTR_PATH_SIZE];
	int length = snprintf(block, sizeof(block), "%s%s%s {\n\t%s\n};\n", is_root(placing) ? "" : "&{",
		placing->path, is_root(placing) ? "" : "}", statement);

	if (length > 0 && (size_t)length < sizeof(block))
		source_append(&placing->source->texts[0].edits, block);
}

static int with_statement(const struct placing *placing, const struct spot *behind, const struct spot *inside)
{
	char *statement = write_statement(placing->change);

	if (!statement)
		return no_memory(placing);
	if (behind)
		source_add_behind(behind->edits, behind->range, statement);
	else if (inside)
		source_add_inside(inside->edits, inside->range.start, statement);
	else
		overrule(placing, statement);
	free(statement);
	return FDTR_OK;
}

static int replace(const struct placing *placing, const struct spot *spot)
{
	char *statement = write_statement(placing->change);

	if (!statement)
		return no_memory(placing);
	source_replace(spot->edits, spot->range, statement);
	free(statement);
	return FDTR_OK;
}

static int drop(const struct placing *placing)
{
	struct spot spot, compatible;
	bool found = find_property(placing, placing->change->name, &spot);
	bool knows = find_property(placing, "compatible", &compatible);

	if (found && !placing->overrule &&
		(spot.file == main_file(placing) || spot.file == compatible.file)) {
		source_drop(spot.edits, spot.range);
		return FDTR_OK;
	}
	if (found && spot.file == main_file(placing))
		return replace(placing, &spot);
	knows = knows && compatible.file == main_file(placing) && spot.file != compatible.file;
	return with_statement(placing, knows ? &compatible : NULL, NULL);
}

/* The last of the node's properties that are written in that file, or in any when none is given. */
static bool find_last(const struct placing *placing, const struct mirror_file *file, struct spot *last)
{
	struct fdtr_walk walk = fdtr_walk(placing->tree, placing->change->node);
	struct fdtr_property property;
	bool found = false;
	struct spot spot;

	while (fdtr_walk_next(&walk, &property)) {
		if (!find_property(placing, property.name, &spot) || (file && spot.file != file) ||
			(found && (spot.file != last->file || spot.range.start < last->range.start)))
			continue;
		*last = spot;
		found = true;
	}
	return found;
}

static bool find_brace(const struct placing *placing, struct spot *spot)
{
	struct source_span span;

	return source_map_body(placing->source->map, placing->path, &span) &&
	       find_spot(placing->source, &span, spot) && spot->file->text[spot->range.start] == '{';
}

/* The source itself first: what the file of another board says is right there. */
static int add_property(const struct placing *placing)
{
	struct spot spot;

	if (find_last(placing, main_file(placing), &spot))
		return with_statement(placing, &spot, NULL);
	if (find_brace(placing, &spot) && spot.file == main_file(placing))
		return with_statement(placing, NULL, &spot);
	if (find_last(placing, NULL, &spot))
		return with_statement(placing, &spot, NULL);
	return with_statement(placing, NULL, find_brace(placing, &spot) ? &spot : NULL);
}

static bool find_value(
	const struct fdtr_tree *tree, const struct fdtr_change *change, struct fdtr_property *value)
{
	struct fdtr_walk walk = fdtr_walk(tree, change->node);

	while (fdtr_walk_next(&walk, value)) {
		if (!strcmp(value->name, change->name))
			return true;
	}
	return false;
}

static int set(const struct placing *placing)
{
	const struct fdtr_change *change = placing->change;
	struct fdtr_property value;
	struct spot spot;

	if (!find_value(placing->tree, change, &value))
		return add_property(placing);
	if (!find_property(placing, change->name, &spot)) {
		if (spot.file && !spot.file->ours)
			return with_statement(placing, NULL, NULL);
		return refuse(placing, &spot, "it is not written there in full; change it by hand");
	}
	if (value.length != change->length || value.length % 4 ||
		!source_set_cells(spot.edits, spot.range, value.data, change->value, value.length / 4))
		return refuse(placing, &spot, "the number is not written there as such; change it by hand");
	return FDTR_OK;
}

/* Paths as strings, but for those that dtc makes of references. */
static void follow(const struct placing *placing, uint32_t node, const char *before, const char *after)
{
	struct placing other = {.source = placing->source, .tree = placing->tree};
	struct fdtr_walk walk = fdtr_walk(placing->tree, node);
	struct fdtr_property property;
	struct spot spot;

	(void)fdtr_tree_path(placing->tree, node, other.path, sizeof(other.path));
	while (fdtr_walk_next(&walk, &property)) {
		if (property.length && property.data[0] == '/' && find_property(&other, property.name, &spot))
			source_rename_paths(spot.edits, spot.range, before, after);
	}
}

static void follow_all(const struct placing *placing)
{
	const struct fdtr_tree *tree = placing->tree;
	const char *slash = strrchr(placing->path, '/');
	char after[2 * FDTR_PATH_SIZE];

	(void)snprintf(after, sizeof(after), "%.*s/%s", (int)(slash - placing->path), placing->path,
		placing->change->name);
	for (size_t i = 0; i < placing->source->mirror.count; i++) {
		if (placing->source->mirror.files[i].ours)
			source_rename_references(&placing->source->texts[i].edits, placing->path, after);
	}
	if (tree->aliases != FDTR_NONE)
		follow(placing, tree->aliases, placing->path, after);
	for (uint32_t i = tree->chosen; i != FDTR_NONE && i < tree->nodes[tree->chosen].end; i++)
		follow(placing, i, placing->path, after);
}

static int rename_node(const struct placing *placing)
{
	const char *name = fdtr_tree_name(placing->tree, placing->change->node);
	struct source_span span;
	struct spot spot = {0};
	bool found = source_map_node(placing->source->map, placing->path, &span) &&
	             find_spot(placing->source, &span, &spot);

	if (!found && spot.file && !spot.file->ours)
		return refuse(placing, &spot,
			"that file is outside the source's folder or read-only, so it stays as it is");
	if (!found || !source_is_word(spot.file->text, spot.range, name))
		return refuse(placing, &spot, "the node's name is not written there so; change it by hand");
	source_replace(spot.edits, spot.range, placing->change->name);
	follow_all(placing);
	return FDTR_OK;
}

int fix_place(const struct fix_round *round, const struct fdtr_change *change, bool overrule,
	struct fdtr_error *error)
{
	struct placing placing = {.source = round->source,
		.tree = &round->asked.tree,
		.change = change,
		.error = error,
		.overrule = overrule};

	(void)fdtr_tree_path(placing.tree, change->node, placing.path, sizeof(placing.path));
	switch (change->kind) {
	case FDTR_CHANGE_DROP:
		return drop(&placing);
	case FDTR_CHANGE_SET:
		return set(&placing);
	case FDTR_CHANGE_RENAME:
		return rename_node(&placing);
	default:
		return fdtr_error_set(error, FDTR_ERR_INTERNAL, "a guard is no edit");
	}
}
