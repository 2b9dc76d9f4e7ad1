// SPDX-License-Identifier: BSD-2-Clause
/* What dtc printed, read in one pass. A file's name in it can hold anything, "*" "/" and line ends included. */
#include "source/map.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct source_map *map;
	const char *at;
	const char *end;
	uint32_t current; /* the entry of the open node */
	bool failed;
};

static bool starts(const char *at, const char *end, const char *text)
{
	size_t length = strlen(text);

	return (size_t)(end - at) >= length && !memcmp(at, text, length);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_space(struct reader *reader)
{
	while (reader->at < reader->end && is_space(*reader->at))
		reader->at++;
}

/* Past the next semicolon that is in no string. */
static void skip_statement(struct reader *reader)
{
	bool quoted = false;

	for (; reader->at < reader->end; reader->at++) {
		if (quoted && *reader->at == '\\' && reader->at + 1 < reader->end)
			reader->at++;
		else if (*reader->at == '"')
			quoted = !quoted;
		else if (*reader->at == ';' && !quoted)
			break;
	}
	reader->at += reader->at < reader->end;
}

/* Digits and what must follow them. */
static bool take_number(const char **at, const char *end, char separator, uint32_t *number)
{
	uint64_t value = 0;
	const char *start = *at;

	for (; *at < end && **at >= '0' && **at <= '9' && value <= UINT32_MAX; (*at)++)
		value = value * 10 + (uint64_t)(**at - '0');
	*number = (uint32_t)value;
	if (*at == start || value > UINT32_MAX || !value)
		return false;
	if (!separator)
		return *at == end || starts(*at, end, ", ");
	return *at < end && *(*at)++ == separator;
}

/* ":1:2-3:4" at `at`, then the next place or the end. */
static bool take_numbers(const char **at, const char *end, struct place *place)
{
	const char *start = *at + 1;

	if (!take_number(&start, end, ':', &place->at.line) ||
		!take_number(&start, end, '-', &place->at.column) ||
		!take_number(&start, end, ':', &place->end.line) ||
		!take_number(&start, end, '\0', &place->end.column))
		return false;
	*at = start;
	return true;
}

static void add_place(
	struct reader *reader, struct entry *entry, struct place place, const char *file, size_t length)
{
	struct source_map *map = reader->map;
	struct place *added;

	if (!map_spell_file(map, file, (uint32_t)length, &place.file) ||
		!(added = list_add(&map->places, sizeof(*added)))) {
		reader->failed = true;
		return;
	}
	*added = place;
	if (!entry->place_count++)
		entry->first_place = map->places.count - 1;
}

/* "FILE:1:2-3:4, FILE:5:6-7:8", or no place at all: "<no-file>:<no-line>". */
static void read_places(struct reader *reader, struct entry *entry, const char *at, const char *end)
{
	const char *name = at;
	struct place place = {0};

	while (at < end && !reader->failed) {
		const char *colon = memchr(at, ':', (size_t)(end - at));

		if (!colon)
			return;
		at = colon;
		if (!take_numbers(&at, end, &place)) {
			at = colon + 1;
			continue;
		}
		add_place(reader, entry, place, name, (size_t)(colon - name));
		at = end - at < 2 ? end : at + 2;
		name = at;
	}
}

/* The comment behind a statement, up to the line's end; `entry` is NULL where it says nothing new. */
static void read_comment(struct reader *reader, struct entry *entry)
{
	static const char open[] = " /* ", close[] = " */";
	const char *start, *stop;

	if (!starts(reader->at, reader->end, open))
		return;
	start = reader->at + strlen(open);
	for (stop = start; stop < reader->end; stop++) {
		const char *behind = stop + strlen(close);

		if (starts(stop, reader->end, close) && (behind == reader->end || *behind == '\n'))
			break;
	}
	if (entry)
		read_places(reader, entry, start, stop);
	reader->at = stop < reader->end ? stop + strlen(close) : stop;
}

static struct entry *add_entry(struct reader *reader, enum site_kind kind, const char *name, size_t length)
{
	struct entry *entry = list_add(&reader->map->entries, sizeof(*entry));

	reader->failed = reader->failed || !entry;
	if (!entry)
		return NULL;
	entry->name = map_keep_name(reader->map, name, (uint32_t)length);
	entry->length = (uint32_t)length;
	entry->kind = kind;
	entry->parent = reader->current;
	return entry;
}

static void open_node(struct reader *reader, const char *name, size_t length)
{
	bool root = length == 1 && *name == '/' && reader->current == ENTRY_NONE;
	struct entry *entry = add_entry(reader, SITE_NODE, name, root ? 0 : length);

	if (!entry)
		return;
	reader->current = reader->map->entries.count - 1;
	read_comment(reader, entry);
}

static void close_node(struct reader *reader)
{
	const struct entry *entries = reader->map->entries.items;

	if (reader->current != ENTRY_NONE)
		reader->current = entries[reader->current].parent;
	skip_statement(reader);
	read_comment(reader, NULL);
}

static void read_property(struct reader *reader, const char *name, size_t length)
{
	struct entry *entry = add_entry(reader, SITE_PROPERTY, name, length);

	skip_statement(reader);
	if (entry)
		read_comment(reader, entry);
}

static size_t word_length(const struct reader *reader)
{
	const char *at = reader->at;

	while (at < reader->end && !is_space(*at) && !memchr(";{}=\"", *at, 5))
		at++;
	return (size_t)(at - reader->at);
}

/* "/dts-v1/;" and its like, and reservations. */
static bool read_keyword(struct reader *reader)
{
	uint32_t *reserve;

	if (starts(reader->at, reader->end, "/memreserve/")) {
		reserve = list_add(&reader->map->reserves, sizeof(*reserve));
		reader->failed = reader->failed || !reserve;
		if (reserve && add_entry(reader, SITE_RESERVE, reader->at, strlen("/memreserve/")))
			*reserve = reader->map->entries.count - 1;
	} else if (!starts(reader->at, reader->end, "/dts-v1/") &&
		   !starts(reader->at, reader->end, "/plugin/")) {
		return false;
	}
	skip_statement(reader);
	return true;
}

static void read_word(struct reader *reader)
{
	const char *word = reader->at;
	size_t length = word_length(reader);

	reader->at += length;
	if (length && word[length - 1] == ':')
		return; /* a label */
	skip_space(reader);
	if (reader->at == reader->end)
		return;
	if (length && *reader->at == '{') {
		reader->at++;
		open_node(reader, word, length);
	} else if (length && (*reader->at == ';' || *reader->at == '=')) {
		read_property(reader, word, length);
	} else if (!length) {
		reader->at++;
	}
}

bool map_read(struct source_map *map)
{
	struct reader reader = {.map = map,
		.at = map->input.annotated,
		.end = map->input.annotated + map->input.annotated_size,
		.current = ENTRY_NONE};

	for (skip_space(&reader); reader.at < reader.end && !reader.failed; skip_space(&reader)) {
		if (*reader.at == '}')
			close_node(&reader);
		else if (!read_keyword(&reader))
			read_word(&reader);
	}
	return !reader.failed;
}
