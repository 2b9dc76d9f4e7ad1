// SPDX-License-Identifier: BSD-2-Clause
/* What is asked of strings. */
#include "schema/evaluate/evaluate_walk.h"

#include <string.h>

bool check_pattern(const struct walk *walk, const struct member *rule)
{
	if (walk->value->kind != VALUE_STRING ||
		walk_matches(walk, rule->value.link, rule->line, walk->value))
		return true;
	(void)fault_add(walk, rule);
	return false;
}

/* Characters, not bytes. */
static uint32_t length(const struct value *string)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < string->count; i++)
		count += ((unsigned char)string->text[i] & 0xc0) != 0x80;
	return count;
}

bool check_min_length(const struct walk *walk, const struct member *rule)
{
	if (walk->value->kind != VALUE_STRING || length(walk->value) >= rule->value.integer)
		return true;
	(void)fault_add(walk, rule);
	return false;
}

bool check_max_length(const struct walk *walk, const struct member *rule)
{
	if (walk->value->kind != VALUE_STRING || length(walk->value) <= rule->value.integer)
		return true;
	(void)fault_add(walk, rule);
	return false;
}

/* An address of mail is all that dt-schema asks for: something with an @. Of other formats nothing is asked. */
bool check_format(const struct walk *walk, const struct member *rule)
{
	if (walk->value->kind != VALUE_STRING || !value_is_string(&rule->value, "email") ||
		memchr(walk->value->text, '@', walk->value->count))
		return true;
	(void)fault_add(walk, rule);
	return false;
}
