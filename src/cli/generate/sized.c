// SPDX-License-Identifier: BSD-2-Clause
#include "cli/generate/sized.h"

#include "cli/generate/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool sized_wanted(const struct generate_settings *settings)
{
	bool wanted = settings->request.size == FDTR_SIZE_AUTO;

	for (const struct spec_pool *pool = settings->pools.pools; !wanted && pool; pool = pool->next)
		wanted = pool->size == FDTR_SIZE_AUTO;
	return wanted;
}

/* A device of a manifest goes by the path that it had, too. */
int sized_read(struct generate_settings *settings, struct fdtr_error *error)
{
	struct features *features = &settings->features;
	struct fdtr_sized *items;
	uint32_t count = 0;
	int status = settings->device_features ? features_read(features, settings->device_features, error)
	                                       : FDTR_OK;

	if (status || !features->count)
		return status;
	items = calloc(2 * (size_t)features->count, sizeof(*items));
	if (!items)
		return fdtr_error_memory(error);
	for (uint32_t i = 0; i < features->count; i++) {
		const struct device_features *device = &features->items[i];

		items[count++] = (struct fdtr_sized){device->path, device->queues};
		if (device->base_path && strcmp(device->base_path, device->path) != 0)
			items[count++] = (struct fdtr_sized){device->base_path, device->queues};
	}
	settings->request.sized = items;
	settings->request.sized_count = count;
	return FDTR_OK;
}

void sized_free(struct generate_settings *settings)
{
	free((void *)settings->request.sized);
	features_free(&settings->features);
}

/* Without these two bits a driver passes the pool by, and nothing says so. */
static int check_usable(const struct generate_settings *settings, const char *path, struct fdtr_error *error)
{
	const struct device_features *device = features_find(&settings->features, path);
	const bool absent = device && device->access == FEATURES_ACCESS_ABSENT;

	if (!device || (device->modern && !absent))
		return FDTR_OK;
	return fdtr_error_set(error, FDTR_ERR_CONFLICT,
		"%s: %s %s, so its driver would pass the pool by and do DMA to ordinary memory; offer %s, or leave the device out",
		settings->device_features, path,
		absent ? "does not offer VIRTIO_F_ACCESS_PLATFORM (33)" : "is not modern",
		absent ? "it" : "VIRTIO_F_VERSION_1 (32)");
}

struct checking {
	const struct generate_settings *settings;
	const struct fdtr_result *result;
};

/* In the tree that was made, where everything attached is a device. */
static int check_known(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct checking *checking = context;
	struct fdtr_platform platform;
	int status = fdtr_platform_read(&platform, &checking->result->tree, arena, error);

	if (status)
		return status;
	return features_check_tree(&checking->settings->features, checking->settings->device_features,
		&checking->result->tree, &platform, error);
}

int sized_check(
	const struct generate_settings *settings, const struct fdtr_result *result, struct fdtr_error *error)
{
	struct checking checking = {settings, result};
	void *memory = NULL;
	int status;

	if (!settings->device_features)
		return FDTR_OK;
	status = with_arena(result->tree.size, check_known, &checking, &memory, error);
	free(memory);
	for (uint32_t i = 0; !status && i < result->pool_count; i++) {
		const struct fdtr_made_pool *pool = &result->pools[i];

		for (uint32_t k = 0; !status && k < pool->device_count; k++)
			status = check_usable(
				settings, result->devices[pool->first_device + k].base_path, error);
	}
	return status;
}

int sized_check_tables(const struct generate_settings *settings, const struct fdtr_acpi *acpi,
	const struct fdtr_platform *platform, struct fdtr_error *error)
{
	char path[FDTR_PATH_SIZE];
	int status;

	if (!settings->device_features)
		return FDTR_OK;
	status = features_check_tables(&settings->features, settings->device_features, acpi, platform, error);
	for (uint32_t i = 0; !status && i < platform->device_count; i++)
		status = check_usable(settings,
			fdtr_acpi_path(acpi, platform->devices[i].object, path, sizeof(path)), error);
	return status;
}

void sized_tell(const struct fdtr_need *need)
{
	char stays[FDTR_SIZE_TEXT], request[FDTR_SIZE_TEXT], others[FDTR_SIZE_TEXT];

	if (!need->rings)
		return;
	fprintf(stderr,
		"size: %s of rings and waiting buffers, %s for the largest request, %s for other queues; fdtrestrict "
		"explain pool-size\n",
		fdtr_size_text(need->rings + need->waiting, stays), fdtr_size_text(need->packed, request),
		fdtr_size_text(need->shares - need->share, others));
}

json_t *sized_need_json(const struct fdtr_need *need)
{
	json_t *object = json_object();

	json_object_set_new(object, "rings", hex_json(need->rings));
	json_object_set_new(object, "waiting", hex_json(need->waiting));
	json_object_set_new(object, "request", hex_json(need->request));
	json_object_set_new(object, "packed", hex_json(need->packed));
	json_object_set_new(object, "others", hex_json(need->shares - need->share));
	json_object_set_new(object, "least", hex_json(fdtr_pool_least(need)));
	return object;
}

/* In the words of --device-features, but for what virtio-features says. */
json_t *sized_queues_json(const struct fdtr_queues *queues)
{
	const bool network = queues->type == FDTR_TYPE_NETWORK;
	json_t *object = json_object();

	json_object_set_new(object, "type", json_string(features_type_name(queues->type)));
	json_object_set_new(object, "queues", json_integer(queues->queues));
	json_object_set_new(object, "queue-size", json_integer(queues->queue_size));
	if (!network) {
		json_object_set_new(object, "segments", json_integer(queues->segments));
		json_object_set_new(object, "segment-size", json_integer(queues->segment_size));
	} else {
		json_object_set_new(object, "mtu", json_integer(queues->mtu));
		json_object_set_new(object, "mergeable", json_boolean(!queues->unmerged));
		json_object_set_new(object, "offloads", json_boolean(!queues->plain));
	}
	json_object_set_new(object, "indirect", json_boolean(!queues->direct));
	json_object_set_new(object, "packed", json_boolean(queues->packed));
	if (queues->mapped)
		json_object_set_new(object, "mapped", json_integer((json_int_t)queues->mapped));
	return object;
}
