// SPDX-License-Identifier: BSD-2-Clause
/* Addresses, boxes, and what stands beside them. */
#include "report/map/map_svg.h"

#include <inttypes.h>
#include <string.h>

uint32_t svg_lane(const struct map_svg *svg, uint32_t column)
{
	uint32_t side = svg->map->columns[column].side;

	return svg->lanes + column * SVG_LANE + (side ? SVG_LANE / 2 : 0);
}

static void put_title(struct map_svg *svg, const char *title)
{
	fputs("<title>", svg->out);
	svg_escape(svg->out, title);
	fputs("</title>", svg->out);
}

/* Behind the boxes, from what begins to what is said of it. */
static void put_lead(struct map_svg *svg, uint32_t column, uint32_t y)
{
	svg_open(svg, "path", "lead", "d=\"M%u %uH%u\"/>\n", svg_lane(svg, column) + SVG_BOX, y,
		svg->words - 4);
}

static void put_size(struct map_svg *svg, struct fdtr_range range, uint32_t y)
{
	char text[FDTR_SIZE_TEXT + 24], size[FDTR_SIZE_TEXT];

	svg_words_to(svg, "plain", svg->sizes, y, map_size(fdtr_range_size(range), size));
	(void)snprintf(text, sizeof(text), "..0x%" PRIx64, range.last);
	svg_words_to(svg, "faint", svg->ends, y, text);
}

/* Characters that fit before the sizes. */
static uint32_t room_for_title(const struct map_svg *svg)
{
	return (svg->sizes - svg->words) * 10 / 72 - 10;
}

static void put_item_words(struct map_svg *svg, uint32_t number, uint32_t y)
{
	const struct fdtr_map_item *item = &svg->map->items[number];
	const char *change = fdtr_map_change_name(item->change);
	char title[MAP_WORDS], text[MAP_WORDS + 16], whole[MAP_WORDS];

	(void)snprintf(
		text, sizeof(text), "%s%s%s", change, *change ? ": " : "", map_title(svg->map, item, title));
	put_lead(svg, item->column, y - 4);
	fputs("<g>", svg->out);
	put_title(svg, map_whole_title(svg->map, item, whole));
	svg_words(svg, item->kind == FDTR_MAP_POOL || *change ? "strong" : "plain", svg->words, y,
		room_for_title(svg), text);
	fputs("</g>\n", svg->out);
	put_size(svg, item->range, y);
}

static void put_rules(struct map_svg *svg, const struct fdtr_map_item *item, uint32_t y)
{
	char words[MAP_WORDS];
	struct fdtr_text text;
	const struct fdtr_rule *first = NULL;

	fdtr_text_init(&text, words, sizeof(words));
	fdtr_text_add(&text, "%s: ", fdtr_severity_name(item->severity));
	for (uint32_t i = 0; i < item->rule_count; i++) {
		if (map_is_marked_by(svg->map, item->rules[i], item->side))
			continue;
		fdtr_text_add(&text, "%s%s", first ? ", " : "", item->rules[i]->name);
		first = first ? first : item->rules[i];
	}
	svg_begin_link(svg, first);
	svg_words(svg, svg_level(item->severity), svg->words + svg_columns(2), y,
		(svg->ends - svg->words) * 10 / 72 - 2, words);
	svg_end_link(svg, first);
}

static void put_mark(
	struct map_svg *svg, const struct fdtr_map_slice *row, const struct fdtr_map_mark *mark, uint32_t y)
{
	char words[MAP_WORDS], text[MAP_WORDS + 8];

	(void)snprintf(text, sizeof(text), "%s%s",
		svg->map->side_count < 2 ? ""
		: mark->side             ? "(2) "
					 : "(1) ",
		map_mark_words(mark, words));
	if (mark->rule) {
		char name[16];

		(void)snprintf(name, sizeof(name), "%s-box", svg_level(mark->severity));
		svg_open(svg, "path", name, "d=\"M%u %uv14\" stroke-width=\"4\"/>\n", svg->words - 6, y - 11);
	}
	svg_begin_link(svg, mark->rule);
	svg_words(svg, svg_level(mark->severity), svg->words, y, room_for_title(svg), text);
	svg_end_link(svg, mark->rule);
	put_size(svg, row->range, y);
}

