// SPDX-License-Identifier: BSD-2-Clause
/* What a misspelt name may have meant. */
#include "base/base.h"

#include <string.h>

enum { LONGEST = 63 };

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/* Letters to insert, delete, replace or swap with their neighbour; neither name is longer than LONGEST. */
static unsigned int edit_distance(const char *from, const char *to)
{
	unsigned int rows[3][LONGEST + 1];
	unsigned int *before = rows[0], *above = rows[1], *row = rows[2], *spare;
	size_t length = strlen(to);

	for (size_t k = 0; k <= length; k++)
		above[k] = (unsigned int)k;
	for (size_t i = 1; from[i - 1]; i++) {
		row[0] = (unsigned int)i;
		for (size_t k = 1; k <= length; k++) {
			row[k] = least(
				least(above[k], row[k - 1]) + 1, above[k - 1] + (from[i - 1] != to[k - 1]));
			if (i > 1 && k > 1 && from[i - 1] == to[k - 2] && from[i - 2] == to[k - 1])
				row[k] = least(row[k], before[k - 2] + 1);
		}
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[length];
}

const char *fdtr_nearest_name(
	const char *name, const char *(*name_at)(const void *context, size_t index), const void *context)
{
	size_t length = strlen(name);
	unsigned int distance, best = length < 4 ? 1 : length < 6 ? 2 : (unsigned int)length / 3;
	const char *nearest = NULL, *other;

	for (size_t i = 0; length <= LONGEST && (other = name_at(context, i)); i++) {
		if (strlen(other) > LONGEST)
			continue;
		distance = edit_distance(name, other);
		if (distance < best || (distance == best && !nearest)) {
			best = distance;
			nearest = other;
		}
	}
	return nearest;
}
