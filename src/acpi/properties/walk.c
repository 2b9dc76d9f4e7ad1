// SPDX-License-Identifier: BSD-2-Clause
/* All of a _DSD, list after list, its data nodes behind them. */
#include "acpi/properties/list.h"
#include "base/base.h"

#include <string.h>

/* A package of (UUID, list)...: the _DSD itself or a data node. */
struct node {
	struct fdtr_acpi_value package;
	const char *key;
	uint32_t scope;
	uint32_t parent; /* in the queue; FDTR_NONE for the first */
	uint32_t depth;
};

/* Keys that were met in the present node: a hash table in the arena's high end. So much of a key counts. */
#define KEY_LENGTH 256

struct seen {
	const char **keys;
	uint32_t size; /* a power of two */
};

struct walk {
	struct fdtr_dsd_reader reader;
	struct fdtr_array queue;
	struct seen seen[2]; /* of properties, of data nodes */
	fdtr_dsd_fn *tell;
	void *context;
	uint32_t present; /* in the queue */
	char path[FDTR_DSD_DEPTH * 64];
	bool stopped;
	bool full;
};

static struct node *node_at(const struct walk *walk, uint32_t index)
{
	return (struct node *)walk->queue.items + index;
}

static void tell(struct walk *walk, struct fdtr_dsd_entry *entry)
{
	entry->node = walk->path;
	if (!walk->stopped)
		walk->stopped = !walk->tell(walk->context, entry);
}

static void tell_problem(struct walk *walk, enum fdtr_dsd_problem problem, struct fdtr_dsd_entry entry,
	const struct fdtr_acpi_value *value)
{
	entry.problem = problem;
	entry.value = *value;
	tell(walk, &entry);
}

static bool begin_seen(struct walk *walk, struct seen *seen, uint32_t count)
{
	for (seen->size = 4; seen->size < 2 * count; seen->size *= 2) {
	}
	seen->keys = fdtr_arena_take_high(walk->queue.arena, seen->size, sizeof(*seen->keys));
	if (!seen->keys)
		return false;
	memset(seen->keys, 0, seen->size * sizeof(*seen->keys));
	return true;
}

