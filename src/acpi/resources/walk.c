// SPDX-License-Identifier: BSD-2-Clause
/* From descriptor to descriptor: tags, lengths, the end. */
#include "acpi/resources/descriptor.h"
#include "base/base.h"

/* How long a body may be: those without names, pins or data behind them have one length, or leave their last byte out. */
struct shape {
	uint8_t tag;
	uint8_t kind;
	uint16_t least;
	uint16_t most;
};

#define ANY UINT16_MAX

static const struct shape shapes[] = {
	{FDTR_TAG_IRQ, FDTR_RESOURCE_IRQ, 2, 3},
	{FDTR_TAG_DMA, FDTR_RESOURCE_OTHER, 2, 2},
	{FDTR_TAG_START_DEPENDENT, FDTR_RESOURCE_OTHER, 0, 1},
	{FDTR_TAG_END_DEPENDENT, FDTR_RESOURCE_OTHER, 0, 0},
	{FDTR_TAG_IO, FDTR_RESOURCE_IO, 7, 7},
	{FDTR_TAG_FIXED_IO, FDTR_RESOURCE_IO, 3, 3},
	{FDTR_TAG_FIXED_DMA, FDTR_RESOURCE_OTHER, 5, 5},
	{FDTR_TAG_END, FDTR_RESOURCE_END, 1, 1},
	{FDTR_TAG_MEMORY24, FDTR_RESOURCE_MEMORY, 9, 9},
	{FDTR_TAG_REGISTER, FDTR_RESOURCE_OTHER, 12, 12},
	{FDTR_TAG_MEMORY32, FDTR_RESOURCE_MEMORY, 17, 17},
	{FDTR_TAG_MEMORY32_FIXED, FDTR_RESOURCE_MEMORY32_FIXED, 9, 9},
	{FDTR_TAG_DWORD, FDTR_RESOURCE_OTHER, 23, ANY},
	{FDTR_TAG_WORD, FDTR_RESOURCE_OTHER, 13, ANY},
	{FDTR_TAG_INTERRUPT, FDTR_RESOURCE_INTERRUPT, 2, ANY},
	{FDTR_TAG_QWORD, FDTR_RESOURCE_OTHER, 43, ANY},
	{FDTR_TAG_EXTENDED, FDTR_RESOURCE_OTHER, 53, 53},
	{FDTR_TAG_GPIO, FDTR_RESOURCE_OTHER, 20, ANY},
	{FDTR_TAG_PIN_FUNCTION, FDTR_RESOURCE_OTHER, 15, ANY},
	{FDTR_TAG_SERIAL_BUS, FDTR_RESOURCE_OTHER, 9, ANY},
	{FDTR_TAG_PIN_CONFIG, FDTR_RESOURCE_OTHER, 17, ANY},
	{FDTR_TAG_PIN_GROUP, FDTR_RESOURCE_OTHER, 11, ANY},
	{FDTR_TAG_PIN_GROUP_FUNCTION, FDTR_RESOURCE_OTHER, 14, ANY},
	{FDTR_TAG_PIN_GROUP_CONFIG, FDTR_RESOURCE_OTHER, 17, ANY},
	{FDTR_TAG_CLOCK_INPUT, FDTR_RESOURCE_OTHER, 9, ANY},
};

static const struct shape *shape_of(uint8_t tag)
{
	static const struct shape unknown = {0, FDTR_RESOURCE_OTHER, 0, ANY};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(shapes); i++) {
		if (shapes[i].tag == tag)
			return &shapes[i];
	}
	return &unknown;
}

struct fdtr_acpi_resources fdtr_acpi_resources(const unsigned char *data, uint32_t size)
{
	return (struct fdtr_acpi_resources){.data = data, .size = size};
}

static bool wrong(struct fdtr_acpi_resources *walk, const char *problem)
{
	walk->problem = problem;
	return false;
}

/* Tag, header and body; false when the template ends before. */
static bool frame(const struct fdtr_acpi_resources *walk, struct fdtr_acpi_resource *resource, uint32_t *head)
{
	const unsigned char *data = walk->data + walk->offset;
	uint32_t left = walk->size - walk->offset;

	*resource = (struct fdtr_acpi_resource){.offset = walk->offset};
	if (data[0] & FDTR_TAG_LARGE) {
		*head = 3;
		resource->tag = data[0];
		resource->length = left < 3 ? 3 : 3 + (uint32_t)fdtr_little(data + 1, 2);
	} else {
		*head = 1;
		resource->tag = data[0] & 0x78;
		resource->length = 1 + (data[0] & 7U);
	}
	return resource->length <= left;
}

/* What the end tag's checksum makes of the bytes before it; 0 says that there is none (6.4.2.9). */
static bool sums_up(const struct fdtr_acpi_resources *walk)
{
	uint8_t sum = 0;

	if (!walk->data[walk->offset + 1])
		return true;
	for (uint32_t i = 0; i < walk->offset + 2; i++)
		sum = (uint8_t)(sum + walk->data[i]);
	return !sum;
}

bool fdtr_acpi_resource_next(struct fdtr_acpi_resources *walk, struct fdtr_acpi_resource *resource)
{
	const struct shape *shape;
	const char *problem;
	uint32_t head;

	if (walk->ended || walk->problem)
		return false;
	if (walk->offset >= walk->size)
		return wrong(walk, "the end tag is missing");
	if (!frame(walk, resource, &head))
		return wrong(walk, "the descriptor goes past the end of its template");
	shape = shape_of(resource->tag);
	if (resource->length - head < shape->least || resource->length - head > shape->most)
		return wrong(walk, "the length is none that such a descriptor has");
	resource->kind = shape->kind;
	problem = fdtr_acpi_decode(resource, walk->data + walk->offset + head, resource->length - head);
	if (problem)
		return wrong(walk, problem);
	if (resource->kind == FDTR_RESOURCE_END) {
		walk->ended = true;
		walk->problem = sums_up(walk) ? NULL : "the checksum in the end tag is wrong";
		return true;
	}
	walk->offset += resource->length;
	return true;
}
