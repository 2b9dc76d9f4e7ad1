/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a cache's file is: a header, then numbers of 7 bits a byte, lowest first, the last byte below 128.
 *
 *   names     how many; each its length, the bytes and a NUL
 *   texts     likewise: the strings that are values
 *   entries   how many; each a name of a file as above, its stamp, its items and members, the bytes of its body
 *   bodies    of each entry a value
 *
 * A value is kind and flags in a byte, the line as what it is further than the one before, the column, and what it is: a
 * number of a text, or a count and as many values. A member has a name's number, line and column before its value.
 * Nobody need have meant well who wrote it: a body is held against everything that a document has to be.
 */
#ifndef FDTR_SRC_CACHE_FORM_H
#define FDTR_SRC_CACHE_FORM_H

#include "schema/document/document.h"
#include "schema/load/folder.h"
#include "schema/document/load.h"
#include "schema/document/names.h"

#define CACHE_MAGIC "fdtcache"
#define CACHE_SIZE_LIMIT ((size_t)64 << 20)
/* Fix-ups go deeper than what is read. */
#define CACHE_DEPTH_LIMIT (DOCUMENT_DEPTH_LIMIT + 8)

/* In the order of bytes of the machine, as are stamps and real numbers: elsewhere it does not fit. */
struct cache_header {
	char magic[8];
	uint64_t maker; /* cache_maker() */
	uint64_t size;  /* of the file */
	uint64_t sum;   /* cache_sum() */
};

/* What makes documents of files: another one might make others. */
uint64_t cache_maker(void);
/* Of all that is behind the header, and of what is in it before. */
uint64_t cache_sum(const struct cache_header *header, const unsigned char *body, size_t size);

/* Bytes that are being written. */
struct pack_bytes {
	unsigned char *data;
	size_t size, capacity;
	bool failed; /* memory ran out, or they are too many */
};

/* Zeroed it is empty. Documents and names of files have to stay until it is finished. */
struct pack {
	struct pack_bytes entries, bodies;
	struct names names, texts, files;
	uint32_t line;           /* of the value before */
	uint32_t items, members; /* of the document */
};

void pack_add(struct pack *pack, const struct listed *listed, const struct document *document);
/* The whole file, to be freed with free(); false when memory ran out or it is too large. */
bool pack_finish(struct pack *pack, struct text *file);
void pack_free(struct pack *pack);

struct unpack_name {
	const char *text;
	uint32_t hash;
	enum keyword keyword;
};

struct unpack_text {
	const char *text;
	uint32_t length;
};

struct unpack_entry {
	struct stamp stamp;
	uint32_t items, members;
	const unsigned char *body;
	size_t size;
};

/* A file that was read, which it stands on. */
struct unpack {
	struct unpack_name *names;
	struct unpack_text *texts;
	struct unpack_entry *entries;
	uint32_t name_count, text_count, entry_count;
	struct names files; /* entries by name: the number of an entry, plus one */
};

/* All but the bodies. False when it is not whole, or memory ran out. To be freed in either case. */
bool unpack_open(struct unpack *unpack, const struct text *file);
void unpack_free(struct unpack *unpack);

/* NULL when there is none of that name. */
const struct unpack_entry *unpack_find(const struct unpack *unpack, const char *name);
/* False, and the document is empty, when it is none, or memory ran out. */
bool unpack_document(const struct unpack *unpack, const struct unpack_entry *entry, const char *file,
	struct document *document);

#endif
