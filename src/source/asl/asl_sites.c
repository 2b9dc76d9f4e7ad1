// SPDX-License-Identifier: BSD-2-Clause
/* Which word of the source defines which object. */
#include "source/asl/asl_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What defines an object, and which of its arguments is the name. */
struct definer {
	const char *word;
	uint32_t argument;
	bool scope; /* what is in its braces is in the object */
};

static const struct definer definers[] = {
	{"Scope", 0, true},
	{"Device", 0, true},
	{"Name", 0, false},
	{"Method", 0, true},
	{"Processor", 0, true},
	{"PowerResource", 0, true},
	{"ThermalZone", 0, true},
	{"OperationRegion", 0, false},
	{"DataTableRegion", 0, false},
	{"Mutex", 0, false},
	{"Event", 0, false},
	{"Alias", 1, false},
};

/* A scope that is open. */
struct open_scope {
	uint32_t end; /* the word that closes it */
	uint32_t site;
};

struct sites_reader {
	struct asl_map *map;
	struct open_scope *open;
	uint32_t depth;
	uint32_t room;
};

static const struct asl_token *token_at(const struct asl_map *map, uint32_t word)
{
	static const struct asl_token none;

	return word < map->word_count ? &map->words[word].token : &none;
}

static const struct definer *find_definer(const struct asl_token *token)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(definers); i++) {
		if (asl_is_word(token, definers[i].word))
			return &definers[i];
	}
	return NULL;
}

/* The word behind as many commas, in the parentheses that open at `open`. */
static uint32_t argument_at(const struct asl_map *map, uint32_t open, uint32_t number)
{
	uint32_t word = open + 1, close = map->words[open].partner;

	while (number && word < close) {
		if (asl_is(token_at(map, word), ","))
			number--;
		word = map->words[word].partner != ASL_NOWHERE ? map->words[word].partner + 1 : word + 1;
	}
	return number ? ASL_NOWHERE : word;
}

#define SEGMENT 4U

/* One more segment behind the path, filled up; `at` is behind it then. */
static char *add_segment(char *at, const char *name, size_t length)
{
	if (at[-1] != '\\')
		*at++ = '.';
	for (size_t i = 0; i < SEGMENT; i++)
		*at++ = i < length ? (char)toupper((unsigned char)name[i]) : '_';
	*at = '\0';
	return at;
}

/* The path that a name means in a scope, every segment of four; malloc()ed. */
static char *make_path(const char *scope, const char *name, size_t length)
{
	const char *end = name + length;
	const char *from = *name == '\\' ? "\\" : scope;
	size_t size = strlen(from);
	char *path = malloc(size + 5 * length + 8), *at = path;

	if (!path)
		return NULL;
	memcpy(path, from, size + 1);
	at += size;
	name += length && *name == '\\';
	for (; name < end && *name == '^'; name++) {
		while (at > path + 1 && *--at != '.')
			;
		at = at == path ? path + 1 : at;
		*at = '\0';
	}
	while (name < end) {
		const char *dot = memchr(name, '.', (size_t)(end - name)), *stop = dot ? dot : end;

		at = add_segment(at, name, (size_t)(stop - name));
		name = dot ? dot + 1 : end;
	}
	return path;
}

static const char *scope_path(const struct sites_reader *reader)
{
	return reader->depth ? reader->map->sites[reader->open[reader->depth - 1].site].path : "\\";
}

static struct asl_site *add_site(struct asl_map *map)
{
	struct asl_site *grown = map->sites;

	if (map->site_count == map->site_room) {
		map->site_room = map->site_room ? 2 * map->site_room : 256;
		grown = realloc(grown, map->site_room * sizeof(*grown));
	}
	if (!grown)
		return NULL;
	map->sites = grown;
	return &grown[map->site_count++];
}

static bool open_scope(struct sites_reader *reader, uint32_t end)
{
	struct open_scope *grown = reader->open;

	if (reader->depth == reader->room) {
		reader->room = reader->room ? 2 * reader->room : 64;
		grown = realloc(grown, reader->room * sizeof(*grown));
	}
	if (!grown)
		return false;
	reader->open = grown;
	grown[reader->depth++] = (struct open_scope){end, reader->map->site_count - 1};
	return true;
}

