// SPDX-License-Identifier: BSD-2-Clause
/* What programs read: json, jsonl, sarif, github, junit. */
#include "report.h"
#include "unit.h"

#include "report/write.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char unreadable[] = "x: cannot be read", odd_name[] = "a,b:c%d\n<e>&\"f\".dtb";

static struct fdtr_report_file *failed_file(void)
{
	static struct fdtr_report_file file;

	file = (struct fdtr_report_file){.name = "x", .failure = unreadable};
	return &file;
}

static json_t *parse(const char *text)
{
	json_error_t error;
	json_t *value = json_loads(text, 0, &error);

	ck_assert_msg(value != NULL, "%s in %s", error.text, text);
	return value;
}

/* A string, number or truth at a path of keys and indexes, as text. */
static const char *at(const json_t *value, const char *path)
{
	static char text[4096];
	char keys[256], *rest = keys;

	(void)snprintf(keys, sizeof(keys), "%s", path);
	for (char *key = strtok_r(keys, " ", &rest); key; key = strtok_r(NULL, " ", &rest))
		value = json_is_array(value) ? json_array_get(value, strtoul(key, NULL, 10))
		                             : json_object_get(value, key);
	if (!value)
		return "(none)";
	if (json_is_string(value))
		return json_string_value(value);
	(void)snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT,
		json_is_true(value) ? (json_int_t)1 : json_integer_value(value));
	return text;
}

#define check_at(value, path, wanted) ck_assert_str_eq(at(value, path), wanted)

START_TEST(json_tells_all)
{
	json_t *root = parse(render(&fdtr_report_json, &sample_style, sample_pair()));

	check_at(root, "version", "1");
	check_at(root, "files 0 file", "bad.dtb");
	check_at(root, "files 0 findings 0 rule", "pool-no-map");
	check_at(root, "files 0 findings 0 place offset", "324");
	check_at(root, "files 0 findings 0 place line", "(none)");
	check_at(root, "files 0 findings 1 place cell", "4");
	check_at(root, "files 0 findings 1 related path", "/reserved-memory/other@50700000");
	check_at(root, "summary errors", "1");
	check_at(root, "summary infos", "1");
	json_decref(root);
	root = parse(render(&fdtr_report_json, &sample_style, sample_source("a.dtsi", 14, 3, 10)));
	check_at(root, "files 0 findings 0 place file", "a.dtsi");
	check_at(root, "files 0 findings 0 place line", "14");
	check_at(root, "files 0 findings 0 place endColumn", "10");
	json_decref(root);
	root = parse(render(&fdtr_report_json, &sample_style, failed_file()));
	check_at(root, "files 0 error", "x: cannot be read");
	json_decref(root);
	root = parse(render(&fdtr_report_json, &sample_style, NULL));
	ck_assert_uint_eq(json_array_size(json_object_get(root, "files")), 0);
	json_decref(root);
}
END_TEST

START_TEST(json_keeps_names)
{
	struct fdtr_report_file *file = sample_file();
	json_t *root;

	file->name = odd_name;
	file->findings[0].message = (char[]){"\xff\"\\\x01\xc3\xa4"};
	root = parse(render(&fdtr_report_json, &sample_style, file));
	check_at(root, "files 0 file", odd_name);
	check_at(root, "files 0 findings 0 message", "?\"\\\x01\xc3\xa4");
	json_decref(root);
}
END_TEST

START_TEST(jsonl_is_a_line_a_finding)
{
	struct fdtr_report_file *file = sample_pair();
	const char *text;
	json_t *line;

	file->cut = true;
	text = render(&fdtr_report_jsonl, &sample_style, file);
	for (int i = 0; i < 3; i++, text = strchr(text, '\n') + 1) {
		line = json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);
		check_at(line, "file", "bad.dtb");
		check_at(line, "rule", i == 0 ? "pool-no-map" : i == 1 ? "reserved-overlap" : "(none)");
		check_at(line, "cut", i == 2 ? "1" : "(none)");
		json_decref(line);
	}
	ck_assert_str_eq(text, "");
	ck_assert_str_eq(render(&fdtr_report_jsonl, &sample_style, failed_file()),
		"{\"file\":\"x\",\"error\":\"x: cannot be read\"}\n");
	ck_assert_str_eq(render(&fdtr_report_jsonl, &sample_style, NULL), "");
}
END_TEST

