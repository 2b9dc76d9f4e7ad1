// SPDX-License-Identifier: BSD-2-Clause
/* Terms for which neither AML nor ASL is written, and why. */
#include "terms.h"

#include <stdlib.h>
#include <string.h>

START_TEST(a_narrow_table_has_integers_of_32_bits)
{
	table_revision = 1;
	fdtr_terms_name_integer(&terms, "A", 0xffffffff);
	check_aml(8, 'A', '_', '_', '_', 0xff);
	terms_anew();
	fdtr_terms_name_integer(&terms, "A", 0x100000000);
	check_unwritten("32 bits");
}
END_TEST

START_TEST(what_is_no_name_is_refused)
{
	static const char *const names[] = {
		"", "\\\\A", "^\\A", "ABCDE", "1A", "a", "A.", ".A", "A..B", "A B", "A^", "A.^B"};
	char *path = malloc(3 * 256);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		fdtr_terms_name_integer(&terms, names[i], 0);
		check_unwritten("a name has segments");
	}
	fdtr_terms_name_integer(&terms, NULL, 0);
	check_unwritten("a name has segments");
	fdtr_terms_name_integer(&terms, "^^", 0);
	check_unwritten("names no object");
	ck_assert_ptr_nonnull(path);
	path[0] = '\0';
	for (int i = 0; i < 256; i++)
		strcat(path, i ? ".A" : "A");
	fdtr_terms_name_integer(&terms, path + 2, 0);
	ck_assert_int_eq(write_aml(), FDTR_OK);
	terms_anew();
	fdtr_terms_name_integer(&terms, path, 0);
	check_unwritten("a name has segments");
	free(path);
}
END_TEST

START_TEST(words_of_asl_are_told_from_names)
{
	fdtr_terms_name_integer(&terms, "LOAD", 0);
	check_unwritten("a word of ASL");
	fdtr_terms_name_integer(&terms, "DMA", 0);
	fdtr_terms_name_integer(&terms, "\\LOAD", 0);
	fdtr_terms_name_integer(&terms, "^DMA", 0);
	fdtr_terms_name_integer(&terms, "DMAX", 0);
	fdtr_terms_name_integer(&terms, "D", 0);
	write_asl();
	ck_assert_ptr_nonnull(strstr((char *)table_output, "Name (DMA_, Zero)"));
	ck_assert_ptr_nonnull(strstr((char *)table_output, "Name (\\LOAD, Zero)"));
	ck_assert_ptr_nonnull(strstr((char *)table_output, "Name (^DMA, Zero)"));
	ck_assert_ptr_nonnull(strstr((char *)table_output, "Name (DMAX, Zero)"));
	ck_assert_ptr_nonnull(strstr((char *)table_output, "Name (D, Zero)"));
}
END_TEST

START_TEST(a_table_past_256_mib_is_refused)
{
	name_data(FDTR_TERM_BUFFER, table_output, UINT32_MAX);
	check_unwritten("256 MiB");
	for (int i = 0; i < 20; i++)
		name_data(FDTR_TERM_BUFFER, table_output, 1 << 24);
	check_unwritten("256 MiB");
}
END_TEST

START_TEST(texts_that_are_none_are_refused)
{
	static const char *const uuids[] = {"", "daffd814-6eba-4d8c-8a91-bc9bbf4aa30",
		"daffd814-6eba-4d8c-8a91-bc9bbf4aa3011", "daffd8146eba-4d8c-8a91-bc9bbf4aa301-",
		"gaffd814-6eba-4d8c-8a91-bc9bbf4aa301"};
	static const char *const ids[] = {
		"", "PNP0C0", "PNP0C0F0", "pnp0C0F", "PNP0C0f", "PN00C0F", "PNPG000"};
	char *text = malloc(32001);

	for (size_t i = 0; i < sizeof(uuids) / sizeof(*uuids); i++) {
		name_data(FDTR_TERM_UUID, uuids[i], 0);
		check_unwritten("8-4-4-4-12");
	}
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		name_data(FDTR_TERM_EISAID, ids[i], 0);
		check_unwritten("three capital letters");
	}
	name_data(FDTR_TERM_STRING, "a\n", 0);
	check_unwritten("printable ASCII");
	name_data(FDTR_TERM_STRING, "\xc3\xa4", 0);
	check_unwritten("printable ASCII");
	name_data(FDTR_TERM_STRING, NULL, 0);
	check_unwritten("no text");
	ck_assert_ptr_nonnull(text);
	memset(text, 'a', 31999);
	text[31999] = '\0';
	name_data(FDTR_TERM_STRING, text + 1, 0);
	ck_assert_int_eq(write_aml(), FDTR_OK);
	terms_anew();
	name_data(FDTR_TERM_STRING, text, 0);
	check_unwritten("31998");
	free(text);
}
END_TEST

