/* SPDX-License-Identifier: BSD-2-Clause */
/* What the writers of AML and of ASL share. */
#ifndef FDTR_SRC_ACPI_AML_PARTS_H
#define FDTR_SRC_ACPI_AML_PARTS_H

#include "acpi/aml/term.h"

/* Output: what does not fit is counted and dropped. */
struct fdtr_sink {
	unsigned char *data;
	size_t size;
	size_t length;
};

void fdtr_sink_bytes(struct fdtr_sink *sink, const void *bytes, size_t count);
static inline void fdtr_sink_byte(struct fdtr_sink *sink, unsigned int byte)
{
	if (sink->length < sink->size)
		sink->data[sink->length] = (unsigned char)byte;
	sink->length++;
}

/* A little-endian number of so many bytes. */
void fdtr_sink_little(struct fdtr_sink *sink, uint64_t integer, uint32_t count);
void fdtr_sink_text(struct fdtr_sink *sink, const char *text);
/* "0x0F": at least so many digits. */
void fdtr_sink_hex(struct fdtr_sink *sink, uint64_t integer, uint32_t digits);

/* Opcodes and prefixes (20.3). */
enum {
	FDTR_AML_NULL_NAME = 0x00,
	FDTR_AML_ZERO = 0x00,
	FDTR_AML_ONE = 0x01,
	FDTR_AML_NAME = 0x08,
	FDTR_AML_BYTE = 0x0a,
	FDTR_AML_WORD = 0x0b,
	FDTR_AML_DWORD = 0x0c,
	FDTR_AML_STRING = 0x0d,
	FDTR_AML_QWORD = 0x0e,
	FDTR_AML_SCOPE = 0x10,
	FDTR_AML_BUFFER = 0x11,
	FDTR_AML_PACKAGE = 0x12,
	FDTR_AML_EXTERNAL = 0x15,
	FDTR_AML_DUAL_NAME = 0x2e,
	FDTR_AML_MULTI_NAME = 0x2f,
	FDTR_AML_EXTENDED = 0x5b,
	FDTR_AML_EXTENDED_DEVICE = 0x82,
	FDTR_AML_IF = 0xa0,
	FDTR_AML_ONES = 0xff
};

enum { FDTR_TABLE_HEADER = 36, FDTR_UUID_SIZE = 16 };

/* A name path (19.2.2, 20.2.2), taken apart. */
struct fdtr_name_path {
	const char *segments; /* the first; those that follow stand behind a '.' each */
	uint32_t count;
	uint32_t parents;
	bool root;
};

/* False when the text is none. */
bool fdtr_name_path(const char *text, struct fdtr_name_path *path);
uint32_t fdtr_name_path_size(const struct fdtr_name_path *path);
void fdtr_name_path_aml(const char *text, struct fdtr_sink *sink);
/* ASL has no way to say it: "LOAD", of four letters, is a word there. */
bool fdtr_name_path_is_word(const struct fdtr_name_path *path);
void fdtr_name_path_asl(const char *text, struct fdtr_sink *sink);

/*
 * Walks a tree that was found to be sound: every term as it begins, and those with others in them again as
 * they end.
 */
struct fdtr_term_walk {
	const struct fdtr_term *open[FDTR_TERM_DEPTH];
	const struct fdtr_term *next; /* NULL where the innermost of `open` ends */
	uint32_t depth;
};

struct fdtr_term_walk fdtr_term_walk(const struct fdtr_term *terms);
/* NULL at the end. *ends: the term was told of before, and is left now. */
const struct fdtr_term *fdtr_term_next(struct fdtr_term_walk *walk, bool *ends);
/* SCOPE, DEVICE, NAME and PACKAGE have others in them. */
bool fdtr_term_opens(const struct fdtr_term *term);

/*
 * What a tree comes to. `bodies` has for each SCOPE, DEVICE and PACKAGE, in the order in which they begin, how many
 * bytes follow its package length.
 */
struct fdtr_measure {
	const uint32_t *bodies;
	uint32_t externals; /* of the If (Zero) around them; 0 when there are none */
	uint32_t size;      /* of the table, header and all */
};

/* Looks at whether all of it can be said, too. The bodies lie in the arena. */
int fdtr_measure(const struct fdtr_definition_block *block, struct fdtr_arena *arena,
	struct fdtr_measure *measure, struct fdtr_error *error);

/* The bytes of a package length (20.2.4) before so many; 0 when it cannot say that. */
uint32_t fdtr_package_length_size(uint64_t body);
/* Integers have 64 bits. */
bool fdtr_block_wide(const struct fdtr_definition_block *block);
/* The bytes of ZeroOp, OneOp, OnesOp, or of the smallest constant with its prefix (20.2.3). */
uint32_t fdtr_integer_size(uint64_t integer, bool wide);
void fdtr_integer_aml(uint64_t integer, bool wide, struct fdtr_sink *sink);
/* What follows the package length of a buffer with so many bytes (20.2.5.4). */
uint64_t fdtr_buffer_body(uint64_t bytes, bool wide);

/* "PNP0C0F" (19.6.37); false when it is none. */
bool fdtr_eisaid(const char *text, uint32_t *id);

/* Of the descriptors and their end tag. */
uint64_t fdtr_template_size(const struct fdtr_term *term);
/* What is wrong with the first that cannot be written, and which that is; NULL when all can. */
const char *fdtr_template_problem(const struct fdtr_term *term, uint32_t *index);
void fdtr_template_aml(const struct fdtr_term *term, struct fdtr_sink *sink);
/* Its lines, behind so many tabs. */
void fdtr_template_asl(const struct fdtr_term *term, uint32_t indent, struct fdtr_sink *sink);
void fdtr_sink_line(struct fdtr_sink *sink, uint32_t indent);

#endif
