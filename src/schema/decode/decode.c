// SPDX-License-Identifier: BSD-2-Clause
/*
 * Three passes over the nodes: what there is and what it is called; what each node stands in, from the root down; and
 * the objects, from the last node up, so that a child is complete when its parent takes it in.
 */
#include "schema/decode/decode_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *const own_names[OWN_COUNT] = {
	[OWN_NODENAME] = "$nodename",
	[OWN_ADDRESS_CELLS] = "#address-cells",
	[OWN_SIZE_CELLS] = "#size-cells",
	[OWN_INTERRUPT_CELLS] = "#interrupt-cells",
	[OWN_GPIO_CELLS] = "#gpio-cells",
	[OWN_INTERRUPT_PARENT] = "interrupt-parent",
	[OWN_GPIO_HOG] = "gpio-hog",
};

static uint32_t add_name(struct decoder *decoder, const char *name)
{
	return names_add(&decoder->decoded->names, name, strlen(name));
}

static bool begin(struct decoder *decoder)
{
	const struct fdtr_tree *tree = decoder->tree;
	struct decoded *decoded = decoder->decoded;

	decoded->nodes = store_take(&decoded->store, tree->node_count * sizeof(*decoded->nodes));
	decoded->count = decoded->nodes ? tree->node_count : 0;
	decoder->numbers = store_take(&decoder->scratch, tree->strings_size * sizeof(*decoder->numbers));
	decoder->standings = store_take(&decoder->scratch, tree->node_count * sizeof(*decoder->standings));
	decoder->matcher = matcher_make();
	if (!decoded->nodes || !decoder->numbers || !decoder->standings || !decoder->matcher)
		return false;
	for (unsigned int i = 0; i < OWN_COUNT; i++) {
		decoder->own[i] = add_name(decoder, own_names[i]);
		if (!decoder->own[i])
			return false;
	}
	return marks_make(&decoder->marks, tree, decoded->names.seed, &decoder->scratch);
}

static const char *name_of(const struct fdtr_tree *tree, uint32_t node)
{
	return node ? fdtr_tree_name(tree, node) : "/";
}

static bool is_hidden(const struct decoder *decoder, uint32_t node)
{
	const uint32_t parent = decoder->tree->nodes[node].parent;

	if (parent != FDTR_NONE && decoder->standings[parent].is_hidden)
		return true;
	return !strncmp(fdtr_tree_name(decoder->tree, node), "__", 2) &&
	       !fdtr_overlay_is_content(decoder->tree, node);
}

/* A place for how properties of that name are read. */
static bool make_room(struct decoder *decoder, uint32_t number)
{
	const uint32_t count = decoder->decoded->names.capacity;
	struct reading *readings;

	if (number < decoder->reading_count)
		return true;
	readings = realloc(decoder->readings, count * sizeof(*readings));
	if (!readings)
		return false;
	memset(readings + decoder->reading_count, 0, (count - decoder->reading_count) * sizeof(*readings));
	decoder->readings = readings;
	decoder->reading_count = count;
	return true;
}

static uint32_t number_of(const struct decoder *decoder, const struct fdtr_property *property)
{
	const char *strings = (const char *)decoder->tree->blob + decoder->tree->strings_offset;

	return decoder->numbers[property->name - strings];
}

/* Each string of the strings block is looked up once, however many properties bear it; 0 when memory ran out. */
static uint32_t number_property(struct decoder *decoder, const struct fdtr_property *property)
{
	const char *strings = (const char *)decoder->tree->blob + decoder->tree->strings_offset;
	uint32_t *number = &decoder->numbers[property->name - strings];

	if (*number)
		return *number;
	*number = add_name(decoder, property->name);
	if (!*number || !make_room(decoder, *number))
		return 0;
	return decoder->readings[*number].known || reading_make(decoder, *number) ? *number : 0;
}

static bool survey_property(struct decoder *decoder, uint32_t node, const struct fdtr_property *property)
{
	const uint32_t number = number_property(decoder, property);

	if (!number)
		return false;
	if (number == decoder->own[OWN_GPIO_HOG])
		decoder->standings[node].is_hog = true;
	if ((*property->name != '#' && number != decoder->own[OWN_INTERRUPT_PARENT]) || property->length < 4)
		return true;
	return counts_add(decoder, node, number, fdtr_cell(property->data));
}

