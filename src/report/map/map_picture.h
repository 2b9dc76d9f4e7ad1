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

struct map_svg_style {
	bool document; /* a file by itself, with its XML declaration; else an element to stand in HTML */
	const char *
		prefix; /* of each of its classes and ids, such as "map1-": one of its own for each on a page */
};

/*
 * Self-contained: no script, no font, nothing fetched; colours for light and dark by the reader's preference. The element is
 * <svg role="img"> with a title and a description, a viewBox, and a width that its surroundings may shrink. It is
 * well formed both as XML and in HTML. False when memory ran out.
 */
bool map_write_svg(FILE *out, const struct fdtr_map *map, const struct map_svg_style *style);

/*
 * All at once, for one description: lays it out in memory of its own and gives the element, malloc()ed and terminated, in
 * *svg. Nothing of the input is needed afterwards. FDTR_ERR_NOSPACE when memory ran out.
 */
int map_svg_element(
	const struct fdtr_map_input *input, const char *prefix, char **svg, struct fdtr_error *error);

#endif
