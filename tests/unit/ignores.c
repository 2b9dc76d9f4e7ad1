// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "cli/adopt/ignores.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "LINE:COLUMN RULE FIRST-LAST", or "LINE:COLUMN ! SENTENCE", one behind the other with "; ". */
static void describe(char *text, size_t size, const struct ignores *ignores)
{
	struct fdtr_text out;

	fdtr_text_init(&out, text, size);
	for (uint32_t i = 0; i < ignores->count; i++) {
		const struct ignore *ignore = &ignores->items[i];

		fdtr_text_add(&out, "%s%u:%u ", i ? "; " : "", ignore->line, ignore->column);
		if (ignore->wrong)
			fdtr_text_add(&out, "! %s", ignore->wrong);
		else if (ignore->first == UINT32_MAX)
			fdtr_text_add(&out, "%s nowhere", ignore->rule);
		else
			fdtr_text_add(&out, "%s %u-%u", ignore->rule, ignore->first, ignore->last);
	}
}

static void check_source(const char *source, const char *expected)
{
	struct ignores ignores = {0};
	char text[2048];

	ck_assert(ignores_find(&ignores, source, strlen(source)));
	describe(text, sizeof(text), &ignores);
	ck_assert_msg(!strcmp(text, expected), "%s\n%s, not %s", source, text, expected);
	ignores_free(&ignores);
}

START_TEST(a_comment_holds_for_its_line)
{
	check_source("a;\n\tno-map; /* fdtrestrict: ignore=pool-no-map known */\nb;", "2:10 pool-no-map 2-2");
	check_source("no-map; // fdtrestrict: ignore=pool-no-map known", "1:9 pool-no-map 1-1");
	check_source("/* fdtrestrict: ignore=pool-no-map known */ no-map;\nb;", "1:1 pool-no-map 1-1");
	check_source("a;/*fdtrestrict:ignore=pool-no-map known*/\r\nb;", "1:3 pool-no-map 1-1");
	check_source(
		"a; /* fdtrestrict: ignore=pool-no-map known,\n * and long */\nb;", "1:4 pool-no-map 1-2");
	check_source("/* fdtrestrict: ignore=pool-no-map known,\n * and long */ a;", "1:1 pool-no-map 2-2");
}
END_TEST

START_TEST(alone_it_holds_for_the_next_line)
{
	check_source("a;\n// fdtrestrict: ignore=pool-no-map known\nno-map;\nb;", "2:1 pool-no-map 3-3");
	check_source("/* fdtrestrict: ignore=pool-no-map known */\n\n/* more\n */ // more\n  no-map;",
		"1:1 pool-no-map 5-5");
	check_source("// fdtrestrict: ignore=pool-no-map known\n// fdtrestrict: ignore=pool-unused known\na;",
		"1:1 pool-no-map 3-3; 2:1 pool-unused 3-3");
	check_source(
		"// fdtrestrict: ignore=pool-no-map known\na; // fdtrestrict: ignore=pool-unused known\nb;",
		"1:1 pool-no-map 2-2; 2:4 pool-unused 2-2");
	check_source("a;\n// fdtrestrict: ignore=pool-no-map known\n", "2:1 pool-no-map nowhere");
}
END_TEST

START_TEST(several_rules)
{
	check_source("a; // fdtrestrict: ignore=pool-no-map,pool-unused known",
		"1:4 pool-no-map 1-1; 1:4 pool-unused 1-1");
	check_source(
		"a; // fdtrestrict: ignore=pool-no-map, pool-* known", "1:4 pool-no-map 1-1; 1:4 pool-* 1-1");
	check_source("a; // fdtrestrict: ignore=pool-no-map ,\tpool-unused, known",
		"1:4 ! no rule 'known', so the ignore does not count");
}
END_TEST

START_TEST(what_is_wrong_does_not_count)
{
	check_source("a; // fdtrestrict: ignore=pool-no-map",
		"1:4 ! the ignore gives no reason, and so does not count");
	check_source("a; /* fdtrestrict: ignore=pool-no-map -- */",
		"1:4 ! the ignore gives no reason, and so does not count");
	check_source("a; // fdtrestrict: ignore=pool-nomap known",
		"1:4 ! no rule 'pool-nomap', so the ignore does not count; did you mean 'pool-no-map'?");
	check_source("a; // fdtrestrict: ignore=pool-unused,nothing known",
		"1:4 ! no rule 'nothing', so the ignore does not count");
	check_source("a; // fdtrestrict: ignore=,pool-unused known",
		"1:4 ! the ignore names no rule, and so does not count");
	check_source("a; // fdtrestrict: ignroe=pool-unused known",
		"1:4 ! 'ignroe' is not understood, and so does not count");
	check_source("a; // fdtrestrict:", "1:4 ! '' is not understood, and so does not count");
}
END_TEST

