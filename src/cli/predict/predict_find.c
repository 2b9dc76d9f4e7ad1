// SPDX-License-Identifier: BSD-2-Clause
/* What becomes of the devices of one tree. */
#include "cli/predict/predict.h"

#include <stdlib.h>

struct tree_job {
	struct predict_job job;
	struct fdtr_tree tree;
	struct fdtr_platform platform;
};

static int predict_tree(const struct predict_description *description,
	const struct fdtr_predict_options *options, struct fdtr_arena *arena,
	struct fdtr_predictions *predictions, struct fdtr_error *error)
{
	return fdtr_predict(description->tree, description->platform, options, arena, predictions, error);
}

int predict_run(struct predict_job *job, const struct predict_description *description, predict_fn *predict,
	struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct predict_settings *settings = job->settings;
	struct predict_choice choice = {.settings = settings};
	struct fdtr_predictions predictions;
	struct fdtr_region taken[2];
	struct fdtr_predict_options options = {.guests = settings->question.guests,
		.guest_count = settings->question.guest_count,
		.memory = settings->situation.memory,
		.taken = taken,
		.taken_count = situation_taken(&settings->situation, job->blob, taken)};
	int status = predict_choose(&choice, description, arena, error);

	options.features = choice.features;
	options.feature_count = choice.feature_count;
	if (options.memory == FDTR_MEMORY_AUTO)
		options.memory = settings->check.config.memory;
	if (!status)
		status = predict(description, &options, arena, &predictions, error);
	if (!status)
		status = predict_fill(description, &settings->question, &predictions, choice.wanted, arena,
			&job->record, error);
	if (!status)
		job->record->met = choice.met;
	return status;
}

static int attempt(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct tree_job *job = context;
	const struct predict_description description = {.tree = &job->tree, .platform = &job->platform};
	int status = fdtr_tree_read(&job->tree, job->job.blob->data, job->job.blob->size, arena, error);

	if (!status && job->tree.overlay)
		status = fdtr_error_set(error, FDTR_ERR_ARGUMENT,
			"it is an overlay, and nothing is predicted of half a tree; --base names the tree that it is for");
	if (!status)
		status = fdtr_platform_read(&job->platform, &job->tree, arena, error);
	return status ? status : predict_run(&job->job, &description, predict_tree, arena, error);
}

void predict_keep(struct predict_job *job, struct fdtr_report_file *report, void *memory)
{
	report->predictions = job->record;
	report->predictions->memory = memory;
	report->failing = predict_fails(job->record);
}

/* For each guest something, so that the first attempt is mostly the last. */
#define ROOM_PER_GUEST ((size_t)64 << 10)

int predict_find(const void *context, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	const struct predict_settings *settings = context;
	struct tree_job job = {.job = {.settings = settings, .blob = blob}};
	struct fdtr_error inner = {0};
	void *memory = NULL;
	int status = with_arena(
		blob->size + settings->question.guest_count * ROOM_PER_GUEST, attempt, &job, &memory, &inner);

	if (status)
		return fdtr_error_set(error, status, "%s: %s", blob->name, inner.message);
	predict_keep(&job.job, report, memory);
	return FDTR_OK;
}
