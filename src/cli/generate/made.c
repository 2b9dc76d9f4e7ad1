// SPDX-License-Identifier: BSD-2-Clause
#include "cli/generate/made.h"

#include "cli/cli.h"
#include "cli/generate/merge.h"

#include <stdlib.h>
#include <string.h>

struct step {
	const struct blob *base;
	const struct fdtr_request *request;
	void *output;
	size_t output_size;
	struct fdtr_result result;
};

/* Grows the output until it is enough; an arena that is too small is with_arena()'s affair. */
static int attempt(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct step *step = context;
	struct fdtr_error inner = {0};
	struct fdtr_platform platform;
	struct fdtr_tree tree;
	int status = fdtr_tree_read(&tree, step->base->data, step->base->size, arena, &inner);

	if (!status)
		status = fdtr_platform_read(&platform, &tree, arena, &inner);
	if (status)
		return fdtr_error_set(error, status, "%s: %s", step->base->name, inner.message);
	for (;;) {
		status = fdtr_generate(&tree, &platform, step->request, step->output, step->output_size,
			arena, &step->result, error);
		if (status != FDTR_ERR_NOSPACE || step->result.output_size <= step->output_size)
			return status;
		free(step->output);
		step->output_size = step->result.output_size;
		step->output = malloc(step->output_size);
		if (!step->output)
			return fdtr_error_set(error, FDTR_ERR_INTERNAL, "out of memory");
	}
}

static bool keep_device(struct made *made, const struct fdtr_made_device *device)
{
	struct fdtr_made_device *kept = &made->devices[made->device_count++];
	struct fdtr_queues *queues;

	*kept = *device;
	kept->path = strdup(device->path);
	kept->base_path = strdup(device->base_path);
	kept->queues = NULL;
	if (!kept->path || !kept->base_path || !device->queues)
		return kept->path && kept->base_path;
	queues = malloc(sizeof(*queues));
	kept->queues = queues;
	if (queues)
		*queues = *device->queues;
	return queues;
}

static bool keep_pool(struct made *made, const struct fdtr_result *result, const struct fdtr_made_pool *pool,
	uint32_t *count)
{
	struct fdtr_made_pool *kept = &made->pools[(*count)++];
	bool is_kept;

	*kept = *pool;
	kept->path = strdup(pool->path);
	kept->first_device = made->device_count;
	is_kept = kept->path != NULL;
	for (uint32_t i = 0; is_kept && i < pool->device_count; i++)
		is_kept = keep_device(made, &result->devices[pool->first_device + i]);
	return is_kept;
}

/* The results' memory goes with the next step, so all that is told of them is copied. */
static int keep(struct made *made, const struct fdtr_result *result, struct fdtr_error *error)
{
	uint32_t pools = made->result.pool_count, devices = made->device_count;
	bool changed = made->result.changed || result->changed, is_kept = true, had_pools = pools;
	void *grown;

	for (uint32_t i = 0; i < result->pool_count; i++)
		devices += result->pools[i].device_count;
	grown = realloc(made->pools, ((size_t)pools + result->pool_count + 1) * sizeof(*made->pools));
	made->pools = grown ? grown : made->pools;
	is_kept = grown != NULL;
	grown = realloc(made->devices, ((size_t)devices + 1) * sizeof(*made->devices));
	made->devices = grown ? grown : made->devices;
	is_kept = is_kept && grown;
	for (uint32_t i = 0; is_kept && i < result->pool_count; i++)
		is_kept = keep_pool(made, result, &result->pools[i], &pools);
	made->result = *result;
	if (had_pools) /* of several requests no need speaks for all */
		made->result.need = (struct fdtr_need){0};
	made->result.changed = changed;
	made->result.pools = made->pools;
	made->result.pool_count = pools;
	made->result.devices = made->devices;
	return is_kept ? FDTR_OK : fdtr_error_memory(error);
}

static int make(struct made *made, const struct blob *base, const struct fdtr_request *request,
	struct fdtr_error *error)
{
	struct step step = {.base = base, .request = request};
	void *memory = NULL;
	int status = with_arena(base->size, attempt, &step, &memory, error);

