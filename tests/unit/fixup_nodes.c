// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/fixup/fixup.h"

#include <string.h>

static struct document given, wanted;

static void read_and_fix(const char *text)
{
	struct fdtr_error error;

	ck_assert_msg(!document_read(&given, "x.yaml", text, strlen(text), &error), "%s", error.message);
	ck_assert_msg(!document_check(&given, &error), "%s", error.message);
	ck_assert_msg(!fixup_document(&given, &error), "%s", error.message);
}

static void check(const char *before, const char *after)
{
	struct fdtr_error error;

	read_and_fix(before);
	ck_assert_msg(!document_read(&wanted, "x.yaml", after, strlen(after), &error), "%s", error.message);
	ck_assert_msg(value_equal(&given.root, &wanted.root), "%s", before);
	document_free(&given);
	document_free(&wanted);
}

#define COMMON "phandle: true, status: true, secure-status: true, $nodename: true, pinctrl-names: true"
#define PINCTRL "patternProperties: {'pinctrl-[0-9]+': true}"
#define REST "type: object, select: false"
#define STRINGS(item) "{type: array, minItems: 1, maxItems: 1, items: [" item "]}"

START_TEST(a_node_may_have_what_any_may)
{
	check("{properties: {a: true}}", "{properties: {a: true, " COMMON "}, " PINCTRL ", " REST "}");
	check("{unevaluatedProperties: false}",
		"{unevaluatedProperties: false, properties: {" COMMON "}, " PINCTRL ", " REST "}");
	check("{patternProperties: {^a: true}}",
		"{properties: {" COMMON "}, patternProperties: {^a: true, 'pinctrl-[0-9]+': true}, " REST
		"}");
	check("{properties: {status: false}}",
		"{properties: {status: false, phandle: true, secure-status: true,"
		"$nodename: true, pinctrl-names: true}, " PINCTRL ", " REST "}");
	check("{title: x}", "{title: x, " REST "}");
}
END_TEST

START_TEST(a_node_that_may_have_anything_needs_nothing)
{
	check("{properties: {a: true}, additionalProperties: true}", "{properties: {a: true}, " REST "}");
	check("{properties: {a: true}, unevaluatedProperties: true}",
		"{properties: {a: true}, unevaluatedProperties: true, " REST "}");
	check("{properties: {a: true}, additionalProperties: {type: object}}",
		"{properties: {a: true, " COMMON "}, additionalProperties: {type: object}, " PINCTRL ", " REST
		"}");
}
END_TEST

#define NO_PINCTRL "phandle: true, status: true, secure-status: true, $nodename: true"

START_TEST(pinctrl_is_left_to_a_binding_that_speaks_of_it)
{
	check("{properties: {pinctrl-0: true}}", "{properties: {pinctrl-0: true, " NO_PINCTRL "}, " REST "}");
	check("{patternProperties: {pinctrl-1: true}}",
		"{properties: {" NO_PINCTRL "}, patternProperties: {pinctrl-1: true}, " REST "}");
	check("{patternProperties: {'^pinctrl-[0-9]+$': false, 'pinctrl-[0-9]+': false}}",
		"{properties: {" COMMON
		"}, patternProperties: {'^pinctrl-[0-9]+$': false, 'pinctrl-[0-9]+': true}, " REST "}");
	check("{properties: {pinctrl-.1: true}}",
		"{properties: {pinctrl-.1: true, " COMMON "}, " PINCTRL ", " REST "}");
}
END_TEST

#define CLOCKS "assigned-clocks: true, assigned-clock-rates: true, assigned-clock-parents: true"

START_TEST(a_node_with_clocks_may_have_assigned_ones)
{
	check("{properties: {clocks: true, assigned-clock-rates: false}}",
		"{properties: {clocks: true, " CLOCKS ", " COMMON "}, " PINCTRL ", " REST "}");
	check("{patternProperties: {clocks: true}}",
		"{properties: {" CLOCKS ", " COMMON
		"}, patternProperties: {clocks: true, 'pinctrl-[0-9]+': true}, " REST "}");
	check("{properties: {clocks: true, assigned-clocks: false}}",
		"{properties: {clocks: true, assigned-clocks: false, " COMMON "}, " PINCTRL ", " REST "}");
}
END_TEST

