// SPDX-License-Identifier: BSD-2-Clause
/* Memory that goes all at once, and values made in it. */
#include "schema/document/value.h"

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

/*
 * Half of what there is, so that a small store stays small and a large one is of few; the last is as the limit has it.
 */
static size_t next_size(const struct store *store, size_t least)
{
	const size_t limit = store->limit ? store->limit : SIZE_MAX - sizeof(struct store_piece);
	const size_t left = limit > store->used ? limit - store->used : 0;
	size_t size = store->used / 2;

	if (size < FIRST_PIECE)
		size = FIRST_PIECE;
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

bool store_reserve(struct store *store, size_t size)
{
	const struct store_piece *piece = store->pieces;

	return (piece && size <= piece->size - piece->used) || add_piece(store, size);
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

static size_t part_size(const struct value *value)
{
	return value->kind == VALUE_ARRAY ? sizeof(*value->items) : sizeof(*value->members);
}

bool value_reserve(struct store *store, struct value *value, uint32_t more)
{
	const size_t size = part_size(value);
	const void *old = value->kind == VALUE_ARRAY ? (void *)value->items : (void *)value->members;
	const uint64_t capacity = (uint64_t)value->count + more;
	void *grown;

	if (capacity <= value->capacity)
		return true;
	if (capacity > UINT32_MAX || capacity > SIZE_MAX / size)
		return false;
	grown = store_take(store, (size_t)capacity * size);
	if (!grown)
		return false;
	if (value->count)
		memcpy(grown, old, value->count * size);
	value->capacity = (uint32_t)capacity;
	if (value->kind == VALUE_ARRAY)
		value->items = grown;
	else
		value->members = grown;
	return true;
}

/* Space for one more, and for half as many as there are, so that many cost no more than few. */
static bool has_space(struct store *store, struct value *value)
{
	return value->count < value->capacity || value_reserve(store, value, value->count / 2 + 1);
}

struct value *value_append(struct store *store, struct value *array)
{
	if (!has_space(store, array))
		return NULL;
	array->items[array->count] = (struct value){0};
	return &array->items[array->count++];
}

struct member *value_add(struct store *store, struct value *object, const struct member *member)
{
	if (!has_space(store, object))
		return NULL;
	object->members[object->count] = *member;
	return &object->members[object->count++];
}

struct member *value_put(struct store *store, struct value *object, const char *name)
{
	struct member *member = value_member(object, name);
	const size_t length = strlen(name);

	return member ? member
	              : value_add(store, object,
				&(struct member){.name = name,
					.hash = value_hash(name, length),
					.keyword = (uint16_t)keyword_find(name, length)});
}

struct member *value_set(struct store *store, struct value *object, enum keyword keyword)
{
	const char *name = keyword_name(keyword);
	struct member *member = value_keyword(object, keyword);

	return member ? member
	              : value_add(store, object,
				&(struct member){.name = name,
					.hash = value_hash(name, strlen(name)),
					.keyword = (uint16_t)keyword});
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
