/* SPDX-License-Identifier: BSD-2-Clause */
/* The files of a folder of bindings. */
#ifndef FDTR_SRC_FOLDER_H
#define FDTR_SRC_FOLDER_H

#include "schema/document/value.h"

#define FOLDER_DEPTH_LIMIT 32     /* of folders in folders */
#define FOLDER_ENTRY_LIMIT 300000 /* entries that are looked at, of all folders together */

/* What a file has that is another thing once the file is changed or replaced. */
struct stamp {
	uint64_t size, inode;
	int64_t modified, modified_nanoseconds;
	int64_t changed, changed_nanoseconds; /* a time of modification can be set back; this one cannot */
};

/* One file of a set. */
struct listed {
	const char *name;
	const char *text; /* of one that the binary holds; NULL: it is on disk */
	size_t size;
	uint32_t folder;    /* which of the folders it is from, by their order */
	struct stamp stamp; /* where `stamped` asks for it; zeroed when there is no such file */
};

struct listing {
	struct listed *items; /* to be freed with free() */
	uint32_t count, capacity;
	uint32_t entries;    /* seen */
	bool stamped;        /* whoever walks wants to know the files' stamps */
	struct store *store; /* of the names */
};

bool listing_add(struct listing *listing, const struct listed *listed);

/*
 * Adds each *.yaml below the folder, as dt-schema has it: links are followed, and what begins with "." is passed over.
 * They come sorted by name. A file is itself. FDTR_ERR_NOTFOUND when there is none, or the folder is not there.
 */
int listing_walk(struct listing *listing, const char *folder, uint32_t number, struct fdtr_error *error);

#endif
