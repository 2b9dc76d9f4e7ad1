// SPDX-License-Identifier: BSD-2-Clause
/* Paths that lead to moved nodes: in /aliases, /chosen, /__symbols__ and /__fixups__. */
#include "generate/plan.h"

#include <string.h>

/* Targets are in the order of the tree, those without a node at the end. */
static const struct fdtr_attachment *moved_target(const struct fdtr_plan *plan, uint32_t node)
{
	uint32_t found = fdtr_lower_bound(plan->targets, plan->target_count, sizeof(*plan->targets), node);

	if (found == plan->target_count || plan->targets[found].node != node ||
		plan->targets[found].bus == FDTR_NONE)
		return NULL;
	return &plan->targets[found];
}

/* Paths may leave out unit addresses where the name alone is clear: Linux drivers/of/base.c. */
static uint32_t loose_child(const struct fdtr_tree *tree, uint32_t parent, const char *name, size_t length)
{
	uint32_t child = fdtr_child(tree, parent, name, length);

	if (child != FDTR_NONE || memchr(name, '@', length))
		return child;
	for (child = fdtr_first_child(tree, parent); child != FDTR_NONE;
		child = fdtr_next_sibling(tree, child)) {
		const char *own = fdtr_tree_name(tree, child);

		if (!strncmp(own, name, length) && own[length] == '@')
			return child;
	}
	return FDTR_NONE;
}

/* Where in the path the name of a bus has to go in; FDTR_NONE when it leads to nothing that moved. */
static size_t insertion(const struct fdtr_plan *plan, const char *path, const char **bus)
{
	size_t at = 0, length;
	uint32_t node = 0;

	while (path[at] == '/' && node != FDTR_NONE) {
		const struct fdtr_attachment *target;

		at++;
		length = strcspn(path + at, "/:");
		node = loose_child(plan->tree, node, path + at, length);
		target = node == FDTR_NONE ? NULL : moved_target(plan, node);
		if (target) {
			*bus = plan->buses[target->bus].name;
			return at;
		}
		at += length;
	}
	return FDTR_NONE;
}

/* Every string of the list, rewritten where it leads to a moved node. NULL when none does. */
static unsigned char *rewrite(
	struct fdtr_plan *plan, const struct fdtr_property *list, size_t capacity, uint32_t *length)
{
	unsigned char *result = fdtr_arena_take(plan->arena, capacity, 1);
	const char *at = (const char *)list->data, *end = at + list->length;
	bool changed = false;

	*length = 0;
	if (!result)
		plan->no_space = true;
	for (; result && at < end; at += strlen(at) + 1) {
		const char *bus = NULL;
		size_t place = insertion(plan, at, &bus), size = strlen(at) + 1;

		place = bus ? place : 0;
		memcpy(result + *length, at, place);
		*length += (uint32_t)place;
		if (bus) {
			memcpy(result + *length, bus, strlen(bus));
			*length += (uint32_t)strlen(bus);
			result[(*length)++] = '/';
			changed = true;
		}
		memcpy(result + *length, at + place, size - place);
		*length += (uint32_t)(size - place);
	}
	return changed ? result : NULL;
}

static size_t longest_bus(const struct fdtr_plan *plan)
{
	size_t longest = 0;

	for (uint32_t i = 0; i < plan->bus_count; i++) {
		size_t length = strlen(plan->buses[i].name) + 1;

		longest = length > longest ? length : longest;
	}
	return longest;
}

static size_t count_strings(const struct fdtr_property *list)
{
	size_t count = 0;

	for (uint32_t i = 0; i < list->length; i++)
		count += list->data[i] == '\0';
	return count;
}

static void follow_property(struct fdtr_plan *plan, const struct fdtr_property *property, size_t longest)
{
	uint32_t length;
	unsigned char *data;

	if (property->length < 2 || property->data[0] != '/' || property->data[property->length - 1])
		return;
	data = rewrite(plan, property, property->length + count_strings(property) * longest, &length);
	if (data)
		fdtr_step_bytes(plan, property->name, FDTR_VALUE_STRINGS, data, length);
}

static void follow_node(struct fdtr_plan *plan, uint32_t node, size_t longest)
{
	struct fdtr_property property;
	struct fdtr_walk walk;

	if (node == FDTR_NONE)
		return;
	fdtr_step_at(plan, node, FDTR_NONE);
	walk = fdtr_walk(plan->tree, node);
	while (fdtr_walk_next(&walk, &property) && !plan->no_space)
		follow_property(plan, &property, longest);
}

void fdtr_follow_moved(struct fdtr_plan *plan)
{
	size_t longest = longest_bus(plan);

	if (!longest)
		return;
	follow_node(plan, plan->tree->aliases, longest);
	for (uint32_t i = plan->tree->chosen; i != FDTR_NONE && i < plan->tree->nodes[plan->tree->chosen].end;
		i++)
		follow_node(plan, i, longest);
	follow_node(plan, plan->tree->symbols, longest);
	follow_node(plan, fdtr_tree_find(plan->tree, "/__fixups__"), longest);
}
