// SPDX-License-Identifier: BSD-2-Clause
/*
 * For a terminal: addresses at the left, lanes of boxes, and what each box is where it begins. From top to bottom is
 * from low to high, so that it can be read aloud.
 */
#include "report/map/map_text.h"

#include <inttypes.h>
#include <string.h>

static const struct map_signs boxes = {
	.corners = {{"┌", "┐"}, {"└", "┘"}},
	.side = "│",
	.line = "─",
	.single = {"[", "]"},
	.window = {"╷", "┊", "╵"},
	.shared = "╳",
	.between = "║",
	.wrong = "✗",
	.worry = "!",
};

static const struct map_signs plain = {
	.corners = {{"+", "+"}, {"+", "+"}},
	.side = "|",
	.line = "-",
	.single = {"[", "]"},
	.window = {":", ":", ":"},
	.shared = "X",
	.between = "#",
	.wrong = "X",
	.worry = "!",
};

/* Where words begin, and where sizes end and last addresses begin. */
static uint32_t words_column(const struct map_text *text)
{
	return text->address + 1 + text->lanes + 1;
}

#define SIZE_COLUMNS 9

static uint32_t size_column(const struct map_text *text)
{
	return text->width - (text->address + 2) - 1 - SIZE_COLUMNS;
}

/* A title needs so many columns; with fewer, size and addresses get a line of their own. */
#define TITLE_LEAST 14

static bool is_narrow(const struct map_text *text)
{
	return words_column(text) + TITLE_LEAST > size_column(text);
}

static bool is_on_one_line(const struct map_text *text, const struct fdtr_map_item *item)
{
	char title[MAP_WORDS];
	size_t length = strlen(map_text_change(item->change)) + strlen(map_title(text->map, item, title));

	return words_column(text) + length < size_column(text);
}

/* At the right: how large, and the last address. */
static void put_size(struct map_text *text, struct fdtr_range range)
{
	char size[FDTR_SIZE_TEXT];

	map_text_to(text, size_column(text));
	map_text_put(text, "%*s ", SIZE_COLUMNS, map_size(fdtr_range_size(range), size));
	map_text_paint(text, MAP_FAINT);
	map_text_put(text, "..0x%" PRIx64, range.last);
	map_text_paint(text, MAP_PLAIN);
}

static void put_item(struct map_text *text, const struct fdtr_map_item *item)
{
	char title[MAP_WORDS];

	map_text_kind(text, item->kind);
	map_text_put(text, "%s", map_text_change(item->change));
	map_text_cut(text, map_title(text->map, item, title), text->width - text->used - text->blanks);
	map_text_paint(text, MAP_PLAIN);
	if (is_on_one_line(text, item))
		put_size(text, item->range);
}

static const char *level_sign(const struct map_text *text, enum fdtr_severity level)
{
	return level == FDTR_ERROR ? text->signs->wrong : level == FDTR_WARNING ? text->signs->worry : " ";
}

static void put_rules(struct map_text *text, const struct fdtr_map_item *item)
{
	const char *separator = " ";

	map_text_level(text, item->severity);
	map_text_sign(text, level_sign(text, item->severity));
	for (uint32_t i = 0; i < item->rule_count; i++) {
		if (map_is_marked_by(text->map, item->rules[i], item->side))
			continue;
		if (text->used + strlen(separator) + strlen(item->rules[i]->name) > text->width) {
			map_text_cut(text, ", ..", text->width - text->used);
			break;
		}
		map_text_put(text, "%s%s", separator, item->rules[i]->name);
		separator = ", ";
	}
	map_text_paint(text, MAP_PLAIN);
}

static void put_mark(struct map_text *text, const struct fdtr_map_slice *row, uint32_t number)
{
	const struct fdtr_map_mark *mark = &row->marks[number];
	char words[MAP_WORDS], whole[MAP_WORDS];

	map_text_level(text, mark->severity);
	map_text_sign(text, level_sign(text, mark->severity));
	(void)snprintf(whole, sizeof(whole), " %.*s%.200s", text->map->side_count > 1 ? 4 : 0,
		mark->side ? "(2) " : "(1) ", map_mark_words(mark, words));
	map_text_cut(text, whole, text->width - text->used - text->blanks);
	map_text_paint(text, MAP_PLAIN);
	if (text->used < size_column(text))
		put_size(text, row->range);
}

