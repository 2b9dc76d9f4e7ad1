// SPDX-License-Identifier: BSD-2-Clause
/* Looking at values. */
#include "schema/document/value.h"

#include <string.h>

/* FNV-1a. */
uint32_t value_hash(const char *text, size_t length)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619U;
	return hash;
}

static struct member *find(const struct value *object, const char *name, uint32_t hash)
{
	for (uint32_t i = 0; i < object->count; i++) {
		if (object->members[i].hash == hash && !strcmp(object->members[i].name, name))
			return &object->members[i];
	}
	return NULL;
}

struct member *value_member(const struct value *object, const char *name)
{
	return object->kind == VALUE_OBJECT ? find(object, name, value_hash(name, strlen(name))) : NULL;
}

struct member *value_keyword(const struct value *object, enum keyword keyword)
{
	if (object->kind != VALUE_OBJECT)
		return NULL;
	for (uint32_t i = 0; i < object->count; i++) {
		if (object->members[i].keyword == keyword)
			return &object->members[i];
	}
	return NULL;
}

struct value *value_get(const struct value *object, enum keyword keyword)
{
	struct member *member = value_keyword(object, keyword);

	return member ? &member->value : NULL;
}

const struct value *value_item(const struct value *array, uint32_t index, struct value *space)
{
	const unsigned char *cell;

	if (array->kind == VALUE_ARRAY)
		return &array->items[index];
	*space = (struct value){.kind = VALUE_INTEGER,
		.cell_size = array->cell_size,
		.at = array->at + index * array->cell_size};
	cell = array->bytes + (size_t)index * array->cell_size;
	for (uint8_t i = 0; i < array->cell_size; i++)
		space->integer = space->integer << 8 | cell[i];
	if (array->flags & VALUE_NEGATIVE && cell[0] & 0x80) {
		space->flags = VALUE_NEGATIVE;
		if (array->cell_size < 8)
			space->integer |= UINT64_MAX << (8 * array->cell_size);
	}
	return space;
}

const char *value_kind_name(const struct value *value)
{
	static const char *const names[] = {[VALUE_NULL] = "null",
		[VALUE_BOOLEAN] = "a boolean",
		[VALUE_INTEGER] = "an integer",
		[VALUE_REAL] = "a real number",
		[VALUE_STRING] = "a string",
		[VALUE_BYTES] = "bytes",
		[VALUE_CELLS] = "an array",
		[VALUE_ARRAY] = "an array",
		[VALUE_OBJECT] = "an object"};

	return names[value->kind];
}

bool value_is_array(const struct value *value)
{
	return value->kind == VALUE_ARRAY || value->kind == VALUE_CELLS;
}

bool value_is_string(const struct value *value, const char *text)
{
	return value->kind == VALUE_STRING && !strcmp(value->text, text);
}

static bool is_number(const struct value *value)
{
	return value->kind == VALUE_INTEGER || value->kind == VALUE_REAL;
}

static bool equal_integers(const struct value *left, const struct value *right)
{
	return left->integer == right->integer &&
	       (left->flags & VALUE_NEGATIVE) == (right->flags & VALUE_NEGATIVE);
}

/* Exactly: a large integer is not the real that is next to it. */
static bool equals_real(const struct value *integer, double real)
{
	if (integer->flags & VALUE_NEGATIVE)
		return real >= -0x1p63 && real < 0 && (double)(int64_t)real == real &&
		       (uint64_t)(int64_t)real == integer->integer;
	return real >= 0 && real < 0x1p64 && (double)(uint64_t)real == real &&
	       (uint64_t)real == integer->integer;
}

static bool equal_numbers(const struct value *left, const struct value *right)
{
	if (left->kind == VALUE_REAL && right->kind == VALUE_REAL)
		return left->real == right->real;
	if (left->kind == VALUE_REAL)
		return equals_real(right, left->real);
	if (right->kind == VALUE_REAL)
		return equals_real(left, right->real);
	return equal_integers(left, right);
}

/* Documents are not nested deeper than DOCUMENT_DEPTH_LIMIT, nor are trees, whose nodes are shallow. */
static bool equal_arrays(const struct value *left, const struct value *right)
{
	struct value left_space, right_space;

	for (uint32_t i = 0; i < left->count; i++) {
		if (!value_equal(value_item(left, i, &left_space), value_item(right, i, &right_space)))
			return false;
	}
	return true;
}

static bool equal_objects(const struct value *left, const struct value *right)
{
	for (uint32_t i = 0; i < left->count; i++) {
		const struct member *other = find(right, left->members[i].name, left->members[i].hash);

		if (!other || !value_equal(&left->members[i].value, &other->value))
			return false;
	}
	return true;
}

bool value_equal(const struct value *left, const struct value *right)
{
	if (is_number(left) && is_number(right))
		return equal_numbers(left, right);
	if (value_is_array(left) && value_is_array(right))
		return left->count == right->count && equal_arrays(left, right);
	if (left->kind != right->kind)
		return false;
	switch ((enum value_kind)left->kind) {
	case VALUE_BOOLEAN:
		return left->truth == right->truth;
	case VALUE_STRING:
		return left->count == right->count && !memcmp(left->text, right->text, left->count);
	case VALUE_BYTES:
		return left->count == right->count && !memcmp(left->bytes, right->bytes, left->count);
	case VALUE_OBJECT:
		return left->count == right->count && equal_objects(left, right);
	default:
		return true;
	}
}
