// SPDX-License-Identifier: BSD-2-Clause
/*
 * Members and items that no schema has evaluated. A property counts as evaluated only where its schema holds, as
 * dt-validate has it, so that one with a fault of its own is unevaluated as well: such a fault is an echo.
 */
#include "schema/evaluate/evaluate_walk.h"

#include <stdlib.h>
#include <string.h>

bool seen_begin(const struct walk *walk, struct seen *seen)
{
	const bool has_parts = value_is_array(walk->value) || walk->value->kind == VALUE_OBJECT;
	const uint32_t count = has_parts ? walk->value->count : 0;
	const size_t words = ((size_t)count + 63) / 64;

	*seen = (struct seen){.count = count};
	seen->bits = words <= FDTR_ARRAY_SIZE(seen->space) ? seen->space : calloc(words, sizeof(*seen->bits));
	return seen->bits || walk_end_memory(walk);
}

void seen_end(struct seen *seen)
{
	if (seen->bits != seen->space)
		free(seen->bits);
}

void seen_add(struct seen *seen, uint32_t index)
{
	seen->bits[index / 64] |= UINT64_C(1) << index % 64;
}

bool seen_has(const struct seen *seen, uint32_t index)
{
	return seen->bits[index / 64] >> index % 64 & 1;
}

void seen_merge(struct seen *seen, const struct seen *more)
{
	for (uint32_t i = 0; i < (seen->count + 63) / 64; i++)
		seen->bits[i] |= more->bits[i];
}

void seen_all(struct seen *seen)
{
	memset(seen->bits, 0xff, ((size_t)seen->count + 63) / 64 * sizeof(*seen->bits));
}

static bool knows(const struct walk *walk, const struct value *schema, const struct member *member);

static bool names_it(const struct walk *walk, const struct value *schema, const struct member *member)
{
	const struct value *properties = value_get(schema, KEYWORD_PROPERTIES);
	const struct value *patterns = value_get(schema, KEYWORD_PATTERN_PROPERTIES);
	const struct value *additional = value_get(schema, KEYWORD_ADDITIONAL_PROPERTIES);

	if (additional && additional->kind == VALUE_OBJECT)
		return true;
	for (uint32_t i = 0; properties && i < properties->count; i++) {
		if (properties->members[i].hash == member->hash &&
			!strcmp(properties->members[i].name, member->name))
			return true;
	}
	return walk_matches_any(walk, patterns, member);
}

static bool any_knows(const struct walk *walk, const struct value *branches, const struct member *member)
{
	for (uint32_t i = 0; branches && i < branches->count; i++) {
		if (knows(walk, &branches->items[i], member))
			return true;
	}
	return false;
}

/* Where a branch holds, no other has a fault to tell. */
static bool choice_knows(const struct walk *walk, const struct value *branches, const struct member *member)
{
	for (uint32_t i = 0; branches && i < branches->count; i++) {
		if (walk_asks(walk, &branches->items[i]))
			return false;
	}
	return any_knows(walk, branches, member);
}

static bool condition_knows(const struct walk *walk, const struct value *schema, const struct member *member)
{
	const struct value *condition = value_get(schema, KEYWORD_IF), *chosen;

	if (!condition)
		return false;
	chosen = value_get(schema, walk_asks(walk, condition) ? KEYWORD_THEN : KEYWORD_ELSE);
	return chosen && knows(walk, chosen, member);
}

static bool dependent_knows(const struct walk *walk, const struct value *schema, const struct member *member)
{
	const struct value *dependent = value_get(schema, KEYWORD_DEPENDENT_SCHEMAS);

	for (uint32_t i = 0; dependent && i < dependent->count; i++) {
		const struct member *asked = &dependent->members[i];

		if (walk_find(walk, asked->name, asked->hash) && knows(walk, &asked->value, member))
			return true;
	}
	return false;
}

static bool reference_knows(const struct walk *walk, const struct value *schema, const struct member *member)
{
	const struct value *reference = value_get(schema, KEYWORD_REF);
	const struct schema_target *target = reference ? reference->link : NULL;
	struct walk next = *walk;

	if (!target)
		return false;
	next.document = target->document;
	return knows(&next, target->schema, member);
}

/* Whether the schema speaks of the member, so that a fault of it is told there. */
static bool knows(const struct walk *walk, const struct value *schema, const struct member *member)
{
	struct evaluation *evaluation = walk->evaluation;
	bool known;

	if (schema->kind != VALUE_OBJECT || evaluation->depth == EVALUATE_DEPTH_LIMIT ||
		!walk_spend(walk, 1 + schema->count))
		return false;
	evaluation->depth++;
	known = names_it(walk, schema, member) || reference_knows(walk, schema, member) ||
	        any_knows(walk, value_get(schema, KEYWORD_ALL_OF), member) ||
	        choice_knows(walk, value_get(schema, KEYWORD_ANY_OF), member) ||
	        choice_knows(walk, value_get(schema, KEYWORD_ONE_OF), member) ||
	        condition_knows(walk, schema, member) || dependent_knows(walk, schema, member);
	evaluation->depth--;
	return known;
}

static bool unevaluated_property(const struct walk *walk, const struct member *rule, uint32_t index)
{
	const struct member *member = &walk->value->members[index];
	struct walk quiet = *walk;
	struct fault *fault;

	quiet.sink = NULL;
	if (rule->value.kind != VALUE_BOOLEAN && walk_member(&quiet, &rule->value, member)) {
		seen_add(walk->seen, index);
		return true;
	}
	fault = fault_add(walk, rule);
	if (fault) {
		quiet.seen = NULL;
		fault->property = member->name;
		fault->echo = knows(&quiet, walk->schema, member);
	}
	return false;
}

static bool check_unevaluated_properties(const struct walk *walk, const struct member *rule)
{
	bool holds = true;

	if (walk->value->kind != VALUE_OBJECT)
		return true;
	if (rule->value.kind == VALUE_BOOLEAN && rule->value.truth) {
		seen_all(walk->seen);
		return true;
	}
	for (uint32_t i = 0; i < walk->value->count && (holds || walk->sink); i++) {
		if (!seen_has(walk->seen, i))
			holds = unevaluated_property(walk, rule, i) && holds;
	}
	return holds;
}

static bool check_unevaluated_items(const struct walk *walk, const struct member *rule)
{
	struct walk quiet = *walk;
	bool holds = true;

	quiet.sink = NULL;
	for (uint32_t i = 0; value_is_array(walk->value) && i < walk->value->count && holds; i++) {
		holds = seen_has(walk->seen, i) || walk_item(&quiet, &rule->value, i);
		seen_add(walk->seen, i);
	}
	if (!holds)
		(void)fault_add(walk, rule);
	return holds;
}

static bool check_rest(const struct walk *walk, const struct member *rule)
{
	if (rule->keyword == KEYWORD_UNEVALUATED_PROPERTIES)
		return check_unevaluated_properties(walk, rule);
	return rule->keyword != KEYWORD_UNEVALUATED_ITEMS || check_unevaluated_items(walk, rule);
}

bool walk_unevaluated(const struct walk *walk)
{
	struct walk next = *walk;
	struct seen seen;
	bool holds;

	if (!seen_begin(walk, &seen))
		return false;
	next.seen = &seen;
	holds = walk_keywords(&next);
	for (uint32_t i = 0; i < walk->schema->count && (holds || walk->sink); i++)
		holds = check_rest(&next, &walk->schema->members[i]) && holds;
	if (walk->seen)
		seen_merge(walk->seen, &seen);
	seen_end(&seen);
	return holds;
}
