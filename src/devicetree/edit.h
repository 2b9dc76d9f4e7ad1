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

/* Leaves the node's property out; without effect when it has none of that name. */
void fdtr_edit_drop(struct fdtr_editor *editor, uint32_t node, const char *name);
/* Any node but the root. */
void fdtr_edit_rename(struct fdtr_editor *editor, uint32_t node, const char *name);

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

/* What a path that leads to a node says of it: the same as before where nothing is set. */
struct fdtr_new_name {
	const char *bus;  /* a node that it now stands under */
	const char *name; /* its own; where a path leaves out the unit address, it still does */
};

struct fdtr_follower {
	const struct fdtr_tree *tree;
	struct fdtr_arena *arena;
	bool (*rename)(void *context, uint32_t node, struct fdtr_new_name *now); /* false: nothing changed */
	/* Takes the new value, which lives in the arena, of a property that holds such paths. */
	void (*set)(void *context, uint32_t node, const char *property, const unsigned char *data,
		uint32_t length);
	void *context;
};

/* False when the arena is full. */
bool fdtr_follow_paths(const struct fdtr_follower *follower);

/* Writes a big-endian cell. */
void fdtr_put_cell(unsigned char *data, uint32_t value);

#endif
