// SPDX-License-Identifier: BSD-2-Clause
/* Memory: the caller's map, what devices decode, what pools take, what IORT maps one to one. */
#include "acpi/platform/reader.h"

/* Descriptor `index` of the device's _CRS. */
static struct fdtr_origin origin_of(const struct fdtr_acpi *acpi, uint32_t device, uint32_t index,
	const struct fdtr_acpi_value *value, const struct fdtr_acpi_resource *resource)
{
	uint32_t start = (uint32_t)(value->data - acpi->tables[value->table].data);

	return (struct fdtr_origin){
		device, index, start + resource->offset, resource->length, "_CRS", value->table};
}

bool fdtr_acpi_take(struct fdtr_acpi_reader *reader, struct fdtr_acpi_resources *walk,
	struct fdtr_acpi_resource *resource)
{
	if (!reader->left || !fdtr_acpi_resource_next(walk, resource))
		return false;
	reader->left--;
	return true;
}

/* System board and memory devices list RAM in _CRS. */
static bool decodes_ram(const struct fdtr_acpi *acpi, uint32_t device)
{
	return fdtr_acpi_has_id(acpi, device, "PNP0C01") || fdtr_acpi_has_id(acpi, device, "PNP0C80");
}

static int add_resources(struct fdtr_acpi_reader *reader, struct fdtr_array *regions, uint32_t device)
{
	const struct fdtr_acpi_context *context = &reader->contexts[device];
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(reader->acpi, device, "_CRS", &value);
	struct fdtr_acpi_resource resource;
	struct fdtr_range range;

	for (uint32_t index = 0; fdtr_acpi_take(reader, &walk, &resource); index++) {
		struct fdtr_region *region;

		if (!fdtr_acpi_resource_range(&resource, &range))
			continue;
		region = fdtr_array_push(regions);
		if (!region)
			return FDTR_ERR_NOSPACE;
		*region = (struct fdtr_region){.range = range, .kind = FDTR_REGION_MMIO, .pool = FDTR_NONE};
		region->origin = origin_of(reader->acpi, device, index, &value, &resource);
		if (context->pool) {
			region->kind = FDTR_REGION_RESERVED;
			region->pool = fdtr_pool_of(reader->platform, device);
		} else if (context->host == device && resource.producer)
			region->kind = FDTR_REGION_PCI_WINDOW;
	}
	return FDTR_OK;
}

static int add_map(struct fdtr_array *regions, const struct fdtr_region *map, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct fdtr_region *region = fdtr_array_push(regions);

		if (!region)
			return FDTR_ERR_NOSPACE;
		*region = map[i];
		region->origin.object = region->origin.source = FDTR_NONE;
		region->pool = FDTR_NONE;
	}
	return FDTR_OK;
}

int fdtr_acpi_read_regions(struct fdtr_acpi_reader *reader, const struct fdtr_region *map, uint32_t count)
{
	struct fdtr_array regions;
	int status;

	fdtr_array_begin(&regions, reader->arena, sizeof(struct fdtr_region));
	status = add_map(&regions, map, count);
	for (uint32_t i = 0; !status && i < reader->acpi->object_count; i++) {
		if (fdtr_acpi_is_device(reader->acpi, i) && reader->contexts[i].present &&
			!decodes_ram(reader->acpi, i))
			status = add_resources(reader, &regions, i);
	}
	if (!status)
		status = fdtr_iort_read_ranges(reader, &regions);
	reader->platform->regions = regions.items;
	reader->platform->region_count = (uint32_t)regions.count;
	return status;
}
