// SPDX-License-Identifier: BSD-2-Clause
/* What people and editors read: text and gcc. */
#include "report.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

/* The lines from one that begins with `start` to the one that begins with `stop`. */
static const char *between(const char *text, const char *start, const char *stop)
{
	static char part[1024];
	const char *from = strstr(text, start), *to = from ? strstr(from, stop) : NULL;

	ck_assert_msg(to != NULL, "no %s and %s in: %s", start, stop, text);
	(void)snprintf(part, sizeof(part), "%.*s", (int)(to - from), from);
	return part;
}

/* The two lines of the excerpt, "" when there is none. */
static const char *excerpt(const struct fdtr_report_file *file)
{
	const char *text = render(&fdtr_report_text, &sample_style, file);

	return between(strchr(text, '\n'), "\n", "    at: ") + 1;
}

static const char *excerpt_of(const char *source, uint32_t line, uint32_t column, uint32_t end_column)
{
	return excerpt(sample_source(write_sample(source, strlen(source)), line, column, end_column));
}

START_TEST(blobs_are_told_by_node)
{
	struct fdtr_report_file *file = sample_pair();
	const char *text = render(&fdtr_report_text, &sample_style, file);

	ck_assert_ptr_nonnull(strstr(text,
		"bad.dtb: /reserved-memory/pool@50000000: error: the pool is marked no-map [pool-no-map]\n"
		"    at: /reserved-memory/pool@50000000, property no-map, byte 0x144\n    why: "));
	ck_assert_ptr_nonnull(
		strstr(text, "info: it overlaps another [reserved-overlap]\n"
			     "    at: /reserved-memory/pool@50000000, property reg, cell 4, byte 0x120\n"
			     "    see: /reserved-memory/other@50700000, property reg, byte 0x180\n"));
	ck_assert_ptr_null(strstr(text, "holds for"));
	ck_assert_ptr_null(strstr(text, " in 1 file"));
	file->findings[0].place.written = (char[]){"/fragment@0/__overlay__"};
	ck_assert_ptr_nonnull(strstr(render(&fdtr_report_text, &sample_style, file),
		", in the overlay /fragment@0/__overlay__\n"));
}
END_TEST

START_TEST(source_is_told_by_line)
{
	struct fdtr_report_file *file = sample_source("no/such.dtsi", 14, 3, 10);
	const char *text;

	file->findings[0].has_related = true;
	file->findings[0].related = file->findings[0].place;
	file->findings[0].related.span.line = 20;
	text = render(&fdtr_report_text, &sample_style, file);
	ck_assert_ptr_eq(
		strstr(text, "no/such.dtsi:14:3: error: the pool is marked no-map [pool-no-map]\n"
			     "    at: /reserved-memory/pool@50000000, property no-map\n"
			     "    see: no/such.dtsi:20:3: /reserved-memory/pool@50000000, property no-map\n"
			     "    why: "),
		text);
}
END_TEST

START_TEST(excerpts_show_the_line)
{
	ck_assert_str_eq(excerpt_of("one\n\t\tno-map; /* x */\nthree\n", 2, 3, 9),
		"    2 | \t\tno-map; /* x */\n      | \t\t^~~~~~\n");
	ck_assert_str_eq(excerpt_of("a b", 1, 3, 4), "    1 | a b\n      |   ^\n");
	ck_assert_str_eq(excerpt_of("a b\r\n", 1, 3, 3), "    1 | a b\n      |   ^\n");
	ck_assert_str_eq(excerpt_of("/* \xc3\xa4\xc3\xb6 */ x;\n", 1, 12, 14),
		"    1 | /* \xc3\xa4\xc3\xb6 */ x;\n      |          ^~\n");
}
END_TEST

START_TEST(excerpts_underline_the_first_line_of_several)
{
	struct fdtr_report_file *file = sample_source(write_sample("\tpool {  \n\t};\n", 14), 1, 2, 3);

	file->findings[0].place.span.end_line = 2;
	ck_assert_str_eq(excerpt(file), "    1 | \tpool {  \n      | \t^~~~~~\n");
}
END_TEST

