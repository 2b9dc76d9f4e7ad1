// SPDX-License-Identifier: BSD-2-Clause
/* Tables made by hand, byte by byte, and what the reader sees in them. */
#include "namespace.h"

#include <string.h>

START_TEST(devices_and_names)
{
	char path[64];

	/* Scope (\_SB) { Device (VR00) { Name (_UID, 7) Name (_STA, Ones) } } */
	ck_assert_int_eq(READ("\x10\x1a\\_SB_\x5b\x82\x12VR00\x08_UID\x0a\x07\x08_STA\xff"), FDTR_OK);
	ck_assert_int_eq(object_of("\\_SB.VR00")->kind, FDTR_ACPI_DEVICE);
	ck_assert_uint_eq(object_of("\\_SB.VR00")->offset, NAMESPACE_HEADER + 7);
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

START_TEST(paths_mean_what_5_3_says)
{
	char path[64];
	uint32_t device, inner;

	/* Name (AAAA, 1) Device (DEV0) { Device (DEV1) { Name (BBBB, 2) } Alias (\DEV0.DEV1, ALIA) } */
	ck_assert_int_eq(READ("\x08"
			      "AAAA\x01\x5b\x82\x22"
			      "DEV0\x5b\x82\x0c"
			      "DEV1\x08"
			      "BBBB\x0a\x02\x06\x5c\x2e"
			      "DEV0DEV1ALIA"),
		FDTR_OK);
	device = fdtr_acpi_find(&acpi, 0, "DEV0");
	inner = fdtr_acpi_find(&acpi, device, "DEV1");
	ck_assert_str_eq(fdtr_acpi_path(&acpi, inner, path, sizeof(path)), "\\DEV0.DEV1");
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "AAAA"), fdtr_acpi_find(&acpi, 0, "\\AAAA"));
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "^DEV1"), inner);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "^^DEV0"), device);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "^^^DEV0"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "^AAAA"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "DEV0.DEV1"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, device, "ALIA.BBBB"), fdtr_acpi_find(&acpi, inner, "BBBB"));
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "\\"), 0);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "BBBB."), FDTR_NONE);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, inner, "BBBBB"), FDTR_NONE);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, 0, "_SB"), fdtr_acpi_child(&acpi, 0, "_SB_"));
	ck_assert_uint_eq(fdtr_acpi_child(&acpi, FDTR_NONE, "_SB_"), FDTR_NONE);
	ck_assert_str_eq(fdtr_acpi_path(&acpi, 0, path, sizeof(path)), "\\");
}
END_TEST

START_TEST(data_of_every_kind)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_element element;

	ck_assert_int_eq(READ("\x08"
			      "BYTE\x0a\xfe\x08"
			      "WORD\x0b\x34\x12\x08"
			      "DWRD\x0c\x78\x56\x34\x12\x08"
			      "QWRD\x0e\xef\xcd\xab\x89\x67\x45\x23\x01\x08"
			      "TEXT\x0d"
			      "abc\0\x08"
			      "BUFF\x11\x06\x0a\x08\x01\x02\x03\x08"
			      "PACK\x12\x11\x05\x01\x12\x04\x02\x00\x01TEXT\\_SB_"),
		FDTR_OK);
	ck_assert_uint_eq(value_of("BYTE").integer, 0xfe);
	ck_assert_uint_eq(value_of("WORD").integer, 0x1234);
	ck_assert_uint_eq(value_of("DWRD").integer, 0x12345678);
	ck_assert_uint_eq(value_of("QWRD").integer, UINT64_C(0x0123456789abcdef));
	value = value_of("TEXT");
	ck_assert_int_eq(value.kind, FDTR_ACPI_STRING);
	ck_assert_uint_eq(value.size, 3);
	ck_assert_mem_eq(value.data, "abc", 3);
	value = value_of("BUFF");
	ck_assert_int_eq(value.kind, FDTR_ACPI_BUFFER);
	ck_assert_uint_eq(value.size, 3);
	ck_assert_uint_eq(value.integer, 8);
	ck_assert_mem_eq(value.data, "\1\2\3", 3);
	value = value_of("PACK");
	ck_assert_int_eq(value.kind, FDTR_ACPI_PACKAGE);
	ck_assert_uint_eq(value.count, 5);
	ck_assert_uint_eq(value.length, 0x12);
	element = fdtr_acpi_first(&acpi, &value);
	ck_assert_uint_eq(element.value.integer, 1);
	fdtr_acpi_next(&acpi, &element);
	ck_assert_int_eq(element.value.kind, FDTR_ACPI_PACKAGE);
	ck_assert_uint_eq(element.value.count, 2);
	fdtr_acpi_next(&acpi, &element);
	ck_assert_int_eq(element.value.kind, FDTR_ACPI_REFERENCE);
	ck_assert_uint_eq(element.value.object, fdtr_acpi_find(&acpi, 0, "TEXT"));
	fdtr_acpi_next(&acpi, &element);
	ck_assert_uint_eq(element.value.object, fdtr_acpi_find(&acpi, 0, "_SB"));
	fdtr_acpi_next(&acpi, &element);
	ck_assert_int_eq(element.value.kind, FDTR_ACPI_NONE);
	ck_assert_uint_eq(element.index, 4);
}
END_TEST

