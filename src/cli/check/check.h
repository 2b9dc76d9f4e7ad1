/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the commands that report on files share: which files and rules, levels, configuration, baseline and comments,
 * jobs, and the report. A command has settings that hold these, finds what is wrong with one tree, and leaves the rest
 * to here.
 */
#ifndef FDTR_SRC_CLI_CHECK_H
#define FDTR_SRC_CLI_CHECK_H

#include "cli/cli.h"
#include "cli/adopt/config.h"
#include "cli/check/suppress.h"
#include "cli/input/files.h"
#include "cli/tables/tables.h"
#include "report/report.h"

/* An option that may be given several times: its values, in order. */
struct check_values {
	char **items; /* as many as there are arguments */
	size_t count;
};

enum check_colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct check_settings {
	const char *command;  /* "lint" */
	const char *rules_of; /* the command whose rules are asked; NULL: its own */
	struct check_values select, ignore, warn, includes, defines;
	struct source_options source; /* of includes and defines */
	unsigned char *severities;    /* enum fdtr_severity per rule */
	uint32_t targets;             /* FDTR_FOR_*; 0 until they are known */
	bool narrow;                  /* fewer than the configuration, or the tool by itself, would ask */
	enum fdtr_severity fail_on;   /* FDTR_DEFAULT until it is known */
	struct config config;
	char *config_name;                          /* malloc()ed */
	const char *baseline_name, *write_baseline; /* NULL for none */
	struct baseline baseline;
	bool no_config;
	bool dump_config;
	const struct fdtr_report_format *format;
	const char *output; /* NULL: stdout */
	enum check_colour colour;
	const char *base_name; /* of the tree that overlays are applied to, NULL for none */
	struct blob base;      /* read once, for all */
	unsigned int jobs;
	bool recursive;
	bool exit_zero;
	bool list_rules;
	bool help;
};

void check_settings_free(struct check_settings *settings);

/* Whether the command has the rule; those about ignores are every command's. */
bool check_has_rule(const struct check_settings *settings, const struct fdtr_rule *rule);
int check_list_rules(const struct check_settings *settings);

/*
 * Reads the configuration and the baseline, and sets what follows from them and the command line: targets, levels and
 * the rest. Returns an exit status, and complains.
 */
int check_settle(struct check_settings *settings);
/* What was settled, as a configuration, on stdout. */
int check_config_dump(const struct check_settings *settings);

/* What came of one file. `report.name` is the caller's. */
struct check_result {
	struct fdtr_report_file report;
	char *complaint;      /* what dtc, cpp or iasl said besides; NULL for nothing */
	const char *compiler; /* which of them it was */
	struct suppressed suppressed;
	int status;
	struct check_result *more; /* of a machine's other files; malloc()ed */
	uint32_t more_count;
};

struct check_run;

/* What a command does. Its functions are called on several threads at once. */
struct check {
	struct check_settings *settings;
	const void *context; /* for the functions: the command's own settings */
	/* Changes the file before it is looked at; NULL: nothing does. */
	int (*change)(const void *context, struct blob *blob, struct fdtr_error *error);
	/* Fills a zeroed record with what is wrong with a tree. */
	int (*find)(const void *context, const struct blob *blob, struct fdtr_report_file *report,
		struct fdtr_error *error);
	/* The same of a file whose name ends in .yaml or .yml, with places; NULL: such files are no input. */
	int (*find_document)(const void *context, const char *name, struct fdtr_report_file *report,
		struct fdtr_error *error);
	/*
	 * The same of the tables of a machine. `reports` has one for each of their files, with its name; a file that turns out to be
	 * unreadable gets a `failure` in the tables, and the others are judged without it. NULL: tables are no input.
	 */
	int (*find_tables)(const void *context, struct tables *tables, struct fdtr_report_file *reports,
		struct fdtr_error *error);
	/* Gives the record of a tree, which has what is told, a picture. NULL: there are none. */
	int (*draw)(const void *context, const struct blob *blob, struct fdtr_report_file *report,
		struct fdtr_error *error);
	/* The same of a machine, for the first of its reports. */
	int (*draw_tables)(const void *context, struct tables *tables,
		struct fdtr_report_file *const *reports, uint32_t count, struct fdtr_error *error);
};

/* Whether the report has a picture of what was looked at, of which there is so much to say. */
bool check_is_drawn(const struct check_run *run, uint32_t findings);

/* Takes out what is not to be told, of a record whose places are not set yet, and sets these. */
int check_suppress(const struct check_settings *settings, const struct source_maps *maps,
	struct check_result *result, struct fdtr_error *error);

/* What was found in a machine's tables, for find_tables(): fills the reports, with places. */
int check_fill_tables(const struct tables *tables, const struct fdtr_acpi *acpi,
	const struct fdtr_findings *findings, struct fdtr_report_file *reports, struct fdtr_error *error);

/* By its name's end. */
bool check_is_document(const char *name);

/* What is done with the status that looking at a file came to. */
void check_conclude(const struct check_settings *settings, struct check_result *result, int status,
	const struct fdtr_error *error);

/* A file, or the tables that are a machine's: `first` is the number of the first. */
void check_subject(const struct check_run *run, size_t first, struct check_result *result);
void check_tables(const struct check_run *run, size_t first, struct check_result *result);
/* Puts together what is one machine's. An exit status, complained of. */
int check_group(struct check_run *run);

/* All files. */
struct check_run {
	const struct check *check;
	struct files files;
	size_t *next;     /* per file: the next of the same machine, or SIZE_MAX */
	size_t *subjects; /* the first file of each */
	size_t subject_count;
	struct fdtr_report_file *missing; /* what was named and yields no file */
	size_t missing_count;
	struct suppress_run suppress;
	int worst; /* exit status */
};

/* Reads the base and lists what the arguments name. Returns an exit status; check_end() is due in either case. */
int check_begin(struct check_run *run, const struct check *check, int count, char **names);
/* How wide text is to be: as the shell knows it, as the terminal is when stdout may be one, 80. */
uint32_t check_columns(bool terminal);

/* Looks at all of them and writes the report. Returns the exit status. */
int check_report(struct check_run *run, int count, char **names);
void check_end(struct check_run *run);

/* By --color, NO_COLOR, TERM, and whether it is a terminal. */
bool check_is_coloured(const struct check_settings *settings, FILE *out);

#endif
