/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Status codes, error sentences, and the arena every call takes its memory from.
 *
 * The library never allocates, prints or exits. A call that can fail returns FDTR_OK (0) or a negative
 * FDTR_ERR_*, and writes one sentence for a person into the caller's struct fdtr_error: what is wrong,
 * where, and what to do about it. Every call takes `error` as NULL when the sentence is not wanted.
 */
#ifndef FDTRESTRICT_BASE_H
#define FDTRESTRICT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum fdtr_status {
	FDTR_OK = 0,
	/* Memory: grow what the error names (arena or output buffer) and call again; nothing was done. */
	FDTR_ERR_NOSPACE = -1,
	/* The caller's fault: an option that cannot be, a selector that matches nothing. */
	FDTR_ERR_ARGUMENT = -2,
	FDTR_ERR_NOTFOUND = -3,
	/* The input's fault: not a device tree, truncated, corrupt. */
	FDTR_ERR_BADTREE = -4,
	/* The wish cannot be met on this platform: no hole is large enough, or the range is taken. */
	FDTR_ERR_NOROOM = -5,
	/* The tree already says something that contradicts the wish. */
	FDTR_ERR_CONFLICT = -6,
	/* The description asked for does not exist, such as a guard for a dynamic pool. */
	FDTR_ERR_UNSUPPORTED = -7,
	/* The result carries a finding of level error, so it was not written. */
	FDTR_ERR_REFUSED = -8,
	/* A defect of this library. */
	FDTR_ERR_INTERNAL = -9
};

/* The name of a status in a few words; never NULL. */
const char *fdtr_strerror(int status);

/* The library's version, "MAJOR.MINOR.PATCH". */
const char *fdtr_version(void);

#define FDTR_ERROR_SIZE 768

struct fdtr_error {
	int status;
	char message[FDTR_ERROR_SIZE]; /* one sentence, no newline, always terminated */
};

/*
 * The caller's memory. Arrays grow from its low end, scratch that dies with the call sits at its high end.
 * As a rule of thumb four times the size of the blob is enough for reading and linting it; a tree full
 * of mistakes needs more, for its findings.
 */
struct fdtr_arena {
	unsigned char *memory;
	size_t size;
	size_t low;
	size_t high;
};

void fdtr_arena_init(struct fdtr_arena *arena, void *memory, size_t size);

#ifdef __cplusplus
}
#endif

#endif
