// SPDX-License-Identifier: BSD-2-Clause
#include "schema/words/where.h"

/* The way from the innermost object down: the member of it, and items below. */
static void find_items(struct where *where, const struct step *path, const struct step *object)
{
	uint32_t depth = 0;

	for (const struct step *step = path; step != object && !step->name; step = step->up)
		depth++;
	where->depth = depth < WHERE_DEPTH ? depth : WHERE_DEPTH;
	for (const struct step *step = path; step != object; step = step->up) {
		if (step->name)
			where->property = step->name;
		else if (--depth < WHERE_DEPTH)
			where->index[depth] = step->index;
	}
}

void where_find(struct where *where, const struct value *root, const struct fault *fault)
{
	const struct step *object = fault->path;
	const struct member *member;

	while (object && object->value->kind != VALUE_OBJECT)
		object = object->up;
	*where = (struct where){.object = object ? object->value : root, .property = fault->property};
	if (fault->path != object)
		find_items(where, fault->path, object);
	member = where->property ? value_member(where->object, where->property) : NULL;
	where->whole = member ? &member->value : NULL;
}

uint32_t where_extent(const struct value *value)
{
	uint32_t extent = 0;

	switch ((enum value_kind)value->kind) {
	case VALUE_INTEGER:
		return value->cell_size;
	case VALUE_STRING:
		return value->count + 1;
	case VALUE_BYTES:
		return value->count;
	case VALUE_CELLS:
		return value->count * value->cell_size;
	case VALUE_ARRAY:
		for (uint32_t i = 0; i < value->count; i++)
			extent += where_extent(&value->items[i]);
		return extent;
	default:
		return 0;
	}
}