static void put_hole(struct map_text *text, const struct fdtr_map_slice *row)
{
	char size[FDTR_SIZE_TEXT];

	map_text_paint(text, MAP_FAINT);
	map_text_put(text, "(hole, %s)", map_size(fdtr_range_size(row->range), size));
	map_text_paint(text, MAP_PLAIN);
}

static void put_said(struct map_text *text, const struct fdtr_map_slice *row, const struct map_said *said)
{
	switch (said->saying) {
	case MAP_SAY_ITEM:
		put_item(text, &text->map->items[said->number]);
		break;
	case MAP_SAY_RULES:
		put_rules(text, &text->map->items[said->number]);
		break;
	case MAP_SAY_MARK:
		put_mark(text, row, said->number);
		break;
	case MAP_SAY_HOLE:
		put_hole(text, row);
		break;
	}
}

/* A long title leaves its size to the line below. */
static bool is_below(const struct map_text *text, const struct map_said *said)
{
	return said->saying == MAP_SAY_ITEM && !is_on_one_line(text, &text->map->items[said->number]);
}

/* A line more for every factor of 64, or what the words need. */
static uint32_t count_lines(
	const struct map_text *text, const struct fdtr_map_slice *row, const struct map_sayings *sayings)
{
	uint32_t lines = row->hole ? 1 : 1 + (row->height - 1) / 6, needed = sayings->count;

	for (uint32_t i = 0; i < sayings->count; i++)
		needed += is_below(text, &sayings->items[i]);
	return lines > needed ? lines : needed;
}

static void begin_line(struct map_text *text, uint32_t slice, uint32_t line, uint32_t lines)
{
	if (!line) {
		map_text_paint(text, MAP_FAINT);
		map_text_put(text, "%#*" PRIx64, (int)text->address, text->map->slices[slice].range.first);
		map_text_paint(text, MAP_PLAIN);
	}
	map_text_lanes(text, slice, line, lines);
}

static void put_slice(struct map_text *text, uint32_t slice)
{
	const struct fdtr_map_slice *row = &text->map->slices[slice];
	struct map_sayings sayings;
	uint32_t lines, said = 0;

	map_list_sayings(text->map, slice, &sayings);
	lines = count_lines(text, row, &sayings);
	for (uint32_t line = 0; line < lines; line++) {
		begin_line(text, slice, line, lines);
		if (said < sayings.count) {
			put_said(text, row, &sayings.items[said]);
			if (is_below(text, &sayings.items[said])) {
				map_text_end(text);
				begin_line(text, slice, ++line, lines);
				put_size(text, text->map->items[sayings.items[said].number].range);
			}
			said++;
		}
		map_text_end(text);
	}
}

static void put_headings(struct map_text *text)
{
	char words[MAP_WORDS];

	for (uint32_t i = 0; i < text->map->side_count; i++) {
		map_text_paint(text, MAP_BOLD);
		if (text->map->side_count > 1)
			map_text_put(text, "%u: ", i + 1);
		map_text_wrap(text, map_heading(text->map, i, words), 0);
		map_text_paint(text, MAP_PLAIN);
		map_text_end(text);
	}
}

static uint32_t count_digits(const struct fdtr_map *map)
{
	uint64_t last = map->slice_count ? map->slices[map->slice_count - 1].range.last : 0;
	uint32_t digits = 1;

	for (uint32_t i = 0; i < map->item_count; i++)
		last = map->items[i].range.last > last ? map->items[i].range.last : last;
	for (; last >> 4; last >>= 4)
		digits++;
	return digits;
}

/* Lanes are as wide as leaves room for words. */
static void measure(struct map_text *text)
{
	text->address = 2 + count_digits(text->map);
	for (text->lane = 3; text->lane; text->lane--) {
		text->lanes = text->lane * text->map->column_count + (text->map->side_count > 1 ? 3 : 0);
		if (text->lane == 1 || !is_narrow(text))
			break;
	}
}

void map_write_text(FILE *out, const struct fdtr_map *map, const struct map_text_style *style)
{
	struct map_text text = {.out = out,
		.map = map,
		.signs = style->ascii ? &plain : &boxes,
		.colour = style->colour,
		.width = style->width < MAP_TEXT_LEAST ? MAP_TEXT_LEAST : style->width};

	measure(&text);
	put_headings(&text);
	if (map->slice_count)
		map_text_end(&text);
	for (uint32_t i = 0; i < map->slice_count; i++)
		put_slice(&text, i);
	map_text_pools(&text);
	map_text_legend(&text);
}
