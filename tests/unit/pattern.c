// SPDX-License-Identifier: BSD-2-Clause
/* Regular expressions: Python's reading, a shared number a text, and an end to backtracking. */
#include "unit.h"

#include "schema/pattern/pattern.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static struct patterns *patterns;
static struct matcher *matcher;

static void setup(void)
{
	patterns = patterns_make();
	matcher = matcher_make();
	ck_assert_ptr_nonnull(patterns);
	ck_assert_ptr_nonnull(matcher);
}

static void teardown(void)
{
	patterns_free(patterns);
	matcher_free(matcher);
}

static const struct pattern *add(const char *text)
{
	const struct pattern *pattern;

	ck_assert_int_eq(patterns_add(patterns, text, strlen(text), &pattern, NULL), FDTR_OK);
	return pattern;
}

static enum match ask(const char *expression, const char *text)
{
	return pattern_match(add(expression), matcher, text, strlen(text));
}

START_TEST(searches_anywhere)
{
	ck_assert_int_eq(ask("b", "abc"), MATCH_YES);
	ck_assert_int_eq(ask("^b", "abc"), MATCH_NO);
	ck_assert_int_eq(ask("-names$", "clock-names"), MATCH_YES);
	ck_assert_int_eq(ask("(?<!,nr)-gpios?$", "ti,nr-gpios"), MATCH_NO);
	ck_assert_int_eq(ask("(?<!,nr)-gpios?$", "reset-gpio"), MATCH_YES);
	ck_assert_int_eq(ask("", ""), MATCH_YES);
}
END_TEST

/* Expression, text, and what Python's re.search() says. */
static const struct {
	const char *expression, *text;
	bool found;
} python[] = {
	{"^a{,2}$", "aa", true},
	{"^a{,2}$", "aaa", false},
	{"^a{,2}$", "a{,2}", false},
	{"^a{,}$", "aaa", true},
	{"^a{,2}?$", "", true},
	{"^a{}$", "a{}", true},
	{"^a{ 1}$", "a{ 1}", true},
	{"^a{ 1}$", "a", false},
	{"^a{1$", "a{1", true},
	{"a$", "a\n", true},
	{"a$", "a\n\n", false},
	{"a\\Z", "a\n", false},
	{"a\\Z", "a", true},
	{"^.$", "\n", false},
	{"^.$", "\r", true},
	{"^\\v$", "\v", true},
	{"^\\v$", "\f", false},
	{"^[\\v]$", "\f", false},
	{"^\\x41\\u0042\\U00000043$", "ABC", true},
	{"^\\d$", "\xd9\xa3", true},
	{"^\\w$", "\xc3\xa9", true},
	{"^.$", "\xc3\xa9", true},
	{"^[]a]+$", "]a", true},
	{"^[^]a]$", "]", false},
	{"^[[:alpha:]]$", "x", false},
	{"^[[:alpha:]]$", "a]", true},
	{"^[[a]$", "[", true},
	{"^a(?#[ )b$", "ab", true},
	{"^(?i:a)b$", "Ab", true},
	{"^(?P<x>a)(?P=x)$", "aa", true},
	{"^\\-\\_\\/$", "-_/", true},
	{"(?=a)b?a", "a", true},
};

START_TEST(reads_as_python_does)
{
	ck_assert_msg(
		ask(python[_i].expression, python[_i].text) == (python[_i].found ? MATCH_YES : MATCH_NO),
		"%s on %s", python[_i].expression, python[_i].text);
}
END_TEST

static const char *const refused[] = {"(", "a)", "[a", "[]", "a**", "*a", "\\", "\\h", "\\K", "\\Q", "\\p{L}",
	"\\x4", "\\u004", "[\\Z]", "(?R)", "(?|a)", "(?", "(?)", "(?&x)", "(?#", "(*FAIL)", "(*UTF)a", "\xff",
	"[b-a]", "a{2,1}", "a{99999}", "(?<x>a)"};

