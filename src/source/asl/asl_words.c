// SPDX-License-Identifier: BSD-2-Clause
/* Source as a row of words: files put in where they are included, the preprocessor's conditions followed. */
#include "source/asl/asl_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FILES 256U
#define MOST_DEPTH 32U
#define MOST_WORDS (1U << 23)
#define MOST_CONDITIONS 64U
#define MOST_INCLUSIONS 4096U
#define MOST_NAMES 4096U

/* A file that is being read. */
struct level {
	struct asl_scanner scanner;
	uint32_t file;
};

/* #if and what belongs to it: what is between is taken, was taken before, or is still to come. */
enum branch { BRANCH_TAKEN, BRANCH_DONE, BRANCH_AWAITED, BRANCH_DEAD };

struct words_reader {
	struct asl_map *map;
	struct level levels[MOST_DEPTH];
	uint32_t depth;
	uint32_t inclusions;
	enum branch branches[MOST_CONDITIONS];
	uint32_t conditions; /* those beyond the room are not looked at */
	char **names;        /* of #define */
	uint32_t name_count;
	bool failed;
};

static bool is_live(const struct words_reader *reader)
{
	for (uint32_t i = 0; i < reader->conditions && i < MOST_CONDITIONS; i++) {
		if (reader->branches[i] != BRANCH_TAKEN)
			return false;
	}
	return true;
}

static char *join(const char *folder, size_t folder_length, const char *name, size_t length)
{
	char *path = malloc(folder_length + length + 2);
	bool slash = folder_length && folder[folder_length - 1] != '/';

	if (path)
		(void)snprintf(path, folder_length + length + 2, "%.*s%s%.*s", (int)folder_length, folder,
			slash ? "/" : "", (int)length, name);
	return path;
}

static uint32_t find_file(const struct asl_map *map, const char *name)
{
	for (uint32_t i = 0; i < map->file_count; i++) {
		if (!strcmp(map->files[i].name, name))
			return i;
	}
	return ASL_NOWHERE;
}

/* Takes the name over; ASL_NOWHERE when it cannot be read. */
static uint32_t open_file(struct asl_map *map, char *name)
{
	uint32_t found = name ? find_file(map, name) : ASL_NOWHERE;
	struct asl_file *file = &map->files[map->file_count];
	size_t size = 0;
	char *text;

	if (!name || found != ASL_NOWHERE || map->file_count == MOST_FILES) {
		free(name);
		return found;
	}
	text = source_read(name, &size);
	if (!text) {
		free(name);
		return ASL_NOWHERE;
	}
	*file = (struct asl_file){name, text, size, text};
	return map->file_count++;
}

static size_t folder_length(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? (size_t)(slash - name) + 1 : 0;
}

/* In the folder of the source, of the file that includes it, and those that are given. */
static uint32_t find_included(const struct words_reader *reader, const char *name, size_t length)
{
	struct asl_map *map = reader->map;
	const struct asl_source *source = &map->source;
	const char *own = source->file, *includer = map->files[reader->levels[reader->depth - 1].file].name;
	uint32_t found = ASL_NOWHERE;

	if (length && *name == '/')
		return open_file(map, join("", 0, name, length));
	found = open_file(map, join(own, folder_length(own), name, length));
	if (found == ASL_NOWHERE)
		found = open_file(map, join(includer, folder_length(includer), name, length));
	for (size_t i = 0; found == ASL_NOWHERE && i < source->include_count; i++)
		found = open_file(map, join(source->includes[i], strlen(source->includes[i]), name, length));
	return found;
}

static void enter(struct words_reader *reader, uint32_t file)
{
	struct level *level;

	if (file == ASL_NOWHERE || reader->depth == MOST_DEPTH || reader->inclusions == MOST_INCLUSIONS)
		return;
	reader->inclusions++;
	level = &reader->levels[reader->depth++];
	level->file = file;
	asl_scanner_init(&level->scanner, reader->map->files[file].text, reader->map->files[file].size);
}

