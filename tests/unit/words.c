// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/set/set.h"
#include "schema/words/words.h"

#include <string.h>

/* A binding and a node, and what is said of the first fault. */
static const struct {
	const char *binding, *node, *says;
} cases[] = {
	{"properties: {no-map: false}", "{no-map: true}", "`no-map` is not allowed here"},
	{"additionalProperties: false", "{a: true}", "`a` is not allowed here"},
	{"additionalProperties: false", "{a: {}}", "the child node `a` is not allowed here"},
	{"{additionalProperties: false, patternProperties: {^b: {type: object}, ^c: true, ^d: {}}}",
		"{a: {}}", "the child node `a` is not allowed here, but such as match `^b` or `^d`"},
	{"required: [reg]", "{}", "`reg` is missing"},
	{"{required: [trips], properties: {trips: {type: object}}}", "{}",
		"the child node `trips` is missing"},
	{"dependentRequired: {a: [x, b]}", "{a: true, x: true}", "`a` needs `b` beside it"},
	{"properties: {a: {items: [{const: 'virtio,mmio'}]}}", "{a: [foo]}",
		"`a` must be `virtio,mmio`, and is `foo`"},
	{"properties: {a: {items: [{}, {const: y}]}}", "{a: [x, z]}",
		"entry 1 of `a` must be `y`, and is `z`"},
	{"properties: {a: {items: {enum: [u, v, w]}}}", "{a: [x]}",
		"`a` must be `u`, `v` or `w`, and is `x`"},
	{"properties: {a: {items: {items: {enum: [0, 1, 2]}}}}", "{a: [[1, 5]]}",
		"cell 1 of `a` must be 0, 1 or 2, and is 5"},
	{"properties: {a: {items: {items: {maximum: 9}}}}", "{a: [[1, 5], [7, 70000]]}",
		"cell 1 of entry 1 of `a` must be at most 9, and is 70000"},
	{"properties: {a: {items: {items: {minimum: 0x40000000}}}}", "{a: [[0x3fffffff]]}",
		"`a` must be at least 0x40000000, and is 0x3fffffff"},
	{"properties: {a: {items: {items: {multipleOf: 4}}}}", "{a: [[6]]}",
		"`a` must be a multiple of 4, and is 6"},
	{"properties: {a: {items: {pattern: '^x'}}}", "{a: [why]}", "`a` must match `^x`, and is `why`"},
	{"properties: {a: {maxItems: 1}}", "{a: [x, y]}", "`a` has 2 entries, at most 1 is allowed"},
	{"properties: {a: {minItems: 2}}", "{a: [[1, 2]]}", "`a` has 1 entry, at least 2 are needed"},
	{"properties: {a: {items: {minItems: 3, maxItems: 3}}}", "{a: [[1]]}",
		"`a` must have 3 cells, and has 1"},
	{"properties: {a: {items: [{}], additionalItems: false}}", "{a: [x, y]}",
		"`a` has 2 entries, 1 is known"},
	{"properties: {a: {uniqueItems: true}}", "{a: [x, y, x]}", "`a` has `x` twice"},
	{"properties: {a: {contains: {const: x}}}", "{a: [y, z]}", "`a` must contain `x`, and is `y`, `z`"},
	{"properties: {a: {contains: {oneOf: [{const: x}, {const: w}]}}}", "{a: [y]}",
		"`a` must contain `x` or `w`, and is `y`"},
	{"properties: {a: {contains: {minLength: 4}}}", "{a: [y]}",
		"`a` must contain an entry of a certain form, and is `y`"},
	{"properties: {a: {not: {type: object}}}", "{a: {}}", "`a` must be a property, and is a node"},
	{"properties: {a: false}", "{a: {}}", "the node `a` is not allowed here"},
	{"properties: {a: {not: {contains: {const: x}}}}", "{a: [y, x]}", "`a` must not contain `x`"},
	{"properties: {a: {not: {items: [{pattern: '^y'}]}}}", "{a: [y]}", "`a` must not be `y`"},
	{"properties: {a: {items: {not: {pattern: '^y'}}}}", "{a: [y]}",
		"`a` must not be what matches `^y`, and is `y`"},
	{"not: {anyOf: [{properties: {b: {maxItems: 1}}, required: [b]}, {properties: {a: {items: [{const: x}]}}}]}",
		"{a: [x]}", "`a` must not be `x`"},
	{"not: {properties: {a: {const: x}, b: {const: x}}}", "{a: x, b: x}",
		"the node has properties that are ruled out together"},
	{"properties: {a: {items: {items: {maximum: 0x2000}}}}", "{a: [[12288]]}",
		"`a` must be at most 0x2000, and is 0x3000"},
	{"not: {required: [a]}", "{a: true}", "`a` is not allowed here"},
	{"not: {anyOf: [{required: [b]}, {required: [a]}]}", "{a: true}", "`a` is not allowed here"},
	{"not: {required: [a, b]}", "{a: true, b: true}", "`a` and `b` are not allowed beside one another"},
	{"properties: {a: {type: array, items: {type: string}}}", "{a: true}",
		"`a` must be strings, and is empty"},
	{"properties: {a: {items: {type: string}}}", "{a: [[1, 2]]}", "`a` must be strings, and is cells"},
	{"properties: {a: {items: {type: array}}}", "{a: [x]}", "`a` must be cells, and is a string"},
	{"properties: {a: {type: array}}", "{a: {}}", "`a` must be a property, and is a node"},
	{"additionalProperties: {type: object}", "{a: [[1]]}", "`a` is not allowed here"},
	{"properties: {a: {type: object}}", "{a: [[1]]}", "`a` must be a node, and is a cell"},
	{"properties: {a: {oneOf: [{type: boolean, const: true}, {type: 'null'}]}}", "{a: [[1]]}",
		"`a` is a flag and takes no value, and is <1>"},
	{"oneOf: [{required: [a]}, {required: [b]}]", "{}", "one of `a` and `b` has to be there"},
	{"oneOf: [{required: [a]}, {required: [b]}]", "{a: true, b: true}", "`a` and `b` exclude each other"},
	{"anyOf: [{required: [a, c]}, {required: [b]}]", "{}", "one of `b` and `a` with `c` has to be there"},
	{"properties: {a: {anyOf: [{items: [{const: x}]}, {items: [{enum: [y, z]}]}]}}", "{a: [w]}",
		"`a` must be `x`, `y` or `z`, and is `w`"},
	{"properties: {a: {oneOf: [{items: [{const: x}], maxItems: 1}, {items: [{enum: [y, z]}, {const: v}]}]}}",
		"{a: [y, w]}", "entry 1 of `a` must be `v`, and is `w`"},
	{"properties: {a: {oneOf: [{items: [{const: x}, {const: y}], maxItems: 2},"
	 " {items: [{enum: [t, u]}, {enum: [v, w]}, {const: z}], minItems: 3, maxItems: 3}]}}",
		"{a: [s, u, z, w]}", "`a` must be `u`, `w`, `z`, and is `s`, `u`, `z`, `w`"},
	{"properties: {a: {oneOf: [{items: [{const: x}], maxItems: 1}, {items: [{enum: [t, u]}, {const: z}],"
	 " minItems: 2}]}}",
		"{a: [s, r, z]}", "`a` must be one of 2 others, `z`, and is `s`, `r`, `z`"},
	{"properties: {a: {oneOf: [{maxItems: 2}, {minItems: 1}]}}", "{a: [x]}",
		"`a` fits more than one of the forms that it may have, of which only one may fit (lines 1 and 1)"},
	{"{if: {properties: {a: {contains: {enum: [x, y]}}}}, then: {required: [b]}}", "{a: [y]}",
		"`b` is missing, as `a` is `y`"},
	{"allOf: [{if: {properties: {a: {contains: {const: x}}}}, then: {}, else: {properties: {b: false}}}]",
		"{a: [y], b: true}", "`b` is not allowed here, as `a` is not `x`"},
	{"properties: {$nodename: {items: [{pattern: '^pool@'}]}}", "{$nodename: [swimming]}",
		"the node's name must match `^pool@`, and is `swimming`"},
	{"properties: {a: {items: {enum: [b, c, d, e, f, g, h, i, j, k, l]}}}", "{a: [x]}",
		"`a` must be `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i` or one of 3 others, and is `x`"},
	{"properties: {a: {items: {const: b}}}",
		"{a: [xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx]}",
		"`a` must be `b`, and is "
		"`xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...`"},
};

