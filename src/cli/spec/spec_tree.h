/* SPDX-License-Identifier: BSD-2-Clause */
/* A file of pools as a device tree. */
#ifndef FDTR_SRC_SPEC_TREE_H
#define FDTR_SRC_SPEC_TREE_H

#include "cli/input/input.h"
#include "cli/spec/spec.h"

/* Requests in the order in which they are to be made, each on the result of the one before. */
struct spec_requests {
	struct fdtr_request *items;
	struct spec_place *places; /* of their pools */
	uint32_t count;
	const char **selectors; /* of all of them */
	char **paths;           /* those of the selectors that were made here */
	uint32_t selector_count;
};

/* `common` has what is the same for all. An address becomes the path of the node that has its registers there. */
int spec_requests_make(struct spec_requests *requests, const struct spec *spec, const struct blob *base,
	const struct fdtr_request *common, struct fdtr_error *error);
void spec_requests_free(struct spec_requests *requests);

#endif
