/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Editing a tree by splicing: the blob is never taken apart. Edits are collected, put in order, and the
 * result is written in one pass that copies every byte between them, so what is not edited stays as it was.
 */
#ifndef FDTR_SRC_EDIT_H
#define FDTR_SRC_EDIT_H

#include "devicetree/devicetree.h"

struct fdtr_edit;

struct fdtr_name {
	const char *string;
	uint32_t offset; /* in the strings block of the result */
	bool in_base;    /* found there, so that it is not searched for again */
	struct fdtr_name *next;
};

struct fdtr_editor {
	const struct fdtr_tree *tree;
	struct fdtr_arena *arena;
	struct fdtr_edit *edits; /* the newest first */
	uint32_t count;
	struct fdtr_name *names; /* strings that the base lacks, the newest first */
	uint32_t strings_size;   /* of the result */
	int status;              /* FDTR_ERR_NOSPACE once the arena was too small; further edits do nothing */
};

void fdtr_edit_begin(struct fdtr_editor *editor, const struct fdtr_tree *tree, struct fdtr_arena *arena);

/* Replaces the node's property, or adds it behind its others. */
void fdtr_edit_set(
	struct fdtr_editor *editor, uint32_t node, const char *name, const void *data, uint32_t length);

/*
 * New nodes go in at an offset of the structure block: fdtr_end_offset() of the parent, or the beginning of
 * a sibling. What is inserted at one offset stands in the order of the calls.
 */
void fdtr_edit_open(struct fdtr_editor *editor, uint32_t at, const char *name);
void fdtr_edit_property(
	struct fdtr_editor *editor, uint32_t at, const char *name, const void *data, uint32_t length);
void fdtr_edit_close(struct fdtr_editor *editor, uint32_t at);
/* Takes a node, with the edits inside it, from where it is and puts it in at `at`. */
void fdtr_edit_move(struct fdtr_editor *editor, uint32_t at, uint32_t node);

/*
 * Writes the result. *needed is its size; when `size` is smaller nothing of use is in `output` and
 * FDTR_ERR_NOSPACE is returned. Without edits the base is copied byte for byte.
 */
int fdtr_edit_write(struct fdtr_editor *editor, void *output, size_t size, size_t *needed);

/* Writes a big-endian cell. */
void fdtr_put_cell(unsigned char *data, uint32_t value);

#endif
