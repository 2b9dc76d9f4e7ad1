// SPDX-License-Identifier: BSD-2-Clause
/*
 * Writes device trees of any size, with libfdt's sequential writer: dtc would take minutes for a million
 * nodes. The usual shape is that of a system on chip: buses of 64 devices each with ranges, reg,
 * interrupts and phandles, one device in eight a virtio,mmio with a pool. The other shapes are each the
 * worst of one kind.
 */
#include <libfdt.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEVICES_A_BUS 64

struct writer {
	unsigned char *blob;
	int size;
	int code;
	uint32_t phandle; /* the last one given */
};

static void note(struct writer *writer, int code)
{
	if (code && !writer->code)
		writer->code = code;
}

static void begin(struct writer *writer, const char *base, uint64_t address)
{
	char name[64];

	(void)snprintf(name, sizeof(name), "%s@%" PRIx64, base, address);
	note(writer, fdt_begin_node(writer->blob, name));
}

static void begin_plain(struct writer *writer, const char *name)
{
	note(writer, fdt_begin_node(writer->blob, name));
}

static void end(struct writer *writer)
{
	note(writer, fdt_end_node(writer->blob));
}

static void cells(struct writer *writer, const char *name, const uint32_t *values, size_t count)
{
	void *place;

	note(writer, fdt_property_placeholder(writer->blob, name, (int)(4 * count), &place));
	for (size_t i = 0; !writer->code && i < count; i++) {
		fdt32_t cell = cpu_to_fdt32(values[i]);

		memcpy((unsigned char *)place + 4 * i, &cell, 4);
	}
}
#define CELLS(writer, name, ...) \
	cells(writer, name, (uint32_t[]){__VA_ARGS__}, sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

static void text(struct writer *writer, const char *name, const char *value)
{
	note(writer, fdt_property(writer->blob, name, value, (int)strlen(value) + 1));
}

static void empty(struct writer *writer, const char *name)
{
	note(writer, fdt_property(writer->blob, name, NULL, 0));
}

static void bytes(struct writer *writer, const char *name, const void *data, size_t length)
{
	note(writer, fdt_property(writer->blob, name, data, (int)length));
}

static void widths(struct writer *writer, uint32_t address_cells, uint32_t size_cells)
{
	CELLS(writer, "#address-cells", address_cells);
	CELLS(writer, "#size-cells", size_cells);
}

static void handle(struct writer *writer)
{
	CELLS(writer, "phandle", ++writer->phandle);
}

#define POOL_PHANDLE 1
#define SECOND_POOL_PHANDLE 2
#define RESERVED_START UINT64_C(0x100000000)

static void region(struct writer *writer, uint64_t address, uint64_t size)
{
	CELLS(writer, "reg", (uint32_t)(address >> 32), (uint32_t)address, (uint32_t)(size >> 32),
		(uint32_t)size);
}

static void pool(struct writer *writer, uint32_t address, uint32_t phandle)
{
	begin(writer, "pool", address);
	text(writer, "compatible", "restricted-dma-pool");
	region(writer, address, 0x4000000);
	CELLS(writer, "phandle", phandle);
	end(writer);
}

struct shape {
	const char *name;
	void (*write)(struct writer *writer, uint32_t nodes);
	bool reserved; /* it stands in /reserved-memory, not in the root */
};

/* Neighbours with a gap of a page, in an order that is not that of their addresses. */
static void reserved_memory(
	struct writer *writer, uint32_t regions, const struct shape *shape, uint32_t nodes)
{
	begin_plain(writer, "reserved-memory");
	widths(writer, 2, 2);
	empty(writer, "ranges");
	pool(writer, 0x50000000, POOL_PHANDLE);
	pool(writer, 0x54000000, SECOND_POOL_PHANDLE);
	writer->phandle = SECOND_POOL_PHANDLE;
	for (uint32_t i = 0; i < regions; i++) {
		uint64_t place = (uint64_t)i * 7919 % regions;

		begin(writer, "region", RESERVED_START + place * 0x2000);
		region(writer, RESERVED_START + place * 0x2000, 0x1000);
		end(writer);
	}
	if (shape->reserved)
		shape->write(writer, nodes);
	end(writer);
}

static void head(struct writer *writer)
{
	note(writer, fdt_create(writer->blob, writer->size));
	note(writer, fdt_finish_reservemap(writer->blob));
	begin_plain(writer, "");
	widths(writer, 2, 2);
	text(writer, "compatible", "linux,dummy-virt");
	begin(writer, "memory", 0x40000000);
	text(writer, "device_type", "memory");
	CELLS(writer, "reg", 0, 0x40000000, 0, 0x40000000, 1, 0, 1, 0);
	end(writer);
	begin_plain(writer, "cpus");
	widths(writer, 1, 0);
	begin(writer, "cpu", 0);
	text(writer, "device_type", "cpu");
	text(writer, "compatible", "arm,cortex-a57");
	end(writer);
	end(writer);
}

static void virtio(struct writer *writer, uint32_t address, uint32_t phandle)
{
	begin(writer, "virtio_mmio", address);
	text(writer, "compatible", "virtio,mmio");
	CELLS(writer, "reg", address, 0x200);
	CELLS(writer, "interrupts", 0, address >> 12, 1);
	CELLS(writer, "memory-region", phandle);
	empty(writer, "dma-coherent");
	end(writer);
}

static void device(struct writer *writer, uint32_t address)
{
	static const char compatible[] = "vendor,soc-uart\0arm,pl011\0arm,primecell";

	begin(writer, "serial", address);
	bytes(writer, "compatible", compatible, sizeof(compatible));
	CELLS(writer, "reg", address, 0x1000);
	CELLS(writer, "interrupts", 0, address >> 12, 4);
	CELLS(writer, "clocks", writer->phandle, 3, writer->phandle, 4);
	text(writer, "clock-names", "uartclk");
	text(writer, "status", address & 0x1000 ? "okay" : "disabled");
	handle(writer);
	end(writer);
}

/* 1/1 cells, and a place of its own above the memory. */
static void begin_bus(struct writer *writer, uint32_t index)
{
	uint64_t base = UINT64_C(0x1000000000) + (uint64_t)index * 0x100000;

	begin(writer, "bus", base);
	text(writer, "compatible", "simple-bus");
	widths(writer, 1, 1);
	CELLS(writer, "ranges", 0, (uint32_t)(base >> 32), (uint32_t)base, 0x100000);
	handle(writer);
}

static void shape_usual(struct writer *writer, uint32_t nodes)
{
	uint32_t buses = nodes / (DEVICES_A_BUS + 1);

	for (uint32_t bus = 0; bus < buses; bus++) {
		begin_bus(writer, bus);
		for (uint32_t i = 0; i < DEVICES_A_BUS; i++) {
			if (i % 8)
				device(writer, i * 0x1000);
			else
				virtio(writer, i * 0x1000, POOL_PHANDLE);
		}
		end(writer);
	}
}

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

static uint32_t *many(size_t count)
{
	uint32_t *values = calloc(count, sizeof(*values));

	if (!values)
		exit(EXIT_FAILURE);
	return values;
}

/* Half of the blob is a host bridge's iommu-map, half its devices. */
static void shape_iommu(struct writer *writer, uint32_t nodes)
{
	size_t count = (size_t)nodes * 16;
	uint32_t *map = many(count);

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
	uint32_t *list = many((size_t)nodes * 8);
	char *names = calloc((size_t)nodes * 8, 2);

	if (!names)
		exit(EXIT_FAILURE);
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
	uint32_t *reg = many((size_t)nodes * 4);

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
	uint32_t *ranges = many((size_t)RANGES * 4);

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

/* Names of properties that all end in the same NUL: each is looked for to the end. */
static void shape_names(struct writer *writer, uint32_t nodes)
{
	char *name = malloc((size_t)nodes + 1);

	if (!name)
		exit(EXIT_FAILURE);
	memset(name, 'n', nodes);
	name[nodes] = '\0';
	begin_plain(writer, "node");
	for (uint32_t i = 0; i < nodes; i++)
		empty(writer, name + i);
	end(writer);
	free(name);
}

static const struct shape shapes[] = {
	{"usual", shape_usual, false},
	{"deep", shape_deep, false},
	{"bridges", shape_bridges, false},
	{"iommu", shape_iommu, false},
	{"interconnects", shape_interconnects, false},
	{"entries", shape_entries, true},
	{"turns", shape_turns, false},
	{"ranges", shape_ranges, false},
	{"names", shape_names, false},
};

static const struct shape *find_shape(const char *name)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		if (!strcmp(shapes[i].name, name))
			return &shapes[i];
	}
	return NULL;
}

