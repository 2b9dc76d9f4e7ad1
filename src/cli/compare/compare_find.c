// SPDX-License-Identifier: BSD-2-Clause
/* Where one tree and the tables of one machine differ. */
#include "cli/compare/compare.h"
#include "cli/tables/tables.h"

#include <stdlib.h>

struct job {
	const struct compare_settings *settings;
	const struct blob *blob;
	struct fdtr_report_file *report;
	struct tables tables;
	struct fdtr_tree tree;
	struct fdtr_platform platform;
	struct fdtr_compared compared;
	struct fdtr_differences differences;
};

static int read_tree_in(struct job *job, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct fdtr_error inner = {0};
	int status = fdtr_tree_read(&job->tree, job->blob->data, job->blob->size, arena, &inner);

	if (!status)
		status = fdtr_platform_read(&job->platform, &job->tree, arena, &inner);
	return status ? fdtr_error_set(error, status, "%s: %s", job->blob->name, inner.message) : FDTR_OK;
}

static int compare_machine(
	void *context, struct machine *machine, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct job *job = context;
	int status = read_tree_in(job, arena, error);

	job->compared =
		(struct fdtr_compared){&job->tree, &job->platform, &machine->acpi, &machine->platform};
	return status ? status : fdtr_compare(&job->compared, arena, &job->differences, error);
}

static int locate(const struct job *job, struct fdtr_error *error)
{
	for (uint32_t i = 0; i < job->report->count; i++) {
		struct fdtr_report_finding *finding = &job->report->findings[i];
		struct source_span *span = &finding->related.span;

		if (!tables_locate(&job->tables, job->compared.acpi,
			    &job->differences.items[finding->number].tables, span))
			continue;
		span->file = fdtr_report_keep_name(job->report, span->file);
		if (!span->file)
			return fdtr_error_memory(error);
	}
	return FDTR_OK;
}

static int fill(const struct job *job, struct fdtr_error *error)
{
	const struct check_settings *check = &job->settings->check;
	const struct fdtr_acpi *acpi = job->compared.acpi;
	const char **files = calloc(acpi->table_count + (size_t)1, sizeof(*files));
	int status;

	if (!files)
		return fdtr_error_memory(error);
	files[0] = job->settings->tables[0];
	for (uint32_t i = 0; i < acpi->table_count; i++)
		files[i] = tables_file_of(&job->tables, acpi->tables[i].data)->name;
	status = fdtr_report_fill_differences(job->report, &job->compared, &job->differences, files,
		check->severities, check->targets, error);
	free(files);
	return status ? status : locate(job, error);
}

int compare_find(const void *context, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	const struct compare_settings *settings = context;
	struct job job = {.settings = settings, .blob = blob, .report = report};
	struct machine machine = {0};
	int status = tables_read(
		&job.tables, settings->tables, settings->table_count, &settings->check.source, error);

	if (!status)
		status = machine_read(&machine, &job.tables, NULL, 0, compare_machine, &job, error);
	if (!status)
		status = tables_check(&job.tables, error);
	if (!status)
		status = fill(&job, error);
	free(machine.memory);
	tables_free(&job.tables);
	return status;
}
