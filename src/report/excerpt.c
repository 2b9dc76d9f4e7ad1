// SPDX-License-Identifier: BSD-2-Clause
/* A line of source, and marks below what is meant. */
#include "report/sources.h"

#include "base/base.h"

#include <string.h>

#define MOST_SHOWN 120 /* bytes of a line */
#define LEAD 40        /* of them before what is meant, where the line is cut */

/* What is shown of a line: bytes from `first` to `last`, and marks from `from` to `to`. */
struct view {
	const char *line;
	size_t first, last;
	size_t from, to;
	bool cut_before, cut_behind;
};

static bool is_continuation(char byte)
{
	return (byte & 0xc0) == 0x80;
}

static size_t smaller(size_t left, size_t right)
{
	return left < right ? left : right;
}

/* A line that is longer is shown around what is meant. */
static void cut(struct view *view, size_t length)
{
	view->last = length;
	if (length <= MOST_SHOWN)
		return;
	if (view->from > MOST_SHOWN - LEAD)
		view->first = view->from - LEAD;
	while (view->first && is_continuation(view->line[view->first]))
		view->first--;
	view->last = smaller(length, view->first + MOST_SHOWN);
	while (view->last > view->first && view->last < length && is_continuation(view->line[view->last]))
		view->last--;
	view->cut_before = view->first > 0;
	view->cut_behind = view->last < length;
}

/* False when the source has changed so that the span lies outside its line. */
static bool look(struct view *view, size_t length, const struct source_span *span)
{
	size_t end = span->end_line == span->line ? (size_t)span->end_column - 1 : length;

	if (!span->column || span->column > length)
		return false;
	view->from = span->column - 1;
	while (span->end_line != span->line && end && strchr(" \t", view->line[end - 1]))
		end--;
	cut(view, length);
	view->to = smaller(end, view->last);
	if (!span->end_column || view->to <= view->from)
		view->to = view->from + 1;
	return true;
}

/* Writes each character between two places as `show` has it: itself, blank, or a mark. */
enum show { ITSELF, BLANK, MARK };

static void put(FILE *out, const struct view *view, size_t from, size_t to, enum show show)
{
	for (size_t at = from, step; at < to; at += step) {
		uint32_t code = '?';
		size_t length = fdtr_utf8(view->line + at, &code);

		step = length ? length : 1;
		if (code == '\t' && show != MARK)
			(void)fputc('\t', out);
		else if (show != ITSELF)
			(void)fputc(show == BLANK ? ' ' : at == view->from ? '^' : '~', out);
		else if (length && fdtr_printable(code))
			(void)fwrite(view->line + at, 1, length, out);
		else
			(void)fputc('?', out);
	}
}

void report_excerpt(struct report_sources *sources, FILE *out, const struct source_span *span,
	const char *paint, const char *plain)
{
	struct view view = {0};
	size_t length;

	if (!report_sources_line(sources, span, &view.line, &length) || !look(&view, length, span))
		return;
	(void)fprintf(out, "%5u | %s", span->line, view.cut_before ? "..." : "");
	put(out, &view, view.first, view.last, ITSELF);
	(void)fprintf(out, "%s\n      | %s", view.cut_behind ? "..." : "", view.cut_before ? "   " : "");
	put(out, &view, view.first, view.from, BLANK);
	(void)fputs(paint, out);
	put(out, &view, view.from, view.to, MARK);
	(void)fprintf(out, "%s\n", plain);
}
