// SPDX-License-Identifier: BSD-2-Clause
/* What a tree has against its bindings, as every format tells it. */
#include "report.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define BINDING "dir/virtio/restricted.yaml"
#define ID "http://devicetree.org/schemas/virtio/restricted.yaml#"

static const struct fdtr_violation unknown = {.kind = FDTR_VIOLATION_UNKNOWN,
	.node = 1,
	.property = "no-map",
	.offset = 100,
	.message = "`no-map` is not allowed here",
	.keyword = "additionalProperties",
	.id = ID,
	.file = BINDING,
	.line = 61,
	.column = 3};

static struct world world;
static struct fdtr_report_file file;
static unsigned char levels[200];

static void build_tree(void)
{
	build_begin();
	build_root(2, 2);
	build_node("pool@50000000");
	build_cells("reg", 0, 0x50000000, 0, 0x800000);
	build_empty("no-map");
	build_node("child@1");
	build_end();
	build_end();
	world_read(&world, build_done());
	memset(levels, FDTR_DEFAULT, sizeof(levels));
	file = (struct fdtr_report_file){.name = "bad.dtb"};
}

static void fill(const struct fdtr_violation *items, uint32_t count)
{
	const struct fdtr_violations violations = {.items = items, .count = count};

	fdtr_report_free(&file);
	ck_assert_int_eq(fdtr_report_fill_violations(
				 &file, &world.tree, &violations, levels, FDTR_FOR_DEFAULT, &world.error),
		FDTR_OK);
}

static void leave_tree(void)
{
	fdtr_report_free(&file);
	world_free(&world);
}

/* The report of what was filled in has that text. */
static void check_says(const struct fdtr_report_format *format, const char *wanted)
{
	struct fdtr_report_style style = {
		.command = "validate", .targets = FDTR_FOR_DEFAULT, .fail_on = FDTR_ERROR};
	const char *text = render(format, &style, &file);

	ck_assert_msg(strstr(text, wanted) != NULL, "no %s in %s", wanted, text);
}

START_TEST(every_kind_has_a_rule)
{
	static const char *const names[] = {"binding-property-missing", "binding-property-unknown",
		"binding-property-type", "binding-property-count", "binding-property-value",
		"binding-choice"};

	build_tree();
	for (int kind = FDTR_VIOLATION_MISSING; kind <= FDTR_VIOLATION_CHOICE; kind++) {
		struct fdtr_violation violation = unknown;

		violation.kind = (enum fdtr_violation_kind)kind;
		fill(&violation, 1);
		ck_assert_str_eq(file.findings[0].rule->name, names[kind]);
		ck_assert_str_eq(fdtr_rule_command(file.findings[0].rule), "validate");
	}
	leave_tree();
}
END_TEST

START_TEST(levels_are_heeded)
{
	const struct fdtr_violation two[] = {unknown, unknown};

	build_tree();
	levels[fdtr_rule_index("binding-property-unknown")] = FDTR_WARNING;
	fill(two, 2);
	ck_assert_uint_eq(file.count, 2);
	ck_assert_uint_eq(fdtr_report_count(&file, FDTR_ERROR), 0);
	ck_assert_uint_eq(fdtr_report_count(&file, FDTR_WARNING), 2);
	levels[fdtr_rule_index("binding-property-unknown")] = FDTR_OFF;
	fill(two, 2);
	ck_assert_uint_eq(file.count, 0);
	leave_tree();
}
END_TEST

START_TEST(every_format_names_the_line)
{
	build_tree();
	fill(&unknown, 1);
	check_says(&fdtr_report_text,
		"bad.dtb: /pool@50000000: error: `no-map` is not allowed here [binding-property-unknown]\n"
		"    at: /pool@50000000, property no-map, byte 0x64\n"
		"    required by: " BINDING ":61 (`additionalProperties`)\n    why: ");
	check_says(&fdtr_report_gcc, "bad.dtb:1:1: error: `no-map` is not allowed here (at /pool@50000000, "
				     "property no-map, byte 0x64) [-Wbinding-property-unknown]\n" BINDING
				     ":61:3: note: required by `additionalProperties`\n");
	check_says(&fdtr_report_json, "\"schema\":{\"id\":\"" ID "\",\"keyword\":\"additionalProperties\","
				      "\"file\":\"" BINDING "\",\"line\":61,\"column\":3}");
	check_says(&fdtr_report_jsonl, "\"file\":\"" BINDING "\",\"line\":61");
	check_says(&fdtr_report_github, "required by: " BINDING ":61 (`additionalProperties`)%0Afix: ");
	check_says(&fdtr_report_junit, "<testsuites name=\"fdtrestrict validate\">");
	check_says(&fdtr_report_junit, "required by: " BINDING ":61 (`additionalProperties`)\nwhy: ");
	check_says(&fdtr_report_sarif, "Required by [" BINDING ":61 (`additionalProperties`)](2).");
	check_says(&fdtr_report_sarif,
		"\"relatedLocations\":[{\"id\":2,\"message\":{\"text\":\"`additionalProperties`.\"},"
		"\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" BINDING
		"\",\"uriBaseId\":\"%SRCROOT%\"},\"region\":{\"startLine\":61,\"startColumn\":3}}}]");
	check_says(&fdtr_report_sarif, "\"id\":\"fdtrestrict-validate/\"");
	leave_tree();
}
END_TEST

