// SPDX-License-Identifier: BSD-2-Clause
/* Which findings point at what. */
#include "map/parts.h"

/* Where a thing was said. */
struct place {
	uint32_t side, object, source, offset, thing;
};

struct index {
	struct place *items;
	uint32_t count;
};

static int compare_places(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	for (size_t i = 0; i < sizeof(struct place) / sizeof(uint32_t); i++) {
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return 0;
}

static int make_index(struct maker *maker, struct index *index)
{
	index->count = maker->thing_count;
	index->items = fdtr_arena_take_high(maker->arena, index->count, sizeof(*index->items));
	if (!index->items)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < index->count; i++) {
		const struct thing *thing = &maker->things[i];

		index->items[i] = (struct place){
			thing->side, thing->origin.object, thing->origin.source, thing->origin.offset, i};
	}
	fdtr_sort(index->items, index->count, sizeof(*index->items), compare_places);
	return FDTR_OK;
}

static uint32_t find_place(const struct index *index, struct place key)
{
	uint32_t low = 0, high = index->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (compare_places(&index->items[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The thing that is said at exactly these bytes; of several, the one that overlaps `other`, if that is known. */
static uint32_t find_exact(const struct maker *maker, const struct index *index, uint32_t side,
	const struct fdtr_origin *origin, uint32_t other)
{
	struct place key = {side, origin->object, origin->source, origin->offset, 0};
	uint32_t found = FDTR_NONE;

	for (uint32_t i = find_place(index, key); i < index->count; i++) {
		const struct place *place = &index->items[i];
		const struct thing *thing = &maker->things[place->thing];

		if (place->side != side || place->object != origin->object ||
			place->source != origin->source || place->offset != origin->offset)
			break;
		if (thing->origin.length != origin->length || thing->track == FDTR_MAP_WINDOWS)
			continue;
		if (other != FDTR_NONE && !fdtr_range_overlaps(thing->range, maker->things[other].range))
			continue;
		found = place->thing;
	}
	return found;
}

/* The only thing that a node or object says, where the finding is about a property of it, or about all of it. */
static uint32_t find_sole(
	const struct maker *maker, const struct index *index, uint32_t side, const struct fdtr_origin *origin)
{
	struct place key = {side, origin->object, 0, 0, 0};
	uint32_t found = FDTR_NONE;

	for (uint32_t i = find_place(index, key); origin->object != FDTR_NONE && i < index->count; i++) {
		const struct place *place = &index->items[i];

		if (place->side != side || place->object != origin->object)
			break;
		if (maker->things[place->thing].track == FDTR_MAP_WINDOWS)
			continue;
		if (found != FDTR_NONE)
			return FDTR_NONE;
		found = place->thing;
	}
	return found;
}

static int compare_ties(const void *left, const void *right)
{
	const struct tie *a = left, *b = right;

	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static bool is_same_tie(const struct tie *left, const struct tie *right)
{
	return left->side == right->side && left->subject == right->subject && left->rule == right->rule;
}

void fdtr_map_sort_ties(struct ties *ties)
{
	uint32_t kept = 0;

	fdtr_sort(ties->items, ties->count, sizeof(*ties->items), compare_ties);
	for (uint32_t i = 0; i < ties->count; i++) {
		if (!kept || !is_same_tie(&ties->items[kept - 1], &ties->items[i]))
			ties->items[kept++] = ties->items[i];
	}
	ties->count = kept;
}

static uint32_t find_ties(const struct ties *ties, uint32_t side, uint32_t subject)
{
	uint32_t low = 0, high = ties->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct tie *tie = &ties->items[middle];

		if (tie->side < side || (tie->side == side && tie->subject < subject))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int fdtr_map_rules_of(struct maker *maker, const struct ties *ties, uint32_t side, uint32_t subject,
	const struct fdtr_rule *const **rules, uint32_t *count, enum fdtr_severity *severity)
{
	uint32_t first = find_ties(ties, side, subject), end = first;
	const struct fdtr_rule **list;

	*rules = NULL;
	*count = 0;
	*severity = FDTR_DEFAULT;
	while (end < ties->count && ties->items[end].side == side && ties->items[end].subject == subject)
		end++;
	if (first == end)
		return FDTR_OK;
	list = fdtr_arena_take(maker->arena, end - first, sizeof(struct fdtr_rule *));
	if (!list)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = first; i < end; i++)
		list[i - first] = maker->rules[ties->items[i].rule];
	*rules = list;
	*count = end - first;
	*severity = (enum fdtr_severity)ties->items[first].severity;
	return FDTR_OK;
}

struct finder {
	struct maker *maker;
	struct index index;
	uint32_t side;
	uint16_t rule;
	uint8_t severity;
	uint32_t room;
};

static bool put(struct ties *ties, uint32_t room, struct tie tie)
{
	if (ties->count == room)
		return false;
	ties->items[ties->count++] = tie;
	return true;
}

/* The whole node: each thing that it says. */
static void tie_object(struct finder *finder, uint32_t object)
{
	struct maker *maker = finder->maker;
	struct place key = {finder->side, object, 0, 0, 0};

	for (uint32_t i = find_place(&finder->index, key); i < finder->index.count; i++) {
		const struct place *place = &finder->index.items[i];

		if (place->side != finder->side || place->object != object)
			break;
		(void)put(&maker->thing_ties, finder->room,
			(struct tie){place->thing, finder->rule, finder->severity, 0});
	}
}

static void tie_end(struct finder *finder, const struct fdtr_origin *origin, uint32_t exact)
{
	struct maker *maker = finder->maker;

	if (origin->object != FDTR_NONE)
		(void)put(&maker->object_ties, finder->room,
			(struct tie){origin->object, finder->rule, finder->severity, (uint8_t)finder->side});
	if (exact != FDTR_NONE)
		(void)put(&maker->thing_ties, finder->room,
			(struct tie){exact, finder->rule, finder->severity, 0});
	else if (origin->object != FDTR_NONE)
		tie_object(finder, origin->object);
}

static void tie_finding(struct finder *finder, const struct fdtr_finding *finding)
{
	struct maker *maker = finder->maker;
	uint32_t place, related = FDTR_NONE;

	for (finder->rule = 0; finder->rule < maker->rule_count; finder->rule++) {
		if (maker->rules[finder->rule] == finding->rule)
			break;
	}
	if (finder->rule == maker->rule_count)
		return;
	finder->severity = (uint8_t)finding->severity;
	place = find_exact(maker, &finder->index, finder->side, &finding->place, FDTR_NONE);
	if (place == FDTR_NONE)
		place = find_sole(maker, &finder->index, finder->side, &finding->place);
	if (finding->has_related)
		related = find_exact(maker, &finder->index, finder->side, &finding->related, place);
	tie_end(finder, &finding->place, place);
	/* Else it is only where to look, too. */
	if (related != FDTR_NONE)
		tie_end(finder, &finding->related, related);
	if (place != FDTR_NONE && related != FDTR_NONE && place != related)
		maker->pairs.items[maker->pairs.count++] = (struct pair){place < related ? place : related,
			place < related ? related : place, finder->rule, finder->severity, 0};
}

static bool is_shown(const struct fdtr_map_input *input, uint32_t finding)
{
	return input->findings->items[finding].severity >= FDTR_WARNING &&
	       (!input->told || input->told[finding]);
}

static uint32_t count_findings(const struct maker *maker)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < maker->map->side_count; i++)
		count += maker->inputs[i].findings ? maker->inputs[i].findings->count : 0;
	return count;
}

/* A device of many registers and many findings: what there is no room for has been tied often enough. */
#define TIES_A_FINDING 8

static int take_room(struct finder *finder, uint32_t findings)
{
	struct maker *maker = finder->maker;
	struct fdtr_arena *arena = maker->arena;

	finder->room = findings * TIES_A_FINDING + maker->thing_count;
	maker->thing_ties.items = fdtr_arena_take_high(arena, finder->room, sizeof(struct tie));
	maker->object_ties.items = fdtr_arena_take_high(arena, finder->room, sizeof(struct tie));
	maker->pairs.items = fdtr_arena_take_high(arena, findings, sizeof(struct pair));
	return maker->thing_ties.items && maker->object_ties.items && maker->pairs.items ? FDTR_OK
	                                                                                 : FDTR_ERR_NOSPACE;
}

static void set_rules(struct maker *maker)
{
	for (uint32_t i = 0; i < maker->thing_ties.count; i++) {
		const struct tie *tie = &maker->thing_ties.items[i];
		struct thing *thing = &maker->things[tie->subject];

		thing->tied = true;
		thing->severity = tie->severity > thing->severity ? tie->severity : thing->severity;
		thing->rules = fdtr_map_hash(thing->rules, &tie->rule, sizeof(tie->rule));
	}
}

/* A region that a device names, and that is no pool. */
static void tie_targets(struct finder *finder)
{
	const struct fdtr_platform *platform = finder->maker->inputs[finder->side].platform;

	for (uint32_t i = 0; i < platform->link_count; i++) {
		struct place key = {finder->side, platform->links[i].target, 0, 0, 0};

		if (platform->links[i].pool != FDTR_NONE || key.object == FDTR_NONE)
			continue;
		for (uint32_t k = find_place(&finder->index, key); k < finder->index.count; k++) {
			const struct place *place = &finder->index.items[k];

			if (place->side != key.side || place->object != key.object)
				break;
			if (finder->maker->things[place->thing].tied)
				break;
			finder->maker->things[place->thing].tied = true;
		}
	}
}

int fdtr_map_tie(struct maker *maker)
{
	struct finder finder = {.maker = maker};
	int status = make_index(maker, &finder.index);

	if (!status)
		status = take_room(&finder, count_findings(maker));
	if (status)
		return status;
	for (finder.side = 0; finder.side < maker->map->side_count; finder.side++) {
		const struct fdtr_findings *findings = maker->inputs[finder.side].findings;

		tie_targets(&finder);
		for (uint32_t i = 0; findings && i < findings->count; i++) {
			if (is_shown(&maker->inputs[finder.side], i))
				tie_finding(&finder, &findings->items[i]);
		}
	}
	fdtr_map_sort_ties(&maker->thing_ties);
	fdtr_map_sort_ties(&maker->object_ties);
	set_rules(maker);
	return FDTR_OK;
}
