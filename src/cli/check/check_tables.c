// SPDX-License-Identifier: BSD-2-Clause
/* ACPI tables: which of them are one machine's, and what there is to say of each file of it. */
#include "cli/check/check.h"

#include <stdlib.h>
#include <string.h>

/* The machines that files are put into, while they are. */
struct grouping {
	struct check_run *run;
	size_t *last;   /* per set: the file that came last, or SIZE_MAX */
	bool *has_dsdt; /* per set: the machine has one */
};

static void begin_subject(struct check_run *run, size_t file)
{
	run->subjects[run->subject_count++] = file;
}

/* Where several are given together, a DSDT begins a machine. */
static void put(struct grouping *grouping, size_t index)
{
	struct check_run *run = grouping->run;
	const struct file *file = &run->files.items[index];
	size_t last;

	if (!file->form || file->set == FILES_ALONE) {
		begin_subject(run, index);
		return;
	}
	last = grouping->last[file->set];
	if (last == SIZE_MAX || (file->dsdt && grouping->has_dsdt[file->set])) {
		begin_subject(run, index);
		grouping->has_dsdt[file->set] = false;
	} else {
		run->next[last] = index;
	}
	grouping->last[file->set] = index;
	grouping->has_dsdt[file->set] |= file->dsdt;
}

static bool make_room(struct grouping *grouping)
{
	struct check_run *run = grouping->run;
	size_t sets = run->files.folder_count + (size_t)1;

	run->next = malloc((run->files.count + 1) * sizeof(*run->next));
	run->subjects = malloc((run->files.count + 1) * sizeof(*run->subjects));
	grouping->last = malloc(sets * sizeof(*grouping->last));
	grouping->has_dsdt = calloc(sets, sizeof(*grouping->has_dsdt));
	for (size_t i = 0; run->next && i < run->files.count; i++)
		run->next[i] = SIZE_MAX;
	for (size_t i = 0; grouping->last && i < sets; i++)
		grouping->last[i] = SIZE_MAX;
	return run->next && run->subjects && grouping->last && grouping->has_dsdt;
}

/* A base is a tree's. */
static int check_base(const struct check_run *run)
{
	const struct check_settings *settings = run->check->settings;

	for (size_t i = 0; settings->base_name && i < run->files.count; i++) {
		if (run->files.items[i].form)
			return usage_error(settings->command,
				"%s holds ACPI tables, and --base is for overlays of a device tree; name all tables of a machine together",
				run->files.items[i].name);
	}
	return EXIT_CLEAN;
}

int check_group(struct check_run *run)
{
	struct grouping grouping = {.run = run};
	bool made = make_room(&grouping);

	for (size_t i = 0; made && i < run->files.count; i++)
		put(&grouping, i);
	free(grouping.last);
	free(grouping.has_dsdt);
	if (made)
		return check_base(run);
	complain("out of memory");
	return EXIT_SYSTEM;
}

/* One is the result's own, the others are `more`. */
static struct check_result *result_of(struct check_result *result, uint32_t file)
{
	return file ? &result->more[file - 1] : result;
}

/* Those of a directory are loaded in the order of their numbers. */
static int compare_files(const void *left, const void *right)
{
	const struct file *const *a = left, *const *b = right;

	return files_compare_names((*a)->name, (*b)->name);
}

static struct file **list_members(const struct check_run *run, size_t first, uint32_t *count)
{
	struct file **members;

	*count = 0;
	for (size_t i = first; i != SIZE_MAX; i = run->next[i])
		(*count)++;
	members = calloc((size_t)*count + 1, sizeof(struct file *));
	*count = 0;
	for (size_t i = first; members && i != SIZE_MAX; i = run->next[i])
		members[(*count)++] = &run->files.items[i];
	if (members && *count && members[0]->set != FILES_TOGETHER)
		qsort(members, *count, sizeof(struct file *), compare_files);
	return members;
}

/* What cannot be read is told of in its place: the others are a machine still. */
static int read_members(const struct check_run *run, struct tables *tables, struct file **members,
	uint32_t count, struct fdtr_error *error)
{
	for (uint32_t i = 0; i < count; i++) {
		(void)tables_add(tables, members[i]->name, members[i]->data, members[i]->size,
			&run->check->settings->source, error);
		members[i]->data = NULL;
		if (tables->file_count <= i)
			return fdtr_error_memory(error);
	}
	return tables_gather(tables, error);
}

static int look_at(const struct check_run *run, struct file **members, uint32_t count, struct tables *tables,
	struct fdtr_report_file *reports, struct fdtr_error *error)
{
	const struct check *check = run->check;
	int status = read_members(run, tables, members, count, error);

	return status || !tables->count ? status : check->find_tables(check->context, tables, reports, error);
}

/* What there is to say of a file; `file` is NULL when memory ran out before it. */
static void conclude(const struct check_run *run, struct table_file *file, struct check_result *result,
	int status, struct fdtr_error *error)
{
	const struct source_maps maps = {.tables = file ? file->map : NULL};

	result->compiler = "iasl";
	if (file) {
		result->complaint = file->complaint;
		file->complaint = NULL;
	}
	if (file && file->failure)
		status = fdtr_error_set(error, file->status, "%s", file->failure);
	else if (!status)
		status = check_suppress(run->check->settings, &maps, result, error);
	check_conclude(run->check->settings, result, status, error);
}

/* Of the machine, in the report of its first file. */
static int draw(const struct check_run *run, struct tables *tables, struct check_result *result,
	uint32_t count, struct fdtr_error *error)
{
	const struct check *check = run->check;
	struct fdtr_report_file **reports = calloc((size_t)count + 1, sizeof(*reports));
	uint32_t findings = 0;
	int status = FDTR_OK;

	for (uint32_t i = 0; reports && i < count; i++) {
		reports[i] = &result_of(result, i)->report;
		findings += reports[i]->count;
	}
	if (!reports)
		status = fdtr_error_memory(error);
	else if (check->draw_tables && tables->count && check_is_drawn(run, findings))
		status = check->draw_tables(check->context, tables, reports, count, error);
	free(reports);
	return status;
}

static int look_at_all(const struct check_run *run, struct file **members, uint32_t count,
	struct check_result *result, struct fdtr_error *error)
{
	struct fdtr_report_file *reports = calloc((size_t)count + 1, sizeof(*reports));
	struct tables tables = {0};
	int status;

	result->more = reports ? calloc((size_t)count + 1, sizeof(*result->more)) : NULL;
	if (!result->more) {
		free(reports);
		return fdtr_error_memory(error);
	}
	result->more_count = count - 1;
	for (uint32_t i = 0; i < count; i++)
		reports[i].name = members[i]->name;
	status = look_at(run, members, count, &tables, reports, error);
	for (uint32_t i = 0; i < count; i++) {
		result_of(result, i)->report = reports[i];
		conclude(run, i < tables.file_count ? &tables.files[i] : NULL, result_of(result, i), status,
			error);
	}
	if (!status)
		status = draw(run, &tables, result, count, error);
	free(reports);
	tables_free(&tables);
	return result->report.failure ? FDTR_OK : status;
}

void check_tables(const struct check_run *run, size_t first, struct check_result *result)
{
	struct fdtr_error error = {0};
	uint32_t count;
	struct file **members = list_members(run, first, &count);
	int status = members ? look_at_all(run, members, count, result, &error) : fdtr_error_memory(&error);

	if (status)
		check_conclude(run->check->settings, result, status, &error);
	free(members);
}
