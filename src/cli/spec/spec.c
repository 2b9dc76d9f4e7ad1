// SPDX-License-Identifier: BSD-2-Clause
/* The keys of a file of pools. */
#include "cli/spec/spec_parts.h"
#include "cli/spec/spec_values.h"

#include "cli/cli.h"
#include "cli/input/text_file.h"

#include <stdlib.h>
#include <string.h>

static int read_guard(struct yaml_reader *reader, void *into)
{
	static const char *const names[] = {"dma-ranges", "dma-mem", "compatible", "none", "container", NULL};
	unsigned int index = 0;
	int status = spec_choice(reader, names, &index);

	((struct spec *)into)->guard = FDTR_GUARD_DMA_RANGES + index;
	return status;
}

static int read_style(struct yaml_reader *reader, void *into)
{
	static const char *const names[] = {"prp0001", "rdma0000", NULL};
	unsigned int index = 0;
	int status = spec_choice(reader, names, &index);

	((struct spec *)into)->style = SPEC_STYLE_PRP0001 + index;
	return status;
}

static int read_scope(struct yaml_reader *reader, void *into)
{
	return spec_object(reader, &((struct spec *)into)->scope);
}

/* What a string of ASL can say without escapes. */
static int oem_text(struct yaml_reader *reader, size_t longest, const char *wanted, const char **text)
{
	int status = spec_text(reader, longest, wanted, text);

	return !status && strpbrk(*text, "\"\\") ? reader_wrong(reader, "this must be %s", wanted) : status;
}

static int read_oem_id(struct yaml_reader *reader, void *into)
{
	return oem_text(reader, 6, "1 to 6 ASCII characters, no quote and no backslash",
		&((struct spec *)into)->oem_id);
}

static int read_oem_table_id(struct yaml_reader *reader, void *into)
{
	return oem_text(reader, 8, "1 to 8 ASCII characters, no quote and no backslash",
		&((struct spec *)into)->oem_table_id);
}

static int read_oem_revision(struct yaml_reader *reader, void *into)
{
	static const char wanted[] = "a number of 32 bits";
	uint64_t revision = 0;
	int status = spec_number(reader, wanted, &revision);

	if (!status && revision > UINT32_MAX)
		status = reader_wrong(reader, "'oem-revision' wants %s", wanted);
	((struct spec *)into)->oem_revision = (uint32_t)revision;
	return status;
}

static const struct yaml_key table_keys[YAML_MOST_KEYS] = {
	{"style", read_style},
	{"scope", read_scope},
	{"oem-id", read_oem_id},
	{"oem-table-id", read_oem_table_id},
	{"oem-revision", read_oem_revision},
};

static int read_table(struct yaml_reader *reader, void *into)
{
	if (reader->event.type != YAML_MAPPING_START_EVENT)
		return reader_wrong(reader, "'acpi' has keys, such as \"scope: \\_SB\"");
	return reader_take_keys(reader, table_keys, into);
}

static const struct yaml_key file_keys[YAML_MOST_KEYS] = {
	{"pools", spec_read_pools},
	{"guard", read_guard},
	{"acpi", read_table},
};

struct source {
	struct spec *spec;
	const char *name;
	const char *text;
	size_t size;
};

static int attempt(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct source *source = context;
	struct spec *spec = source->spec;
	struct yaml_reader reader = {.name = source->name,
		.text = source->text,
		.size = source->size,
		.arena = arena,
		.error = error};
	int status;

	*spec = (struct spec){.name = source->name};
	status = reader_take_document(
		&reader, file_keys, spec, "a file of pools is a mapping that begins with \"pools:\"");
	return status ? status : spec_check(spec, error);
}

int spec_parse(struct spec *spec, const char *name, const char *text, size_t size, struct fdtr_error *error)
{
	struct source source = {spec, name, text, size};
	void *memory = NULL;
	int status = with_arena(size, attempt, &source, &memory, error);

	if (status)
		*spec = (struct spec){0};
	else
		spec->memory = memory;
	return status;
}

int spec_read(struct spec *spec, const char *name, struct fdtr_error *error)
{
	struct text_file file;
	int status = text_file_read(&file, name, SPEC_LIMIT, error);

	*spec = (struct spec){0};
	if (status)
		return status;
	status = spec_parse(spec, name, file.text, file.size, error);
	free(file.text);
	return status;
}

void spec_free(struct spec *spec)
{
	free(spec->memory);
	*spec = (struct spec){0};
}

int spec_fail(const struct spec *spec, struct spec_place place, int status, struct fdtr_error *error,
	const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)fdtr_error_at(error, status, spec->name, place.line, place.column, "", format, arguments);
	va_end(arguments);
	return status;
}
