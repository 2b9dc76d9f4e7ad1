// SPDX-License-Identifier: BSD-2-Clause
#include "cli/spec/spec_values.h"

#include "cli/cli.h"

#include <ctype.h>
#include <string.h>

#define DIGITS "0123456789"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"

struct spec_place spec_here(const struct yaml_reader *reader)
{
	const yaml_mark_t *mark = &reader->event.start_mark;

	return (struct spec_place){(uint32_t)mark->line + 1, (uint32_t)mark->column + 1};
}

static int wrong_value(struct yaml_reader *reader, const char *wanted)
{
	return reader_wrong(reader, "'%s' wants %s, not '%.100s'", reader->key, wanted, reader_text(reader));
}

/* YAML's versions do not agree on what 010 is. */
static bool is_octal(const char *text)
{
	return text[0] == '0' && isdigit((unsigned char)text[1]);
}

int spec_number(struct yaml_reader *reader, const char *wanted, uint64_t *value)
{
	int status = reader_want_text(reader, wanted);

	if (status)
		return status;
	if (is_octal(reader_text(reader)))
		return reader_wrong(reader,
			"'%s' has a number that begins with 0, which readers of YAML do not agree on; write it without, or with 0x",
			reader->key);
	return parse_size(reader_text(reader), value) ? FDTR_OK : wrong_value(reader, wanted);
}

int spec_size(struct yaml_reader *reader, const char *wanted, uint64_t *value)
{
	int status = spec_number(reader, wanted, value);

	return !status && !*value ? reader_wrong(reader, "'%s' is zero", reader->key) : status;
}

int spec_range(struct yaml_reader *reader, const char *wanted, struct fdtr_range *range)
{
	int status = reader_want_text(reader, wanted);
	const char *second;

	if (status)
		return status;
	second = strpbrk(reader_text(reader), "-+");
	if (is_octal(reader_text(reader)) || (second && is_octal(second + 1)) ||
		!parse_range(reader_text(reader), range))
		return wrong_value(reader, wanted);
	return FDTR_OK;
}

int spec_boolean(struct yaml_reader *reader, bool *value)
{
	static const char *const names[] = {"false", "true", NULL};
	unsigned int index = 0;
	int status = spec_choice(reader, names, &index);

	*value = index == 1;
	return status;
}

static const char *name_at(const void *names, size_t index)
{
	return ((const char *const *)names)[index];
}

int spec_choice(struct yaml_reader *reader, const char *const *names, unsigned int *index)
{
	char list[128];
	struct fdtr_text text;
	const char *nearest;
	int status;

	fdtr_text_init(&text, list, sizeof(list));
	for (size_t i = 0; names[i]; i++)
		fdtr_text_add(&text, "%s%s", !i ? "" : names[i + 1] ? ", " : " or ", names[i]);
	status = reader_want_text(reader, list);
	if (status)
		return status;
	for (*index = 0; names[*index]; (*index)++) {
		if (!strcmp(names[*index], reader_text(reader)))
			return FDTR_OK;
	}
	nearest = fdtr_nearest_name(reader_text(reader), name_at, names);
	if (nearest)
		return reader_wrong(reader, "'%s' cannot be '%.100s'; did you mean '%s'?", reader->key,
			reader_text(reader), nearest);
	return wrong_value(reader, list);
}

int spec_text(struct yaml_reader *reader, size_t longest, const char *wanted, const char **text)
{
	int status = reader_want_text(reader, wanted);
	const char *at = status ? "" : reader_text(reader);
	size_t length = strlen(at);

	if (status)
		return status;
	for (; *at; at++) {
		if (*at < ' ' || *at > '~')
			return wrong_value(reader, wanted);
	}
	return length > longest ? wrong_value(reader, wanted) : reader_keep_text(reader, text);
}

/* A name of up to 31 of these characters, none of the `not_first` first. */
static int name_of(struct yaml_reader *reader, const char *allowed, const char *not_first, const char *wanted,
	const char **name)
{
	int status = reader_want_text(reader, wanted);
	size_t length;

	if (status)
		return status;
	length = strlen(reader_text(reader));
	if (length > 31 || strspn(reader_text(reader), allowed) != length ||
		strchr(not_first, reader_text(reader)[0]))
		return wrong_value(reader, wanted);
	return reader_keep_text(reader, name);
}

int spec_node_name(struct yaml_reader *reader, const char **name)
{
	return name_of(reader, DIGITS LOWER UPPER ",._+-", "",
		"a node's name without unit address, 1 to 31 of the characters 0-9 a-z A-Z , . _ + -", name);
}

int spec_label(struct yaml_reader *reader, const char **label)
{
	return name_of(reader, DIGITS LOWER UPPER "_", DIGITS,
		"a label, 1 to 31 of the characters 0-9 a-z A-Z _, no digit first", label);
}

/* ACPI Specification 6.5, 19.2.2: a NameString. */
static bool is_object(const char *path)
{
	if (*path == '\\')
		path++;
	else
		path += strspn(path, "^");
	for (;;) {
		size_t length = strspn(path, UPPER DIGITS "_");

		if (!length || length > 4 || isdigit((unsigned char)*path))
			return false;
		path += length;
		if (!*path)
			return true;
		if (*path++ != '.')
			return false;
	}
}

int spec_object(struct yaml_reader *reader, const char **path)
{
	static const char wanted[] =
		"a path in the ACPI namespace such as \\_SB.VR00: names of up to four of A-Z 0-9 _, no digit first";
	int status = spec_text(reader, 255, wanted, path);

	return !status && !is_object(*path) ? wrong_value(reader, wanted) : status;
}
