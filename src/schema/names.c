// SPDX-License-Identifier: BSD-2-Clause
#include "schema/names.h"

#include <stdlib.h>
#include <string.h>

/* Where the name's number is, or is to be. */
static uint32_t *find_place(const struct names *names, const char *text, size_t length, uint32_t hash)
{
	const uint32_t mask = names->table_size - 1;
	uint32_t place = hash & mask;

	for (; names->table[place]; place = (place + 1) & mask) {
		const struct name *name = &names->items[names->table[place]];

		if (name->hash == hash && name->length == length && !memcmp(name->text, text, length))
			break;
	}
	return &names->table[place];
}

static bool grow(struct names *names)
{
	const uint32_t capacity = names->capacity ? 2 * names->capacity : 256;
	struct name *items;
	uint32_t *table;

	if (names->capacity > UINT32_MAX / 4)
		return false;
	items = realloc(names->items, capacity * sizeof(*items));
	if (!items)
		return false;
	items[0] = (struct name){0};
	names->items = items;
	table = calloc(2 * (size_t)capacity, sizeof(*table));
	if (!table)
		return false;
	free(names->table);
	names->table = table;
	names->table_size = 2 * capacity;
	names->capacity = capacity;
	if (!names->count)
		names->count = 1;
	for (uint32_t i = 1; i < names->count; i++)
		*find_place(names, items[i].text, items[i].length, items[i].hash) = i;
	return true;
}

uint32_t names_add(struct names *names, const char *text, size_t length)
{
	const uint32_t hash = value_hash(text, length);
	uint32_t *place;

	if (length > UINT32_MAX || (names->count == names->capacity && !grow(names)))
		return 0;
	place = find_place(names, text, length, hash);
	if (!*place) {
		names->items[names->count] = (struct name){text, (uint32_t)length, hash};
		*place = names->count++;
	}
	return *place;
}

uint32_t names_find(const struct names *names, const char *text, size_t length)
{
	return names->table_size ? *find_place(names, text, length, value_hash(text, length)) : 0;
}

void names_free(struct names *names)
{
	free(names->items);
	free(names->table);
	*names = (struct names){0};
}
