/* SPDX-License-Identifier: BSD-2-Clause */
/* Overlays that were made one for the result of the other, as one for the base of the first. */
#ifndef FDTR_SRC_MERGE_H
#define FDTR_SRC_MERGE_H

#include <fdtrestrict/base.h>

/* Of fdtr_generate(): fragments that name their target by path, __symbols__ and __local_fixups__. */
struct merge_part {
	void *blob; /* is changed */
	size_t size;
};

/* *output is malloc()ed. Fragments stay in order: those of one overlay may name nodes that an earlier one adds. */
int merge_overlays(const struct merge_part *parts, uint32_t count, void **output, size_t *output_size,
	struct fdtr_error *error);

#endif
