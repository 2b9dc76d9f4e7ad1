/* SPDX-License-Identifier: BSD-2-Clause */
/* Findings on their way out: one writer a format, each behind this small table. */
#ifndef FDTR_SRC_REPORT_H
#define FDTR_SRC_REPORT_H

#include <fdtrestrict/lint.h>

#include <stdio.h>

/* What there is to say of one input; `failure` instead of the rest when it could not be read. */
struct fdtr_report_file {
	const char *name;
	const struct fdtr_tree *tree;
	const struct fdtr_findings *findings;
	const char *failure;
};

struct fdtr_report_format {
	const char *name;
	void *(*begin)(FILE *out); /* NULL when memory ran out */
	void (*file)(void *state, const struct fdtr_report_file *file);
	bool (*end)(void *state); /* frees the state; false when the output could not be written */
};

/* NULL when there is no such format. */
const struct fdtr_report_format *fdtr_report_format(const char *name);

extern const struct fdtr_report_format fdtr_report_text, fdtr_report_json;

#endif
