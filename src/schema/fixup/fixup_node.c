// SPDX-License-Identifier: BSD-2-Clause
/* What a node may have although its binding does not say so. */
#include "schema/fixup/fixup_steps.h"

#include <string.h>

#define IMPLIED_LIMIT 8 /* properties that fixup_node() adds */

/* Its place among the strings, or the count of them. */
static uint32_t find_text(const struct value *list, const char *text)
{
	uint32_t i = 0;

	while (i < list->count && !value_is_string(&list->items[i], text))
		i++;
	return i;
}

/* {required: [NAME]} */
static bool append_required(
	struct fixup *fixup, struct value *list, const char *name, const struct value *from)
{
	struct value *schema = fixup_append(fixup, list, fixup_made(VALUE_OBJECT, from));
	struct value *required =
		schema ? fixup_set(fixup, schema, KEYWORD_REQUIRED, fixup_made(VALUE_ARRAY, from)) : NULL;

	return required && fixup_append(fixup, required, fixup_text(name, from));
}

/* Where the schema's own oneOf is to go, or the one inside allOf when it has one already. */
static struct value *place_choice(struct fixup *fixup, struct value *schema, const struct value *from)
{
	struct value *list;

	if (!value_get(schema, KEYWORD_ONE_OF))
		return schema;
	list = value_get(schema, KEYWORD_ALL_OF);
	if (!list)
		list = fixup_set(fixup, schema, KEYWORD_ALL_OF, fixup_made(VALUE_ARRAY, from));
	return list ? fixup_append(fixup, list, fixup_made(VALUE_OBJECT, from)) : NULL;
}

/* Where `interrupts` is required, one of the two is. */
static bool require_either(struct fixup *fixup, struct value *schema)
{
	struct value *required = value_get(schema, KEYWORD_REQUIRED);
	const uint32_t index = required ? find_text(required, "interrupts") : 0;
	struct value from, *choice;

	if (!required || index == required->count)
		return true;
	from = required->items[index];
	required->count--;
	memmove(&required->items[index], &required->items[index + 1],
		(required->count - index) * sizeof(*required->items));
	choice = place_choice(fixup, schema, &from);
	if (choice)
		choice = fixup_set(fixup, choice, KEYWORD_ONE_OF, fixup_made(VALUE_ARRAY, &from));
	return choice && append_required(fixup, choice, "interrupts", &from) &&
	       append_required(fixup, choice, "interrupts-extended", &from);
}

/* What is said of it stays. */
static bool allow(struct fixup *fixup, struct value *properties, const char *name)
{
	return value_member(properties, name) || fixup_put(fixup, properties, name, fixup_true(properties));
}

bool fixup_interrupts(struct fixup *fixup, struct value *schema)
{
	struct value *properties = value_get(schema, KEYWORD_PROPERTIES);
	const struct member *interrupts;
	struct value copy;

	if (!properties || (!value_member(properties, "interrupts") &&
				   !value_member(properties, "interrupt-controller")))
		return true;
	if (!fixup_reserve(fixup, properties, 2 + IMPLIED_LIMIT) ||
		!allow(fixup, properties, "interrupt-parent"))
		return false;
	interrupts = value_member(properties, "interrupts");
	if (!interrupts || value_member(properties, "interrupts-extended"))
		return true;
	return fixup_copy(fixup, &copy, &interrupts->value) &&
	       fixup_put(fixup, properties, "interrupts-extended", copy) && require_either(fixup, schema);
}

static bool has_pinctrl_state(const struct value *properties)
{
	static const char start[] = "pinctrl-";

	for (uint32_t i = 0; i < properties->count; i++) {
		const char *name = properties->members[i].name;

		if (!strncmp(name, start, strlen(start)) && name[strlen(start)] >= '0' &&
			name[strlen(start)] <= '9')
			return true;
	}
	return false;
}

static bool allow_pinctrl(
	struct fixup *fixup, struct value *schema, struct value *properties, const struct value *patterns)
{
	struct value *object;

	if (has_pinctrl_state(properties) || (patterns && has_pinctrl_state(patterns)))
		return true;
	if (!allow(fixup, properties, "pinctrl-names"))
		return false;
	object = fixup_object(fixup, schema, KEYWORD_PATTERN_PROPERTIES, properties);
	return object && fixup_put(fixup, object, "pinctrl-[0-9]+", fixup_true(object));
}

static bool is_named(const struct value *properties, const struct value *patterns, const char *name)
{
	return value_member(properties, name) || (patterns && value_member(patterns, name));
}

static bool allow_assigned_clocks(struct fixup *fixup, struct value *properties, const struct value *patterns)
{
	const struct value made = fixup_true(properties);

	if (!is_named(properties, patterns, "clocks") || is_named(properties, patterns, "assigned-clocks"))
		return true;
	return fixup_reserve(fixup, properties, 3) && fixup_put(fixup, properties, "assigned-clocks", made) &&
	       fixup_put(fixup, properties, "assigned-clock-rates", made) &&
	       fixup_put(fixup, properties, "assigned-clock-parents", made);
}

static bool allow_common(struct fixup *fixup, struct value *schema)
{
	static const char *const common[] = {"phandle", "status", "secure-status", "$nodename"};
	struct value *properties = fixup_object(fixup, schema, KEYWORD_PROPERTIES, schema);
	const struct value *patterns = value_get(schema, KEYWORD_PATTERN_PROPERTIES);

	if (!properties || !fixup_reserve(fixup, properties, IMPLIED_LIMIT))
		return false;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(common); i++) {
		if (!allow(fixup, properties, common[i]))
			return false;
	}
	return allow_assigned_clocks(fixup, properties, patterns) &&
	       allow_pinctrl(fixup, schema, properties, patterns);
}

bool fixup_node(struct fixup *fixup, struct value *schema)
{
	if (!value_get(schema, KEYWORD_PROPERTIES) && !value_get(schema, KEYWORD_PATTERN_PROPERTIES) &&
		!value_get(schema, KEYWORD_UNEVALUATED_PROPERTIES))
		return true;
	if (fixup_is_true(value_get(schema, KEYWORD_ADDITIONAL_PROPERTIES)) ||
		fixup_is_true(value_get(schema, KEYWORD_UNEVALUATED_PROPERTIES)))
		return true;
	return allow_common(fixup, schema);
}
