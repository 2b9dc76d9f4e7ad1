/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ACPI tables on their way in: what a file holds, and all the tables of one machine, whatever form they come in.
 */
#ifndef FDTR_SRC_CLI_TABLES_H
#define FDTR_SRC_CLI_TABLES_H

#include <fdtrestrict/acpi.h>

#include "cli/input/recognise.h"
#include "source/asl/asl_map.h"

struct source_options; /* of cli/input/input.h */

/* A file with tables in it. Memory is its own, names and options are the caller's. */
struct table_file {
	const char *name;
	enum tables_form form;
	unsigned char *data; /* the tables, one behind the other */
	size_t size;
	char *source; /* what they were compiled from, NULL when they came as tables */
	size_t source_size;
	const struct source_options *options;
	struct asl_map *map; /* of the source */
	char *complaint;     /* what iasl had to say besides the error, NULL for nothing */
	char *failure;       /* why it has no tables, a sentence; NULL when it has */
	int status;          /* of the failure */
};

/* The tables of one machine. Zeroed: none yet. */
struct tables {
	struct table_file *files;
	uint32_t file_count;
	struct fdtr_acpi_input *inputs; /* what fdtr_acpi_read() takes, a DSDT first */
	uint32_t count;
	char **names; /* of the inputs, for sentences; NULL behind the last */
};

/*
 * Adds a file: reads it, or takes over the bytes of one that was read already. "-" is stdin. FDTR_ERR_BADTREE when it cannot be
 * read, compiled or taken apart; the file's `failure` is the sentence then, and the others are as good as before.
 */
int tables_add(struct tables *tables, const char *name, unsigned char *data, size_t size,
	const struct source_options *options, struct fdtr_error *error);
/* Makes the inputs of what the files hold; FDTR_ERR_NOSPACE when memory ran out. */
int tables_gather(struct tables *tables, struct fdtr_error *error);
void tables_free(struct tables *tables);

/* Both at once, for files that all have to be sound. To be freed in either case. */
int tables_read(struct tables *tables, const char *const *names, uint32_t count,
	const struct source_options *options, struct fdtr_error *error);

/* Where all files have to be sound: the failure of the first that is not. */
int tables_check(const struct tables *tables, struct fdtr_error *error);

/* A file that turns out to be unsound; the error is its failure from now on. */
void tables_fail(struct table_file *file, const struct fdtr_error *error);

/*
 * Where a place in a table stands in the ASL that it was compiled from; false, and *span untouched, when it came as a table or that is
 * not found. The span's file lives as long as the tables.
 */
bool tables_locate(const struct tables *tables, const struct fdtr_acpi *acpi, const struct fdtr_origin *place,
	struct source_span *span);

/* The file that a table is from: `data` of the input, or of the table that was made of it. */
struct table_file *tables_file_of(const struct tables *tables, const unsigned char *data);

/* Compiles file->source, by iasl, into file->data. */
int tables_compile(struct table_file *file, struct fdtr_error *error);

/* What the tables come to. Lives in `memory`, which is to be freed; the tables have to stay. */
struct machine {
	struct fdtr_acpi acpi;
	struct fdtr_platform platform;
	void *memory;
};

/* What is to be done with the machine in the same arena; a status of the core. */
typedef int machine_fn(
	void *context, struct machine *machine, struct fdtr_arena *arena, struct fdtr_error *error);

/*
 * Reads the namespace and the platform, and then calls `then`, perhaps several times, with more memory each. A table that is
 * unsound makes its file fail, and is left out.
 */
int machine_read(struct machine *machine, struct tables *tables, const struct fdtr_region *map,
	uint32_t map_count, machine_fn *then, void *context, struct fdtr_error *error);

#endif
