// SPDX-License-Identifier: BSD-2-Clause
/*
 * Writes device trees of any size, with libfdt's sequential writer: dtc would take minutes for a million
 * nodes. The usual shape is that of a system on chip: buses of 64 devices each with ranges, reg,
 * interrupts and phandles, one device in eight a virtio,mmio with a pool. The other shapes are each the
 * worst of one kind.
 */
#include "tree.h"

#include <unistd.h>

#define DEVICES_A_BUS 64

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
		shape->reserved(writer, nodes);
	end(writer);
}

static void head(struct writer *writer, const struct shape *shape, uint32_t nodes)
{
	note(writer, fdt_create(writer->blob, writer->size));
	if (shape->block)
		shape->block(writer, nodes);
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

static const struct shape usual_shapes[] = {{.name = "usual", .root = shape_usual}, {.name = NULL}};

static const struct shape *const families[] = {usual_shapes, deep_shapes, crowd_shapes};
#define FAMILIES (sizeof(families) / sizeof(*families))

static const struct shape *find_shape(const char *name)
{
	for (size_t i = 0; i < FAMILIES; i++) {
		for (const struct shape *shape = families[i]; shape->name; shape++) {
			if (!strcmp(shape->name, name))
				return shape;
		}
	}
	return NULL;
}

static int list_worst(void)
{
	for (size_t i = 1; i < FAMILIES; i++) {
		for (const struct shape *shape = families[i]; shape->name; shape++)
			puts(shape->name);
	}
	return EXIT_SUCCESS;
}

static int usage(void)
{
	fputs("usage: gen-tree [-n NODES] [-r REGIONS] [-s SHAPE] FILE\n"
	      "       gen-tree -l (lists the shapes that are the worst of one kind)\n",
		stderr);
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
	head(&writer, shape, nodes);
	reserved_memory(&writer, regions, shape, nodes);
	if (shape->root)
		shape->root(&writer, nodes);
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
	const struct shape *shape = usual_shapes;
	uint32_t nodes = 1000, regions = 8;
	int option;

	while ((option = getopt(argc, argv, "ln:r:s:")) != -1) {
		if (option == 'n')
			nodes = (uint32_t)strtoul(optarg, NULL, 0);
		else if (option == 'r')
			regions = (uint32_t)strtoul(optarg, NULL, 0);
		else if (option == 's')
			shape = find_shape(optarg);
		else if (option == 'l')
			return list_worst();
		else
			return usage();
	}
	if (!shape || optind + 1 != argc)
		return usage();
	return make(shape, nodes, regions, argv[optind]);
}
