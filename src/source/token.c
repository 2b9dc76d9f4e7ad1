// SPDX-License-Identifier: BSD-2-Clause
/* Tokens of a .dts file before the preprocessor has seen it. Whatever the bytes, each is passed once. */
#include "source/scan.h"

#include "source/source.h"

#include <string.h>

void scanner_init(struct scanner *scanner, const char *text, size_t size)
{
	*scanner = (struct scanner){
		.at = text, .end = text + size, .here = {1, 1}, .said = {1, 1}, .fresh = true};
}

bool token_is(const struct token *token, const char *text)
{
	return token->length == strlen(text) && !memcmp(token->start, text, token->length);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_name(char c)
{
	return is_letter(c) || is_digit(c) || (c && strchr(",.+*#?@-", c));
}

static bool is_blank(char c)
{
	return c && strchr(" \t\r\f\v", c);
}

static bool starts(const struct scanner *scanner, const char *text)
{
	size_t length = strlen(text);

	return (size_t)(scanner->end - scanner->at) >= length && !memcmp(scanner->at, text, length);
}

/* Columns stay right up to 4 GiB on a line; no text is larger. */
static void pass(struct scanner *scanner, size_t count)
{
	for (; count; count--, scanner->at++) {
		if (*scanner->at == '\n') {
			scanner->here.line++;
			scanner->here.column = 1;
		} else {
			scanner->here.column++;
		}
	}
}

/* The length of "\", an optional carriage return and a newline; 0 when there is none here. */
static size_t splice_length(const struct scanner *scanner)
{
	if (starts(scanner, "\\\n"))
		return 2;
	return starts(scanner, "\\\r\n") ? 3 : 0;
}

/* To cpp a line also goes on where it ends within a comment, a splice or the arguments of a macro. */
static void skip_comment(struct scanner *scanner)
{
	pass(scanner, 2);
	while (scanner->at < scanner->end && !starts(scanner, "*/"))
		pass(scanner, 1);
	pass(scanner, scanner->at < scanner->end ? 2 : 0);
}

static void skip_line_comment(struct scanner *scanner)
{
	while (scanner->at < scanner->end && *scanner->at != '\n') {
		size_t splice = splice_length(scanner);

		pass(scanner, splice ? splice : 1);
	}
}

/* Returns whether there was anything to skip. */
static bool skip_blank(struct scanner *scanner)
{
	const char *start = scanner->at;

	while (scanner->at < scanner->end) {
		size_t splice = splice_length(scanner);

		if (starts(scanner, "/*")) {
			skip_comment(scanner);
		} else if (starts(scanner, "//")) {
			skip_line_comment(scanner);
		} else if (splice || is_blank(*scanner->at) || *scanner->at == '\n') {
			scanner->fresh = scanner->fresh || (*scanner->at == '\n' && !scanner->calls);
			pass(scanner, splice ? splice : 1);
		} else {
			break;
		}
	}
	return scanner->at > start;
}

static size_t string_length(const struct scanner *scanner)
{
	const char *at = scanner->at + 1;

	while (at < scanner->end && *at != '"')
		at += *at == '\\' && at + 1 < scanner->end ? 2 : 1;
	return (size_t)((at < scanner->end ? at + 1 : at) - scanner->at);
}

/* 'c' or '\x7f'; an apostrophe that stands alone is no literal. */
static size_t character_length(const struct scanner *scanner)
{
	const char *at = scanner->at + 1, *last = scanner->end - at > 8 ? at + 8 : scanner->end;

	while (at < last && *at != '\'' && *at != '\n')
		at += *at == '\\' && at + 1 < last ? 2 : 1;
	return at < last && *at == '\'' ? (size_t)(at + 1 - scanner->at) : 1;
}

static size_t reference_length(const struct scanner *scanner)
{
	const char *at = scanner->at + 1;

	if (at < scanner->end && *at == '{') {
		while (at < scanner->end && *at != '}' && *at != '\n')
			at++;
		return at < scanner->end && *at == '}' ? (size_t)(at + 1 - scanner->at) : 1;
	}
	while (at < scanner->end && (is_letter(*at) || is_digit(*at)))
		at++;
	return (size_t)(at - scanner->at);
}

static size_t keyword_length(const struct scanner *scanner)
{
	static const char *const words[] = {"/dts-v1/", "/plugin/", "/memreserve/", "/bits/", "/include/",
		"/incbin/", "/delete-node/", "/delete-property/", "/omit-if-no-ref/"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(words); i++) {
		if (starts(scanner, words[i]))
			return strlen(words[i]);
	}
	return 0;
}

/* A word of cpp's behind "#", or the number of a line marker. */
static bool is_directive(const struct scanner *scanner)
{
	static const char *const words[] = {"include", "define", "undef", "ifdef", "ifndef", "if", "elif",
		"else", "endif", "line", "error", "warning", "pragma", "include_next", "ident"};
	const char *word = scanner->at + 1, *stop;

	while (word < scanner->end && (*word == ' ' || *word == '\t'))
		word++;
	for (stop = word; stop < scanner->end && is_name(*stop);)
		stop++;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(words); i++) {
		if ((size_t)(stop - word) == strlen(words[i]) && !memcmp(word, words[i], strlen(words[i])))
			return true;
	}
	return word > scanner->at + 1 && word < stop && is_digit(*word);
}

