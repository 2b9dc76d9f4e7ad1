// SPDX-License-Identifier: BSD-2-Clause
/* From a device tree to a description, and to sentences about what a description cannot say. */
#include "devicetree/gsi.h"
#include "generate/acpi/plan.h"
#include "generate/plan.h"

#include <inttypes.h>

struct translation {
	const struct fdtr_tree *tree;
	const struct fdtr_platform *platform;
	struct fdtr_arena *arena;
	struct fdtr_error *error;
	struct fdtr_ssdt *ssdt;
	struct fdtr_ssdt_pool *pools;
	struct fdtr_ssdt_device *devices;
	uint32_t *pool_index; /* per pool of the platform: of the description, FDTR_NONE */
	uint32_t *registers;  /* per node: its first region of registers, FDTR_NONE */
	const char **notes;
	uint32_t note_count;
};

#define NOTES_PER_DEVICE 3

static int note(struct translation *translation, uint32_t node, const char *sentence)
{
	char path[FDTR_PATH_SIZE];
	const char *text = fdtr_arena_text(translation->arena, "%s: %s",
		fdtr_tree_path(translation->tree, node, path, sizeof(path)), sentence);

	if (!text)
		return fdtr_error_arena(translation->error);
	translation->notes[translation->note_count++] = text;
	return FDTR_OK;
}

static int refuse(struct translation *translation, uint32_t node, const char *why)
{
	char path[FDTR_PATH_SIZE];

	return fdtr_error_set(translation->error, FDTR_ERR_UNSUPPORTED, "%s cannot be said in a table: %s",
		fdtr_tree_path(translation->tree, node, path, sizeof(path)), why);
}

static int take_pools(struct translation *translation)
{
	const struct fdtr_platform *platform = translation->platform;
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < platform->pool_count; i++) {
		const struct fdtr_pool *pool = &platform->pools[i];

		translation->pool_index[i] = FDTR_NONE;
		if (!pool->available) {
			status = note(translation, pool->object, "is disabled, and left out");
		} else if (!pool->reserved) {
			status = note(translation, pool->object,
				"is outside /reserved-memory, where no kernel sees a pool, and left out");
		} else if (!pool->placed) {
			status = note(translation, pool->object,
				"has no address, since the kernel is to choose one, and a table needs one: it is left out");
		} else {
			translation->pool_index[i] = translation->ssdt->pool_count;
			translation->pools[translation->ssdt->pool_count++] =
				(struct fdtr_ssdt_pool){.range = pool->range};
		}
	}
	return status;
}

static bool is_virtio(const struct fdtr_device *device)
{
	return device->kind == FDTR_DEVICE_VIRTIO_MMIO || device->kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED;
}

/* dma-ranges that are not the guard of the pool, which is made anew. */
static bool has_other_window(const struct translation *translation, const struct fdtr_device *device)
{
	const uint32_t pool = fdtr_device_pool(translation->platform, device);
	struct fdtr_range window;

	if (!device->window_count || pool == FDTR_NONE)
		return device->window_count != 0 || device->unreachable;
	window = translation->platform->windows[device->first_window].range;
	return device->window_count > 1 || window.first != translation->platform->pools[pool].range.first ||
	       window.last != translation->platform->pools[pool].range.last;
}

static int note_losses(struct translation *translation, const struct fdtr_device *device)
{
	int status = FDTR_OK;

	if (device->behind_iommu)
		status = note(translation, device->object,
			"is behind an IOMMU, which this table does not say; an IORT has to");
	if (!status && has_other_window(translation, device))
		status = note(translation, device->object,
			"has dma-ranges that are not those of its pool, and they are not carried over");
	return status;
}

/* The devices of no pool are as they were without it: what cannot be said of one is told, and it is left out. */
static int cannot_say(
	struct translation *translation, const struct fdtr_device *device, bool uses, const char *why)
{
	const char *sentence;

	if (uses)
		return refuse(translation, device->object, why);
	sentence = fdtr_arena_text(translation->arena, "is left out: %s", why);
	return sentence ? note(translation, device->object, sentence) : fdtr_error_arena(translation->error);
}

static int take_virtio(struct translation *translation, const struct fdtr_device *device)
{
	struct fdtr_ssdt_device *made = &translation->devices[translation->ssdt->device_count];
	const uint32_t pool = fdtr_device_pool(translation->platform, device);
	const uint32_t registers = translation->registers[device->object];
	struct fdtr_tree_gsi gsi = {0};
	const char *why = NULL;

	if (!device->available)
		return FDTR_OK;
	*made = (struct fdtr_ssdt_device){.kind = device->kind == FDTR_DEVICE_VIRTIO_MMIO
	                                                  ? FDTR_SSDT_VIRTIO_MMIO
	                                                  : FDTR_SSDT_VIRTIO_MMIO_RESTRICTED,
		.pool = pool == FDTR_NONE ? FDTR_NONE : translation->pool_index[pool],
		.coherent = device->coherent};
	if (pool != FDTR_NONE && made->pool == FDTR_NONE)
		return refuse(translation, device->object,
			"its pool has no address, since the kernel is to choose one; give it one (--at auto or --at ADDR)");
	if (registers == FDTR_NONE)
		return cannot_say(translation, device, pool != FDTR_NONE,
			"it has no reg, or one that is no address of the processor's");
	made->mmio = translation->platform->regions[registers].range;
	if (!fdtr_tree_gsi(translation->tree, device->object, translation->arena, &gsi, &why))
		return cannot_say(translation, device, pool != FDTR_NONE, why);
	made->interrupt = gsi.number;
	made->edge = gsi.edge;
	made->active_low = gsi.active_low;
	translation->ssdt->device_count++;
	return note_losses(translation, device);
}