static int usage(void)
{
	fputs("usage: gen-tree [-n NODES] [-r REGIONS] [-s SHAPE] FILE\nshapes:", stderr);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		fprintf(stderr, " %s", shapes[i].name);
	fputc('\n', stderr);
	return 2;
}

static int write_file(const struct writer *writer, const char *path)
{
	FILE *file = fopen(path, "wb");
	size_t size = fdt_totalsize(writer->blob);

	if (!file || fwrite(writer->blob, 1, size, file) != size || fclose(file)) {
		perror(path);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}

static int make(const struct shape *shape, uint32_t nodes, uint32_t regions, const char *path)
{
	size_t size = 512 * ((size_t)nodes + regions) + (1 << 20);
	struct writer writer = {.blob = malloc(size), .size = (int)size};
	int status;

	if (!writer.blob || size > INT32_MAX)
		return EXIT_FAILURE;
	head(&writer);
	reserved_memory(&writer, regions, shape, nodes);
	if (!shape->reserved)
		shape->write(&writer, nodes);
	end(&writer);
	note(&writer, fdt_finish(writer.blob));
	if (writer.code)
		fprintf(stderr, "gen-tree: %s\n", fdt_strerror(writer.code));
	status = writer.code ? EXIT_FAILURE : write_file(&writer, path);
	free(writer.blob);
	return status;
}

int main(int argc, char **argv)
{
	const struct shape *shape = &shapes[0];
	uint32_t nodes = 1000, regions = 8;
	int option;

	while ((option = getopt(argc, argv, "n:r:s:")) != -1) {
		if (option == 'n')
			nodes = (uint32_t)strtoul(optarg, NULL, 0);
		else if (option == 'r')
			regions = (uint32_t)strtoul(optarg, NULL, 0);
		else if (option == 's')
			shape = find_shape(optarg);
		else
			return usage();
	}
	if (!shape || optind + 1 != argc)
		return usage();
	return make(shape, nodes, regions, argv[optind]);
}
