// SPDX-License-Identifier: BSD-2-Clause
/* What generate made, for a VMM's build: addresses and sizes as hexadecimal strings. */
#include "cli/generate/report.h"
#include "cli/generate/request.h"
#include "cli/generate/sized.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

json_t *hex_json(uint64_t value)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%#" PRIx64, value);
	return json_string(text);
}

json_t *path_json(const char *path)
{
	char clean[FDTR_PATH_SIZE];

	(void)snprintf(clean, sizeof(clean), "%s", path);
	return json_string(fdtr_text_clean(clean));
}

static bool is_virtio(enum fdtr_device_kind kind)
{
	return kind == FDTR_DEVICE_VIRTIO_MMIO || kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED;
}

/* Behind a PCI host bridge anything can sit; what is virtio there must offer them too. */
json_t *features_json(void)
{
	return json_pack("[{s:s, s:i}, {s:s, s:i}]", "name", "VIRTIO_F_VERSION_1", "bit",
		FDTR_VIRTIO_F_VERSION_1, "name", "VIRTIO_F_ACCESS_PLATFORM", "bit",
		FDTR_VIRTIO_F_ACCESS_PLATFORM);
}

static json_t *device_json(const struct fdtr_made_device *device)
{
	static const char *const kinds[] = {
		[FDTR_DEVICE_VIRTIO_MMIO] = "virtio-mmio",
		[FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED] = "virtio-mmio",
		[FDTR_DEVICE_PCI_HOST] = "pci-host",
		[FDTR_DEVICE_PCI] = "pci",
		[FDTR_DEVICE_OTHER] = "other",
	};
	json_t *object = json_object();

	json_object_set_new(object, "node", path_json(device->path));
	json_object_set_new(object, "base-node", path_json(device->base_path));
	json_object_set_new(object, "kind", json_string(kinds[device->kind]));
	json_object_set_new(object, "guarded", json_boolean(device->guarded));
	if (device->queues)
		json_object_set_new(object, "sized-for", sized_queues_json(device->queues));
	if (is_virtio(device->kind) || device->kind == FDTR_DEVICE_PCI_HOST ||
		device->kind == FDTR_DEVICE_PCI)
		json_object_set_new(object, "virtio-features", features_json());
	return object;
}

static json_t *pool_json(const struct fdtr_result *result, const struct fdtr_made_pool *pool)
{
	json_t *object = json_object(), *devices = json_array();

	for (uint32_t i = 0; i < pool->device_count; i++)
		json_array_append_new(devices, device_json(&result->devices[pool->first_device + i]));
	json_object_set_new(object, "node", path_json(pool->path));
	json_object_set_new(object, "base", pool->dynamic ? json_null() : hex_json(pool->range.first));
	json_object_set_new(object, "size", hex_json(pool->size));
	json_object_set_new(object, "phandle", hex_json(pool->phandle));
	json_object_set_new(object, "existed", json_boolean(pool->existed));
	json_object_set_new(object, "devices", devices);
	return object;
}

const char *guard_name(enum fdtr_guard guard)
{
	static const char *const names[] = {
		[FDTR_GUARD_DEFAULT] = "default",
		[FDTR_GUARD_DMA_RANGES] = "dma-ranges",
		[FDTR_GUARD_DMA_MEM] = "dma-mem",
		[FDTR_GUARD_COMPATIBLE] = "compatible",
		[FDTR_GUARD_NONE] = "none",
		[FDTR_GUARD_CONTAINER] = "container",
	};

	return names[guard];
}

bool result_write_json(const struct fdtr_result *result)
{
	json_t *pools = json_array(), *root;
	bool written;

	for (uint32_t i = 0; i < result->pool_count; i++)
		json_array_append_new(pools, pool_json(result, &result->pools[i]));
	root = json_pack("{s:i, s:s, s:b, s:o}", "version", 1, "guard", guard_name(result->guard), "changed",
		(int)result->changed, "pools", pools);
	if (root && result->need.rings)
		json_object_set_new(root, "need", sized_need_json(&result->need));
	written =
		root && !json_dumpf(root, stdout, JSON_INDENT(2)) && putchar('\n') != EOF && !fflush(stdout);
	json_decref(root);
	return written;
}
