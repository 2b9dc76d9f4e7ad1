// SPDX-License-Identifier: BSD-2-Clause
/*
 * The verdict on a table: it is read as any other, beside those of the machine, and linted. The new pools are taken
 * to be reserved in the memory map, as they have to be.
 */
#include "generate/acpi/verdict.h"

#include <string.h>

static int by_range(const void *left, const void *right)
{
	const struct fdtr_region *a = left, *b = right;

	return a->range.first < b->range.first ? -1 : a->range.first > b->range.first;
}

struct map {
	struct fdtr_region *items;
	uint32_t count;
};

/* The new pools, ascending; they overlap none of each other. */
static int reserve_pools(struct fdtr_ssdt_plan *plan, struct map *map)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;

	map->items = fdtr_arena_take(plan->arena,
		ssdt->pool_count + ((size_t)ssdt->pool_count + 1) * ssdt->map_count, sizeof(*map->items));
	if (!map->items)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < ssdt->pool_count; i++) {
		if (plan->pools[i].object == FDTR_NONE)
			map->items[map->count++] = (struct fdtr_region){.range = ssdt->pools[i].range,
				.kind = FDTR_REGION_RESERVED,
				.pool = FDTR_NONE,
				.origin = {.object = FDTR_NONE}};
	}
	fdtr_sort(map->items, map->count, sizeof(*map->items), by_range);
	return FDTR_OK;
}

/* What a region of memory has left beside the pools. */
static void add_rest(struct map *map, const struct fdtr_region *region, uint32_t pools)
{
	struct fdtr_region rest = *region;

	for (uint32_t i = 0; i < pools; i++) {
		const struct fdtr_range pool = map->items[i].range;

		if (!fdtr_range_overlaps(rest.range, pool))
			continue;
		if (pool.first > rest.range.first) {
			map->items[map->count] = rest;
			map->items[map->count++].range.last = pool.first - 1;
		}
		if (pool.last >= rest.range.last)
			return;
		rest.range.first = pool.last + 1;
	}
	map->items[map->count++] = rest;
}

static int make_map(struct fdtr_ssdt_plan *plan, struct map *map)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	uint32_t pools;
	int status;

	*map = (struct map){0};
	if (!ssdt->map_count)
		return FDTR_OK;
	status = reserve_pools(plan, map);
	pools = map->count;
	for (uint32_t i = 0; !status && i < ssdt->map_count; i++) {
		if (ssdt->map[i].kind == FDTR_REGION_MEMORY)
			add_rest(map, &ssdt->map[i], pools);
		else
			map->items[map->count++] = ssdt->map[i];
	}
	return status;
}

static int read_back(struct fdtr_ssdt_plan *plan, const void *aml, size_t size, struct fdtr_acpi *acpi)
{
	const struct fdtr_acpi *tables = plan->ssdt->tables;
	const uint32_t others = tables ? tables->table_count : 0;
	struct fdtr_acpi_input *inputs = fdtr_arena_take(plan->arena, (size_t)others + 1, sizeof(*inputs));
	struct fdtr_error inner = {0};
	int status;

	if (!inputs)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < others; i++)
		inputs[i] = (struct fdtr_acpi_input){
			tables->tables[i].data, tables->tables[i].length, tables->tables[i].name};
	inputs[others] = (struct fdtr_acpi_input){aml, size, "the new table"};
	status = fdtr_acpi_read(acpi, inputs, others + 1, plan->arena, &inner);
	if (status == FDTR_ERR_BADTREE)
		return fdtr_error_set(plan->error, FDTR_ERR_INTERNAL,
			"the table that was made cannot be read: %s", inner.message);
	return status ? fdtr_error_set(plan->error, status, "%s", inner.message) : FDTR_OK;
}

/* An error of the machine's own tables is not the new one's. */
static bool is_ours(const struct fdtr_ssdt_plan *plan, const struct fdtr_origin *place)
{
	return !plan->ssdt->tables || place->source >= plan->ssdt->tables->table_count;
}

/* A guard was promised, so a pool of ours that lint calls unguarded is as bad as an error. */
static bool breaks_promise(const struct fdtr_ssdt_plan *plan, const struct fdtr_finding *finding)
{
	return fdtr_ssdt_guards(plan) && !strcmp(finding->rule->name, "acpi-unguarded");
}

/* What is made here has a _CCA, but for PCI devices, whose is the bridge's. */
static bool is_the_bridges(const struct fdtr_finding *finding)
{
	return !strcmp(finding->rule->name, "acpi-cca-missing");
}

static const struct fdtr_finding *find_obstacle(
	const struct fdtr_ssdt_plan *plan, const struct fdtr_findings *findings)
{
	for (uint32_t i = 0; i < findings->count; i++) {
		const struct fdtr_finding *finding = &findings->items[i];

		if (!is_ours(plan, &finding->place) &&
			!(finding->has_related && is_ours(plan, &finding->related)))
			continue;
		if (is_the_bridges(finding))
			continue;
		if (finding->severity == FDTR_ERROR || breaks_promise(plan, finding))
			return finding;
	}
	return NULL;
}

static int judge(struct fdtr_ssdt_plan *plan, const struct fdtr_ssdt_result *result)
{
	const struct fdtr_finding *finding = find_obstacle(plan, &result->findings);
	char place[FDTR_PATH_SIZE];

	if (!finding)
		return FDTR_OK;
	return fdtr_error_set(plan->error, FDTR_ERR_REFUSED,
		"not written, because lint would call it wrong: %s: %s [%s]; %s",
		fdtr_acpi_place_text(result->tables, &finding->place, place, sizeof(place)), finding->message,
		finding->rule->name, finding->rule->fix);
}

int fdtr_ssdt_verdict(
	struct fdtr_ssdt_plan *plan, const void *aml, size_t size, struct fdtr_ssdt_result *result)
{
	const struct fdtr_lint_options options = {
		.memory = FDTR_MEMORY_FINAL, .severities = plan->ssdt->severities};
	struct fdtr_acpi *acpi = fdtr_arena_take(plan->arena, 1, sizeof(*acpi));
	struct fdtr_platform platform;
	struct map map = {0};
	int status = acpi ? make_map(plan, &map) : fdtr_error_arena(plan->error);

	if (!status)
		status = read_back(plan, aml, size, acpi);
	if (!status)
		status = fdtr_acpi_platform_read(
			&platform, acpi, map.items, map.count, plan->arena, plan->error);
	if (!status)
		status = fdtr_acpi_lint(
			acpi, &platform, &options, plan->arena, &result->findings, plan->error);
	result->tables = acpi;
	return status ? status : judge(plan, result);
}
