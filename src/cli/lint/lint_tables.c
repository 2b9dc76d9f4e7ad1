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
	struct fdtr_lint_options options = job->settings->options;

	options.taken = &job->settings->kernel;
	options.taken_count = job->settings->has_kernel;
	return fdtr_acpi_lint(&machine->acpi, &machine->platform, &options, arena, &job->findings, error);
}

int lint_find_tables(const void *context, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error)
{
	struct job job = {.settings = context};
	struct machine machine = {0};
	int status = machine_read(&machine, tables, NULL, 0, lint_machine, &job, error);

	if (!status)
		status = check_fill_tables(tables, &machine.acpi, &job.findings, reports, error);
	free(machine.memory);
	return status;
}
