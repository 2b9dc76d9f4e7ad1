// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/fixup/fixup.h"

#include <stdio.h>
#include <string.h>

/* What fix-ups make of a property's schema; a node that may have anything gets nothing of its own. */
static void check(const char *name, const char *before, const char *after)
{
	struct document given, wanted;
	struct fdtr_error error;
	const struct value *made;
	char text[1000];
	int length = snprintf(
		text, sizeof(text), "properties: {\"%s\": %s}\nadditionalProperties: true\n", name, before);

	ck_assert_msg(!document_read(&given, "x.yaml", text, (size_t)length, &error), "%s", error.message);
	ck_assert_msg(!document_read(&wanted, "x.yaml", after, strlen(after), &error), "%s", error.message);
	ck_assert_msg(!document_check(&given, &error), "%s", error.message);
	ck_assert_int_eq(fixup_document(&given, &error), FDTR_OK);
	made = &value_member(value_get(&given.root, KEYWORD_PROPERTIES), name)->value;
	ck_assert_msg(value_equal(made, &wanted.root), "%s: %s", name, before);
	document_free(&given);
	document_free(&wanted);
}

#define ROWS(row) "{type: array, minItems: 1, maxItems: 1, items: [" row "]}"

START_TEST(a_string_is_an_array_of_one)
{
	check("a", "{const: x}", ROWS("{const: x}"));
	check("a", "{enum: [x, 1]}", ROWS("{enum: [x, 1]}"));
	check("a", "{pattern: ^x}", ROWS("{pattern: ^x}"));
	check("a", "{const: [x, y]}", ROWS("{const: [x, y]}"));
	check("a", "{enum: [x], minimum: 1, default: x}",
		"{default: x, type: array, minItems: 1, maxItems: 1, items: [{enum: [x], minimum: 1}]}");
	check("a", "{enum: [x], maxItems: 3}",
		"{type: array, minItems: 1, maxItems: 3, items: [{enum: [x]}]}");
	check("a", "{default: x}", "{default: x}");
	check("a", "{enum: [null]}", "{enum: [null]}");
}
END_TEST

START_TEST(an_integer_is_a_row_of_one_cell)
{
	check("a", "{const: 1}", ROWS(ROWS("{const: 1}")));
	check("a", "{enum: [1, x]}", ROWS(ROWS("{enum: [1, x]}")));
	check("a", "{minimum: 1, maximum: 2}", ROWS(ROWS("{minimum: 1, maximum: 2}")));
	check("a", "{const: true}", ROWS(ROWS("{const: true}")));
	check("a", "{minimum: 1.5}", "{minimum: 1.5}");
	check("a", "{multipleOf: 2}", "{multipleOf: 2}");
	check("a", "{$ref: '#', const: 1}",
		"{$ref: '#', type: array, minItems: 1, maxItems: 1, items: [" ROWS("{const: 1}") "]}");
}
END_TEST

START_TEST(reg_is_rows_also_where_its_cells_are_listed)
{
	check("reg", "{items: [{const: 1}, {const: 2}]}", ROWS(ROWS("{const: 1}")));
	check("reg", "{items: {maximum: 3}}", ROWS(ROWS("{maximum: 3}")));
	check("reg", "{const: 1}", ROWS(ROWS("{const: 1}")));
	check("reg", "{minItems: 1, maxItems: 2, items: {enum: [1]}}",
		"{type: array, minItems: 1, maxItems: 2, items: [" ROWS("{enum: [1]}") "]}");
	check("reg", "{items: [{description: x}, {description: y}]}",
		"{type: array, minItems: 2, maxItems: 2}");
	check("reg", "{maxItems: 2}", "{minItems: 2, maxItems: 2}");
	check("a", "{items: [{const: 1}, {const: 2}]}",
		ROWS("{type: array, minItems: 2, maxItems: 2, items: [{const: 1}, {const: 2}]}"));
}
END_TEST

