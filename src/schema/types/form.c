// SPDX-License-Identifier: BSD-2-Clause
#include "schema/types/form.h"

#include <string.h>

static bool first_is(const struct value *schema, enum keyword keyword, bool (*is)(const struct value *value))
{
	const struct value *value = schema ? value_get(schema, keyword) : NULL;

	if (value && value->kind == VALUE_ARRAY)
		value = value->count ? &value->items[0] : NULL;
	return value && is(value);
}

static bool is_integer(const struct value *value)
{
	return value->kind == VALUE_INTEGER || value->kind == VALUE_BOOLEAN;
}

static bool is_text(const struct value *value)
{
	return value->kind == VALUE_STRING;
}

bool form_is_integer(const struct value *schema)
{
	return first_is(schema, KEYWORD_CONST, is_integer) || first_is(schema, KEYWORD_ENUM, is_integer) ||
	       first_is(schema, KEYWORD_MINIMUM, is_integer) || first_is(schema, KEYWORD_MAXIMUM, is_integer);
}

bool form_is_string(const struct value *schema)
{
	return first_is(schema, KEYWORD_CONST, is_text) || first_is(schema, KEYWORD_ENUM, is_text) ||
	       first_is(schema, KEYWORD_PATTERN, is_text);
}

const struct value *form_first(const struct value *items)
{
	if (!items || items->kind != VALUE_ARRAY)
		return items;
	return items->count ? &items->items[0] : NULL;
}

static uint32_t count_of(const struct value *schema, enum keyword keyword, uint32_t otherwise)
{
	const struct value *value = schema ? value_get(schema, keyword) : NULL;

	if (!value || value->kind != VALUE_INTEGER)
		return otherwise;
	return value->integer < UINT32_MAX ? (uint32_t)value->integer : UINT32_MAX;
}

struct dimension form_range(const struct value *schema)
{
	const struct value *items;

	if (schema && schema->kind == VALUE_ARRAY) {
		if (schema->count != 1)
			return (struct dimension){0, 0};
		schema = &schema->items[0];
	}
	items = schema ? value_get(schema, KEYWORD_ITEMS) : NULL;
	if (items && items->kind == VALUE_ARRAY)
		return (struct dimension){count_of(schema, KEYWORD_MIN_ITEMS, items->count), items->count};
	return (struct dimension){count_of(schema, KEYWORD_MIN_ITEMS, 1),
		count_of(schema, KEYWORD_MAX_ITEMS, count_of(schema, KEYWORD_MIN_ITEMS, 0))};
}

bool form_has_unit(const char *name)
{
	static const char *const units[] = {"-bits", "-bp", "-celsius", "-hz", "-kBps", "-kelvin", "-kpascal",
		"-mhz", "-microamp", "-microamp-hours", "-microvolt", "-microwatt", "-microwatt-hours",
		"-millicelsius", "-milliwatt", "-mm", "-ms", "-nanoamp", "-ns", "-ohms", "-percent",
		"-picofarads", "-ps", "-sec", "-us"};
	const char *end = name + strlen(name);

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(units); i++) {
		const size_t length = strlen(units[i]);

		if ((size_t)(end - name) >= length && !memcmp(end - length, units[i], length))
			return true;
	}
	return false;
}
