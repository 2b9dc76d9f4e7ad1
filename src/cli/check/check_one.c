// SPDX-License-Identifier: BSD-2-Clause
/* One file: read, looked at, and what there is to say of it. */
#include "cli/check/check.h"
#include "cli/input/overlay.h"

#include "source/source.h"

#include <stdlib.h>
#include <string.h>

/* They are for what comes of base and overlay, which is no file. */
static void forget_repairs(struct fdtr_report_file *report)
{
	for (uint32_t i = 0; i < report->count; i++) {
		free(report->findings[i].repair);
		report->findings[i].repair = NULL;
	}
}

/* As applied to the base. */
static int find_on_base(const struct check *check, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	const struct blob *base = &check->settings->base;
	struct blob merged = {0};
	int status = overlay_check(blob, error);

	if (!status)
		status = overlay_apply(base, blob, &merged, error);
	if (!status)
		status = check->find(check->context, &merged, report, error);
	if (!status)
		status = overlay_trace(base, blob, report, error);
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

int check_suppress(const struct check_settings *settings, const struct source_maps *maps,
	struct check_result *result, struct fdtr_error *error)
{
	int status = fdtr_report_locate(&result->report, maps->input, maps->base, settings->base.data, error);

	result->suppressed.partial = result->report.cut || result->report.overlay;
	return status ? status : suppress(settings, maps, &result->report, &result->suppressed, error);
}

/* Places only where there is something to find: dtc has to run once more. */
static int place(const struct check_settings *settings, const struct blob *blob, struct check_result *result,
	struct fdtr_error *error)
{
	struct source_maps maps = {0};
	int status = FDTR_OK;

	if (result->report.count || comments_likely(blob))
		status = read_places(blob, &maps.input, error);
	if (!status && result->report.count)
		status = read_places(&settings->base, &maps.base, error);
	if (!status)
		status = check_suppress(settings, &maps, result, error);
	source_map_free(maps.input);
	source_map_free(maps.base);
	return status;
}

bool check_is_document(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && (!strcmp(dot, ".yaml") || !strcmp(dot, ".yml"));
}

static int look_at_document(
	const struct check *check, const char *name, struct check_result *result, struct fdtr_error *error)
{
	const struct source_maps none = {0};
	int status = check->find_document(check->context, name, &result->report, error);

	return status ? status : check_suppress(check->settings, &none, result, error);
}

/* Of a few files each, of many those that have something to show. */
#define DRAWN_CLEAN 8

bool check_is_drawn(const struct check_run *run, uint32_t findings)
{
	return run->check->settings->format == &fdtr_report_html &&
	       (findings || run->subject_count <= DRAWN_CLEAN);
}

static int draw(const struct check_run *run, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	const struct check *check = run->check;
	const struct blob *base = &check->settings->base;
	struct blob merged = {0};
	int status;

	if (!check->draw || !check_is_drawn(run, report->count))
		return FDTR_OK;
	if (!base->data)
		return check->draw(check->context, blob, report, error);
	status = overlay_apply(base, blob, &merged, error);
	if (!status)
		status = check->draw(check->context, &merged, report, error);
	blob_free(&merged);
	return status;
}

static int look_at_tree(
	const struct check_run *run, struct blob *blob, struct check_result *result, struct fdtr_error *error)
{
	const struct check *check = run->check;
	int status = check->change ? check->change(check->context, blob, error) : FDTR_OK;

	if (!status)
		status = check->settings->base.data
		                 ? find_on_base(check, blob, &result->report, error)
		                 : check->find(check->context, blob, &result->report, error);
	if (!status)
		status = place(check->settings, blob, result, error);
	return status ? status : draw(run, blob, &result->report, error);
}

void check_conclude(const struct check_settings *settings, struct check_result *result, int status,
	const struct fdtr_error *error)
{
	if (status) {
		fdtr_report_free(&result->report);
		result->report.failure = strdup(error->message);
		result->status = exit_of(status);
	} else if ((fdtr_report_count(&result->report, settings->fail_on) || result->report.failing) &&
		   !settings->exit_zero && !settings->write_baseline) {
		result->status = EXIT_FINDINGS;
	}
}

/* What came through a pipe was read when it was told apart. */
static int read_blob(
	const struct check *check, struct file *file, struct blob *blob, struct fdtr_error *error)
{
	if (!file->held)
		return blob_read(blob, file->name, &check->settings->source, error);
	*blob = (struct blob){.name = file->name, .data = file->data, .size = file->size};
	file->data = NULL;
	return blob_finish(blob, &check->settings->source, error);
}

static void check_one(const struct check_run *run, struct file *file, struct check_result *result)
{
	const struct check *check = run->check;
	struct fdtr_error error = {0};
	struct blob blob = {0};
	int status;

	if (check->find_document && check_is_document(file->name)) {
		status = look_at_document(check, file->name, result, &error);
	} else {
		status = read_blob(check, file, &blob, &error);
		if (!status)
			status = look_at_tree(run, &blob, result, &error);
	}
	result->complaint = blob.complaint;
	blob.complaint = NULL;
	check_conclude(check->settings, result, status, &error);
	blob_free(&blob);
}

void check_subject(const struct check_run *run, size_t first, struct check_result *result)
{
	struct file *file = &run->files.items[first];

	*result = (struct check_result){.report = {.name = file->name}, .compiler = "dtc"};
	if (file->form)
		check_tables(run, first, result);
	else
		check_one(run, file, result);
}
