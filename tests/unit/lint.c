// SPDX-License-Identifier: BSD-2-Clause
/* The engine: order, severities, limits. What each rule finds is tests/rules'. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#define MOST_RULES 128

static size_t rule_count(void)
{
	size_t count;

	(void)fdtr_rules(&count);
	ck_assert_uint_le(count, MOST_RULES);
	return count;
}

START_TEST(the_catalogue_is_whole)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	ck_assert_uint_gt(count, 0);
	for (size_t i = 0; i < count; i++) {
		ck_assert_int_eq(fdtr_rule_index(rules[i]->name), (int)i);
		ck_assert(rules[i]->summary && rules[i]->why && rules[i]->fix && rules[i]->source);
		ck_assert(!rules[i]->check == (rules[i]->scope >= FDTR_SCOPE_SOURCE));
		ck_assert(rules[i]->severity >= FDTR_INFO && rules[i]->severity <= FDTR_ERROR);
		ck_assert_uint_eq(strspn(rules[i]->name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
			strlen(rules[i]->name));
	}
	ck_assert_int_eq(fdtr_rule_index(""), -1);
	ck_assert_int_eq(fdtr_rule_index("pool"), -1);
}
END_TEST

START_TEST(severities_have_names)
{
	ck_assert_str_eq(fdtr_severity_name(FDTR_DEFAULT), "default");
	ck_assert_str_eq(fdtr_severity_name(FDTR_OFF), "off");
	ck_assert_str_eq(fdtr_severity_name(FDTR_INFO), "info");
	ck_assert_str_eq(fdtr_severity_name(FDTR_WARNING), "warning");
	ck_assert_str_eq(fdtr_severity_name(FDTR_ERROR), "error");
}
END_TEST

/* Several mistakes in several places, in an order that is not the catalogue's. */
static struct blob build_mistakes(void)
{
	build_begin();
	build_reserve(0x10000000, 0x2000);
	build_reserve(0x10001000, 0x2000);
	build_root(2, 2);
	build_node("virtio@1");
	build_text("compatible", "virtio,mmio");
	build_cells("memory-region", 77);
	build_end();
	build_bus("reserved-memory", 2, 2);
	build_node("b@50000000");
	build_text("compatible", "restricted-dma-pool");
	build_empty("reusable");
	build_reg(0x50000000, 0x1800000);
	build_empty("no-map");
	build_cells("phandle", 1);
	build_end();
	build_node("a@50001000");
	build_reg(0x50001000, 0x1000);
	build_end();
	build_end();
	return build_done();
}

static const char *const mistakes[] = {"memreserve-overlap", "memory-region-dangling", "pool-unused",
	"pool-reusable", "pool-no-map", "reserved-overlap"};

static void check_findings(const struct world *world, const char *const *rules, size_t count)
{
	ck_assert_uint_eq(world->findings.count, count);
	for (size_t i = 0; i < count; i++)
		ck_assert_str_eq(world->findings.items[i].rule->name, rules[i]);
}

START_TEST(findings_are_in_the_order_of_the_tree)
{
	const struct fdtr_finding *items;
	struct world world;

	world_read(&world, build_mistakes());
	world_lint(&world, NULL);
	check_findings(&world, mistakes, FDTR_ARRAY_SIZE(mistakes));
	ck_assert(!world.findings.cut);
	items = world.findings.items;
	ck_assert_uint_eq(items[0].place.object, FDTR_NONE);
	ck_assert_uint_eq(items[0].place.index, 1);
	ck_assert_uint_eq(items[1].place.object, world_node(&world, "/virtio@1"));
	ck_assert_uint_eq(fdtr_cell(world.blob.data + items[1].place.offset), 77);
	ck_assert_uint_eq(items[2].place.object, world_node(&world, "/reserved-memory/b@50000000"));
	ck_assert_uint_eq(fdtr_cell(world.blob.data + items[2].place.offset), FDT_BEGIN_NODE);
	ck_assert_str_eq(items[3].place.property, "reusable");
	ck_assert(items[5].has_related &&
		  items[5].related.object == world_node(&world, "/reserved-memory/b@50000000"));
	for (uint32_t i = 1; i < world.findings.count; i++)
		ck_assert(items[i - 1].place.object + 1 < items[i].place.object + 1 ||
			  (items[i - 1].place.object == items[i].place.object &&
				  items[i - 1].place.offset <= items[i].place.offset));
	world_free(&world);
}
END_TEST

START_TEST(places_read_like_paths)
{
	char text[FDTR_PATH_SIZE];
	struct world world;

	world_read(&world, build_mistakes());
	world_lint(&world, NULL);
	ck_assert_str_eq(fdtr_place_text(&world.tree, &world.findings.items[0].place, text, sizeof(text)),
		"/memreserve/ entry 1");
	ck_assert_str_eq(fdtr_place_text(&world.tree, &world.findings.items[3].place, text, sizeof(text)),
		"/reserved-memory/b@50000000");
	world_free(&world);
}
END_TEST

