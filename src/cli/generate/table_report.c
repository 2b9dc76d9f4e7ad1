// SPDX-License-Identifier: BSD-2-Clause
/* What was made, for a VMM's build: as the report on a tree, with objects in place of nodes. */
#include "cli/generate/report.h"
#include "acpi/platform/devices.h"
#include "cli/generate/table.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static const char *kind_of(const struct made_table *made, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &made->ssdt.devices[index];
	const struct fdtr_acpi *tables = made->ssdt.tables;
	uint32_t object;

	if (device->kind == FDTR_SSDT_PCI)
		return "pci";
	if (device->kind != FDTR_SSDT_EXISTING)
		return "virtio-mmio";
	object = fdtr_acpi_find(tables, 0, device->path);
	if (fdtr_acpi_has_id(tables, object, FDTR_ACPI_VIRTIO_MMIO_HID))
		return "virtio-mmio";
	if (fdtr_acpi_is_host(tables, object))
		return "pci-host";
	return fdtr_acpi_child(tables, object, "_ADR") == FDTR_NONE ? "other" : "pci";
}

static json_t *device_json(const struct made_table *made, uint32_t index)
{
	const struct fdtr_made_object *device = &made->result.devices[index];
	const char *kind = kind_of(made, index);
	json_t *object = json_object();

	json_object_set_new(object, "object", path_json(device->path));
	json_object_set_new(object, "kind", json_string(kind));
	json_object_set_new(object, "existed", json_boolean(device->existed));
	json_object_set_new(object, "guarded", json_boolean(device->guarded));
	if (strcmp(kind, "other") != 0)
		json_object_set_new(object, "virtio-features", features_json());
	return object;
}

static json_t *pool_json(const struct made_table *made, uint32_t index)
{
	const struct fdtr_range range = made->ssdt.pools[index].range;
	json_t *object = json_object(), *devices = json_array();

	for (uint32_t i = 0; i < made->ssdt.device_count; i++) {
		if (made->ssdt.devices[i].pool == index)
			json_array_append_new(devices, device_json(made, i));
	}
	json_object_set_new(object, "object", path_json(made->result.pools[index].path));
	json_object_set_new(object, "base", hex_json(range.first));
	json_object_set_new(object, "size", hex_json(fdtr_range_size(range)));
	json_object_set_new(object, "existed", json_boolean(made->result.pools[index].existed));
	json_object_set_new(object, "devices", devices);
	return object;
}

bool table_write_json(const struct made_table *made)
{
	json_t *pools = json_array(), *notes = json_array(), *root;
	bool written;

	for (uint32_t i = 0; i < made->ssdt.pool_count; i++)
		json_array_append_new(pools, pool_json(made, i));
	for (uint32_t i = 0; i < made->notes.count; i++)
		json_array_append_new(notes, path_json(made->notes.items[i]));
	root = json_pack("{s:i, s:s, s:b, s:o, s:o}", "version", 1, "guard", guard_name(made->result.guard),
		"changed", (int)made->result.changed, "pools", pools, "notes", notes);
	written =
		root && !json_dumpf(root, stdout, JSON_INDENT(2)) && putchar('\n') != EOF && !fflush(stdout);
	json_decref(root);
	return written;
}
