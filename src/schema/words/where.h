/* SPDX-License-Identifier: BSD-2-Clause */
/* Where in a value a fault is: which node, which property, and how far into it. */
#ifndef FDTR_SRC_WHERE_H
#define FDTR_SRC_WHERE_H

#include "schema/evaluate/evaluate.h"

#define WHERE_DEPTH 4 /* entries, and cells of one: what a property has at most, and a little more */

struct where {
	const struct value *object; /* the innermost; of a tree, the node */
	const char *property;       /* of that, or NULL */
	const struct value
		*whole; /* what the property holds; NULL where it is not there, and without `property` */
	uint32_t depth; /* items below that, and */
	uint32_t index[WHERE_DEPTH]; /* which ones, the outermost first */
};

/* `root` is where evaluation began. */
void where_find(struct where *where, const struct value *root, const struct fault *fault);

/* How many bytes of the blob a value of a tree takes up; 0 for nodes. */
uint32_t where_extent(const struct value *value);

#endif
