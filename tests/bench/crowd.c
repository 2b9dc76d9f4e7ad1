// SPDX-License-Identifier: BSD-2-Clause
/* Trees with a great many of one thing, or where a great many meet at one. */
#include "tree.h"

/* Every node has the pool's phandle. */
static void same_phandle(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++) {
		begin(writer, "same", i);
		CELLS(writer, "phandle", POOL_PHANDLE);
		end(writer);
	}
	virtio(writer, 0x10000, POOL_PHANDLE);
}

#define LOST_PHANDLE 0x7fffffff

/* One device that names two pools in turns, and now and then what is not there. */
static void many_links(struct writer *writer, uint32_t nodes)
{
	uint32_t *list = room(nodes, sizeof(*list));

	for (uint32_t i = 0; i < nodes; i++)
		list[i] = i % 3 ? 1 + i % 2 : LOST_PHANDLE;
	begin_plain(writer, "device");
	cells(writer, "memory-region", list, nodes);
	end(writer);
	free(list);
}

static void many_users(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++)
		virtio(writer, i * 0x1000, POOL_PHANDLE);
}

/* Users that the blob names at a great length, and that lack what they name. */
static void long_names(struct writer *writer, uint32_t nodes)
{
	uint32_t *list = room(nodes, sizeof(*list));
	char *name = room((size_t)nodes * 8 + 1, 1);

	memset(name, 'n', (size_t)nodes * 8);
	for (uint32_t i = 0; i < nodes; i++)
		list[i] = i % 4 ? ++writer->phandle % 2 + 3 : LOST_PHANDLE;
	for (uint32_t i = 0; i < 2; i++) {
		begin_plain(writer, i ? "second" : "first");
		begin_plain(writer, name);
		CELLS(writer, "phandle", 3 + i);
		cells(writer, "memory-region", list, nodes);
		end(writer);
		end(writer);
	}
	free(name);
	free(list);
}

#define FAR UINT64_C(0x200000000000)

static void plain_region(struct writer *writer, const char *name, uint64_t address, uint64_t size)
{
	begin(writer, name, address);
	region(writer, address, size);
	end(writer);
}

static void one_around_all(struct writer *writer, uint32_t nodes)
{
	plain_region(writer, "around", FAR, (uint64_t)nodes * 0x2000);
	for (uint32_t i = 0; i < nodes; i++)
		plain_region(writer, "inside", FAR + (uint64_t)i * 0x2000, 0x1000);
}

/* Each lies inside the one before it. */
static void all_overlap(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++)
		plain_region(writer, "onion", FAR + (uint64_t)i * 0x1000, ((uint64_t)nodes - i) * 0x2000);
}

static void all_pools_overlap(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++) {
		uint64_t address = FAR + (uint64_t)i * 0x10000;

		begin(writer, "pool", address);
		text(writer, "compatible", "restricted-dma-pool");
		region(writer, address, ((uint64_t)nodes - i) * 0x20000);
		end(writer);
	}
}

static void same_names(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++) {
		begin_plain(writer, "name");
		region(writer, FAR + (uint64_t)i * 0x2000, 0x1000);
		end(writer);
	}
}

/* Devices inside each other, each with something to be told of by its path. */
static void deep_devices(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++) {
		begin_plain(writer, "d");
		text(writer, "compatible", "virtio,mmio");
		CELLS(writer, "memory-region", LOST_PHANDLE);
		CELLS(writer, "phandle", POOL_PHANDLE);
	}
	for (uint32_t i = 0; i < nodes; i++)
		end(writer);
}

static void same_reservations(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++)
		note(writer, fdt_add_reservemap_entry(writer->blob, 0x50000000, 0x1000 + i % 7));
}

/* Entries of one cell, then the parent's cells, then one for the size: only the last one has what is looked for. */
static void dma_ranges(struct writer *writer, size_t parent_cells, size_t count)
{
	size_t width = parent_cells + 2;
	uint32_t *list = room(count * width, sizeof(*list));

	for (size_t i = 0; i < count; i++) {
		uint32_t *entry = list + i * width;
		bool last = i + 1 == count;

		entry[0] = entry[parent_cells] = last ? 0 : 0xfff00000;
		entry[parent_cells + 1] = last ? 0xf0000000 : 0x1000;
	}
	cells(writer, "dma-ranges", list, count * width);
	free(list);
}

static void begin_limited_bus(struct writer *writer, uint64_t address, size_t parent_cells, size_t count)
{
	begin(writer, "bus", address);
	text(writer, "compatible", "simple-bus");
	widths(writer, 1, 1);
	empty(writer, "ranges");
	dma_ranges(writer, parent_cells, count);
}

