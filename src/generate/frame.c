// SPDX-License-Identifier: BSD-2-Clause
/*
 * /reserved-memory and the pools in it. Linux reads its children in the root's cells and drops all of them
 * when it says otherwise (drivers/of/of_reserved_mem.c __reserved_mem_check_root()), so what is there is
 * corrected to that, and nothing else is touched.
 */
#include "generate/plan.h"

static uint32_t root_address_cells(const struct fdtr_plan *plan)
{
	return plan->tree->nodes[0].address_cells;
}

static uint32_t root_size_cells(const struct fdtr_plan *plan)
{
	return plan->tree->nodes[0].size_cells;
}

static void step_number(struct fdtr_plan *plan, const char *name, uint64_t value, uint32_t count)
{
	struct fdtr_cells cells = fdtr_cells_begin(plan, count);

	fdtr_cells_number(&cells, value, count);
	fdtr_step_cells(plan, name, &cells);
}

static void add_range(const struct fdtr_plan *plan, struct fdtr_cells *cells, struct fdtr_range range)
{
	fdtr_cells_number(cells, range.first, root_address_cells(plan));
	fdtr_cells_number(cells, fdtr_range_size(range), root_size_cells(plan));
}

static void describe_place(struct fdtr_plan *plan, const struct fdtr_plan_pool *pool)
{
	const struct fdtr_request *request = plan->request;
	uint32_t pair = root_address_cells(plan) + root_size_cells(plan);
	struct fdtr_cells cells = fdtr_cells_begin(plan, pair * (plan->allowed_count + 1));
	uint64_t alignment = request->alignment ? request->alignment : FDTR_DEFAULT_ALIGNMENT;

	if (!pool->dynamic) {
		add_range(plan, &cells, pool->range);
		fdtr_step_cells(plan, "reg", &cells);
		return;
	}
	step_number(plan, "size", pool->size, root_size_cells(plan));
	step_number(plan, "alignment", alignment, root_address_cells(plan));
	for (uint32_t i = 0; i < plan->allowed_count; i++)
		add_range(plan, &cells, plan->allowed[i]);
	if (cells.count)
		fdtr_step_cells(plan, "alloc-ranges", &cells);
}

static void describe_pool(struct fdtr_plan *plan, const struct fdtr_plan_pool *pool)
{
	fdtr_step_open(plan, pool->name, pool->label, plan->request->label != NULL);
	fdtr_step_string(plan, "compatible", FDTR_POOL_COMPATIBLE);
	describe_place(plan, pool);
	fdtr_step_cell(plan, "phandle", pool->phandle);
	fdtr_step_close(plan);
}

static bool range_fits(const struct fdtr_plan *plan, struct fdtr_range range)
{
	return fdtr_fits_cells(range.last, root_address_cells(plan)) &&
	       fdtr_fits_cells(fdtr_range_size(range), root_size_cells(plan));
}

static int check_fit(const struct fdtr_plan *plan)
{
	bool fits = root_address_cells(plan) <= 2 && root_size_cells(plan) <= 2 &&
	            fdtr_fits_cells(plan->request->size, root_size_cells(plan)) &&
	            fdtr_fits_cells(plan->request->alignment, root_address_cells(plan));

	for (uint32_t i = 0; i < plan->pool_count; i++)
		fits = fits && (plan->pools[i].dynamic || range_fits(plan, plan->pools[i].range));
	for (uint32_t i = 0; i < plan->allowed_count; i++)
		fits = fits && range_fits(plan, plan->allowed[i]);
	if (fits)
		return FDTR_OK;
	return fdtr_error_set(plan->error, FDTR_ERR_UNSUPPORTED,
		"the root's #address-cells <%u> and #size-cells <%u> cannot write such a pool; place it lower, for "
		"example with --below 4G",
		root_address_cells(plan), root_size_cells(plan));
}

static uint32_t count_new(const struct fdtr_plan *plan)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < plan->pool_count; i++)
		count += plan->pools[i].node == FDTR_NONE;
	return count;
}

static void describe_new_pools(struct fdtr_plan *plan)
{
	for (uint32_t i = 0; i < plan->pool_count; i++) {
		if (plan->pools[i].node == FDTR_NONE)
			describe_pool(plan, &plan->pools[i]);
	}
}

static void describe_new_frame(struct fdtr_plan *plan)
{
	fdtr_step_at(plan, 0, FDTR_NONE);
	fdtr_step_open(plan, "reserved-memory", NULL, false);
	fdtr_step_cell(plan, "#address-cells", root_address_cells(plan));
	fdtr_step_cell(plan, "#size-cells", root_size_cells(plan));
	fdtr_step_empty(plan, "ranges");
	describe_new_pools(plan);
	fdtr_step_close(plan);
}

/* How the frame writes its children now. */
struct old_cells {
	uint32_t address;
	uint32_t size;
};

