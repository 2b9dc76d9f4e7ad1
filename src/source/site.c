// SPDX-License-Identifier: BSD-2-Clause
/*
 * Definitions in a .dts file, found by their looks: a name before "=" or ";" is a property, one before "{" a node.
 * Macros can hide all of it, and code left out by #if is read as well, so this is a list of candidates.
 */
#include "source/scan.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SITES (UINT32_C(1) << 21)

struct finder {
	struct scanner scanner;
	struct sites *sites;
	uint32_t capacity;
	uint32_t *open; /* nodes whose end has not come */
	uint32_t open_count;
	uint32_t open_capacity;
	struct token name;  /* what stands directly before; TOKEN_END when it names nothing */
	const char *labels; /* before that */
	uint32_t deletion_capacity;
	uint32_t inclusion_capacity;
	bool deleting;    /* a /delete-node/ whose name is to come */
	bool including;   /* an /include/ likewise */
	uint32_t current; /* the site whose ";" is to come, or none */
	uint32_t parentheses;
	bool in_value;
	bool closed; /* the last token was a "}" */
	bool failed;
	bool preprocessed;
};

#define NONE UINT32_MAX

/* Room for one more of `size` bytes; false when there is none to be had. */
static bool grow(void **items, uint32_t count, uint32_t *capacity, size_t size)
{
	uint32_t wanted = *capacity ? 2 * *capacity : 64;
	void *grown;

	if (count < *capacity)
		return true;
	grown = wanted <= MAX_SITES ? realloc(*items, wanted * size) : NULL;
	if (!grown)
		return false;
	*items = grown;
	*capacity = wanted;
	return true;
}

/* Without cpp dtc sees things where they are. */
static struct position said(const struct finder *finder, const struct token *token)
{
	return finder->preprocessed ? token->said : token->at;
}

static struct site *add_site(struct finder *finder, enum site_kind kind, const struct token *name)
{
	struct sites *sites = finder->sites;
	void *items = sites->items;
	struct site *site;

	finder->failed = finder->failed || !grow(&items, sites->count, &finder->capacity, sizeof(*site));
	sites->items = items;
	if (finder->failed)
		return NULL;
	finder->current = sites->count++;
	site = &sites->items[finder->current];
	*site = (struct site){.name = name->start,
		.length = name->kind == TOKEN_REFERENCE ? 1 : name->length,
		.kind = kind,
		.named = name->at,
		.named_end = name->end,
		.at = name->at,
		.end = name->end,
		.said = said(finder, name)};
	if (*site->name == '\\') {
		site->name++;
		site->length--;
	}
	return site;
}

static void open_node(struct finder *finder, const struct token *brace)
{
	struct site *site = add_site(finder, SITE_NODE, finder->name.kind ? &finder->name : brace);
	void *open = finder->open;

	finder->failed = finder->failed ||
	                 !grow(&open, finder->open_count, &finder->open_capacity, sizeof(*finder->open));
	finder->open = open;
	if (finder->failed)
		return;
	site->labels = finder->labels;
	site->at = brace->at;
	site->end = brace->end;
	site->said = said(finder, brace);
	finder->open[finder->open_count++] = finder->current;
	finder->current = NONE;
	finder->in_value = false;
}

static void close_node(struct finder *finder, const struct token *brace)
{
	finder->in_value = false;
	finder->current = finder->open_count ? finder->open[--finder->open_count] : NONE;
	if (finder->current != NONE)
		finder->sites->items[finder->current].end = brace->end;
}

/* "==" is no assignment, nor is anything in parentheses. */
static void assign(struct finder *finder)
{
	const struct scanner *scanner = &finder->scanner;
	bool compares = scanner->at < scanner->end && *scanner->at == '=';

	if (finder->name.kind != TOKEN_NAME || finder->parentheses || compares)
		return;
	(void)add_site(finder, SITE_PROPERTY, &finder->name);
	finder->in_value = true;
}

static void end_statement(struct finder *finder, const struct token *semicolon)
{
	if (!finder->in_value && finder->current == NONE && finder->name.kind == TOKEN_NAME)
		(void)add_site(finder, SITE_PROPERTY, &finder->name);
	if (finder->current != NONE) {
		finder->sites->items[finder->current].end = semicolon->end;
		finder->sites->items[finder->current].said_end = said(finder, semicolon);
	}
	finder->current = NONE;
	finder->in_value = false;
	finder->parentheses = 0;
}

static void punctuate(struct finder *finder, const struct token *token)
{
	switch (*token->start) {
	case '{':
		open_node(finder, token);
		break;
	case '}':
		close_node(finder, token);
		break;
	case '=':
		assign(finder);
		break;
	case ';':
		end_statement(finder, token);
		break;
	case '(':
		finder->parentheses++;
		break;
	case ')':
		finder->parentheses -= finder->parentheses > 0;
		break;
	default:
		break;
	}
}

static bool names(const struct token *token)
{
	return token->kind == TOKEN_NAME || token->kind == TOKEN_REFERENCE || token_is(token, "/");
}

/* What is deleted is not defined. */
static void begin_keyword(struct finder *finder, const struct token *token)
{
	if (token_is(token, "/memreserve/"))
		(void)add_site(finder, SITE_RESERVE, token);
	else if (token_is(token, "/delete-node/") || token_is(token, "/delete-property/"))
		finder->in_value = true;
	finder->deleting = token_is(token, "/delete-node/");
	finder->including = token_is(token, "/include/");
}

