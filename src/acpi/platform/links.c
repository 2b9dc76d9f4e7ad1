// SPDX-License-Identifier: BSD-2-Clause
/* Devices that may use a pool, the pools that their memory-region names, and what _DMA lets them reach. */
#include "acpi/platform/reader.h"

/* Below a host bridge, and at a place of its own there. */
static bool is_pci(const struct fdtr_acpi_reader *reader, uint32_t device)
{
	uint32_t host = reader->contexts[device].host;

	return host != FDTR_NONE && host != device &&
	       fdtr_acpi_child(reader->acpi, device, "_ADR") != FDTR_NONE;
}

static bool find_kind(const struct fdtr_acpi_reader *reader, uint32_t device, enum fdtr_device_kind *kind)
{
	const struct fdtr_acpi_context *context = &reader->contexts[device];

	if (context->pool)
		return false;
	if (context->virtio_mmio)
		*kind = FDTR_DEVICE_VIRTIO_MMIO;
	else if (context->restricted)
		*kind = FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED;
	else if (context->host == device)
		*kind = FDTR_DEVICE_PCI_HOST;
	else if (is_pci(reader, device) && (context->limiter == device || context->names_region))
		*kind = FDTR_DEVICE_PCI;
	else if (context->names_region)
		*kind = FDTR_DEVICE_OTHER;
	else
		return false;
	return true;
}

static uint32_t bus_of(const struct fdtr_acpi_reader *reader, const struct fdtr_device *device)
{
	if (device->kind == FDTR_DEVICE_PCI_HOST || device->kind == FDTR_DEVICE_PCI)
		return reader->contexts[device->object].host;
	return reader->acpi->objects[device->object].parent;
}

/* Linux drivers/acpi/scan.c acpi_init_coherency(): arm64 has no default, others are coherent. */
static bool is_coherent(const struct fdtr_acpi_reader *reader, const struct fdtr_device *device)
{
	enum fdtr_processor processor = reader->platform->processor;
	uint32_t asked = device->kind == FDTR_DEVICE_PCI ? device->bus : device->object;

	if (reader->contexts[asked].cca == FDTR_CCA_UNSAID)
		return processor == FDTR_PROCESSOR_X86 || processor == FDTR_PROCESSOR_RISCV;
	return reader->contexts[asked].cca == FDTR_CCA_COHERENT;
}

static int add_device(struct fdtr_acpi_reader *reader, struct fdtr_array *devices, uint32_t object)
{
	const struct fdtr_acpi_context *context = &reader->contexts[object];
	enum fdtr_device_kind kind;
	struct fdtr_device *device;

	if (!find_kind(reader, object, &kind))
		return FDTR_OK;
	device = fdtr_array_push(devices);
	if (!device)
		return FDTR_ERR_NOSPACE;
	*device = (struct fdtr_device){.object = object,
		.kind = kind,
		.window_object = context->limiter,
		.available = context->present};
	device->bus = bus_of(reader, device);
	device->behind_iommu = reader->contexts[kind == FDTR_DEVICE_PCI ? device->bus : object].behind_iommu;
	device->coherent = is_coherent(reader, device);
	return FDTR_OK;
}

static int add_link(struct fdtr_acpi_reader *reader, struct fdtr_array *links, uint32_t index,
	const struct fdtr_acpi_value *value, uint32_t place)
{
	const struct fdtr_platform *platform = reader->platform;
	uint32_t target = value->kind == FDTR_ACPI_STRING
	                          ? fdtr_dsd_find(reader->acpi, platform->devices[index].object, value)
	                          : value->object;
	struct fdtr_link *link;

	if (value->kind != FDTR_ACPI_STRING && value->kind != FDTR_ACPI_REFERENCE)
		return FDTR_OK;
	link = fdtr_array_push(links);
	if (!link)
		return FDTR_ERR_NOSPACE;
	*link = (struct fdtr_link){.device = index, .target = target, .index = place, .pool = FDTR_NONE};
	if (target != FDTR_NONE) {
		link->handle = target;
		link->pool = fdtr_pool_of(platform, target);
	}
	return FDTR_OK;
}

/* Linux drivers/acpi/property.c __acpi_node_get_property_reference() */
static int add_links(struct fdtr_acpi_reader *reader, struct fdtr_array *links, uint32_t index)
{
	struct fdtr_device *device = &reader->platform->devices[index];
	struct fdtr_acpi_value value = fdtr_dsd_property(reader->acpi, device->object, FDTR_MEMORY_REGION);
	struct fdtr_acpi_element element;
	int status = FDTR_OK;

	device->first_link = (uint32_t)links->count;
	if (value.kind != FDTR_ACPI_PACKAGE) {
		status = add_link(reader, links, index, &value, 0);
	} else {
		for (element = fdtr_acpi_first(reader->acpi, &value);
			!status && element.index < value.count && reader->left;
			fdtr_acpi_next(reader->acpi, &element)) {
			struct fdtr_acpi_value data = fdtr_dsd_data(reader->acpi, &element.value);

			status = add_link(reader, links, index, &data, element.index);
			reader->left--;
		}
	}
	device->link_count = (uint32_t)links->count - device->first_link;
	return status;
}