START_TEST(terms_stand_where_they_may)
{
	fdtr_terms_integer(&terms, 0);
	check_unwritten("cannot stand there");
	fdtr_terms_open(&terms, FDTR_TERM_DEVICE, "D");
	fdtr_terms_add(&terms, FDTR_TERM_EXTERNAL, "\\A");
	check_unwritten("cannot stand there");
	fdtr_terms_add(&terms, FDTR_TERM_EXTERNAL, "A");
	check_unwritten("whole path");
	fdtr_terms_open(&terms, FDTR_TERM_NAME, "A");
	fdtr_terms_reference(&terms, "B");
	check_unwritten("cannot stand there");
	fdtr_terms_open(&terms, FDTR_TERM_NAME, "A");
	check_unwritten("one term of data");
	fdtr_terms_open(&terms, FDTR_TERM_NAME, "A");
	fdtr_terms_integer(&terms, 0);
	fdtr_terms_integer(&terms, 0);
	check_unwritten("one term of data");
}
END_TEST

START_TEST(a_package_has_at_most_255_elements)
{
	fdtr_terms_open(&terms, FDTR_TERM_NAME, "A");
	fdtr_terms_open(&terms, FDTR_TERM_PACKAGE, NULL);
	for (int i = 0; i < 255; i++)
		fdtr_terms_integer(&terms, 0);
	check_start(8, 'A', '_', '_', '_', 0x12, 0x42, 0x10, 255, 0, 0);
	fdtr_terms_integer(&terms, 0);
	check_unwritten("255");
}
END_TEST

START_TEST(descriptors_that_contradict_themselves_are_refused)
{
	static const unsigned char twice[] = {1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0};
	const struct {
		const char *problem;
		struct fdtr_acpi_resource resource;
	} cases[] = {
		{"past 4 GiB", {.kind = FDTR_RESOURCE_MEMORY32_FIXED, .minimum = 0xffffff00, .size = 0x101}},
		{"past 4 GiB", {.kind = FDTR_RESOURCE_MEMORY32_FIXED, .minimum = 0x100000000, .size = 1}},
		{"above the maximum",
			{.kind = FDTR_RESOURCE_QWORD_MEMORY, .minimum = 2, .maximum = 1, .size = 1}},
		{"power of two", {.kind = FDTR_RESOURCE_QWORD_MEMORY, .maximum = 1, .granularity = 2}},
		{"more than there is", {.kind = FDTR_RESOURCE_QWORD_MEMORY, .maximum = 1, .size = 3}},
		{"both of minimum",
			{.kind = FDTR_RESOURCE_QWORD_MEMORY, .maximum = 1, .size = 1, .minimum_fixed = true}},
		{"both of minimum", {.kind = FDTR_RESOURCE_QWORD_MEMORY,
					    .maximum = 1,
					    .minimum_fixed = true,
					    .maximum_fixed = true}},
		{"what is between", {.kind = FDTR_RESOURCE_QWORD_MEMORY,
					    .maximum = 1,
					    .size = 1,
					    .minimum_fixed = true,
					    .maximum_fixed = true}},
		{"multiple of the granularity",
			{.kind = FDTR_RESOURCE_QWORD_MEMORY, .maximum = 9, .size = 3, .granularity = 1}},
		{"is empty", {.kind = FDTR_RESOURCE_QWORD_MEMORY}},
		{"same number twice",
			{.kind = FDTR_RESOURCE_INTERRUPT, .interrupts = twice, .interrupt_count = 3}},
		{"1 to 255", {.kind = FDTR_RESOURCE_INTERRUPT, .interrupts = twice}},
		{"1 to 255", {.kind = FDTR_RESOURCE_INTERRUPT, .interrupts = twice, .interrupt_count = 256}},
		{"only Memory32Fixed", {.kind = FDTR_RESOURCE_IO}},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		name_resource(&cases[i].resource);
		check_unwritten(cases[i].problem);
	}
}
END_TEST

