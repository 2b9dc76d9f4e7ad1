/* SPDX-License-Identifier: BSD-2-Clause */
/* What the user named, as single files: directories walked, patterns matched, ACPI tables told from the rest. */
#ifndef FDTR_SRC_FILES_H
#define FDTR_SRC_FILES_H

#include "cli/input/recognise.h"

#define FILES_TOGETHER 0U      /* with the other tables of the command line */
#define FILES_ALONE UINT32_MAX /* a machine by itself */

struct file {
	char *name;
	enum tables_form form; /* TABLES_NONE also for what cannot be opened */
	bool dsdt;             /* of tables: there is one among them */
	uint32_t set;          /* of tables: FILES_TOGETHER, FILES_ALONE, or the number of a directory */
	bool held;             /* it can be read only once, and `data` is what it had */
	unsigned char *data;
	size_t size;
};

struct files {
	struct file *items;
	size_t count;
	size_t room;
	uint32_t folder_count; /* numbers that `set` may have, from 1 up to this one */
	bool overlays_only;    /* of directories, only .dtbo and .dtso are meant */
	bool documents;        /* .yaml is taken too, but from no directory */
	bool tables; /* ACPI tables are taken too, and a directory that has some needs no `recursive` */
};

/*
 * Adds what `name` stands for: a file (or "-") as it is; with `recursive` every .dtb, .dtbo, .dts and .dtso
 * below a directory (see overlays_only), and every table, sorted; of what is no file, the matches of a shell pattern. What cannot be opened later
 * is added too, so that it is told of in its place. FDTR_ERR_ARGUMENT for a directory without `recursive` that has no tables,
 * FDTR_ERR_BADTREE for a directory or pattern that yields nothing.
 *
 * Tables of a directory are a set when exactly one of them is a DSDT, else each is alone. Those in its subdirectory
 * "dynamic", as Linux has it for what was loaded at run time, count as its own. Source beside the table that was made
 * of it is left out.
 */
int files_add(struct files *files, const char *name, bool recursive, struct fdtr_error *error);
void files_free(struct files *files);

/* Ascending, numbers in names by their value: SSDT2, SSDT10. */
int files_compare_names(const char *left, const char *right);

#endif