START_TEST(excerpts_hold_what_a_terminal_would_act_on)
{
	ck_assert_str_eq(excerpt_of("a\033[31m\xff\xe2\x80\xae z", 1, 12, 13),
		"    1 | a?[31m?? z\n      |          ^\n");
	ck_assert_str_eq(excerpt(sample_source(write_sample("a\0b", 3), 1, 1, 2)), "");
}
END_TEST

START_TEST(excerpts_do_without_what_is_gone)
{
	ck_assert_str_eq(excerpt(sample_source("no/such.dts", 1, 1, 2)), "");
	ck_assert_str_eq(excerpt(sample_source("/dev/zero", 1, 1, 2)), "");
	ck_assert_str_eq(excerpt(sample_source("/", 1, 1, 2)), "");
	ck_assert_str_eq(excerpt_of("one\n", 7, 1, 2), "");
	ck_assert_str_eq(excerpt_of("one\n", 0, 1, 2), "");
	ck_assert_str_eq(excerpt_of("one\n", UINT32_MAX, 1, 2), "");
	ck_assert_str_eq(excerpt_of("one\n", 1, 4, 5), "");
	ck_assert_str_eq(excerpt_of("one\n", 1, 0, 0), "");
	ck_assert_str_eq(excerpt_of("one\n", 1, 3, UINT32_MAX), "    1 | one\n      |   ^\n");
	ck_assert_str_eq(excerpt_of("one\n", 1, 3, 0), "    1 | one\n      |   ^\n");
	ck_assert_str_eq(excerpt_of("", 1, 1, 1), "");
}
END_TEST

START_TEST(long_lines_are_cut)
{
	char line[1001];
	const char *shown;

	for (size_t i = 0; i < 1000; i += 2)
		memcpy(line + i, "\xc3\xa4", 2);
	line[999] = '\n';
	line[1000] = '\0';
	shown = excerpt_of(line, 1, 501, 521);
	ck_assert_uint_lt(strlen(shown), 300);
	ck_assert_ptr_eq(strstr(shown, "    1 | ...\xc3\xa4\xc3\xa4"), shown);
	ck_assert_ptr_nonnull(strstr(shown, "\xc3\xa4...\n"));
	ck_assert_ptr_null(strchr(shown, '?'));
	ck_assert_ptr_nonnull(strstr(shown, "\n      |                        ^~~~~~~~~~\n"));
	shown = excerpt_of(line, 1, 3, 999);
	ck_assert_ptr_eq(strstr(shown, "    1 | \xc3\xa4\xc3\xa4"), shown);
	ck_assert_uint_eq(strspn(strchr(shown, '^'), "^~"), 59);
}
END_TEST

static const char *holds_for(uint32_t targets, uint32_t asked)
{
	struct fdtr_report_style style = {.targets = asked};
	struct fdtr_report_file *file = sample_file();
	const char *text;

	file->findings[0].targets = targets;
	text = render(&fdtr_report_text, &style, file);
	return strstr(text, "holds for") ? between(text, "holds for: ", "\n") + strlen("holds for: ") : "";
}

START_TEST(targets_are_told_where_not_all_are_meant)
{
	uint32_t kernels = FDTR_FOR_LINUX & ~FDTR_FOR_COCO;

	ck_assert_str_eq(holds_for(FDTR_FOR_DEFAULT, FDTR_FOR_DEFAULT), "");
	ck_assert_str_eq(holds_for(FDTR_FOR_PVMFW, FDTR_FOR_PVMFW), "");
	ck_assert_str_eq(holds_for(kernels, FDTR_FOR_DEFAULT), "every Linux");
	ck_assert_str_eq(
		holds_for(FDTR_FOR_SPEC | kernels, FDTR_FOR_DEFAULT | FDTR_FOR_PVMFW), "spec, every Linux");
	ck_assert_str_eq(holds_for(FDTR_FOR_LINUX, FDTR_FOR_LINUX | FDTR_FOR_SPEC), "every Linux, coco");
	ck_assert_str_eq(holds_for(FDTR_FOR_LINUX_6_12 | FDTR_FOR_LINUX_7_2 | FDTR_FOR_COCO,
				 FDTR_FOR_LINUX | FDTR_FOR_SPEC),
		"linux-6.12, linux-7.2, coco");
	ck_assert_str_eq(holds_for(FDTR_FOR_LINUX_6_12, FDTR_FOR_LINUX_6_12 | FDTR_FOR_PVMFW), "linux-6.12");
	ck_assert_str_eq(holds_for(FDTR_FOR_PVMFW, FDTR_FOR_LINUX_6_12 | FDTR_FOR_PVMFW), "pvmfw");
}
END_TEST