START_TEST(what_must_be_computed_is_not_static)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_element element;

	/* Name (SIZE, 4) Name (BUFF, Buffer (SIZE) {}) Name (PACK, Package (SIZE) {}) Name (LIST, Package { RefOf (SIZE), 1 }) */
	ck_assert_int_eq(READ("\x08"
			      "SIZE\x0a\x04\x08"
			      "BUFF\x11\x05SIZE\x08"
			      "PACK\x13\x05SIZE\x08"
			      "LIST\x12\x08\x02\x71SIZE\x01"),
		FDTR_OK);
	ck_assert_int_eq(value_of("BUFF").kind, FDTR_ACPI_NOT_STATIC);
	ck_assert_int_eq(value_of("PACK").kind, FDTR_ACPI_NOT_STATIC);
	value = value_of("LIST");
	ck_assert_int_eq(value.kind, FDTR_ACPI_PACKAGE);
	element = fdtr_acpi_first(&acpi, &value);
	ck_assert_int_eq(element.value.kind, FDTR_ACPI_NOT_STATIC);
	fdtr_acpi_next(&acpi, &element);
	ck_assert_int_eq(element.value.kind, FDTR_ACPI_NOT_STATIC);
	ck_assert_int_eq(fdtr_acpi_value(&acpi, FDTR_NONE).kind, FDTR_ACPI_NONE);
	ck_assert_int_eq(value_of("_SB").kind, FDTR_ACPI_NOT_STATIC);
	ck_assert_int_eq(value_of("_REV").kind, FDTR_ACPI_NOT_STATIC);
}
END_TEST

START_TEST(a_variable_package_counts_no_more_than_it_can_hold)
{
	struct fdtr_acpi_value value;

	/* Name (PACK, Package (0xffffffff) { 1 }) */
	ck_assert_int_eq(READ("\x08PACK\x13\x07\x0c\xff\xff\xff\xff\x01"), FDTR_OK);
	value = value_of("PACK");
	ck_assert_int_eq(value.kind, FDTR_ACPI_PACKAGE);
	ck_assert_uint_eq(value.count, 1);
}
END_TEST

