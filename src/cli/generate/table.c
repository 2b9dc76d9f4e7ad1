// SPDX-License-Identifier: BSD-2-Clause
#include "cli/generate/table.h"
#include "cli/generate/sized.h"
#include "cli/spec/spec_table.h"
#include "generate/sizing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What the options say of the table itself: form, guard, style, and lint's levels. */
static void set_options(struct fdtr_ssdt *ssdt, const struct generate_settings *settings)
{
	ssdt->form = settings->format == FORMAT_ASL ? FDTR_ACPI_ASL : FDTR_ACPI_AML;
	ssdt->guard = settings->request.guard;
	ssdt->style = settings->style;
	if (settings->spec)
		spec_table_options(&settings->pools, ssdt);
}

/* Writes made->ssdt; the output grows until it is enough. A status of the core. */
static int write_table(struct made_table *made, struct fdtr_arena *arena, struct fdtr_error *error)
{
	int status;

	for (;;) {
		status = fdtr_ssdt_generate(
			&made->ssdt, made->output, made->room, arena, &made->result, error);
		if (status != FDTR_ERR_NOSPACE || made->result.output_size <= made->room)
			return status;
		free(made->output);
		made->room = made->result.output_size;
		made->output = malloc(made->room);
		if (!made->output)
			return fdtr_error_memory(error);
	}
}

struct job {
	struct made_table *made;
	const struct generate_settings *settings;
	const struct blob *tree;
};

static int attempt_tree(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct job *job = context;
	struct made_table *made = job->made;
	struct fdtr_platform platform;
	struct fdtr_tree tree;
	int status = fdtr_tree_read(&tree, job->tree->data, job->tree->size, arena, error);

	if (!status)
		status = fdtr_platform_read(&platform, &tree, arena, error);
	if (!status)
		status = fdtr_ssdt_from_tree(&tree, &platform, arena, &made->ssdt, &made->notes, error);
	if (status)
		return status;
	set_options(&made->ssdt, job->settings);
	if (sized_wanted(job->settings))
		made->ssdt.severities = fdtr_sizing_levels(&job->settings->request, arena);
	return write_table(made, arena, error);
}

int table_from_tree(struct made_table *made, const struct generate_settings *settings,
	const struct blob *tree, struct fdtr_error *error)
{
	struct job job = {made, settings, tree};
	struct fdtr_error inner = {0};
	int status = with_arena(tree->size, attempt_tree, &job, &made->memory, &inner);

	return status ? fdtr_error_set(error, status, "%s: %s", tree->name, inner.message) : FDTR_OK;
}

static int attempt_augment(
	void *context, struct machine *machine, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct job *job = context;
	struct made_table *made = job->made;
	const struct generate_settings *settings = job->settings;
	const struct fdtr_request *requests = &settings->request;
	uint32_t count = 1;
	int status = FDTR_OK;

	set_options(&made->ssdt, settings);
	if (settings->spec) {
		status = spec_table_requests(&settings->pools, &machine->acpi, &machine->platform,
			&settings->request, arena, &requests, error);
		count = settings->pools.pool_count;
	}
	if (!status)
		status = sized_check_tables(settings, &machine->acpi, &machine->platform, error);
	if (!status)
		status = fdtr_ssdt_augment(&machine->acpi, &machine->platform, made->ssdt.style, requests,
			count, arena, &made->ssdt, error);
	if (status)
		return status;
	set_options(&made->ssdt, job->settings);
	made->ssdt.map = made->map.regions;
	made->ssdt.map_count = made->map.count;
	return write_table(made, arena, error);
}

static int check_one_machine(const struct tables *tables, struct fdtr_error *error)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < tables->count; i++)
		count += tables->inputs[i].size >= 4 && !memcmp(tables->inputs[i].data, "DSDT", 4);
	if (count <= 1)
		return FDTR_OK;
	return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
		"there are %u DSDTs among the tables, and a machine has one; give those of one machine",
		count);
}

static int read_machine(
	struct made_table *made, const struct generate_settings *settings, struct fdtr_error *error)
{
	int status = FDTR_OK;

	made->files.tables = true;
	for (uint32_t i = 0; !status && i < settings->augment_count; i++)
		status = files_add(&made->files, settings->augment[i], false, error);
	for (size_t i = 0; !status && i < made->files.count; i++) {
		struct file *file = &made->files.items[i];

		status = tables_add(
			&made->tables, file->name, file->data, file->size, &settings->source, error);
		file->data = NULL; /* theirs now */
	}
	if (!status)
		status = tables_gather(&made->tables, error);
	if (!status)
		status = check_one_machine(&made->tables, error);
	if (!status && settings->memory_map)
		status = memory_map_read(&made->map, settings->memory_map, error);
	return status;
}

int table_augment(struct made_table *made, const struct generate_settings *settings, struct fdtr_error *error)
{
	struct job job = {made, settings, NULL};
	int status = read_machine(made, settings, error);

	if (!status)
		status = machine_read(&made->machine, &made->tables, made->map.regions, made->map.count,
			attempt_augment, &job, error);
	return status ? status : tables_check(&made->tables, error);
}

static int attempt_spec(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct job *job = context;
	struct made_table *made = job->made;
	int status = spec_table_make(&job->settings->pools, arena, &made->ssdt, error);

	if (status)
		return status;
	set_options(&made->ssdt, job->settings);
	return write_table(made, arena, error);
}

int table_from_spec(
	struct made_table *made, const struct generate_settings *settings, struct fdtr_error *error)
{
	struct job job = {made, settings, NULL};

	return with_arena(0, attempt_spec, &job, &made->memory, error);
}

void made_table_free(struct made_table *made)
{
	free(made->output);
	free(made->memory);
	free(made->machine.memory);
	tables_free(&made->tables);
	files_free(&made->files);
	memory_map_free(&made->map);
	*made = (struct made_table){0};
}

/* What is made does not stand in for what it adds to. */
static int check_output(const struct files *files, const char *output, struct fdtr_error *error)
{
	struct stat made, given;

	if (!output || stat(output, &made) || !S_ISREG(made.st_mode))
		return FDTR_OK;
	for (size_t i = 0; i < files->count; i++) {
		if (!stat(files->items[i].name, &given) && given.st_dev == made.st_dev &&
			given.st_ino == made.st_ino)
			return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
				"%s would replace the tables of %s, which the new one is loaded beside; choose another -o",
				output, files->items[i].name);
	}
	return FDTR_OK;
}

int table_finish(
	const struct made_table *made, const struct generate_settings *settings, struct fdtr_error *error)
{
	int status = FDTR_OK;

	if (made->result.changed)
		status = check_output(&made->files, settings->output, error);
	if (!status && made->result.changed)
		status = output_write(settings->output, made->output, made->result.output_size, error);
	if (status)
		return status;
	if (!settings->quiet)
		table_tell(made);
	if (settings->report_json && !table_write_json(made))
		return fdtr_error_set(error, FDTR_ERR_INTERNAL, "the report cannot be written to stdout");
	return FDTR_OK;
}