#define OPEN "additionalProperties: true, " /* so that nothing else is added, and taken away itself */

START_TEST(interrupts_may_be_extended)
{
	check("{" OPEN "properties: {interrupts: {maxItems: 1}}}",
		"{properties: {interrupts: {minItems: 1, maxItems: 1}, interrupt-parent: true,"
		"interrupts-extended: {minItems: 1, maxItems: 1}}, " REST "}");
	check("{" OPEN "properties: {interrupts: true, interrupts-extended: false, interrupt-parent: false},"
	      "required: [interrupts]}",
		"{properties: {interrupts: true, interrupts-extended: false, interrupt-parent: false},"
		"required: [interrupts], " REST "}");
	check("{" OPEN "properties: {interrupt-controller: true}}",
		"{properties: {interrupt-controller: true, interrupt-parent: true}, " REST "}");
	check("{" OPEN "properties: {a: true}, required: [interrupts]}",
		"{properties: {a: true}, required: [interrupts], " REST "}");
}
END_TEST

#define BOTH "properties: {interrupts: true, interrupts-extended: true, interrupt-parent: true}, "
#define CHOICE "oneOf: [{required: [interrupts]}, {required: [interrupts-extended]}]"

START_TEST(one_of_the_two_is_required)
{
	check("{" OPEN "properties: {interrupts: true}, required: [a, interrupts, b]}",
		"{" BOTH CHOICE ", required: [a, b], " REST "}");
	check("{" OPEN "properties: {interrupts: true}, required: [interrupts], oneOf: [true]}",
		"{" BOTH "allOf: [{" CHOICE "}], oneOf: [true], required: [], " REST "}");
	check("{" OPEN
	      "properties: {interrupts: true}, required: [interrupts], oneOf: [true], allOf: [false]}",
		"{" BOTH "allOf: [false, {" CHOICE "}], oneOf: [true], required: [], " REST "}");
}
END_TEST

#define BY(name, schema) "select: {required: [" name "], properties: {" name ": " schema "}}, type: object"
#define COMPATIBLE(strings) BY("compatible", "{contains: {enum: [" strings "]}}")

START_TEST(a_binding_is_selected_by_its_compatibles)
{
	check("{" OPEN "properties: {compatible: {oneOf: [{const: b}, {items: [{enum: [c, a]}, {const: b}]},"
	      "{pattern: ^d}]}}}",
		"{properties: {compatible: {oneOf: [" STRINGS(
			"{const: b}") ","
				      "{type: array, minItems: 2, maxItems: 2, items: [{enum: [c, a]}, {const: b}]}," STRINGS(
					      "{pattern: ^d}") "]}}, " COMPATIBLE("^d, a, b, c") "}");
	check("{" OPEN
	      "properties: {compatible: {items: [{const: a}, {const: syscon}, {const: simple-mfd}]}}}",
		"{properties: {compatible: {type: array, minItems: 3, maxItems: 3,"
		"items: [{const: a}, {const: syscon}, {const: simple-mfd}]}}, " COMPATIBLE("a") "}");
	check("{" OPEN "properties: {compatible: {const: syscon}}}",
		"{properties: {compatible: " STRINGS("{const: syscon}") "}, " REST "}");
	check("{" OPEN "properties: {compatible: {maxItems: 1}}}",
		"{properties: {compatible: {minItems: 1, maxItems: 1}}, " REST "}");
	check("{" OPEN "properties: {compatible: {enum: [1, a]}}}",
		"{properties: {compatible: " STRINGS(STRINGS("{enum: [1, a]}")) "}, " REST "}");
}
END_TEST

START_TEST(a_binding_is_selected_by_the_name_of_the_node)
{
	check("{" OPEN "properties: {compatible: true, $nodename: {pattern: ^a}}}",
		"{properties: {compatible: true, $nodename: " STRINGS("{pattern: ^a}") "}, " BY(
			"$nodename", STRINGS("{pattern: ^a}")) "}");
	check("{" OPEN "properties: {$nodename: true}}", "{properties: {$nodename: true}, " REST "}");
	check("{" OPEN "properties: {$nodename: false}}",
		"{properties: {$nodename: false}, " BY("$nodename", "false") "}");
	check("{" OPEN "select: true, properties: {$nodename: false}}",
		"{select: true, properties: {$nodename: false}, type: object}");
}
END_TEST