START_TEST(a_sound_tree_is_clean)
{
	struct world world;

	world_read(&world, build_sample());
	world_lint(&world, NULL);
	ck_assert_uint_eq(fdtr_findings_count(&world.findings, FDTR_ERROR), 0);
	ck_assert_ptr_nonnull(world_finding(&world, "virtio-mmio-binding-gap"));
	ck_assert_uint_eq(fdtr_findings_count(&world.findings, FDTR_INFO), world.findings.count);
	world_free(&world);
}
END_TEST

static void check_level(enum fdtr_severity level)
{
	unsigned char severities[MOST_RULES] = {FDTR_DEFAULT};
	struct fdtr_lint_options options = {.severities = severities};
	const struct fdtr_finding *finding;
	struct world world;

	ck_assert_uint_gt(rule_count(), 0);
	severities[fdtr_rule_index("reserved-overlap")] = (unsigned char)level;
	world_read(&world, build_mistakes());
	world_lint(&world, &options);
	finding = world_finding(&world, "reserved-overlap");
	ck_assert_uint_eq(world.findings.count, FDTR_ARRAY_SIZE(mistakes) - (level == FDTR_OFF));
	if (level == FDTR_OFF)
		ck_assert_ptr_null(finding);
	else
		ck_assert_int_eq(finding->severity, level == FDTR_DEFAULT ? FDTR_ERROR : level);
	world_free(&world);
}

START_TEST(severities_can_be_changed)
{
	check_level(FDTR_DEFAULT);
	check_level(FDTR_OFF);
	check_level(FDTR_INFO);
	check_level(FDTR_WARNING);
	check_level(FDTR_ERROR);
}
END_TEST

START_TEST(all_rules_off_find_nothing)
{
	unsigned char severities[MOST_RULES];
	struct fdtr_lint_options options = {.severities = severities};
	struct world world;

	memset(severities, FDTR_OFF, sizeof(severities));
	world_read(&world, build_mistakes());
	world_lint(&world, &options);
	ck_assert_uint_eq(world.findings.count, 0);
	ck_assert(!world.findings.cut);
	world_free(&world);
}
END_TEST

/* /reserved-memory with other cells: nothing below it can be judged, whether the rule speaks or not. */
START_TEST(an_off_rule_uncovers_no_cascade)
{
	unsigned char severities[MOST_RULES] = {FDTR_DEFAULT};
	struct fdtr_lint_options options = {.severities = severities};
	struct world world;

	for (int off = 0; off < 2; off++) {
		build_begin();
		build_root(2, 2);
		build_bus("reserved-memory", 1, 1);
		build_node("pool@50000000");
		build_text("compatible", "restricted-dma-pool");
		build_cells("reg", 0x50000000, 0x123);
		build_end();
		build_end();
		severities[fdtr_rule_index("reserved-memory-cells")] = off ? FDTR_OFF : FDTR_DEFAULT;
		world_read(&world, build_done());
		world_lint(&world, &options);
		ck_assert_uint_eq(world.findings.count, off ? 0 : 1);
		world_free(&world);
	}
}
END_TEST

START_TEST(findings_can_be_limited)
{
	struct fdtr_lint_options options = {.max_findings = 1};
	struct world world;

	for (; options.max_findings <= FDTR_ARRAY_SIZE(mistakes) + 1; options.max_findings++) {
		bool cut = options.max_findings < FDTR_ARRAY_SIZE(mistakes);

		world_read(&world, build_mistakes());
		world_lint(&world, &options);
		ck_assert_int_eq(world.findings.cut, cut);
		ck_assert_uint_eq(
			world.findings.count, cut ? options.max_findings : FDTR_ARRAY_SIZE(mistakes));
		world_free(&world);
	}
}
END_TEST

/* What a rule that is off would have said takes no room from the others. */
START_TEST(an_off_rule_does_not_use_up_the_limit)
{
	unsigned char severities[MOST_RULES] = {FDTR_DEFAULT};
	struct fdtr_lint_options options = {.severities = severities, .max_findings = 5};
	struct world world;

	severities[fdtr_rule_index("reserved-overlap")] = FDTR_OFF;
	build_begin();
	build_reserve(0x10000000, 0x2000);
	build_reserve(0x10001000, 0x2000);
	build_root(2, 2);
	build_bus("reserved-memory", 2, 2);
	for (int i = 0; i < 10; i++) {
		char name[16];

		(void)snprintf(name, sizeof(name), "r%d", i);
		build_node(name);
		build_reg(0x50000000, 0x1000);
		build_end();
	}
	build_end();
	world_read(&world, build_done());
	world_lint(&world, &options);
	ck_assert_uint_eq(world.findings.count, 1);
	ck_assert_str_eq(world.findings.items[0].rule->name, "memreserve-overlap");
	ck_assert(!world.findings.cut);
	world_free(&world);
}
END_TEST

