// SPDX-License-Identifier: BSD-2-Clause
#include "cli/input/jobs.h"

#include <pthread.h>
#include <stdbool.h>

#define MAX_WORKERS 64U

struct jobs {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t count;
	size_t begun;
	size_t finished;
	bool worked[JOBS_AHEAD];
	job_fn *work;
	void *context;
};

/* The next index, or false when none is left. */
static bool take(struct jobs *jobs, size_t *index)
{
	bool taken;

	(void)pthread_mutex_lock(&jobs->lock);
	while (jobs->begun < jobs->count && jobs->begun >= jobs->finished + JOBS_AHEAD)
		(void)pthread_cond_wait(&jobs->changed, &jobs->lock);
	taken = jobs->begun < jobs->count;
	if (taken)
		*index = jobs->begun++;
	(void)pthread_mutex_unlock(&jobs->lock);
	return taken;
}

static void *work(void *context)
{
	struct jobs *jobs = context;
	size_t index;

	while (take(jobs, &index)) {
		jobs->work(jobs->context, index);
		(void)pthread_mutex_lock(&jobs->lock);
		jobs->worked[index % JOBS_AHEAD] = true;
		(void)pthread_cond_broadcast(&jobs->changed);
		(void)pthread_mutex_unlock(&jobs->lock);
	}
	return NULL;
}

static void finish_in_order(struct jobs *jobs, job_fn *finish)
{
	for (size_t i = 0; i < jobs->count; i++) {
		(void)pthread_mutex_lock(&jobs->lock);
		while (!jobs->worked[i % JOBS_AHEAD])
			(void)pthread_cond_wait(&jobs->changed, &jobs->lock);
		jobs->worked[i % JOBS_AHEAD] = false;
		(void)pthread_mutex_unlock(&jobs->lock);
		finish(jobs->context, i);
		(void)pthread_mutex_lock(&jobs->lock);
		jobs->finished = i + 1;
		(void)pthread_cond_broadcast(&jobs->changed);
		(void)pthread_mutex_unlock(&jobs->lock);
	}
}

static void run_alone(size_t count, job_fn *work_one, job_fn *finish, void *context)
{
	for (size_t i = 0; i < count; i++) {
		work_one(context, i);
		finish(context, i);
	}
}

void jobs_run(size_t count, unsigned int workers, job_fn *work_one, job_fn *finish, void *context)
{
	struct jobs jobs = {.lock = PTHREAD_MUTEX_INITIALIZER,
		.changed = PTHREAD_COND_INITIALIZER,
		.count = count,
		.work = work_one,
		.context = context};
	pthread_t threads[MAX_WORKERS];
	unsigned int started = 0;

	while (workers > 1 && started < workers && started < MAX_WORKERS && started < count &&
		!pthread_create(&threads[started], NULL, work, &jobs))
		started++;
	if (started)
		finish_in_order(&jobs, finish);
	else
		run_alone(count, work_one, finish, context);
	for (unsigned int i = 0; i < started; i++)
		(void)pthread_join(threads[i], NULL);
}
