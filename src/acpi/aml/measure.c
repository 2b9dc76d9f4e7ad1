// SPDX-License-Identifier: BSD-2-Clause
/* What a tree comes to in AML, and whether it can be said at all. */
#include "acpi/aml/parts.h"

#include <string.h>

enum { MOST_ELEMENTS = 255, MOST_TABLE = 0x0fffffff, MOST_STRING = 32000 };

/* A term that is open; the table itself is the outermost. */
struct frame {
	const struct fdtr_term *term;
	uint64_t body; /* what is in it, so far */
	uint32_t slot; /* in bodies */
	uint32_t members;
};

struct measuring {
	struct frame frames[FDTR_TERM_DEPTH + 1];
	uint32_t depth;
	bool wide;
	struct fdtr_array bodies;
	uint64_t externals;
	struct fdtr_error *error;
};

#define BIT(kind) (1U << (kind))
#define TERMS (BIT(FDTR_TERM_SCOPE) | BIT(FDTR_TERM_DEVICE) | BIT(FDTR_TERM_NAME))
#define DATA                                                                                              \
	(BIT(FDTR_TERM_INTEGER) | BIT(FDTR_TERM_STRING) | BIT(FDTR_TERM_EISAID) | BIT(FDTR_TERM_BUFFER) | \
		BIT(FDTR_TERM_UUID) | BIT(FDTR_TERM_PACKAGE) | BIT(FDTR_TERM_TEMPLATE))

/* Which kinds may stand in this term; NULL is the table. */
static uint32_t accepted(const struct fdtr_term *parent)
{
	if (!parent)
		return TERMS | BIT(FDTR_TERM_EXTERNAL);
	if (parent->kind == FDTR_TERM_NAME)
		return DATA;
	return parent->kind == FDTR_TERM_PACKAGE ? DATA | BIT(FDTR_TERM_REFERENCE) : TERMS;
}

static const char *kind_text(enum fdtr_term_kind kind)
{
	static const char *const texts[] = {"a Scope", "a Device", "a Name", "an External", "an integer",
		"a string", "an EISAID", "a buffer", "a UUID", "a package", "a reference",
		"a resource template"};

	return (unsigned int)kind < FDTR_ARRAY_SIZE(texts) ? texts[kind] : "a term of no known kind";
}

/* The name of the innermost term that has one. */
static const char *where(const struct measuring *measuring)
{
	for (uint32_t depth = measuring->depth; depth > 0; depth--)
		if (measuring->frames[depth].term->name)
			return measuring->frames[depth].term->name;
	return "the table";
}

static int refuse(const struct measuring *measuring, const struct fdtr_term *term, const char *problem)
{
	const char *name = term->name ? term->name : where(measuring);

	return fdtr_error_set(measuring->error, FDTR_ERR_ARGUMENT, "no AML can be written for %s of %s: %s",
		kind_text(term->kind), name, problem);
}

