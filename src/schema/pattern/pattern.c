// SPDX-License-Identifier: BSD-2-Clause
/*
 * Without PCRE2's JIT: compiling all expressions of the kernel's bindings takes a millisecond, JIT would add eight, and
 * names are too short for it to be the faster one at matching.
 */
#include "schema/pattern/pattern.h"

#include "schema/pattern/dialect.h"
#include "schema/document/value.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <ctype.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

/*
 * An expression that backtracks without end is given up within some milliseconds. One that ends a little before would still
 * take minutes over all names of a large tree: only so many may take more than names need.
 */
#define MATCH_STEPS 200000
#define QUICK_STEPS 3000
#define LEAST_STEPS 20
#define MOST_SLOW 500
#define MATCH_DEPTH 20000
#define MATCH_KIBIBYTES 8192

#define SHOWN 160 /* bytes of an expression that an error shows */

struct pattern {
	pcre2_code *code;
	const char *text;
	size_t length;
	uint32_t hash;
	uint32_t number;
	bool is_anchored; /* it is tried at the text's begin only */
	size_t prefix;    /* bytes behind its ^ that all that matches begins with */
};

struct patterns {
	struct pattern **items;
	uint32_t count;
	uint32_t capacity;
	uint32_t *table; /* of numbers by hash, plus one; open addressing, twice the capacity */
	pcre2_compile_context *context;
	struct store store; /* of the patterns and their texts */
};

struct patterns *patterns_make(void)
{
	struct patterns *patterns = calloc(1, sizeof(*patterns));

	if (!patterns)
		return NULL;
	patterns->context = pcre2_compile_context_create(NULL);
	if (!patterns->context) {
		free(patterns);
		return NULL;
	}
	pcre2_set_newline(patterns->context, PCRE2_NEWLINE_LF);
	return patterns;
}

void patterns_free(struct patterns *patterns)
{
	if (!patterns)
		return;
	for (uint32_t i = 0; i < patterns->count; i++)
		pcre2_code_free(patterns->items[i]->code);
	pcre2_compile_context_free(patterns->context);
	free(patterns->items);
	free(patterns->table);
	store_free(&patterns->store);
	free(patterns);
}

uint32_t patterns_count(const struct patterns *patterns)
{
	return patterns->count;
}

/* Where the text's number is, or is to be. */
static uint32_t *find_place(const struct patterns *patterns, const char *text, size_t length, uint32_t hash)
{
	const uint32_t mask = 2 * patterns->capacity - 1;
	uint32_t place = hash & mask;

	for (; patterns->table[place]; place = (place + 1) & mask) {
		const struct pattern *pattern = patterns->items[patterns->table[place] - 1];

		if (pattern->hash == hash && pattern->length == length &&
			!memcmp(pattern->text, text, length))
			break;
	}
	return &patterns->table[place];
}

static bool grow(struct patterns *patterns)
{
	const uint32_t capacity = patterns->capacity ? 2 * patterns->capacity : 64;
	struct pattern **items = realloc(patterns->items, capacity * sizeof(struct pattern *));
	uint32_t *table;

	if (!items)
		return false;
	patterns->items = items;
	table = calloc(2 * (size_t)capacity, sizeof(*table));
	if (!table)
		return false;
	free(patterns->table);
	patterns->table = table;
	patterns->capacity = capacity;
	for (uint32_t i = 0; i < patterns->count; i++)
		*find_place(patterns, items[i]->text, items[i]->length, items[i]->hash) = i + 1;
	return true;
}

static int no_memory(struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_NOSPACE, "not enough memory for the bindings' patterns");
}

static int bad_pattern(struct fdtr_error *error, const char *text, size_t length, size_t at, const char *why)
{
	return fdtr_error_set(error, FDTR_ERR_BADTREE,
		"the expression %.*s does not compile: %s, at its byte %zu",
		length < SHOWN ? (int)length : SHOWN, text, why, at + 1);
}

/*
 * Up to 10.42 at least, PCRE2 looks for a character that has to come after the one that a lookahead saw, as if that one
 * had been passed: (?=a)b?a then is not found in "a".
 */
static uint32_t options_for(const char *text)
{
	return PCRE2_MATCH_INVALID_UTF | PCRE2_UCP | (strstr(text, "(?=") ? PCRE2_NO_START_OPTIMIZE : 0);
}

static int compile(const struct patterns *patterns, const struct dialect *dialect, pcre2_code **code,
	struct fdtr_error *error)
{
	char why[160];
	PCRE2_SIZE at;
	int number;

	*code = pcre2_compile((PCRE2_SPTR)dialect->out, dialect->used, options_for(dialect->text), &number,
		&at, patterns->context);
	if (*code)
		return FDTR_OK;
	if (number == PCRE2_ERROR_NOMEMORY)
		return no_memory(error);
	pcre2_get_error_message(number, (PCRE2_UCHAR *)why, sizeof(why));
	if (at > dialect->length)
		at = dialect->length;
	return bad_pattern(error, dialect->text, dialect->length, at, why);
}

/* The text is the copy, which ends with a NUL. */
static int translate_and_compile(const struct patterns *patterns, const char *text, size_t length,
	pcre2_code **code, struct fdtr_error *error)
{
	struct dialect dialect = {.text = text, .length = length, .out = malloc(DIALECT_SPACE(length))};
	int status;

	if (!dialect.out)
		return no_memory(error);
	if (dialect_translate(&dialect))
		status = compile(patterns, &dialect, code, error);
	else
		status = bad_pattern(error, text, length, dialect.at, dialect.why);
	free(dialect.out);
	return status;
}

