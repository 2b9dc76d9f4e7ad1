// SPDX-License-Identifier: BSD-2-Clause
/* Finding members by name, and matching names against patterns, once each. */
#include "schema/evaluate/evaluate_walk.h"

#include <stdlib.h>
#include <string.h>

#define SMALL 4 /* members that are as quickly looked through */
#define LONG 8  /* patterns that an answer for all is kept of */

static bool make_space(struct lookup *lookup, uint32_t count)
{
	uint32_t size = 16, *slots;

	while (size / 4 < count && size < UINT32_MAX / 4)
		size *= 2;
	if (size > lookup->capacity) {
		slots = realloc(lookup->slots, size * sizeof(*slots));
		if (!slots)
			return false;
		lookup->slots = slots;
		lookup->capacity = size;
	}
	lookup->size = size;
	memset(lookup->slots, 0, size * sizeof(*lookup->slots));
	return true;
}

/* Without memory for it members are found one by one. */
void lookup_begin(struct lookup *lookup, const struct value *object)
{
	if (lookup->object == object)
		return;
	lookup->object = NULL;
	if (object->kind != VALUE_OBJECT || object->count <= SMALL || !make_space(lookup, object->count))
		return;
	for (uint32_t i = 0; i < object->count; i++) {
		uint32_t slot = object->members[i].hash & (lookup->size - 1);

		while (lookup->slots[slot])
			slot = (slot + 1) & (lookup->size - 1);
		lookup->slots[slot] = i + 1;
	}
	lookup->object = object;
}

static struct member *find_in_table(const struct lookup *lookup, const char *name, uint32_t hash)
{
	uint32_t slot = hash & (lookup->size - 1);

	for (; lookup->slots[slot]; slot = (slot + 1) & (lookup->size - 1)) {
		struct member *member = &lookup->object->members[lookup->slots[slot] - 1];

		if (member->hash == hash && !strcmp(member->name, name))
			return member;
	}
	return NULL;
}

struct member *walk_find(const struct walk *walk, const char *name, uint32_t hash)
{
	const struct value *object = walk->value;

	if (walk->evaluation->lookup.object == object)
		return find_in_table(&walk->evaluation->lookup, name, hash);
	(void)walk_spend(walk, object->count / 8);
	for (uint32_t i = 0; i < object->count; i++) {
		if (object->members[i].hash == hash && !strcmp(object->members[i].name, name))
			return &object->members[i];
	}
	return NULL;
}

struct member *walk_find_text(const struct walk *walk, const struct value *name)
{
	return walk_find(walk, name->text, value_hash(name->text, name->count));
}

static bool match(const struct walk *walk, const struct pattern *pattern, uint32_t line, const char *text,
	size_t length, enum match *found)
{
	struct evaluation *evaluation = walk->evaluation;

	*found = MATCH_NO;
	if (!pattern)
		return walk_end(walk, FDTR_ERR_INTERNAL, line, "the pattern has not been compiled");
	if (!walk_spend(walk, pattern_work(pattern, length)))
		return false;
	*found = pattern_match(pattern, evaluation->matcher, text, length);
	if (*found != MATCH_LIMIT)
		return true;
	return walk_end(walk, FDTR_ERR_BADTREE, line,
		"the pattern '%.80s' takes too long to match '%.60s'; let no repetition stand inside another",
		pattern_text(pattern), text);
}

/* Where the answer for this pattern and name is kept; NULL when it is not. */
static unsigned char *answer(
	struct evaluation *evaluation, const struct pattern *pattern, const struct member *member)
{
	unsigned char **row;

	if (!evaluation->matches || !pattern || !member->number ||
		member->number >= evaluation->decoded->names.count)
		return NULL;
	row = &evaluation->matches[pattern_number(pattern)];
	if (!*row)
		*row = calloc(evaluation->decoded->names.count, 1);
	return *row ? *row + member->number : NULL;
}

bool walk_matches_name(
	const struct walk *walk, const struct pattern *pattern, uint32_t line, const struct member *member)
{
	unsigned char *known = answer(walk->evaluation, pattern, member);
	enum match found;

	if (known && *known)
		return *known == 1 + MATCH_YES;
	if (match(walk, pattern, line, member->name, strlen(member->name), &found) && known)
		*known = (unsigned char)(1 + found);
	return found == MATCH_YES;
}

static bool all_say_nothing(const struct value *patterns)
{
	for (uint32_t i = 0; i < patterns->count; i++) {
		if (!walk_says_nothing(&patterns->members[i].value))
			return false;
	}
	return true;
}

/* NULL when nothing is kept of them. */
static struct pattern_union *find_union(struct evaluation *evaluation, const struct value *patterns)
{
	struct pattern_union *known = evaluation->unions, *end = known + EVALUATE_UNIONS;

	if (patterns->count < LONG || !evaluation->matches)
		return NULL;
	while (known < end && known->patterns && known->patterns != patterns)
		known++;
	if (known == end)
		return NULL;
	if (!known->patterns) {
		known->patterns = patterns;
		known->silent = all_say_nothing(patterns);
		known->matches = calloc(evaluation->decoded->names.count, 1);
	}
	return known;
}

bool walk_patterns_say_nothing(const struct walk *walk, const struct value *patterns)
{
	const struct pattern_union *known = find_union(walk->evaluation, patterns);

	return known ? known->silent : all_say_nothing(patterns);
}

/* The union's answer for the name; NULL when it is not kept. */
static unsigned char *union_answer(
	struct evaluation *evaluation, const struct value *patterns, const struct member *member)
{
	const struct pattern_union *known = find_union(evaluation, patterns);

	return known && known->matches && member->number && member->number < evaluation->decoded->names.count
	               ? known->matches + member->number
	               : NULL;
}

static bool any_matches(const struct walk *walk, const struct value *patterns, const struct member *member)
{
	for (uint32_t i = 0; i < patterns->count; i++) {
		const struct member *asked = &patterns->members[i];

		if (walk_matches_name(walk, asked->link, asked->line, member))
			return true;
	}
	return false;
}

bool walk_matches_any(const struct walk *walk, const struct value *patterns, const struct member *member)
{
	unsigned char *known = patterns ? union_answer(walk->evaluation, patterns, member) : NULL;
	bool matches;

	if (known && *known)
		return *known == 1 + true;
	if (!patterns || !walk_spend(walk, patterns->count))
		return false;
	matches = any_matches(walk, patterns, member);
	if (known && !walk->evaluation->status)
		*known = 1 + matches;
	return matches;
}

bool walk_matches(
	const struct walk *walk, const struct pattern *pattern, uint32_t line, const struct value *text)
{
	enum match found;

	(void)match(walk, pattern, line, text->text, text->count, &found);
	return found == MATCH_YES;
}