/* A bus of devices whose dma-ranges are as long as the devices are many. */
static void long_dma_ranges(struct writer *writer, uint32_t nodes)
{
	begin_limited_bus(writer, 0, 2, nodes);
	for (uint32_t i = 0; i < nodes; i++)
		virtio(writer, i * 0x1000, POOL_PHANDLE + i % 2);
	end(writer);
}

#define LEVELS 14
#define LONGEST 512
#define WINDOWS 64

/* Buses with as many windows as are looked at, below others that take long to look through. */
static void many_windows(struct writer *writer, uint32_t nodes)
{
	for (int level = 0; level < LEVELS; level++)
		begin_limited_bus(writer, 0, level ? 1 : 2, LONGEST);
	for (uint32_t i = 0; i < nodes / WINDOWS; i++) {
		begin_limited_bus(writer, i, 1, WINDOWS);
		virtio(writer, 0, POOL_PHANDLE);
		end(writer);
	}
	for (int level = 0; level < LEVELS; level++)
		end(writer);
}

static void dynamic_pool(struct writer *writer, uint32_t index, const uint32_t *ranges, size_t count)
{
	begin(writer, "dynamic", index);
	text(writer, "compatible", "restricted-dma-pool");
	CELLS(writer, "size", 0, 0x4000000);
	CELLS(writer, "alignment", 0, 0x10000);
	cells(writer, "alloc-ranges", ranges, 4 * count);
	end(writer);
}

/* None of them has room for the pool. */
static void long_alloc_ranges(struct writer *writer, uint32_t nodes)
{
	uint32_t *list = room(nodes, 16);

	for (size_t i = 0; i < nodes; i++) {
		list[4 * i + 1] = 0x40000000 + (uint32_t)i * 0x2000;
		list[4 * i + 3] = 0x1000;
	}
	dynamic_pool(writer, 0, list, nodes);
	free(list);
}

/* The kernel looks for many places among many regions. */
static void many_places(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++)
		plain_region(writer, "in-the-way", 0x60000000 + (uint64_t)i * 0x2000, 0x1000);
	for (uint32_t i = 0; i < nodes / 100; i++)
		dynamic_pool(writer, i, (const uint32_t[]){0, 0x40000000, 1, 0}, 1);
}

#define CHAIN 64
#define NAMES 500

/* Each interconnect takes long to look through for its own parent, and all devices pass through all of them. */
static void long_chain(struct writer *writer, uint32_t nodes)
{
	uint32_t list[CHAIN];
	char names[2 * NAMES + sizeof("dma-mem")];

	for (size_t i = 0; i < 2 * NAMES; i++)
		names[i] = i % 2 ? '\0' : 'x';
	memcpy(names + 2 * CHAIN - 2, "dma-mem", sizeof("dma-mem"));
	for (uint32_t i = 0; i < CHAIN; i++) {
		begin(writer, "interconnect", i);
		CELLS(writer, "phandle", 1000 + i);
		CELLS(writer, "#interconnect-cells", 0);
		empty(writer, "dma-ranges");
		for (size_t k = 0; k < CHAIN; k++)
			list[k] = 1000 + (i + 1) % CHAIN;
		bytes(writer, "interconnect-names", names, sizeof(names));
		cells(writer, "interconnects", list, CHAIN);
		if (i + 1 < CHAIN)
			end(writer);
	}
	for (uint32_t i = 0; i < nodes; i++) {
		begin(writer, "device", i);
		CELLS(writer, "memory-region", POOL_PHANDLE);
		end(writer);
	}
	end(writer);
}

/* Strings as long as the tree on whatever many devices look at. */
static void strings(struct writer *writer, const char *name, const char *first, uint32_t nodes)
{
	size_t length = (size_t)nodes * 8;
	char *list = room(length, 1);

	for (size_t i = 0; i + 1 < length; i++)
		list[i] = i % 8 == 7 ? '\0' : 's';
	memcpy(list, first, strlen(first) + 1);
	bytes(writer, name, list, length);
	free(list);
}

#define TALKATIVE_PHANDLE 500

static void talkative_region(struct writer *writer, uint32_t nodes)
{
	begin(writer, "talkative", FAR);
	strings(writer, "compatible", "vendor,pool", nodes);
	region(writer, FAR, 0x1000);
	CELLS(writer, "phandle", TALKATIVE_PHANDLE);
	end(writer);
}

