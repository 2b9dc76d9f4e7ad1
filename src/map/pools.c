// SPDX-License-Identifier: BSD-2-Clause
/* The pools, each with the letter that pictures call it by. */
#include "map/parts.h"

#include <string.h>

/* A, B, .. Z, AA, AB, .. */
static void write_letter(char letter[8], uint32_t number)
{
	char digits[8];
	uint32_t count = 0;

	for (number++; number; number = (number - 1) / 26)
		digits[count++] = (char)('A' + (number - 1) % 26);
	for (uint32_t i = 0; i < count; i++)
		letter[i] = digits[count - 1 - i];
	letter[count] = '\0';
}

struct named {
	uint64_t hash;
	uint32_t pool;
	uint32_t letter;
};

static int compare_named(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->pool < b->pool ? -1 : a->pool > b->pool;
}

/* The same name, or else the same place, is the same pool. */
static int number_pools(struct maker *maker, uint32_t *letters)
{
	struct fdtr_map *map = maker->map;
	struct named *named = fdtr_arena_take_high(maker->arena, map->pool_count, sizeof(*named));
	uint32_t next = maker->map->side_count > 1 ? maker->first_pool[1] : map->pool_count;

	if (!named)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < map->pool_count; i++) {
		uint32_t side = map->pools[i].side;
		const struct fdtr_map_input *input = &maker->inputs[side];
		uint32_t object = input->platform->pools[i - maker->first_pool[side]].object;

		named[i] = (struct named){fdtr_map_path_hash(input, object), i, 0};
	}
	fdtr_sort(named, map->pool_count, sizeof(*named), compare_named);
	for (uint32_t i = 0; i < map->pool_count; i++) {
		bool again = i && named[i - 1].hash == named[i].hash && map->pools[named[i].pool].side;

		letters[named[i].pool] = again ? letters[named[i - 1].pool] : FDTR_NONE;
		if (!map->pools[named[i].pool].side)
			letters[named[i].pool] = named[i].pool;
	}
	for (uint32_t i = 0; i < map->pool_count; i++) {
		if (letters[i] == FDTR_NONE)
			letters[i] = next++;
	}
	return FDTR_OK;
}

static int fill_pool(struct maker *maker, uint32_t side, uint32_t number)
{
	const struct fdtr_platform *platform = maker->inputs[side].platform;
	const struct fdtr_pool *said = &platform->pools[number];
	struct fdtr_map_pool *pool = &maker->map->pools[maker->first_pool[side] + number];

	*pool = (struct fdtr_map_pool){.side = side,
		.item = FDTR_NONE,
		.name = fdtr_map_object_name(maker, side, said->object),
		.path = fdtr_map_path(maker, side, said->object),
		.size = said->placed ? fdtr_range_size(said->range) : said->size,
		.alignment = said->alignment,
		.dynamic = said->dynamic,
		.allowed = &platform->allowed[said->first_allowed],
		.allowed_count = said->allowed_count};
	return pool->name && pool->path ? FDTR_OK : FDTR_ERR_NOSPACE;
}

/* Before things are collected: they name pools by their number. */
int fdtr_map_list_pools(struct maker *maker)
{
	struct fdtr_map *map = maker->map;
	uint32_t *letters;
	int status = FDTR_OK;

	for (uint32_t i = 0; i < map->side_count; i++) {
		maker->first_pool[i] = map->pool_count;
		map->pool_count += maker->inputs[i].platform->pool_count;
	}
	map->pools = fdtr_arena_take(maker->arena, map->pool_count, sizeof(*map->pools));
	letters = fdtr_arena_take_high(maker->arena, map->pool_count, sizeof(*letters));
	if (!map->pools || !letters)
		return FDTR_ERR_NOSPACE;
	for (uint32_t side = 0; side < map->side_count; side++) {
		for (uint32_t i = 0; !status && i < maker->inputs[side].platform->pool_count; i++)
			status = fill_pool(maker, side, i);
	}
	if (!status)
		status = number_pools(maker, letters);
	for (uint32_t i = 0; !status && i < map->pool_count; i++)
		write_letter(map->pools[i].letter, letters[i]);
	return status;
}

/* What moved has another name, and is the same pool. */
static void take_letter(struct fdtr_map *map, const struct thing *thing, const struct thing *partner)
{
	if (partner->kind == FDTR_MAP_POOL)
		memcpy(map->pools[thing->pool].letter, map->pools[partner->pool].letter,
			sizeof(map->pools[thing->pool].letter));
}

/* Where they lie, and what points at them. */
int fdtr_map_finish_pools(struct maker *maker)
{
	struct fdtr_map *map = maker->map;
	int status = FDTR_OK;

	for (uint32_t i = 0; i < maker->thing_count; i++) {
		const struct thing *thing = &maker->things[i];

		if (thing->kind != FDTR_MAP_POOL)
			continue;
		if (map->pools[thing->pool].item == FDTR_NONE)
			map->pools[thing->pool].item = thing->item;
		if (thing->side && thing->partner != FDTR_NONE)
			take_letter(map, thing, &maker->things[thing->partner]);
	}
	for (uint32_t i = 0; !status && i < map->pool_count; i++) {
		struct fdtr_map_pool *pool = &map->pools[i];
		const struct fdtr_platform *platform = maker->inputs[pool->side].platform;

		status = fdtr_map_rules_of(maker, &maker->object_ties, pool->side,
			platform->pools[i - maker->first_pool[pool->side]].object, &pool->rules,
			&pool->rule_count, &pool->severity);
	}
	return status;
}
