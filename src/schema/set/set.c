// SPDX-License-Identifier: BSD-2-Clause
/* Documents of a set by their $id. */
#include "schema/set/set.h"

#include <stdlib.h>
#include <string.h>

/* "x.yaml#" is "x.yaml". */
static size_t bare_length(const char *id, size_t length)
{
	return length && id[length - 1] == '#' ? length - 1 : length;
}

static bool has_id(const struct binding *binding, const char *id, size_t length)
{
	return !strncmp(binding->id, id, length) &&
	       (!binding->id[length] || (binding->id[length] == '#' && !binding->id[length + 1]));
}

/* Where the binding's number is, or is to be. */
static uint32_t *find_place(const struct fdtr_schemas *set, const char *id, size_t length)
{
	const uint32_t mask = set->by_id_size - 1;
	uint32_t place = value_hash(id, length) & mask;

	while (set->by_id[place] != FDTR_NONE && !has_id(&set->bindings[set->by_id[place]], id, length))
		place = (place + 1) & mask;
	return &set->by_id[place];
}

bool set_reserve(struct fdtr_schemas *set, uint32_t count)
{
	uint32_t size = 16;

	while (size / 2 < count)
		size *= 2;
	set->by_id = malloc(size * sizeof(*set->by_id));
	if (!set->by_id)
		return false;
	memset(set->by_id, 0xff, size * sizeof(*set->by_id));
	set->by_id_size = size;
	return true;
}

uint32_t set_add(struct fdtr_schemas *set, uint32_t index)
{
	const char *id = set->bindings[index].id;
	uint32_t *place = find_place(set, id, bare_length(id, strlen(id)));

	if (*place == FDTR_NONE)
		*place = index;
	return *place;
}

struct binding *set_binding(const struct fdtr_schemas *set, const char *id, size_t length)
{
	const uint32_t index = set->by_id_size ? *find_place(set, id, bare_length(id, length)) : FDTR_NONE;

	return index == FDTR_NONE ? NULL : &set->bindings[index];
}

const struct document *set_find(const struct fdtr_schemas *set, const char *id, size_t length)
{
	const struct binding *binding = set_binding(set, id, length);

	return binding ? &binding->document : NULL;
}
