// SPDX-License-Identifier: BSD-2-Clause
/* What becomes of the devices in the tables of one machine. */
#include "cli/predict/predict.h"

#include <stdlib.h>

static int predict_tables(const struct predict_description *description,
	const struct fdtr_predict_options *options, struct fdtr_arena *arena,
	struct fdtr_predictions *predictions, struct fdtr_error *error)
{
	return fdtr_acpi_predict(
		description->acpi, description->platform, options, arena, predictions, error);
}

static int predict_machine(
	void *context, struct machine *machine, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct predict_description description = {
		.acpi = &machine->acpi, .platform = &machine->platform};

	return predict_run(context, &description, predict_tables, arena, error);
}

/* A machine has the name of the file with its first table, which is a DSDT where there is one. */
int predict_find_tables(const void *context, struct tables *tables, struct fdtr_report_file *reports,
	struct fdtr_error *error)
{
	struct predict_job job = {.settings = context};
	const struct situation *situation = &job.settings->situation;
	struct machine machine = {0};
	int status = machine_read(
		&machine, tables, situation->map.regions, situation->map.count, predict_machine, &job, error);
	size_t file;

	if (status || !machine.acpi.table_count) {
		free(machine.memory);
		return status;
	}
	file = (size_t)(tables_file_of(tables, machine.acpi.tables[0].data) - tables->files);
	predict_keep(&job, &reports[file], machine.memory);
	return FDTR_OK;
}
