// SPDX-License-Identifier: BSD-2-Clause
/* fdtr_validate(): what is told, what is spared, and where it is. */
#include "bindings.h"

#include <pthread.h>
#include <string.h>

static struct world world;
static struct fdtr_violations violations;

static void validate(struct blob blob, const struct fdtr_validate_options *options)
{
	struct fdtr_error error;

	world_read(&world, blob);
	ck_assert_msg(fdtr_validate(set, &world.tree, options, &violations, &error) == FDTR_OK, "%s",
		error.message);
}

static void end(void)
{
	fdtr_violations_free(&violations);
	ck_assert_ptr_null(violations.items);
	world_free(&world);
}

static void load_binding(const char *text)
{
	put_core();
	put("a.yaml", text);
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
}

static void check(uint32_t index, const char *path, const char *property, const char *message)
{
	const struct fdtr_violation *violation = &violations.items[index];
	char found[FDTR_PATH_SIZE];

	ck_assert_uint_lt(index, violations.count);
	ck_assert_str_eq(fdtr_tree_path(&world.tree, violation->node, found, sizeof(found)), path);
	ck_assert_pstr_eq(violation->property, property);
	ck_assert_str_eq(violation->message, message);
}

static void begin(void)
{
	build_begin();
	build_root(1, 1);
}

START_TEST(says_where)
{
	const struct fdtr_violation *violation;

	load_binding("title: a\n"
		     "select: true\n"
		     "properties:\n"
		     "  p:\n"
		     "    $ref: '#/definitions/uint32-array'\n"
		     "    description: What it is.\n"
		     "    items:\n"
		     "      maximum: 5\n"
		     "definitions: {uint32-array: {type: array}}\n");
	begin();
	build_cells("p", 1, 7, 3);
	validate(build_done(), NULL);
	ck_assert_uint_eq(violations.count, 1);
	ck_assert(!violations.cut);
	check(0, "/", "p", "cell 1 of `p` must be at most 5, and is 7");
	violation = violations.items;
	ck_assert_int_eq(violation->kind, FDTR_VIOLATION_VALUE);
	ck_assert_str_eq(violation->keyword, "maximum");
	ck_assert_str_eq(violation->id, "http://devicetree.org/schemas/a.yaml#");
	ck_assert_str_eq(violation->file, bindings_path("a.yaml"));
	ck_assert_uint_eq(violation->line, 12);
	ck_assert_str_eq(violation->note, "What it is");
	ck_assert_uint_eq(violation->cell, 1);
	ck_assert_uint_eq(violation->cell_size, 4);
	ck_assert_uint_eq(violation->length, 4);
	ck_assert_int_eq(memcmp(world.blob.data + violation->offset, "\0\0\0\7", 4), 0);
	end();
}
END_TEST

START_TEST(is_in_order)
{
	load_binding("title: a\n"
		     "select: true\n"
		     "properties:\n"
		     "  last: false\n"
		     "  c: false\n"
		     "  first: false\n"
		     "dependentRequired:\n"
		     "  last: [ there ]\n");
	put("b.yaml", "title: b\nselect: true\nproperties:\n  first: false\n  c: true\n");
	ck_assert_int_eq(load(), FDTR_OK);
	begin();
	build_empty("first");
	build_empty("last");
	build_node("c");
	build_empty("first");
	build_end();
	validate(build_done(), NULL);
	ck_assert_uint_eq(violations.count, 5);
	check(0, "/", "there", "`last` needs `there` beside it");
	check(1, "/", "first", "`first` is not allowed here");
	check(2, "/", "last", "`last` is not allowed here");
	check(3, "/c", NULL, "the node `c` is not allowed here");
	check(4, "/c", "first", "`first` is not allowed here");
	end();
}
END_TEST

START_TEST(stops_at_the_limit)
{
	const struct fdtr_validate_options options = {.max_violations = 2};

	load_binding("title: a\nselect: true\nproperties: {p: false, q: false, r: false}\n");
	begin();
	build_empty("p");
	build_empty("q");
	build_empty("r");
	validate(build_done(), &options);
	ck_assert_uint_eq(violations.count, 2);
	ck_assert(violations.cut);
	end();
}
END_TEST

