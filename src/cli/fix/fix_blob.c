// SPDX-License-Identifier: BSD-2-Clause
/* Repairs on a blob, in memory. */
#include "cli/fix/fix.h"

#include "devicetree/devicetree.h"

#include <stdlib.h>
#include <string.h>

/* A buffer that grows to what is asked for. */
struct room {
	unsigned char *data;
	size_t size;
};

static bool grow(struct room *room, size_t needed)
{
	free(room->data);
	room->data = malloc(needed);
	room->size = room->data ? needed : 0;
	return room->data != NULL;
}

/* What follows the tree in its file stays behind it. */
static int finish(const struct fix_round *round, struct room *room, size_t size, struct blob *result,
	struct fdtr_error *error)
{
	size_t skip = round->asked.tree.size, rest = round->blob->size - skip;
	unsigned char *grown = realloc(room->data, size + rest + 1);

	if (!grown)
		return fdtr_error_memory(error);
	memcpy(grown + size, round->blob->data + skip, rest);
	*result = (struct blob){.name = round->blob->name, .data = grown, .size = size + rest};
	room->data = NULL;
	return FDTR_OK;
}

struct edit {
	const struct fix_round *round;
	const struct fdtr_repair **repairs;
	uint32_t count;
	struct room room;
	size_t size;
};

static int attempt_edit(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct edit *edit = context;
	int status;

	do {
		status = fdtr_repair_write(&edit->round->asked.tree, edit->repairs, edit->count,
			edit->room.data, edit->room.size, &edit->size, arena, error);
	} while (status == FDTR_ERR_NOSPACE && edit->size > edit->room.size && grow(&edit->room, edit->size));
	return status;
}

int fix_edit(const struct fix_round *round, struct blob *result, struct fdtr_error *error)
{
	struct edit edit = {.round = round};
	void *memory = NULL;
	int status;

	edit.repairs = calloc((size_t)round->count + 1, sizeof(*edit.repairs));
	if (!edit.repairs)
		return fdtr_error_memory(error);
	for (uint32_t i = 0; i < round->count; i++) {
		if (round->items[i].chosen)
			edit.repairs[edit.count++] = round->items[i].finding->repair;
	}
	status = with_arena(round->blob->size, attempt_edit, &edit, &memory, error);
	if (!status)
		status = finish(round, &edit.room, edit.size, result, error);
	free(edit.repairs);
	free(edit.room.data);
	free(memory);
	return status;
}

/* The pool is there, and is to be found again: by its own name, size and place. */
struct guard {
	const struct fix_round *round;
	enum fdtr_output output;
	const struct fdtr_change *change;
	struct fdtr_request request;
	struct room room;
	struct fdtr_result result;
};

static const struct fdtr_pool *pool_of(const struct guard *guard)
{
	const struct fdtr_platform *platform = &guard->round->asked.platform;

	for (uint32_t i = 0; i < platform->pool_count; i++) {
		if (platform->pools[i].object == guard->change->node)
			return &platform->pools[i];
	}
	return NULL;
}

/* Whatever lint has against the rest of the tree, a guard is none the worse for it. */
static const unsigned char *every_rule_off(struct fdtr_arena *arena)
{
	size_t count;
	unsigned char *severities;

	(void)fdtr_rules(&count);
	severities = fdtr_arena_take(arena, count, 1);
	if (severities)
		memset(severities, FDTR_OFF, count);
	return severities;
}

static const char *copy_path(const struct fdtr_tree *tree, uint32_t node, struct fdtr_arena *arena)
{
	char path[FDTR_PATH_SIZE];

	(void)fdtr_tree_path(tree, node, path, sizeof(path));
	return fdtr_arena_copy(arena, path, strlen(path));
}

static int fill_request(struct guard *guard, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct fdtr_tree *tree = &guard->round->asked.tree;
	const struct fdtr_pool *pool = pool_of(guard);
	const char *name = fdtr_tree_name(tree, guard->change->node);
	const char **attach = fdtr_arena_take(arena, guard->change->device_count, sizeof(*attach));
	bool full = !attach;

	if (!pool)
		return fdtr_error_set(error, FDTR_ERR_INTERNAL, "there is no such pool");
	for (uint32_t i = 0; !full && i < guard->change->device_count; i++) {
		attach[i] = copy_path(tree, guard->change->devices[i], arena);
		full = !attach[i];
	}
	guard->request = (struct fdtr_request){.size = pool->size,
		.alignment = 1,
		.where = FDTR_WHERE_FIXED,
		.address = pool->range.first,
		.name = fdtr_arena_copy(arena, name, strcspn(name, "@")),
		.attach = attach,
		.attach_count = guard->change->device_count,
		.guard = FDTR_GUARD_DMA_MEM,
		.memory = FDTR_MEMORY_PROVISIONAL,
		.severities = every_rule_off(arena),
		.output = guard->output};
	return full || !guard->request.name || !guard->request.severities ? fdtr_error_arena(error) : FDTR_OK;
}

static int attempt_guard(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct guard *guard = context;
	const struct analysis *asked = &guard->round->asked;
	int status = fill_request(guard, arena, error);

	if (status)
		return status;
	do {
		status = fdtr_generate(&asked->tree, &asked->platform, &guard->request, guard->room.data,
			guard->room.size, arena, &guard->result, error);
	} while (status == FDTR_ERR_NOSPACE && guard->result.output_size > guard->room.size &&
		 grow(&guard->room, guard->result.output_size));
	return status;
}

int fix_guard(const struct fix_round *round, const struct fix_item *item, enum fdtr_output output,
	struct blob *result, struct fdtr_error *error)
{
	struct guard guard = {.round = round, .output = output, .change = item->finding->repair->changes};
	void *memory = NULL;
	int status = with_arena(round->blob->size, attempt_guard, &guard, &memory, error);

	if (!status && guard.result.pool_count && !guard.result.pools[0].existed)
		status = fdtr_error_set(error, FDTR_ERR_CONFLICT,
			"generate would make another pool instead; see `fdtrestrict generate --help`");
	if (!status)
		status = finish(round, &guard.room, guard.result.output_size, result, error);
	free(guard.room.data);
	free(memory);
	return status;
}
