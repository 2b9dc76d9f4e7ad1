// SPDX-License-Identifier: BSD-2-Clause
/* Types of properties, read from small documents. */
#include "schema/types/types.h"
#include "unit.h"

#include <string.h>

#define DOCUMENTS_MAX 4
#define TYPES "/schemas/types.yaml#/definitions/"

static struct document documents[DOCUMENTS_MAX];
static struct patterns *patterns;
static struct matcher *matcher;
static struct types *types;

static void read_types(const char *const *texts)
{
	const struct document *list[DOCUMENTS_MAX];
	struct fdtr_error error;
	uint32_t count = 0;

	for (; texts[count]; count++) {
		list[count] = &documents[count];
		ck_assert_msg(!document_read(&documents[count], "test.yaml", texts[count],
				      strlen(texts[count]), &error),
			"%s", error.message);
	}
	patterns = patterns_make();
	matcher = matcher_make();
	ck_assert_msg(!types_make(&types, list, count, patterns, &error), "%s", error.message);
}

#define READ(...) read_types((const char *const[]){__VA_ARGS__, NULL})

static void forget(void)
{
	types_free(types);
	matcher_free(matcher);
	patterns_free(patterns);
	for (unsigned int i = 0; i < DOCUMENTS_MAX; i++)
		document_free(&documents[i]);
	memset(documents, 0, sizeof(documents));
}

/* "uint32 string[]": letters of the forms are "", "[]" and "[][]". */
static const char *told(const char *name)
{
	static const char *const bases[] = {"none", "node", "flag", "string", "uint8", "int8", "uint16",
		"int16", "uint32", "int32", "uint64", "int64", "phandle"};
	static const char *const forms[] = {"", "[]", "[][]"};
	static char buffer[256];
	struct type found[TYPE_LIMIT];
	struct fdtr_text text;
	const uint32_t count = types_of(types, matcher, name, strlen(name), found);

	fdtr_text_init(&text, buffer, sizeof(buffer));
	for (uint32_t i = 0; i < count; i++)
		fdtr_text_add(&text, "%s%s%s", i ? " " : "", bases[found[i].base], forms[found[i].form]);
	return buffer;
}

static const char *extent(const char *name)
{
	static char buffer[64];
	struct dimension outer, inner;
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	if (types_dimensions(types, matcher, name, strlen(name), &outer, &inner))
		fdtr_text_add(&text, "%u-%u %u-%u", outer.least, outer.most, inner.least, inner.most);
	return buffer;
}

#define check_type(name, wanted) ck_assert_str_eq(told(name), wanted)
#define check_extent(name, wanted) ck_assert_str_eq(extent(name), wanted)

START_TEST(by_reference)
{
	READ("properties:\n"
	     "  a: {$ref: '" TYPES "uint8-array'}\n"
	     "  b: {$ref: '" TYPES "non-unique-string-array'}\n"
	     "  c: {$ref: '" TYPES "phandle'}\n"
	     "  d: {$ref: '" TYPES "int64-matrix'}\n"
	     "  e: {$ref: '" TYPES "flag'}\n"
	     "  f: {$ref: '" TYPES "string'}\n"
	     "  g: {$ref: '" TYPES "cell'}\n");
	check_type("a", "uint8[]");
	check_type("b", "string[]");
	check_type("c", "phandle");
	check_type("d", "int64[][]");
	check_type("e", "flag");
	check_type("f", "string");
	check_type("g", "");
	check_type("h", "");
	forget();
}
END_TEST

START_TEST(by_what_is_said)
{
	READ("properties:\n"
	     "  a: {type: boolean}\n"
	     "  b: {items: [{const: x}]}\n"
	     "  c: {items: {enum: [x, y]}}\n"
	     "  d: {items: {pattern: '^x'}}\n"
	     "  e: {items: [{const: 1}]}\n"
	     "  f-microvolt: {items: [{items: [{minimum: 1}]}]}\n"
	     "  g: {type: object}\n"
	     "  h: {$ref: 'other.yaml#'}\n"
	     "  i: true\n"
	     "  $nodename: {items: [{const: x}]}\n");
	check_type("a", "flag");
	check_type("b", "string[]");
	check_type("c", "string[]");
	check_type("d", "string[]");
	check_type("e", "");
	check_type("f-microvolt", "uint32[][]");
	check_extent("f-microvolt", "1-1 1-1");
	check_type("g", "");
	check_type("h", "");
	check_type("i", "");
	check_type("$nodename", "");
	forget();
}
END_TEST

