// SPDX-License-Identifier: BSD-2-Clause
/*
 * Tables one behind the other, as one machine's: a namespace, or a sentence with a table and a byte; every place in a table,
 * every walk at its end in time; and a platform, findings and predictions from what was read.
 */
#include "fuzz.h"

#include <fdtrestrict/predict.h>

#include <fdtrestrict/acpi.h>
#include <fdtrestrict/lint.h>

#include <string.h>

enum { ARENA = 1 << 26, TABLES = 8, HEADER = 36, LENGTH_AT = 4, PATH = 1400, FINDINGS = 2000 };
/* Elements of packages in packages that are looked at. */
#define BUDGET 100000

static uint32_t length_of(const uint8_t *table)
{
	return table[LENGTH_AT] | (uint32_t)table[LENGTH_AT + 1] << 8 | (uint32_t)table[LENGTH_AT + 2] << 16 |
	       (uint32_t)table[LENGTH_AT + 3] << 24;
}

/* In memory of the exact size, each by itself. */
static uint32_t split(const uint8_t *data, size_t size, struct fdtr_acpi_input *inputs)
{
	uint32_t count = 0;

	while (count < TABLES && (size || !count)) {
		size_t length = size > HEADER && length_of(data) > HEADER && length_of(data) < size
		                        ? length_of(data)
		                        : size;
		uint8_t *copy = malloc(length ? length : 1);

		MUST(copy);
		if (length)
			memcpy(copy, data, length);
		inputs[count++] = (struct fdtr_acpi_input){.data = copy, .size = length, .name = "table"};
		data += length;
		size -= length;
	}
	return count;
}

static void check_value(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value, uint32_t *budget)
{
	struct fdtr_acpi_element element;

	if (value->kind == FDTR_ACPI_NONE || value->table == FDTR_NONE)
		return;
	MUST(value->table < acpi->table_count);
	MUST(value->offset <= acpi->tables[value->table].length);
	MUST(value->length <= acpi->tables[value->table].length - value->offset);
	if (value->kind == FDTR_ACPI_STRING || value->kind == FDTR_ACPI_BUFFER) {
		const unsigned char *start = acpi->tables[value->table].data + value->offset;

		MUST(value->data >= start && value->size <= value->length - (size_t)(value->data - start));
	}
	if (value->kind == FDTR_ACPI_REFERENCE)
		MUST(value->object == FDTR_NONE || value->object < acpi->object_count);
	if (value->kind != FDTR_ACPI_PACKAGE)
		return;
	for (element = fdtr_acpi_first(acpi, value); element.index < value->count && *budget;
		fdtr_acpi_next(acpi, &element)) {
		--*budget;
		check_value(acpi, &element.value, budget);
	}
}

static void check_path(const struct fdtr_acpi *acpi, uint32_t object)
{
	char path[PATH];
	uint32_t found;

	(void)fdtr_acpi_path(acpi, object, path, sizeof(path));
	MUST(path[0] == '\\' && strlen(path) < sizeof(path));
	found = fdtr_acpi_find(acpi, 0, path);
	MUST(found == object || found == FDTR_NONE ||
		acpi->objects[found].depth <= acpi->objects[object].depth);
	MUST(strlen(fdtr_acpi_path(acpi, object, path, 16)) < 16);
}

static void check_objects(const struct fdtr_acpi *acpi)
{
	uint32_t budget = BUDGET;

	for (uint32_t i = 0; i < acpi->object_count; i++) {
		const struct fdtr_acpi_object *object = &acpi->objects[i];
		struct fdtr_acpi_value value = fdtr_acpi_value(acpi, i);

		MUST(i ? object->parent < acpi->object_count : object->parent == FDTR_NONE);
		MUST(object->next == FDTR_NONE ||
			(object->next > i && acpi->objects[object->next].parent == object->parent));
		MUST(object->kind <= FDTR_ACPI_PREDEFINED && object->arguments <= 7);
		if (object->kind == FDTR_ACPI_ALIAS)
			MUST(object->value == FDTR_NONE || object->value < acpi->object_count);
		if (object->table != FDTR_NONE)
			MUST(object->offset <= object->end &&
				object->end <= acpi->tables[object->table].length);
		check_value(acpi, &value, &budget);
		check_path(acpi, i);
	}
}

