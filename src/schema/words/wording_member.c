// SPDX-License-Identifier: BSD-2-Clause
/* Which members a node has and which it must not have; schemas turned round. */
#include "schema/words/wording.h"

static void add_name(const struct wording *wording, const char *name)
{
	const struct value string = {.kind = VALUE_STRING, .text = name};

	wording_value(wording, &string);
}

/* A child is called one, so far as the tree or the schema tells. */
static bool is_child(const struct fault *fault, const struct where *where)
{
	const struct value *properties = value_get(fault->schema, KEYWORD_PROPERTIES), *type;
	const struct member *member = properties ? value_member(properties, fault->property) : NULL;

	if (where->whole)
		return where->whole->kind == VALUE_OBJECT;
	type = member ? value_get(&member->value, KEYWORD_TYPE) : NULL;
	return type && value_is_string(type, "object");
}

static void add_property(const struct wording *wording, const struct fault *fault, const struct where *where)
{
	if (is_child(fault, where))
		fdtr_text_add(wording->text, "the child node ");
	add_name(wording, fault->property);
}

/* Names of children follow patterns more often than they are listed. */
static void add_patterns(const struct wording *wording, const struct value *schema)
{
	const struct value *patterns = value_get(schema, KEYWORD_PATTERN_PROPERTIES);
	const char *between = ", but such as match ";

	for (uint32_t i = 0; patterns && i < patterns->count; i++) {
		if (patterns->members[i].value.kind == VALUE_BOOLEAN)
			continue;
		fdtr_text_add(wording->text, "%s", between);
		add_name(wording, patterns->members[i].name);
		between = " or ";
	}
}

static void say_unknown(const struct wording *wording, const struct fault *fault, const struct where *where)
{
	add_property(wording, fault, where);
	fdtr_text_add(wording->text, " is not allowed here");
	if (is_child(fault, where))
		add_patterns(wording, fault->schema);
}

/* The property that asks for another: the one whose list the name stands in. */
static const char *dependent(const struct fault *fault)
{
	const struct value *lists = value_get(fault->schema, KEYWORD_DEPENDENT_REQUIRED);

	for (uint32_t i = 0; lists && i < lists->count; i++) {
		const struct value *names = &lists->members[i].value;

		if (names->kind == VALUE_ARRAY && fault->rule >= names->items &&
			fault->rule < names->items + names->count)
			return lists->members[i].name;
	}
	return NULL;
}

static void say_dependent(const struct wording *wording, const struct fault *fault)
{
	const char *name = dependent(fault);

	if (!name) {
		add_name(wording, fault->property);
		fdtr_text_add(wording->text, " is missing");
		return;
	}
	add_name(wording, name);
	fdtr_text_add(wording->text, " needs ");
	add_name(wording, fault->property);
	fdtr_text_add(wording->text, " beside it");
}

static void add_each(const struct wording *wording, struct series *series, const struct value *rule)
{
	for (uint32_t i = 0; i < rule->count; i++)
		wording_list(wording, series, &rule->items[i]);
}

/* Alternatives that are single values. */
static bool add_alternatives(const struct wording *wording, const struct value *any)
{
	struct series series = {.count = any->count};

	for (uint32_t i = 0; i < any->count; i++) {
		const struct value *rule = value_get(&any->items[i], KEYWORD_CONST);

		if (!rule)
			return false;
		wording_list(wording, &series, rule);
	}
	return true;
}

/* "`a` or `b`", "what matches `^a`"; false when the schema is of another form. */
static bool add_form(const struct wording *wording, const struct value *schema)
{
	const struct value *value = value_get(schema, KEYWORD_CONST),
			   *values = value_get(schema, KEYWORD_ENUM);
	const struct value *pattern = value_get(schema, KEYWORD_PATTERN),
			   *any = value_get(schema, KEYWORD_ANY_OF);

	if (!any)
		any = value_get(schema, KEYWORD_ONE_OF);
	if (value)
		wording_value(wording, value);
	else if (values)
		add_each(wording, &(struct series){.count = values->count}, values);
	else if (pattern) {
		fdtr_text_add(wording->text, "what matches ");
		wording_value(wording, pattern);
	}
	return value || values || pattern || (any && add_alternatives(wording, any));
}

static void say_contains(const struct wording *wording, const struct fault *fault, const struct where *where)
{
	size_t begin;

	wording_subject(wording, where);
	fdtr_text_add(wording->text, " must contain ");
	begin = wording->text->length;
	if (!add_form(wording, fault->rule)) {
		wording->text->length = begin;
		fdtr_text_add(wording->text, "an entry of a certain form");
	}
	fdtr_text_add(wording->text, ", and is ");
	wording_value(wording, fault->value);
}

