/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of `fdtrestrict lint` share. */
#ifndef FDTR_SRC_CLI_LINT_H
#define FDTR_SRC_CLI_LINT_H

#include "cli/check/situation.h"

struct lint_settings {
	struct check_settings check;
	struct fdtr_lint_options options;
	bool fix;  /* repair the files, */
	bool diff; /* or only show how */
	struct situation situation;
	bool list_targets;
};

/* Sets everything from the command line; an exit status, complained of. */
int lint_options_parse(struct lint_settings *settings, int argc, char **argv);
void lint_write_help(void);
/* Names with commas between them. */
int lint_set_targets(struct lint_settings *settings, char *list);
/* What the command line leaves open, the configuration may say. */
int lint_settle(struct lint_settings *settings);

int lint_list_targets(void);

/* Lints what the arguments name, and writes the report. Returns the exit status. */
int lint_files(struct lint_settings *settings, int count, char **names);

/* Lints a blob as the settings say or, with `everything`, by every rule for every target. */
int lint_analyse(const struct lint_settings *settings, const struct blob *blob, bool everything,
	struct analysis *analysis, struct fdtr_error *error);

/* What lint has to say of a blob; `settings` are struct lint_settings. */
int lint_find(const void *settings, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error);

/* What lint has to say of a machine's tables; see struct check. */
int lint_find_tables(const void *settings, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error);

/* Reads a machine and lints it; its memory is the caller's to free. */
int lint_read_machine(const struct lint_settings *settings, struct tables *tables, struct machine *machine,
	struct fdtr_findings *findings, struct fdtr_error *error);

/* Pictures of what lint has looked at; see struct check. */
int lint_draw(const void *settings, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error);
int lint_draw_tables(const void *settings, struct tables *tables, struct fdtr_report_file *const *reports,
	uint32_t count, struct fdtr_error *error);

/* Marks the findings that are told: by their number. `name` is what the user calls the blob. */
int lint_told(const struct lint_settings *settings, const struct analysis *analysis, const char *name,
	struct source_map *map, bool *told, struct fdtr_error *error);

#endif
