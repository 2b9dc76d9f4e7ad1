// SPDX-License-Identifier: BSD-2-Clause
/* From a request to a result: plan, write, and have the result linted before anybody sees it. */
#include "generate/plan.h"

#include <string.h>

/* As dtc reads labels, which are property names in __symbols__. */
static bool is_label(const char *label)
{
	static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
	size_t length = strlen(label);

	return length && length <= 31 && strspn(label, allowed) == length && !strchr("0123456789", label[0]);
}

static int check_request(const struct fdtr_plan *plan)
{
	const struct fdtr_request *request = plan->request;
	const char *wrong = NULL;

	if (!request->size)
		wrong = "a pool needs a size";
	else if (request->alignment & (request->alignment - 1))
		wrong = "the alignment must be a power of two";
	else if (request->name && !fdtr_is_node_name(request->name, strlen(request->name)))
		wrong = "the name must be 1 to 31 of the characters 0-9 a-z A-Z , . _ + -, without a unit address";
	else if (request->label && !is_label(request->label))
		wrong = "the label must be 1 to 31 of the characters 0-9 a-z A-Z _, no digit first";
	else if (plan->guard == FDTR_GUARD_CONTAINER)
		wrong = "a container is a guard of ACPI tables; for a tree choose dma-ranges";
	else if (plan->tree->overlay)
		wrong = "the base is itself an overlay; give the tree that it is for";
	return wrong ? fdtr_error_set(plan->error, FDTR_ERR_ARGUMENT, "%s", wrong) : FDTR_OK;
}

static enum fdtr_guard resolve_guard(const struct fdtr_request *request)
{
	if (request->guard != FDTR_GUARD_DEFAULT)
		return request->guard;
	return request->output == FDTR_OUTPUT_TREE ? FDTR_GUARD_DMA_RANGES : FDTR_GUARD_DMA_MEM;
}

static int make_plan(struct fdtr_plan *plan)
{
	int status = check_request(plan);

	if (!status)
		status = fdtr_plan_select(plan);
	if (!status)
		status = fdtr_plan_size(plan);
	if (!status)
		status = fdtr_plan_pools(plan);
	if (!status)
		status = fdtr_plan_guard(plan);
	if (!status)
		status = fdtr_plan_describe(plan);
	if (!status && plan->request->output != FDTR_OUTPUT_TREE)
		status = fdtr_check_overlay(plan);
	return status;
}

static bool has_steps(const struct fdtr_plan *plan)
{
	for (const struct fdtr_step *step = plan->first_step; step; step = step->next) {
		if (step->kind != FDTR_STEP_AT)
			return true;
	}
	return false;
}

static void report_pool(const struct fdtr_plan *plan, struct fdtr_made_pool *made, uint32_t index)
{
	const struct fdtr_plan_pool *pool = &plan->pools[index];

	made->phandle = pool->phandle;
	made->dynamic = pool->dynamic;
	made->range = pool->range;
	made->size = pool->size;
	made->existed = pool->node != FDTR_NONE;
}

/* Devices are listed pool by pool; with one pool that is their own order. */
static int fill_result(struct fdtr_plan *plan, struct fdtr_result *result)
{
	struct fdtr_made_pool *pools = fdtr_arena_take(plan->arena, plan->pool_count, sizeof(*pools));
	struct fdtr_made_device *devices = fdtr_arena_take(plan->arena, plan->target_count, sizeof(*devices));

	if (!pools || !devices)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < plan->pool_count; i++) {
		report_pool(plan, &pools[i], i);
		pools[i].path = fdtr_plan_text(plan, "/reserved-memory/%s", plan->pools[i].name);
		pools[i].first_device = plan->pool_count == 1 ? 0 : i;
		pools[i].device_count = plan->pool_count == 1 ? plan->target_count : 1;
	}
	for (uint32_t i = 0; i < plan->target_count; i++) {
		devices[i].path = fdtr_attachment_path(plan, &plan->targets[i]);
		devices[i].base_path = fdtr_attachment_base_path(plan, &plan->targets[i]);
		devices[i].kind = plan->targets[i].kind;
		devices[i].guarded = fdtr_is_guarded(plan, &plan->targets[i]);
		devices[i].queues = plan->targets[i].queues;
	}
	result->pools = pools;
	result->pool_count = plan->pool_count;
	result->devices = devices;
	result->guard = plan->guard;
	result->need = plan->need;
	result->changed = has_steps(plan);
	return plan->no_space ? fdtr_error_arena(plan->error) : FDTR_OK;
}

static int write_result(struct fdtr_plan *plan, void *output, size_t size, size_t *needed)
{
	switch (plan->request->output) {
	case FDTR_OUTPUT_OVERLAY:
		return fdtr_write_overlay(plan, output, size, needed);
	case FDTR_OUTPUT_OVERLAY_SOURCE:
		return fdtr_write_source(plan, output, size, needed);
	default:
		return fdtr_write_tree(plan, output, size, needed);
	}
}