START_TEST(methods_that_only_return)
{
	/*
	 * Method (MINT) { Return (5) } Name (NAM0, 6) Method (MNAM) { Return (NAM0) } Method (MARG, 1) { Return (Arg0) }
	 * Method (MTWO) { Noop Return (5) } Method (MCAL) { Return (MINT) } Method (MNUL) { }
	 */
	ck_assert_int_eq(
		READ("\x14\x09MINT\x00\xa4\x0a\x05\x08NAM0\x0a\x06\x14\x0bMNAM\x00\xa4NAM0"
		     "\x14\x08MARG\x01\xa4\x68\x14\x0aMTWO\x00\xa3\xa4\x0a\x05\x14\x0bMCAL\x00\xa4MINT"
		     "\x14\x06MNUL\x00"),
		FDTR_OK);
	ck_assert_uint_eq(value_of("MINT").integer, 5);
	ck_assert_uint_eq(value_of("MNAM").integer, 6);
	ck_assert_int_eq(value_of("MARG").kind, FDTR_ACPI_NOT_STATIC);
	ck_assert_int_eq(value_of("MTWO").kind, FDTR_ACPI_NOT_STATIC);
	ck_assert_int_eq(value_of("MCAL").kind, FDTR_ACPI_NOT_STATIC);
	ck_assert_int_eq(value_of("MNUL").kind, FDTR_ACPI_NOT_STATIC);
	ck_assert_uint_eq(object_of("MARG")->arguments, 1);
	ck_assert_uint_eq(object_of("MINT")->end - object_of("MINT")->value, 3);
}
END_TEST

START_TEST(fields_and_what_else_has_a_name)
{
	/*
	 * OperationRegion (REGN, SystemMemory, 0x1000, 0x10) Field (REGN) { FLD0, 8, Offset (8), FLD1, 0x1000 }
	 * IndexField (FLD0, FLD1) { FLD2, 1 } BankField (REGN, FLD0, 1) { FLD3, 1 } Name (BUFF, Buffer (8) {})
	 * CreateDWordField (BUFF, 0, FLD4) CreateField (BUFF, 0, 3, FLD5) Mutex (MUTX) Event (EVNT) Processor (CPU0)
	 * PowerResource (POWR) {} ThermalZone (THRM) { Name (_TMP, 1) } DataTableRegion (REGD, "", "", "")
	 */
	ck_assert_int_eq(READ("\x5b\x80REGN\x00\x0b\x00\x10\x0a\x10"
			      "\x5b\x81\x13REGN\x00"
			      "FLD0\x08\x00\x38"
			      "FLD1\x40\x80"
			      "\x5b\x86\x0f"
			      "FLD0"
			      "FLD1\x00"
			      "FLD2\x01"
			      "\x5b\x87\x10REGN"
			      "FLD0\x01\x00"
			      "FLD3\x01"
			      "\x08"
			      "BUFF\x11\x03\x0a\x08"
			      "\x8a"
			      "BUFF\x00"
			      "FLD4"
			      "\x5b\x13"
			      "BUFF\x00\x0a\x03"
			      "FLD5"
			      "\x5b\x01MUTX\x00\x5b\x02"
			      "EVNT"
			      "\x5b\x83\x0b"
			      "CPU0\x01\x00\x00\x00\x00\x06"
			      "\x5b\x84\x08POWR\x00\x00\x00\x5b\x85\x0bTHRM\x08_TMP\x01"
			      "\x5b\x88REGD\x0d\0\x0d\0\x0d\0"),
		FDTR_OK);
	ck_assert_int_eq(object_of("REGN")->kind, FDTR_ACPI_REGION);
	for (const char *const *name = (const char *const[]){"FLD0", "FLD1", "FLD2", "FLD3", NULL}; *name;
		name++)
		ck_assert_int_eq(object_of(*name)->kind, FDTR_ACPI_FIELD);
	ck_assert_int_eq(object_of("FLD4")->kind, FDTR_ACPI_BUFFER_FIELD);
	ck_assert_int_eq(object_of("FLD5")->kind, FDTR_ACPI_BUFFER_FIELD);
	ck_assert_int_eq(object_of("MUTX")->kind, FDTR_ACPI_MUTEX);
	ck_assert_int_eq(object_of("EVNT")->kind, FDTR_ACPI_EVENT);
	ck_assert_int_eq(object_of("CPU0")->kind, FDTR_ACPI_PROCESSOR);
	ck_assert_int_eq(object_of("POWR")->kind, FDTR_ACPI_POWER_RESOURCE);
	ck_assert_int_eq(object_of("THRM")->kind, FDTR_ACPI_THERMAL_ZONE);
	ck_assert_uint_eq(value_of("THRM._TMP").integer, 1);
	ck_assert_int_eq(object_of("REGD")->kind, FDTR_ACPI_REGION);
	ck_assert(!acpi.tables[0].dynamic);
}
END_TEST