START_TEST(items_without_rules_are_a_number)
{
	check("a", "{items: [{}, {description: x}]}", "{type: array, minItems: 2, maxItems: 2}");
	check("a", "{minItems: 1, items: [{}, {}]}", "{type: array, minItems: 1, maxItems: 2}");
	check("a", "{items: {items: [{}]}}", "{type: array, items: {type: array, minItems: 1, maxItems: 1}}");
	check("a", "{items: [{}, {type: array}]}",
		"{type: array, minItems: 2, maxItems: 2, items: [{}, {type: array}]}");
}
END_TEST

/* Behind the first item that has rules nothing is looked for. */
START_TEST(items_behind_one_with_rules_stay)
{
	check("a", "{items: [{items: [{}]}, {items: [{}]}]}",
		"{type: array, minItems: 2, maxItems: 2, items: [{type: array, minItems: 1, maxItems: 1},"
		"{type: array, minItems: 1, maxItems: 1, items: [{}]}]}");
}
END_TEST

START_TEST(sizes_are_filled_in)
{
	check("a", "{maxItems: 3}", "{minItems: 3, maxItems: 3}");
	check("a", "{minItems: 3}", "{minItems: 3, maxItems: 3}");
	check("a", "{minItems: 1, maxItems: 3}", "{minItems: 1, maxItems: 3}");
	check("a", "{minItems: 1, items: [{uniqueItems: true}, {}]}",
		"{type: array, minItems: 1, maxItems: 2, items: [{uniqueItems: true}, {}]}");
	check("a", "{type: object, items: {pattern: x}}", "{type: array, items: {pattern: x}}");
	check("a", "{maxItems: 2, items: {pattern: x}}", "{type: array, maxItems: 2, items: {pattern: x}}");
	check("a", "{items: true}", "{type: array, items: true}");
	check("a", "true", "true");
}
END_TEST

START_TEST(a_matrix_without_any_fixed_size_is_any_array)
{
	check("a", "{minItems: 1, maxItems: 2, items: {minItems: 1, maxItems: 3}}", "{type: array}");
	check("a", "{items: {minItems: 1, maxItems: 3}}", "{type: array}");
	check("a", "{minItems: 1, items: [{minItems: 2}, {minItems: 1, maxItems: 3}]}",
		"{type: array, minItems: 1, maxItems: 2, items: [{minItems: 2, maxItems: 2}, {minItems: 1, maxItems: 3}]}");
	check("a", "{minItems: 2, maxItems: 2, items: {minItems: 1, maxItems: 3}}",
		"{type: array, minItems: 2, maxItems: 2, items: {minItems: 1, maxItems: 3}}");
	check("a", "{maxItems: 4, items: {minItems: 2, maxItems: 2}}",
		"{type: array, maxItems: 4, items: {minItems: 2, maxItems: 2}}");
	check("a", "{minItems: 0, items: [{items: [{const: 1}], minItems: 0}]}", "{type: array}");
	check("fsl,pins", "{description: x, items: {items: [{const: 1}]}}", "{description: x, type: array}");
	check("a", "{minItems: 1, items: [{minItems: 1, maxItems: 3}, {minItems: 2}]}",
		"{type: array, minItems: 1, maxItems: 2, items: [{minItems: 1, maxItems: 3},"
		"{minItems: 2, maxItems: 2}]}");
	check("a", "{minItems: 2, items: {minItems: 1, maxItems: 3}}",
		"{type: array, minItems: 2, items: {minItems: 1, maxItems: 3}}");
}
END_TEST

#define EITHER(column, row) \
	"oneOf: [{type: array, " column ", items: {minItems: 1, maxItems: 1}}, " ROWS("{" row "}") "]"

