// SPDX-License-Identifier: BSD-2-Clause
/* The grid: the address space cut at every edge, and what is marked in it. */
#include "map/parts.h"

#include <string.h>

static int compare_edges(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

/* Where a slice begins: each first byte, and each byte behind a last one. */
static uint32_t list_edges(const struct maker *maker, uint64_t *edges)
{
	uint32_t count = 0, kept = 0;

	for (uint32_t i = 0; i < maker->map->item_count; i++) {
		struct fdtr_range shown = maker->parts[i].shown;

		edges[count++] = shown.first;
		if (shown.last < UINT64_MAX)
			edges[count++] = shown.last + 1;
	}
	fdtr_sort(edges, count, sizeof(*edges), compare_edges);
	for (uint32_t i = 0; i < count; i++) {
		if (!kept || edges[kept - 1] != edges[i])
			edges[kept++] = edges[i];
	}
	return kept;
}

static uint64_t last_byte(const struct maker *maker)
{
	uint64_t last = 0;

	for (uint32_t i = 0; i < maker->map->item_count; i++) {
		if (maker->parts[i].shown.last > last)
			last = maker->parts[i].shown.last;
	}
	return last;
}

static int make_slices(struct maker *maker)
{
	struct fdtr_map *map = maker->map;
	uint64_t *edges = fdtr_arena_take_high(maker->arena, 2 * (size_t)map->item_count, sizeof(*edges));
	uint64_t last = last_byte(maker);
	struct fdtr_map_slice *slices;
	uint32_t count;

	if (!edges)
		return FDTR_ERR_NOSPACE;
	count = list_edges(maker, edges);
	if (count && edges[count - 1] > last)
		count--;
	slices = fdtr_arena_take(maker->arena, count, sizeof(*slices));
	if (!slices)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < count; i++) {
		struct fdtr_range range = {edges[i], i + 1 < count ? edges[i + 1] - 1 : last};

		slices[i] = (struct fdtr_map_slice){
			.range = range, .height = fdtr_map_height(fdtr_range_size(range))};
	}
	map->slices = slices;
	map->slice_count = count;
	maker->slices = slices;
	return FDTR_OK;
}

/* Items of a column do not overlap, and come in order: each covers slices one after the other. */
static int fill_grid(struct maker *maker)
{
	struct fdtr_map *map = maker->map;
	size_t cells = (size_t)map->slice_count * map->column_count;
	uint32_t *grid = fdtr_arena_take(maker->arena, cells, sizeof(*grid));
	uint32_t slice = 0;

	if (!grid)
		return FDTR_ERR_NOSPACE;
	memset(grid, 0xff, cells * sizeof(*grid));
	for (uint32_t i = 0; i < map->item_count; i++) {
		struct fdtr_range shown = maker->parts[i].shown;

		while (map->slices[slice].range.first < shown.first)
			slice++;
		for (uint32_t k = slice; k < map->slice_count && map->slices[k].range.first <= shown.last;
			k++)
			grid[(size_t)k * map->column_count + map->items[i].column] = i;
	}
	for (uint32_t i = 0; i < map->slice_count; i++) {
		bool hole = true;

		maker->slices[i].items = &grid[(size_t)i * map->column_count];
		for (uint32_t k = 0; k < map->column_count; k++)
			hole = hole && (maker->slices[i].items[k] == FDTR_NONE ||
					       map->columns[k].track == FDTR_MAP_WINDOWS);
		maker->slices[i].hole = hole;
	}
	return FDTR_OK;
}

