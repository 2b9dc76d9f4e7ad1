// SPDX-License-Identifier: BSD-2-Clause
/* Which device and which pool of the one side is which of the other's. */
#include "compare/parts.h"

static int compare_keys(const void *left, const void *right)
{
	const struct fdtr_side_device *a = left, *b = right;

	if (a->identity != b->identity)
		return a->identity < b->identity ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->device > b->device) - (a->device < b->device);
}

static void pair(struct fdtr_comparison *comparison, uint32_t in_tree, uint32_t in_tables)
{
	comparison->tree.devices[in_tree].other = in_tables;
	comparison->tables.devices[in_tables].other = in_tree;
}

static void match_keys(struct fdtr_comparison *comparison)
{
	const struct fdtr_side *tree = &comparison->tree, *tables = &comparison->tables;

	for (uint32_t i = 0, k = 0; i < tree->device_count && k < tables->device_count;) {
		const struct fdtr_side_device *a = &tree->devices[i], *b = &tables->devices[k];

		if (a->identity == b->identity && a->key == b->key)
			pair(comparison, i++, k++);
		else if (a->identity != b->identity ? a->identity < b->identity : a->key < b->key)
			i++;
		else
			k++;
	}
}

/* Virtio devices are alike; of what else has registers nobody can say that it moved. */
static bool may_have_moved(const struct fdtr_side *side, const struct fdtr_side_device *device)
{
	const struct fdtr_device *whole = &side->platform->devices[device->device];

	return device->other == FDTR_NONE &&
	       (fdtr_is_virtio_mmio(whole) || whole->kind == FDTR_DEVICE_PCI_HOST);
}

struct left_over {
	uint32_t group;
	uint32_t device;
};

static int compare_left_over(const void *left, const void *right)
{
	const struct left_over *a = left, *b = right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return (a->device > b->device) - (a->device < b->device);
}

/* Grouped by interrupt, or by what they are. */
static struct left_over *list_left_over(
	struct fdtr_comparison *comparison, const struct fdtr_side *side, bool by_gsi, uint32_t *count)
{
	struct left_over *list = fdtr_arena_take_high(comparison->arena, side->device_count, sizeof(*list));

	*count = 0;
	for (uint32_t i = 0; list && i < side->device_count; i++) {
		const struct fdtr_side_device *device = &side->devices[i];

		if (may_have_moved(side, device) && (!by_gsi || device->gsi.state == FDTR_GSI_KNOWN))
			list[(*count)++] =
				(struct left_over){by_gsi ? device->gsi.number : device->identity, i};
	}
	comparison->no_space = comparison->no_space || !list;
	if (list)
		fdtr_sort(list, *count, sizeof(*list), compare_left_over);
	return list;
}

static uint32_t group_size(const struct left_over *list, uint32_t count, uint32_t at)
{
	uint32_t end = at;

	while (end < count && list[end].group == list[at].group)
		end++;
	return end - at;
}

/* Where as many of a group are left as on the other side, they are the same in their order. */
static void match_left_over(struct fdtr_comparison *comparison, bool by_gsi)
{
	uint32_t tree_count, tables_count, in_tree, in_tables;
	struct left_over *tree = list_left_over(comparison, &comparison->tree, by_gsi, &tree_count);
	struct left_over *tables = list_left_over(comparison, &comparison->tables, by_gsi, &tables_count);

	for (uint32_t i = 0, k = 0; tree && tables && i < tree_count && k < tables_count;) {
		uint32_t left = tree[i].group, right = tables[k].group;

		in_tree = left <= right ? group_size(tree, tree_count, i) : 0;
		in_tables = right <= left ? group_size(tables, tables_count, k) : 0;
		for (uint32_t n = 0; in_tree == in_tables && n < in_tree; n++)
			pair(comparison, tree[i + n].device, tables[k + n].device);
		i += in_tree;
		k += in_tables;
	}
}

static void index_devices(struct fdtr_side *side)
{
	for (uint32_t i = 0; i < side->device_count; i++)
		side->index_of[side->devices[i].device] = i;
}

void fdtr_compare_match_devices(struct fdtr_comparison *comparison)
{
	fdtr_sort(comparison->tree.devices, comparison->tree.device_count, sizeof(struct fdtr_side_device),
		compare_keys);
	fdtr_sort(comparison->tables.devices, comparison->tables.device_count,
		sizeof(struct fdtr_side_device), compare_keys);
	index_devices(&comparison->tree);
	index_devices(&comparison->tables);
	match_keys(comparison);
	match_left_over(comparison, true);
	match_left_over(comparison, false);
}
