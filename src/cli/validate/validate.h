/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of `fdtrestrict validate` share. */
#ifndef FDTR_SRC_CLI_VALIDATE_H
#define FDTR_SRC_CLI_VALIDATE_H

#include "cli/check/check.h"

struct documents; /* what is read once for all binding documents */

struct validate_settings {
	struct check_settings check;
	struct check_values bindings; /* folders; none: ours */
	const char *limit;            /* NULL: no limit */
	const char *cache;            /* NULL: none */
	bool compatible_only;
	struct fdtr_schemas *schemas; /* read once, for all */
	struct documents *documents;
};

/* Sets everything from the command line; an exit status, complained of. */
int validate_options_parse(struct validate_settings *settings, int argc, char **argv);
void validate_write_help(void);

/*
 * The folder of our own bindings, as installed with this program or in the tree that it was built in; malloc()ed, NULL
 * where they are not there as files.
 */
char *validate_ours(void);

/* What the bindings have against a tree; `settings` are struct validate_settings. */
int validate_find(const void *settings, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error);

/* The same of the tables of a machine; see struct check. */
int validate_find_tables(const void *settings, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error);

/* What a binding has against itself, its examples included. */
int validate_document(
	const void *settings, const char *name, struct fdtr_report_file *report, struct fdtr_error *error);

struct documents *documents_make(void); /* NULL when memory ran out */
void documents_free(struct documents *documents);

#endif
