// SPDX-License-Identifier: BSD-2-Clause
/* What counts as evaluated, what comes of trees instead of documents, and where a run ends. */
#include "trial.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

START_TEST(properties_nearby)
{
	trial("{properties: {a: true}, unevaluatedProperties: false}", "{a: 1}", "");
	trial("{properties: {a: true}, unevaluatedProperties: false}", "{b: 1, a: 1, c: 1}",
		"/ unevaluatedProperties(b); / unevaluatedProperties(c)");
	trial("{patternProperties: {'^a': true}, unevaluatedProperties: false}", "{ab: 1}", "");
	trial("{patternProperties: {'^a': true}, unevaluatedProperties: false}", "{ba: 1}",
		"/ unevaluatedProperties(ba)");
	trial("{additionalProperties: true, unevaluatedProperties: false}", "{a: 1}", "");
	trial("{additionalProperties: {type: string}, unevaluatedProperties: false}", "{type: x}", "");
	trial("{additionalProperties: {type: string}, unevaluatedProperties: false}", "{type: 1}",
		"/type type; / unevaluatedProperties(type) echo");
	trial("{unevaluatedProperties: true}", "{a: 1}", "");
	trial("{unevaluatedProperties: {type: string}}", "{a: x}", "");
	trial("{unevaluatedProperties: {type: string}}", "{a: x, b: 1}", "/ unevaluatedProperties(b)");
	trial("{properties: {b: true}, unevaluatedProperties: {type: string}}", "{a: x, b: 1}", "");
	trial("{unevaluatedProperties: false}", "[1]", "");
	trial("{required: [a], not: {properties: {b: true}, required: [b]}, unevaluatedProperties: false}",
		"{a: 1}", "/ unevaluatedProperties(a)");
}
END_TEST

START_TEST(properties_of_others)
{
	trial("{allOf: [{properties: {a: true}}, {properties: {b: true}}], unevaluatedProperties: false}",
		"{a: 1, b: 1}", "");
	trial("{anyOf: [{properties: {a: true}}, {properties: {b: true}}], unevaluatedProperties: false}",
		"{a: 1, b: 1}", "");
	trial("{anyOf: [{properties: {a: {const: 2}}}, {properties: {b: true}}], unevaluatedProperties: false}",
		"{b: 1, a: 1}", "/ unevaluatedProperties(a)");
	trial("{oneOf: [{properties: {a: true}}, {required: [b]}], unevaluatedProperties: false}", "{a: 1}",
		"");
	trial("{oneOf: [{properties: {a: true}, required: [b]}, true], unevaluatedProperties: false}",
		"{a: 1}", "/ unevaluatedProperties(a)");
	trial("{$ref: '#/$defs/a', $defs: {a: {properties: {a: true}}}, unevaluatedProperties: false}",
		"{a: 1}", "");
	trial("{if: {properties: {a: {const: 1}}}, then: {properties: {b: true}}, else: {properties: {c: true}}, "
	      "unevaluatedProperties: false}",
		"{a: 1, b: 1, c: 1}", "/ unevaluatedProperties(c)");
	trial("{if: {properties: {a: {const: 2}}}, then: {properties: {b: true}}, else: {properties: {c: true}}, "
	      "unevaluatedProperties: false}",
		"{a: 1, b: 1, c: 1}", "/ unevaluatedProperties(a); / unevaluatedProperties(b)");
	trial("{if: {properties: {a: true}}, unevaluatedProperties: false}", "{a: 1}", "");
	trial("{dependentSchemas: {a: {properties: {a: true}}, b: {properties: {c: true}}}, "
	      "unevaluatedProperties: false}",
		"{a: 1, c: 1}", "/ unevaluatedProperties(c)");
	trial("{allOf: [{unevaluatedProperties: true}], unevaluatedProperties: false}", "{a: 1}", "");
	trial("{properties: {a: true}, allOf: [{unevaluatedProperties: false}]}", "{a: 1}",
		"/ unevaluatedProperties(a)");
	trial("{properties: {a: {properties: {b: true}}}, unevaluatedProperties: false}", "{a: {}, b: 1}",
		"/ unevaluatedProperties(b)");
}
END_TEST

