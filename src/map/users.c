// SPDX-License-Identifier: BSD-2-Clause
/* Who uses which pool, behind which windows. */
#include "map/parts.h"

#include <inttypes.h>

/* A device, by what it has in common with others that are told of together. */
struct user {
	uint32_t side, pool;
	uint32_t windows; /* how many */
	uint32_t kind;
	uint64_t first, last; /* of the first window */
	uint64_t stem;
	uint64_t rules;
	uint32_t device;
	uint32_t unused;
};

struct list {
	struct maker *maker;
	struct user *users;
	uint32_t count;
};

static int compare_users(const void *left, const void *right)
{
	const struct user *a = left, *b = right;
	const uint64_t ours[] = {
		a->side, a->pool, a->windows, a->first, a->last, a->kind, a->stem, a->rules, a->device};
	const uint64_t theirs[] = {
		b->side, b->pool, b->windows, b->first, b->last, b->kind, b->stem, b->rules, b->device};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(ours); i++) {
		if (ours[i] != theirs[i])
			return ours[i] < theirs[i] ? -1 : 1;
	}
	return 0;
}

static bool is_together(const struct user *left, const struct user *right)
{
	return left->side == right->side && left->pool == right->pool && left->windows == right->windows &&
	       left->first == right->first && left->last == right->last && left->kind == right->kind &&
	       left->stem == right->stem && left->rules == right->rules;
}

/* Those that have a pool, and those that one would expect to. */
static bool is_user(const struct fdtr_device *device, uint32_t pool)
{
	return device->available && (pool != FDTR_NONE || device->kind == FDTR_DEVICE_VIRTIO_MMIO ||
					    device->kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED ||
					    device->kind == FDTR_DEVICE_PCI_HOST);
}

static uint32_t pool_of(const struct fdtr_platform *platform, const struct fdtr_device *device)
{
	for (uint32_t i = 0; i < device->link_count; i++) {
		if (platform->links[device->first_link + i].pool != FDTR_NONE)
			return platform->links[device->first_link + i].pool;
	}
	return FDTR_NONE;
}

/* Ties of objects are in order, as devices are. */
static uint64_t hash_rules(const struct ties *ties, uint32_t side, uint32_t object, uint32_t *at)
{
	uint64_t hash = 0;

	while (*at < ties->count &&
		(ties->items[*at].side < side ||
			(ties->items[*at].side == side && ties->items[*at].subject < object)))
		++*at;
	for (uint32_t i = *at;
		i < ties->count && ties->items[i].side == side && ties->items[i].subject == object; i++)
		hash = fdtr_map_hash(hash, &ties->items[i].rule, sizeof(ties->items[i].rule));
	return hash;
}

static void list_side(struct list *list, uint32_t side)
{
	struct maker *maker = list->maker;
	const struct fdtr_platform *platform = maker->inputs[side].platform;
	uint32_t at = 0;

	for (uint32_t i = 0; i < platform->device_count; i++) {
		const struct fdtr_device *device = &platform->devices[i];
		uint32_t pool = pool_of(platform, device);
		struct user user = {.side = side, .windows = device->window_count, .kind = device->kind};

		if (!is_user(device, pool))
			continue;
		user.pool = pool == FDTR_NONE ? FDTR_NONE : maker->first_pool[side] + pool;
		user.stem = fdtr_map_stem(&maker->inputs[side], device->object);
		user.rules = hash_rules(&maker->object_ties, side, device->object, &at);
		user.device = i;
		if (device->window_count) {
			user.first = platform->windows[device->first_window].range.first;
			user.last = platform->windows[device->first_window].range.last;
		}
		list->users[list->count++] = user;
	}
}

struct located {
	uint32_t side, object, item;
};

static int compare_located(const void *left, const void *right)
{
	const struct located *a = left, *b = right;

	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	if (a->object != b->object)
		return a->object < b->object ? -1 : 1;
	return a->item < b->item ? -1 : a->item > b->item;
}

/* Which items hold what an object says: registers and windows of PCI. */
struct places {
	struct located *items;
	uint32_t count;
};

static int locate_all(struct maker *maker, struct places *places)
{
	places->items = fdtr_arena_take_high(maker->arena, maker->thing_count, sizeof(*places->items));
	if (!places->items)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < maker->thing_count; i++) {
		const struct thing *thing = &maker->things[i];

		if (thing->kind == FDTR_MAP_MMIO || thing->kind == FDTR_MAP_PCI_WINDOW)
			places->items[places->count++] =
				(struct located){thing->side, thing->origin.object, thing->item};
	}
	fdtr_sort(places->items, places->count, sizeof(*places->items), compare_located);
	return FDTR_OK;
}

