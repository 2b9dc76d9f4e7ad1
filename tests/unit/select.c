// SPDX-License-Identifier: BSD-2-Clause
/* What the index chooses against what every single `select` says. */
#include "bindings.h"

#include "schema/select/select.h"

#include <stdio.h>
#include <string.h>

/* Of each form that the index knows, and of others. */
static const char *const bindings[] = {
	"select: {required: [compatible], properties: {compatible: {contains: {enum: ['x,a', 'x,b']}}}}\n"
	"properties: {reg: {maxItems: 1}}\nrequired: [reg]",
	"select: {required: [compatible], properties: {compatible: {contains: {const: 'x,b'}}}}\n"
	"properties: {compatible: {items: [{const: 'x,b'}]}}\nadditionalProperties: false",
	"select: {required: [compatible], properties: {compatible: {items: [{enum: ['x,c', 'x,a']}]}}}\n"
	"required: [p]",
	"select: {required: [compatible, p], properties: {compatible: {contains: {const: 'x,c'}}}}\n"
	"properties: {q: false}",
	"select: {required: [compatible], properties: {compatible: {contains: {const: 'x,c'}}}, not: {required: [p]}}\n"
	"required: [q]",
	"select: {required: [compatible], properties: {compatible: {contains: {pattern: '^x,[ab]$'}}}}\n"
	"properties: {p: {type: boolean}}",
	"properties: {$nodename: {pattern: '^n(@.*)?$'}}\nrequired: [p]",
	"properties: {$nodename: {const: m}, p: false}",
	"select: true\nproperties: {p: {maxItems: 1}}",
	"select: true\npatternProperties: {'^[pq]$': {type: array}}",
	"select: true\nproperties: {q: true}\npatternProperties: {'^(p|reg|compatible|status)$': true}\n"
	"additionalProperties: {type: object}",
	"select: true\ndependentRequired: {p: [q]}",
	"select: true\ndependentSchemas: {q: {required: [p]}}",
	"select: true\nallOf: [{properties: {p: {minItems: 3}}}, {if: {required: [q]}, then: {properties: {p: false}}}]",
	"select: true\nanyOf: [{required: [p]}, {properties: {q: false}}]",
	"select: true\noneOf: [{required: [p]}, {required: [q]}]",
	"select: true\nnot: {required: [p, q]}",
	"select: true\n$ref: 'dev8.yaml#'",
	"select: true\npropertyNames: {maxLength: 10}",
	"select: true\ntype: object\nif: {required: [p]}\nthen: {properties: {q: false}}\nelse: {required: [compatible]}",
	"select: {anyOf: [{required: [p]}, {properties: {$nodename: {pattern: '^m'}}}]}\nrequired: [q]",
	"select: false\nrequired: [p]",
	"select: true\nif: {required: [q]}\nthen: {properties: {reg: false}}",
	"select: {required: [$nodename], properties: {$nodename: {items: [{pattern: '^n'}]}, p: false}}\nrequired: [q]",
};

static void put_bindings(void)
{
	char name[32], text[1024];

	put_core();
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(bindings); i++) {
		snprintf(name, sizeof(name), "dev%zu.yaml", i);
		snprintf(text, sizeof(text), "title: a test\n%s\n", bindings[i]);
		put(name, text);
	}
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
}

static void add_node(uint64_t *state, uint32_t number)
{
	static const char *const names[] = {"n", "m", "n@%x", "m@%x", "other%x", "long-name-of-a-node-%x"};
	static const char compatibles[][8] = {"x,a", "x,b", "x,c", "x,d"};
	char text[64];

	snprintf(text, sizeof(text), names[random_below(state, FDTR_ARRAY_SIZE(names))], number);
	build_node(text);
	if (random_below(state, 3)) {
		const char *first = compatibles[random_below(state, 4)],
			   *second = compatibles[random_below(state, 4)];
		const size_t length = strlen(first) + 1;

		memcpy(text, first, length);
		strcpy(text + length, second);
		build_bytes(
			"compatible", text, random_below(state, 2) ? length : length + strlen(second) + 1);
	}
	if (random_below(state, 2))
		build_cells("reg", 1, 2, 3);
	if (random_below(state, 2))
		build_cells("p", 1, 2);
	if (random_below(state, 2))
		build_empty("q");
	if (!random_below(state, 4))
		build_empty("some-property");
	build_end();
}