START_TEST(refuses_what_python_refuses)
{
	const struct pattern *pattern;
	struct fdtr_error error = {0};
	const uint32_t before = patterns_count(patterns);

	ck_assert_msg(patterns_add(patterns, refused[_i], strlen(refused[_i]), &pattern, &error) ==
			      FDTR_ERR_BADTREE,
		"%s", refused[_i]);
	ck_assert_int_eq(error.status, FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(strstr(error.message, "does not compile: "));
	ck_assert_uint_eq(patterns_count(patterns), before);
}
END_TEST

START_TEST(says_where)
{
	const struct pattern *pattern;
	struct fdtr_error error;

	ck_assert_int_eq(patterns_add(patterns, "ab\\h", 4, &pattern, &error), FDTR_ERR_BADTREE);
	ck_assert_str_eq(error.message,
		"the expression ab\\h does not compile: there is no such escape, at its byte 3");
}
END_TEST

START_TEST(shares_a_text)
{
	char text[16];
	const struct pattern *first = add("^p0$");

	for (uint32_t i = 0; i < 1000; i++) {
		snprintf(text, sizeof(text), "^p%u$", i);
		ck_assert_uint_eq(pattern_number(add(text)), i);
		ck_assert_str_eq(pattern_text(add(text)), text);
	}
	ck_assert_uint_eq(patterns_count(patterns), 1000);
	ck_assert_ptr_eq(add("^p0$"), first);
	ck_assert_int_eq(ask("^p999$", "p999"), MATCH_YES);
}
END_TEST

/* A NUL is a character as any other. */
START_TEST(knows_lengths)
{
	const struct pattern *pattern;

	ck_assert_int_eq(patterns_add(patterns, "a\0b", 3, &pattern, NULL), FDTR_OK);
	ck_assert_ptr_ne(pattern, add("a"));
	ck_assert_int_eq(pattern_match(pattern, matcher, "a\0b", 3), MATCH_YES);
	ck_assert_int_eq(pattern_match(pattern, matcher, "a", 1), MATCH_NO);
}
END_TEST

START_TEST(bears_text_that_is_no_utf8)
{
	ck_assert_int_eq(ask("b$", "a\xff\xc3"
				   "b"),
		MATCH_YES);
	ck_assert_int_eq(ask("^a.*b$", "a\xff"
				       "b"),
		MATCH_NO);
	ck_assert_int_eq(ask("^x", "\xe2\x82"), MATCH_NO);
}
END_TEST

static const char *const endless[] = {"^(a+)+$", "(a|aa)+$", "^(a|a?)+$", "^(\\w+\\s?)*$",
	"(a*)*(a*)*(a*)*(a*)*b$", "^(([a-z])+.)+[A-Z]([a-z])+$"};

START_TEST(gives_up)
{
	char text[4096];
	const clock_t begin = clock();

	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 2] = '!';
	text[sizeof(text) - 1] = '\0';
	ck_assert_int_ne(ask(endless[_i], text), MATCH_YES);
	ck_assert_int_ne(ask(endless[_i], text + sizeof(text) - 60), MATCH_YES);
	ck_assert_msg((double)(clock() - begin) / CLOCKS_PER_SEC < 1, "%s", endless[_i]);
}
END_TEST

START_TEST(names_the_limit)
{
	ck_assert_int_eq(ask("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"), MATCH_LIMIT);
	ck_assert_int_eq(ask("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), MATCH_YES);
}
END_TEST

/* Each of these ends, but only so many may be so slow. */
START_TEST(slow_matches_add_up)
{
	char text[300];
	unsigned int slow = 0;

	memset(text, 'a', sizeof(text));
	text[150] = 'z';
	text[151] = '\0';
	while (slow < 10000 && ask("^(a|b|ab)*(a|b)*z[0-9]", text) == MATCH_NO)
		slow++;
	ck_assert_uint_gt(slow, 100);
	ck_assert_uint_lt(slow, 10000);
	ck_assert_int_eq(ask("^(a|b|ab)*z", text), MATCH_YES);
}
END_TEST

START_TEST(work)
{
	ck_assert_uint_lt(pattern_work(add("a-b$"), 31), 256);
	ck_assert_uint_lt(pattern_work(add("^a.*b$"), 1000000), 2000000);
	ck_assert_uint_gt(pattern_work(add("a.*b$"), 1000000), UINT64_C(100000000000));
}
END_TEST

Suite *pattern_suite(void)
{
	Suite *suite = suite_create("pattern");
	TCase *tests = tcase_create("pattern");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, searches_anywhere);
	tcase_add_loop_test(tests, reads_as_python_does, 0, (int)FDTR_ARRAY_SIZE(python));
	tcase_add_loop_test(tests, refuses_what_python_refuses, 0, (int)FDTR_ARRAY_SIZE(refused));
	tcase_add_test(tests, says_where);
	tcase_add_test(tests, shares_a_text);
	tcase_add_test(tests, knows_lengths);
	tcase_add_test(tests, bears_text_that_is_no_utf8);
	tcase_add_loop_test(tests, gives_up, 0, (int)FDTR_ARRAY_SIZE(endless));
	tcase_add_test(tests, names_the_limit);
	tcase_add_test(tests, slow_matches_add_up);
	tcase_add_test(tests, work);
	suite_add_tcase(suite, tests);
	return suite;
}
