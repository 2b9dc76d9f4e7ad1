// SPDX-License-Identifier: BSD-2-Clause
#include "schema/decode/decode_parts.h"

#include <stdlib.h>

static bool grow(struct decoder *decoder)
{
	const uint32_t capacity = decoder->count_capacity ? 2 * decoder->count_capacity : 256;
	struct cell_count *grown;

	if (decoder->count_capacity > UINT32_MAX / 4)
		return false;
	grown = realloc(decoder->counts, capacity * sizeof(*grown));
	if (!grown)
		return false;
	decoder->counts = grown;
	decoder->count_capacity = capacity;
	return true;
}

bool counts_add(struct decoder *decoder, uint32_t node, uint32_t number, uint32_t cells)
{
	struct standing *standing = &decoder->standings[node];

	if (decoder->count_count == decoder->count_capacity && !grow(decoder))
		return false;
	if (!standing->count_count)
		standing->first_count = decoder->count_count;
	decoder->counts[decoder->count_count++] =
		(struct cell_count){number, cells, UINT32_MAX - standing->count_count++};
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct cell_count *one = left, *other = right;

	if (one->number != other->number)
		return one->number < other->number ? -1 : 1;
	return one->order < other->order ? -1 : one->order > other->order;
}

void counts_settle(struct decoder *decoder, uint32_t node)
{
	const struct standing *standing = &decoder->standings[node];

	if (standing->count_count > 1)
		fdtr_sort(decoder->counts + standing->first_count, standing->count_count,
			sizeof(*decoder->counts), compare);
}

bool counts_get(const struct decoder *decoder, uint32_t node, uint32_t number, uint32_t *cells)
{
	const struct standing *standing = &decoder->standings[node];
	const struct cell_count *counts;
	uint32_t found;

	*cells = 0;
	if (!standing->count_count)
		return false;
	counts = decoder->counts + standing->first_count;
	found = fdtr_lower_bound(counts, standing->count_count, sizeof(*counts), number);
	if (found == standing->count_count || counts[found].number != number)
		return false;
	*cells = counts[found].cells;
	return true;
}
