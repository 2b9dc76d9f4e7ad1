// SPDX-License-Identifier: BSD-2-Clause
#include "schema/select/index.h"

#include <stdlib.h>

static uint32_t words(const struct index *index)
{
	return (index->always.count + 63) / 64;
}

int selection_begin(struct selection *selection, struct evaluation *evaluation, bool compatible_only)
{
	const struct decoded *decoded = evaluation->decoded;
	const size_t names = (size_t)decoded->names.count + 1, bindings = (size_t)evaluation->set->count + 1;

	*selection = (struct selection){.evaluation = evaluation, .compatible_only = compatible_only};
	selection->concerned =
		calloc(names, (words(evaluation->set->index) + 1) * sizeof(*selection->concerned));
	selection->known = calloc(names, sizeof(*selection->known));
	selection->chosen = calloc((size_t)decoded->count + 1, sizeof(*selection->chosen));
	selection->asked = calloc(bindings, sizeof(*selection->asked));
	selection->found = calloc(bindings, sizeof(*selection->found));
	if (!selection->concerned || !selection->known || !selection->chosen || !selection->asked ||
		!selection->found)
		return fdtr_error_set(
			evaluation->error, FDTR_ERR_NOSPACE, "memory ran out while bindings were chosen");
	return FDTR_OK;
}

void selection_end(struct selection *selection)
{
	free(selection->concerned);
	free(selection->known);
	free(selection->chosen);
	free(selection->asked);
	free(selection->found);
	names_free(&selection->names);
}

static bool selects(struct selection *selection, uint32_t number, const struct value *node)
{
	const struct binding *binding = &selection->evaluation->set->bindings[number];

	return evaluate(selection->evaluation, &binding->document, binding->select, node, NULL);
}

/* Once a node, so that `found` has space for all. */
static void add_choice(struct selection *selection, const struct choice *choice, const struct value *node)
{
	if (selection->asked[choice->binding] == selection->node)
		return;
	selection->asked[choice->binding] = selection->node;
	if (choice->certain || selects(selection, choice->binding, node))
		selection->found[selection->count++] = choice->binding;
}

static void add_by_compatible(struct selection *selection, const struct value *node)
{
	const struct index *index = selection->evaluation->set->index;
	const struct member *member = value_member(node, "compatible");

	for (uint32_t i = 0; member && member->value.kind == VALUE_ARRAY && i < member->value.count; i++) {
		const struct value *string = &member->value.items[i];
		const uint32_t hash =
			string->kind == VALUE_STRING ? value_hash(string->text, string->count) : 0;

		for (const struct choice *choice = index->choices[hash & index->mask]; choice;
			choice = choice->next) {
			if (choice->hash == hash && value_equal(choice->string, string))
				add_choice(selection, choice, node);
		}
	}
}

/* The number of the node's name among those of nodes; 0 when memory ran out. */
static uint32_t number_of(struct selection *selection, const struct value *node)
{
	const struct member *name = value_member(node, "$nodename");
	const struct value *text =
		name && name->value.kind == VALUE_ARRAY && name->value.count ? &name->value.items[0] : NULL;

	return text ? names_add(&selection->names, text->text, text->count) : 0;
}

static bool ask_name(struct selection *selection, struct numbers *chosen, const struct value *node)
{
	const struct numbers *named = &selection->evaluation->set->index->named;

	chosen->items =
		store_take(&selection->evaluation->store, (named->count + 1) * sizeof(*chosen->items));
	for (uint32_t i = 0; chosen->items && i < named->count; i++) {
		if (selects(selection, named->items[i], node))
			chosen->items[chosen->count++] = named->items[i];
	}
	return chosen->items;
}

static bool add_by_name(struct selection *selection, const struct value *node)
{
	const uint32_t number = number_of(selection, node);
	struct numbers *chosen = &selection->chosen[number];

	if (!number || (!chosen->items && !ask_name(selection, chosen, node)))
		return false;
	for (uint32_t i = 0; i < chosen->count; i++)
		selection->found[selection->count++] = chosen->items[i];
	return true;
}

/* The bits of a member's name: which bindings that select every node it concerns. */
static const uint64_t *concerned(struct selection *selection, const struct member *member)
{
	const struct fdtr_schemas *set = selection->evaluation->set;
	const struct numbers *always = &set->index->always;
	const struct name *name = &selection->evaluation->decoded->names.items[member->number];
	uint64_t *bits = selection->concerned + (size_t)member->number * words(set->index);

	if (selection->known[member->number])
		return bits;
	selection->known[member->number] = 1;
	for (uint32_t i = 0; i < always->count; i++) {
		const struct value *schema = &set->bindings[always->items[i]].document.root;

		if (select_concerns(schema, selection->evaluation->matcher, name->text, name->length))
			bits[i / 64] |= UINT64_C(1) << i % 64;
	}
	return bits;
}

/* In a row for each word of bits, so that there is no limit to the number of such bindings. */
static void add_always(struct selection *selection, const struct value *node)
{
	const struct numbers *always = &selection->evaluation->set->index->always;

	for (uint32_t word = 0; word < words(selection->evaluation->set->index); word++) {
		uint64_t bits = 0;

		for (uint32_t i = 0; i < node->count; i++)
			bits |= concerned(selection, &node->members[i])[word];
		for (uint32_t i = 0; i < 64 && bits >> i; i++) {
			if (bits >> i & 1)
				selection->found[selection->count++] = always->items[64 * word + i];
		}
	}
}

static void add_without(struct selection *selection)
{
	const struct numbers *without = &selection->evaluation->set->index->without;

	for (uint32_t i = 0; i < without->count; i++)
		selection->found[selection->count++] = without->items[i];
}

static bool asks_for_compatible(const struct value *select)
{
	const struct value *properties = value_get(select, KEYWORD_PROPERTIES);

	return properties && value_member(properties, "compatible");
}

static void add_asked(struct selection *selection, const struct value *node)
{
	const struct numbers *asked = &selection->evaluation->set->index->asked;

	for (uint32_t i = 0; i < asked->count; i++) {
		const struct binding *binding = &selection->evaluation->set->bindings[asked->items[i]];

		if (selection->compatible_only && !asks_for_compatible(binding->select))
			continue;
		if (selects(selection, asked->items[i], node))
			selection->found[selection->count++] = asked->items[i];
	}
}

static int by_number(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

int select_bindings(struct selection *selection, const struct value *node)
{
	struct evaluation *evaluation = selection->evaluation;

	selection->count = 0;
	selection->node++;
	add_by_compatible(selection, node);
	if (!selection->compatible_only) {
		if (!add_by_name(selection, node))
			evaluation->status = fdtr_error_set(evaluation->error, FDTR_ERR_NOSPACE,
				"memory ran out while bindings were chosen");
		add_always(selection, node);
		add_without(selection);
	}
	add_asked(selection, node);
	fdtr_sort(selection->found, selection->count, sizeof(*selection->found), by_number);
	return evaluation->status;
}