/* In children, in what is combined, and in what additionalProperties says of a child; not in conditions. */
START_TEST(wherever_properties_stand)
{
	READ("properties:\n"
	     "  child:\n"
	     "    type: object\n"
	     "    properties: {a: {$ref: '" TYPES "uint32'}}\n"
	     "  b: {oneOf: [{$ref: '" TYPES "uint32'}, {$ref: '" TYPES "uint32-array'}]}\n"
	     "patternProperties:\n"
	     "  '^port@': {properties: {c: {allOf: [{$ref: '" TYPES "string'}]}}}\n"
	     "additionalProperties: {properties: {d: {$ref: '" TYPES "uint16'}}}\n"
	     "allOf: [{properties: {e: {$ref: '" TYPES "uint16'}}}]\n");
	check_type("a", "uint32");
	check_type("b", "uint32[]");
	check_type("c", "string");
	check_type("d", "uint16");
	check_type("e", "");
	check_type("child", "");
	forget();
}
END_TEST

START_TEST(wider_ones_take_over)
{
	READ("properties: {a: {$ref: '" TYPES "uint32'}, b: {$ref: '" TYPES
	     "uint32-array'}, c: {type: boolean}, d: "
	     "{description: x}, e: {$ref: '" TYPES "int32'}, f: {$ref: '" TYPES "uint32'}}\n",
		"properties: {a: {$ref: '" TYPES "uint32-array'}, b: {$ref: '" TYPES
		"uint32'}, c: {$ref: '" TYPES "string'}, d: {$ref: '" TYPES "uint8'}, e: {$ref: '" TYPES
		"uint32'}, f: {$ref: '" TYPES "int32'}}\n");
	check_type("a", "uint32[]");
	check_type("b", "uint32[]");
	check_type("c", "flag string");
	check_type("d", "uint8");
	check_type("e", "uint32");
	check_type("f", "uint32 int32");
	forget();
}
END_TEST

START_TEST(dimensions_merge)
{
	static const char first[] =
		"properties:\n"
		"  a: {$ref: '" TYPES "uint32-matrix', minItems: 1, maxItems: 4, items: {items: [{}, {}]}}\n"
		"  b: {$ref: '" TYPES "phandle-array', items: [{items: [{}, {}]}]}\n"
		"  c: {$ref: '" TYPES "phandle-array'}\n"
		"  d: {$ref: '" TYPES "phandle-array'}\n"
		"  e: {$ref: '" TYPES "phandle-array', items: [{}, {}]}\n"
		"  f: {$ref: '" TYPES "uint32-array', maxItems: 3}\n";
	static const char second[] =
		"properties:\n"
		"  a: {$ref: '" TYPES "uint32-matrix', minItems: 2, maxItems: 8, items: {items: [{}, {}]}}\n"
		"  c: {$ref: '" TYPES "phandle-array', maxItems: 3}\n"
		"  d: {$ref: '" TYPES "phandle-array'}\n";

	READ(first, second);
	check_extent("a", "1-8 2-2");
	check_extent("b", "1-1 2-2");
	check_extent("c", "0-3 0-1");
	check_extent("d", "1-0 1-0");
	check_extent("e", "2-2 0-0");
	check_extent("f", "");
	forget();
}
END_TEST

START_TEST(by_pattern)
{
	READ("patternProperties:\n"
	     "  '-supply$': {$ref: '" TYPES "phandle'}\n"
	     "  '^vcc-.*': {$ref: '" TYPES "uint32'}\n"
	     "  '-gpios?$': {$ref: '" TYPES "phandle-array', items: {items: [{}, {}, {}]}}\n"
	     "  '^x.*': {$ref: '" TYPES "uint32'}\n"
	     "  '.*': {$ref: '" TYPES "uint32'}\n"
	     "  '^.*$': {$ref: '" TYPES "uint32'}\n"
	     "properties: {own-supply: {$ref: '" TYPES "uint8'}, own-gpios: {$ref: '" TYPES
	     "uint32'}, both: {$ref: '" TYPES "uint32'}}\n",
		"patternProperties: {both: {$ref: '" TYPES "string'}}\n");
	check_type("b-supply", "phandle");
	check_type("vcc-supply", "phandle uint32");
	check_type("own-supply", "uint8");
	check_type("both", "uint32");
	check_type("x", "");
	check_extent("reset-gpio", "1-0 3-3");
	check_extent("own-gpios", "1-0 3-3");
	check_extent("own-supply", "");
	forget();
}
END_TEST

START_TEST(odd_documents)
{
	READ("true\n", "properties: []\npatternProperties: 7\nadditionalProperties: []\n",
		"properties: {a: {$ref: 7, items: true, allOf: {}, type: [object]}, b: {items: []}, c-hz: {items: 1}}\n");
	check_type("a", "");
	check_type("b", "");
	check_type("c-hz", "uint32[][]");
	forget();
}
END_TEST

Suite *types_suite(void)
{
	return SUITE_OF("types", by_reference, by_what_is_said, wherever_properties_stand,
		wider_ones_take_over, dimensions_merge, by_pattern, odd_documents);
}
