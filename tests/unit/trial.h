/* SPDX-License-Identifier: BSD-2-Clause */
/* A schema and an instance, both as YAML, and the faults between them. */
#ifndef FDTR_TESTS_TRIAL_H
#define FDTR_TESTS_TRIAL_H

#include "schema/evaluate/evaluate.h"

struct trial {
	struct binding binding;
	struct fdtr_schemas set;
	struct document instance;
	struct evaluation evaluation;
	struct fdtr_error error;
	const struct fault *faults;
	bool holds;
};

/* Reads, links and evaluates; with `decoded` the instance is its node 0 and `text` is NULL. */
void trial_run(struct trial *trial, const char *schema, const char *text, const struct decoded *decoded);
void trial_end(struct trial *trial);

/* The faults: "PATH KEYWORD(PROPERTY) echo [INNER]", one behind the other, those inside with their branch before. */
void trial_text(const struct fault *faults, struct fdtr_text *text);

/* They have to be these; the verdict without them has to be the same, and to keep nothing. */
void trial(const char *schema, const char *instance, const char *faults);
/* The run has to end with that sentence, or one that begins so. */
void trial_ends(const char *schema, const char *instance, const char *sentence);

#endif