static void talkative_bus(struct writer *writer, uint32_t nodes)
{
	begin(writer, "bus", 0);
	strings(writer, "compatible", "vendor,bus", nodes);
	strings(writer, "status", "ok", nodes);
	strings(writer, "device_type", "vendor", nodes);
	widths(writer, 1, 1);
	empty(writer, "ranges");
	CELLS(writer, "dma-ranges", 0x50000000, 0, 0x50000000, 0x4001000);
	for (uint32_t i = 0; i < nodes; i++) {
		begin(writer, "device", i * 0x1000);
		CELLS(writer, "memory-region", POOL_PHANDLE + i % 2, TALKATIVE_PHANDLE);
		end(writer);
	}
	end(writer);
}

/* A compatible that is one long word, on what all devices name. */
static void wordy_region(struct writer *writer, uint32_t nodes)
{
	char *word = room((size_t)nodes * 8, 1);

	memset(word, 'w', (size_t)nodes * 8 - 1);
	begin(writer, "wordy", FAR);
	bytes(writer, "compatible", word, (size_t)nodes * 8);
	region(writer, FAR, 0x1000);
	CELLS(writer, "phandle", TALKATIVE_PHANDLE);
	end(writer);
	free(word);
}

static void wordy_users(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++)
		virtio(writer, i * 0x1000, TALKATIVE_PHANDLE);
}

/* A bus that is disabled at great length. */
static void closed_bus(struct writer *writer, uint32_t nodes)
{
	begin_plain(writer, "bus");
	strings(writer, "status", "closed", nodes);
	many_users(writer, nodes);
	end(writer);
}

/* As many entries of iommu-map as are looked at, for all devices, and no IOMMU behind them. */
static void dead_iommus(struct writer *writer, uint32_t nodes)
{
	uint32_t map[4 * LONGEST];

	for (size_t i = 0; i < LONGEST; i++)
		memcpy(map + 4 * i, (const uint32_t[]){0, LOST_PHANDLE, 0, 0x10000}, 16);
	begin_plain(writer, "pcie");
	cells(writer, "iommu-map", map, sizeof(map) / sizeof(*map));
	for (uint32_t i = 0; i < nodes; i++) {
		begin(writer, "dev", i);
		CELLS(writer, "reg", i << 8, 0, 0, 0, 0);
		CELLS(writer, "memory-region", POOL_PHANDLE);
		end(writer);
	}
	end(writer);
}

/* Memory in pieces of a page, with pools between them. */
static void many_banks(struct writer *writer, uint32_t nodes)
{
	uint32_t *list = room(nodes, 16);

	for (size_t i = 0; i < nodes; i++) {
		list[4 * i] = 0x2000;
		list[4 * i + 1] = (uint32_t)i * 0x2000;
		list[4 * i + 3] = 0x1000;
	}
	begin(writer, "memory", FAR);
	text(writer, "device_type", "memory");
	cells(writer, "reg", list, 4 * (size_t)nodes);
	end(writer);
	free(list);
}

static void many_pools(struct writer *writer, uint32_t nodes)
{
	for (uint32_t i = 0; i < nodes; i++)
		pool(writer, 0x60000000 + i * 0x4000, 3 + i);
}

/* An overlay, most of which is properties of its one fragment. */
static void long_fragment(struct writer *writer, uint32_t nodes)
{
	begin(writer, "fragment", 0);
	for (uint32_t i = 0; i < nodes; i++)
		empty(writer, "reg");
	text(writer, "target-path", "/reserved-memory");
	begin_plain(writer, "__overlay__");
	many_pools(writer, nodes);
	end(writer);
	end(writer);
}

const struct shape crowd_shapes[] = {
	{.name = "same-phandle", .root = same_phandle},
	{.name = "links", .root = many_links},
	{.name = "users", .root = many_users},
	{.name = "long-names", .root = long_names},
	{.name = "one-around-all", .reserved = one_around_all},
	{.name = "all-overlap", .reserved = all_overlap},
	{.name = "all-pools-overlap", .reserved = all_pools_overlap},
	{.name = "same-names", .reserved = same_names},
	{.name = "deep-devices", .root = deep_devices},
	{.name = "memreserve", .block = same_reservations},
	{.name = "dma-ranges", .root = long_dma_ranges},
	{.name = "windows", .root = many_windows},
	{.name = "alloc-ranges", .reserved = long_alloc_ranges},
	{.name = "places", .reserved = many_places},
	{.name = "chain", .root = long_chain},
	{.name = "talkative", .root = talkative_bus, .reserved = talkative_region},
	{.name = "wordy", .root = wordy_users, .reserved = wordy_region},
	{.name = "closed-bus", .root = closed_bus},
	{.name = "dead-iommus", .root = dead_iommus},
	{.name = "banks", .root = many_banks, .reserved = many_pools},
	{.name = "fragment", .root = long_fragment},
	{.name = NULL},
};
