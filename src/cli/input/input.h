/* SPDX-License-Identifier: BSD-2-Clause */
/* Files on their way in and out, and the programs that read and write source. */
#ifndef FDTR_SRC_CLI_INPUT_H
#define FDTR_SRC_CLI_INPUT_H

#include <fdtrestrict/base.h>

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
/* The two halves of that. What the file holds, as it is, into a blob that has nothing but a name, and what becomes of it. */
int blob_load(struct blob *blob, struct fdtr_error *error);
int blob_finish(struct blob *blob, const struct source_options *options, struct fdtr_error *error);
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

/*
 * Whether a program can open what has this name: a pipe has been read already, to a program that takes options "-x.dts"
 * is no name, and to cpp "@x.dts" is a file of options.
 */
bool child_can_open(const char *name);

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

#endif