START_TEST(conditions_are_stepped_over)
{
	/* If (One) { Name (AAAA, 1) } Name (BBBB, 1) */
	ck_assert_int_eq(READ("\xa0\x08\x01\x08"
			      "AAAA\x01\x08"
			      "BBBB\x01"),
		FDTR_OK);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, 0, "AAAA"), FDTR_NONE);
	ck_assert_uint_eq(value_of("BBBB").integer, 1);
	ck_assert(acpi.tables[0].dynamic);
}
END_TEST

START_TEST(externals_say_how_many_arguments_a_call_has)
{
	/* If (Zero) { External (MTHD, MethodObj, 2) } MTHD (1, Zero) Name (AAAA, 1) */
	ck_assert_int_eq(READ("\xa0\x09\x00\x15MTHD\x08\x02MTHD\x01\x00\x08"
			      "AAAA\x01"),
		FDTR_OK);
	ck_assert_int_eq(object_of("MTHD")->kind, FDTR_ACPI_EXTERNAL);
	ck_assert_uint_eq(object_of("MTHD")->arguments, 2);
	ck_assert_uint_eq(value_of("AAAA").integer, 1);
	ck_assert(acpi.tables[0].dynamic);
	/* Alone it is no code that anybody runs; past the root, it is nothing. */
	ck_assert_int_eq(READ("\xa0\x11\x00\x15MTHD\x08\x02\x15^MTHX\x00\x00"), FDTR_OK);
	ck_assert(!acpi.tables[0].dynamic);
}
END_TEST

START_TEST(the_block_with_an_unknown_call_is_given_up)
{
	/* Device (DEV0) { Name (AAAA, 1) Acquire (MTHD (1), 0) Name (BBBB, 1) } Name (CCCC, 1): read as Acquire (MTHD, 1) it ends badly */
	ck_assert_int_eq(READ("\x5b\x82\x1b"
			      "DEV0\x08"
			      "AAAA\x01\x5b\x23MTHD\x01\x00\x00\x08"
			      "BBBB\x01\x02\x08"
			      "CCCC\x01"),
		FDTR_OK);
	ck_assert_uint_eq(value_of("DEV0.AAAA").integer, 1);
	ck_assert_uint_eq(value_of("CCCC").integer, 1);
	ck_assert(acpi.tables[0].dynamic);
}
END_TEST

START_TEST(the_first_definition_counts)
{
	/* Name (AAAA, 1) Name (AAAA, 2) Device (DEV0) { } Device (DEV0) { Name (BBBB, 1) } */
	ck_assert_int_eq(READ("\x08"
			      "AAAA\x01\x08"
			      "AAAA\x0a\x02\x5b\x82\x05"
			      "DEV0\x5b\x82\x0b"
			      "DEV0\x08"
			      "BBBB\x01"),
		FDTR_OK);
	ck_assert_uint_eq(value_of("AAAA").integer, 1);
	ck_assert(object_of("AAAA")->redefined);
	ck_assert(object_of("DEV0")->redefined);
	ck_assert_uint_eq(fdtr_acpi_find(&acpi, 0, "DEV0.BBBB"), FDTR_NONE);
}
END_TEST

