// SPDX-License-Identifier: BSD-2-Clause
/* Tables that are malformed, nested too deeply, or too much for the acpi_arena. */
#include "namespace.h"

#include <stdio.h>
#include <string.h>

static const struct refusal {
	const char *aml;
	size_t size;
	uint32_t byte; /* of the AML */
	const char *says;
} refusals[] = {
#define REFUSAL(aml, byte, says)                 \
	{                                        \
		aml, sizeof(aml) - 1, byte, says \
	}
	REFUSAL("\x10\x1b\\_SB_\x5b\x82\x12VR00\x08_UID\x0a\x07\x08_STA\xff", 1,
		"the package length 0x1b reaches past 0x3f"),
	REFUSAL("\x5b\x82\x06"
		"DEV0\x08",
		8, "1 bytes belong here, but what holds them ends at 0x2c"),
	REFUSAL("\x5b\x82\x00", 2, "less than the 1 bytes it is said in"),
	REFUSAL("\x5b\x82\xcf\xff\xff\xff", 2, "the package length 0xfffffff reaches past"),
	REFUSAL("\x5b\x82\xff\xff\xff\xff", 2, "reserved bits are set"),
	REFUSAL("\x5b\x82\x80\x01", 3, "bytes belong here"),
	REFUSAL("\x5b\x82\x08^DEV0\x00\x00", 3, "the name goes up 1 times, past the root"),
	REFUSAL("\x08"
		"aAAA\x01",
		1, "byte 0x61 belongs in no name"),
	REFUSAL("\x08"
		"A-AA\x01",
		2, "byte 0x2d belongs in no name"),
	REFUSAL("\x08\x2f\x00\x01", 1, "a path of no names"),
	REFUSAL("\x08\x00\x01", 1, "what is made here has no name"),
	REFUSAL("\x02", 0, "no term begins with 0x2"),
	REFUSAL("\x5b\x99", 0, "no term begins with 0x5b 0x99"),
	REFUSAL("\x08"
		"AAAA\x0d"
		"abc",
		6, "the string has no end"),
	REFUSAL("\x08"
		"AAAA\x5b\x82\x05"
		"DEV0",
		5, "a statement stands where a value belongs"),
	REFUSAL("\x15"
		"MTHD\x08\x08",
		6, "no method takes 8 arguments"),
	REFUSAL("\x5b\x81\x07REGN\x00\x04", 8, "0x4 begins no element of a field list"),
	REFUSAL("\x08"
		"AAAA\x0c\x01\x02",
		6, "4 bytes belong here"),
};

START_TEST(what_is_malformed_is_refused)
{
	const struct refusal *refusal = &refusals[_i];
	char place[64];

	ck_assert_int_eq(read_aml(refusal->aml, refusal->size), FDTR_ERR_BADTREE);
	ck_assert_int_eq(acpi_error.status, FDTR_ERR_BADTREE);
	(void)snprintf(place, sizeof(place), "DSDT (DSDT) at byte %#x: ", NAMESPACE_HEADER + refusal->byte);
	ck_assert_msg(
		!strncmp(acpi_error.message, place, strlen(place)), "%s: %s", place, acpi_error.message);
	ck_assert_msg(strstr(acpi_error.message, refusal->says), "%s: %s", refusal->says, acpi_error.message);
}
END_TEST

