// SPDX-License-Identifier: BSD-2-Clause
/*
 * One page for a browser, and for paper: a verdict, the files, and for each what was found in it. It needs nothing but
 * itself: no script, no picture or font from elsewhere, and its policy lets it have none. What stands on top of it is known
 * when all files are through, so the parts are kept until then.
 */
#include "report/html.h"

#include <stdlib.h>
#include <string.h>

static bool open_part(struct html_part *part)
{
	part->out = open_memstream(&part->text, &part->size);
	return part->out;
}

static void free_part(struct html_part *part)
{
	if (part->out)
		(void)fclose(part->out);
	free(part->text);
}

static void free_page(struct html_page *page)
{
	free_part(&page->index);
	free_part(&page->clean);
	free_part(&page->body);
	free(page->rules);
	free(page);
}

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct html_page *page = calloc(1, sizeof(*page));
	size_t count;

	(void)fdtr_rules(&count);
	if (!page)
		return NULL;
	page->out = out;
	page->style = *style;
	page->rules = calloc(count, sizeof(*page->rules));
	if (page->rules && open_part(&page->index) && open_part(&page->clean) && open_part(&page->body))
		return page;
	free_page(page);
	return NULL;
}

void html_number(FILE *out, uint32_t count, const char *what)
{
	(void)fprintf(out, "%u %s%s", count, what, count == 1 ? "" : "s");
}

void html_counts(FILE *out, const uint32_t levels[FDTR_ERROR + 1])
{
	const char *separator = "";

	for (unsigned int level = FDTR_ERROR; level >= FDTR_INFO; level--) {
		const char *name = fdtr_severity_name((enum fdtr_severity)level);

		if (!levels[level])
			continue;
		(void)fprintf(out, "%s<span class=\"%s\">", separator, name);
		html_number(out, levels[level], name);
		(void)fputs("</span>", out);
		separator = ", ";
	}
	if (!*separator)
		(void)fputs("no findings", out);
}

/* A row of the table of files. */
static void write_row(
	struct html_page *page, const struct fdtr_report_file *file, uint32_t number, const uint32_t *levels)
{
	FILE *out = page->index.out;

	(void)fprintf(out, "<tr><th scope=\"row\"><a href=\"#s%u\">", number);
	report_markup(out, file->name);
	(void)fputs("</a></th>", out);
	if (file->failure)
		(void)fputs("<td class=\"error\" colspan=\"3\">unreadable</td>", out);
	for (unsigned int level = FDTR_ERROR; !file->failure && level >= FDTR_INFO; level--)
		(void)fprintf(out, "<td class=\"%s\">%u</td>",
			levels[level] ? fdtr_severity_name((enum fdtr_severity)level) : "none",
			levels[level]);
	(void)fputs("</tr>\n", out);
}

static void write_section(
	struct html_page *page, const struct fdtr_report_file *file, uint32_t number, const uint32_t *levels)
{
	FILE *out = page->body.out;
	bool drawn;

	(void)fprintf(
		out, "<section aria-labelledby=\"s%u\">\n<h2 id=\"s%u\" tabindex=\"-1\">", number, number);
	report_markup(out, file->name);
	(void)fputs("</h2>\n<p class=\"counts\">", out);
	if (file->failure)
		(void)fputs("<span class=\"error\">unreadable</span>: ", out);
	if (file->failure)
		report_markup(out, report_failure(file));
	else
		html_counts(out, levels);
	if (file->cut)
		(void)fprintf(out, "; there are more, these are the first %u", file->count);
	(void)fputs("</p>\n", out);
	drawn = html_picture(page, file, number);
	html_findings(page, file, number, drawn);
	(void)fputs("</section>\n", out);
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	struct html_page *page = context;
	struct report_counts counts = {0};

	report_count(&counts, file);
	report_count(&page->counts, file);
	if (file->count || file->failure || html_has_picture(page, file)) {
		write_row(page, file, page->counts.files, counts.levels);
		write_section(page, file, page->counts.files, counts.levels);
	} else {
		(void)fputs("<li>", page->clean.out);
		report_markup(page->clean.out, file->name);
		(void)fputs("</li>\n", page->clean.out);
	}
	report_sources_drop(&page->sources);
}

static void write_verdict(struct html_page *page)
{
	FILE *out = page->out;

	html_counts(out, page->counts.levels);
	(void)fputs(" in ", out);
	html_number(out, page->counts.files, "file");
	if (page->counts.unreadable)
		(void)fprintf(out, ", <span class=\"error\">%u unreadable</span>", page->counts.unreadable);
}

static void write_title(struct html_page *page)
{
	const uint32_t *levels = page->counts.levels;

	(void)fprintf(page->out, "<title>fdtrestrict %s: ", page->style.command);
	html_number(page->out, levels[FDTR_ERROR], "error");
	(void)fputs(", ", page->out);
	html_number(page->out, levels[FDTR_WARNING], "warning");
	(void)fputs("</title>\n", page->out);
}

