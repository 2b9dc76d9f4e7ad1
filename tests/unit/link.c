// SPDX-License-Identifier: BSD-2-Clause
/* What the $refs and patterns of a set lead to, and what is refused. */
#include "bindings.h"

#include <stdio.h>
#include <string.h>

/* A title tells which schema it is. */
static const char target_text[] = "title: root\n"
				  "definitions:\n"
				  "  plain: { title: plain }\n"
				  "  a/b: { title: slash }\n"
				  "  c~d: { title: tilde }\n"
				  "  'e f': { title: space }\n"
				  "  '0': { title: zero }\n"
				  "  yes: true\n"
				  "  list:\n"
				  "    allOf:\n"
				  "      - { title: first }\n"
				  "      - { title: second }\n"
				  "  needs:\n"
				  "    dependencies:\n"
				  "      x: [ a ]\n"
				  "      y: { title: needed }\n"
				  "  words:\n"
				  "    enum: [ { title: no schema } ]\n"
				  "    const: { title: nor this }\n"
				  "properties:\n"
				  "  node:\n"
				  "    type: object\n"
				  "    title: node\n";

static const struct {
	const char *reference, *title; /* NULL: it leads nowhere */
} references[] = {
	{"#", "root"},
	{"", "root"},
	{"#/", "root"},
	{"#/definitions/plain", "plain"},
	{"#/definitions/plain/", "plain"},
	{"#definitions/plain", "plain"},
	{"#/%64efinitions/%70lain", "plain"},
	{"#/definitions/a~1b", "slash"},
	{"#/definitions/a/b", NULL},
	{"#/definitions/a%2fb", NULL},
	{"#/definitions/a%7E1b", "slash"},
	{"#/definitions/c~0d", "tilde"},
	{"#/definitions/c~d", NULL},
	{"#/definitions/c~2d", NULL},
	{"#/definitions/c~", NULL},
	{"#/definitions/e%20f", "space"},
	{"#/definitions/e%2", NULL},
	{"#/definitions/e%2x", NULL},
	{"#/definitions/plain%00", NULL},
	{"#/definitions/0", "zero"},
	{"#/definitions/list/allOf/0", "first"},
	{"#/definitions/list/allOf/1", "second"},
	{"#/definitions/list/allOf/2", NULL},
	{"#/definitions/list/allOf/01", NULL},
	{"#/definitions/list/allOf/-1", NULL},
	{"#/definitions/list/allOf/99999999999999999999", NULL},
	{"#/definitions/list/allOf", NULL},
	{"#/definitions", NULL},
	{"#/definitions/none", NULL},
	{"#/definitions/words/enum/0", NULL},
	{"#/definitions/words/const", NULL},
	{"#/definitions/needs/dependencies/x", NULL},
	{"#/title", NULL},
	{"#/properties/node", "node"},
	{"#/properties/node/title", NULL},
	{"target.yaml", "root"},
	{"target.yaml#", "root"},
	{"./target.yaml#", "root"},
	{"target.yaml/#", "root"},
	{"target.yaml#/properties/node", "node"},
	{"/schemas/bus/target.yaml#/properties/node", "node"},
	{"../bus/target.yaml#", "root"},
	{"../../schemas/bus/../bus/./target.yaml#", "root"},
	{"../../../../schemas/bus/target.yaml#", "root"},
	{"http://devicetree.org/schemas/bus/target.yaml#/definitions/plain", "plain"},
	{"http://devicetree.org/schemas/x/../bus/target.yaml#", "root"},
	{"https://devicetree.org/schemas/bus/target.yaml#", NULL},
	{"/bus/target.yaml#", NULL},
	{"other.yaml#", NULL},
	{"target.yaml#/definitions/none", NULL},
};

START_TEST(resolves)
{
	struct schema_target target;
	const struct value *title;
	bool found;

	put("bus/target.yaml", target_text);
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
	found = set_resolve(set, find_binding("bus/target.yaml"), references[_i].reference, &target);
	ck_assert_msg(found == (references[_i].title != NULL), "%s", references[_i].reference);
	if (!found)
		return;
	title = value_get(target.schema, KEYWORD_TITLE);
	ck_assert_ptr_nonnull(title);
	ck_assert_str_eq(title->text, references[_i].title);
}
END_TEST

START_TEST(resolves_to_booleans)
{
	struct schema_target target;

	put("bus/target.yaml", target_text);
	ck_assert_int_eq(load(), FDTR_OK);
	ck_assert(set_resolve(set, find_binding("bus/target.yaml"), "#/definitions/yes", &target));
	ck_assert_int_eq(target.schema->kind, VALUE_BOOLEAN);
}
END_TEST

START_TEST(bears_long_references)
{
	static char text[100000];
	struct schema_target target;

	put("a.yaml", "");
	ck_assert_int_eq(load(), FDTR_OK);
	memset(text, 'x', sizeof(text) - 1);
	ck_assert(!set_resolve(set, find_binding("a.yaml"), text, &target));
	text[0] = '#';
	ck_assert(!set_resolve(set, find_binding("a.yaml"), text, &target));
	text[1] = '/';
	ck_assert(!set_resolve(set, find_binding("a.yaml"), text, &target));
	for (size_t i = 2; i < sizeof(text) - 1; i++)
		text[i] = i % 2 ? '/' : '.';
	ck_assert(!set_resolve(set, find_binding("a.yaml"), text + 2, &target));
}
END_TEST