/* What `not` forbids is that these members are there, all of them together. */
static void say_not_together(const struct wording *wording, const struct value *required)
{
	for (uint32_t i = 0; i < required->count; i++) {
		if (i)
			fdtr_text_add(wording->text, i + 1 == required->count ? " and " : ", ");
		wording_value(wording, &required->items[i]);
	}
	fdtr_text_add(wording->text,
		required->count == 1 ? " is not allowed here" : " are not allowed beside one another");
}

/* The alternative that asks for nothing but members, all of which are there. */
static const struct value *present(const struct value *schema, const struct value *object)
{
	const struct value *required = value_get(schema, KEYWORD_REQUIRED),
			   *any = value_get(schema, KEYWORD_ANY_OF);

	for (uint32_t i = 0; any && i < any->count; i++) {
		const struct value *found = present(&any->items[i], object);

		if (found)
			return found;
	}
	if (!required || !required->count || schema->count != 1)
		return NULL;
	for (uint32_t i = 0; i < required->count; i++) {
		if (!value_member(object, required->items[i].text))
			return NULL;
	}
	return required;
}

/* The properties that a schema of a node says something of: the only one, NULL when there are more. */
static const struct member *only_property(const struct value *schema, const struct value *object)
{
	const struct value *properties = value_get(schema, KEYWORD_PROPERTIES);
	const struct value *any = value_get(schema, KEYWORD_ANY_OF);
	const struct member *only = NULL;

	for (uint32_t i = 0; any && !only && i < any->count; i++)
		only = only_property(&any->items[i], object);
	for (uint32_t i = 0; properties && i < properties->count; i++) {
		const struct member *member = &properties->members[i];

		if (member->value.kind == VALUE_BOOLEAN || !value_member(object, member->name))
			continue;
		if (only)
			return NULL;
		only = member;
	}
	return only;
}

/* Of a node: that members are there, what one of them holds, or all of it. */
static void say_not_node(const struct wording *wording, const struct fault *fault, const struct where *where)
{
	const struct value *required = present(fault->rule, fault->value);
	const struct member *only = only_property(fault->rule, fault->value);

	if (required) {
		say_not_together(wording, required);
	} else if (only) {
		add_name(wording, only->name);
		fdtr_text_add(wording->text, " must not be ");
		wording_value(wording, &value_member(fault->value, only->name)->value);
	} else {
		wording_subject(wording, where);
		fdtr_text_add(wording->text, " has properties that are ruled out together");
	}
}

/* "must not be `x`", "must not contain what matches `^x`". */
static void say_not(const struct wording *wording, const struct fault *fault, const struct where *where)
{
	const struct value *contains = value_get(fault->rule, KEYWORD_CONTAINS);
	const struct value *schema = contains ? contains : fault->rule;
	size_t begin;

	if (fault->value->kind == VALUE_OBJECT) {
		say_not_node(wording, fault, where);
		return;
	}
	wording_subject(wording, where);
	begin = wording->text->length;
	fdtr_text_add(wording->text, contains ? " must not contain " : " must not be ");
	if (!add_form(wording, schema)) {
		wording->text->length = begin;
		fdtr_text_add(wording->text, " must not be ");
		wording_value(wording, fault->value);
	} else if (!value_get(schema, KEYWORD_CONST)) {
		fdtr_text_add(wording->text, ", and is ");
		wording_value(wording, fault->value);
	}
}

/* A schema that is false, or one that is not there: the link is the $ref then. */
static void say_false(const struct wording *wording, const struct fault *fault, const struct where *where)
{
	const struct value *reference = fault->schema->link;

	if (fault->value->kind == VALUE_OBJECT && fault->path && fault->path->name)
		fdtr_text_add(wording->text, "the node `%s`", fault->path->name);
	else
		wording_subject(wording, where);
	if (!reference) {
		fdtr_text_add(wording->text, " is not allowed here");
		return;
	}
	fdtr_text_add(wording->text, " cannot be held against ");
	wording_value(wording, reference);
	fdtr_text_add(wording->text, ", which none of the bindings has");
}

bool wording_member(const struct wording *wording, const struct fault *fault, const struct where *where)
{
	switch (fault->keyword) {
	case KEYWORD_REQUIRED:
		add_property(wording, fault, where);
		fdtr_text_add(wording->text, " is missing");
		return true;
	case KEYWORD_DEPENDENT_REQUIRED:
		say_dependent(wording, fault);
		return true;
	case KEYWORD_ADDITIONAL_PROPERTIES:
	case KEYWORD_UNEVALUATED_PROPERTIES:
		say_unknown(wording, fault, where);
		return true;
	case KEYWORD_NONE:
		say_false(wording, fault, where);
		return true;
	case KEYWORD_CONTAINS:
		say_contains(wording, fault, where);
		return true;
	case KEYWORD_NOT:
		say_not(wording, fault, where);
		return true;
	default:
		return false;
	}
}
