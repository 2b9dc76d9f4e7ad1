// SPDX-License-Identifier: BSD-2-Clause
/* Reviews of binding documents; which rule says what is in tests/documents. */
#include "bindings.h"

#include "review/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fdtr_schemas *rules;
static struct document document;
static struct review review;
static struct fdtr_error error;

static void begin(void)
{
	ck_assert_int_eq(review_rules_make(&rules, &error), FDTR_OK);
}

static void end(void)
{
	review_free(&review);
	document_free(&document);
	fdtr_schemas_free(rules);
}

static int look_with(const char *name, const struct review_options *options)
{
	review_free(&review);
	document_free(&document);
	return review_file(rules, bindings_path(name), options, &document, &review, &error);
}

static int look(const char *name)
{
	static const struct review_options none;

	return look_with(name, &none);
}

#define SCHEMA "$schema: http://devicetree.org/meta-schemas/core.yaml#\n"
#define SOUND "title: A device\nmaintainers: [ a@example.org ]\nadditionalProperties: false\n"

/* Sound but for the text, which begins in line 6. */
static void put_binding(const char *name, const char *text)
{
	char *whole;
	size_t size;
	FILE *out = open_memstream(&whole, &size);

	ck_assert_ptr_nonnull(out);
	fprintf(out, "$id: http://devicetree.org/schemas/%s#\n" SCHEMA SOUND "%s", name, text);
	ck_assert_int_eq(fclose(out), 0);
	put_text(name, whole);
	free(whole);
}

static void check_finding(
	uint32_t index, enum review_kind kind, uint32_t line, const char *path, const char *text)
{
	const struct review_finding *finding = &review.items[index];

	ck_assert_uint_lt(index, review.count);
	ck_assert_msg(finding->kind == kind && finding->line == line && !strcmp(finding->path, path) &&
			      strstr(finding->message, text),
		"%d %u %s: %s", finding->kind, finding->line, finding->path, finding->message);
}

