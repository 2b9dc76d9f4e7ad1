// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "cli/input/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(patterns_match_whole_paths)
{
	static const struct {
		const char *pattern;
		const char *path;
		bool matches;
	} cases[] = {
		{"", "", true},
		{"", "a", false},
		{"a", "", false},
		{"a.dts", "a.dts", true},
		{"a.dts", "b/a.dts", false},
		{"*.dts", "a.dts", true},
		{"*.dts", ".dts", true},
		{"*.dts", "b/a.dts", false},
		{"*", "a/b", false},
		{"b/*", "b/a", true},
		{"b/*", "b/c/a", false},
		{"*a*b*", "xaxxbx", true},
		{"*a*b", "xaxxbx", false},
		{"**/a.dts", "a.dts", true},
		{"**/a.dts", "b/c/a.dts", true},
		{"**/a.dts", "b/ca.dts", false},
		{"b/**/a", "b/a", true},
		{"b/**/a", "b/c/d/a", true},
		{"b/**/a", "ba", false},
		{"b/**", "b/c/d", true},
		{"b/**", "b", false},
		{"**", "b/c/d", true},
		{"**/*-evk/*.dts", "x/y/a-evk/z-evk/b.dts", true},
		{"**/*-evk/*.dts", "x/y/a-evk/z/b.dts", false},
		{"**/x*y/**/z", "a/xqy/xy/b/z", true},
		{"**/x*y/**/z", "a/xq/y/b/z", false},
		{"a**c", "a/b/c", true},
		{"?.dts", "a.dts", true},
		{"a?b", "a/b", false},
		{"[a-c]x", "bx", true},
		{"[a-c]x", "dx", false},
		{"[!a-c]x", "dx", true},
		{"[!a-c]x", "bx", false},
		{"a[!b]c", "a/c", false},
		{"[]a]", "]", true},
		{"[a-]", "-", true},
		{"[a", "[a", true},
		{"\\*", "*", true},
		{"\\*", "a", false},
		{"\\?", "?", true},
		{"\\?", "a", false},
		{"a\\", "a\\", true},
		{"../b/*.dts", "../b/a.dts", true},
	};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++)
		ck_assert_msg(path_matches(cases[i].pattern, cases[i].path) == cases[i].matches,
			"'%s' and '%s'", cases[i].pattern, cases[i].path);
}
END_TEST

/* What the pattern means, without any care for time. */
static bool means(const char *start, const char *pattern, const char *path)
{
	bool whole = (pattern == start || pattern[-1] == '/') && !strncmp(pattern, "**/", 3);

	if (!*pattern)
		return !*path;
	if (!strncmp(pattern, "**", 2)) {
		const char *rest = pattern + (whole ? 3 : 2);

		if (means(start, rest, path))
			return true;
		for (; *path; path++) {
			if ((!whole || *path == '/') && means(start, rest, path + 1))
				return true;
		}
		return false;
	}
	if (*pattern == '*')
		return means(start, pattern + 1, path) ||
		       (*path && *path != '/' && means(start, pattern, path + 1));
	return *path == *pattern && means(start, pattern + 1, path + 1);
}

static void random_pattern(char *pattern, size_t length, uint64_t *state)
{
	static const char *const parts[] = {"a", "b", "*", "/", "/**/", "a*", "**"};

	pattern[0] = '\0';
	for (size_t i = 0; i < length; i++)
		strcat(pattern, parts[random_below(state, FDTR_ARRAY_SIZE(parts))]);
}

START_TEST(patterns_mean_what_they_say)
{
	uint64_t state = 7;
	char pattern[64], path[16];
	unsigned int matched = 0;

	for (int round = 0; round < 200000; round++) {
		size_t length = random_below(&state, 10);

		for (size_t i = 0; i < length; i++)
			path[i] = "ab/"[random_below(&state, 3)];
		path[length] = '\0';
		random_pattern(pattern, random_below(&state, 7), &state);
		matched += means(pattern, pattern, path);
		ck_assert_msg(path_matches(pattern, path) == means(pattern, pattern, path), "'%s' and '%s'",
			pattern, path);
	}
	ck_assert_uint_gt(matched, 1000);
}
END_TEST

START_TEST(hostile_patterns_take_no_time)
{
	static char pattern[4001], path[4001];

	for (size_t i = 0; i < 4000; i += 2)
		memcpy(pattern + i, "*a", 2);
	memset(path, 'a', 4000);
	path[3999] = 'b';
	ck_assert(!path_matches(pattern, path));
}
END_TEST

static void check_from(const char *folder, const char *name, const char *expected)
{
	char *path = path_from(folder, name);

	ck_assert_str_eq(path, expected);
	free(path);
}

START_TEST(paths_are_seen_from_a_folder)
{
	char *here = path_folder("here");
	char below[4096];
	int up = 0;

	ck_assert_ptr_nonnull(here);
	ck_assert_int_eq(here[0], '/');
	check_from(here, "a.dts", "a.dts");
	check_from(here, "./a.dts", "a.dts");
	check_from(here, "-", "-");
	check_from(here, "no/such/folder/a.dts", "no/such/folder/a.dts");
	check_from("/", "/a.dts", "a.dts");
	check_from("/usr/lib", "/usr/a.dts", "../a.dts");
	check_from("/usr", "/usr/lib/a.dts", "lib/a.dts");
	check_from("/usr/li", "/usr/lib/a.dts", "../lib/a.dts");
	check_from("/usr/lib/x", "/usr/a.dts", "../../a.dts");
	check_from("/usr/lib", "/a.dts", "../../a.dts");
	up = snprintf(below, sizeof(below), "%s/below", here);
	ck_assert_int_lt(up, (int)sizeof(below));
	check_from(below, "a.dts", "../a.dts");
	free(here);
}
END_TEST

Suite *paths_suite(void)
{
	return SUITE_OF("paths", patterns_match_whole_paths, patterns_mean_what_they_say,
		hostile_patterns_take_no_time, paths_are_seen_from_a_folder);
}
