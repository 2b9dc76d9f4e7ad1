/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A device tree as values, each property decoded by its type; rows of `reg`, `ranges`, `interrupts`, GPIOs and other
 * phandles with arguments split by the cells that their providers say.
 */
#ifndef FDTR_SRC_DECODE_H
#define FDTR_SRC_DECODE_H

#include "schema/document/names.h"
#include "schema/set/set.h"

#include <fdtrestrict/devicetree.h>

/*
 * nodes[n] is an object: the node's properties, its children by their names, and last "$nodename", an array of its
 * name ("/" for the root). Nodes whose names begin with "__" are in no object, and nodes[n] of theirs is null, as is
 * all below them; but an overlay's __overlay__ is there.
 *
 * A member that is a child shares the members of nodes[value.at], but for "$nodename": dt-validate gives a node that
 * when it comes to the node itself, so that bindings of a parent do not see it.
 *
 * Numbers are VALUE_CELLS in an array of rows, one row at least; they and strings lie in the blob, which has to outlive
 * all this.
 */
struct decoded {
	struct value *nodes; /* as many as the tree has */
	uint32_t count;
	struct names names;
	struct store store;
};

/* FDTR_ERR_NOSPACE when memory ran out. `decoded`, zeroed before, is to be freed in either case. */
int decode(struct decoded *decoded, const struct fdtr_tree *tree, const struct fdtr_schemas *set,
	struct fdtr_error *error);
void decode_free(struct decoded *decoded);

#endif