static void check_place(const struct fdtr_acpi *acpi, const struct fdtr_origin *place)
{
	char text[PATH];

	MUST(place->object == FDTR_NONE || place->object < acpi->object_count);
	if (place->source < acpi->table_count)
		MUST(place->offset <= acpi->tables[place->source].length &&
			place->length <= acpi->tables[place->source].length - place->offset);
	MUST(strlen(fdtr_acpi_place_text(acpi, place, text, sizeof(text))) < sizeof(text));
}

static void check_findings(const struct fdtr_acpi *acpi, const struct fdtr_findings *findings)
{
	for (uint32_t i = 0; i < findings->count; i++) {
		MUST(findings->items[i].message[0]);
		check_place(acpi, &findings->items[i].place);
	}
}

/* None is restricted, and each has its reasons. */
static void check_predictions(
	const struct fdtr_acpi *acpi, const struct fdtr_platform *platform, struct fdtr_arena *arena)
{
	struct fdtr_predictions predictions;
	struct fdtr_error error;
	int status = fdtr_acpi_predict(acpi, platform, NULL, arena, &predictions, &error);

	MUST(status == FDTR_OK || status == FDTR_ERR_NOSPACE);
	for (uint32_t i = 0; !status && i < predictions.count; i++) {
		const struct fdtr_prediction *prediction = &predictions.items[i];

		MUST(prediction->device < platform->device_count && prediction->reason_count);
		MUST(prediction->outcome != FDTR_OUTCOME_RESTRICTED && prediction->pool == FDTR_NONE);
		for (uint32_t j = 0; j < prediction->reason_count; j++) {
			if (prediction->reasons[j].placed)
				check_place(acpi, &prediction->reasons[j].place);
		}
	}
}

static const struct fdtr_region map[] = {
	{.range = {0, 0x9ffff},
		.origin = {.object = FDTR_NONE},
		.kind = FDTR_REGION_MEMORY,
		.pool = FDTR_NONE},
	{.range = {0x40000000, 0x5bffffff},
		.origin = {.object = FDTR_NONE},
		.kind = FDTR_REGION_MEMORY,
		.pool = FDTR_NONE},
	{.range = {0x5c000000, 0x5fffffff},
		.origin = {.object = FDTR_NONE},
		.kind = FDTR_REGION_RESERVED,
		.pool = FDTR_NONE},
};

static void digest_tables(const struct fdtr_acpi *acpi, struct fdtr_arena *arena)
{
	struct fdtr_lint_options options = {
		.targets = FDTR_FOR(FDTR_TARGET_COUNT) - 1, .max_findings = FINDINGS};
	struct fdtr_platform platform;
	struct fdtr_findings findings;
	struct fdtr_error error;

	check_objects(acpi);
	MUST(fdtr_acpi_platform_read(&platform, acpi, map, 3, arena, &error) == FDTR_OK);
	MUST(fdtr_acpi_lint(acpi, &platform, &options, arena, &findings, &error) == FDTR_OK);
	check_findings(acpi, &findings);
	check_predictions(acpi, &platform, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned char *memory;
	struct fdtr_acpi_input inputs[TABLES];
	uint32_t count = split(data, size, inputs);
	struct fdtr_arena arena;
	struct fdtr_error error;
	struct fdtr_acpi acpi;
	int status;

	if (!memory)
		memory = malloc(ARENA);
	MUST(memory);
	fdtr_arena_init(&arena, memory, ARENA);
	status = fdtr_acpi_read(&acpi, inputs, count, &arena, &error);
	MUST(status == FDTR_OK || status == FDTR_ERR_BADTREE);
	if (status)
		MUST(error.status == status && strstr(error.message, "at byte"));
	else
		digest_tables(&acpi, &arena);
	for (uint32_t i = 0; i < count; i++)
		free((void *)(uintptr_t)inputs[i].data);
	return 0;
}

/* Bytes change behind the header, which is made to fit, so that most results still are tables. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	if (size <= HEADER || max_size <= HEADER || seed % 16 == 0)
		return LLVMFuzzerMutate(data, size, max_size);
	if (length_of(data) < size) /* more tables follow: the length of this one stays */
		return HEADER + LLVMFuzzerMutate(data + HEADER, size - HEADER, max_size - HEADER);
	size = HEADER + LLVMFuzzerMutate(data + HEADER, size - HEADER, max_size - HEADER);
	for (unsigned int i = 0; i < 4; i++)
		data[LENGTH_AT + i] = (uint8_t)(size >> 8 * i);
	return size;
}
