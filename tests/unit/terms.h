/* SPDX-License-Identifier: BSD-2-Clause */
/* A tree of terms that a test makes in `terms`, and what is written for it. */
#ifndef FDTR_TESTS_TERMS_H
#define FDTR_TESTS_TERMS_H

#include "unit.h"

#include "acpi/aml/term.h"

enum { TABLE_HEADER = 36, TABLE_OUTPUT = 1 << 21 };

extern struct fdtr_arena term_arena;
extern struct fdtr_terms terms;
extern struct fdtr_error term_error;
extern unsigned char *table_output;
extern size_t table_size;
extern uint8_t table_revision;

/* A case with no terms yet, of revision 2. */
TCase *terms_case(const char *name);
void terms_anew(void);

struct fdtr_definition_block table_block(void);
/* To table_output; table_size is what was needed. */
int write_aml(void);
const char *write_asl(void);

/* The AML behind the header is these bytes, and no more when `all`. */
void check_bytes(const void *wanted, size_t count, bool all);
#define check_aml(...) \
	check_bytes((const unsigned char[]){__VA_ARGS__}, sizeof((const unsigned char[]){__VA_ARGS__}), true)
#define check_start(...) \
	check_bytes((const unsigned char[]){__VA_ARGS__}, sizeof((const unsigned char[]){__VA_ARGS__}), false)
/* Neither is written, and the error has that in it; the next terms are anew. */
void check_unwritten(const char *problem);

/* Name (A, data). */
struct fdtr_term *name_data(enum fdtr_term_kind kind, const void *data, uint32_t count);
/* Name (A, ResourceTemplate () { descriptor }), anew. */
void name_resource(const struct fdtr_acpi_resource *resource);

#endif
