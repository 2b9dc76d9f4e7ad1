// SPDX-License-Identifier: BSD-2-Clause
/*
 * What is drawn: one description, or two. The first stays in memory while the second is read, so each is read from within
 * the one before, and the last one draws.
 */
#include "cli/map/map.h"

#include "source/source.h"

#include <stdlib.h>
#include <string.h>

struct job {
	const struct map_settings *settings;
	struct check_run *run;
	struct fdtr_map_input inputs[2];
	uint32_t count;
	struct check_result results[2];
};

/* Draws, or reads what is left. */
static int go_on(struct job *job, struct fdtr_error *error)
{
	if (++job->count == job->run->subject_count)
		return map_draw(job->settings, job->inputs, job->count, error);
	check_subject(job->run, job->run->subjects[job->count], &job->results[job->count]);
	return FDTR_OK;
}

static int mark_told(const struct job *job, const struct blob *blob, const struct analysis *analysis,
	bool *told, struct fdtr_error *error)
{
	struct source_map *map = NULL;
	int status = FDTR_OK;

	if (blob->source && blob_positions(blob, &map, error) == FDTR_ERR_NOSPACE)
		return FDTR_ERR_NOSPACE;
	status = lint_told(&job->settings->lint, analysis, blob->name, map, told, error);
	source_map_free(map);
	return status;
}

static int find(const void *context, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	/* The run is this job's alone, on one thread. */
	struct job *job = *(struct job *const *)context;
	struct analysis analysis = {0};
	struct fdtr_region taken[2];
	int status = lint_analyse(&job->settings->lint, blob, false, &analysis, error);
	bool *told = calloc(analysis.findings.count + (size_t)1, sizeof(bool));

	(void)report;
	if (!status && !told)
		status = fdtr_error_memory(error);
	if (!status)
		status = mark_told(job, blob, &analysis, told, error);
	job->inputs[job->count] = (struct fdtr_map_input){.name = blob->name,
		.tree = &analysis.tree,
		.platform = &analysis.platform,
		.findings = &analysis.findings,
		.told = told,
		.taken = taken,
		.taken_count = situation_taken(&job->settings->lint.situation, blob, taken)};
	if (!status)
		status = go_on(job, error);
	free(told);
	analysis_free(&analysis);
	return status;
}

/* A machine of tables, and what lint finds in it. */
struct reading {
	const struct lint_settings *lint;
	struct fdtr_region taken[2];
	uint32_t taken_count;
	struct fdtr_findings findings;
};

static int lint_machine(
	void *context, struct machine *machine, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct reading *reading = context;
	struct fdtr_lint_options options = reading->lint->options;

	options.taken = reading->taken;
	options.taken_count = reading->taken_count;
	return fdtr_acpi_lint(&machine->acpi, &machine->platform, &options, arena, &reading->findings, error);
}

static int find_tables(const void *context, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error)
{
	struct job *job = *(struct job *const *)context;
	const struct situation *situation = &job->settings->lint.situation;
	struct reading reading = {.lint = &job->settings->lint};
	struct machine machine = {0};
	int status = tables_check(tables, error);

	reading.taken_count = situation_taken(situation, NULL, reading.taken);
	if (!status)
		status = machine_read(&machine, tables, situation->map.regions, situation->map.count,
			lint_machine, &reading, error);
	if (!status)
		status = tables_check(tables, error);
	job->inputs[job->count] = (struct fdtr_map_input){.name = reports[0].name,
		.acpi = &machine.acpi,
		.platform = &machine.platform,
		.findings = &reading.findings,
		.taken = reading.taken,
		.taken_count = reading.taken_count};
	if (!status)
		status = go_on(job, error);
	free(machine.memory);
	return status;
}

/* One sentence may be that of all files of a machine. */
static void tell(struct check_result *result, const char **told)
{
	if (result->report.failure && (!*told || strcmp(*told, result->report.failure) != 0))
		complain("%s", result->report.failure);
	if (result->report.failure)
		*told = result->report.failure;
	else if (result->complaint)
		complain("%s: %s calls it wrong, and -f reads it all the same", result->report.name,
			result->compiler);
	complaint_show(result->complaint);
}

static void drop(struct check_result *result)
{
	free(result->complaint);
	fdtr_report_free(&result->report);
	suppressed_free(&result->suppressed);
}

static int conclude(struct check_result *result)
{
	const char *told = NULL;
	int worst = result->status;

	tell(result, &told);
	for (uint32_t i = 0; i < result->more_count; i++) {
		tell(&result->more[i], &told);
		worst = result->more[i].status > worst ? result->more[i].status : worst;
	}
	drop(result);
	for (uint32_t i = 0; i < result->more_count; i++)
		drop(&result->more[i]);
	free(result->more);
	return worst;
}

static int check_count(const struct check_run *run)
{
	if (run->missing_count)
		return EXIT_INPUT;
	return run->subject_count <= 2
	               ? EXIT_CLEAN
	               : usage_error("map",
				 "%zu descriptions are given, and a picture is of one or of two, before and after",
				 run->subject_count);
}

static int draw_all(struct job *job)
{
	int status[2] = {0};

	check_subject(job->run, job->run->subjects[0], &job->results[0]);
	for (uint32_t i = 0; i < 2; i++)
		status[i] = conclude(&job->results[i]);
	return status[0] > status[1] ? status[0] : status[1];
}

int map_files(struct map_settings *settings, int count, char **names)
{
	struct job job = {.settings = settings}, *pointer = &job;
	const struct check check = {.settings = &settings->lint.check,
		.context = &pointer,
		.find = find,
		.find_tables = find_tables};
	struct check_run run;
	int status = check_begin(&run, &check, count, names);

	job.run = &run;
	if (!status)
		status = check_count(&run);
	if (!status)
		status = situation_check(&settings->lint.situation, &run);
	if (!status && run.subject_count)
		status = draw_all(&job);
	check_end(&run);
	return status;
}
