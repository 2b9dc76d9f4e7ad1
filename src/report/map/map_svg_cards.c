// SPDX-License-Identifier: BSD-2-Clause
/* Beside the words: the pools, each with who uses it and what these can reach, linked to where they are named. */
#include "report/map/map_svg.h"

#include <stdlib.h>
#include <string.h>

#define MOST_CARDS 24
#define MOST_USERS 8 /* on a card */
#define MOST_LINKS 12
#define LINK_STEP 6
#define GAP 12

/* A pool, or what has none. */
struct card {
	uint32_t side;
	uint32_t pool;
	uint32_t wish; /* where its first line would best be */
};

static bool has_users(const struct fdtr_map *map, uint32_t side, uint32_t pool)
{
	for (uint32_t i = 0; i < map->user_count; i++) {
		if (map->users[i].side == side && map->users[i].pool == pool)
			return true;
	}
	return false;
}

bool svg_has_cards(const struct fdtr_map *map)
{
	return map->pool_count || map->user_count;
}

static uint32_t wish_of(const struct map_svg *svg, uint32_t item)
{
	return item != FDTR_NONE && svg->rows[item] ? svg->rows[item] : UINT32_MAX;
}

static int compare_cards(const void *left, const void *right)
{
	const struct card *a = left, *b = right;

	if (a->wish != b->wish)
		return a->wish < b->wish ? -1 : 1;
	return a->side != b->side ? (a->side < b->side ? -1 : 1) : a->pool < b->pool ? -1 : a->pool > b->pool;
}

static uint32_t list_cards(const struct map_svg *svg, struct card cards[MOST_CARDS + 2])
{
	const struct fdtr_map *map = svg->map;
	uint32_t count = 0;

	for (uint32_t i = 0; i < map->pool_count && count < MOST_CARDS; i++)
		cards[count++] = (struct card){map->pools[i].side, i, wish_of(svg, map->pools[i].item)};
	for (uint32_t side = 0; side < map->side_count; side++) {
		if (has_users(map, side, FDTR_NONE))
			cards[count++] = (struct card){side, FDTR_NONE, UINT32_MAX};
	}
	qsort(cards, count, sizeof(*cards), compare_cards);
	return count;
}

/* A line of words on a card. */
struct line {
	const char *name;             /* class */
	const struct fdtr_rule *rule; /* that it is about; NULL for none */
	uint32_t item;                /* where it is linked to, or FDTR_NONE */
	uint32_t indent;
	char text[MAP_WORDS];
};

#define MOST_LINES (4 + 3 * MOST_USERS)

struct lines {
	struct line items[MOST_LINES];
	uint32_t count;
};

static struct line *add(struct lines *lines, const char *name, uint32_t indent)
{
	struct line *line = &lines->items[lines->count < MOST_LINES ? lines->count++ : MOST_LINES - 1];

	*line = (struct line){.name = name, .item = FDTR_NONE, .indent = indent};
	return line;
}

static void add_rules(struct lines *lines, const struct fdtr_rule *const *rules, uint32_t count,
	enum fdtr_severity severity, uint32_t indent)
{
	struct fdtr_text text;
	struct line *line;

	if (!count)
		return;
	line = add(lines, svg_level(severity), indent);
	line->rule = rules[0];
	fdtr_text_init(&text, line->text, MAP_WORDS);
	fdtr_text_add(&text, "%s: ", fdtr_severity_name(severity));
	for (uint32_t i = 0; i < count; i++)
		fdtr_text_add(&text, "%s%s", i ? ", " : "", rules[i]->name);
}

static void add_user(struct lines *lines, const struct fdtr_map_user *user)
{
	struct line *line = add(lines, "plain", 1);

	line->item = user->item;
	if (user->count > 1)
		(void)snprintf(line->text, MAP_WORDS, "%u x %s", user->count, user->name);
	else
		(void)snprintf(line->text, MAP_WORDS, "%s", user->name);
	(void)map_guard_words(user, add(lines, "faint", 3)->text);
	add_rules(lines, user->rules, user->rule_count, user->severity, 3);
}

