// SPDX-License-Identifier: BSD-2-Clause
/* What carries requests out on a machine whose tables declare the devices. */
#include "generate/acpi/augment.h"

#include "generate/sizing.h"

#include <string.h>

struct group {
	struct fdtr_augment_target *targets;
	uint32_t count;
};

static int select_all(struct fdtr_augment *augment, const struct fdtr_request *requests, uint32_t count,
	struct group *groups, struct fdtr_ssdt *ssdt)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < count; i++) {
		augment->request = &requests[i];
		status = fdtr_augment_select(augment);
		groups[i] = (struct group){augment->targets, augment->target_count};
		ssdt->device_count += augment->target_count;
		ssdt->pool_count += requests[i].per_device ? augment->target_count : 1;
	}
	if (!status && (ssdt->pool_count > FDTR_SSDT_MAX_POOLS || ssdt->device_count > FDTR_SSDT_MAX_DEVICES))
		return fdtr_error_set(augment->error, FDTR_ERR_UNSUPPORTED,
			"%u pools for %u devices are too many: kernels keep 64 regions; attach fewer, or share a pool",
			ssdt->pool_count, ssdt->device_count);
	return status;
}

static int add_device(struct fdtr_augment *augment, const struct fdtr_augment_target *target, uint32_t pool,
	struct fdtr_ssdt_device *device)
{
	char path[FDTR_PATH_SIZE];

	*device = (struct fdtr_ssdt_device){.kind = target->pci ? FDTR_SSDT_PCI : FDTR_SSDT_EXISTING,
		.pool = pool,
		.slot = target->slot,
		.function = target->function};
	device->path = fdtr_arena_text(
		augment->arena, "%s", fdtr_acpi_path(augment->tables, target->object, path, sizeof(path)));
	return device->path ? FDTR_OK : fdtr_error_arena(augment->error);
}

/* As --attach names it. */
static void add_slot(char *path, size_t size, const struct fdtr_augment_target *target)
{
	struct fdtr_text text;
	const size_t length = strlen(path);

	fdtr_text_init(&text, path + length, size - length);
	fdtr_text_add(&text, "@%x,%x", target->slot, target->function);
}

/* How many processors there are is in no table that is read here, so a disk has one queue. */
static void add_need(const struct fdtr_augment *augment, const struct fdtr_sizing *sizing,
	const struct fdtr_augment_target *target, struct fdtr_need *need)
{
	static const struct fdtr_queues unknown = {0};
	const struct fdtr_queues *known;
	char path[FDTR_PATH_SIZE];

	(void)fdtr_acpi_path(augment->tables, target->object, path, sizeof(path));
	if (target->pci)
		add_slot(path, sizeof(path), target);
	known = fdtr_sizing_find(sizing, path);
	if (!target->pci && fdtr_sizing_add_below(sizing, path, need) && !known)
		return;
	fdtr_need_add(need, known ? known : &unknown);
}

static int find_size(struct fdtr_augment *augment)
{
	const bool own = augment->request->per_device;
	const uint32_t count = own ? augment->target_count : 1;
	struct fdtr_need *needs, largest = {0};
	struct fdtr_sizing sizing;
	int status;

	if (augment->request->size != FDTR_SIZE_AUTO)
		return FDTR_OK;
	needs = fdtr_arena_take(augment->arena, count, sizeof(*needs));
	status = fdtr_sizing_begin(&sizing, augment->request, augment->arena, augment->error);
	if (!needs || status)
		return fdtr_error_arena(augment->error);
	memset(needs, 0, count * sizeof(*needs));
	for (uint32_t i = 0; i < augment->target_count; i++)
		add_need(augment, &sizing, &augment->targets[i], &needs[own ? i : 0]);
	augment->sized = *augment->request;
	augment->sized.size = fdtr_sizing_size(augment->request, needs, count, &largest);
	augment->sized.severities = fdtr_sizing_levels(augment->request, augment->arena);
	augment->request = &augment->sized;
	return augment->sized.severities ? FDTR_OK : fdtr_error_arena(augment->error);
}

static int add_group(
	struct fdtr_augment *augment, const struct group *group, struct fdtr_ssdt_device *devices)
{
	uint32_t pool = 0;
	int status = FDTR_OK;

	augment->targets = group->targets;
	augment->target_count = group->count;
	status = find_size(augment);
	for (uint32_t i = 0; !status && i < group->count; i++) {
		if (i == 0 || augment->request->per_device)
			status = fdtr_augment_pool(augment, i, &pool);
		if (!status)
			status = add_device(augment, &group->targets[i], pool, &devices[i]);
	}
	return status;
}

static int carry_out(struct fdtr_augment *augment, const struct fdtr_request *requests, uint32_t count,
	struct fdtr_ssdt *ssdt)
{
	struct group *groups = fdtr_arena_take(augment->arena, count, sizeof(*groups));
	struct fdtr_ssdt_device *devices;
	uint32_t done = 0;
	int status;

	if (!groups)
		return fdtr_error_arena(augment->error);
	status = select_all(augment, requests, count, groups, ssdt);
	if (status)
		return status;
	devices = fdtr_arena_take(augment->arena, ssdt->device_count, sizeof(*devices));
	augment->made = fdtr_arena_take(augment->arena, ssdt->pool_count, sizeof(*augment->made));
	if (!devices || !augment->made)
		return fdtr_error_arena(augment->error);
	for (uint32_t i = 0; !status && i < count; i++) {
		augment->request = &requests[i];
		status = add_group(augment, &groups[i], devices + done);
		ssdt->severities = i == 0 ? augment->request->severities : ssdt->severities;
		done += groups[i].count;
	}
	ssdt->devices = devices;
	ssdt->pools = augment->made;
	ssdt->pool_count = augment->made_count;
	return status;
}

int fdtr_ssdt_augment(const struct fdtr_acpi *tables, const struct fdtr_platform *platform,
	enum fdtr_acpi_style style, const struct fdtr_request *requests, uint32_t count,
	struct fdtr_arena *arena, struct fdtr_ssdt *ssdt, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_augment augment = {
		.tables = tables, .platform = platform, .style = style, .arena = arena, .error = error};
	int status;

	*ssdt = (struct fdtr_ssdt){.tables = tables, .style = style};
	if (!count)
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT, "there is nothing to do");
	ssdt->guard = requests[0].guard;
	status = carry_out(&augment, requests, count, ssdt);
	if (status) {
		fdtr_arena_reset(arena, mark);
		*ssdt = (struct fdtr_ssdt){0};
	}
	return status;
}