/* Behind a class, escape or group: the byte after its end; `at` itself where there is none. */
static const char *skip(const char *at)
{
	if (*at == '\\' && at[1])
		return at + 2;
	if (*at != '[')
		return at;
	at += at[1] == '^' ? 2 : 1;
	for (at += *at == ']'; *at && *at != ']'; at++)
		at += *at == '\\' && at[1];
	return *at ? at + 1 : at;
}

/* An alternative outside of all groups, or a flag, lets something else match. */
static bool is_sequence(const char *text)
{
	unsigned int groups = 0;

	while (*text) {
		const char *after = skip(text);

		if (after != text) {
			text = after;
			continue;
		}
		if ((*text == '|' && !groups) || (!strncmp(text, "(?", 2) && isalpha((unsigned char)text[2])))
			return false;
		if (*text == '(')
			groups++;
		else if (*text == ')' && groups)
			groups--;
		text++;
	}
	return true;
}

static size_t prefix_of(const char *text)
{
	size_t length = 0;

	if (*text != '^' || !is_sequence(text))
		return 0;
	while (isalnum((unsigned char)text[1 + length]) ||
		(text[1 + length] && strchr(",-_@/#", text[1 + length])))
		length++;
	/* What repeats may be there no time. */
	return length && text[1 + length] && strchr("?*+{", text[1 + length]) ? length - 1 : length;
}

static bool is_anchored(const pcre2_code *code)
{
	uint32_t options = 0;

	(void)pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
	return options & PCRE2_ANCHORED;
}

int patterns_add(struct patterns *patterns, const char *text, size_t length, const struct pattern **pattern,
	struct fdtr_error *error)
{
	const uint32_t hash = value_hash(text, length);
	struct pattern *added;
	uint32_t *place;
	int status;

	if (patterns->count == patterns->capacity && !grow(patterns))
		return no_memory(error);
	place = find_place(patterns, text, length, hash);
	if (*place) {
		*pattern = patterns->items[*place - 1];
		return FDTR_OK;
	}
	added = store_take(&patterns->store, sizeof(*added));
	if (!added)
		return no_memory(error);
	*added = (struct pattern){.text = store_text(&patterns->store, text, length),
		.length = length,
		.hash = hash,
		.number = patterns->count};
	if (!added->text)
		return no_memory(error);
	added->prefix = prefix_of(added->text);
	status = translate_and_compile(patterns, added->text, length, &added->code, error);
	if (status != FDTR_OK)
		return status;
	added->is_anchored = is_anchored(added->code);
	patterns->items[patterns->count++] = added;
	*place = patterns->count;
	*pattern = added;
	return FDTR_OK;
}

const char *pattern_text(const struct pattern *pattern)
{
	return pattern->text;
}

uint32_t pattern_number(const struct pattern *pattern)
{
	return pattern->number;
}

/* Each place of the text may look at all that follows. */
uint64_t pattern_work(const struct pattern *pattern, size_t length)
{
	return 64 + (pattern->is_anchored ? length : (uint64_t)length * length / 8);
}

struct matcher {
	pcre2_match_context *context;
	uint32_t slow; /* matches that took more than QUICK_STEPS */
	pcre2_match_data *data;
};

struct matcher *matcher_make(void)
{
	struct matcher *matcher = calloc(1, sizeof(*matcher));

	if (!matcher)
		return NULL;
	matcher->context = pcre2_match_context_create(NULL);
	matcher->data = pcre2_match_data_create(1, NULL);
	if (!matcher->context || !matcher->data) {
		matcher_free(matcher);
		return NULL;
	}
	pcre2_set_depth_limit(matcher->context, MATCH_DEPTH);
	pcre2_set_heap_limit(matcher->context, MATCH_KIBIBYTES);
	return matcher;
}

void matcher_free(struct matcher *matcher)
{
	if (!matcher)
		return;
	pcre2_match_context_free(matcher->context);
	pcre2_match_data_free(matcher->data);
	free(matcher);
}

/* PCRE2 counts anew at each place of the text where it begins. */
static int match_within(const struct pattern *pattern, struct matcher *matcher, const char *text,
	size_t length, uint32_t steps)
{
	const size_t each = pattern->is_anchored ? steps : steps / (length + 1);

	pcre2_set_match_limit(matcher->context, each < LEAST_STEPS ? LEAST_STEPS : (uint32_t)each);
	return pcre2_match(pattern->code, (PCRE2_SPTR)text, length, 0, 0, matcher->data, matcher->context);
}

enum match pattern_match(
	const struct pattern *pattern, struct matcher *matcher, const char *text, size_t length)
{
	const char *prefix = pattern->text + 1;
	int found;

	if (pattern->prefix &&
		(length < pattern->prefix || *text != *prefix || memcmp(text, prefix, pattern->prefix) != 0))
		return MATCH_NO;
	found = match_within(pattern, matcher, text, length, QUICK_STEPS);
	if (found == PCRE2_ERROR_MATCHLIMIT && matcher->slow < MOST_SLOW) {
		matcher->slow++;
		found = match_within(pattern, matcher, text, length, MATCH_STEPS);
	}
	if (found >= 0)
		return MATCH_YES;
	return found == PCRE2_ERROR_NOMATCH ? MATCH_NO : MATCH_LIMIT;
}