#define DEVICE                                                                                                             \
	"title: a\n"                                                                                                       \
	"select: {required: [compatible], properties: {compatible: {contains: {const: 'x,a'}}}}\n"                         \
	"properties: {compatible: {items: [{const: 'x,a'}]}, q: false,\n"                                                  \
	"  child: {type: object, properties: {status: true}, required: [r], oneOf: [{required: [s]}, {required: [t]}]}}\n" \
	"required: [p]\n"

static void add_device(const char *status)
{
	build_text("compatible", "x,a");
	build_empty("q");
	if (status)
		build_text("status", status);
}

/* What a disabled node lacks is left to who enables it; what it has is not. */
START_TEST(spares_disabled_nodes)
{
	load_binding(DEVICE);
	begin();
	build_node("a");
	add_device("disabled");
	build_node("child");
	build_end();
	build_node("below");
	add_device(NULL);
	build_end();
	build_node("enabled");
	add_device("okay");
	build_node("child");
	build_text("status", "disabled");
	build_end();
	build_end();
	build_end();
	validate(build_done(), NULL);
	ck_assert_uint_eq(violations.count, 4);
	check(0, "/a", "q", "`q` is not allowed here");
	check(1, "/a/below", "q", "`q` is not allowed here");
	check(2, "/a/enabled", "p", "`p` is missing");
	check(3, "/a/enabled", "q", "`q` is not allowed here");
	end();
}
END_TEST

START_TEST(tells_of_children)
{
	load_binding(DEVICE);
	begin();
	build_node("a");
	add_device("okay");
	build_empty("p");
	build_node("child");
	build_end();
	build_end();
	validate(build_done(), NULL);
	ck_assert_uint_eq(violations.count, 3);
	check(0, "/a", "q", "`q` is not allowed here");
	check(1, "/a/child", "r", "`r` is missing");
	check(2, "/a/child", NULL, "one of `s` and `t` has to be there");
	end();
}
END_TEST

/* The frame says where the rest belongs; __overlay__ adds to a node that has what it lacks; what is new is new. */
START_TEST(knows_overlays)
{
	load_binding(DEVICE);
	put("all.yaml", "title: all\nselect: true\nproperties: {target-path: false}\n");
	ck_assert_int_eq(load(), FDTR_OK);
	begin();
	build_node("fragment@0");
	build_text("target-path", "/");
	build_node("__overlay__");
	add_device(NULL);
	build_node("new");
	add_device(NULL);
	build_end();
	build_end();
	build_end();
	validate(build_done(), NULL);
	ck_assert_uint_eq(violations.count, 3);
	check(0, "/fragment@0/__overlay__", "q", "`q` is not allowed here");
	check(1, "/fragment@0/__overlay__/new", "p", "`p` is missing");
	check(2, "/fragment@0/__overlay__/new", "q", "`q` is not allowed here");
	end();
}
END_TEST

/* One folder of a set may refer to another that is not there. */
START_TEST(says_what_is_not_there)
{
	load_binding("title: a\nselect: true\nproperties: {p: {$ref: elsewhere.yaml#}}\n");
	begin();
	build_empty("p");
	validate(build_done(), NULL);
	ck_assert_uint_eq(violations.count, 1);
	check(0, "/", "p", "`p` cannot be held against `elsewhere.yaml#`, which none of the bindings has");
	ck_assert_uint_eq(violations.items[0].line, 7);
	end();
}
END_TEST

/* A property that is wrong is told of once, though nothing evaluates it then. */
START_TEST(drops_echoes)
{
	load_binding("title: a\nselect: true\nproperties: {p: {type: array}}\n"
		     "unevaluatedProperties: {type: [object, array]}\n");
	begin();
	build_empty("p");
	build_empty("q");
	validate(build_done(), NULL);
	ck_assert_uint_eq(violations.count, 2);
	check(0, "/", "p", "`p` must be strings or cells, and is empty");
	check(1, "/", "q", "`q` is not allowed here");
	end();
}
END_TEST

