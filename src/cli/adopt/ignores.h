/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Comments in device tree source that silence findings:
 *
 *	reg = <...>; // fdtrestrict: ignore=RULE,... REASON
 *
 * One holds for its own lines. When nothing but comments stands in these, it holds for the next line that has more.
 */
#ifndef FDTR_SRC_IGNORES_H
#define FDTR_SRC_IGNORES_H

#include "source/source.h"

#include <fdtrestrict/lint.h>

#define IGNORES_MARK "fdtrestrict:"
#define IGNORES_MOST 10000 /* in one file; what follows is not looked at */

/* One rule of one comment. */
struct ignore {
	uint32_t line; /* of the comment */
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column; /* one past its last byte */
	uint32_t first;      /* the lines that it holds for; UINT32_MAX when no code follows */
	uint32_t last;
	char *rule;  /* a name or a pattern; NULL when the comment is wrong */
	char *wrong; /* what is wrong with it, as a sentence */
	bool used;
};

/* In the order of the file, and so of `first` and of `last`. */
struct ignores {
	struct ignore *items;
	uint32_t count;
	uint32_t room;
};

/* Finds those of a source, whatever it holds. False when memory ran out; to be freed in either case. */
bool ignores_find(struct ignores *ignores, const char *text, size_t size);
void ignores_free(struct ignores *ignores);

/* Whether one is for the rule on one of these lines; each that is counts as used. */
bool ignores_match(struct ignores *ignores, const struct fdtr_rule *rule, uint32_t line, uint32_t end_line);

#endif
