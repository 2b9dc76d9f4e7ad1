// SPDX-License-Identifier: BSD-2-Clause
/* The sweep against comparing everything with everything. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define MOST 12
#define ROUNDS 20000

struct seen {
	unsigned int pairs[MOST][MOST];
	uint64_t last_first; /* where the last `right` began */
	unsigned int calls;
	unsigned int stop_after; /* 0: never */
	bool stopped;
};

static bool note_pair(void *context, const struct fdtr_interval *left, const struct fdtr_interval *right)
{
	struct seen *seen = context;

	ck_assert(!seen->stopped);
	ck_assert_uint_le(left->range.first, right->range.first);
	ck_assert_uint_le(seen->last_first, right->range.first);
	seen->last_first = right->range.first;
	seen->pairs[left->tag < right->tag ? left->tag : right->tag]
		   [left->tag < right->tag ? right->tag : left->tag]++;
	seen->stopped = ++seen->calls == seen->stop_after;
	return !seen->stopped;
}

static struct fdtr_interval random_interval(uint64_t *state, uint32_t tag)
{
	uint32_t spread = 2 + random_below(state, 30);
	uint64_t first = random_below(state, spread), last = first + random_below(state, spread);

	if (random_below(state, 8) == 0)
		first = UINT64_MAX - first, last = UINT64_MAX;
	if (random_below(state, 40) == 0)
		first = 0;
	return (struct fdtr_interval){{first, last}, tag, random_below(state, 2) == 0};
}

static bool wanted(const struct fdtr_interval *a, const struct fdtr_interval *b, bool among_subjects)
{
	if (!a->subject && !b->subject)
		return false;
	return (among_subjects || !a->subject || !b->subject) && fdtr_range_overlaps(a->range, b->range);
}

static unsigned int check_against_naive(
	const struct fdtr_interval *original, uint32_t count, bool among_subjects, const struct seen *seen)
{
	unsigned int pairs = 0;

	for (uint32_t i = 0; i < count; i++)
		for (uint32_t k = i + 1; k < count; k++) {
			bool pair = wanted(&original[i], &original[k], among_subjects);

			ck_assert_msg(seen->pairs[i][k] == pair, "pair %u of %u, seen %u times", i, k,
				seen->pairs[i][k]);
			pairs += pair;
		}
	return pairs;
}

static void check_round(uint64_t *state, bool among_subjects)
{
	struct fdtr_interval original[MOST] = {0}, intervals[MOST];
	uint32_t scratch[MOST], count = random_below(state, MOST + 1);
	struct seen seen = {.stop_after = 0};
	unsigned int pairs;

	for (uint32_t i = 0; i < count; i++)
		original[i] = random_interval(state, i);
	memcpy(intervals, original, sizeof(intervals));
	fdtr_sweep(intervals, count, among_subjects, scratch, note_pair, &seen);
	pairs = check_against_naive(original, count, among_subjects, &seen);
	ck_assert_uint_eq(seen.calls, pairs);
	if (!pairs)
		return;
	seen = (struct seen){.stop_after = 1 + random_below(state, pairs)};
	pairs = seen.stop_after;
	memcpy(intervals, original, sizeof(intervals));
	fdtr_sweep(intervals, count, among_subjects, scratch, note_pair, &seen);
	ck_assert_uint_eq(seen.calls, pairs);
}

START_TEST(subjects_and_rest_as_naive)
{
	uint64_t state = 11;

	for (int i = 0; i < ROUNDS; i++)
		check_round(&state, false);
}
END_TEST

START_TEST(among_subjects_as_naive)
{
	uint64_t state = 12;

	for (int i = 0; i < ROUNDS; i++)
		check_round(&state, true);
}
END_TEST

START_TEST(scratch_is_not_overrun)
{
	uint64_t state = 13;

	for (uint32_t count = 0; count < 100; count++) {
		struct fdtr_interval *intervals = calloc(count + 1, sizeof(*intervals));
		uint32_t *scratch = malloc((count + 1) * sizeof(*scratch));
		struct seen seen = {.stop_after = 0};

		scratch[count] = 0xabcdef01;
		for (uint32_t i = 0; i < count; i++) {
			intervals[i] = random_interval(&state, i % MOST);
			intervals[i].subject = count % 3 == 0 ? true : count % 3 == 1 ? false : i % 2 != 0;
		}
		fdtr_sweep(intervals, count, true, scratch, note_pair, &seen);
		ck_assert_uint_eq(scratch[count], 0xabcdef01);
		free(scratch);
		free(intervals);
	}
}
END_TEST

static bool refuse(void *context, const struct fdtr_interval *left, const struct fdtr_interval *right)
{
	(void)context;
	ck_abort_msg("%u overlaps %u", left->tag, right->tag);
	return false;
}

/* Neighbours share no byte; the last one ends at 2^64. */
START_TEST(many_neighbours_do_not_overlap)
{
	static struct fdtr_interval intervals[100000];
	static uint32_t scratch[100000];
	uint64_t size = UINT64_MAX / 100000;

	for (uint32_t i = 0; i < 100000; i++) {
		uint32_t place = (i * UINT32_C(7919)) % 100000;

		intervals[i] = (struct fdtr_interval){
			{place * size, place == 99999 ? UINT64_MAX : place * size + size - 1}, i, i % 3 == 0};
	}
	fdtr_sweep(intervals, 100000, true, scratch, refuse, NULL);
}
END_TEST

Suite *sweep_suite(void)
{
	return SUITE_OF("sweep", subjects_and_rest_as_naive, among_subjects_as_naive, scratch_is_not_overrun,
		many_neighbours_do_not_overlap);
}
