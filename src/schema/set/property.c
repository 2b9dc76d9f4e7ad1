// SPDX-License-Identifier: BSD-2-Clause
/* What the types of a name come to, for those who write values. */
#include "schema/set/set.h"

#include <string.h>

static void add_numbers(struct fdtr_property_type *type, const struct type *found)
{
	if (type->number_size)
		return;
	type->number_size = type_number_size(found->base);
	type->phandles = found->base == TYPE_PHANDLE;
	type->is_signed = type_is_signed(found->base);
}

bool fdtr_schemas_type(const struct fdtr_schemas *schemas, const char *name, struct fdtr_property_type *type)
{
	struct matcher *matcher = matcher_make();
	struct type found[TYPE_LIMIT];
	uint32_t count;

	*type = (struct fdtr_property_type){0};
	if (!matcher)
		return false;
	count = types_of(schemas->types, matcher, name, strlen(name), found);
	matcher_free(matcher);
	for (uint32_t i = 0; i < count; i++) {
		if (found[i].base == TYPE_FLAG)
			type->flag = true;
		else if (found[i].base == TYPE_STRING)
			type->strings = true;
		else if (found[i].base != TYPE_NONE && found[i].base != TYPE_NODE)
			add_numbers(type, &found[i]);
	}
	return type->flag || type->strings || type->number_size;
}
