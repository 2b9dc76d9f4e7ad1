// SPDX-License-Identifier: BSD-2-Clause
/* Findings of one file, those of a rule together, the gravest first. */
#include "report/html.h"

#include <stdlib.h>

/* Findings of one rule and level, by the order in which the first of them came. */
struct group {
	uint32_t first;
	uint32_t count;
};

static bool belongs(const struct fdtr_report_finding *finding, const struct fdtr_report_finding *first)
{
	return finding->rule == first->rule && finding->severity == first->severity;
}

static void write_where(FILE *out, const char *name, const struct fdtr_report_place *place)
{
	char text[REPORT_TEXT_SIZE];

	if (place->span.file || place->file) {
		(void)fputs("<code>", out);
		report_markup(out, report_file_of(place, name));
		if (place->span.file)
			(void)fprintf(out, ":%u:%u", place->span.line, place->span.column);
		(void)fputs("</code> ", out);
	}
	report_markup(out, report_place(place, text));
}

static void write_schema(FILE *out, const struct fdtr_report_schema *schema)
{
	char text[REPORT_TEXT_SIZE];

	(void)fputs("<p class=\"more\">required by: ", out);
	report_markup(out, report_schema(schema, text));
	if (schema->note) {
		(void)fputs("<br>it says: ", out);
		report_markup(out, report_schema_note(schema, text));
	}
	(void)fputs("</p>\n", out);
}

static void write_notes(FILE *out, const char *targets, const char *repair)
{
	(void)fputs("<p class=\"more\">", out);
	if (targets)
		(void)fprintf(out, "holds for: %s", targets);
	if (repair) {
		(void)fprintf(out, "%s<code>--fix</code>: ", targets ? "; " : "");
		report_markup(out, repair);
	}
	(void)fputs("</p>\n", out);
}

static void write_finding(
	struct html_page *page, const struct fdtr_report_file *file, uint32_t number, uint32_t index)
{
	const struct fdtr_report_finding *finding = &file->findings[index];
	FILE *out = page->body.out;
	char text[REPORT_TEXT_SIZE];
	const char *targets = report_targets(finding->targets, page->style.targets, text);

	(void)fprintf(out, "<li id=\"f%u-%u\"><p class=\"message\">", number, index + 1);
	report_markup(out, finding->message);
	(void)fputs("</p>\n<p class=\"place\">", out);
	write_where(out, file->name, &finding->place);
	(void)fputs("</p>\n", out);
	html_excerpt(page, &finding->place.span);
	if (finding->has_related) {
		(void)fputs("<p class=\"more\">see: ", out);
		write_where(out, file->name, &finding->related);
		(void)fputs("</p>\n", out);
	}
	if (targets || finding->repair)
		write_notes(out, targets, finding->repair);
	if (finding->schema.id)
		write_schema(out, &finding->schema);
	(void)fputs("</li>\n", out);
	page->shown++;
}

static void write_heading(FILE *out, const struct fdtr_report_finding *first, uint32_t count)
{
	const char *level = fdtr_severity_name(first->severity);

	(void)fprintf(out, "<h3><span class=\"level %s\">%s</span> <code>%s</code> ", level, level,
		first->rule->name);
	report_markup(out, first->rule->summary);
	if (count > 1)
		(void)fprintf(out, " <span class=\"times\">\303\227 %u</span>", count);
	(void)fputs("</h3>\n", out);
}

/* What is left out is said where it would stand. */
static void write_rest(struct html_page *page, uint32_t count)
{
	if (!count)
		return;
	page->left_out += count;
	(void)fputs("<p class=\"rest\">", page->body.out);
	html_number(page->body.out, count, "more finding");
	(void)fputs(" of this rule in this file, not shown</p>\n", page->body.out);
}

static void write_group(struct html_page *page, const struct fdtr_report_file *file, uint32_t number,
	const struct group *group)
{
	const struct fdtr_report_finding *first = &file->findings[group->first];
	FILE *out = page->body.out;
	uint32_t shown = 0;

	(void)fputs("<div class=\"rule\">\n", out);
	write_heading(out, first, group->count);
	if (page->shown < HTML_IN_ALL) {
		html_explain(page, first->rule, number);
		(void)fputs("<ol>\n", out);
		for (uint32_t i = group->first;
			i < file->count && shown < HTML_OF_RULE && page->shown < HTML_IN_ALL; i++) {
			if (!belongs(&file->findings[i], first))
				continue;
			write_finding(page, file, number, i);
			shown++;
		}
		(void)fputs("</ol>\n", out);
	}
	write_rest(page, group->count - shown);
	(void)fputs("</div>\n", out);
}

/* There are as many groups as rules and levels at most. */
static uint32_t list_groups(const struct fdtr_report_file *file, struct group *groups)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < file->count; i++) {
		uint32_t at = 0;

		while (at < count && !belongs(&file->findings[i], &file->findings[groups[at].first]))
			at++;
		if (at == count)
			groups[count++] = (struct group){i, 0};
		groups[at].count++;
	}
	return count;
}

static void count_rules(struct html_page *page, const struct fdtr_report_file *file,
	const struct group *groups, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct fdtr_rule *rule = file->findings[groups[i].first].rule;
		struct html_rule *said = &page->rules[fdtr_rule_index(rule->name)];
		bool again = false;

		for (uint32_t j = 0; j < i; j++)
			again = again || file->findings[groups[j].first].rule == rule;
		said->findings += groups[i].count;
		said->files += !again;
	}
}

void html_findings(struct html_page *page, const struct fdtr_report_file *file, uint32_t number)
{
	size_t rules;
	struct group *groups;
	uint32_t count;

	(void)fdtr_rules(&rules);
	groups = calloc(rules * (FDTR_ERROR + 1), sizeof(*groups));
	if (!groups) {
		page->failed = true;
		return;
	}
	count = list_groups(file, groups);
	count_rules(page, file, groups, count);
	for (unsigned int level = FDTR_ERROR; level >= FDTR_INFO; level--) {
		for (uint32_t i = 0; i < count; i++) {
			if (file->findings[groups[i].first].severity == level)
				write_group(page, file, number, &groups[i]);
		}
	}
	free(groups);
}
