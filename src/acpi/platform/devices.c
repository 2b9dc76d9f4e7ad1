// SPDX-License-Identifier: BSD-2-Clause
/* What a device object says of itself: identification, presence, resources. */
#include "acpi/platform/reader.h"

#include <string.h>

char *fdtr_eisa_text(uint64_t number, char text[8])
{
	static const char digits[] = "0123456789ABCDEF";
	uint32_t id = (uint32_t)(number << 24 | (number & 0xff00) << 8 | (number >> 8 & 0xff00) |
				 (number >> 24 & 0xff));

	for (uint32_t i = 0; i < 3; i++)
		text[i] = (char)('@' + (id >> (26 - 5 * i) & 31));
	for (uint32_t i = 0; i < 4; i++)
		text[3 + i] = digits[id >> (12 - 4 * i) & 15];
	text[7] = '\0';
	return text;
}

static bool is_id(const struct fdtr_acpi_value *value, const char *id)
{
	char text[8];

	if (value->kind == FDTR_ACPI_INTEGER && value->integer <= UINT32_MAX)
		return !strcmp(fdtr_eisa_text(value->integer, text), id);
	return value->kind == FDTR_ACPI_STRING && value->size == strlen(id) &&
	       !memcmp(value->data, id, value->size);
}

/* Nobody has so many. */
#define MOST_IDS 64

bool fdtr_acpi_has_id(const struct fdtr_acpi *acpi, uint32_t device, const char *id)
{
	struct fdtr_acpi_value value = fdtr_acpi_value_of(acpi, device, "_HID");
	struct fdtr_acpi_element element;

	if (is_id(&value, id))
		return true;
	value = fdtr_acpi_value_of(acpi, device, "_CID");
	if (value.kind != FDTR_ACPI_PACKAGE)
		return is_id(&value, id);
	for (element = fdtr_acpi_first(acpi, &value); element.index < value.count && element.index < MOST_IDS;
		fdtr_acpi_next(acpi, &element)) {
		struct fdtr_acpi_value data = fdtr_dsd_data(acpi, &element.value);

		if (is_id(&data, id))
			return true;
	}
	return false;
}

bool fdtr_acpi_is_host(const struct fdtr_acpi *acpi, uint32_t device)
{
	return fdtr_acpi_has_id(acpi, device, "PNP0A08") || fdtr_acpi_has_id(acpi, device, "PNP0A03");
}

bool fdtr_acpi_is_container(const struct fdtr_acpi *acpi, uint32_t device)
{
	return fdtr_acpi_has_id(acpi, device, "ACPI0004") || fdtr_acpi_has_id(acpi, device, "PNP0A05") ||
	       fdtr_acpi_has_id(acpi, device, "PNP0A06");
}

struct fdtr_acpi_value fdtr_acpi_compatibles(const struct fdtr_acpi *acpi, uint32_t device)
{
	if (!fdtr_acpi_has_id(acpi, device, FDTR_ACPI_PROPERTIES_HID))
		return (struct fdtr_acpi_value){.kind = FDTR_ACPI_NONE, .object = FDTR_NONE};
	return fdtr_dsd_property(acpi, device, "compatible");
}

bool fdtr_acpi_is(const struct fdtr_acpi *acpi, uint32_t device, const struct fdtr_acpi_value *compatibles,
	const char *compatible)
{
	static const char *const stands_for[][2] = {
		{FDTR_ACPI_VIRTIO_MMIO_HID, FDTR_VIRTIO_MMIO_COMPATIBLE},
		{FDTR_ACPI_RDMA_HID, FDTR_POOL_COMPATIBLE},
	};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(stands_for); i++) {
		if (!strcmp(stands_for[i][1], compatible) && fdtr_acpi_has_id(acpi, device, stands_for[i][0]))
			return true;
	}
	return fdtr_dsd_has_string(acpi, compatibles, compatible);
}

bool fdtr_acpi_compatible(const struct fdtr_acpi *acpi, uint32_t device, const char *compatible)
{
	struct fdtr_acpi_value compatibles = fdtr_acpi_compatibles(acpi, device);

	return fdtr_acpi_is(acpi, device, &compatibles, compatible);
}

/* Linux drivers/acpi/scan.c acpi_device_is_present(). */
bool fdtr_acpi_present(const struct fdtr_acpi *acpi, uint32_t device)
{
	struct fdtr_acpi_value status = fdtr_acpi_value_of(acpi, device, "_STA");

	return status.kind != FDTR_ACPI_INTEGER || (status.integer & 9) != 0;
}

struct fdtr_acpi_resources fdtr_acpi_resources_of(
	const struct fdtr_acpi *acpi, uint32_t device, const char *name, struct fdtr_acpi_value *value)
{
	*value = fdtr_acpi_value_of(acpi, device, name);
	if (value->kind != FDTR_ACPI_BUFFER)
		return fdtr_acpi_resources(NULL, 0);
	return fdtr_acpi_resources(value->data, value->size);
}

struct fdtr_origin fdtr_acpi_object_origin(const struct fdtr_acpi *acpi, uint32_t object)
{
	const struct fdtr_acpi_object *found = &acpi->objects[object];

	if (found->table == FDTR_NONE)
		return (struct fdtr_origin){.object = object};
	return (struct fdtr_origin){.object = object,
		.offset = found->offset,
		.length = found->end - found->offset,
		.source = found->table};
}

uint32_t fdtr_acpi_nearest_with(const struct fdtr_acpi *acpi, uint32_t device, const char *name)
{
	while (device != FDTR_NONE && fdtr_acpi_child(acpi, device, name) == FDTR_NONE)
		device = acpi->objects[device].parent;
	return device;
}