START_TEST(headers_are_checked)
{
	static unsigned char table[256];
	struct fdtr_acpi_input input = table_of(table, "DSDT", 2, "\x08_UID\x01", 6), two[2];

	ck_assert_int_eq(read_tables(&input, 1), FDTR_OK);
	table[20]++;
	ck_assert_int_eq(read_tables(&input, 1), FDTR_OK);
	ck_assert(acpi.tables[0].checksum_wrong);
	two[0] = two[1] = input;
	ck_assert_int_eq(read_tables(two, 2), FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(strstr(acpi_error.message, "a machine has one DSDT"));
	table[1] = '\n';
	ck_assert_int_eq(read_tables(&input, 1), FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(strstr(acpi_error.message, "\"D?DT\" is no signature"));
	table[1] = 'S';
	input.size--;
	ck_assert_int_eq(read_tables(&input, 1), FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(
		strstr(acpi_error.message, "at byte 0x4: the header says a length of 0x2a, but only 0x29"));
	table[4] = 35;
	ck_assert_int_eq(read_tables(&input, 1), FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(strstr(acpi_error.message, "a length of 0x23, less than its own 0x24"));
	memset(table + 4, 0xff, 4);
	ck_assert_int_eq(read_tables(&input, 1), FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(strstr(acpi_error.message, "a length of 0xffffffff"));
	for (input.size = 0; input.size < NAMESPACE_HEADER; input.size++)
		ck_assert_int_eq(read_tables(&input, 1), FDTR_ERR_BADTREE);
}
END_TEST

START_TEST(some_tables_have_other_headers)
{
	static const unsigned char facs[64] = "FACS\x40";
	static const unsigned char rsdp[20] = "RSD PTR \0MAKER \0";
	struct fdtr_acpi_input inputs[] = {{.data = facs, .size = sizeof(facs), .name = "facs"},
		{.data = rsdp, .size = sizeof(rsdp), .name = "rsdp"}};

	ck_assert_int_eq(read_tables(inputs, 2), FDTR_OK);
	ck_assert_uint_eq(acpi.tables[0].length, 64);
	ck_assert(!acpi.tables[0].checksum_wrong);
	ck_assert_uint_eq(acpi.tables[1].length, 20);
	ck_assert_str_eq(acpi.tables[1].oem_id, "MAKER ");
	ck_assert(acpi.tables[1].checksum_wrong);
}
END_TEST

START_TEST(nesting_has_an_end)
{
	static unsigned char aml[512 * 10];

	for (size_t depth = 250; depth < 260; depth++) {
		size_t size = depth * 9;

		for (size_t i = 0; i < depth; i++) {
			size_t length = (depth - i) * 9 - 2;
			unsigned char *at = aml + 9 * i;

			memcpy(at, "\x5b\x82\x80\0\0NEST", 10);
			at[2] = (unsigned char)(0x80 | (length & 0x0f));
			at[3] = (unsigned char)(length >> 4);
			at[4] = (unsigned char)(length >> 12);
		}
		ck_assert_int_eq(read_aml(aml, size), depth <= 255 ? FDTR_OK : FDTR_ERR_BADTREE);
	}
	ck_assert_ptr_nonnull(strstr(acpi_error.message, "nested"));
}
END_TEST

START_TEST(an_arena_that_is_too_small_is_told_of)
{
	static unsigned char table[256];
	struct fdtr_acpi_input input = table_of(table, "DSDT", 2, "\x08_UID\x01", 6);
	size_t size = 0;
	int status;

	do {
		fdtr_arena_init(&acpi_arena, acpi_memory, size);
		status = fdtr_acpi_read(&acpi, &input, 1, &acpi_arena, &acpi_error);
		ck_assert(!status || (status == FDTR_ERR_NOSPACE && !acpi_arena.low));
		size += 8;
	} while (status && size < sizeof(acpi_memory));
	ck_assert_int_eq(status, FDTR_OK);
	ck_assert_uint_lt(size, 2048);
}
END_TEST

Suite *namespace_refuse_suite(void)
{
	Suite *suite = SUITE_OF("namespace-refuse", headers_are_checked, some_tables_have_other_headers,
		nesting_has_an_end, an_arena_that_is_too_small_is_told_of);
	TCase *refused = tcase_create("refused");

	tcase_add_loop_test(refused, what_is_malformed_is_refused, 0, (int)FDTR_ARRAY_SIZE(refusals));
	suite_add_tcase(suite, refused);
	return suite;
}
