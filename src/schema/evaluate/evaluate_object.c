// SPDX-License-Identifier: BSD-2-Clause
/* What is asked of objects: which members they have, and what these are. */
#include "schema/evaluate/evaluate_walk.h"

#include <string.h>

static uint32_t index_of(const struct walk *walk, const struct member *member)
{
	return (uint32_t)(member - walk->value->members);
}

static bool is_object(const struct walk *walk)
{
	return walk->value->kind == VALUE_OBJECT;
}

bool check_properties(const struct walk *walk, const struct member *rule)
{
	bool holds = true;

	if (!is_object(walk) || !walk_spend(walk, rule->value.count))
		return !is_object(walk);
	for (uint32_t i = 0; i < rule->value.count && (holds || walk->sink); i++) {
		const struct member *asked = &rule->value.members[i];
		const struct member *member = walk_find(walk, asked->name, asked->hash);

		if (!member)
			continue;
		if (!walk_member(walk, &asked->value, member))
			holds = false;
		else if (walk->seen)
			seen_add(walk->seen, index_of(walk, member));
	}
	return holds;
}

/* A member whose name matches is evaluated whether or not it holds: the fault is told once. */
static bool holds_pattern(const struct walk *walk, const struct member *asked)
{
	bool holds = true;

	for (uint32_t i = 0; i < walk->value->count && (holds || walk->sink); i++) {
		const struct member *member = &walk->value->members[i];

		if (!walk_matches_name(walk, asked->link, asked->line, member))
			continue;
		if (walk->seen)
			seen_add(walk->seen, i);
		holds = walk_member(walk, &asked->value, member) && holds;
	}
	return holds;
}

bool check_pattern_properties(const struct walk *walk, const struct member *rule)
{
	bool holds = true;

	if (!is_object(walk) || (!walk->seen && walk_patterns_say_nothing(walk, &rule->value)))
		return true;
	if (!walk_spend(walk, (uint64_t)rule->value.count * walk->value->count))
		return false;
	for (uint32_t i = 0; i < rule->value.count && (holds || walk->sink); i++) {
		const struct member *asked = &rule->value.members[i];

		if (walk->seen || !walk_says_nothing(&asked->value))
			holds = holds_pattern(walk, asked) && holds;
	}
	return holds;
}

static void see_properties(const struct walk *walk, struct seen *known)
{
	const struct value *properties = value_get(walk->schema, KEYWORD_PROPERTIES);

	if (!properties || !walk_spend(walk, properties->count))
		return;
	for (uint32_t i = 0; i < properties->count; i++) {
		const struct member *member =
			walk_find(walk, properties->members[i].name, properties->members[i].hash);

		if (member)
			seen_add(known, index_of(walk, member));
	}
}

static bool holds_additional(const struct walk *walk, const struct member *rule, uint32_t index)
{
	const struct member *member = &walk->value->members[index];

	if (rule->value.kind == VALUE_BOOLEAN)
		return fault_of_property(walk, rule, NULL, member->name);
	if (!walk_member(walk, &rule->value, member))
		return false;
	/* dt-validate, in error, takes the schema's keywords for the names that it evaluates. */
	if (walk->seen)
		seen_add(walk->seen, index);
	return true;
}

bool check_additional_properties(const struct walk *walk, const struct member *rule)
{
	const struct value *patterns = value_get(walk->schema, KEYWORD_PATTERN_PROPERTIES);
	struct seen known;
	bool holds = true;

	if (!is_object(walk))
		return true;
	if (rule->value.kind == VALUE_BOOLEAN && rule->value.truth) {
		if (walk->seen)
			seen_all(walk->seen);
		return true;
	}
	if (!seen_begin(walk, &known))
		return false;
	see_properties(walk, &known);
	for (uint32_t i = 0; i < walk->value->count && (holds || walk->sink); i++) {
		if (!seen_has(&known, i) && !walk_matches_any(walk, patterns, &walk->value->members[i]))
			holds = holds_additional(walk, rule, i) && holds;
	}
	seen_end(&known);
	return holds;
}

bool check_property_names(const struct walk *walk, const struct member *rule)
{
	struct walk next = *walk;
	bool holds = true;

	if (!is_object(walk))
		return true;
	next.schema = &rule->value;
	next.seen = NULL;
	next.brief = true;
	for (uint32_t i = 0; i < walk->value->count && (holds || walk->sink); i++) {
		const struct member *member = &walk->value->members[i];
		const struct value name = {.kind = VALUE_STRING,
			.at = member->line,
			.column = member->column,
			.count = (uint32_t)strlen(member->name),
			.text = member->name};

		next.value = &name;
		holds = walk_holds(&next) && holds;
	}
	return holds;
}

static bool has_all(const struct walk *walk, const struct member *rule, const struct value *names)
{
	bool holds = true;

	if (!walk_spend(walk, names->count))
		return false;
	for (uint32_t i = 0; i < names->count && (holds || walk->sink); i++) {
		const struct value *name = &names->items[i];

		if (!walk_find_text(walk, name))
			holds = fault_of_property(walk, rule, name, name->text);
	}
	return holds;
}

bool check_required(const struct walk *walk, const struct member *rule)
{
	return !is_object(walk) || has_all(walk, rule, &rule->value);
}

bool check_dependent_required(const struct walk *walk, const struct member *rule)
{
	bool holds = true;

	for (uint32_t i = 0; is_object(walk) && i < rule->value.count && (holds || walk->sink); i++) {
		const struct member *asked = &rule->value.members[i];

		if (walk_find(walk, asked->name, asked->hash))
			holds = has_all(walk, rule, &asked->value) && holds;
	}
	return holds;
}

bool check_dependent_schemas(const struct walk *walk, const struct member *rule)
{
	bool holds = true;

	for (uint32_t i = 0; is_object(walk) && i < rule->value.count && (holds || walk->sink); i++) {
		const struct member *asked = &rule->value.members[i];

		if (walk_find(walk, asked->name, asked->hash))
			holds = walk_in_place(walk, &asked->value) && holds;
	}
	return holds;
}
