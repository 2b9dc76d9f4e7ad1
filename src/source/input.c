// SPDX-License-Identifier: BSD-2-Clause
/*
 * The text that dtc read. Its line markers tell which files cpp has been through, ours or the user's own. And it
 * holds the /memreserve/ entries, of which dtc does not say where they stand, but keeps the order.
 */
#include "source/map.h"

#include <stdlib.h>
#include <string.h>

struct input_reader {
	struct source_map *map;
	struct scanner scanner;
	uint32_t file;  /* as spelled */
	uint32_t shift; /* from lines of the text to lines of the file, modulo 2^32 */
	struct list places;
	bool open; /* the ";" of the last is to come */
	bool failed;
};

/* One character of a marker's file name: as it is, or "\" with up to three octal digits or the character itself. */
static char take_character(const char **at, const char *end)
{
	unsigned int code = 0;
	const char *digit;

	if (**at != '\\' || *at + 1 == end)
		return *(*at)++;
	for (digit = ++*at; *at < end && *at < digit + 3 && **at >= '0' && **at <= '7'; (*at)++)
		code = 8 * code + (unsigned int)(**at - '0');
	return *at > digit ? (char)code : *(*at)++;
}

/* "<built-in>" and its like are no files. */
static void enter_file(struct input_reader *reader, const char *name, uint32_t length)
{
	struct source_map *map = reader->map;

	if (length > 1 && name[0] == '<' && name[length - 1] == '>')
		return;
	if (!map_spell_file(map, name, length, &reader->file)) {
		reader->failed = true;
		return;
	}
	((struct file_name *)map->spelled.items)[reader->file].preprocessed = true;
}

/* `# 12 "name" 2`, or with the word "line". */
static void follow_marker(struct input_reader *reader, const struct token *token)
{
	const char *at = token->start + 1, *end = token->start + token->length;
	uint32_t line = 0, length = 0;
	const char *digits;
	char *name;

	while (at < end && (*at == ' ' || *at == '\t' || (*at >= 'a' && *at <= 'z')))
		at++;
	for (digits = at; at < end && *at >= '0' && *at <= '9'; at++)
		line = line * 10 + (uint32_t)(*at - '0');
	at = at > digits ? memchr(at, '"', (size_t)(end - at)) : NULL;
	name = at ? malloc((size_t)(end - at)) : NULL;
	if (!name)
		return;
	for (at++; at < end && *at != '"';)
		name[length++] = take_character(&at, end);
	enter_file(reader, name, length);
	reader->shift = line - token->at.line - 1;
	free(name);
}

static void follow(struct input_reader *reader, const struct token *token)
{
	struct place *place = NULL;

	if (token->kind == TOKEN_DIRECTIVE) {
		follow_marker(reader, token);
	} else if (token->kind == TOKEN_KEYWORD && token_is(token, "/memreserve/")) {
		place = list_add(&reader->places, sizeof(*place));
		reader->failed = reader->failed || !place;
		reader->open = true;
	} else if (reader->open && token_is(token, ";")) {
		place = (struct place *)reader->places.items + reader->places.count - 1;
		place->end = token->end;
		place->end.line += reader->shift;
		reader->open = false;
		return;
	}
	if (!place)
		return;
	place->file = reader->file;
	place->at = token->at;
	place->at.line += reader->shift;
	place->end = place->at;
}

/* When the counts differ, some stand in files that dtc itself included. */
static bool keep_places(struct input_reader *reader)
{
	struct source_map *map = reader->map;
	const uint32_t *reserves = map->reserves.items;
	const struct place *found = reader->places.items;
	struct entry *entries = map->entries.items;
	struct place *place;

	if (reader->failed || reader->places.count != map->reserves.count)
		return !reader->failed;
	for (uint32_t i = 0; i < map->reserves.count; i++) {
		if (!found[i].at.line || found[i].end.line < found[i].at.line)
			continue; /* a marker of the user's own can count from 0 */
		place = list_add(&map->places, sizeof(*place));
		if (!place)
			return false;
		*place = found[i];
		entries[reserves[i]].first_place = map->places.count - 1;
		entries[reserves[i]].place_count = 1;
	}
	return true;
}

bool map_read_input(struct source_map *map)
{
	const struct source_input *input = &map->input;
	struct input_reader reader = {.map = map};
	struct token token;
	bool done;

	((struct file_name *)map->spelled.items)->preprocessed = input->preprocessed; /* the source itself */
	if (input->preprocessed)
		scanner_init(&reader.scanner, input->preprocessed, input->preprocessed_size);
	else
		scanner_init(&reader.scanner, input->source, input->source_size);
	while (!reader.failed && scanner_next(&reader.scanner, &token))
		follow(&reader, &token);
	done = keep_places(&reader);
	free(reader.places.items);
	return done;
}
