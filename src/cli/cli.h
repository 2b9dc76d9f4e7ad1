/* SPDX-License-Identifier: BSD-2-Clause */
/* What the subcommands share: exit statuses, input, output, options. */
#ifndef FDTR_SRC_CLI_H
#define FDTR_SRC_CLI_H

#include <fdtrestrict/lint.h>

#include "base/base.h"

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

/* The name that a misspelt one may have meant, or NULL; name_at() gives NULL behind the last. */
const char *nearest_name(
	const char *name, const char *(*name_at)(const void *context, size_t index), const void *context);
const char *nearest_rule(const char *name);
const char *nearest_target(const char *name);
/* Complain of a name that there is not, with the one that may have been meant. Return EXIT_USAGE. */
int no_such_rule(const char *command, const char *name);
int no_such_target(const char *command, const char *name);

/* How source is compiled. Zeroed: from its own folder alone, and only what dtc calls right. */
struct source_options {
	const char *const *includes; /* folders, besides the source's own */
	size_t include_count;
	const char *const *defines; /* "NAME" or "NAME=VALUE" */
	size_t define_count;
	bool force; /* take what dtc makes of a tree that it calls wrong */
};

/* A blob in memory, 8-byte aligned. */
struct blob {
	const char *name; /* the user's own, "-" for stdin */
	unsigned char *data;
	size_t size;
	unsigned char *source; /* what it was compiled from, NULL when it came as a blob */
	size_t source_size;
	unsigned char *preprocessed; /* what cpp made of that, NULL when it was not needed */
	size_t preprocessed_size;
	const struct source_options *options; /* the caller's */
	char *complaint;                      /* what cpp and dtc had to say besides the error, or NULL */
};

/*
 * Reads a DTB, or a DTS through cpp (when it has preprocessor lines) and dtc; "-" is stdin. Options are NULL or
 * outlive the blob. On failure the sentence is in `error`; the blob is to be freed in either case.
 */
int blob_read(
	struct blob *blob, const char *name, const struct source_options *options, struct fdtr_error *error);
/* Compiles the source of a blob once more, with a __symbols__ node for its labels. */
int blob_with_symbols(const struct blob *blob, struct blob *with, struct fdtr_error *error);
void blob_free(struct blob *blob);

struct source_map;

/* The places of what came from source: asks dtc once more. *map is NULL for a blob that did not. */
int blob_positions(const struct blob *blob, struct source_map **map, struct fdtr_error *error);

/* Compiles blob->source into blob->data. */
int blob_compile(struct blob *blob, struct fdtr_error *error);

/* Runs a program over files: the bytes of `input` on its stdin, its stdout in *output. */
struct child {
	const char *const *argv;
	const void *input;
	size_t input_size;
	unsigned char *output; /* malloc()ed */
	size_t output_size;
	int differs;     /* an exit status that is no failure, as diff has; 0: none */
	char *complaint; /* the start of what it wrote on stderr; malloc()ed, NULL when it was not run */
};

int child_run(struct child *child, struct fdtr_error *error);

#define CHILD_NAME_SIZE 4096

/* Bytes for a program that wants a file by name; the caller unlinks it. */
int child_file(const void *data, size_t size, char name[CHILD_NAME_SIZE], struct fdtr_error *error);
/*
 * What programs complain of on stderr, but for warnings and excerpts: the line that names the error, which comes
 * first in the error of child_run(), and all others, cut at 20 lines, each with a newline; malloc()ed, NULL for none.
 */
#define COMPLAINT_LINE 400
bool complaint_first(const char *text, char line[COMPLAINT_LINE]);
char *complaint_rest(const char *text, const char *without);
/* Shows them on stderr, each indented. */
void complaint_show(const char *lines);

/* A blob as source, through dtc. */
int blob_decompile(const struct blob *blob, struct blob *text, struct fdtr_error *error);

/* Writes all or nothing: a temporary beside the target, then rename. NULL or "-" is stdout. */
int output_write(const char *name, const void *data, size_t size, struct fdtr_error *error);

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
int command_explain(int argc, char **argv);

#endif
