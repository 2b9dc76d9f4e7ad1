// SPDX-License-Identifier: BSD-2-Clause
/* What rules find in tables where a case in ASL cannot say it: memory maps, RMR ranges, processors, what is in other tables. */
#include "tables.h"

#include "acpi/platform/devices.h"

#include <string.h>

#define POOL UINT64_C(0x50000000)
#define POOL_SIZE UINT64_C(0x800000)

static struct fdtr_platform platform;
static struct fdtr_findings findings;

/* { key, what the caller puts next: ..., closed by close_property(). */
static void open_property(const char *key)
{
	put_name("_DSD");
	open_package(2);
	put_uuid(FDTR_DSD_PROPERTIES);
	open_package(1);
	open_package(2);
	put_string(key);
}

static void close_property(void)
{
	for (int i = 0; i < 3; i++)
		close_block();
}

static void put_range(const char *name, uint64_t base, uint64_t size)
{
	open_template(name);
	put_qword_memory(base, size);
	close_template();
}

static void put_pool(void)
{
	open_device("POOL");
	put_name_string("_HID", "PRP0001");
	open_property("compatible");
	put_string("restricted-dma-pool");
	close_property();
	put_range("_CRS", POOL, POOL_SIZE);
	close_block();
}

static void put_consumer(uint64_t base, uint64_t size)
{
	open_property("memory-region");
	put_path("\\_SB.POOL");
	close_property();
	put_range("_DMA", base, size);
}

static void put_virtio(bool coherent)
{
	open_device("VR00");
	put_name_string("_HID", "LNRO0005");
	if (coherent)
		put_name_integer("_CCA", 1);
	open_template("_CRS");
	put_memory32_fixed(0xa000000, 0x200);
	put_interrupt(0x30);
	close_template();
	put_consumer(POOL, POOL_SIZE);
	close_block();
}

static void begin(bool coherent)
{
	machine_begin();
	table_begin("DSDT");
	open_scope("\\_SB");
	put_pool();
	put_virtio(coherent);
	close_block();
	table_end();
}

static void lint_with(const struct fdtr_region *map, uint32_t count, const struct fdtr_lint_options *options)
{
	const struct fdtr_acpi *acpi = machine_acpi();
	struct fdtr_error error;

	ck_assert_msg(!fdtr_acpi_platform_read(&platform, acpi, map, count, machine_arena(), &error), "%s",
		error.message);
	ck_assert_msg(!fdtr_acpi_lint(acpi, &platform, options, machine_arena(), &findings, &error), "%s",
		error.message);
}

static const struct fdtr_finding *find(const char *rule)
{
	for (uint32_t i = 0; i < findings.count; i++) {
		if (!strcmp(findings.items[i].rule->name, rule))
			return &findings.items[i];
	}
	return NULL;
}

static void check_severity(const char *rule, enum fdtr_severity severity)
{
	const struct fdtr_finding *finding = find(rule);

	ck_assert_msg(finding, "%s says nothing", rule);
	ck_assert_int_eq(finding->severity, severity);
}

#define REGION(region_kind, from, to)                                         \
	(struct fdtr_region)                                                  \
	{                                                                     \
		.range = {from, to}, .kind = (region_kind), .pool = FDTR_NONE \
	}

START_TEST(a_pool_in_a_memory_map)
{
	struct fdtr_region map[] = {REGION(FDTR_REGION_MEMORY, 0x40000000, POOL - 1),
		REGION(FDTR_REGION_RESERVED, POOL, POOL + POOL_SIZE / 2 - 1),
		REGION(FDTR_REGION_RESERVED, POOL + POOL_SIZE / 2, POOL + POOL_SIZE - 1)};

	begin(true);
	lint_with(map, 3, NULL);
	ck_assert_uint_eq(fdtr_findings_count(&findings, FDTR_WARNING), 0);
	lint_with(map, 2, NULL);
	check_severity("acpi-memory-map", FDTR_WARNING);
	map[0].range.last = POOL;
	lint_with(map, 3, NULL);
	check_severity("acpi-memory-map", FDTR_ERROR);
	ck_assert_ptr_null(find("reserved-overlap"));
	map[0].range = (struct fdtr_range){0, 0xbffffff};
	lint_with(map, 3, NULL);
	check_severity("acpi-mmio-above-4g", FDTR_ERROR);
}
END_TEST

static void put_rmr(uint64_t base, uint64_t size)
{
	put_number(base, 8);
	put_number(size, 8);
	put_number(0, 4);
}

/* An IORT of one RMR node with two ranges. */
static void put_iort(uint64_t base, uint64_t size)
{
	table_begin("IORT");
	put_number(1, 4);
	put_number(48, 4);
	put_number(0, 4);
	put_number(6, 1);
	put_number(68, 2);
	put_number(3, 1);
	put_number(0, 12);
	put_number(0, 4);
	put_number(2, 4);
	put_number(28, 4);
	put_rmr(0x60000000, 0x10000);
	put_rmr(base, size);
	table_end();
}