START_TEST(nothing_of_a_sound_one)
{
	put_binding("a.yaml", "properties:\n  compatible:\n    const: acme,device\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 0);
	ck_assert(value_get(&document.root, KEYWORD_TITLE));
}
END_TEST

START_TEST(all_mistakes_by_place)
{
	put_binding("a.yaml", "properties:\n  resets:\n    maxItems: 0\n  foo:\n    maxitems: 3\n"
			      "required:\n  - a b\npatternProperties:\n  'a(': true\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 4);
	check_finding(0, REVIEW_DOCUMENT, 8, "/properties/resets/maxItems", "less than 1");
	check_finding(1, REVIEW_DOCUMENT, 10, "/properties/foo/maxitems", "did you mean `maxItems`?");
	check_finding(2, REVIEW_DOCUMENT, 12, "/required/0", "`a b` will not do");
	check_finding(3, REVIEW_PATTERN, 14, "/patternProperties/a(", "does not compile");
	ck_assert_uint_eq(review.items[1].column, 5);
	ck_assert_uint_eq(review.items[1].end_column, 13);
}
END_TEST

START_TEST(one_mistake_once)
{
	put_binding("a.yaml", "properties:\n  interrupts:\n    maxitems: 3\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 1);
}
END_TEST

START_TEST(two_mistakes_of_one_place_twice)
{
	put_text("a.yaml", "$id: http://devicetree.org/schemas/a.yaml#\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	for (uint32_t i = 0; i < review.count; i++)
		ck_assert_uint_eq(review.items[i].line, 1);
	ck_assert_uint_eq(review.count, 5);
}
END_TEST

START_TEST(yaml_that_is_none)
{
	put_text("a.yaml", "a: b\nc: [\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 1);
	check_finding(0, REVIEW_DOCUMENT, 3, "/", "it is not YAML");
	put_text("a.yaml", "a: 1\na: 2\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	check_finding(0, REVIEW_DOCUMENT, 2, "/", "`a` is there already");
}
END_TEST

START_TEST(no_file)
{
	ck_assert_int_ne(look("none.yaml"), FDTR_OK);
	ck_assert_ptr_nonnull(strstr(error.message, "none.yaml: No such file"));
}
END_TEST

START_TEST(file_elsewhere)
{
	put_text("b.yaml", "$id: http://devicetree.org/schemas/a.yaml#\n" SCHEMA SOUND
			   "properties:\n  foo:\n    $ref: c.yaml#\n");
	ck_assert_int_eq(look("b.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 1);
	check_finding(0, REVIEW_ID, 1, "/$id", "not called a.yaml");
}
END_TEST

START_TEST(references)
{
	put_binding("a.yaml", "properties:\n  foo:\n    $ref: more/b.yaml#/properties/bar\n  bar:\n    $ref: "
			      "/schemas/types.yaml#/definitions/uint32\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 1);
	check_finding(0, REVIEW_REFERENCE, 8, "/properties/foo/$ref", "there is no more/b.yaml");
	put_binding("more/b.yaml", "properties:\n  baz: true\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 1);
	check_finding(0, REVIEW_REFERENCE, 8, "/properties/foo/$ref", "b.yaml has no schema there");
	put_binding("more/b.yaml", "properties:\n  bar: true\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 0);
	put_binding("more/b.yaml", "properties:\n  bar: 5\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 1);
	check_finding(0, REVIEW_REFERENCE, 8, "/properties/foo/$ref", "not sound itself: this is an integer");
}
END_TEST

START_TEST(references_into_other_folders)
{
	const char *folders[] = {bindings_path("other")};
	const struct review_options options = {folders, 1};

	put_text("other/b.yaml",
		"$id: http://devicetree.org/schemas/b.yaml#\n" SCHEMA SOUND "properties: {}\n");
	put_binding("a.yaml", "properties: {}\nallOf:\n  - $ref: b.yaml#\n");
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 1);
	ck_assert_int_eq(look_with("a.yaml", &options), FDTR_OK);
	ck_assert_uint_eq(review.count, 0);
}
END_TEST

static void repeat(FILE *out, const char *text, unsigned int count)
{
	while (count--)
		fputs(text, out);
}

START_TEST(nested_deeply)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	ck_assert_ptr_nonnull(out);
	fputs("properties:\n  foo: ", out);
	repeat(out, "{not: ", 90);
	fputs("true", out);
	repeat(out, "}", 90);
	fputc('\n', out);
	ck_assert_int_eq(fclose(out), 0);
	put_binding("a.yaml", text);
	free(text);
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 1);
	check_finding(0, REVIEW_DOCUMENT, 1, "/", "nested more deeply");
}
END_TEST

START_TEST(more_mistakes_than_anybody_reads)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	ck_assert_ptr_nonnull(out);
	fputs("properties:\n  foo:\n    enum:\n", out);
	repeat(out, "      - \"a\"\n", 12000);
	ck_assert_int_eq(fclose(out), 0);
	put_binding("a.yaml", text);
	free(text);
	ck_assert_int_eq(look("a.yaml"), FDTR_OK);
	ck_assert_uint_eq(review.count, 10000);
}
END_TEST

Suite *review_suite(void)
{
	Suite *suite = suite_create("review");
	TCase *tests = bindings_case("documents");

	tcase_add_checked_fixture(tests, begin, end);
	tcase_add_test(tests, nothing_of_a_sound_one);
	tcase_add_test(tests, all_mistakes_by_place);
	tcase_add_test(tests, one_mistake_once);
	tcase_add_test(tests, two_mistakes_of_one_place_twice);
	tcase_add_test(tests, yaml_that_is_none);
	tcase_add_test(tests, no_file);
	tcase_add_test(tests, file_elsewhere);
	tcase_add_test(tests, references);
	tcase_add_test(tests, references_into_other_folders);
	tcase_add_test(tests, nested_deeply);
	tcase_add_test(tests, more_mistakes_than_anybody_reads);
	suite_add_tcase(suite, tests);
	return suite;
}