static int compare_pairs(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;

	if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	if (a->right != b->right)
		return a->right < b->right ? -1 : 1;
	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static uint32_t find_pair(const struct pairs *pairs, uint32_t left, uint32_t right)
{
	struct pair key = {left, right, 0, UINT8_MAX, 0};
	uint32_t low = 0, high = pairs->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (compare_pairs(&pairs->items[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

#define MOST_MARKS 16

/* The marks of one slice, while they are found. */
struct marking {
	struct maker *maker;
	struct fdtr_map_slice *slice;
	struct fdtr_map_mark marks[MOST_MARKS];
	uint32_t count;
};

static void mark(struct marking *marking, struct fdtr_map_mark added)
{
	for (uint32_t i = 0; i < marking->count; i++) {
		if (marking->marks[i].rule == added.rule && marking->marks[i].side == added.side)
			return;
	}
	if (marking->count < MOST_MARKS)
		marking->marks[marking->count++] = added;
}

/* What the memory map has as reserved is what pools of tables ought to lie in. */
static bool is_of_map(const struct maker *maker, uint32_t item)
{
	return maker->map->items[item].kind == FDTR_MAP_RESERVED &&
	       maker->parts[item].first->origin.object == FDTR_NONE;
}

static void mark_pair(struct marking *marking, uint32_t a, uint32_t b, bool same_track)
{
	struct maker *maker = marking->maker;
	uint32_t left = a < b ? a : b, right = a < b ? b : a, side = maker->map->items[a].side;
	uint32_t i = find_pair(&maker->pairs, left, right);
	bool said = false;

	for (; i < maker->pairs.count && maker->pairs.items[i].left == left &&
		maker->pairs.items[i].right == right;
		i++, said = true)
		mark(marking, (struct fdtr_map_mark){maker->rules[maker->pairs.items[i].rule],
				      (enum fdtr_severity)maker->pairs.items[i].severity, side});
	if (!said && same_track && !is_of_map(maker, a) && !is_of_map(maker, b))
		mark(marking, (struct fdtr_map_mark){NULL, FDTR_DEFAULT, side});
}

static bool is_outside(const struct fdtr_map_item *item, const struct fdtr_rule **rule)
{
	for (uint32_t i = 0; i < item->rule_count; i++) {
		*rule = item->rules[i];
		if (!strcmp((*rule)->name, "pool-outside-memory"))
			return true;
	}
	return false;
}

/* A pool where there is no bank. */
static void mark_outside(struct marking *marking, uint32_t number, bool on_ground)
{
	const struct fdtr_map_item *item = &marking->maker->map->items[number];
	const struct fdtr_rule *rule;

	if (item->kind == FDTR_MAP_POOL && !on_ground && is_outside(item, &rule))
		mark(marking, (struct fdtr_map_mark){rule, item->severity, item->side});
}

static void mark_column(struct marking *marking, uint32_t column)
{
	const struct fdtr_map *map = marking->maker->map;
	const struct fdtr_map_column *own = &map->columns[column];
	const uint32_t *items = marking->slice->items;
	bool on_ground = false;

	for (uint32_t i = 0; i < column; i++) {
		const struct fdtr_map_column *other = &map->columns[i];

		if (items[i] == FDTR_NONE || other->side != own->side)
			continue;
		on_ground = on_ground || other->track == FDTR_MAP_GROUND;
		mark_pair(marking, items[i], items[column], other->track == own->track);
	}
	mark_outside(marking, items[column], on_ground || own->track == FDTR_MAP_GROUND);
}

static int mark_slice(struct maker *maker, struct fdtr_map_slice *slice)
{
	struct marking marking = {.maker = maker, .slice = slice};
	struct fdtr_map_mark *kept;

	for (uint32_t i = 0; i < maker->map->column_count; i++) {
		if (slice->items[i] != FDTR_NONE && maker->map->columns[i].track != FDTR_MAP_WINDOWS)
			mark_column(&marking, i);
	}
	if (!marking.count)
		return FDTR_OK;
	kept = fdtr_arena_take(maker->arena, marking.count, sizeof(*kept));
	if (!kept)
		return FDTR_ERR_NOSPACE;
	memcpy(kept, marking.marks, marking.count * sizeof(*kept));
	slice->marks = kept;
	slice->mark_count = marking.count;
	return FDTR_OK;
}

int fdtr_map_cut(struct maker *maker)
{
	int status = make_slices(maker);

	if (!status)
		status = fill_grid(maker);
	fdtr_sort(maker->pairs.items, maker->pairs.count, sizeof(*maker->pairs.items), compare_pairs);
	for (uint32_t i = 0; !status && i < maker->map->slice_count; i++)
		status = mark_slice(maker, &maker->slices[i]);
	return status;
}
