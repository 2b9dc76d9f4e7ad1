// SPDX-License-Identifier: BSD-2-Clause
#include "tables.h"

#include "acpi/properties/properties.h"

#include <string.h>

#define HEADER 36
#define MOST_TABLES 8
#define TABLE_SIZE 65536

static unsigned char tables[MOST_TABLES][TABLE_SIZE], memory[8 << 20];
static struct fdtr_acpi_input inputs[MOST_TABLES];
static uint32_t table_count, depth;
static size_t at, starts[32], template_start;
static struct fdtr_arena arena;
static struct fdtr_acpi acpi;

static unsigned char *table(void)
{
	return tables[table_count];
}

void machine_begin(void)
{
	table_count = 0;
	fdtr_arena_init(&arena, memory, sizeof(memory));
}

void table_begin(const char *signature)
{
	ck_assert_uint_lt(table_count, MOST_TABLES);
	memset(table(), 0, HEADER);
	memcpy(table(), signature, 4);
	table()[8] = 2;
	memcpy(table() + 10, "FDTR  MACHINE ", 14);
	at = HEADER;
	depth = 0;
}

void table_end(void)
{
	unsigned char sum = 0;

	ck_assert_uint_eq(depth, 0);
	for (uint32_t i = 0; i < 4; i++)
		table()[4 + i] = (unsigned char)(at >> 8 * i);
	for (size_t i = 0; i < at; i++)
		sum = (unsigned char)(sum + table()[i]);
	table()[9] = (unsigned char)(table()[9] - sum);
	inputs[table_count] = (struct fdtr_acpi_input){table(), at, "machine"};
	table_count++;
}

void put_bytes(const void *bytes, size_t size)
{
	ck_assert_uint_le(at + size, TABLE_SIZE);
	memcpy(table() + at, bytes, size);
	at += size;
}

void put_number(uint64_t number, uint32_t bytes)
{
	for (uint32_t i = 0; i < bytes; i++)
		put_bytes(&(unsigned char){(unsigned char)(i < 8 ? number >> 8 * i : 0)}, 1);
}

void put_integer(uint64_t integer)
{
	put_bytes("\x0e", 1);
	put_number(integer, 8);
}

void put_string(const char *string)
{
	put_bytes("\x0d", 1);
	put_bytes(string, strlen(string) + 1);
}

/* The length is written in three bytes when it is known. */
static void open_block(const char *code)
{
	put_bytes(code, strlen(code));
	ck_assert_uint_lt(depth, FDTR_ARRAY_SIZE(starts));
	starts[depth++] = at;
	put_number(0, 3);
}

void close_block(void)
{
	size_t start = starts[--depth], length = at - start;

	table()[start] = (unsigned char)(0x80 | (length & 15));
	table()[start + 1] = (unsigned char)(length >> 4);
	table()[start + 2] = (unsigned char)(length >> 12);
}

void put_buffer(const void *bytes, size_t size)
{
	open_block("\x11");
	put_integer(size);
	put_bytes(bytes, size);
	close_block();
}

void put_uuid(const char *text)
{
	unsigned char bytes[16];

	ck_assert(fdtr_uuid_bytes(text, bytes));
	put_buffer(bytes, sizeof(bytes));
}

static void put_segment(const char *name)
{
	char segment[4] = {'_', '_', '_', '_'};

	memcpy(segment, name, strcspn(name, "."));
	put_bytes(segment, sizeof(segment));
}

void put_path(const char *path)
{
	unsigned char count = 1;

	for (; *path == '\\' || *path == '^'; path++)
		put_bytes(path, 1);
	for (const char *dot = path; (dot = strchr(dot, '.')) != NULL; dot++)
		count++;
	if (count > 1)
		put_bytes("\x2f", 1), put_bytes(&count, 1);
	for (; count; count--, path += strcspn(path, ".") + 1)
		put_segment(path);
}

void open_scope(const char *path)
{
	open_block("\x10");
	put_path(path);
}

void open_device(const char *name)
{
	open_block("\x5b\x82");
	put_path(name);
}

void open_method(const char *name)
{
	open_block("\x14");
	put_path(name);
	put_number(0, 1);
}

void open_package(uint8_t count)
{
	open_block("\x12");
	put_bytes(&count, 1);
}

void put_name(const char *name)
{
	put_bytes("\x08", 1);
	put_path(name);
}

void put_name_string(const char *name, const char *string)
{
	put_name(name);
	put_string(string);
}

void put_name_integer(const char *name, uint64_t integer)
{
	put_name(name);
	put_integer(integer);
}

/* Its size, a DWord at a known place, is filled in at the end. */
void open_template(const char *name)
{
	put_name(name);
	open_block("\x11");
	put_bytes("\x0c", 1);
	template_start = at;
	put_number(0, 4);
}

void close_template(void)
{
	size_t size;

	put_bytes("\x79\0", 2);
	size = at - template_start - 4;
	for (uint32_t i = 0; i < 4; i++)
		table()[template_start + i] = (unsigned char)(size >> 8 * i);
	close_block();
}

static void put_qword(uint32_t flags, uint64_t base, uint64_t size, uint64_t translation)
{
	put_bytes("\x8a\x2b\0\0", 4);
	put_number(flags, 1);
	put_number(3, 1);
	put_number(0, 8);
	put_number(base, 8);
	put_number(base + (size - 1), 8);
	put_number(translation, 8);
	put_number(size, 8);
}

void put_qword_memory(uint64_t base, uint64_t size)
{
	put_qword(0x0d, base, size, 0);
}

void put_qword_window(uint64_t base, uint64_t size, uint64_t translation)
{
	put_qword(0x0c, base, size, translation);
}

void put_memory32_fixed(uint32_t base, uint32_t size)
{
	put_bytes("\x86\x09\0\x01", 4);
	put_number(base, 4);
	put_number(size, 4);
}

void put_interrupt(uint32_t number)
{
	put_bytes("\x89\x06\0\x01\x01", 5);
	put_number(number, 4);
}

const struct fdtr_acpi *machine_acpi(void)
{
	struct fdtr_error error;
	int status = fdtr_acpi_read(&acpi, inputs, table_count, &arena, &error);

	ck_assert_msg(status == FDTR_OK, "%s", error.message);
	return &acpi;
}

struct fdtr_arena *machine_arena(void)
{
	return &arena;
}

uint32_t machine_object(const char *path)
{
	uint32_t object = fdtr_acpi_find(&acpi, 0, path);

	ck_assert_msg(object != FDTR_NONE, "%s is not there", path);
	return object;
}
