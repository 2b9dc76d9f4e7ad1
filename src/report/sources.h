/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lines of the user's own source, for excerpts. The names come from the source itself, so a file that is missing,
 * no regular file, or large is passed over, and so is a line that is not there any more.
 */
#ifndef FDTR_SRC_REPORT_SOURCES_H
#define FDTR_SRC_REPORT_SOURCES_H

#include "source/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define REPORT_SOURCES 64

struct report_source {
	char *name;
	char *text;      /* NULL when it is not to be had */
	uint32_t *lines; /* where each begins, and the end */
	uint32_t line_count;
};

/* Start from zero. */
struct report_sources {
	struct report_source items[REPORT_SOURCES];
	size_t count;
	size_t size; /* of all texts */
};

/* Forgets every file. */
void report_sources_drop(struct report_sources *sources);

/* A line of the span's file, without its end. False when it is not to be had. */
bool report_sources_line(struct report_sources *sources, const struct source_span *span, uint32_t number,
	const char **line, size_t *length);

/* The column in characters of one that counts bytes; the same when the line is not to be had. */
uint32_t report_sources_column(
	struct report_sources *sources, const struct source_span *span, uint32_t line, uint32_t column);

/* What is shown of a line, in bytes of it: a long one is cut around what is meant. */
struct report_view {
	const char *line;
	size_t first, last;
	size_t from, to; /* what the span covers of it; nothing where both are 0 */
	bool cut_before, cut_behind;
};

/* False when the line is not to be had, or has changed so that the span cannot be in it. */
bool report_view_line(struct report_sources *sources, const struct source_span *span, uint32_t number,
	struct report_view *view);

/*
 * The line, and below it what the span covers of it, tabs kept; a long line is cut around that. `paint` and `plain`
 * go before and behind the marks.
 */
void report_excerpt(struct report_sources *sources, FILE *out, const struct source_span *span,
	const char *paint, const char *plain);

#endif
