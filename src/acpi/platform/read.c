// SPDX-License-Identifier: BSD-2-Clause
/* From tables to a platform. */
#include "acpi/platform/reader.h"

static int compare_ranges(const void *left, const void *right)
{
	const struct fdtr_range *a = left, *b = right;

	return (a->first > b->first) - (a->first < b->first);
}

/* What the map says is of that kind: ascending, what touches joined. */
static struct fdtr_range *ranges_of(struct fdtr_acpi_reader *reader, const struct fdtr_region *map,
	uint32_t count, enum fdtr_region_kind kind, uint32_t *joined)
{
	struct fdtr_range *ranges = fdtr_arena_take_high(reader->arena, count, sizeof(*ranges));
	uint32_t length = 0;

	*joined = 0;
	for (uint32_t i = 0; ranges && i < count; i++) {
		if (map[i].kind == kind)
			ranges[length++] = map[i].range;
	}
	if (!length)
		return ranges;
	fdtr_sort(ranges, length, sizeof(*ranges), compare_ranges);
	for (uint32_t i = 1; i < length; i++) {
		struct fdtr_range *last = &ranges[*joined];

		if (ranges[i].first > last->last && ranges[i].first - 1 > last->last)
			ranges[++*joined] = ranges[i];
		else if (ranges[i].last > last->last)
			last->last = ranges[i].last;
	}
	++*joined;
	return ranges;
}

/* The last of them that begins at or before the address; NULL when none does. */
static const struct fdtr_range *range_at(const struct fdtr_range *ranges, uint32_t count, uint64_t address)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (ranges[middle].first <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &ranges[low - 1] : NULL;
}

/* A pool is reserved when the map has all of it so, and none of it for the guest to use. */
static int hold_against_map(struct fdtr_acpi_reader *reader, const struct fdtr_region *map, uint32_t count)
{
	uint32_t reserved_count, free_count;
	const struct fdtr_range *reserved =
		ranges_of(reader, map, count, FDTR_REGION_RESERVED, &reserved_count);
	const struct fdtr_range *free = ranges_of(reader, map, count, FDTR_REGION_MEMORY, &free_count);

	if (!reserved || !free)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < reader->platform->pool_count; i++) {
		struct fdtr_pool *pool = &reader->platform->pools[i];
		const struct fdtr_range *kept = range_at(reserved, reserved_count, pool->range.first);
		const struct fdtr_range *used = range_at(free, free_count, pool->range.last);

		pool->reserved = pool->placed && kept && fdtr_range_contains(*kept, pool->range) &&
		                 !(used && fdtr_range_overlaps(*used, pool->range));
	}
	return FDTR_OK;
}

static int read_all(struct fdtr_acpi_reader *reader, const struct fdtr_region *map, uint32_t count)
{
	int status = fdtr_acpi_read_contexts(reader);

	if (!status)
		fdtr_iort_read_devices(reader);
	if (!status)
		status = fdtr_acpi_read_pools(reader, count != 0);
	if (!status)
		status = fdtr_acpi_read_regions(reader, map, count);
	if (!status)
		fdtr_viot_read_devices(reader);
	if (!status && count)
		status = hold_against_map(reader, map, count);
	return status ? status : fdtr_acpi_read_devices(reader);
}

/* A descriptor or an element of a package has a byte at least, and several passes look at it. */
#define PASSES 4

int fdtr_acpi_platform_read(struct fdtr_platform *platform, const struct fdtr_acpi *acpi,
	const struct fdtr_region *map, uint32_t map_count, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_acpi_reader reader = {.platform = platform, .acpi = acpi, .arena = arena};

	*platform = (struct fdtr_platform){.processor = fdtr_madt_processor(acpi), .lowmem_last = UINT64_MAX};
	for (uint32_t i = 0; i < acpi->table_count; i++)
		reader.left += (uint64_t)PASSES * acpi->tables[i].length;
	if (read_all(&reader, map, map_count)) {
		fdtr_arena_reset(arena, mark);
		return fdtr_error_arena(error);
	}
	arena->high = mark.high;
	return FDTR_OK;
}
