// SPDX-License-Identifier: BSD-2-Clause
#include "report/map/map_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *map_size(uint64_t size, char text[FDTR_SIZE_TEXT])
{
	static const char *const units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
	uint32_t unit = 0;

	if (size < 1024) {
		(void)snprintf(text, FDTR_SIZE_TEXT, "%#" PRIx64, size);
		return text;
	}
	while (unit < 5 && size >> (10 * (unit + 2)))
		unit++;
	if (size & ((UINT64_C(1) << (10 * (unit + 1))) - 1))
		(void)snprintf(text, FDTR_SIZE_TEXT, "%.1f %s",
			(double)size / (double)(UINT64_C(1) << (10 * (unit + 1))), units[unit]);
	else
		(void)snprintf(
			text, FDTR_SIZE_TEXT, "%" PRIu64 " %s", size >> (10 * (unit + 1)), units[unit]);
	return text;
}

static const char *const plurals[FDTR_MAP_KINDS] = {
	[FDTR_MAP_MEMORY] = "banks of memory",
	[FDTR_MAP_RESERVED] = "reserved regions",
	[FDTR_MAP_POOL] = "restricted DMA pools",
	[FDTR_MAP_MEMRESERVE] = "entries of /memreserve/",
	[FDTR_MAP_INITRD] = "initrds",
	[FDTR_MAP_ELFCOREHDR] = "crash dump headers",
	[FDTR_MAP_KERNEL] = "kernel images",
	[FDTR_MAP_DTB] = "device tree blobs",
	[FDTR_MAP_MMIO] = "registers",
	[FDTR_MAP_PCI_WINDOW] = "PCI windows",
	[FDTR_MAP_RMR] = "RMR ranges",
	[FDTR_MAP_GUARD] = "DMA windows",
	[FDTR_MAP_ALLOWED] = "alloc-ranges",
	[FDTR_MAP_MIXED] = "things of several kinds",
};

/* Where the name does not tell the kind. */
static const char *kind_behind(const struct fdtr_map_item *item)
{
	const char *kind = fdtr_map_kind_name(item->kind);

	switch (item->kind) {
	case FDTR_MAP_MEMORY:
		return strncmp(item->name, kind, strlen(kind)) != 0 ? kind : NULL;
	case FDTR_MAP_RESERVED:
	case FDTR_MAP_PCI_WINDOW:
	case FDTR_MAP_RMR:
		return kind;
	default:
		return NULL;
	}
}

static void add_windows(struct fdtr_text *text, const struct fdtr_map *map, const struct fdtr_map_item *item)
{
	if (item->kind == FDTR_MAP_GUARD)
		fdtr_text_add(text, "DMA window of %s", item->name);
	else
		fdtr_text_add(text, "%s may be placed here", map->pools[item->pool].letter);
}

const char *map_title(const struct fdtr_map *map, const struct fdtr_map_item *item, char buffer[MAP_WORDS])
{
	char size[FDTR_SIZE_TEXT];
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, MAP_WORDS);
	if (item->count > 1 && item->each)
		fdtr_text_add(&text, "%u x %s ", item->count, map_size(item->each, size));
	else if (item->count > 1)
		fdtr_text_add(&text, "%u %s: ", item->count, plurals[item->kind]);
	if (item->kind == FDTR_MAP_POOL && item->pool != FDTR_NONE)
		fdtr_text_add(&text, "%s ", map->pools[item->pool].letter);
	if (item->count == 1 && (item->kind == FDTR_MAP_GUARD || item->kind == FDTR_MAP_ALLOWED))
		add_windows(&text, map, item);
	else
		fdtr_text_add(&text, "%s", item->name);
	if (kind_behind(item) && (item->count == 1 || item->each))
		fdtr_text_add(&text, ", %s", item->count > 1 ? plurals[item->kind] : kind_behind(item));
	if (item->kind != FDTR_MAP_POOL && item->kind != FDTR_MAP_ALLOWED && item->pool != FDTR_NONE)
		fdtr_text_add(&text, ", uses %s", map->pools[item->pool].letter);
	return buffer;
}

