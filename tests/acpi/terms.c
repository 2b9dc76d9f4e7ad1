// SPDX-License-Identifier: BSD-2-Clause
/*
 * terms FOLDER SEED COUNT: writes COUNT tables of random terms to FOLDER, each as NNN.aml and as NNN.asl, and base.asl, a
 * DSDT that all of them may be loaded upon. On stdout, a line for each name with what it is meant to be:
 *
 *     \_SB.T001.ABC package 2 { string "x" reference D001 } }
 *
 * and "narrow NNN" for a table whose integers have 32 bits, which is not to be loaded on that DSDT.
 */
#include "random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA = 1 << 26, OUTPUT = 1 << 23, PATH = 1400, BASE_DEVICES = 12 };

/* Unlike every other of this table; short ones are filled up when they are read. */
static char *new_segment(struct table *table)
{
	static const char *const words[] = {"DMA", "IO", "IF", "OR", "IRQ", "LAND", "NAME", "LOAD", "ONE"};
	char text[8];
	uint32_t number = table->names++;

	if (number < FDTR_ARRAY_SIZE(words) && strlen(words[number]) < 4 && below(3) == 0)
		return copy(table, words[number]);
	snprintf(text, sizeof(text), "%c%s%u", "GHKQVWX_"[below(7)], below(2) ? "" : "0", number);
	if (strlen(text) > 4)
		snprintf(text, sizeof(text), "Y%03u", number % 1000);
	return copy(table, text);
}

/* Four characters a segment, as acpiexec prints them. */
static void add_segment(char *path, const char *segment)
{
	size_t length = strlen(segment), end;

	if (path[1])
		strcat(path, ".");
	strcat(path, segment);
	end = strlen(path);
	for (; length < 4; length++)
		path[end++] = '_';
	path[end] = '\0';
}

/* Names the object in one of the ways there are; `scope` is where we stand. */
static const char *declared(struct table *table, const char *scope, const char *segment, char *path)
{
	char text[PATH];

	strcpy(path, scope);
	add_segment(path, segment);
	switch (below(4)) {
	case 0:
		return copy(table, path);
	case 1: /* in the parent */
		if (strlen(scope) > sizeof("\\_SB_.T000")) {
			strcpy(path, scope);
			*strrchr(path, '.') = '\0';
			add_segment(path, segment);
			snprintf(text, sizeof(text), "^%s", segment);
			return copy(table, text);
		}
		return segment;
	default:
		return segment;
	}
}

static void random_name(struct table *table, const char *scope)
{
	char path[PATH];
	const char *name = declared(table, scope, new_segment(table), path);

	random_comment(table, open_term(table, FDTR_TERM_NAME, name));
	printf("%s", path);
	random_data(table, 0);
	printf("\n");
	fdtr_terms_close(&table->terms);
}

static void known(struct table *table, const char *path)
{
	table->known[table->known_count < KNOWN ? table->known_count++ : below(KNOWN)] = copy(table, path);
}

/* What devices have, with the kinds of data that they have there. */
static void device_names(struct table *table, const char *path)
{
	static const char *const templates[] = {"_CRS", "_DMA"};

	fdtr_terms_name_integer(&table->terms, "_UID", table->names);
	printf("%s._UID integer %X\n", path, table->names);
	for (size_t i = 0; i < 2; i++) {
		if (below(2))
			continue;
		open_term(table, FDTR_TERM_NAME, templates[i]);
		printf("%s.%s", path, templates[i]);
		random_template(table);
		printf("\n");
		fdtr_terms_close(&table->terms);
	}
	if (below(2))
		return;
	open_term(table, FDTR_TERM_NAME, "_DSD");
	open_term(table, FDTR_TERM_PACKAGE, NULL);
	printf("%s._DSD package 2 {", path);
	random_uuid(table);
	random_package(table, 3);
	printf(" }\n");
	fdtr_terms_close(&table->terms);
	fdtr_terms_close(&table->terms);
}

static void random_terms(struct table *table, const char *scope, uint32_t depth)
{
	char path[PATH];
	const char *name;

	for (uint32_t count = below(6); count > 0 && table->left; count--) {
		table->left--;
		switch (depth < MOST_DEPTH ? below(6) : 5) {
		case 0:
			strcpy(path, table->known[below(table->known_count)]);
			random_comment(table, open_term(table, FDTR_TERM_SCOPE, copy(table, path)));
			random_terms(table, path, depth + 1);
			break;
		case 1:
		case 2:
			name = declared(table, scope, new_segment(table), path);
			random_comment(table, open_term(table, FDTR_TERM_DEVICE, name));
			known(table, path);
			device_names(table, path);
			random_terms(table, path, depth + 1);
			break;
		default:
			random_name(table, scope);
			continue;
		}
		fdtr_terms_close(&table->terms);
	}
}

