// SPDX-License-Identifier: BSD-2-Clause
/* What says that a device is coherent, and how far a processor reaches. */
#include "unit.h"

static void begin_tree(void)
{
	build_begin();
	build_root(2, 2);
}

/* A device, for what is asked of devices alone. */
static void build_virtio(const char *name)
{
	build_node(name);
	build_text("compatible", "virtio,mmio");
	build_end();
}

static void build_processor(const char *compatible)
{
	build_node("cpus");
	build_cells("#address-cells", 1);
	build_cells("#size-cells", 0);
	build_node("idle-states");
	build_end();
	build_node("cpu@0");
	build_text("device_type", "cpu");
	build_text("compatible", compatible);
	build_end();
	build_end();
}

static void build_coherence(void)
{
	build_virtio("plain");
	build_bus("coherent", 2, 2);
	build_empty("dma-coherent");
	build_virtio("child");
	build_node("against");
	build_text("compatible", "virtio,mmio");
	build_empty("dma-noncoherent");
	build_end();
	build_end();
	build_bus("noncoherent", 2, 2);
	build_empty("dma-noncoherent");
	build_virtio("child");
	build_end();
}

START_TEST(coherence)
{
	static const struct {
		const char *compatible;
		enum fdtr_processor processor;
		bool by_default;
	} cases[] = {{"arm,cortex-a57", FDTR_PROCESSOR_ARM64, false},
		{"arm,cortex-a15", FDTR_PROCESSOR_ARM32, false}, {"riscv", FDTR_PROCESSOR_RISCV, true},
		{"x86,core", FDTR_PROCESSOR_UNKNOWN, true}};
	struct world world;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++) {
		begin_tree();
		build_processor(cases[i].compatible);
		build_coherence();
		world_read(&world, build_done());
		ck_assert_int_eq(world.platform.processor, cases[i].processor);
		ck_assert_int_eq(world_device(&world, "/plain")->coherent, cases[i].by_default);
		ck_assert(world_device(&world, "/coherent/child")->coherent);
		ck_assert(!world_device(&world, "/coherent/against")->coherent);
		ck_assert(!world_device(&world, "/noncoherent/child")->coherent);
		world_free(&world);
	}
}
END_TEST

START_TEST(low_memory_of_32_bit_processors)
{
	struct world world;

	begin_tree();
	build_processor("arm,cortex-a15");
	build_node("memory@90000000");
	build_text("device_type", "memory");
	build_cells("reg", 0, 0x90000000, 0, 0x1000, 0, 0x80000000, 0, 0x1000);
	build_end();
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.lowmem_last, 0xafffffff);
	world_free(&world);
	begin_tree();
	build_processor("arm,cortex-a53");
	world_read(&world, build_done());
	ck_assert_uint_eq(world.platform.lowmem_last, UINT64_MAX);
	world_free(&world);
}
END_TEST

Suite *coherence_suite(void)
{
	return SUITE_OF("coherence", coherence, low_memory_of_32_bit_processors);
}
