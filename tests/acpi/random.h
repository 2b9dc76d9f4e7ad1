/* SPDX-License-Identifier: BSD-2-Clause */
/* Terms of random data for a table, each with a line on stdout that says what it is meant to be; see terms.c. */
#ifndef FDTR_TESTS_RANDOM_H
#define FDTR_TESTS_RANDOM_H

#include "acpi/aml/term.h"

enum { KNOWN = 64, MOST_DEPTH = 5 };

struct table {
	struct fdtr_terms terms;
	struct fdtr_arena arena;
	uint32_t number;
	uint32_t names; /* made so far */
	uint32_t left;  /* terms that may still be made */
	bool narrow;
	const char *known[KNOWN]; /* devices that may be referred to */
	uint32_t known_count;
};

extern uint64_t seed;

uint32_t below(uint32_t limit);
/* Ends the program. */
void fail(const char *why);

/* From the table's arena, zeroed. */
void *take(struct table *table, size_t count, size_t size);
char *copy(struct table *table, const char *text);

struct fdtr_term *add(struct table *table, enum fdtr_term_kind kind, const char *name);
struct fdtr_term *open_term(struct table *table, enum fdtr_term_kind kind, const char *name);

char *random_text(struct table *table, uint32_t length);
void random_comment(struct table *table, struct fdtr_term *term);
void random_uuid(struct table *table);
void random_template(struct table *table);
/* Packages stand in one another until `depth` is MOST_DEPTH. */
void random_package(struct table *table, uint32_t depth);
void random_data(struct table *table, uint32_t depth);

#endif
