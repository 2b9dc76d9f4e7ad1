// SPDX-License-Identifier: BSD-2-Clause
#include "base/base.h"

#include <string.h>

#define ALIGNMENT ((size_t)8)

void fdtr_arena_init(struct fdtr_arena *arena, void *memory, size_t size)
{
	size_t skip = memory ? (ALIGNMENT - (uintptr_t)memory % ALIGNMENT) % ALIGNMENT : 0;

	if (!memory || size < skip)
		size = skip = 0;
	arena->memory = skip ? (unsigned char *)memory + skip : memory;
	arena->size = (size - skip) / ALIGNMENT * ALIGNMENT;
	arena->low = 0;
	arena->high = arena->size;
}

struct fdtr_arena_mark fdtr_arena_mark(const struct fdtr_arena *arena)
{
	return (struct fdtr_arena_mark){arena->low, arena->high};
}

void fdtr_arena_reset(struct fdtr_arena *arena, struct fdtr_arena_mark mark)
{
	arena->low = mark.low;
	arena->high = mark.high;
}

/* The bytes that `count` things need, rounded up; false when the arena has not that many. */
static bool fits(const struct fdtr_arena *arena, size_t count, size_t size, size_t *bytes)
{
	size_t left = arena->high - arena->low;

	*bytes = 0;
	if (count == 1 ? size > left : size && count > left / size) /* a division takes its time */
		return false;
	*bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	return *bytes <= left;
}

void *fdtr_arena_take(struct fdtr_arena *arena, size_t count, size_t size)
{
	size_t bytes;
	void *start;

	if (!fits(arena, count, size, &bytes))
		return NULL;
	start = arena->memory + arena->low;
	arena->low += bytes;
	return start;
}

void *fdtr_arena_take_high(struct fdtr_arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (!fits(arena, count, size, &bytes))
		return NULL;
	arena->high -= bytes;
	return arena->memory + arena->high;
}

char *fdtr_arena_copy(struct fdtr_arena *arena, const void *bytes, size_t length)
{
	char *copy = fdtr_arena_take(arena, length + 1, 1);

	if (!copy)
		return NULL;
	memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

void fdtr_array_begin(struct fdtr_array *array, struct fdtr_arena *arena, size_t size)
{
	array->arena = arena;
	array->items = arena->memory + arena->low;
	array->size = size;
	array->count = 0;
}

void *fdtr_array_push(struct fdtr_array *array)
{
	struct fdtr_arena *arena = array->arena;
	size_t before = arena->low, bytes;

	arena->low = (size_t)((unsigned char *)array->items - arena->memory);
	if (!fits(arena, array->count + 1, array->size, &bytes)) {
		arena->low = before;
		return NULL;
	}
	arena->low += bytes;
	return (unsigned char *)array->items + array->count++ * array->size;
}
