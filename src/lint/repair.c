// SPDX-License-Identifier: BSD-2-Clause
/* Repairs that rules attach to what they report. */
#include "lint/lint.h"

#include "devicetree/edit.h"

#include <string.h>

#define SAYS_SIZE 256
#define MAX_CELLS 4

static void *take(struct fdtr_lint *lint, size_t count, size_t size)
{
	void *memory = fdtr_arena_take_high(lint->arena, count, size);

	if (!memory)
		lint->status = fdtr_error_arena(lint->error);
	return memory;
}

/* The phrase of a repair that does several things lists them. */
static const char *join_says(
	struct fdtr_lint *lint, const struct fdtr_repair *old, const char *format, va_list arguments)
{
	char buffer[SAYS_SIZE];
	struct fdtr_text text;
	char *says;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	if (old)
		fdtr_text_add(&text, "%s, ", old->says);
	fdtr_text_vadd(&text, format, arguments);
	says = take(lint, text.length + 1, 1);
	if (says)
		memcpy(says, fdtr_text_clean(buffer), text.length + 1);
	return says;
}

static void FDTR_PRINTF(3, 4)
	attach(struct fdtr_lint *lint, struct fdtr_change change, const char *format, ...)
{
	struct fdtr_finding *finding = lint->reported;
	struct fdtr_repair *repair;
	struct fdtr_change *copy;
	va_list arguments;

	if (!finding || !lint->tree || (lint->tree->overlay && change.kind != FDTR_CHANGE_DROP))
		return;
	repair = take(lint, 1, sizeof(*repair));
	copy = take(lint, 1, sizeof(*copy));
	if (!repair || !copy)
		return;
	va_start(arguments, format);
	repair->says = join_says(lint, finding->repair, format, arguments);
	va_end(arguments);
	*copy = change;
	if (finding->repair)
		lint->last_change->next = copy;
	repair->changes = finding->repair ? finding->repair->changes : copy;
	finding->repair = repair;
	lint->last_change = copy;
}

void fdtr_repair_drop(struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id)
{
	const char *name = fdtr_property_name(id);

	attach(lint, (struct fdtr_change){.kind = FDTR_CHANGE_DROP, .node = node, .name = name}, "delete %s",
		name);
}

void fdtr_repair_add_empty(struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id)
{
	const char *name = fdtr_property_name(id);

	attach(lint, (struct fdtr_change){.kind = FDTR_CHANGE_SET, .node = node, .name = name},
		"add the empty %s", name);
}

static void put_number(unsigned char *data, uint64_t value, uint32_t cells)
{
	for (uint32_t i = 0; i < cells; i++)
		fdtr_put_cell(
			data + 4 * (size_t)i, cells - i > 2 ? 0 : (uint32_t)(value >> 32 * (cells - i - 1)));
}

void fdtr_repair_add_number(
	struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id, uint64_t value, uint32_t cells)
{
	struct fdtr_change change = {
		.kind = FDTR_CHANGE_SET, .node = node, .name = fdtr_property_name(id), .length = 4 * cells};
	unsigned char *data;

	if (!lint->reported || !cells || cells > MAX_CELLS || (cells == 1 && value > UINT32_MAX))
		return;
	data = take(lint, cells, 4);
	if (!data)
		return;
	put_number(data, value, cells);
	change.value = data;
	attach(lint, change, value > 9 ? "add %s = %#" PRIx64 : "add %s = %" PRIu64, change.name, value);
}

void fdtr_repair_rename(struct fdtr_lint *lint, uint32_t node, const char *name)
{
	attach(lint, (struct fdtr_change){.kind = FDTR_CHANGE_RENAME, .node = node, .name = name},
		"rename the node to %s", name);
}

void fdtr_repair_unit_address(struct fdtr_lint *lint, const struct fdtr_pool *pool)
{
	const char *old = fdtr_tree_name(lint->tree, pool->object);
	size_t size = strlen(old) + 1 + 2 * sizeof(uint64_t) + 1;
	struct fdtr_text text;
	char *name;

	if (!lint->reported)
		return;
	name = take(lint, size, 1);
	if (!name)
		return;
	fdtr_text_init(&text, name, size);
	fdtr_text_add(&text, "%.*s", (int)strcspn(old, "@"), old);
	if (pool->placed)
		fdtr_text_add(&text, "@%" PRIx64, pool->range.first);
	fdtr_repair_rename(lint, pool->object, name);
}

/* All that takes up addresses, joined; once for all pools that want to grow. */
static bool collect_used_up(struct fdtr_lint *lint)
{
	const struct fdtr_platform *platform = lint->platform;
	struct fdtr_ranges *used = &lint->used_up;

	if (used->items)
		return true;
	used->items =
		take(lint, (size_t)platform->region_count + lint->options->taken_count, sizeof(*used->items));
	if (!used->items)
		return false;
	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (platform->regions[i].kind != FDTR_REGION_MEMORY)
			used->items[used->count++] = platform->regions[i].range;
	}
	for (uint32_t i = 0; i < lint->options->taken_count; i++)
		used->items[used->count++] = lint->options->taken[i].range;
	fdtr_ranges_join(used);
	return true;
}