START_TEST(what_is_for_people_only_goes)
{
	check("{examples: [x], maintainers: [y], historical: z, title: t}", "{title: t, " REST "}");
}
END_TEST

#define NODE "{a: {const: x}}"
#define FIXED STRINGS("{const: x}")

START_TEST(every_place_of_a_schema_is_come_by)
{
	check("{if: {properties: " NODE "}, then: {properties: " NODE "}, else: {not: {properties: " NODE
	      "}}}",
		"{if: {properties: {a: " FIXED "}}, then: {properties: {a: " FIXED "}},"
		"else: {not: {properties: {a: " FIXED "}}}, " REST "}");
	check("{select: {properties: " NODE "}, additionalProperties: {patternProperties: " NODE "}}",
		"{select: {properties: {a: " FIXED "}}, additionalProperties: {patternProperties: {a: " FIXED
		"}},"
		"type: object}");
	check("{$defs: " NODE ", dependentSchemas: " NODE ", dependencies: {b: {maxItems: 1}, c: [d]}}",
		"{$defs: {a: " FIXED "}, dependentSchemas: {a: " FIXED ", b: {minItems: 1, maxItems: 1}},"
		"dependentRequired: {c: [d]}, " REST "}");
	check("{definitions: " NODE ", items: {properties: " NODE "}, contains: {properties: " NODE "}}",
		"{definitions: " NODE ", items: {properties: " NODE "}, contains: {properties: " NODE
		"}, " REST "}");
}
END_TEST

START_TEST(a_part_of_a_node_is_a_node_but_a_condition_is_not)
{
	check("{allOf: [{properties: {a: true}}], anyOf: [{properties: {}}], oneOf: [true]}",
		"{allOf: [{properties: {a: true, " COMMON "}, " PINCTRL "}],"
		"anyOf: [{properties: {" COMMON "}, " PINCTRL "}], oneOf: [true], " REST "}");
	check("{" OPEN "properties: {a: {type: object, properties: {b: {maxItems: 1}}}}}",
		"{properties: {a: {type: object, properties: {b: {minItems: 1, maxItems: 1}, " COMMON
		"}, " PINCTRL "}}, " REST "}");
	check("{if: {properties: {a: true}}}", "{if: {properties: {a: true}}, " REST "}");
}
END_TEST

static const struct value *property(const char *name)
{
	return &value_member(value_get(&given.root, KEYWORD_PROPERTIES), name)->value;
}

START_TEST(what_is_made_stands_where_it_comes_from)
{
	const struct member *items;
	const struct value *value;

	read_and_fix("properties:\n  a:\n    description: x\n    const: 1\n  interrupts:\n    maxItems: 2\n");
	items = value_keyword(property("a"), KEYWORD_ITEMS);
	ck_assert_uint_eq(items->line, 4);
	ck_assert_uint_eq(items->column, 5);
	ck_assert_int_eq(items->value.flags, VALUE_MADE);
	value = value_get(&items->value.items[0], KEYWORD_ITEMS)->items;
	ck_assert_int_eq(value->flags, VALUE_MADE);
	ck_assert_uint_eq(value_keyword(value, KEYWORD_CONST)->line, 4);
	ck_assert_uint_eq(value_get(value, KEYWORD_CONST)->column, 12);
	ck_assert_int_eq(value_get(value, KEYWORD_CONST)->flags, 0);
	ck_assert_str_eq(value_get(property("a"), KEYWORD_DESCRIPTION)->text, "x");
	value = value_get(property("interrupts-extended"), KEYWORD_MAX_ITEMS);
	ck_assert_uint_eq(value->at, 6);
	ck_assert_uint_eq(value->column, 15);
	ck_assert_int_eq(value->flags, VALUE_MADE);
	ck_assert_int_eq(value_get(property("interrupts"), KEYWORD_MAX_ITEMS)->flags, 0);
	ck_assert_uint_eq(property("status")->at, 2);
	document_free(&given);
}
END_TEST

