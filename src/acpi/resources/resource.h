/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Resource descriptors (ACPI Specification 6.5, 6.4): one struct for what is read from a template and for what is
 * written into one.
 */
#ifndef FDTR_SRC_ACPI_RESOURCE_H
#define FDTR_SRC_ACPI_RESOURCE_H

#include <fdtrestrict/platform.h>

enum fdtr_acpi_resource_kind {
	FDTR_RESOURCE_MEMORY32_FIXED, /* these three have ASL of their own that we write: Memory32Fixed, */
	FDTR_RESOURCE_QWORD_MEMORY,   /* QWordMemory, */
	FDTR_RESOURCE_INTERRUPT,      /* Interrupt */
	FDTR_RESOURCE_MEMORY, /* any other memory: Memory24, Memory32, (D)Word, extended address space */
	FDTR_RESOURCE_IO,     /* ports, of any kind */
	FDTR_RESOURCE_BUS,    /* bus numbers */
	FDTR_RESOURCE_IRQ,    /* IRQ: a mask of 16 */
	FDTR_RESOURCE_OTHER,  /* DMA channels, GPIO, serial buses, pins, vendor-defined */
	FDTR_RESOURCE_END
};

struct fdtr_acpi_resource {
	enum fdtr_acpi_resource_kind kind;
	uint32_t offset; /* read: of the descriptor in the template, */
	uint32_t length; /* and how long it is, tag and all */
	uint8_t tag;     /* read: its first byte, a small one's length masked out */
	/*
	 * MEMORY*, IO, BUS: what it says, unchecked. `size` 0 is no range. A fixed one has minimum = base and
	 * maximum = base + size - 1; so where a descriptor gives the highest base, `maximum` is the end from there.
	 */
	uint64_t minimum;
	uint64_t maximum;
	uint64_t size;
	uint64_t translation; /* added to a bus address gives the CPU's */
	uint64_t granularity;
	bool minimum_fixed;
	bool maximum_fixed;
	bool producer;
	bool read_only;
	bool prefetchable; /* its caching is said to be so */
	bool cacheable;
	bool in_memory; /* IO: ports that a bridge shows in memory, one to one, at `translation` from their number */
	/* INTERRUPT, IRQ. */
	const unsigned char *interrupts; /* read: little-endian, four bytes each; IRQ: NULL */
	uint32_t interrupt;              /* the first, or the only one; IRQ: the lowest of the mask */
	uint32_t interrupt_count;
	uint32_t mask; /* read, IRQ: as it stands */
	bool edge;
	bool active_low;
	bool shared;
};

/* Walks a template: `data` of `size` bytes. */
struct fdtr_acpi_resources {
	const unsigned char *data;
	uint32_t size;
	uint32_t offset; /* of the next */
	bool ended;      /* its end tag was met */
	const char *
		problem; /* what is wrong at `offset`, where the walk ended; a literal. The end tag's checksum, too */
};

struct fdtr_acpi_resources fdtr_acpi_resources(const unsigned char *data, uint32_t size);
/* False at the end tag (kind END is told before), and where nothing sound follows. */
bool fdtr_acpi_resource_next(struct fdtr_acpi_resources *walk, struct fdtr_acpi_resource *resource);
static inline bool fdtr_acpi_is_memory(const struct fdtr_acpi_resource *resource)
{
	return resource->kind == FDTR_RESOURCE_MEMORY32_FIXED ||
	       resource->kind == FDTR_RESOURCE_QWORD_MEMORY || resource->kind == FDTR_RESOURCE_MEMORY;
}

/*
 * The CPU addresses of a memory resource, or of ports in memory, as Linux takes them; false when it is none, empty, or does
 * not fit 64 bits.
 */
bool fdtr_acpi_resource_range(const struct fdtr_acpi_resource *resource, struct fdtr_range *range);
/* Interrupt `index` of an INTERRUPT or IRQ; it is below interrupt_count. */
uint32_t fdtr_acpi_resource_interrupt(const struct fdtr_acpi_resource *resource, uint32_t index);

#endif
