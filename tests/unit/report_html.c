// SPDX-License-Identifier: BSD-2-Clause
/* The page for a browser, as text; tests/browser looks at it. */
#include "report.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t count_of(const char *text, const char *part)
{
	uint32_t count = 0;

	for (const char *at = text; (at = strstr(at, part)); at++)
		count++;
	return count;
}

static void has(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) != NULL, "no %s in: %s", part, text);
}

/* The page of so many files, which is the caller's. */
static char *page_of(const struct fdtr_report_file *file, uint32_t times)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	void *state = fdtr_report_html.begin(out, &sample_style);

	for (uint32_t i = 0; i < times; i++)
		fdtr_report_html.file(state, file);
	ck_assert(fdtr_report_html.end(state));
	ck_assert_int_eq(fclose(out), 0);
	return text;
}

START_TEST(a_page_tells_all)
{
	struct fdtr_report_file *file = sample_pair();
	const char *text;

	file->findings[0].repair = (char[]){"delete no-map"};
	file->findings[0].targets = FDTR_FOR_LINUX_6_1;
	text = render(&fdtr_report_html, &sample_style, file);
	has(text, "<title>fdtrestrict lint: 1 error, 0 warnings</title>");
	has(text,
		"<p class=\"verdict\"><span class=\"error\">1 error</span>, <span class=\"info\">1 info</span> in 1 file</p>");
	has(text, "Asked for: spec, every Linux. The run fails from: error.");
	has(text, "<h2 id=\"s1\" tabindex=\"-1\">bad.dtb</h2>");
	has(text, "<h3><span class=\"level error\">error</span> <code>pool-no-map</code> ");
	has(text, "<li id=\"f1-1\"><p class=\"message\">the pool is marked no-map</p>\n"
		  "<p class=\"place\">/reserved-memory/pool@50000000, property no-map, byte 0x144</p>\n");
	has(text, "holds for: linux-6.1; <code>--fix</code>: delete no-map</p>");
	has(text, "<p class=\"more\">see: /reserved-memory/other@50700000, property reg, byte 0x180</p>");
	has(text, "<dt>Why</dt><dd>Linux refuses the pool (&#34;compatible matching fail&#34;)");
	has(text, "<dt>Fix</dt><dd>Delete the property no-map");
	has(text, "<dt>Source</dt><dd>");
	ck_assert_ptr_null(strstr(text, "<nav"));
	ck_assert_ptr_null(strstr(text, "<dt>Wrong"));
}
END_TEST

/* Info comes last, whatever the order in the tree. */
START_TEST(the_gravest_comes_first)
{
	struct fdtr_report_file *file = sample_pair();
	struct fdtr_report_finding first = file->findings[0];
	const char *text;

	file->findings[0] = file->findings[1];
	file->findings[1] = first;
	text = render(&fdtr_report_html, &sample_style, file);
	ck_assert(strstr(text, "id=\"f1-2\"") < strstr(text, "id=\"f1-1\""));
}
END_TEST

START_TEST(a_page_is_nobody_elses)
{
	struct fdtr_report_file *file = sample_file();
	char message[] = "<b>\"x\" & 'y'</b>\xff\x1b\xc2\x9b\xe2\x80\xae\xef\xbf\xbe\xef\xb7\x90 \xc3\xa4";
	const char *text;

	file->name = "a\"><script>&.dtb";
	file->findings[0].message = message;
	text = render(&fdtr_report_html, &sample_style, file);
	has(text, ">a&#34;&#62;&#60;script&#62;&#38;.dtb</h2>");
	has(text,
		"<p class=\"message\">&#60;b&#62;&#34;x&#34; &#38; &#39;y&#39;&#60;/b&#62;?????? \xc3\xa4</p>");
	ck_assert_ptr_null(strstr(text, "<script"));
	*file = (struct fdtr_report_file){.name = "x", .failure = (char[]){"x: <i>no</i>"}};
	has(render(&fdtr_report_html, &sample_style, file),
		"<span class=\"error\">unreadable</span>: &#60;i&#62;no&#60;/i&#62;</p>");
}
END_TEST

START_TEST(source_is_shown_with_its_place)
{
	static const char source[] = "one\n\ttwo <&>;\n\t\tthree\n four  \nfive\nsix\n";
	const char *name = write_sample(source, strlen(source));
	struct fdtr_report_file *file = sample_source(name, 2, 2, 9);
	const char *text = render(&fdtr_report_html, &sample_style, file);

	has(text, "<pre class=\"source\" tabindex=\"0\"><span class=\"line\">     1  </span>one\n"
		  "<span class=\"line\">     2  </span>\t<mark>two &#60;&#38;&#62;</mark>;\n"
		  "<span class=\"line\">     3  </span>\t\tthree\n"
		  "<span class=\"line\">     4  </span> four  \n</pre>");
	file->findings[0].place.span.end_line = 4;
	file->findings[0].place.span.end_column = 4;
	text = render(&fdtr_report_html, &sample_style, file);
	has(text,
		"\t<mark>two &#60;&#38;&#62;;</mark>\n<span class=\"line\">     3  </span>\t\t<mark>three</mark>\n"
		"<span class=\"line\">     4  </span> <mark>fo</mark>ur  \n<span class=\"line\">     5  </span>five\n"
		"<span class=\"line\">     6  </span>six\n</pre>");
	file->findings[0].place.span.line = 70;
	ck_assert_ptr_null(strstr(render(&fdtr_report_html, &sample_style, file), "<pre class=\"source\""));
}
END_TEST

/* Of one rule in a file 50 are shown, of all 5000, and what is not is counted. */
START_TEST(a_page_has_bounds)
{
	static struct fdtr_report_finding findings[60];
	struct fdtr_report_file *file = sample_file();
	char *text;

	for (uint32_t i = 0; i < 60; i++)
		findings[i] = file->findings[0];
	file->findings = findings;
	file->count = 60;
	text = page_of(file, 1);
	ck_assert_uint_eq(count_of(text, "<li id=\"f"), 50);
	has(text, "<p class=\"rest\">10 more findings of this rule in this file, not shown</p>");
	has(text, "<footer><p>10 findings are only counted here");
	has(text, "60 errors</span> in 1 file");
	free(text);
	text = page_of(file, 120);
	ck_assert_uint_eq(count_of(text, "<li id=\"f"), 5000);
	ck_assert_uint_eq(count_of(text, "<dt>Why</dt>"), 100);
	ck_assert_uint_eq(count_of(text, "<dt>Source</dt>"), 1);
	has(text, "<p class=\"rest\">60 more findings of this rule in this file, not shown</p>");
	has(text, "<footer><p>2200 findings are only counted here");
	has(text, "pool-no-map</a></th><td>7200</td><td>120</td>");
	free(text);
}
END_TEST

START_TEST(clean_files_are_named)
{
	const struct fdtr_report_file clean = {.name = "good<.dtb"};
	char *text = page_of(&clean, 2);

	has(text, "<p class=\"verdict\">no findings in 2 files</p>");
	has(text, "<summary>Without findings: 2 files</summary>\n<ul>\n<li>good&#60;.dtb</li>\n");
	ck_assert_ptr_null(strstr(text, "<nav"));
	free(text);
	has(render(&fdtr_report_html, &sample_style, NULL), "no findings in 0 files");
}
END_TEST

Suite *report_html_suite(void)
{
	return SUITE_OF("report-html", a_page_tells_all, the_gravest_comes_first, a_page_is_nobody_elses,
		source_is_shown_with_its_place, a_page_has_bounds, clean_files_are_named);
}
