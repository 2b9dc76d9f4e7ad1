// SPDX-License-Identifier: BSD-2-Clause
/* The tree as ASL (ACPI Specification 6.5, 19), which iasl compiles to the AML of fdtr_aml_write(). */
#include "acpi/aml/parts.h"

#include <string.h>

enum { FEW_ELEMENTS = 4, BYTES_A_LINE = 8 };

struct writing {
	struct fdtr_sink *sink;
	bool wide;
	uint32_t indent;
	bool in_line; /* in a package that is written on one line */
};

void fdtr_sink_line(struct fdtr_sink *sink, uint32_t indent)
{
	fdtr_sink_byte(sink, '\n');
	while (indent-- > 0)
		fdtr_sink_byte(sink, '\t');
}

static void quoted(struct fdtr_sink *sink, const char *text, size_t most)
{
	fdtr_sink_byte(sink, '"');
	for (; *text && most-- > 0; text++) {
		if (*text == '"' || *text == '\\')
			fdtr_sink_byte(sink, '\\');
		fdtr_sink_byte(sink, (unsigned char)*text);
	}
	fdtr_sink_byte(sink, '"');
}

static void comment(struct fdtr_sink *sink, const char *text, uint32_t indent)
{
	fdtr_sink_line(sink, indent);
	fdtr_sink_text(sink, "// ");
	for (; *text; text++) {
		if (*text == '\n') {
			fdtr_sink_line(sink, indent);
			fdtr_sink_text(sink, "// ");
		} else {
			fdtr_sink_byte(sink, *text < ' ' || *text > '~' ? '?' : (unsigned char)*text);
		}
	}
}

static void integer(const struct writing *writing, uint64_t value)
{
	uint32_t size = fdtr_integer_size(value, writing->wide);

	if (size == 1)
		fdtr_sink_text(writing->sink, value == 0 ? "Zero" : value == 1 ? "One" : "Ones");
	else
		fdtr_sink_hex(writing->sink, value, 2 * (size - 1));
}

static void bytes(const struct writing *writing, const struct fdtr_term *term)
{
	const unsigned char *data = term->data;
	struct fdtr_sink *sink = writing->sink;

	fdtr_sink_text(sink, "Buffer (");
	fdtr_sink_hex(sink, term->count, 2);
	fdtr_sink_text(sink, ")");
	fdtr_sink_line(sink, writing->indent);
	fdtr_sink_text(sink, "{");
	for (uint32_t i = 0; i < term->count; i++) {
		if (i % BYTES_A_LINE == 0)
			fdtr_sink_line(sink, writing->indent + 1);
		fdtr_sink_hex(sink, data[i], 2);
		if (i + 1 < term->count)
			fdtr_sink_text(sink, i % BYTES_A_LINE == BYTES_A_LINE - 1 ? "," : ", ");
	}
	fdtr_sink_line(sink, writing->indent);
	fdtr_sink_text(sink, "}");
}

static void template(const struct writing *writing, const struct fdtr_term *term)
{
	fdtr_sink_text(writing->sink, "ResourceTemplate ()");
	fdtr_sink_line(writing->sink, writing->indent);
	fdtr_sink_text(writing->sink, "{");
	fdtr_template_asl(term, writing->indent + 1, writing->sink);
	fdtr_sink_line(writing->sink, writing->indent);
	fdtr_sink_text(writing->sink, "}");
}

/* A pair of a property is easier to read on one line. */
static bool fits_line(const struct fdtr_term *package)
{
	const struct fdtr_term *term = package->first;

	for (uint32_t i = 0; term; term = term->next, i++)
		if (i == FEW_ELEMENTS || term->comment || term->kind == FDTR_TERM_PACKAGE ||
			term->kind == FDTR_TERM_BUFFER || term->kind == FDTR_TERM_TEMPLATE)
			return false;
	return true;
}

static void named(
	const struct writing *writing, const char *word, const struct fdtr_term *term, const char *rest)
{
	fdtr_sink_text(writing->sink, word);
	fdtr_name_path_asl(term->name, writing->sink);
	fdtr_sink_text(writing->sink, rest);
}

static void open_block(struct writing *writing)
{
	fdtr_sink_line(writing->sink, writing->indent++);
	fdtr_sink_text(writing->sink, "{");
}

static void close_block(struct writing *writing)
{
	fdtr_sink_line(writing->sink, --writing->indent);
	fdtr_sink_text(writing->sink, "}");
}

/* SCOPE, DEVICE, NAME and PACKAGE. */
static void begin_open(struct writing *writing, const struct fdtr_term *term)
{
	if (term->kind == FDTR_TERM_NAME) {
		named(writing, "Name (", term, ", ");
		return;
	}
	if (term->kind == FDTR_TERM_PACKAGE) {
		fdtr_sink_text(writing->sink, "Package ()");
		writing->in_line = fits_line(term);
		if (writing->in_line)
			fdtr_sink_text(writing->sink, term->first ? " { " : " {");
	} else {
		named(writing, term->kind == FDTR_TERM_SCOPE ? "Scope (" : "Device (", term, ")");
	}
	if (!writing->in_line)
		open_block(writing);
}

