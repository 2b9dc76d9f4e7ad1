// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "cli/adopt/baseline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENTRY(file, rule, rest) "{\"file\": \"" file "\", \"rule\": \"" rule "\", \"node\": \"/a\"" rest "}"
#define BASELINE(entries) "{\"version\": 1, \"findings\": [" entries "]}"

static const struct fdtr_rule *rule_of(const char *name)
{
	size_t count;

	return fdtr_rules(&count)[fdtr_rule_index(name)];
}

static struct fdtr_report_finding finding_of(const char *rule, char *node, char *property, char *related)
{
	return (struct fdtr_report_finding){.rule = rule_of(rule),
		.place = {.path = node, .property = property},
		.related = {.path = related},
		.has_related = related != NULL};
}

static void add(struct baseline *baseline, const char *file, const struct fdtr_report_finding *finding)
{
	struct baseline_key key = baseline_key_of(finding);

	ck_assert_ptr_nonnull(baseline_add(baseline, file, &key, 1));
}

START_TEST(a_finding_is_known_by_its_place)
{
	static const char text[] = BASELINE(ENTRY("b.dts", "pool-no-map", "") "," ENTRY(
		"a.dts", "pool-no-map", ", \"property\": \"no-map\", \"count\": 3") "," ENTRY("a.dts",
		"pool-unused", ", \"related\": \"/b\""));
	char node[] = "/a", other[] = "/b", property[] = "no-map";
	struct fdtr_report_finding finding = finding_of("pool-no-map", node, property, NULL);
	struct baseline baseline;
	struct fdtr_error error;
	uint32_t first, count, found;

	ck_assert_int_eq(baseline_parse(&baseline, "b", text, strlen(text), &error), FDTR_OK);
	first = baseline_of_file(&baseline, "a.dts", &count);
	ck_assert_uint_eq(count, 2);
	found = baseline_find(&baseline, first, count, &finding);
	ck_assert_uint_ne(found, FDTR_NONE);
	ck_assert_uint_eq(baseline.entries[found].count, 3);
	finding.place.property = NULL;
	ck_assert_uint_eq(baseline_find(&baseline, first, count, &finding), FDTR_NONE);
	finding = finding_of("pool-unused", node, NULL, other);
	ck_assert_uint_ne(baseline_find(&baseline, first, count, &finding), FDTR_NONE);
	finding.has_related = false;
	ck_assert_uint_eq(baseline_find(&baseline, first, count, &finding), FDTR_NONE);
	finding = finding_of("pool-no-map", other, property, NULL);
	ck_assert_uint_eq(baseline_find(&baseline, first, count, &finding), FDTR_NONE);
	first = baseline_of_file(&baseline, "b.dts", &count);
	ck_assert_uint_eq(count, 1);
	finding = finding_of("pool-no-map", node, NULL, NULL);
	ck_assert_uint_ne(baseline_find(&baseline, first, count, &finding), FDTR_NONE);
	(void)baseline_of_file(&baseline, "c.dts", &count);
	ck_assert_uint_eq(count, 0);
	baseline_free(&baseline);
}
END_TEST

START_TEST(what_is_written_is_in_order_and_counted)
{
	char node[] = "/a", other[] = "/b", property[] = "no-map";
	struct fdtr_report_finding findings[] = {finding_of("pool-unused", other, NULL, NULL),
		finding_of("pool-unused", node, NULL, other),
		finding_of("pool-no-map", node, property, NULL)};
	struct baseline baseline = {0}, again;
	struct fdtr_error error;
	char *text, *second;

	for (size_t i = 0; i < 6; i++)
		add(&baseline, i < 3 ? "b\"\xc3\xa4.dts" : "a.dts", &findings[i % 3]);
	add(&baseline, "a.dts", &findings[0]);
	text = baseline_text(&baseline);
	ck_assert_str_eq(text,
		"{\n  \"version\": 1,\n  \"findings\": [\n"
		"    {\"file\": \"a.dts\", \"rule\": \"pool-no-map\", \"node\": \"/a\", \"property\": \"no-map\"},\n"
		"    {\"file\": \"a.dts\", \"rule\": \"pool-unused\", \"node\": \"/a\", \"related\": \"/b\"},\n"
		"    {\"file\": \"a.dts\", \"rule\": \"pool-unused\", \"node\": \"/b\", \"count\": 2},\n"
		"    {\"file\": \"b\\\"\xc3\xa4.dts\", \"rule\": \"pool-no-map\", \"node\": \"/a\", \"property\": \"no-map\"},\n"
		"    {\"file\": \"b\\\"\xc3\xa4.dts\", \"rule\": \"pool-unused\", \"node\": \"/a\", \"related\": \"/b\"},\n"
		"    {\"file\": \"b\\\"\xc3\xa4.dts\", \"rule\": \"pool-unused\", \"node\": \"/b\"}\n"
		"  ]\n}\n");
	ck_assert_int_eq(baseline_parse(&again, "b", text, strlen(text), &error), FDTR_OK);
	ck_assert_uint_eq(again.count, 6);
	ck_assert_uint_eq(again.entries[2].line, 6);
	second = baseline_text(&again);
	ck_assert_str_eq(text, second);
	free(text);
	free(second);
	baseline_free(&baseline);
	baseline_free(&again);
}
END_TEST

