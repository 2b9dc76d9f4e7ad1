// SPDX-License-Identifier: BSD-2-Clause
/* Items in their order, with names and rules. */
#include "map/parts.h"

struct position {
	uint64_t first;
	uint32_t column;
	uint32_t item;
};

static int compare_positions(const void *left, const void *right)
{
	const struct position *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

static void renumber(struct maker *maker, const uint32_t *numbers)
{
	struct ties *ties = &maker->thing_ties;
	struct pairs *pairs = &maker->pairs;

	for (uint32_t i = 0; i < maker->thing_count; i++)
		maker->things[i].item = numbers[maker->things[i].item];
	for (uint32_t i = 0; i < ties->count; i++)
		ties->items[i].subject = maker->things[ties->items[i].subject].item;
	fdtr_map_sort_ties(ties);
	for (uint32_t i = 0; i < pairs->count; i++) {
		struct pair *pair = &pairs->items[i];
		uint32_t left = maker->things[pair->left].item, right = maker->things[pair->right].item;

		pair->left = left < right ? left : right;
		pair->right = left < right ? right : left;
	}
}

/* From here on ties and pairs are of items. */
static int put_in_order(struct maker *maker)
{
	struct fdtr_map *map = maker->map;
	uint32_t count = map->item_count;
	struct position *positions = fdtr_arena_take_high(maker->arena, count, sizeof(*positions));
	uint32_t *numbers = fdtr_arena_take_high(maker->arena, count, sizeof(*numbers));
	struct item_part *parts = fdtr_arena_take_high(maker->arena, count, sizeof(*parts));
	struct fdtr_map_item *items = fdtr_arena_take(maker->arena, count, sizeof(*items));

	if (!positions || !numbers || !parts || !items)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < count; i++)
		positions[i] = (struct position){maker->parts[i].shown.first, map->items[i].column, i};
	fdtr_sort(positions, count, sizeof(*positions), compare_positions);
	for (uint32_t i = 0; i < count; i++) {
		items[i] = map->items[positions[i].item];
		parts[i] = maker->parts[positions[i].item];
		numbers[positions[i].item] = i;
	}
	map->items = items;
	maker->parts = parts;
	renumber(maker, numbers);
	return FDTR_OK;
}

static int name_item(struct maker *maker, uint32_t number)
{
	struct fdtr_map_item *item = &maker->map->items[number];
	const struct item_part *part = &maker->parts[number];

	item->name = fdtr_map_thing_name(maker, part->first);
	if (item->name && item->count > 1) {
		const char *last = fdtr_map_thing_name(maker, part->last);

		item->name = last ? fdtr_map_run_name(maker, item->name, last) : NULL;
	}
	item->path = fdtr_map_path(maker, item->side, part->first->origin.object);
	return item->name && item->path ? FDTR_OK : FDTR_ERR_NOSPACE;
}

int fdtr_map_finish_items(struct maker *maker)
{
	struct fdtr_map *map = maker->map;
	int status = put_in_order(maker);

	for (uint32_t i = 0; !status && i < map->item_count; i++) {
		struct fdtr_map_item *item = &map->items[i];

		status = name_item(maker, i);
		if (!status)
			status = fdtr_map_rules_of(maker, &maker->thing_ties, 0, i, &item->rules,
				&item->rule_count, &item->severity);
	}
	return status;
}