START_TEST(a_rule_may_stand_in_another_binding_or_in_none)
{
	struct fdtr_violation violation = unknown;

	build_tree();
	violation.file = "dir/core.yaml";
	fill(&violation, 1);
	check_says(&fdtr_report_text,
		"required by: dir/core.yaml:61 (`additionalProperties`, for virtio/restricted.yaml)\n");
	violation.file = "d.yaml"; /* the end of the other's name, and yet another */
	fill(&violation, 1);
	check_says(&fdtr_report_gcc,
		"d.yaml:61:3: note: required by `additionalProperties`, for virtio/restricted.yaml\n");
	violation.line = 0;
	fill(&violation, 1);
	check_says(&fdtr_report_text, "required by: virtio/restricted.yaml (`additionalProperties`)\n");
	check_says(&fdtr_report_gcc, "\nbad.dtb:1:1: note: required by `additionalProperties`");
	check_says(&fdtr_report_sarif, " Required by virtio/restricted.yaml (`additionalProperties`).\"}");
	ck_assert_ptr_null(strstr(render(&fdtr_report_sarif, &sample_style, &file), "relatedLocations"));
	violation.line = 61;
	violation.file = "<built-in>/virtio/restricted.yaml";
	fill(&violation, 1);
	check_says(&fdtr_report_gcc, "\n<built-in>/virtio/restricted.yaml:61:3: note: required by `add");
	check_says(&fdtr_report_sarif,
		" Required by <built-in>/virtio/restricted.yaml:61 (`additionalProperties`).\"}");
	ck_assert_ptr_null(strstr(render(&fdtr_report_sarif, &sample_style, &file), "relatedLocations"));
	leave_tree();
}
END_TEST

START_TEST(children_and_cells_are_places)
{
	struct fdtr_violation violation = unknown;

	build_tree();
	violation.is_child = true;
	violation.property = "child@1";
	fill(&violation, 1);
	ck_assert_str_eq(file.findings[0].place.path, "/pool@50000000/child@1");
	ck_assert_ptr_null(file.findings[0].place.property);
	violation.property = "child@2"; /* which is missing */
	fill(&violation, 1);
	ck_assert_str_eq(file.findings[0].place.path, "/pool@50000000");
	ck_assert_ptr_null(file.findings[0].place.property);
	violation.is_child = false;
	violation.property = "reg";
	violation.cell = 3;
	violation.cell_size = 4;
	fill(&violation, 1);
	ck_assert_uint_eq(file.findings[0].place.cell, 3);
	violation.cell_size = 2;
	fill(&violation, 1);
	ck_assert_uint_eq(file.findings[0].place.cell, 1);
	leave_tree();
}
END_TEST

START_TEST(notes_are_one_line)
{
	struct fdtr_violation violation = unknown;
	char longer[600];

	build_tree();
	violation.note = "Where the\n  pool is,\nfrom \033[1m.\n\nMore of it.\n";
	fill(&violation, 1);
	check_says(&fdtr_report_text, "    it says: Where the pool is, from ?[1m.\n    why: ");
	check_says(&fdtr_report_json, "\"note\":\"Where the\\n  pool is,");
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	for (size_t i = 9; i < sizeof(longer) - 1; i += 10)
		longer[i] = ' ';
	violation.note = longer;
	fill(&violation, 1);
	check_says(&fdtr_report_text, "xxxxxxxxx ...\n");
	leave_tree();
}
END_TEST

Suite *report_schema_suite(void)
{
	return SUITE_OF("report-schema", every_kind_has_a_rule, levels_are_heeded,
		every_format_names_the_line, a_rule_may_stand_in_another_binding_or_in_none,
		children_and_cells_are_places, notes_are_one_line);
}