START_TEST(links_what_stands_in_schemas)
{
	const struct schema_target *target;
	const struct value *patterns;

	put("a.yaml", "properties:\n"
		      "  child:\n    $ref: b.yaml#/definitions/x\n"
		      "patternProperties:\n"
		      "  '^x@':\n    type: object\n"
		      "definitions:\n"
		      "  name:\n    pattern: '^x@'\n"
		      "  example:\n    const:\n      $ref: is-no-reference\n      pattern: '('\n");
	put("b.yaml", "definitions:\n  x:\n    type: object\n");
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
	target = value_get(get_second(find_binding("a.yaml"), "properties", "child"), KEYWORD_REF)->link;
	ck_assert_ptr_eq(target->document, find_binding("b.yaml"));
	ck_assert_ptr_eq(target->schema, get_second(find_binding("b.yaml"), "definitions", "x"));
	patterns = value_get(&find_binding("a.yaml")->root, KEYWORD_PATTERN_PROPERTIES);
	ck_assert_str_eq(pattern_text(value_member(patterns, "^x@")->link), "^x@");
	ck_assert_ptr_eq(
		value_get(get_second(find_binding("a.yaml"), "definitions", "name"), KEYWORD_PATTERN)->link,
		value_member(patterns, "^x@")->link);
}
END_TEST

START_TEST(refuses_references_to_nowhere)
{
	put("a.yaml", "properties:\n  child:\n    $ref: /schemas/graph.yaml#\n");
	check_refused(
		load(), FDTR_ERR_BADTREE, "a.yaml", ":7:11: $ref: /schemas/graph.yaml# leads nowhere: ");
	ck_assert_ptr_nonnull(strstr(set_error.message, "--bindings "));
	put("a.yaml", "properties:\n  child:\n    $ref: '#/definitions/none'\n");
	check_refused(load(), FDTR_ERR_BADTREE, "a.yaml", ":7:11: $ref: #/definitions/none leads nowhere: ");
}
END_TEST

START_TEST(lets_them_pass_with_the_core)
{
	const struct schema_target *target;
	const struct value *reference;

	put_core();
	put("a.yaml", "properties:\n  child:\n    $ref: b.yaml#\n");
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
	ck_assert(set->has_core);
	reference = value_get(get_second(find_binding("a.yaml"), "properties", "child"), KEYWORD_REF);
	target = reference->link;
	ck_assert_ptr_eq(target->document, find_binding("a.yaml"));
	ck_assert_int_eq(target->schema->kind, VALUE_BOOLEAN);
	ck_assert(!target->schema->truth);
	ck_assert_uint_eq(target->schema->at, 7);
	ck_assert_uint_eq(target->schema->column, 11);
	ck_assert_ptr_eq(target->schema->link, reference);
}
END_TEST

static const char *const circles[] = {
	"$ref: '#'\n",
	"definitions:\n  a:\n    $ref: '#/definitions/b'\n  b:\n    $ref: '#/definitions/a'\n",
	"definitions:\n  a:\n    $ref: '#/definitions/b'\n  b:\n    $ref: b.yaml#/definitions/c\n",
};

START_TEST(refuses_circles)
{
	put("a.yaml", circles[_i]);
	put("b.yaml", "definitions:\n  c:\n    $ref: a.yaml#/definitions/b\n");
	if (_i < 2)
		put("b.yaml", "");
	check_refused(load(), FDTR_ERR_BADTREE, "a.yaml", "in a circle");
}
END_TEST

/* A tree of nodes may be as deep as it wants. */
START_TEST(lets_references_repeat)
{
	char text[4096], *to = text;

	to += sprintf(to, "patternProperties:\n  '@':\n    $ref: '#'\ndefinitions:\n");
	for (int i = 0; i < 60; i++)
		to += sprintf(to, "  n%d:\n    $ref: '#/definitions/n%d'\n", i, i + 1);
	sprintf(to, "  n60: true\n");
	put("a.yaml", text);
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
}
END_TEST

START_TEST(refuses_patterns)
{
	put("a.yaml", "properties:\n  compatible:\n    items:\n      pattern: 'a(b'\n");
	check_refused(load(), FDTR_ERR_BADTREE, "a.yaml", ":8:16: the expression a(b does not compile: ");
	put("a.yaml", "patternProperties:\n  'a[b': true\n");
	check_refused(load(), FDTR_ERR_BADTREE, "a.yaml", ":6:3: the expression a[b does not compile: ");
}
END_TEST

Suite *link_suite(void)
{
	Suite *suite = suite_create("link");
	TCase *cases = bindings_case("link");

	tcase_add_loop_test(cases, resolves, 0, (int)FDTR_ARRAY_SIZE(references));
	tcase_add_loop_test(cases, refuses_circles, 0, (int)FDTR_ARRAY_SIZE(circles));
	tcase_add_test(cases, resolves_to_booleans);
	tcase_add_test(cases, bears_long_references);
	tcase_add_test(cases, links_what_stands_in_schemas);
	tcase_add_test(cases, refuses_references_to_nowhere);
	tcase_add_test(cases, lets_them_pass_with_the_core);
	tcase_add_test(cases, lets_references_repeat);
	tcase_add_test(cases, refuses_patterns);
	suite_add_tcase(suite, cases);
	return suite;
}
