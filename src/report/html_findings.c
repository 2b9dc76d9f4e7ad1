// SPDX-License-Identifier: BSD-2-Clause
/* Findings of one file, those of a rule together, the gravest first. */
#include "report/html.h"

#include <stdlib.h>

/* What is written of a file at the moment. */
struct writing {
	struct html_page *page;
	const struct fdtr_report_file *file;
	uint32_t number;
	bool drawn; /* its memory is above */
};

/* Findings of one rule and level, by the order in which the first of them came. */
struct group {
	uint32_t first;
	uint32_t count;
	bool again; /* another one is of the same rule */
};

static bool belongs(const struct fdtr_report_finding *finding, const struct fdtr_report_finding *first)
{
	return finding->rule == first->rule && finding->severity == first->severity;
}

static void write_where(const struct writing *writing, const struct fdtr_report_place *place)
{
	const char *name = writing->file->name;
	FILE *out = writing->page->body.out;
	char text[REPORT_TEXT_SIZE];

	if (place->span.file || place->file) {
		(void)fputs("<code>", out);
		report_markup(out, report_file_of(place, name));
		if (place->span.file)
			(void)fprintf(out, ":%u:%u", place->span.line, place->span.column);
		(void)fputs("</code> ", out);
	}
	report_markup(out, report_place(place, text));
	if (writing->drawn)
		html_see_picture(out, writing->file, writing->number, place->path);
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

static void write_finding(const struct writing *writing, uint32_t index)
{
	struct html_page *page = writing->page;
	const struct fdtr_report_finding *finding = &writing->file->findings[index];
	FILE *out = page->body.out;
	char text[REPORT_TEXT_SIZE];
	const char *targets = report_targets(finding->targets, page->style.targets, text);

	(void)fprintf(out, "<li id=\"f%u-%u\"><p class=\"message\">", writing->number, index + 1);
	report_markup(out, finding->message);
	(void)fputs("</p>\n<p class=\"place\">", out);
	write_where(writing, &finding->place);
	(void)fputs("</p>\n", out);
	html_excerpt(page, &finding->place.span);
	if (finding->has_related) {
		(void)fputs("<p class=\"more\">see: ", out);
		write_where(writing, &finding->related);
		(void)fputs("</p>\n", out);
	}
	if (targets || finding->repair)
		write_notes(out, targets, finding->repair);
	if (finding->schema.id)
		write_schema(out, &finding->schema);
	(void)fputs("</li>\n", out);
	page->shown++;
}

/* The picture leads to one of those of a rule. */
static void write_heading(const struct writing *writing, const struct group *group)
{
	const struct fdtr_report_finding *first = &writing->file->findings[group->first];
	FILE *out = writing->page->body.out;
	const char *level = fdtr_severity_name(first->severity);

	(void)fputs("<h3", out);
	if (writing->drawn && !group->again)
		(void)fprintf(out, " id=\"m%u-r-%s\" tabindex=\"-1\"", writing->number, first->rule->name);
	(void)fprintf(
		out, "><span class=\"level %s\">%s</span> <code>%s</code> ", level, level, first->rule->name);
	report_markup(out, first->rule->summary);
	if (group->count > 1)
		(void)fprintf(out, " <span class=\"times\">\303\227 %u</span>", group->count);
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

static void write_group(const struct writing *writing, const struct group *group)
{
	struct html_page *page = writing->page;
	const struct fdtr_report_file *file = writing->file;
	const struct fdtr_report_finding *first = &file->findings[group->first];
	uint32_t shown = 0;

	(void)fputs("<div class=\"rule\">\n", page->body.out);
	write_heading(writing, group);
	if (page->shown < HTML_IN_ALL) {
		html_explain(page, first->rule, writing->number);
		(void)fputs("<ol>\n", page->body.out);
		for (uint32_t i = group->first;
			i < file->count && shown < HTML_OF_RULE && page->shown < HTML_IN_ALL; i++) {
			if (!belongs(&file->findings[i], first))
				continue;
			write_finding(writing, i);
			shown++;
		}
		(void)fputs("</ol>\n", page->body.out);
	}
	write_rest(page, group->count - shown);
	(void)fputs("</div>\n", page->body.out);
}

/* There are as many groups as rules and levels at most. */
static uint32_t list_groups(const struct fdtr_report_file *file, struct group *groups)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < file->count; i++) {
		bool again = false;
		uint32_t at = 0;

		for (; at < count && !belongs(&file->findings[i], &file->findings[groups[at].first]); at++)
			again = again || file->findings[i].rule == file->findings[groups[at].first].rule;
		if (at == count)
			groups[count++] = (struct group){i, 0, again};
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

		said->findings += groups[i].count;
		said->files += !groups[i].again;
	}
}

void html_findings(struct html_page *page, const struct fdtr_report_file *file, uint32_t number, bool drawn)
{
	const struct writing writing = {page, file, number, drawn};
	struct group *groups;
	uint32_t count;
	size_t rules;

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
				write_group(&writing, &groups[i]);
		}
	}
	free(groups);
}
