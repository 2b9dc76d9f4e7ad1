// SPDX-License-Identifier: BSD-2-Clause
/* The devices of both sides, and what each is known by. */
#include "compare/parts.h"

#include "acpi/platform/devices.h"
#include "devicetree/devicetree.h"

/* A region by the object that has it. */
struct region_of {
	uint32_t object;
	uint32_t region;
};

static int compare_regions(const void *left, const void *right)
{
	const struct region_of *a = left, *b = right;

	if (a->object != b->object)
		return a->object < b->object ? -1 : 1;
	return (a->region > b->region) - (a->region < b->region);
}

/* The registers of all objects, in order of these; NULL when the arena is full. */
static struct region_of *list_regions(
	const struct fdtr_platform *platform, struct fdtr_arena *arena, uint32_t *count)
{
	struct region_of *list = fdtr_arena_take_high(arena, platform->region_count, sizeof(*list));

	*count = 0;
	for (uint32_t i = 0; list && i < platform->region_count; i++)
		if (platform->regions[i].kind == FDTR_REGION_MMIO)
			list[(*count)++] = (struct region_of){platform->regions[i].origin.object, i};
	if (list)
		fdtr_sort(list, *count, sizeof(*list), compare_regions);
	return list;
}

static void take_registers(const struct fdtr_side *side, const struct region_of *list, uint32_t count,
	struct fdtr_side_device *device)
{
	uint32_t object = side->platform->devices[device->device].object;
	uint32_t at = fdtr_lower_bound(list, count, sizeof(*list), object);

	device->addressed = at < count && list[at].object == object;
	if (!device->addressed)
		return;
	device->registers = side->platform->regions[list[at].region].range;
	device->registers_origin = side->platform->regions[list[at].region].origin;
	device->key = device->registers.first;
}

static enum fdtr_identity identity_of(const struct fdtr_device *device)
{
	if (device->kind == FDTR_DEVICE_PCI)
		return FDTR_BY_FUNCTION;
	return device->kind == FDTR_DEVICE_PCI_HOST ? FDTR_BY_BRIDGE : FDTR_BY_ADDRESS;
}

static int collect_side(struct fdtr_side *side, struct fdtr_arena *arena)
{
	const struct fdtr_platform *platform = side->platform;
	struct region_of *list;
	uint32_t count;

	side->devices = fdtr_arena_take(arena, platform->device_count, sizeof(*side->devices));
	side->index_of = fdtr_arena_take(arena, platform->device_count, sizeof(*side->index_of));
	side->pool = fdtr_arena_take(arena, platform->pool_count, sizeof(*side->pool));
	list = list_regions(platform, arena, &count);
	if (!side->devices || !side->index_of || !side->pool || !list)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < platform->pool_count; i++)
		side->pool[i] = FDTR_NONE;
	for (uint32_t i = 0; i < platform->device_count; i++) {
		struct fdtr_side_device *device = &side->devices[side->device_count];

		side->index_of[i] = FDTR_NONE;
		if (!platform->devices[i].available)
			continue;
		*device = (struct fdtr_side_device){.device = i, .other = FDTR_NONE};
		device->identity = identity_of(&platform->devices[i]);
		take_registers(side, list, count, device);
		side->device_count++;
	}
	return FDTR_OK;
}

/* A way of at most seven functions, below the bridge of that number. */
static bool add_step(uint64_t *key, uint32_t function)
{
	*key = *key << 8 | function;
	return !(*key >> 56);
}

enum { MOST_STEPS = 7 };

static uint64_t way_in_tree(const struct fdtr_tree *tree, const struct fdtr_device *device)
{
	uint32_t functions[MOST_STEPS], count = 0, node = device->object;
	struct fdtr_property reg;
	uint64_t key = 1;

	for (; node != device->bus && node != FDTR_NONE && count < MOST_STEPS;
		node = tree->nodes[node].parent)
		if (fdtr_tree_property(tree, node, FDTR_P_REG, &reg) && reg.length >= 4)
			functions[count++] = fdtr_cell(reg.data) >> 8 & 0xff;
	while (count-- > 0 && add_step(&key, functions[count]))
		;
	return key;
}

