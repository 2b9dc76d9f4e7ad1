// SPDX-License-Identifier: BSD-2-Clause
/* Values held against schemas: what each keyword says, and what its faults tell. */
#include "trial.h"
#include "unit.h"

START_TEST(types)
{
	trial("true", "x: 1", "");
	trial("false", "[1]", "/ false");
	trial("{}", "5", "");
	trial("{type: 'null'}", "null", "");
	trial("{type: 'null'}", "0", "/ type");
	trial("{type: boolean}", "true", "");
	trial("{type: boolean}", "1", "/ type");
	trial("{type: integer}", "true", "/ type");
	trial("{type: integer}", "-3", "");
	trial("{type: integer}", "3.0", "");
	trial("{type: integer}", "1e300", "");
	trial("{type: integer}", "3.5", "/ type");
	trial("{type: integer}", ".inf", "/ type");
	trial("{type: number}", "3.5", "");
	trial("{type: number}", "3", "");
	trial("{type: number}", "'3'", "/ type");
	trial("{type: string}", "'3'", "");
	trial("{type: string}", "3", "/ type");
	trial("{type: array}", "[]", "");
	trial("{type: array}", "{}", "/ type");
	trial("{type: object}", "{}", "");
	trial("{type: object}", "null", "/ type");
	trial("{type: [string, array]}", "[1]", "");
	trial("{type: [string, array]}", "1", "/ type");
}
END_TEST

START_TEST(constants)
{
	trial("{const: 1}", "1", "");
	trial("{const: 1}", "1.0", "");
	trial("{const: 1}", "true", "/ const");
	trial("{const: true}", "1", "/ const");
	trial("{const: false}", "0", "/ const");
	trial("{const: '1'}", "1", "/ const");
	trial("{const: null}", "null", "");
	trial("{const: null}", "false", "/ const");
	trial("{const: [1, [2]]}", "[1, [2]]", "");
	trial("{const: [1, [2]]}", "[1, [3]]", "/ const");
	trial("{const: [1, [2]]}", "[1]", "/ const");
	trial("{const: {a: 1, b: [2]}}", "{b: [2], a: 1}", "");
	trial("{const: {a: 1, b: [2]}}", "{b: [2]}", "/ const");
	trial("{const: {a: 1}}", "{b: 1}", "/ const");
	trial("{enum: [1, x, false]}", "x", "");
	trial("{enum: [1, x, false]}", "false", "");
	trial("{enum: [1, x, false]}", "0", "/ enum");
	trial("{enum: [1, x, false]}", "true", "/ enum");
	trial("{enum: [xy, yx]}", "xx", "/ enum");
	trial("{enum: []}", "1", "/ enum");
}
END_TEST

START_TEST(numbers)
{
	trial("{minimum: 3}", "3", "");
	trial("{minimum: 3}", "2", "/ minimum");
	trial("{minimum: 3}", "x", "");
	trial("{minimum: 0}", "-1", "/ minimum");
	trial("{minimum: -2}", "-1", "");
	trial("{minimum: -1}", "-2", "/ minimum");
	trial("{minimum: 18446744073709551615}", "18446744073709551614", "/ minimum");
	trial("{minimum: 9007199254740993}", "9007199254740992.0", "/ minimum");
	trial("{maximum: 9007199254740992.0}", "9007199254740993", "/ maximum");
	trial("{maximum: 18446744073709551616.0}", "18446744073709551615", "");
	trial("{maximum: -9223372036854775808.0}", "-9223372036854775808", "");
	trial("{maximum: 3}", "3", "");
	trial("{maximum: 3}", "3.5", "/ maximum");
	trial("{maximum: 2.5}", "2", "");
	trial("{maximum: 2.5}", "3", "/ maximum");
	trial("{maximum: 0}", "true", "");
	trial("{exclusiveMinimum: 3}", "4", "");
	trial("{exclusiveMinimum: 3}", "3", "/ exclusiveMinimum");
	trial("{exclusiveMaximum: 3}", "2", "");
	trial("{exclusiveMaximum: 3}", "3.0", "/ exclusiveMaximum");
	trial("{multipleOf: 4}", "-8", "");
	trial("{multipleOf: 4}", "6", "/ multipleOf");
	trial("{multipleOf: 4}", "6.0", "/ multipleOf");
	trial("{multipleOf: 4}", "8.0", "");
	trial("{multipleOf: 0.1}", "0.2", "");
	trial("{multipleOf: 0.1}", "0.25", "/ multipleOf");
	trial("{multipleOf: 0.5}", "1e308", "");
	trial("{multipleOf: 3}", "18446744073709551615", "");
	trial("{multipleOf: 3}", "18446744073709551614", "/ multipleOf");
	trial("{multipleOf: 3}", "x", "");
}
END_TEST

