// SPDX-License-Identifier: BSD-2-Clause
/* A scanner of its own, because neither cpp nor dtc hands comments on. */
#include "cli/adopt/ignores.h"
#include "cli/cli.h"
#include "cli/adopt/config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct scan {
	const char *at;
	const char *end;
	const char *line_start;
	uint32_t line;
	uint32_t code_line; /* the last that has more than comments; 0 before any */
	uint32_t waiting;   /* from here on, what waits for code to follow */
	bool no_strings;    /* a quote is not closed: up to the end it is as good as a letter */
	bool failed;
	struct ignores *ignores;
};

void ignores_free(struct ignores *ignores)
{
	for (uint32_t i = 0; i < ignores->count; i++) {
		free(ignores->items[i].rule);
		free(ignores->items[i].wrong);
	}
	free(ignores->items);
	*ignores = (struct ignores){0};
}

static bool make_room(struct ignores *ignores)
{
	uint32_t room = ignores->room ? 2 * ignores->room : 16;
	struct ignore *grown = ignores->items;

	if (ignores->count < ignores->room)
		return true;
	grown = realloc(grown, room * sizeof(*grown));
	if (!grown)
		return false;
	ignores->items = grown;
	ignores->room = room;
	return true;
}

/* Takes the texts over. */
static void add(struct scan *scan, const struct ignore *comment, char *rule, char *wrong)
{
	struct ignores *ignores = scan->ignores;

	scan->failed = scan->failed || (!rule && !wrong) || !make_room(ignores);
	if (scan->failed || ignores->count == IGNORES_MOST) {
		free(rule);
		free(wrong);
		return;
	}
	ignores->items[ignores->count] = *comment;
	ignores->items[ignores->count].rule = rule;
	ignores->items[ignores->count++].wrong = wrong;
}

static void add_wrong(struct scan *scan, const struct ignore *comment, const char *format, ...)
	FDTR_PRINTF(3, 4);

static void add_wrong(struct scan *scan, const struct ignore *comment, const char *format, ...)
{
	char sentence[FDTR_ERROR_SIZE];
	struct fdtr_text text;
	va_list arguments;

	fdtr_text_init(&text, sentence, sizeof(sentence));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	add(scan, comment, NULL, strdup(sentence));
}

/* Takes the name over; false when it is none. */
typedef bool name_fn(struct scan *scan, const struct ignore *comment, char *name);

static bool check_name(struct scan *scan, const struct ignore *comment, char *name)
{
	const char *nearest = nearest_rule(name);
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	bool known = false;

	for (size_t i = 0; !known && i < count; i++)
		known = config_rule_matches(name, rules[i]);
	if (!*name)
		add_wrong(scan, comment, "the ignore names no rule, and so does not count");
	else if (!known && nearest)
		add_wrong(scan, comment, "no rule '%s', so the ignore does not count; did you mean '%s'?",
			name, nearest);
	else if (!known)
		add_wrong(scan, comment, "no rule '%s', so the ignore does not count", name);
	free(name);
	return known;
}

static bool add_name(struct scan *scan, const struct ignore *comment, char *name)
{
	add(scan, comment, name, NULL);
	return true;
}

/* Calls back for each name of "a, b reason"; returns the reason, NULL when it was told false. */
static const char *read_names(
	struct scan *scan, const struct ignore *comment, const char *text, name_fn *take)
{
	bool more = true, sound = true;

	while (more) {
		size_t length;
		char *name;

		text += strspn(text, " ");
		length = strcspn(text, " ,");
		name = strndup(text, length);
		scan->failed = scan->failed || !name;
		if (scan->failed) {
			free(name);
			return NULL;
		}
		sound = take(scan, comment, name) && sound;
		text += length;
		text += strspn(text, " ");
		more = *text == ',';
		text += more;
	}
	return sound ? text : NULL;
}

static bool has_words(const char *text)
{
	for (; *text; text++) {
		if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80)
			return true;
	}
	return false;
}

/* What stands behind the mark. */
static void read_ignore(struct scan *scan, const struct ignore *comment, const char *text)
{
	static const char word[] = "ignore=";
	const char *reason;

	text += strspn(text, " ");
	if (strncmp(text, word, sizeof(word) - 1) != 0) {
		add_wrong(scan, comment, "'%.*s' is not understood, and so does not count",
			(int)strcspn(text, " ="), text);
		return;
	}
	text += sizeof(word) - 1;
	reason = read_names(scan, comment, text, check_name);
	if (!reason)
		return;
	if (has_words(reason))
		(void)read_names(scan, comment, text, add_name);
	else
		add_wrong(scan, comment, "the ignore gives no reason, and so does not count");
}