/* A word of a directive, and where it goes on. */
struct phrase {
	const char *at;
	const char *end;
};

static struct phrase take(struct phrase *rest)
{
	struct phrase word;

	while (rest->at < rest->end && isspace((unsigned char)*rest->at))
		rest->at++;
	word.at = rest->at;
	while (rest->at < rest->end && (isalnum((unsigned char)*rest->at) || *rest->at == '_'))
		rest->at++;
	if (rest->at == word.at && rest->at < rest->end)
		rest->at++;
	word.end = rest->at;
	return word;
}

static bool says(struct phrase word, const char *text)
{
	return (size_t)(word.end - word.at) == strlen(text) && !memcmp(word.at, text, strlen(text));
}

static uint32_t find_name(const struct words_reader *reader, struct phrase word)
{
	for (uint32_t i = 0; i < reader->name_count; i++) {
		if (says(word, reader->names[i]))
			return i;
	}
	return ASL_NOWHERE;
}

static void define(struct words_reader *reader, const char *name, size_t length)
{
	char **grown;

	if (reader->name_count == MOST_NAMES)
		return;
	grown = realloc(reader->names, (reader->name_count + (size_t)1) * sizeof(*grown));

	if (grown) {
		reader->names = grown;
		grown[reader->name_count] = strndup(name, length);
	}
	if (!grown || !grown[reader->name_count])
		reader->failed = true;
	else
		reader->name_count++;
}

static void undefine(struct words_reader *reader, struct phrase name)
{
	uint32_t found = find_name(reader, name);

	if (found == ASL_NOWHERE)
		return;
	free(reader->names[found]);
	reader->names[found] = reader->names[--reader->name_count];
}

/* "0" and "defined (NAME)", with "!" before it; of all else the first branch is taken. */
static bool holds(const struct words_reader *reader, struct phrase condition)
{
	struct phrase word = take(&condition);
	bool inverted = says(word, "!"), value;

	if (inverted)
		word = take(&condition);
	if (says(word, "defined")) {
		word = take(&condition);
		if (says(word, "("))
			word = take(&condition);
		value = find_name(reader, word) != ASL_NOWHERE;
	} else {
		value = !says(word, "0");
	}
	return value != inverted;
}

static void begin_condition(struct words_reader *reader, bool holding)
{
	enum branch branch = !is_live(reader) ? BRANCH_DEAD : holding ? BRANCH_TAKEN : BRANCH_AWAITED;

	if (reader->conditions < MOST_CONDITIONS)
		reader->branches[reader->conditions] = branch;
	reader->conditions++;
}

static void go_on(struct words_reader *reader, bool holding)
{
	enum branch *branch;

	if (!reader->conditions || reader->conditions > MOST_CONDITIONS)
		return;
	branch = &reader->branches[reader->conditions - 1];
	if (*branch == BRANCH_TAKEN)
		*branch = BRANCH_DONE;
	else if (*branch == BRANCH_AWAITED && holding)
		*branch = BRANCH_TAKEN;
}

static void follow_condition(struct words_reader *reader, struct phrase word, struct phrase rest)
{
	struct phrase name = rest;

	name = take(&name);
	if (says(word, "ifdef"))
		begin_condition(reader, find_name(reader, name) != ASL_NOWHERE);
	else if (says(word, "ifndef"))
		begin_condition(reader, find_name(reader, name) == ASL_NOWHERE);
	else if (says(word, "if"))
		begin_condition(reader, holds(reader, rest));
	else if (says(word, "elif"))
		go_on(reader, holds(reader, rest));
	else if (says(word, "else"))
		go_on(reader, true);
	else if (says(word, "endif") && reader->conditions)
		reader->conditions--;
}

/* "name" or <name> */
static void include(struct words_reader *reader, struct phrase rest)
{
	const char *quote = rest.at, *end;

	while (quote < rest.end && *quote != '"' && *quote != '<')
		quote++;
	if (quote == rest.end)
		return;
	end = memchr(quote + 1, *quote == '<' ? '>' : '"', (size_t)(rest.end - quote) - 1);
	if (end)
		enter(reader, find_included(reader, quote + 1, (size_t)(end - quote) - 1));
}

