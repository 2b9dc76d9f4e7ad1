// SPDX-License-Identifier: BSD-2-Clause
/* The index that bindings are chosen by. */
#include "schema/select/index.h"

#include <stdlib.h>

static bool push(struct index *index, struct numbers *numbers, uint32_t number, uint32_t capacity)
{
	if (!numbers->items)
		numbers->items = store_take(&index->store, capacity * sizeof(*numbers->items));
	if (!numbers->items)
		return false;
	numbers->items[numbers->count++] = number;
	return true;
}

struct making {
	struct index *index;
	struct choice *all;
	uint32_t count; /* of those */
};

static bool add_choice(struct making *making, const struct value *string, uint32_t binding, bool certain)
{
	struct choice *choice;

	if (string->kind != VALUE_STRING)
		return true;
	choice = store_take(&making->index->store, sizeof(*choice));
	if (!choice)
		return false;
	*choice = (struct choice){
		making->all, string, value_hash(string->text, string->count), binding, certain};
	making->all = choice;
	making->count++;
	return true;
}

static bool add_choices(struct making *making, const struct value *strings, uint32_t binding, bool certain)
{
	if (strings->kind != VALUE_ARRAY)
		return add_choice(making, strings, binding, certain);
	for (uint32_t i = 0; i < strings->count; i++) {
		if (!add_choice(making, &strings->items[i], binding, certain))
			return false;
	}
	return true;
}

static bool add_binding(struct making *making, const struct binding *binding, uint32_t number, uint32_t count)
{
	struct index *index = making->index;
	const struct value *compatibles;
	bool certain;

	if (select_says_nothing(binding->select))
		return push(index,
			select_needs_member(&binding->document.root) ? &index->always : &index->without,
			number, count);
	if (binding->select->kind != VALUE_OBJECT)
		return true;
	compatibles = select_compatibles(binding->select, &certain);
	if (compatibles)
		return add_choices(making, compatibles, number, certain);
	return push(
		index, select_of_nodename(binding->select) ? &index->named : &index->asked, number, count);
}

static bool make_table(struct making *making)
{
	struct index *index = making->index;
	uint32_t size = 1;

	while (size < making->count)
		size *= 2;
	index->choices = store_take(&index->store, size * sizeof(struct choice *));
	if (!index->choices)
		return false;
	index->mask = size - 1;
	while (making->all) {
		struct choice *choice = making->all, **head = &index->choices[choice->hash & index->mask];

		making->all = choice->next;
		choice->next = *head;
		*head = choice;
	}
	return true;
}

static bool fill(struct index *index, const struct fdtr_schemas *set)
{
	struct making making = {.index = index};

	for (uint32_t i = 0; i < set->count; i++) {
		const struct binding *binding = &set->bindings[i];

		if (!binding->hidden && binding->select && !add_binding(&making, binding, i, set->count))
			return false;
	}
	return make_table(&making);
}

int index_make(struct fdtr_schemas *set, struct fdtr_error *error)
{
	struct index *index = calloc(1, sizeof(*index));

	if (!index || !fill(index, set)) {
		index_free(index);
		return fdtr_error_set(
			error, FDTR_ERR_NOSPACE, "memory ran out while the bindings were indexed");
	}
	set->index = index;
	return FDTR_OK;
}

void index_free(struct index *index)
{
	if (!index)
		return;
	store_free(&index->store);
	free(index);
}