/* The first fault that the node has with the binding. */
struct held {
	struct binding binding;
	struct fdtr_schemas set;
	struct document node;
	struct evaluation evaluation;
	const struct fault *faults;
};

static void hold(struct held *held, const char *binding, const char *node)
{
	struct fdtr_error error;

	*held = (struct held){.set = {.bindings = &held->binding, .count = 1, .patterns = patterns_make()}};
	ck_assert_msg(!document_read(&held->binding.document, "binding", binding, strlen(binding), &error),
		"%s", error.message);
	ck_assert_msg(!document_check(&held->binding.document, &error), "%s", error.message);
	ck_assert_msg(!set_link(&held->set, &error), "%s", error.message);
	ck_assert_msg(!document_read(&held->node, "node", node, strlen(node), &error), "%s", error.message);
	ck_assert_int_eq(evaluation_begin(&held->evaluation, &held->set, NULL, &error), FDTR_OK);
	ck_assert_msg(!evaluate(&held->evaluation, &held->binding.document, &held->binding.document.root,
			      &held->node.root, &held->faults),
		"%s holds for %s", node, binding);
	ck_assert_ptr_nonnull(held->faults);
}

static void let_go(struct held *held)
{
	evaluation_end(&held->evaluation);
	document_free(&held->node);
	document_free(&held->binding.document);
	patterns_free(held->set.patterns);
}