static void put_hole(struct map_svg *svg, const struct fdtr_map_slice *row, uint32_t y)
{
	char words[MAP_WORDS], size[FDTR_SIZE_TEXT];

	(void)snprintf(words, sizeof(words), "(hole, %s)", map_size(fdtr_range_size(row->range), size));
	svg_words(svg, "faint", svg->words, y, room_for_title(svg), words);
}

static void put_slice_words(struct map_svg *svg, uint32_t slice)
{
	const struct fdtr_map_slice *row = &svg->map->slices[slice];
	uint32_t y = svg->tops[slice] + 13;
	struct map_sayings sayings;
	char address[24];

	(void)snprintf(address, sizeof(address), "0x%" PRIx64, row->range.first);
	svg_words_to(svg, "faint", svg->lanes - 10, y, address);
	map_list_sayings(svg->map, slice, &sayings);
	for (uint32_t i = 0; i < sayings.count; i++, y += SVG_ROW) {
		const struct map_said *said = &sayings.items[i];

		switch (said->saying) {
		case MAP_SAY_ITEM:
			put_item_words(svg, said->number, y);
			break;
		case MAP_SAY_RULES:
			put_rules(svg, &svg->map->items[said->number], y);
			break;
		case MAP_SAY_MARK:
			put_mark(svg, row, &row->marks[said->number], y);
			break;
		case MAP_SAY_HOLE:
			put_hole(svg, row, y);
			break;
		}
	}
}

/* Where the item of a column that begins with the slice ends. */
static uint32_t find_bottom(const struct map_svg *svg, uint32_t slice, uint32_t column)
{
	while (!map_ends(svg->map, slice, column))
		slice++;
	return svg->tops[slice + 1];
}

static void put_letter(
	struct map_svg *svg, const struct fdtr_map_item *item, uint32_t x, uint32_t top, uint32_t bottom)
{
	static const char *const changes[] = {"", "-", "+", ">", "~"};
	const char *letter = item->pool == FDTR_NONE ? "" : svg->map->pools[item->pool].letter;

	if (item->kind == FDTR_MAP_GUARD || item->kind == FDTR_MAP_ALLOWED)
		return;
	if (*letter || item->change != FDTR_MAP_SAME)
		fprintf(svg->out, "<text class=\"%sletter\" x=\"%u\" y=\"%u\">%s%s</text>\n", svg->prefix,
			x + SVG_BOX / 2, (top + bottom) / 2 + 5, changes[item->change], letter);
}

static void put_box(struct map_svg *svg, uint32_t slice, uint32_t column)
{
	uint32_t number = svg->map->slices[slice].items[column];
	const struct fdtr_map_item *item = &svg->map->items[number];
	uint32_t x = svg_lane(svg, column), top = svg->tops[slice] + 1,
		 bottom = find_bottom(svg, slice, column) - 1;
	char names[64], whole[MAP_WORDS];

	(void)snprintf(names, sizeof(names), "%s%s%s%s", svg_kind(item->kind),
		item->change == FDTR_MAP_SAME ? "" : " ", item->change == FDTR_MAP_SAME ? "" : svg->prefix,
		fdtr_map_change_name(item->change));
	if (svg->map->columns[column].track == FDTR_MAP_WINDOWS)
		svg_open(svg, "path", names, "id=\"%si%u\" d=\"M%u %uh12V%uh-12\">", svg->prefix, number,
			x + 4, top + 1, bottom - 1);
	else
		svg_open(svg, "rect", names,
			"id=\"%si%u\" x=\"%u\" y=\"%u\" width=\"%d\" height=\"%u\" rx=\"2\">", svg->prefix,
			number, x, top, SVG_BOX, bottom - top);
	put_title(svg, map_whole_title(svg->map, item, whole));
	fprintf(svg->out, "</%s>\n", svg->map->columns[column].track == FDTR_MAP_WINDOWS ? "path" : "rect");
}

