// SPDX-License-Identifier: BSD-2-Clause
/*
 * platform TABLE...: what the tables say of memory and DMA, a line each; with --resources every _CRS that is static, a
 * descriptor a line: its tag, its length, and what acpiexec shows of it.
 */
#include <fdtrestrict/acpi.h>

#include "acpi/platform/devices.h"
#include "base/base.h"
#include "platform/platform.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 64
#define MEMORY ((size_t)256 << 20)

static struct fdtr_acpi acpi;
static struct fdtr_platform platform;

static const char *path_of(uint32_t object)
{
	static char texts[4][1300];
	static unsigned int next;

	if (object == FDTR_NONE)
		return "-";
	next = (next + 1) % 4;
	return fdtr_acpi_path(&acpi, object, texts[next], sizeof(texts[next]));
}

static void show_regions(void)
{
	for (uint32_t i = 0; i < platform.region_count; i++) {
		const struct fdtr_region *region = &platform.regions[i];

		printf("%s %#" PRIx64 "..%#" PRIx64 " %s %s entry %u, table %u byte %#x length %u\n",
			fdtr_region_kind_name(region->kind), region->range.first, region->range.last,
			path_of(region->origin.object), region->origin.property, region->origin.index,
			region->origin.source, region->origin.offset, region->origin.length);
	}
}

static void show_pools(void)
{
	for (uint32_t i = 0; i < platform.pool_count; i++) {
		const struct fdtr_pool *pool = &platform.pools[i];

		printf("pool %s %#" PRIx64 "..%#" PRIx64 "%s%s%s\n", path_of(pool->object), pool->range.first,
			pool->range.last, pool->placed ? "" : " unplaced", pool->available ? "" : " absent",
			pool->reserved ? "" : " unreserved");
	}
}

static void show_device(const struct fdtr_device *device)
{
	static const char *const kinds[] = {
		"virtio-mmio", "virtio-mmio-restricted", "pci-host", "pci", "other"};

	printf("device %s %s bus %s%s%s%s\n", path_of(device->object), kinds[device->kind],
		path_of(device->bus), device->available ? "" : " absent", device->coherent ? " coherent" : "",
		device->behind_iommu ? " iommu" : "");
	for (uint32_t i = 0; i < device->link_count; i++)
		printf("  link %u %s\n", platform.links[device->first_link + i].index,
			path_of(platform.links[device->first_link + i].target));
	for (uint32_t i = 0; i < device->window_count; i++) {
		const struct fdtr_window *window = &platform.windows[device->first_window + i];

		printf("  window %#" PRIx64 "..%#" PRIx64 " bus %#" PRIx64 " of %s\n", window->range.first,
			window->range.last, window->bus_first, path_of(device->window_object));
	}
}

static void show_numbers(const struct fdtr_acpi_resource *resource)
{
	printf(" %" PRIX64 " %" PRIX64 " %" PRIX64 " %" PRIX64 "%s", resource->minimum, resource->maximum,
		resource->size, resource->translation, resource->producer ? " Producer" : "");
}

static void show_interrupts(const struct fdtr_acpi_resource *resource)
{
	printf(" %s %s %s%s", resource->edge ? "Edge" : "Level",
		resource->active_low ? "ActiveLow" : "ActiveHigh", resource->shared ? "Shared" : "Exclusive",
		resource->producer ? " Producer" : "");
	for (uint32_t i = 0; i < resource->interrupt_count; i++)
		printf(" %X", fdtr_acpi_resource_interrupt(resource, i));
}

static void show_resources(uint32_t device)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(&acpi, device, "_CRS", &value);
	struct fdtr_acpi_resource resource;

	if (acpi.objects[device].kind != FDTR_ACPI_DEVICE || value.kind != FDTR_ACPI_BUFFER)
		return;
	printf("device %s\n", path_of(device));
	while (fdtr_acpi_resource_next(&walk, &resource) && resource.kind != FDTR_RESOURCE_END) {
		printf("%02X %02X", resource.tag, resource.length);
		if (resource.kind == FDTR_RESOURCE_INTERRUPT || resource.kind == FDTR_RESOURCE_IRQ)
			show_interrupts(&resource);
		else if (resource.kind != FDTR_RESOURCE_OTHER)
			show_numbers(&resource);
		printf("\n");
	}
	if (walk.problem)
		printf("%#x: %s\n", walk.offset, walk.problem);
}

static bool load(const char *name, struct fdtr_acpi_input *input)
{
	FILE *file = fopen(name, "rb");
	unsigned char *data = malloc(1 << 24);

	if (!file || !data)
		return false;
	*input = (struct fdtr_acpi_input){data, fread(data, 1, 1 << 24, file), name};
	(void)fclose(file);
	return true;
}

int main(int argc, char **argv)
{
	struct fdtr_acpi_input inputs[MOST];
	struct fdtr_arena arena;
	struct fdtr_error error;
	uint32_t count = 0;
	bool resources = false;

	for (int i = 1; i < argc && count < MOST; i++) {
		if (!strcmp(argv[i], "--resources"))
			resources = true;
		else if (!load(argv[i], &inputs[count++]))
			return 2;
	}
	fdtr_arena_init(&arena, malloc(MEMORY), MEMORY);
	if (fdtr_acpi_read(&acpi, inputs, count, &arena, &error) ||
		fdtr_acpi_platform_read(&platform, &acpi, NULL, 0, &arena, &error)) {
		printf("%s\n", error.message);
		return 3;
	}
	for (uint32_t i = 0; resources && i < acpi.object_count; i++)
		show_resources(i);
	if (resources)
		return 0;
	show_regions();
	show_pools();
	for (uint32_t i = 0; i < platform.device_count; i++)
		show_device(&platform.devices[i]);
	return 0;
}
