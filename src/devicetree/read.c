// SPDX-License-Identifier: BSD-2-Clause
/* From a tree to a platform. */
#include "devicetree/devicetree.h"

#include <string.h>

/* Cores that only run 32-bit kernels. */
static const char *const arm32_cores[] = {"arm,cortex-a5", "arm,cortex-a7", "arm,cortex-a8", "arm,cortex-a9",
	"arm,cortex-a12", "arm,cortex-a15", "arm,cortex-a17", "arm,arm926ej-s", "arm,arm1136jf-s",
	"arm,arm1176jzf-s", "arm,armv7", "qcom,krait", "qcom,scorpion", "marvell,pj4a", "marvell,pj4b",
	"brcm,brahma-b15"};

static enum fdtr_processor processor_of(const struct fdtr_tree *tree, uint32_t cpu)
{
	struct fdtr_property compatible;

	if (fdtr_has(tree, cpu, FDTR_P_RISCV_ISA) || fdtr_compatible(tree, cpu, "riscv"))
		return FDTR_PROCESSOR_RISCV;
	if (!fdtr_tree_property(tree, cpu, FDTR_P_COMPATIBLE, &compatible))
		return FDTR_PROCESSOR_UNKNOWN;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(arm32_cores); i++) {
		if (fdtr_strings_have(&compatible, arm32_cores[i]))
			return FDTR_PROCESSOR_ARM32;
	}
	if (compatible.length > 4 && !memcmp(compatible.data, "arm,", 4))
		return FDTR_PROCESSOR_ARM64;
	return FDTR_PROCESSOR_UNKNOWN;
}

static enum fdtr_processor find_processor(const struct fdtr_tree *tree)
{
	uint32_t cpus = fdtr_tree_find(tree, "/cpus");
	uint32_t cpu = fdtr_first_child(tree, cpus);
	enum fdtr_processor processor = FDTR_PROCESSOR_UNKNOWN;
	struct fdtr_property type;

	for (; cpu != FDTR_NONE; cpu = fdtr_next_sibling(tree, cpu)) {
		if (fdtr_tree_property(tree, cpu, FDTR_P_DEVICE_TYPE, &type) &&
			fdtr_string_is(&type, "cpu")) {
			processor = processor_of(tree, cpu);
			break;
		}
	}
	if (processor == FDTR_PROCESSOR_UNKNOWN && fdtr_tree_find(tree, "/psci") != FDTR_NONE)
		return FDTR_PROCESSOR_ARM64; /* a vendor's own core */
	return processor;
}

/*
 * Linux arch/arm/mm/mmu.c adjust_lowmem_bounds() with the default split and vmalloc area: the linear map
 * covers the first 768 MiB from the lowest bank.
 */
#define ARM32_LOWMEM UINT64_C(0x30000000)

static uint64_t find_lowmem_last(const struct fdtr_platform *platform)
{
	uint64_t lowest = UINT64_MAX;

	if (platform->processor != FDTR_PROCESSOR_ARM32)
		return UINT64_MAX;
	for (uint32_t i = 0; i < platform->region_count; i++) {
		const struct fdtr_region *region = &platform->regions[i];

		if (region->kind == FDTR_REGION_MEMORY && region->range.first < lowest)
			lowest = region->range.first;
	}
	return lowest > UINT64_MAX - ARM32_LOWMEM ? UINT64_MAX : lowest + ARM32_LOWMEM - 1;
}

static int read_all(struct fdtr_reader *reader)
{
	int status = fdtr_translation_begin(&reader->ranges, reader->tree, FDTR_P_RANGES, reader->arena);

	if (!status)
		status = fdtr_read_regions(reader);
	if (!status)
		status = fdtr_read_pools(reader);
	if (!status)
		status = fdtr_read_devices(reader);
	return status;
}

int fdtr_platform_read(struct fdtr_platform *platform, const struct fdtr_tree *tree, struct fdtr_arena *arena,
	struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_reader reader = {.platform = platform, .tree = tree, .arena = arena};

	*platform = (struct fdtr_platform){.processor = find_processor(tree)};
	if (read_all(&reader)) {
		fdtr_arena_reset(arena, mark);
		return fdtr_error_arena(error);
	}
	arena->high = mark.high;
	platform->lowmem_last = find_lowmem_last(platform);
	return FDTR_OK;
}

int fdtr_platform_extend(struct fdtr_platform *platform, const struct fdtr_tree *tree,
	const unsigned char *chosen, struct fdtr_arena *arena)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_reader reader = {.platform = platform, .tree = tree, .arena = arena, .chosen = chosen};
	int status = fdtr_read_devices(&reader);

	arena->high = mark.high;
	return status;
}
