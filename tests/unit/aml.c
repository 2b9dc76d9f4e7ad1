// SPDX-License-Identifier: BSD-2-Clause
/* Terms to AML and ASL: the borders of every encoding. tests/acpi compares with iasl. */
#include "terms.h"

#include <stdlib.h>
#include <string.h>

START_TEST(the_header_is_filled)
{
	static const unsigned char wanted[] = "SSDT\x2a\0\0\0\2\0OEM\0\0\0TABLE\0\0\0\7\0\0\0";
	unsigned char sum = 0;

	fdtr_terms_name_integer(&terms, "A", 1);
	ck_assert_int_eq(write_aml(), FDTR_OK);
	ck_assert_uint_eq(table_size, 0x2a);
	for (size_t i = 0; i < table_size; i++)
		sum = (unsigned char)(sum + table_output[i]);
	ck_assert_uint_eq(sum, 0);
	table_output[9] = 0;
	ck_assert_mem_eq(table_output, wanted, 28);
}
END_TEST

START_TEST(integers_are_as_short_as_they_can_be)
{
	fdtr_terms_open(&terms, FDTR_TERM_NAME, "A");
	fdtr_terms_open(&terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_integer(&terms, 0);
	fdtr_terms_integer(&terms, 1);
	fdtr_terms_integer(&terms, 2);
	fdtr_terms_integer(&terms, 0xff);
	fdtr_terms_integer(&terms, 0x100);
	fdtr_terms_integer(&terms, 0xffff);
	fdtr_terms_integer(&terms, 0x10000);
	fdtr_terms_integer(&terms, 0xffffffff);
	fdtr_terms_integer(&terms, 0x100000000);
	fdtr_terms_integer(&terms, UINT64_MAX - 1);
	fdtr_terms_integer(&terms, UINT64_MAX);
	check_aml(8, 'A', '_', '_', '_', 0x12, 0x2b, 11, 0, 1, 10, 2, 10, 0xff, 11, 0, 1, 11, 0xff, 0xff, 12,
		0, 0, 1, 0, 12, 0xff, 0xff, 0xff, 0xff, 14, 0, 0, 0, 0, 1, 0, 0, 0, 14, 0xfe, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
}
END_TEST

START_TEST(names_have_their_forms)
{
	static const char *const names[] = {
		"\\", "^", "A", "\\AB", "^^ABC", "_SB.PCI0", "\\_SB.PCI0.S01", "^A.B.C.D"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		fdtr_terms_open(&terms, FDTR_TERM_SCOPE, names[i]);
		fdtr_terms_close(&terms);
	}
	check_aml(0x10, 3, '\\', 0, 0x10, 3, '^', 0, 0x10, 5, 'A', '_', '_', '_', 0x10, 6, '\\', 'A', 'B',
		'_', '_', 0x10, 7, '^', '^', 'A', 'B', 'C', '_', 0x10, 10, 0x2e, '_', 'S', 'B', '_', 'P', 'C',
		'I', '0', 0x10, 16, '\\', 0x2f, 3, '_', 'S', 'B', '_', 'P', 'C', 'I', '0', 'S', '0', '1', '_',
		0x10, 20, '^', 0x2f, 4, 'A', '_', '_', '_', 'B', '_', '_', '_', 'C', '_', '_', '_', 'D', '_',
		'_', '_');
}
END_TEST

/* The package length of a buffer with that many bytes, and what is behind it: the size as an integer. */
static const struct {
	uint32_t bytes;
	unsigned char wanted[10];
	uint32_t count;
} lengths[] = {
	{0, {0x11, 2, 0}, 3},
	{1, {0x11, 3, 1}, 3},
	{2, {0x11, 5, 10, 2}, 4},
	{0x3f - 3, {0x11, 0x3f, 10, 0x3c}, 4},
	{0x40 - 3, {0x11, 0x41, 0x04, 10, 0x3d}, 5},
	{0xff, {0x11, 0x43, 0x10, 10, 0xff}, 5},
	{0x100, {0x11, 0x45, 0x10, 11, 0, 1}, 6},
	{0xfff - 5, {0x11, 0x4f, 0xff, 11, 0xfa, 0x0f}, 6},
	{0x1000 - 5, {0x11, 0x81, 0, 1, 11, 0xfb, 0x0f}, 7},
	{0xffff, {0x11, 0x85, 0, 0x10, 11, 0xff, 0xff}, 7},
	{0x10000, {0x11, 0x88, 0, 0x10, 12, 0, 0, 1, 0}, 9},
	{0xfffff - 8, {0x11, 0x8f, 0xff, 0xff, 12, 0xf7, 0xff, 0x0f, 0}, 9},
	{0x100000 - 8, {0x11, 0xc1, 0, 0, 1, 12, 0xf8, 0xff, 0x0f, 0}, 10},
};

START_TEST(package_lengths_count_themselves)
{
	void *bytes = calloc(1, 1 << 20);

	ck_assert_ptr_nonnull(bytes);
	name_data(FDTR_TERM_BUFFER, bytes, lengths[_i].bytes);
	ck_assert_int_eq(write_aml(), FDTR_OK);
	ck_assert_mem_eq(table_output + TABLE_HEADER + 5, lengths[_i].wanted, lengths[_i].count);
	ck_assert_uint_eq(table_size, TABLE_HEADER + 5 + lengths[_i].count + lengths[_i].bytes);
	free(bytes);
}
END_TEST

START_TEST(lengths_go_up_through_all_that_is_open)
{
	static const unsigned char bytes[0x30];
	struct fdtr_term *term;

	fdtr_terms_open(&terms, FDTR_TERM_SCOPE, "\\");
	fdtr_terms_open(&terms, FDTR_TERM_DEVICE, "D");
	name_data(FDTR_TERM_BUFFER, bytes, sizeof(bytes));
	check_start(0x10, 0x44, 4, '\\', 0, 0x5b, 0x82, 0x3e, 'D', '_', '_', '_', 8, 'A', '_', '_', '_', 0x11,
		0x33, 10, 0x30);
	term = terms.first->first->first->first;
	term->count -= 5;
	check_start(0x10, 0x3e, '\\', 0, 0x5b, 0x82, 0x39, 'D');
}
END_TEST

START_TEST(strings_and_their_kin)
{
	name_data(FDTR_TERM_STRING, "a\"\\", 0);
	check_aml(8, 'A', '_', '_', '_', 13, 'a', '"', '\\', 0);
	ck_assert_ptr_nonnull(strstr(write_asl(), "Name (A, \"a\\\"\\\\\")"));
	terms_anew();
	name_data(FDTR_TERM_EISAID, "PNP0C0F", 0);
	check_aml(8, 'A', '_', '_', '_', 12, 0x41, 0xd0, 0x0c, 0x0f);
	terms_anew();
	name_data(FDTR_TERM_EISAID, "PNP0000", 0);
	check_aml(8, 'A', '_', '_', '_', 11, 0x41, 0xd0);
	terms_anew();
	name_data(FDTR_TERM_UUID, "daffd814-6eba-4d8c-8a91-BC9BBF4AA301", 0);
	check_aml(8, 'A', '_', '_', '_', 0x11, 0x13, 10, 16, 0x14, 0xd8, 0xff, 0xda, 0xba, 0x6e, 0x8c, 0x4d,
		0x8a, 0x91, 0xbc, 0x9b, 0xbf, 0x4a, 0xa3, 0x01);
}
END_TEST

START_TEST(externals_stand_in_front)
{
	fdtr_terms_open(&terms, FDTR_TERM_SCOPE, "\\");
	fdtr_terms_close(&terms);
	fdtr_terms_add(&terms, FDTR_TERM_EXTERNAL, "\\A");
	fdtr_terms_add(&terms, FDTR_TERM_EXTERNAL, "\\A.B");
	check_aml(0xa0, 0x17, 0, 0x15, '\\', 'A', '_', '_', '_', 6, 0, 0x15, '\\', 0x2e, 'A', '_', '_', '_',
		'B', '_', '_', '_', 6, 0, 0x10, 3, '\\', 0);
}
END_TEST

START_TEST(descriptors_are_encoded)
{
	static const unsigned char numbers[] = {0x30, 0, 0, 0, 0x78, 0x56, 0x34, 0x12};
	struct fdtr_acpi_resource memory32 = {
		.kind = FDTR_RESOURCE_MEMORY32_FIXED, .minimum = 0xa000000, .size = 0x200};
	struct fdtr_acpi_resource interrupt = {.kind = FDTR_RESOURCE_INTERRUPT, .interrupt = 48};
	struct fdtr_acpi_resource qword = {.kind = FDTR_RESOURCE_QWORD_MEMORY,
		.minimum = 0x100000000,
		.maximum = 0x1ffffffff,
		.size = 0x100000000,
		.minimum_fixed = true,
		.maximum_fixed = true,
		.cacheable = true};

	name_resource(&memory32);
	check_aml(8, 'A', '_', '_', '_', 0x11, 0x11, 10, 14, 0x86, 9, 0, 1, 0, 0, 0, 10, 0, 2, 0, 0, 0x79, 0);
	name_resource(&interrupt);
	check_aml(8, 'A', '_', '_', '_', 0x11, 0x0e, 10, 11, 0x89, 6, 0, 1, 1, 48, 0, 0, 0, 0x79, 0);
	interrupt = (struct fdtr_acpi_resource){.kind = FDTR_RESOURCE_INTERRUPT,
		.interrupts = numbers,
		.interrupt_count = 2,
		.producer = true,
		.edge = true,
		.active_low = true,
		.shared = true};
	name_resource(&interrupt);
	check_aml(8, 'A', '_', '_', '_', 0x11, 0x12, 10, 15, 0x89, 10, 0, 14, 2, 48, 0, 0, 0, 0x78, 0x56,
		0x34, 0x12, 0x79, 0);
	name_resource(&qword);
	check_aml(8, 'A', '_', '_', '_', 0x11, 0x33, 10, 48, 0x8a, 43, 0, 0, 13, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		1, 0, 0, 0, 0x79, 0);
}
END_TEST

START_TEST(asl_reads_well)
{
	fdtr_terms_add(&terms, FDTR_TERM_EXTERNAL, "\\_SB.VR00");
	fdtr_terms_open(&terms, FDTR_TERM_SCOPE, "\\_SB.VR00")->comment = "one\ntwo\x7f";
	fdtr_terms_open(&terms, FDTR_TERM_NAME, "_DSD");
	fdtr_terms_open(&terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_add(&terms, FDTR_TERM_UUID, NULL)->data = "daffd814-6eba-4d8c-8a91-bc9bbf4aa301";
	fdtr_terms_open(&terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_open(&terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_string(&terms, "memory-region");
	fdtr_terms_reference(&terms, "\\_SB.VR00");
	fdtr_terms_integer(&terms, 0x1ff);
	ck_assert_str_eq(write_asl(),
		"DefinitionBlock (\"\", \"SSDT\", 0x02, \"OEM\", \"TABLE\", 0x00000007)\n"
		"{\n"
		"\tExternal (\\_SB.VR00, DeviceObj)\n"
		"\t// one\n"
		"\t// two?\n"
		"\tScope (\\_SB.VR00)\n"
		"\t{\n"
		"\t\tName (_DSD, Package ()\n"
		"\t\t{\n"
		"\t\t\tToUUID (\"daffd814-6eba-4d8c-8a91-bc9bbf4aa301\"),\n"
		"\t\t\tPackage ()\n"
		"\t\t\t{\n"
		"\t\t\t\tPackage () { \"memory-region\", \\_SB.VR00, 0x01FF }\n"
		"\t\t\t}\n"
		"\t\t})\n"
		"\t}\n"
		"}\n");
}
END_TEST

Suite *aml_suite(void)
{
	Suite *suite = suite_create("aml");
	TCase *test = terms_case("aml");

	tcase_add_test(test, the_header_is_filled);
	tcase_add_test(test, integers_are_as_short_as_they_can_be);
	tcase_add_test(test, names_have_their_forms);
	tcase_add_loop_test(test, package_lengths_count_themselves, 0, (int)FDTR_ARRAY_SIZE(lengths));
	tcase_add_test(test, lengths_go_up_through_all_that_is_open);
	tcase_add_test(test, strings_and_their_kin);
	tcase_add_test(test, externals_stand_in_front);
	tcase_add_test(test, descriptors_are_encoded);
	tcase_add_test(test, asl_reads_well);
	suite_add_tcase(suite, test);
	return suite;
}
