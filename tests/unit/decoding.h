/* SPDX-License-Identifier: BSD-2-Clause */
/* A tree that is decoded by one binding, which gives each of its properties a type. */
#ifndef FDTR_TESTS_DECODING_H
#define FDTR_TESTS_DECODING_H

#include "schema/decode/decode.h"
#include "unit.h"

#define DECODING_ARENA ((size_t)1 << 22)

struct decoding {
	struct document document;
	struct patterns *patterns;
	struct types *types;
	struct blob blob;
	void *memory; /* DECODING_ARENA bytes */
	struct fdtr_tree tree;
	struct decoded decoded;
};

extern struct decoding decoding;

/* Reads the binding; the tree's root is to be filled in. */
void decoding_begin(void);
/* Decodes what was built; or, by itself, the blob as it stands. */
void decoding_read(void);
void decoding_read_blob(void);
void decoding_end(void);

/* NULL when the node has no such property. */
const struct value *decoding_find(const char *path, const char *property);
/* "[[1 2] ['text']]"; empty when there is none. */
const char *decoding_told(const char *path, const char *property);

/* With the NUL of the last string. */
#define build_strings(name, strings) build_bytes(name, strings, sizeof(strings))
#define check_decoded(path, property, wanted) ck_assert_str_eq(decoding_told(path, property), wanted)

#endif
