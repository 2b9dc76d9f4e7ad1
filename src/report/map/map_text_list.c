// SPDX-License-Identifier: BSD-2-Clause
/* Below the picture: the pools and who uses them, and what the signs mean. */
#include "report/map/map_text.h"

#include <inttypes.h>
#include <string.h>

#define MOST_POOLS 26
#define MOST_USERS 24 /* of one pool */

static void put_rules(struct map_text *text, const struct fdtr_rule *const *rules, uint32_t count,
	enum fdtr_severity severity, uint32_t indent)
{
	if (!count)
		return;
	map_text_end(text);
	map_text_to(text, indent);
	map_text_level(text, severity);
	map_text_sign(text, severity == FDTR_ERROR ? text->signs->wrong : text->signs->worry);
	for (uint32_t i = 0; i < count; i++) {
		map_text_wrap(text, i ? ", " : " ", indent);
		map_text_wrap(text, rules[i]->name, indent);
	}
	map_text_paint(text, MAP_PLAIN);
}

static void put_user(struct map_text *text, const struct fdtr_map_user *user, uint32_t indent)
{
	char words[MAP_WORDS], guard[MAP_WORDS];
	struct fdtr_text line;

	fdtr_text_init(&line, words, sizeof(words));
	if (user->count > 1)
		fdtr_text_add(&line, "%u x ", user->count);
	fdtr_text_add(&line, "%s; %s", user->name, map_guard_words(user, guard));
	map_text_to(text, indent);
	map_text_wrap(text, words, indent + 2);
	put_rules(text, user->rules, user->rule_count, user->severity, indent + 2);
	map_text_end(text);
}

static void put_users(struct map_text *text, uint32_t side, uint32_t pool, uint32_t indent)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < text->map->user_count; i++) {
		const struct fdtr_map_user *user = &text->map->users[i];

		if (user->side != side || user->pool != pool)
			continue;
		if (count++ < MOST_USERS)
			put_user(text, user, indent);
	}
	if (count <= MOST_USERS)
		return;
	map_text_to(text, indent);
	map_text_put(text, "and %u more like these", count - MOST_USERS);
	map_text_end(text);
}

static void put_pool(struct map_text *text, uint32_t number)
{
	const struct fdtr_map_pool *pool = &text->map->pools[number];
	char words[MAP_WORDS];

	map_text_kind(text, FDTR_MAP_POOL);
	map_text_put(text, "%s", pool->letter);
	map_text_paint(text, MAP_PLAIN);
	map_text_put(text, " ");
	map_text_wrap(text, map_pool_words(pool, words), 2);
	put_rules(text, pool->rules, pool->rule_count, pool->severity, 2);
	map_text_end(text);
	put_users(text, pool->side, number, 2);
}

static bool has_users_without(const struct fdtr_map *map, uint32_t side)
{
	for (uint32_t i = 0; i < map->user_count; i++) {
		if (map->users[i].side == side && map->users[i].pool == FDTR_NONE)
			return true;
	}
	return false;
}

static void put_side(struct map_text *text, uint32_t side)
{
	const struct fdtr_map *map = text->map;
	uint32_t count = 0;

	for (uint32_t i = 0; i < map->pool_count; i++) {
		if (map->pools[i].side == side && count++ < MOST_POOLS)
			put_pool(text, i);
	}
	if (count > MOST_POOLS) {
		map_text_put(text, "and %u pools more", count - MOST_POOLS);
		map_text_end(text);
	}
	if (!has_users_without(map, side))
		return;
	map_text_put(text, "without a pool");
	map_text_end(text);
	put_users(text, side, FDTR_NONE, 2);
}

void map_text_pools(struct map_text *text)
{
	for (uint32_t i = 0; i < text->map->side_count; i++) {
		if (!text->map->pool_count && !text->map->user_count)
			return;
		map_text_end(text);
		if (text->map->side_count > 1) {
			map_text_put(text, "%u:", i + 1);
			map_text_end(text);
		}
		put_side(text, i);
	}
}

static bool any_marked(const struct fdtr_map *map)
{
	for (uint32_t i = 0; i < map->slice_count; i++) {
		for (uint32_t k = 0; k < map->slices[i].mark_count; k++) {
			if (map->slices[i].marks[k].rule)
				return true;
		}
	}
	return false;
}

static bool any_window(const struct fdtr_map *map)
{
	for (uint32_t i = 0; i < map->column_count; i++) {
		if (map->columns[i].track == FDTR_MAP_WINDOWS)
			return true;
	}
	return false;
}

static void put_sentence(struct map_text *text, const char *sentence)
{
	map_text_wrap(text, sentence, 0);
	map_text_end(text);
}

void map_text_legend(struct map_text *text)
{
	const struct fdtr_map *map = text->map;
	char words[MAP_WORDS];

	if (!map->slice_count)
		return;
	map_text_end(text);
	map_text_paint(text, MAP_FAINT);
	put_sentence(text,
		"Low addresses are at the top. A stretch has one line more for every factor of 64 in its "
		"size, up to 4, or as many as its words need; a hole has one.");
	if (any_marked(map)) {
		map_text_sign(text, text->signs->shared);
		put_sentence(text, " is what a rule forbids; `fdtrestrict explain RULE` tells why.");
	}
	if (any_window(map)) {
		map_text_sign(text, text->signs->window[1]);
		put_sentence(text, " is what devices can reach.");
	}
	if (map->side_count > 1)
		put_sentence(text, "- removed, + added, > moved, ~ resized; what is the same is named once.");
	for (uint32_t i = 0; i < map->side_count; i++) {
		if (!map_folded(map, i, words))
			continue;
		if (map->side_count > 1)
			map_text_put(text, "%u: ", i + 1);
		put_sentence(text, map_folded(map, i, words));
	}
	map_text_paint(text, MAP_PLAIN);
}
