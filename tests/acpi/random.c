// SPDX-License-Identifier: BSD-2-Clause
#include "random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t seed;

uint32_t below(uint32_t limit)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (uint32_t)((seed * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % limit;
}

static uint64_t below64(void)
{
	return (uint64_t)below(UINT32_MAX) << 32 | below(UINT32_MAX);
}

void fail(const char *why)
{
	fprintf(stderr, "terms: %s\n", why);
	exit(2);
}

void *take(struct table *table, size_t count, size_t size)
{
	void *memory = fdtr_arena_take(&table->arena, count, size);

	if (!memory)
		fail("the arena is too small");
	memset(memory, 0, count * size);
	return memory;
}

char *copy(struct table *table, const char *text)
{
	return strcpy(take(table, strlen(text) + 1, 1), text);
}

static uint64_t random_integer(const struct table *table)
{
	static const uint64_t borders[] = {0, 1, 2, 0xff, 0x100, 0xffff, 0x10000, 0x7fffffff, 0xffffffff,
		0x100000000, 0xfffffffffffffffe, UINT64_MAX};
	uint64_t integer = below(2) ? borders[below(FDTR_ARRAY_SIZE(borders))] : below64() >> below(64);

	return table->narrow ? integer & UINT32_MAX : integer;
}

/* Now and then of a length that takes a package past one of its borders. */
static uint32_t random_length(void)
{
	static const uint32_t borders[] = {0x2c, 0x34, 0x3a, 0xfd, 0xfd0, 0xff0, 0xff8};

	switch (below(12)) {
	case 0:
		return borders[below(FDTR_ARRAY_SIZE(borders))] + below(16);
	case 1:
		return 0;
	default:
		return below(20);
	}
}

struct fdtr_term *add(struct table *table, enum fdtr_term_kind kind, const char *name)
{
	struct fdtr_term *term = fdtr_terms_add(&table->terms, kind, name);

	if (!term)
		fail("no space for terms");
	return term;
}

struct fdtr_term *open_term(struct table *table, enum fdtr_term_kind kind, const char *name)
{
	struct fdtr_term *term = fdtr_terms_open(&table->terms, kind, name);

	if (!term)
		fail("no space for terms");
	return term;
}

char *random_text(struct table *table, uint32_t length)
{
	char *text = take(table, length + 1, 1);

	for (uint32_t i = 0; i < length; i++)
		text[i] = (char)(' ' + below(95));
	return text;
}

static void random_string(struct table *table)
{
	char *text = random_text(table, random_length());

	fdtr_terms_string(&table->terms, text);
	printf(" string \"%s\"", text);
}

static void random_buffer(struct table *table)
{
	struct fdtr_term *term = add(table, FDTR_TERM_BUFFER, NULL);
	unsigned char *bytes;

	term->count = random_length();
	term->data = bytes = take(table, term->count + 1, 1);
	printf(" buffer ");
	for (uint32_t i = 0; i < term->count; i++) {
		bytes[i] = (unsigned char)below(256);
		printf("%02X", bytes[i]);
	}
}

void random_uuid(struct table *table)
{
	struct fdtr_term *term = add(table, FDTR_TERM_UUID, NULL);
	char *text = take(table, 37, 1);

	for (int i = 0; i < 36; i++)
		text[i] = i == 8 || i == 13 || i == 18 || i == 23 ? '-' : "0123456789abcdefABCDEF"[below(22)];
	term->data = text;
	printf(" uuid %s", text);
}

static void random_eisaid(struct table *table)
{
	struct fdtr_term *term = add(table, FDTR_TERM_EISAID, NULL);
	char *text = take(table, 8, 1);

	for (int i = 0; i < 3; i++)
		text[i] = (char)('A' + below(26));
	for (int i = 3; i < 7; i++)
		text[i] = "00123456789ABCDEF"[below(17)];
	term->data = text;
	printf(" eisaid %s", text);
}

static void random_memory32(struct fdtr_acpi_resource *resource)
{
	resource->kind = FDTR_RESOURCE_MEMORY32_FIXED;
	resource->minimum = below(UINT32_MAX);
	resource->size = below((uint32_t)(UINT32_MAX - resource->minimum) + 1);
	printf(" memory32 %" PRIX64 " %" PRIX64 " %d", resource->minimum, resource->size,
		resource->read_only);
}

static void random_qword(struct fdtr_acpi_resource *resource)
{
	bool fixed = below(3) > 0;

	resource->kind = FDTR_RESOURCE_QWORD_MEMORY;
	resource->minimum_fixed = resource->maximum_fixed = fixed;
	resource->size = 1 + (below64() >> (1 + below(62)));
	resource->minimum = below64() >> (2 + below(60));
	resource->maximum = resource->minimum + resource->size - 1 + (fixed ? 0 : below(1000));
	resource->translation = below(2) ? 0 : below64();
	if (!fixed && below(3) == 0) {
		resource->size = 0;
		resource->minimum_fixed = below(2);
	}
	resource->prefetchable = below(4) == 0;
	resource->cacheable = below(2);
	printf(" qword %" PRIX64 " %" PRIX64 " %" PRIX64 " %" PRIX64 " %d %d %d %d %s", resource->minimum,
		resource->maximum, resource->translation, resource->size, resource->minimum_fixed,
		resource->maximum_fixed, resource->producer, resource->read_only,
		resource->prefetchable ? "Prefetchable"
		: resource->cacheable  ? "Cacheable"
				       : "NonCacheable");
}

static void random_interrupt(struct table *table, struct fdtr_acpi_resource *resource)
{
	uint32_t count = 1 + below(below(16) ? 3 : 255), first = below(UINT32_MAX - 1000);
	unsigned char *numbers = take(table, count, 4);

	resource->kind = FDTR_RESOURCE_INTERRUPT;
	resource->edge = below(2);
	resource->active_low = below(2);
	resource->shared = below(2);
	printf(" interrupt %d %d %d %d %u", resource->producer, resource->edge, resource->active_low,
		resource->shared, count);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = first + i * 3;

		for (uint32_t k = 0; k < 4; k++)
			numbers[4 * i + k] = (unsigned char)(number >> 8 * k);
		printf(" %X", number);
	}
	resource->interrupt = first;
	if (count > 1 || below(2)) {
		resource->interrupts = numbers;
		resource->interrupt_count = count;
	}
}

