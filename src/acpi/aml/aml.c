// SPDX-License-Identifier: BSD-2-Clause
/* The tree as AML (ACPI Specification 6.5, 20.2). */
#include "acpi/aml/parts.h"

#include <string.h>

static const char creator[] = "FDTR";
enum { CREATOR_REVISION = 1, CHECKSUM = 9, EXTERNAL_DEVICE = 6 };

struct writing {
	struct fdtr_sink *sink;
	const uint32_t *body; /* of the next that has one */
	bool wide;
};

/* The lowest six bits stand alone where one byte is enough, else the lowest four do and whole bytes follow. */
static void package_length(struct fdtr_sink *sink, uint32_t body)
{
	uint32_t bytes = fdtr_package_length_size(body), length = body + bytes;

	if (bytes == 1) {
		fdtr_sink_byte(sink, length);
		return;
	}
	fdtr_sink_byte(sink, (bytes - 1) << 6 | (length & 15));
	fdtr_sink_little(sink, length >> 4, bytes - 1);
}

static void buffer(const struct writing *writing, uint64_t bytes)
{
	fdtr_sink_byte(writing->sink, FDTR_AML_BUFFER);
	package_length(writing->sink, (uint32_t)fdtr_buffer_body(bytes, writing->wide));
	fdtr_integer_aml(bytes, writing->wide, writing->sink);
}

static void text(const struct writing *writing, const struct fdtr_term *term)
{
	unsigned char uuid[FDTR_UUID_SIZE];
	uint32_t id = 0;

	if (term->kind == FDTR_TERM_STRING) {
		fdtr_sink_byte(writing->sink, FDTR_AML_STRING);
		fdtr_sink_bytes(writing->sink, term->data, strlen(term->data) + 1);
	} else if (term->kind == FDTR_TERM_EISAID && fdtr_eisaid(term->data, &id)) {
		fdtr_integer_aml(id, writing->wide, writing->sink);
	} else if (fdtr_uuid_bytes(term->data, uuid)) {
		buffer(writing, sizeof(uuid));
		fdtr_sink_bytes(writing->sink, uuid, sizeof(uuid));
	}
}

static uint32_t count_terms(const struct fdtr_term *term)
{
	uint32_t count = 0;

	for (; term; term = term->next)
		count++;
	return count;
}

static void begin(struct writing *writing, const struct fdtr_term *term)
{
	struct fdtr_sink *sink = writing->sink;

	switch (term->kind) {
	case FDTR_TERM_SCOPE:
		fdtr_sink_byte(sink, FDTR_AML_SCOPE);
		package_length(sink, *writing->body++);
		fdtr_name_path_aml(term->name, sink);
		break;
	case FDTR_TERM_DEVICE:
		fdtr_sink_byte(sink, FDTR_AML_EXTENDED);
		fdtr_sink_byte(sink, FDTR_AML_EXTENDED_DEVICE);
		package_length(sink, *writing->body++);
		fdtr_name_path_aml(term->name, sink);
		break;
	case FDTR_TERM_PACKAGE:
		fdtr_sink_byte(sink, FDTR_AML_PACKAGE);
		package_length(sink, *writing->body++);
		fdtr_sink_byte(sink, count_terms(term->first));
		break;
	case FDTR_TERM_NAME:
		fdtr_sink_byte(sink, FDTR_AML_NAME);
		fdtr_name_path_aml(term->name, sink);
		break;
	case FDTR_TERM_REFERENCE:
		fdtr_name_path_aml(term->name, sink);
		break;
	case FDTR_TERM_INTEGER:
		fdtr_integer_aml(term->integer, writing->wide, sink);
		break;
	case FDTR_TERM_BUFFER:
		buffer(writing, term->count);
		fdtr_sink_bytes(sink, term->data, term->count);
		break;
	case FDTR_TERM_TEMPLATE:
		buffer(writing, fdtr_template_size(term));
		fdtr_template_aml(term, sink);
		break;
	case FDTR_TERM_STRING:
	case FDTR_TERM_EISAID:
	case FDTR_TERM_UUID:
		text(writing, term);
		break;
	case FDTR_TERM_EXTERNAL: /* they stand in front of all others */
		break;
	}
}

