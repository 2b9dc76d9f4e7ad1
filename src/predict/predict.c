// SPDX-License-Identifier: BSD-2-Clause
#include "predict/parts.h"

#include <string.h>

const char *fdtr_outcome_name(enum fdtr_outcome outcome)
{
	static const char *const names[] = {
		"restricted", "unrestricted", "refused", "stalls", "crashes", "unknown"};

	return names[outcome];
}

const char *fdtr_access_platform_name(enum fdtr_access_platform access)
{
	static const char *const names[] = {"absent", "offered", "required"};

	return names[access];
}

static int collect_banks(struct fdtr_forecast *forecast)
{
	const struct fdtr_platform *platform = forecast->platform;
	struct fdtr_array array;

	fdtr_array_begin(&array, forecast->arena, sizeof(struct fdtr_range));
	for (uint32_t i = 0; i < platform->region_count; i++) {
		struct fdtr_range *bank =
			platform->regions[i].kind == FDTR_REGION_MEMORY ? fdtr_array_push(&array) : NULL;

		if (bank)
			*bank = platform->regions[i].range;
		else if (platform->regions[i].kind == FDTR_REGION_MEMORY)
			return FDTR_ERR_NOSPACE;
	}
	forecast->banks = (struct fdtr_ranges){array.items, (uint32_t)array.count};
	fdtr_ranges_join(&forecast->banks);
	return FDTR_OK;
}

int fdtr_forecast_memory(struct fdtr_forecast *forecast)
{
	size_t windows = (size_t)forecast->platform->window_count * FDTR_COLUMNS * 2;

	forecast->ordinary = fdtr_arena_take(forecast->arena, windows ? windows : 1, 1);
	if (!forecast->ordinary)
		return FDTR_ERR_NOSPACE;
	memset(forecast->ordinary, 0, windows);
	return collect_banks(forecast);
}

static int find_registers(struct fdtr_forecast *forecast)
{
	const struct fdtr_platform *platform = forecast->platform;

	forecast->registered = fdtr_arena_take(
		forecast->arena, (size_t)platform->device_count + 1, sizeof(*forecast->registered));
	if (!forecast->registered)
		return FDTR_ERR_NOSPACE;
	memset(forecast->registered, 0, (size_t)platform->device_count * sizeof(*forecast->registered));
	for (uint32_t i = 0; i < platform->region_count; i++) {
		uint32_t device = platform->regions[i].kind == FDTR_REGION_MMIO
		                          ? fdtr_device_of(platform, platform->regions[i].origin.object)
		                          : FDTR_NONE;

		if (device != FDTR_NONE)
			forecast->registered[device] = true;
	}
	return FDTR_OK;
}

/* Whoever gets a fatal pool first: whether another driver than virtio's is there nobody knows. */
static void find_fatal(struct fdtr_forecast *forecast)
{
	for (uint32_t target = 0; target < FDTR_LINUX_COUNT; target++) {
		forecast->fatal[target] = FDTR_NONE;
		for (uint32_t i = forecast->platform->device_count; i > 0; i--) {
			const struct fdtr_device *device = &forecast->platform->devices[i - 1];

			if (device->kind != FDTR_DEVICE_OTHER && device->kind != FDTR_DEVICE_PCI &&
				device->kind != FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED &&
				fdtr_fatal_pool(forecast, device, FDTR_LINUX_FIRST + target))
				forecast->fatal[target] = i - 1;
		}
	}
}

int fdtr_forecast_devices(struct fdtr_forecast *forecast)
{
	if (find_registers(forecast))
		return FDTR_ERR_NOSPACE;
	find_fatal(forecast);
	return FDTR_OK;
}

static void tell_tree(struct fdtr_story *story)
{
	if (story->guest->device_tree != FDTR_YES) {
		fdtr_because(story, NULL,
			story->guest->device_tree == FDTR_NO
				? "the guest does not boot by a device tree"
				: "whether the guest boots by a device tree is not known",
			story->guest->source, NULL);
		fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
	} else if (fdtr_is_foreign(story))
		return;
	else if (story->guest->system == FDTR_SYSTEM_LINUX)
		fdtr_tell_linux_tree(story);
	else if (story->guest->system == FDTR_SYSTEM_PVMFW)
		fdtr_tell_pvmfw(story);
	else
		fdtr_tell_plain(story);
}

static bool have_same(
	const struct fdtr_forecast *forecast, uint32_t left, uint32_t right, enum fdtr_property_id id)
{
	struct fdtr_property a, b;

	fdtr_tree_property(forecast->tree, left, id, &a);
	fdtr_tree_property(forecast->tree, right, id, &b);
	if (!a.data || !b.data)
		return !a.data && !b.data;
	return a.length == b.length && !memcmp(a.data, b.data, a.length);
}

/* All that a story asks of a device is equal: neighbours on one bus, as a VMM makes them. */
static bool are_alike(const struct fdtr_forecast *forecast, uint32_t left, uint32_t right)
{
	const struct fdtr_device *a = &forecast->platform->devices[left];
	const struct fdtr_device *b = &forecast->platform->devices[right];
	uint32_t parent = forecast->tree->nodes[a->object].parent;

	return a->kind == b->kind && (fdtr_is_virtio_mmio(a) || a->kind == FDTR_DEVICE_OTHER) &&
	       parent == forecast->tree->nodes[b->object].parent && a->bus == b->bus &&
	       a->window_object == b->window_object && a->available == b->available &&
	       a->behind_iommu == b->behind_iommu && !a->behind_iommu &&
	       forecast->registered[left] == forecast->registered[right] && !forecast->older &&
	       have_same(forecast, a->object, b->object, FDTR_P_MEMORY_REGION) &&
	       have_same(forecast, a->object, b->object, FDTR_P_INTERCONNECTS) &&
	       have_same(forecast, a->object, b->object, FDTR_P_INTERCONNECT_NAMES);
}

int fdtr_predict(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_predict_options *options, struct fdtr_arena *arena,
	struct fdtr_predictions *predictions, struct fdtr_error *error)
{
	static const struct fdtr_predict_options none;
	struct fdtr_forecast forecast = {.asked = platform,
		.tree = tree,
		.platform = platform,
		.options = options ? options : &none,
		.arena = arena};
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	int status = fdtr_forecast_tree(&forecast, error);

	if (!status && fdtr_predict_all(&forecast, tell_tree, are_alike, predictions))
		status = fdtr_error_arena(error);
	if (status)
		fdtr_arena_reset(arena, mark);
	return status;
}
