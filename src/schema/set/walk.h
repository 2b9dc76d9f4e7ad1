/* SPDX-License-Identifier: BSD-2-Clause */
/* Every place of a document where a schema stands. */
#ifndef FDTR_SRC_WALK_H
#define FDTR_SRC_WALK_H

#include "schema/document/value.h"

/*
 * Told of each schema, the outer one before those in it: an object or a boolean, unless the document has not been
 * checked. What is below is walked after it returned FDTR_OK; any other status ends the walk.
 */
typedef int walk_schema(void *context, struct value *schema);

/* Values that are not of their keyword's shape are passed over. */
int walk(struct value *schema, walk_schema *visit, void *context);

#endif
