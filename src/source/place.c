// SPDX-License-Identifier: BSD-2-Clause
/*
 * Places as dtc says them, set right by the user's own file. Without cpp they are exact. cpp keeps the lines, but for
 * those that it joins; columns it only keeps up to the first blank too many or the first macro. So the definition is
 * looked for on the line, by its name, and, where a line holds several of a name, by their order.
 */
#include "source/map.h"

#include <stdlib.h>
#include <string.h>

static int number_compare(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

/* As it is named in the source. */
static struct site site_of(const struct entry *entry)
{
	bool root = entry->kind == SITE_NODE && !entry->length;

	return (struct site){
		.name = root ? "/" : entry->name, .length = root ? 1 : entry->length, .kind = entry->kind};
}

static int mark_order(const struct mark *left, const struct mark *right)
{
	int order = number_compare(left->file, right->file);

	if (!order)
		order = number_compare(left->line, right->line);
	if (!order)
		order = number_compare(left->kind, right->kind);
	return order ? order : name_compare(left->name, left->length, right->name, right->length);
}

static int mark_compare(const void *left, const void *right)
{
	const struct mark *a = left, *b = right;
	int order = mark_order(a, b);

	return order ? order : number_compare(a->column, b->column);
}

bool map_make_marks(struct source_map *map)
{
	const struct entry *entries = map->entries.items;
	const struct place *places = map->places.items;

	map->marks = malloc(map->places.count * sizeof(*map->marks) + 1);
	if (!map->marks)
		return false;
	for (uint32_t i = 0; i < map->entries.count; i++) {
		struct site site = site_of(&entries[i]);
		uint32_t end = entries[i].first_place + entries[i].place_count;

		for (uint32_t place = entries[i].first_place; place < end; place++)
			map->marks[map->mark_count++] = (struct mark){site.name, site.length, site.kind,
				places[place].file, places[place].at.line, places[place].at.column, place};
	}
	fdtr_sort(map->marks, map->mark_count, sizeof(*map->marks), mark_compare);
	return true;
}

/* The first mark that does not come before `like`, its column included. */
static uint32_t find_mark(const struct source_map *map, const struct mark *like)
{
	uint32_t low = 0, high = map->mark_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (mark_compare(&map->marks[middle], like) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Candidates on a line, all of one kind and name. */
struct candidates {
	const struct site *sites;
	uint32_t count;
};

/* When dtc knows of as many as stand there, the first is the first. */
static const struct site *by_order(const struct source_map *map, struct candidates among,
	const struct site *like, const struct place *place)
{
	struct mark mark = {like->name, like->length, like->kind, place->file, place->at.line, 0, 0};
	uint32_t first = find_mark(map, &mark), behind, this;

	mark.column = UINT32_MAX;
	behind = find_mark(map, &mark);
	mark.column = place->at.column;
	this = find_mark(map, &mark);
	return behind - first == among.count && this < behind ? &among.sites[this - first] : NULL;
}

static uint32_t column_of(const struct source_map *map, const struct site *site)
{
	return map->input.preprocessed ? site->said.column : site->at.column;
}

static const struct site *nearest(const struct source_map *map, struct candidates among, uint32_t column)
{
	uint32_t low = 0, high = among.count - 1;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (column_of(map, &among.sites[middle]) < column)
			low = middle + 1;
		else
			high = middle;
	}
	if (low &&
		column - column_of(map, &among.sites[low - 1]) < column_of(map, &among.sites[low]) - column)
		low--;
	return &among.sites[low];
}

/* How far down what cpp joined to a line is looked for. */
#define JOINED 256

static const struct site *on_joined_line(
	const struct sites *sites, const struct site *like, const struct place *place)
{
	struct site next = {.name = "", .kind = 0, .at = {place->at.line + 1, 0}};
	uint32_t unused, i = sites_on_line(sites, &next, &unused), end = i;
	const struct site *best = NULL;

	for (end += JOINED; i < end && i < sites->count && sites->items[i].said.line == place->at.line; i++) {
		const struct site *site = &sites->items[i];

		if (site->kind == like->kind &&
			!name_compare(site->name, site->length, like->name, like->length) &&
			(!best || site->said.column <= place->at.column))
			best = site;
	}
	return best;
}

static const struct site *find_named(const struct source_map *map, const struct sites *sites,
	const struct site *name, const struct place *place)
{
	struct site like = *name;
	struct candidates among;
	const struct site *site;
	uint32_t first;

	like.at.line = place->at.line;
	first = sites_on_line(sites, &like, &among.count);
	if (!among.count)
		return on_joined_line(sites, &like, place);
	among.sites = sites->items + first;
	site = by_order(map, among, &like, place);
	return site ? site : nearest(map, among, place->at.column);
}

/* Of "name@8", "name@". */
static uint32_t base_length(const char *name, uint32_t length)
{
	const char *at = memchr(name, '@', length);

	return at ? (uint32_t)(at + 1 - name) : length;
}

/* A unit address may well be a macro, as in "power-domain@DOMAIN_GPU". */
static const struct site *with_other_address(const struct source_map *map, const struct sites *sites,
	const struct site *name, const struct place *place)
{
	struct site like = {.name = "", .kind = SITE_NODE, .at = {place->at.line, 0}};
	uint32_t unused, i = sites_on_line(sites, &like, &unused), end = i;
	uint32_t length = base_length(name->name, name->length), best_distance = UINT32_MAX;
	const struct site *best = NULL;

	for (end += JOINED; i < end && i < sites->count; i++) {
		const struct site *site = &sites->items[i];
		uint32_t column = column_of(map, site), said = place->at.column;
		uint32_t distance = column > said ? column - said : said - column;

		if (site->kind != SITE_NODE || site->at.line != place->at.line)
			break;
		if (distance < best_distance && base_length(site->name, site->length) == length &&
			!memcmp(site->name, name->name, length)) {
			best = site;
			best_distance = distance;
		}
	}
	return best;
}

/* NULL when the name does not stand there, as when a macro made it. */
const struct site *map_site(
	const struct source_map *map, const struct entry *entry, const struct place *place)
{
	const struct sites *sites = &map_file(map, place->file)->sites;
	struct site like = site_of(entry);
	const struct site *site = sites->count ? find_named(map, sites, &like, place) : NULL;

	if (site || !sites->count || entry->kind != SITE_NODE)
		return site;
	site = with_other_address(map, sites, &like, place);
	like.name = "&";
	like.length = 1;
	return site ? site : find_named(map, sites, &like, place);
}

static struct source_span span_of(
	const struct source_map *map, const struct place *place, struct position at, struct position end)
{
	return (struct source_span){
		source_map_file(map, place->file), at.line, at.column, end.line, end.column};
}

/* The last word that begins no later than dtc says, but no argument: the macro, most likely. */
static struct source_span span_of_word(const struct source_map *map, const struct place *place)
{
	struct source_span span = span_of(map, place, place->at, place->end);
	struct token token, found = {0};
	struct scanner scanner;
	const char *text;
	size_t length;

	if (!map->input.preprocessed || !map_line(map, place->file, place->at.line, &text, &length))
		return span;
	scanner_init(&scanner, text, length);
	while (scanner_next(&scanner, &token) && (!found.length || token.said.column <= place->at.column)) {
		if (token.kind == TOKEN_NAME && !scanner.calls)
			found = token;
	}
	if (found.length) {
		span.column = found.at.column;
		span.end_line = span.line;
		span.end_column = found.end.column;
	}
	return span;
}

const struct place *map_place(const struct source_map *map, const struct entry *entry, uint32_t number)
{
	return (const struct place *)map->places.items + entry->first_place + number;
}

/* dtc wraps what extends an unknown label into a fragment of its own; the user wrote what is in it. */
static const struct entry *find_written(const struct source_map *map, const char *path)
{
	const struct entry *entries = map->entries.items;
	uint32_t entry = map_find_node(map, path);
	struct key key = {.name = "__overlay__", .length = 11, .kind = SITE_NODE, .parent = entry};

	if (entry != ENTRY_NONE && !entries[entry].place_count)
		entry = map_find(map, &key);
	return entry != ENTRY_NONE && entries[entry].place_count ? &entries[entry] : NULL;
}

bool source_map_node(const struct source_map *map, const char *path, struct source_span *span)
{
	const struct entry *entry = find_written(map, path);
	const struct place *place = entry ? map_place(map, entry, map_first_place(map, entry)) : NULL;
	const struct site *site = entry ? map_site(map, entry, place) : NULL;

	if (!entry)
		return false;
	*span = site ? span_of(map, place, site->named, site->named_end) : span_of_word(map, place);
	return true;
}

bool source_map_body(const struct source_map *map, const char *path, struct source_span *span)
{
	const struct entry *entry = find_written(map, path);
	const struct place *place = entry ? map_place(map, entry, map_first_place(map, entry)) : NULL;
	const struct site *site = entry ? map_site(map, entry, place) : NULL;

	if (!entry || (!site && map->input.preprocessed))
		return false;
	*span = span_of(map, place, site ? site->at : place->at,
		site && site->end.line == place->end.line ? site->end : place->end);
	return true;
}

bool source_map_property(
	const struct source_map *map, const char *path, const char *property, struct source_span *span)
{
	struct key key = {.name = property, .length = (uint32_t)strlen(property), .kind = SITE_PROPERTY};
	const struct entry *entry;
	const struct place *place;
	const struct site *site;
	uint32_t found;

	key.parent = map_find_node(map, path);
	found = key.parent != ENTRY_NONE ? map_find(map, &key) : ENTRY_NONE;
	entry = found != ENTRY_NONE ? (const struct entry *)map->entries.items + found : NULL;
	if (!entry || !entry->place_count)
		return false;
	place = map_place(map, entry, 0);
	site = map_site(map, entry, place);
	*span = site ? span_of(map, place, site->named, site->end) : span_of_word(map, place);
	return true;
}

/* Those of a file that dtc included: only when it holds all there are. */
static bool find_reserve(const struct source_map *map, uint32_t index, struct source_span *span)
{
	const struct site *found = NULL;
	uint32_t seen, in_file = 0;

	for (uint32_t i = 0; i < map->files.count; i++) {
		const struct sites *sites = &map_file(map, i)->sites;

		seen = 0;
		for (uint32_t k = 0; k < sites->count; k++) {
			if (sites->items[k].kind == SITE_RESERVE && seen++ == index) {
				found = &sites->items[k];
				in_file = i;
			}
		}
		if (seen && seen != map->reserves.count)
			return false;
	}
	if (found)
		*span = span_of(map, &(struct place){.file = in_file}, found->named, found->end);
	return found;
}

bool source_map_reserve(const struct source_map *map, uint32_t index, struct source_span *span)
{
	const uint32_t *reserves = map->reserves.items;
	const struct entry *entry;
	const struct place *place;
	const struct site *site;

	if (index >= map->reserves.count)
		return false;
	entry = (const struct entry *)map->entries.items + reserves[index];
	if (!entry->place_count)
		return find_reserve(map, index, span);
	place = map_place(map, entry, 0);
	site = map_site(map, entry, place);
	*span = site ? span_of(map, place, site->named, site->end) : span_of_word(map, place);
	return true;
}
