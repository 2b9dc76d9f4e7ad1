// SPDX-License-Identifier: BSD-2-Clause
/* The way through a binding: every schema of a node, and of it every schema of a property. */
#include "schema/fixup/fixup_steps.h"

#include <string.h>

/* More comparisons of names than any binding needs. */
#define JOIN_LIMIT ((uint64_t)1 << 27)

/* What `dependencies` is split into, and how many names were there before. */
struct split {
	enum keyword keyword;
	uint32_t known;
};

static struct split split_begin(const struct value *schema, enum keyword keyword)
{
	const struct value *object = value_get(schema, keyword);

	return (struct split){keyword, object ? object->count : 0};
}

/* What `dependencies` says of a name goes before. */
static bool split_add(
	struct fixup *fixup, struct value *schema, const struct split *split, const struct member *rule)
{
	struct value *object = fixup_object(fixup, schema, split->keyword, &rule->value), before;
	struct member *known;

	if (!object)
		return false;
	before = *object;
	before.count = split->known;
	known = value_member(&before, rule->name);
	if (known)
		*known = *rule;
	return known || fixup_add(fixup, object, rule);
}

bool fixup_dependencies(struct fixup *fixup, struct value *schema)
{
	struct split required, schemas;
	struct value all;

	if (!value_remove(schema, KEYWORD_DEPENDENCIES, &all))
		return true;
	required = split_begin(schema, KEYWORD_DEPENDENT_REQUIRED);
	schemas = split_begin(schema, KEYWORD_DEPENDENT_SCHEMAS);
	if (((uint64_t)required.known + schemas.known) * all.count > JOIN_LIMIT)
		return fixup_wrong(fixup, &all,
			"`dependencies` and dependentRequired or dependentSchemas have too "
			"many names to be put together; keep one of them");
	for (uint32_t i = 0; i < all.count; i++) {
		const struct member *rule = &all.members[i];

		if (!split_add(fixup, schema, rule->value.kind == VALUE_ARRAY ? &required : &schemas, rule))
			return false;
	}
	return true;
}

/* Through the forms that a property may have to what is said of its value. */
static bool fix_property(struct fixup *fixup, const char *name, struct value *schema)
{
	static const enum keyword forms[] = {KEYWORD_ALL_OF, KEYWORD_ONE_OF, KEYWORD_ANY_OF};
	struct value *then = value_get(schema, KEYWORD_THEN);

	if (schema->kind != VALUE_OBJECT)
		return true;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(forms); i++) {
		struct value *list = value_get(schema, forms[i]);

		for (uint32_t n = 0; list && n < list->count; n++) {
			if (!fix_property(fixup, name, &list->items[n]))
				return false;
		}
	}
	return (!then || fix_property(fixup, name, then)) && fixup_values(fixup, name, schema);
}

static bool fix_schema(struct fixup *fixup, struct value *schema, bool is_node);

static bool fix_properties(struct fixup *fixup, struct value *properties)
{
	for (uint32_t i = 0; i < properties->count; i++) {
		struct member *property = &properties->members[i];

		if (!fix_property(fixup, property->name, &property->value) ||
			!fix_schema(fixup, &property->value, true))
			return false;
	}
	return true;
}

static bool fix_list(struct fixup *fixup, struct value *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (!fix_schema(fixup, &list->items[i], true))
			return false;
	}
	return true;
}

static bool fix_member(struct fixup *fixup, struct member *member)
{
	switch (member->keyword) {
	case KEYWORD_SELECT:
	case KEYWORD_IF:
	case KEYWORD_THEN:
	case KEYWORD_ELSE:
	case KEYWORD_ADDITIONAL_PROPERTIES:
	case KEYWORD_NOT:
		return fix_schema(fixup, &member->value, false);
	case KEYWORD_ALL_OF:
	case KEYWORD_ANY_OF:
	case KEYWORD_ONE_OF:
		return fix_list(fixup, &member->value);
	case KEYWORD_PROPERTIES:
	case KEYWORD_PATTERN_PROPERTIES:
	case KEYWORD_DEPENDENCIES:
	case KEYWORD_DEPENDENT_SCHEMAS:
	case KEYWORD_DEFS:
		return fix_properties(fixup, &member->value);
	default:
		return true;
	}
}

/* document_check() has seen to the shapes, and DOCUMENT_DEPTH_LIMIT to the depth. */
static bool fix_schema(struct fixup *fixup, struct value *schema, bool is_node)
{
	if (schema->kind != VALUE_OBJECT)
		return true;
	if (!fixup_interrupts(fixup, schema) || (is_node && !fixup_node(fixup, schema)))
		return false;
	if (fixup_is_true(value_get(schema, KEYWORD_ADDITIONAL_PROPERTIES)))
		(void)value_remove(schema, KEYWORD_ADDITIONAL_PROPERTIES, NULL);
	for (uint32_t i = 0; i < schema->count; i++) {
		if (!fix_member(fixup, &schema->members[i]))
			return false;
	}
	return fixup_dependencies(fixup, schema);
}

int fixup_document(struct document *document, struct fdtr_error *error)
{
	struct fixup fixup = {.document = document, .error = error};
	struct value *root = &document->root;

	if (root->kind != VALUE_OBJECT)
		return FDTR_OK;
	(void)value_remove(root, KEYWORD_EXAMPLES, NULL);
	(void)value_remove(root, KEYWORD_MAINTAINERS, NULL);
	(void)value_remove(root, KEYWORD_HISTORICAL, NULL);
	if (!fixup_select(&fixup, root) || !fix_schema(&fixup, root, true) ||
		!fixup_set(&fixup, root, KEYWORD_TYPE, fixup_text("object", root)))
		return fixup.status;
	return FDTR_OK;
}
