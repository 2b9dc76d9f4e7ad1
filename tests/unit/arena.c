// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include <string.h>

static _Alignas(8) unsigned char memory[256];

START_TEST(memory_is_aligned)
{
	struct fdtr_arena arena;

	for (size_t skip = 0; skip < 8; skip++) {
		fdtr_arena_init(&arena, memory + skip, 64);
		ck_assert_uint_eq((uintptr_t)arena.memory % 8, 0);
		ck_assert(arena.memory >= memory + skip);
		ck_assert(arena.memory + arena.size <= memory + skip + 64);
		ck_assert_uint_ge(arena.size, 64 - 8);
		ck_assert_uint_eq((uintptr_t)fdtr_arena_take(&arena, 1, 3) % 8, 0);
		ck_assert_uint_eq((uintptr_t)fdtr_arena_take(&arena, 3, 1) % 8, 0);
		ck_assert_uint_eq((uintptr_t)fdtr_arena_take_high(&arena, 1, 5) % 8, 0);
	}
}
END_TEST

START_TEST(no_memory_is_an_empty_arena)
{
	struct fdtr_arena arena;

	fdtr_arena_init(&arena, NULL, 0);
	ck_assert_ptr_null(fdtr_arena_take(&arena, 1, 1));
	fdtr_arena_init(&arena, NULL, 100);
	ck_assert_ptr_null(fdtr_arena_take(&arena, 1, 1));
	for (size_t size = 0; size < 8; size++) {
		fdtr_arena_init(&arena, memory + 1, size);
		ck_assert_ptr_null(fdtr_arena_take(&arena, 1, 1));
		ck_assert_ptr_null(fdtr_arena_take_high(&arena, 1, 1));
	}
}
END_TEST

START_TEST(both_ends_meet)
{
	struct fdtr_arena arena;
	unsigned char *low, *high;

	fdtr_arena_init(&arena, memory, 64);
	low = fdtr_arena_take(&arena, 5, 8);
	high = fdtr_arena_take_high(&arena, 3, 8);
	ck_assert_ptr_eq(low, memory);
	ck_assert_ptr_eq(high, memory + 40);
	ck_assert_ptr_null(fdtr_arena_take(&arena, 1, 1));
	ck_assert_ptr_null(fdtr_arena_take_high(&arena, 1, 1));
	ck_assert_uint_eq(arena.low, 40);
	ck_assert_uint_eq(arena.high, 40);
}
END_TEST

START_TEST(what_does_not_fit_takes_nothing)
{
	static const size_t counts[] = {9, 65, SIZE_MAX, SIZE_MAX / 8, SIZE_MAX / 8 + 1, SIZE_MAX / 2 + 1};
	struct fdtr_arena arena;

	fdtr_arena_init(&arena, memory, 64);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(counts); i++) {
		ck_assert_ptr_null(fdtr_arena_take(&arena, counts[i], 8));
		ck_assert_ptr_null(fdtr_arena_take_high(&arena, counts[i], 8));
		ck_assert_ptr_null(fdtr_arena_take(&arena, 8, counts[i]));
	}
	ck_assert_uint_eq(arena.low, 0);
	ck_assert_uint_eq(arena.high, 64);
	ck_assert_ptr_nonnull(fdtr_arena_take(&arena, 64, 1));
}
END_TEST

START_TEST(nothing_can_be_taken_of_a_full_arena)
{
	struct fdtr_arena arena;

	fdtr_arena_init(&arena, memory, 64);
	ck_assert_ptr_nonnull(fdtr_arena_take(&arena, 8, 8));
	ck_assert_ptr_nonnull(fdtr_arena_take(&arena, 0, 8));
	ck_assert_ptr_nonnull(fdtr_arena_take_high(&arena, 0, 8));
}
END_TEST

START_TEST(reset_gives_back_both_ends)
{
	struct fdtr_arena arena;
	struct fdtr_arena_mark mark;
	void *first, *second;

	fdtr_arena_init(&arena, memory, 64);
	(void)fdtr_arena_take(&arena, 1, 8);
	(void)fdtr_arena_take_high(&arena, 1, 8);
	mark = fdtr_arena_mark(&arena);
	first = fdtr_arena_take(&arena, 2, 8);
	second = fdtr_arena_take_high(&arena, 2, 8);
	fdtr_arena_reset(&arena, mark);
	ck_assert_ptr_eq(fdtr_arena_take(&arena, 2, 8), first);
	ck_assert_ptr_eq(fdtr_arena_take_high(&arena, 2, 8), second);
}
END_TEST

START_TEST(copies_end_in_nul)
{
	struct fdtr_arena arena;
	char *copy;

	fdtr_arena_init(&arena, memory, 64);
	memset(memory, 'x', sizeof(memory));
	copy = fdtr_arena_copy(&arena, "abcdefgh", 8);
	ck_assert_str_eq(copy, "abcdefgh");
	ck_assert_uint_eq(arena.low, 16);
	ck_assert_ptr_null(fdtr_arena_copy(&arena, "0123456789012345678901234567890123456789abcdefgh", 48));
	ck_assert_ptr_nonnull(fdtr_arena_copy(&arena, "0123456789012345678901234567890123456789abcdefg", 47));
}
END_TEST

START_TEST(arrays_grow_to_the_last_byte)
{
	struct fdtr_arena arena;
	struct fdtr_array array;
	uint32_t *item, *items;

	fdtr_arena_init(&arena, memory, 64);
	(void)fdtr_arena_take(&arena, 1, 8);
	(void)fdtr_arena_take_high(&arena, 1, 8);
	fdtr_array_begin(&array, &arena, sizeof(uint32_t));
	for (uint32_t i = 0; i < 12; i++) {
		item = fdtr_array_push(&array);
		ck_assert_ptr_nonnull(item);
		*item = i;
	}
	ck_assert_ptr_null(fdtr_array_push(&array));
	ck_assert_uint_eq(array.count, 12);
	ck_assert_uint_eq(arena.low, arena.high);
	items = array.items;
	ck_assert_ptr_eq(items, memory + 8);
	for (uint32_t i = 0; i < 12; i++)
		ck_assert_uint_eq(items[i], i);
}
END_TEST

START_TEST(what_follows_an_array_is_aligned)
{
	struct fdtr_arena arena;
	struct fdtr_array array;

	fdtr_arena_init(&arena, memory, 64);
	fdtr_array_begin(&array, &arena, 3);
	for (int i = 0; i < 3; i++)
		ck_assert_ptr_nonnull(fdtr_array_push(&array));
	ck_assert_uint_eq(arena.low, 16);
	ck_assert_ptr_eq(fdtr_arena_take(&arena, 1, 8), memory + 16);
}
END_TEST

Suite *arena_suite(void)
{
	return SUITE_OF("arena", memory_is_aligned, no_memory_is_an_empty_arena, both_ends_meet,
		what_does_not_fit_takes_nothing, nothing_can_be_taken_of_a_full_arena,
		reset_gives_back_both_ends, copies_end_in_nul, arrays_grow_to_the_last_byte,
		what_follows_an_array_is_aligned);
}
