// SPDX-License-Identifier: BSD-2-Clause
/* The schema of a property's value: a string is an array of one, an integer an array of rows of cells. */
#include "schema/fixup/fixup_steps.h"
#include "schema/types/form.h"

#include <string.h>

#define ARRAY_KEYWORDS 4 /* of an array: items, type, minItems and maxItems */

/*
 * Moves what `source` asks of one value into an item, and makes it the only item of `schema`; with `rows` the only one
 * of the only row. Nothing else in `source` moves.
 */
static bool wrap(struct fixup *fixup, struct value *schema, struct value *source, bool rows)
{
	static const enum keyword limits[] = {
		KEYWORD_CONST, KEYWORD_ENUM, KEYWORD_PATTERN, KEYWORD_MINIMUM, KEYWORD_MAXIMUM};
	struct value item = fixup_made(VALUE_OBJECT, source), row;

	if (!fixup_move(fixup, source, &item, limits, FDTR_ARRAY_SIZE(limits)))
		return false;
	row = fixup_made(VALUE_OBJECT, &item);
	if (rows && (!fixup_reserve(fixup, &row, ARRAY_KEYWORDS) || !fixup_only_item(fixup, &row, item)))
		return false;
	return fixup_reserve(fixup, schema, ARRAY_KEYWORDS) &&
	       fixup_only_item(fixup, schema, rows ? row : item);
}

/* `reg` is rows also where its schema lists cells. */
static bool wrap_reg(struct fixup *fixup, const char *name, struct value *schema)
{
	struct value *items = value_get(schema, KEYWORD_ITEMS);
	struct value *source = schema;

	if (strcmp(name, "reg") != 0)
		return true;
	if (items)
		source = items->kind != VALUE_ARRAY ? items : items->count ? items->items : NULL;
	return !form_is_integer(source) || wrap(fixup, schema, source, true);
}

static bool wrap_scalar(struct fixup *fixup, struct value *schema)
{
	if (form_is_string(schema) && !wrap(fixup, schema, schema, false))
		return false;
	return !form_is_integer(schema) || wrap(fixup, schema, schema, true);
}

static bool is_empty(const struct value *schema)
{
	return schema->kind == VALUE_OBJECT &&
	       (!schema->count || (schema->count == 1 && schema->members[0].keyword == KEYWORD_DESCRIPTION));
}

/* Items that only have descriptions are just a number of items. Goes as deep as the document. */
static bool drop_empty_items(struct fixup *fixup, struct value *schema)
{
	struct value *items = value_get(schema, KEYWORD_ITEMS), dropped;

	if (!items)
		return true;
	if (items->kind != VALUE_ARRAY)
		return drop_empty_items(fixup, items);
	for (uint32_t i = 0; i < items->count; i++) {
		if (!drop_empty_items(fixup, &items->items[i]))
			return false;
		if (!is_empty(&items->items[i]))
			return true;
	}
	(void)value_remove(schema, KEYWORD_ITEMS, &dropped);
	return fixup_default(fixup, schema, KEYWORD_TYPE, fixup_text("array", &dropped)) &&
	       fixup_default(fixup, schema, KEYWORD_MAX_ITEMS, fixup_count(dropped.count, &dropped)) &&
	       fixup_default(fixup, schema, KEYWORD_MIN_ITEMS, fixup_count(dropped.count, &dropped));
}

static bool copy_size(struct fixup *fixup, struct value *schema, enum keyword from, enum keyword to)
{
	const struct value *size = value_get(schema, from);
	struct value made;

	if (!size || value_get(schema, to))
		return true;
	made = *size;
	made.flags |= VALUE_MADE;
	return fixup_set(fixup, schema, to, made);
}

/* How many of them are still to come. */
static uint32_t missing(const struct value *schema, const enum keyword *keywords, size_t count)
{
	uint32_t found = 0;

	for (size_t i = 0; i < count; i++) {
		if (!value_get(schema, keywords[i]))
			found++;
	}
	return found;
}

static bool size_items(struct fixup *fixup, struct value *schema, struct value items)
{
	static const enum keyword made[] = {KEYWORD_TYPE, KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS};
	const struct value *type = value_get(schema, KEYWORD_TYPE);
	const struct value count = fixup_count(items.count, &items);
	const bool listed = items.kind == VALUE_ARRAY;

	if (!fixup_reserve(fixup, schema, missing(schema, made, listed ? FDTR_ARRAY_SIZE(made) : 1)))
		return false;
	if ((!type || !value_is_string(type, "array")) &&
		!fixup_set(fixup, schema, KEYWORD_TYPE, fixup_text("array", &items)))
		return false;
	if (listed && (!fixup_default(fixup, schema, KEYWORD_MIN_ITEMS, count) ||
			      !fixup_default(fixup, schema, KEYWORD_MAX_ITEMS, count)))
		return false;
	return fixup_sizes(fixup, value_get(schema, KEYWORD_ITEMS));
}

bool fixup_sizes(struct fixup *fixup, struct value *schema)
{
	const struct value *items = value_get(schema, KEYWORD_ITEMS);

	if (schema->kind == VALUE_ARRAY) {
		for (uint32_t i = 0; i < schema->count; i++) {
			if (!fixup_sizes(fixup, &schema->items[i]))
				return false;
		}
		return true;
	}
	if (items)
		return size_items(fixup, schema, *items);
	return copy_size(fixup, schema, KEYWORD_MAX_ITEMS, KEYWORD_MIN_ITEMS) &&
	       copy_size(fixup, schema, KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS);
}

bool fixup_values(struct fixup *fixup, const char *name, struct value *schema)
{
	return wrap_reg(fixup, name, schema) && drop_empty_items(fixup, schema) &&
	       fixup_open_matrix(fixup, name, schema) && fixup_counts_to_matrix(fixup, name, schema) &&
	       fixup_items_to_matrix(fixup, name, schema) && wrap_scalar(fixup, schema) &&
	       fixup_sizes(fixup, schema) && fixup_dependencies(fixup, schema);
}
