/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bindings are written for dt-schema, whose expressions are Python's `re`. PCRE2 reads a few of them otherwise, and
 * which ones depends on its version: `{,2}`, a `{` that repeats nothing, `[` in a class, `\Z`, `\v`, `\u`.
 */
#ifndef FDTR_SRC_DIALECT_H
#define FDTR_SRC_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

struct dialect {
	const char *text; /* Python's */
	size_t length;
	size_t at;
	char *out; /* PCRE2's; DIALECT_SPACE(length) bytes, with no NUL behind it */
	size_t used;
	const char *why; /* it is not Python's either, from `at` on */
};

#define DIALECT_SPACE(length) (2 * (length) + 1)

/* False with `why` when Python would refuse it, or when it means something there that PCRE2 cannot do. */
bool dialect_translate(struct dialect *dialect);

#endif
