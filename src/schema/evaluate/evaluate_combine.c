// SPDX-License-Identifier: BSD-2-Clause
/* Schemas that others are made of. */
#include "schema/evaluate/evaluate_walk.h"

bool check_ref(const struct walk *walk, const struct member *rule)
{
	const struct schema_target *target = rule->value.link;
	struct walk next = *walk;

	if (!target)
		return walk_end(walk, FDTR_ERR_INTERNAL, rule->line, "this `$ref` has not been followed");
	next.document = target->document;
	next.schema = target->schema;
	next.referrer = walk;
	return walk_holds(&next);
}

bool check_all_of(const struct walk *walk, const struct member *rule)
{
	bool holds = true;

	for (uint32_t i = 0; i < rule->value.count && (holds || walk->sink); i++)
		holds = walk_branch(walk, &rule->value.items[i]) && holds;
	return holds;
}

/* How many hold; it stops at `enough`, unless somebody wants to know what they evaluate. */
static uint32_t count_branches(const struct walk *walk, const struct value *branches, uint32_t enough)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < branches->count && (count < enough || walk->seen); i++)
		count += walk_asks(walk, &branches->items[i]);
	return count;
}

/* No branch holds: once more, to see why. */
static bool none_holds(const struct walk *walk, const struct member *rule)
{
	struct fault *fault = fault_add(walk, rule);
	struct walk next = *walk;
	struct sink inner;

	if (!fault)
		return false;
	sink_begin(&inner);
	next.sink = &inner;
	next.seen = NULL;
	for (inner.branch = 0; inner.branch < rule->value.count; inner.branch++)
		(void)walk_in_place(&next, &rule->value.items[inner.branch]);
	fault->inner = inner.first;
	return false;
}

bool check_any_of(const struct walk *walk, const struct member *rule)
{
	return count_branches(walk, &rule->value, 1) || none_holds(walk, rule);
}

bool check_one_of(const struct walk *walk, const struct member *rule)
{
	const uint32_t count = count_branches(walk, &rule->value, 2);

	if (count > 1)
		(void)fault_add(walk, rule);
	return count ? count == 1 : none_holds(walk, rule);
}

bool check_not(const struct walk *walk, const struct member *rule)
{
	struct walk next = *walk;

	next.seen = NULL;
	if (!walk_asks(&next, &rule->value))
		return true;
	(void)fault_add(walk, rule);
	return false;
}

bool check_if(const struct walk *walk, const struct member *rule)
{
	const struct value *then_schema = value_get(walk->schema, KEYWORD_THEN);
	const struct value *else_schema = value_get(walk->schema, KEYWORD_ELSE);
	const struct value *chosen;

	if (!then_schema && !else_schema && !walk->seen)
		return true;
	chosen = walk_asks(walk, &rule->value) ? then_schema : else_schema;
	return !chosen || walk_in_place(walk, chosen);
}
