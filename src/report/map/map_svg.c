// SPDX-License-Identifier: BSD-2-Clause
/* The picture as SVG: what goes where, and around it the document. */
#include "report/map/map_svg.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define TITLE_COLUMNS 50
#define SIZE_COLUMNS 10
#define HEADING 22
#define LINKS_WIDTH 96

static uint32_t count_digits(const struct fdtr_map *map)
{
	uint64_t last = 0;
	uint32_t digits = 1;

	for (uint32_t i = 0; i < map->item_count; i++)
		last = map->items[i].range.last > last ? map->items[i].range.last : last;
	for (; last >> 4; last >>= 4)
		digits++;
	return digits;
}

static void measure_width(struct map_svg *svg)
{
	const struct fdtr_map *map = svg->map;
	uint32_t address = svg_columns(2 + count_digits(map));

	svg->top = SVG_MARGIN + map->side_count * HEADING + (map->side_count > 1 ? 26 : 8);
	svg->lanes = SVG_MARGIN + address + 10;
	svg->words =
		svg->lanes + map->column_count * SVG_LANE + (map->side_count > 1 ? SVG_LANE / 2 : 0) + 16;
	svg->sizes = svg->words + svg_columns(TITLE_COLUMNS + SIZE_COLUMNS);
	svg->ends = svg->sizes + 10 + svg_columns(2) + address;
	svg->cards = svg->ends + LINKS_WIDTH;
	svg->width = (svg_has_cards(map) ? svg->cards + SVG_CARD : svg->ends) + SVG_MARGIN;
}

/* Never lower for what is larger; words get the room that they need. */
static uint32_t height_of(const struct fdtr_map_slice *slice, uint32_t lines)
{
	uint32_t height = slice->hole ? SVG_ROW : SVG_ROW + 3 * (slice->height - 1);

	return height > lines * SVG_ROW ? height : lines * SVG_ROW;
}

static uint32_t measure_height(struct map_svg *svg)
{
	const struct fdtr_map *map = svg->map;
	uint32_t y = svg->top;

	for (uint32_t i = 0; i < map->slice_count; i++) {
		struct map_sayings sayings;

		svg->tops[i] = y;
		map_list_sayings(map, i, &sayings);
		for (uint32_t k = 0; k < sayings.count; k++) {
			if (sayings.items[k].saying == MAP_SAY_ITEM)
				svg->rows[sayings.items[k].number] = y + k * SVG_ROW + 9;
		}
		y += height_of(&map->slices[i], sayings.count);
	}
	svg->tops[map->slice_count] = y;
	return y;
}

/* What is the same in the second input is where the first has it. */
static void find_rows_of_same(struct map_svg *svg)
{
	const struct fdtr_map *map = svg->map;

	for (uint32_t i = 0; i < map->item_count; i++) {
		const struct fdtr_map_item *item = &map->items[i];

		for (uint32_t k = 0; item->side && !svg->rows[i] && k < map->item_count; k++) {
			const struct fdtr_map_item *other = &map->items[k];

			if (!other->side && other->kind == item->kind &&
				other->range.first == item->range.first &&
				other->range.last == item->range.last)
				svg->rows[i] = svg->rows[k];
		}
	}
}

static uint32_t measure_cards(const struct map_svg *svg)
{
	struct map_svg measured = *svg;

	measured.out = NULL;
	return svg_cards(&measured);
}

/* For those who do not see it. */
static void put_description(struct map_svg *svg)
{
	const struct fdtr_map *map = svg->map;
	char words[MAP_WORDS];

	for (uint32_t i = 0; i < map->side_count; i++) {
		fputs(i ? "; " : "", svg->out);
		svg_escape(svg->out, map_heading(map, i, words));
	}
	for (uint32_t i = 0; i < map->slice_count; i++) {
		for (uint32_t k = 0; k < map->slices[i].mark_count; k++) {
			if (!map->slices[i].marks[k].rule)
				continue;
			fprintf(svg->out, "; %s at 0x%" PRIx64 "..0x%" PRIx64,
				map_mark_words(&map->slices[i].marks[k], words), map->slices[i].range.first,
				map->slices[i].range.last);
		}
	}
}

static void begin(struct map_svg *svg, bool document)
{
	const char *prefix = svg->prefix;
	bool linked = svg->style->told; /* it stands in a page, which may scroll it */

	if (document)
		fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", svg->out);
	fprintf(svg->out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%smap\" width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\" "
		"role=\"%s\" aria-labelledby=\"%stitle %sdescription\" style=\"max-width:100%%;min-width:%upx;height:auto\">\n",
		prefix, svg->width, svg->height, svg->width, svg->height, linked ? "group" : "img", prefix,
		prefix, linked ? svg->width * 4 / 5 : 0);
	fprintf(svg->out, "<title id=\"%stitle\">Memory of ", prefix);
	for (uint32_t i = 0; i < svg->map->side_count; i++) {
		fputs(i ? ", before, and of " : "", svg->out);
		svg_escape(svg->out, svg->map->names[i]);
	}
	fprintf(svg->out, "</title>\n<desc id=\"%sdescription\">", prefix);
	put_description(svg);
	fputs("</desc>\n", svg->out);
	svg_style(svg);
	svg_open(svg, "rect", "paper", "width=\"%u\" height=\"%u\"/>\n", svg->width, svg->height);
}

static void put_headings(struct map_svg *svg)
{
	char words[MAP_WORDS], text[MAP_WORDS + 16];

	for (uint32_t i = 0; i < svg->map->side_count; i++) {
		(void)snprintf(text, sizeof(text), "%s%s",
			svg->map->side_count < 2 ? ""
			: i                      ? "2: "
						 : "1: ",
			map_heading(svg->map, i, words));
		svg_words(svg, "strong", SVG_MARGIN, SVG_MARGIN + 13 + i * HEADING,
			(svg->width - 2 * SVG_MARGIN) * 10 / 72, text);
	}
}

static void draw(struct map_svg *svg, const struct map_svg_style *style)
{
	uint32_t end = measure_height(svg), cards;

	find_rows_of_same(svg);
	cards = measure_cards(svg);
	end = cards > end ? cards : end;
	svg->height = end + svg_legend_height(svg) + SVG_MARGIN;
	begin(svg, style->document);
	put_headings(svg);
	svg_grid(svg);
	(void)svg_cards(svg);
	svg_legend(svg, end + 4);
	fputs("</svg>\n", svg->out);
}

bool map_write_svg(FILE *out, const struct fdtr_map *map, const struct map_svg_style *style)
{
	struct map_svg svg = {.out = out, .map = map, .prefix = style->prefix, .style = style};

	svg.tops = calloc(map->slice_count + (size_t)1, sizeof(*svg.tops));
	svg.rows = calloc(map->item_count + (size_t)1, sizeof(*svg.rows));
	measure_width(&svg);
	if (svg.tops && svg.rows)
		draw(&svg, style);
	free(svg.tops);
	free(svg.rows);
	return svg.tops && svg.rows;
}
