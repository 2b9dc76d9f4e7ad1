// SPDX-License-Identifier: BSD-2-Clause
/* Memory that goes all at once, and values made in it. */
#include "schema/value.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_PIECE ((size_t)4096)
#define LARGEST_PIECE ((size_t)1 << 20)

struct store_piece {
	struct store_piece *before;
	size_t size, used; /* of `data` */
	alignas(8) unsigned char data[];
};

/* Pieces double, so that a small store stays small and a large one is of few; the last is as the limit has it. */
static size_t next_size(const struct store *store, size_t least)
{
	const size_t limit = store->limit ? store->limit : SIZE_MAX - sizeof(struct store_piece);
	const size_t left = limit > store->used ? limit - store->used : 0;
	size_t size = store->pieces ? 2 * store->pieces->size : FIRST_PIECE;

	if (size > LARGEST_PIECE)
		size = LARGEST_PIECE;
	if (size < least)
		size = least;
	return size < left ? size : left;
}

static struct store_piece *add_piece(struct store *store, size_t least)
{
	const size_t size = next_size(store, least);
	struct store_piece *piece;

	if (size < least)
		return NULL;
	piece = calloc(1, sizeof(*piece) + size);
	if (!piece)
		return NULL;
	piece->before = store->pieces;
	piece->size = size;
	store->pieces = piece;
	store->used += size;
	return piece;
}

void *store_take(struct store *store, size_t size)
{
	struct store_piece *piece = store->pieces;
	void *taken;

	if (size > SIZE_MAX - 7)
		return NULL;
	size = (size + 7) & ~(size_t)7;
	if (!piece || size > piece->size - piece->used)
		piece = add_piece(store, size);
	if (!piece)
		return NULL;
	taken = piece->data + piece->used;
	piece->used += size;
	return taken;
}

char *store_text(struct store *store, const char *text, size_t length)
{
	char *copy = store_take(store, length + 1);

	return copy ? memcpy(copy, text, length) : NULL;
}

void store_free(struct store *store)
{
	while (store->pieces) {
		struct store_piece *before = store->pieces->before;

		free(store->pieces);
		store->pieces = before;
	}
	store->used = 0;
}

/* Space for one more of `size` bytes each. */
static void *grow(struct store *store, struct value *value, void *old, size_t size)
{
	const uint32_t capacity = value->capacity ? 2 * value->capacity : 4;
	void *grown;

	if (value->count < value->capacity)
		return old;
	if (value->capacity > UINT32_MAX / 2)
		return NULL;
	grown = store_take(store, capacity * size);
	if (!grown)
		return NULL;
	if (value->count)
		memcpy(grown, old, value->count * size);
	value->capacity = capacity;
	return grown;
}

struct value *value_append(struct store *store, struct value *array)
{
	struct value *items = grow(store, array, array->items, sizeof(*items));

	if (!items)
		return NULL;
	array->items = items;
	items[array->count] = (struct value){0};
	return &items[array->count++];
}

static struct member *append_member(
	struct store *store, struct value *object, const char *name, uint32_t hash)
{
	struct member *members = grow(store, object, object->members, sizeof(*members));

	if (!members)
		return NULL;
	object->members = members;
	members[object->count] = (struct member){
		.name = name, .hash = hash, .keyword = (uint16_t)keyword_find(name, strlen(name))};
	return &members[object->count++];
}

struct member *value_put(struct store *store, struct value *object, const char *name)
{
	struct member *member = value_member(object, name);

	return member ? member : append_member(store, object, name, value_hash(name, strlen(name)));
}

struct value *value_set(struct store *store, struct value *object, enum keyword keyword)
{
	struct member *member = value_put(store, object, keyword_name(keyword));

	return member ? &member->value : NULL;
}

bool value_remove(struct value *object, enum keyword keyword, struct value *taken)
{
	struct member *member = value_keyword(object, keyword);

	if (!member)
		return false;
	if (taken)
		*taken = member->value;
	object->count--;
	memmove(member, member + 1, (size_t)(object->members + object->count - member) * sizeof(*member));
	return true;
}

static bool copy_items(struct store *store, struct value *copy, const struct value *original)
{
	copy->items = store_take(store, original->count * sizeof(*copy->items));
	for (uint32_t i = 0; copy->items && i < original->count; i++) {
		if (!value_copy(store, &copy->items[i], &original->items[i]))
			return false;
	}
	return copy->items;
}

static bool copy_members(struct store *store, struct value *copy, const struct value *original)
{
	copy->members = store_take(store, original->count * sizeof(*copy->members));
	for (uint32_t i = 0; copy->members && i < original->count; i++) {
		copy->members[i] = original->members[i];
		if (!value_copy(store, &copy->members[i].value, &original->members[i].value))
			return false;
	}
	return copy->members;
}

/* As deep as a document may be. */
bool value_copy(struct store *store, struct value *copy, const struct value *original)
{
	*copy = *original;
	copy->capacity = original->count;
	if (original->kind == VALUE_ARRAY)
		return copy_items(store, copy, original);
	if (original->kind == VALUE_OBJECT)
		return copy_members(store, copy, original);
	return true;
}