START_TEST(later_tables_add_to_devices)
{
	static unsigned char first[256], second[256], third[256];
	struct fdtr_acpi_input inputs[3];

	/* In the order given, but for the DSDT: SSDT: Scope (\_SB.DEV0) { Name (AAAA, 1) }; IORT; DSDT: Device (\_SB.DEV0) { } */
	inputs[0] = table_of(first, "SSDT", 2,
		"\x10\x11\\._SB_DEV0\x08"
		"AAAA\x01",
		18);
	inputs[1] = table_of(second, "IORT", 2, "\xff\xff\xff", 3);
	inputs[2] = table_of(third, "DSDT", 2, "\x5b\x82\x0b\\._SB_DEV0", 13);
	ck_assert_int_eq(read_tables(inputs, 3), FDTR_OK);
	ck_assert_uint_eq(value_of("\\_SB.DEV0.AAAA").integer, 1);
	ck_assert_uint_eq(object_of("\\_SB.DEV0")->table, 2);
	ck_assert_uint_eq(object_of("\\_SB.DEV0.AAAA")->table, 0);
	ck_assert_str_eq(acpi.tables[1].signature, "IORT");
	ck_assert_str_eq(acpi.tables[1].oem_table_id, "MACHINE");
	/* Alone, the scope is somebody else's. */
	ck_assert_int_eq(read_tables(inputs, 1), FDTR_OK);
	ck_assert_int_eq(object_of("\\_SB.DEV0")->kind, FDTR_ACPI_EXTERNAL);
	ck_assert_uint_eq(value_of("\\_SB.DEV0.AAAA").integer, 1);
}
END_TEST

START_TEST(a_scope_before_its_device_is_lost)
{
	/* Scope (\DEV0) { Name (AAAA, 1) } Device (DEV0) { Name (AAAA, 2) Name (BBBB, 2) } */
	ck_assert_int_eq(READ("\x10\x0c\\DEV0\x08"
			      "AAAA\x01\x5b\x82\x13"
			      "DEV0\x08"
			      "AAAA\x0a\x02\x08"
			      "BBBB\x0a\x02"),
		FDTR_OK);
	ck_assert_int_eq(object_of("DEV0")->kind, FDTR_ACPI_DEVICE);
	ck_assert_uint_eq(value_of("DEV0.AAAA").integer, 2);
	ck_assert_uint_eq(value_of("DEV0.BBBB").integer, 2);
	ck_assert(!object_of("DEV0.AAAA")->redefined);
}
END_TEST

START_TEST(the_revision_says_how_wide_integers_are)
{
	static unsigned char old[256], new[256];
	static const char aml[] = "\x08"
				  "AAAA\xff";
	struct fdtr_acpi_input inputs[2];

	inputs[0] = table_of(old, "SSDT", 1, aml, sizeof(aml) - 1);
	inputs[1] = table_of(new, "DSDT", 2, "\xa3", 1);
	ck_assert_int_eq(read_tables(inputs, 1), FDTR_OK);
	ck_assert_uint_eq(value_of("AAAA").integer, UINT32_MAX);
	ck_assert_int_eq(read_tables(inputs, 2), FDTR_OK);
	ck_assert_uint_eq(value_of("AAAA").integer, UINT64_MAX);
}
END_TEST

START_TEST(places_as_text)
{
	struct fdtr_origin place = {.object = FDTR_NONE};
	char text[64];

	ck_assert_int_eq(READ("\x08_UID\x01"), FDTR_OK);
	ck_assert_str_eq(fdtr_acpi_place_text(&acpi, &place, text, sizeof(text)), "DSDT");
	place.object = fdtr_acpi_find(&acpi, 0, "_UID");
	ck_assert_str_eq(fdtr_acpi_place_text(&acpi, &place, text, sizeof(text)), "\\_UID");
	ck_assert_str_eq(fdtr_acpi_place_text(&acpi, &place, text, 4), "...");
	ck_assert_str_eq(fdtr_acpi_place_text(&acpi, &place, text, 1), "");
}
END_TEST

Suite *namespace_suite(void)
{
	return SUITE_OF("namespace", devices_and_names, paths_mean_what_5_3_says, data_of_every_kind,
		what_must_be_computed_is_not_static, a_variable_package_counts_no_more_than_it_can_hold,
		methods_that_only_return, fields_and_what_else_has_a_name, conditions_are_stepped_over,
		externals_say_how_many_arguments_a_call_has, the_block_with_an_unknown_call_is_given_up,
		the_first_definition_counts, later_tables_add_to_devices, a_scope_before_its_device_is_lost,
		the_revision_says_how_wide_integers_are, places_as_text);
}