	if (status) {
		free(step.output);
		free(memory);
		return status;
	}
	free(made->output);
	free(made->memory);
	made->output = step.output;
	made->output_size = step.result.output_size;
	made->memory = memory;
	return keep(made, &step.result, error);
}

/* A pool that one of the requests before has made or found is no other's. */
static int make_beside(struct made *made, const struct made *before, const struct blob *base,
	const struct fdtr_request *request, struct fdtr_error *error)
{
	uint32_t count = before->result.pool_count;
	const char **others = calloc((size_t)count + 1, sizeof(*others));
	struct fdtr_request apart = *request;
	int status;

	if (!others)
		return fdtr_error_memory(error);
	for (uint32_t i = 0; i < count; i++)
		others[i] = strrchr(before->pools[i].path, '/') + 1;
	apart.others = others;
	apart.other_count = count;
	status = make(made, base, &apart, error);
	free(others);
	return status;
}

static int make_apart(struct made *made, const struct blob *base, const struct fdtr_request *request,
	struct fdtr_error *error)
{
	return make_beside(made, made, base, request, error);
}

static int run_trees(struct made *made, const struct blob *base, const struct fdtr_request *requests,
	uint32_t count, struct fdtr_error *error)
{
	struct blob next = *base;
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < count; i++) {
		made->failed = i;
		status = make_apart(made, &next, &requests[i], error);
		next.data = made->output;
		next.size = made->output_size;
	}
	return status;
}

/* Makes the request's overlay, and the tree that it makes of its base, which is the base of the next. */
static int add_overlay(struct made *made, struct blob *base, const struct fdtr_request *request,
	struct made *overlay, struct fdtr_error *error)
{
	struct fdtr_request step = *request;
	int status;

	if (step.guard == FDTR_GUARD_DEFAULT)
		step.guard = FDTR_GUARD_DMA_MEM;
	step.output = FDTR_OUTPUT_OVERLAY;
	status = make_beside(overlay, made, base, &step, error);
	step.output = FDTR_OUTPUT_TREE;
	if (!status)
		status = make_apart(made, base, &step, error);
	base->data = made->output;
	base->size = made->output_size;
	return status;
}

static int join(struct made *made, const struct made *overlays, uint32_t count, struct fdtr_error *error)
{
	struct merge_part *parts = calloc(count, sizeof(*parts));
	void *output = NULL;
	size_t size = 0;
	int status;

	if (!parts)
		return fdtr_error_memory(error);
	for (uint32_t i = 0; i < count; i++)
		parts[i] = (struct merge_part){overlays[i].output, overlays[i].output_size};
	status = merge_overlays(parts, count, &output, &size, error);
	free(parts);
	if (status) {
		free(output);
		return status;
	}
	made->tree = made->output;
	made->output = output;
	made->output_size = size;
	return FDTR_OK;
}

static int run_overlays(struct made *made, const struct blob *base, const struct fdtr_request *requests,
	uint32_t count, struct fdtr_error *error)
{
	struct made *overlays = calloc(count, sizeof(*overlays));
	struct blob next = *base;
	int status = FDTR_OK;

	if (!overlays)
		return fdtr_error_memory(error);
	for (uint32_t i = 0; !status && i < count; i++) {
		made->failed = i;
		status = add_overlay(made, &next, &requests[i], &overlays[i], error);
	}
	if (!status)
		status = join(made, overlays, count, error);
	for (uint32_t i = 0; i < count; i++)
		made_free(&overlays[i]);
	free(overlays);
	return status;
}

int made_run(struct made *made, const struct blob *base, const struct fdtr_request *requests, uint32_t count,
	struct fdtr_error *error)
{
	if (count > 1 && requests[0].output != FDTR_OUTPUT_TREE)
		return run_overlays(made, base, requests, count, error);
	return run_trees(made, base, requests, count, error);
}

void made_free(struct made *made)
{
	for (uint32_t i = 0; i < made->result.pool_count; i++)
		free((void *)made->pools[i].path);
	for (uint32_t i = 0; i < made->device_count; i++) {
		free((void *)made->devices[i].path);
		free((void *)made->devices[i].base_path);
		free((void *)made->devices[i].queues);
	}
	free(made->pools);
	free(made->devices);
	free(made->output);
	free(made->tree);
	free(made->memory);
	*made = (struct made){0};
}
