// SPDX-License-Identifier: BSD-2-Clause
/* What is asked of arrays, and of cells, which are arrays of integers. */
#include "schema/evaluate/evaluate_walk.h"

#include <stdlib.h>

/* The items from `first` up to `end` against one schema. */
static bool holds_items(const struct walk *walk, const struct value *schema, uint32_t first, uint32_t end)
{
	bool holds = true;

	for (uint32_t i = first; i < end && (holds || walk->sink); i++)
		holds = walk_item(walk, schema, i) && holds;
	return holds;
}

static void see_items(const struct walk *walk, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; walk->seen && i < end; i++)
		seen_add(walk->seen, i);
}

static uint32_t smaller(uint32_t left, uint32_t right)
{
	return left < right ? left : right;
}

bool check_items(const struct walk *walk, const struct member *rule)
{
	const uint32_t count = walk->value->count;
	bool holds = true;

	if (!value_is_array(walk->value))
		return true;
	if (rule->value.kind != VALUE_ARRAY) {
		see_items(walk, 0, count);
		return holds_items(walk, &rule->value, 0, count);
	}
	see_items(walk, 0, smaller(count, rule->value.count));
	for (uint32_t i = 0; i < smaller(count, rule->value.count) && (holds || walk->sink); i++)
		holds = walk_item(walk, &rule->value.items[i], i) && holds;
	return holds;
}

/* It says nothing unless `items` is a list. */
bool check_additional_items(const struct walk *walk, const struct member *rule)
{
	const struct value *items = value_get(walk->schema, KEYWORD_ITEMS);
	const uint32_t count = walk->value->count;

	if (!value_is_array(walk->value) || !items || items->kind != VALUE_ARRAY || count <= items->count)
		return true;
	see_items(walk, items->count, count);
	if (rule->value.kind != VALUE_BOOLEAN)
		return holds_items(walk, &rule->value, items->count, count);
	if (!rule->value.truth)
		(void)fault_add(walk, rule);
	return rule->value.truth;
}

/* It evaluates no items: that came with a later draft. */
bool check_contains(const struct walk *walk, const struct member *rule)
{
	struct walk next = *walk;

	if (!value_is_array(walk->value))
		return true;
	next.sink = NULL;
	for (uint32_t i = 0; i < walk->value->count; i++) {
		if (walk_item(&next, &rule->value, i))
			return true;
	}
	(void)fault_add(walk, rule);
	return false;
}

bool check_min_items(const struct walk *walk, const struct member *rule)
{
	if (!value_is_array(walk->value) || walk->value->count >= rule->value.integer)
		return true;
	(void)fault_add(walk, rule);
	return false;
}

bool check_max_items(const struct walk *walk, const struct member *rule)
{
	if (!value_is_array(walk->value) || walk->value->count <= rule->value.integer)
		return true;
	(void)fault_add(walk, rule);
	return false;
}

/* Bits of a cell. dt-schema's own: of the first cell of the first row; what is no matrix has no size. */
bool check_type_size(const struct walk *walk, const struct member *rule)
{
	struct value row_space, cell_space;
	const struct value *row, *cell;
	uint64_t size;

	if (!value_is_array(walk->value) || !walk->value->count)
		return true;
	row = value_item(walk->value, 0, &row_space);
	if (!value_is_array(row) || !row->count)
		return true;
	cell = value_item(row, 0, &cell_space);
	size = cell->kind == VALUE_INTEGER && cell->cell_size ? 8 * (uint64_t)cell->cell_size : 32;
	if (rule->value.integer == size)
		return true;
	(void)fault_add(walk, rule);
	return false;
}
