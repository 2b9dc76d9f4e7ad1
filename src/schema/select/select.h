/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which bindings a node is held against: those whose `select` holds for it. An index by compatible, and by the names of
 * properties for those that select every node, keeps the others from being asked.
 *
 * One thing is other than `select` says: a `compatible` that is no list of strings chooses nothing by compatible. As
 * `contains` says nothing of what is no array, it would choose all.
 */
#ifndef FDTR_SRC_SELECT_H
#define FDTR_SRC_SELECT_H

#include "schema/evaluate/evaluate.h"

int index_make(struct fdtr_schemas *set, struct fdtr_error *error);
void index_free(struct index *index);

/* The choosing of one run, which remembers what it found out of a name. */
struct numbers {
	uint32_t *items; /* NULL: not known yet */
	uint32_t count;
};

struct selection {
	struct evaluation *evaluation;
	bool compatible_only; /* as struct fdtr_validate_options */
	uint64_t
		*concerned; /* by number of a member's name, a bit for each binding that selects every node */
	unsigned char *known;   /* by number of a member's name: those bits are filled in */
	struct names names;     /* of nodes */
	struct numbers *chosen; /* by number of a node's name */
	uint32_t *asked;        /* by binding: the last node that it was asked for */
	uint32_t node;          /* from 1 */
	uint32_t *found;        /* ascending */
	uint32_t count;
};

int selection_begin(struct selection *selection, struct evaluation *evaluation, bool compatible_only);
void selection_end(struct selection *selection);

/* Puts the bindings that the node is held against, and that can have a fault with it, into `found`. */
int select_bindings(struct selection *selection, const struct value *node);

#endif