START_TEST(sarif_places)
{
	struct fdtr_report_file *file = sample_pair();
	json_t *root = parse(render(&fdtr_report_sarif, &sample_style, file));
	json_t *run = json_array_get(json_object_get(root, "runs"), 0);
	const char *result = "results 0 locations 0 ";
	char path[128];

#define check_place(rest, wanted)                                      \
	do {                                                           \
		(void)snprintf(path, sizeof(path), "%s" rest, result); \
		check_at(run, path, wanted);                           \
	} while (0)
	check_place("physicalLocation artifactLocation uri", "bad.dtb");
	check_place("physicalLocation region byteOffset", "324");
	check_place("logicalLocations 0 fullyQualifiedName", "/reserved-memory/pool@50000000:no-map");
	check_place("logicalLocations 0 kind", "property");
	check_at(run, "results 1 level", "note");
	check_at(run, "results 1 message text",
		"it overlaps another. See [/reserved-memory/other@50700000](1).");
	check_at(run, "results 1 relatedLocations 0 id", "1");
	check_at(run, "results 1 relatedLocations 0 physicalLocation region byteOffset", "384");
	check_at(run, "invocations 0 executionSuccessful", "1");
	json_decref(root);
	file = sample_source(write_sample("/* \xc3\xa4\xc3\xb6 */ x;\n", 14), 1, 12, 14);
	root = parse(render(&fdtr_report_sarif, &sample_style, file));
	run = json_array_get(json_object_get(root, "runs"), 0);
	check_place("physicalLocation region startLine", "1");
	check_place("physicalLocation region startColumn", "10");
	check_place("physicalLocation region endColumn", "12");
	check_place("physicalLocation region byteOffset", "(none)");
	ck_assert_ptr_nonnull(strstr(
		at(run, "results 0 locations 0 physicalLocation artifactLocation uri"), "file:///tmp/"));
	check_place("physicalLocation artifactLocation uriBaseId", "(none)");
	json_decref(root);
}
END_TEST

START_TEST(sarif_messages_hold_no_links_of_others)
{
	struct fdtr_report_file *file = sample_file();
	json_t *root;

	file->name = odd_name;
	file->findings[0].message = (char[]){"see [this](http://x) {0} \\"};
	root = parse(render(&fdtr_report_sarif, &sample_style, file));
	check_at(root, "runs 0 results 0 message text", "see \\[this\\](http://x) {{0}} \\\\.");
	check_at(root, "runs 0 results 0 locations 0 physicalLocation artifactLocation uri",
		"a%2Cb%3Ac%25d%0A%3Ce%3E%26%22f%22.dtb");
	json_decref(root);
}
END_TEST

START_TEST(sarif_tells_what_could_not_be_read)
{
	json_t *root = parse(render(&fdtr_report_sarif, &sample_style, failed_file()));

	check_at(root, "runs 0 invocations 0 executionSuccessful", "0");
	check_at(root, "runs 0 invocations 0 toolExecutionNotifications 0 message text", "cannot be read.");
	check_at(root,
		"runs 0 invocations 0 toolExecutionNotifications 0 locations 0 physicalLocation "
		"artifactLocation uri",
		"x");
	json_decref(root);
}
END_TEST

START_TEST(fingerprints_stay_and_differ)
{
	struct fdtr_report_file *file = sample_pair();
	const char *path = "runs 0 results 1 partialFingerprints fdtrestrict/v1";
	char first[64], second[64];
	json_t *root;

	file->findings[0] = file->findings[1];
	root = parse(render(&fdtr_report_sarif, &sample_style, file));
	(void)snprintf(first, sizeof(first), "%s", at(root, path));
	ck_assert_str_eq(strchr(first, ':'), ":2");
	json_decref(root);
	file->findings[1].place.offset++;
	file->findings[1].place.span = (struct source_span){"x.dts", 9, 9, 9, 9};
	file->findings[1].message = (char[]){"at 0x50000000"};
	root = parse(render(&fdtr_report_sarif, &sample_style, file));
	ck_assert_str_eq(at(root, path), first);
	json_decref(root);
	file->findings[1].related.path = (char[]){"/another"};
	root = parse(render(&fdtr_report_sarif, &sample_style, file));
	(void)snprintf(second, sizeof(second), "%s", at(root, path));
	ck_assert_str_eq(strchr(second, ':'), ":1");
	ck_assert_int_ne(strncmp(first, second, 16), 0);
	json_decref(root);
}
END_TEST

