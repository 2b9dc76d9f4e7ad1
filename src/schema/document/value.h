/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Values as JSON has them: what a binding says, and what a device tree says, so that the one can be held against the
 * other. In a device tree a node is an object, a property with no data is true, strings are arrays of strings and
 * cells are arrays of rows of integers.
 */
#ifndef FDTR_SRC_VALUE_H
#define FDTR_SRC_VALUE_H

#include "base/base.h"
#include "schema/document/keyword.h"

enum value_kind {
	VALUE_NULL,
	VALUE_BOOLEAN,
	VALUE_INTEGER,
	VALUE_REAL,
	VALUE_STRING,
	VALUE_BYTES, /* a property's data that nothing is known of; of no JSON type */
	VALUE_CELLS, /* an array of integers that still lie in the blob */
	VALUE_ARRAY,
	VALUE_OBJECT
};

#define VALUE_NEGATIVE 1U /* of an integer: it is in two's complement */
#define VALUE_QUOTED 2U   /* of a string: it stands in quotes */
#define VALUE_FLOW 4U     /* of an array or object: it stands in brackets or braces */
#define VALUE_MADE 8U     /* it does not stand in the file: fix-ups made it */

/*
 * `at` and `column` tell where it is. In a document: line and column, from 1; 0 for what is in no file. In a device
 * tree: of a node its number in struct fdtr_tree, of all else the offset of its first byte in the blob.
 */
struct value {
	uint8_t kind;      /* enum value_kind */
	uint8_t flags;     /* VALUE_* */
	uint8_t cell_size; /* of cells: bytes each; of an integer from a tree likewise, else 0 */
	uint8_t unused;
	uint16_t column;
	uint32_t at;
	uint32_t count;    /* bytes of a string (without its NUL), items, members */
	uint32_t capacity; /* of items or members */
	union {
		bool truth;
		uint64_t integer;
		double real;
		const char *text;           /* NUL-terminated */
		const unsigned char *bytes; /* BYTES; CELLS: big-endian */
		struct value *items;
		struct member *members; /* in the order of the file; no name twice */
	};
	const void *link; /* of a $ref: struct schema_target; of a `pattern`: struct pattern; see set.h */
};

struct member {
	const char *name;
	uint32_t hash;   /* value_hash() of the name */
	uint32_t number; /* in a device tree: the name's number in struct names, see names.h; else 0 */
	uint32_t line;   /* of the name, as `at` and `column` */
	uint16_t column;
	uint16_t keyword; /* enum keyword */
	const void *link; /* of a member of patternProperties: struct pattern */
	struct value value;
};

/* Memory that goes all at once: it grows in pieces, and every piece stays where it is. Zeroed it is empty. */
struct store {
	struct store_piece *pieces;
	size_t used;  /* bytes taken from the system */
	size_t limit; /* of those; 0: none */
};

/* Space for so much, in one piece. False when memory ran out or the limit is reached. */
bool store_reserve(struct store *store, size_t size);
/* Zeroed and 8-byte aligned; NULL when memory ran out or the limit is reached. */
void *store_take(struct store *store, size_t size);
/* With a NUL behind it. */
char *store_text(struct store *store, const char *text, size_t length);
void store_free(struct store *store);

uint32_t value_hash(const char *text, size_t length);

/* NULL when it is no object or has no such member. */
struct member *value_member(const struct value *object, const char *name);
struct member *value_keyword(const struct value *object, enum keyword keyword);
/* The value of that member. */
struct value *value_get(const struct value *object, enum keyword keyword);

/* The item of an array or of cells; `space` holds it where it is not in memory as such. */
const struct value *value_item(const struct value *array, uint32_t index, struct value *space);

/* "a string", for sentences. */
const char *value_kind_name(const struct value *value);

bool value_is_array(const struct value *value); /* ARRAY or CELLS */
bool value_is_string(const struct value *value, const char *text);

/* As JSON compares: 1 is 1.0, true is not 1, members in any order. Bounded by the smaller of the two. */
bool value_equal(const struct value *left, const struct value *right);

/*
 * Building; each is NULL when memory ran out. What is appended is zeroed, that is null. Pointers to items and members
 * hold until the next one is appended to the same value.
 */
struct value *value_append(struct store *store, struct value *array);
/* The member of that name, a new one at the end when there is none. `name` is kept, not copied. */
struct member *value_put(struct store *store, struct value *object, const char *name);
struct member *value_set(struct store *store, struct value *object, enum keyword keyword);
/* A copy of the member, at the end; there is none of that name. */
struct member *value_add(struct store *store, struct value *object, const struct member *member);
/* Space for so many more items or members, and no more than that. False when memory ran out. */
bool value_reserve(struct store *store, struct value *value, uint32_t more);
/* Takes the member out; false when there is none. `taken` may be NULL. */
bool value_remove(struct value *object, enum keyword keyword, struct value *taken);
/* A copy of all below; what it links to is shared. */
bool value_copy(struct store *store, struct value *copy, const struct value *original);

#endif
