// SPDX-License-Identifier: BSD-2-Clause
/*
 * From things to items: neighbours become one where they are alike, and where there are more than can be shown. What is
 * let go of comes in steps, so that no more is folded than has to be: first how far apart neighbours may be, then that
 * nothing is tied to them, what matters least first, then that they are of one kind, then that no edge of a bank is
 * between them.
 */
#include "map/parts.h"

enum step {
	STEP_ALIKE,
	STEP_UNTIED, /* as many steps more as there are weights */
	STEP_USED,
	STEP_WARNED,
	STEP_KIND,
	STEP_ANY,
	STEP_EVERYWHERE,
	STEP_COUNT
};

/* How much is lost when it cannot be told apart: nothing is tied to it, a device uses it, a warning, a pool or an error. */
static uint8_t weigh(const struct thing *thing)
{
	if (thing->kind == FDTR_MAP_POOL || thing->severity >= FDTR_ERROR)
		return 3;
	return thing->severity ? 2 : thing->tied;
}

struct fold {
	enum step step;
	uint64_t gap; /* neighbours may have so many bytes between them */
};

/* A run of things that is to be an item. */
struct run {
	const struct thing *first;
	uint64_t end;   /* the last byte so far */
	bool alike;     /* all of them */
	uint8_t weight; /* the heaviest of them */
	bool same_kind;
};

static bool is_alike(const struct thing *left, const struct thing *right)
{
	return left->kind == right->kind && left->stem == right->stem && left->pool == right->pool &&
	       left->rules == right->rules && left->tied == right->tied &&
	       fdtr_range_size(left->range) == fdtr_range_size(right->range);
}

/* Alike by themselves: registers that stand close, such as a VMM's 32 virtio-mmio devices. */
#define ALIKE_GAP UINT64_C(0x100000)

static bool joins(const struct fold *fold, const struct run *run, const struct thing *thing)
{
	uint64_t gap = thing->shown.first > run->end ? thing->shown.first - run->end - 1 : 0;
	bool alike = run->alike && is_alike(run->first, thing);

	if (thing->change != run->first->change)
		return fold->step == STEP_EVERYWHERE;
	if (thing->section != run->first->section && fold->step != STEP_EVERYWHERE)
		return false;
	if (alike && thing->kind == FDTR_MAP_MMIO && gap <= ALIKE_GAP)
		return true;
	if (fold->step == STEP_ALIKE || gap > fold->gap)
		return false;
	if (fold->step >= STEP_ANY)
		return true;
	if (!run->same_kind || thing->kind != run->first->kind)
		return false;
	return weigh(thing) <= fold->step - STEP_UNTIED && run->weight <= fold->step - STEP_UNTIED;
}

static void extend(struct run *run, const struct thing *thing)
{
	run->alike = run->alike && is_alike(run->first, thing);
	if (weigh(thing) > run->weight)
		run->weight = weigh(thing);
	run->same_kind = run->same_kind && thing->kind == run->first->kind;
	run->end = thing->shown.last > run->end ? thing->shown.last : run->end;
}

static struct run begin(const struct thing *thing)
{
	return (struct run){thing, thing->shown.last, true, weigh(thing), true};
}

static uint32_t count_runs(const struct fold *fold, const struct thing *things, uint32_t count)
{
	struct run run = {0};
	uint32_t runs = 0;

	for (uint32_t i = 0; i < count; i++) {
		if (runs && joins(fold, &run, &things[i])) {
			extend(&run, &things[i]);
		} else {
			run = begin(&things[i]);
			runs++;
		}
	}
	return runs;
}

static struct fold choose(const struct thing *things, uint32_t count, uint32_t budget)
{
	struct fold fold = {STEP_ALIKE, 0};

	if (count_runs(&fold, things, count) <= budget)
		return fold;
	for (fold.step = STEP_UNTIED; fold.step < STEP_COUNT; fold.step++) {
		for (unsigned int bits = 16; bits < 64; bits += 8) {
			fold.gap = UINT64_C(1) << bits;
			if (count_runs(&fold, things, count) <= budget)
				return fold;
		}
		fold.gap = UINT64_MAX;
		if (count_runs(&fold, things, count) <= budget)
			return fold;
	}
	fold.step = STEP_EVERYWHERE;
	return fold;
}

#define MOST_LANES 32

/* Items of one track of one input, and the lanes they are put into. */
struct track {
	struct maker *maker;
	struct thing *things;
	uint32_t count;
	uint32_t column;            /* of the first lane */
	uint64_t ends[MOST_LANES];  /* per lane: the last byte taken */
	uint32_t items[MOST_LANES]; /* and whose it is */
	uint32_t lanes, most;
};

/* The first lane that is free there. */
static uint32_t find_lane(struct track *track, uint64_t first)
{
	for (uint32_t i = 0; i < track->lanes; i++) {
		if (track->ends[i] < first)
			return i;
	}
	return track->lanes < track->most ? track->lanes++ : FDTR_NONE;
}

