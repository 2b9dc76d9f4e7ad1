/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Findings on their way out: a record that needs neither tree nor blob any more, and one writer a format, each
 * behind a small table.
 */
#ifndef FDTR_SRC_REPORT_H
#define FDTR_SRC_REPORT_H

#include <fdtrestrict/acpi.h>
#include <fdtrestrict/compare.h>
#include <fdtrestrict/lint.h>
#include <fdtrestrict/schema.h>

#include "base/base.h"
#include "map/map.h"
#include "source/source.h"

#include <stdio.h>

/* Strings are the record's own. */
struct fdtr_report_place {
	char *path;              /* "/reserved-memory/pool@50000000", "/memreserve/ entry 2", "\_SB.VR00" */
	const char *file;        /* which of a machine's files it is in, NULL where it is the report's own */
	char *table;             /* "SSDT2", the table that the offset counts in; NULL for a tree */
	char *written;           /* the path in the overlay that wrote it, NULL where that is `path` */
	char *property;          /* NULL where the node is meant */
	uint32_t cell;           /* of the property's value, from 0 */
	uint32_t offset;         /* in the blob, 0 where nothing there is meant */
	uint32_t length;         /* in bytes */
	struct source_span span; /* span.file is NULL when the input was a blob */
};

/* Which line of which binding does not hold. */
struct fdtr_report_schema {
	char *id;                /* $id of the binding; NULL for a finding that is not of a binding */
	char *keyword;           /* "required" */
	char *note;              /* what the binding says of the property, NULL for nothing */
	struct source_span span; /* of the rule; without an end, and without a file where it stands in none */
};

struct fdtr_report_finding {
	const struct fdtr_rule *rule;
	enum fdtr_severity severity;
	uint32_t targets; /* FDTR_FOR_*: for which of those asked it holds */
	char *message;
	struct fdtr_report_place place;
	struct fdtr_report_place related; /* see has_related */
	bool has_related;
	struct fdtr_report_schema schema;
	char *repair;    /* what lint --fix does about it; NULL where that does nothing */
	uint32_t number; /* in lint's own order; FDTR_NONE for what fdtr_report_add() added */
};

struct fdtr_report_predictions; /* of report/predict/predict_report.h */
/* The layout of the memory of what was looked at, and what it lives in. */
struct fdtr_report_picture {
	struct fdtr_map map;
	void *memory; /* malloc()ed */
};

/* What there is to say of one input; `failure` instead of the rest when it could not be read. */
struct fdtr_report_file {
	const char *name; /* the caller's */
	char *failure;
	struct fdtr_report_finding *findings;
	uint32_t count;
	bool cut;       /* there are more findings than these */
	bool overlay;   /* it was judged without its base */
	char **sources; /* the names that spans have */
	uint32_t source_count;
	struct fdtr_report_predictions *predictions; /* of predict; NULL for what reports findings */
	bool failing;                                /* what is predicted fails the run */
	struct fdtr_report_picture *picture;         /* malloc()ed; NULL where there is none */
};

/*
 * Fills a zeroed record from a run of lint. FDTR_ERR_NOSPACE when memory ran out; the record is to be freed in
 * either case.
 */
int fdtr_report_fill(struct fdtr_report_file *file, const struct fdtr_tree *tree,
	const struct fdtr_findings *findings, struct fdtr_error *error);
/*
 * The same from a run of fdtr_acpi_lint(). Each of the tables is in one of the `files`, `file_of` says which; what is in none is
 * the first one's.
 */
int fdtr_report_fill_tables(struct fdtr_report_file *files, const uint32_t *file_of,
	const struct fdtr_acpi *acpi, const struct fdtr_findings *findings, struct fdtr_error *error);
/* The same from a run of fdtr_validate(); levels per rule, in order of fdtr_rules(), for those targets. */
int fdtr_report_fill_violations(struct fdtr_report_file *file, const struct fdtr_tree *tree,
	const struct fdtr_violations *violations, const unsigned char *levels, uint32_t targets,
	struct fdtr_error *error);
/* The same from a run of fdtr_compare(): the tree's places, and the tables' beside them. `files` names the file of each table. */
int fdtr_report_fill_differences(struct fdtr_report_file *file, const struct fdtr_compared *compared,
	const struct fdtr_differences *differences, const char *const *files, const unsigned char *levels,
	uint32_t targets, struct fdtr_error *error);
