// SPDX-License-Identifier: BSD-2-Clause
/* The tables of a machine: files taken in, and what the core takes of them. */
#include "cli/tables/tables.h"

#include "base/base.h"
#include "cli/input/input.h"
#include "cli/input/text_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes become the text; it gets a NUL behind it. */
static int take_source(struct table_file *file, struct fdtr_error *error)
{
	static const struct source_options none;
	const struct source_options *options = file->options ? file->options : &none;
	int status;

	file->source = (char *)file->data;
	file->source_size = file->size;
	file->data = NULL;
	file->size = 0;
	status = tables_compile(file, error);
	if (status)
		return status;
	file->map = asl_map_make(&(struct asl_source){file->name, file->source, file->source_size,
		options->includes, options->include_count, options->defines, options->define_count});
	return file->map ? FDTR_OK : fdtr_error_memory(error);
}

static int take_dump(struct table_file *file, struct fdtr_error *error)
{
	char *text = (char *)file->data;
	size_t size = file->size;
	int status = tables_undump(file->name, text, size, &file->data, &file->size, error);

	free(text);
	return status;
}

static int take(struct table_file *file, struct fdtr_error *error)
{
	file->form = tables_form(file->name, file->data, file->size);
	switch (file->form) {
	case TABLES_SOURCE:
		return take_source(file, error);
	case TABLES_DUMP:
		return take_dump(file, error);
	case TABLES_BINARY:
		return file->size
		               ? FDTR_OK
		               : fdtr_error_set(error, FDTR_ERR_BADTREE,
					 "%s at byte 0: the file is empty; get the table anew from where it came",
					 file->name);
	default:
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%s: it is no ACPI table, no ASL, and no text of acpidump", file->name);
	}
}

static int read_file(struct table_file *file, struct fdtr_error *error)
{
	struct blob blob = {.name = file->name};
	int status = blob_load(&blob, error);

	file->data = blob.data;
	file->size = blob.size;
	return status;
}

static struct table_file *add_file(struct tables *tables, const char *name)
{
	struct table_file *grown = realloc(tables->files, (tables->file_count + (size_t)1) * sizeof(*grown));

	if (!grown)
		return NULL;
	tables->files = grown;
	grown += tables->file_count++;
	*grown = (struct table_file){.name = name};
	return grown;
}

int tables_add(struct tables *tables, const char *name, unsigned char *data, size_t size,
	const struct source_options *options, struct fdtr_error *error)
{
	struct table_file *file = add_file(tables, name);
	struct fdtr_error inner = {0};
	int status = FDTR_OK;

	if (!file) {
		free(data);
		return fdtr_error_memory(error);
	}
	file->data = data;
	file->size = size;
	file->options = options;
	if (!data)
		status = read_file(file, &inner);
	if (!status)
		status = take(file, &inner);
	if (!status)
		return FDTR_OK;
	tables_fail(file, &inner);
	return fdtr_error_set(error, status, "%s", inner.message);
}

void tables_fail(struct table_file *file, const struct fdtr_error *error)
{
	free(file->failure);
	file->failure = strdup(error->message);
	file->status = error->status;
}

/* What follows the last and is no table fills the file up. */
static bool is_table(const struct table_file *file, size_t at)
{
	return !file->failure && at < file->size &&
	       (!at || tables_header_likely(file->data + at, file->size - at));
}

static uint32_t count_tables(const struct table_file *file)
{
	uint32_t count = 0;

	for (size_t at = 0; is_table(file, at); count++)
		at += tables_length(file->data + at, file->size - at);
	return count;
}

/* "NAME", or "NAME, table 2" where the file has several. */
static char *name_table(const struct table_file *file, uint32_t number, uint32_t count)
{
	size_t room = strlen(file->name) + 32;
	char *name = malloc(room);

	if (name && count == 1)
		(void)snprintf(name, room, "%s", file->name);
	else if (name)
		(void)snprintf(name, room, "%s, table %u", file->name, number + 1);
	return name;
}

static bool is_dsdt(const struct fdtr_acpi_input *input)
{
	return input->size >= 4 && !memcmp(input->data, "DSDT", 4);
}

/* A dump may have the DSDT twice, by either table that leads to it. */
static bool is_repeated(const struct tables *tables, uint32_t first, const struct fdtr_acpi_input *input)
{
	for (uint32_t i = first; is_dsdt(input) && i < tables->count; i++) {
		if (tables->inputs[i].size == input->size &&
			!memcmp(tables->inputs[i].data, input->data, input->size))
			return true;
	}
	return false;
}

static bool gather_file(struct tables *tables, const struct table_file *file)
{
	uint32_t count = count_tables(file), first = tables->count, number = 0;
	size_t length;

	for (size_t at = 0; is_table(file, at); at += length, number++) {
		struct fdtr_acpi_input input = {.data = file->data + at};

		length = tables_length(input.data, file->size - at);
		input.size = length;
		if (is_repeated(tables, first, &input))
			continue;
		tables->names[tables->count] = name_table(file, number, count);
		input.name = tables->names[tables->count];
		if (!input.name)
			return false;
		tables->inputs[tables->count++] = input;
	}
	return true;
}

/* The others keep their order. */
static void put_dsdt_first(struct tables *tables)
{
	for (uint32_t i = 0; i < tables->count; i++) {
		struct fdtr_acpi_input dsdt = tables->inputs[i];

		if (!is_dsdt(&dsdt))
			continue;
		memmove(tables->inputs + 1, tables->inputs, i * sizeof(dsdt));
		tables->inputs[0] = dsdt;
		return;
	}
}

int tables_gather(struct tables *tables, struct fdtr_error *error)
{
	size_t count = 1;
	bool gathered;

	for (uint32_t i = 0; i < tables->file_count; i++)
		count += count_tables(&tables->files[i]);
	tables->inputs = calloc(count, sizeof(*tables->inputs));
	tables->names = calloc(count, sizeof(*tables->names));
	gathered = tables->inputs && tables->names;
	for (uint32_t i = 0; gathered && i < tables->file_count; i++)
		gathered = gather_file(tables, &tables->files[i]);
	if (!gathered)
		return fdtr_error_memory(error);
	put_dsdt_first(tables);
	return FDTR_OK;
}

static void free_file(struct table_file *file)
{
	free(file->data);
	asl_map_free(file->map);
	free(file->source);
	free(file->complaint);
	free(file->failure);
}

void tables_free(struct tables *tables)
{
	for (uint32_t i = 0; i < tables->file_count; i++)
		free_file(&tables->files[i]);
	for (char **name = tables->names; name && *name; name++)
		free(*name);
	free(tables->files);
	free(tables->inputs);
	free(tables->names);
	*tables = (struct tables){0};
}

int tables_read(struct tables *tables, const char *const *names, uint32_t count,
	const struct source_options *options, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < count; i++)
		status = tables_add(tables, names[i], NULL, 0, options, error);
	return status ? status : tables_gather(tables, error);
}

int tables_check(const struct tables *tables, struct fdtr_error *error)
{
	for (uint32_t i = 0; i < tables->file_count; i++) {
		if (tables->files[i].failure)
			return fdtr_error_set(error, tables->files[i].status, "%s", tables->files[i].failure);
	}
	return FDTR_OK;
}

struct table_file *tables_file_of(const struct tables *tables, const unsigned char *data)
{
	for (uint32_t i = 0; i < tables->file_count; i++) {
		struct table_file *file = &tables->files[i];

		if (file->data && data >= file->data && data < file->data + file->size)
			return file;
	}
	return NULL;
}
