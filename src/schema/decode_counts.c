// SPDX-License-Identifier: BSD-2-Clause
#include "schema/decode_parts.h"

#include <stdlib.h>

static struct cell_count *find_place(const struct cell_counts *counts, uint32_t node, uint32_t number)
{
	const uint32_t mask = counts->size - 1;
	uint32_t place = (node * UINT32_C(0x9e3779b1) ^ number * UINT32_C(0x85ebca6b)) >> 7 & mask;

	while (counts->table[place].number &&
		(counts->table[place].node != node || counts->table[place].number != number))
		place = (place + 1) & mask;
	return &counts->table[place];
}

static bool grow(struct cell_counts *counts)
{
	struct cell_counts grown = {.size = counts->size ? 2 * counts->size : 256, .count = counts->count};

	if (counts->size > UINT32_MAX / 4)
		return false;
	grown.table = calloc(grown.size, sizeof(*grown.table));
	if (!grown.table)
		return false;
	for (uint32_t i = 0; i < counts->size; i++) {
		const struct cell_count *old = &counts->table[i];

		if (old->number)
			*find_place(&grown, old->node, old->number) = *old;
	}
	free(counts->table);
	*counts = grown;
	return true;
}

bool cell_counts_set(struct cell_counts *counts, uint32_t node, uint32_t number, uint32_t cells)
{
	struct cell_count *place;

	if (2 * counts->count >= counts->size && !grow(counts))
		return false;
	place = find_place(counts, node, number);
	counts->count += !place->number;
	*place = (struct cell_count){node, number, cells};
	return true;
}

bool cell_counts_get(const struct cell_counts *counts, uint32_t node, uint32_t number, uint32_t *cells)
{
	const struct cell_count *place = counts->size ? find_place(counts, node, number) : NULL;

	*cells = place && place->number ? place->cells : 0;
	return place && place->number;
}
