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

/* A word is what stands where a definition could, and is none: the call of a macro. */
enum site_kind { SITE_NODE, SITE_PROPERTY, SITE_RESERVE, SITE_WORD };

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
	struct position said; /* where dtc says it is */
	struct position said_end;
};

/* A node as it is named somewhere; by a reference, then its label or path without "&" and braces. */
struct node_name {
	const char *name; /* NULL for none */
	uint32_t length;
	bool reference;
};

/* A /delete-node/. */
struct deletion {
	struct node_name node;
	struct position parent; /* where dtc says the brace is that it stands in; line 0 for none */
	struct position at;
};

/* A file that is included here, as it is named here. */
struct inclusion {
	const char *name;
	uint32_t length;
	struct position parent; /* likewise */
	struct position at;
};

struct sites {
	struct site *items; /* by line and column that dtc says; malloc()ed */
	uint32_t count;
	struct deletion *deletions; /* in order; malloc()ed */
	uint32_t deletion_count;
	struct inclusion *inclusions; /* likewise */
	uint32_t inclusion_count;
};

/*
 * Finds them all; false when memory ran out or there are unreasonably many. What cpp has not seen, dtc says as it
 * stands.
 */
bool sites_find(struct sites *sites, const char *text, size_t size, bool preprocessed);
void sites_free(struct sites *sites);

/* The sites that are said to be on a line: the first one's number, and how many there are. */
uint32_t sites_on_line(const struct sites *sites, uint32_t line, uint32_t *count);

/* The order of names: by length, then by byte. */
int name_compare(const char *left, uint32_t left_length, const char *right, uint32_t right_length);

/* "power-domain@7" may be written as "power-domain@DOMAIN_GPU". */
bool names_but_for_macro(const char *name, uint32_t length, const char *written, uint32_t written_length);

#endif
