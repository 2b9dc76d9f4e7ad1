// SPDX-License-Identifier: BSD-2-Clause
/* What lint finds in the tables of one machine. */
#include "cli/lint/lint.h"

#include <stdlib.h>

struct job {
	const struct lint_settings *settings;
	struct fdtr_findings findings;
};

static int lint_machine(
	void *context, struct machine *machine, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct job *job = context;

	return fdtr_acpi_lint(
		&machine->acpi, &machine->platform, &job->settings->options, arena, &job->findings, error);
}

/* Per table of the namespace, the number of its file; malloc()ed. */
static uint32_t *list_files(const struct tables *tables, const struct fdtr_acpi *acpi)
{
	uint32_t *files = calloc(acpi->table_count + (size_t)1, sizeof(*files));

	for (uint32_t i = 0; files && i < acpi->table_count; i++)
		files[i] = (uint32_t)(tables_file_of(tables, acpi->tables[i].data) - tables->files);
	return files;
}

static bool locate(const struct tables *tables, const struct fdtr_acpi *acpi,
	const struct fdtr_origin *origin, struct fdtr_report_file *report, struct fdtr_report_place *place)
{
	if (!tables_locate(tables, acpi, origin, &place->span))
		return true;
	place->span.file = fdtr_report_keep_name(report, place->span.file);
	return place->span.file;
}

/* What came as ASL has lines. */
static int locate_all(const struct tables *tables, const struct fdtr_acpi *acpi,
	const struct fdtr_findings *findings, struct fdtr_report_file *report, struct fdtr_error *error)
{
	for (uint32_t i = 0; i < report->count; i++) {
		struct fdtr_report_finding *record = &report->findings[i];
		const struct fdtr_finding *finding = &findings->items[record->number];

		if (!locate(tables, acpi, &finding->place, report, &record->place) ||
			(record->has_related &&
				!locate(tables, acpi, &finding->related, report, &record->related)))
			return fdtr_error_memory(error);
	}
	return FDTR_OK;
}

int lint_find_tables(const void *context, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error)
{
	struct job job = {.settings = context};
	struct machine machine = {0};
	int status = machine_read(&machine, tables, NULL, 0, lint_machine, &job, error);
	uint32_t *files = status ? NULL : list_files(tables, &machine.acpi);

	if (!status && !files)
		status = fdtr_error_memory(error);
	if (!status)
		status = fdtr_report_fill_tables(reports, files, &machine.acpi, &job.findings, error);
	for (uint32_t i = 0; !status && i < tables->file_count; i++)
		status = locate_all(tables, &machine.acpi, &job.findings, &reports[i], error);
	free(files);
	free(machine.memory);
	return status;
}