/* A property with a fault of its own is not evaluated either, but is no news. */
START_TEST(echoes)
{
	trial("{properties: {a: {const: 1}}, unevaluatedProperties: false}", "{a: 2}",
		"/a const; / unevaluatedProperties(a) echo");
	trial("{allOf: [{properties: {a: {const: 1}, b: true}}], unevaluatedProperties: false}",
		"{a: 2, b: 1, c: 1}",
		"/a const; / unevaluatedProperties(a) echo; / unevaluatedProperties(b) echo; "
		"/ unevaluatedProperties(c)");
	trial("{$ref: '#/$defs/a', $defs: {a: {allOf: [{patternProperties: {'^a': false}}]}}, "
	      "unevaluatedProperties: false}",
		"{a: 2}", "/a false; / unevaluatedProperties(a) echo");
	trial("{anyOf: [{properties: {a: {const: 1}}}, false], unevaluatedProperties: false}", "{a: 2}",
		"/ anyOf [0 /a const; 1 / false]; / unevaluatedProperties(a) echo");
	trial("{if: {required: [b]}, then: {properties: {a: false}}, else: {properties: {c: false}}, "
	      "unevaluatedProperties: false}",
		"{a: 1, c: 1}", "/c false; / unevaluatedProperties(a); / unevaluatedProperties(c) echo");
	trial("{dependentSchemas: {a: {properties: {a: false}}}, unevaluatedProperties: false}", "{a: 1}",
		"/a false; / unevaluatedProperties(a) echo");
}
END_TEST

START_TEST(items)
{
	trial("{unevaluatedItems: false}", "[]", "");
	trial("{unevaluatedItems: false}", "[1, 2]", "/ unevaluatedItems");
	trial("{unevaluatedItems: {type: string}}", "[x]", "");
	trial("{unevaluatedItems: {type: string}}", "[x, 1]", "/ unevaluatedItems");
	trial("{items: {type: integer}, unevaluatedItems: false}", "[1, 2]", "");
	trial("{items: [true], unevaluatedItems: false}", "[1]", "");
	trial("{items: [true], unevaluatedItems: false}", "[1, 2]", "/ unevaluatedItems");
	trial("{items: [true], additionalItems: true, unevaluatedItems: false}", "[1, 2]", "");
	trial("{allOf: [{items: [true]}, {items: [true, true]}], unevaluatedItems: false}", "[1, 2]", "");
	trial("{contains: {const: 1}, unevaluatedItems: false}", "[1]", "/ unevaluatedItems");
	trial("{unevaluatedItems: false}", "{a: 1}", "");
}
END_TEST

/* More members than fit on the stack. */
START_TEST(many_properties)
{
	char instance[8192] = "{", *end = instance + 1;

	for (unsigned int i = 0; i < 500; i++)
		end += sprintf(end, "a%u: 1, ", i);
	(void)strcpy(end, "b: 1}");
	trial("{patternProperties: {'^a': true}, unevaluatedProperties: false}", instance,
		"/ unevaluatedProperties(b)");
	trial("{patternProperties: {'^a': true}, additionalProperties: false, required: [a499, c]}", instance,
		"/ additionalProperties(b); / required(c)");
}
END_TEST

/* A fault of a cell has the cell, which is in memory nowhere else, and the cells as its place. */
START_TEST(cells)
{
	static const unsigned char bytes[] = {0, 1, 0xff, 0xfe};
	struct value row = {.kind = VALUE_CELLS, .cell_size = 2, .count = 2, .at = 100, .bytes = bytes};
	struct value rows = {.kind = VALUE_ARRAY, .count = 1, .items = &row};
	struct member member = {.name = "reg", .hash = value_hash("reg", 3), .number = 1, .value = rows};
	struct value node = {.kind = VALUE_OBJECT, .count = 1, .members = &member};
	struct name name[] = {{0}, {"reg", 3, value_hash("reg", 3)}};
	const struct decoded decoded = {.nodes = &node, .count = 1, .names = {.items = name, .count = 2}};
	struct trial trial;

	trial_run(&trial,
		"{patternProperties: {r: {items: {items: {maximum: 9}, typeSize: 8}, typeSize: 32}}}", NULL,
		&decoded);
	ck_assert(trial.faults && trial.faults->next && !trial.faults->next->next);
	ck_assert_uint_eq(trial.faults->keyword, KEYWORD_MAXIMUM);
	ck_assert_uint_eq(trial.faults->value->integer, 0xfffe);
	ck_assert_uint_eq(trial.faults->value->at, 102);
	ck_assert_uint_eq(trial.faults->path->index, 1);
	ck_assert_ptr_eq(trial.faults->path->value, &row);
	ck_assert_str_eq(trial.faults->path->up->up->name, "reg");
	ck_assert_ptr_null(trial.faults->path->up->up->up);
	ck_assert_uint_eq(trial.faults->next->keyword, KEYWORD_TYPE_SIZE);
	ck_assert_ptr_eq(trial.faults->next->value, &member.value);
	trial_end(&trial);
}
END_TEST