START_TEST(an_entry_found_again_counts_once)
{
	static const char text[] = BASELINE(ENTRY("a.dts", "pool-unused", ", \"count\": 2"));
	char node[] = "/a";
	struct fdtr_report_finding finding = finding_of("pool-unused", node, NULL, NULL);
	struct baseline baseline;
	struct fdtr_error error;

	for (uint32_t found = 1; found < 4; found++) {
		char *written;

		ck_assert_int_eq(baseline_parse(&baseline, "b", text, strlen(text), &error), FDTR_OK);
		for (uint32_t i = 0; i < found; i++)
			add(&baseline, "a.dts", &finding);
		written = baseline_text(&baseline);
		ck_assert_ptr_nonnull(strstr(written, found < 3 ? "\"count\": 2" : "\"count\": 3"));
		free(written);
		baseline_free(&baseline);
	}
}
END_TEST

START_TEST(an_empty_baseline_is_one)
{
	struct baseline baseline = {0};
	char *text = baseline_text(&baseline);

	ck_assert_str_eq(text, "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
	free(text);
	baseline_free(&baseline);
}
END_TEST

START_TEST(names_are_utf_8)
{
	struct baseline baseline = {.folder = strdup("/no/such")};
	char *name = baseline_name_file(&baseline, "nowhere/\xc3\xa4.dts");

	ck_assert_str_eq(name, "nowhere/\xc3\xa4.dts");
	free(name);
	name = baseline_name_file(&baseline, "nowhere/\xc3\xff.dts");
	ck_assert_str_eq(name, "nowhere/%C3%FF.dts");
	free(name);
	baseline_free(&baseline);
}
END_TEST

START_TEST(errors_say_where)
{
	static const struct {
		const char *text;
		const char *start;
	} cases[] = {
		{"", "b:1:1: it is not JSON"},
		{"{\"version\": 1,\n \"findings\": [}", "b:2:15: it is not JSON"},
		{"{\"version\": 1,\n \"version\": 1}", "b:2:10: it is not JSON: duplicate object key"},
		{BASELINE("") "x", "b:1:31: it is not JSON"},
		{"[]", "b:1:1: a baseline is an object"},
		{"1", "b:1:1: a baseline is an object"},
		{"{}", "b:1:1: this is no baseline of version 1"},
		{"{\n \"version\": 2, \"findings\": []}", "b:2:2: this is no baseline of version 1"},
		{"{\n \"version\": \"1\", \"findings\": []}", "b:2:2: this is no baseline of version 1"},
		{"{\"version\": 1}", "b:1:1: 'findings' must be an array"},
		{"{\"version\": 1, \"findings\": {}}", "b:1:16: 'findings' must be an array"},
		{"{\"version\": 1, \"findings\": [],\n\"more\": 1}", "b:2:1: no key 'more'"},
		{BASELINE("\n1"), "b:2:1: an entry must be an object"},
		{BASELINE("{\"file\": \"a\"}"), "b:1:29: this entry has no 'rule'"},
		{BASELINE("{\"file\": \"a\", \"rule\": \"b\"}"), "b:1:29: this entry has no 'node'"},
		{BASELINE("\n" ENTRY("", "b", "")), "b:2:1: 'file' must be a string"},
		{BASELINE(ENTRY("a", "b", "") ",\n " ENTRY("b", "b", ", \"node2\": 1")),
			"b:2:2: an entry has no key 'node2'"},
		{BASELINE(ENTRY("a", "[{\\\"\\\\", "") ",\n " ENTRY("b", "b", ", \"property\": 1")),
			"b:2:2: 'property' must be a string"},
		{BASELINE("\n" ENTRY("a", "b", ", \"count\": 0")), "b:2:1: 'count' must be a number"},
		{BASELINE("\n" ENTRY("a", "b", ", \"count\": 4294967296")),
			"b:2:1: 'count' must be a number"},
		{BASELINE("\n" ENTRY("a", "b", "") ",\n" ENTRY("a", "c", "") ",\n" ENTRY("a", "b", "")),
			"b:4:1: this entry is there already, in line 2"},
		{BASELINE("\n" ENTRY("a\\u0000", "b", "")), "b:2:18: it is not JSON"},
	};
	struct baseline baseline;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++) {
		struct fdtr_error error = {0};
		int status = baseline_parse(&baseline, "b", cases[i].text, strlen(cases[i].text), &error);

		ck_assert_msg(status == FDTR_ERR_ARGUMENT, "%s", cases[i].text);
		ck_assert_msg(!strncmp(error.message, cases[i].start, strlen(cases[i].start)), "%s: %s",
			cases[i].text, error.message);
		baseline_free(&baseline);
	}
}
END_TEST

START_TEST(deep_nesting_is_refused)
{
	static char text[1 << 20];
	struct baseline baseline;
	struct fdtr_error error;

	memset(text, '[', sizeof(text));
	ck_assert_int_eq(baseline_parse(&baseline, "b", text, sizeof(text), &error), FDTR_ERR_ARGUMENT);
	baseline_free(&baseline);
}
END_TEST

Suite *baseline_suite(void)
{
	return SUITE_OF("baseline", a_finding_is_known_by_its_place, what_is_written_is_in_order_and_counted,
		an_entry_found_again_counts_once, an_empty_baseline_is_one, names_are_utf_8, errors_say_where,
		deep_nesting_is_refused);
}