/* False when memory ran out; what is no definition after all is none. */
static bool read_site(struct sites_reader *reader, uint32_t word, const struct definer *definer)
{
	struct asl_map *map = reader->map;
	uint32_t open = word + 1, close, argument, body;
	struct asl_site *site;

	if (!asl_is(token_at(map, open), "(") || map->words[open].partner == ASL_NOWHERE)
		return true;
	close = map->words[open].partner;
	argument = argument_at(map, open, definer->argument);
	if (argument >= close || map->words[argument].token.kind != ASL_NAME)
		return true;
	site = add_site(map);
	if (!site)
		return false;
	*site = (struct asl_site){.path = make_path(scope_path(reader), token_at(map, argument)->start,
					  token_at(map, argument)->length),
		.word = word,
		.close = close,
		.value = asl_is_word(token_at(map, word), "Name") ? argument + 2 : ASL_NOWHERE,
		.end = close + 1};
	body = close + 1;
	if (!site->path || !definer->scope || !asl_is(token_at(map, body), "{") ||
		map->words[body].partner == ASL_NOWHERE)
		return site->path;
	site->end = map->words[body].partner + 1;
	return open_scope(reader, map->words[body].partner);
}

bool asl_read_sites(struct asl_map *map)
{
	struct sites_reader reader = {.map = map};
	bool read = true;

	for (uint32_t i = 0; read && i < map->word_count; i++) {
		const struct definer *definer = find_definer(&map->words[i].token);

		while (reader.depth && i >= reader.open[reader.depth - 1].end)
			reader.depth--;
		if (definer)
			read = read_site(&reader, i, definer);
	}
	free(reader.open);
	return read;
}

static uint32_t behind(const struct asl_map *map, uint32_t word)
{
	return map->words[word].partner != ASL_NOWHERE ? map->words[word].partner + 1 : word + 1;
}

/* Up to the comma that ends it, or to the end. */
static uint32_t end_of_element(const struct asl_map *map, uint32_t first, uint32_t end)
{
	while (first < end && !asl_is(token_at(map, first), ","))
		first = behind(map, first);
	return first < end ? first : end;
}

static bool step_in_package(const struct asl_map *map, uint32_t *first, uint32_t *end, uint32_t step)
{
	uint32_t at = *first, stop;

	for (; at < *end; at = stop + 1) {
		stop = end_of_element(map, at, *end);
		if (!step--) {
			*first = at;
			*end = stop;
			return stop > at;
		}
	}
	return false;
}

/* `QWordMemory (...)`, `Interrupt (...) { 48 }`; what is in the braces of StartDependentFn follows it. */
static bool step_in_template(const struct asl_map *map, uint32_t *first, uint32_t *end, uint32_t step)
{
	for (uint32_t at = *first; at < *end;) {
		bool group = asl_is_word(token_at(map, at), "StartDependentFn") ||
		             asl_is_word(token_at(map, at), "StartDependentFnNoPri");
		uint32_t stop = at + 1;

		if (token_at(map, at)->kind != ASL_NAME) {
			at++;
			continue;
		}
		if (asl_is(token_at(map, stop), "("))
			stop = behind(map, stop);
		if (!group && asl_is(token_at(map, stop), "{"))
			stop = behind(map, stop);
		if (!step--) {
			*first = at;
			*end = stop;
			return true;
		}
		at = stop;
	}
	return false;
}

bool asl_step(const struct asl_map *map, uint32_t *first, uint32_t *end, uint32_t step)
{
	const struct asl_token *word = token_at(map, *first);
	bool is_template = asl_is_word(word, "ResourceTemplate");
	uint32_t open = *first + 1, inner, last;
	bool found;

	if (!is_template && !asl_is_word(word, "Package") && !asl_is_word(word, "VarPackage"))
		return false;
	if (asl_is(token_at(map, open), "("))
		open = behind(map, open);
	if (open >= *end || !asl_is(token_at(map, open), "{") || map->words[open].partner == ASL_NOWHERE)
		return false;
	inner = open + 1;
	last = map->words[open].partner;
	found = is_template ? step_in_template(map, &inner, &last, step)
	                    : step_in_package(map, &inner, &last, step);
	if (!found)
		return false;
	*first = inner;
	*end = last;
	return true;
}