START_TEST(both_numbers_of_a_choice_stand_where_the_one_does)
{
	const struct value *choice, *least;

	read_and_fix("properties:\n  a-hz:\n    minItems: 1\n    maxItems: 3\n");
	choice = value_get(property("a-hz"), KEYWORD_ONE_OF);
	ck_assert_uint_eq(choice->at, 3);
	least = value_get(&choice->items[0], KEYWORD_MIN_ITEMS);
	ck_assert_uint_eq(least->integer, 2);
	ck_assert_uint_eq(least->at, 3);
	ck_assert_int_eq(least->flags, VALUE_MADE);
	ck_assert_int_eq(value_get(&choice->items[0], KEYWORD_MAX_ITEMS)->flags, 0);
	least = value_get(&value_get(&choice->items[1], KEYWORD_ITEMS)->items[0], KEYWORD_MIN_ITEMS);
	ck_assert_uint_eq(least->column, 15);
	ck_assert_int_eq(least->flags, VALUE_MADE);
	document_free(&given);
}
END_TEST

/* Each level copies the next one, which holds all the others. */
START_TEST(interrupts_in_interrupts_are_bounded)
{
	struct fdtr_error error;
	char text[2000] = "";

	for (int i = 0; i < 45; i++)
		strcat(text, "{properties: {interrupts: ");
	strcat(text, "true");
	for (int i = 0; i < 45; i++)
		strcat(text, "}}");
	ck_assert_msg(!document_read(&given, "x.yaml", text, strlen(text), &error), "%s", error.message);
	ck_assert_msg(!document_check(&given, &error), "%s", error.message);
	ck_assert_int_eq(fixup_document(&given, &error), FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(strstr(error.message, "do not nest `interrupts` in `interrupts`"));
	ck_assert_int_eq(strncmp(error.message, "x.yaml:1:", 9), 0);
	document_free(&given);
}
END_TEST

/* Of names that are in both each has to be looked for. */
START_TEST(many_dependencies_are_bounded)
{
	static char text[400000];
	struct fdtr_text written;
	struct fdtr_error error;

	fdtr_text_init(&written, text, sizeof(text));
	for (int part = 0; part < 2; part++) {
		fdtr_text_add(&written, part ? "dependencies:\n" : "dependentRequired:\n");
		for (int i = 0; i < 12000; i++)
			fdtr_text_add(&written, " a%d: [b]\n", i);
	}
	ck_assert_int_eq(document_read(&given, "x.yaml", text, written.length, &error), FDTR_OK);
	ck_assert_int_eq(fixup_document(&given, &error), FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(strstr(error.message, "x.yaml:12003:2: `dependencies` and dependentRequired"));
	document_free(&given);
}
END_TEST

START_TEST(a_store_that_is_full_is_told_of)
{
	static const char text[] =
		"properties: {compatible: {const: a}, interrupts: {maxItems: 1}, clocks: {items: [{}]},"
		"reg: {items: [{const: 1}]}, a-hz: {maxItems: 3}, b: {enum: [1]}}\nrequired: [interrupts]\n"
		"dependencies: {a: [b], c: {maxItems: 2}}\n";
	struct fdtr_error error;
	int status = FDTR_ERR_NOSPACE;

	for (size_t more = 1; status; more += 24) {
		ck_assert_int_eq(document_read(&given, "x.yaml", text, strlen(text), &error), FDTR_OK);
		while (store_take(&given.store, 8) && (given.store.limit = given.store.used))
			;
		given.store.limit += more;
		status = fixup_document(&given, &error);
		ck_assert(status == FDTR_OK || status == FDTR_ERR_NOSPACE);
		document_free(&given);
		ck_assert_uint_lt(more, 100000);
	}
}
END_TEST

Suite *fixup_nodes_suite(void)
{
	return SUITE_OF("fixup nodes", a_node_may_have_what_any_may,
		a_node_that_may_have_anything_needs_nothing, pinctrl_is_left_to_a_binding_that_speaks_of_it,
		a_node_with_clocks_may_have_assigned_ones, interrupts_may_be_extended,
		one_of_the_two_is_required, a_binding_is_selected_by_its_compatibles,
		a_binding_is_selected_by_the_name_of_the_node, what_is_for_people_only_goes,
		every_place_of_a_schema_is_come_by, a_part_of_a_node_is_a_node_but_a_condition_is_not,
		what_is_made_stands_where_it_comes_from, both_numbers_of_a_choice_stand_where_the_one_does,
		interrupts_in_interrupts_are_bounded, many_dependencies_are_bounded,
		a_store_that_is_full_is_told_of);
}
