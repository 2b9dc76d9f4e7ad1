// SPDX-License-Identifier: BSD-2-Clause
/* Whole definitions come and go. */
#include "source/edit.h"

#include "source/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void source_edits_begin(struct source_edits *edits, const char *text, size_t size)
{
	*edits = (struct source_edits){.text = text, .size = size};
}

void source_edits_free(struct source_edits *edits)
{
	for (size_t i = 0; i < edits->count; i++)
		free(edits->items[i].text);
	free(edits->items);
	*edits = (struct source_edits){0};
}

/* Takes `text` over. */
static void add_edit(struct source_edits *edits, struct source_range range, char *text)
{
	size_t room = edits->room ? 2 * edits->room : 16;
	struct source_edit *grown = edits->items;

	if (text && edits->count == edits->room) {
		grown = realloc(edits->items, room * sizeof(*grown));
		if (grown) {
			edits->items = grown;
			edits->room = room;
		}
	}
	if (!text || !grown) {
		free(text);
		edits->failed = true;
		return;
	}
	edits->items[edits->count] =
		(struct source_edit){range.start, range.end - range.start, text, edits->count};
	edits->count++;
}

void source_replace(struct source_edits *edits, struct source_range range, const char *text)
{
	add_edit(edits, range, strdup(text));
}

