/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of `fdtrestrict map` share. */
#ifndef FDTR_SRC_CLI_MAP_H
#define FDTR_SRC_CLI_MAP_H

#include "cli/lint/lint.h"
#include "map/map.h"

enum map_format { MAP_FORMAT_UNSAID, MAP_FORMAT_TEXT, MAP_FORMAT_SVG };

struct map_settings {
	struct lint_settings lint; /* what is read, and which findings are shown */
	enum map_format format;
	uint32_t width; /* 0: that of the terminal */
	bool ascii;
};

/* Sets everything from the command line; an exit status, complained of. */
int map_options_parse(struct map_settings *settings, int argc, char **argv);
void map_write_help(void);

/* Reads what the arguments name, one description or two, and draws it. Returns the exit status. */
int map_files(struct map_settings *settings, int count, char **names);

/* Lays out what was read, and writes the picture. A status, with its sentence. */
int map_draw(const struct map_settings *settings, const struct fdtr_map_input *inputs, uint32_t count,
	struct fdtr_error *error);

#endif