START_TEST(sarif_rules_are_the_table)
{
	json_t *root = parse(render(&fdtr_report_sarif, &sample_style, NULL));
	json_t *driver = json_object_get(
		json_object_get(json_array_get(json_object_get(root, "runs"), 0), "tool"), "driver");
	json_t *list = json_object_get(driver, "rules");
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	check_at(driver, "version", fdtr_version());
	ck_assert_uint_eq(json_array_size(list), count);
	for (size_t i = 0; i < count; i++) {
		json_t *rule = json_array_get(list, i);

		check_at(rule, "id", rules[i]->name);
		check_at(rule, "fullDescription text", rules[i]->why);
		ck_assert_ptr_nonnull(strstr(at(rule, "help markdown"), rules[i]->fix));
	}
	check_at(json_array_get(list, (size_t)fdtr_rule_index("pool-no-map")), "name", "PoolNoMap");
	json_decref(root);
}
END_TEST

START_TEST(github_commands)
{
	struct fdtr_report_file *file = sample_source("d/a.dtsi", 14, 3, 10);
	const char *text = render(&fdtr_report_github, &sample_style, file);

	ck_assert_ptr_eq(
		strstr(text,
			"::error file=d/a.dtsi,line=14,endLine=14,col=3,endColumn=10,title=pool-no-map::the "
			"pool is marked no-map%0Aat: /reserved-memory/pool@50000000, property "
			"no-map%0Afix: "),
		text);
	file->findings[0].place.span.end_line = 16;
	file->findings[0].severity = FDTR_INFO;
	text = render(&fdtr_report_github, &sample_style, file);
	ck_assert_ptr_eq(strstr(text, "::notice file=d/a.dtsi,line=14,endLine=16,title=pool-no-map::"), text);
	ck_assert_str_eq(render(&fdtr_report_github, &sample_style, failed_file()),
		"::error file=x,title=unreadable::cannot be read\n");
}
END_TEST

START_TEST(github_commands_cannot_be_smuggled_in)
{
	struct fdtr_report_file *file = sample_file();
	const char *text;

	file->name = odd_name;
	file->findings[0].message = (char[]){"100%\r\n::add-mask::x"};
	text = render(&fdtr_report_github, &sample_style, file);
	ck_assert_ptr_eq(strstr(text, "::error file=a%2Cb%3Ac%25d%0A<e>&\"f\".dtb,title=pool-no-map::"
				      "100%25%0D%0A::add-mask::x%0A"),
		text);
	ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
}
END_TEST

START_TEST(names_count_from_the_repository)
{
	char here[4096], *slash;

	ck_assert_ptr_nonnull(getcwd(here, sizeof(here)));
	slash = strrchr(here, '/');
	*slash = '\0';
	ck_assert_int_eq(setenv("GITHUB_WORKSPACE", *here ? here : "/", 1), 0);
	if (*here) {
		char wanted[4200];
		struct fdtr_report_file *file = failed_file();

		(void)snprintf(wanted, sizeof(wanted), "::error file=%s/x,", slash + 1);
		ck_assert_ptr_nonnull(strstr(render(&fdtr_report_github, &sample_style, file), wanted));
		file->name = "./x";
		ck_assert_ptr_nonnull(strstr(render(&fdtr_report_github, &sample_style, file), wanted));
		file->name = "a/.././b/../x";
		ck_assert_ptr_nonnull(strstr(render(&fdtr_report_github, &sample_style, file), wanted));
		file->name = "../b/x";
		ck_assert_ptr_nonnull(strstr(render(&fdtr_report_github, &sample_style, file), "file=b/x,"));
		ck_assert_ptr_nonnull(
			strstr(render(&fdtr_report_sarif, &sample_style, file), "\"uri\":\"b/x\""));
		file->name = "../../../b/../x";
		ck_assert_ptr_nonnull(
			strstr(render(&fdtr_report_github, &sample_style, file), "file=../../x,"));
		file->name = "/x";
		ck_assert_ptr_nonnull(strstr(render(&fdtr_report_github, &sample_style, file), "file=/x,"));
		file->name = "-";
		ck_assert_ptr_nonnull(strstr(render(&fdtr_report_github, &sample_style, file), "file=-,"));
	}
	*slash = '/';
	ck_assert_int_eq(setenv("GITHUB_WORKSPACE", here, 1), 0);
	ck_assert_ptr_nonnull(strstr(render(&fdtr_report_github, &sample_style, failed_file()), "file=x,"));
	ck_assert_int_eq(unsetenv("GITHUB_WORKSPACE"), 0);
}
END_TEST