static bool survey_node(struct decoder *decoder, uint32_t node)
{
	const uint32_t parent = decoder->tree->nodes[node].parent;
	struct standing *standing = &decoder->standings[node];
	struct fdtr_walk walk = fdtr_walk(decoder->tree, node);
	struct fdtr_property property;

	standing->is_hidden = is_hidden(decoder, node);
	if (standing->is_hidden)
		return true;
	standing->number = add_name(decoder, name_of(decoder->tree, node));
	if (!standing->number)
		return false;
	if (parent != FDTR_NONE)
		decoder->standings[parent].members++;
	for (standing->members = 1; fdtr_walk_next(&walk, &property); standing->members++) {
		if (!survey_property(decoder, node, &property))
			return false;
	}
	counts_settle(decoder, node);
	return true;
}

static uint32_t inherited(
	const struct decoder *decoder, uint32_t node, enum own_name name, uint32_t otherwise)
{
	uint32_t cells;

	return counts_get(decoder, node, decoder->own[name], &cells) ? cells : otherwise;
}

/* The cells of a provider's interrupts, 0 when it leads nowhere. */
static uint32_t cells_of_parent(const struct decoder *decoder, uint32_t phandle, uint32_t otherwise)
{
	uint32_t node, cells;

	if (phandle == UNRESOLVED)
		return otherwise;
	node = fdtr_tree_by_phandle(decoder->tree, phandle);
	if (node == FDTR_NONE)
		return 0;
	(void)counts_get(decoder, node, decoder->own[OWN_INTERRUPT_CELLS], &cells);
	return cells;
}

/* What the target of a fragment has for its children nothing in the overlay says: fdtr_overlay_read() guesses it. */
static struct standing above_of(const struct decoder *decoder, uint32_t node)
{
	const struct fdtr_tree *tree = decoder->tree;
	struct standing above = {.address_cells = 2, .size_cells = 1, .child_interrupt_cells = 1};

	if (tree->nodes[node].parent != FDTR_NONE)
		above = decoder->standings[tree->nodes[node].parent];
	if (fdtr_overlay_is_content(tree, node)) {
		above.address_cells = tree->nodes[node].address_cells;
		above.size_cells = tree->nodes[node].size_cells;
	}
	return above;
}

/* Cells that a node does not say are those of the nodes above it. */
static void stand(const struct decoder *decoder, uint32_t node)
{
	const struct standing above = above_of(decoder, node);
	struct standing *standing = &decoder->standings[node];
	uint32_t phandle;

	standing->is_hog = standing->is_hog || above.is_hog;
	standing->address_cells = inherited(decoder, node, OWN_ADDRESS_CELLS, above.address_cells);
	standing->size_cells = inherited(decoder, node, OWN_SIZE_CELLS, above.size_cells);
	standing->interrupt_cells = above.child_interrupt_cells;
	if (counts_get(decoder, node, decoder->own[OWN_INTERRUPT_PARENT], &phandle))
		standing->interrupt_cells = cells_of_parent(decoder, phandle, above.child_interrupt_cells);
	standing->child_interrupt_cells =
		inherited(decoder, node, OWN_INTERRUPT_CELLS, standing->interrupt_cells);
}

/* Where the member of each name stands in the node at hand, so that no name is there twice. */
struct latest {
	uint32_t node; /* plus one */
	uint32_t index;
};

/* The member of that name: the last of several is meant, in the place of the first. */
static struct member *put(struct decoder *decoder, uint32_t node, struct latest *latest, uint32_t number)
{
	struct value *object = &decoder->decoded->nodes[node];
	const struct name *name = &decoder->decoded->names.items[number];
	struct member *member;

	if (latest[number].node == node + 1)
		return &object->members[latest[number].index];
	latest[number] = (struct latest){node + 1, object->count};
	member = &object->members[object->count++];
	member->name = name->text;
	member->hash = name->hash;
	member->number = number;
	return member;
}

