/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the SVG picture share. Lengths are in its own units, about a pixel each. */
#ifndef FDTR_SRC_REPORT_MAP_SVG_H
#define FDTR_SRC_REPORT_MAP_SVG_H

#include "report/map/map_picture.h"
#include "report/map/map_words.h"

#define SVG_ROW 18  /* a line of words */
#define SVG_LANE 46 /* a lane, with what is between it and the next */
#define SVG_BOX 40  /* of that the box */
#define SVG_MARGIN 16
#define SVG_CARD 344 /* a card: a pool and who uses it */

struct map_svg {
	FILE *out;
	const struct fdtr_map *map;
	const char *prefix;
	const struct map_svg_style *style;
	uint32_t *tops; /* of slices, and the end of the last; malloc()ed */
	uint32_t *rows; /* per item: the middle of its words, 0 where it is not named; malloc()ed */
	uint32_t top;   /* of the picture */
	uint32_t lanes; /* where the first begins */
	uint32_t words; /* where words begin, */
	uint32_t sizes; /* sizes end, */
	uint32_t ends;  /* and last addresses end */
	uint32_t cards; /* where cards begin */
	uint32_t width;
	uint32_t height;
	uint32_t links; /* from words to cards, so far */
};

/* "<TAG class="PREFIXname" FORMAT"; the caller closes it. */
void svg_open(struct map_svg *svg, const char *tag, const char *name, const char *format, ...)
	FDTR_PRINTF(4, 5);
/* Text that may hold anything, as XML bears it. */
void svg_escape(FILE *out, const char *text);
/* Words at a place, cut in the middle to so many characters, and drawn as wide as those are, whatever the font. */
void svg_words(
	struct map_svg *svg, const char *name, uint32_t x, uint32_t y, uint32_t most, const char *text);
void svg_words_to(struct map_svg *svg, const char *name, uint32_t x, uint32_t y, const char *text);
/* Around words about a rule: they lead to where the page tells of it, if it does. */
void svg_begin_link(struct map_svg *svg, const struct fdtr_rule *rule);
void svg_end_link(struct map_svg *svg, const struct fdtr_rule *rule);
/* How wide so many characters are. */
uint32_t svg_columns(uint32_t count);

/* The class of a kind of thing: "memory". */
const char *svg_kind(enum fdtr_map_kind kind);
const char *svg_level(enum fdtr_severity level);

uint32_t svg_lane(const struct map_svg *svg, uint32_t column);
void svg_style(struct map_svg *svg);
void svg_grid(struct map_svg *svg);
/* Places the cards, and draws them; returns where they end. Nothing is drawn while there is no `out`. */
uint32_t svg_cards(struct map_svg *svg);
bool svg_has_cards(const struct fdtr_map *map);
void svg_legend(struct map_svg *svg, uint32_t y);
uint32_t svg_legend_height(const struct map_svg *svg);

#endif
