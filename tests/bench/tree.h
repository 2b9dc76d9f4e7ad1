/* SPDX-License-Identifier: BSD-2-Clause */
/* What the shapes of gen-tree are written with: libfdt's sequential writer, which remembers its first failure. */
#ifndef FDTR_BENCH_TREE_H
#define FDTR_BENCH_TREE_H

#include <libfdt.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writer {
	unsigned char *blob;
	int size;
	int code;
	uint32_t phandle; /* the last one given */
};

static inline void note(struct writer *writer, int code)
{
	if (code && !writer->code)
		writer->code = code;
}

static inline void begin(struct writer *writer, const char *base, uint64_t address)
{
	char name[64];

	(void)snprintf(name, sizeof(name), "%s@%" PRIx64, base, address);
	note(writer, fdt_begin_node(writer->blob, name));
}

static inline void begin_plain(struct writer *writer, const char *name)
{
	note(writer, fdt_begin_node(writer->blob, name));
}

static inline void end(struct writer *writer)
{
	note(writer, fdt_end_node(writer->blob));
}

static inline void cells(struct writer *writer, const char *name, const uint32_t *values, size_t count)
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

static inline void text(struct writer *writer, const char *name, const char *value)
{
	note(writer, fdt_property(writer->blob, name, value, (int)strlen(value) + 1));
}

static inline void empty(struct writer *writer, const char *name)
{
	note(writer, fdt_property(writer->blob, name, NULL, 0));
}

static inline void bytes(struct writer *writer, const char *name, const void *data, size_t length)
{
	note(writer, fdt_property(writer->blob, name, data, (int)length));
}

static inline void widths(struct writer *writer, uint32_t address_cells, uint32_t size_cells)
{
	CELLS(writer, "#address-cells", address_cells);
	CELLS(writer, "#size-cells", size_cells);
}

static inline void handle(struct writer *writer)
{
	CELLS(writer, "phandle", ++writer->phandle);
}

#define POOL_PHANDLE 1
#define SECOND_POOL_PHANDLE 2
#define RESERVED_START UINT64_C(0x100000000)
static inline void region(struct writer *writer, uint64_t address, uint64_t size)
{
	CELLS(writer, "reg", (uint32_t)(address >> 32), (uint32_t)address, (uint32_t)(size >> 32),
		(uint32_t)size);
}

static inline void pool(struct writer *writer, uint32_t address, uint32_t phandle)
{
	begin(writer, "pool", address);
	text(writer, "compatible", "restricted-dma-pool");
	region(writer, address, 0x4000000);
	CELLS(writer, "phandle", phandle);
	end(writer);
}

static inline void virtio(struct writer *writer, uint32_t address, uint32_t phandle)
{
	begin(writer, "virtio_mmio", address);
	text(writer, "compatible", "virtio,mmio");
	CELLS(writer, "reg", address, 0x200);
	CELLS(writer, "interrupts", 0, address >> 12, 1);
	CELLS(writer, "memory-region", phandle);
	empty(writer, "dma-coherent");
	end(writer);
}

static inline void device(struct writer *writer, uint32_t address)
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

static inline void *room(size_t count, size_t size)
{
	void *values = calloc(count, size);

	if (!values)
		exit(EXIT_FAILURE);
	return values;
}

/* One kind of tree: what it adds to which part, NULL for nothing. */
typedef void shape_fn(struct writer *writer, uint32_t nodes);

struct shape {
	const char *name;
	shape_fn *root;
	shape_fn *reserved; /* /reserved-memory */
	shape_fn *block;    /* the memory reservation block */
};

/* The worst of one kind each; a shape without a name ends the table. */
extern const struct shape deep_shapes[], crowd_shapes[];

#endif
