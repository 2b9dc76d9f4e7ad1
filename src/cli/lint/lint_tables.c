// SPDX-License-Identifier: BSD-2-Clause
/* What lint finds in the tables of one machine. */
#include "cli/lint/lint.h"

#include <stdlib.h>
#include <string.h>

struct job {
	const struct lint_settings *settings;
	struct fdtr_findings findings;
};

static int lint_machine(
	void *context, struct machine *machine, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct job *job = context;
	struct fdtr_lint_options options = job->settings->options;
	struct fdtr_region taken[2];

	options.taken = taken;
	options.taken_count = situation_taken(&job->settings->situation, NULL, taken);
	return fdtr_acpi_lint(&machine->acpi, &machine->platform, &options, arena, &job->findings, error);
}

/* What the memory map says stands in its file. */
static bool find_in_map(
	const struct situation *situation, const struct fdtr_origin *origin, struct source_span *span)
{
	const char *text = situation->map_text.text, *start = text;
	uint32_t line = 1;

	if (origin->source != FDTR_NONE || !origin->length || origin->offset > situation->map_text.size)
		return false;
	for (const char *at = text; (at = memchr(at, '\n', (size_t)(text + origin->offset - at)));
		start = ++at)
		line++;
	*span = (struct source_span){.file = situation->map_name,
		.line = line,
		.column = (uint32_t)(text + origin->offset - start) + 1,
		.end_line = line};
	span->end_column = span->column + origin->length;
	return true;
}

static bool locate_in_map(const struct situation *situation, const struct fdtr_origin *origin,
	struct fdtr_report_file *report, struct fdtr_report_place *place)
{
	if (!find_in_map(situation, origin, &place->span))
		return true;
	place->span.file = fdtr_report_keep_name(report, place->span.file);
	return place->span.file;
}

static int locate_all_in_map(const struct job *job, struct fdtr_report_file *report, struct fdtr_error *error)
{
	for (uint32_t i = 0; i < report->count; i++) {
		struct fdtr_report_finding *record = &report->findings[i];
		const struct fdtr_finding *finding = &job->findings.items[record->number];

		if (!locate_in_map(&job->settings->situation, &finding->place, report, &record->place) ||
			(record->has_related && !locate_in_map(&job->settings->situation, &finding->related,
							report, &record->related)))
			return fdtr_error_memory(error);
	}
	return FDTR_OK;
}

int lint_read_machine(const struct lint_settings *settings, struct tables *tables, struct machine *machine,
	struct fdtr_findings *findings, struct fdtr_error *error)
{
	struct job job = {.settings = settings};
	int status = machine_read(machine, tables, settings->situation.map.regions,
		settings->situation.map.count, lint_machine, &job, error);

	*findings = job.findings;
	return status;
}

int lint_find_tables(const void *context, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error)
{
	struct job job = {.settings = context};
	struct machine machine = {0};
	int status = lint_read_machine(job.settings, tables, &machine, &job.findings, error);

	if (!status)
		status = check_fill_tables(tables, &machine.acpi, &job.findings, reports, error);
	for (uint32_t i = 0; !status && job.settings->situation.map_name && i < tables->file_count; i++)
		status = locate_all_in_map(&job, &reports[i], error);
	free(machine.memory);
	return status;
}
