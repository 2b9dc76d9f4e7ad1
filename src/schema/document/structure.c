// SPDX-License-Identifier: BSD-2-Clause
/* Whether what stands where a schema is wanted is one. */
#include "schema/document/builder.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

struct check {
	const struct document *document;
	struct fdtr_error *error;
};

static int check_schema(const struct check *check, const struct value *schema, const char *what);

/* What it is, and as far as it is short, itself. */
static void describe(struct fdtr_text *text, const struct value *value)
{
	if (value->kind == VALUE_INTEGER && value->flags & VALUE_NEGATIVE)
		fdtr_text_add(text, "%" PRId64, (int64_t)value->integer);
	else if (value->kind == VALUE_INTEGER)
		fdtr_text_add(text, "%" PRIu64, value->integer);
	else if (value->kind == VALUE_REAL)
		fdtr_text_add(text, "%g", value->real);
	else if (value->kind == VALUE_BOOLEAN)
		fdtr_text_add(text, value->truth ? "true" : "false");
	else if (value->kind == VALUE_STRING)
		fdtr_text_add(text, "the string \"%.60s\"", value->text);
	else if (value->kind == VALUE_ARRAY && !value->count)
		fdtr_text_add(text, "an empty array");
	else
		fdtr_text_add(text, "%s", value_kind_name(value));
}

static int wrong(const struct check *check, const struct value *value, const char *what, const char *wanted)
{
	char description[128];
	struct fdtr_text text;

	fdtr_text_init(&text, description, sizeof(description));
	describe(&text, value);
	return document_wrong(check->document, (struct place){value->at, value->column}, check->error,
		"`%.80s` has to be %s, and this is %s", what, wanted, description);
}

static const char *keyword_at(const void *context, size_t index)
{
	(void)context;
	return index + 1 < KEYWORD_COUNT ? keyword_name((enum keyword)(index + 1)) : NULL;
}

static int unknown(const struct check *check, const struct member *member)
{
	const struct place place = {member->line, member->column};
	const char *nearest = fdtr_nearest_name(member->name, keyword_at, NULL);

	if (nearest)
		return document_wrong(check->document, place, check->error,
			"`%.80s` is no keyword of a binding, and would ask for nothing; did you mean `%s`?",
			member->name, nearest);
	return document_wrong(check->document, place, check->error,
		"`%.80s` is no keyword of a binding, and would ask for nothing; a property belongs below `properties`",
		member->name);
}

static bool is_count(const struct value *value)
{
	return value->kind == VALUE_INTEGER && !(value->flags & VALUE_NEGATIVE);
}

static bool is_number(const struct value *value)
{
	return value->kind == VALUE_INTEGER || (value->kind == VALUE_REAL && !isnan(value->real));
}

static bool is_divisor(const struct value *value)
{
	return (is_count(value) && value->integer) || (value->kind == VALUE_REAL && value->real > 0);
}

static int check_text(
	const struct check *check, const struct value *value, const char *what, const char *wanted)
{
	return value->kind == VALUE_STRING ? FDTR_OK : wrong(check, value, what, wanted);
}

static int check_texts(const struct check *check, const struct value *value, const char *what)
{
	int status = FDTR_OK;

	if (value->kind != VALUE_ARRAY)
		return wrong(check, value, what, "an array of strings");
	for (uint32_t i = 0; !status && i < value->count; i++)
		status = check_text(check, &value->items[i], what, "an array of strings");
	return status;
}

static int check_type(const struct check *check, const struct value *value, const char *what)
{
	static const char *const types[] = {
		"array", "boolean", "integer", "null", "number", "object", "string"};

	if (value->kind != VALUE_STRING)
		return wrong(check, value, what, "a type or an array of them");
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(types); i++) {
		if (value_is_string(value, types[i]))
			return FDTR_OK;
	}
	return document_wrong(check->document, (struct place){value->at, value->column}, check->error,
		"`%.80s` is no type; there are array, boolean, integer, null, number, object and string",
		value->text);
}

static int check_types(const struct check *check, const struct value *value, const char *what)
{
	int status = FDTR_OK;

	if (value->kind != VALUE_ARRAY || !value->count)
		return check_type(check, value, what);
	for (uint32_t i = 0; !status && i < value->count; i++)
		status = check_type(check, &value->items[i], what);
	return status;
}

