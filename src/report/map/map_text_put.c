// SPDX-License-Identifier: BSD-2-Clause
/* Columns, colours and lanes. */
#include "report/map/map_text.h"

#include <stdarg.h>
#include <string.h>

/* None at the end of a line. */
static void flush_blanks(struct map_text *text)
{
	if (text->blanks)
		fprintf(text->out, "%*s", (int)text->blanks, "");
	text->used += text->blanks;
	text->blanks = 0;
}

void map_text_put(struct map_text *text, const char *format, ...)
{
	char words[MAP_WORDS];
	va_list arguments;
	size_t length;

	va_start(arguments, format);
	(void)vsnprintf(words, sizeof(words), format, arguments);
	va_end(arguments);
	length = strlen(words);
	if (!length)
		return;
	flush_blanks(text);
	fputs(words, text->out);
	text->used += (uint32_t)length;
}

void map_text_sign(struct map_text *text, const char *sign)
{
	if (!strcmp(sign, " ")) {
		text->blanks++;
		return;
	}
	flush_blanks(text);
	fputs(sign, text->out);
	text->used++;
}

void map_text_to(struct map_text *text, uint32_t column)
{
	if (text->used + text->blanks < column)
		text->blanks = column - text->used;
}

void map_text_cut(struct map_text *text, const char *words, uint32_t room)
{
	uint32_t length = (uint32_t)strlen(words), head;

	if (length <= room) {
		map_text_put(text, "%s", words);
	} else if (room < 8) {
		map_text_put(text, "%.*s", (int)room, words);
	} else {
		head = (room - 2) / 2;
		map_text_put(text, "%.*s..%s", (int)head, words, words + length - (room - 2 - head));
	}
}

void map_text_wrap(struct map_text *text, const char *words, uint32_t indent)
{
	while (*words) {
		size_t length = strcspn(words, " ");

		if (text->used > indent && text->used + text->blanks + length > text->width) {
			map_text_end(text);
			map_text_to(text, indent);
		}
		if (length + indent > text->width)
			map_text_put(text, "%.*s", (int)(text->width - indent), words);
		else
			map_text_put(text, "%.*s", (int)length, words);
		words += length;
		for (; *words == ' '; words++)
			text->blanks++;
	}
}

void map_text_end(struct map_text *text)
{
	fputc('\n', text->out);
	text->used = text->blanks = 0;
}

void map_text_paint(struct map_text *text, const char *code)
{
	if (!text->colour)
		return;
	if (strcmp(code, MAP_PLAIN) != 0)
		flush_blanks(text);
	fputs(code, text->out);
}

void map_text_level(struct map_text *text, enum fdtr_severity level)
{
	map_text_paint(text, level == FDTR_ERROR     ? "\033[1;31m"
			     : level == FDTR_WARNING ? "\033[1;35m"
						     : MAP_FAINT);
}

void map_text_kind(struct map_text *text, enum fdtr_map_kind kind)
{
	static const char *const codes[] = {[FDTR_MAP_MEMORY] = "\033[32m",
		[FDTR_MAP_POOL] = "\033[1;36m",
		[FDTR_MAP_MMIO] = "\033[34m",
		[FDTR_MAP_PCI_WINDOW] = "\033[34m",
		[FDTR_MAP_GUARD] = "\033[36m",
		[FDTR_MAP_ALLOWED] = "\033[36m",
		[FDTR_MAP_MIXED] = MAP_PLAIN};

	map_text_paint(text, codes[kind] ? codes[kind] : "\033[33m");
}

const char *map_text_change(enum fdtr_map_change change)
{
	static const char *const signs[] = {"", "- ", "+ ", "> ", "~ "};

	return signs[change];
}

/* What stands inside a box: what became of it, or which pool it is. */
static char filling(const struct fdtr_map *map, const struct fdtr_map_item *item)
{
	if (item->change != FDTR_MAP_SAME)
		return map_text_change(item->change)[0];
	if (item->kind == FDTR_MAP_MEMORY)
		return ' ';
	if (item->kind != FDTR_MAP_POOL && item->pool == FDTR_NONE)
		return '.';
	return item->pool != FDTR_NONE && !map->pools[item->pool].letter[1] ? map->pools[item->pool].letter[0]
	                                                                    : '*';
}

struct cell {
	bool top, bottom, marked;
	char inside[2];
};

static void put_box(struct map_text *text, const struct cell *cell)
{
	const struct map_signs *signs = text->signs;
	const char *inside = cell->inside, *sides[2] = {signs->side, signs->side};

	for (int i = 0; i < 2 && (cell->top || cell->bottom); i++)
		sides[i] = cell->top && cell->bottom ? signs->single[i] : signs->corners[!cell->top][i];
	if (cell->top != cell->bottom)
		inside = signs->line;
	if (text->lane == 1 && (inside == signs->line || *inside == ' '))
		inside = signs->side;
	if (cell->marked)
		inside = signs->shared;
	if (text->lane > 1)
		map_text_sign(text, sides[0]);
	map_text_sign(text, inside);
	if (text->lane > 2)
		map_text_sign(text, sides[1]);
}

static void put_window(struct map_text *text, const struct cell *cell)
{
	if (text->lane > 1)
		map_text_sign(text, " ");
	map_text_sign(text, text->signs->window[cell->top ? 0 : cell->bottom ? 2 : 1]);
	if (text->lane > 2)
		map_text_sign(text, " ");
}

static void put_cell(struct map_text *text, uint32_t slice, uint32_t column, bool first, bool last)
{
	const struct fdtr_map *map = text->map;
	const struct fdtr_map_item *item = &map->items[map->slices[slice].items[column]];
	enum fdtr_severity marked = map_marked(map, slice, column);
	const struct cell cell = {first && map_begins(map, slice, column),
		last && map_ends(map, slice, column), marked != FDTR_DEFAULT, {filling(map, item), '\0'}};

	if (marked)
		map_text_level(text, marked);
	else
		map_text_kind(text, item->kind);
	if (map->columns[column].track == FDTR_MAP_WINDOWS)
		put_window(text, &cell);
	else
		put_box(text, &cell);
	map_text_paint(text, MAP_PLAIN);
}

void map_text_lanes(struct map_text *text, uint32_t slice, uint32_t number, uint32_t count)
{
	const struct fdtr_map *map = text->map;
	uint32_t column = text->address + 1;

	for (uint32_t i = 0; i < map->column_count; i++, column += text->lane) {
		if (i && map->columns[i].side != map->columns[i - 1].side) {
			map_text_to(text, column + 1);
			map_text_sign(text, text->signs->between);
			column += 3;
		}
		map_text_to(text, column);
		if (map->slices[slice].items[i] != FDTR_NONE)
			put_cell(text, slice, i, number == 0, number + 1 == count);
	}
	map_text_to(text, text->address + 1 + text->lanes + 1);
}
