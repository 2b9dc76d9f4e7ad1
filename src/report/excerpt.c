// SPDX-License-Identifier: BSD-2-Clause
/* A line of source, and marks below what is meant. */
#include "report/sources.h"

#include "base/base.h"

#include <string.h>

#define MOST_SHOWN 120 /* bytes of a line */
#define LEAD 40        /* of them before what is meant, where the line is cut */

static bool is_continuation(char byte)
{
	return (byte & 0xc0) == 0x80;
}

static size_t smaller(size_t left, size_t right)
{
	return left < right ? left : right;
}

/* A line that is longer is shown around what is meant. */
static void cut(struct report_view *view, size_t length)
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

static size_t without_blanks(const char *line, size_t length)
{
	while (length && strchr(" \t", line[length - 1]))
		length--;
	return length;
}

/* Of a line of the span; at least one character of its first. */
static void mark(struct report_view *view, size_t length, const struct source_span *span, uint32_t number)
{
	bool first = number == span->line, last = number == span->end_line;

	view->from = first ? span->column - 1 : smaller(strspn(view->line, " \t"), length);
	view->to = last ? smaller(span->end_column - 1, length) : without_blanks(view->line, length);
	if (first && (!span->end_column || view->to <= view->from))
		view->to = view->from + 1;
	if (view->to <= view->from)
		view->from = view->to = 0;
}

bool report_view_line(struct report_sources *sources, const struct source_span *span, uint32_t number,
	struct report_view *view)
{
	bool meant = number >= span->line && number <= (span->end_line ? span->end_line : span->line);
	size_t length;

	*view = (struct report_view){0};
	if (!report_sources_line(sources, span, number, &view->line, &length))
		return false;
	if (number == span->line && (!span->column || span->column > length))
		return false;
	if (meant)
		mark(view, length, span, number);
	cut(view, length);
	view->to = smaller(view->to, view->last);
	return true;
}

/* Writes each character between two places as `show` has it: itself, blank, or a mark. */
enum show { ITSELF, BLANK, MARK };

static void put(FILE *out, const struct report_view *view, size_t from, size_t to, enum show show)
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
	struct report_view view;

	if (!report_view_line(sources, span, span->line, &view))
		return;
	(void)fprintf(out, "%5u | %s", span->line, view.cut_before ? "..." : "");
	put(out, &view, view.first, view.last, ITSELF);
	(void)fprintf(out, "%s\n      | %s", view.cut_behind ? "..." : "", view.cut_before ? "   " : "");
	put(out, &view, view.first, view.from, BLANK);
	(void)fputs(paint, out);
	put(out, &view, view.from, view.to, MARK);
	(void)fprintf(out, "%s\n", plain);
}
