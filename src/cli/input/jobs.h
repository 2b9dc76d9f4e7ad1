/* SPDX-License-Identifier: BSD-2-Clause */
/* Items worked on by several threads, and finished in their order by one. */
#ifndef FDTR_SRC_JOBS_H
#define FDTR_SRC_JOBS_H

#include <stddef.h>

/* No item is begun before the one that many places ahead of it is finished, so results need so many slots. */
#define JOBS_AHEAD 64

typedef void job_fn(void *context, size_t index);

/*
 * work() runs for every index below `count` on any of `workers` threads; finish() on the caller's, in
 * order. With one worker, or where threads cannot be had, all runs on the caller's.
 */
void jobs_run(size_t count, unsigned int workers, job_fn *work, job_fn *finish, void *context);

#endif