START_TEST(tells_a_type_once)
{
	load_binding("title: a\nselect: true\nproperties: {p: {$ref: '#/definitions/x'}}\n"
		     "definitions: {x: {type: boolean, const: true}}\n");
	begin();
	build_cells("p", 1);
	validate(build_done(), NULL);
	ck_assert_uint_eq(violations.count, 1);
	check(0, "/", "p", "`p` is a flag and takes no value, and is <1>");
	end();
}
END_TEST

START_TEST(keeps_to_compatible)
{
	const struct fdtr_validate_options options = {.compatible_only = true};

	load_binding(DEVICE);
	put("all.yaml", "title: all\nselect: true\nproperties: {q: {type: object}}\n");
	ck_assert_int_eq(load(), FDTR_OK);
	begin();
	build_node("a");
	add_device(NULL);
	build_empty("p");
	build_end();
	validate(build_done(), &options);
	ck_assert_uint_eq(violations.count, 1);
	check(0, "/a", "q", "`q` is not allowed here");
	end();
}
END_TEST

START_TEST(ends_with_an_error)
{
	struct fdtr_error error;

	load_binding("title: a\nselect: true\nproperties: {p: {$ref: '#/definitions/x'}}\n"
		     "definitions: {x: {allOf: [{maxItems: 1}, {$ref: '#/definitions/y'}]},\n"
		     "  y: {anyOf: [{$ref: '#/definitions/x'}]}}\n");
	begin();
	build_cells("p", 1);
	world_read(&world, build_done());
	ck_assert_int_eq(fdtr_validate(set, &world.tree, NULL, &violations, &error), FDTR_ERR_BADTREE);
	ck_assert_int_eq(error.status, FDTR_ERR_BADTREE);
	end();
}
END_TEST

static void *validate_often(void *count)
{
	struct fdtr_violations found;

	for (unsigned int i = 0; i < 50; i++) {
		if (fdtr_validate(set, &world.tree, NULL, &found, NULL) != FDTR_OK || found.count != 4)
			return count;
		++*(uint32_t *)count;
		fdtr_violations_free(&found);
	}
	return count;
}

START_TEST(shares_a_set)
{
	pthread_t threads[4];
	uint32_t counts[4] = {0};

	load_binding(DEVICE);
	put("b.yaml", "title: b\nselect: true\npatternProperties: {'^(a+)+$|^q$': false}\n");
	ck_assert_int_eq(load(), FDTR_OK);
	begin();
	build_node("m");
	add_device(NULL);
	build_end();
	build_node("n");
	add_device(NULL);
	build_end();
	world_read(&world, build_done());
	for (unsigned int i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, validate_often, &counts[i]), 0);
	for (unsigned int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		ck_assert_uint_eq(counts[i], 50);
	}
	world_free(&world);
}
END_TEST

/* Each name is the end of the one before it: libfdt holds them in the space of the first. */
START_TEST(refuses_names_without_end)
{
	static char name[20001];
	struct fdtr_error error;

	load_binding("title: a\n");
	memset(name, 'n', sizeof(name) - 1);
	begin();
	for (unsigned int i = 0; i < 200; i++)
		build_empty(name + i);
	world_read(&world, build_done());
	ck_assert_int_eq(fdtr_validate(set, &world.tree, NULL, &violations, &error), FDTR_ERR_BADTREE);
	ck_assert_msg(strstr(error.message, "names of the properties"), "%s", error.message);
	end();
}
END_TEST

Suite *validate_suite(void)
{
	const TTest *const tests[] = {says_where, is_in_order, stops_at_the_limit, spares_disabled_nodes,
		tells_of_children, knows_overlays, says_what_is_not_there, drops_echoes, tells_a_type_once,
		keeps_to_compatible, ends_with_an_error, shares_a_set, refuses_names_without_end};
	Suite *suite = suite_create("validate");
	TCase *cases = bindings_case("validate");

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(tests); i++)
		tcase_add_test(cases, tests[i]);
	suite_add_tcase(suite, cases);
	return suite;
}
