// SPDX-License-Identifier: BSD-2-Clause
/* Everything that has a place, one by one, in the order of addresses. */
#include "map/parts.h"

#include "platform/platform.h"

#include <string.h>

struct collector {
	struct maker *maker;
	const struct fdtr_map_input *input;
	uint32_t side;
	uint32_t room;
};

static const uint8_t kinds[] = {
	[FDTR_REGION_MEMORY] = FDTR_MAP_MEMORY,
	[FDTR_REGION_RESERVED] = FDTR_MAP_RESERVED,
	[FDTR_REGION_MEMRESERVE] = FDTR_MAP_MEMRESERVE,
	[FDTR_REGION_INITRD] = FDTR_MAP_INITRD,
	[FDTR_REGION_ELFCOREHDR] = FDTR_MAP_ELFCOREHDR,
	[FDTR_REGION_KERNEL] = FDTR_MAP_KERNEL,
	[FDTR_REGION_DTB] = FDTR_MAP_DTB,
	[FDTR_REGION_MMIO] = FDTR_MAP_MMIO,
	[FDTR_REGION_PCI_WINDOW] = FDTR_MAP_PCI_WINDOW,
	[FDTR_REGION_RMR] = FDTR_MAP_RMR,
};

static struct thing *add(struct collector *collector, enum fdtr_map_kind kind, struct fdtr_range range,
	struct fdtr_origin origin)
{
	struct maker *maker = collector->maker;
	struct thing *thing = &maker->things[maker->thing_count++];

	*thing = (struct thing){.range = range,
		.shown = range,
		.origin = origin,
		.stem = fdtr_map_stem(collector->input, origin.object),
		.pool = FDTR_NONE,
		.item = FDTR_NONE,
		.partner = FDTR_NONE,
		.side = (uint8_t)collector->side,
		.kind = (uint8_t)kind,
		.track = (uint8_t)fdtr_map_track_of(kind)};
	return thing;
}

/* The pool of the device on that object, by the first link to one: Linux takes no other. */
static uint32_t pool_of_device(const struct fdtr_platform *platform, uint32_t object)
{
	uint32_t number = object == FDTR_NONE ? FDTR_NONE : fdtr_device_of(platform, object);

	if (number == FDTR_NONE)
		return FDTR_NONE;
	for (uint32_t i = 0; i < platform->devices[number].link_count; i++) {
		uint32_t pool = platform->links[platform->devices[number].first_link + i].pool;

		if (pool != FDTR_NONE)
			return pool;
	}
	return FDTR_NONE;
}

static void add_region(struct collector *collector, const struct fdtr_region *region)
{
	const struct fdtr_platform *platform = collector->input->platform;
	bool device = region->kind == FDTR_REGION_MMIO || region->kind == FDTR_REGION_PCI_WINDOW;
	uint32_t pool = device ? pool_of_device(platform, region->origin.object) : region->pool;
	struct thing *thing = add(collector,
		region->pool != FDTR_NONE ? FDTR_MAP_POOL : (enum fdtr_map_kind)kinds[region->kind],
		region->range, region->origin);

	if (pool == FDTR_NONE)
		return;
	thing->pool = collector->maker->first_pool[collector->side] + pool;
	thing->tied = true;
}

static void add_regions(struct collector *collector)
{
	const struct fdtr_map_input *input = collector->input;

	for (uint32_t i = 0; i < input->platform->region_count; i++)
		add_region(collector, &input->platform->regions[i]);
	for (uint32_t i = 0; i < input->taken_count; i++)
		add_region(collector, &input->taken[i]);
}