START_TEST(junit_cases)
{
	struct fdtr_report_file *file = sample_pair();
	struct fdtr_report_style strict = {.command = "lint", .fail_on = FDTR_INFO};
	const char *text = render(&fdtr_report_junit, &sample_style, file);

	ck_assert_ptr_nonnull(
		strstr(text, "<testsuite name=\"bad.dtb\" tests=\"2\" failures=\"1\" errors=\"0\""));
	ck_assert_ptr_nonnull(
		strstr(text, "<testcase classname=\"bad.dtb\" file=\"bad.dtb\" name=\"pool-no-map: "
			     "/reserved-memory/pool@50000000 no-map\">\n      <failure type=\"error\" "
			     "message=\"the pool is marked no-map\">error: the pool is marked no-map\n"
			     "at: /reserved-memory/pool@50000000, property no-map, byte 0x144\nwhy: "));
	ck_assert_ptr_nonnull(strstr(text, "<system-out>info: it overlaps another\n"));
	ck_assert_ptr_nonnull(
		strstr(render(&fdtr_report_junit, &strict, file), "tests=\"2\" failures=\"2\" errors=\"0\""));
	file->findings[1] = file->findings[0];
	ck_assert_ptr_nonnull(
		strstr(render(&fdtr_report_junit, &sample_style, file), "pool@50000000 no-map (2)\">"));
	file->count = 0;
	ck_assert_ptr_nonnull(strstr(render(&fdtr_report_junit, &sample_style, file),
		"tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n    <testcase "
		"classname=\"bad.dtb\" file=\"bad.dtb\" name=\"lint\"/>\n"));
	text = render(&fdtr_report_junit, &sample_style, failed_file());
	ck_assert_ptr_nonnull(strstr(text, "tests=\"1\" failures=\"0\" errors=\"1\""));
	ck_assert_ptr_nonnull(strstr(text, "<error type=\"unreadable\" message=\"cannot be read\"/>"));
}
END_TEST

START_TEST(junit_is_escaped)
{
	struct fdtr_report_file *file = sample_file();
	const char *text;

	file->name = odd_name;
	file->findings[0].message = (char[]){"]]><x a='\"'>&\x01\xff\xef\xbf\xbf"};
	text = render(&fdtr_report_junit, &sample_style, file);
	ck_assert_ptr_nonnull(strstr(text, "name=\"a,b:c%d?&#60;e&#62;&#38;&#34;f&#34;.dtb\""));
	ck_assert_ptr_nonnull(strstr(text, ">error: ]]&#62;&#60;x a=&#39;&#34;&#39;&#62;&#38;???\nat: "));
}
END_TEST

START_TEST(formats_are_found)
{
	char names[FDTR_REPORT_NAMES], *rest = names;
	unsigned int count = 0;

	ck_assert_str_eq(
		fdtr_report_format_names(names), "text, gcc, json, jsonl, sarif, github, junit, html");
	for (char *name = strtok_r(names, ", ", &rest); name; name = strtok_r(NULL, ", ", &rest), count++)
		ck_assert_str_eq(fdtr_report_format(name)->name, name);
	ck_assert_uint_eq(count, 8);
	ck_assert_ptr_null(fdtr_report_format("JSON"));
	ck_assert_ptr_eq(fdtr_report_format_of("a/b.sarif"), &fdtr_report_sarif);
	ck_assert_ptr_eq(fdtr_report_format_of("b.jsonl"), &fdtr_report_jsonl);
	ck_assert_ptr_eq(fdtr_report_format_of("b.json"), &fdtr_report_json);
	ck_assert_ptr_eq(fdtr_report_format_of("report.xml"), &fdtr_report_junit);
	ck_assert_ptr_eq(fdtr_report_format_of("report.html"), &fdtr_report_html);
	ck_assert_ptr_null(fdtr_report_format_of(".json"));
	ck_assert_ptr_null(fdtr_report_format_of("report"));
	ck_assert_ptr_null(fdtr_report_format_of(""));
}
END_TEST

