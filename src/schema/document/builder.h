/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Puts the values of a document together as they come, from the first to the last: what stands in an array or object is
 * collected aside until its end is there, and so goes to the store once, in its exact size.
 */
#ifndef FDTR_SRC_BUILDER_H
#define FDTR_SRC_BUILDER_H

#include "schema/document/document.h"

/* An array or object whose end has not come. */
struct frame {
	struct value value;  /* without its items or members */
	uint32_t first;      /* of its items or members among those collected */
	uint32_t anchor;     /* its number, 0 when it has none */
	unsigned int height; /* of what is in it */
	bool named;          /* the last member waits for its value */
};

/* A value that aliases may name. */
struct anchor {
	uint32_t hash; /* of its name */
	const char *name;
	struct value value;
	uint32_t values; /* with all below; until its end has come, how many there were before it */
	unsigned int height;
	bool is_open; /* its end has not come */
};

struct builder {
	struct document *document;
	struct frame frames[DOCUMENT_DEPTH_LIMIT];
	unsigned int depth;
	uint32_t values; /* so far */
	struct value *items;
	struct member *members;
	struct anchor *anchors; /* numbered from 1 */
	uint32_t item_count, item_space;
	uint32_t member_count, member_space;
	uint32_t anchor_count, anchor_space;
	struct fdtr_error *error;
};

/* From 1. */
struct place {
	uint32_t line;
	uint16_t column;
};

/* Status codes from here on. "FILE:LINE:COLUMN: " and the sentence; FDTR_ERR_BADTREE. */
int document_wrong(const struct document *document, struct place place, struct fdtr_error *error,
	const char *format, ...) FDTR_PRINTF(4, 5);
int document_too_large(const char *file, size_t limit, struct fdtr_error *error);

/* Of two members of one name the second is the later one; of several pairs the one that is met first. */
struct twins {
	const struct member *first, *second; /* NULL when no name is there twice */
};

/* False when memory ran out. */
bool twins_find(const struct member *members, uint32_t count, struct twins *twins);

/* A name comes next, not a value. */
bool builder_wants_name(const struct builder *builder);
int builder_name(struct builder *builder, const char *text, size_t length, struct place place);
/* A value that is complete. */
int builder_give(struct builder *builder, const struct value *value, uint32_t anchor);
/* An array or object; its end is builder_close(). */
int builder_open(struct builder *builder, const struct value *value, uint32_t anchor);
int builder_close(struct builder *builder);

/* A number for the value that comes next. */
int builder_anchor(struct builder *builder, const char *name, struct place place, uint32_t *anchor);
int builder_alias(struct builder *builder, const char *name, struct place place);

void builder_free(struct builder *builder);

#endif
