// SPDX-License-Identifier: BSD-2-Clause
/* Tables read: namespace and platform. */
#include "cli/tables/tables.h"

#include "base/base.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct machine *machine;
	const struct tables *tables;
	const struct fdtr_region *map;
	uint32_t map_count;
	machine_fn *then;
	void *context;
};

static int attempt(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct reading *reading = context;
	struct machine *machine = reading->machine;
	const struct tables *tables = reading->tables;
	int status = fdtr_acpi_read(&machine->acpi, tables->inputs, tables->count, arena, error);

	if (!status)
		status = fdtr_acpi_platform_read(
			&machine->platform, &machine->acpi, reading->map, reading->map_count, arena, error);
	return status || !reading->then ? status : reading->then(reading->context, machine, arena, error);
}

static int attempt_one(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct fdtr_acpi acpi;

	return fdtr_acpi_read(&acpi, context, 1, arena, error);
}

/* The files whose tables cannot be read even by themselves, each with its first such; false when there are none. */
static bool fail_unsound(struct tables *tables)
{
	bool any = false;

	for (uint32_t i = 0; i < tables->count; i++) {
		struct table_file *file = tables_file_of(tables, tables->inputs[i].data);
		struct fdtr_error error = {0};
		void *memory = NULL;
		int status;

		if (file->failure)
			continue;
		status = with_arena(tables->inputs[i].size, attempt_one, &tables->inputs[i], &memory, &error);
		free(memory);
		if (status != FDTR_ERR_BADTREE)
			continue;
		tables_fail(file, &error);
		any = true;
	}
	return any;
}

static void drop_failed(struct tables *tables)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < tables->count; i++) {
		struct fdtr_acpi_input input = tables->inputs[i];

		if (!tables_file_of(tables, input.data)->failure)
			tables->inputs[kept++] = input;
	}
	tables->count = kept;
}

static size_t size_of(const struct tables *tables)
{
	size_t size = 0;

	for (uint32_t i = 0; i < tables->count; i++)
		size += tables->inputs[i].size;
	return size;
}

int machine_read(struct machine *machine, struct tables *tables, const struct fdtr_region *map,
	uint32_t map_count, machine_fn *then, void *context, struct fdtr_error *error)
{
	struct reading reading = {machine, tables, map, map_count, then, context};
	int status = with_arena(size_of(tables), attempt, &reading, &machine->memory, error);

	if (status != FDTR_ERR_BADTREE || !fail_unsound(tables))
		return status;
	drop_failed(tables);
	*machine = (struct machine){0};
	return tables->count ? with_arena(size_of(tables), attempt, &reading, &machine->memory, error)
	                     : FDTR_OK;
}
