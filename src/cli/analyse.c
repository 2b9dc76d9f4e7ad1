// SPDX-License-Identifier: BSD-2-Clause
/* Read, index, lint: what the commands begin with. */
#include "cli/cli.h"

#include "devicetree/devicetree.h"

#include <stdlib.h>

/* Untouched pages of a large allocation cost nothing, so the first guess is generous. */
#define FIRST_FACTOR 16
#define FIRST_EXTRA ((size_t)1 << 20)
#define ATTEMPTS 6

int with_arena(size_t blob_size, attempt_fn *attempt, void *context, void **memory, struct fdtr_error *error)
{
	size_t size = blob_size * FIRST_FACTOR + FIRST_EXTRA;
	struct fdtr_arena arena;
	int status = FDTR_ERR_NOSPACE;

	for (int i = 0; i < ATTEMPTS && status == FDTR_ERR_NOSPACE; i++, size *= 4) {
		*memory = malloc(size);
		if (!*memory)
			return fdtr_error_memory(error);
		fdtr_arena_init(&arena, *memory, size);
		status = attempt(context, &arena, error);
		if (status) {
			free(*memory);
			*memory = NULL;
		}
	}
	return status;
}

struct reading {
	const struct blob *blob;
	struct fdtr_tree *tree;
};

static int attempt_read(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct reading *reading = context;

	return fdtr_tree_read(reading->tree, reading->blob->data, reading->blob->size, arena, error);
}

int read_tree(const struct blob *blob, struct fdtr_tree *tree, void **memory, struct fdtr_error *error)
{
	struct reading reading = {blob, tree};

	return with_arena(blob->size, attempt_read, &reading, memory, error);
}

struct job {
	const struct blob *blob;
	const struct fdtr_lint_options *options;
	struct analysis *analysis;
};

static int attempt_analysis(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct job *job = context;
	struct analysis *analysis = job->analysis;
	int status = fdtr_tree_read(&analysis->tree, job->blob->data, job->blob->size, arena, error);

	if (!status)
		status = fdtr_platform_read(&analysis->platform, &analysis->tree, arena, error);
	if (!status)
		status = fdtr_lint(&analysis->tree, &analysis->platform, job->options, arena,
			&analysis->findings, error);
	return status;
}

int analyse(const struct blob *blob, const struct fdtr_lint_options *options, struct analysis *analysis,
	struct fdtr_error *error)
{
	struct job job = {blob, options, analysis};
	struct fdtr_error inner = {0};
	int status = with_arena(blob->size, attempt_analysis, &job, &analysis->memory, &inner);

	return status ? fdtr_error_set(error, status, "%s: %s", blob->name, inner.message) : FDTR_OK;
}

void analysis_free(struct analysis *analysis)
{
	free(analysis->memory);
	analysis->memory = NULL;
}
