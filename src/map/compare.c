// SPDX-License-Identifier: BSD-2-Clause
/* What became of each thing: by its name, and what is left by its place. */
#include "map/parts.h"

struct match {
	uint64_t key;
	uint64_t first, last;
	uint32_t side;
	uint32_t thing;
};

static int compare_matches(const void *left, const void *right)
{
	const struct match *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->last != b->last)
		return a->last < b->last ? -1 : 1;
	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	return a->thing < b->thing ? -1 : a->thing > b->thing;
}

/* A region that became a pool is the same region. */
static uint8_t class_of(const struct thing *thing)
{
	return thing->kind == FDTR_MAP_POOL ? FDTR_MAP_RESERVED : thing->kind;
}

static uint64_t name_key(const struct maker *maker, const struct thing *thing)
{
	uint64_t path = thing->origin.object == FDTR_NONE
	                        ? 0
	                        : fdtr_map_path_hash(&maker->inputs[thing->side], thing->origin.object);
	uint32_t numbers[] = {class_of(thing), thing->origin.index};

	return fdtr_map_hash(path, numbers, sizeof(numbers));
}

static enum fdtr_map_change change_of(const struct thing *before, const struct thing *after)
{
	if (before->range.first == after->range.first && before->range.last == after->range.last)
		return FDTR_MAP_SAME;
	return fdtr_range_size(before->range) == fdtr_range_size(after->range) ? FDTR_MAP_MOVED
	                                                                       : FDTR_MAP_RESIZED;
}

/* One of each input that have a key to themselves. */
static void pair_names(struct maker *maker, const struct match *matches, uint32_t count)
{
	for (uint32_t i = 0, end; i < count; i = end) {
		struct thing *left = &maker->things[matches[i].thing], *right;

		for (end = i + 1; end < count && matches[end].key == matches[i].key;)
			end++;
		if (end - i != 2 || matches[i].side == matches[i + 1].side)
			continue;
		right = &maker->things[matches[i + 1].thing];
		left->change = right->change =
			(uint8_t)(matches[i].side ? change_of(right, left) : change_of(left, right));
		left->partner = matches[i + 1].thing;
		right->partner = matches[i].thing;
	}
}

static bool is_same_place(const struct match *left, const struct match *right)
{
	return left->key == right->key && left->first == right->first && left->last == right->last;
}

/* Under other names, or under names that several have: as many as both have there. */
static void pair_places(struct maker *maker, const struct match *matches, uint32_t count)
{
	for (uint32_t i = 0, second, end; i < count; i = end) {
		for (second = i; second < count && is_same_place(&matches[i], &matches[second]) &&
				 !matches[second].side;)
			second++;
		for (end = second; end < count && is_same_place(&matches[i], &matches[end]);)
			end++;
		for (uint32_t k = 0; i + k < second && second + k < end; k++) {
			uint32_t left = matches[i + k].thing, right = matches[second + k].thing;

			maker->things[left].change = maker->things[right].change = FDTR_MAP_SAME;
			maker->things[left].partner = right;
			maker->things[right].partner = left;
		}
	}
}

/* By name up to the unit address: what moved has another one. */
static uint64_t stem_key(const struct maker *maker, const struct thing *thing)
{
	uint32_t numbers[] = {class_of(thing), thing->origin.index};

	(void)maker;
	return fdtr_map_hash(thing->stem, numbers, sizeof(numbers));
}

static uint64_t place_key(const struct maker *maker, const struct thing *thing)
{
	(void)maker;
	return class_of(thing);
}

typedef uint64_t key_fn(const struct maker *maker, const struct thing *thing);

/* What has no partner yet, in the order of its key; by address too where that is what tells. */
static uint32_t list(const struct maker *maker, struct match *matches, key_fn *key_of)
{
	bool by_place = key_of == place_key;
	uint32_t count = 0;

	for (uint32_t i = 0; i < maker->thing_count; i++) {
		const struct thing *thing = &maker->things[i];

		if (thing->partner != FDTR_NONE)
			continue;
		matches[count++] = (struct match){key_of(maker, thing), by_place ? thing->range.first : 0,
			by_place ? thing->range.last : 0, thing->side, i};
	}
	fdtr_sort(matches, count, sizeof(*matches), compare_matches);
	return count;
}

int fdtr_map_compare(struct maker *maker)
{
	struct match *matches;

	if (maker->map->side_count < 2)
		return FDTR_OK;
	matches = fdtr_arena_take_high(maker->arena, maker->thing_count, sizeof(*matches));
	if (!matches)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < maker->thing_count; i++)
		maker->things[i].change = maker->things[i].side ? FDTR_MAP_ADDED : FDTR_MAP_REMOVED;
	pair_names(maker, matches, list(maker, matches, name_key));
	pair_places(maker, matches, list(maker, matches, place_key));
	pair_names(maker, matches, list(maker, matches, stem_key));
	return FDTR_OK;
}