static void lint_rmr(uint64_t base, uint64_t size)
{
	begin(true);
	put_iort(base, size);
	lint_with(NULL, 0, NULL);
}

START_TEST(rmr_ranges)
{
	lint_rmr(0x60010000, 0x10000);
	ck_assert_uint_eq(fdtr_findings_count(&findings, FDTR_WARNING), 0);
	lint_rmr(0x60018000, 0x10000);
	check_severity("acpi-rmr-alignment", FDTR_WARNING);
	ck_assert_uint_eq(find("acpi-rmr-alignment")->place.source, 1);
	lint_rmr(0x60010000, 0x8000);
	check_severity("acpi-rmr-alignment", FDTR_WARNING);
	lint_rmr(0x60010000, 0);
	check_severity("acpi-rmr-alignment", FDTR_WARNING);
	lint_rmr(0x60000000, 0x20000);
	check_severity("acpi-rmr-alignment", FDTR_WARNING);
	lint_rmr(POOL + POOL_SIZE - 0x10000, 0x10000);
	check_severity("acpi-memory-map", FDTR_ERROR);
	ck_assert_ptr_null(find("acpi-rmr-alignment"));
}
END_TEST

static void put_madt(uint32_t type)
{
	table_begin("APIC");
	put_number(0, 8);
	put_number(type, 1);
	put_number(8, 1);
	put_number(0, 6);
	table_end();
}

START_TEST(cca_where_it_counts)
{
	begin(false);
	lint_with(NULL, 0, NULL);
	check_severity("acpi-cca-missing", FDTR_ERROR);
	begin(false);
	put_madt(0x0b);
	lint_with(NULL, 0, NULL);
	check_severity("acpi-cca-missing", FDTR_ERROR);
	begin(false);
	put_madt(0x00);
	lint_with(NULL, 0, NULL);
	ck_assert_ptr_null(find("acpi-cca-missing"));
	ck_assert_ptr_null(find("device-not-coherent"));
	check_severity("acpi-unguarded", FDTR_WARNING); /* where no one looks at _DMA */
}
END_TEST

/* An SSDT that adds to a device of a DSDT that is not given. */
static void begin_augmentation(uint64_t size)
{
	machine_begin();
	table_begin("SSDT");
	open_scope("\\_SB");
	put_pool();
	close_block();
	open_scope("\\_SB.VR00");
	put_consumer(POOL, size);
	close_block();
	table_end();
}

START_TEST(what_only_another_table_has)
{
	begin_augmentation(POOL_SIZE);
	lint_with(NULL, 0, NULL);
	ck_assert_uint_eq(fdtr_findings_count(&findings, FDTR_WARNING), 0);
	begin_augmentation(2 * POOL_SIZE);
	lint_with(NULL, 0, NULL);
	check_severity("guard-mismatch", FDTR_ERROR);
	ck_assert_uint_eq(fdtr_findings_count(&findings, FDTR_WARNING), 1);
}
END_TEST

/* Rules on trees alone stay silent, whatever is asked for; those on tables do so for trees. */
START_TEST(each_language_has_its_rules)
{
	struct fdtr_lint_options options = {.targets = FDTR_FOR_ALL};

	begin(true);
	lint_with(NULL, 0, &options);
	ck_assert_uint_gt(findings.count, 0);
	for (uint32_t i = 0; i < findings.count; i++)
		ck_assert_int_ne(findings.items[i].rule->language, FDTR_TREES_ONLY);
}
END_TEST

START_TEST(an_arena_that_is_too_small)
{
	struct fdtr_region map[] = {REGION(FDTR_REGION_MEMORY, 0x40000000, POOL)};
	static unsigned char memory[65536];
	struct fdtr_arena small;
	struct fdtr_error error;
	int status = FDTR_ERR_NOSPACE;

	begin(false);
	put_iort(0x60018000, 0x10000);
	lint_with(map, 1, NULL);
	for (size_t size = 0; status == FDTR_ERR_NOSPACE; size += 64) {
		ck_assert_uint_le(size, sizeof(memory));
		fdtr_arena_init(&small, memory, size);
		status = fdtr_acpi_lint(machine_acpi(), &platform, NULL, &small, &findings, &error);
	}
	ck_assert_int_eq(status, FDTR_OK);
	ck_assert_ptr_nonnull(find("acpi-rmr-alignment"));
}
END_TEST

Suite *tables_lint_suite(void)
{
	Suite *suite = suite_create("tables_lint");
	TCase *cases = tcase_create("cases");

	tcase_add_test(cases, a_pool_in_a_memory_map);
	tcase_add_test(cases, rmr_ranges);
	tcase_add_test(cases, cca_where_it_counts);
	tcase_add_test(cases, what_only_another_table_has);
	tcase_add_test(cases, each_language_has_its_rules);
	tcase_add_test(cases, an_arena_that_is_too_small);
	suite_add_tcase(suite, cases);
	return suite;
}
