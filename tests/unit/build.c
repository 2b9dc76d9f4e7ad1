// SPDX-License-Identifier: BSD-2-Clause
/* Builds trees with libfdt's sequential writer, and reads them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define BUILD_SIZE (1 << 22)
#define ARENA_SIZE ((size_t)1 << 24)

static unsigned char *built;
static bool reservations_open;

static void sound(int code)
{
	ck_assert_msg(code == 0, "libfdt: %s", fdt_strerror(code));
}

void build_begin(void)
{
	free(built);
	built = malloc(BUILD_SIZE);
	ck_assert_ptr_nonnull(built);
	sound(fdt_create(built, BUILD_SIZE));
	reservations_open = true;
}

void build_reserve(uint64_t base, uint64_t size)
{
	sound(fdt_add_reservemap_entry(built, base, size));
}

void build_root(uint32_t address_cells, uint32_t size_cells)
{
	if (reservations_open)
		sound(fdt_finish_reservemap(built));
	reservations_open = false;
	build_node("");
	build_cells("#address-cells", address_cells);
	build_cells("#size-cells", size_cells);
}

void build_node(const char *name)
{
	sound(fdt_begin_node(built, name));
}

void build_bus(const char *name, uint32_t address_cells, uint32_t size_cells)
{
	build_node(name);
	build_cells("#address-cells", address_cells);
	build_cells("#size-cells", size_cells);
	build_empty("ranges");
}

void build_end(void)
{
	sound(fdt_end_node(built));
}

void build_bytes(const char *name, const void *data, size_t length)
{
	sound(fdt_property(built, name, data, (int)length));
}

void build_cell_array(const char *name, const uint32_t *cells, size_t count)
{
	void *place;

	sound(fdt_property_placeholder(built, name, (int)(4 * count), &place));
	for (size_t i = 0; i < count; i++) {
		fdt32_t cell = cpu_to_fdt32(cells[i]);

		memcpy((unsigned char *)place + 4 * i, &cell, 4);
	}
}

void build_text(const char *name, const char *text)
{
	build_bytes(name, text, strlen(text) + 1);
}

void build_empty(const char *name)
{
	build_bytes(name, "", 0);
}

void build_reg(uint64_t base, uint64_t size)
{
	build_cells("reg", (uint32_t)(base >> 32), (uint32_t)base, (uint32_t)(size >> 32), (uint32_t)size);
}

struct blob build_done(void)
{
	struct blob blob;

	build_end();
	sound(fdt_finish(built));
	blob.size = fdt_totalsize(built);
	blob.data = malloc(blob.size);
	ck_assert_ptr_nonnull(blob.data);
	memcpy(blob.data, built, blob.size);
	free(built);
	built = NULL;
	return blob;
}

static void build_sample_pools(void)
{
	build_bus("reserved-memory", 2, 2);
	build_node("pool@50000000");
	build_text("compatible", "restricted-dma-pool");
	build_reg(0x50000000, 0x4000000);
	build_cells("phandle", 9);
	build_end();
	build_node("dynamic");
	build_text("compatible", "restricted-dma-pool");
	build_cells("size", 0, 0x4000000);
	build_cells("alignment", 0, 0x10000);
	build_cells("alloc-ranges", 0, 0x40000000, 0, 0x40000000);
	build_cells("phandle", 5);
	build_end();
	build_node("firmware@60000000");
	build_reg(0x60000000, 0x100000);
	build_empty("no-map");
	build_end();
	build_end();
}

static void build_sample_devices(void)
{
	build_bus("guard", 2, 2);
	build_text("compatible", "simple-bus");
	build_cells("dma-ranges", 0, 0x50000000, 0, 0x50000000, 0, 0x4000000);
	build_node("virtio_mmio@a000000");
	build_text("compatible", "virtio,mmio");
	build_reg(0xa000000, 0x200);
	build_cells("memory-region", 9);
	build_empty("dma-coherent");
	build_end();
	build_end();
	build_node("pcie@10000000");
	build_text("compatible", "pci-host-ecam-generic");
	build_text("device_type", "pci");
	build_cells("#address-cells", 3);
	build_cells("#size-cells", 2);
	build_reg(0x10000000, 0x1000000);
	build_cells("ranges", 0x2000000, 0, 0x20000000, 0, 0x20000000, 0, 0x10000000);
	build_cells("memory-region", 5);
	build_empty("dma-coherent");
	build_end();
}

/* Clean but for what a pool that the kernel places always brings: its host bridge is unguarded. */
struct blob build_sample(void)
{
	build_begin();
	build_reserve(0x40000000, 0x1000);
	build_root(2, 2);
	build_node("memory@40000000");
	build_text("device_type", "memory");
	build_reg(GIB, GIB);
	build_end();
	build_node("cpus");
	build_cells("#address-cells", 1);
	build_cells("#size-cells", 0);
	build_node("cpu@0");
	build_text("device_type", "cpu");
	build_text("compatible", "arm,cortex-a57");
	build_cells("reg", 0);
	build_end();
	build_end();
	build_sample_pools();
	build_sample_devices();
	build_node("chosen");
	build_cells("linux,initrd-start", 0x48000000);
	build_cells("linux,initrd-end", 0x49000000);
	build_end();
	return build_done();
}

