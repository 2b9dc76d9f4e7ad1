// SPDX-License-Identifier: BSD-2-Clause
/* Trees that make one node look at many: nesting, and long lists that others read. */
#include "tree.h"

/* Every bus inside the one before it. */
static void shape_deep(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++) {
		begin_plain(writer, "b");
		widths(writer, 1, 1);
		CELLS(writer, "ranges", 0, 0, 0x100000);
	}
	for (uint32_t i = 0; i < nodes; i++)
		end(writer);
}

/* PCI bridges inside each other, each with a pool. */
static void shape_bridges(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++) {
		begin_plain(writer, "pcie");
		CELLS(writer, "memory-region", POOL_PHANDLE);
	}
	for (uint32_t i = 0; i < nodes; i++)
		end(writer);
}

/* Half of the blob is a host bridge's iommu-map, half its devices. */
static void shape_iommu(struct writer *writer, uint32_t nodes)
{
	size_t count = (size_t)nodes * 16;
	uint32_t *map = room(count, sizeof(uint32_t));

	for (size_t i = 0; i < count; i++)
		map[i] = 0xffffffff;
	begin_plain(writer, "pcie");
	cells(writer, "iommu-map", map, count);
	for (uint32_t i = 0; i < nodes; i++) {
		begin(writer, "dev", i);
		CELLS(writer, "reg", i << 8, 0, 0, 0, 0);
		CELLS(writer, "memory-region", POOL_PHANDLE);
		end(writer);
	}
	end(writer);
	free(map);
}

/* A bus with an interconnect list as long as its children together. */
static void shape_interconnects(struct writer *writer, uint32_t nodes)
{
	uint32_t *list = room((size_t)nodes * 8, sizeof(uint32_t));
	char *names = room((size_t)nodes * 8, 2);

	for (size_t i = 0; i < (size_t)nodes * 8; i++) {
		names[2 * i] = 'x';
		list[i] = 3;
	}
	memcpy(names + (size_t)nodes * 16 - 8, "dma-mem", 8);
	begin_plain(writer, "noc");
	CELLS(writer, "phandle", 3);
	CELLS(writer, "#interconnect-cells", 0);
	end(writer);
	begin_plain(writer, "bus");
	empty(writer, "ranges");
	bytes(writer, "interconnect-names", names, (size_t)nodes * 16);
	cells(writer, "interconnects", list, (size_t)nodes * 8);
	for (uint32_t i = 0; i < nodes; i++)
		virtio(writer, i * 0x1000, POOL_PHANDLE);
	end(writer);
	free(names);
	free(list);
}

/* One reserved node whose entries are all the same range. */
static void shape_entries(struct writer *writer, uint32_t nodes)
{
	uint32_t *reg = room((size_t)nodes * 4, sizeof(uint32_t));

	for (size_t i = 0; i < nodes; i++) {
		reg[4 * i + 1] = 0x60000000;
		reg[4 * i + 3] = 0x1000;
	}
	begin_plain(writer, "all");
	cells(writer, "reg", reg, (size_t)nodes * 4);
	end(writer);
	free(reg);
}

/* One guarded bus whose devices take turns between two pools. */
static void shape_turns(struct writer *writer, uint32_t nodes)
{
	begin_plain(writer, "bus");
	text(writer, "compatible", "simple-bus");
	widths(writer, 1, 1);
	empty(writer, "ranges");
	CELLS(writer, "dma-ranges", 0x50000000, 0, 0x50000000, 0x4000000);
	for (uint32_t i = 0; i < nodes; i++)
		virtio(writer, i * 0x1000, i % 2 ? POOL_PHANDLE : SECOND_POOL_PHANDLE);
	end(writer);
}

#define RANGES 512
#define LEVELS 15

/* Buses inside each other whose ranges all have as many entries as are looked at, the last of which fits. */
static void shape_ranges(struct writer *writer, uint32_t nodes)
{
	uint32_t *ranges = room((size_t)RANGES * 4, sizeof(uint32_t));

	for (int level = 0; level < LEVELS; level++) {
		for (uint32_t i = 0; i < RANGES; i++) {
			uint32_t *entry = ranges + (level ? 3 : 4) * (size_t)i;

			memset(entry, 0, 16);
			entry[0] = i + 1 < RANGES ? 0xfffffff0 : 0;
			entry[level ? 2 : 3] = i + 1 < RANGES ? 1 : 0x40000000;
		}
		begin_plain(writer, "bus");
		widths(writer, 1, 1);
		cells(writer, "ranges", ranges, (level ? 3 : 4) * (size_t)RANGES);
	}
	for (uint32_t i = 0; i < nodes; i++)
		device(writer, i << 8);
	for (int level = 0; level < LEVELS; level++)
		end(writer);
	free(ranges);
}

/*
 * Names of properties that all end in the same NUL: each is looked for to the end. The writer would search its
 * strings for every one, so the first property's data become the others, which its offset of the name leads.
 */
static void shape_names(struct writer *writer, uint32_t nodes)
{
	char *name = room((size_t)nodes + 1, 1);
	unsigned char *others;
	void *place;

	memset(name, 'n', nodes);
	begin_plain(writer, "node");
	note(writer, fdt_property_placeholder(writer->blob, name, (int)(12 * nodes), &place));
	others = place;
	for (uint32_t i = 0; !writer->code && i < nodes; i++) {
		fdt32_t first;

		memcpy(&first, others - 4, sizeof(first));
		memcpy(others + 12 * (size_t)i,
			(const fdt32_t[]){cpu_to_fdt32(FDT_PROP), 0, cpu_to_fdt32(fdt32_to_cpu(first) + i)},
			12);
	}
	if (!writer->code)
		memset(others - 8, 0, 4);
	end(writer);
	free(name);
}

const struct shape deep_shapes[] = {
	{.name = "deep", .root = shape_deep},
	{.name = "bridges", .root = shape_bridges},
	{.name = "iommu", .root = shape_iommu},
	{.name = "interconnects", .root = shape_interconnects},
	{.name = "entries", .reserved = shape_entries},
	{.name = "turns", .root = shape_turns},
	{.name = "ranges", .root = shape_ranges},
	{.name = "names", .root = shape_names},
	{.name = NULL},
};
