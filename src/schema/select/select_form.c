// SPDX-License-Identifier: BSD-2-Clause
/* What can be said of a schema without a node to hold it against. In doubt, that it can have a fault. */
#include "schema/select/index.h"

#include <string.h>

#define WORK_LIMIT 2000 /* schemas looked at for one question */

static bool is_note(enum keyword keyword)
{
	switch (keyword) {
	case KEYWORD_COMMENT:
	case KEYWORD_DEFS:
	case KEYWORD_DEFINITIONS:
	case KEYWORD_DEFAULT:
	case KEYWORD_DEPRECATED:
	case KEYWORD_DESCRIPTION:
	case KEYWORD_EXAMPLES:
	case KEYWORD_HISTORICAL:
	case KEYWORD_ID:
	case KEYWORD_MAINTAINERS:
	case KEYWORD_PHANDLE:
	case KEYWORD_SCHEMA:
	case KEYWORD_SELECT:
	case KEYWORD_TITLE:
		return true;
	default:
		return false;
	}
}

bool select_says_nothing(const struct value *schema)
{
	if (schema->kind == VALUE_BOOLEAN)
		return schema->truth;
	for (uint32_t i = 0; schema->kind == VALUE_OBJECT && i < schema->count; i++) {
		if (!is_note((enum keyword)schema->members[i].keyword))
			return false;
	}
	return schema->kind == VALUE_OBJECT;
}

static bool names_only(const struct value *names, const char *name)
{
	for (uint32_t i = 0; i < names->count; i++) {
		if (!value_is_string(&names->items[i], name))
			return false;
	}
	return true;
}

/* Of all the members but `name`. */
static bool members_say_nothing(const struct value *schemas, const char *name)
{
	for (uint32_t i = 0; i < schemas->count; i++) {
		if (strcmp(schemas->members[i].name, name) != 0 &&
			!select_says_nothing(&schemas->members[i].value))
			return false;
	}
	return true;
}

bool select_of_nodename(const struct value *schema)
{
	for (uint32_t i = 0; i < schema->count; i++) {
		const struct member *member = &schema->members[i];
		const enum keyword keyword = (enum keyword)member->keyword;

		if (keyword == KEYWORD_REQUIRED ? !names_only(&member->value, "$nodename")
			: keyword == KEYWORD_PROPERTIES || keyword == KEYWORD_PATTERN_PROPERTIES
				? !members_say_nothing(&member->value, "$nodename")
				: !is_note(keyword))
			return false;
	}
	return true;
}

/* The only thing that the object says, KEYWORD_NONE when there is more. */
static enum keyword single(const struct value *schema)
{
	enum keyword only = KEYWORD_NONE;

	for (uint32_t i = 0; i < schema->count; i++) {
		if (is_note((enum keyword)schema->members[i].keyword))
			continue;
		if (only)
			return KEYWORD_NONE;
		only = (enum keyword)schema->members[i].keyword;
	}
	return only;
}

static bool has_name(const struct value *names, const char *name)
{
	for (uint32_t i = 0; names && i < names->count; i++) {
		if (value_is_string(&names->items[i], name))
			return true;
	}
	return false;
}

static bool is_plain_select(
	const struct value *select, const struct value *required, const struct value *properties)
{
	return names_only(required, "compatible") && members_say_nothing(properties, "compatible") &&
	       select->count == 2;
}

const struct value *select_compatibles(const struct value *select, bool *certain)
{
	const struct value *required = value_get(select, KEYWORD_REQUIRED);
	const struct value *properties = value_get(select, KEYWORD_PROPERTIES), *item, *found;
	const struct member *compatible = properties ? value_member(properties, "compatible") : NULL;

	*certain = false;
	if (!compatible || !has_name(required, "compatible"))
		return NULL;
	item = value_get(&compatible->value, KEYWORD_CONTAINS);
	if (!item) {
		item = value_get(&compatible->value, KEYWORD_ITEMS);
		item = item && item->kind == VALUE_ARRAY && item->count ? &item->items[0] : NULL;
	} else {
		*certain = single(&compatible->value) == KEYWORD_CONTAINS &&
		           is_plain_select(select, required, properties);
	}
	if (!item)
		return NULL;
	found = value_get(item, KEYWORD_CONST);
	if (!found || found->kind != VALUE_STRING)
		found = value_get(item, KEYWORD_ENUM);
	*certain = *certain && single(item);
	return found;
}

struct question {
	struct matcher *matcher;
	const char *name; /* NULL: is a member needed at all? */
	size_t length;
	uint32_t left;
};

static bool is_object_type(const struct value *type)
{
	return type->kind == VALUE_ARRAY ? has_name(type, "object") : value_is_string(type, "object");
}

static const struct value *target(const struct value *reference)
{
	const struct schema_target *target = reference->link;

	return target ? target->schema : NULL;
}

