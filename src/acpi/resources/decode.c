// SPDX-License-Identifier: BSD-2-Clause
/* What each descriptor says (ACPI Specification 6.5, 6.4.2 and 6.4.3). */
#include "acpi/resources/descriptor.h"
#include "base/base.h"

/* A base that may lie anywhere from `lowest` to `highest`. */
static void set_movable(struct fdtr_acpi_resource *resource, uint64_t lowest, uint64_t highest, uint64_t size)
{
	resource->minimum = lowest;
	resource->maximum = size ? highest + (size - 1) : highest;
	resource->size = size;
	resource->minimum_fixed = resource->maximum_fixed = lowest == highest;
}

static void decode_irq(struct fdtr_acpi_resource *resource, const unsigned char *body, uint32_t size)
{
	uint32_t mask = (uint32_t)fdtr_little(body, 2);

	resource->edge = true;
	if (size == 3) {
		resource->edge = body[2] & 1;
		resource->active_low = body[2] & 8;
		resource->shared = body[2] & 16;
	}
	resource->mask = mask;
	for (uint32_t i = 16; i--;) {
		if (mask >> i & 1) {
			resource->interrupt = i;
			resource->interrupt_count++;
		}
	}
}

static void decode_memory24(struct fdtr_acpi_resource *resource, const unsigned char *body)
{
	resource->read_only = !(body[0] & 1);
	set_movable(resource, fdtr_little(body + 1, 2) << 8, fdtr_little(body + 3, 2) << 8,
		fdtr_little(body + 7, 2) << 8);
	resource->granularity = fdtr_little(body + 5, 2);
	if (!resource->granularity)
		resource->granularity = 0x10000;
}

static void decode_memory32(struct fdtr_acpi_resource *resource, const unsigned char *body)
{
	resource->read_only = !(body[0] & 1);
	set_movable(resource, fdtr_little(body + 1, 4), fdtr_little(body + 5, 4), fdtr_little(body + 13, 4));
	resource->granularity = fdtr_little(body + 9, 4);
}

static void decode_memory32_fixed(struct fdtr_acpi_resource *resource, const unsigned char *body)
{
	uint64_t base = fdtr_little(body + 1, 4);

	resource->read_only = !(body[0] & 1);
	set_movable(resource, base, base, fdtr_little(body + 5, 4));
}

/* Address space, of any width: resource type, general flags, flags of the type, five numbers. */
static void decode_space(struct fdtr_acpi_resource *resource, const unsigned char *body,
	const unsigned char *numbers, uint32_t width)
{
	static const uint8_t kinds[] = {FDTR_RESOURCE_MEMORY, FDTR_RESOURCE_IO, FDTR_RESOURCE_BUS};
	uint32_t caching = body[2] >> 1 & 3;

	if (body[0] < FDTR_ARRAY_SIZE(kinds))
		resource->kind = kinds[body[0]];
	if (!body[0] && resource->tag == FDTR_TAG_QWORD)
		resource->kind = FDTR_RESOURCE_QWORD_MEMORY;
	resource->producer = !(body[1] & 1);
	resource->minimum_fixed = body[1] & 4;
	resource->maximum_fixed = body[1] & 8;
	if (!body[0]) {
		resource->read_only = !(body[2] & 1);
		resource->cacheable = caching == 1;
		resource->prefetchable = caching == 3;
	}
	resource->granularity = fdtr_little(numbers, width);
	resource->minimum = fdtr_little(numbers + width, width);
	resource->maximum = fdtr_little(numbers + (size_t)2 * width, width);
	resource->translation = fdtr_little(numbers + (size_t)3 * width, width);
	resource->size = fdtr_little(numbers + (size_t)4 * width, width);
	/* Some say no more than that the ports are where no ports are: 64 KiB and above. */
	resource->in_memory = body[0] == 1 && !(body[2] & 0x20) &&
	                      (body[2] & 0x10 || (resource->producer && resource->translation > UINT16_MAX));
}

