/* SPDX-License-Identifier: BSD-2-Clause */
/* The user's own file as tokens, and the places in it where something is defined. */
#ifndef FDTR_SRC_SCAN_H
#define FDTR_SRC_SCAN_H

#include "base/base.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,
	TOKEN_LABEL,     /* with its colon */
	TOKEN_REFERENCE, /* &label or &{/path} */
	TOKEN_KEYWORD,   /* "/memreserve/" and its like */
	TOKEN_STRING,
	TOKEN_DIRECTIVE, /* a whole line of the preprocessor's */
	TOKEN_OTHER      /* one character */
};

struct position {
	uint32_t line;
	uint32_t column;
};

struct token {
	enum token_kind kind;
	const char *start;
	uint32_t length;
	struct position at;
	struct position end;
	struct position
		said; /* where cpp leaves it, as far as no macro before it on the line changed its length */
};

struct scanner {
	const char *at;
	const char *end;
	struct position here;
	struct position said;
	uint32_t
		calls; /* parentheses of a macro's arguments that are open: cpp puts all of them on one line */
	bool fresh;    /* nothing on this line yet */
	bool was_name;
};

void scanner_init(struct scanner *scanner, const char *text, size_t size);
/* False at the end; the token is TOKEN_END then. */
bool scanner_next(struct scanner *scanner, struct token *token);
bool token_is(const struct token *token, const char *text);

enum site_kind { SITE_NODE, SITE_PROPERTY, SITE_RESERVE };

/*
 * Where a definition stands. dtc means a node's brace and a property's name. A reference is named "&", the root
 * node "/", and a /memreserve/ entry is named by its keyword.
 */
struct site {
	const char *name;
	uint32_t length;
	uint32_t kind;
	const char *labels; /* of a node, up to its name; NULL for none */
	struct position named;
	struct position named_end;
	struct position at;
	struct position end;
	struct position said;
};

/* A /delete-node/. What is deleted by a reference bears the label or the path, without "&" and braces. */
struct deletion {
	const char *name;
	uint32_t length;
	bool reference;
	const char *parent; /* the node it stands in, as that is named there; NULL for none */
	uint32_t parent_length;
	struct position at;
};

struct sites {
	struct site *items; /* by line, kind, name, column; malloc()ed */
	uint32_t count;
	struct deletion *deletions; /* in order; malloc()ed */
	uint32_t deletion_count;
};

/* Finds them all in a text below 2 GiB; false when memory ran out or there are unreasonably many. */
bool sites_find(struct sites *sites, const char *text, size_t size);
void sites_free(struct sites *sites);

/* The sites of that kind and name on a line: the first one's number, and how many there are. */
uint32_t sites_on_line(const struct sites *sites, const struct site *like, uint32_t *count);

/* The order of names: by length, then by byte. */
int name_compare(const char *left, uint32_t left_length, const char *right, uint32_t right_length);

#endif
