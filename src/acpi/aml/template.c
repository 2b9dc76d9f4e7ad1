// SPDX-License-Identifier: BSD-2-Clause
/* Resource descriptors as we write them (ACPI Specification 6.5, 6.4 and 19.6). */
#include "acpi/aml/parts.h"

#include <string.h>

enum {
	TAG_END = 0x79,
	TAG_MEMORY32_FIXED = 0x86,
	TAG_INTERRUPT = 0x89,
	TAG_QWORD = 0x8a,
	HEADER = 3, /* of a large descriptor: tag and length */
	MEMORY32_FIXED_LENGTH = 9,
	QWORD_LENGTH = 43,
	MOST_INTERRUPTS = 255
};

static uint32_t interrupt_count(const struct fdtr_acpi_resource *resource)
{
	return resource->interrupts ? resource->interrupt_count : 1;
}

static uint32_t interrupt_at(const struct fdtr_acpi_resource *resource, uint32_t index)
{
	return resource->interrupts ? (uint32_t)fdtr_little(resource->interrupts + 4 * (size_t)index, 4)
	                            : resource->interrupt;
}

/* What follows the descriptor's header. */
static uint32_t descriptor_length(const struct fdtr_acpi_resource *resource)
{
	if (resource->kind == FDTR_RESOURCE_INTERRUPT)
		return 2 + 4 * interrupt_count(resource);
	return resource->kind == FDTR_RESOURCE_QWORD_MEMORY ? QWORD_LENGTH : MEMORY32_FIXED_LENGTH;
}

uint64_t fdtr_template_size(const struct fdtr_term *term)
{
	uint64_t size = 2;

	for (uint32_t i = 0; i < term->count; i++)
		size += HEADER + descriptor_length(&term->resources[i]);
	return size;
}

static const char *memory32_problem(const struct fdtr_acpi_resource *resource)
{
	return resource->minimum > UINT32_MAX || resource->size > UINT32_MAX ||
	                       resource->minimum + resource->size > UINT64_C(1) << 32
	               ? "Memory32Fixed says no address past 4 GiB"
	               : NULL;
}

/* Which minimum, maximum, length and granularity go together (6.4.3.5). */
static const char *qword_problem(const struct fdtr_acpi_resource *resource)
{
	uint64_t granularity = resource->granularity, window = resource->maximum - resource->minimum + 1;
	bool fixed = resource->minimum_fixed && resource->maximum_fixed;

	if (resource->minimum > resource->maximum)
		return "the minimum is above the maximum";
	if (granularity & (granularity + 1))
		return "the granularity is no power of two less one";
	if (resource->size > window)
		return "the length is more than there is between minimum and maximum";
	if (resource->size ? resource->minimum_fixed != resource->maximum_fixed : fixed)
		return "with a length both of minimum and maximum are fixed or none, without one at most one is";
	if (resource->size && fixed && (granularity || resource->size != window))
		return "where minimum and maximum are fixed, the length is what is between them and the granularity 0";
	if (resource->size && !fixed && granularity & resource->size)
		return "the length is no multiple of the granularity";
	if (!resource->size && resource->minimum_fixed && granularity & resource->minimum)
		return "the minimum is no multiple of the granularity";
	if (!resource->size && resource->maximum_fixed && granularity & (resource->maximum + 1))
		return "the maximum is no multiple of the granularity, less one";
	return resource->size || resource->maximum || granularity ? NULL : "the descriptor is empty";
}

static const char *interrupt_problem(const struct fdtr_acpi_resource *resource)
{
	uint32_t count = interrupt_count(resource);

	if (!count || count > MOST_INTERRUPTS)
		return "an Interrupt has 1 to 255 numbers";
	for (uint32_t i = 1; i < count; i++)
		for (uint32_t k = 0; k < i; k++)
			if (interrupt_at(resource, i) == interrupt_at(resource, k))
				return "an Interrupt has the same number twice";
	return NULL;
}

const char *fdtr_template_problem(const struct fdtr_term *term, uint32_t *index)
{
	const char *problem = NULL;

	for (*index = 0; *index < term->count; ++*index) {
		const struct fdtr_acpi_resource *resource = &term->resources[*index];

		switch (resource->kind) {
		case FDTR_RESOURCE_MEMORY32_FIXED:
			problem = memory32_problem(resource);
			break;
		case FDTR_RESOURCE_QWORD_MEMORY:
			problem = qword_problem(resource);
			break;
		case FDTR_RESOURCE_INTERRUPT:
			problem = interrupt_problem(resource);
			break;
		default:
			problem = "only Memory32Fixed, QWordMemory and Interrupt are written";
		}
		if (problem)
			return problem;
	}
	return NULL;
}

static void qword_aml(const struct fdtr_acpi_resource *resource, struct fdtr_sink *sink)
{
	unsigned int caching = resource->prefetchable ? 3 : resource->cacheable;

	fdtr_sink_byte(sink, 0); /* memory */
	fdtr_sink_byte(sink, (resource->producer ? 0U : 1U) | (unsigned int)resource->minimum_fixed << 2 |
				     (unsigned int)resource->maximum_fixed << 3);
	fdtr_sink_byte(sink, (resource->read_only ? 0U : 1U) | caching << 1);
	fdtr_sink_little(sink, resource->granularity, 8);
	fdtr_sink_little(sink, resource->minimum, 8);
	fdtr_sink_little(sink, resource->maximum, 8);
	fdtr_sink_little(sink, resource->translation, 8);
	fdtr_sink_little(sink, resource->size, 8);
}

