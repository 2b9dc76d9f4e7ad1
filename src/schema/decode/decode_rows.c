// SPDX-License-Identifier: BSD-2-Clause
/*
 * Cells in rows. Where dt-schema ends with an error, because a phandle leads nowhere or there are too few cells, or
 * never ends, because a row would have none, what is left is one row here. Of a list it drops what follows a phandle
 * that leads nowhere, and of GPIOs all that dimensions have put in a second row; here nothing is lost.
 */
#include "schema/decode/decode_parts.h"

#include <string.h>

struct splitter {
	const struct decoder *decoder;
	const struct reading *reading;
	const struct value *cells;
	const char *name; /* of the property */
	uint32_t node;
};

static uint32_t cell_at(const struct splitter *splitter, uint32_t index)
{
	struct value space;

	return (uint32_t)value_item(splitter->cells, index, &space)->integer;
}

static uint32_t count_of(const struct splitter *splitter, uint32_t node, uint32_t number)
{
	uint32_t cells;

	(void)counts_get(splitter->decoder, node, number, &cells);
	return cells;
}

static uint32_t own_count(const struct splitter *splitter, uint32_t node, enum own_name name)
{
	return count_of(splitter, node, splitter->decoder->own[name]);
}

/* The next unresolved phandle from there on, `end` when there is none. */
static uint32_t next_unresolved(const struct splitter *splitter, uint32_t from, uint32_t end)
{
	while (from < end && cell_at(splitter, from) != UNRESOLVED)
		from++;
	return from < end ? from : end;
}

/* As dt-schema has it, the last cell of all is never taken for a phandle. */
static uint64_t gpio_row(const struct splitter *splitter, uint32_t at)
{
	const uint32_t phandle = cell_at(splitter, at), count = splitter->cells->count;
	uint32_t next, node;

	if (!phandle)
		return 1;
	if (phandle == UNRESOLVED) {
		next = next_unresolved(splitter, at + 1, count - 1);
		return next < count - 1 ? next - at : count - at;
	}
	node = fdtr_tree_by_phandle(splitter->decoder->tree, phandle);
	return node == FDTR_NONE ? 0 : 1 + (uint64_t)own_count(splitter, node, OWN_GPIO_CELLS);
}

/*
 * A unit's address and interrupt, the parent's phandle, and what the parent has for both. dt-schema takes the first
 * entry's parent for that of all, and counts an `interrupts` that follows in the node by the node's own
 * #interrupt-cells, which are its children's; the kernel does neither.
 */
static uint64_t interrupt_map_row(const struct splitter *splitter, uint32_t at)
{
	const uint64_t own = (uint64_t)own_count(splitter, splitter->node, OWN_ADDRESS_CELLS) +
	                     own_count(splitter, splitter->node, OWN_INTERRUPT_CELLS);
	const uint32_t count = splitter->cells->count;
	uint32_t phandle, next, node;

	if (own >= count - at)
		return 0;
	phandle = cell_at(splitter, at + (uint32_t)own);
	if (phandle == UNRESOLVED) {
		next = next_unresolved(splitter, at + (uint32_t)own + 1, count);
		return next < count ? next - at - own : 0;
	}
	node = fdtr_tree_by_phandle(splitter->decoder->tree, phandle);
	if (node == FDTR_NONE)
		return 0;
	return own + 1 + own_count(splitter, node, OWN_ADDRESS_CELLS) +
	       own_count(splitter, node, OWN_INTERRUPT_CELLS);
}

/* A phandle and its arguments; 0 when that cannot be said. */
static uint64_t phandle_size(const struct splitter *splitter, uint64_t at)
{
	const struct reading *reading = splitter->reading;
	const uint32_t count = splitter->cells->count;
	uint32_t phandle, node, next;

	if (at >= count)
		return 0;
	phandle = cell_at(splitter, (uint32_t)at);
	if (!phandle || (!reading->cells && !reading->cells_number))
		return 1;
	if (phandle == UNRESOLVED) {
		const struct marks *marks = &splitter->decoder->marks;

		if (!marks_have(marks, splitter->node, splitter->name, (uint32_t)at))
			return 0;
		for (next = (uint32_t)at + 1; next < count; next++) {
			if (marks_have(marks, splitter->node, splitter->name, next))
				break;
		}
		return next - at;
	}
	node = fdtr_tree_by_phandle(splitter->decoder->tree, phandle);
	if (node == FDTR_NONE)
		return 0;
	return 1 + (uint64_t)(reading->cells_number ? count_of(splitter, node, reading->cells_number)
						    : reading->cells);
}

static uint64_t phandle_row(const struct splitter *splitter, uint32_t at)
{
	const uint64_t first = phandle_size(splitter, at);

	return first && splitter->reading->in_pairs ? first + phandle_size(splitter, at + first) : first;
}

