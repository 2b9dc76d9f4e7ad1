/* SPDX-License-Identifier: BSD-2-Clause */
/* Regular expressions as dt-schema reads them, which is as Python does: searched for anywhere, with a limit on the work. */
#ifndef FDTR_SRC_PATTERN_H
#define FDTR_SRC_PATTERN_H

#include "base/base.h"

/* One expression; the same text is the same pattern within struct patterns. */
struct pattern;

struct patterns; /* all of a set, by text */

struct patterns *patterns_make(void); /* NULL when memory ran out */
void patterns_free(struct patterns *patterns);
uint32_t patterns_count(const struct patterns *patterns);

/*
 * One thread at a time may add. FDTR_ERR_BADTREE when it does not compile: the sentence says why and where in the
 * expression.
 */
int patterns_add(struct patterns *patterns, const char *text, size_t length, const struct pattern **pattern,
	struct fdtr_error *error);

const char *pattern_text(const struct pattern *pattern);
uint32_t pattern_number(const struct pattern *pattern); /* from 0, below patterns_count() */

/* About how many steps, as struct evaluation counts them, a text of that length may take. */
uint64_t pattern_work(const struct pattern *pattern, size_t length);

/* What matching needs of its own; one a thread and run, as so many slow matches are its limit. NULL when memory ran out. */
struct matcher;
struct matcher *matcher_make(void);
void matcher_free(struct matcher *matcher);

enum match { MATCH_NO, MATCH_YES, MATCH_LIMIT /* the work was beyond the limit, or memory ran out */ };
enum match pattern_match(
	const struct pattern *pattern, struct matcher *matcher, const char *text, size_t length);

#endif
