// SPDX-License-Identifier: BSD-2-Clause
/* A file that may hold ACPI tables, in whatever form: told apart, taken out of a dump, and read as ASL. */
#include "fuzz.h"

#include "cli/input/recognise.h"
#include "source/asl/asl_map.h"
#include "source/asl/asl_token.h"

#include <string.h>

#define QUESTIONS 64

static void check_span(const struct asl_map *map, const struct source_span *span)
{
	MUST(span->file == asl_map_file(map, 0));
	MUST(span->line && span->column && span->end_line >= span->line);
	MUST(span->end_line > span->line || span->end_column >= span->column);
}

/* The words of the text as paths, each by itself and below the one before. */
static void ask(const struct asl_map *map, const char *text, size_t size)
{
	struct asl_scanner scanner;
	struct asl_token token;
	struct source_span span;
	char path[256] = "\\", around[64];

	asl_scanner_init(&scanner, text, size);
	for (uint32_t i = 0; i < QUESTIONS && asl_next(&scanner, &token); i++) {
		size_t length = strlen(path);

		if (token.kind != ASL_NAME || token.length > 64)
			continue;
		if (length + token.length + 2 > sizeof(path))
			length = 1;
		(void)snprintf(path + length, sizeof(path) - length, "%s%.*s", length > 1 ? "." : "",
			(int)token.length, token.start);
		if (asl_map_object(map, path, &span))
			check_span(map, &span);
		if (asl_map_element(map, path + length, (uint32_t[]){i % 3, i % 2}, 2, &span))
			check_span(map, &span);
		MUST(strlen(asl_map_around(map, 0, token.line, around, sizeof(around))));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size ? size : 1);
	struct asl_map *map;
	unsigned char *tables;
	size_t length;

	MUST(text);
	if (size)
		memcpy(text, data, size);
	(void)tables_have_dsdt(tables_form("a", text, size), text, size);
	if (!tables_undump("a", text, size, &tables, &length, NULL))
		MUST(length && length <= size);
	free(tables);
	map = asl_map_make(&(struct asl_source){.file = "/nowhere/a.asl", .text = text, .size = size});
	MUST(map);
	ask(map, text, size);
	asl_map_free(map);
	free(text);
	return 0;
}