static void follow_directive(struct words_reader *reader, const struct asl_token *token)
{
	struct phrase rest = {token->start + 1, token->start + token->length}, word = take(&rest);

	follow_condition(reader, word, rest);
	if (!is_live(reader))
		return;
	if (says(word, "define")) {
		word = take(&rest);
		define(reader, word.at, (size_t)(word.end - word.at));
	} else if (says(word, "undef")) {
		undefine(reader, take(&rest));
	} else if (says(word, "include")) {
		include(reader, rest);
	}
}

static bool add_word(struct words_reader *reader, const struct asl_token *token, uint32_t file)
{
	struct asl_map *map = reader->map;
	struct asl_word *grown = map->words;

	if (map->word_count == map->word_room) {
		map->word_room = map->word_room ? 2 * map->word_room : 1024;
		grown = realloc(grown, map->word_room * sizeof(*grown));
	}
	if (!grown)
		return false;
	map->words = grown;
	grown[map->word_count++] = (struct asl_word){*token, file, ASL_NOWHERE};
	return true;
}

/* `Include ("name")`, whose last word was just read: the words go, and what the file has comes. */
static bool is_include(const struct asl_map *map)
{
	const struct asl_word *words = map->words + map->word_count;

	return map->word_count >= 4 && asl_is(&words[-1].token, ")") && words[-2].token.kind == ASL_STRING &&
	       asl_is(&words[-3].token, "(") && asl_is_word(&words[-4].token, "Include");
}

static void read_word(struct words_reader *reader, const struct asl_token *token)
{
	struct asl_map *map = reader->map;
	const struct asl_token *name;

	reader->failed = !add_word(reader, token, reader->levels[reader->depth - 1].file);
	if (reader->failed || !is_include(map))
		return;
	name = &map->words[map->word_count - 2].token;
	map->word_count -= 4;
	enter(reader, find_included(reader, name->start + 1, name->length - 2));
}

static void read_all(struct words_reader *reader)
{
	struct asl_token token;

	while (reader->depth && !reader->failed && reader->map->word_count < MOST_WORDS) {
		if (!asl_next(&reader->levels[reader->depth - 1].scanner, &token))
			reader->depth--;
		else if (token.kind == ASL_DIRECTIVE)
			follow_directive(reader, &token);
		else if (is_live(reader))
			read_word(reader, &token);
	}
}

/* What nothing closes has no partner. */
static bool match_brackets(struct asl_map *map)
{
	uint32_t *open = malloc((map->word_count + (size_t)1) * sizeof(*open)), depth = 0;

	for (uint32_t i = 0; open && i < map->word_count; i++) {
		const struct asl_token *token = &map->words[i].token;
		bool closes = asl_is(token, ")") || asl_is(token, "}");

		if (asl_is(token, "(") || asl_is(token, "{"))
			open[depth++] = i;
		else if (closes && depth)
			map->words[open[--depth]].partner = i;
	}
	free(open);
	return open;
}

bool asl_read_words(struct asl_map *map)
{
	struct words_reader reader = {.map = map};
	const struct asl_source *source = &map->source;

	map->files = calloc(MOST_FILES, sizeof(*map->files));
	if (!map->files)
		return false;
	map->files[map->file_count++] =
		(struct asl_file){strdup(source->file), source->text, source->size, NULL};
	reader.failed = !map->files[0].name;
	for (size_t i = 0; i < source->define_count; i++)
		define(&reader, source->defines[i], strlen(source->defines[i]));
	define(&reader, "__IASL__", strlen("__IASL__"));
	enter(&reader, 0);
	read_all(&reader);
	for (uint32_t i = 0; i < reader.name_count; i++)
		free(reader.names[i]);
	free(reader.names);
	return !reader.failed && match_brackets(map);
}