START_TEST(a_number_of_integers_is_of_rows_or_of_cells)
{
	check("a-hz", "{maxItems: 3}", "{" EITHER("maxItems: 3", "minItems: 3, maxItems: 3") "}");
	check("a-hz", "{minItems: 3}", "{" EITHER("minItems: 3", "minItems: 3, maxItems: 3") "}");
	check("a-hz", "{minItems: 1, maxItems: 3}",
		"{" EITHER("minItems: 2, maxItems: 3", "minItems: 1, maxItems: 3") "}");
	check("a-hz", "{maxItems: 1}", "{minItems: 1, maxItems: 1}");
	check("a-hz", "{minItems: 2, oneOf: [true]}",
		"{" EITHER("minItems: 2", "minItems: 2, maxItems: 2") "}");
	check("a-hz", "{allOf: [{title: x}, {maxItems: 2}]}",
		"{allOf: [{title: x}, {" EITHER("maxItems: 2", "minItems: 2, maxItems: 2") "}]}");
	check("a", "{$ref: 'x#/uint16-array', allOf: [{title: x}, {uniqueItems: true}], maxItems: 2}",
		"{$ref: 'x#/uint16-array', allOf: [{title: x}, {uniqueItems: true}]," EITHER(
			"maxItems: 2", "minItems: 2, maxItems: 2") "}");
}
END_TEST

START_TEST(integers_are_known_by_reference_unit_or_name)
{
	static const char either[] = "{" EITHER("maxItems: 3", "minItems: 3, maxItems: 3") "}";

	check("a", "{maxItems: 3}", "{minItems: 3, maxItems: 3}");
	check("linux,keycodes", "{maxItems: 3}", either);
	check("a-micro-ohms", "{maxItems: 3}", either);
	check("a-microwatt-hours", "{maxItems: 3}", either);
	check("a-hours", "{maxItems: 3}", "{minItems: 3, maxItems: 3}");
	check("ahz", "{maxItems: 3}", "{minItems: 3, maxItems: 3}");
	check("-hz", "{maxItems: 3}", either);
	check("-hz$", "{maxItems: 3}", "{minItems: 3, maxItems: 3}");
	check("a", "{$ref: 'x#/definitions/uint32-array', maxItems: 3}",
		"{$ref: 'x#/definitions/uint32-array', " EITHER(
			"maxItems: 3", "minItems: 3, maxItems: 3") "}");
	check("a", "{$ref: 'x#/int64-array', maxItems: 3}",
		"{$ref: 'x#/int64-array', " EITHER("maxItems: 3", "minItems: 3, maxItems: 3") "}");
	check("a-hz", "{$ref: 'x#/uint32-matrix', maxItems: 3}",
		"{$ref: 'x#/uint32-matrix', minItems: 3, maxItems: 3}");
	check("a", "{$ref: 'x#/string-array', maxItems: 3}",
		"{$ref: 'x#/string-array', minItems: 3, maxItems: 3}");
}
END_TEST

START_TEST(rules_of_integers_are_of_a_row)
{
	check("a", "{items: {minimum: 1}}", "{type: array, items: {type: array, items: {minimum: 1}}}");
	check("a", "{items: [{minimum: 1}], minItems: 1, maxItems: 1, uniqueItems: true, default: 1}",
		ROWS("{type: array, items: [{minimum: 1}], minItems: 1, maxItems: 1, uniqueItems: true, default: 1}"));
	check("a-hz", "{items: [{pattern: x}, {}]}",
		ROWS("{type: array, minItems: 2, maxItems: 2, items: [{pattern: x}, {}]}"));
	check("a", "{items: {minimum: 1}, maxItems: 3}",
		"{" EITHER("maxItems: 3",
			"minItems: 3, maxItems: 3") ", type: array, items: {type: array, items: {minimum: 1}}}");
	check("a", "{items: {minimum: 1, maxItems: 1}, title: x}",
		"{type: array, items: {minimum: 1, minItems: 1, maxItems: 1}, title: x}");
	check("a", "{items: {pattern: x}}", "{type: array, items: {pattern: x}}");
	check("a-hz", "{items: [{minimum: 1}, {minimum: 2}], minItems: 1}",
		ROWS("{type: array, minItems: 1, maxItems: 2, items: [{minimum: 1}, {minimum: 2}]}"));
	check("a-hz", "{maxItems: 2, minItems: 2, items: {minItems: 1, maxItems: 3}}",
		"{type: array, minItems: 2, maxItems: 2, items: {minItems: 1, maxItems: 3}}");
}
END_TEST