static struct blob make_tree(uint64_t *state)
{
	build_begin();
	build_root(2, 1);
	for (uint32_t i = 0; i < 40; i++)
		add_node(state, i);
	return build_done();
}

/* What the node is held against in any case, and what, by its own select and rules, has a fault with it. */
static void check_node(struct selection *selection, const struct value *node)
{
	struct evaluation *evaluation = selection->evaluation;
	uint32_t at = 0;

	ck_assert_int_eq(select_bindings(selection, node), FDTR_OK);
	for (uint32_t i = 0; i < set->count; i++) {
		const struct binding *binding = &set->bindings[i];
		const bool found = at < selection->count && selection->found[at] == i;
		const bool chosen = evaluate(evaluation, &binding->document, binding->select, node, NULL);

		at += found;
		if (found || !chosen)
			ck_assert_msg(found <= chosen, "%s does not select this", binding->id);
		else
			ck_assert_msg(
				evaluate(evaluation, &binding->document, &binding->document.root, node, NULL),
				"%s has a fault to tell", binding->id);
	}
	ck_assert_uint_eq(at, selection->count);
}

START_TEST(chooses_as_select_says)
{
	uint64_t state = 7;

	put_bindings();
	for (unsigned int i = 0; i < 20; i++) {
		struct world world;
		struct decoded decoded = {0};
		struct evaluation evaluation;
		struct selection selection;

		world_read(&world, make_tree(&state));
		ck_assert_int_eq(decode(&decoded, &world.tree, set, NULL), FDTR_OK);
		ck_assert_int_eq(evaluation_begin(&evaluation, set, &decoded, NULL), FDTR_OK);
		ck_assert_int_eq(selection_begin(&selection, &evaluation, false), FDTR_OK);
		for (uint32_t node = 0; node < decoded.count; node++)
			check_node(&selection, &decoded.nodes[node]);
		selection_end(&selection);
		evaluation_end(&evaluation);
		decode_free(&decoded);
		world_free(&world);
	}
}
END_TEST

/* The numbers of the bindings that the tree's only node is held against. */
static void choose(struct selection *selection, bool compatible_only)
{
	struct decoded decoded = {0};
	struct evaluation evaluation;
	struct world world;

	build_begin();
	build_root(2, 1);
	build_node("n@1");
	build_text("compatible", "x,b");
	build_empty("p");
	build_end();
	world_read(&world, build_done());
	ck_assert_int_eq(decode(&decoded, &world.tree, set, NULL), FDTR_OK);
	ck_assert_int_eq(evaluation_begin(&evaluation, set, &decoded, NULL), FDTR_OK);
	ck_assert_int_eq(selection_begin(selection, &evaluation, compatible_only), FDTR_OK);
	ck_assert_int_eq(select_bindings(selection, &decoded.nodes[1]), FDTR_OK);
	evaluation_end(&evaluation);
	decode_free(&decoded);
	world_free(&world);
}

static bool is_found(const struct selection *selection, const char *name)
{
	for (uint32_t i = 0; i < selection->count; i++) {
		if (&set->bindings[selection->found[i]].document == find_binding(name))
			return true;
	}
	return false;
}

START_TEST(keeps_to_compatible)
{
	struct selection selection;

	put_bindings();
	choose(&selection, true);
	ck_assert_uint_eq(selection.count, 3);
	ck_assert(is_found(&selection, "dev0.yaml") && is_found(&selection, "dev1.yaml") &&
		  is_found(&selection, "dev5.yaml"));
	selection_end(&selection);
}
END_TEST

START_TEST(asks_only_what_can_have_a_fault)
{
	struct selection selection;

	put_bindings();
	choose(&selection, false);
	ck_assert(is_found(&selection, "dev6.yaml") && is_found(&selection, "dev8.yaml") &&
		  is_found(&selection, "dev11.yaml") && is_found(&selection, "dev15.yaml"));
	ck_assert(!is_found(&selection, "dev12.yaml") && !is_found(&selection, "dev10.yaml"));
	selection_end(&selection);
}
END_TEST

Suite *select_suite(void)
{
	Suite *suite = suite_create("select");
	TCase *cases = bindings_case("select");

	tcase_add_test(cases, chooses_as_select_says);
	tcase_add_test(cases, keeps_to_compatible);
	tcase_add_test(cases, asks_only_what_can_have_a_fault);
	suite_add_tcase(suite, cases);
	return suite;
}
