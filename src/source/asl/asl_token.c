// SPDX-License-Identifier: BSD-2-Clause
#include "source/asl/asl_token.h"

#include <ctype.h>
#include <string.h>

void asl_scanner_init(struct asl_scanner *scanner, const char *text, size_t size)
{
	*scanner = (struct asl_scanner){.at = text, .end = text + size, .line_start = text, .line = 1};
}

static void step(struct asl_scanner *scanner)
{
	if (*scanner->at++ == '\n') {
		scanner->line++;
		scanner->line_start = scanner->at;
		scanner->inside = false;
	}
}

static bool stands(const struct asl_scanner *scanner, const char *two)
{
	return scanner->end - scanner->at >= 2 && !memcmp(scanner->at, two, 2);
}

static void skip_comment(struct asl_scanner *scanner)
{
	bool line = stands(scanner, "//");

	scanner->at += 2;
	while (scanner->at < scanner->end && !(line ? *scanner->at == '\n' : stands(scanner, "*/")))
		step(scanner);
	if (!line && scanner->at < scanner->end)
		scanner->at += 2;
}

static void skip_blanks(struct asl_scanner *scanner)
{
	while (scanner->at < scanner->end) {
		if (stands(scanner, "//") || stands(scanner, "/*"))
			skip_comment(scanner);
		else if (isspace((unsigned char)*scanner->at))
			step(scanner);
		else
			return;
	}
}

static bool is_word(char character)
{
	return isalnum((unsigned char)character) || (character && strchr("_\\^.", character));
}

/* A quote that the line does not close is as good as a letter. */
static bool scan_string(struct asl_scanner *scanner)
{
	const char *at = scanner->at + 1;

	while (at < scanner->end && *at != '"' && *at != '\n')
		at += *at == '\\' && at + 1 < scanner->end && at[1] != '\n' ? 2 : 1;
	if (at >= scanner->end || *at != '"')
		return false;
	scanner->at = at + 1;
	return true;
}

/* A backslash at the end of a line continues it. */
static void scan_directive(struct asl_scanner *scanner)
{
	while (scanner->at < scanner->end && *scanner->at != '\n') {
		if (stands(scanner, "//") || stands(scanner, "/*"))
			return;
		if (stands(scanner, "\\\n"))
			step(scanner);
		step(scanner);
	}
}

static enum asl_kind scan(struct asl_scanner *scanner, bool first)
{
	if (*scanner->at == '#' && first) {
		scan_directive(scanner);
		return ASL_DIRECTIVE;
	}
	if (*scanner->at == '"' && scan_string(scanner))
		return ASL_STRING;
	if (!is_word(*scanner->at)) {
		scanner->at++;
		return ASL_OTHER;
	}
	while (scanner->at < scanner->end && is_word(*scanner->at))
		scanner->at++;
	return ASL_NAME;
}

bool asl_next(struct asl_scanner *scanner, struct asl_token *token)
{
	bool first;

	skip_blanks(scanner);
	*token = (struct asl_token){.kind = ASL_END, .start = scanner->at};
	token->line = scanner->line;
	token->column = (uint32_t)(scanner->at - scanner->line_start) + 1;
	first = !scanner->inside;
	if (scanner->at < scanner->end) {
		scanner->inside = true;
		token->kind = scan(scanner, first);
	}
	token->length = (uint32_t)(scanner->at - token->start);
	token->end_line = scanner->line;
	token->end_column = (uint32_t)(scanner->at - scanner->line_start) + 1;
	return token->kind != ASL_END;
}

bool asl_is(const struct asl_token *token, const char *text)
{
	return token->length == strlen(text) && !memcmp(token->start, text, token->length);
}

bool asl_is_word(const struct asl_token *token, const char *word)
{
	if (token->kind != ASL_NAME || token->length != strlen(word))
		return false;
	for (uint32_t i = 0; i < token->length; i++) {
		if (tolower((unsigned char)token->start[i]) != tolower((unsigned char)word[i]))
			return false;
	}
	return true;
}

/* `DefinitionBlock ("", "SSDT"`, behind the word. */
static void read_signature(struct asl_scanner *scanner, const char **signature, size_t *length)
{
	struct asl_token token;

	*signature = NULL;
	*length = 0;
	for (int i = 0; i < 4 && asl_next(scanner, &token); i++) {
		if (i == 3 && token.kind == ASL_STRING) {
			*signature = token.start + 1;
			*length = token.length - 2;
		}
	}
}

bool asl_signature(const char *text, size_t size, const char **signature, size_t *length)
{
	struct asl_scanner scanner;
	struct asl_token token;

	asl_scanner_init(&scanner, text, size);
	while (asl_next(&scanner, &token)) {
		if (asl_is_word(&token, "DefinitionBlock")) {
			read_signature(&scanner, signature, length);
			return true;
		}
	}
	return false;
}