/* As iasl has them: where no interpreter comes by, because older ones do not know the opcode. */
static void externals(struct fdtr_sink *sink, const struct fdtr_term *term, uint32_t body)
{
	fdtr_sink_byte(sink, FDTR_AML_IF);
	package_length(sink, body);
	fdtr_sink_byte(sink, FDTR_AML_ZERO);
	for (; term; term = term->next) {
		if (term->kind != FDTR_TERM_EXTERNAL)
			continue;
		fdtr_sink_byte(sink, FDTR_AML_EXTERNAL);
		fdtr_name_path_aml(term->name, sink);
		fdtr_sink_byte(sink, EXTERNAL_DEVICE);
		fdtr_sink_byte(sink, 0); /* arguments */
	}
}

/* 5.2.6 */
static void header(struct fdtr_sink *sink, const struct fdtr_definition_block *block, uint32_t size)
{
	char oem_id[6], oem_table_id[8];

	memset(oem_id, 0, sizeof(oem_id));
	memset(oem_table_id, 0, sizeof(oem_table_id));
	memcpy(oem_id, block->oem_id, strnlen(block->oem_id, sizeof(oem_id)));
	memcpy(oem_table_id, block->oem_table_id, strnlen(block->oem_table_id, sizeof(oem_table_id)));
	fdtr_sink_bytes(sink, block->signature, 4);
	fdtr_sink_little(sink, size, 4);
	fdtr_sink_byte(sink, block->revision);
	fdtr_sink_byte(sink, 0); /* the checksum */
	fdtr_sink_bytes(sink, oem_id, sizeof(oem_id));
	fdtr_sink_bytes(sink, oem_table_id, sizeof(oem_table_id));
	fdtr_sink_little(sink, block->oem_revision, 4);
	fdtr_sink_bytes(sink, creator, 4);
	fdtr_sink_little(sink, CREATOR_REVISION, 4);
}

enum { BLOCK = 64 };

/* In blocks, of which compilers make vectors. */
static unsigned char sum_of(const unsigned char *data, size_t size)
{
	unsigned char sum = 0;
	size_t at = 0;

	for (; at + BLOCK <= size; at += BLOCK)
		for (size_t i = 0; i < BLOCK; i++)
			sum = (unsigned char)(sum + data[at + i]);
	for (; at < size; at++)
		sum = (unsigned char)(sum + data[at]);
	return sum;
}

static void write_table(
	struct fdtr_sink *sink, const struct fdtr_definition_block *block, const struct fdtr_measure *measure)
{
	struct fdtr_term_walk walk = fdtr_term_walk(block->terms);
	struct writing writing = {sink, measure->bodies, fdtr_block_wide(block)};
	const struct fdtr_term *term;
	bool ends;

	header(sink, block, measure->size);
	if (measure->externals)
		externals(sink, block->terms, measure->externals);
	while ((term = fdtr_term_next(&walk, &ends)))
		if (!ends)
			begin(&writing, term);
	sink->data[CHECKSUM] = (unsigned char)-sum_of(sink->data, sink->length);
}

int fdtr_aml_write(const struct fdtr_definition_block *block, struct fdtr_arena *arena, void *output,
	size_t size, size_t *needed, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_sink sink = {.data = output, .size = size};
	struct fdtr_measure measure;
	int status = fdtr_measure(block, arena, &measure, error);

	*needed = 0;
	if (!status) {
		*needed = measure.size;
		if (size < measure.size)
			status = fdtr_error_set(error, FDTR_ERR_NOSPACE,
				"the table needs an output buffer of %u bytes", measure.size);
		else
			write_table(&sink, block, &measure);
	}
	fdtr_arena_reset(arena, mark);
	return status;
}
