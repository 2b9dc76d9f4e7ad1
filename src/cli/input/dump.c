// SPDX-License-Identifier: BSD-2-Clause
/*
 * The text of acpidump: for each table a line "DSDT @ 0x00000000BFFE0040", then lines of an offset and up to 16 bytes,
 * "    0010: 44 53 44 54  DSDT", and an empty one. What else is in it is passed over.
 */
#include "cli/input/recognise.h"

#include "base/base.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_A_LINE 16U

struct dump_reader {
	const char *name;
	const char *at;
	const char *end;
	const char *line; /* the one that was read last, and */
	size_t length;    /* its length without its end */
	uint32_t number;
	unsigned char *data; /* as much as the text is long, which is enough */
	size_t size;
	size_t table; /* where the table begins that is being read */
	uint32_t table_line;
	bool in_table;
};

static bool next_line(struct dump_reader *reader)
{
	const char *newline;

	if (reader->at == reader->end)
		return false;
	newline = memchr(reader->at, '\n', (size_t)(reader->end - reader->at));
	reader->line = reader->at;
	reader->at = newline ? newline + 1 : reader->end;
	reader->length = (size_t)((newline ? newline : reader->end) - reader->line);
	if (reader->length && reader->line[reader->length - 1] == '\r')
		reader->length--;
	reader->number++;
	return true;
}

/* Four characters of a signature, " @ 0x", an address, and nothing more: others mention tables, too. */
static bool is_head(const struct dump_reader *reader)
{
	static const char mark[] = " @ 0x";
	size_t length = strlen(mark), at = 4 + length;

	for (size_t i = 0; i < 4 && i < reader->length; i++) {
		if (!isgraph((unsigned char)reader->line[i]) && reader->line[i] != ' ')
			return false;
	}
	if (reader->length <= at || memcmp(reader->line + 4, mark, length) != 0)
		return false;
	while (at < reader->length && isxdigit((unsigned char)reader->line[at]))
		at++;
	return at == reader->length;
}

static unsigned int digit(char character)
{
	return isdigit((unsigned char)character)
	               ? (unsigned int)(character - '0')
	               : (unsigned int)(toupper((unsigned char)character) - 'A' + 10);
}

/* "    0010:"; the offset, and what is behind the colon. */
static bool read_offset(const struct dump_reader *reader, size_t *offset, size_t *behind)
{
	size_t at = 0, first;

	while (at < reader->length && reader->line[at] == ' ')
		at++;
	*offset = 0;
	for (first = at; at < reader->length && isxdigit((unsigned char)reader->line[at]); at++)
		*offset = *offset * 16 + digit(reader->line[at]);
	*behind = at + 1;
	return first && at > first && at - first <= 8 && at < reader->length && reader->line[at] == ':';
}

/* " 44 53": single blanks between them; two are what the characters stand behind. */
static size_t read_bytes(const struct dump_reader *reader, size_t at, unsigned char bytes[BYTES_A_LINE])
{
	const char *line = reader->line;
	size_t count = 0;

	while (count < BYTES_A_LINE && reader->length - at >= 3 && line[at] == ' ' &&
		isxdigit((unsigned char)line[at + 1]) && isxdigit((unsigned char)line[at + 2]) &&
		(reader->length - at == 3 || isspace((unsigned char)line[at + 3]))) {
		bytes[count++] = (unsigned char)(16 * digit(line[at + 1]) + digit(line[at + 2]));
		at += 3;
	}
	return count;
}

static int fail(const struct dump_reader *reader, struct fdtr_error *error, uint32_t line, const char *what)
{
	return fdtr_error_set(
		error, FDTR_ERR_BADTREE, "%s:%u:1: %s; dump the tables once more", reader->name, line, what);
}

/* As many bytes as the header says, and then no more: the dump is of one table after the other. */
static int end_table(struct dump_reader *reader, struct fdtr_error *error)
{
	const unsigned char *table = reader->data + reader->table;
	size_t size = reader->size - reader->table;

	if (!reader->in_table)
		return FDTR_OK;
	reader->in_table = false;
	if (!size)
		return fail(reader, error, reader->table_line, "no bytes of this table follow");
	if (!tables_header_likely(table, size)) {
		reader->size = reader->table; /* FACS, RSDP: what has no header of the common form */
		return FDTR_OK;
	}
	if (fdtr_little(table + 4, 4) > size)
		return fail(reader, error, reader->table_line,
			"the dump has fewer bytes of this table than its header says");
	reader->size = reader->table + tables_length(table, size);
	return FDTR_OK;
}

static int read_row(struct dump_reader *reader, struct fdtr_error *error)
{
	size_t offset, behind, count;

	if (!read_offset(reader, &offset, &behind))
		return reader->size > reader->table
		               ? end_table(reader, error)
		               : fail(reader, error, reader->number,
					 "this is no line of bytes, and the first of a table belongs here");
	if (offset != reader->size - reader->table)
		return fail(
			reader, error, reader->number, "the bytes do not go on where the line before ended");
	count = read_bytes(reader, behind, reader->data + reader->size);
	reader->size += count;
	return count ? FDTR_OK : fail(reader, error, reader->number, "there are no bytes where they belong");
}

static int read_line(struct dump_reader *reader, struct fdtr_error *error)
{
	int status;

	if (!is_head(reader))
		return reader->in_table ? read_row(reader, error) : FDTR_OK;
	status = end_table(reader, error);
	reader->table = reader->size;
	reader->table_line = reader->number;
	reader->in_table = true;
	return status;
}

int tables_undump(const char *name, const char *text, size_t text_size, unsigned char **data, size_t *size,
	struct fdtr_error *error)
{
	struct dump_reader reader = {.name = name, .at = text, .end = text + text_size};
	int status = FDTR_OK;

	reader.data = malloc(text_size + BYTES_A_LINE);
	if (!reader.data)
		return fdtr_error_memory(error);
	while (!status && next_line(&reader))
		status = read_line(&reader, error);
	if (!status)
		status = end_table(&reader, error);
	if (!status && !reader.size)
		status = fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: there is no table in this dump", name);
	if (status) {
		free(reader.data);
		reader.data = NULL;
	}
	*data = reader.data;
	*size = reader.data ? reader.size : 0;
	return status;
}

bool tables_is_dump(const char *text, size_t size)
{
	struct dump_reader reader = {.at = text, .end = text + size};
	bool head = false;

	while (!head && next_line(&reader))
		head = is_head(&reader);
	return head;
}