Suite *suite_of(const char *name, const TTest *const *tests)
{
	Suite *suite = suite_create(name);
	TCase *tcase = tcase_create(name);

	tcase_set_timeout(tcase, 120);
	for (; *tests; tests++)
		tcase_add_test(tcase, *tests);
	suite_add_tcase(suite, tcase);
	return suite;
}

void world_read(struct world *world, struct blob blob)
{
	void *memory = malloc(ARENA_SIZE);

	ck_assert_ptr_nonnull(memory);
	*world = (struct world){.blob = blob};
	fdtr_arena_init(&world->arena, memory, ARENA_SIZE);
	ck_assert_msg(!fdtr_tree_read(&world->tree, blob.data, blob.size, &world->arena, &world->error), "%s",
		world->error.message);
	ck_assert_msg(!fdtr_platform_read(&world->platform, &world->tree, &world->arena, &world->error), "%s",
		world->error.message);
}

void world_lint(struct world *world, const struct fdtr_lint_options *options)
{
	int status = fdtr_lint(
		&world->tree, &world->platform, options, &world->arena, &world->findings, &world->error);

	ck_assert_msg(!status, "%s", world->error.message);
}

void world_free(struct world *world)
{
	free(world->blob.data);
	free(world->arena.memory);
}

uint32_t world_node(const struct world *world, const char *path)
{
	uint32_t node = fdtr_tree_find(&world->tree, path);

	ck_assert_msg(node != FDTR_NONE, "no node %s", path);
	return node;
}

uint32_t world_count(const struct world *world, enum fdtr_region_kind kind)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < world->platform.region_count; i++)
		count += world->platform.regions[i].kind == kind;
	return count;
}

const struct fdtr_region *world_region(const struct world *world, enum fdtr_region_kind kind, uint32_t index)
{
	for (uint32_t i = 0; i < world->platform.region_count; i++) {
		if (world->platform.regions[i].kind == kind && !index--)
			return &world->platform.regions[i];
	}
	ck_abort_msg("no such %s", fdtr_region_kind_name(kind));
}

const struct fdtr_device *world_device(const struct world *world, const char *path)
{
	uint32_t node = world_node(world, path);

	for (uint32_t i = 0; i < world->platform.device_count; i++) {
		if (world->platform.devices[i].object == node)
			return &world->platform.devices[i];
	}
	ck_abort_msg("%s is no device", path);
}

const struct fdtr_finding *world_finding(const struct world *world, const char *rule)
{
	for (uint32_t i = 0; i < world->findings.count; i++) {
		if (!strcmp(world->findings.items[i].rule->name, rule))
			return &world->findings.items[i];
	}
	return NULL;
}

uint64_t next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(0x2545f4914f6cdd1d);
}

uint32_t random_below(uint64_t *state, uint32_t limit)
{
	return (uint32_t)(next_random(state) >> 32) % limit;
}
