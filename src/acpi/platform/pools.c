// SPDX-License-Identifier: BSD-2-Clause
/* Pools: their range is the first memory of their _CRS. */
#include "acpi/platform/reader.h"

static void read_place(struct fdtr_acpi_reader *reader, struct fdtr_pool *pool)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(reader->acpi, pool->object, "_CRS", &value);
	struct fdtr_acpi_resource resource;

	while (!pool->placed && fdtr_acpi_take(reader, &walk, &resource)) {
		if (resource.kind == FDTR_RESOURCE_IO)
			continue;
		pool->placed = fdtr_acpi_resource_range(&resource, &pool->range);
	}
	if (pool->placed)
		pool->size = fdtr_range_size(pool->range);
}

int fdtr_acpi_read_pools(struct fdtr_acpi_reader *reader, bool mapped)
{
	struct fdtr_array pools;

	fdtr_array_begin(&pools, reader->arena, sizeof(struct fdtr_pool));
	for (uint32_t i = 0; i < reader->acpi->object_count; i++) {
		struct fdtr_pool *pool;

		if (!reader->contexts[i].pool)
			continue;
		pool = fdtr_array_push(&pools);
		if (!pool)
			return FDTR_ERR_NOSPACE;
		/* A reference needs no number; this one is none but its own. */
		*pool = (struct fdtr_pool){.object = i,
			.handle = i,
			.available = reader->contexts[i].present,
			.reserved = !mapped};
		read_place(reader, pool);
	}
	reader->platform->pools = pools.items;
	reader->platform->pool_count = (uint32_t)pools.count;
	return FDTR_OK;
}
