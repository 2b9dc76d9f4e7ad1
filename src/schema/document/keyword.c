// SPDX-License-Identifier: BSD-2-Clause
#include "schema/document/keyword.h"

#include <string.h>

struct keyword_entry {
	const char *name;
	enum keyword_shape shape;
};

static const struct keyword_entry entries[KEYWORD_COUNT] = {
#define X(name, spelling, shape) [KEYWORD_##name] = {spelling, SHAPE_##shape},
	KEYWORDS(X)
#undef X
};

/* They are sorted as strcmp() has it. */
enum keyword keyword_find(const char *text, size_t length)
{
	size_t low = 1, high = KEYWORD_COUNT;

	while (low < high) {
		const size_t middle = (low + high) / 2;
		const int order = strncmp(entries[middle].name, text, length);

		if (!order && !entries[middle].name[length])
			return (enum keyword)middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return KEYWORD_NONE;
}

const char *keyword_name(enum keyword keyword)
{
	return entries[keyword].name;
}

enum keyword_shape keyword_shape(enum keyword keyword)
{
	return entries[keyword].shape;
}
