// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "cli/adopt/config.h"

#include <stdlib.h>
#include <string.h>

static void parse(struct config *config, const char *text)
{
	struct fdtr_error error = {0};
	int status = config_parse(config, "c", text, strlen(text), &error);

	ck_assert_msg(status == FDTR_OK, "%s", error.message);
}

static enum fdtr_severity level_of(const char *text, const char *rule)
{
	struct config config;
	enum fdtr_severity level;
	size_t count;

	parse(&config, text);
	level = config_level(&config, fdtr_rules(&count)[fdtr_rule_index(rule)]);
	config_free(&config);
	return level;
}

START_TEST(every_key_is_read)
{
	struct config config;

	parse(&config, "targets: [linux-6.12, pvmfw]\n"
		       "memory: final\n"
		       "fail-on: warning\n"
		       "levels: {pool-unused: off}\n"
		       "select: ['pool-*', range-wraps]\n"
		       "ignore:\n"
		       "  - rule: pool-no-map\n"
		       "    path: a/*.dts\n"
		       "    reason: known\n"
		       "  - {rule: 'pool-*', path: b, node: '/x/**', reason: \"it: is\"}\n"
		       "exclude: ['vendor/**']\n"
		       "guests: ['linux-*', debian-13-arm64, all]\n");
	ck_assert_uint_eq(config.targets, FDTR_FOR_LINUX_6_12 | FDTR_FOR_PVMFW);
	ck_assert_int_eq(config.memory, FDTR_MEMORY_FINAL);
	ck_assert_int_eq(config.fail_on, FDTR_WARNING);
	ck_assert_uint_eq(config.level_count, 1);
	ck_assert_uint_eq(config.select.count, 2);
	ck_assert_str_eq(config.select.items[1], "range-wraps");
	ck_assert_uint_eq(config.ignore_count, 2);
	ck_assert_uint_eq(config.ignores[0].line, 7);
	ck_assert_uint_eq(config.ignores[0].column, 5);
	ck_assert_ptr_null(config.ignores[0].node);
	ck_assert_str_eq(config.ignores[1].node, "/x/**");
	ck_assert_str_eq(config.ignores[1].reason, "it: is");
	ck_assert_str_eq(config.exclude.items[0], "vendor/**");
	ck_assert_uint_eq(config.guests.count, 3);
	ck_assert_str_eq(config.guests.items[0], "linux-*");
	config_free(&config);
}
END_TEST

/* Readers of YAML 1.1 take off for a boolean. */
START_TEST(off_is_a_level)
{
	ck_assert_int_eq(level_of("levels: {pool-unused: off}", "pool-unused"), FDTR_OFF);
	ck_assert_int_eq(level_of("levels: {pool-unused: 'off'}", "pool-unused"), FDTR_OFF);
	ck_assert_int_eq(level_of("%YAML 1.1\n---\nlevels: {pool-unused: off}", "pool-unused"), FDTR_OFF);
}
END_TEST

START_TEST(a_name_prevails_over_patterns)
{
	static const char text[] = "levels:\n  pool-unused: error\n  '*': info\n  pool-*: off\n";

	ck_assert_int_eq(level_of(text, "pool-unused"), FDTR_ERROR);
	ck_assert_int_eq(level_of(text, "pool-no-map"), FDTR_OFF);
	ck_assert_int_eq(level_of(text, "range-wraps"), FDTR_INFO);
	ck_assert_int_eq(level_of("memory: final", "range-wraps"), FDTR_DEFAULT);
}
END_TEST

START_TEST(an_empty_file_says_nothing)
{
	static const char *const texts[] = {"", "# only this\n", "---\n", "---\n...\n", "{}"};
	struct config config;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(texts); i++) {
		parse(&config, texts[i]);
		ck_assert_uint_eq(config.targets, 0);
		ck_assert(!config.select.given);
		config_free(&config);
	}
}
END_TEST

