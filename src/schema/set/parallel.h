/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef FDTR_SRC_PARALLEL_H
#define FDTR_SRC_PARALLEL_H

#include "base/base.h"

/* Works on one item; items share nothing but what does not change. */
typedef int parallel_item(void *context, uint32_t index, struct fdtr_error *error);

/*
 * Every index below `count`, on up to `threads` threads (0: one for each processor, at most 8). With failures, the
 * status and the error are those of the lowest index that fails, however many threads there are; indices above it may
 * not have been worked on.
 */
int parallel_run(
	uint32_t count, unsigned int threads, parallel_item *item, void *context, struct fdtr_error *error);

#endif