static void add_users(const struct map_svg *svg, const struct card *card, struct lines *lines)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < svg->map->user_count; i++) {
		const struct fdtr_map_user *user = &svg->map->users[i];

		if (user->side == card->side && user->pool == card->pool && count++ < MOST_USERS)
			add_user(lines, user);
	}
	if (count > MOST_USERS)
		(void)snprintf(add(lines, "faint", 1)->text, MAP_WORDS, "and %u more", count - MOST_USERS);
	if (!count)
		(void)snprintf(add(lines, "faint", 1)->text, MAP_WORDS, "nobody uses it");
}

static void fill_lines(const struct map_svg *svg, const struct card *card, struct lines *lines)
{
	const struct fdtr_map *map = svg->map;
	char words[MAP_WORDS];
	struct line *line = add(lines, "strong", 0);
	struct fdtr_text text;

	fdtr_text_init(&text, line->text, MAP_WORDS);
	if (map->side_count > 1)
		fdtr_text_add(&text, "(%u) ", card->side + 1);
	if (card->pool == FDTR_NONE) {
		fdtr_text_add(&text, "without a pool");
	} else {
		const struct fdtr_map_pool *pool = &map->pools[card->pool];

		line->item = pool->item;
		fdtr_text_add(&text, "%s %s", pool->letter, map_pool_words(pool, words));
		add_rules(lines, pool->rules, pool->rule_count, pool->severity, 0);
	}
	add_users(svg, card, lines);
}

/* From the end of the words, down or up between them and the cards, to the line. */
static void put_link(struct map_svg *svg, uint32_t item, uint32_t y)
{
	uint32_t x = svg->ends + GAP + (svg->links % MOST_LINKS) * LINK_STEP;

	if (item == FDTR_NONE || !svg->rows[item])
		return;
	svg_open(svg, "path", "link", "d=\"M%u %uH%uV%uH%u\"/>\n", svg->ends + 4, svg->rows[item], x, y,
		svg->cards);
	fprintf(svg->out, "<circle class=\"%slink\" cx=\"%u\" cy=\"%u\" r=\"2\"/>\n", svg->prefix,
		svg->ends + 4, svg->rows[item]);
	svg->links++;
}

static void draw_card(struct map_svg *svg, const struct lines *lines, uint32_t top)
{
	svg_open(svg, "rect", "card", "x=\"%u\" y=\"%u\" width=\"%d\" height=\"%u\" rx=\"4\"/>\n", svg->cards,
		top, SVG_CARD, lines->count * SVG_ROW + 8);
	for (uint32_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->items[i];
		uint32_t y = top + 17 + i * SVG_ROW, x = svg->cards + 8 + svg_columns(line->indent);

		put_link(svg, line->item, y - 4);
		fputs("<g><title>", svg->out);
		svg_escape(svg->out, line->text);
		fputs("</title>", svg->out);
		svg_begin_link(svg, line->rule);
		svg_words(svg, line->name, x, y, (SVG_CARD - 16) * 10 / 72 - line->indent, line->text);
		svg_end_link(svg, line->rule);
		fputs("</g>\n", svg->out);
	}
}

uint32_t svg_cards(struct map_svg *svg)
{
	struct card cards[MOST_CARDS + 2];
	uint32_t count = list_cards(svg, cards), end = svg->top;
	char words[MAP_WORDS];

	for (uint32_t i = 0; i < count; i++) {
		struct lines lines = {.count = 0};
		uint32_t top = end;

		fill_lines(svg, &cards[i], &lines);
		if (cards[i].wish != UINT32_MAX && cards[i].wish > top + 13)
			top = cards[i].wish - 13;
		if (svg->out)
			draw_card(svg, &lines, top);
		end = top + lines.count * SVG_ROW + 8 + GAP;
	}
	if (svg->map->pool_count <= MOST_CARDS)
		return end;
	(void)snprintf(words, sizeof(words), "and %u pools more", svg->map->pool_count - MOST_CARDS);
	if (svg->out)
		svg_words(svg, "faint", svg->cards, end + 8, MAP_WORDS, words);
	return end + SVG_ROW;
}