static const char *decode_interrupt(
	struct fdtr_acpi_resource *resource, const unsigned char *body, uint32_t size)
{
	if (4 * (uint32_t)body[1] > size - 2)
		return "it has fewer interrupts than it counts";
	resource->producer = !(body[0] & 1);
	resource->edge = body[0] & 2;
	resource->active_low = body[0] & 4;
	resource->shared = body[0] & 8;
	resource->interrupts = body + 2;
	resource->interrupt_count = body[1];
	resource->interrupt = body[1] ? (uint32_t)fdtr_little(body + 2, 4) : 0;
	return NULL;
}

static void decode_ports(struct fdtr_acpi_resource *resource, const unsigned char *body)
{
	if (resource->tag == FDTR_TAG_FIXED_IO)
		set_movable(resource, fdtr_little(body, 2) & 0x3ff, fdtr_little(body, 2) & 0x3ff, body[2]);
	else
		set_movable(resource, fdtr_little(body + 1, 2), fdtr_little(body + 3, 2), body[6]);
	resource->granularity = resource->tag == FDTR_TAG_IO ? body[5] : 0;
}

const char *fdtr_acpi_decode(struct fdtr_acpi_resource *resource, const unsigned char *body, uint32_t size)
{
	switch (resource->tag) {
	case FDTR_TAG_IRQ:
		decode_irq(resource, body, size);
		break;
	case FDTR_TAG_IO:
	case FDTR_TAG_FIXED_IO:
		decode_ports(resource, body);
		break;
	case FDTR_TAG_MEMORY24:
		decode_memory24(resource, body);
		break;
	case FDTR_TAG_MEMORY32:
		decode_memory32(resource, body);
		break;
	case FDTR_TAG_MEMORY32_FIXED:
		decode_memory32_fixed(resource, body);
		break;
	case FDTR_TAG_WORD:
		decode_space(resource, body, body + 3, 2);
		break;
	case FDTR_TAG_DWORD:
		decode_space(resource, body, body + 3, 4);
		break;
	case FDTR_TAG_QWORD:
		decode_space(resource, body, body + 3, 8);
		break;
	case FDTR_TAG_EXTENDED:
		decode_space(resource, body, body + 5, 8);
		break;
	case FDTR_TAG_INTERRUPT:
		return decode_interrupt(resource, body, size);
	default:
		break;
	}
	return NULL;
}

/*
 * Linux drivers/acpi/resource.c acpi_dev_resource_memory() and acpi_decode_space(): the latter's go from minimum to maximum
 * whatever their length is, as long as there is one, and only what a bridge produces is translated.
 */
bool fdtr_acpi_resource_range(const struct fdtr_acpi_resource *resource, struct fdtr_range *range)
{
	uint64_t first = resource->minimum, last = resource->maximum;

	if (!resource->size || (!fdtr_acpi_is_memory(resource) && !resource->in_memory))
		return false;
	if (resource->kind == FDTR_RESOURCE_MEMORY32_FIXED || resource->tag == FDTR_TAG_MEMORY24 ||
		resource->tag == FDTR_TAG_MEMORY32)
		last = first + (resource->size - 1);
	if (resource->producer) {
		first += resource->translation;
		last += resource->translation;
	}
	if (first > last)
		return false;
	*range = (struct fdtr_range){first, last};
	return true;
}

uint32_t fdtr_acpi_resource_interrupt(const struct fdtr_acpi_resource *resource, uint32_t index)
{
	uint32_t mask = resource->mask;

	if (resource->interrupts)
		return (uint32_t)fdtr_little(resource->interrupts + (size_t)4 * index, 4);
	if (resource->kind != FDTR_RESOURCE_IRQ)
		return resource->interrupt;
	while (index--)
		mask &= mask - 1;
	for (index = 0; mask && !(mask >> index & 1);)
		index++;
	return index;
}