static void write_head(struct html_page *page)
{
	char text[REPORT_TEXT_SIZE];
	const char *asked = report_targets(page->style.targets, FDTR_FOR_ALL, text);

	(void)fputs(
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<meta name=\"referrer\" content=\"no-referrer\">\n",
		page->out);
	write_title(page);
	(void)fprintf(page->out,
		"<style>\n%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n"
		"<header>\n<h1>fdtrestrict %s</h1>\n<p class=\"verdict\">",
		html_style, page->style.command);
	write_verdict(page);
	(void)fprintf(page->out,
		"</p>\n<p class=\"about\">Asked for: %s. The run fails from: %s. fdtrestrict %s.</p>\n</header>\n",
		asked ? asked : "every target", fdtr_severity_name(page->style.fail_on), fdtr_version());
}

static void write_index(struct html_page *page)
{
	uint32_t listed = page->index.size != 0;

	if (page->counts.files < 2 || !listed)
		return;
	(void)fputs(
		"<nav aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>\n<div class=\"wide\"><table>\n"
		"<thead><tr><th scope=\"col\">file</th><th scope=\"col\">errors</th><th scope=\"col\">warnings</th>"
		"<th scope=\"col\">infos</th></tr></thead>\n<tbody>\n",
		page->out);
	(void)fwrite(page->index.text, 1, page->index.size, page->out);
	(void)fputs("</tbody>\n</table></div>\n</nav>\n", page->out);
}

static void write_rule_row(struct html_page *page, size_t index)
{
	size_t count;
	const struct html_rule *said = &page->rules[index];
	const struct fdtr_rule *rule = fdtr_rules(&count)[index];

	(void)fprintf(page->out, "<tr><th scope=\"row\">");
	if (said->first)
		(void)fprintf(page->out, "<a href=\"#r%zu\">%s</a>", index, rule->name);
	else
		(void)fputs(rule->name, page->out);
	(void)fprintf(page->out, "</th><td>%u</td><td>%u</td></tr>\n", said->findings, said->files);
}

/* Of many files: which rules speak, and in how many of them. */
static void write_rules(struct html_page *page)
{
	size_t count;

	(void)fdtr_rules(&count);
	if (page->counts.files < 2 || !page->index.size)
		return;
	(void)fputs(
		"<nav aria-labelledby=\"rules\">\n<h2 id=\"rules\">Rules</h2>\n<div class=\"wide\"><table>\n"
		"<thead><tr><th scope=\"col\">rule</th><th scope=\"col\">findings</th><th scope=\"col\">files</th></tr></thead>\n"
		"<tbody>\n",
		page->out);
	for (size_t i = 0; i < count; i++) {
		if (page->rules[i].findings)
			write_rule_row(page, i);
	}
	(void)fputs("</tbody>\n</table></div>\n</nav>\n", page->out);
}

static void write_clean(struct html_page *page)
{
	uint32_t clean = 0;

	for (size_t i = 0; i < page->clean.size; i++)
		clean += page->clean.text[i] == '\n';
	if (!clean)
		return;
	(void)fputs("<details class=\"clean\"><summary>Without findings: ", page->out);
	html_number(page->out, clean, "file");
	(void)fputs("</summary>\n<ul>\n", page->out);
	(void)fwrite(page->clean.text, 1, page->clean.size, page->out);
	(void)fputs("</ul></details>\n", page->out);
}

static bool flush_parts(struct html_page *page)
{
	struct html_part *const parts[] = {&page->index, &page->clean, &page->body};
	bool whole = true;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(parts); i++)
		whole = !fflush(parts[i]->out) && !ferror(parts[i]->out) && whole;
	return whole;
}

static bool end(void *context)
{
	struct html_page *page = context;
	bool written = flush_parts(page) && !page->failed;

	if (written) {
		write_head(page);
		(void)fputs("<div class=\"overview\">\n", page->out);
		write_index(page);
		write_rules(page);
		(void)fputs("</div>\n<main id=\"findings\" tabindex=\"-1\">\n", page->out);
		(void)fwrite(page->body.text, 1, page->body.size, page->out);
		write_clean(page);
		(void)fputs("</main>\n", page->out);
		if (page->left_out)
			(void)fprintf(page->out,
				"<footer><p>%u findings are only counted here, to keep the page readable: "
				"<code>--format json</code> has all.</p></footer>\n",
				page->left_out);
		(void)fputs("</body>\n</html>\n", page->out);
	}
	written = written && !fflush(page->out) && !ferror(page->out);
	free_page(page);
	return written;
}

const struct fdtr_report_format fdtr_report_html = {"html", ".html", begin, write_file, end};