/* One memory descriptor of a _DMA. */
static int add_window(struct fdtr_array *windows, const struct fdtr_acpi_resource *resource,
	struct fdtr_range range, uint32_t index)
{
	struct fdtr_window *window = fdtr_array_push(windows);

	if (!window)
		return FDTR_ERR_NOSPACE;
	*window = (struct fdtr_window){range, resource->minimum, index};
	return FDTR_OK;
}

/*
 * Linux drivers/acpi/scan.c acpi_dma_get_range(): a _DMA without _CRS beside it counts for nothing, nor does one that
 * is empty, cut off or has a range of one byte, and none above it is asked then. *count is 0 in these cases. A device that
 * another table defines has its _CRS there.
 */
static int add_windows(
	struct fdtr_acpi_reader *reader, struct fdtr_array *windows, uint32_t limiter, uint32_t *count)
{
	size_t first = windows->count;
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(reader->acpi, limiter, "_DMA", &value);
	struct fdtr_acpi_resource resource;
	struct fdtr_range range;
	bool sound = reader->acpi->objects[limiter].kind == FDTR_ACPI_EXTERNAL ||
	             fdtr_acpi_child(reader->acpi, limiter, "_CRS") != FDTR_NONE;
	int status = FDTR_OK;

	*count = 0;
	for (uint32_t index = 0; sound && !status && fdtr_acpi_take(reader, &walk, &resource); index++) {
		if (resource.kind == FDTR_RESOURCE_IO || !fdtr_acpi_resource_range(&resource, &range))
			continue;
		sound = range.first < range.last;
		if (++*count <= FDTR_MAX_WINDOWS)
			status = add_window(windows, &resource, range, index);
	}
	if (!sound || !walk.ended) {
		windows->count = first;
		*count = 0;
	}
	return status;
}

/* Devices below one _DMA share its windows: `shared` remembers, per object, the first device that has them. */
static int read_windows(struct fdtr_acpi_reader *reader, uint32_t *shared)
{
	struct fdtr_platform *platform = reader->platform;
	struct fdtr_array windows;
	uint32_t count;
	int status = FDTR_OK;

	fdtr_array_begin(&windows, reader->arena, sizeof(struct fdtr_window));
	for (uint32_t i = 0; !status && i < platform->device_count; i++) {
		struct fdtr_device *device = &platform->devices[i];
		uint32_t limiter = device->window_object;

		if (limiter == FDTR_NONE)
			continue;
		if (shared[limiter] == FDTR_NONE) {
			shared[limiter] = i;
			device->first_window = (uint32_t)windows.count;
			status = add_windows(reader, &windows, limiter, &count);
			device->window_count = (uint32_t)windows.count - device->first_window;
			device->windows_cut = count > FDTR_MAX_WINDOWS;
		} else {
			device->first_window = platform->devices[shared[limiter]].first_window;
			device->window_count = platform->devices[shared[limiter]].window_count;
			device->windows_cut = platform->devices[shared[limiter]].windows_cut;
		}
		if (!device->window_count)
			device->window_object = FDTR_NONE;
	}
	platform->windows = windows.items;
	platform->window_count = (uint32_t)windows.count;
	return status;
}

static int begin_windows(struct fdtr_acpi_reader *reader)
{
	uint32_t *shared = fdtr_arena_take_high(reader->arena, reader->acpi->object_count, sizeof(*shared));

	if (!shared)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < reader->acpi->object_count; i++)
		shared[i] = FDTR_NONE;
	return read_windows(reader, shared);
}

int fdtr_acpi_read_devices(struct fdtr_acpi_reader *reader)
{
	struct fdtr_platform *platform = reader->platform;
	struct fdtr_array array;
	int status = FDTR_OK;

	fdtr_array_begin(&array, reader->arena, sizeof(struct fdtr_device));
	for (uint32_t i = 1; !status && i < reader->acpi->object_count; i++) {
		if (fdtr_acpi_is_device(reader->acpi, i))
			status = add_device(reader, &array, i);
	}
	platform->devices = array.items;
	platform->device_count = (uint32_t)array.count;
	fdtr_array_begin(&array, reader->arena, sizeof(struct fdtr_link));
	for (uint32_t i = 0; !status && i < platform->device_count; i++)
		status = add_links(reader, &array, i);
	platform->links = array.items;
	platform->link_count = (uint32_t)array.count;
	return status ? status : begin_windows(reader);
}