/* Each name is matched once. */
START_TEST(children)
{
	struct name names[] = {{0}, {"child", 5, value_hash("child", 5)}, {"x", 1, value_hash("x", 1)}};
	struct member property = {.name = "x",
		.hash = names[2].hash,
		.number = 2,
		.value = {.kind = VALUE_BYTES, .count = 1, .text = "x"}};
	struct member child = {.name = "child",
		.hash = names[1].hash,
		.number = 1,
		.value = {.kind = VALUE_OBJECT, .at = 1, .count = 1, .members = &property}};
	struct value root = {.kind = VALUE_OBJECT, .count = 1, .members = &child};
	const struct decoded decoded = {.nodes = &root, .count = 1, .names = {.items = names, .count = 3}};
	struct trial trial;
	unsigned int asked = 0;

	trial_run(&trial,
		"{patternProperties: {'^c': {patternProperties: {'^x$': {type: [array, boolean, string]}}, "
		"additionalProperties: false}, '^x$': false}, additionalProperties: false}",
		NULL, &decoded);
	ck_assert(trial.faults && !trial.faults->next);
	ck_assert_uint_eq(trial.faults->keyword, KEYWORD_TYPE);
	ck_assert_str_eq(trial.faults->path->name, "x");
	ck_assert_ptr_eq(trial.faults->path->up->value, &child.value);
	for (uint32_t i = 0; i < patterns_count(trial.set.patterns); i++)
		asked +=
			(trial.evaluation.matches[i][1] ? 1U : 0) + (trial.evaluation.matches[i][2] ? 1U : 0);
	ck_assert_uint_eq(asked, 3);
	trial_end(&trial);
}
END_TEST

/* Of many patterns together the answer is kept, of names that have a number; the second of the same name gets the first's. */
START_TEST(unions)
{
	struct name names[] = {{0}, {"i", 1, value_hash("i", 1)}, {"x", 1, value_hash("x", 1)}};
	struct member members[] = {{.name = "x", .hash = names[2].hash, .number = 2},
		{.name = "i", .hash = names[1].hash, .number = 1}, {.name = "y", .hash = value_hash("y", 1)},
		{.name = "h", .hash = value_hash("h", 1)}};
	struct value root = {.kind = VALUE_OBJECT, .count = 4, .members = members};
	const struct decoded decoded = {.nodes = &root, .count = 1, .names = {.items = names, .count = 3}};
	struct fdtr_text text;
	struct trial trial;
	char data[200];

	fdtr_text_init(&text, data, sizeof(data));
	trial_run(&trial,
		"{patternProperties: {a: true, b: true, c: true, d: true, e: {}, f: {}, g: {}, h: {}, i: {title: x}}, "
		"additionalProperties: false}",
		NULL, &decoded);
	trial_text(trial.faults, &text);
	ck_assert_str_eq(data, "/ additionalProperties(x); / additionalProperties(y)");
	ck_assert_ptr_nonnull(trial.evaluation.unions[0].patterns);
	ck_assert(trial.evaluation.unions[0].silent);
	ck_assert_uint_eq(trial.evaluation.unions[0].matches[0], 0);
	ck_assert_uint_eq(trial.evaluation.unions[0].matches[1], 2);
	ck_assert_uint_eq(trial.evaluation.unions[0].matches[2], 1);
	trial_end(&trial);
	trial_run(&trial,
		"{patternProperties: {a: true, b: true, c: true, d: true, e: {}, f: {}, g: {}, h: {}, i: false}}",
		NULL, &decoded);
	ck_assert(trial.faults && !trial.faults->next && !trial.evaluation.unions[0].silent);
	trial_end(&trial);
}
END_TEST