static void interrupt_aml(const struct fdtr_acpi_resource *resource, struct fdtr_sink *sink)
{
	uint32_t count = interrupt_count(resource);

	fdtr_sink_byte(sink, (resource->producer ? 0U : 1U) | (unsigned int)resource->edge << 1 |
				     (unsigned int)resource->active_low << 2 |
				     (unsigned int)resource->shared << 3);
	fdtr_sink_byte(sink, count);
	for (uint32_t i = 0; i < count; i++)
		fdtr_sink_little(sink, interrupt_at(resource, i), 4);
}

void fdtr_template_aml(const struct fdtr_term *term, struct fdtr_sink *sink)
{
	for (uint32_t i = 0; i < term->count; i++) {
		const struct fdtr_acpi_resource *resource = &term->resources[i];
		bool qword = resource->kind == FDTR_RESOURCE_QWORD_MEMORY;
		bool interrupt = resource->kind == FDTR_RESOURCE_INTERRUPT;

		fdtr_sink_byte(sink, qword ? TAG_QWORD : interrupt ? TAG_INTERRUPT : TAG_MEMORY32_FIXED);
		fdtr_sink_little(sink, descriptor_length(resource), 2);
		if (qword) {
			qword_aml(resource, sink);
		} else if (interrupt) {
			interrupt_aml(resource, sink);
		} else {
			fdtr_sink_byte(sink, !resource->read_only);
			fdtr_sink_little(sink, resource->minimum, 4);
			fdtr_sink_little(sink, resource->size, 4);
		}
	}
	fdtr_sink_byte(sink, TAG_END);
	fdtr_sink_byte(sink, 0); /* a checksum that is not kept */
}

static void memory32_asl(const struct fdtr_acpi_resource *resource, struct fdtr_sink *sink)
{
	fdtr_sink_text(sink, "Memory32Fixed (");
	fdtr_sink_text(sink, resource->read_only ? "ReadOnly, " : "ReadWrite, ");
	fdtr_sink_hex(sink, resource->minimum, 8);
	fdtr_sink_text(sink, ", ");
	fdtr_sink_hex(sink, resource->size, 8);
	fdtr_sink_text(sink, ")");
}

static void qword_asl(const struct fdtr_acpi_resource *resource, uint32_t indent, struct fdtr_sink *sink)
{
	const struct {
		uint64_t number;
		const char *name;
	} numbers[] = {{resource->granularity, ",  // granularity"}, {resource->minimum, ",  // minimum"},
		{resource->maximum, ",  // maximum"}, {resource->translation, ",  // translation"},
		{resource->size, ")  // length"}};

	fdtr_sink_text(sink, "QWordMemory (");
	fdtr_sink_text(sink, resource->producer ? "ResourceProducer, " : "ResourceConsumer, ");
	fdtr_sink_text(sink, "PosDecode, ");
	fdtr_sink_text(sink, resource->minimum_fixed ? "MinFixed, " : "MinNotFixed, ");
	fdtr_sink_text(sink, resource->maximum_fixed ? "MaxFixed, " : "MaxNotFixed, ");
	fdtr_sink_text(sink, resource->prefetchable ? "Prefetchable, "
			     : resource->cacheable  ? "Cacheable, "
						    : "NonCacheable, ");
	fdtr_sink_text(sink, resource->read_only ? "ReadOnly," : "ReadWrite,");
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(numbers); i++) {
		fdtr_sink_line(sink, indent + 1);
		fdtr_sink_hex(sink, numbers[i].number, 16);
		fdtr_sink_text(sink, numbers[i].name);
	}
}

static void interrupt_asl(const struct fdtr_acpi_resource *resource, uint32_t indent, struct fdtr_sink *sink)
{
	uint32_t count = interrupt_count(resource);

	fdtr_sink_text(sink, "Interrupt (");
	fdtr_sink_text(sink, resource->producer ? "ResourceProducer, " : "ResourceConsumer, ");
	fdtr_sink_text(sink, resource->edge ? "Edge, " : "Level, ");
	fdtr_sink_text(sink, resource->active_low ? "ActiveLow, " : "ActiveHigh, ");
	fdtr_sink_text(sink, resource->shared ? "Shared)" : "Exclusive)");
	fdtr_sink_line(sink, indent);
	fdtr_sink_text(sink, "{");
	for (uint32_t i = 0; i < count; i++) {
		if (i % 4 == 0)
			fdtr_sink_line(sink, indent + 1);
		fdtr_sink_hex(sink, interrupt_at(resource, i), 8);
		if (i + 1 < count)
			fdtr_sink_text(sink, i % 4 == 3 ? "," : ", ");
	}
	fdtr_sink_line(sink, indent);
	fdtr_sink_text(sink, "}");
}

void fdtr_template_asl(const struct fdtr_term *term, uint32_t indent, struct fdtr_sink *sink)
{
	for (uint32_t i = 0; i < term->count; i++) {
		const struct fdtr_acpi_resource *resource = &term->resources[i];

		fdtr_sink_line(sink, indent);
		if (resource->kind == FDTR_RESOURCE_QWORD_MEMORY)
			qword_asl(resource, indent, sink);
		else if (resource->kind == FDTR_RESOURCE_INTERRUPT)
			interrupt_asl(resource, indent, sink);
		else
			memory32_asl(resource, sink);
	}
}