/* Pools that no region stands for: disabled ones, and those outside /reserved-memory. */
static int add_other_pools(struct collector *collector)
{
	const struct fdtr_platform *platform = collector->input->platform;
	struct fdtr_arena *arena = collector->maker->arena;
	unsigned char *seen = fdtr_arena_take_high(arena, (size_t)platform->pool_count + 1, 1);

	if (!seen)
		return FDTR_ERR_NOSPACE;
	memset(seen, 0, platform->pool_count);
	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (platform->regions[i].pool != FDTR_NONE)
			seen[platform->regions[i].pool] = 1;
	}
	for (uint32_t i = 0; i < platform->pool_count; i++) {
		const struct fdtr_pool *pool = &platform->pools[i];
		struct thing *thing;

		if (seen[i] || !pool->placed)
			continue;
		thing = add(
			collector, FDTR_MAP_POOL, pool->range, (struct fdtr_origin){.object = pool->object});
		thing->pool = collector->maker->first_pool[collector->side] + i;
		thing->tied = true;
	}
	return FDTR_OK;
}

static void add_allowed(struct collector *collector)
{
	const struct fdtr_platform *platform = collector->input->platform;

	for (uint32_t i = 0; i < platform->pool_count; i++) {
		const struct fdtr_pool *pool = &platform->pools[i];

		for (uint32_t k = 0; k < pool->allowed_count; k++) {
			struct thing *thing =
				add(collector, FDTR_MAP_ALLOWED, platform->allowed[pool->first_allowed + k],
					(struct fdtr_origin){.object = pool->object, .index = k});

			thing->pool = collector->maker->first_pool[collector->side] + i;
			thing->tied = true;
		}
	}
}

static bool has_windows(const struct fdtr_device *device)
{
	return device->available && device->window_object != FDTR_NONE &&
	       (device->link_count || device->kind != FDTR_DEVICE_OTHER);
}

static int compare_guards(const void *left, const void *right)
{
	const struct thing *a = left, *b = right;

	if (a->range.first != b->range.first)
		return a->range.first < b->range.first ? -1 : 1;
	if (a->range.last != b->range.last)
		return a->range.last < b->range.last ? -1 : 1;
	return a->origin.object < b->origin.object ? -1 : a->origin.object > b->origin.object;
}

/* What each of several buses or devices has for itself, but in the same words, is one window. */
static void join_guards(struct maker *maker, uint32_t first)
{
	struct thing *guards = &maker->things[first];
	uint32_t count = maker->thing_count - first, kept = 0;

	fdtr_sort(guards, count, sizeof(*guards), compare_guards);
	for (uint32_t i = 0; i < count; i++) {
		if (kept && guards[kept - 1].range.first == guards[i].range.first &&
			guards[kept - 1].range.last == guards[i].range.last)
			continue;
		guards[kept++] = guards[i];
	}
	maker->thing_count = first + kept;
}

/* Devices behind one bus share its windows: each is added once. */
static int add_guards(struct collector *collector)
{
	const struct fdtr_platform *platform = collector->input->platform;
	struct maker *maker = collector->maker;
	uint32_t first = maker->thing_count;
	unsigned char *seen = fdtr_arena_take_high(maker->arena, platform->window_count, 1);

	if (!platform->window_count)
		return FDTR_OK;
	if (!seen)
		return FDTR_ERR_NOSPACE;
	memset(seen, 0, platform->window_count);
	for (uint32_t i = 0; i < platform->device_count; i++) {
		const struct fdtr_device *device = &platform->devices[i];

		for (uint32_t k = 0; has_windows(device) && k < device->window_count; k++) {
			uint32_t window = device->first_window + k;

			if (seen[window])
				break;
			seen[window] = 1;
			(void)add(collector, FDTR_MAP_GUARD, platform->windows[window].range,
				(struct fdtr_origin){.object = device->window_object,
					.index = platform->windows[window].index});
		}
	}
	join_guards(maker, first);
	return FDTR_OK;
}

static uint64_t count_room(const struct fdtr_map_input *input)
{
	const struct fdtr_platform *platform = input->platform;

	return (uint64_t)platform->region_count + input->taken_count + platform->pool_count +
	       platform->allowed_count + platform->window_count;
}

