// SPDX-License-Identifier: BSD-2-Clause
/* Files with ACPI tables: told from others, and taken apart. */
#include "unit.h"

#include "cli/tables/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A table of that many bytes, which are all of one value but for the header. */
static void make_table(unsigned char *table, const char *signature, uint32_t length)
{
	memset(table, 0x5a, length);
	memset(table, 0, length < 36 ? length : 36);
	memcpy(table, signature, 4);
	memcpy(table + 10, "FDTR  TEST    ", 14);
	for (int i = 0; i < 4; i++)
		table[4 + i] = (unsigned char)(length >> (8 * i));
}

/* As acpidump prints it; `text` has room. */
static size_t dump(char *text, const unsigned char *table, uint32_t length)
{
	char *at = text;

	at += sprintf(at, "%.4s @ 0x000000007FFE0014\n", (const char *)table);
	for (uint32_t i = 0; i < length; i += 16) {
		at += sprintf(at, "    %04X:", i);
		for (uint32_t k = i; k < i + 16; k++)
			at += k < length ? sprintf(at, " %02X", table[k]) : sprintf(at, "   ");
		at += sprintf(at, "  ................\n");
	}
	at += sprintf(at, "\n");
	return (size_t)(at - text);
}

static struct fdtr_error error;

static int undump(const char *text, unsigned char **data, size_t *size)
{
	error = (struct fdtr_error){0};
	return tables_undump("d.txt", text, strlen(text), data, size, &error);
}

START_TEST(a_dump_gives_back_what_it_was_made_of)
{
	for (uint32_t length = 36; length < 90; length++) {
		unsigned char tables[2][90], *data;
		char text[2048] = "some machine\n";
		size_t size, at = strlen(text);

		make_table(tables[0], "DSDT", length);
		make_table(tables[1], "SSDT", 100 - length > 36 ? 100 - length : 36);
		at += dump(text + at, tables[0], length);
		(void)dump(text + at, tables[1], 100 - length > 36 ? 100 - length : 36);
		ck_assert(tables_is_dump(text, strlen(text)));
		ck_assert_int_eq(undump(text, &data, &size), FDTR_OK);
		ck_assert_uint_eq(tables_length(data, size), length);
		ck_assert_mem_eq(data, tables[0], length);
		ck_assert_mem_eq(data + length, tables[1], size - length);
		free(data);
	}
}
END_TEST

START_TEST(what_has_no_header_is_left_out_of_a_dump)
{
	unsigned char table[48], *data;
	char text[1024];
	size_t at, size;

	make_table(table, "SSDT", 48);
	at = (size_t)sprintf(text,
		"RSD PTR  @ 0x00000000000F5A40\n"
		"    0000: 52 53 44 20 50 54 52 20 B1 42 4F 43 48 53 20 00  RSD PTR .BOCHS .\n\n");
	(void)dump(text + at, table, 48);
	ck_assert_int_eq(undump(text, &data, &size), FDTR_OK);
	ck_assert_uint_eq(size, 48);
	free(data);
}
END_TEST

/* "from" becomes "to" once. */
static void change(char *text, const char *from, const char *to)
{
	char rest[2048], *at = strstr(text, from);

	ck_assert_ptr_nonnull(at);
	strcpy(rest, at + strlen(from));
	strcpy(at, to);
	strcat(at, rest);
}

START_TEST(damage_to_a_dump_is_told_with_its_line)
{
	static const struct {
		const char *from, *to, *says;
	} cases[] = {
		{"    0010:", "    0011:", "d.txt:3:1: "},
		{"    0020:", "    0030:", "d.txt:4:1: "},
		{"    0030: 5A", "\n", "d.txt:1:1: "},
		{"    0020: 00 00", "    0020: 0x 00", "d.txt:4:1: "},
		{"SSDT @ 0x", "SSDT @ ", "d.txt: "},
		{"    0000: ", "    00x0: ", "d.txt:2:1: this is no line of bytes"},
		{"    0000: ", "XSDT @ 0x1\n", "d.txt:1:1: no bytes"},
	};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++) {
		unsigned char table[60], *data;
		char text[2048];
		size_t size;

		make_table(table, "SSDT", 60);
		(void)dump(text, table, 60);
		change(text, cases[i].from, cases[i].to);
		ck_assert_int_eq(undump(text, &data, &size), FDTR_ERR_BADTREE);
		ck_assert_msg(
			!strncmp(error.message, cases[i].says, strlen(cases[i].says)), "%s", error.message);
	}
}
END_TEST

