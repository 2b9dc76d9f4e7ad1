// SPDX-License-Identifier: BSD-2-Clause
/* Interrupts of a tree: the way to their controller, and what a GSI is made of. */
#include "devicetree/interrupts.h"
#include "devicetree/gsi.h"
#include "unit.h"

#include <string.h>

enum { GIC = 1, OTHER, NEXUS, LOOP };

static void build_controller(const char *name, uint32_t phandle, const char *compatible, uint32_t cells)
{
	build_node(name);
	build_text("compatible", compatible);
	build_cells("phandle", phandle);
	if (cells)
		build_cells("#interrupt-cells", cells);
}

static void build_device(const char *name, uint32_t type, uint32_t number, uint32_t flags)
{
	build_node(name);
	build_cells("interrupts", type, number, flags);
	build_end();
}

static void begin_tree(const char *compatible)
{
	build_begin();
	build_root(2, 2);
	build_cells("interrupt-parent", GIC);
	build_controller("gic", GIC, compatible, 3);
	build_end();
}

static enum fdtr_interrupt_state state_of(
	const struct world *world, const char *path, struct fdtr_interrupt *interrupt)
{
	return fdtr_tree_interrupt(&world->tree, world_node(world, path), interrupt);
}

START_TEST(ways)
{
	struct fdtr_interrupt interrupt;
	struct world world;

	begin_tree("arm,gic-v3");
	build_controller("other", OTHER, "acme,pic", 1);
	build_device("inner", 7, 0, 0);
	build_end();
	build_bus("bus", 2, 2);
	build_device("plain", 0, 16, 4);
	build_node("own");
	build_cells("interrupt-parent", OTHER);
	build_cells("interrupts", 9, 8);
	build_end();
	build_node("extended");
	build_cells("interrupts", 1, 2, 3);
	build_cells("interrupts-extended", OTHER, 5, GIC, 0, 1, 4);
	build_end();
	build_end();
	world_read(&world, build_done());
	ck_assert_int_eq(state_of(&world, "/bus/plain", &interrupt), FDTR_INTERRUPT_FOUND);
	ck_assert_uint_eq(interrupt.controller, world_node(&world, "/gic"));
	ck_assert_uint_eq(interrupt.count, 3);
	ck_assert_uint_eq(interrupt.cells[1], 16);
	ck_assert_int_eq(state_of(&world, "/bus/own", &interrupt), FDTR_INTERRUPT_FOUND);
	ck_assert_uint_eq(interrupt.controller, world_node(&world, "/other"));
	ck_assert_uint_eq(interrupt.count, 1);
	ck_assert_uint_eq(interrupt.cells[0], 9);
	ck_assert_int_eq(state_of(&world, "/bus/extended", &interrupt), FDTR_INTERRUPT_FOUND);
	ck_assert_uint_eq(interrupt.cells[0], 5);
	ck_assert_int_eq(state_of(&world, "/other/inner", &interrupt), FDTR_INTERRUPT_FOUND);
	ck_assert_uint_eq(interrupt.controller, world_node(&world, "/other"));
	world_free(&world);
}
END_TEST

START_TEST(none)
{
	struct fdtr_interrupt interrupt;
	struct world world;

	begin_tree("arm,gic-v3");
	build_node("bare");
	build_end();
	build_node("short");
	build_cells("interrupts", 0, 1);
	build_end();
	build_node("dangling");
	build_cells("interrupt-parent", 99);
	build_cells("interrupts", 0, 1, 4);
	build_end();
	build_node("empty");
	build_empty("interrupts-extended");
	build_end();
	build_controller("loop", LOOP, "acme,none", 0);
	build_cells("interrupt-parent", LOOP);
	build_cells("interrupts", 0, 1, 4);
	build_end();
	build_controller("nexus", NEXUS, "acme,nexus", 1);
	build_cells("interrupt-map", 0, GIC, 0, 1, 4);
	build_end();
	build_node("mapped");
	build_cells("interrupts-extended", NEXUS, 0);
	build_end();
	world_read(&world, build_done());
	ck_assert_int_eq(state_of(&world, "/bare", &interrupt), FDTR_INTERRUPT_NONE);
	ck_assert_int_eq(state_of(&world, "/short", &interrupt), FDTR_INTERRUPT_BROKEN);
	ck_assert_int_eq(state_of(&world, "/dangling", &interrupt), FDTR_INTERRUPT_NO_PARENT);
	ck_assert_int_eq(state_of(&world, "/empty", &interrupt), FDTR_INTERRUPT_BROKEN);
	ck_assert_int_eq(state_of(&world, "/loop", &interrupt), FDTR_INTERRUPT_NO_PARENT);
	ck_assert_int_eq(state_of(&world, "/mapped", &interrupt), FDTR_INTERRUPT_MAPPED);
	world_free(&world);
}
END_TEST

