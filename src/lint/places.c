// SPDX-License-Identifier: BSD-2-Clause
/* Where something stands, and what it is called, in the language that is looked at. */
#include "lint/acpi/tables.h"

struct fdtr_origin fdtr_at_node(const struct fdtr_lint *lint, uint32_t node)
{
	const struct fdtr_tree *tree = lint->tree;

	if (!tree)
		return fdtr_at_object(lint, node);
	return (struct fdtr_origin){
		.object = node, .offset = tree->structure_offset + tree->nodes[node].offset, .length = 4};
}

struct fdtr_origin fdtr_at(const struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id)
{
	return fdtr_at_entry(lint, node, id, 0, 0);
}

struct fdtr_origin fdtr_at_entry(
	const struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id, uint32_t index, uint32_t bytes)
{
	struct fdtr_property property;

	if (!lint->tree)
		return fdtr_at_meaning(lint, node, id, bytes ? index : FDTR_NONE);
	if (!fdtr_tree_property(lint->tree, node, id, &property))
		return fdtr_at_node(lint, node);
	return (struct fdtr_origin){node, index, property.offset + index * bytes,
		bytes ? bytes : property.length, property.name, 0};
}

const char *fdtr_lint_word(const struct fdtr_lint *lint, enum fdtr_property_id id)
{
	return lint->tree ? fdtr_property_name(id) : fdtr_acpi_word(id);
}

char *fdtr_lint_path(const struct fdtr_lint *lint, uint32_t object, char *path, size_t size)
{
	return lint->tree ? fdtr_tree_path(lint->tree, object, path, size)
	                  : fdtr_acpi_path(lint->acpi, object, path, size);
}

char *fdtr_lint_place_text(
	const struct fdtr_lint *lint, const struct fdtr_origin *place, char *text, size_t size)
{
	return lint->tree ? fdtr_place_text(lint->tree, place, text, size)
	                  : fdtr_acpi_place_text(lint->acpi, place, text, size);
}

char *fdtr_place_text(const struct fdtr_tree *tree, const struct fdtr_origin *place, char *text, size_t size)
{
	struct fdtr_text buffer;

	if (place->object != FDTR_NONE)
		return fdtr_text_clean(fdtr_tree_path(tree, place->object, text, size));
	fdtr_text_init(&buffer, text, size);
	if (place->offset)
		fdtr_text_add(&buffer, "/memreserve/ entry %u", place->index);
	else
		fdtr_text_add(&buffer, "(given by the caller)");
	return text;
}
