// SPDX-License-Identifier: BSD-2-Clause
/* The layout, step by step. */
#include "map/parts.h"

#include <string.h>

typedef int step_fn(struct maker *maker);

static int copy_names(struct maker *maker)
{
	for (uint32_t i = 0; i < maker->map->side_count; i++) {
		const char *name = maker->inputs[i].name;

		char *kept = fdtr_arena_copy(maker->arena, name, strlen(name));

		if (!kept)
			return FDTR_ERR_NOSPACE;
		maker->map->names[i] = fdtr_text_printable(kept);
	}
	return FDTR_OK;
}

static int run(struct maker *maker)
{
	static step_fn *const steps[] = {
		copy_names,
		fdtr_map_list_pools,
		fdtr_map_collect,
		fdtr_map_tie,
		fdtr_map_compare,
		fdtr_map_fold,
		fdtr_map_finish_items,
		fdtr_map_cut,
		fdtr_map_finish_pools,
		fdtr_map_list_users,
	};
	int status = FDTR_OK;

	for (size_t i = 0; !status && i < FDTR_ARRAY_SIZE(steps); i++)
		status = steps[i](maker);
	return status;
}

#define LANES_LIMIT 32

int fdtr_map_make(struct fdtr_map *map, const struct fdtr_map_input *inputs, uint32_t input_count,
	const struct fdtr_map_options *options, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct maker maker = {.map = map, .inputs = inputs, .arena = arena};
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	int status;

	if (input_count != 1 && input_count != 2)
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT, "a map is of one input or of two");
	*map = (struct fdtr_map){.side_count = input_count};
	maker.rules = fdtr_rules(&maker.rule_count);
	if (options)
		maker.options = *options;
	if (!maker.options.max_items)
		maker.options.max_items = FDTR_MAP_ITEMS;
	if (!maker.options.max_lanes)
		maker.options.max_lanes = FDTR_MAP_LANES;
	if (maker.options.max_lanes > LANES_LIMIT)
		maker.options.max_lanes = LANES_LIMIT;
	status = run(&maker);
	if (!status)
		mark.low = arena->low;
	fdtr_arena_reset(arena, mark);
	return status ? fdtr_error_arena(error) : FDTR_OK;
}
