// SPDX-License-Identifier: BSD-2-Clause
/* Which nodes a binding is for, where it does not say so itself. */
#include "schema/fixup/fixup_steps.h"

#include <string.h>

static bool add_compatible(struct fixup *fixup, struct value *list, const struct value *text)
{
	struct value made = *text;

	/* Drivers of nodes that are much else besides have these two. */
	if (text->kind != VALUE_STRING || value_is_string(text, "syscon") ||
		value_is_string(text, "simple-mfd"))
		return true;
	made.flags |= VALUE_MADE;
	return fixup_append(fixup, list, made);
}

static bool collect_list(struct fixup *fixup, struct value *list, const struct value *values)
{
	if (values->kind != VALUE_ARRAY || !values->count || values->items[0].kind != VALUE_STRING)
		return true;
	for (uint32_t i = 0; i < values->count; i++) {
		if (!add_compatible(fixup, list, &values->items[i]))
			return false;
	}
	return true;
}

static bool collect(struct fixup *fixup, struct value *list, const struct value *schema);

/* A pattern counts as the string it is: no node is selected by what it matches. */
static bool collect_member(struct fixup *fixup, struct value *list, const struct member *member)
{
	switch (member->keyword) {
	case KEYWORD_ENUM:
		return collect_list(fixup, list, &member->value);
	case KEYWORD_CONST:
	case KEYWORD_PATTERN:
		return add_compatible(fixup, list, &member->value);
	default:
		return collect(fixup, list, &member->value);
	}
}

/* The strings that `compatible` may have, wherever in its schema they stand. */
static bool collect(struct fixup *fixup, struct value *list, const struct value *schema)
{
	if (schema->kind == VALUE_OBJECT) {
		for (uint32_t i = 0; i < schema->count; i++) {
			if (!collect_member(fixup, list, &schema->members[i]))
				return false;
		}
	} else if (schema->kind == VALUE_ARRAY) {
		for (uint32_t i = 0; i < schema->count; i++) {
			if (!collect(fixup, list, &schema->items[i]))
				return false;
		}
	}
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct value *const values[] = {left, right};

	return strcmp(values[0]->text, values[1]->text);
}

static void sort_once(struct value *list)
{
	uint32_t kept = 0;

	fdtr_sort(list->items, list->count, sizeof(*list->items), compare);
	for (uint32_t i = 0; i < list->count; i++) {
		if (!kept || compare(&list->items[kept - 1], &list->items[i]))
			list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

/* {required: [NAME], properties: {NAME: `what`}} */
static bool select_by(struct fixup *fixup, struct value *schema, const char *name, struct value what)
{
	struct value *select, *part;

	select = fixup_set(fixup, schema, KEYWORD_SELECT, fixup_made(VALUE_OBJECT, &what));
	part = select ? fixup_set(fixup, select, KEYWORD_REQUIRED, fixup_made(VALUE_ARRAY, &what)) : NULL;
	if (!part || !fixup_append(fixup, part, fixup_text(name, &what)))
		return false;
	part = fixup_set(fixup, select, KEYWORD_PROPERTIES, fixup_made(VALUE_OBJECT, &what));
	return part && fixup_put(fixup, part, name, what);
}

static bool select_by_compatible(struct fixup *fixup, struct value *schema, struct value list)
{
	struct value what = fixup_made(VALUE_OBJECT, &list);
	struct value *contains = fixup_set(fixup, &what, KEYWORD_CONTAINS, fixup_made(VALUE_OBJECT, &list));

	sort_once(&list);
	return contains && fixup_set(fixup, contains, KEYWORD_ENUM, list) &&
	       select_by(fixup, schema, "compatible", what);
}

bool fixup_select(struct fixup *fixup, struct value *schema)
{
	const struct value *properties = value_get(schema, KEYWORD_PROPERTIES);
	const struct member *compatible = properties ? value_member(properties, "compatible") : NULL;
	const struct member *name = properties ? value_member(properties, "$nodename") : NULL;
	struct value made;

	if (value_get(schema, KEYWORD_SELECT))
		return true;
	if (compatible) {
		made = fixup_made(VALUE_ARRAY, &compatible->value);
		if (!collect(fixup, &made, &compatible->value))
			return false;
		if (made.count)
			return select_by_compatible(fixup, schema, made);
	}
	if (name && !fixup_is_true(&name->value))
		return fixup_copy(fixup, &made, &name->value) && select_by(fixup, schema, "$nodename", made);
	return fixup_set(fixup, schema, KEYWORD_SELECT, fixup_made(VALUE_BOOLEAN, schema));
}
