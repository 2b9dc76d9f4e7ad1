/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the terminal's picture share. */
#ifndef FDTR_SRC_REPORT_MAP_TEXT_H
#define FDTR_SRC_REPORT_MAP_TEXT_H

#include "report/map/map_picture.h"
#include "report/map/map_words.h"

struct map_signs {
	const char *corners[2][2]; /* top, bottom; left, right */
	const char *side, *line;
	const char *single[2]; /* of a box that is a line high */
	const char *window[3]; /* its first line, those between, its last one */
	const char *shared, *between, *wrong, *worry;
};

/* A picture being written, line by line. */
struct map_text {
	FILE *out;
	const struct fdtr_map *map;
	const struct map_signs *signs;
	bool colour;
	uint32_t width;
	uint32_t address; /* columns of an address with its 0x */
	uint32_t lane;    /* columns of one lane, */
	uint32_t lanes;   /* and of all of them */
	uint32_t used;    /* columns of the line so far */
	uint32_t blanks;  /* that come before whatever is next */
};

/* Words of as many columns as there are bytes; signs are one column each. */
void map_text_put(struct map_text *text, const char *format, ...) FDTR_PRINTF(2, 3);
void map_text_sign(struct map_text *text, const char *sign);
/* Blanks up to that column. */
void map_text_to(struct map_text *text, uint32_t column);
/* At most so many columns of it: what is cut out is in the middle, because both ends tell. */
void map_text_cut(struct map_text *text, const char *words, uint32_t room);
/* Whole words, on as many lines as they need, each but the first indented so far. */
void map_text_wrap(struct map_text *text, const char *words, uint32_t indent);
void map_text_end(struct map_text *text);

/* Colours are of no width. */
void map_text_paint(struct map_text *text, const char *code);
void map_text_level(struct map_text *text, enum fdtr_severity level);
void map_text_kind(struct map_text *text, enum fdtr_map_kind kind);
#define MAP_PLAIN "\033[0m"
#define MAP_FAINT "\033[2m"
#define MAP_BOLD "\033[1m"

/* "+ " for what was added; "" for what is the same. */
const char *map_text_change(enum fdtr_map_change change);

/* The lanes of line `number` of the `count` that a slice has. */
void map_text_lanes(struct map_text *text, uint32_t slice, uint32_t number, uint32_t count);
/* Pools with who uses them, and what the signs mean. */
void map_text_pools(struct map_text *text);
void map_text_legend(struct map_text *text);

#endif
