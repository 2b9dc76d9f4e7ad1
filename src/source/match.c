// SPDX-License-Identifier: BSD-2-Clause
/*
 * Places as dtc says them, set right by the user's own file. Without cpp they are exact. cpp keeps the order of things
 * on a line, but columns only up to the first macro that is longer or shorter than what it stands for. So the line's
 * places and what stands on it are laid side by side, as diff does with two files: macros make things that do not stand
 * there, and what is overridden or left out by #if stands there without a place.
 */
#include "source/map.h"

#include <stdlib.h>
#include <string.h>

static int number_compare(uint32_t left, uint32_t right)
{
	return (left > right) - (left < right);
}

static int mark_compare(const void *left, const void *right)
{
	const struct mark *a = left, *b = right;
	int order = number_compare(a->file, b->file);

	if (!order)
		order = number_compare(a->at.line, b->at.line);
	return order ? order : number_compare(a->at.column, b->at.column);
}

bool map_make_marks(struct source_map *map)
{
	const struct entry *entries = map->entries.items;
	const struct place *places = map->places.items;

	map->marks = malloc(map->places.count * sizeof(*map->marks) + 1);
	if (!map->marks)
		return false;
	for (uint32_t i = 0; i < map->entries.count; i++) {
		uint32_t end = entries[i].first_place + entries[i].place_count;

		for (uint32_t place = entries[i].first_place; place < end; place++)
			map->marks[map->mark_count++] =
				(struct mark){places[place].file, places[place].at, place, i};
	}
	fdtr_sort(map->marks, map->mark_count, sizeof(*map->marks), mark_compare);
	return true;
}

