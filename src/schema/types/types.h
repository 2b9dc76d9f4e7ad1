/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What type each property is of, read from all bindings of a set, as dt-schema does it: a property's data says nothing
 * of whether it holds strings, bytes or cells.
 */
#ifndef FDTR_SRC_TYPES_H
#define FDTR_SRC_TYPES_H

#include "schema/document/document.h"
#include "schema/pattern/pattern.h"

enum type_base {
	TYPE_NONE,
	TYPE_NODE,
	TYPE_FLAG,
	TYPE_STRING,
	TYPE_UINT8,
	TYPE_INT8,
	TYPE_UINT16,
	TYPE_INT16,
	TYPE_UINT32,
	TYPE_INT32,
	TYPE_UINT64,
	TYPE_INT64,
	TYPE_PHANDLE
};

/* Of a number of that type, in bytes; 0 for what is none. */
uint8_t type_number_size(enum type_base base);
bool type_is_signed(enum type_base base);

enum type_form { FORM_SCALAR, FORM_ARRAY, FORM_MATRIX };

struct dimension {
	uint32_t least, most; /* 0 and 0: not known */
};

struct type {
	enum type_base base;
	enum type_form form;
	bool has_dimensions;
	struct dimension outer, inner; /* rows, and cells of a row */
};

#define TYPE_LIMIT 8 /* types of one name that are told apart */

struct types;

/*
 * Reads all documents, in order; they have been fixed up. FDTR_ERR_NOSPACE when memory ran out, FDTR_ERR_BADTREE when a
 * pattern does not compile.
 */
int types_make(struct types **types, const struct document *const *documents, uint32_t count,
	struct patterns *patterns, struct fdtr_error *error);
void types_free(struct types *types);

/* The types of the property of that name, by the name itself or else by pattern; returns how many there are. */
uint32_t types_of(const struct types *types, struct matcher *matcher, const char *name, size_t length,
	struct type found[TYPE_LIMIT]);
/* The dimensions that are known for the name. */
bool types_dimensions(const struct types *types, struct matcher *matcher, const char *name, size_t length,
	struct dimension *outer, struct dimension *inner);

#endif
