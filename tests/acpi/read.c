// SPDX-License-Identifier: BSD-2-Clause
/*
 * read [-v] TABLE...: what the reader sees in the tables of one machine. A line for each object: its path with every name in
 * full, as acpiexec prints it, its kind, "unknown" when no table defines it or what it is in, and what can be compared of its
 * value; with -v the names alone, with all of their values. Then a line for each table.
 */
#include <fdtrestrict/acpi.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA = 1 << 28, BLOCK = 1 << 16 };

static const char *const kinds[] = {
	[FDTR_ACPI_SCOPE] = "Scope",
	[FDTR_ACPI_DEVICE] = "Device",
	[FDTR_ACPI_NAME] = "Name",
	[FDTR_ACPI_METHOD] = "Method",
	[FDTR_ACPI_ALIAS] = "Alias",
	[FDTR_ACPI_REGION] = "Region",
	[FDTR_ACPI_FIELD] = "Field",
	[FDTR_ACPI_BUFFER_FIELD] = "BufferField",
	[FDTR_ACPI_EVENT] = "Event",
	[FDTR_ACPI_MUTEX] = "Mutex",
	[FDTR_ACPI_POWER_RESOURCE] = "Power",
	[FDTR_ACPI_PROCESSOR] = "Processor",
	[FDTR_ACPI_THERMAL_ZONE] = "Thermal",
	[FDTR_ACPI_EXTERNAL] = "External",
	[FDTR_ACPI_PREDEFINED] = "Predefined",
};

static int fail(const char *what, const char *why)
{
	fprintf(stderr, "read: %s: %s\n", what, why);
	return EXIT_FAILURE;
}

static bool read_file(const char *name, struct fdtr_acpi_input *input)
{
	FILE *file = fopen(name, "rb");
	unsigned char *data = NULL;
	size_t size = 0, got;

	if (!file)
		return false;
	do {
		data = realloc(data, size + BLOCK);
		got = data ? fread(data + size, 1, BLOCK, file) : 0;
		size += got;
	} while (got);
	fclose(file);
	*input = (struct fdtr_acpi_input){.data = data, .size = size, .name = name};
	return data != NULL;
}

static bool is_known(const struct fdtr_acpi *acpi, uint32_t object)
{
	for (; object != FDTR_NONE; object = acpi->objects[object].parent) {
		if (acpi->objects[object].kind == FDTR_ACPI_EXTERNAL)
			return false;
	}
	return true;
}

static void print_path(const struct fdtr_acpi *acpi, uint32_t object)
{
	uint32_t steps[256], count = 0;

	for (; object && object != FDTR_NONE; object = acpi->objects[object].parent)
		steps[count++] = object;
	printf("\\");
	while (count--)
		printf("%.4s%s", acpi->objects[steps[count]].name, count ? "." : "");
}

static void print_bytes(const struct fdtr_acpi_value *value)
{
	printf("buffer ");
	for (uint64_t i = 0; i < value->integer; i++)
		printf("%02X", i < value->size ? value->data[i] : 0);
}

/* A package in a package stands in the elements of that, so that the depth is that of the table's own nesting. */
static void print_value(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value)
{
	struct fdtr_acpi_element element;

	switch (value->kind) {
	case FDTR_ACPI_INTEGER:
		printf("integer %" PRIX64, value->integer);
		break;
	case FDTR_ACPI_STRING:
		printf("string \"%.*s\"", (int)value->size, (const char *)value->data);
		break;
	case FDTR_ACPI_BUFFER:
		print_bytes(value);
		break;
	case FDTR_ACPI_PACKAGE:
		printf("package %" PRIu32 " {", value->count);
		for (element = fdtr_acpi_first(acpi, value); element.index < value->count;
			fdtr_acpi_next(acpi, &element)) {
			printf(" ");
			print_value(acpi, &element.value);
		}
		printf(" }");
		break;
	case FDTR_ACPI_REFERENCE:
		printf("reference ");
		print_path(acpi, value->object);
		break;
	default:
		printf(value->kind == FDTR_ACPI_NONE ? "none" : "dynamic");
	}
}

static void print_summary(const struct fdtr_acpi_value *value)
{
	switch (value->kind) {
	case FDTR_ACPI_INTEGER:
		printf("Integer %016" PRIX64, value->integer);
		break;
	case FDTR_ACPI_STRING:
		printf("String %02" PRIX32, value->size);
		break;
	case FDTR_ACPI_BUFFER:
		printf("Buffer %02" PRIX64, value->integer);
		break;
	case FDTR_ACPI_PACKAGE:
		printf("Package %02" PRIX32, value->count);
		break;
	default:
		printf("Dynamic");
	}
}

static void print_object(const struct fdtr_acpi *acpi, uint32_t number)
{
	const struct fdtr_acpi_object *object = &acpi->objects[number];
	struct fdtr_acpi_value value = fdtr_acpi_value(acpi, number);

	print_path(acpi, number);
	printf(is_known(acpi, number) ? " " : " unknown ");
	if (object->kind == FDTR_ACPI_NAME)
		print_summary(&value);
	else
		printf("%s", kinds[object->kind]);
	if (object->kind == FDTR_ACPI_METHOD)
		printf(" %u %04" PRIX32, object->arguments, object->end - object->value);
	printf("\n");
}

static void print_named_value(const struct fdtr_acpi *acpi, uint32_t number)
{
	struct fdtr_acpi_value value = fdtr_acpi_value(acpi, number);

	if (acpi->objects[number].kind != FDTR_ACPI_NAME)
		return;
	print_path(acpi, number);
	printf(" ");
	print_value(acpi, &value);
	printf("\n");
}

int main(int argc, char **argv)
{
	bool values = argc > 1 && !strcmp(argv[1], "-v");
	uint32_t count = (uint32_t)(argc - 1 - values);
	struct fdtr_acpi_input *inputs = calloc(count + 1, sizeof(*inputs));
	void *memory = malloc(ARENA);
	struct fdtr_arena arena;
	struct fdtr_error error;
	struct fdtr_acpi acpi;

	if (!inputs || !memory)
		return fail("memory", strerror(errno));
	for (uint32_t i = 0; i < count; i++) {
		if (!read_file(argv[1 + values + (int)i], &inputs[i]))
			return fail(argv[1 + values + (int)i], strerror(errno));
	}
	fdtr_arena_init(&arena, memory, ARENA);
	if (fdtr_acpi_read(&acpi, inputs, count, &arena, &error))
		return fail("malformed", error.message);
	for (uint32_t i = 1; i < acpi.object_count; i++)
		(values ? print_named_value : print_object)(&acpi, i);
	for (uint32_t i = 0; i < acpi.table_count; i++)
		printf("table %s%s\n", acpi.tables[i].signature, acpi.tables[i].dynamic ? " dynamic" : "");
	for (uint32_t i = 0; i < count; i++)
		free((void *)(uintptr_t)inputs[i].data);
	free(inputs);
	free(memory);
	return EXIT_SUCCESS;
}