static void add_rules(struct fdtr_text *text, const struct fdtr_rule *const *rules, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		fdtr_text_add(text, "%s%s", i ? ", " : "; ", rules[i]->name);
}

const char *map_whole_title(
	const struct fdtr_map *map, const struct fdtr_map_item *item, char buffer[MAP_WORDS])
{
	char title[MAP_WORDS], size[FDTR_SIZE_TEXT];
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, MAP_WORDS);
	fdtr_text_add(&text, "%#" PRIx64 "..%#" PRIx64 ", %s: %s, %s", item->range.first, item->range.last,
		map_size(fdtr_range_size(item->range), size), map_title(map, item, title),
		fdtr_map_kind_name(item->kind));
	if (*item->path && item->count == 1)
		fdtr_text_add(&text, ", %s", item->path);
	if (item->change != FDTR_MAP_SAME)
		fdtr_text_add(&text, ", %s", fdtr_map_change_name(item->change));
	add_rules(&text, item->rules, item->rule_count);
	return buffer;
}

const char *map_mark_words(const struct fdtr_map_mark *mark, char text[MAP_WORDS])
{
	if (mark->rule)
		(void)snprintf(
			text, MAP_WORDS, "%s: %s", fdtr_severity_name(mark->severity), mark->rule->name);
	else
		(void)snprintf(text, MAP_WORDS, "shared");
	return text;
}

static uint32_t count_pools(const struct fdtr_map *map, uint32_t side)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < map->pool_count; i++)
		count += map->pools[i].side == side;
	return count;
}

const char *map_heading(const struct fdtr_map *map, uint32_t side, char buffer[MAP_WORDS])
{
	uint32_t pools = count_pools(map, side);
	char size[FDTR_SIZE_TEXT];
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, MAP_WORDS);
	fdtr_text_add(&text, "%s: ", map->names[side]);
	if (map->memory[side])
		fdtr_text_add(&text, "%s of memory", map_size(map->memory[side], size));
	else if (map->regions[side])
		fdtr_text_add(&text, "it does not say where memory is");
	else
		fdtr_text_add(&text, "nothing in it has a place in memory");
	if (pools)
		fdtr_text_add(&text, ", %u restricted DMA pool%s", pools, pools == 1 ? "" : "s");
	else
		fdtr_text_add(&text, ", no restricted DMA pool");
	return buffer;
}

/* Alike registers in one row hide nothing. */
static uint32_t count_hidden(const struct fdtr_map *map, uint32_t side)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < map->item_count; i++) {
		const struct fdtr_map_item *item = &map->items[i];

		if (item->side == side && item->count > 1 && !(item->kind == FDTR_MAP_MMIO && item->each))
			count += item->count;
	}
	return count;
}

const char *map_folded(const struct fdtr_map *map, uint32_t side, char buffer[MAP_WORDS])
{
	struct fdtr_text text;

	if (!count_hidden(map, side))
		return NULL;
	fdtr_text_init(&text, buffer, MAP_WORDS);
	fdtr_text_add(&text, "%u of %u things with a place are folded into runs", map->folded[side],
		map->regions[side]);
	if (map->folded_tied[side])
		fdtr_text_add(&text, ", %u of them tied to a finding or a device: there are too many",
			map->folded_tied[side]);
	fdtr_text_add(&text, ".");
	return buffer;
}