static void data(const struct writing *writing, const struct fdtr_term *term)
{
	switch (term->kind) {
	case FDTR_TERM_INTEGER:
		integer(writing, term->integer);
		break;
	case FDTR_TERM_STRING:
		quoted(writing->sink, term->data, SIZE_MAX);
		break;
	case FDTR_TERM_EISAID:
	case FDTR_TERM_UUID:
		fdtr_sink_text(writing->sink, term->kind == FDTR_TERM_UUID ? "ToUUID (" : "EISAID (");
		quoted(writing->sink, term->data, SIZE_MAX);
		fdtr_sink_text(writing->sink, ")");
		break;
	case FDTR_TERM_BUFFER:
		bytes(writing, term);
		break;
	case FDTR_TERM_TEMPLATE:
		template(writing, term);
		break;
	default:
		fdtr_name_path_asl(term->name, writing->sink);
	}
}

/* What stands behind a term, before the next in the same parent. */
static void after(const struct writing *writing, const struct fdtr_term *parent, const struct fdtr_term *term)
{
	if (parent && parent->kind == FDTR_TERM_PACKAGE && term->next)
		fdtr_sink_text(writing->sink, writing->in_line ? ", " : ",");
}

static void end(struct writing *writing, const struct fdtr_term *term)
{
	if (term->kind == FDTR_TERM_NAME) {
		fdtr_sink_text(writing->sink, ")");
	} else if (writing->in_line) {
		fdtr_sink_text(writing->sink, term->first ? " }" : "}");
		writing->in_line = false;
	} else {
		close_block(writing);
	}
}

static void begin(struct writing *writing, const struct fdtr_term *parent, const struct fdtr_term *term)
{
	bool in_name = parent && parent->kind == FDTR_TERM_NAME;

	if (!in_name && !writing->in_line) {
		if (term->comment)
			comment(writing->sink, term->comment, writing->indent);
		fdtr_sink_line(writing->sink, writing->indent);
	}
	if (fdtr_term_opens(term))
		begin_open(writing, term);
	else
		data(writing, term);
}

static void externals(const struct writing *writing, const struct fdtr_term *term)
{
	for (; term; term = term->next) {
		if (term->kind != FDTR_TERM_EXTERNAL)
			continue;
		if (term->comment)
			comment(writing->sink, term->comment, writing->indent);
		fdtr_sink_line(writing->sink, writing->indent);
		named(writing, "External (", term, ", DeviceObj)");
	}
}

static void terms(struct writing *writing, const struct fdtr_term *first)
{
	struct fdtr_term_walk walk = fdtr_term_walk(first);
	const struct fdtr_term *term, *parent;
	bool ends;

	while ((term = fdtr_term_next(&walk, &ends))) {
		bool open = !ends && fdtr_term_opens(term);

		parent = walk.depth > open ? walk.open[walk.depth - 1 - open] : NULL;
		if (term->kind == FDTR_TERM_EXTERNAL)
			continue;
		if (ends)
			end(writing, term);
		else
			begin(writing, parent, term);
		if (!open)
			after(writing, parent, term);
	}
}

static void write_source(struct fdtr_sink *sink, const struct fdtr_definition_block *block)
{
	struct writing writing = {.sink = sink, .wide = fdtr_block_wide(block)};

	fdtr_sink_text(sink, "DefinitionBlock (\"\", ");
	quoted(sink, block->signature, 4);
	fdtr_sink_text(sink, ", ");
	fdtr_sink_hex(sink, block->revision, 2);
	fdtr_sink_text(sink, ", ");
	quoted(sink, block->oem_id, 6);
	fdtr_sink_text(sink, ", ");
	quoted(sink, block->oem_table_id, 8);
	fdtr_sink_text(sink, ", ");
	fdtr_sink_hex(sink, block->oem_revision, 8);
	fdtr_sink_text(sink, ")");
	open_block(&writing);
	externals(&writing, block->terms);
	terms(&writing, block->terms);
	close_block(&writing);
	fdtr_sink_bytes(sink, "\n", 2);
}

int fdtr_asl_write(const struct fdtr_definition_block *block, struct fdtr_arena *arena, char *output,
	size_t size, size_t *needed, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_sink sink = {.data = (unsigned char *)output, .size = size};
	struct fdtr_measure measure;
	int status = fdtr_measure(block, arena, &measure, error);

	fdtr_arena_reset(arena, mark);
	*needed = 0;
	if (status)
		return status;
	write_source(&sink, block);
	*needed = sink.length;
	if (sink.length > size)
		return fdtr_error_set(
			error, FDTR_ERR_NOSPACE, "the ASL needs an output buffer of %zu bytes", sink.length);
	return FDTR_OK;
}
