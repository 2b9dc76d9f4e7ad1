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
	bool deleting;    /* a /delete-node/ whose name is to come */
	uint32_t current; /* the site whose ";" is to come, or none */
	uint32_t parentheses;
	bool in_value;
	bool closed; /* the last token was a "}" */
	bool failed;
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
		.said = name->said};
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
	site->said = brace->said;
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
	if (finder->current != NONE)
		finder->sites->items[finder->current].end = semicolon->end;
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
}

static void delete (struct finder *finder, const struct token *token)
{
	struct sites *sites = finder->sites;
	void *deletions = sites->deletions;
	struct deletion *deletion;

	finder->deleting = false;
	if (!grow(&deletions, sites->deletion_count, &finder->deletion_capacity, sizeof(*deletion))) {
		finder->failed = true;
		return;
	}
	sites->deletions = deletions;
	deletion = &sites->deletions[sites->deletion_count++];
	*deletion = (struct deletion){.name = token->start,
		.length = token->length,
		.reference = token->kind == TOKEN_REFERENCE,
		.at = token->at};
	if (deletion->reference) {
		bool braces = token->start[1] == '{';

		deletion->name += braces ? 2 : 1;
		deletion->length -= braces ? 3 : 1;
	}
	if (finder->open_count) {
		const struct site *parent = &sites->items[finder->open[finder->open_count - 1]];

		deletion->parent = parent->name;
		deletion->parent_length = parent->length;
	}
}

static void take(struct finder *finder, const struct token *token)
{
	if (token->kind == TOKEN_LABEL && !finder->labels)
		finder->labels = token->start;
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
		delete (finder, token);
	finder->labels = names(token) ? finder->labels : NULL;
	finder->name = names(token) ? *token : (struct token){.kind = TOKEN_END};
}

int name_compare(const char *left, uint32_t left_length, const char *right, uint32_t right_length)
{
	if (left_length != right_length)
		return left_length < right_length ? -1 : 1;
	return memcmp(left, right, left_length);
}

static int number_compare(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

/* All that a place is looked up by. */
static int key_compare(const struct site *left, const struct site *right)
{
	int order = number_compare(left->at.line, right->at.line);

	if (!order)
		order = number_compare(left->kind, right->kind);
	return order ? order : name_compare(left->name, left->length, right->name, right->length);
}

static int site_compare(const void *left, const void *right)
{
	const struct site *a = left, *b = right;
	int order = key_compare(a, b);

	return order ? order : number_compare(a->at.column, b->at.column);
}

bool sites_find(struct sites *sites, const char *text, size_t size)
{
	struct finder finder = {.sites = sites, .current = NONE};
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
	*sites = (struct sites){0};
}

/* The first site that does not come before `like`, or, with `behind`, that comes after it. */
static uint32_t search(const struct sites *sites, const struct site *like, bool behind)
{
	uint32_t low = 0, high = sites->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (key_compare(&sites->items[middle], like) < (behind ? 1 : 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t sites_on_line(const struct sites *sites, const struct site *like, uint32_t *count)
{
	uint32_t first = search(sites, like, false);

	*count = search(sites, like, true) - first;
	return first;
}