START_TEST(strings)
{
	trial("{pattern: '^a'}", "ab", "");
	trial("{pattern: '^a'}", "ba", "/ pattern");
	trial("{pattern: b}", "aba", "");
	trial("{pattern: b}", "[a]", "");
	trial("{minLength: 2}", "ab", "");
	trial("{minLength: 2}", "\xc3\xa9", "/ minLength");
	trial("{maxLength: 2}", "\xc3\xa9\xc3\xa9", "");
	trial("{maxLength: 2}", "abc", "/ maxLength");
	trial("{maxLength: 2}", "123", "");
	trial("{format: email}", "a@b", "");
	trial("{format: email}", "a.b", "/ format");
	trial("{format: email}", "1", "");
	trial("{format: uri}", "a b", "");
}
END_TEST

START_TEST(arrays)
{
	trial("{items: {type: string}}", "[a, 1, b, 2]", "/1 type; /3 type");
	trial("{items: {type: string}}", "{a: 1}", "");
	trial("{items: false}", "[]", "");
	trial("{items: false}", "[1]", "/0 false");
	trial("{items: [{const: 1}, {const: 2}]}", "[1, 2, 3]", "");
	trial("{items: [{const: 1}, {const: 2}]}", "[1]", "");
	trial("{items: [{const: 1}, {const: 2}]}", "[2, 1]", "/0 const; /1 const");
	trial("{items: [true], additionalItems: false}", "[1]", "");
	trial("{items: [true], additionalItems: false}", "[1, 2, 3]", "/ additionalItems");
	trial("{items: [true], additionalItems: true}", "[1, 2]", "");
	trial("{items: [true], additionalItems: {const: 1}}", "[0, 1, 2]", "/2 const");
	trial("{items: true, additionalItems: false}", "[1]", "");
	trial("{additionalItems: false}", "[1]", "");
	trial("{contains: {const: 1}}", "[0, 1]", "");
	trial("{contains: {const: 1}}", "[0]", "/ contains");
	trial("{contains: {const: 1}}", "[]", "/ contains");
	trial("{contains: {const: 1}}", "0", "");
	trial("{minItems: 2}", "[1]", "/ minItems");
	trial("{minItems: 2}", "[1, 2]", "");
	trial("{minItems: 2}", "x", "");
	trial("{maxItems: 1}", "[1, 2]", "/ maxItems");
	trial("{maxItems: 1}", "[[1, 2]]", "");
}
END_TEST

START_TEST(unique_items)
{
	trial("{uniqueItems: true}", "[1, 2, true, '1', [1], {a: 1}]", "");
	trial("{uniqueItems: true}", "[1, 2, 1.0]", "/ uniqueItems");
	trial("{uniqueItems: true}", "[0.0, -0.0]", "/ uniqueItems");
	trial("{uniqueItems: true}", "[{a: 1, b: 2}, 5, {b: 2, a: 1}]", "/ uniqueItems");
	trial("{uniqueItems: true}", "[{a: 1, b: 2}, {a: 2, b: 1}]", "");
	trial("{uniqueItems: true}", "[[1, 2], [2, 1]]", "");
	trial("{uniqueItems: true}", "[[1, [2]], [1, [2]]]", "/ uniqueItems");
	trial("{uniqueItems: true}", "[null, null]", "/ uniqueItems");
	trial("{uniqueItems: true}", "{a: 1, b: 1}", "");
	trial("{uniqueItems: false}", "[1, 1]", "");
	trial("{uniqueItems: true}",
		"[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34]",
		"");
	trial("{uniqueItems: true}",
		"[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,1]",
		"/ uniqueItems");
}
END_TEST

START_TEST(objects)
{
	trial("{properties: {a: {const: 1}, b: {const: 2}}}", "{b: 1, a: 2}", "/a const; /b const");
	trial("{properties: {a: {const: 1}}}", "{b: 1}", "");
	trial("{properties: {a: false}}", "{a: 1}", "/a false");
	trial("{properties: {a: {properties: {b: {type: string}}}}}", "{a: {b: 1}}", "/a/b type");
	trial("{properties: {a: {items: {items: {minimum: 2}}}}}", "{a: [[2], [3, 1]]}", "/a/1/1 minimum");
	trial("{patternProperties: {'^a': {const: 1}, b: {const: 2}}}", "{ab: 1, b: 2, c: 3}", "/ab const");
	trial("{patternProperties: {'^a': true}}", "[a]", "");
	trial("{required: [b, a]}", "{c: 1}", "/ required(b); / required(a)");
	trial("{required: [a]}", "{a: null}", "");
	trial("{required: [a]}", "x", "");
	trial("{propertyNames: {pattern: '^a'}}", "{ab: 1, ba: 2, bb: 3}", "/ pattern; / pattern");
	trial("{propertyNames: {maxLength: 2}}", "{ab: 1}", "");
	trial("{dependentRequired: {a: [b, c], d: [e]}}", "{a: 1}",
		"/ dependentRequired(b); / dependentRequired(c)");
	trial("{dependentRequired: {a: [b]}}", "{b: 1}", "");
	trial("{dependentSchemas: {a: {required: [b]}, c: false}}", "{a: 1}", "/ required(b)");
	trial("{dependentSchemas: {a: {required: [b]}, c: false}}", "{c: 1}", "/ false");
	trial("{dependentSchemas: {a: false}}", "{b: 1}", "");
}
END_TEST