START_TEST(only_comments_are_comments)
{
	check_source("a = \"// fdtrestrict: ignore=pool-no-map x\";", "");
	check_source("a = \"\\\" // fdtrestrict: ignore=pool-no-map x\";", "");
	check_source("a = \"1\n2\\\\\"; // fdtrestrict: ignore=pool-no-map x", "2:7 pool-no-map 2-2");
	check_source("a = <'\"'>; // fdtrestrict: ignore=pool-no-map x", "1:12 pool-no-map 1-1");
	check_source("a = <'\\\"'>; // fdtrestrict: ignore=pool-no-map x", "1:13 pool-no-map 1-1");
	check_source("#error don't\na; // fdtrestrict: ignore=pool-no-map x", "2:4 pool-no-map 2-2");
	check_source("#error 1\"\na; // fdtrestrict: ignore=pool-no-map x", "2:4 pool-no-map 2-2");
	check_source("/* // fdtrestrict: ignore=pool-no-map x */", "1:1 pool-no-map nowhere");
	check_source(
		"/include/ \"a\"\na = [/* fdtrestrict: ignore=pool-no-map x */ 00];", "2:6 pool-no-map 2-2");
	check_source("// see fdtrestrict: ignore=pool-no-map x\na;", "");
	check_source("// fdtrestrict wants this\na;", "");
	check_source("a; /* fdtrestrict: ignore=pool-no-map x", "1:4 pool-no-map 1-1");
	check_source("a; /", "");
	check_source("'", "");
}
END_TEST

START_TEST(lines_are_matched)
{
	static const char source[] = "1;\n"
				     "2; // fdtrestrict: ignore=pool-no-map x\n"
				     "3; // fdtrestrict: ignore=pool-* x\n"
				     "4;\n"
				     "// fdtrestrict: ignore=pool-no-map x\n"
				     "6;\n";
	static const bool expected[7] = {false, false, true, true, false, false, true};
	size_t count;
	const struct fdtr_rule *rule = fdtr_rules(&count)[fdtr_rule_index("pool-no-map")];
	const struct fdtr_rule *other = fdtr_rules(&count)[fdtr_rule_index("pool-unused")];
	struct ignores ignores = {0};

	ck_assert(ignores_find(&ignores, source, strlen(source)));
	for (uint32_t line = 1; line < 7; line++) {
		ck_assert(ignores_match(&ignores, rule, line, line) == expected[line]);
		ck_assert(ignores_match(&ignores, other, line, line) == (line == 3));
	}
	ck_assert(ignores_match(&ignores, rule, 4, 6));
	ck_assert(!ignores_match(&ignores, rule, 4, 5));
	ck_assert(ignores_match(&ignores, other, 1, 9));
	ignores_free(&ignores);
	ck_assert(ignores_find(&ignores, source, strlen(source)));
	ck_assert(ignores_match(&ignores, rule, 1, 2));
	ck_assert(ignores.items[0].used && !ignores.items[1].used && !ignores.items[2].used);
	ignores_free(&ignores);
}
END_TEST

/* All bytes end in the same time: quotes, stars and slashes look ahead. */
START_TEST(hostile_sources_take_no_time)
{
	static const char *const parts[] = {"\"", "\\\"", "'", "'\\", "/*", "*/", "//\n", "/", "\"\n",
		"a\"\\\n", "/* fdtrestrict: ignore=pool-* x */\n", "a // fdtrestrict: ignore=pool-unused,*,a",
		"/*/"};
	size_t size = (size_t)1 << 20;
	char *text = malloc(size);

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(parts); i++) {
		struct ignores ignores = {0};
		size_t length = strlen(parts[i]);

		for (size_t at = 0; at < size; at++)
			text[at] = parts[i][at % length];
		ck_assert(ignores_find(&ignores, text, size));
		ck_assert_uint_le(ignores.count, IGNORES_MOST);
		ignores_free(&ignores);
	}
	free(text);
}
END_TEST

Suite *ignores_suite(void)
{
	return SUITE_OF("ignores", a_comment_holds_for_its_line, alone_it_holds_for_the_next_line,
		several_rules, what_is_wrong_does_not_count, only_comments_are_comments, lines_are_matched,
		hostile_sources_take_no_time);
}