static struct node_name node_name(const char *name, uint32_t length)
{
	bool reference = *name == '&', braces = reference && length > 2 && name[1] == '{';

	if (reference) {
		name += braces ? 2 : 1;
		length -= braces ? 3 : 1;
	}
	return (struct node_name){name, length, reference};
}

static struct position parent_of(const struct finder *finder)
{
	return finder->open_count ? finder->sites->items[finder->open[finder->open_count - 1]].said
	                          : (struct position){0, 0};
}

/* The name stands in quotes or angle brackets. */
static void add_inclusion(struct finder *finder, const struct token *token)
{
	const char *end = token->start + token->length, *name = token->start, *stop;
	struct sites *sites = finder->sites;
	void *inclusions = sites->inclusions;

	finder->including = false;
	while (name < end && *name != '"' && *name != '<')
		name++;
	for (stop = name < end ? name + 1 : end; stop < end && *stop != '"' && *stop != '>';)
		stop++;
	if (stop == end)
		return;
	if (!grow(&inclusions, sites->inclusion_count, &finder->inclusion_capacity,
		    sizeof(struct inclusion))) {
		finder->failed = true;
		return;
	}
	sites->inclusions = inclusions;
	sites->inclusions[sites->inclusion_count++] =
		(struct inclusion){name + 1, (uint32_t)(stop - name - 1), parent_of(finder), token->at};
}

static bool is_include(const struct token *token)
{
	size_t blank = strspn(token->start + 1, " \t") + 1;

	return token->length > blank + 7 && !memcmp(token->start + blank, "include", 7);
}

static void add_deletion(struct finder *finder, const struct token *token)
{
	struct sites *sites = finder->sites;
	void *deletions = sites->deletions;

	finder->deleting = false;
	if (!grow(&deletions, sites->deletion_count, &finder->deletion_capacity, sizeof(struct deletion))) {
		finder->failed = true;
		return;
	}
	sites->deletions = deletions;
	sites->deletions[sites->deletion_count++] =
		(struct deletion){node_name(token->start, token->length), parent_of(finder), token->at};
}

/* The name before this token turns out to name nothing here. */
static void pass_word(struct finder *finder, const struct token *token)
{
	bool stands = !finder->in_value && finder->current == NONE && !finder->parentheses;

	if (finder->name.kind != TOKEN_NAME || !stands || finder->deleting)
		return;
	if (token->kind == TOKEN_OTHER && strchr("=;{", *token->start))
		return;
	(void)add_site(finder, SITE_WORD, &finder->name);
	finder->current = NONE;
}

static void take(struct finder *finder, const struct token *token)
{
	pass_word(finder, token);
	if (token->kind == TOKEN_LABEL && !finder->labels)
		finder->labels = token->start;
	if (token->kind == TOKEN_DIRECTIVE ? is_include(token) : finder->including)
		add_inclusion(finder, token);
	if (token->kind == TOKEN_DIRECTIVE || token->kind == TOKEN_LABEL)
		return;
	if (finder->closed && !token_is(token, ";"))
		finder->current = NONE;
	finder->closed = token_is(token, "}");
	if (token->kind == TOKEN_KEYWORD)
		begin_keyword(finder, token);
	else if (token->kind == TOKEN_OTHER)
		punctuate(finder, token);
	else if (finder->deleting)
		add_deletion(finder, token);
	finder->labels = names(token) ? finder->labels : NULL;
	finder->name = names(token) ? *token : (struct token){.kind = TOKEN_END};
}

int name_compare(const char *left, uint32_t left_length, const char *right, uint32_t right_length)
{
	if (left_length != right_length)
		return left_length < right_length ? -1 : 1;
	return memcmp(left, right, left_length);
}

bool names_but_for_macro(const char *name, uint32_t length, const char *written, uint32_t written_length)
{
	const char *at = memchr(written, '@', written_length);
	uint32_t base = at ? (uint32_t)(at + 1 - written) : 0;

	if (!base || base >= written_length || base >= length || memcmp(name, written, base) != 0)
		return false;
	for (uint32_t i = base; i < written_length; i++) {
		if (!memchr("0123456789abcdef,.", written[i], 18))
			return true;
	}
	return false;
}

static int number_compare(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

static int site_compare(const void *left, const void *right)
{
	const struct site *a = left, *b = right;
	int order = number_compare(a->said.line, b->said.line);

	return order ? order : number_compare(a->said.column, b->said.column);
}

bool sites_find(struct sites *sites, const char *text, size_t size, bool preprocessed)
{
	struct finder finder = {.sites = sites, .current = NONE, .preprocessed = preprocessed};
	struct token token;

	*sites = (struct sites){0};
	scanner_init(&finder.scanner, text, size);
	while (!finder.failed && scanner_next(&finder.scanner, &token))
		take(&finder, &token);
	free(finder.open);
	if (finder.failed) {
		sites_free(sites);
		return false;
	}
	fdtr_sort(sites->items, sites->count, sizeof(*sites->items), site_compare);
	return true;
}

void sites_free(struct sites *sites)
{
	free(sites->items);
	free(sites->deletions);
	free(sites->inclusions);
	*sites = (struct sites){0};
}

/* The first site on that line or behind it. */
static uint32_t search(const struct sites *sites, uint32_t line)
{
	uint32_t low = 0, high = sites->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (sites->items[middle].said.line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t sites_on_line(const struct sites *sites, uint32_t line, uint32_t *count)
{
	uint32_t first = search(sites, line);

	*count = line == UINT32_MAX ? sites->count - first : search(sites, line + 1) - first;
	return first;
}
