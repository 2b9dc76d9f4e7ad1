// SPDX-License-Identifier: BSD-2-Clause
/* What the bindings have against the tables of one machine: its devices are seen as nodes. */
#include "cli/tables/tables.h"
#include "cli/validate/tables.h"
#include "cli/validate/validate.h"

#include <stdlib.h>
#include <string.h>

struct job {
	const struct validate_settings *settings;
	struct fdtr_violation *items; /* malloc()ed, of which `count` are the tables' own */
	struct fdtr_origin *places;
	uint32_t count;
	struct fdtr_violations all;
};

static int hold(struct job *job, struct table_tree *tree, struct fdtr_error *error)
{
	const struct fdtr_validate_options options = {.compatible_only = job->settings->compatible_only};
	int status = fdtr_validate(job->settings->schemas, &tree->tree, &options, &job->all, error);
	size_t room = job->all.count + (size_t)1;

	if (status)
		return status == FDTR_ERR_BADTREE ? FDTR_ERR_ARGUMENT : status; /* by a binding */
	job->items = calloc(room, sizeof(*job->items));
	job->places = calloc(room, sizeof(*job->places));
	if (!job->items || !job->places)
		return fdtr_error_set(error, FDTR_ERR_INTERNAL, "out of memory");
	if (job->all.count)
		memcpy(job->items, job->all.items, job->all.count * sizeof(*job->items));
	job->count = job->all.count;
	return table_words(tree, job->items, &job->count, job->places) ? FDTR_OK : fdtr_error_arena(error);
}

static void drop(struct job *job)
{
	fdtr_violations_free(&job->all);
	free(job->items);
	free(job->places);
	*job = (struct job){.settings = job->settings};
}

/* Once more with each larger arena. */
static int validate_machine(
	void *context, struct machine *machine, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct job *job = context;
	struct table_tree tree;
	int status;

	drop(job);
	status = table_tree_make(&tree, &machine->acpi, job->settings->schemas, arena, error);
	return status ? status : hold(job, &tree, error);
}

static int report(const struct job *job, const struct tables *tables, const struct machine *machine,
	struct fdtr_report_file *reports, struct fdtr_error *error)
{
	const struct check_settings *settings = &job->settings->check;
	const struct fdtr_violations own = {.items = job->items, .count = job->count, .cut = job->all.cut};
	struct fdtr_violation_findings list = {0};
	int status = fdtr_report_list_violations(
		&list, &own, job->places, settings->severities, settings->targets, error);

	if (!status)
		status = check_fill_tables(tables, &machine->acpi, &list.findings, reports, error);
	for (uint32_t i = 0; !status && i < tables->file_count; i++)
		status = fdtr_report_fill_schemas(&reports[i], &own, &list, error);
	fdtr_report_free_violations(&list);
	return status;
}

int validate_find_tables(const void *context, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error)
{
	struct job job = {.settings = context};
	struct machine machine = {0};
	int status = machine_read(&machine, tables, NULL, 0, validate_machine, &job, error);

	if (!status && job.items)
		status = report(&job, tables, &machine, reports, error);
	drop(&job);
	free(machine.memory);
	return status;
}