void random_template(struct table *table)
{
	struct fdtr_term *term = add(table, FDTR_TERM_TEMPLATE, NULL);
	struct fdtr_acpi_resource *resources;

	term->count = below(6);
	term->resources = resources = take(table, term->count + 1, sizeof(*resources));
	printf(" template %u {", term->count);
	for (uint32_t i = 0; i < term->count; i++) {
		resources[i].producer = below(3) == 0;
		resources[i].read_only = below(3) == 0;
		switch (below(3)) {
		case 0:
			random_memory32(&resources[i]);
			break;
		case 1:
			random_qword(&resources[i]);
			break;
		default:
			random_interrupt(table, &resources[i]);
		}
	}
	printf(" }");
}

static void random_reference(struct table *table)
{
	const char *path = table->known[below(table->known_count)];

	fdtr_terms_reference(&table->terms, path);
	printf(" reference %s", path);
}

void random_comment(struct table *table, struct fdtr_term *term)
{
	if (below(8) == 0) {
		char *text = random_text(table, below(60));

		if (below(3) == 0 && *text)
			text[0] = "\n\t\x81"[below(3)];
		term->comment = text;
	}
}

void random_package(struct table *table, uint32_t depth)
{
	uint32_t count = below(50) == 0 ? 200 + below(56) : below(6);

	random_comment(table, open_term(table, FDTR_TERM_PACKAGE, NULL));
	printf(" package %u {", count);
	for (uint32_t i = 0; i < count; i++) {
		if (below(4) == 0)
			random_reference(table);
		else
			random_data(table, count > 10 ? MOST_DEPTH : depth + 1);
	}
	printf(" }");
	fdtr_terms_close(&table->terms);
}

void random_data(struct table *table, uint32_t depth)
{
	uint64_t integer;

	switch (below(depth < MOST_DEPTH ? 9 : 6)) {
	case 0:
		random_string(table);
		break;
	case 1:
		random_buffer(table);
		break;
	case 2:
		random_uuid(table);
		break;
	case 3:
		random_eisaid(table);
		break;
	case 4:
	case 5:
		integer = random_integer(table);
		fdtr_terms_integer(&table->terms, integer);
		printf(" integer %" PRIX64, integer);
		break;
	case 6:
		random_template(table);
		break;
	default:
		random_package(table, depth);
	}
}
