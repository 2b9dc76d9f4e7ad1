// SPDX-License-Identifier: BSD-2-Clause
/* Every $ref and every pattern of a set gets what it stands for, so that evaluating has nothing to look up. */
#include "schema/set.h"

#include "schema/builder.h"
#include "schema/walk.h"

#include <string.h>

#define MOST_IN_A_ROW 64 /* schemas that a $ref leads through */

struct linking {
	struct fdtr_schemas *set;
	const struct document *document;
	struct fdtr_error *error;
};

static struct place place_of(const struct value *value)
{
	return (struct place){value->at, value->column};
}

/* Most often a whole folder is missing, so the advice is which. */
static int leads_nowhere(
	const struct linking *linking, const struct value *reference, const struct document *end)
{
	if (end)
		return document_wrong(linking->document, place_of(reference), linking->error,
			"$ref: %.200s leads nowhere: %.200s has no schema there", reference->text, end->file);
	return document_wrong(linking->document, place_of(reference), linking->error,
		"$ref: %.200s leads nowhere: no binding that was read has that $id. Read the folder that has it too: "
		"--bindings /usr/lib/python3/dist-packages/dtschema/schemas for what dt-schema itself brings, "
		"--bindings Documentation/devicetree/bindings for the kernel's",
		reference->text);
}

/* Nothing holds for it, and what is said of it is said of the $ref. */
static const struct value *nothing(struct store *store, const struct value *reference)
{
	struct value *value = store_take(store, sizeof(*value));

	if (value)
		*value = (struct value){.kind = VALUE_BOOLEAN,
			.flags = VALUE_MADE,
			.at = reference->at,
			.column = reference->column,
			.link = reference};
	return value;
}

static int link_reference(const struct linking *linking, struct value *reference)
{
	struct schema_target target, *kept;

	if (!set_resolve(linking->set, linking->document, reference->text, &target)) {
		if (!linking->set->has_core)
			return leads_nowhere(linking, reference, target.document);
		target.document = linking->document;
		target.schema = nothing(&linking->set->store, reference);
	}
	kept = store_take(&linking->set->store, sizeof(*kept));
	if (!kept || !target.schema)
		return document_no_memory(linking->error);
	*kept = target;
	reference->link = kept;
	return FDTR_OK;
}

static int link_pattern(
	const struct linking *linking, const char *text, size_t length, struct place place, const void **link)
{
	const struct pattern *pattern;
	struct fdtr_error error;
	const int status = patterns_add(linking->set->patterns, text, length, &pattern, &error);

	if (status == FDTR_ERR_BADTREE)
		return document_wrong(linking->document, place, linking->error, "%s", error.message);
	if (!status)
		*link = pattern;
	else if (linking->error)
		*linking->error = error;
	return status;
}

static int link_pattern_names(const struct linking *linking, struct value *named)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && named->kind == VALUE_OBJECT && i < named->count; i++) {
		struct member *member = &named->members[i];

		status = link_pattern(linking, member->name, strlen(member->name),
			(struct place){member->line, member->column}, &member->link);
	}
	return status;
}

static int link_schema(void *context, struct value *schema)
{
	const struct linking *linking = context;
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && schema->kind == VALUE_OBJECT && i < schema->count; i++) {
		struct value *value = &schema->members[i].value;

		switch ((enum keyword)schema->members[i].keyword) {
		case KEYWORD_ID:
			if (schema != &linking->document->root)
				return document_wrong(linking->document, place_of(value), linking->error,
					"$id: a schema within another cannot have its own; delete it");
			break;
		case KEYWORD_REF:
			status = link_reference(linking, value);
			break;
		case KEYWORD_PATTERN:
			status = link_pattern(
				linking, value->text, value->count, place_of(value), &value->link);
			break;
		case KEYWORD_PATTERN_PROPERTIES:
			status = link_pattern_names(linking, value);
			break;
		default:
			break;
		}
	}
	return status;
}

/* A $ref to a schema that is a $ref too, and so on, has to end somewhere. */
static int check_circle(void *context, struct value *schema)
{
	const struct linking *linking = context;
	const struct value *reference = value_get(schema, KEYWORD_REF), *next = reference;

	for (uint32_t i = 0; next && i <= MOST_IN_A_ROW; i++) {
		const struct schema_target *target = next->link;

		next = value_get(target->schema, KEYWORD_REF);
	}
	if (!next)
		return FDTR_OK;
	return document_wrong(linking->document, place_of(reference), linking->error,
		"$ref: %.200s leads to a $ref, that one to the next, and so on in a circle, or more than %d times; "
		"one of them has to say something itself",
		reference->text, MOST_IN_A_ROW);
}

static int walk_all(struct fdtr_schemas *set, walk_schema *visit, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < set->count; i++) {
		struct linking linking = {set, &set->bindings[i].document, error};

		status = walk(&set->bindings[i].document.root, visit, &linking);
	}
	return status;
}

int set_link(struct fdtr_schemas *set, struct fdtr_error *error)
{
	const int status = walk_all(set, link_schema, error);

	return status ? status : walk_all(set, check_circle, error);
}
