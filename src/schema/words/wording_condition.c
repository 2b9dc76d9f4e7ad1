// SPDX-License-Identifier: BSD-2-Clause
/* The condition that a schema stands under: the `if` whose `then` or `else` it is part of. */
#include "schema/words/wording.h"

#define WORK_LIMIT 20000 /* values looked through */
#define NAMED_LIMIT 4    /* strings that a condition names */

/* Documents are no deeper than DOCUMENT_DEPTH_LIMIT. */
static bool holds(const struct value *tree, const struct value *part, uint32_t *work)
{
	if (tree == part)
		return true;
	if (!*work || (tree->kind != VALUE_ARRAY && tree->kind != VALUE_OBJECT))
		return false;
	--*work;
	for (uint32_t i = 0; i < tree->count; i++) {
		if (holds(tree->kind == VALUE_ARRAY ? &tree->items[i] : &tree->members[i].value, part, work))
			return true;
	}
	return false;
}

struct condition {
	const struct value *schema; /* of `if` */
	bool otherwise;             /* it is `else` that counts */
};

static bool find_in(
	struct condition *condition, const struct value *schema, const struct value *part, uint32_t *work)
{
	const struct value *then_schema = value_get(schema, KEYWORD_THEN);
	const struct value *else_schema = value_get(schema, KEYWORD_ELSE);

	condition->schema = value_get(schema, KEYWORD_IF);
	if (!condition->schema)
		return false;
	condition->otherwise = else_schema && holds(else_schema, part, work);
	return condition->otherwise || (then_schema && holds(then_schema, part, work));
}

/* Bindings have conditions at their top, or in an allOf there. */
static bool find(struct condition *condition, const struct fault *fault)
{
	const struct value *root = &fault->document->root, *all = value_get(root, KEYWORD_ALL_OF);
	uint32_t work = WORK_LIMIT;

	if (find_in(condition, root, fault->schema, &work))
		return true;
	for (uint32_t i = 0; all && i < all->count; i++) {
		if (find_in(condition, &all->items[i], fault->schema, &work))
			return true;
	}
	return false;
}

/* The one property that it asks about; NULL when there are more, or other things. */
static const struct member *only_property(const struct value *schema)
{
	const struct value *properties = value_get(schema, KEYWORD_PROPERTIES);
	const struct member *found = NULL;

	for (uint32_t i = 0; i < schema->count; i++) {
		if (schema->members[i].keyword != KEYWORD_PROPERTIES &&
			schema->members[i].keyword != KEYWORD_REQUIRED)
			return NULL;
	}
	for (uint32_t i = 0; properties && i < properties->count; i++) {
		if (properties->members[i].value.kind == VALUE_BOOLEAN)
			continue;
		if (found)
			return NULL;
		found = &properties->members[i];
	}
	return found;
}

/* The string or strings that a property has to hold, or to hold one of. */
static const struct value *asked_strings(const struct value *schema)
{
	const struct value *item = value_get(schema, KEYWORD_CONTAINS),
			   *items = value_get(schema, KEYWORD_ITEMS);
	const struct value *rule;

	if (!item && items)
		item = items->kind == VALUE_ARRAY && items->count == 1 ? &items->items[0] : NULL;
	if (!item)
		return NULL;
	rule = value_get(item, KEYWORD_CONST);
	if (!rule)
		rule = value_get(item, KEYWORD_ENUM);
	return rule && (rule->kind == VALUE_STRING || rule->kind == VALUE_ARRAY) ? rule : NULL;
}

static bool is_asked(const struct value *rule, const struct value *value)
{
	for (uint32_t i = 0; rule->kind == VALUE_ARRAY && i < rule->count; i++) {
		if (value_equal(&rule->items[i], value))
			return true;
	}
	return value_equal(rule, value);
}

/* Which of the property's own strings it is. */
static const struct value *met(const struct value *object, const char *name, const struct value *rule)
{
	const struct member *member = value_member(object, name);

	for (uint32_t i = 0; member && member->value.kind == VALUE_ARRAY && i < member->value.count; i++) {
		if (is_asked(rule, &member->value.items[i]))
			return &member->value.items[i];
	}
	return NULL;
}

static void say_met(const struct wording *wording, const char *name, const struct value *rule)
{
	const struct value *string = met(wording->root, name, rule);

	if (!string)
		return;
	fdtr_text_add(wording->text, ", as `%s` is ", name);
	wording_value(wording, string);
}

static void say_not_met(const struct wording *wording, const char *name, const struct value *rule)
{
	struct series series = {.count = rule->kind == VALUE_ARRAY ? rule->count : 1};

	if (series.count > NAMED_LIMIT || met(wording->root, name, rule))
		return;
	fdtr_text_add(wording->text, ", as `%s` is not ", name);
	for (uint32_t i = 0; i < series.count; i++)
		wording_list(wording, &series, rule->kind == VALUE_ARRAY ? &rule->items[i] : rule);
}

void wording_condition(const struct wording *wording, const struct fault *fault)
{
	const struct value *turned, *rule;
	const struct member *property;
	struct condition condition;

	if (!find(&condition, fault))
		return;
	turned = condition.schema->count == 1 ? value_get(condition.schema, KEYWORD_NOT) : NULL;
	property = only_property(turned ? turned : condition.schema);
	rule = property ? asked_strings(&property->value) : NULL;
	if (!rule || *property->name == '$')
		return;
	if (!turned == !condition.otherwise)
		say_met(wording, property->name, rule);
	else
		say_not_met(wording, property->name, rule);
}