START_TEST(any_dump_is_read)
{
	uint64_t state = 5;
	unsigned char table[90], *data;
	char text[2048];
	size_t size;

	make_table(table, "DSDT", 90);
	for (int round = 0; round < 20000; round++) {
		size_t length = dump(text, table, 90);

		for (int i = 0; i < 4; i++)
			text[random_below(&state, (uint32_t)length)] = "0F: @x\nS"[random_below(&state, 8)];
		text[random_below(&state, (uint32_t)length) + 1] = '\0';
		if (!undump(text, &data, &size))
			ck_assert_uint_le(size, strlen(text));
		free(data);
	}
}
END_TEST

START_TEST(files_are_known_by_what_they_hold)
{
	static const char dts[] = "/dts-v1/;\n/ { /* DSDT @ 0x10 */ };\n",
			  asl[] = "DefinitionBlock (\"\", \"DSDT\", 2, \"\", \"\", 1) { }\n",
			  letter[] = "ABCD @ 0x1 is an address, and\n   this is no byte of it\n",
			  damaged[] = "\nABCD @ 0x1\n   this is no byte of it\n";
	unsigned char table[40];
	char text[512];

	make_table(table, "XYZ1", 40);
	(void)dump(text, table, 40);
	ck_assert_int_eq(tables_form("x", table, 40), TABLES_BINARY);
	ck_assert_int_eq(tables_form("x", text, strlen(text)), TABLES_DUMP);
	ck_assert_int_eq(tables_form("x", asl, strlen(asl)), TABLES_SOURCE);
	ck_assert_int_eq(tables_form("x", dts, strlen(dts)), TABLES_NONE);
	ck_assert_int_eq(tables_form("x", letter, strlen(letter)), TABLES_NONE);
	ck_assert_int_eq(tables_form("x", damaged, strlen(damaged)), TABLES_DUMP);
	ck_assert_int_eq(tables_form("x.aml", letter, 3), TABLES_BINARY);
	ck_assert_int_eq(tables_form("x.dsl", letter, 3), TABLES_SOURCE);
	ck_assert_int_eq(tables_form("x", table, 35), TABLES_NONE);
	table[12] = 0x80; /* no letter of an OEM's */
	ck_assert_int_eq(tables_form("x", table, 40), TABLES_NONE);
}
END_TEST

START_TEST(a_file_may_hold_several_tables)
{
	unsigned char *file = malloc(36 + 40 + 36 + 3);
	struct tables tables = {0};

	ck_assert_ptr_nonnull(file);
	make_table(file, "SSDT", 36);
	make_table(file + 36, "DSDT", 40);
	make_table(file + 76, "SSDT", 36);
	memset(file + 112, 0, 3);
	ck_assert(tables_have_dsdt(TABLES_BINARY, file, 115));
	ck_assert_int_eq(tables_add(&tables, "f", file, 115, NULL, NULL), FDTR_OK);
	ck_assert_int_eq(tables_gather(&tables, NULL), FDTR_OK);
	ck_assert_uint_eq(tables.count, 3);
	ck_assert_ptr_eq(tables.inputs[0].data, file + 36);
	ck_assert_ptr_eq(tables.inputs[1].data, file);
	ck_assert_ptr_eq(tables.inputs[2].data, file + 76);
	ck_assert_uint_eq(tables.inputs[2].size, 36);
	ck_assert_ptr_eq(tables_file_of(&tables, file + 80), &tables.files[0]);
	tables_free(&tables);
}
END_TEST

START_TEST(a_dsdt_that_is_there_twice_counts_once)
{
	unsigned char *file = malloc(4 * 40);
	struct tables tables = {0};

	ck_assert_ptr_nonnull(file);
	make_table(file, "DSDT", 40);
	make_table(file + 40, "SSDT", 40);
	memcpy(file + 80, file, 80);
	ck_assert_int_eq(tables_add(&tables, "f", file, 160, NULL, NULL), FDTR_OK);
	ck_assert_int_eq(tables_gather(&tables, NULL), FDTR_OK);
	ck_assert_uint_eq(tables.count, 3);
	ck_assert_mem_eq(tables.inputs[1].data, "SSDT", 4);
	ck_assert_mem_eq(tables.inputs[2].data, "SSDT", 4);
	tables_free(&tables);
}
END_TEST

Suite *dump_suite(void)
{
	return SUITE_OF("dump", a_dump_gives_back_what_it_was_made_of,
		what_has_no_header_is_left_out_of_a_dump, damage_to_a_dump_is_told_with_its_line,
		any_dump_is_read, files_are_known_by_what_they_hold, a_file_may_hold_several_tables,
		a_dsdt_that_is_there_twice_counts_once);
}
