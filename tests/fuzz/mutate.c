// SPDX-License-Identifier: BSD-2-Clause
/*
 * Bytes changed blindly make blobs that no longer parse. Most of the time, then, libfdt sets, changes or
 * deletes a property or a node; what it writes is sound in form and as odd as can be in content.
 */
#include "fuzz.h"

#include <libfdt.h>
#include <string.h>

static unsigned int next(unsigned int *seed, unsigned int limit)
{
	*seed = *seed * 1103515245U + 12345U;
	return (*seed >> 16) % limit;
}

static int random_node(const void *tree, unsigned int *seed)
{
	int count = 0, offset;

	for (offset = 0; offset >= 0; offset = fdt_next_node(tree, offset, NULL))
		count++;
	count = (int)next(seed, (unsigned int)count);
	for (offset = 0; count-- > 0;)
		offset = fdt_next_node(tree, offset, NULL);
	return offset;
}

static const char *random_name(unsigned int *seed)
{
	static const char *const others[] = {"interrupts", "model", "reg-names", "interrupt-parent",
		"#interrupt-cells", "interrupt-map", "x-gpios", "#gpio-cells", "gpio-hog", "clocks",
		"#clock-cells"};
	unsigned int index = next(seed, FDTR_P_COUNT + sizeof(others) / sizeof(*others));

	return index < FDTR_P_COUNT ? fdtr_property_name(index) : others[index - FDTR_P_COUNT];
}

/* Cells and strings that mean something somewhere, or noise. */
static int random_value(unsigned char *value, unsigned int *seed)
{
	static const uint32_t cells[] = {0, 1, 2, 3, 4, 0x1000, 0x10000, 0x800000, 0x4000000, 0x2000000,
		0x40000000, 0x50000000, 0x80000000, 0xffffffff, 0xfffff000, 0x8001};
	static const char *const texts[] = {"restricted-dma-pool", "virtio,mmio",
		"virtio-mmio-restricted-dma", "simple-bus", "pci", "memory", "okay", "disabled", "dma-mem",
		"pci-host-ecam-generic", "shared-dma-pool", "arm,cortex-a15"};
	unsigned int count = next(seed, 8);

	if (next(seed, 3) == 0) {
		strcpy((char *)value, texts[next(seed, sizeof(texts) / sizeof(*texts))]);
		return (int)strlen((char *)value) + 1;
	}
	for (unsigned int i = 0; i < count; i++) {
		fdt32_t cell = cpu_to_fdt32(cells[next(seed, sizeof(cells) / sizeof(*cells))]);

		memcpy(value + 4 * i, &cell, 4);
	}
	return (int)(4 * count - (count && next(seed, 16) == 0));
}

/* The data of a random property of the node, changed by libFuzzer itself. */
static void bend_property(void *tree, int node, unsigned int *seed)
{
	unsigned int skip = next(seed, 8);
	int offset, length;
	const void *data;
	unsigned char copy[256];
	const char *name;

	fdt_for_each_property_offset(offset, tree, node)
	{
		if (skip--)
			continue;
		data = fdt_getprop_by_offset(tree, offset, &name, &length);
		if (!data || length <= 0 || length > (int)sizeof(copy))
			return;
		memcpy(copy, data, (size_t)length);
		(void)LLVMFuzzerMutate(copy, (size_t)length, (size_t)length);
		(void)fdt_setprop_inplace(tree, node, name, copy, length);
		return;
	}
}

static void change(void *tree, unsigned int *seed)
{
	static const char *const names[] = {"reserved-memory", "pool@50000000", "pcie@10000000", "isa",
		"cpus", "cpu@0", "memory@40000000", "virtio_mmio@a000000", "bus", "chosen", "aliases",
		"__symbols__"};
	int node = random_node(tree, seed);
	unsigned char value[64];
	int length;

	switch (next(seed, 8)) {
	case 0:
		(void)fdt_add_subnode(tree, node, names[next(seed, sizeof(names) / sizeof(*names))]);
		break;
	case 1:
		(void)fdt_delprop(tree, node, random_name(seed));
		break;
	case 2:
		if (node && next(seed, 4) == 0)
			(void)fdt_del_node(tree, node);
		break;
	case 3:
		(void)fdt_add_mem_rsv(tree, UINT64_C(0x10000000) * next(seed, 8), 0x1000U * next(seed, 4));
		break;
	case 4:
	case 5:
		bend_property(tree, node, seed);
		break;
	default:
		length = random_value(value, seed);
		(void)fdt_setprop(tree, node, random_name(seed), value, length);
	}
}

static size_t change_sound(uint8_t *data, size_t max_size, unsigned int seed)
{
	void *tree = malloc(max_size);
	size_t size = 0;

	if (tree && !fdt_open_into(data, tree, (int)max_size)) {
		for (unsigned int i = 1 + next(&seed, 4); i > 0; i--)
			change(tree, &seed);
		if (!fdt_pack(tree)) {
			size = fdt_totalsize(tree);
			memcpy(data, tree, size);
		}
	}
	free(tree);
	return size;
}

/* Magic, version and total size as they must be; the rest as it came. */
static void repair_header(uint8_t *data, size_t size)
{
	if (size < sizeof(struct fdt_header))
		return;
	fdt_set_magic(data, FDT_MAGIC);
	fdt_set_totalsize(data, (uint32_t)size);
}

size_t mutate_blob(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	static uint8_t *aligned;
	size_t changed = 0;

	if (!aligned)
		aligned = malloc(1 << 20);
	if (aligned && max_size <= 1 << 20 && next(&seed, 8)) {
		memcpy(aligned, data, size);
		if (!fdt_check_full(aligned, size))
			changed = change_sound(aligned, max_size, seed);
		memcpy(data, aligned, changed);
	}
	if (changed)
		return changed;
	size = LLVMFuzzerMutate(data, size, max_size);
	if (next(&seed, 8))
		repair_header(data, size);
	return size;
}
