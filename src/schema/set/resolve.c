// SPDX-License-Identifier: BSD-2-Clause
/* Where a $ref leads: a URL against the document's $id, then a JSON pointer. */
#include "schema/set/set.h"

#include <stdlib.h>
#include <string.h>

/* What a pointer has come to, or a part of a URL. */
struct span {
	const char *text;
	size_t length;
};

static struct span span_of(const char *text, size_t length)
{
	return (struct span){text, length};
}

/* Up to the path: "http://devicetree.org". */
static size_t authority_length(const char *url, size_t length)
{
	const char *colon = memchr(url, ':', length);
	size_t at;

	if (!colon || memchr(url, '/', (size_t)(colon - url)))
		return 0;
	at = (size_t)(colon - url) + 1;
	if (length - at < 2 || url[at] != '/' || url[at + 1] != '/')
		return at;
	for (at += 2; at < length && url[at] != '/';)
		at++;
	return at;
}

static size_t folder_length(const char *url, size_t length)
{
	while (length && url[length - 1] != '/')
		length--;
	return length;
}

/* Takes "." and ".." out of the path, in place; `first` is where it begins. Returns the URL's length. */
static size_t remove_dots(char *url, size_t first, size_t length)
{
	size_t to = first, at = first;

	while (at < length) {
		const char *slash = memchr(url + at, '/', length - at);
		const size_t end = slash ? (size_t)(slash - url) + 1 : length, part = end - at;
		const size_t name = part - (slash != NULL);

		if (name == 2 && url[at] == '.' && url[at + 1] == '.') {
			/* Past the "/" that ends the folder before. */
			if (to > first + 1)
				to = folder_length(url, to - 1);
			if (to < first)
				to = first;
		} else if (name != 1 || url[at] != '.') {
			memmove(url + to, url + at, part);
			to += part;
		}
		at = end;
	}
	return to;
}

/* The URL in `space` that the reference means; length 0 when it is too long. As in dt-schema, a "/" at its end is nothing. */
static struct span absolute_url(const char *base, struct span reference, char space[SET_URL_SIZE])
{
	const size_t base_length = strcspn(base, "#"), authority = authority_length(base, base_length);
	size_t kept, length, own = authority_length(reference.text, reference.length);

	if (own)
		kept = 0;
	else if (reference.text[0] == '/')
		kept = own = authority;
	else {
		own = authority;
		kept = folder_length(base, base_length);
	}
	if (kept + reference.length > SET_URL_SIZE)
		return span_of(space, 0);
	memcpy(space, base, kept);
	memcpy(space + kept, reference.text, reference.length);
	length = remove_dots(space, own, kept + reference.length);
	while (length && space[length - 1] == '/')
		length--;
	return span_of(space, length);
}

static int hexadecimal(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that %xx stands for; 0 when it is none, or that of a NUL. */
static char escaped(const char *percent)
{
	const int high = hexadecimal(percent[1]), low = high < 0 ? -1 : hexadecimal(percent[2]);

	if (low < 0)
		return '\0';
	return (char)(high << 4 | low);
}

static bool decode_fragment(const char *fragment, char space[SET_URL_SIZE])
{
	size_t used = 0;

	for (; *fragment; fragment++) {
		char c = *fragment;

		if (c == '%') {
			c = escaped(fragment);
			fragment += 2;
		}
		if (!c || used + 1 == SET_URL_SIZE)
			return false;
		space[used++] = c;
	}
	while (used && space[used - 1] == '/')
		used--;
	space[used] = '\0';
	return true;
}

/* A token of a JSON pointer, in place: ~0 is "~" and ~1 is "/". */
static bool decode_token(char *token)
{
	char *to = token;

	for (const char *from = token; *from; from++) {
		if (*from != '~')
			*to++ = *from;
		else if (from[1] != '0' && from[1] != '1')
			return false;
		else
			*to++ = *++from == '0' ? '~' : '/';
	}
	*to = '\0';
	return true;
}

/* What the value that a pointer has come to is for. */
enum use { USE_SCHEMA, USE_NAMED, USE_LIST, USE_NONE };

static enum use use_of(const struct member *member)
{
	switch (keyword_shape((enum keyword)member->keyword)) {
	case SHAPE_SCHEMA:
		return USE_SCHEMA;
	case SHAPE_ITEMS:
		return member->value.kind == VALUE_ARRAY ? USE_LIST : USE_SCHEMA;
	case SHAPE_SCHEMAS:
		return USE_LIST;
	case SHAPE_NAMED:
	case SHAPE_PATTERNS:
	case SHAPE_EITHER:
		return USE_NAMED;
	default:
		return USE_NONE;
	}
}

static const struct value *item_of(const struct value *list, const char *token)
{
	const size_t digits = strspn(token, "0123456789");
	const unsigned long index = strtoul(token, NULL, 10);

	if (!digits || token[digits] || (token[0] == '0' && digits > 1) || list->kind != VALUE_ARRAY)
		return NULL;
	return index < list->count ? &list->items[index] : NULL;
}

/* A pointer keeps to the places where schemas stand: all else of a document has not been checked to be one. */
static const struct value *step_down(const struct value *value, enum use *use, const char *token)
{
	const struct member *member;

	if (*use == USE_LIST) {
		*use = USE_SCHEMA;
		return item_of(value, token);
	}
	member = value_member(value, token);
	if (!member)
		return NULL;
	*use = *use == USE_NAMED ? USE_SCHEMA : use_of(member);
	return &member->value;
}

/* As in dt-schema, the "/" that a pointer begins with may be missing. */
static const struct value *follow(const struct value *root, char *pointer)
{
	const struct value *value = root;
	enum use use = USE_SCHEMA;

	for (pointer += strspn(pointer, "/"); value && use != USE_NONE && *pointer;) {
		char *token = pointer;

		pointer += strcspn(pointer, "/");
		if (*pointer)
			*pointer++ = '\0';
		value = decode_token(token) ? step_down(value, &use, token) : NULL;
	}
	if (!value || use != USE_SCHEMA)
		return NULL;
	return value->kind == VALUE_OBJECT || value->kind == VALUE_BOOLEAN ? value : NULL;
}

size_t set_url(const struct document *document, const char *reference, char url[SET_URL_SIZE])
{
	const struct value *id = value_get(&document->root, KEYWORD_ID);
	const char *base = id && id->kind == VALUE_STRING ? id->text : "";

	return absolute_url(base, span_of(reference, strcspn(reference, "#")), url).length;
}

bool set_resolve(const struct fdtr_schemas *set, const struct document *document, const char *reference,
	struct schema_target *target)
{
	const size_t length = strcspn(reference, "#");
	char space[SET_URL_SIZE];

	*target = (struct schema_target){.document = document};
	if (length)
		target->document = set_find(set, space, set_url(document, reference, space));
	if (target->document && decode_fragment(reference + length + (reference[length] == '#'), space))
		target->schema = follow(&target->document->root, space);
	return target->schema;
}
