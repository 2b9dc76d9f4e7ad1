// SPDX-License-Identifier: BSD-2-Clause
/* A size that follows from the devices' queues. */
#include "generate/sizing.h"

#include <string.h>

static int compare(const void *left, const void *right)
{
	return strcmp(((const struct fdtr_sized *)left)->path, ((const struct fdtr_sized *)right)->path);
}

int fdtr_sizing_begin(struct fdtr_sizing *sizing, const struct fdtr_request *request,
	struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct fdtr_sized *items = fdtr_arena_take(arena, request->sized_count, sizeof(*items));

	*sizing = (struct fdtr_sizing){.items = items, .count = request->sized_count, .arena = arena};
	if (!items)
		return fdtr_error_arena(error);
	for (uint32_t i = 0; i < request->sized_count; i++)
		items[i] = request->sized[i];
	fdtr_sort(items, sizing->count, sizeof(*items), compare);
	return FDTR_OK;
}

/* The first item whose path is not below this one. */
static uint32_t find(const struct fdtr_sizing *sizing, const char *path)
{
	uint32_t low = 0, high = sizing->count;

	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;

		if (strcmp(sizing->items[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct fdtr_queues *fdtr_sizing_find(const struct fdtr_sizing *sizing, const char *path)
{
	const uint32_t found = find(sizing, path);

	if (found == sizing->count || strcmp(sizing->items[found].path, path) != 0)
		return NULL;
	return &sizing->items[found].queues;
}

/* Devices behind a host bridge are named below it: "/pcie@10000000/blk@1,0", "\_SB.PCI0@1,0". */
static bool is_below(const char *path, const char *host, size_t length)
{
	const char next = strncmp(path, host, length) ? '\0' : path[length];

	return *path == '/' ? next == '/' : next == '.' || next == '@';
}

uint32_t fdtr_sizing_add_below(const struct fdtr_sizing *sizing, const char *host, struct fdtr_need *need)
{
	const size_t length = strlen(host);
	uint32_t found = 0;

	for (uint32_t i = find(sizing, host);
		i < sizing->count && !strncmp(sizing->items[i].path, host, length); i++) {
		if (!is_below(sizing->items[i].path, host, length))
			continue;
		fdtr_need_add(need, &sizing->items[i].queues);
		found++;
	}
	return found;
}

/* The need of each pool of the request, which are all of one size. */
uint64_t fdtr_sizing_size(const struct fdtr_request *request, const struct fdtr_need *needs, uint32_t count,
	struct fdtr_need *largest)
{
	const uint64_t granule = fdtr_request_alignment(request);
	uint64_t size = 0;

	for (uint32_t i = 0; i < count; i++) {
		const uint64_t other = fdtr_pool_size(&needs[i], granule);

		if (other < size)
			continue;
		size = other;
		*largest = needs[i];
	}
	return size;
}

const unsigned char *fdtr_sizing_levels(const struct fdtr_request *request, struct fdtr_arena *arena)
{
	static const char *const guesses[] = {"pool-too-small", "pool-small-for-devices"};
	size_t count;
	unsigned char *levels;

	(void)fdtr_rules(&count);
	levels = fdtr_arena_take(arena, count, 1);
	for (size_t i = 0; levels && i < count; i++)
		levels[i] = request->severities ? request->severities[i] : FDTR_DEFAULT;
	for (size_t i = 0; levels && i < FDTR_ARRAY_SIZE(guesses); i++)
		levels[fdtr_rule_index(guesses[i])] = FDTR_OFF;
	return levels;
}

/* QEMU gives a disk behind PCI a queue for each processor. */
static uint32_t count_processors(const struct fdtr_tree *tree)
{
	const uint32_t parent = fdtr_tree_find(tree, "/cpus");
	uint32_t count = 0;

	if (parent == FDTR_NONE)
		return 1;
	for (uint32_t node = fdtr_first_child(tree, parent); node != FDTR_NONE;
		node = fdtr_next_sibling(tree, node))
		count += fdtr_name_is(tree, node, "cpu");
	return count ? count : 1;
}

/* By its path, or by that which it had before it was moved under a guard. */
static const struct fdtr_queues *known_queues(
	struct fdtr_plan *plan, const struct fdtr_sizing *sizing, const struct fdtr_attachment *target)
{
	const char *path = fdtr_attachment_base_path(plan, target);
	const struct fdtr_queues *found = path ? fdtr_sizing_find(sizing, path) : NULL;
	char before[FDTR_PATH_SIZE];

	if (found || !path || target->node == FDTR_NONE)
		return found;
	fdtr_path_before(plan->tree, target->node, before, sizeof(before));
	return fdtr_sizing_find(sizing, before);
}

static struct fdtr_queues default_queues(enum fdtr_device_kind kind, uint32_t processors)
{
	const bool is_pci = kind == FDTR_DEVICE_PCI_HOST || kind == FDTR_DEVICE_PCI;
	const struct fdtr_queues queues = {
		.type = kind == FDTR_DEVICE_OTHER ? FDTR_TYPE_OTHER : FDTR_TYPE_BLOCK,
		.queues = is_pci ? processors : 1};

	return queues;
}

static int add_target(struct fdtr_plan *plan, const struct fdtr_sizing *sizing, uint32_t processors,
	struct fdtr_attachment *target, struct fdtr_need *need)
{
	const struct fdtr_queues *known = known_queues(plan, sizing, target);
	const char *path = fdtr_attachment_base_path(plan, target);
	struct fdtr_queues *queues;
	uint32_t below = 0;

	if (!path)
		return fdtr_error_arena(plan->error);
	if (target->kind == FDTR_DEVICE_PCI_HOST)
		below = fdtr_sizing_add_below(sizing, path, need);
	if (below && !known)
		return FDTR_OK;
	queues = fdtr_arena_take(plan->arena, 1, sizeof(*queues));
	if (!queues)
		return fdtr_error_arena(plan->error);
	*queues = known ? *known : default_queues(target->kind, processors);
	*queues = fdtr_queues_known(queues);
	fdtr_need_add(need, queues);
	target->queues = queues;
	return FDTR_OK;
}

int fdtr_plan_size(struct fdtr_plan *plan)
{
	const bool own = plan->request->per_device;
	const uint32_t processors = count_processors(plan->tree), count = own ? plan->target_count : 1;
	struct fdtr_need *needs;
	struct fdtr_sizing sizing;
	int status;

	if (plan->request->size != FDTR_SIZE_AUTO)
		return FDTR_OK;
	needs = fdtr_arena_take(plan->arena, count, sizeof(*needs));
	status = fdtr_sizing_begin(&sizing, plan->request, plan->arena, plan->error);
	if (!needs || status)
		return fdtr_error_arena(plan->error);
	memset(needs, 0, count * sizeof(*needs));
	for (uint32_t i = 0; !status && i < plan->target_count; i++)
		status = add_target(plan, &sizing, processors, &plan->targets[i], &needs[own ? i : 0]);
	if (status)
		return status;
	plan->sized = *plan->request;
	plan->sized.size = fdtr_sizing_size(plan->request, needs, count, &plan->need);
	plan->sized.severities = fdtr_sizing_levels(plan->request, plan->arena);
	plan->request = &plan->sized;
	return plan->sized.severities ? FDTR_OK : fdtr_error_arena(plan->error);
}
