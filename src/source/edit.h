/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Editing .dts source as a person would: a definition goes with its line, a new one gets a line like its neighbours',
 * and nothing else moves. Edits are collected and carried out in one go, so all offsets are those of the old text.
 */
#ifndef FDTR_SRC_SOURCE_EDIT_H
#define FDTR_SRC_SOURCE_EDIT_H

#include "base/base.h"

struct source_edit {
	size_t at;
	size_t length; /* that goes */
	char *text;    /* that comes, malloc()ed */
	size_t order;
};

struct source_edits {
	const char *text;
	size_t size;
	struct source_edit *items;
	size_t count;
	size_t room;
	bool failed; /* memory ran out */
};

/* Bytes of a text, the end excluded. */
struct source_range {
	size_t start;
	size_t end;
};

void source_edits_begin(struct source_edits *edits, const char *text, size_t size);
void source_edits_free(struct source_edits *edits);
/* The new text, malloc()ed; NULL when memory ran out or two edits meet. */
char *source_edits_apply(const struct source_edits *edits, size_t *size);

/* The offset of a line and column, both from 1; the text's size when there is none such. */
size_t source_offset(const char *text, size_t size, uint32_t line, uint32_t column);

/* Whether the range holds a definition of that name, up to its ";". */
bool source_is_property(const char *text, struct source_range range, const char *name);
/* Whether it holds that word and nothing else. */
bool source_is_word(const char *text, struct source_range range, const char *word);

void source_replace(struct source_edits *edits, struct source_range range, const char *text);
/* Deletes a definition, with its line and a comment that begins there when nothing else is on it. */
void source_drop(struct source_edits *edits, struct source_range definition);
/* Puts a statement behind a definition of the same node. */
void source_add_behind(struct source_edits *edits, struct source_range definition, const char *statement);
/* Puts a statement into a node, directly behind its brace. */
void source_add_inside(struct source_edits *edits, size_t brace, const char *statement);
/* Puts lines at the end of the text, an empty one before them. */
void source_append(struct source_edits *edits, const char *lines);

/*
 * Writes numbers of a property anew that differ between `before` and `after`, `count` cells each. False, and nothing
 * edited, where the value is not written as that many cells in <>, or one that differs is no plain number that is
 * what it was before.
 */
bool source_set_cells(struct source_edits *edits, struct source_range property, const unsigned char *before,
	const unsigned char *after, uint32_t count);

/* In the strings of a property, paths that begin with the path `before` begin with `after`. */
void source_rename_paths(
	struct source_edits *edits, struct source_range property, const char *before, const char *after);
/* The same for references to paths, such as &{/reserved-memory}, anywhere in the text. */
void source_rename_references(struct source_edits *edits, const char *before, const char *after);

#endif
