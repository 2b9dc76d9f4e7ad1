// SPDX-License-Identifier: BSD-2-Clause
/* The way through a schema and a value; what each keyword asks is in evaluate_*.c and unevaluated.c. */
#include "schema/evaluate/evaluate_walk.h"

#include <stdlib.h>

/* Those that are missing here say nothing of a value, or are read by another: `then` by `if`. */
static check_function *const checks[KEYWORD_COUNT] = {
	[KEYWORD_REF] = check_ref,
	[KEYWORD_ADDITIONAL_ITEMS] = check_additional_items,
	[KEYWORD_ADDITIONAL_PROPERTIES] = check_additional_properties,
	[KEYWORD_ALL_OF] = check_all_of,
	[KEYWORD_ANY_OF] = check_any_of,
	[KEYWORD_CONST] = check_const,
	[KEYWORD_CONTAINS] = check_contains,
	[KEYWORD_DEPENDENT_REQUIRED] = check_dependent_required,
	[KEYWORD_DEPENDENT_SCHEMAS] = check_dependent_schemas,
	[KEYWORD_ENUM] = check_enum,
	[KEYWORD_EXCLUSIVE_MAXIMUM] = check_exclusive_maximum,
	[KEYWORD_EXCLUSIVE_MINIMUM] = check_exclusive_minimum,
	[KEYWORD_FORMAT] = check_format,
	[KEYWORD_IF] = check_if,
	[KEYWORD_ITEMS] = check_items,
	[KEYWORD_MAX_ITEMS] = check_max_items,
	[KEYWORD_MAX_LENGTH] = check_max_length,
	[KEYWORD_MAXIMUM] = check_maximum,
	[KEYWORD_MIN_ITEMS] = check_min_items,
	[KEYWORD_MIN_LENGTH] = check_min_length,
	[KEYWORD_MINIMUM] = check_minimum,
	[KEYWORD_MULTIPLE_OF] = check_multiple_of,
	[KEYWORD_NOT] = check_not,
	[KEYWORD_ONE_OF] = check_one_of,
	[KEYWORD_PATTERN] = check_pattern,
	[KEYWORD_PATTERN_PROPERTIES] = check_pattern_properties,
	[KEYWORD_PROPERTIES] = check_properties,
	[KEYWORD_PROPERTY_NAMES] = check_property_names,
	[KEYWORD_REQUIRED] = check_required,
	[KEYWORD_TYPE] = check_type,
	[KEYWORD_TYPE_SIZE] = check_type_size,
	[KEYWORD_UNIQUE_ITEMS] = check_unique_items,
};

bool walk_keywords(const struct walk *walk)
{
	const struct member *members = walk->schema->members;
	bool holds = true;

	for (uint32_t i = 0; i < walk->schema->count; i++) {
		check_function *const check = checks[members[i].keyword];

		if (!check || check(walk, &members[i]))
			continue;
		holds = false;
		if (!walk->sink || walk->evaluation->status)
			break;
	}
	return holds;
}

static bool is_unevaluated(const struct member *rule)
{
	return rule->keyword == KEYWORD_UNEVALUATED_PROPERTIES || rule->keyword == KEYWORD_UNEVALUATED_ITEMS;
}

bool walk_says_nothing(const struct value *schema)
{
	if (schema->kind != VALUE_OBJECT)
		return schema->kind != VALUE_BOOLEAN || schema->truth;
	for (uint32_t i = 0; i < schema->count; i++) {
		if (checks[schema->members[i].keyword] || is_unevaluated(&schema->members[i]))
			return false;
	}
	return true;
}

static bool asks_unevaluated(const struct value *schema)
{
	for (uint32_t i = 0; i < schema->count; i++) {
		if (is_unevaluated(&schema->members[i]))
			return true;
	}
	return false;
}

static bool too_deep(const struct walk *walk)
{
	const struct walk *at = walk->referrer ? walk->referrer : walk;
	const struct member *reference = value_keyword(at->schema, KEYWORD_REF);

	return walk_end(at, FDTR_ERR_BADTREE, reference ? reference->line : at->schema->at,
		"more than %d schemas lead to one another here%s%s%s, so that this would not come to an end; "
		"let no schema refer to itself for the same value",
		EVALUATE_DEPTH_LIMIT, reference ? " by `$ref: " : "", reference ? reference->value.text : "",
		reference ? "`" : "");
}

