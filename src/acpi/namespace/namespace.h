/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the namespace's reader share: bytes, names, the index, and the table of opcodes. */
#ifndef FDTR_SRC_ACPI_NAMESPACE_H
#define FDTR_SRC_ACPI_NAMESPACE_H

#include <fdtrestrict/acpi.h>

#include "base/base.h"

/* Blocks and operands in each other, and segments of a path: SegCount is a byte, so that no longer one can be said. */
#define FDTR_AML_DEPTH 255
#define FDTR_ACPI_HEADER_SIZE 36U

enum fdtr_aml_code {
	FDTR_AML_ZERO = 0x00,
	FDTR_AML_ONE = 0x01,
	FDTR_AML_BYTE = 0x0a,
	FDTR_AML_WORD = 0x0b,
	FDTR_AML_DWORD = 0x0c,
	FDTR_AML_STRING = 0x0d,
	FDTR_AML_QWORD = 0x0e,
	FDTR_AML_BUFFER = 0x11,
	FDTR_AML_PACKAGE = 0x12,
	FDTR_AML_VAR_PACKAGE = 0x13,
	FDTR_AML_EXTERNAL = 0x15,
	FDTR_AML_DUAL_NAME = 0x2e,
	FDTR_AML_MULTI_NAME = 0x2f,
	FDTR_AML_EXTENDED = 0x5b,
	FDTR_AML_RETURN = 0xa4,
	FDTR_AML_ONES = 0xff
};

/* Part of a table, and how far it is read. A call that returns false has said why in `error`. */
struct fdtr_aml {
	const struct fdtr_acpi_table *table;
	uint32_t at;
	uint32_t end;
	int status;
	struct fdtr_error *error;
};

/* A NameString (20.2.2) as it stands there. */
struct fdtr_aml_name {
	const unsigned char *segments; /* four bytes each */
	uint32_t offset;
	uint32_t carets;
	uint32_t count;
	bool root;
};

bool fdtr_aml_fail(struct fdtr_aml *aml, uint32_t at, const char *format, ...) FDTR_PRINTF(3, 4);
bool fdtr_aml_skip(struct fdtr_aml *aml, uint32_t bytes);
bool fdtr_aml_number(struct fdtr_aml *aml, uint32_t bytes, uint64_t *number);
bool fdtr_aml_byte(struct fdtr_aml *aml, uint8_t *byte);
/* PkgLength (20.2.4): as a number, and as the end of what it counts, which is not past aml->end. */
bool fdtr_aml_length(struct fdtr_aml *aml, uint32_t *length);
bool fdtr_aml_package(struct fdtr_aml *aml, uint32_t *end);
bool fdtr_aml_string(struct fdtr_aml *aml);
/* Whether a name begins with this byte; the empty one does not. */
bool fdtr_aml_begins_name(uint8_t byte);
bool fdtr_aml_name(struct fdtr_aml *aml, struct fdtr_aml_name *name);

/* A name's four characters as one number, in their order. */
uint32_t fdtr_name_number(const void *segment);

uint32_t fdtr_index_find(const struct fdtr_acpi *acpi, uint32_t parent, uint32_t name);
/* Enters the object, whose parent and name are set and not there yet. */
void fdtr_index_enter(struct fdtr_acpi *acpi, uint32_t object);
/* Puts the object in the place of one that has its parent and name. */
void fdtr_index_replace(struct fdtr_acpi *acpi, uint32_t object);

/* What an alias stands for, or the object itself. */
uint32_t fdtr_acpi_meant(const struct fdtr_acpi *acpi, uint32_t object);
/* As fdtr_acpi_find() does it. */
uint32_t fdtr_name_find(const struct fdtr_acpi *acpi, uint32_t scope, const struct fdtr_aml_name *name);

enum fdtr_opcode_role {
	FDTR_OPCODE_RESERVED,
	FDTR_OPCODE_DATA,     /* without effect where no one takes it */
	FDTR_OPCODE_COMPUTES, /* a statement or an operand */
	FDTR_OPCODE_FLOW,     /* a statement that decides what is next */
	FDTR_OPCODE_DECLARES
};

enum fdtr_opcode_body {
	FDTR_BODY_NONE,
	FDTR_BODY_TERMS,
	FDTR_BODY_ELEMENTS,
	FDTR_BODY_FIELDS,
	FDTR_BODY_STEP, /* to the end of the package */
	FDTR_BODY_IF,   /* likewise, but for If (Zero): */
	FDTR_BODY_EXTERNALS
};

/*
 * Chapter 20.2.5. Operands, a letter each:
 *   p package length   b w d q bytes of a number   s string   n name   a name of what an alias means
 *   t term   T term, or a name that is no call
 *   N name that is made   x name of an External   o name of a Scope   m flags of a method, c its arguments
 *   { the body begins
 */
struct fdtr_opcode {
	const char *operands;
	uint8_t role;
	uint8_t body;
	uint8_t kind; /* of what N makes, or the fields */
};

/* `extended`: behind the prefix 0x5b. */
const struct fdtr_opcode *fdtr_opcode(uint8_t code, bool extended);

/* The objects of a namespace while they are made. */
struct fdtr_namespace {
	struct fdtr_acpi *acpi;
	struct fdtr_array objects;
};

/* FDTR_NONE when the arena is full. */
uint32_t fdtr_namespace_add(
	struct fdtr_namespace *space, uint32_t parent, const void *name, enum fdtr_acpi_kind kind);
/*
 * Makes the object that the name means in the scope. *object is FDTR_NONE when it was there already, and its being
 * redefined is noted.
 */
bool fdtr_namespace_define(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t scope,
	const struct fdtr_aml_name *name, enum fdtr_acpi_kind kind, uint32_t *object);
/* The object that a Scope means, FDTR_NONE when that is nothing that has names in it; EXTERNAL when none is there. */
bool fdtr_namespace_open(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t scope,
	const struct fdtr_aml_name *name, uint32_t *object);
/* The object that an External means; EXTERNAL when none is there. */
bool fdtr_namespace_external(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t scope,
	const struct fdtr_aml_name *name, uint32_t *object);

/* Reads a table with AML in it. */
int fdtr_namespace_load(struct fdtr_namespace *space, uint32_t table, struct fdtr_error *error);

/* The next element of a field list (20.2.5.2), of which `name` is NULL where it names nothing. */
bool fdtr_aml_field(struct fdtr_aml *aml, const unsigned char **name);

#endif
