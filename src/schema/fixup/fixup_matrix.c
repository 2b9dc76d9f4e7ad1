// SPDX-License-Identifier: BSD-2-Clause
/* Arrays of integers as matrices: a device tree's cells are rows, and a binding may mean them or the cells. */
#include "schema/fixup/fixup_steps.h"
#include "schema/types/form.h"

#include <string.h>

static bool has_any(const struct value *schema, const enum keyword *keywords, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (value_get(schema, keywords[i]))
			return true;
	}
	return false;
}

static bool is_row(const struct value *schema)
{
	static const enum keyword keywords[] = {KEYWORD_ITEMS, KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS};

	return has_any(schema, keywords, FDTR_ARRAY_SIZE(keywords));
}

static bool is_matrix(const struct value *schema)
{
	const struct value *items = value_get(schema, KEYWORD_ITEMS);

	if (!items || items->kind != VALUE_ARRAY)
		return items && is_row(items);
	for (uint32_t i = 0; i < items->count; i++) {
		if (is_row(&items->items[i]))
			return true;
	}
	return false;
}

/* Where neither the number of rows nor of cells is fixed, nothing can tell the one from the other. */
bool fixup_open_matrix(struct fixup *fixup, const char *name, struct value *schema)
{
	struct dimension outer, inner;
	struct value items;

	if (!is_matrix(schema))
		return true;
	outer = form_range(schema);
	inner = form_range(value_get(schema, KEYWORD_ITEMS));
	if (strcmp(name, "fsl,pins") != 0 && (outer.least == outer.most || inner.least == inner.most))
		return true;
	(void)value_remove(schema, KEYWORD_ITEMS, &items);
	(void)value_remove(schema, KEYWORD_MIN_ITEMS, NULL);
	(void)value_remove(schema, KEYWORD_MAX_ITEMS, NULL);
	return fixup_set(fixup, schema, KEYWORD_TYPE, fixup_text("array", &items));
}

static bool is_reference_to_array(const struct value *reference)
{
	static const char *const types[] = {"int8-array", "int16-array", "int32-array", "int64-array"};

	for (size_t i = 0; reference->kind == VALUE_STRING && i < FDTR_ARRAY_SIZE(types); i++) {
		if (strstr(reference->text, types[i]))
			return true;
	}
	return false;
}

/* Those that no unit in the name tells. */
static bool is_known_array(const char *name)
{
	static const char *const known[] = {"assigned-clock-rates", "linux,keycodes",
		"max8997,pmic-buck1-dvs-voltage", "max8997,pmic-buck2-dvs-voltage",
		"max8997,pmic-buck5-dvs-voltage"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(known); i++) {
		if (!strcmp(name, known[i]))
			return true;
	}
	return false;
}

static bool is_integer_array(const char *name, const struct value *schema)
{
	const struct value *parts = value_get(schema, KEYWORD_ALL_OF), *reference;

	for (uint32_t i = 0; parts && i < parts->count; i++) {
		if (value_get(&parts->items[i], KEYWORD_ITEMS)) {
			schema = &parts->items[i];
			continue;
		}
		reference = value_get(&parts->items[i], KEYWORD_REF);
		if (reference)
			return is_reference_to_array(reference);
	}
	reference = value_get(schema, KEYWORD_REF);
	if (reference)
		return is_reference_to_array(reference);
	return form_has_unit(name) || is_known_array(name) ||
	       form_is_integer(form_first(value_get(schema, KEYWORD_ITEMS)));
}

/* The part of allOf that says one of these, the first one; else the schema itself. */
static struct value *part_with(struct value *schema, const enum keyword *keywords, size_t count)
{
	struct value *parts = value_get(schema, KEYWORD_ALL_OF);

	for (uint32_t i = 0; parts && i < parts->count; i++) {
		if (has_any(&parts->items[i], keywords, count))
			return &parts->items[i];
	}
	return schema;
}

/* So many rows of one cell: two at least, as one is said already by one row of so many. */
static bool append_column(struct fixup *fixup, struct value *choice, struct value sizes)
{
	struct value *row = fixup_set(fixup, &sizes, KEYWORD_ITEMS, fixup_made(VALUE_OBJECT, &sizes));
	struct value *least = value_get(&sizes, KEYWORD_MIN_ITEMS);

	if (least && least->kind == VALUE_INTEGER && least->integer == 1)
		*least = fixup_count(2, least);
	return row && fixup_set(fixup, row, KEYWORD_MAX_ITEMS, fixup_count(1, &sizes)) &&
	       fixup_append(fixup, choice, sizes);
}

static bool append_row(struct fixup *fixup, struct value *choice, struct value sizes)
{
	struct value *part = fixup_append(fixup, choice, fixup_made(VALUE_OBJECT, &sizes));

	if (part)
		part = fixup_set(fixup, part, KEYWORD_ITEMS, fixup_made(VALUE_ARRAY, &sizes));
	return part && fixup_append(fixup, part, sizes);
}

static bool either_way(struct fixup *fixup, struct value *schema, struct value sizes)
{
	struct value *choice = fixup_set(fixup, schema, KEYWORD_ONE_OF, fixup_made(VALUE_ARRAY, &sizes));
	struct value copy = fixup_made(VALUE_OBJECT, &sizes);

	for (uint32_t i = 0; i < sizes.count; i++) {
		struct value size = sizes.members[i].value;

		size.flags |= VALUE_MADE;
		if (!fixup_put(fixup, &copy, sizes.members[i].name, size))
			return false;
	}
	return choice && append_column(fixup, choice, sizes) && append_row(fixup, choice, copy) &&
	       fixup_sizes(fixup, choice);
}

bool fixup_counts_to_matrix(struct fixup *fixup, const char *name, struct value *schema)
{
	static const enum keyword counts[] = {KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS};
	struct value *part = part_with(schema, counts, FDTR_ARRAY_SIZE(counts));
	const struct value *items = value_get(part, KEYWORD_ITEMS);
	const struct value *most = value_get(part, KEYWORD_MAX_ITEMS);
	struct value sizes = fixup_made(VALUE_OBJECT, part);

	if ((items && items->kind == VALUE_ARRAY) || is_matrix(part) ||
		(most && most->kind == VALUE_INTEGER && most->integer == 1))
		return true;
	if (!has_any(part, counts, FDTR_ARRAY_SIZE(counts)) || !is_integer_array(name, schema))
		return true;
	return fixup_move(fixup, part, &sizes, counts, FDTR_ARRAY_SIZE(counts)) &&
	       either_way(fixup, part, sizes);
}

/* What is said of an array is said of its rows. */
bool fixup_items_to_matrix(struct fixup *fixup, const char *name, struct value *schema)
{
	static const enum keyword moved[] = {
		KEYWORD_ITEMS, KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS, KEYWORD_UNIQUE_ITEMS, KEYWORD_DEFAULT};
	struct value *part = part_with(schema, moved, 1);
	const struct value *items = value_get(part, KEYWORD_ITEMS);
	struct value row;
	bool listed;

	if (!items || (items->kind != VALUE_ARRAY && items->kind != VALUE_OBJECT) || is_matrix(part) ||
		!is_integer_array(name, schema))
		return true;
	listed = items->kind == VALUE_ARRAY;
	row = fixup_made(VALUE_OBJECT, items);
	if (!fixup_move(fixup, part, &row, moved, FDTR_ARRAY_SIZE(moved)))
		return false;
	if (listed)
		return fixup_only_item(fixup, part, row);
	return fixup_set(fixup, part, KEYWORD_ITEMS, row);
}
