// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/document/document.h"

#include <stdio.h>
#include <string.h>

static struct document document;
static struct fdtr_error error;

static int check(const char *text)
{
	ck_assert_msg(!document_read(&document, "x.yaml", text, strlen(text), &error), "%s", error.message);
	return document_check(&document, &error);
}

static void check_good(const char *text)
{
	ck_assert_msg(!check(text), "%s", error.message);
	document_free(&document);
}

static void check_wrong(const char *text, const char *sentence)
{
	ck_assert_msg(check(text) == FDTR_ERR_BADTREE, "%s", text);
	ck_assert_str_eq(error.message, sentence);
	document_free(&document);
}

/* "`KEYWORD` has to be WANTED, and this is GIVEN", of "KEYWORD: VALUE". */
static void check_shape(const char *keyword, const char *value, const char *wanted, const char *given)
{
	char text[128], sentence[256];

	(void)snprintf(text, sizeof(text), "%s: %s\n", keyword, value);
	(void)snprintf(sentence, sizeof(sentence), "x.yaml:1:%zu: `%s` has to be %s, and this is %s",
		strlen(keyword) + 3, keyword, wanted, given);
	check_wrong(text, sentence);
}

START_TEST(keywords_that_there_are_not)
{
	check_wrong("minItem: 2",
		"x.yaml:1:1: `minItem` is no keyword of a binding, and would ask for nothing; did you mean `minItems`?");
	check_wrong("properties:\n  reg:\n    maxitems: 1",
		"x.yaml:3:5: `maxitems` is no keyword of a binding, and would ask for nothing; did you mean `maxItems`?");
	check_wrong("reg: true",
		"x.yaml:1:1: `reg` is no keyword of a binding, and would ask for nothing; a property belongs "
		"below `properties`");
}
END_TEST

/* One wrong keyword, wherever a schema may stand. */
START_TEST(every_place_of_a_schema_is_looked_at)
{
	static const char *const places[] = {"additionalItems: %s", "additionalProperties: %s",
		"allOf: [true, %s]", "anyOf: [%s]", "contains: %s", "definitions: {a: true, b: %s}",
		"$defs: {a: %s}", "dependencies: {a: [b], c: %s}", "dependentSchemas: {a: %s}", "else: %s",
		"if: %s", "items: %s", "items: [true, %s]", "not: %s", "oneOf: [%s]",
		"patternProperties: {a: %s}", "properties: {a: %s}", "properties: {items: %s}",
		"propertyNames: %s", "select: %s", "then: %s", "unevaluatedItems: %s",
		"unevaluatedProperties: %s", "properties: {a: [%s]}", "not: {items: {allOf: [{then: %s}]}}"};
	char text[128];

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(places); i++) {
		(void)snprintf(text, sizeof(text), places[i], "{qqq: 1}");
		ck_assert_msg(check(text) == FDTR_ERR_BADTREE, "%s", text);
		ck_assert_msg(strstr(error.message, "`qqq` is no keyword"), "%s: %s", text, error.message);
		document_free(&document);
		(void)snprintf(text, sizeof(text), places[i], "{type: object}");
		check_good(text);
		(void)snprintf(text, sizeof(text), places[i], "false");
		check_good(text);
		(void)snprintf(text, sizeof(text), places[i], "5");
		ck_assert_msg(check(text) == FDTR_ERR_BADTREE, "%s", text);
		document_free(&document);
	}
}
END_TEST

START_TEST(what_is_no_schema_is_left_alone)
{
	check_good("const: {qqq: 1}\ndefault: {qqq: 1}\nenum: [{qqq: 1}]\nexamples: [{qqq: 1}]\n");
	check_good("properties: {qqq: true, items: true, $ref: true}\nrequired: [qqq]\ndeprecated: yes\n");
	check_good("dependentRequired: {qqq: [a]}\ndependencies: {qqq: [a], items: [b]}\n");
}
END_TEST

START_TEST(values_of_the_wrong_kind)
{
	check_shape("description", "5", "a string", "5");
	check_shape("uniqueItems", "yes", "true or false", "the string \"yes\"");
	check_shape("minItems", "'2'", "an integer of 0 or more", "the string \"2\"");
	check_shape("maxItems", "-1", "an integer of 0 or more", "-1");
	check_shape("maxItems", "1.5", "an integer of 0 or more", "1.5");
	check_shape("maximum", "[1]", "a number", "an array");
	check_shape("minimum", ".nan", "a number", "nan");
	check_shape("multipleOf", "0", "a number above 0", "0");
	check_shape("multipleOf", "-0.5", "a number above 0", "-0.5");
	check_shape("enum", "a", "an array", "the string \"a\"");
	check_shape("required", "{}", "an array of strings", "an object");
	check_shape("dependentRequired", "[]", "an object", "an empty array");
	check_shape("properties", "[a]", "an object", "an array");
	check_shape("patternProperties", "true", "an object", "true");
	check_shape("allOf", "{}", "an array of schemas, at least one", "an object");
	check_shape("oneOf", "[]", "an array of schemas, at least one", "an empty array");
	check_shape("items", "[]", "an array of schemas, at least one", "an empty array");
	check_shape("not", "null", "a schema, that is an object, true or false", "null");
	check_shape("then", "[true]", "a schema, that is an object, true or false", "an array");
	check_shape("type", "[]", "a type or an array of them", "an empty array");
	check_shape("type", "1", "a type or an array of them", "1");
}
END_TEST

START_TEST(wrong_parts_have_their_own_place)
{
	check_wrong(
		"required: [a, 1]", "x.yaml:1:15: `required` has to be an array of strings, and this is 1");
	check_wrong("type: [object, node]",
		"x.yaml:1:16: `node` is no type; there are array, boolean, integer, null, number, object and string");
	check_wrong("properties:\n  a:\n",
		"x.yaml:2:5: `a` has to be a schema, that is an object, true or false, and this is null");
	check_wrong("dependencies: {a: 5}",
		"x.yaml:1:19: `a` has to be a schema, that is an object, true or false, and this is 5");
	check_wrong("dependentRequired: {a: [b, true]}",
		"x.yaml:1:28: `a` has to be an array of strings, and this is true");
}
END_TEST

START_TEST(a_binding_is_an_object)
{
	check_wrong("[]", "x.yaml:1:1: a binding has to be an object, and this is an array");
	check_wrong("true", "x.yaml:1:1: a binding has to be an object, and this is a boolean");
	check_good("{}");
}
END_TEST

Suite *structure_suite(void)
{
	return SUITE_OF("structure", keywords_that_there_are_not, every_place_of_a_schema_is_looked_at,
		what_is_no_schema_is_left_alone, values_of_the_wrong_kind, wrong_parts_have_their_own_place,
		a_binding_is_an_object);
}