/* Whether the key is there already; it is from now on. */
static bool see(struct seen *seen, const char *key)
{
	uint32_t hash = 2166136261U;

	for (const char *at = key; *at && at < key + KEY_LENGTH; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619U;
	for (hash ^= hash >> 16;; hash++) {
		const char **slot = &seen->keys[hash & (seen->size - 1)];

		if (*slot && strncmp(*slot, key, KEY_LENGTH) != 0)
			continue;
		if (*slot)
			return true;
		*slot = key;
		return false;
	}
}

static bool in_circle(const struct walk *walk, const struct fdtr_acpi_value *package)
{
	uint32_t index = walk->present;

	for (; index != FDTR_NONE; index = node_at(walk, index)->parent) {
		const struct fdtr_acpi_value *above = &node_at(walk, index)->package;

		if (above->table == package->table && above->offset == package->offset)
			return true;
	}
	return false;
}

/* The data node is looked at later, if it is not too deep. */
static void add_node(struct walk *walk, struct fdtr_dsd_entry *entry, uint32_t below)
{
	uint32_t depth = node_at(walk, walk->present)->depth + 1;
	struct node *node;

	if (depth > FDTR_DSD_DEPTH || in_circle(walk, &entry->value)) {
		entry->problem = FDTR_DSD_TOO_DEEP;
		return;
	}
	node = fdtr_array_push(&walk->queue);
	walk->full |= !node;
	if (node)
		*node = (struct node){entry->value, entry->key, below, walk->present, depth};
}

static void walk_list(struct walk *walk, enum fdtr_dsd_list list, const struct fdtr_acpi_value *pairs,
	struct fdtr_dsd_entry *entry)
{
	struct fdtr_acpi_element element;
	uint32_t below = FDTR_NONE;

	for (element = fdtr_acpi_first(walk->reader.acpi, pairs);
		element.index < pairs->count && !walk->stopped && !walk->full;
		fdtr_acpi_next(walk->reader.acpi, &element)) {
		if (!walk->reader.left) {
			entry->key = NULL;
			tell_problem(walk, FDTR_DSD_TOO_DEEP, *entry, pairs);
			walk->stopped = true;
			return;
		}
		walk->reader.left--;
		fdtr_dsd_pair(&walk->reader, list, &element.value, entry, &below);
		if (entry->key && see(&walk->seen[list == FDTR_LIST_HIERARCHY], entry->key))
			entry->problem = entry->problem ? entry->problem : FDTR_DSD_DUPLICATE_KEY;
		else if (list == FDTR_LIST_HIERARCHY && !entry->problem)
			add_node(walk, entry, below);
		tell(walk, entry);
		walk->stopped |= entry->problem == FDTR_DSD_TOO_DEEP && !walk->reader.left;
	}
}

/* One UUID and what follows it; false when nothing behind it can be made out. */
static bool walk_group(
	struct walk *walk, const struct fdtr_acpi_value *uuid, const struct fdtr_acpi_value *pairs)
{
	struct fdtr_dsd_entry entry = {.pair = *uuid};
	enum fdtr_dsd_list list;

	if (uuid->kind == FDTR_ACPI_NOT_STATIC)
		return tell_problem(walk, FDTR_DSD_DYNAMIC, entry, uuid), true;
	if (uuid->kind != FDTR_ACPI_BUFFER || uuid->size != sizeof(entry.uuid))
		return tell_problem(walk, FDTR_DSD_BAD_UUID, entry, uuid), false;
	memcpy(entry.uuid, uuid->data, sizeof(entry.uuid));
	entry.pair = *pairs;
	list = fdtr_dsd_list_of(uuid);
	if (list == FDTR_LIST_UNKNOWN)
		tell_problem(walk, FDTR_DSD_UNKNOWN_UUID, entry, uuid);
	if (pairs->kind == FDTR_ACPI_NOT_STATIC)
		return tell_problem(walk, FDTR_DSD_DYNAMIC, entry, pairs), true;
	if (pairs->kind != FDTR_ACPI_PACKAGE)
		return tell_problem(walk, FDTR_DSD_BAD_LIST, entry, pairs), false;
	if (list != FDTR_LIST_UNKNOWN)
		walk_list(walk, list, pairs, &entry);
	return true;
}

static void walk_groups(struct walk *walk, const struct fdtr_acpi_value *package)
{
	const struct fdtr_acpi *acpi = walk->reader.acpi;
	struct fdtr_acpi_element element;
	struct fdtr_acpi_value uuid, pairs;

	for (element = fdtr_acpi_first(acpi, package);
		element.index < package->count && !walk->stopped && !walk->full;
		fdtr_acpi_next(acpi, &element)) {
		uuid = fdtr_dsd_data(acpi, &element.value);
		fdtr_acpi_next(acpi, &element);
		pairs = fdtr_dsd_data(acpi, &element.value);
		if (!walk_group(walk, &uuid, &pairs))
			return;
	}
}

/* How many keys there may be. */
static uint32_t count_keys(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *package)
{
	struct fdtr_acpi_element element;
	uint32_t count = 0;

	for (element = fdtr_acpi_first(acpi, package);
		element.index < package->count && count < FDTR_DSD_ENTRIES &&
		element.value.kind != FDTR_ACPI_NONE;
		fdtr_acpi_next(acpi, &element)) {
		struct fdtr_acpi_value pairs = fdtr_dsd_data(acpi, &element.value);

		if (pairs.kind == FDTR_ACPI_NOT_STATIC)
			break;
		count += pairs.count < FDTR_DSD_ENTRIES ? pairs.count : FDTR_DSD_ENTRIES;
	}
	return count < FDTR_DSD_ENTRIES ? count : FDTR_DSD_ENTRIES;
}

static void set_path(struct walk *walk, const struct node *node)
{
	const char *keys[FDTR_DSD_DEPTH];
	uint32_t count = node->depth;
	struct fdtr_text text;

	fdtr_text_init(&text, walk->path, sizeof(walk->path));
	for (uint32_t i = count; i; node = node_at(walk, node->parent))
		keys[--i] = node->key;
	for (uint32_t i = 0; i < count; i++)
		fdtr_text_add(&text, "%s%s", i ? "/" : "", keys[i]);
}

static void walk_node(struct walk *walk)
{
	struct node node = *node_at(walk, walk->present);
	struct fdtr_arena *arena = walk->queue.arena;
	size_t high = arena->high;
	uint32_t keys = count_keys(walk->reader.acpi, &node.package);

	set_path(walk, &node);
	walk->reader.scope = node.scope;
	if (node.package.kind == FDTR_ACPI_NOT_STATIC)
		tell_problem(
			walk, FDTR_DSD_DYNAMIC, (struct fdtr_dsd_entry){.pair = node.package}, &node.package);
	else if (node.package.kind != FDTR_ACPI_PACKAGE || node.package.count % 2)
		tell_problem(walk, FDTR_DSD_NOT_PACKAGE, (struct fdtr_dsd_entry){.pair = node.package},
			&node.package);
	else if (!begin_seen(walk, &walk->seen[0], keys) || !begin_seen(walk, &walk->seen[1], keys))
		walk->full = true;
	else
		walk_groups(walk, &node.package);
	arena->high = high;
}

bool fdtr_dsd_walk(const struct fdtr_acpi *acpi, uint32_t device, struct fdtr_arena *arena,
	fdtr_dsd_fn *function, void *context)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct walk walk = {.reader = {acpi, device, FDTR_DSD_ENTRIES}, .tell = function, .context = context};
	struct fdtr_acpi_value dsd = fdtr_acpi_value_of(acpi, device, "_DSD");
	struct node *first;

	if (dsd.kind == FDTR_ACPI_NONE)
		return true;
	fdtr_array_begin(&walk.queue, arena, sizeof(struct node));
	first = fdtr_array_push(&walk.queue);
	walk.full = !first;
	if (first)
		*first = (struct node){dsd, NULL, device, FDTR_NONE, 0};
	for (; walk.present < walk.queue.count && !walk.stopped && !walk.full; walk.present++)
		walk_node(&walk);
	fdtr_arena_reset(arena, mark);
	return !walk.full;
}
