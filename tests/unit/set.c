// SPDX-License-Identifier: BSD-2-Clause
/* Folders of bindings as sets. */
#include "bindings.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

START_TEST(refuses_ids)
{
	put("a.yaml", "$defs:\n  x:\n    $id: b.yaml#\n");
	check_refused(load(), FDTR_ERR_BADTREE, "a.yaml", ":7:10: $id: ");
	put_text("a.yaml", "title: a test\n");
	check_refused(load(), FDTR_ERR_BADTREE, "a.yaml", "$id");
}
END_TEST

START_TEST(tells_ids_apart)
{
	const char *const folders[] = {bindings_path("one"), bindings_path("two")};
	const struct fdtr_schema_options options = {.folders = folders, .folder_count = 2};

	put_text("one/a.yaml", "$id: http://devicetree.org/schemas/a.yaml#\ntitle: first\n");
	put_text("two/a.yaml", "$id: http://devicetree.org/schemas/a.yaml\ntitle: second\n");
	put_text("two/b.yaml", "$id: http://devicetree.org/schemas/b.yaml#\n$ref: a.yaml#\n");
	ck_assert_msg(load_of(&options) == FDTR_OK, "%s", set_error.message);
	ck_assert_str_eq(value_get(&find_binding("a.yaml")->root, KEYWORD_TITLE)->text, "first");
	ck_assert(has_file("one/a.yaml") && has_file("two/b.yaml") && !has_file("two/a.yaml"));
	check_refused(load(), FDTR_ERR_BADTREE, "two/a.yaml", bindings_path("one/a.yaml"));
}
END_TEST

START_TEST(walks_folders)
{
	put("a.yaml", "");
	put("below/b.yaml", "");
	put("c.yaml.txt", "$ref: nowhere");
	put("d.yml", "");
	put_text(".hidden.yaml", "{");
	put_text(".git/e.yaml", "{");
	put_text("yaml", "{");
	put_text(".yaml", "{");
	ck_assert_int_eq(symlink("..", bindings_path("below/up")), 0);
	ck_assert_int_eq(symlink(".", bindings_path("self")), 0);
	ck_assert_int_eq(symlink("nothing", bindings_path("dead")), 0);
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
	ck_assert(has_file("a.yaml") && has_file("below/b.yaml"));
	ck_assert_str_eq(set->bindings[0].document.file, bindings_path("a.yaml"));
	ck_assert_str_eq(set->bindings[1].document.file, bindings_path("below/b.yaml"));
}
END_TEST

START_TEST(follows_links_to_folders)
{
	const char *const folders[] = {bindings_path("in")};

	put("elsewhere/a.yaml", "");
	mkdir(bindings_path("in"), 0755);
	ck_assert_int_eq(symlink("../elsewhere", bindings_path("in/link")), 0);
	ck_assert_int_eq(
		load_of(&(struct fdtr_schema_options){.folders = folders, .folder_count = 1}), FDTR_OK);
	ck_assert(has_file("in/link/a.yaml"));
}
END_TEST

START_TEST(reads_a_file)
{
	const char *const folders[] = {bindings_path("a.yaml")};

	put("a.yaml", "");
	put_text("b.yaml", "{");
	ck_assert_int_eq(
		load_of(&(struct fdtr_schema_options){.folders = folders, .folder_count = 1}), FDTR_OK);
	ck_assert(has_file("a.yaml"));
}
END_TEST

START_TEST(refuses_folders_without_bindings)
{
	const char *const absent[] = {bindings_path("absent")};

	check_refused(load(), FDTR_ERR_NOTFOUND, NULL, "there is no *.yaml");
	check_refused(load_of(&(struct fdtr_schema_options){.folders = absent, .folder_count = 1}),
		FDTR_ERR_NOTFOUND, "absent", "No such file");
}
END_TEST

START_TEST(refuses_folders_without_end)
{
	char name[128];
	size_t length = (size_t)snprintf(name, sizeof(name), "%s", bindings_folder);

	for (int i = 0; i < 34; i++) {
		length += (size_t)snprintf(name + length, sizeof(name) - length, "/d");
		ck_assert_int_eq(mkdir(name, 0755), 0);
	}
	check_refused(load(), FDTR_ERR_BADTREE, NULL, "folders deep");
}
END_TEST

START_TEST(hides_what_is_not_asked_for)
{
	const char *const folders[] = {bindings_folder};

	put("a/x.yaml", "");
	put("b/x.yaml", "");
	ck_assert_int_eq(
		load_of(&(struct fdtr_schema_options){.folders = folders, .folder_count = 1, .limit = "/a/"}),
		FDTR_OK);
	for (uint32_t i = 0; i < set->count; i++)
		ck_assert_int_eq(set->bindings[i].hidden,
			!!strcmp(set->bindings[i].document.file, bindings_path("a/x.yaml")));
}
END_TEST