static void check_failure(char *failure, const char *command)
{
	struct fdtr_report_file file = {.name = "a b.dts", .failure = failure};
	const char *text = render(&fdtr_report_github, &sample_style, &file);

	ck_assert_msg(strstr(text, command) == text, "%s", text);
}

/* What dtc says of a.dts, and the one line of it: the place stands there once. */
static void check_gcc(const char *said, const char *line)
{
	char failure[128];
	struct fdtr_report_file file = {.name = "a.dts", .failure = failure};

	(void)snprintf(failure, sizeof(failure), "a.dts: dtc failed: %s", said);
	ck_assert_str_eq(render(&fdtr_report_gcc, &sample_style, &file), line);
}

/* A colon in a name is no place. */
START_TEST(compilers_say_where)
{
	struct fdtr_report_file file = {
		.name = "a.dts", .failure = (char[]){"a.dts: dtc failed: Error: b.dtsi:4.1-7 syntax error"}};
	json_t *root;

	check_failure((char[]){"a b.dts: dtc failed: Error: a b.dts:4.1-7 syntax error"},
		"::error file=a b.dts,line=4,col=1,title=");
	check_failure((char[]){"a b.dts: dtc failed: c:d.dts:14.20-15.36: ERROR (duplicate_label): /y: no"},
		"::error file=c%3Ad.dts,line=14,col=20,title=");
	check_failure((char[]){"a b.dts: cpp failed: a b.dts:2:10: fatal error: pool.h: No such file"},
		"::error file=a b.dts,line=2,col=10,title=");
	check_failure((char[]){"a b.dts: dtc failed: FATAL ERROR: Couldn't open x:0:1 at :3"},
		"::error file=a b.dts,title=");
	check_failure(
		(char[]){"a b.dts: x:99999999999:1: y:4294967296:1: z:1:"}, "::error file=a b.dts,title=");
	check_failure((char[]){""}, "::error file=a b.dts,title=");
	check_gcc("Error: b.dtsi:4.1-7 syntax error", "b.dtsi:4:1: error: dtc failed: syntax error\n");
	check_gcc("b.dtsi:14.20-15.36: ERROR (duplicate_label): /y: no",
		"b.dtsi:14:20: error: dtc failed: ERROR (duplicate_label): /y: no\n");
	check_gcc("b.dtsi:2:10: fatal error: pool.h: No such file",
		"b.dtsi:2:10: error: dtc failed: pool.h: No such file\n");
	check_gcc("b.dtsi:2:10: error: 3 is no string", "b.dtsi:2:10: error: dtc failed: 3 is no string\n");
	check_gcc("b.dtsi:2:10:", "b.dtsi:2:10: error: dtc failed: \n");
	check_gcc("no place", "a.dts:1:1: error: dtc failed: no place\n");
	ck_assert_ptr_nonnull(strstr(render(&fdtr_report_junit, &sample_style, &file),
		"file=\"b.dtsi\" line=\"4\" name=\"read\">"));
	root = parse(render(&fdtr_report_sarif, &sample_style, &file));
	check_at(root,
		"runs 0 invocations 0 toolExecutionNotifications 0 locations 0 physicalLocation region "
		"startLine",
		"4");
	json_decref(root);
}
END_TEST

/* Every format says so when its output is lost. */
START_TEST(lost_output_is_noticed)
{
	const struct fdtr_report_format *formats[] = {&fdtr_report_text, &fdtr_report_gcc, &fdtr_report_json,
		&fdtr_report_jsonl, &fdtr_report_sarif, &fdtr_report_github, &fdtr_report_junit,
		&fdtr_report_html};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(formats); i++) {
		FILE *out = fopen("/dev/full", "w");
		void *state = formats[i]->begin(out, &sample_style);

		formats[i]->file(state, sample_pair());
		ck_assert_msg(!formats[i]->end(state), "%s", formats[i]->name);
		(void)fclose(out);
	}
}
END_TEST

Suite *report_data_suite(void)
{
	return SUITE_OF("report-data", json_tells_all, json_keeps_names, jsonl_is_a_line_a_finding,
		sarif_places, sarif_messages_hold_no_links_of_others, sarif_tells_what_could_not_be_read,
		fingerprints_stay_and_differ, sarif_rules_are_the_table, github_commands,
		github_commands_cannot_be_smuggled_in, names_count_from_the_repository, junit_cases,
		junit_is_escaped, compilers_say_where, formats_are_found, lost_output_is_noticed);
}
