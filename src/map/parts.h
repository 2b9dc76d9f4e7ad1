/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the parts of the layout share. Things are what has a place, one by one; items are what is shown of them. Everything
 * that is not the map's own is taken from the high end of the arena and given back.
 */
#ifndef FDTR_SRC_MAP_PARTS_H
#define FDTR_SRC_MAP_PARTS_H

#include "map/map.h"

struct thing {
	struct fdtr_range range;
	struct fdtr_range shown; /* windows: cut to where anything else is */
	struct fdtr_origin origin;
	uint64_t stem;    /* the same for names that differ in what numbers them */
	uint64_t rules;   /* of the findings that point at it */
	uint32_t section; /* claims: how many banks begin and end before it */
	uint32_t pool;    /* index into map.pools */
	uint32_t item;
	uint8_t side, kind, track, change, severity;
	bool tied;
	uint32_t partner; /* the same thing of the other input, FDTR_NONE for none */
};

/* What items have besides what is public. */
struct item_part {
	struct fdtr_range shown;
	const struct thing *first, *last;
	bool alike; /* all things of it */
};

/* A finding points at something: a thing, an item, or an object of an input. */
struct tie {
	uint32_t subject;
	uint16_t rule;
	uint8_t severity;
	uint8_t side; /* of an object */
};

struct ties {
	struct tie *items; /* by side and subject, then the gravest first */
	uint32_t count;
};

/* A finding has an end in each of two things or items, the lower first. */
struct pair {
	uint32_t left, right;
	uint16_t rule;
	uint8_t severity;
	uint8_t unused;
};

struct pairs {
	struct pair *items;
	uint32_t count;
};

struct maker {
	struct fdtr_map *map;
	const struct fdtr_map_input *inputs;
	struct fdtr_map_options options;
	struct fdtr_arena *arena;
	const struct fdtr_rule *const *rules;
	size_t rule_count;
	struct thing *things; /* by side, track, then address */
	uint32_t thing_count;
	uint32_t first_pool[2];  /* of each input, in map.pools */
	struct item_part *parts; /* per item */
	struct fdtr_map_column *columns;
	struct fdtr_map_slice *slices;
	struct ties thing_ties, object_ties;
	struct pairs pairs;
};

/* All of these return a status; FDTR_ERR_NOSPACE without a sentence. */
int fdtr_map_collect(struct maker *maker);
int fdtr_map_tie(struct maker *maker);
int fdtr_map_compare(struct maker *maker);
int fdtr_map_fold(struct maker *maker);
int fdtr_map_finish_items(struct maker *maker);
int fdtr_map_cut(struct maker *maker);
int fdtr_map_list_users(struct maker *maker);
int fdtr_map_list_pools(struct maker *maker);
int fdtr_map_finish_pools(struct maker *maker);

enum fdtr_map_track fdtr_map_track_of(enum fdtr_map_kind kind);
/* By side, track, address, then where it was said. */
int fdtr_map_order_things(const void *left, const void *right);

/* What numbers tell of a name: a path's hash, and its stem's. */
uint64_t fdtr_map_hash(uint64_t seed, const void *data, size_t size);
uint64_t fdtr_map_stem(const struct fdtr_map_input *input, uint32_t object);
const char *fdtr_map_path(struct maker *maker, uint32_t side, uint32_t object);
uint64_t fdtr_map_path_hash(const struct fdtr_map_input *input, uint32_t object);
/* The name of one, and of a run from one to another; NULL when the arena is full. */
const char *fdtr_map_object_name(struct maker *maker, uint32_t side, uint32_t object);
const char *fdtr_map_thing_name(struct maker *maker, const struct thing *thing);
const char *fdtr_map_run_name(struct maker *maker, const char *first, const char *last);

/* Puts ties in order and drops what is said twice. */
void fdtr_map_sort_ties(struct ties *ties);
/* The rules that point at a subject, the gravest first, in the arena. */
int fdtr_map_rules_of(struct maker *maker, const struct ties *ties, uint32_t side, uint32_t subject,
	const struct fdtr_rule *const **rules, uint32_t *count, enum fdtr_severity *severity);

#endif
