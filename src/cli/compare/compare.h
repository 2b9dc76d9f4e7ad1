/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of `fdtrestrict compare` share. */
#ifndef FDTR_SRC_CLI_COMPARE_H
#define FDTR_SRC_CLI_COMPARE_H

#include "cli/check/check.h"
#include "cli/input/files.h"

struct compare_settings {
	struct check_settings check;
	char *tree;          /* the file that is no table */
	const char **tables; /* malloc()ed */
	uint32_t table_count;
	struct files found; /* in directories */
};

/* Sets everything from the command line; an exit status, complained of. */
int compare_options_parse(struct compare_settings *settings, int argc, char **argv);
void compare_write_help(void);

/* Tells the tree from the tables among the arguments; an exit status, complained of. */
int compare_sort_files(struct compare_settings *settings, int count, char **names);

/* Where the tree and the tables differ; see struct check. */
int compare_find(const void *settings, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error);

#endif
