// SPDX-License-Identifier: BSD-2-Clause
/* What there is to say of a rule, and lines of the user's own source. */
#include "report/html.h"

#include <string.h>

#define LINES_AROUND 2
#define LINES_MEANT 8 /* of a span, at most */

static void write_item(FILE *out, const char *label, const char *text)
{
	(void)fprintf(out, "<dt>%s</dt><dd>", label);
	report_markup(out, text);
	(void)fputs("</dd>\n", out);
}

/* A line each. */
static void write_happens(FILE *out, const char *lines)
{
	char line[REPORT_TEXT_SIZE];

	(void)fputs("<dt>Happens</dt><dd><ul>\n", out);
	for (size_t length; *lines; lines += length + (lines[length] == '\n')) {
		length = strcspn(lines, "\n");
		(void)snprintf(line, sizeof(line), "%.*s", (int)length, lines);
		(void)fputs("<li>", out);
		report_markup(out, line);
		(void)fputs("</li>\n", out);
	}
	(void)fputs("</ul></dd>\n", out);
}

static void write_example(FILE *out, const char *label, const char *text)
{
	if (!text)
		return;
	(void)fprintf(out, "<dt>%s</dt><dd><pre tabindex=\"0\">", label);
	report_markup_bytes(out, text, strlen(text));
	(void)fputs("</pre></dd>\n", out);
}

static void write_folded(struct html_page *page, const struct fdtr_rule *rule)
{
	FILE *out = page->body.out;
	char text[REPORT_TEXT_SIZE];
	const char *targets = report_targets(rule->targets, FDTR_FOR_ALL, text);

	(void)fputs(
		"<details><summary>What happens, where that is known from, a wrong and a right example</summary>\n<dl>\n",
		out);
	if (rule->happens)
		write_happens(out, rule->happens);
	write_item(out, "Source", rule->source);
	write_item(out, "Targets", targets ? targets : "all");
	if (page->style.example) {
		write_example(out, "Wrong", page->style.example(rule, false));
		write_example(out, "Right", page->style.example(rule, true));
	}
	(void)fputs("</dl></details>\n", out);
}

void html_explain(struct html_page *page, const struct fdtr_rule *rule, uint32_t number)
{
	int index = fdtr_rule_index(rule->name);
	struct html_rule *said = &page->rules[index];
	FILE *out = page->body.out;

	(void)fputs("<dl>\n", out);
	write_item(out, "Why", rule->why);
	write_item(out, "Fix", rule->fix);
	(void)fputs("</dl>\n", out);
	if (!said->first) {
		said->first = number;
		(void)fprintf(out, "<div id=\"r%d\">", index);
		write_folded(page, rule);
		(void)fputs("</div>\n", out);
	} else {
		(void)fprintf(out, "<p class=\"more\"><a href=\"#r%d\">What happens, and examples</a></p>\n",
			index);
	}
}

/* A line in characters, that part of it marked which is meant. */
static void write_view(FILE *out, const struct report_view *view)
{
	if (view->cut_before)
		(void)fputs("...", out);
	report_markup_bytes(
		out, view->line + view->first, (view->to ? view->from : view->last) - view->first);
	if (view->to) {
		(void)fputs("<mark>", out);
		report_markup_bytes(out, view->line + view->from, view->to - view->from);
		(void)fputs("</mark>", out);
		report_markup_bytes(out, view->line + view->to, view->last - view->to);
	}
	if (view->cut_behind)
		(void)fputs("...", out);
}

void html_excerpt(struct html_page *page, const struct source_span *span)
{
	uint32_t last = span->end_line > span->line ? span->end_line : span->line;
	uint32_t first = span->line > LINES_AROUND ? span->line - LINES_AROUND : 1;
	struct report_view view;
	bool whole = last - span->line < LINES_MEANT;

	if (!span->file || !report_view_line(&page->sources, span, span->line, &view))
		return;
	last = whole ? last + LINES_AROUND : span->line + LINES_MEANT - 1;
	(void)fputs("<pre class=\"source\" tabindex=\"0\">", page->body.out);
	for (uint32_t number = first; number <= last && report_view_line(&page->sources, span, number, &view);
		number++) {
		(void)fprintf(page->body.out, "<span class=\"line\">%6u  </span>", number);
		write_view(page->body.out, &view);
		(void)fputc('\n', page->body.out);
	}
	if (!whole)
		(void)fputs("<span class=\"line\">   ...  </span>\n", page->body.out);
	(void)fputs("</pre>\n", page->body.out);
}