static uint32_t item_of(const struct places *places, uint32_t side, uint32_t object)
{
	const struct located key = {side, object, 0};
	uint32_t low = 0, high = places->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (compare_located(&places->items[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < places->count && places->items[low].side == side && places->items[low].object == object
	               ? places->items[low].item
	               : FDTR_NONE;
}

/* The item that is this window; there are few. */
static uint32_t guard_of(const struct maker *maker, const struct user *user)
{
	const struct fdtr_map *map = maker->map;

	for (uint32_t i = 0; user->windows && i < map->item_count; i++) {
		const struct fdtr_map_item *item = &map->items[i];

		if (map->columns[item->column].track == FDTR_MAP_WINDOWS && item->side == user->side &&
			item->range.first <= user->first && user->last <= item->range.last &&
			item->kind != FDTR_MAP_ALLOWED)
			return i;
	}
	return FDTR_NONE;
}

static const char *describe_windows(
	struct maker *maker, const struct fdtr_device *device, const struct user *user)
{
	if (device->unreachable)
		return "a window that leads nowhere";
	if (!user->windows)
		return "";
	if (user->windows > 1)
		return fdtr_arena_text(maker->arena, "%u%s windows from %#" PRIx64, user->windows,
			device->windows_cut ? " or more" : "", user->first);
	return fdtr_arena_text(maker->arena, "%#" PRIx64 "..%#" PRIx64, user->first, user->last);
}

static bool is_exact(const struct maker *maker, const struct user *user)
{
	const struct fdtr_platform *platform = maker->inputs[user->side].platform;
	const struct fdtr_pool *pool;

	if (user->pool == FDTR_NONE || user->windows != 1)
		return false;
	pool = &platform->pools[user->pool - maker->first_pool[user->side]];
	return pool->placed && pool->range.first == user->first && pool->range.last == user->last;
}

static const char *name_users(struct maker *maker, const struct user *users, uint32_t count)
{
	const struct fdtr_platform *platform = maker->inputs[users->side].platform;
	const char *first =
		fdtr_map_object_name(maker, users->side, platform->devices[users[0].device].object);
	const char *last;

	if (count == 1 || !first)
		return first;
	last = fdtr_map_object_name(maker, users->side, platform->devices[users[count - 1].device].object);
	return last ? fdtr_map_run_name(maker, first, last) : NULL;
}

static int fill_user(struct maker *maker, const struct places *places, const struct user *users,
	uint32_t count, struct fdtr_map_user *user)
{
	const struct fdtr_platform *platform = maker->inputs[users->side].platform;
	const struct fdtr_device *device = &platform->devices[users->device];

	*user = (struct fdtr_map_user){.side = users->side,
		.pool = users->pool,
		.item = item_of(places, users->side, device->object),
		.guard = guard_of(maker, users),
		.count = count,
		.name = name_users(maker, users, count),
		.path = fdtr_map_path(maker, users->side, device->object),
		.guarded = describe_windows(maker, device, users),
		.exact = is_exact(maker, users)};
	if (!user->name || !user->path || !user->guarded)
		return FDTR_ERR_NOSPACE;
	return fdtr_map_rules_of(maker, &maker->object_ties, users->side, device->object, &user->rules,
		&user->rule_count, &user->severity);
}

static uint32_t count_together(const struct list *list, uint32_t first)
{
	uint32_t end = first + 1;

	while (end < list->count && is_together(&list->users[first], &list->users[end]))
		end++;
	return end - first;
}

static int fill_users(struct list *list, const struct places *places)
{
	struct fdtr_map *map = list->maker->map;
	uint32_t groups = 0;
	int status = FDTR_OK;

	for (uint32_t i = 0; i < list->count; i += count_together(list, i))
		groups++;
	map->users = fdtr_arena_take(list->maker->arena, groups, sizeof(*map->users));
	if (!map->users)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0, count; !status && i < list->count; i += count) {
		count = count_together(list, i);
		status = fill_user(
			list->maker, places, &list->users[i], count, &map->users[map->user_count++]);
	}
	return status;
}

int fdtr_map_list_users(struct maker *maker)
{
	struct list list = {.maker = maker};
	struct places places = {0};
	size_t room = 0;
	int status;

	for (uint32_t i = 0; i < maker->map->side_count; i++)
		room += maker->inputs[i].platform->device_count;
	list.users = fdtr_arena_take_high(maker->arena, room, sizeof(*list.users));
	if (!list.users)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < maker->map->side_count; i++)
		list_side(&list, i);
	fdtr_sort(list.users, list.count, sizeof(*list.users), compare_users);
	status = locate_all(maker, &places);
	return status ? status : fill_users(&list, &places);
}
