/* SPDX-License-Identifier: BSD-2-Clause */
/* Repairs, carried out on a blob. */
#ifndef FDTR_SRC_REPAIR_H
#define FDTR_SRC_REPAIR_H

#include <fdtrestrict/lint.h>

/*
 * Writes the tree with the changes of these repairs, and nothing else changed: nodes keep their numbers, what
 * stands behind the blocks stays. No two may change the same thing, and none may be a guard, which is
 * fdtr_generate()'s. Whether the result is any better is the caller's to find out: lint it.
 *
 * FDTR_ERR_CONFLICT when something in the tree refers to a property that would go. FDTR_ERR_NOSPACE when the arena
 * is too small, with *needed 0, or the output is: *needed bytes are.
 */
int fdtr_repair_write(const struct fdtr_tree *tree, const struct fdtr_repair *const *repairs, uint32_t count,
	void *output, size_t size, size_t *needed, struct fdtr_arena *arena, struct fdtr_error *error);

#endif
