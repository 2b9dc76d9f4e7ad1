// SPDX-License-Identifier: BSD-2-Clause
/* Paths to nodes whose place or name changes: in /aliases, /chosen, /__symbols__ and /__fixups__. */
#include "devicetree/edit.h"

#include <string.h>

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

/* Counts what it puts, and puts nothing while there is no `data`. */
struct out {
	unsigned char *data;
	size_t length;
	bool changed;
};

static void put(struct out *out, const char *bytes, size_t length)
{
	if (out->data)
		memcpy(out->data + out->length, bytes, length);
	out->length += length;
}

static void put_component(
	const struct fdtr_follower *follower, struct out *out, uint32_t node, const char *name, size_t length)
{
	struct fdtr_new_name now = {0};
	bool exact;

	if (node != FDTR_NONE && follower->rename(follower->context, node, &now)) {
		exact = strlen(fdtr_tree_name(follower->tree, node)) == length;
		out->changed = out->changed || now.bus || (now.name && exact);
		if (now.bus) {
			put(out, now.bus, strlen(now.bus));
			put(out, "/", 1);
		}
		if (now.name && exact) {
			put(out, now.name, strlen(now.name));
			return;
		}
	}
	put(out, name, length);
}

/* What follows the last node stays: "/serial@0:115200", "/fragment@0/__overlay__:target:0". */
static void put_path(const struct fdtr_follower *follower, struct out *out, const char *path)
{
	size_t at = 0, length;
	uint32_t node = 0;

	while (path[at] == '/' && node != FDTR_NONE) {
		put(out, "/", 1);
		at++;
		length = strcspn(path + at, "/:");
		node = loose_child(follower->tree, node, path + at, length);
		put_component(follower, out, node, path + at, length);
		at += length;
	}
	put(out, path + at, strlen(path + at) + 1);
}

static void put_list(
	const struct fdtr_follower *follower, struct out *out, const struct fdtr_property *property)
{
	const char *at = (const char *)property->data, *end = at + property->length;

	for (; at < end; at += strlen(at) + 1)
		put_path(follower, out, at);
}

static bool follow_property(
	const struct fdtr_follower *follower, uint32_t node, const struct fdtr_property *property)
{
	struct out out = {0};

	if (property->length < 2 || property->data[0] != '/' || property->data[property->length - 1])
		return true;
	put_list(follower, &out, property);
	if (!out.changed)
		return true;
	out.data = fdtr_arena_take(follower->arena, out.length, 1);
	if (!out.data)
		return false;
	out.length = 0;
	put_list(follower, &out, property);
	follower->set(follower->context, node, property->name, out.data, (uint32_t)out.length);
	return true;
}

static bool follow_node(const struct fdtr_follower *follower, uint32_t node)
{
	struct fdtr_property property;
	struct fdtr_walk walk;

	if (node == FDTR_NONE)
		return true;
	walk = fdtr_walk(follower->tree, node);
	while (fdtr_walk_next(&walk, &property)) {
		if (!follow_property(follower, node, &property))
			return false;
	}
	return true;
}

bool fdtr_follow_paths(const struct fdtr_follower *follower)
{
	const struct fdtr_tree *tree = follower->tree;
	bool done = follow_node(follower, tree->aliases);

	for (uint32_t i = tree->chosen; done && i != FDTR_NONE && i < tree->nodes[tree->chosen].end; i++)
		done = follow_node(follower, i);
	return done && follow_node(follower, tree->symbols) &&
	       follow_node(follower, fdtr_tree_find(tree, "/__fixups__"));
}