START_TEST(errors_say_where)
{
	static const struct {
		const char *text;
		const char *start;
	} cases[] = {
		{"target: [spec]", "c:1:1: no key 'target'; did you mean 'targets'?"},
		{"memory: final\nzzz: 1", "c:2:1: no key 'zzz'"},
		{"memory: final\nfail-on: info\nmemory: final",
			"c:3:1: 'memory' is there already, in line 1"},
		{"targets: spec", "c:1:10: 'targets' wants a list"},
		{"targets: [spec,\n  linux-6]", "c:2:3: no target 'linux-6'"},
		{"targets: []", "c:1:11: 'targets' names none"},
		{"targets: [[spec]]", "c:1:11: 'targets' wants targets"},
		{"memory: maybe", "c:1:9: 'memory' is final or provisional"},
		{"memory:\nfail-on: info", "c:1:8: 'memory' wants"},
		{"memory: {final: 1}", "c:1:9: 'memory' wants 'final' or 'provisional', and not a mapping"},
		{"memory: \"final\\0\"",
			"c:1:9: 'memory' wants 'final' or 'provisional', and this has a NUL"},
		{"fail-on: off", "c:1:10: 'fail-on' is info, warning or error"},
		{"levels: [pool-unused]", "c:1:9: 'levels' wants a mapping"},
		{"levels: {pool-unsued: off}", "c:1:10: no rule 'pool-unsued'; did you mean 'pool-unused'?"},
		{"levels: {'nothing-*': off}", "c:1:10: no rule 'nothing-*'"},
		{"levels: {pool-unused: false}", "c:1:23: no level 'false'"},
		{"levels:\n  pool-unused: off\n  pool-unused: off",
			"c:3:3: 'pool-unused' has a level already"},
		{"select: [a]", "c:1:10: no rule 'a'"},
		{"ignore: {rule: pool-unused}", "c:1:9: 'ignore' wants a list"},
		{"ignore: [pool-unused]", "c:1:10: an entry of 'ignore' has the keys"},
		{"ignore: [{rule: pool-unused, path: a}]", "c:1:10: this entry has no 'reason'"},
		{"ignore: [{rule: pool-unused, reason: a}]", "c:1:10: this entry has no 'path'"},
		{"ignore: [{path: a, reason: a}]", "c:1:10: this entry has no 'rule'"},
		{"ignore:\n- rule: pool-unused\n  path: a\n  reason: ''",
			"c:4:11: 'reason' wants a sentence"},
		{"ignore:\n- rule: pool-unused\n  path: a\n  reason: ' - '",
			"c:4:11: 'reason' wants a sentence"},
		{"ignore: [{paht: a}]", "c:1:11: no key 'paht'; did you mean 'path'?"},
		{"exclude: a", "c:1:10: 'exclude' wants a list"},
		{"guests: linux-6.1", "c:1:9: 'guests' wants a list"},
		{"guests: [linx-6.1]", "c:1:10: no guest 'linx-6.1'; did you mean 'linux-6.1'?"},
		{"{[a]: b}", "c:1:2: a key is wanted"},
		{"{\"memory\\0\": final}", "c:1:2: a key is wanted"},
		{"[a]", "c:1:1: a configuration is a mapping"},
		{"a", "c:1:1: a configuration is a mapping"},
		{"---\nmemory: final\n---\n", "c:3:1: a second document"},
		{"memory: &x final", "c:1:9: an anchor"},
		{"memory: *x", "c:1:9: an alias"},
		{"memory: !!str final", "c:1:9: a tag"},
		{"levels: &x {}", "c:1:9: an anchor"},
		{"select: !x []", "c:1:9: a tag"},
		{"memory: final\n\tfail-on: info", "c:2:1: it is not YAML"},
		{"targets: [spec", "c:2:1: it is not YAML"},
		{"memory: final\nx: \xff", "c:2:4: it is not YAML"},
		{"memory: \"final", "c:1:15: it is not YAML"},
	};
	struct config config;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++) {
		struct fdtr_error error = {0};
		int status = config_parse(&config, "c", cases[i].text, strlen(cases[i].text), &error);

		ck_assert_msg(status == FDTR_ERR_ARGUMENT, "%s", cases[i].text);
		ck_assert_msg(!strncmp(error.message, cases[i].start, strlen(cases[i].start)), "%s: %s",
			cases[i].text, error.message);
		ck_assert_ptr_null(config.memory_of);
	}
}
END_TEST

START_TEST(what_is_written_reads_the_same)
{
	struct config config, again;
	char *first = NULL, *second = NULL;
	size_t size;
	FILE *out = open_memstream(&first, &size);

	parse(&config, "targets: [spec]\nmemory: provisional\nfail-on: info\n"
		       "select: []\nlevels: {'*': off, pool-unused: error}\n"
		       "ignore: [{rule: '*', path: '[a]', node: '/', reason: \"a: b # '\\n\\u00e9 - c\"}]\n"
		       "exclude: ['!x', '&y']\n"
		       "guests: ['linux-*']\n");
	ck_assert(config_write(&config, out));
	fclose(out);
	parse(&again, first);
	ck_assert_str_eq(again.ignores[0].reason, config.ignores[0].reason);
	ck_assert_str_eq(again.exclude.items[1], "&y");
	ck_assert_str_eq(again.guests.items[0], "linux-*");
	ck_assert(again.select.given && !again.select.count);
	out = open_memstream(&second, &size);
	ck_assert(config_write(&again, out));
	fclose(out);
	ck_assert_str_eq(first, second);
	free(first);
	free(second);
	config_free(&config);
	config_free(&again);
}
END_TEST

/* Deep, wide and long; a number that doubles would show. */
START_TEST(hostile_files_are_refused_soon)
{
	static char text[CONFIG_LIMIT + 1];
	static const char *const starts[] = {"[", "{", "- ", "? ", "a: [", "x: &a [*a, ", "\"",
		"levels: {'*': [", "ignore: [{", "!", "%", "levels: {\"", "#", "&a ", "\xc3", "exclude: [a,",
		"select: ['*',", "|\n a"};
	struct fdtr_error error;
	struct config config;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(starts); i++) {
		size_t length = strlen(starts[i]);

		for (size_t at = 0; at + length <= CONFIG_LIMIT; at += length)
			memcpy(text + at, starts[i], length);
		(void)config_parse(&config, "c", text, CONFIG_LIMIT, &error);
		config_free(&config);
	}
}
END_TEST

Suite *config_suite(void)
{
	return SUITE_OF("config", every_key_is_read, off_is_a_level, a_name_prevails_over_patterns,
		an_empty_file_says_nothing, errors_say_where, what_is_written_reads_the_same,
		hostile_files_are_refused_soon);
}