/* Up to the end of its line; a splice or a comment carries it on, a quote that is never closed does not. */
static void pass_directive(struct scanner *scanner)
{
	while (scanner->at < scanner->end && *scanner->at != '\n') {
		size_t length = splice_length(scanner);

		if (starts(scanner, "/*")) {
			skip_comment(scanner);
			continue;
		}
		if (*scanner->at == '"') {
			length = string_length(scanner);
			length = memchr(scanner->at, '\n', length) ? 1 : length;
		}
		pass(scanner, length ? length : 1);
	}
}

static size_t name_length(const struct scanner *scanner)
{
	const char *at = scanner->at + (*scanner->at == '\\');

	while (at < scanner->end && is_name(*at))
		at++;
	return (size_t)(at - scanner->at);
}

static bool is_label(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!is_letter(name[i]) && !(i && is_digit(name[i])))
			return false;
	}
	return true;
}

static size_t measure_name(const struct scanner *scanner, enum token_kind *kind)
{
	size_t length = name_length(scanner);
	bool colon = scanner->at + length < scanner->end && scanner->at[length] == ':';

	*kind = colon && is_label(scanner->at, length) ? TOKEN_LABEL : TOKEN_NAME;
	return length + (*kind == TOKEN_LABEL);
}

static size_t measure(const struct scanner *scanner, enum token_kind *kind)
{
	char c = *scanner->at;
	size_t length = 1;

	*kind = TOKEN_OTHER;
	if (c == '"') {
		*kind = TOKEN_STRING;
		length = string_length(scanner);
	} else if (c == '\'') {
		length = character_length(scanner);
	} else if (c == '/') {
		length = keyword_length(scanner);
		*kind = length ? TOKEN_KEYWORD : TOKEN_OTHER;
	} else if (c == '&') {
		length = reference_length(scanner);
		*kind = length > 1 ? TOKEN_REFERENCE : TOKEN_OTHER;
	} else if (is_name(c) || (c == '\\' && name_length(scanner) > 1)) {
		return measure_name(scanner, kind);
	}
	return length ? length : 1;
}

/* A name and a parenthesis: most likely a macro with arguments. */
static void follow_call(struct scanner *scanner, const struct token *token)
{
	if (token_is(token, "(") && (scanner->calls || scanner->was_name))
		scanner->calls++;
	else if (token_is(token, ")") && scanner->calls)
		scanner->calls--;
	scanner->was_name = token->kind == TOKEN_NAME && is_letter(*token->start);
}

bool scanner_next(struct scanner *scanner, struct token *token)
{
	bool blank = skip_blank(scanner), first = scanner->fresh;

	*token = (struct token){.kind = TOKEN_END, .start = scanner->at, .at = scanner->here};
	if (first)
		scanner->said = scanner->here;
	else if (blank)
		scanner->said.column++;
	token->said = scanner->said;
	scanner->fresh = false;
	if (scanner->at >= scanner->end)
		return false;
	if (first && *scanner->at == '#' && is_directive(scanner)) {
		token->kind = TOKEN_DIRECTIVE;
		pass_directive(scanner);
	} else {
		pass(scanner, measure(scanner, &token->kind));
	}
	token->length = (uint32_t)(scanner->at - token->start);
	token->end = scanner->here;
	scanner->said.column += token->length;
	follow_call(scanner, token);
	return true;
}

bool source_needs_cpp(const char *text, size_t size)
{
	struct scanner scanner;
	struct token token;

	scanner_init(&scanner, text, size);
	while (scanner_next(&scanner, &token)) {
		if (token.kind == TOKEN_DIRECTIVE &&
			!is_digit(token.start[1 + strspn(token.start + 1, " \t")]))
			return true;
	}
	return false;
}

bool source_has_version(const char *text, size_t size)
{
	struct scanner scanner;
	struct token token;

	scanner_init(&scanner, text, size);
	while (scanner_next(&scanner, &token)) {
		if (token.kind == TOKEN_KEYWORD && token_is(&token, "/dts-v1/"))
			return true;
	}
	return false;
}
