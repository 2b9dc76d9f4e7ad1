/* SPDX-License-Identifier: BSD-2-Clause */
/* What bindings have against a tree made of tables, back in words of ACPI. */
#ifndef FDTR_SRC_VALIDATE_TABLES_H
#define FDTR_SRC_VALIDATE_TABLES_H

#include "cli/validate/tables_tree.h"

/*
 * Keeps of the violations, in place, those that are the tables' own, with where in them each is. False when the arena of the
 * tree, which new words live in, ran out.
 */
bool table_words(struct table_tree *tree, struct fdtr_violation *violations, uint32_t *count,
	struct fdtr_origin *places);

#endif