/* An overlay is linted as what it makes of its base: the tree of the same request, in the arena. */
static int final_tree(
	struct fdtr_plan *plan, const void *output, size_t output_size, const void **blob, size_t *size)
{
	struct fdtr_request request = *plan->request;
	struct fdtr_plan other;
	unsigned char *copy;
	size_t bound = 0;
	int status;

	*blob = output;
	*size = output_size;
	if (request.output == FDTR_OUTPUT_TREE)
		return FDTR_OK;
	request.output = FDTR_OUTPUT_TREE;
	other = (struct fdtr_plan){.tree = plan->tree,
		.platform = plan->platform,
		.request = &request,
		.arena = plan->arena,
		.error = plan->error,
		.guard = plan->guard};
	status = make_plan(&other);
	if (status)
		return status;
	status = fdtr_write_tree(&other, NULL, 0, &bound);
	copy = status == FDTR_ERR_NOSPACE && bound ? fdtr_arena_take(plan->arena, bound, 1) : NULL;
	if (!copy)
		return fdtr_error_arena(plan->error);
	*blob = copy;
	return fdtr_write_tree(&other, copy, bound, size);
}

/* A guard was promised, so a pool of ours that lint calls unguarded is as bad as an error. */
static bool breaks_promise(
	const struct fdtr_plan *plan, const struct fdtr_result *result, const struct fdtr_finding *finding)
{
	if (plan->guard != FDTR_GUARD_DMA_RANGES && plan->guard != FDTR_GUARD_DMA_MEM)
		return false;
	if (strcmp(finding->rule->name, "pool-unguarded") != 0)
		return false;
	for (uint32_t i = 0; i < result->pool_count; i++) {
		if (fdtr_tree_find(&result->tree, result->pools[i].path) == finding->place.object)
			return true;
	}
	return false;
}

static const struct fdtr_finding *find_obstacle(
	const struct fdtr_plan *plan, const struct fdtr_result *result)
{
	for (uint32_t i = 0; i < result->findings.count; i++) {
		const struct fdtr_finding *finding = &result->findings.items[i];

		if (finding->severity == FDTR_ERROR || breaks_promise(plan, result, finding))
			return finding;
	}
	return NULL;
}

static int refuse(
	struct fdtr_plan *plan, const struct fdtr_result *result, const struct fdtr_finding *finding)
{
	char path[FDTR_PATH_SIZE];

	return fdtr_error_set(plan->error, FDTR_ERR_REFUSED,
		"not written, because lint would call it wrong: %s: %s [%s]; %s",
		fdtr_place_text(&result->tree, &finding->place, path, sizeof(path)), finding->message,
		finding->rule->name, finding->rule->fix);
}

static int lint_result(struct fdtr_plan *plan, const void *output, struct fdtr_result *result)
{
	struct fdtr_lint_options options = {.memory = plan->request->memory,
		.taken = plan->request->taken,
		.taken_count = plan->request->taken_count,
		.severities = plan->request->severities};
	struct fdtr_platform platform;
	const void *blob = NULL;
	size_t size = 0;
	int status = final_tree(plan, output, result->output_size, &blob, &size);

	if (!status)
		status = fdtr_tree_read(&result->tree, blob, size, plan->arena, plan->error);
	if (!status)
		status = fdtr_platform_read(&platform, &result->tree, plan->arena, plan->error);
	if (!status)
		status = fdtr_lint(
			&result->tree, &platform, &options, plan->arena, &result->findings, plan->error);
	if (!status && find_obstacle(plan, result))
		status = refuse(plan, result, find_obstacle(plan, result));
	return status;
}

static int no_space(const struct fdtr_plan *plan, size_t needed)
{
	if (!needed)
		return fdtr_error_arena(plan->error);
	return fdtr_error_set(
		plan->error, FDTR_ERR_NOSPACE, "the output buffer is too small: it takes %zu bytes", needed);
}

static int generate(struct fdtr_plan *plan, void *output, size_t output_size, struct fdtr_result *result)
{
	int status = make_plan(plan);

	if (!status)
		status = fill_result(plan, result);
	if (status)
		return status;
	status = write_result(plan, output, output_size, &result->output_size);
	if (status == FDTR_ERR_NOSPACE)
		return no_space(plan, result->output_size);
	if (status)
		return fdtr_error_set(plan->error, status, "the overlay could not be built");
	return lint_result(plan, output, result);
}

int fdtr_generate(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_request *request, void *output, size_t output_size, struct fdtr_arena *arena,
	struct fdtr_result *result, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_plan plan = {.tree = tree,
		.platform = platform,
		.request = request,
		.arena = arena,
		.error = error,
		.guard = resolve_guard(request)};
	int status;

	*result = (struct fdtr_result){0};
	status = generate(&plan, output, output_size, result);
	if (status && status != FDTR_ERR_REFUSED) {
		size_t needed = result->output_size;

		fdtr_arena_reset(arena, mark);
		*result = (struct fdtr_result){0};
		if (status == FDTR_ERR_NOSPACE && needed > output_size)
			result->output_size = needed;
	}
	return status;
}