static uint64_t reg_row(const struct splitter *splitter)
{
	const uint32_t parent = splitter->decoder->tree->nodes[splitter->node].parent;
	const struct standing *above = &splitter->decoder->standings[parent == FDTR_NONE ? 0 : parent];

	return parent == FDTR_NONE ? 3 : (uint64_t)above->address_cells + above->size_cells;
}

static uint64_t ranges_row(const struct splitter *splitter)
{
	const uint32_t parent = splitter->decoder->tree->nodes[splitter->node].parent;
	const uint64_t above = parent == FDTR_NONE ? 2 : splitter->decoder->standings[parent].address_cells;

	return above + own_count(splitter, splitter->node, OWN_ADDRESS_CELLS) +
	       own_count(splitter, splitter->node, OWN_SIZE_CELLS);
}

/* The cells of the row that begins there; 0 for all that are left. */
static uint64_t row_at(const struct splitter *splitter, uint32_t at)
{
	switch ((enum split)splitter->reading->split) {
	case SPLIT_GPIOS:
		return gpio_row(splitter, at);
	case SPLIT_INTERRUPTS:
		return splitter->decoder->standings[splitter->node].interrupt_cells;
	case SPLIT_INTERRUPT_MAP:
		return interrupt_map_row(splitter, at);
	case SPLIT_REG:
		return reg_row(splitter);
	case SPLIT_RANGES:
		return ranges_row(splitter);
	case SPLIT_PHANDLES:
		return phandle_row(splitter, at);
	default:
		return 0;
	}
}

static uint32_t bounded(uint64_t row, uint32_t left)
{
	return row && row < left ? (uint32_t)row : left;
}

static bool make_rows(struct decoder *decoder, struct value *rows, uint32_t at, uint32_t count)
{
	*rows = (struct value){.kind = VALUE_ARRAY, .at = at, .capacity = count};
	rows->items = store_take(&decoder->decoded->store, count * sizeof(*rows->items));
	return rows->items;
}

static void add_row(struct value *rows, const struct value *cells, uint32_t at, uint32_t count)
{
	struct value *row = &rows->items[rows->count++];

	*row = *cells;
	row->at = cells->at + at * cells->cell_size;
	row->bytes = cells->bytes + (size_t)at * cells->cell_size;
	row->count = count;
}

bool rows_even(struct decoder *decoder, struct value *rows, const struct value *cells, uint64_t row)
{
	const uint32_t size = bounded(row, cells->count);

	if (!make_rows(decoder, rows, cells->at, (cells->count - 1) / size + 1))
		return false;
	for (uint32_t at = 0; at < cells->count; at += bounded(row, cells->count - at))
		add_row(rows, cells, at, bounded(row, cells->count - at));
	return true;
}

static uint32_t count_rows(const struct splitter *splitter)
{
	const uint32_t count = splitter->cells->count;
	uint32_t rows = 0;

	for (uint32_t at = 0; at < count; rows++)
		at += bounded(row_at(splitter, at), count - at);
	return rows;
}

/*
 * "foo-regs" may hold a phandle and offsets: no list of phandles, if the provider says nothing of #foo-reg-cells and not
 * all that follows are phandles. dt-schema cuts such a property off behind its first cell.
 */
static bool is_list(const struct splitter *splitter)
{
	const struct decoder *decoder = splitter->decoder;
	const uint32_t node = fdtr_tree_by_phandle(decoder->tree, cell_at(splitter, 0));
	uint32_t at = 0, cells;
	uint64_t row;

	if (node == FDTR_NONE || !splitter->reading->cells_number ||
		counts_get(decoder, node, splitter->reading->cells_number, &cells))
		return true;
	for (; at < splitter->cells->count; at += bounded(row, splitter->cells->count - at)) {
		row = phandle_row(splitter, at);
		if (!row)
			return false;
	}
	return true;
}

bool rows_split(struct decoder *decoder, uint32_t node, uint32_t number, struct value *rows,
	const struct value *cells)
{
	const struct splitter splitter = {.decoder = decoder,
		.reading = &decoder->readings[number],
		.cells = cells,
		.name = decoder->decoded->names.items[number].text,
		.node = node};

	if (splitter.reading->split == SPLIT_PHANDLES && !is_list(&splitter))
		return rows_even(decoder, rows, cells, 0);
	if (!make_rows(decoder, rows, cells->at, count_rows(&splitter)))
		return false;
	for (uint32_t at = 0; at < cells->count; at += rows->items[rows->count - 1].count)
		add_row(rows, cells, at, bounded(row_at(&splitter, at), cells->count - at));
	return true;
}