/* A part with items is looked at in place of the whole; a reference in front of it decides. */
START_TEST(integers_may_be_in_a_part)
{
	check("a", "{allOf: [{$ref: 'x#/uint32-array'}, {maxItems: 3}]}",
		"{allOf: [{$ref: 'x#/uint32-array'}, {" EITHER(
			"minItems: 3, maxItems: 3", "minItems: 3, maxItems: 3") "}]}");
	check("a", "{allOf: [{items: {minimum: 1}}, {$ref: 'x#/uint32'}]}",
		"{allOf: [{type: array, items: {type: array, items: {minimum: 1}}}, {$ref: 'x#/uint32'}]}");
	check("a", "{allOf: [{$ref: 'x#/uint32-array'}, {items: {pattern: x}}]}",
		"{allOf: [{$ref: 'x#/uint32-array'}, {type: array, items: {items: {pattern: x}}}]}");
	check("a-hz", "{allOf: [{$ref: 'x#/string'}, {items: [{pattern: x}]}]}",
		"{allOf: [{$ref: 'x#/string'}, " ROWS(ROWS("{pattern: x}")) "]}");
	check("a", "{items: [{pattern: x}], allOf: [{minItems: 1}, {$ref: 'x#/uint32-array'}]}",
		"{type: array, minItems: 1, maxItems: 1, items: [" ROWS(
			"{pattern: x}") "], allOf: [{minItems: 1, maxItems: 1}, {$ref: 'x#/uint32-array'}]}");
	check("a", "{$ref: 'x#/uint32-array', allOf: [{items: {pattern: x}}]}",
		"{$ref: 'x#/uint32-array', allOf: [{type: array, items: {pattern: x}}]}");
}
END_TEST

START_TEST(dependencies_are_told_apart)
{
	check("a", "{dependencies: {a: [b], c: {type: object}, d: true}}",
		"{dependentRequired: {a: [b]}, dependentSchemas: {c: {type: object}, d: true}}");
	check("a", "{dependentRequired: {a: [x], e: [f]}, dependencies: {a: [b]}}",
		"{dependentRequired: {a: [b], e: [f]}}");
	check("a", "{dependencies: {}}", "{}");
}
END_TEST

START_TEST(all_forms_of_a_property_are_fixed)
{
	check("a", "{anyOf: [{const: x}, {oneOf: [{maxItems: 2}]}]}",
		"{anyOf: [" ROWS("{const: x}") ", {oneOf: [{minItems: 2, maxItems: 2}]}]}");
	check("a", "{if: {maxItems: 1}, then: {maxItems: 2}, else: {maxItems: 3}}",
		"{if: {maxItems: 1}, then: {minItems: 2, maxItems: 2}, else: {maxItems: 3}}");
	check("a", "{not: {maxItems: 1}, contains: {const: x}}",
		"{not: {maxItems: 1}, contains: {const: x}}");
}
END_TEST

Suite *fixup_values_suite(void)
{
	return SUITE_OF("fixup values", a_string_is_an_array_of_one, an_integer_is_a_row_of_one_cell,
		reg_is_rows_also_where_its_cells_are_listed, items_without_rules_are_a_number,
		items_behind_one_with_rules_stay, sizes_are_filled_in,
		a_matrix_without_any_fixed_size_is_any_array, a_number_of_integers_is_of_rows_or_of_cells,
		integers_are_known_by_reference_unit_or_name, rules_of_integers_are_of_a_row,
		integers_may_be_in_a_part, dependencies_are_told_apart, all_forms_of_a_property_are_fixed);
}