/* What else uses a pool is declared by tables that are not at hand here. */
static int leave_out(struct translation *translation, const struct fdtr_device *device)
{
	if (!device->available || fdtr_device_pool(translation->platform, device) == FDTR_NONE)
		return FDTR_OK;
	if (device->kind == FDTR_DEVICE_PCI_HOST || device->kind == FDTR_DEVICE_PCI)
		return note(translation, device->object,
			"uses a pool, which is not carried over: another table declares PCI bridges and what is behind "
			"them; give that one with --augment");
	return note(translation, device->object,
		"uses a pool, which is not carried over: only virtio,mmio devices are; give the table that declares it "
		"with --augment");
}

static int take_devices(struct translation *translation)
{
	const struct fdtr_platform *platform = translation->platform;
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < platform->device_count; i++)
		status = is_virtio(&platform->devices[i]) ? take_virtio(translation, &platform->devices[i])
		                                          : leave_out(translation, &platform->devices[i]);
	return status;
}

static void find_registers(struct translation *translation)
{
	const struct fdtr_platform *platform = translation->platform;

	for (uint32_t i = 0; i < translation->tree->node_count; i++)
		translation->registers[i] = FDTR_NONE;
	for (uint32_t i = 0; i < platform->region_count; i++) {
		const struct fdtr_origin *origin = &platform->regions[i].origin;

		if (platform->regions[i].kind == FDTR_REGION_MMIO && origin->object != FDTR_NONE &&
			!origin->index)
			translation->registers[origin->object] = i;
	}
}

/* Without the pools, which the table brings. Nothing in it is a place in tables. */
static int take_map(struct translation *translation)
{
	const struct fdtr_platform *platform = translation->platform;
	struct fdtr_region *map = fdtr_arena_take(translation->arena, platform->region_count, sizeof(*map));

	if (!map)
		return fdtr_error_arena(translation->error);
	for (uint32_t i = 0; i < platform->region_count; i++) {
		const struct fdtr_region *region = &platform->regions[i];
		const bool memory = region->kind == FDTR_REGION_MEMORY;

		if (memory ||
			((region->kind == FDTR_REGION_RESERVED || region->kind == FDTR_REGION_MEMRESERVE) &&
				region->pool == FDTR_NONE))
			map[translation->ssdt->map_count++] = (struct fdtr_region){.range = region->range,
				.kind = memory ? FDTR_REGION_MEMORY : FDTR_REGION_RESERVED,
				.pool = FDTR_NONE,
				.origin = {.object = FDTR_NONE}};
	}
	translation->ssdt->map = map;
	return FDTR_OK;
}

static int by_address(const void *left, const void *right)
{
	const struct fdtr_ssdt_device *a = left, *b = right;

	return a->mmio.first < b->mmio.first ? -1 : a->mmio.first > b->mmio.first;
}

static int allocate(struct translation *translation)
{
	const struct fdtr_platform *platform = translation->platform;
	struct fdtr_arena *arena = translation->arena;
	const size_t notes = (size_t)NOTES_PER_DEVICE * platform->device_count + platform->pool_count;

	translation->pools = fdtr_arena_take(arena, platform->pool_count, sizeof(*translation->pools));
	translation->devices = fdtr_arena_take(arena, platform->device_count, sizeof(*translation->devices));
	translation->pool_index = fdtr_arena_take(arena, platform->pool_count, sizeof(uint32_t));
	translation->registers = fdtr_arena_take(arena, translation->tree->node_count, sizeof(uint32_t));
	translation->notes = fdtr_arena_take(arena, notes, sizeof(*translation->notes));
	if (!translation->pools || !translation->devices || !translation->pool_index ||
		!translation->registers || !translation->notes)
		return fdtr_error_arena(translation->error);
	return FDTR_OK;
}

static int translate(struct translation *translation)
{
	struct fdtr_ssdt *ssdt = translation->ssdt;
	int status = allocate(translation);

	if (status)
		return status;
	find_registers(translation);
	status = take_pools(translation);
	if (!status)
		status = take_devices(translation);
	if (!status)
		status = take_map(translation);
	if (!status && !ssdt->pool_count)
		return fdtr_error_set(translation->error, FDTR_ERR_NOTFOUND,
			"the tree has no restricted pool with an address; ask for one with --size");
	fdtr_sort(translation->devices, ssdt->device_count, sizeof(*translation->devices), by_address);
	ssdt->pools = translation->pools;
	ssdt->devices = translation->devices;
	ssdt->processor = translation->platform->processor;
	return status;
}

int fdtr_ssdt_from_tree(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	struct fdtr_arena *arena, struct fdtr_ssdt *ssdt, struct fdtr_ssdt_notes *notes,
	struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct translation translation = {
		.tree = tree, .platform = platform, .arena = arena, .error = error, .ssdt = ssdt};
	int status;

	*ssdt = (struct fdtr_ssdt){0};
	*notes = (struct fdtr_ssdt_notes){0};
	status = translate(&translation);
	if (status) {
		fdtr_arena_reset(arena, mark);
		*ssdt = (struct fdtr_ssdt){0};
	} else {
		*notes = (struct fdtr_ssdt_notes){translation.notes, translation.note_count};
	}
	return status;
}
