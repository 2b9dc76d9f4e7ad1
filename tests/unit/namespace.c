// SPDX-License-Identifier: BSD-2-Clause
/* Tables made by hand, byte by byte, and what the reader sees in them. */
#include "unit.h"

#include "acpi/acpi.h"

#include <string.h>

#define HEADER 36

static unsigned char memory[1 << 20];
static struct fdtr_arena arena;
static struct fdtr_acpi acpi;
static struct fdtr_error error;

/* A table with its header and checksum before the AML. */
static struct fdtr_acpi_input table_of(
	unsigned char *table, const char *signature, uint8_t revision, const void *aml, size_t size)
{
	uint8_t sum = 0;

	memset(table, 0, HEADER);
	memcpy(table, signature, 4);
	table[4] = (uint8_t)(HEADER + size);
	table[5] = (uint8_t)((HEADER + size) >> 8);
	table[8] = revision;
	memcpy(table + 10, "MAKER ", 6);
	memcpy(table + 16, "MACHINE", 8);
	memcpy(table + HEADER, aml, size);
	for (size_t i = 0; i < HEADER + size; i++)
		sum = (uint8_t)(sum + table[i]);
	table[9] = (uint8_t)(0x100 - sum);
	return (struct fdtr_acpi_input){.data = table, .size = HEADER + size, .name = signature};
}

static int read_tables(const struct fdtr_acpi_input *inputs, uint32_t count)
{
	fdtr_arena_init(&arena, memory, sizeof(memory));
	return fdtr_acpi_read(&acpi, inputs, count, &arena, &error);
}

static int read_aml(const void *aml, size_t size)
{
	static unsigned char table[65536];
	struct fdtr_acpi_input input = table_of(table, "DSDT", 2, aml, size);

	return read_tables(&input, 1);
}

/* AML as a string of bytes; what C ends it with is not of it. */
#define READ(aml) read_aml(aml, sizeof(aml) - 1)

static const struct fdtr_acpi_object *object_of(const char *path)
{
	uint32_t object = fdtr_acpi_find(&acpi, 0, path);

	ck_assert_msg(object != FDTR_NONE, "%s is not there", path);
	return &acpi.objects[object];
}

static struct fdtr_acpi_value value_of(const char *path)
{
	return fdtr_acpi_value(&acpi, fdtr_acpi_find(&acpi, 0, path));
}

START_TEST(devices_and_names)
{
	char path[64];

	/* Scope (\_SB) { Device (VR00) { Name (_UID, 7) Name (_STA, Ones) } } */
	ck_assert_int_eq(READ("\x10\x1a\\_SB_\x5b\x82\x12VR00\x08_UID\x0a\x07\x08_STA\xff"), FDTR_OK);
	ck_assert_int_eq(object_of("\\_SB.VR00")->kind, FDTR_ACPI_DEVICE);
	ck_assert_uint_eq(object_of("\\_SB.VR00")->offset, HEADER + 7);
	ck_assert_uint_eq(object_of("\\_SB.VR00")->end, acpi.tables[0].length);
	ck_assert_uint_eq(value_of("\\_SB.VR00._UID").integer, 7);
	ck_assert_uint_eq(value_of("\\_SB.VR00._STA").integer, UINT64_MAX);
	ck_assert_str_eq(
		fdtr_acpi_path(&acpi, fdtr_acpi_find(&acpi, 0, "\\_SB.VR00._UID"), path, sizeof(path)),
		"\\_SB.VR00._UID");
	ck_assert_str_eq(
		fdtr_acpi_path(&acpi, fdtr_acpi_find(&acpi, 0, "\\_SB.VR00._UID"), path, 10), "...0._UID");
	ck_assert(!acpi.tables[0].checksum_wrong);
	ck_assert(!acpi.tables[0].dynamic);
}
END_TEST

START_TEST(a_length_past_its_parent_is_refused)
{
	ck_assert_int_eq(
		READ("\x10\x1b\\_SB_\x5b\x82\x12VR00\x08_UID\x0a\x07\x08_STA\xff"), FDTR_ERR_BADTREE);
	ck_assert_str_eq(error.message,
		"DSDT (DSDT) at byte 0x25: the package length 0x1b reaches past 0x3f, where what holds it ends; "
		"the table is damaged, get it anew from where it came");
}
END_TEST

Suite *namespace_suite(void)
{
	Suite *suite = suite_create("namespace");
	TCase *tests = tcase_create("namespace");

	tcase_add_test(tests, devices_and_names);
	tcase_add_test(tests, a_length_past_its_parent_is_refused);
	suite_add_tcase(suite, tests);
	return suite;
}