/* An overlay's interrupt parent that is not known yet is left out, as dt-schema does it; "$nodename" is none of the tree's. */
static bool is_left_out(const struct decoder *decoder, uint32_t number, const struct fdtr_property *property)
{
	return number == decoder->own[OWN_NODENAME] ||
	       (number == decoder->own[OWN_INTERRUPT_PARENT] && property->length >= 4 &&
		       fdtr_cell(property->data) == UNRESOLVED);
}

static bool put_properties(struct decoder *decoder, uint32_t node, struct latest *latest)
{
	struct fdtr_walk walk = fdtr_walk(decoder->tree, node);
	struct fdtr_property property;

	while (fdtr_walk_next(&walk, &property)) {
		const uint32_t number = number_of(decoder, &property);
		struct member *member;

		if (is_left_out(decoder, number, &property))
			continue;
		member = put(decoder, node, latest, number);
		member->line = property.offset;
		if (!decode_value(decoder, node, number, &property, &member->value))
			return false;
	}
	return true;
}

/* Without "$nodename", which is last: dt-schema gives a node that only when it comes to the node itself. */
static struct value as_child(const struct value *object)
{
	struct value child = *object;

	child.count--;
	return child;
}

static void put_children(struct decoder *decoder, uint32_t node, struct latest *latest)
{
	const struct fdtr_tree *tree = decoder->tree;

	for (uint32_t child = fdtr_first_child(tree, node); child != FDTR_NONE;
		child = fdtr_next_sibling(tree, child)) {
		const uint32_t number = decoder->standings[child].number;
		struct member *member;

		if (decoder->standings[child].is_hidden || number == decoder->own[OWN_NODENAME])
			continue;
		member = put(decoder, node, latest, number);
		member->line = child;
		member->value = as_child(&decoder->decoded->nodes[child]);
	}
}

static bool put_name(struct decoder *decoder, uint32_t node, struct latest *latest)
{
	const struct fdtr_node *entry = &decoder->tree->nodes[node];
	const uint32_t at = decoder->tree->structure_offset + entry->offset + 4;
	const char *name = name_of(decoder->tree, node);
	struct member *member = put(decoder, node, latest, decoder->own[OWN_NODENAME]);
	struct value *item = store_take(&decoder->decoded->store, sizeof(*item));

	if (!item)
		return false;
	*item = (struct value){.kind = VALUE_STRING, .at = at, .count = (uint32_t)strlen(name), .text = name};
	member->line = at;
	member->value =
		(struct value){.kind = VALUE_ARRAY, .at = at, .count = 1, .capacity = 1, .items = item};
	return true;
}

static bool fill(struct decoder *decoder, uint32_t node, struct latest *latest)
{
	const uint32_t members = decoder->standings[node].members;
	struct value *object = &decoder->decoded->nodes[node];

	if (decoder->standings[node].is_hidden)
		return true;
	*object = (struct value){.kind = VALUE_OBJECT, .at = node, .capacity = members};
	object->members = store_take(&decoder->decoded->store, members * sizeof(*object->members));
	if (!object->members || !put_properties(decoder, node, latest))
		return false;
	put_children(decoder, node, latest);
	return put_name(decoder, node, latest);
}

static bool run(struct decoder *decoder)
{
	const uint32_t count = decoder->tree->node_count;
	struct latest *latest;

	if (!begin(decoder))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (!survey_node(decoder, i))
			return false;
	}
	for (uint32_t i = 0; i < count; i++)
		stand(decoder, i);
	latest = store_take(&decoder->scratch, decoder->decoded->names.count * sizeof(*latest));
	for (uint32_t i = count; latest && i > 0; i--) {
		if (!fill(decoder, i - 1, latest))
			return false;
	}
	return latest;
}

int decode(struct decoded *decoded, const struct fdtr_tree *tree, const struct fdtr_schemas *set,
	struct fdtr_error *error)
{
	struct decoder decoder = {.decoded = decoded, .tree = tree, .types = set->types};
	const bool done = run(&decoder);

	matcher_free(decoder.matcher);
	free(decoder.readings);
	free(decoder.counts);
	store_free(&decoder.scratch);
	return done ? FDTR_OK
	            : fdtr_error_set(error, FDTR_ERR_NOSPACE, "not enough memory for the tree's values");
}

void decode_free(struct decoded *decoded)
{
	names_free(&decoded->names);
	store_free(&decoded->store);
	*decoded = (struct decoded){0};
}
