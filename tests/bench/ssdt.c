// SPDX-License-Identifier: BSD-2-Clause
/*
 * An SSDT with a pool of 256 MiB and 256 virtio-mmio devices that use it, each with its guard.
 *
 *   ssdt time        how long the terms, and their AML and their ASL, take: "name value" lines
 *   ssdt aml|asl     writes that to stdout
 */
#include "acpi/aml/term.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DEVICES = 256, ARENA = 4 << 20, OUTPUT = 1 << 20, TURNS = 300 };

#define POOL_BASE UINT64_C(0x100000000)
#define POOL_SIZE UINT64_C(0x10000000)
#define MMIO_BASE UINT64_C(0xa000000)
#define MMIO_SIZE 0x200
#define FIRST_GSI 48

static unsigned char arena_memory[ARENA], output[OUTPUT];

static void properties(struct fdtr_terms *terms, const char *key, const char *string, const char *reference)
{
	struct fdtr_term *uuid;

	fdtr_terms_open(terms, FDTR_TERM_NAME, "_DSD");
	fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	uuid = fdtr_terms_add(terms, FDTR_TERM_UUID, NULL);
	if (uuid)
		uuid->data = "daffd814-6eba-4d8c-8a91-bc9bbf4aa301";
	fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_string(terms, key);
	if (string)
		fdtr_terms_string(terms, string);
	else
		fdtr_terms_reference(terms, reference);
	for (int i = 0; i < 4; i++)
		fdtr_terms_close(terms);
}

static void pool(struct fdtr_terms *terms, const struct fdtr_acpi_resource *window)
{
	fdtr_terms_open(terms, FDTR_TERM_DEVICE, "RDM0");
	fdtr_terms_name_string(terms, "_HID", "PRP0001");
	fdtr_terms_name_integer(terms, "_UID", 0);
	fdtr_terms_name_integer(terms, "_STA", 0xf);
	fdtr_terms_name_resources(terms, "_CRS", window, 1);
	properties(terms, "compatible", "restricted-dma-pool", NULL);
	fdtr_terms_close(terms);
}

static void device(struct fdtr_terms *terms, uint32_t number, char name[5],
	struct fdtr_acpi_resource resources[2], const struct fdtr_acpi_resource *window)
{
	(void)snprintf(name, 5, "V%03" PRIX32, number & 0xfff);
	resources[0] = (struct fdtr_acpi_resource){.kind = FDTR_RESOURCE_MEMORY32_FIXED,
		.minimum = MMIO_BASE + (uint64_t)number * MMIO_SIZE,
		.size = MMIO_SIZE};
	resources[1] =
		(struct fdtr_acpi_resource){.kind = FDTR_RESOURCE_INTERRUPT, .interrupt = FIRST_GSI + number};
	fdtr_terms_open(terms, FDTR_TERM_DEVICE, name);
	fdtr_terms_name_string(terms, "_HID", "LNRO0005");
	fdtr_terms_name_integer(terms, "_UID", number);
	fdtr_terms_name_integer(terms, "_CCA", 1);
	fdtr_terms_name_resources(terms, "_CRS", resources, 2);
	fdtr_terms_name_resources(terms, "_DMA", window, 1);
	properties(terms, "memory-region", NULL, "\\_SB.RDM0");
	fdtr_terms_close(terms);
}

/* Terms and all that they point to, in the arena. */
static struct fdtr_definition_block make(struct fdtr_arena *arena)
{
	struct fdtr_acpi_resource *resources = fdtr_arena_take(arena, 2 * DEVICES + 1, sizeof(*resources));
	char(*names)[5] = fdtr_arena_take(arena, DEVICES, sizeof(*names));
	struct fdtr_acpi_resource *window = &resources[2 * DEVICES];
	struct fdtr_terms terms;

	fdtr_terms_begin(&terms, arena);
	*window = (struct fdtr_acpi_resource){.kind = FDTR_RESOURCE_QWORD_MEMORY,
		.minimum = POOL_BASE,
		.maximum = POOL_BASE + POOL_SIZE - 1,
		.size = POOL_SIZE,
		.minimum_fixed = true,
		.maximum_fixed = true,
		.cacheable = true};
	fdtr_terms_open(&terms, FDTR_TERM_SCOPE, "\\_SB");
	pool(&terms, window);
	for (uint32_t i = 0; i < DEVICES; i++)
		device(&terms, i, names[i], &resources[(size_t)2 * i], window);
	fdtr_terms_close(&terms);
	return (struct fdtr_definition_block){
		"SSDT", 2, "FDTR", "BENCH", 1, terms.no_space ? NULL : terms.first};
}

static size_t write_table(bool asl)
{
	struct fdtr_definition_block block;
	struct fdtr_arena arena;
	struct fdtr_error error;
	size_t needed;
	int status;

	fdtr_arena_init(&arena, arena_memory, sizeof(arena_memory));
	block = make(&arena);
	status = asl ? fdtr_asl_write(&block, &arena, (char *)output, sizeof(output), &needed, &error)
	             : fdtr_aml_write(&block, &arena, output, sizeof(output), &needed, &error);
	if (status || !block.terms) {
		fprintf(stderr, "ssdt: %s\n", status ? error.message : "the arena is too small");
		exit(EXIT_FAILURE);
	}
	return needed - asl;
}

static double best_us(bool asl)
{
	double best = 0;

	for (int i = 0; i < TURNS; i++) {
		struct timespec begun, ended;
		double taken;

		if (clock_gettime(CLOCK_MONOTONIC, &begun))
			return 0;
		write_table(asl);
		if (clock_gettime(CLOCK_MONOTONIC, &ended))
			return 0;
		taken = (double)(ended.tv_sec - begun.tv_sec) * 1e6 +
		        (double)(ended.tv_nsec - begun.tv_nsec) / 1e3;
		best = i && best < taken ? best : taken;
	}
	return best;
}

int main(int argc, char **argv)
{
	size_t size;

	if (argc == 2 && !strcmp(argv[1], "time")) {
		printf("aml_us %.1f\nasl_us %.1f\nbytes %zu\n", best_us(false), best_us(true),
			write_table(false));
		return EXIT_SUCCESS;
	}
	if (argc != 2 || (strcmp(argv[1], "aml") != 0 && strcmp(argv[1], "asl") != 0)) {
		fputs("usage: ssdt time|aml|asl\n", stderr);
		return 2;
	}
	size = write_table(!strcmp(argv[1], "asl"));
	return fwrite(output, 1, size, stdout) == size && !fflush(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
