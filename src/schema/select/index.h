/* SPDX-License-Identifier: BSD-2-Clause */
/* What select.h finds bindings by. */
#ifndef FDTR_SRC_INDEX_H
#define FDTR_SRC_INDEX_H

#include "schema/select/select.h"

/* A string that, in a node's `compatible`, can choose a binding. */
struct choice {
	struct choice *next; /* of the same place in the table */
	const struct value *string;
	uint32_t hash;
	uint32_t binding;
	bool certain; /* it does; else `select` is to be asked as well */
};

struct index {
	struct choice **choices; /* by hash */
	uint32_t mask;
	struct numbers always; /* they select every node, but need a certain member to have a fault with it */
	struct numbers without; /* likewise, without needing one */
	struct numbers named;   /* `select` asks for nothing but the node's name */
	struct numbers asked;   /* all others */
	struct store store;
};

/* What a select or a schema is by its form, whatever the node. */
bool select_says_nothing(const struct value *schema);
/* The schema says nothing of an object but of its $nodename. */
bool select_of_nodename(const struct value *schema);
/* The string, or array of values, one of which `compatible` holds if the select does; NULL when that is not known. */
const struct value *select_compatibles(const struct value *select, bool *certain);
/* The schema holds for every object whose members all do not concern it. */
bool select_needs_member(const struct value *schema);
/* A member of that name may be what it does not hold for. */
bool select_concerns(const struct value *schema, struct matcher *matcher, const char *name, size_t length);

#endif