START_TEST(colour_and_summary_are_for_terminals)
{
	struct fdtr_report_style style = {.colour = true, .summary = true, .targets = FDTR_FOR_DEFAULT};
	struct fdtr_report_file *file = sample_source(write_sample("x y\n", 4), 1, 3, 4);
	const char *text = render(&fdtr_report_text, &style, file);

	ck_assert_ptr_nonnull(strstr(text, "\033[1;31merror:\033[0m the pool"));
	ck_assert_ptr_nonnull(strstr(text, "\033[1;32m^\033[0m\n"));
	ck_assert_ptr_nonnull(strstr(text, "\n1 error, 0 warnings, 0 infos in 1 file\n"));
	file = &(struct fdtr_report_file){.name = "x", .failure = (char[]){"x: no"}};
	ck_assert_str_eq(render(&fdtr_report_text, &style, file),
		"0 errors, 0 warnings, 0 infos in 1 file, 1 of them unreadable\n");
	ck_assert_ptr_null(strchr(render(&fdtr_report_text, &sample_style, sample_pair()), '\033'));
}
END_TEST

START_TEST(names_do_not_reach_the_terminal_as_they_are)
{
	struct fdtr_report_file *file = sample_pair();
	const struct fdtr_report_format *formats[] = {&fdtr_report_text, &fdtr_report_gcc, &fdtr_report_json,
		&fdtr_report_jsonl, &fdtr_report_sarif, &fdtr_report_github, &fdtr_report_junit};

	file->name = "\033[2J\xc2\x9b\x01";
	file->findings[0].message = (char[]){"\033]0;x\a"};
	file->findings[0].place.span = (struct source_span){"\x9b\033x", 1, 1, 1, 1};
	file->findings[0].place.path = (char[]){"/\033[1m"};
	file->findings[0].place.property = "\xff\033";
	file->findings[1].related.path = (char[]){"/\033[1m"};
	file->cut = true;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(formats); i++) {
		const char *text = render(formats[i], &sample_style, file);

		for (; *text; text++)
			ck_assert_msg(*text == '\n' || (*text >= ' ' && *text <= '~'), "%s writes %#x",
				formats[i]->name, (unsigned int)(unsigned char)*text);
	}
}
END_TEST

START_TEST(gcc_is_what_editors_parse)
{
	ck_assert_str_eq(render(&fdtr_report_gcc, &sample_style, sample_pair()),
		"bad.dtb:1:1: error: the pool is marked no-map (at /reserved-memory/pool@50000000, property "
		"no-map, byte 0x144) [-Wpool-no-map]\n"
		"bad.dtb:1:1: note: it overlaps another (at /reserved-memory/pool@50000000, property reg, cell "
		"4, byte 0x120) [-Wreserved-overlap]\n"
		"bad.dtb:1:1: note: see /reserved-memory/other@50700000, property reg, byte 0x180\n");
	ck_assert_str_eq(render(&fdtr_report_gcc, &sample_style, sample_source("a/b.dtsi", 14, 3, 10)),
		"a/b.dtsi:14:3: error: the pool is marked no-map [-Wpool-no-map]\n");
	ck_assert_str_eq(render(&fdtr_report_gcc, &sample_style,
				 &(struct fdtr_report_file){.name = "x", .failure = (char[]){"x: no"}}),
		"x:1:1: error: no\n");
}
END_TEST

Suite *report_text_suite(void)
{
	return SUITE_OF("report-text", blobs_are_told_by_node, source_is_told_by_line, excerpts_show_the_line,
		excerpts_underline_the_first_line_of_several, excerpts_hold_what_a_terminal_would_act_on,
		excerpts_do_without_what_is_gone, long_lines_are_cut,
		targets_are_told_where_not_all_are_meant, colour_and_summary_are_for_terminals,
		names_do_not_reach_the_terminal_as_they_are, gcc_is_what_editors_parse);
}
