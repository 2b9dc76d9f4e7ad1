/* SPDX-License-Identifier: BSD-2-Clause */
/* What the subcommands share: exit statuses, complaints, options. */
#ifndef FDTR_SRC_CLI_H
#define FDTR_SRC_CLI_H

#include <fdtrestrict/lint.h>

#include "base/base.h"
#include "cli/input/input.h"

enum exit_status {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1,
	EXIT_USAGE = 2,
	EXIT_INPUT = 3,
	EXIT_SYSTEM = 4 /* output not written, no memory, or a defect */
};

struct command {
	const char *name;
	const char *summary;
	int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

/* "fdtrestrict: " and the sentence, on stderr. */
void complain(const char *format, ...) FDTR_PRINTF(1, 2);
/* The exit status that a library status comes to. */
int exit_of(int status);
/* Complains and points at the help. Returns EXIT_USAGE. */
int usage_error(const char *command, const char *format, ...) FDTR_PRINTF(2, 3);

/* The name that a misspelt one may have meant, or NULL. */
const char *nearest_rule(const char *name);
const char *nearest_target(const char *name);
const char *nearest_guest(const char *name);
/* A guest's name, a pattern that matches it, or "all". */
bool guest_matches(const char *pattern, const char *name);
/* Complain of a name that there is not, with the one that may have been meant. Return EXIT_USAGE. */
int no_such_rule(const char *command, const char *name);
int no_such_target(const char *command, const char *name);

/* A tree, what it says, and what is wrong with it. */
struct analysis {
	struct fdtr_tree tree;
	struct fdtr_platform platform;
	struct fdtr_findings findings;
	void *memory;
};

/* Memory for the library, grown until it is enough. The attempt returns a library status. */
typedef int attempt_fn(void *context, struct fdtr_arena *arena, struct fdtr_error *error);
int with_arena(size_t blob_size, attempt_fn *attempt, void *context, void **memory, struct fdtr_error *error);

/* The tree of a blob, in *memory, which is to be freed in either case; the error does not name the blob. */
int read_tree(const struct blob *blob, struct fdtr_tree *tree, void **memory, struct fdtr_error *error);

int analyse(const struct blob *blob, const struct fdtr_lint_options *options, struct analysis *analysis,
	struct fdtr_error *error);
void analysis_free(struct analysis *analysis);

/* "64M", "0x4000000", "67108864", with K, M, G, T for powers of 1024. */
bool parse_size(const char *text, uint64_t *value);
/* "START-END", both inclusive, or "BASE+SIZE". */
bool parse_range(const char *text, struct fdtr_range *range);
bool parse_memory(const char *text, enum fdtr_memory *memory);
bool parse_severity(const char *text, enum fdtr_severity *severity);

int command_generate(int argc, char **argv);
int command_lint(int argc, char **argv);
int command_validate(int argc, char **argv);
int command_compare(int argc, char **argv);
int command_predict(int argc, char **argv);
int command_map(int argc, char **argv);
int command_explain(int argc, char **argv);

#endif
