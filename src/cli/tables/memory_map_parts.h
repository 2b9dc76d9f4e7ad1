/* SPDX-License-Identifier: BSD-2-Clause */
/* What the readers of the several formats share. */
#ifndef FDTR_SRC_CLI_MEMORY_MAP_PARTS_H
#define FDTR_SRC_CLI_MEMORY_MAP_PARTS_H

#include "base/base.h"
#include "cli/tables/memory_map.h"

#define MAP_LINE 512

/* A text line by line; what is longer than a line can be is cut. */
struct map_text {
	struct memory_map *map;
	const char *name; /* of the file */
	const char *text;
	size_t size;
	size_t next;
	size_t number; /* of the present line, from 1 */
	size_t offset;
	size_t length;
	char line[MAP_LINE];
	struct fdtr_error *error;
};

/* The next line that is not blank; false behind the last. */
bool map_next_line(struct map_text *text);
/* The error of the present line. */
int map_wrong(const struct map_text *text, const char *problem);
/* "0x1000" or "1000": at most 16 digits. *at is behind them then. */
bool map_hex(const char **at, uint64_t *value);
/* "FIRST-LAST", both inclusive, wherever they are. */
bool map_range(const char **at, uint64_t *first, uint64_t *last);
/* Adds what the present line says. */
int map_add(struct map_text *text, enum fdtr_region_kind kind, uint64_t first, uint64_t last);

/* Whether the line is one of /proc/iomem. */
bool map_is_iomem(const char *line);
int map_read_iomem(struct map_text *text);
int map_read_log(struct map_text *text);
int map_read_json(struct map_text *text);

#endif