static bool can_grow(struct fdtr_lint *lint, const struct fdtr_pool *pool, uint64_t by)
{
	struct fdtr_range grown = pool->range, more = {pool->range.last + 1, pool->range.last + by};

	if (pool->dynamic)
		return true;
	if (!pool->placed || by > UINT64_MAX - pool->range.last || !collect_used_up(lint))
		return false;
	grown.last = more.last;
	return fdtr_ranges_contain(&lint->banks, grown) && !fdtr_ranges_touch(&lint->used_up, more);
}

/* A change that makes the number of `cells` cells at `skip` in the property this size; false when it cannot. */
static bool enlarge(struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id, uint32_t skip,
	uint32_t cells, uint64_t size, struct fdtr_change *change)
{
	struct fdtr_property property;
	unsigned char *data;

	if (!cells || (cells == 1 && size > UINT32_MAX) ||
		!fdtr_tree_property(lint->tree, node, id, &property) || property.length < 4 * (skip + cells))
		return false;
	data = take(lint, property.length, 1);
	if (!data)
		return false;
	memcpy(data, property.data, property.length);
	put_number(data + 4 * (size_t)skip, size, cells);
	*change = (struct fdtr_change){.kind = FDTR_CHANGE_SET,
		.node = node,
		.name = fdtr_property_name(id),
		.value = data,
		.length = property.length};
	return true;
}

/* Devices by the pool that they use, as lists; made when the first pool wants to grow. */
static bool list_users(struct fdtr_lint *lint)
{
	const struct fdtr_platform *platform = lint->platform;

	if (lint->first_user)
		return true;
	lint->next_user = take(lint, platform->device_count, sizeof(*lint->next_user));
	lint->first_user = take(lint, platform->pool_count, sizeof(*lint->first_user));
	if (!lint->next_user || !lint->first_user)
		return false;
	memset(lint->first_user, 0xff, platform->pool_count * sizeof(*lint->first_user));
	for (uint32_t i = platform->device_count; i-- > 0;) {
		uint32_t pool = lint->used[i];

		if (pool == FDTR_NONE)
			continue;
		lint->next_user[i] = lint->first_user[pool];
		lint->first_user[pool] = i;
	}
	return true;
}

/* A guard covers the pool exactly, so it grows too. */
static void enlarge_guard(
	struct fdtr_lint *lint, const struct fdtr_device *device, const struct fdtr_pool *pool, uint64_t size)
{
	uint32_t bus = device->window_object;
	const struct fdtr_node *node = &lint->tree->nodes[bus];
	uint32_t addresses = node->address_cells + fdtr_address_cells(lint->tree, bus);
	uint32_t entry = addresses + node->size_cells;
	struct fdtr_change change;

	for (uint32_t i = 0; i < device->window_count; i++) {
		const struct fdtr_window *window = &lint->platform->windows[device->first_window + i];

		if (window->range.first != pool->range.first || window->range.last != pool->range.last ||
			!enlarge(lint, bus, FDTR_P_DMA_RANGES, window->index * entry + addresses,
				node->size_cells, size, &change))
			continue;
		attach(lint, change, "and dma-ranges of %s", FDTR_LINT_PATH(lint, bus));
		return;
	}
}

static bool has_change(const struct fdtr_finding *finding, uint32_t node)
{
	const struct fdtr_change *change = finding->repair ? finding->repair->changes : NULL;

	while (change && change->node != node)
		change = change->next;
	return change != NULL;
}

/* Who needs more guards than this is left to a person. */
#define MAX_GUARDS 16

static void enlarge_guards(struct fdtr_lint *lint, const struct fdtr_pool *pool, uint64_t size)
{
	uint32_t guards = 0, last = FDTR_NONE;

	for (uint32_t i = lint->first_user[pool - lint->platform->pools]; i != FDTR_NONE;
		i = lint->next_user[i]) {
		const struct fdtr_device *device = fdtr_lint_device(lint, i);

		if (device->window_object == FDTR_NONE || device->window_object == last ||
			has_change(lint->reported, device->window_object) || guards == MAX_GUARDS)
			continue;
		last = device->window_object;
		guards++;
		enlarge_guard(lint, device, pool, size);
	}
}

void fdtr_repair_round_up(struct fdtr_lint *lint, const struct fdtr_pool *pool, uint64_t granule)
{
	uint64_t by = (granule - pool->size % granule) % granule, size = pool->size + by;
	struct fdtr_change change;
	uint32_t skip, cells;

	if (!lint->reported || !lint->tree || lint->tree->overlay || size < pool->size ||
		!can_grow(lint, pool, by) || !list_users(lint))
		return;
	skip = pool->dynamic ? 0 : fdtr_address_cells(lint->tree, pool->object);
	cells = fdtr_size_cells(lint->tree, pool->object);
	if (!enlarge(
		    lint, pool->object, pool->dynamic ? FDTR_P_SIZE : FDTR_P_REG, skip, cells, size, &change))
		return;
	attach(lint, change, "round the size up to %s", FDTR_LINT_SIZE(size));
	enlarge_guards(lint, pool, size);
}

void fdtr_repair_guard(
	struct fdtr_lint *lint, const struct fdtr_pool *pool, const uint32_t *devices, uint32_t count)
{
	attach(lint,
		(struct fdtr_change){.kind = FDTR_CHANGE_GUARD,
			.node = pool->object,
			.devices = devices,
			.device_count = count},
		"guard %u device%s with dma-ranges", count, count == 1 ? "" : "s");
}