/* Of one line, and with a NUL behind it. */
static char *copy_text(const char *start, const char *end)
{
	size_t length = (size_t)(end - start);
	char *text = malloc(length + 1);

	if (!text)
		return NULL;
	for (size_t i = 0; i < length; i++)
		text[i] = (unsigned char)start[i] < ' ' ? ' ' : start[i];
	text[length] = '\0';
	return text;
}

static void read_comment(struct scan *scan, const struct ignore *comment, const char *start, const char *end)
{
	size_t mark = sizeof(IGNORES_MARK) - 1;
	char *text;

	while (start < end && strchr(" \t\r\n*/!", *start))
		start++;
	if ((size_t)(end - start) < mark || memcmp(start, IGNORES_MARK, mark) != 0)
		return;
	text = copy_text(start + mark, end);
	if (text)
		read_ignore(scan, comment, text);
	scan->failed = scan->failed || !text;
	free(text);
}

static void begin_line(struct scan *scan)
{
	scan->line++;
	scan->line_start = scan->at;
}

static void move_to(struct scan *scan, const char *to)
{
	while (scan->at < to) {
		if (*scan->at++ == '\n')
			begin_line(scan);
	}
}

static uint32_t column(const struct scan *scan)
{
	return (uint32_t)(scan->at - scan->line_start) + 1;
}

/* The first of `what` from there on, or the end. */
static const char *find(const struct scan *scan, const char *from, const char *what)
{
	size_t length = strlen(what);

	for (; (size_t)(scan->end - from) >= length; from++) {
		from = memchr(from, *what, (size_t)(scan->end - from) - length + 1);
		if (!from)
			break;
		if (!memcmp(from, what, length))
			return from;
	}
	return scan->end;
}

static void take_comment(struct scan *scan)
{
	bool is_line = scan->at[1] == '/', behind_code = scan->code_line == scan->line;
	const char *start = scan->at + 2, *end = find(scan, start, is_line ? "\n" : "*/");
	struct ignore comment = {.line = scan->line, .column = column(scan)};

	move_to(scan, is_line || end == scan->end ? end : end + 2);
	comment.end_line = scan->line;
	comment.end_column = column(scan);
	comment.first = behind_code ? comment.line : UINT32_MAX;
	comment.last = behind_code ? comment.end_line : UINT32_MAX;
	read_comment(scan, &comment, start, end);
	if (behind_code)
		scan->waiting = scan->ignores->count;
}

static void note_code(struct scan *scan)
{
	struct ignores *ignores = scan->ignores;

	scan->code_line = scan->line;
	for (; scan->waiting < ignores->count; scan->waiting++) {
		ignores->items[scan->waiting].first = scan->line;
		ignores->items[scan->waiting].last = scan->line;
	}
}

/* The closing quote of the string here, or the end. */
static const char *string_end(const struct scan *scan)
{
	const char *at = scan->at + 1;

	while (at < scan->end && *at != '"')
		at += *at == '\\' && scan->end - at > 1 ? 2 : 1;
	return at;
}

/* Of '"' or '\"', which begin no string; of all else 1. */
static size_t character_length(const struct scan *scan)
{
	size_t left = (size_t)(scan->end - scan->at);

	if (left > 3 && !memcmp(scan->at, "'\\", 2) && scan->at[3] == '\'')
		return 4;
	return left > 2 && *scan->at == '\'' && scan->at[2] == '\'' ? 3 : 1;
}

static void take_code(struct scan *scan)
{
	const char *end;

	note_code(scan);
	if (*scan->at == '"' && !scan->no_strings) {
		end = string_end(scan);
		scan->no_strings = end == scan->end;
		if (!scan->no_strings) {
			move_to(scan, end + 1);
			scan->code_line = scan->line;
			return;
		}
	}
	move_to(scan, scan->at + character_length(scan));
}

bool ignores_find(struct ignores *ignores, const char *text, size_t size)
{
	struct scan scan = {
		.at = text, .end = text + size, .line_start = text, .line = 1, .ignores = ignores};

	while (scan.at < scan.end && !scan.failed) {
		if (strchr(" \t\r\f\v", *scan.at) && *scan.at)
			scan.at++;
		else if (*scan.at == '\n')
			move_to(&scan, scan.at + 1);
		else if (*scan.at == '/' && scan.end - scan.at > 1 &&
			 (scan.at[1] == '/' || scan.at[1] == '*'))
			take_comment(&scan);
		else
			take_code(&scan);
	}
	return !scan.failed;
}

bool ignores_match(struct ignores *ignores, const struct fdtr_rule *rule, uint32_t line, uint32_t end_line)
{
	uint32_t low = 0, high = ignores->count;
	bool matched = false;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (ignores->items[middle].last < line)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < ignores->count && ignores->items[low].first <= end_line; low++) {
		struct ignore *ignore = &ignores->items[low];

		if (!ignore->rule || !config_rule_matches(ignore->rule, rule))
			continue;
		ignore->used = true;
		matched = true;
	}
	return matched;
}
