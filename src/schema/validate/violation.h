/* SPDX-License-Identifier: BSD-2-Clause */
/* Faults as struct fdtr_violation, each told once. */
#ifndef FDTR_SRC_VIOLATION_H
#define FDTR_SRC_VIOLATION_H

#include "schema/validate/validate.h"

#define VIOLATION_LIMIT 200000

struct entry {
	struct fdtr_violation violation;
	uint32_t order;  /* of its place in the node */
	uint32_t number; /* of its making, which is by binding */
	uint32_t hash;
};

struct violations {
	struct store store; /* of the sentences */
	struct entry *entries;
	uint32_t count, capacity;
	uint32_t *table; /* of entries by hash: numbers from 1, open addressing */
	uint32_t limit;
	const struct fault *last; /* that was told, or would have been but for one like it */
	bool cut;
	bool full; /* memory ran out */
};

/* False when no more is taken. */
bool violations_add(struct violations *violations, struct validation *validation, uint32_t node,
	const struct binding *binding, const struct fault *fault);

#endif