static void begin_item(struct track *track, uint32_t lane, const struct thing *thing)
{
	struct maker *maker = track->maker;
	uint32_t number = maker->map->item_count++;

	track->items[lane] = number;
	maker->parts[number] = (struct item_part){.shown = thing->shown, .first = thing, .alike = true};
	maker->map->items[number] = (struct fdtr_map_item){.range = thing->range,
		.kind = (enum fdtr_map_kind)thing->kind,
		.change = (enum fdtr_map_change)thing->change,
		.side = thing->side,
		.column = track->column + lane,
		.each = fdtr_range_size(thing->range),
		.pool = thing->pool};
}

static void add_to_item(struct maker *maker, uint32_t number, struct thing *thing)
{
	struct fdtr_map_item *item = &maker->map->items[number];
	struct item_part *part = &maker->parts[number];

	thing->item = number;
	part->alike = part->alike && is_alike(part->first, thing);
	if (thing->shown.last > part->shown.last)
		part->shown.last = thing->shown.last;
	part->last = thing;
	if (item->kind != (enum fdtr_map_kind)thing->kind)
		item->kind = FDTR_MAP_MIXED;
	if (item->each != fdtr_range_size(thing->range))
		item->each = 0;
	if (item->pool != thing->pool)
		item->pool = FDTR_NONE;
	if (item->change != (enum fdtr_map_change)thing->change)
		item->change = FDTR_MAP_SAME;
	if (thing->range.last > item->range.last)
		item->range.last = thing->range.last;
	item->count++;
}

/* Where every lane is taken, the last one's item grows. */
static void put_run(struct track *track, uint32_t first, uint32_t end, uint64_t last)
{
	uint32_t lane = find_lane(track, track->things[first].shown.first);

	if (lane == FDTR_NONE)
		lane = track->most - 1;
	else
		begin_item(track, lane, &track->things[first]);
	for (uint32_t i = first; i < end; i++)
		add_to_item(track->maker, track->items[lane], &track->things[i]);
	if (last > track->ends[lane])
		track->ends[lane] = last;
}

static void fold_track(struct track *track, uint32_t budget)
{
	struct fold fold = choose(track->things, track->count, budget);
	struct run run = {0};
	uint32_t first = 0;

	for (uint32_t i = 0; i < track->count; i++) {
		if (i && joins(&fold, &run, &track->things[i])) {
			extend(&run, &track->things[i]);
			continue;
		}
		if (i)
			put_run(track, first, i, run.end);
		first = i;
		run = begin(&track->things[i]);
	}
	if (track->count)
		put_run(track, first, track->count, run.end);
}

/* Of what may be shown, most is for claims. */
static void fold_side_track(struct maker *maker, uint32_t side, enum fdtr_map_track which, uint32_t *first)
{
	uint32_t most = maker->options.max_items;
	const uint32_t budgets[] = {most / 4, most - most / 4 - most / 8, most / 8};
	const uint32_t lanes[] = {2, maker->options.max_lanes, 3};
	struct track track = {.maker = maker, .things = &maker->things[*first], .most = lanes[which]};

	track.column = maker->map->column_count;
	while (*first < maker->thing_count && maker->things[*first].side == side &&
		maker->things[*first].track == (uint8_t)which) {
		++*first;
		track.count++;
	}
	fold_track(&track, budgets[which]);
	for (uint32_t i = 0; i < track.lanes; i++)
		maker->columns[maker->map->column_count++] = (struct fdtr_map_column){side, which};
}

static void count_folded(struct maker *maker)
{
	struct fdtr_map *map = maker->map;

	for (uint32_t i = 0; i < maker->thing_count; i++) {
		const struct thing *thing = &maker->things[i];

		if (map->items[thing->item].count < 2)
			continue;
		map->folded[thing->side]++;
		map->folded_tied[thing->side] += thing->tied && !maker->parts[thing->item].alike;
	}
}

int fdtr_map_fold(struct maker *maker)
{
	struct fdtr_map *map = maker->map;
	uint32_t first = 0;

	map->items = fdtr_arena_take_high(maker->arena, maker->thing_count, sizeof(*map->items));
	maker->parts = fdtr_arena_take_high(maker->arena, maker->thing_count, sizeof(*maker->parts));
	maker->columns = fdtr_arena_take(maker->arena, 6 * (size_t)MOST_LANES, sizeof(*maker->columns));
	if (!map->items || !maker->parts || !maker->columns)
		return FDTR_ERR_NOSPACE;
	map->columns = maker->columns;
	for (uint32_t side = 0; side < map->side_count; side++) {
		for (uint32_t track = FDTR_MAP_GROUND; track <= FDTR_MAP_WINDOWS; track++)
			fold_side_track(maker, side, (enum fdtr_map_track)track, &first);
	}
	count_folded(maker);
	return FDTR_OK;
}