/* However many errors one rule finds, the others are heard. */
START_TEST(no_rule_uses_up_the_limit)
{
	static uint32_t lost[10010];
	struct world world;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(lost); i++)
		lost[i] = 77;
	build_begin();
	build_root(2, 2);
	build_node("a");
	build_text("compatible", "virtio,mmio");
	build_cell_array("memory-region", lost, FDTR_ARRAY_SIZE(lost));
	build_end();
	build_bus("reserved-memory", 2, 2);
	build_node("pool@50000000");
	build_text("compatible", "restricted-dma-pool");
	build_reg(0x50000000, 0x1000000);
	build_end();
	build_end();
	world_read(&world, build_done());
	world_lint(&world, NULL);
	ck_assert_uint_eq(world.findings.count, 10001);
	ck_assert_str_eq(world.findings.items[9999].rule->name, "memory-region-dangling");
	ck_assert_str_eq(world.findings.items[10000].rule->name, "pool-unused");
	ck_assert(world.findings.cut);
	world_free(&world);
}
END_TEST

START_TEST(findings_are_counted_from_a_level_on)
{
	struct fdtr_finding items[] = {{.severity = FDTR_INFO}, {.severity = FDTR_ERROR},
		{.severity = FDTR_WARNING}, {.severity = FDTR_ERROR}};
	struct fdtr_findings findings = {items, 4, false};

	ck_assert_uint_eq(fdtr_findings_count(&findings, FDTR_INFO), 4);
	ck_assert_uint_eq(fdtr_findings_count(&findings, FDTR_WARNING), 3);
	ck_assert_uint_eq(fdtr_findings_count(&findings, FDTR_ERROR), 2);
}
END_TEST

START_TEST(memory_may_be_final)
{
	static const enum fdtr_severity wanted[] = {FDTR_WARNING, FDTR_ERROR};
	struct fdtr_lint_options options = {.memory = FDTR_MEMORY_PROVISIONAL};
	struct world world;

	for (int final = 0; final < 2; final++) {
		build_begin();
		build_root(2, 2);
		build_node("memory@40000000");
		build_text("device_type", "memory");
		build_reg(0x40000000, 0x1000000);
		build_end();
		build_bus("reserved-memory", 2, 2);
		build_node("pool@50000000");
		build_text("compatible", "restricted-dma-pool");
		build_reg(0x50000000, 0x1000000);
		build_end();
		build_end();
		options.memory = final ? FDTR_MEMORY_FINAL : FDTR_MEMORY_PROVISIONAL;
		world_read(&world, build_done());
		world_lint(&world, &options);
		ck_assert_int_eq(world_finding(&world, "pool-outside-memory")->severity, wanted[final]);
		world_free(&world);
	}
}
END_TEST

START_TEST(what_the_caller_says_is_taken)
{
	struct fdtr_region taken[] = {{.range = {0x51000000, 0x510fffff},
		.kind = FDTR_REGION_KERNEL,
		.pool = FDTR_NONE,
		.origin = {.object = FDTR_NONE}}};
	struct fdtr_lint_options options = {.taken = taken, .taken_count = 1};
	const struct fdtr_finding *finding;
	struct world world;

	world_read(&world, build_sample());
	world_lint(&world, &options);
	finding = world_finding(&world, "boot-image-overlap");
	ck_assert_ptr_nonnull(finding);
	ck_assert_ptr_nonnull(strstr(finding->message, "kernel image 0x51000000..0x510fffff"));
	world_free(&world);
	taken[0].range = (struct fdtr_range){0x54000000, 0x540fffff};
	world_read(&world, build_sample());
	world_lint(&world, &options);
	ck_assert_ptr_null(world_finding(&world, "boot-image-overlap"));
	world_free(&world);
}
END_TEST

START_TEST(the_same_tree_says_the_same)
{
	struct world first, second;

	world_read(&first, build_mistakes());
	world_lint(&first, NULL);
	world_read(&second, build_mistakes());
	world_lint(&second, NULL);
	ck_assert_uint_eq(first.findings.count, second.findings.count);
	for (uint32_t i = 0; i < first.findings.count; i++) {
		ck_assert_str_eq(first.findings.items[i].message, second.findings.items[i].message);
		ck_assert_ptr_eq(first.findings.items[i].rule, second.findings.items[i].rule);
	}
	world_free(&first);
	world_free(&second);
}
END_TEST

Suite *lint_suite(void)
{
	return SUITE_OF("lint", the_catalogue_is_whole, severities_have_names,
		findings_are_in_the_order_of_the_tree, places_read_like_paths, a_sound_tree_is_clean,
		severities_can_be_changed, all_rules_off_find_nothing, an_off_rule_uncovers_no_cascade,
		findings_can_be_limited, an_off_rule_does_not_use_up_the_limit, no_rule_uses_up_the_limit,
		findings_are_counted_from_a_level_on, memory_may_be_final, what_the_caller_says_is_taken,
		the_same_tree_says_the_same);
}