static uint64_t way_in_tables(const struct fdtr_acpi *acpi, const struct fdtr_device *device)
{
	uint32_t functions[MOST_STEPS], count = 0, object = device->object;
	uint64_t key = 1;

	for (; object != device->bus && object != FDTR_NONE && count < MOST_STEPS;
		object = acpi->objects[object].parent) {
		struct fdtr_acpi_value address = fdtr_acpi_value_of(acpi, object, "_ADR");

		if (address.kind == FDTR_ACPI_INTEGER)
			functions[count++] =
				(uint32_t)((address.integer >> 13 & 0xf8) | (address.integer & 7));
	}
	while (count-- > 0 && add_step(&key, functions[count]))
		;
	return key;
}

/* Every host bridge of the tables is in MCFG. */
static bool bridges_have_bases(const struct fdtr_acpi *acpi, const struct fdtr_side *side)
{
	uint64_t base;

	for (uint32_t i = 0; i < side->device_count; i++) {
		const struct fdtr_side_device *device = &side->devices[i];

		if (device->identity == FDTR_BY_BRIDGE &&
			!fdtr_mcfg_base(acpi, side->platform->devices[device->device].object, &base))
			return false;
	}
	return true;
}

static void know_bridges(const struct fdtr_comparison *comparison)
{
	const struct fdtr_acpi *acpi = comparison->compared->acpi;
	bool by_base = bridges_have_bases(acpi, &comparison->tables);
	uint32_t number = 0;

	for (uint32_t i = 0; i < comparison->tables.device_count; i++) {
		struct fdtr_side_device *device = &comparison->tables.devices[i];

		if (device->identity != FDTR_BY_BRIDGE)
			continue;
		device->key = number++;
		device->addressed = false;
		if (by_base)
			fdtr_mcfg_base(acpi,
				comparison->compared->acpi_platform->devices[device->device].object,
				&device->key);
	}
	number = 0;
	for (uint32_t i = 0; i < comparison->tree.device_count; i++) {
		struct fdtr_side_device *device = &comparison->tree.devices[i];

		if (device->identity == FDTR_BY_BRIDGE && !(by_base && device->addressed))
			device->key = number;
		number += device->identity == FDTR_BY_BRIDGE;
	}
}

int fdtr_compare_collect(struct fdtr_comparison *comparison)
{
	const struct fdtr_compared *compared = comparison->compared;
	int status = collect_side(&comparison->tree, comparison->arena);

	if (!status)
		status = collect_side(&comparison->tables, comparison->arena);
	if (status)
		return status;
	know_bridges(comparison);
	for (uint32_t i = 0; i < comparison->tree.device_count; i++) {
		struct fdtr_side_device *device = &comparison->tree.devices[i];
		const struct fdtr_device *whole = &compared->tree_platform->devices[device->device];

		if (device->identity == FDTR_BY_FUNCTION)
			device->key = way_in_tree(compared->tree, whole);
		else if (device->identity == FDTR_BY_ADDRESS)
			device->gsi = fdtr_gsi_of_node(compared->tree, whole->object, comparison->arena);
	}
	for (uint32_t i = 0; i < comparison->tables.device_count; i++) {
		struct fdtr_side_device *device = &comparison->tables.devices[i];
		const struct fdtr_device *whole = &compared->acpi_platform->devices[device->device];

		if (device->identity == FDTR_BY_FUNCTION)
			device->key = way_in_tables(compared->acpi, whole);
		else if (device->identity == FDTR_BY_ADDRESS)
			device->gsi = fdtr_gsi_of_object(compared->acpi, whole->object);
	}
	return FDTR_OK;
}