static struct old_cells cells_of(const struct fdtr_plan *plan, uint32_t frame)
{
	return (struct old_cells){
		plan->tree->nodes[frame].address_cells, plan->tree->nodes[frame].size_cells};
}

static int cannot_convert(const struct fdtr_plan *plan, uint32_t child, const char *property)
{
	char path[FDTR_PATH_SIZE];

	return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
		"/reserved-memory must have the root's #address-cells and #size-cells, but %s of %s cannot be written in "
		"them; correct it by hand",
		property, fdtr_tree_path(plan->tree, child, path, sizeof(path)));
}

/* Rewrites (address, size) pairs, or lone numbers where `old.address` or `old.size` is zero, in root cells. */
static int convert(struct fdtr_plan *plan, uint32_t child, enum fdtr_property_id id, struct old_cells old)
{
	uint32_t bytes = 4 * (old.address + old.size), count;
	uint32_t address_cells = old.address ? root_address_cells(plan) : 0;
	uint32_t size_cells = old.size ? root_size_cells(plan) : 0;
	struct fdtr_property property;
	struct fdtr_cells cells;
	uint64_t base, size;

	if (!fdtr_tree_property(plan->tree, child, id, &property))
		return FDTR_OK;
	if (!bytes || property.length % bytes)
		return cannot_convert(plan, child, property.name);
	count = property.length / bytes;
	cells = fdtr_cells_begin(plan, count * (address_cells + size_cells));
	for (uint32_t i = 0; i < count; i++) {
		const unsigned char *entry = property.data + (size_t)i * bytes;

		if (!fdtr_cells(entry, old.address, &base) ||
			!fdtr_cells(entry + 4 * (size_t)old.address, old.size, &size) ||
			(old.address && !fdtr_fits_cells(base, address_cells)) ||
			(old.size && !fdtr_fits_cells(size, size_cells)))
			return cannot_convert(plan, child, property.name);
		fdtr_cells_number(&cells, base, address_cells);
		fdtr_cells_number(&cells, size, size_cells);
	}
	fdtr_step_cells(plan, property.name, &cells);
	return FDTR_OK;
}

static int convert_child(struct fdtr_plan *plan, uint32_t child, struct old_cells old)
{
	int status;

	fdtr_step_at(plan, child, FDTR_NONE);
	status = convert(plan, child, FDTR_P_REG, old);
	if (!status)
		status = convert(plan, child, FDTR_P_ALLOC_RANGES, old);
	if (!status)
		status = convert(plan, child, FDTR_P_SIZE, (struct old_cells){0, old.size});
	if (!status)
		status = convert(plan, child, FDTR_P_ALIGNMENT, (struct old_cells){old.address, 0});
	return status;
}

static int convert_children(struct fdtr_plan *plan, uint32_t frame, struct old_cells old)
{
	uint32_t child = fdtr_first_child(plan->tree, frame);
	int status = FDTR_OK;

	if (old.address == root_address_cells(plan) && old.size == root_size_cells(plan))
		return FDTR_OK;
	for (; !status && child != FDTR_NONE; child = fdtr_next_sibling(plan->tree, child))
		status = convert_child(plan, child, old);
	return status;
}

static void correct_frame(struct fdtr_plan *plan, uint32_t frame)
{
	const struct fdtr_node *node = &plan->tree->nodes[frame];

	fdtr_step_at(plan, frame, FDTR_NONE);
	if (!fdtr_has(plan->tree, frame, FDTR_P_ADDRESS_CELLS) ||
		node->address_cells != root_address_cells(plan))
		fdtr_step_cell(plan, "#address-cells", root_address_cells(plan));
	if (!fdtr_has(plan->tree, frame, FDTR_P_SIZE_CELLS) || node->size_cells != root_size_cells(plan))
		fdtr_step_cell(plan, "#size-cells", root_size_cells(plan));
	if (!fdtr_has(plan->tree, frame, FDTR_P_RANGES))
		fdtr_step_empty(plan, "ranges");
}

static void describe_old_pools(struct fdtr_plan *plan)
{
	for (uint32_t i = 0; i < plan->pool_count; i++) {
		const struct fdtr_plan_pool *pool = &plan->pools[i];

		if (pool->node == FDTR_NONE || pool->has_phandle)
			continue;
		fdtr_step_at(plan, pool->node, FDTR_NONE);
		fdtr_step_cell(plan, "phandle", pool->phandle);
	}
}

int fdtr_describe_reserved_memory(struct fdtr_plan *plan)
{
	uint32_t frame = plan->tree->reserved_memory;
	int status = count_new(plan) ? check_fit(plan) : FDTR_OK;

	if (status)
		return status;
	if (frame == FDTR_NONE) {
		describe_new_frame(plan);
		return FDTR_OK;
	}
	correct_frame(plan, frame);
	describe_new_pools(plan);
	describe_old_pools(plan);
	return convert_children(plan, frame, cells_of(plan, frame));
}
