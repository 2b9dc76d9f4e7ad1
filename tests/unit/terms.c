// SPDX-License-Identifier: BSD-2-Clause
#include "terms.h"

#include <stdlib.h>
#include <string.h>

enum { ARENA = 1 << 20 };

struct fdtr_arena term_arena;
struct fdtr_terms terms;
struct fdtr_error term_error;
unsigned char *table_output;
size_t table_size;
uint8_t table_revision;

static void *memory;

void terms_anew(void)
{
	fdtr_arena_init(&term_arena, memory, ARENA);
	fdtr_terms_begin(&terms, &term_arena);
}

static void setup(void)
{
	memory = malloc(ARENA);
	table_output = malloc(TABLE_OUTPUT);
	ck_assert(memory && table_output);
	term_error.message[0] = '\0';
	table_revision = 2;
	terms_anew();
}

static void teardown(void)
{
	free(memory);
	free(table_output);
}

TCase *terms_case(const char *name)
{
	TCase *test = tcase_create(name);

	tcase_add_checked_fixture(test, setup, teardown);
	return test;
}

struct fdtr_definition_block table_block(void)
{
	return (struct fdtr_definition_block){"SSDT", table_revision, "OEM", "TABLE", 7, terms.first};
}

int write_aml(void)
{
	struct fdtr_definition_block table = table_block();

	ck_assert(!terms.no_space);
	return fdtr_aml_write(&table, &term_arena, table_output, TABLE_OUTPUT, &table_size, &term_error);
}

const char *write_asl(void)
{
	struct fdtr_definition_block table = table_block();

	ck_assert_int_eq(fdtr_asl_write(&table, &term_arena, (char *)table_output, TABLE_OUTPUT, &table_size,
				 &term_error),
		FDTR_OK);
	ck_assert_uint_eq(table_size, strlen((char *)table_output) + 1);
	return (const char *)table_output;
}

void check_bytes(const void *wanted, size_t count, bool all)
{
	ck_assert_msg(write_aml() == FDTR_OK, "%s", term_error.message);
	ck_assert(all ? table_size == TABLE_HEADER + count : table_size >= TABLE_HEADER + count);
	ck_assert_mem_eq(table_output + TABLE_HEADER, wanted, count);
}

void check_unwritten(const char *problem)
{
	struct fdtr_definition_block table = table_block();
	size_t low = term_arena.low;

	ck_assert_int_eq(write_aml(), FDTR_ERR_ARGUMENT);
	ck_assert_msg(strstr(term_error.message, problem) != NULL, "%s", term_error.message);
	ck_assert_int_eq(fdtr_asl_write(&table, &term_arena, (char *)table_output, TABLE_OUTPUT, &table_size,
				 &term_error),
		FDTR_ERR_ARGUMENT);
	ck_assert_uint_eq(term_arena.low, low);
	terms_anew();
}

struct fdtr_term *name_data(enum fdtr_term_kind kind, const void *data, uint32_t count)
{
	struct fdtr_term *term;

	fdtr_terms_open(&terms, FDTR_TERM_NAME, "A");
	term = fdtr_terms_add(&terms, kind, NULL);
	ck_assert_ptr_nonnull(term);
	term->data = data;
	term->count = count;
	fdtr_terms_close(&terms);
	return term;
}

void name_resource(const struct fdtr_acpi_resource *resource)
{
	terms_anew();
	fdtr_terms_name_resources(&terms, "A", resource, 1);
}