static int compare_edits(const void *left, const void *right)
{
	const struct source_edit *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static bool edits_meet(const struct source_edit *items, size_t count, size_t size)
{
	size_t position = 0;

	for (size_t i = 0; i < count; i++) {
		if (items[i].at < position || items[i].length > size || items[i].at > size - items[i].length)
			return true;
		position = items[i].at + items[i].length;
	}
	return false;
}

static char *splice(const struct source_edits *edits, const struct source_edit *items, size_t *size)
{
	size_t position = 0, length = 0, room = edits->size;
	char *text;

	for (size_t i = 0; i < edits->count; i++)
		room += strlen(items[i].text);
	text = malloc(room + 1);
	if (!text)
		return NULL;
	for (size_t i = 0; i < edits->count; i++) {
		size_t kept = items[i].at - position, added = strlen(items[i].text);

		memcpy(text + length, edits->text + position, kept);
		memcpy(text + length + kept, items[i].text, added);
		length += kept + added;
		position = items[i].at + items[i].length;
	}
	memcpy(text + length, edits->text + position, edits->size - position);
	*size = length + edits->size - position;
	text[*size] = '\0';
	return text;
}

char *source_edits_apply(const struct source_edits *edits, size_t *size)
{
	struct source_edit *items = malloc((edits->count + 1) * sizeof(*items));
	char *text = NULL;

	if (!items)
		return NULL;
	if (edits->count)
		memcpy(items, edits->items, edits->count * sizeof(*items));
	qsort(items, edits->count, sizeof(*items), compare_edits);
	if (!edits->failed && !edits_meet(items, edits->count, edits->size))
		text = splice(edits, items, size);
	free(items);
	return text;
}

size_t source_offset(const char *text, size_t size, uint32_t line, uint32_t column)
{
	const char *at = text, *end = text + size;

	for (; line > 1 && at; line--) {
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at + 1 : NULL;
	}
	if (!at || !line || !column || column - 1 > (size_t)(end - at))
		return size;
	return (size_t)(at - text) + column - 1;
}

bool source_is_word(const char *text, struct source_range range, const char *word)
{
	return range.end - range.start == strlen(word) && !memcmp(text + range.start, word, strlen(word));
}

bool source_is_property(const char *text, struct source_range range, const char *name)
{
	struct scanner scanner;
	struct token token;

	if (range.start >= range.end || text[range.end - 1] != ';')
		return false;
	scanner_init(&scanner, text + range.start, range.end - range.start);
	return scanner_next(&scanner, &token) && token.kind == TOKEN_NAME && token_is(&token, name);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t line_start(const char *text, size_t at)
{
	while (at && text[at - 1] != '\n')
		at--;
	return at;
}

/* The end of the line, its newline excluded. */
static size_t line_end(const char *text, size_t size, size_t at)
{
	const char *newline = memchr(text + at, '\n', size - at);
	size_t end = newline ? (size_t)(newline - text) : size;

	return end > at && text[end - 1] == '\r' ? end - 1 : end;
}

/* Past blanks and comments, up to the end of the line that the last of these ends on; else where that is not so. */
static size_t pass_comments(const char *text, size_t size, size_t at)
{
	size_t end = line_end(text, size, at);

	while (at < end) {
		const char *stop;

		if (is_blank(text[at])) {
			at++;
			continue;
		}
		if (end - at < 2 || text[at] != '/')
			return at;
		if (text[at + 1] == '/')
			return text[end - 1] == '\\' ? at : end;
		for (stop = text + at + 2; stop + 1 < text + size && memcmp(stop, "*/", 2) != 0;)
			stop++;
		if (text[at + 1] != '*' || stop + 1 >= text + size)
			return at;
		at = (size_t)(stop + 2 - text);
		end = line_end(text, size, at);
	}
	return end;
}

static bool at_line_end(const char *text, size_t size, size_t at)
{
	return at == line_end(text, size, at);
}

static bool is_indent(const char *text, size_t start, size_t end)
{
	while (start < end && is_blank(text[start]))
		start++;
	return start == end;
}

/* What is first on its line leaves the indentation to what follows. */
void source_drop(struct source_edits *edits, struct source_range definition)
{
	const char *text = edits->text;
	size_t start = line_start(text, definition.start);
	size_t end = pass_comments(text, edits->size, definition.end);
	bool first = is_indent(text, start, definition.start);

	if (first && at_line_end(text, edits->size, end)) {
		const char *newline = memchr(text + end, '\n', edits->size - end);

		definition.start = start;
		definition.end = newline ? (size_t)(newline + 1 - text) : edits->size;
	}
	while (first && definition.end < edits->size && definition.start > start &&
		is_blank(text[definition.end]))
		definition.end++;
	while (!first && definition.start > start && is_blank(text[definition.start - 1]))
		definition.start--;
	source_replace(edits, definition, "");
}

/* "\r\n" where the text has that. */
static const char *newline_of(const struct source_edits *edits)
{
	const char *newline = memchr(edits->text, '\n', edits->size);

	return newline && newline > edits->text && newline[-1] == '\r' ? "\r\n" : "\n";
}

static char *format(const char *text, ...) FDTR_PRINTF(1, 2);

static char *format(const char *text, ...)
{
	va_list arguments;
	char *result = NULL;
	size_t size = 0;

	for (int pass = 0; pass < 2; pass++) {
		int length;

		va_start(arguments, text);
		length = vsnprintf(result, size, text, arguments);
		va_end(arguments);
		if (length < 0)
			break;
		size = (size_t)length + 1;
		if (!pass)
			result = malloc(size);
		if (!result)
			break;
	}
	return result;
}

/* On a line of its own behind the one that `behind` ends on, or, where more stands on that, directly behind. */
static void add_statement(struct source_edits *edits, size_t behind, struct source_range indent,
	const char *deeper, const char *statement)
{
	const char *text = edits->text;
	size_t end = line_end(text, edits->size, behind);
	struct source_range place = {behind, behind};

	if (pass_comments(text, edits->size, behind) != end) {
		add_edit(edits, place, format(" %s", statement));
		return;
	}
	place = (struct source_range){end, end};
	add_edit(edits, place,
		format("%s%.*s%s%s", newline_of(edits), (int)(indent.end - indent.start), text + indent.start,
			deeper, statement));
}

static struct source_range indent_of_line(const char *text, size_t at)
{
	struct source_range indent = {line_start(text, at), 0};

	for (indent.end = indent.start; indent.end < at && is_blank(text[indent.end]);)
		indent.end++;
	return indent;
}

void source_add_behind(struct source_edits *edits, struct source_range definition, const char *statement)
{
	struct source_range indent = indent_of_line(edits->text, definition.start);

	if (indent.end == definition.start) {
		add_statement(edits, definition.end, indent, "", statement);
		return;
	}
	definition.start = definition.end;
	add_edit(edits, definition, format(" %s", statement));
}

void source_add_inside(struct source_edits *edits, size_t brace, const char *statement)
{
	add_statement(edits, brace + 1, indent_of_line(edits->text, brace), "\t", statement);
}

/* As `lines`, with the text's own newlines. */
static char *with_newlines(const char *lines, const char *newline)
{
	size_t length = strlen(lines), count = 0, at = 0;
	char *text;

	for (const char *line = lines; (line = strchr(line, '\n')) != NULL; line++)
		count++;
	text = malloc(length + count * strlen(newline) + 1);
	if (!text)
		return NULL;
	for (; *lines; lines++) {
		size_t size = *lines == '\n' ? strlen(newline) : 1;

		memcpy(text + at, *lines == '\n' ? newline : lines, size);
		at += size;
	}
	text[at] = '\0';
	return text;
}

void source_append(struct source_edits *edits, const char *lines)
{
	const char *newline = newline_of(edits);
	bool open = edits->size && edits->text[edits->size - 1] != '\n';
	char *text = with_newlines(lines, newline);
	char *whole = text ? format("%s%s%s", open ? newline : "", newline, text) : NULL;

	add_edit(edits, (struct source_range){edits->size, edits->size}, whole);
	free(text);
}
