// SPDX-License-Identifier: BSD-2-Clause
/* Below the picture: what the boxes are, and what is to be known of its scale. */
#include "report/map/map_svg.h"

#include <string.h>

/* Kinds that look the same stand together. */
static const struct {
	enum fdtr_map_kind first, last;
	const char *words;
} entries[] = {
	{FDTR_MAP_MEMORY, FDTR_MAP_MEMORY, "memory"},
	{FDTR_MAP_POOL, FDTR_MAP_POOL, "restricted DMA pool"},
	{FDTR_MAP_RESERVED, FDTR_MAP_RESERVED, "reserved"},
	{FDTR_MAP_MEMRESERVE, FDTR_MAP_MEMRESERVE, "/memreserve/"},
	{FDTR_MAP_INITRD, FDTR_MAP_DTB, "image"},
	{FDTR_MAP_MMIO, FDTR_MAP_PCI_WINDOW, "registers, PCI window"},
	{FDTR_MAP_RMR, FDTR_MAP_RMR, "RMR range"},
	{FDTR_MAP_GUARD, FDTR_MAP_ALLOWED, "what devices reach, where a pool may lie"},
	{FDTR_MAP_MIXED, FDTR_MAP_MIXED, "several kinds"},
};

static bool has_kind(const struct fdtr_map *map, enum fdtr_map_kind first, enum fdtr_map_kind last)
{
	for (uint32_t i = 0; i < map->item_count; i++) {
		if (map->items[i].kind >= first && map->items[i].kind <= last)
			return true;
	}
	return false;
}

static enum fdtr_severity gravest_mark(const struct fdtr_map *map)
{
	enum fdtr_severity gravest = FDTR_DEFAULT;

	for (uint32_t i = 0; i < map->slice_count; i++) {
		for (uint32_t k = 0; k < map->slices[i].mark_count; k++) {
			if (map->slices[i].marks[k].rule && map->slices[i].marks[k].severity > gravest)
				gravest = map->slices[i].marks[k].severity;
		}
	}
	return gravest;
}

/* Where the next entry begins: on the same line while there is room. */
struct place {
	uint32_t x, y;
};

static void put_entry(
	struct map_svg *svg, struct place *at, const char *names, bool window, const char *words)
{
	uint32_t width = 30 + svg_columns((uint32_t)strlen(words)) + 20;

	if (at->x > SVG_MARGIN && at->x + width > svg->width) {
		at->x = SVG_MARGIN;
		at->y += SVG_ROW + 4;
	}
	if (svg->out && window)
		svg_open(svg, "path", names, "d=\"M%u %uh12v11h-12\"/>\n", at->x + 4, at->y - 10);
	else if (svg->out)
		svg_open(svg, "rect", names, "x=\"%u\" y=\"%u\" width=\"22\" height=\"13\" rx=\"2\"/>\n",
			at->x, at->y - 11);
	if (svg->out)
		svg_words(svg, "plain", at->x + 30, at->y, MAP_WORDS, words);
	at->x += width;
}

static void put_hatched(struct map_svg *svg, struct place *at, enum fdtr_severity level)
{
	struct place begun;
	char names[48];

	(void)snprintf(names, sizeof(names), "%s-box", svg_level(level));
	begun = *at;
	put_entry(svg, at, names, false, "shared, or taken, against a rule");
	if (!svg->out)
		return;
	if (at->y != begun.y)
		begun = (struct place){SVG_MARGIN, at->y};
	fprintf(svg->out, "<rect x=\"%u\" y=\"%u\" width=\"22\" height=\"13\" fill=\"url(#%s%s-hatch)\"/>\n",
		begun.x, begun.y - 11, svg->prefix, svg_level(level));
}

static uint32_t put_entries(struct map_svg *svg, uint32_t y)
{
	struct place at = {SVG_MARGIN, y};
	enum fdtr_severity gravest = gravest_mark(svg->map);

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(entries); i++) {
		if (has_kind(svg->map, entries[i].first, entries[i].last))
			put_entry(svg, &at, svg_kind(entries[i].first), entries[i].first == FDTR_MAP_GUARD,
				entries[i].words);
	}
	if (gravest)
		put_hatched(svg, &at, gravest);
	return at.y + SVG_ROW + 4;
}

/* Whole words, as many lines as they take. */
static uint32_t put_sentence(struct map_svg *svg, uint32_t y, const char *sentence)
{
	size_t most = (svg->width - 2 * SVG_MARGIN) * 10 / 72;
	char line[MAP_WORDS];

	while (*sentence) {
		size_t length = strlen(sentence);

		if (length > most) {
			for (length = most; length && sentence[length] != ' ';)
				length--;
			length = length ? length : most;
		}
		(void)snprintf(line, sizeof(line), "%.*s", (int)length, sentence);
		if (svg->out)
			svg_words(svg, "faint", SVG_MARGIN, y, MAP_WORDS, line);
		for (sentence += length; *sentence == ' ';)
			sentence++;
		y += SVG_ROW;
	}
	return y;
}

static uint32_t put_all(struct map_svg *svg, uint32_t y)
{
	const struct fdtr_map *map = svg->map;
	char words[MAP_WORDS];

	if (!map->slice_count)
		return y;
	y = put_entries(svg, y + 12);
	y = put_sentence(svg, y,
		"Low addresses are at the top. Heights are logarithmic: each doubling above 4 KiB adds as much, and "
		"words add what they need; holes are all as high.");
	if (map->side_count > 1)
		y = put_sentence(
			svg, y, "- removed, + added, > moved, ~ resized; what is the same is named once.");
	for (uint32_t i = 0; i < map->side_count; i++) {
		if (map_folded(map, i, words))
			y = put_sentence(svg, y, words);
	}
	return y;
}

void svg_legend(struct map_svg *svg, uint32_t y)
{
	(void)put_all(svg, y);
}

uint32_t svg_legend_height(const struct map_svg *svg)
{
	struct map_svg measured = *svg;

	measured.out = NULL;
	return put_all(&measured, 0);
}
