// SPDX-License-Identifier: BSD-2-Clause
#include "compare/parts.h"

#include "acpi/platform/devices.h"

#include <string.h>

const struct fdtr_origin fdtr_nowhere = {0};

struct fdtr_origin fdtr_node_origin(const struct fdtr_comparison *comparison, uint32_t node)
{
	const struct fdtr_tree *tree = comparison->compared->tree;

	return (struct fdtr_origin){
		.object = node, .offset = tree->structure_offset + tree->nodes[node].offset};
}

struct fdtr_origin fdtr_object_origin(const struct fdtr_comparison *comparison, uint32_t object)
{
	return fdtr_acpi_object_origin(comparison->compared->acpi, object);
}

void fdtr_differ(struct fdtr_comparison *comparison, const struct fdtr_rule *rule, struct fdtr_origin tree,
	struct fdtr_origin tables, const char *format, ...)
{
	struct fdtr_difference *difference = fdtr_array_push(&comparison->differences);
	char sentence[FDTR_ARENA_TEXT], *kept;
	struct fdtr_text text;
	va_list arguments;

	fdtr_text_init(&text, sentence, sizeof(sentence));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	kept = difference ? fdtr_arena_take_high(comparison->arena, text.length + 1, 1) : NULL;
	if (!kept) {
		comparison->no_space = true;
		return;
	}
	memcpy(kept, sentence, text.length + 1);
	*difference = (struct fdtr_difference){rule, tree, tables, kept};
}

static int compare_differences(const void *left, const void *right)
{
	const struct fdtr_difference *a = left, *b = right;

	if (a->tree.object != b->tree.object)
		return a->tree.object < b->tree.object ? -1 : 1;
	if (a->tree.offset != b->tree.offset)
		return a->tree.offset < b->tree.offset ? -1 : 1;
	if (a->tables.object != b->tables.object)
		return a->tables.object < b->tables.object ? -1 : 1;
	return a->rule != b->rule ? strcmp(a->rule->name, b->rule->name) : strcmp(a->message, b->message);
}

int fdtr_compare(const struct fdtr_compared *compared, struct fdtr_arena *arena,
	struct fdtr_differences *differences, struct fdtr_error *error)
{
	struct fdtr_comparison comparison = {.compared = compared,
		.arena = arena,
		.tree = {.platform = compared->tree_platform},
		.tables = {.platform = compared->acpi_platform}};
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);

	if (fdtr_compare_collect(&comparison)) {
		fdtr_arena_reset(arena, mark);
		return fdtr_error_arena(error);
	}
	fdtr_array_begin(&comparison.differences, arena, sizeof(struct fdtr_difference));
	fdtr_compare_match_devices(&comparison);
	fdtr_compare_match_pools(&comparison);
	fdtr_compare_pools(&comparison);
	fdtr_compare_devices(&comparison);
	if (comparison.no_space) {
		fdtr_arena_reset(arena, mark);
		return fdtr_error_arena(error);
	}
	*differences = (struct fdtr_differences){
		comparison.differences.items, (uint32_t)comparison.differences.count};
	fdtr_sort(comparison.differences.items, comparison.differences.count, sizeof(struct fdtr_difference),
		compare_differences);
	return FDTR_OK;
}