/* The lanes of an input that a mark is on, from the first to the last. */
struct band {
	uint32_t first, last;
	enum fdtr_severity level;
};

static struct band find_band(const struct map_svg *svg, uint32_t slice, uint32_t side)
{
	struct band band = {FDTR_NONE, 0, FDTR_DEFAULT};

	for (uint32_t i = 0; i < svg->map->column_count; i++) {
		enum fdtr_severity level = map_marked(svg->map, slice, i);

		if (svg->map->columns[i].side != side || !level)
			continue;
		if (band.first == FDTR_NONE)
			band.first = i;
		band.last = i;
		band.level = level;
	}
	return band;
}

/* Over the boxes, across all that share the bytes. */
static void put_band(struct map_svg *svg, uint32_t slice, uint32_t side)
{
	struct band band = find_band(svg, slice, side);
	uint32_t x, width, top = svg->tops[slice] + 1, height = svg->tops[slice + 1] - top - 1;
	char names[64];

	if (!band.level)
		return;
	x = svg_lane(svg, band.first);
	width = svg_lane(svg, band.last) + SVG_BOX - x;
	(void)snprintf(names, sizeof(names), "%s-box %sframe", svg_level(band.level), svg->prefix);
	svg_open(svg, "rect", names, "x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\"/>\n", x, top, width,
		height);
	fprintf(svg->out, "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\" fill=\"url(#%s%s-hatch)\"/>\n",
		x, top, width, height, svg->prefix, svg_level(band.level));
}

typedef void column_fn(struct map_svg *svg, uint32_t slice, uint32_t column);

static void each_begun(struct map_svg *svg, column_fn *draw)
{
	for (uint32_t i = 0; i < svg->map->slice_count; i++) {
		for (uint32_t k = 0; k < svg->map->column_count; k++) {
			if (map_begins(svg->map, i, k))
				draw(svg, i, k);
		}
	}
}

static void draw_letter(struct map_svg *svg, uint32_t slice, uint32_t column)
{
	const struct fdtr_map_item *item = &svg->map->items[svg->map->slices[slice].items[column]];
	uint32_t end, top;

	/* Where nothing is hatched, if there is such a place. */
	while (map_marked(svg->map, slice, column) && !map_ends(svg->map, slice, column))
		slice++;
	for (end = slice; !map_ends(svg->map, end, column) && !map_marked(svg->map, end + 1, column);)
		end++;
	if (map_marked(svg->map, slice, column))
		return;
	top = svg->tops[slice];
	put_letter(svg, item, svg_lane(svg, column), top, svg->tops[end + 1]);
}

static void put_sides(struct map_svg *svg)
{
	uint32_t second = 0, x;

	while (second < svg->map->column_count && !svg->map->columns[second].side)
		second++;
	x = svg->lanes + second * SVG_LANE + SVG_LANE / 4 - 3;
	svg_open(svg, "path", "link", "d=\"M%u %uV%u\"/>\n", x, svg->top - 6,
		svg->tops[svg->map->slice_count]);
	fprintf(svg->out, "<text class=\"%sstrong\" x=\"%u\" y=\"%u\">1</text>\n", svg->prefix, svg->lanes,
		svg->top - 6);
	fprintf(svg->out, "<text class=\"%sstrong\" x=\"%u\" y=\"%u\">2</text>\n", svg->prefix, x + 12,
		svg->top - 6);
}

void svg_grid(struct map_svg *svg)
{
	for (uint32_t i = 0; i < svg->map->slice_count; i++)
		put_slice_words(svg, i);
	if (svg->map->side_count > 1 && svg->map->slice_count)
		put_sides(svg);
	each_begun(svg, put_box);
	for (uint32_t i = 0; i < svg->map->slice_count; i++) {
		for (uint32_t k = 0; k < svg->map->side_count; k++)
			put_band(svg, i, k);
	}
	each_begun(svg, draw_letter);
}
