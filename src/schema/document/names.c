// SPDX-License-Identifier: BSD-2-Clause
#include "schema/document/names.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/*
 * Names come from anybody: a seed that nobody knows beforehand keeps them from being made to meet at one place of the
 * table. It is seen in nothing that comes out.
 */
static uint64_t make_seed(const void *address)
{
	struct timespec now = {0};

	(void)clock_gettime(CLOCK_REALTIME, &now);
	return ((uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec ^ (uint64_t)(uintptr_t)address) *
	       UINT64_C(0x9e3779b97f4a7c15);
}

uint64_t names_mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0xff51afd7ed558ccd);
	return hash ^ hash >> 32;
}

static uint32_t spread(const struct names *names, const char *text, size_t length)
{
	uint64_t hash = names_mix(names->seed, length), word;

	for (; length >= sizeof(word); text += sizeof(word), length -= sizeof(word)) {
		memcpy(&word, text, sizeof(word));
		hash = names_mix(hash, word);
	}
	word = 0;
	memcpy(&word, text, length);
	return (uint32_t)names_mix(hash, word);
}

/* Where the name's number is, or is to be. */
static uint32_t *find_place(const struct names *names, const char *text, size_t length)
{
	const uint32_t mask = names->table_size - 1;
	uint32_t place = spread(names, text, length) & mask;

	for (; names->table[place]; place = (place + 1) & mask) {
		const struct name *name = &names->items[names->table[place]];

		if (name->length == length && !memcmp(name->text, text, length))
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
	if (!names->count) {
		names->count = 1;
		names->seed = make_seed(items);
	}
	for (uint32_t i = 1; i < names->count; i++)
		*find_place(names, items[i].text, items[i].length) = i;
	return true;
}

uint32_t names_add(struct names *names, const char *text, size_t length)
{
	uint32_t *place;

	if (length > UINT32_MAX || (names->count == names->capacity && !grow(names)))
		return 0;
	place = find_place(names, text, length);
	if (!*place) {
		names->items[names->count] = (struct name){text, (uint32_t)length, value_hash(text, length)};
		*place = names->count++;
	}
	return *place;
}

uint32_t names_find(const struct names *names, const char *text, size_t length)
{
	return names->table_size ? *find_place(names, text, length) : 0;
}

void names_free(struct names *names)
{
	free(names->items);
	free(names->table);
	*names = (struct names){0};
}
