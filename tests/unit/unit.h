/* SPDX-License-Identifier: BSD-2-Clause */
/* What the suites share: trees built on the spot, the steps from a blob to findings, and random numbers. */
#ifndef FDTR_TESTS_UNIT_H
#define FDTR_TESTS_UNIT_H

#include <fdtrestrict/fdtrestrict.h>

#include "base/base.h"
#include "devicetree/devicetree.h"
#include "platform/platform.h"

#include <check.h>
#include <libfdt.h>

#define GIB UINT64_C(0x40000000)
#define FOUR_GIB (4 * GIB)

Suite *range_suite(void);
Suite *arena_suite(void);
Suite *sort_suite(void);
Suite *text_suite(void);
Suite *sweep_suite(void);
Suite *properties_suite(void);
Suite *tree_suite(void);
Suite *header_suite(void);
Suite *regions_suite(void);
Suite *buses_suite(void);
Suite *pools_suite(void);
Suite *coherence_suite(void);
Suite *devices_suite(void);
Suite *place_suite(void);
Suite *space_suite(void);
Suite *lint_suite(void);
Suite *hostile_suite(void);
Suite *report_text_suite(void);
Suite *report_data_suite(void);
Suite *report_schema_suite(void);
Suite *report_html_suite(void);
Suite *repair_suite(void);
Suite *source_edit_suite(void);
Suite *source_suite(void);
Suite *paths_suite(void);
Suite *config_suite(void);
Suite *ignores_suite(void);
Suite *baseline_suite(void);
Suite *store_suite(void);
Suite *keyword_suite(void);
Suite *value_suite(void);
Suite *scalar_suite(void);
Suite *document_suite(void);
Suite *structure_suite(void);
Suite *evaluate_suite(void);
Suite *unevaluated_suite(void);
Suite *pattern_suite(void);
Suite *names_suite(void);
Suite *review_suite(void);
Suite *set_suite(void);
Suite *cache_suite(void);
Suite *link_suite(void);
Suite *fixup_nodes_suite(void);
Suite *fixup_values_suite(void);
Suite *types_suite(void);
Suite *decode_suite(void);
Suite *decode_rows_suite(void);
Suite *select_suite(void);
Suite *words_suite(void);
Suite *validate_suite(void);
Suite *interrupts_suite(void);
Suite *ssdt_suite(void);
Suite *ssdt_refuse_suite(void);
Suite *resources_suite(void);
Suite *dsd_suite(void);
Suite *machine_suite(void);
Suite *machine_tables_suite(void);
Suite *kernel_config_suite(void);
Suite *memory_map_suite(void);
Suite *features_suite(void);
Suite *need_suite(void);
Suite *tables_lint_suite(void);
Suite *namespace_suite(void);
Suite *namespace_refuse_suite(void);
Suite *asl_suite(void);
Suite *dump_suite(void);
Suite *predict_suite(void);
Suite *aml_suite(void);
Suite *aml_unwritten_suite(void);
Suite *map_suite(void);
Suite *map_grid_suite(void);

/* A suite of one case, ended by NULL. */
Suite *suite_of(const char *name, const TTest *const *tests);
#define SUITE_OF(name, ...) suite_of(name, (const TTest *const[]){__VA_ARGS__, NULL})

/* One tree at a time is built, in the order of fdt_sw; build_done() gives it, in memory of its own size. */
void build_begin(void);
void build_reserve(uint64_t base, uint64_t size);
void build_root(uint32_t address_cells, uint32_t size_cells);
void build_node(const char *name);
/* A node with those cells and a simple bus' ranges: empty. */
void build_bus(const char *name, uint32_t address_cells, uint32_t size_cells);
void build_end(void);
void build_bytes(const char *name, const void *data, size_t length);
void build_cell_array(const char *name, const uint32_t *cells, size_t count);
#define build_cells(name, ...) \
	build_cell_array(      \
		name, (uint32_t[]){__VA_ARGS__}, sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))
void build_text(const char *name, const char *text);
void build_empty(const char *name);
/* A property of (address, size) in 2 and 2 cells. */
void build_reg(uint64_t base, uint64_t size);

struct blob {
	unsigned char *data;
	size_t size;
};

/* Ends the root too. */
struct blob build_done(void);

/* A tree with a bank of 1 GiB at 1 GiB, a pool, and what hangs on them: see build.c. */
struct blob build_sample(void);

struct world {
	struct blob blob;
	struct fdtr_arena arena;
	struct fdtr_tree tree;
	struct fdtr_platform platform;
	struct fdtr_findings findings;
	struct fdtr_error error;
};

/* Tree and platform, both sound; world_lint() after that. */
void world_read(struct world *world, struct blob blob);
void world_lint(struct world *world, const struct fdtr_lint_options *options);
void world_free(struct world *world);

uint32_t world_node(const struct world *world, const char *path);
uint32_t world_count(const struct world *world, enum fdtr_region_kind kind);
/* The region number `index` of that kind, in the platform's order. */
const struct fdtr_region *world_region(const struct world *world, enum fdtr_region_kind kind, uint32_t index);
const struct fdtr_device *world_device(const struct world *world, const char *path);
/* The finding of that rule, or NULL. */
const struct fdtr_finding *world_finding(const struct world *world, const char *rule);

#define check_range(range, first_wanted, last_wanted)                 \
	do {                                                          \
		struct fdtr_range checked_range = (range);            \
		ck_assert_uint_eq(checked_range.first, first_wanted); \
		ck_assert_uint_eq(checked_range.last, last_wanted);   \
	} while (0)

/* The same numbers every time: xorshift64*. */
uint64_t next_random(uint64_t *state);
uint32_t random_below(uint64_t *state, uint32_t limit);

#endif
