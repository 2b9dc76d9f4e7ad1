/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which bindings a node is held against: those whose `select` holds for it. An index by compatible, and by the names of
 * properties for those that select every node, keeps the others from being asked.
 */
#ifndef FDTR_SRC_SELECT_H
#define FDTR_SRC_SELECT_H

#include "schema/evaluate.h"

int index_make(struct fdtr_schemas *set, struct fdtr_error *error);
void index_free(struct index *index);

/*
 * The bindings that the node is held against and that can have a fault with it, ascending. `found` has space for
 * set->count. Returns how many; look at evaluation->status.
 */
uint32_t select_bindings(struct evaluation *evaluation, const struct value *node, uint32_t *found);

#endif
