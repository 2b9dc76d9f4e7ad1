// SPDX-License-Identifier: BSD-2-Clause
/* Pools: which is which, and where each lies. */
#include "compare/parts.h"

/* A pool by where it begins and ends. */
struct placed {
	struct fdtr_range range;
	uint32_t pool;
	uint32_t filler; /* things that are sorted have whole words */
};

static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;

	if (a->range.first != b->range.first)
		return a->range.first < b->range.first ? -1 : 1;
	if (a->range.last != b->range.last)
		return a->range.last < b->range.last ? -1 : 1;
	return (a->pool > b->pool) - (a->pool < b->pool);
}

static bool is_open(const struct fdtr_side *side, uint32_t pool)
{
	return side->platform->pools[pool].available && side->pool[pool] == FDTR_NONE;
}

/* Those without a partner, in order of address; where a pool is not placed yet, it counts as at 0. */
static struct placed *list_open(
	struct fdtr_comparison *comparison, const struct fdtr_side *side, bool placed, uint32_t *count)
{
	const struct fdtr_pool *pools = side->platform->pools;
	struct placed *list =
		fdtr_arena_take_high(comparison->arena, side->platform->pool_count, sizeof(*list));

	*count = 0;
	for (uint32_t i = 0; list && i < side->platform->pool_count; i++)
		if (is_open(side, i) && (pools[i].placed || !placed))
			list[(*count)++] = (struct placed){
				pools[i].placed ? pools[i].range : (struct fdtr_range){0, 0}, i, 0};
	comparison->no_space = comparison->no_space || !list;
	if (list)
		fdtr_sort(list, *count, sizeof(*list), compare_placed);
	return list;
}

static void pair(struct fdtr_comparison *comparison, uint32_t in_tree, uint32_t in_tables)
{
	comparison->tree.pool[in_tree] = in_tables;
	comparison->tables.pool[in_tables] = in_tree;
}

static bool before(struct fdtr_range left, struct fdtr_range right)
{
	return left.first != right.first ? left.first < right.first : left.last < right.last;
}

static void match_ranges(struct fdtr_comparison *comparison)
{
	uint32_t tree_count, tables_count;
	struct placed *tree = list_open(comparison, &comparison->tree, true, &tree_count);
	struct placed *tables = list_open(comparison, &comparison->tables, true, &tables_count);

	for (uint32_t i = 0, k = 0; tree && tables && i < tree_count && k < tables_count;) {
		if (before(tree[i].range, tables[k].range))
			i++;
		else if (before(tables[k].range, tree[i].range))
			k++;
		else
			pair(comparison, tree[i++].pool, tables[k++].pool);
	}
}

/* What the same device names at the same place is the same pool. */
static void match_users(struct fdtr_comparison *comparison)
{
	for (uint32_t i = 0; i < comparison->tree.device_count; i++) {
		const struct fdtr_side_device *here = &comparison->tree.devices[i];
		const struct fdtr_device *in_tree = &comparison->tree.platform->devices[here->device],
					 *in_tables;

		if (here->other == FDTR_NONE)
			continue;
		in_tables =
			&comparison->tables.platform->devices[comparison->tables.devices[here->other].device];
		for (uint32_t n = 0; n < in_tree->link_count && n < in_tables->link_count; n++) {
			uint32_t p = comparison->tree.platform->links[in_tree->first_link + n].pool;
			uint32_t q = comparison->tables.platform->links[in_tables->first_link + n].pool;

			if (p != FDTR_NONE && q != FDTR_NONE && is_open(&comparison->tree, p) &&
				is_open(&comparison->tables, q))
				pair(comparison, p, q);
		}
	}
}

static void match_rest(struct fdtr_comparison *comparison)
{
	uint32_t tree_count, tables_count;
	struct placed *tree = list_open(comparison, &comparison->tree, false, &tree_count);
	struct placed *tables = list_open(comparison, &comparison->tables, false, &tables_count);

	for (uint32_t i = 0; tree && tables && tree_count == tables_count && i < tree_count; i++)
		pair(comparison, tree[i].pool, tables[i].pool);
}

void fdtr_compare_match_pools(struct fdtr_comparison *comparison)
{
	match_ranges(comparison);
	match_users(comparison);
	match_rest(comparison);
}

static struct fdtr_origin pool_in_tree(const struct fdtr_comparison *comparison, uint32_t pool)
{
	const struct fdtr_tree *tree = comparison->compared->tree;
	uint32_t node = comparison->tree.platform->pools[pool].object;
	struct fdtr_property reg;

	if (!fdtr_tree_property(tree, node, FDTR_P_REG, &reg))
		return fdtr_node_origin(comparison, node);
	return (struct fdtr_origin){node, 0, reg.offset, reg.length, reg.name, 0};
}

static struct fdtr_origin pool_in_tables(const struct fdtr_comparison *comparison, uint32_t pool)
{
	const struct fdtr_acpi *acpi = comparison->compared->acpi;
	uint32_t object = comparison->tables.platform->pools[pool].object;
	struct fdtr_acpi_value value = fdtr_acpi_value_of(acpi, object, "_CRS");

	if (value.kind != FDTR_ACPI_BUFFER)
		return fdtr_object_origin(comparison, object);
	return (struct fdtr_origin){object, 0, value.offset, value.length, "_CRS", value.table};
}

#define RANGE_TEXT 64

static const char *range_text(const struct fdtr_pool *pool, char text[RANGE_TEXT])
{
	struct fdtr_text written;

	fdtr_text_init(&written, text, RANGE_TEXT);
	if (pool->placed)
		fdtr_text_add(&written, "0x%" PRIx64 "..0x%" PRIx64, pool->range.first, pool->range.last);
	else
		fdtr_text_add(
			&written, "%s", pool->dynamic ? "wherever the kernel puts it" : "at no known place");
	return text;
}

static void compare_pair(struct fdtr_comparison *comparison, uint32_t in_tree, uint32_t in_tables)
{
	const struct fdtr_pool *here = &comparison->tree.platform->pools[in_tree];
	const struct fdtr_pool *there = &comparison->tables.platform->pools[in_tables];
	char ours[RANGE_TEXT], theirs[RANGE_TEXT];

	if (here->placed == there->placed &&
		(!here->placed ||
			(here->range.first == there->range.first && here->range.last == there->range.last)))
		return;
	fdtr_differ(comparison, &fdtr_rule_compare_pool_range, pool_in_tree(comparison, in_tree),
		pool_in_tables(comparison, in_tables), "the pool is %s in the tree, and %s in the tables",
		range_text(here, ours), range_text(there, theirs));
}

void fdtr_compare_pools(struct fdtr_comparison *comparison)
{
	const struct fdtr_side *tree = &comparison->tree, *tables = &comparison->tables;
	char text[RANGE_TEXT];

	for (uint32_t i = 0; i < tree->platform->pool_count; i++) {
		if (tree->pool[i] != FDTR_NONE)
			compare_pair(comparison, i, tree->pool[i]);
		else if (tree->platform->pools[i].available)
			fdtr_differ(comparison, &fdtr_rule_compare_pool_missing, pool_in_tree(comparison, i),
				fdtr_nowhere, "the tables have no such pool: %s",
				range_text(&tree->platform->pools[i], text));
	}
	for (uint32_t i = 0; i < tables->platform->pool_count; i++)
		if (is_open(tables, i))
			fdtr_differ(comparison, &fdtr_rule_compare_pool_missing, fdtr_nowhere,
				pool_in_tables(comparison, i), "the tree has no such pool: %s",
				range_text(&tables->platform->pools[i], text));
}