START_TEST(ends)
{
	trial_ends("a: {}\nallOf:\n  - $ref: '#'\n", "1",
		"schema.yaml:3: more than 200 schemas lead to one another here by `$ref: #`");
	trial_ends("not:\n  $ref: '#'\n", "1", "schema.yaml:2: more than 200 schemas");
	trial_ends("type: string\n\npattern: (a+)+$\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
		"schema.yaml:3: the pattern '(a+)+$' takes too long");
	trial_ends("patternProperties:\n  a: true\n  (a+)+$: {type: integer}\n",
		"{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab: 1}",
		"schema.yaml:3: the pattern '(a+)+$' takes too long");
}
END_TEST

/* These two names have the same hash, in a table as in a short list. */
START_TEST(names_of_one_hash)
{
	ck_assert_uint_eq(value_hash("costarring", 10), value_hash("liquid", 6));
	trial("{properties: {liquid: false}}", "{costarring: 1}", "");
	trial("{properties: {liquid: false}}", "{costarring: 1, a: 1, b: 1, c: 1, d: 1, e: 1}", "");
	trial("{properties: {liquid: false}}", "{costarring: 1, a: 1, b: 1, c: 1, d: 1, liquid: 1}",
		"/liquid false");
}
END_TEST

/* A fault is of the document where its schema stands; one way is kept once. */
START_TEST(other_document)
{
	struct document other = {.file = "other.yaml", .root = {.kind = VALUE_BOOLEAN, .at = 7}};
	const struct schema_target target = {.document = &other, .schema = &other.root};
	const struct fault *faults;
	struct trial trial;
	struct value *schema;

	trial_run(&trial, "properties: {a: {$ref: '#/$defs/x', type: string}}\n$defs: {x: {}}\n", "{a: 1}",
		NULL);
	schema = &value_get(&trial.binding.document.root, KEYWORD_PROPERTIES)->members[0].value;
	value_get(schema, KEYWORD_REF)->link = &target;
	ck_assert(!evaluate(&trial.evaluation, &trial.binding.document, &trial.binding.document.root,
		&trial.instance.root, &faults));
	ck_assert(faults && faults->next);
	ck_assert_str_eq(faults->document->file, "other.yaml");
	ck_assert_ptr_eq(faults->schema, &other.root);
	ck_assert_ptr_eq(faults->next->document, &trial.binding.document);
	ck_assert_ptr_eq(faults->path, faults->next->path);
	trial_end(&trial);
}
END_TEST

/* What ended a run ends all that is asked of it later. */
START_TEST(work)
{
	struct trial trial;
	const struct value *root = &trial.binding.document.root;

	trial_run(&trial, "items:\n  anyOf: [{type: string}, {minimum: 2}]\n", "[x, 3, 4, 5, 6]", NULL);
	ck_assert_int_eq(trial.evaluation.status, FDTR_OK);
	ck_assert_uint_lt(trial.evaluation.limit - trial.evaluation.work, 200);
	trial.evaluation.work = 10;
	ck_assert(!evaluate(&trial.evaluation, &trial.binding.document, root, &trial.instance.root, NULL));
	ck_assert_int_eq(trial.evaluation.status, FDTR_ERR_BADTREE);
	ck_assert_msg(!strncmp(trial.error.message, "schema.yaml:2: this schema asks for more work", 45),
		"%s", trial.error.message);
	ck_assert(!evaluate(&trial.evaluation, &trial.binding.document, root, &trial.instance.root, NULL));
	trial_end(&trial);
}
END_TEST

START_TEST(fault_limit)
{
	const struct fault *faults;
	struct trial trial;
	unsigned int count = 0;

	trial_run(&trial, "items: {type: string}", "[1, 2, 3]", NULL);
	ck_assert(!trial.evaluation.cut);
	trial.evaluation.faults = EVALUATE_FAULT_LIMIT - 2;
	ck_assert(!evaluate(&trial.evaluation, &trial.binding.document, &trial.binding.document.root,
		&trial.instance.root, &faults));
	for (; faults; faults = faults->next)
		count++;
	ck_assert_uint_eq(count, 2);
	ck_assert(trial.evaluation.cut && !trial.evaluation.status);
	trial_end(&trial);
}
END_TEST

Suite *unevaluated_suite(void)
{
	return SUITE_OF("unevaluated", properties_nearby, properties_of_others, echoes, items,
		many_properties, cells, children, unions, ends, work, fault_limit, names_of_one_hash,
		other_document);
}
