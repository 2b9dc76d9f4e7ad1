// SPDX-License-Identifier: BSD-2-Clause
/* Which of several alternatives a value comes nearest to. */
#include "schema/words/wording.h"

#include <string.h>

/*
 * What a fault counts for. Something of another kind is no near miss; the first entry says what it is all about, more
 * than those behind it.
 */
#define COST_KIND 100
#define COST_IDENTITY 40
#define COST_OTHER 20
#define COST_ENTRY 15

#define ENTRIES_LIMIT 32 /* strings of a list that are compared */

static uint32_t depth_of(const struct step *path)
{
	uint32_t depth = 0;

	for (; path; path = path->up)
		depth++;
	return depth;
}

static bool is_value(enum keyword keyword)
{
	return keyword == KEYWORD_CONST || keyword == KEYWORD_ENUM || keyword == KEYWORD_PATTERN;
}

/* No device tree holds a null. */
static uint32_t cost_of_type(const struct fault *fault, uint32_t depth)
{
	if (fault->keyword == KEYWORD_TYPE && value_is_string(fault->rule, "null"))
		return 2 * COST_KIND;
	return depth_of(fault->path) <= depth + 1 ? COST_KIND : COST_IDENTITY;
}

static uint32_t cost_of(const struct fault *fault, uint32_t depth)
{
	switch (fault->keyword) {
	case KEYWORD_TYPE:
	case KEYWORD_TYPE_SIZE:
		return cost_of_type(fault, depth);
	case KEYWORD_CONST:
	case KEYWORD_ENUM:
	case KEYWORD_PATTERN:
		return fault->path && !fault->path->name && fault->path->index ? COST_ENTRY : COST_IDENTITY;
	default:
		return COST_OTHER;
	}
}

/* One alternative's faults. */
struct alternative {
	const struct fault *first, *heaviest;
	uint32_t cost, count, heaviest_cost;
};

/* Returns the first fault of the next alternative. */
static const struct fault *read_alternative(
	struct alternative *alternative, const struct fault *fault, uint32_t depth)
{
	const uint32_t branch = fault->branch;

	*alternative = (struct alternative){.first = fault};
	for (; fault && fault->branch == branch; fault = fault->next) {
		const uint32_t cost = cost_of(fault, depth);

		alternative->count++;
		if (alternative->cost < UINT32_MAX / 2)
			alternative->cost += cost;
		if (cost > alternative->heaviest_cost) {
			alternative->heaviest = fault;
			alternative->heaviest_cost = cost;
		}
	}
	return fault;
}

static bool same_path(const struct step *left, const struct step *right)
{
	for (; left && right && left != right; left = left->up, right = right->up) {
		if (left->index != right->index || !left->name != !right->name ||
			(left->name && strcmp(left->name, right->name) != 0))
			return false;
	}
	return left == right;
}

/* All of its faults are of required members. */
static bool asks_for_members(const struct alternative *alternative)
{
	const uint32_t branch = alternative->first->branch;

	for (const struct fault *fault = alternative->first; fault && fault->branch == branch;
		fault = fault->next) {
		if (fault->keyword != KEYWORD_REQUIRED)
			return false;
	}
	return true;
}

static bool joins(const struct choice_told *told, const struct alternative *alternative)
{
	const struct fault *first = alternative->first, *other = told->alternatives[0];

	if (told->count == CHOICE_LIMIT || !same_path(first->path, other->path))
		return false;
	if (told->form == CHOICE_NAMES)
		return asks_for_members(alternative);
	return alternative->count == 1 && is_value(first->keyword);
}

static enum choice_form form_of(const struct alternative *best)
{
	if (asks_for_members(best))
		return CHOICE_NAMES;
	return best->count == 1 && is_value(best->first->keyword) ? CHOICE_VALUES : CHOICE_NEAREST;
}

/* Alternatives as near as the best one that ask for the same in other words. */
static void join_others(struct choice_told *told, const struct fault *fault, uint32_t depth)
{
	const struct fault *inner = fault->inner, *best = told->nearest;
	struct alternative alternative;

	told->alternatives[told->count++] = best;
	while (inner) {
		inner = read_alternative(&alternative, inner, depth);
		if (alternative.first != best && joins(told, &alternative))
			told->alternatives[told->count++] = alternative.first;
	}
}

static bool has_value(const struct value *schema, const struct value *value)
{
	const struct value *only = value_get(schema, KEYWORD_CONST),
			   *values = value_get(schema, KEYWORD_ENUM);

	for (uint32_t i = 0; values && i < values->count; i++) {
		if (value_equal(&values->items[i], value))
			return true;
	}
	return only && value_equal(only, value);
}

const struct value *choice_entry(const struct value *schema, const struct value *array)
{
	for (uint32_t i = 0; i < array->count; i++) {
		if (has_value(schema, &array->items[i]))
			return &array->items[i];
	}
	return NULL;
}

/* How many entries of the list are in the array, at whatever place; 0 for a list that asks for other than strings. */
static uint32_t entries_met(const struct value *entries, const struct value *array)
{
	uint32_t met = 0;

	for (uint32_t i = 0; i < entries->count; i++) {
		const struct value *rule = value_get(&entries->items[i], KEYWORD_CONST);

		if (!value_get(&entries->items[i], KEYWORD_ENUM) && (!rule || rule->kind != VALUE_STRING))
			return 0;
		met += choice_entry(&entries->items[i], array) != NULL;
	}
	return met;
}

/* Where no alternative is a near miss, strings are told by the list that has most of them. */
static void read_entries(struct choice_told *told, const struct fault *fault)
{
	uint32_t most = 0;

	if (fault->value->kind != VALUE_ARRAY || fault->value->count > ENTRIES_LIMIT)
		return;
	for (uint32_t i = 0; i < fault->rule->count; i++) {
		const struct value *entries = value_get(&fault->rule->items[i], KEYWORD_ITEMS);
		const uint32_t met =
			entries && entries->kind == VALUE_ARRAY && entries->count <= ENTRIES_LIMIT
				? entries_met(entries, fault->value)
				: 0;

		if (met <= most)
			continue;
		most = met;
		told->form = CHOICE_ENTRIES;
		told->entries = entries;
	}
}

void choice_read(struct choice_told *told, const struct fault *fault)
{
	const uint32_t depth = depth_of(fault->path);
	const struct fault *inner = fault->inner;
	struct alternative alternative, best = {.cost = UINT32_MAX};

	*told = (struct choice_told){.form = CHOICE_SEVERAL};
	while (inner) {
		inner = read_alternative(&alternative, inner, depth);
		if (alternative.cost < best.cost)
			best = alternative;
	}
	if (!best.first)
		return;
	told->form = form_of(&best);
	told->nearest = told->form == CHOICE_NEAREST ? best.heaviest : best.first;
	if (told->form != CHOICE_NEAREST)
		join_others(told, fault, depth);
	if (told->count == 1 && told->form == CHOICE_NAMES)
		told->form = CHOICE_NEAREST;
	if (best.count > 1)
		read_entries(told, fault);
}