START_TEST(little_space_is_said)
{
	struct fdtr_definition_block table;
	struct fdtr_arena small;
	unsigned char room[64];
	size_t size;

	fdtr_terms_open(&terms, FDTR_TERM_SCOPE, "\\");
	fdtr_terms_name_integer(&terms, "A", 1);
	ck_assert_int_eq(write_aml(), FDTR_OK);
	table = table_block();
	size = table_size;
	ck_assert_int_eq(
		fdtr_aml_write(&table, &term_arena, table_output, size - 1, &table_size, &term_error),
		FDTR_ERR_NOSPACE);
	ck_assert_uint_eq(table_size, size);
	ck_assert_int_eq(
		fdtr_aml_write(&table, &term_arena, table_output, size, &table_size, &term_error), FDTR_OK);
	fdtr_arena_init(&small, room, 0);
	ck_assert_int_eq(fdtr_aml_write(&table, &small, table_output, size, &table_size, &term_error),
		FDTR_ERR_NOSPACE);
	write_asl();
	size = table_size;
	table_output[size - 1] = 'x';
	ck_assert_int_eq(
		fdtr_asl_write(&table, &term_arena, (char *)table_output, size - 1, &table_size, &term_error),
		FDTR_ERR_NOSPACE);
	ck_assert_uint_eq(table_size, size);
	ck_assert_uint_eq(table_output[size - 1], 'x');
	fdtr_terms_begin(&terms, &small);
	ck_assert(terms.no_space);
	fdtr_terms_name_integer(&terms, "A", 1);
	ck_assert_ptr_null(terms.first);
}
END_TEST

START_TEST(what_is_open_has_an_end)
{
	static struct fdtr_term deep[FDTR_TERM_DEPTH + 1];

	for (int i = 0; i < FDTR_TERM_DEPTH; i++)
		ck_assert_ptr_nonnull(fdtr_terms_open(&terms, FDTR_TERM_SCOPE, "\\"));
	ck_assert_int_eq(write_aml(), FDTR_OK);
	ck_assert_ptr_null(fdtr_terms_open(&terms, FDTR_TERM_SCOPE, "\\"));
	ck_assert(terms.no_space);
	terms_anew();
	for (int i = 0; i <= FDTR_TERM_DEPTH; i++)
		deep[i] =
			(struct fdtr_term){.name = "\\", .first = i < FDTR_TERM_DEPTH ? &deep[i + 1] : NULL};
	terms.first = deep;
	check_unwritten("too many in one another");
}
END_TEST

Suite *aml_unwritten_suite(void)
{
	Suite *suite = suite_create("aml_unwritten");
	TCase *test = terms_case("aml_unwritten");

	tcase_add_test(test, a_narrow_table_has_integers_of_32_bits);
	tcase_add_test(test, what_is_no_name_is_refused);
	tcase_add_test(test, words_of_asl_are_told_from_names);
	tcase_add_test(test, a_table_past_256_mib_is_refused);
	tcase_add_test(test, texts_that_are_none_are_refused);
	tcase_add_test(test, terms_stand_where_they_may);
	tcase_add_test(test, a_package_has_at_most_255_elements);
	tcase_add_test(test, descriptors_that_contradict_themselves_are_refused);
	tcase_add_test(test, little_space_is_said);
	tcase_add_test(test, what_is_open_has_an_end);
	suite_add_tcase(suite, test);
	return suite;
}
