/* SPDX-License-Identifier: BSD-2-Clause */
/* Tags of resource descriptors (ACPI Specification 6.5, tables 6.36 and 6.44), and what reads their bodies. */
#ifndef FDTR_SRC_ACPI_DESCRIPTOR_H
#define FDTR_SRC_ACPI_DESCRIPTOR_H

#include "acpi/resources/resource.h"

enum fdtr_acpi_tag {
	FDTR_TAG_IRQ = 0x20, /* small ones carry their length in the low three bits */
	FDTR_TAG_DMA = 0x28,
	FDTR_TAG_START_DEPENDENT = 0x30,
	FDTR_TAG_END_DEPENDENT = 0x38,
	FDTR_TAG_IO = 0x40,
	FDTR_TAG_FIXED_IO = 0x48,
	FDTR_TAG_FIXED_DMA = 0x50,
	FDTR_TAG_VENDOR_SMALL = 0x70,
	FDTR_TAG_END = 0x78,
	FDTR_TAG_LARGE = 0x80, /* large ones have theirs in the two bytes that follow */
	FDTR_TAG_MEMORY24 = 0x81,
	FDTR_TAG_REGISTER = 0x82,
	FDTR_TAG_VENDOR_LARGE = 0x84,
	FDTR_TAG_MEMORY32 = 0x85,
	FDTR_TAG_MEMORY32_FIXED = 0x86,
	FDTR_TAG_DWORD = 0x87,
	FDTR_TAG_WORD = 0x88,
	FDTR_TAG_INTERRUPT = 0x89,
	FDTR_TAG_QWORD = 0x8a,
	FDTR_TAG_EXTENDED = 0x8b,
	FDTR_TAG_GPIO = 0x8c,
	FDTR_TAG_PIN_FUNCTION = 0x8d,
	FDTR_TAG_SERIAL_BUS = 0x8e,
	FDTR_TAG_PIN_CONFIG = 0x8f,
	FDTR_TAG_PIN_GROUP = 0x90,
	FDTR_TAG_PIN_GROUP_FUNCTION = 0x91,
	FDTR_TAG_PIN_GROUP_CONFIG = 0x92,
	FDTR_TAG_CLOCK_INPUT = 0x93
};

/*
 * Fills in what the descriptor says; its tag and kind, and that its body of `size` bytes is long enough, are known. What is
 * wrong with it is the answer, a literal, or NULL.
 */
const char *fdtr_acpi_decode(struct fdtr_acpi_resource *resource, const unsigned char *body, uint32_t size);

#endif
