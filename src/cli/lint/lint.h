/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of `fdtrestrict lint` share. */
#ifndef FDTR_SRC_CLI_LINT_H
#define FDTR_SRC_CLI_LINT_H

#include "cli/cli.h"
#include "cli/adopt/config.h"
#include "cli/input/files.h"
#include "cli/adopt/suppress.h"
#include "report/report.h"

/* An option that may be given several times: its values, in order. */
struct lint_values {
	char **items; /* as many as there are arguments */
	size_t count;
};

enum lint_colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct lint_settings {
	struct fdtr_lint_options options;
	unsigned char *severities; /* per rule, of options */
	struct lint_values select, ignore, warn, includes, defines;
	struct source_options source; /* of includes and defines */
	enum fdtr_severity fail_on;   /* FDTR_DEFAULT until it is known */
	struct config config;
	char *config_name;                          /* malloc()ed */
	const char *baseline_name, *write_baseline; /* NULL for none */
	struct baseline baseline;
	bool no_config;
	bool dump_config;
	bool narrow; /* fewer targets than the configuration, or the tool by itself, would ask */
	const struct fdtr_report_format *format;
	const char *output; /* NULL: stdout */
	enum lint_colour colour;
	bool fix;              /* repair the files, */
	bool diff;             /* or only show how */
	const char *base_name; /* of the tree that overlays are applied to, NULL for none */
	struct blob base;      /* read once, for all */
	struct fdtr_region kernel;
	bool has_kernel;
	uint64_t dtb_at;
	bool has_dtb_at;
	unsigned int jobs;
	bool recursive;
	bool exit_zero;
	bool list_rules;
	bool list_targets;
	bool help;
};

/* Sets everything from the command line; EXIT_USAGE when it is wrong, and complained of. */
int lint_options_parse(struct lint_settings *settings, int argc, char **argv);
void lint_options_free(struct lint_settings *settings);
void lint_write_help(void);

int lint_list_rules(const struct lint_settings *settings);
int lint_list_targets(void);

/*
 * Reads the configuration and sets what follows from it and the command line: targets, levels and the rest.
 * Returns an exit status, and complains.
 */
int lint_settle(struct lint_settings *settings);
/* What was settled, as a configuration, on stdout. */
int lint_config_dump(const struct lint_settings *settings);

/* Lints what the arguments name, and writes the report. Returns the exit status. */
int lint_files(struct lint_settings *settings, int count, char **names);

/* Lints a blob as the settings say or, with `everything`, by every rule for every target. */
int lint_analyse(const struct lint_settings *settings, const struct blob *blob, bool everything,
	struct analysis *analysis, struct fdtr_error *error);

/* Marks the findings that are told: by their number. `name` is what the user calls the blob. */
int lint_told(const struct lint_settings *settings, const struct analysis *analysis, const char *name,
	struct source_map *map, bool *told, struct fdtr_error *error);

/* What came of one file. `report.name` is the caller's. */
struct lint_result {
	struct fdtr_report_file report;
	char *complaint; /* what dtc and cpp said besides; NULL for nothing */
	struct suppressed suppressed;
	int status;
};

/* Safe on several threads at once: the settings are only read. */
void lint_one(const struct lint_settings *settings, const char *name, struct lint_result *result);

#endif
