// SPDX-License-Identifier: BSD-2-Clause
#include "namespace.h"

#include <string.h>

unsigned char acpi_memory[NAMESPACE_MEMORY];
struct fdtr_arena acpi_arena;
struct fdtr_acpi acpi;
struct fdtr_error acpi_error;

struct fdtr_acpi_input table_of(
	unsigned char *table, const char *signature, uint8_t revision, const void *aml, size_t size)
{
	uint8_t sum = 0;

	memset(table, 0, NAMESPACE_HEADER);
	memcpy(table, signature, 4);
	table[4] = (uint8_t)(NAMESPACE_HEADER + size);
	table[5] = (uint8_t)((NAMESPACE_HEADER + size) >> 8);
	table[8] = revision;
	memcpy(table + 10, "MAKER ", 6);
	memcpy(table + 16, "MACHINE", 8);
	memcpy(table + NAMESPACE_HEADER, aml, size);
	for (size_t i = 0; i < NAMESPACE_HEADER + size; i++)
		sum = (uint8_t)(sum + table[i]);
	table[9] = (uint8_t)(0x100 - sum);
	return (struct fdtr_acpi_input){.data = table, .size = NAMESPACE_HEADER + size, .name = signature};
}

int read_tables(const struct fdtr_acpi_input *inputs, uint32_t count)
{
	fdtr_arena_init(&acpi_arena, acpi_memory, sizeof(acpi_memory));
	return fdtr_acpi_read(&acpi, inputs, count, &acpi_arena, &acpi_error);
}

int read_aml(const void *aml, size_t size)
{
	static unsigned char table[65536];
	struct fdtr_acpi_input input = table_of(table, "DSDT", 2, aml, size);

	return read_tables(&input, 1);
}

const struct fdtr_acpi_object *object_of(const char *path)
{
	uint32_t object = fdtr_acpi_find(&acpi, 0, path);

	ck_assert_msg(object != FDTR_NONE, "%s is not there", path);
	return &acpi.objects[object];
}

struct fdtr_acpi_value value_of(const char *path)
{
	return fdtr_acpi_value(&acpi, fdtr_acpi_find(&acpi, 0, path));
}