static bool needs_member(struct question *question, const struct value *schema);

static bool keyword_needs_member(struct question *question, enum keyword keyword, const struct value *rule)
{
	uint32_t count = 0;

	switch (keyword) {
	case KEYWORD_ALL_OF:
	case KEYWORD_ANY_OF:
		for (uint32_t i = 0; i < rule->count; i++)
			count += needs_member(question, &rule->items[i]);
		return count == rule->count || (keyword == KEYWORD_ANY_OF && count);
	case KEYWORD_THEN:
	case KEYWORD_ELSE:
		return needs_member(question, rule);
	case KEYWORD_REF:
		return target(rule) && needs_member(question, target(rule));
	case KEYWORD_TYPE:
		return is_object_type(rule);
	case KEYWORD_NOT:
	case KEYWORD_ONE_OF:
	case KEYWORD_REQUIRED:
	case KEYWORD_CONST:
	case KEYWORD_ENUM:
	case KEYWORD_UNEVALUATED_PROPERTIES:
	case KEYWORD_NONE:
		return false;
	default:
		return true; /* of single members, or of values that are no objects */
	}
}

/* How deep this goes is bounded by the work. */
static bool needs_member(struct question *question, const struct value *schema)
{
	if (schema->kind != VALUE_OBJECT)
		return schema->truth;
	if (!question->left)
		return false;
	question->left--;
	for (uint32_t i = 0; i < schema->count; i++) {
		if (!keyword_needs_member(
			    question, (enum keyword)schema->members[i].keyword, &schema->members[i].value))
			return false;
	}
	return true;
}

bool select_needs_member(const struct value *schema)
{
	struct question question = {.left = WORK_LIMIT};

	return needs_member(&question, schema);
}

/* Whether one of its schemas says something of the member; `listed` when it is there at all. */
static bool named_concern(const struct value *schemas, const char *name, bool *listed)
{
	const struct member *member = value_member(schemas, name);

	*listed = *listed || member;
	return member && !select_says_nothing(&member->value);
}

static bool pattern_concerns(struct question *question, const struct value *patterns, bool *listed)
{
	for (uint32_t i = 0; i < patterns->count; i++) {
		const struct member *member = &patterns->members[i];

		if (*listed && select_says_nothing(&member->value))
			continue;
		if (pattern_match(member->link, question->matcher, question->name, question->length) ==
			MATCH_NO)
			continue;
		*listed = true;
		if (!select_says_nothing(&member->value))
			return true;
	}
	return false;
}

/* By properties, patternProperties and additionalProperties, which go together. */
static bool member_concerns(struct question *question, const struct value *schema)
{
	const struct value *properties = value_get(schema, KEYWORD_PROPERTIES);
	const struct value *patterns = value_get(schema, KEYWORD_PATTERN_PROPERTIES);
	const struct value *others = value_get(schema, KEYWORD_ADDITIONAL_PROPERTIES);
	bool listed = false;

	return (properties && named_concern(properties, question->name, &listed)) ||
	       (patterns && pattern_concerns(question, patterns, &listed)) ||
	       (others && !listed && !select_says_nothing(others));
}

static bool concerns(struct question *question, const struct value *schema);

static bool keyword_concerns(struct question *question, enum keyword keyword, const struct value *rule)
{
	switch (keyword) {
	case KEYWORD_ALL_OF:
	case KEYWORD_ANY_OF:
		for (uint32_t i = 0; i < rule->count; i++) {
			if (concerns(question, &rule->items[i]))
				return true;
		}
		return false;
	case KEYWORD_THEN:
	case KEYWORD_ELSE:
		return concerns(question, rule);
	case KEYWORD_REF:
		return !target(rule) || concerns(question, target(rule));
	case KEYWORD_DEPENDENCIES:
	case KEYWORD_DEPENDENT_REQUIRED:
	case KEYWORD_DEPENDENT_SCHEMAS:
		return value_member(rule, question->name);
	case KEYWORD_PROPERTY_NAMES:
		return !select_says_nothing(rule);
	default:
		return false;
	}
}

static bool concerns(struct question *question, const struct value *schema)
{
	if (schema->kind != VALUE_OBJECT)
		return !schema->truth;
	if (!question->left)
		return true;
	question->left--;
	if (member_concerns(question, schema))
		return true;
	for (uint32_t i = 0; i < schema->count; i++) {
		if (keyword_concerns(
			    question, (enum keyword)schema->members[i].keyword, &schema->members[i].value))
			return true;
	}
	return false;
}

bool select_concerns(const struct value *schema, struct matcher *matcher, const char *name, size_t length)
{
	struct question question = {.matcher = matcher, .name = name, .length = length, .left = WORK_LIMIT};

	return concerns(&question, schema);
}
