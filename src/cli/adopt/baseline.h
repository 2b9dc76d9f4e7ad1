/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Findings that are known and not to be told, in a file for people's diffs: {"version": 1, "findings": [{"file",
 * "rule", "node", "property", "related", "count"}]}, an entry a line, in order. A finding is known by where it is and by
 * what it relates to, not by its sentence: numbers in that change with the tree around it.
 */
#ifndef FDTR_SRC_BASELINE_H
#define FDTR_SRC_BASELINE_H

#include "report/report.h"

#define BASELINE_LIMIT ((size_t)64 << 20) /* bytes */

/* What a finding is known by in its file. */
struct baseline_key {
	const char *rule;
	const char *node;
	const char *property; /* NULL where the node is meant */
	const char *related;  /* the path of the other end, or NULL */
};

/* Strings are the entry's own. */
struct baseline_entry {
	char *file; /* from the folder of the baseline */
	char *rule;
	char *node;
	char *property;
	char *related;
	uint32_t count; /* of findings that are all this */
	uint32_t line;  /* where the entry begins, 0 when it was not read */
	uint32_t column;
};

struct baseline {
	const char *name; /* the caller's */
	char *folder;     /* for path_from() */
	struct baseline_entry *entries;
	uint32_t count;
	uint32_t room;
};

/* Errors say file, line and column; FDTR_ERR_ARGUMENT. To be freed in either case. */
int baseline_parse(
	struct baseline *baseline, const char *name, const char *text, size_t size, struct fdtr_error *error);
/* The same from a file, and `folder`. */
int baseline_read(struct baseline *baseline, const char *name, struct fdtr_error *error);
void baseline_free(struct baseline *baseline);

/* The name that a file has in the baseline, malloc()ed; NULL when memory ran out. */
char *baseline_name_file(const struct baseline *baseline, const char *name);
/* The first entry of the file, and how many it has. */
uint32_t baseline_of_file(const struct baseline *baseline, const char *file, uint32_t *count);
/* The entry, of those, that the finding is; FDTR_NONE when it is none. */
uint32_t baseline_find(const struct baseline *baseline, uint32_t first, uint32_t count,
	const struct fdtr_report_finding *finding);

struct baseline_key baseline_key_of(const struct fdtr_report_finding *finding);

/*
 * One more, as if it was not read; NULL when memory ran out. The entries are out of order from then on, until they are
 * sorted or written.
 */
struct baseline_entry *baseline_add(
	struct baseline *baseline, const char *file, const struct baseline_key *key, uint32_t count);
/* The order of entries, for qsort(). */
int baseline_compare(const void *left, const void *right);
struct baseline_key baseline_entry_key(const struct baseline_entry *entry);
/* As text, malloc()ed; NULL when memory ran out. */
char *baseline_text(struct baseline *baseline);

#endif