/* Windows reach as far as they like; what is beyond everything else is not shown. */
static void cut_windows(struct maker *maker)
{
	struct fdtr_range all = {UINT64_MAX, 0};

	for (uint32_t i = 0; i < maker->thing_count; i++) {
		const struct thing *thing = &maker->things[i];

		if (thing->track == FDTR_MAP_WINDOWS)
			continue;
		all.first = thing->range.first < all.first ? thing->range.first : all.first;
		all.last = thing->range.last > all.last ? thing->range.last : all.last;
	}
	for (uint32_t i = 0; all.first <= all.last && i < maker->thing_count; i++) {
		struct thing *thing = &maker->things[i];

		if (thing->track == FDTR_MAP_WINDOWS)
			(void)fdtr_range_intersect(thing->range, all, &thing->shown);
	}
}

int fdtr_map_order_things(const void *left, const void *right)
{
	const struct thing *a = left, *b = right;

	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	if (a->track != b->track)
		return a->track < b->track ? -1 : 1;
	if (a->shown.first != b->shown.first)
		return a->shown.first < b->shown.first ? -1 : 1;
	if (a->shown.last != b->shown.last)
		return a->shown.last > b->shown.last ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->origin.object != b->origin.object)
		return a->origin.object < b->origin.object ? -1 : 1;
	return a->origin.index < b->origin.index ? -1 : a->origin.index > b->origin.index;
}

/* Banks in order, joined where they touch: their bytes, and what lies among which of them. */
static void measure_memory(struct maker *maker, uint32_t side, uint32_t first, uint32_t count)
{
	struct thing *things = &maker->things[first];
	uint32_t banks = 0, edges = 0;
	uint64_t covered = 0;

	while (banks < count && things[banks].track == FDTR_MAP_GROUND)
		banks++;
	for (uint32_t i = 0; i < banks; i++) {
		struct fdtr_range range = things[i].range;

		if (i && range.first <= covered && range.last <= covered)
			continue;
		if (i && range.first <= covered)
			range.first = covered + 1;
		maker->map->memory[side] += fdtr_range_size(range);
		covered = range.last;
	}
	for (uint32_t i = banks, bank = 0; i < count && things[i].track == FDTR_MAP_CLAIMS; i++) {
		for (; bank < banks && things[bank].range.last < things[i].range.first; bank++)
			edges = 2 * (bank + 1);
		things[i].section =
			edges + (bank < banks && things[bank].range.first <= things[i].range.first);
	}
}

static int collect_side(struct maker *maker, uint32_t side)
{
	struct collector collector = {.maker = maker, .input = &maker->inputs[side], .side = side};
	uint32_t first = maker->thing_count;
	int status;

	add_regions(&collector);
	add_allowed(&collector);
	status = add_other_pools(&collector);
	if (!status)
		status = add_guards(&collector);
	maker->map->regions[side] = maker->thing_count - first;
	return status;
}

int fdtr_map_collect(struct maker *maker)
{
	uint64_t room = 0;
	int status = FDTR_OK;

	for (uint32_t i = 0; i < maker->map->side_count; i++)
		room += count_room(&maker->inputs[i]);
	maker->things = room <= UINT32_MAX
	                        ? fdtr_arena_take_high(maker->arena, (size_t)room, sizeof(struct thing))
	                        : NULL;
	if (!maker->things)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; !status && i < maker->map->side_count; i++)
		status = collect_side(maker, i);
	if (status)
		return status;
	cut_windows(maker);
	fdtr_sort(maker->things, maker->thing_count, sizeof(*maker->things), fdtr_map_order_things);
	measure_memory(maker, 0, 0, maker->map->regions[0]);
	if (maker->map->side_count > 1)
		measure_memory(maker, 1, maker->map->regions[0], maker->map->regions[1]);
	return FDTR_OK;
}
