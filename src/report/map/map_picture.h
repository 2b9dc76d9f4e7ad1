/* SPDX-License-Identifier: BSD-2-Clause */
/* The pictures of a layout: for terminals, and SVG. */
#ifndef FDTR_SRC_REPORT_MAP_PICTURE_H
#define FDTR_SRC_REPORT_MAP_PICTURE_H

#include "map/map.h"

#include <stdio.h>

struct map_text_style {
	uint32_t width; /* in columns; what is narrower than MAP_TEXT_LEAST is taken for that */
	bool colour;
	bool ascii; /* no box drawing */
};

#define MAP_TEXT_LEAST 60

/* Lines that end in '\n', none longer than the width. */
void map_write_text(FILE *out, const struct fdtr_map *map, const struct map_text_style *style);

/* Whether the page around the picture tells of a rule: it does so at the id of the prefix, "r-" and the rule's name. */
typedef bool map_told_fn(const void *context, const struct fdtr_rule *rule);

struct map_svg_style {
	bool document; /* a file by itself, with its XML declaration; else an element to stand in HTML */
	const char *
		prefix; /* of each of its classes and ids, such as "map1-": one of its own for each on a page */
	map_told_fn *
		told; /* names of rules lead there; NULL: nowhere. Items have the id of the prefix, "i" and their number */
	const void *context;
};

/*
 * Self-contained: no script, no font, nothing fetched; colours for light and dark by the reader's preference. The element is
 * <svg role="img">, or "group" where it has links, with a title and a description, a viewBox, and a width that its surroundings may shrink. It is
 * well formed both as XML and in HTML. False when memory ran out.
 */
bool map_write_svg(FILE *out, const struct fdtr_map *map, const struct map_svg_style *style);

#endif