START_TEST(additional_properties)
{
	trial("{properties: {a: true}, additionalProperties: false}", "{a: 1}", "");
	trial("{properties: {a: true}, additionalProperties: false}", "{c: 1, a: 1, b: 2}",
		"/ additionalProperties(c); / additionalProperties(b)");
	trial("{patternProperties: {'^a': true}, additionalProperties: false}", "{ab: 1, b: 2}",
		"/ additionalProperties(b)");
	trial("{additionalProperties: false}", "{}", "");
	trial("{additionalProperties: false}", "5", "");
	trial("{properties: {a: true}, additionalProperties: {type: string}}", "{a: 1, b: 2, c: x}",
		"/b type");
	trial("{additionalProperties: true}", "{a: 1}", "");
	trial("{allOf: [{properties: {a: true}}], additionalProperties: false}", "{a: 1}",
		"/ additionalProperties(a)");
}
END_TEST

START_TEST(combinations)
{
	trial("{allOf: [{minimum: 2}, {minimum: 3}, true]}", "1", "/ minimum; / minimum");
	trial("{allOf: [{minimum: 2}, {minimum: 3}]}", "3", "");
	trial("{anyOf: [{minimum: 2}, {type: string}]}", "2", "");
	trial("{anyOf: [{minimum: 2}, {type: string}]}", "1", "/ anyOf [0 / minimum; 1 / type]");
	trial("{anyOf: [{items: {minimum: 2}}, false]}", "[1, 2, 0]",
		"/ anyOf [0 /0 minimum; 0 /2 minimum; 1 / false]");
	trial("{properties: {a: {anyOf: [{anyOf: [false]}, {allOf: [false]}]}}}", "{a: 1}",
		"/a anyOf [0 /a anyOf [0 /a false]; 1 /a false]");
	trial("{oneOf: [{minimum: 2}, {maximum: 5}]}", "1", "");
	trial("{oneOf: [{minimum: 2}, {maximum: 5}]}", "3", "/ oneOf");
	trial("{oneOf: [{minimum: 2}, {type: string}]}", "1", "/ oneOf [0 / minimum; 1 / type]");
	trial("{not: {type: string}}", "1", "");
	trial("{not: {type: string}}", "x", "/ not");
	trial("{not: {not: {type: string}}}", "1", "/ not");
	trial("{if: {type: string}, then: {const: x}, else: {minimum: 2}}", "x", "");
	trial("{if: {type: string}, then: {const: x}, else: {minimum: 2}}", "y", "/ const");
	trial("{if: {type: string}, then: {const: x}, else: {minimum: 2}}", "1", "/ minimum");
	trial("{if: {type: string}, then: false}", "1", "");
	trial("{if: false}", "1", "");
	trial("{then: false, else: false}", "1", "");
	trial("{$ref: '#/$defs/a', minimum: 2, $defs: {a: {const: 5}}}", "1", "/ const; / minimum");
	trial("{$ref: '#/$defs/a', $defs: {a: {properties: {x: {$ref: '#'}}, required: [y]}}}",
		"{y: 1, x: {y: 1, x: {}}}", "/x/x required(y)");
}
END_TEST

/* The order is that of the schema, unevaluated* last. */
START_TEST(order)
{
	trial("{required: [b], unevaluatedProperties: false, properties: {a: false}, not: true, allOf: [{type: "
	      "array}]}",
		"{c: 1, a: 2}",
		"/ required(b); /a false; / not; / type; / unevaluatedProperties(c); "
		"/ unevaluatedProperties(a) echo");
}
END_TEST

START_TEST(annotations)
{
	trial("{title: x, description: y, default: 3, $comment: z, deprecated: true, examples: [1], "
	      "$defs: {a: false}, definitions: {b: false}, select: false, phandle: true}",
		"1", "");
}
END_TEST

Suite *evaluate_suite(void)
{
	return SUITE_OF("evaluate", types, constants, numbers, strings, arrays, unique_items, objects,
		additional_properties, combinations, order, annotations);
}
