// SPDX-License-Identifier: BSD-2-Clause
/*
 * What dtc printed, a source and, perhaps, what cpp made of it, each behind a byte 0xff: any of them can hold
 * anything. Every place that comes of it is one.
 */
#include "fuzz.h"

#include "source/source.h"

#include <string.h>

#define PATHS 64

static void check_span(const struct source_map *map, const struct source_span *span)
{
	bool known = false;

	for (uint32_t i = 0; i < source_map_file_count(map); i++)
		known = known || source_map_file(map, i) == span->file;
	MUST(known);
	MUST(span->line && span->column && span->end_line && span->end_column);
}

static void ask(const struct source_map *map, const char *path, const char *property)
{
	struct source_span span;

	if (source_map_node(map, path, &span))
		check_span(map, &span);
	if (source_map_body(map, path, &span))
		check_span(map, &span);
	if (source_map_property(map, path, property, &span))
		check_span(map, &span);
}

/* The words of the text as names of nodes and properties, each in what may be the one before. */
static void ask_words(const struct source_map *map, const char *text, size_t size)
{
	char path[256] = "/", word[32];
	size_t length = 0, at = 0, start;

	for (unsigned int i = 0; i < PATHS && at < size; i++) {
		while (at < size && strchr(" \t\n;{}=:/", text[at]))
			at++;
		for (start = at; at < size && !strchr(" \t\n;{}=:/", text[at]);)
			at++;
		(void)snprintf(
			word, sizeof(word), "%.*s", (int)(at - start < 31 ? at - start : 31), text + start);
		ask(map, path, word);
		if (length + strlen(word) + 2 < sizeof(path))
			length += (size_t)snprintf(path + length, sizeof(path) - length, "/%s", word);
		else
			length = 0;
		ask(map, path, word);
	}
}

/* The part up to the next 0xff; *rest is what follows it. */
static char *take_part(const uint8_t **rest, size_t *left, size_t *size)
{
	const uint8_t *end = *left ? memchr(*rest, 0xff, *left) : NULL;
	char *part;

	*size = end ? (size_t)(end - *rest) : *left;
	part = malloc(*size ? *size : 1);
	MUST(part);
	if (*size)
		memcpy(part, *rest, *size);
	*rest += *size + (end != NULL);
	*left -= *size + (end != NULL);
	return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_input input = {.file = "a.dts"};
	struct source_map *map;
	struct source_span span;
	char *annotated = take_part(&data, &size, &input.annotated_size), *copy;
	char *source = take_part(&data, &size, &input.source_size), *preprocessed = NULL;

	if (size)
		preprocessed = take_part(&data, &size, &input.preprocessed_size);
	copy = malloc(input.annotated_size + 1);
	MUST(copy);
	memcpy(copy, annotated, input.annotated_size);
	input.annotated = annotated;
	input.source = source;
	input.preprocessed = preprocessed;
	MUST(source_map_make(&map, &input, NULL) == FDTR_OK);
	free(annotated); /* of which the map keeps nothing */
	for (uint32_t i = 0; i < 4; i++) {
		if (source_map_reserve(map, i, &span))
			check_span(map, &span);
	}
	ask_words(map, copy, input.annotated_size);
	(void)source_needs_cpp(source, input.source_size);
	(void)source_has_version(source, input.source_size);
	source_map_free(map);
	free(copy);
	free(source);
	free(preprocessed);
	return 0;
}