static void base_name(char *path, uint32_t number)
{
	sprintf(path, "\\_SB_.D%03u", number);
	if (number % 3)
		sprintf(path + strlen(path), ".E%03u", number);
}

/* The devices that the others hang theirs on. */
static void write_base(const char *folder)
{
	char name[4096];
	FILE *file;

	snprintf(name, sizeof(name), "%s/base.asl", folder);
	file = fopen(name, "w");
	if (!file)
		fail("cannot write");
	fprintf(file, "DefinitionBlock (\"\", \"DSDT\", 2, \"FDTR\", \"BASE\", 1)\n{\nScope (\\_SB)\n{\n");
	for (uint32_t i = 0; i < BASE_DEVICES; i++)
		fprintf(file, "Device (D%03u) { Name (_ADR, %u) Device (E%03u) { Name (_ADR, %u) } }\n", i, i,
			i, i);
	fprintf(file, "}\n}\n");
	if (fclose(file))
		fail("cannot write");
}

/* Everything of a table stands in one device of its own, so that tables do not get in one another's way. */
static void table_terms(struct table *table)
{
	char path[PATH], segment[8];
	uint32_t externals = below(5);

	snprintf(segment, sizeof(segment), "T%03u", table->number);
	snprintf(path, sizeof(path), "\\_SB_.%s", segment);
	for (uint32_t i = 0; i < externals; i++) {
		char external[PATH];

		base_name(external, (table->number + i * 5) % BASE_DEVICES);
		random_comment(table, add(table, FDTR_TERM_EXTERNAL, copy(table, external)));
	}
	if (below(2)) {
		open_term(table, FDTR_TERM_SCOPE, below(2) ? "\\_SB" : "_SB");
		open_term(table, FDTR_TERM_DEVICE, copy(table, segment));
	} else {
		open_term(table, FDTR_TERM_SCOPE, "\\");
		open_term(table, FDTR_TERM_DEVICE, copy(table, path));
	}
	known(table, path);
	device_names(table, path);
	table->left = 30;
	for (int i = 0; i < 4; i++)
		random_terms(table, path, 0);
	fdtr_terms_close(&table->terms);
	fdtr_terms_close(&table->terms);
	if (externals) { /* only a table that names one may refer to it, and nobody gives it names twice */
		char external[PATH], own[PATH];

		base_name(external, (table->number + below(externals) * 5) % BASE_DEVICES);
		open_term(table, FDTR_TERM_SCOPE, copy(table, external));
		open_term(table, FDTR_TERM_DEVICE, copy(table, segment));
		snprintf(own, sizeof(own), "%s.%s", external, segment);
		device_names(table, own);
		fdtr_terms_close(&table->terms);
		fdtr_terms_close(&table->terms);
	}
}

static void write_file(const char *folder, uint32_t number, const char *suffix, const void *data, size_t size)
{
	char name[4096];
	FILE *file;

	snprintf(name, sizeof(name), "%s/%03u.%s", folder, number, suffix);
	file = fopen(name, "wb");
	if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
		fail("cannot write");
}

static void write_table(const char *folder, struct table *table)
{
	static unsigned char output[OUTPUT];
	char oem_id[16], oem_table_id[16];
	struct fdtr_definition_block block = {.signature = "SSDT"};
	struct fdtr_error error;
	size_t needed;

	strcpy(oem_id, random_text(table, below(8)));
	strcpy(oem_table_id, random_text(table, below(10)));
	block.revision = table->narrow ? 1 : (uint8_t)(2 + (below(4) == 0));
	block.oem_id = oem_id;
	block.oem_table_id = oem_table_id;
	block.oem_revision = below(2) ? 1 : below(UINT32_MAX);
	block.terms = table->terms.first;
	if (fdtr_aml_write(&block, &table->arena, output, sizeof(output), &needed, &error))
		fail(error.message);
	write_file(folder, table->number, "aml", output, needed);
	if (fdtr_asl_write(&block, &table->arena, (char *)output, sizeof(output), &needed, &error))
		fail(error.message);
	write_file(folder, table->number, "asl", output, needed - 1);
}

int main(int argc, char **argv)
{
	void *memory = malloc(ARENA);

	if (argc != 4 || !memory)
		fail("usage: terms FOLDER SEED COUNT");
	write_base(argv[1]);
	for (uint32_t i = 0; i < strtoul(argv[3], NULL, 10); i++) {
		struct table table = {.number = i};

		seed = strtoul(argv[2], NULL, 10) * UINT64_C(0x9e3779b97f4a7c15) + i + 1;
		fdtr_arena_init(&table.arena, memory, ARENA);
		fdtr_terms_begin(&table.terms, &table.arena);
		if (i % 8 == 7) {
			table.narrow = true;
			printf("narrow %03u\n", i);
		}
		table_terms(&table);
		write_table(argv[1], &table);
	}
	free(memory);
	return 0;
}
