/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Findings that are not to be told: those that a comment in the source, the configuration or the baseline knows. What
 * matched no finding is told of instead, as rule ignore-unused, but only when the run could have found a match.
 */
#ifndef FDTR_SRC_SUPPRESS_H
#define FDTR_SRC_SUPPRESS_H

#include "cli/adopt/baseline.h"
#include "cli/adopt/comments.h"
#include "report/report.h"

struct check_settings;

/* How far an entry of the configuration came. */
#define SUPPRESS_FILE 1U /* its pattern matched a file that was linted */
#define SUPPRESS_USED 2U /* and it a finding there */
#define SUPPRESS_LOST 4U /* its pattern matched a file that could not be linted, or not all of it */

/* A comment in a file that other trees may include too. Strings are its own. */
struct suppress_comment {
	char *file;                   /* as this tree has it, */
	char *key;                    /* and as all have it */
	char *path;                   /* of the node around it */
	char *message;                /* what there is to say of it unless it was used */
	const struct fdtr_rule *rule; /* ignore-invalid or ignore-unused */
	struct source_span span;      /* without a file */
	bool used;
	bool judged; /* the tree had all that could use it */
};

/* What came of it for one file. */
struct suppressed {
	bool partial;           /* the caller's: there may be findings that lint did not come to */
	unsigned char *ignores; /* SUPPRESS_*, per entry of the configuration; NULL when it has none */
	char *known_as;         /* the file's name in the baseline that is read or written, NULL without */
	uint32_t first;         /* its entries in the baseline, */
	uint32_t count;         /* how many, */
	uint32_t *matched;      /* and how many findings each matched */
	struct suppress_comment *comments;
	size_t comment_count;
};

/*
 * Takes them out of the report of one file, and tells of ignores in it. Safe on several threads at once.
 * FDTR_ERR_NOSPACE when memory ran out; to be freed in either case.
 */
int suppress(const struct check_settings *settings, const struct source_maps *maps,
	struct fdtr_report_file *report, struct suppressed *suppressed, struct fdtr_error *error);
void suppressed_free(struct suppressed *suppressed);

/* Whether a run with these settings finds all that the rule, or every rule of a pattern, has to say. */
bool suppress_asked(const struct check_settings *settings, const char *pattern);

/* What there is to say of an ignore; the span has its file. */
struct suppress_saying {
	const struct fdtr_rule *rule; /* ignore-invalid or ignore-unused */
	const char *path;
	const char *message;
	struct source_span span;
};

/*
 * Adds a finding, at the level that the settings give it but not above `most`; false when
 * memory ran out. None when the rule is off.
 */
bool suppress_tell(const struct check_settings *settings, struct fdtr_report_file *report,
	const struct suppress_saying *saying, enum fdtr_severity most);

void suppress_free_comment(const struct suppress_comment *comment);
/* Tells of those in the input itself, keeps the rest. */
bool suppress_note_comments(const struct check_settings *settings, const struct comments *comments,
	struct fdtr_report_file *report, struct suppressed *suppressed);

/* What came of it for all files. */
struct suppress_run {
	const struct check_settings *settings;
	unsigned char *ignores;
	uint32_t *matched; /* per entry of the baseline; what was matched at most */
	bool *seen;        /* per entry: its file was linted as a whole */
	char **roots;      /* directories that were gone through, absolute */
	size_t root_count;
	struct suppress_comment *comments;
	size_t comment_count;
	struct baseline written; /* for --write-baseline */
	bool failed;             /* memory ran out */
};

/* `names` are those on the command line. False when memory ran out; to be freed in either case. */
bool suppress_begin(struct suppress_run *run, const struct check_settings *settings, int count, char **names);
/* Adds one file, whose findings it takes when a baseline is to be written. */
void suppress_note(struct suppress_run *run, struct fdtr_report_file *report, struct suppressed *suppressed);
/* Calls `tell` with what matched nothing, as reports on the configuration and the baseline. */
typedef void suppress_tell_fn(void *context, const struct fdtr_report_file *report);
void suppress_end(struct suppress_run *run, suppress_tell_fn *tell, void *context);
/* Writes the baseline if one is wanted. An exit status, also of what failed before. */
int suppress_write(struct suppress_run *run);
void suppress_free(struct suppress_run *run);

/* Whether a directory that was gone through is that absolute path or above it. */
bool suppress_went_through(const struct suppress_run *run, const char *folder, size_t length);
/* The comments of one file are the run's from now on; false when memory ran out. */
bool suppress_take_comments(struct suppress_run *run, struct suppressed *suppressed);
/* Tells of those that no tree could use. */
void suppress_tell_comments(struct suppress_run *run, suppress_tell_fn *tell, void *context);

#endif