const char *map_pool_words(const struct fdtr_map_pool *pool, char buffer[MAP_WORDS])
{
	char size[FDTR_SIZE_TEXT];
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, MAP_WORDS);
	fdtr_text_add(&text, "%s", pool->name);
	if (pool->size)
		fdtr_text_add(&text, ", %s", map_size(pool->size, size));
	if (!pool->dynamic)
		return buffer;
	fdtr_text_add(&text, ", placed by the kernel");
	for (uint32_t i = 0; i < pool->allowed_count && i < 4; i++)
		fdtr_text_add(&text, "%s%#" PRIx64 "..%#" PRIx64, i ? ", " : " in ", pool->allowed[i].first,
			pool->allowed[i].last);
	if (pool->allowed_count > 4)
		fdtr_text_add(&text, " and %u more", pool->allowed_count - 4);
	return buffer;
}

const char *map_guard_words(const struct fdtr_map_user *user, char text[MAP_WORDS])
{
	if (user->exact)
		(void)snprintf(text, MAP_WORDS, "guarded: its DMA window is the pool");
	else if (*user->guarded)
		(void)snprintf(text, MAP_WORDS, "DMA window %s", user->guarded);
	else
		(void)snprintf(text, MAP_WORDS, "no DMA window: all memory in reach");
	return text;
}

static uint32_t at(const struct fdtr_map *map, uint32_t slice, uint32_t column)
{
	return map->slices[slice].items[column];
}

bool map_begins(const struct fdtr_map *map, uint32_t slice, uint32_t column)
{
	return at(map, slice, column) != FDTR_NONE &&
	       (!slice || at(map, slice - 1, column) != at(map, slice, column));
}

bool map_ends(const struct fdtr_map *map, uint32_t slice, uint32_t column)
{
	return at(map, slice, column) != FDTR_NONE &&
	       (slice + 1 == map->slice_count || at(map, slice + 1, column) != at(map, slice, column));
}

enum fdtr_severity map_marked(const struct fdtr_map *map, uint32_t slice, uint32_t column)
{
	const struct fdtr_map_slice *row = &map->slices[slice];
	enum fdtr_severity gravest = FDTR_DEFAULT;

	if (map->columns[column].track != FDTR_MAP_CLAIMS || row->items[column] == FDTR_NONE)
		return FDTR_DEFAULT;
	for (uint32_t i = 0; i < row->mark_count; i++) {
		if (row->marks[i].rule && row->marks[i].side == map->columns[column].side &&
			row->marks[i].severity > gravest)
			gravest = row->marks[i].severity;
	}
	return gravest;
}

bool map_is_marked_by(const struct fdtr_map *map, const struct fdtr_rule *rule, uint32_t side)
{
	for (uint32_t i = 0; i < map->slice_count; i++) {
		for (uint32_t k = 0; k < map->slices[i].mark_count; k++) {
			if (map->slices[i].marks[k].rule == rule && map->slices[i].marks[k].side == side)
				return true;
		}
	}
	return false;
}

static void say(struct map_sayings *sayings, enum map_saying saying, uint32_t number)
{
	if (sayings->count < MAP_MOST_SAID)
		sayings->items[sayings->count++] = (struct map_said){saying, number};
}

static void say_item(const struct fdtr_map *map, uint32_t number, struct map_sayings *sayings)
{
	const struct fdtr_map_item *item = &map->items[number];

	if (map->side_count > 1 && item->side && item->change == FDTR_MAP_SAME)
		return;
	say(sayings, MAP_SAY_ITEM, number);
	for (uint32_t i = 0; i < item->rule_count; i++) {
		if (map_is_marked_by(map, item->rules[i], item->side))
			continue;
		say(sayings, MAP_SAY_RULES, number);
		return;
	}
}

void map_list_sayings(const struct fdtr_map *map, uint32_t slice, struct map_sayings *sayings)
{
	const struct fdtr_map_slice *row = &map->slices[slice];

	sayings->count = 0;
	for (uint32_t i = 0; i < map->column_count; i++) {
		if (map_begins(map, slice, i))
			say_item(map, row->items[i], sayings);
	}
	for (uint32_t i = 0; i < row->mark_count; i++)
		say(sayings, MAP_SAY_MARK, i);
	if (row->hole)
		say(sayings, MAP_SAY_HOLE, 0);
}
