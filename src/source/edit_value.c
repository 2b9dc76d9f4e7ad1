// SPDX-License-Identifier: BSD-2-Clause
/* Numbers and paths within a value: what differs is written anew, the rest stays as it was. */
#include "source/edit.h"

#include "source/scan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A value on its way by: cells in <>, one after the other. */
struct cells {
	struct scanner scanner;
	const char *text; /* of the property */
	bool inside;      /* of <> */
	bool failed;      /* it is written in another way */
};

/* One cell as it is written. */
struct element {
	struct source_range range;
	bool plain; /* a number */
	uint32_t value;
};

/* Up to the parenthesis that closes the one just read; false at the end. */
static bool pass_parentheses(struct scanner *scanner, struct token *token)
{
	for (unsigned int depth = 1; depth;) {
		if (!scanner_next(scanner, token) || token->kind == TOKEN_DIRECTIVE)
			return false;
		if (token_is(token, "("))
			depth++;
		else if (token_is(token, ")"))
			depth--;
	}
	return true;
}

/* A number as C and dtc write it. */
static bool parse_number(const struct token *token, uint32_t *value)
{
	char digits[32], *end;
	unsigned long long number;

	if (token->length >= sizeof(digits) || *token->start < '0' || *token->start > '9')
		return false;
	memcpy(digits, token->start, token->length);
	digits[token->length] = '\0';
	errno = 0;
	number = strtoull(digits, &end, 0);
	*value = (uint32_t)number;
	return !errno && number <= UINT32_MAX && !end[strspn(end, "UuLl")];
}

static size_t offset_of(const struct cells *cells, const char *at)
{
	return (size_t)(at - cells->text);
}

/*
 * A macro is one cell, and a parenthesis belongs to one when it follows directly. Where that guess is wrong the count
 * shows it, or else the compiled result.
 */
static bool read_element(struct cells *cells, const struct token *first, struct element *element)
{
	struct token token = *first;
	struct scanner ahead;

	*element = (struct element){{offset_of(cells, first->start), 0}, false, 0};
	if (first->kind == TOKEN_NAME) {
		element->plain = parse_number(first, &element->value);
		ahead = cells->scanner;
		if (scanner_next(&ahead, &token) && token_is(&token, "(") &&
			token.start == first->start + first->length) {
			cells->scanner = ahead;
			element->plain = false;
			cells->failed = !pass_parentheses(&cells->scanner, &token);
		}
	} else if (token_is(first, "(")) {
		cells->failed = !pass_parentheses(&cells->scanner, &token);
	} else {
		cells->failed = first->kind != TOKEN_REFERENCE && *first->start != '\'';
	}
	element->range.end = offset_of(cells, cells->scanner.at);
	return !cells->failed;
}

/* False at the end of the value, and when it is written in another way. */
static bool next_element(struct cells *cells, struct element *element)
{
	struct token token;

	while (!cells->failed && scanner_next(&cells->scanner, &token)) {
		if (token.kind == TOKEN_LABEL)
			continue;
		if (token_is(&token, ";"))
			return false;
		if (token_is(&token, cells->inside ? ">" : "<"))
			cells->inside = !cells->inside;
		else if (cells->inside)
			return read_element(cells, &token, element);
		else
			cells->failed = !token_is(&token, ",");
	}
	cells->failed = true;
	return false;
}

static bool begin_cells(struct cells *cells, const struct source_edits *edits, struct source_range property)
{
	struct token name, equals;

	*cells = (struct cells){.text = edits->text + property.start};
	scanner_init(&cells->scanner, cells->text, property.end - property.start);
	return scanner_next(&cells->scanner, &name) && scanner_next(&cells->scanner, &equals) &&
	       token_is(&equals, "=");
}

static uint32_t cell_at(const unsigned char *data, uint32_t index)
{
	data += 4 * (size_t)index;
	return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

/* Hexadecimal where it was, and for what was a digit and is more now. */
static void write_number(struct source_edits *edits, struct source_range range, uint32_t value)
{
	const char *old = edits->text + range.start;
	bool digit = range.end - range.start == 1;
	bool hex = digit ? value > 9 : old[1] == 'x' || old[1] == 'X';
	char number[16];

	(void)snprintf(number, sizeof(number), hex && value ? "%#x" : hex ? "0x0" : "%u", value);
	source_replace(edits, range, number);
}

/* The first pass sees whether it can be done, the second does it. */
static bool pass_cells(struct source_edits *edits, struct source_range property, const unsigned char *before,
	const unsigned char *after, uint32_t count, bool write)
{
	struct element element;
	struct cells cells;
	uint32_t i = 0;

	if (!begin_cells(&cells, edits, property))
		return false;
	for (; next_element(&cells, &element); i++) {
		if (i == count)
			return false;
		if (cell_at(before, i) == cell_at(after, i))
			continue;
		if (!element.plain || element.value != cell_at(before, i))
			return false;
		element.range.start += property.start;
		element.range.end += property.start;
		if (write)
			write_number(edits, element.range, cell_at(after, i));
	}
	return !cells.failed && i == count;
}

bool source_set_cells(struct source_edits *edits, struct source_range property, const unsigned char *before,
	const unsigned char *after, uint32_t count)
{
	return pass_cells(edits, property, before, after, count, false) &&
	       pass_cells(edits, property, before, after, count, true);
}

void source_rename_paths(
	struct source_edits *edits, struct source_range property, const char *before, const char *after)
{
	size_t length = strlen(before);
	struct scanner scanner;
	struct token token;

	scanner_init(&scanner, edits->text + property.start, property.end - property.start);
	while (scanner_next(&scanner, &token)) {
		size_t start = (size_t)(token.start + 1 - edits->text);

		if (token.kind == TOKEN_STRING && token.length > length + 1 &&
			!memcmp(token.start + 1, before, length) && strchr("/:\"", token.start[1 + length]))
			source_replace(edits, (struct source_range){start, start + length}, after);
	}
}

void source_rename_references(struct source_edits *edits, const char *before, const char *after)
{
	size_t length = strlen(before);
	struct scanner scanner;
	struct token token;

	scanner_init(&scanner, edits->text, edits->size);
	while (scanner_next(&scanner, &token)) {
		size_t start = (size_t)(token.start + 2 - edits->text);

		if (token.kind == TOKEN_REFERENCE && token.length > length + 2 && token.start[1] == '{' &&
			!memcmp(token.start + 2, before, length) && strchr("/}", token.start[2 + length]))
			source_replace(edits, (struct source_range){start, start + length}, after);
	}
}
