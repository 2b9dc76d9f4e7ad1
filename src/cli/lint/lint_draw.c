// SPDX-License-Identifier: BSD-2-Clause
/* The memory of what was linted, for reports that show it. */
#include "cli/lint/lint.h"

#include <stdlib.h>
#include <string.h>

struct drawing {
	const struct fdtr_map_input *input;
	struct fdtr_map *map;
};

static int attempt(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct drawing *drawing = context;

	return fdtr_map_make(drawing->map, drawing->input, 1, NULL, arena, error);
}

static int lay_out(
	const struct fdtr_map_input *input, struct fdtr_report_file *report, struct fdtr_error *error)
{
	size_t things = input->platform->region_count + (size_t)input->platform->device_count;
	struct drawing drawing = {.input = input};

	report->picture = calloc(1, sizeof(*report->picture));
	if (!report->picture)
		return fdtr_error_memory(error);
	drawing.map = &report->picture->map;
	return with_arena(things * sizeof(uint64_t), attempt, &drawing, &report->picture->memory, error);
}

/* The page has the rest above it. */
static const char *last_name(const struct fdtr_report_file *report)
{
	const char *slash = strrchr(report->name, '/');

	return slash && slash[1] ? slash + 1 : report->name;
}

/* What was found first and is not told is not shown, either. */
static void mark_told(const struct fdtr_report_file *report, bool *told)
{
	for (uint32_t i = 0; told && i < report->count; i++) {
		if (report->findings[i].number != FDTR_NONE)
			told[report->findings[i].number] = true;
	}
}

int lint_draw(const void *context, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	const struct lint_settings *settings = context;
	struct analysis analysis = {0};
	struct fdtr_region taken[2];
	int status = lint_analyse(settings, blob, false, &analysis, error);
	bool *told = calloc(analysis.findings.count + (size_t)1, sizeof(bool));
	const struct fdtr_map_input input = {.name = last_name(report),
		.tree = &analysis.tree,
		.platform = &analysis.platform,
		.findings = &analysis.findings,
		.told = told,
		.taken = taken,
		.taken_count = situation_taken(&settings->situation, blob, taken)};

	if (!status && !told)
		status = fdtr_error_memory(error);
	if (!status) {
		mark_told(report, told);
		status = lay_out(&input, report, error);
	}
	free(told);
	analysis_free(&analysis);
	return status;
}

int lint_draw_tables(const void *context, struct tables *tables, struct fdtr_report_file *const *reports,
	uint32_t count, struct fdtr_error *error)
{
	const struct lint_settings *settings = context;
	struct machine machine = {0};
	struct fdtr_findings findings = {0};
	struct fdtr_region taken[2];
	int status = lint_read_machine(settings, tables, &machine, &findings, error);
	bool *told = calloc(findings.count + (size_t)1, sizeof(bool));
	const struct fdtr_map_input input = {.name = last_name(reports[0]),
		.acpi = &machine.acpi,
		.platform = &machine.platform,
		.findings = &findings,
		.told = told,
		.taken = taken,
		.taken_count = situation_taken(&settings->situation, NULL, taken)};

	if (!status && !told)
		status = fdtr_error_memory(error);
	for (uint32_t i = 0; !status && i < count; i++)
		mark_told(reports[i], told);
	if (!status && tables->count)
		status = lay_out(&input, reports[0], error);
	free(told);
	free(machine.memory);
	return status;
}
