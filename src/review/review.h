/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a binding has against itself: everything that its maintainer would be told of it, with the place of each. The
 * rules for its keywords are schemas, too: meta/.
 */
#ifndef FDTR_SRC_REVIEW_H
#define FDTR_SRC_REVIEW_H

#include "schema/document/document.h"

enum review_kind {
	REVIEW_DOCUMENT,  /* keywords and their values */
	REVIEW_ID,        /* it is not the name of the file */
	REVIEW_REFERENCE, /* a $ref leads nowhere, or to what is no sound document */
	REVIEW_PATTERN,   /* a regular expression does not compile */
	REVIEW_QUOTES     /* needless ones */
};

struct review_finding {
	enum review_kind kind;
	uint32_t line, column; /* from 1 */
	uint32_t end_column;   /* where that line's name or value ends; 0 when it is not known */
	const char *path;      /* "/properties/reg/maxItems"; "/" for the whole document */
	const char *message;   /* one sentence without the place */
	uint32_t number;       /* as they were found */
	bool alone;            /* of several such of one place only the first is told */
};

/* Strings are the store's. */
struct review {
	struct review_finding *items; /* by place */
	uint32_t count, capacity;
	struct store store;
};

struct fdtr_schemas;

/* The rules, read once; threads may share them. FDTR_ERR_NOSPACE when memory ran out. */
int review_rules_make(struct fdtr_schemas **rules, struct fdtr_error *error);

struct review_options {
	const char *const *folders; /* with more bindings, for what a $ref leads to */
	size_t folder_count;
};

/*
 * Reviews one file. FDTR_OK whatever is found, YAML that is none included; FDTR_ERR_NOTFOUND when it cannot be read at
 * all, FDTR_ERR_NOSPACE when memory ran out. `document` holds what was read, as it stands in the file, for as long as
 * the caller wants to look at it; it and `review`, which the call overwrites, are to be freed in either case.
 */
int review_file(const struct fdtr_schemas *rules, const char *file, const struct review_options *options,
	struct document *document, struct review *review, struct fdtr_error *error);
void review_free(struct review *review);

/* The folder that all names of documents are below; false when the file is not called as its $id says. */
bool review_folder(const struct document *document, char *folder, size_t size);

#endif
