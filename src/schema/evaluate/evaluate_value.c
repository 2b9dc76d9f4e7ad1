// SPDX-License-Identifier: BSD-2-Clause
/* What is asked of values of any kind: their type, and which they are. */
#include "schema/evaluate/evaluate_walk.h"

#include <stdlib.h>
#include <string.h>

static bool is_whole(const struct value *value)
{
	if (value->kind == VALUE_INTEGER)
		return true;
	if (value->kind != VALUE_REAL || value->real >= 0x1p63 || value->real < -0x1p63)
		return value->kind == VALUE_REAL && value->real - value->real == 0;
	return (double)(int64_t)value->real == value->real;
}

/* Bytes that nothing is known of are of no type. */
static bool is_type(const struct value *value, const struct value *type)
{
	if (value_is_string(type, "integer"))
		return is_whole(value);
	switch ((enum value_kind)value->kind) {
	case VALUE_NULL:
		return value_is_string(type, "null");
	case VALUE_BOOLEAN:
		return value_is_string(type, "boolean");
	case VALUE_INTEGER:
	case VALUE_REAL:
		return value_is_string(type, "number");
	case VALUE_STRING:
		return value_is_string(type, "string");
	case VALUE_CELLS:
	case VALUE_ARRAY:
		return value_is_string(type, "array");
	case VALUE_OBJECT:
		return value_is_string(type, "object");
	default:
		return false;
	}
}

static bool is_any_type(const struct value *value, const struct value *types)
{
	for (uint32_t i = 0; i < types->count; i++) {
		if (is_type(value, &types->items[i]))
			return true;
	}
	return false;
}

bool check_type(const struct walk *walk, const struct member *rule)
{
	if (rule->value.kind == VALUE_ARRAY ? is_any_type(walk->value, &rule->value)
					    : is_type(walk->value, &rule->value))
		return true;
	(void)fault_add(walk, rule);
	return false;
}

/* What comparing it may cost: members are looked for one by one. */
static uint64_t weight(const struct value *value)
{
	uint64_t sum = 1;

	if (value->kind == VALUE_STRING || value->kind == VALUE_BYTES || value->kind == VALUE_CELLS)
		return 1 + value->count / 8;
	if (value->kind == VALUE_OBJECT)
		sum += (uint64_t)value->count * value->count / 2;
	for (uint32_t i = 0; value_is_array(value) && i < value->count; i++)
		sum += weight(&value->items[i]);
	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++)
		sum += weight(&value->members[i].value);
	return sum;
}

static bool is_nested(const struct value *value)
{
	return value_is_array(value) || value->kind == VALUE_OBJECT;
}

static bool equal(const struct walk *walk, const struct value *left, const struct value *right)
{
	if (left->kind == VALUE_STRING || right->kind == VALUE_STRING)
		return left->kind == right->kind && left->count == right->count &&
		       !memcmp(left->text, right->text, left->count);
	if (!is_nested(left) || !is_nested(right))
		return value_equal(left, right);
	return left->count == right->count && walk_spend(walk, weight(left)) && value_equal(left, right);
}

bool check_const(const struct walk *walk, const struct member *rule)
{
	if (equal(walk, &rule->value, walk->value))
		return true;
	(void)fault_add(walk, rule);
	return false;
}

bool check_enum(const struct walk *walk, const struct member *rule)
{
	if (!walk_spend(walk, rule->value.count))
		return false;
	for (uint32_t i = 0; i < rule->value.count; i++) {
		if (equal(walk, &rule->value.items[i], walk->value))
			return true;
	}
	(void)fault_add(walk, rule);
	return false;
}

static uint64_t mix(uint64_t hash, uint64_t more)
{
	hash = (hash ^ more) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* What is equal has the same: 1 and 1.0, members in any order. */
static uint64_t digest(const struct value *value)
{
	struct value space;
	uint64_t hash = value_is_array(value) ? VALUE_ARRAY : value->kind;
	double real;

	switch ((enum value_kind)value->kind) {
	case VALUE_BOOLEAN:
		return mix(hash, value->truth);
	case VALUE_INTEGER:
	case VALUE_REAL:
		real = 0.0 + (value->kind == VALUE_REAL              ? value->real
				     : value->flags & VALUE_NEGATIVE ? (double)(int64_t)value->integer
								     : (double)value->integer);
		memcpy(&hash, &real, sizeof(hash));
		return mix(VALUE_REAL, hash);
	case VALUE_STRING:
	case VALUE_BYTES:
		return mix(mix(hash, value->count), value_hash(value->text, value->count));
	case VALUE_CELLS:
	case VALUE_ARRAY:
		for (uint32_t i = 0; i < value->count; i++)
			hash = mix(hash, digest(value_item(value, i, &space)));
		return hash;
	case VALUE_OBJECT:
		for (uint32_t i = 0; i < value->count; i++)
			hash += mix(value->members[i].hash, digest(&value->members[i].value));
		return mix(hash, value->count);
	default:
		return hash;
	}
}

struct ranked {
	uint64_t digest;
	uint32_t index;
	uint32_t unused;
};

static int by_digest(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->digest != b->digest)
		return a->digest < b->digest ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static bool is_twice(const struct walk *walk, const struct ranked *ranked, uint32_t count, uint32_t at)
{
	struct value space, other_space;
	const struct value *item = value_item(walk->value, ranked[at].index, &space);

	for (uint32_t i = at + 1; i < count && ranked[i].digest == ranked[at].digest; i++) {
		if (equal(walk, item, value_item(walk->value, ranked[i].index, &other_space)))
			return true;
	}
	return false;
}

static bool all_differ(const struct walk *walk, struct ranked *ranked)
{
	const uint32_t count = walk->value->count;
	struct value space;

	for (uint32_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){digest(value_item(walk->value, i, &space)), i, 0};
	fdtr_sort(ranked, count, sizeof(*ranked), by_digest);
	for (uint32_t i = 0; i < count; i++) {
		if (is_twice(walk, ranked, count, i))
			return false;
	}
	return true;
}

bool check_unique_items(const struct walk *walk, const struct member *rule)
{
	struct ranked few[32], *ranked = few;
	bool unique;

	if (!rule->value.truth || !value_is_array(walk->value) || walk->value->count < 2)
		return true;
	if (!walk_spend(walk, 32 * (uint64_t)walk->value->count + weight(walk->value)))
		return false;
	if (walk->value->count > FDTR_ARRAY_SIZE(few))
		ranked = malloc(walk->value->count * sizeof(*ranked));
	if (!ranked)
		return walk_end_memory(walk);
	unique = all_differ(walk, ranked);
	if (ranked != few)
		free(ranked);
	if (!unique)
		(void)fault_add(walk, rule);
	return unique;
}