/* The same with one thread and with four, and the first mistake is told of. */
START_TEST(is_the_same_with_threads)
{
	const char *const folders[] = {bindings_folder};
	struct fdtr_schema_options options = {.folders = folders, .folder_count = 1};
	char name[16], text[64], order[2][4096];

	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "n%02d.yaml", i);
		snprintf(text, sizeof(text), "$defs:\n  x:\n    $ref: n%02d.yaml#\n", (i + 41) % 100);
		put(name, text);
	}
	for (unsigned int run = 0; run < 2; run++) {
		char *to = order[run];

		options.jobs = run ? 4 : 1;
		ck_assert_msg(load_of(&options) == FDTR_OK, "%s", set_error.message);
		for (uint32_t i = 0; i < set->count; i++)
			to += sprintf(to, "%s\n", strrchr(set->bindings[i].document.file, '/'));
	}
	ck_assert_str_eq(order[0], order[1]);
	put_text("n90.yaml", "{");
	put_text("n23.yaml", "]");
	put_text("n45.yaml", "a: b: c\n");
	for (options.jobs = 1; options.jobs < 8; options.jobs++)
		check_refused(load_of(&options), FDTR_ERR_BADTREE, "n23.yaml", ":1:1: ");
}
END_TEST

START_TEST(holds_bindings_of_its_own)
{
	ck_assert_msg(load_of(NULL) == FDTR_OK, "%s", set_error.message);
	ck_assert_ptr_nonnull(find_binding("reserved-memory/restricted-dma-pool.yaml"));
	ck_assert_ptr_nonnull(find_binding("types.yaml"));
	ck_assert(!set->has_core);
	ck_assert_uint_gt(fdtr_schemas_count(set), 2);
}
END_TEST

/* What a binding in a bindings_folder refers to most is there without dt-schema. */
START_TEST(has_a_core)
{
	static const char *const types[] = {"flag", "string", "string-array", "non-unique-string-array",
		"cell", "uint8", "uint8-array", "uint8-matrix", "int8", "int8-array", "int8-matrix", "uint16",
		"uint16-array", "uint16-matrix", "int16", "int16-array", "int16-matrix", "uint32",
		"uint32-array", "uint32-matrix", "int32", "int32-array", "int32-matrix", "uint64",
		"uint64-array", "uint64-matrix", "int64", "int64-array", "int64-matrix", "phandle",
		"phandle-array"};
	struct schema_target target;
	char reference[64];

	put("a.yaml", "");
	ck_assert_int_eq(load(), FDTR_OK);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(types); i++) {
		snprintf(reference, sizeof(reference), "/schemas/types.yaml#/definitions/%s", types[i]);
		ck_assert_msg(set_resolve(set, find_binding("a.yaml"), reference, &target), "%s", types[i]);
	}
	put_core();
	ck_assert_int_eq(load(), FDTR_OK);
	ck_assert_uint_eq(fdtr_schemas_count(set), 2);
}
END_TEST

/* Of whatever release the core is, a number is a row of cells to the evaluation. */
START_TEST(replaces_types_of_later_releases)
{
	put("types.yaml", "definitions:\n  uint32:\n    type: integer\n");
	put("a.yaml", "properties:\n  reg-shift:\n    $ref: types.yaml#/definitions/uint32\n");
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
	ck_assert_ptr_null(strstr(find_binding("types.yaml")->file, bindings_folder));
	ck_assert_ptr_nonnull(get_second(find_binding("types.yaml"), "definitions", "address"));
	ck_assert(set->has_core);
	put("types.yaml", "definitions:\n  uint32:\n    type: array\n");
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
	ck_assert(has_file("types.yaml"));
}
END_TEST

Suite *set_suite(void)
{
	Suite *suite = suite_create("set");
	TCase *cases = bindings_case("set");

	tcase_add_test(cases, refuses_ids);
	tcase_add_test(cases, tells_ids_apart);
	tcase_add_test(cases, walks_folders);
	tcase_add_test(cases, follows_links_to_folders);
	tcase_add_test(cases, reads_a_file);
	tcase_add_test(cases, refuses_folders_without_bindings);
	tcase_add_test(cases, refuses_folders_without_end);
	tcase_add_test(cases, hides_what_is_not_asked_for);
	tcase_add_test(cases, is_the_same_with_threads);
	tcase_add_test(cases, holds_bindings_of_its_own);
	tcase_add_test(cases, has_a_core);
	tcase_add_test(cases, replaces_types_of_later_releases);
	suite_add_tcase(suite, cases);
	return suite;
}
