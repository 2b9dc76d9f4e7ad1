/* SPDX-License-Identifier: BSD-2-Clause */
/* The inside of a map of places. */
#ifndef FDTR_SRC_SOURCE_MAP_H
#define FDTR_SRC_SOURCE_MAP_H

#include "source/scan.h"
#include "source/source.h"

/* A place as dtc says it. */
struct place {
	uint32_t file;
	struct position at;
	struct position end;
	const struct site *site; /* what stands there, once it is matched; NULL when its name does not */
	bool matched;
};

/* A node, a property or a /memreserve/ entry of the annotated text, with the places where it is written, in order. */
struct entry {
	const char *name;
	uint32_t length;
	uint32_t kind;   /* enum site_kind */
	uint32_t parent; /* the entry of the node it is in; ENTRY_NONE for the root and reservations */
	uint32_t first_place;
	uint32_t place_count; /* 0 when dtc made it */
};

#define ENTRY_NONE UINT32_MAX

/* An entry in the order of lookup: by parent, kind, name. */
struct key {
	const char *name;
	uint32_t length;
	uint32_t kind;
	uint32_t parent;
	uint32_t entry;
};

/* A place in the order of files, lines and columns. */
struct mark {
	uint32_t file;
	struct position at;
	uint32_t place;
	uint32_t entry;
};

struct file {
	char *name;
	const char *text; /* NULL until it is needed, and when it cannot be had */
	size_t size;
	char *owned;
	struct sites sites;
	uint32_t includer; /* the first file that includes it, ENTRY_NONE for none; see map_order_files() */
	const struct inclusion *inclusion;
	bool preprocessed; /* cpp has read it, not dtc */
	bool loaded;
	bool ordered;
};

/* Arrays that grow. */
struct list {
	void *items;
	uint32_t count;
	uint32_t capacity;
};

/* A file as it is spelled somewhere. */
struct file_name {
	const char *start;
	uint32_t length;
	uint32_t file;
	bool preprocessed; /* it is cpp that spells it so */
};

struct source_map {
	struct source_input input;
	char *names;         /* of entries and files, one behind the other */
	size_t name_size;    /* of them */
	struct list spelled; /* file names; a place counts these until they are told apart */
	struct list entries;
	struct list places;
	struct list files;
	struct list reserves; /* their entries */
	struct key *keys;
	struct mark *marks;
	uint32_t mark_count;
};

/* One more item of `size` bytes, cleared; NULL when memory ran out. */
void *list_add(struct list *list, size_t size);

/* Reads the annotated text; false when memory ran out. */
bool map_read(struct source_map *map);
/*
 * Reads what dtc read, for what it does not tell: the places of /memreserve/ entries, and which files cpp has been
 * through. False when memory ran out.
 */
bool map_read_input(struct source_map *map);

/* The first entry with that key, ENTRY_NONE when there is none. */
uint32_t map_find(const struct source_map *map, const struct key *key);
uint32_t map_find_node(const struct source_map *map, const char *path);
bool map_make_marks(struct source_map *map);
/* A place of the entry, and what stands there in the user's file; NULL when its name does not. */
const struct place *map_place(const struct source_map *map, const struct entry *entry, uint32_t number);
const struct site *map_site(const struct source_map *map, const struct place *place);
/* The number of a node's first place that is not deleted again. */
uint32_t map_first_place(const struct source_map *map, const struct entry *entry);

/* A copy of a name for as long as the map lives. */
const char *map_keep_name(struct source_map *map, const char *name, uint32_t length);
/* The spelled name's number, a new one only when it differs from the last; false when memory ran out. */
bool map_spell_file(struct source_map *map, const char *name, uint32_t length, uint32_t *spelled);
/* Makes files of the spelled names, in the order they first come; false when memory ran out. */
bool map_name_files(struct source_map *map);
/* The file, read and searched if it has not been. */
struct file *map_file(const struct source_map *map, uint32_t index);
void map_free_files(struct source_map *map);

/* The node whose brace dtc says is there; ENTRY_NONE when there is none in the tree. */
uint32_t map_node_at(const struct source_map *map, uint32_t file, struct position brace);
/* Finds out what includes what, and files that are in no place; before the two below. */
void map_order_files(const struct source_map *map);
/* The node that a file is included in; ENTRY_NONE for none. */
uint32_t map_node_around(const struct source_map *map, uint32_t file);
/* Below 0 when the first position is read before the second, above when after, 0 when that is not known. */
int map_compare_time(const struct source_map *map, uint32_t file, struct position at, uint32_t other_file,
	struct position other);

#endif
