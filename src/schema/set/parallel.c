// SPDX-License-Identifier: BSD-2-Clause
#include "schema/set/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define MOST_THREADS 64U
#define MOST_PROCESSORS 8U
#define ITEMS_PER_THREAD 8U /* with fewer, starting a thread costs more than it gains */

struct run {
	atomic_uint next;
	atomic_uint failed; /* the lowest index so far; none above it is begun */
	uint32_t count;
	parallel_item *item;
	void *context;
	pthread_mutex_t lock;
	int status;
	struct fdtr_error *error;
};

static void fail(struct run *run, uint32_t index, int status, const struct fdtr_error *error)
{
	(void)pthread_mutex_lock(&run->lock);
	if (index < run->failed) {
		run->failed = index;
		run->status = status;
		if (run->error)
			*run->error = *error;
	}
	(void)pthread_mutex_unlock(&run->lock);
}

static void *work(void *context)
{
	struct run *run = context;
	uint32_t index;

	while ((index = atomic_fetch_add(&run->next, 1)) < run->count && index < run->failed) {
		struct fdtr_error error = {0};
		const int status = run->item(run->context, index, &error);

		if (status)
			fail(run, index, status, &error);
	}
	return NULL;
}

static unsigned int choose_threads(uint32_t count, unsigned int threads)
{
	const long processors = threads ? 0 : sysconf(_SC_NPROCESSORS_ONLN);
	const unsigned int useful = count / ITEMS_PER_THREAD;

	if (!threads)
		threads = processors < 1                       ? 1
		          : processors < (long)MOST_PROCESSORS ? (unsigned int)processors
		                                               : MOST_PROCESSORS;
	if (threads > useful)
		threads = useful;
	return threads < MOST_THREADS ? threads : MOST_THREADS;
}

/* The caller's own thread is one of them, so that all is done even where no thread can be had. */
int parallel_run(
	uint32_t count, unsigned int threads, parallel_item *item, void *context, struct fdtr_error *error)
{
	struct run run = {.failed = UINT32_MAX,
		.count = count,
		.item = item,
		.context = context,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.error = error};
	pthread_t others[MOST_THREADS];
	unsigned int started = 0;

	threads = choose_threads(count, threads);
	while (started + 1 < threads && !pthread_create(&others[started], NULL, work, &run))
		started++;
	work(&run);
	for (unsigned int i = 0; i < started; i++)
		(void)pthread_join(others[i], NULL);
	return run.status;
}
