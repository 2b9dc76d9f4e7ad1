// SPDX-License-Identifier: BSD-2-Clause
/* Linux: whether it makes a device of an object, and whether the driver finds registers and an interrupt. */
#include "predict/acpi/parts.h"

/* The object whose _STA hides the device: itself, or the nearest above that has one that does. */
static uint32_t hidden_by(const struct fdtr_acpi *acpi, uint32_t object)
{
	while (object != FDTR_NONE && fdtr_acpi_present(acpi, object))
		object = acpi->objects[object].parent;
	return object;
}

static bool is_on_pci(const struct fdtr_device *device)
{
	return device->kind == FDTR_DEVICE_PCI || device->kind == FDTR_DEVICE_PCI_HOST;
}

/* PCI finds functions by itself, and looks for the objects of _ADR without asking their _STA. */
static bool is_hidden(struct fdtr_story *story)
{
	const struct fdtr_device *device = story->device;
	uint32_t hider = hidden_by(
		story->forecast->acpi, device->kind == FDTR_DEVICE_PCI ? device->bus : device->object);

	if (hider == FDTR_NONE)
		return false;
	fdtr_because_of(story, hider, FDTR_P_STATUS,
		hider == device->object
			? "_STA says that the device is not there, and the kernel makes none"
			: "_STA says that what the device stands in is not there, and the kernel does not look below it",
		"Linux drivers/acpi/scan.c acpi_bus_attach()", NULL);
	return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
}

static bool is_no_device(struct fdtr_story *story)
{
	const struct fdtr_device *device = story->device;

	if (is_on_pci(device) || fdtr_acpi_child(story->forecast->acpi, device->object, "_HID") != FDTR_NONE)
		return false;
	fdtr_because_object(story, device->object,
		device->kind == FDTR_DEVICE_OTHER
			? "the object has no _HID: whether there is a device is up to the driver of what it stands in"
			: "the kernel makes no platform device of an object without _HID",
		"Linux drivers/acpi/scan.c acpi_set_pnp_ids(), acpi_bus_attach()", NULL);
	return fdtr_ends(
		story, device->kind == FDTR_DEVICE_OTHER ? FDTR_OUTCOME_UNKNOWN : FDTR_OUTCOME_REFUSED);
}

bool fdtr_tables_made(struct fdtr_story *story)
{
	return is_hidden(story) || is_no_device(story);
}

static unsigned char lacks_of(const struct fdtr_acpi *acpi, uint32_t object)
{
	unsigned char lacks = FDTR_LACKS_REGISTERS | FDTR_LACKS_INTERRUPT;
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(acpi, object, "_CRS", &value);
	struct fdtr_acpi_resource resource;
	struct fdtr_range range;

	if (value.kind == FDTR_ACPI_NOT_STATIC)
		return 0;
	while (lacks && fdtr_acpi_resource_next(&walk, &resource)) {
		if (fdtr_acpi_is_memory(&resource) && fdtr_acpi_resource_range(&resource, &range))
			lacks &= (unsigned char)~FDTR_LACKS_REGISTERS;
		if (resource.interrupt_count)
			lacks &= (unsigned char)~FDTR_LACKS_INTERRUPT;
	}
	return lacks;
}

int fdtr_tables_resources(struct fdtr_forecast *forecast)
{
	const struct fdtr_platform *platform = forecast->platform;

	forecast->lacks = fdtr_arena_take(forecast->arena, (size_t)platform->device_count + 1, 1);
	if (!forecast->lacks)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < platform->device_count; i++)
		forecast->lacks[i] = platform->devices[i].kind == FDTR_DEVICE_VIRTIO_MMIO
		                             ? lacks_of(forecast->acpi, platform->devices[i].object)
		                             : 0;
	return FDTR_OK;
}

bool fdtr_tables_probed(struct fdtr_story *story)
{
	unsigned char lacks = story->forecast->lacks[story->device - story->forecast->platform->devices];

	if (!lacks)
		return false;
	fdtr_because_of(story, story->device->object, FDTR_P_REG,
		lacks & FDTR_LACKS_REGISTERS ? "_CRS has no registers, and the probe fails"
					     : "_CRS has no interrupt, and the probe fails",
		lacks & FDTR_LACKS_REGISTERS ? "Linux drivers/virtio/virtio_mmio.c virtio_mmio_probe()"
					     : "Linux drivers/virtio/virtio_mmio.c vm_find_vqs()",
		"acpi-virtio-resources");
	return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
}

static bool is_below_host(const struct fdtr_acpi *acpi, uint32_t object)
{
	while (object != FDTR_NONE && !fdtr_acpi_is_host(acpi, object))
		object = acpi->objects[object].parent;
	return object != FDTR_NONE;
}

/* Whether Linux has a device of its own for the object. */
static enum fdtr_known has_device(const struct fdtr_story *story, uint32_t object)
{
	const struct fdtr_acpi *acpi = story->forecast->acpi;

	if (fdtr_acpi_is_container(acpi, object))
		return story->guest->acpi_container;
	if (fdtr_acpi_child(acpi, object, "_HID") != FDTR_NONE)
		return FDTR_YES;
	return fdtr_acpi_child(acpi, object, "_ADR") != FDTR_NONE && is_below_host(acpi, object) ? FDTR_YES
	                                                                                         : FDTR_NO;
}

/* A host bridge has no device above it: pci_create_root_bus() is called without one. */
enum fdtr_known fdtr_tables_sees(const struct fdtr_story *story, uint32_t holder)
{
	const struct fdtr_acpi *acpi = story->forecast->acpi;
	enum fdtr_known seen = FDTR_YES;

	for (uint32_t object = story->device->object; object != holder && seen != FDTR_NO;) {
		enum fdtr_known device;

		if (fdtr_acpi_is_host(acpi, object))
			return FDTR_NO;
		object = acpi->objects[object].parent;
		device = has_device(story, object);
		if (device != FDTR_YES)
			seen = device;
	}
	return seen;
}