static const struct {
	uint32_t cells[3];
	uint32_t gsi;
	bool edge;
	bool low;
	const char *why; /* a part of the sentence, where there is no GSI */
} rows[] = {
	{{0, 0, 4}, 32, false, false, NULL},
	{{0, 16, 1}, 48, true, false, NULL},
	{{0, 987, 8}, 1019, false, true, NULL},
	{{0, 1, 0xf02}, 33, true, true, NULL},
	{{2, 0, 4}, 4096, false, false, NULL},
	{{2, 1023, 4}, 5119, false, false, NULL},
	{{0, 988, 4}, 0, false, false, "988"},
	{{2, 1024, 4}, 0, false, false, "extended"},
	{{1, 3, 4}, 0, false, false, "PPI"},
	{{3, 3, 4}, 0, false, false, "PPI"},
	{{4, 3, 4}, 0, false, false, "no type"},
	{{0, 3, 0}, 0, false, false, "trigger"},
	{{0, 3, 5}, 0, false, false, "trigger"},
};

START_TEST(numbers)
{
	struct fdtr_tree_gsi gsi = {0};
	const char *why;
	struct world world;
	bool said;

	begin_tree("arm,gic-v3");
	build_device("dev", rows[_i].cells[0], rows[_i].cells[1], rows[_i].cells[2]);
	world_read(&world, build_done());
	said = fdtr_tree_gsi(&world.tree, world_node(&world, "/dev"), &world.arena, &gsi, &why);
	ck_assert_int_eq(said, !rows[_i].why);
	if (said) {
		ck_assert_uint_eq(gsi.number, rows[_i].gsi);
		ck_assert_int_eq(gsi.edge, rows[_i].edge);
		ck_assert_int_eq(gsi.active_low, rows[_i].low);
	} else {
		ck_assert_msg(strstr(why, rows[_i].why), "%s", why);
	}
	world_free(&world);
}
END_TEST

START_TEST(controllers)
{
	struct fdtr_tree_gsi gsi = {0};
	const char *why = NULL;
	struct world world;

	begin_tree("arm,cortex-a15-gic");
	build_device("dev", 0, 3, 4);
	build_device("extended", 2, 3, 4);
	build_controller("plic", OTHER, "riscv,plic0", 1);
	build_end();
	build_node("far");
	build_cells("interrupts-extended", OTHER, 3);
	build_end();
	world_read(&world, build_done());
	ck_assert(fdtr_tree_gsi(&world.tree, world_node(&world, "/dev"), &world.arena, &gsi, &why));
	ck_assert_uint_eq(gsi.number, 35);
	ck_assert(!fdtr_tree_gsi(&world.tree, world_node(&world, "/extended"), &world.arena, &gsi, &why));
	ck_assert(!fdtr_tree_gsi(&world.tree, world_node(&world, "/far"), &world.arena, &gsi, &why));
	ck_assert_msg(strstr(why, "/plic (riscv,plic0)"), "%s", why);
	world_free(&world);
}
END_TEST

Suite *interrupts_suite(void)
{
	Suite *suite = SUITE_OF("interrupts", ways, none, controllers);
	TCase *rows_case = tcase_create("numbers");

	tcase_add_loop_test(rows_case, numbers, 0, (int)FDTR_ARRAY_SIZE(rows));
	suite_add_tcase(suite, rows_case);
	return suite;
}
