/* SPDX-License-Identifier: BSD-2-Clause */
/* Every node of a tree against a set: what fdtr_validate() tells of, before it is put into words. */
#ifndef FDTR_SRC_VALIDATE_H
#define FDTR_SRC_VALIDATE_H

#include "schema/select/select.h"

struct validation {
	const struct fdtr_tree *tree;
	struct decoded decoded;
	struct evaluation evaluation;
	struct selection selection;
	unsigned char *disabled; /* by node: it, or one above it, is */
	/* Told of every fault that counts; echoes too. False ends the run. */
	bool (*tell)(void *context, struct validation *validation, uint32_t node,
		const struct binding *binding, const struct fault *fault);
	void *context;
};

/* `tell` and `context` are set, all else is zeroed; it is to be ended in either case. */
int validation_run(struct validation *validation, const struct fdtr_schemas *set,
	const struct fdtr_tree *tree, bool compatible_only, struct fdtr_error *error);
void validation_end(struct validation *validation);

#endif
