/* SPDX-License-Identifier: BSD-2-Clause */
/* Requests made one after another, each on what the one before has made. */
#ifndef FDTR_SRC_MADE_H
#define FDTR_SRC_MADE_H

#include "cli/input/input.h"

#include <fdtrestrict/generate.h>

struct made {
	void *output;
	size_t output_size;
	/* Pools and devices of all; what lint says is of the last. */
	struct fdtr_result result;
	void *tree;      /* that lint looked at, where the output is an overlay made of several */
	uint32_t failed; /* the request that an error is about */
	void *memory;    /* of the last result */
	struct fdtr_made_pool *pools;
	struct fdtr_made_device *devices;
	uint32_t device_count;
};

/*
 * `made` is zeroed, and to be freed in either case. Of several requests for overlays comes one, as a
 * blob.
 */
int made_run(struct made *made, const struct blob *base, const struct fdtr_request *requests, uint32_t count,
	struct fdtr_error *error);
void made_free(struct made *made);

#endif