bool walk_holds(const struct walk *walk)
{
	struct evaluation *evaluation = walk->evaluation;
	bool holds;

	if (walk->schema->kind != VALUE_OBJECT) {
		holds = walk->schema->kind != VALUE_BOOLEAN || walk->schema->truth;
		if (!holds)
			(void)fault_add(walk, NULL);
		return holds;
	}
	if (!walk_spend(walk, 1 + walk->schema->count))
		return false;
	if (evaluation->depth == EVALUATE_DEPTH_LIMIT)
		return too_deep(walk);
	evaluation->depth++;
	holds = asks_unevaluated(walk->schema) ? walk_unevaluated(walk) : walk_keywords(walk);
	evaluation->depth--;
	return holds;
}

bool walk_in_place(const struct walk *walk, const struct value *schema)
{
	struct walk next = *walk;

	next.schema = schema;
	return walk_holds(&next);
}

bool walk_branch(const struct walk *walk, const struct value *schema)
{
	struct walk next = *walk;
	struct seen seen;
	bool holds;

	if (!walk->seen)
		return walk_in_place(walk, schema);
	if (!seen_begin(walk, &seen))
		return false;
	next.seen = &seen;
	holds = walk_in_place(&next, schema);
	if (holds)
		seen_merge(walk->seen, &seen);
	seen_end(&seen);
	return holds;
}

bool walk_asks(const struct walk *walk, const struct value *schema)
{
	struct walk next = *walk;

	next.sink = NULL;
	return walk_branch(&next, schema);
}

bool walk_member(const struct walk *walk, const struct value *schema, const struct member *member)
{
	struct trail trail = {.up = walk->trail, .step = {.name = member->name, .value = &member->value}};
	struct walk next = *walk;

	next.schema = schema;
	next.value = &member->value;
	next.trail = &trail;
	next.seen = NULL;
	return walk_holds(&next);
}

bool walk_item(const struct walk *walk, const struct value *schema, uint32_t index)
{
	struct value space;
	const struct value *item = value_item(walk->value, index, &space);
	struct trail trail = {.up = walk->trail, .step = {.index = index}};
	struct walk next = *walk;

	next.schema = schema;
	next.value = item;
	next.brief = item == &space;
	trail.step.value = next.brief ? walk->value : item;
	next.trail = &trail;
	next.seen = NULL;
	return walk_holds(&next);
}

int evaluation_begin(struct evaluation *evaluation, const struct fdtr_schemas *set,
	const struct decoded *decoded, struct fdtr_error *error)
{
	const size_t patterns = patterns_count(set->patterns);

	*evaluation = (struct evaluation){
		.set = set, .decoded = decoded, .limit = EVALUATE_WORK_LIMIT, .error = error};
	if (decoded)
		evaluation->limit += (uint64_t)decoded->count * EVALUATE_WORK_PER_NODE;
	if (evaluation->limit > EVALUATE_WORK_MOST)
		evaluation->limit = EVALUATE_WORK_MOST;
	evaluation->work = evaluation->limit;
	evaluation->matcher = matcher_make();
	if (decoded)
		evaluation->matches = calloc(patterns ? patterns : 1, sizeof(*evaluation->matches));
	if (!evaluation->matcher || (decoded && !evaluation->matches))
		evaluation->status = fdtr_error_set(
			error, FDTR_ERR_NOSPACE, "there is not enough memory to begin validating");
	return evaluation->status;
}

void evaluation_end(struct evaluation *evaluation)
{
	const uint32_t patterns = evaluation->matches ? patterns_count(evaluation->set->patterns) : 0;

	for (uint32_t i = 0; i < patterns; i++)
		free(evaluation->matches[i]);
	for (uint32_t i = 0; i < EVALUATE_UNIONS; i++)
		free(evaluation->unions[i].matches);
	free(evaluation->matches);
	free(evaluation->lookup.slots);
	matcher_free(evaluation->matcher);
	store_free(&evaluation->store);
	*evaluation = (struct evaluation){0};
}

bool evaluate(struct evaluation *evaluation, const struct document *document, const struct value *schema,
	const struct value *value, const struct fault **faults)
{
	struct sink sink;
	struct walk walk = {.evaluation = evaluation,
		.document = document,
		.schema = schema,
		.value = value,
		.sink = faults ? &sink : NULL};
	bool holds;

	sink_begin(&sink);
	lookup_begin(&evaluation->lookup, value);
	holds = walk_holds(&walk);
	if (faults)
		*faults = sink.first;
	return holds && !evaluation->status;
}
