/* SPDX-License-Identifier: BSD-2-Clause */
/* generate's other output: an SSDT, from a device tree or for the tables of a machine. */
#ifndef FDTR_SRC_TABLE_H
#define FDTR_SRC_TABLE_H

#include "cli/generate/request.h"
#include "cli/input/files.h"
#include "cli/tables/memory_map.h"
#include "cli/tables/tables.h"

/* What came of it. Descriptions and results live in memory of the machine's or of their own. */
struct made_table {
	void *output;
	size_t room;
	struct fdtr_ssdt ssdt;
	struct fdtr_ssdt_notes notes;
	struct fdtr_ssdt_result result;
	struct files files; /* what the augmented tables are in */
	struct tables tables;
	struct memory_map map;
	struct machine machine;
	void *memory;
};

/* From a tree that has its pools, and from the tables that the settings name. `made` is zeroed, and to be freed in either case. */
int table_from_tree(struct made_table *made, const struct generate_settings *settings,
	const struct blob *tree, struct fdtr_error *error);
int table_augment(
	struct made_table *made, const struct generate_settings *settings, struct fdtr_error *error);
/* Of what the file of pools says alone. */
int table_from_spec(
	struct made_table *made, const struct generate_settings *settings, struct fdtr_error *error);
void made_table_free(struct made_table *made);

/* The table to where it goes, what was made to stderr, and the report to stdout. */
int table_finish(
	const struct made_table *made, const struct generate_settings *settings, struct fdtr_error *error);
void table_tell(const struct made_table *made);
/* False when it could not be written. */
bool table_write_json(const struct made_table *made);

#endif