static int check_schemas(const struct check *check, const struct value *value, const char *what)
{
	int status = FDTR_OK;

	if (value->kind != VALUE_ARRAY || !value->count)
		return wrong(check, value, what, "an array of schemas, at least one");
	for (uint32_t i = 0; !status && i < value->count; i++)
		status = check_schema(check, &value->items[i], what);
	return status;
}

static int check_items(const struct check *check, const struct value *value, const char *what)
{
	return value->kind == VALUE_ARRAY ? check_schemas(check, value, what)
	                                  : check_schema(check, value, what);
}

/* What is behind each name of an object. */
typedef int check_fn(const struct check *check, const struct value *value, const char *what);

static int check_members(
	const struct check *check, const struct value *value, const char *what, check_fn *each)
{
	int status = FDTR_OK;

	if (value->kind != VALUE_OBJECT)
		return wrong(check, value, what, "an object");
	for (uint32_t i = 0; !status && i < value->count; i++)
		status = each(check, &value->members[i].value, value->members[i].name);
	return status;
}

static int check_either(const struct check *check, const struct value *value, const char *what)
{
	return value->kind == VALUE_ARRAY ? check_texts(check, value, what)
	                                  : check_schema(check, value, what);
}

static int check_simple(const struct check *check, const struct value *value, enum keyword keyword)
{
	const char *what = keyword_name(keyword);

	switch (keyword_shape(keyword)) {
	case SHAPE_TEXT:
		return check_text(check, value, what, "a string");
	case SHAPE_TRUTH:
		return value->kind == VALUE_BOOLEAN ? FDTR_OK : wrong(check, value, what, "true or false");
	case SHAPE_COUNT:
		return is_count(value) ? FDTR_OK : wrong(check, value, what, "an integer of 0 or more");
	case SHAPE_NUMBER:
		return is_number(value) ? FDTR_OK : wrong(check, value, what, "a number");
	case SHAPE_DIVISOR:
		return is_divisor(value) ? FDTR_OK : wrong(check, value, what, "a number above 0");
	case SHAPE_LIST:
		return value->kind == VALUE_ARRAY ? FDTR_OK : wrong(check, value, what, "an array");
	default:
		return FDTR_OK;
	}
}

static int check_keyword(const struct check *check, const struct value *value, enum keyword keyword)
{
	const char *what = keyword_name(keyword);

	switch (keyword_shape(keyword)) {
	case SHAPE_TEXTS:
		return check_texts(check, value, what);
	case SHAPE_TYPE:
		return check_types(check, value, what);
	case SHAPE_SCHEMA:
		return check_schema(check, value, what);
	case SHAPE_SCHEMAS:
		return check_schemas(check, value, what);
	case SHAPE_ITEMS:
		return check_items(check, value, what);
	case SHAPE_NAMED:
	case SHAPE_PATTERNS:
		return check_members(check, value, what, check_items);
	case SHAPE_NAMES:
		return check_members(check, value, what, check_texts);
	case SHAPE_EITHER:
		return check_members(check, value, what, check_either);
	default:
		return check_simple(check, value, keyword);
	}
}

static int check_keywords(const struct check *check, const struct value *schema)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < schema->count; i++) {
		const struct member *member = &schema->members[i];

		status = member->keyword ? check_keyword(check, &member->value, (enum keyword)member->keyword)
		                         : unknown(check, member);
	}
	return status;
}

/* Calls itself no deeper than a document may be nested. */
static int check_schema(const struct check *check, const struct value *schema, const char *what)
{
	if (schema->kind == VALUE_BOOLEAN)
		return FDTR_OK;
	if (schema->kind != VALUE_OBJECT)
		return wrong(check, schema, what, "a schema, that is an object, true or false");
	return check_keywords(check, schema);
}

int document_check(const struct document *document, struct fdtr_error *error)
{
	const struct check check = {document, error};
	const struct value *root = &document->root;

	if (root->kind != VALUE_OBJECT)
		return document_wrong(document, (struct place){root->at, root->column}, error,
			"a binding has to be an object, and this is %s", value_kind_name(root));
	return check_keywords(&check, root);
}
