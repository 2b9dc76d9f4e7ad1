// SPDX-License-Identifier: BSD-2-Clause
#include "schema/types/types_parts.h"

#include <stdlib.h>
#include <string.h>

uint8_t type_number_size(enum type_base base)
{
	static const uint8_t sizes[] = {[TYPE_UINT8] = 1,
		[TYPE_INT8] = 1,
		[TYPE_UINT16] = 2,
		[TYPE_INT16] = 2,
		[TYPE_UINT32] = 4,
		[TYPE_INT32] = 4,
		[TYPE_UINT64] = 8,
		[TYPE_INT64] = 8,
		[TYPE_PHANDLE] = 4};

	return sizes[base];
}

bool type_is_signed(enum type_base base)
{
	return base == TYPE_INT8 || base == TYPE_INT16 || base == TYPE_INT32 || base == TYPE_INT64;
}

/* Patterns of any property at all: what they say of one is true of none. */
static bool is_general(const char *pattern)
{
	return !strcmp(pattern, "^[a-z][a-z0-9\\-]*$") ||
	       !strcmp(pattern, "^[a-zA-Z][a-zA-Z0-9\\-_]{0,63}$") || !strcmp(pattern, "^.*$") ||
	       !strcmp(pattern, ".*");
}

/* It has three characters in a row that names are made of: dt-schema takes no other pattern for one of a type. */
static bool has_fixed_text(const char *pattern)
{
	unsigned int run = 0;

	for (; *pattern && run < 3; pattern++) {
		const bool is_fixed = (*pattern >= 'a' && *pattern <= 'z') ||
		                      (*pattern >= 'A' && *pattern <= 'F') ||
		                      (*pattern >= '0' && *pattern <= '9') || *pattern == '-';

		run = is_fixed ? run + 1 : 0;
	}
	return run == 3;
}

/* That it is a node, or that nothing is known, is no type of a property. */
static void drop_nodes(struct type_entry **first)
{
	while (*first) {
		if ((*first)->type.base == TYPE_NONE || (*first)->type.base == TYPE_NODE)
			*first = (*first)->next;
		else
			first = &(*first)->next;
	}
}

static void drop_patterns(struct type_entry **first)
{
	while (*first) {
		if ((*first)->is_pattern)
			*first = (*first)->next;
		else
			first = &(*first)->next;
	}
}

static int add_pattern(
	struct types *types, struct patterns *patterns, uint32_t number, struct fdtr_error *error)
{
	const struct name *name = &types->names.items[number];
	struct type_pattern *added = &types->patterns[types->pattern_count];
	int status = patterns_add(patterns, name->text, name->length, &added->pattern, error);

	if (status)
		return status;
	added->entry = types->entries[number];
	types->pattern_count++;
	return FDTR_OK;
}

static int compare(const void *left, const void *right)
{
	return strcmp(pattern_text(((const struct type_pattern *)left)->pattern),
		pattern_text(((const struct type_pattern *)right)->pattern));
}

static uint32_t count_patterns(const struct types *types)
{
	uint32_t count = 0;

	for (uint32_t i = 1; i < types->names.count; i++)
		count += types->entries[i] && types->entries[i]->is_pattern;
	return count;
}

int types_settle(struct types *types, struct patterns *patterns, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (uint32_t i = 1; i < types->names.count; i++)
		drop_nodes(&types->entries[i]);
	types->patterns = store_take(&types->store, count_patterns(types) * sizeof(*types->patterns));
	if (!types->patterns)
		return fdtr_error_set(
			error, FDTR_ERR_NOSPACE, "not enough memory for the types of properties");
	for (uint32_t i = 1; i < types->names.count && !status; i++) {
		const char *name = types->names.items[i].text;

		if (!types->entries[i])
			continue;
		if (types->entries[i]->is_pattern && has_fixed_text(name) && !is_general(name))
			status = add_pattern(types, patterns, i, error);
		if (types->entries[i]->is_pattern || is_general(name))
			types->entries[i] = NULL;
		else
			drop_patterns(&types->entries[i]);
	}
	fdtr_sort(types->patterns, types->pattern_count, sizeof(*types->patterns), compare);
	return status;
}

void types_free(struct types *types)
{
	if (!types)
		return;
	names_free(&types->names);
	free(types->entries);
	store_free(&types->store);
	free(types);
}

static const struct type_entry *entries_of(const struct types *types, const char *name, size_t length)
{
	const uint32_t number = names_find(&types->names, name, length);

	return number ? types->entries[number] : NULL;
}

static bool is_among(const struct type *types, uint32_t count, const struct type *type)
{
	for (uint32_t i = 0; i < count; i++) {
		if (types[i].base == type->base && types[i].form == type->form)
			return true;
	}
	return false;
}

uint32_t types_of(const struct types *types, struct matcher *matcher, const char *name, size_t length,
	struct type found[TYPE_LIMIT])
{
	const struct type_entry *entry = entries_of(types, name, length);
	uint32_t count = 0;

	for (; entry && count < TYPE_LIMIT; entry = entry->next)
		found[count++] = entry->type;
	if (count)
		return count;
	for (uint32_t i = 0; i < types->pattern_count && count < TYPE_LIMIT; i++) {
		const struct type_pattern *pattern = &types->patterns[i];

		if (!is_among(found, count, &pattern->entry->type) &&
			pattern_match(pattern->pattern, matcher, name, length) == MATCH_YES)
			found[count++] = pattern->entry->type;
	}
	return count;
}

static bool give(const struct type *type, struct dimension *outer, struct dimension *inner)
{
	*outer = type->outer;
	*inner = type->inner;
	return true;
}

bool types_dimensions(const struct types *types, struct matcher *matcher, const char *name, size_t length,
	struct dimension *outer, struct dimension *inner)
{
	const struct type_entry *entry = entries_of(types, name, length);

	for (; entry; entry = entry->next) {
		if (entry->type.has_dimensions)
			return give(&entry->type, outer, inner);
	}
	for (uint32_t i = 0; i < types->pattern_count; i++) {
		const struct type_pattern *pattern = &types->patterns[i];

		if (pattern->entry->type.has_dimensions &&
			pattern_match(pattern->pattern, matcher, name, length) == MATCH_YES)
			return give(&pattern->entry->type, outer, inner);
	}
	return false;
}