static bool plain_text(const char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

/* SCOPE, DEVICE, NAME, EXTERNAL, REFERENCE: whether its name is one, and how long. */
static int measure_name(const struct measuring *measuring, const struct fdtr_term *term, uint64_t *size)
{
	bool reference = term->kind == FDTR_TERM_REFERENCE || term->kind == FDTR_TERM_SCOPE;
	struct fdtr_name_path path;

	if (!term->name || !fdtr_name_path(term->name, &path))
		return refuse(measuring, term,
			"a name has segments of one to four of A-Z, 0-9 and '_', not beginning with a digit, with '.' between "
			"them, behind '\\' or '^'");
	if (!path.count && !reference)
		return refuse(measuring, term, "the path names no object");
	if (fdtr_name_path_is_word(&path))
		return refuse(
			measuring, term, "the name is a word of ASL; give the whole path, or another name");
	if (term->kind == FDTR_TERM_EXTERNAL && !path.root)
		return refuse(measuring, term, "an External is named by its whole path");
	*size = fdtr_name_path_size(&path);
	return FDTR_OK;
}

static int measure_text(const struct measuring *measuring, const struct fdtr_term *term, uint64_t *size)
{
	unsigned char uuid[FDTR_UUID_SIZE];
	uint32_t id = 0;

	if (!term->data)
		return refuse(measuring, term, "it has no text");
	switch (term->kind) {
	case FDTR_TERM_EISAID:
		if (!fdtr_eisaid(term->data, &id))
			return refuse(
				measuring, term, "an EISA id has three capital letters and four of 0-9, A-F");
		*size = fdtr_integer_size(id, measuring->wide);
		return FDTR_OK;
	case FDTR_TERM_UUID:
		if (!fdtr_uuid_bytes(term->data, uuid))
			return refuse(measuring, term, "a UUID has 8-4-4-4-12 hexadecimal digits");
		*size = fdtr_buffer_body(sizeof(uuid), measuring->wide);
		*size += 1 + fdtr_package_length_size(*size);
		return FDTR_OK;
	default:
		*size = 1 + strlen(term->data) + 1;
		if (!plain_text(term->data))
			return refuse(measuring, term, "a string has printable ASCII characters only");
		return *size <= MOST_STRING
		               ? FDTR_OK
		               : refuse(measuring, term, "a string is not longer than 31998 characters");
	}
}

static int measure_buffer(const struct measuring *measuring, const struct fdtr_term *term, uint64_t *size)
{
	uint64_t bytes = term->count;
	const char *problem;
	char text[200];
	uint32_t index;

	if (term->kind == FDTR_TERM_TEMPLATE) {
		problem = fdtr_template_problem(term, &index);
		if (problem) {
			struct fdtr_text sentence;

			fdtr_text_init(&sentence, text, sizeof(text));
			fdtr_text_add(&sentence, "descriptor %u: %s", index, problem);
			return refuse(measuring, term, text);
		}
		bytes = fdtr_template_size(term);
	}
	*size = fdtr_buffer_body(bytes, measuring->wide);
	if (!fdtr_package_length_size(*size))
		return refuse(measuring, term, "it is past 256 MiB");
	*size += 1 + fdtr_package_length_size(*size);
	return FDTR_OK;
}

/* What the term takes, without those in it. */
static int measure_own(const struct measuring *measuring, const struct fdtr_term *term, uint64_t *size)
{
	switch (term->kind) {
	case FDTR_TERM_INTEGER:
		if (!measuring->wide && term->integer > UINT32_MAX)
			return refuse(measuring, term, "integers of a table of revision 1 have 32 bits");
		*size = fdtr_integer_size(term->integer, measuring->wide);
		return FDTR_OK;
	case FDTR_TERM_STRING:
	case FDTR_TERM_EISAID:
	case FDTR_TERM_UUID:
		return measure_text(measuring, term, size);
	case FDTR_TERM_BUFFER:
	case FDTR_TERM_TEMPLATE:
		return measure_buffer(measuring, term, size);
	case FDTR_TERM_PACKAGE:
		*size = 1;
		return FDTR_OK;
	default:
		return measure_name(measuring, term, size);
	}
}

static int open_term(struct measuring *measuring, const struct fdtr_term *term, uint64_t size)
{
	struct frame *frame = &measuring->frames[measuring->depth + 1];

	if (measuring->depth == FDTR_TERM_DEPTH)
		return refuse(measuring, term, "there are too many in one another");
	*frame = (struct frame){.term = term, .body = size, .slot = (uint32_t)measuring->bodies.count};
	if (term->kind != FDTR_TERM_NAME && !fdtr_array_push(&measuring->bodies))
		return fdtr_error_arena(measuring->error);
	measuring->depth++;
	return FDTR_OK;
}

static int begin_term(struct measuring *measuring, const struct fdtr_term *term)
{
	struct frame *frame = &measuring->frames[measuring->depth];
	uint64_t size = 0;
	int status;

	if ((unsigned int)term->kind > FDTR_TERM_TEMPLATE || !(accepted(frame->term) & BIT(term->kind)))
		return refuse(measuring, term, "it cannot stand there");
	if (++frame->members > MOST_ELEMENTS && frame->term && frame->term->kind == FDTR_TERM_PACKAGE)
		return refuse(measuring, frame->term, "it has more than 255 elements");
	status = measure_own(measuring, term, &size);
	if (status)
		return status;
	if (fdtr_term_opens(term))
		return open_term(measuring, term, size);
	if (term->kind == FDTR_TERM_EXTERNAL)
		measuring->externals += 1 + size + 2;
	else
		frame->body += size;
	return FDTR_OK;
}

static int end_term(struct measuring *measuring)
{
	struct frame *frame = &measuring->frames[measuring->depth--];
	uint64_t *outer = &measuring->frames[measuring->depth].body;
	uint32_t length = fdtr_package_length_size(frame->body);

	if (!length)
		return refuse(measuring, frame->term, "it is past 256 MiB");
	if (frame->term->kind == FDTR_TERM_NAME) {
		*outer += 1 + frame->body;
		return frame->members == 1 ? FDTR_OK
		                           : refuse(measuring, frame->term, "a Name has one term of data");
	}
	((uint32_t *)measuring->bodies.items)[frame->slot] = (uint32_t)frame->body;
	*outer += (frame->term->kind == FDTR_TERM_DEVICE ? 2 : 1) + length + frame->body;
	return FDTR_OK;
}

static int measure_terms(struct measuring *measuring, const struct fdtr_term *terms)
{
	const struct fdtr_term *term = terms;
	int status;

	while (term || measuring->depth) {
		uint32_t depth = measuring->depth;

		if (!term) {
			term = measuring->frames[depth].term->next;
			status = end_term(measuring);
		} else {
			status = begin_term(measuring, term);
			term = measuring->depth > depth ? term->first : term->next;
		}
		if (status)
			return status;
	}
	return FDTR_OK;
}

static int check_header(const struct fdtr_definition_block *block, struct fdtr_error *error)
{
	if (strcmp(block->signature, "SSDT") != 0)
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
			"the table that is written is an SSDT: iasl shortens the names in a DSDT");
	if (!block->revision)
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
			"the revision of a table with AML is at least 1; 2 makes its integers 64 bits wide");
	if (!plain_text(block->oem_id) || !plain_text(block->oem_table_id))
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
			"the OEM ids of a table have printable ASCII characters only");
	return FDTR_OK;
}

int fdtr_measure(const struct fdtr_definition_block *block, struct fdtr_arena *arena,
	struct fdtr_measure *measure, struct fdtr_error *error)
{
	struct measuring measuring = {.wide = fdtr_block_wide(block), .error = error};
	int status = check_header(block, error);
	uint64_t size, body;

	fdtr_array_begin(&measuring.bodies, arena, sizeof(uint32_t));
	if (!status)
		status = measure_terms(&measuring, block->terms);
	if (status)
		return status;
	size = FDTR_TABLE_HEADER + measuring.frames[0].body;
	body = measuring.externals ? 1 + measuring.externals : 0;
	if (body)
		size += 1 + fdtr_package_length_size(body) + body;
	if (size > MOST_TABLE)
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT, "the table is past 256 MiB");
	*measure = (struct fdtr_measure){measuring.bodies.items, (uint32_t)body, (uint32_t)size};
	return FDTR_OK;
}