/* The first mark that does not come before this place. */
static uint32_t find_mark(const struct source_map *map, uint32_t file, uint32_t line)
{
	struct mark like = {.file = file, .at = {line, 0}};
	uint32_t low = 0, high = map->mark_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (mark_compare(&map->marks[middle], &like) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A fit is worth more than anything that can be said for or against it; the nearer in columns the better. */
#define FIT 16384U
#define FIT_SAME_COLUMN 12288U
#define FIT_END 4096U
#define FIT_MACRO 8192U
#define UNFIT_FAR 4096U
#define UNFIT_MACRO 8U
#define UNFIT_REFERENCE 256U

static bool may_be_macro(const struct site *site)
{
	if (site->kind == SITE_WORD)
		return true;
	for (uint32_t i = 0; i < site->length; i++) {
		char c = site->name[i];

		if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_')
			return false;
	}
	return true;
}

/* How well a definition fits what dtc has; 0 when it does not. */
static uint32_t fit_name(const struct entry *entry, const struct site *site)
{
	bool root = entry->kind == SITE_NODE && !entry->length;
	const char *name = root ? "/" : entry->name;
	uint32_t length = root ? 1 : entry->length;

	if (may_be_macro(site) && name_compare(name, length, site->name, site->length))
		return FIT_MACRO;
	if (entry->kind != site->kind)
		return 0;
	if (!name_compare(name, length, site->name, site->length))
		return FIT;
	if (entry->kind != SITE_NODE)
		return 0;
	if (names_but_for_macro(name, length, site->name, site->length))
		return FIT - UNFIT_MACRO;
	return site->length == 1 && *site->name == '&' ? FIT - UNFIT_REFERENCE : 0;
}

/* What is laid side by side at most; more is on lines of machines. */
#define MOST 256

/* What there is on a line by dtc, in `marks`, and in the file. A file that is included twice has all marks twice. */
struct line {
	const struct source_map *map;
	const struct mark *marks;
	uint32_t mark_count;
	uint32_t columns[MOST + 1]; /* the first mark of each column, and the count of marks */
	uint32_t column_count;      /* 0 when there are more */
	uint32_t expected[MOST];    /* where in the file each is most likely */
	const struct site *sites;
	uint32_t site_count;
};

/* The mark that stands for all of a column. */
static const struct mark *mark_of(const struct line *line, uint32_t column)
{
	return &line->marks[line->columns[column]];
}

static void find_columns(struct line *line)
{
	line->column_count = 0;
	for (uint32_t i = 0; i < line->mark_count; i++) {
		if (i && line->marks[i].at.column == line->marks[i - 1].at.column)
			continue;
		if (line->column_count == MOST) {
			line->column_count = 0;
			return;
		}
		line->expected[line->column_count] = line->marks[i].at.column;
		line->columns[line->column_count++] = i;
	}
	line->columns[line->column_count] = line->mark_count;
}

/* What ends on a line of its own, or has the length that it should, has no macro in the way. */
static uint32_t fit_end(const struct line *line, const struct mark *mark, const struct site *site)
{
	const struct place *place = (const struct place *)line->map->places.items + mark->place;
	uint32_t end = site->said_end.column + 1;
	bool same_length = place->end.line == place->at.line && site->said_end.line == site->said.line &&
	                   place->end.column - place->at.column == end - site->said.column;

	if (place->end.line != site->said_end.line)
		return 0;
	return same_length || place->end.column == end ? 2 * FIT_END : FIT_END;
}

static uint32_t fit(const struct line *line, uint32_t number, const struct site *site)
{
	const struct entry *entries = line->map->entries.items;
	const struct mark *mark = mark_of(line, number);
	uint32_t weight = fit_name(&entries[mark->entry], site);
	uint32_t column = line->expected[number], other = site->said.column;
	uint32_t distance = column > other ? column - other : other - column;

	if (weight > FIT_MACRO)
		weight += fit_end(line, mark, site);
	if (!weight || !distance)
		return weight ? weight + FIT_SAME_COLUMN : 0;
	return weight - (distance < UNFIT_FAR ? distance : UNFIT_FAR);
}

static void match(const struct line *line, uint32_t column, uint32_t site)
{
	struct place *places = line->map->places.items;

	for (uint32_t i = line->columns[column]; i < line->columns[column + 1]; i++)
		places[line->marks[i].place].site = &line->sites[site];
}

/* The best total of fits without crossing, in the way of longest common subsequences: `best` has a row a column. */
static void lay_side_by_side(const struct line *line, uint32_t *best)
{
	uint32_t width = line->site_count + 1, m = line->column_count, s = line->site_count;

	for (uint32_t i = 1; i <= m; i++) {
		for (uint32_t k = 1; k <= s; k++) {
			uint32_t above = best[(i - 1) * width + k], left = best[i * width + k - 1];
			uint32_t weight = fit(line, i - 1, &line->sites[k - 1]);
			uint32_t both = weight ? best[(i - 1) * width + k - 1] + weight : 0;
			uint32_t most = above > left ? above : left;

			best[i * width + k] = both > most ? both : most;
		}
	}
	while (m && s) {
		if (best[m * width + s] == best[(m - 1) * width + s])
			m--;
		else if (best[m * width + s] == best[m * width + s - 1])
			s--;
		else
			match(line, --m, --s);
	}
}

/* By their columns alone: where they are exact, and on lines of machines. */
static void match_columns(const struct line *line)
{
	const struct entry *entries = line->map->entries.items;
	struct place *places = line->map->places.items;

	for (uint32_t i = 0, site = 0; i < line->mark_count; i++) {
		const struct mark *mark = &line->marks[i];

		while (site < line->site_count && line->sites[site].said.column < mark->at.column)
			site++;
		if (site == line->site_count)
			return;
		if (line->sites[site].said.column == mark->at.column &&
			fit_name(&entries[mark->entry], &line->sites[site]))
			places[mark->place].site = &line->sites[site];
	}
}

/*
 * What has no fit was made by a macro that is called somewhere behind the last thing that has: `from` is its number
 * among the sites. It is the last macro that begins where dtc saw it or before, or else the next.
 */
static void match_macro(const struct line *line, uint32_t column, uint32_t from, uint32_t to)
{
	bool found = false;

	for (uint32_t site = from; site < to; site++) {
		if (!may_be_macro(&line->sites[site]))
			continue;
		if (found && line->sites[site].said.column > line->expected[column])
			return;
		match(line, column, site);
		found = true;
	}
}

static const struct place *place_of(const struct line *line, uint32_t column)
{
	return (const struct place *)line->map->places.items + mark_of(line, column)->place;
}

static uint32_t number_of(const struct line *line, const struct place *place)
{
	return (uint32_t)(place->site - line->sites);
}

/* The site of the next column that has one; the count of sites when none has. */
static uint32_t next_site(const struct line *line, uint32_t column)
{
	while (column < line->column_count && !place_of(line, column)->site)
		column++;
	return column < line->column_count ? number_of(line, place_of(line, column)) : line->site_count;
}

/* A macro that made something may have made more before and behind it. */
static void match_macros(const struct line *line)
{
	uint32_t from = 0;

	for (uint32_t column = 0; column < line->column_count; column++) {
		const struct place *place = place_of(line, column);
		uint32_t to = next_site(line, column);
		bool macro = to < line->site_count && may_be_macro(&line->sites[to]);

		if (place->site)
			from = macro ? to : to + 1;
		else
			match_macro(line, column, from, macro ? to + 1 : to);
	}
}

/* Macros before it on the line have moved what dtc saw, the same way as what was last matched. */
static void expect(struct line *line)
{
	struct place *places = line->map->places.items;
	uint32_t moved = 0;

	for (uint32_t column = 0; column < line->column_count; column++) {
		const struct place *place = place_of(line, column);

		line->expected[column] = place->at.column + moved;
		if (place->site)
			moved = place->site->said.column - place->at.column;
	}
	for (uint32_t i = 0; i < line->mark_count; i++)
		places[line->marks[i].place].site = NULL;
}

/* Twice: what is certain at first tells where the rest is to be expected. */
static bool match_in_order(struct line *line)
{
	size_t size = (size_t)(line->column_count + 1) * (line->site_count + 1);
	uint32_t *best = calloc(size, sizeof(*best));

	if (!best)
		return false;
	lay_side_by_side(line, best);
	expect(line);
	lay_side_by_side(line, best);
	match_macros(line);
	free(best);
	return true;
}

static void match_line(const struct source_map *map, const struct place *place)
{
	const struct file *file = map_file(map, place->file);
	uint32_t first = find_mark(map, place->file, place->at.line), first_site;
	struct place *places = map->places.items;
	struct line line = {.map = map, .marks = map->marks + first};

	for (uint32_t i = first; i < map->mark_count && map->marks[i].file == place->file &&
				 map->marks[i].at.line == place->at.line;
		i++) {
		places[map->marks[i].place].matched = true;
		line.mark_count++;
	}
	find_columns(&line);
	first_site = sites_on_line(&file->sites, place->at.line, &line.site_count);
	line.sites = line.site_count ? file->sites.items + first_site : NULL;
	if (!file->preprocessed || !line.column_count || line.site_count > MOST || !match_in_order(&line))
		match_columns(&line);
}

uint32_t map_node_at(const struct source_map *map, uint32_t file, struct position brace)
{
	const struct place *places = map->places.items;

	for (uint32_t i = find_mark(map, file, brace.line); i < map->mark_count; i++) {
		const struct mark *mark = &map->marks[i];
		const struct site *site;

		if (mark->file != file || mark->at.line != brace.line)
			break;
		site = map_site(map, &places[mark->place]);
		if (site && site->kind == SITE_NODE && site->said.line == brace.line &&
			site->said.column == brace.column)
			return mark->entry;
	}
	return ENTRY_NONE;
}

const struct site *map_site(const struct source_map *map, const struct place *place)
{
	if (!place->matched)
		match_line(map, place);
	return place->site;
}
