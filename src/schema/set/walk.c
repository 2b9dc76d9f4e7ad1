// SPDX-License-Identifier: BSD-2-Clause
#include "schema/set/walk.h"

static int walk_list(struct value *list, walk_schema *visit, void *context)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && list->kind == VALUE_ARRAY && i < list->count; i++)
		status = walk(&list->items[i], visit, context);
	return status;
}

static int walk_named(struct value *named, walk_schema *visit, void *context)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && named->kind == VALUE_OBJECT && i < named->count; i++)
		status = walk(&named->members[i].value, visit, context);
	return status;
}

/* Of dependencies only those that are schemas. */
static int walk_either(struct value *named, walk_schema *visit, void *context)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && named->kind == VALUE_OBJECT && i < named->count; i++) {
		if (named->members[i].value.kind != VALUE_ARRAY)
			status = walk(&named->members[i].value, visit, context);
	}
	return status;
}

static int walk_member(struct member *member, walk_schema *visit, void *context)
{
	switch (keyword_shape((enum keyword)member->keyword)) {
	case SHAPE_SCHEMA:
		return walk(&member->value, visit, context);
	case SHAPE_ITEMS:
		if (member->value.kind != VALUE_ARRAY)
			return walk(&member->value, visit, context);
		return walk_list(&member->value, visit, context);
	case SHAPE_SCHEMAS:
		return walk_list(&member->value, visit, context);
	case SHAPE_NAMED:
	case SHAPE_PATTERNS:
		return walk_named(&member->value, visit, context);
	case SHAPE_EITHER:
		return walk_either(&member->value, visit, context);
	default:
		return FDTR_OK;
	}
}

/* As deep as a document may be nested. */
int walk(struct value *schema, walk_schema *visit, void *context)
{
	int status = visit(context, schema);

	for (uint32_t i = 0; !status && schema->kind == VALUE_OBJECT && i < schema->count; i++)
		status = walk_member(&schema->members[i], visit, context);
	return status;
}
