// SPDX-License-Identifier: BSD-2-Clause
/* Whether two trees say the same; phandles may be numbered otherwise. */
#include "cli/fix/fix.h"

#include "devicetree/devicetree.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

struct trees {
	struct fdtr_tree wanted;
	struct fdtr_tree got;
};

/* A cell that differs must be the phandle of the same node in either tree, which has the same number there. */
static bool same_value(
	const struct trees *trees, const struct fdtr_property *wanted, const struct fdtr_property *got)
{
	uint32_t whole = wanted->length & ~UINT32_C(3);

	if (wanted->length != got->length)
		return false;
	for (uint32_t i = 0; i < whole; i += 4) {
		uint32_t a = fdtr_cell(wanted->data + i), b = fdtr_cell(got->data + i);
		uint32_t node = a == b ? FDTR_NONE : fdtr_tree_by_phandle(&trees->wanted, a);

		if (a != b && (node == FDTR_NONE || node != fdtr_tree_by_phandle(&trees->got, b)))
			return false;
	}
	return !memcmp(wanted->data + whole, got->data + whole, wanted->length - whole);
}

static bool find(const struct fdtr_tree *tree, uint32_t node, const char *name, struct fdtr_property *found)
{
	struct fdtr_walk walk = fdtr_walk(tree, node);

	while (fdtr_walk_next(&walk, found)) {
		if (!strcmp(found->name, name))
			return true;
	}
	return false;
}

/* The property of `a` that `b` has not, or not so. */
static const char *odd_property(const struct trees *trees, uint32_t node, bool swapped)
{
	struct fdtr_walk walk = fdtr_walk(swapped ? &trees->got : &trees->wanted, node);
	const struct fdtr_tree *other = swapped ? &trees->wanted : &trees->got;
	struct fdtr_property property, like;

	while (fdtr_walk_next(&walk, &property)) {
		if (!find(other, node, property.name, &like) ||
			(!swapped && !same_value(trees, &property, &like)))
			return property.name;
	}
	return NULL;
}

static int differ(const struct trees *trees, uint32_t node, const char *property, struct fdtr_error *error)
{
	char path[FDTR_PATH_SIZE];

	return fdtr_error_set(error, FDTR_ERR_REFUSED,
		"edited so, the source compiles to something else at %s%s%s",
		fdtr_tree_path(&trees->wanted, node, path, sizeof(path)), property ? ", property " : "",
		property ? property : "");
}

static bool same_reservations(const struct fdtr_tree *wanted, const struct fdtr_tree *got)
{
	int count = fdt_num_mem_rsv(wanted->blob);
	size_t size = 16 * (size_t)(count > 0 ? count : 0);

	return fdt_boot_cpuid_phys(wanted->blob) == fdt_boot_cpuid_phys(got->blob) &&
	       count == fdt_num_mem_rsv(got->blob) &&
	       !memcmp(wanted->blob + fdt_off_mem_rsvmap(wanted->blob),
		       got->blob + fdt_off_mem_rsvmap(got->blob), size);
}

static int compare_nodes(const struct trees *trees, struct fdtr_error *error)
{
	const struct fdtr_tree *wanted = &trees->wanted, *got = &trees->got;

	for (uint32_t i = 0; i < wanted->node_count && i < got->node_count; i++) {
		const char *property;

		if (wanted->nodes[i].parent != got->nodes[i].parent ||
			strcmp(fdtr_tree_name(wanted, i), fdtr_tree_name(got, i)) != 0)
			return differ(trees, i, NULL, error);
		property = odd_property(trees, i, false);
		property = property ? property : odd_property(trees, i, true);
		if (property)
			return differ(trees, i, property, error);
	}
	if (wanted->node_count != got->node_count)
		return differ(trees, 0, NULL, error);
	return FDTR_OK;
}

struct comparison {
	const struct blob *wanted;
	const struct blob *got;
};

static int attempt(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct comparison *comparison = context;
	struct trees trees;
	int status = fdtr_tree_read(
		&trees.wanted, comparison->wanted->data, comparison->wanted->size, arena, error);

	if (!status)
		status = fdtr_tree_read(
			&trees.got, comparison->got->data, comparison->got->size, arena, error);
	if (!status && !same_reservations(&trees.wanted, &trees.got))
		return fdtr_error_set(error, FDTR_ERR_REFUSED, "edited so, the source reserves other memory");
	return status ? status : compare_nodes(&trees, error);
}

int fix_compare(const struct blob *wanted, const struct blob *got, struct fdtr_error *error)
{
	struct comparison comparison = {wanted, got};
	void *memory = NULL;
	int status = with_arena(wanted->size + got->size, attempt, &comparison, &memory, error);

	free(memory);
	return status;
}
