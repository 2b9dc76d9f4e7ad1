// SPDX-License-Identifier: BSD-2-Clause
/* What of the tables decides, asked for once, before any guest is. */
#include "predict/acpi/parts.h"

uint32_t fdtr_tables_asked(const struct fdtr_device *device)
{
	return device->kind == FDTR_DEVICE_PCI ? device->bus : device->object;
}

/* PCI finds functions by itself, and looks for the objects of _ADR without asking their _STA. */
static uint32_t hider_of(const struct fdtr_acpi *acpi, uint32_t object)
{
	while (object != FDTR_NONE && fdtr_acpi_present(acpi, object))
		object = acpi->objects[object].parent;
	return object;
}

static bool is_below_host(const struct fdtr_acpi *acpi, uint32_t object)
{
	while (object != FDTR_NONE && !fdtr_acpi_is_host(acpi, object))
		object = acpi->objects[object].parent;
	return object != FDTR_NONE;
}

/* Whether Linux has a device of its own for the object. */
static enum fdtr_sight sight_of_object(const struct fdtr_acpi *acpi, uint32_t object)
{
	if (fdtr_acpi_is_container(acpi, object))
		return FDTR_SEEN_PAST_CONTAINERS;
	if (fdtr_acpi_child(acpi, object, "_HID") != FDTR_NONE)
		return FDTR_SEEN;
	return fdtr_acpi_child(acpi, object, "_ADR") != FDTR_NONE && is_below_host(acpi, object)
	               ? FDTR_SEEN
	               : FDTR_UNSEEN;
}

/* A host bridge has no device above it: acpi_pci_root_create() makes its bus without a parent. */
static enum fdtr_sight sight_of(const struct fdtr_acpi *acpi, uint32_t object, uint32_t holder)
{
	enum fdtr_sight sight = FDTR_SEEN, here;

	while (object != holder && sight != FDTR_UNSEEN) {
		if (fdtr_acpi_is_host(acpi, object))
			return FDTR_UNSEEN;
		object = acpi->objects[object].parent;
		here = sight_of_object(acpi, object);
		if (here > sight)
			sight = here;
	}
	return sight;
}

static void look_at_resources(const struct fdtr_acpi *acpi, uint32_t object, struct fdtr_table_device *found)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(acpi, object, "_CRS", &value);
	struct fdtr_acpi_resource resource;
	struct fdtr_range range;

	found->without_registers = found->without_interrupt = value.kind != FDTR_ACPI_NOT_STATIC;
	while ((found->without_registers || found->without_interrupt) &&
		fdtr_acpi_resource_next(&walk, &resource)) {
		if (fdtr_acpi_is_memory(&resource) && fdtr_acpi_resource_range(&resource, &range))
			found->without_registers = false;
		if (resource.interrupt_count)
			found->without_interrupt = false;
	}
}

static void look(const struct fdtr_forecast *forecast, const struct fdtr_device *device,
	struct fdtr_table_device *found)
{
	const struct fdtr_acpi *acpi = forecast->acpi;
	uint32_t asked = fdtr_tables_asked(device);

	*found = (struct fdtr_table_device){.hider = hider_of(acpi, asked),
		.holder = fdtr_acpi_nearest_with(acpi, device->object, "_DMA"),
		.described = fdtr_is_described(acpi, device->object),
		.named = fdtr_acpi_child(acpi, device->object, "_HID") != FDTR_NONE,
		.coherence_said = fdtr_acpi_nearest_with(acpi, asked, "_CCA") != FDTR_NONE};
	if (device->kind == FDTR_DEVICE_VIRTIO_MMIO)
		look_at_resources(acpi, device->object, found);
	if (device->link_count)
		found->link = fdtr_predict_at(forecast, device->object, FDTR_P_MEMORY_REGION);
	if (found->holder == FDTR_NONE)
		return;
	found->sight = sight_of(acpi, device->object, found->holder);
	found->dma = fdtr_predict_at(forecast, found->holder, FDTR_P_DMA_RANGES);
	found->computed = fdtr_acpi_value_of(acpi, found->holder, "_DMA").kind == FDTR_ACPI_NOT_STATIC;
	found->without_resources = fdtr_acpi_child(acpi, found->holder, "_CRS") == FDTR_NONE;
}

static int collect_pools(struct fdtr_forecast *forecast)
{
	const struct fdtr_platform *platform = forecast->platform;
	struct fdtr_range *items =
		fdtr_arena_take(forecast->arena, (size_t)platform->pool_count + 1, sizeof(*items));

	if (!items)
		return FDTR_ERR_NOSPACE;
	forecast->pools = (struct fdtr_ranges){.items = items};
	for (uint32_t i = 0; i < platform->pool_count; i++) {
		if (platform->pools[i].placed)
			items[forecast->pools.count++] = platform->pools[i].range;
	}
	fdtr_ranges_join(&forecast->pools);
	return FDTR_OK;
}

int fdtr_tables_collect(struct fdtr_forecast *forecast)
{
	uint32_t count = forecast->platform->device_count;

	forecast->table_devices =
		fdtr_arena_take(forecast->arena, (size_t)count + 1, sizeof(*forecast->table_devices));
	if (!forecast->table_devices)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < count; i++)
		look(forecast, &forecast->platform->devices[i], &forecast->table_devices[i]);
	return collect_pools(forecast);
}