void fdtr_report_free(struct fdtr_report_file *file);

/* Violations as findings, for places that are in no tree: `places` has one for each. Levels and targets as above. */
struct fdtr_violation_findings {
	struct fdtr_findings findings;
	struct fdtr_finding *items;
	uint32_t *numbers; /* per finding: which of the violations it is */
};

/* FDTR_ERR_NOSPACE when memory ran out; the list is to be freed in either case. */
int fdtr_report_list_violations(struct fdtr_violation_findings *list,
	const struct fdtr_violations *violations, const struct fdtr_origin *places,
	const unsigned char *levels, uint32_t targets, struct fdtr_error *error);
void fdtr_report_free_violations(struct fdtr_violation_findings *list);
/* What only violations have, in a record that was filled from the list's findings. */
int fdtr_report_fill_schemas(struct fdtr_report_file *file, const struct fdtr_violations *violations,
	const struct fdtr_violation_findings *list, struct fdtr_error *error);

/*
 * Sets the spans. The map is that of the input; where an overlay was linted on its base, what the overlay did not write
 * is in the base's. Either may be NULL: then no place is known. FDTR_ERR_NOSPACE when memory ran out.
 */
int fdtr_report_locate(struct fdtr_report_file *file, const struct source_map *map,
	const struct source_map *base, bool on_base, struct fdtr_error *error);

/* A copy of a file's name for spans, as long-lived as the record, which outlives the map; NULL when memory ran out. */
const char *fdtr_report_keep_name(struct fdtr_report_file *file, const char *name);

/*
 * Adds a finding at the end, at the rule's own severity and for all its targets, which the caller may change; NULL
 * when memory ran out.
 */
struct fdtr_report_finding *fdtr_report_add(struct fdtr_report_file *file, const struct fdtr_rule *rule,
	const char *path, const char *format, ...) FDTR_PRINTF(4, 5);

/* Keeps the findings for which `keep` holds, in order. */
typedef bool fdtr_report_keep_fn(void *context, struct fdtr_report_finding *finding);
void fdtr_report_filter(struct fdtr_report_file *file, fdtr_report_keep_fn *keep, void *context);

uint32_t fdtr_report_count(const struct fdtr_report_file *file, enum fdtr_severity least);

/* How a report is to look, and what it is measured by. */
struct fdtr_report_style {
	const char *command; /* whose report it is: "lint" */
	bool colour;
	bool summary;               /* a last line with the counts, for a terminal */
	uint32_t width;             /* of the terminal, in columns; 0: it is none */
	uint32_t targets;           /* FDTR_FOR_*: those asked for */
	enum fdtr_severity fail_on; /* from here on a finding fails the run */
	const char *(*example)(const struct fdtr_rule *rule, bool good); /* NULL: there are none to show */
};

struct fdtr_report_format {
	const char *name;
	const char *suffix; /* of files that hold it, NULL for none */
	void *(*begin)(FILE *out, const struct fdtr_report_style *style); /* NULL when memory ran out */
	void (*file)(void *state, const struct fdtr_report_file *file);
	bool (*end)(void *state); /* frees the state; false when the output could not be written */
};

/* NULL when there is no such format. */
const struct fdtr_report_format *fdtr_report_format(const char *name);
/* The format that the name of a file tells, NULL when it tells none. */
const struct fdtr_report_format *fdtr_report_format_of(const char *file);

/* The command that reports the rule; NULL for those about ignores, which every command has. */
const char *fdtr_rule_command(const struct fdtr_rule *rule);
/* The command's rules as JSON; false when it could not be written. */
bool fdtr_report_rules(FILE *out, const char *command);

#define FDTR_REPORT_NAMES 128
/* The names of all formats, for a sentence. Returns `names`. */
const char *fdtr_report_format_names(char names[FDTR_REPORT_NAMES]);

extern const struct fdtr_report_format fdtr_report_text, fdtr_report_gcc, fdtr_report_json, fdtr_report_jsonl,
	fdtr_report_sarif, fdtr_report_github, fdtr_report_junit, fdtr_report_html;

#endif
