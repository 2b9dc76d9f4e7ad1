/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the writers share: counts, levels, places and names as text. Names of files, nodes and properties come from
 * outside; what each format cannot bear is its writer's to escape.
 */
#ifndef FDTR_SRC_REPORT_WRITE_H
#define FDTR_SRC_REPORT_WRITE_H

#include "report/report.h"

#include "base/base.h"

struct report_counts {
	uint32_t levels[FDTR_ERROR + 1]; /* findings by severity */
	uint32_t files;
	uint32_t unreadable;
};

void report_count(struct report_counts *counts, const struct fdtr_report_file *file);

/* What others call the level: "error", "warning", and `info` for what is only information. */
const char *report_level(enum fdtr_severity severity, const char *info);

/* Why the file could not be read, without its name before it. */
const char *report_failure(const struct fdtr_report_file *file);

#define REPORT_TEXT_SIZE 4096

/*
 * Where in the source dtc or cpp found it unreadable, as they say in the failure; no file where they say nothing.
 * The name is kept in `name`.
 */
struct source_span report_failure_span(const struct fdtr_report_file *file, char name[REPORT_TEXT_SIZE]);
/* What they say beside that: "dtc failed: syntax error". Returns `text`, or the failure as it stands. */
const char *report_failure_words(const struct fdtr_report_file *file, char text[REPORT_TEXT_SIZE]);

/* The file that a place is in: its source, another one of its machine, or the one that is reported on. */
const char *report_file_of(const struct fdtr_report_place *place, const char *name);

/*
 * "/reserved-memory/pool@50000000, property reg, cell 2, byte 0x144", "\_SB.VR00, property _CRS, byte 0x60 of SSDT2"; the byte is a
 * blob's or a table's. Returns `text`.
 */
const char *report_place(const struct fdtr_report_place *place, char text[REPORT_TEXT_SIZE]);

/*
 * "`maxItems`", and the binding that was asked where it only refers to the one that says so. Returns `text`, and so does
 * report_schema(), which puts the line of that before it.
 */
const char *report_schema_rule(const struct fdtr_report_schema *schema, char text[REPORT_TEXT_SIZE]);
const char *report_schema(const struct fdtr_report_schema *schema, char text[REPORT_TEXT_SIZE]);
/* The beginning of what the binding says of the property, on one line. Returns `text`. */
const char *report_schema_note(const struct fdtr_report_schema *schema, char text[REPORT_TEXT_SIZE]);

/* "spec, every Linux"; NULL when all that were asked are in it. */
const char *report_targets(uint32_t targets, uint32_t asked, char text[REPORT_TEXT_SIZE]);

/*
 * What stays the same of a finding when the tree is edited elsewhere, for people:
 * "reserved-overlap: /reserved-memory/pool@50000000 reg, /reserved-memory/other@50700000 reg".
 */
const char *report_identity(const struct fdtr_report_finding *finding, char text[REPORT_TEXT_SIZE]);

/*
 * For each finding of the file how many there are up to it that have its identity: 1 for the first. malloc()ed; NULL
 * when memory ran out.
 */
uint32_t *report_ordinals(const struct fdtr_report_file *file);

uint64_t report_hash(const char *text);

/* What a terminal would act on is written as '?'. */
void report_print(FILE *out, const char *string);

/*
 * Text of XML or HTML, or a value of theirs in quotes: what would be markup is written as a reference, and what no document
 * may hold as '?'.
 */
void report_markup(FILE *out, const char *text);
/* The same of so many bytes, which may hold line ends and tabs. */
void report_markup_bytes(FILE *out, const char *text, size_t length);

/*
 * What comes before a relative name so that it is one from the root of the repository: "" but in a GitHub workflow
 * that runs in a folder below it. malloc()ed; NULL when memory ran out.
 */
char *report_repository(void);
/* Behind `prefix`, without "." and ".." where that can be; absolute names and "-" as they are. Freed by the caller. */
char *report_name(const char *prefix, const char *name);

/* A name as a URI: percent-encoded, relative where the name is. malloc()ed; NULL when memory ran out. */
char *report_uri(const char *prefix, const char *name);

#endif