START_TEST(says)
{
	char sentence[512];
	struct fdtr_text text;
	struct held held;

	hold(&held, cases[_i].binding, cases[_i].node);
	fdtr_text_init(&text, sentence, sizeof(sentence));
	words_say(held.faults, &held.node.root, &held.evaluation, &text);
	ck_assert_str_eq(sentence, cases[_i].says);
	let_go(&held);
}
END_TEST

static void check_note(const char *binding, const char *node, const char *expected)
{
	char note[512];
	struct fdtr_text text;
	struct held held;

	hold(&held, binding, node);
	fdtr_text_init(&text, note, sizeof(note));
	ck_assert_int_eq(
		words_note(held.faults, &held.node.root, &held.binding.document, &text), *expected != '\0');
	ck_assert_str_eq(note, expected);
	let_go(&held);
}

START_TEST(notes)
{
	check_note("properties: {a: {description: \"Not  now.\\nEver.\", maxItems: 1}}", "{a: [x, y]}",
		"Not now");
	check_note("properties: {a: {description: What it is, items: {const: x}}}", "{a: [y]}", "What it is");
	check_note("{description: The device, required: [a]}", "{}", "");
	check_note("allOf: [{description: The device, properties: {b: true}, required: [a]}]", "{}", "");
	check_note("allOf: [{description: A rule, required: [a]}]", "{}", "A rule");
	check_note("{properties: {a: {description: A property}}, required: [a]}", "{}", "A property");
	check_note("properties: {a: {maxItems: 1, description: '"
		   "12345678901234567890123456789012345678901234567890123456789012345678901234567890"
		   "12345678901234567890123456789012345678901234567890123456789012345678901234567890x'}}",
		"{a: [x, y]}", "");
}
END_TEST

Suite *words_suite(void)
{
	Suite *suite = SUITE_OF("words", notes);
	TCase *loop = tcase_create("sentences");

	tcase_add_loop_test(loop, says, 0, (int)FDTR_ARRAY_SIZE(cases));
	suite_add_tcase(suite, loop);
	return suite;
}
