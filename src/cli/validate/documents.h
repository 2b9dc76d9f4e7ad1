/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts share that look at binding documents. */
#ifndef FDTR_SRC_CLI_DOCUMENTS_H
#define FDTR_SRC_CLI_DOCUMENTS_H

#include "cli/validate/validate.h"
#include "review/review.h"

/* The rules of reviews; NULL, with the error, when they cannot be had. */
const struct fdtr_schemas *documents_rules(struct documents *documents, struct fdtr_error *error);
/*
 * The bindings below the folder, and of the command's own folders, read once. FDTR_ERR_BADTREE when they are no set;
 * *set is NULL then.
 */
int documents_set(const struct validate_settings *settings, const char *folder,
	const struct fdtr_schemas **set, struct fdtr_error *error);

/* Adds a finding with its place; the level is the command's. FDTR_ERR_NOSPACE when memory ran out. */
int documents_add(const struct validate_settings *settings, struct fdtr_report_file *report,
	const struct fdtr_rule *rule, const char *path, const struct source_span *span, const char *message,
	struct fdtr_error *error);

/* The examples as one source: each as it stands in the document, in the wrapping that dt-schema gives it. */
struct examples {
	char *text; /* malloc()ed, with line markers that lead into the document */
	size_t size;
	uint32_t count;
	bool wrapped; /* one at least has no root node of its own */
};
int examples_make(struct examples *examples, const struct document *document, struct fdtr_error *error);

/*
 * Compiles them and holds them against the bindings: adds to the report. With `set` NULL they are compiled only. The
 * folder is that of the bindings, "" when it is not known.
 */
int examples_find(const struct validate_settings *settings, const struct document *document,
	const char *folder, const struct fdtr_schemas *set, struct fdtr_report_file *report,
	struct fdtr_error *error);

#endif
