// SPDX-License-Identifier: BSD-2-Clause
/* One file: read, lint, and what there is to say of it. */
#include "cli/fix/fix.h"
#include "cli/lint/lint.h"
#include "cli/input/overlay.h"

#include "source/source.h"

#include <stdlib.h>
#include <string.h>

/* Where the blob is loaded is known to the user, how large it is only here. */
static uint32_t list_taken(
	const struct lint_settings *settings, const struct blob *blob, struct fdtr_region taken[2])
{
	uint32_t count = 0;

	if (settings->has_kernel)
		taken[count++] = settings->kernel;
	taken[count] = (struct fdtr_region){
		.kind = FDTR_REGION_DTB, .pool = FDTR_NONE, .origin = {.object = FDTR_NONE}};
	if (settings->has_dtb_at && fdtr_range_make(settings->dtb_at, blob->size, &taken[count].range))
		count++;
	return count;
}

int lint_analyse(const struct lint_settings *settings, const struct blob *blob, bool everything,
	struct analysis *analysis, struct fdtr_error *error)
{
	struct fdtr_lint_options options = settings->options;
	struct fdtr_region taken[2];

	options.taken = taken;
	options.taken_count = list_taken(settings, blob, taken);
	if (everything) {
		options.targets = FDTR_FOR_ALL;
		options.severities = NULL;
	}
	return analyse(blob, &options, analysis, error);
}

static int lint_blob(const struct lint_settings *settings, const struct blob *blob,
	struct fdtr_report_file *report, struct fdtr_error *error)
{
	struct analysis analysis = {0};
	int status = lint_analyse(settings, blob, false, &analysis, error);

	if (!status)
		status = fdtr_report_fill(report, &analysis.tree, &analysis.findings, error);
	analysis_free(&analysis);
	return status;
}

/* They are for what comes of base and overlay, which is no file. */
static void forget_repairs(struct fdtr_report_file *report)
{
	for (uint32_t i = 0; i < report->count; i++) {
		free(report->findings[i].repair);
		report->findings[i].repair = NULL;
	}
}

/* As applied to the base. */
static int lint_on_base(const struct lint_settings *settings, const struct blob *blob,
	struct fdtr_report_file *report, struct fdtr_error *error)
{
	struct blob merged = {0};
	int status = overlay_check(blob, error);

	if (!status)
		status = overlay_apply(&settings->base, blob, &merged, error);
	if (!status)
		status = lint_blob(settings, &merged, report, error);
	if (!status)
		status = overlay_trace(&settings->base, blob, report, error);
	forget_repairs(report);
	blob_free(&merged);
	return status;
}

/* A place that cannot be had, as from a dtc that is too old to tell, leaves the finding as good as any of a blob. */
static int read_places(const struct blob *blob, struct source_map **map, struct fdtr_error *error)
{
	int status = blob_positions(blob, map, error);

	return status == FDTR_ERR_BADTREE ? FDTR_OK : status;
}

static int suppress_located(const struct lint_settings *settings, const struct source_maps *maps,
	struct lint_result *result, struct fdtr_error *error)
{
	int status = fdtr_report_locate(&result->report, maps->input, maps->base, settings->base.data, error);

	result->suppressed.partial = result->report.cut || result->report.overlay;
	return status ? status : suppress(settings, maps, &result->report, &result->suppressed, error);
}

/* Places only where there is something to find: dtc has to run once more. */
static int place(const struct lint_settings *settings, const struct blob *blob, struct lint_result *result,
	struct fdtr_error *error)
{
	struct source_maps maps = {0};
	int status = FDTR_OK;

	if (result->report.count || comments_likely(blob))
		status = read_places(blob, &maps.input, error);
	if (!status && result->report.count)
		status = read_places(&settings->base, &maps.base, error);
	if (!status)
		status = suppress_located(settings, &maps, result, error);
	source_map_free(maps.input);
	source_map_free(maps.base);
	return status;
}

int lint_told(const struct lint_settings *settings, const struct analysis *analysis, const char *name,
	struct source_map *map, bool *told, struct fdtr_error *error)
{
	struct lint_result result = {.report = {.name = name}};
	const struct source_maps maps = {.input = map};
	int status = fdtr_report_fill(&result.report, &analysis->tree, &analysis->findings, error);

	if (!status)
		status = suppress_located(settings, &maps, &result, error);
	for (uint32_t i = 0; !status && i < result.report.count; i++) {
		if (result.report.findings[i].number != FDTR_NONE)
			told[result.report.findings[i].number] = true;
	}
	fdtr_report_free(&result.report);
	suppressed_free(&result.suppressed);
	return status;
}

static void fail(struct lint_result *result, int status, const struct fdtr_error *error)
{
	fdtr_report_free(&result->report);
	result->report.failure = strdup(error->message);
	result->status = exit_of(status);
}

void lint_one(const struct lint_settings *settings, const char *name, struct lint_result *result)
{
	struct fdtr_error error = {0};
	struct blob blob = {0};
	struct fix_run run = {0}; /* what is written need not be remembered */
	bool changed;
	int status = blob_read(&blob, name, &settings->source, &error);

	*result = (struct lint_result){.report = {.name = name}};
	if (!status && settings->fix)
		status = fix_file(settings, &run, &blob, &changed, &error);
	if (!status)
		status = settings->base.data ? lint_on_base(settings, &blob, &result->report, &error)
		                             : lint_blob(settings, &blob, &result->report, &error);
	if (!status)
		status = place(settings, &blob, result, &error);
	result->complaint = blob.complaint;
	blob.complaint = NULL;
	if (status)
		fail(result, status, &error);
	else if (fdtr_report_count(&result->report, settings->fail_on) && !settings->exit_zero &&
		 !settings->write_baseline)
		result->status = EXIT_FINDINGS;
	blob_free(&blob);
}
