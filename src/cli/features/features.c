// SPDX-License-Identifier: BSD-2-Clause
#include "cli/features/features.h"

#include "cli/features/parts.h"
#include "cli/input/text_file.h"

#include <fdtrestrict/generate.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int features_wrong(const struct features_place *place, const char *format, ...)
{
	char sentence[FDTR_ERROR_SIZE / 2], where[sizeof(place->text) + 2];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(sentence, sizeof(sentence), format, arguments);
	va_end(arguments);
	(void)snprintf(where, sizeof(where), "%s%s", place->text, *place->text ? ": " : "");
	return fdtr_error_set(place->error, FDTR_ERR_ARGUMENT, "%s: %s%s", place->file,
		fdtr_text_clean(where), fdtr_text_clean(sentence));
}

/* A device more, and none of it said; NULL without memory. */
static struct device_features *add(struct features *features, const char *path, const char *base_path)
{
	struct device_features *device;

	if (!(features->count & (features->count - 1))) {
		size_t room = features->count ? 2 * (size_t)features->count : 1;
		void *grown = realloc(features->items, room * sizeof(*features->items));

		if (!grown)
			return NULL;
		features->items = grown;
	}
	device = &features->items[features->count++];
	*device = (struct device_features){.path = path, .base_path = base_path, .modern = true};
	return device;
}

static int read_devices(struct features *features, struct features_place *place, json_t *devices)
{
	int status = FDTR_OK;
	const char *path;
	json_t *object;

	if (!json_is_object(devices))
		return features_wrong(place,
			"'devices' is an object: a path of a node or an ACPI object, and what is known of it");
	json_object_foreach(devices, path, object)
	{
		struct device_features *device = add(features, path, NULL);

		(void)snprintf(place->text, sizeof(place->text), "devices[\"%s\"]", path);
		if (!device)
			return fdtr_error_memory(place->error);
		if (*path != '/' && *path != '\\')
			return features_wrong(place,
				"a device is named by its path, such as /virtio_mmio@a000000 or \\_SB.VR00");
		status = features_read_device(place, object, true, device);
		if (status)
			return status;
	}
	return status;
}

static bool has_feature(const json_t *list, int bit)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *number = json_object_get(json_array_get(list, i), "bit");

		if (json_is_integer(number) && json_integer_value(number) == bit)
			return true;
	}
	return false;
}

/* What the manifest demands of a device is what the VMM builds. */
static int read_made_device(struct features *features, struct features_place *place, const json_t *object)
{
	const json_t *offers = json_object_get(object, "virtio-features");
	json_t *sized_for = json_object_get(object, "sized-for");
	const char *path = json_string_value(json_object_get(object, "node")),
		   *base_path = json_string_value(json_object_get(object, "base-node"));
	struct device_features *device;

	path = path ? path : json_string_value(json_object_get(object, "object"));
	if (!path)
		return features_wrong(place, "this device has neither 'node' nor 'object'");
	device = add(features, path, base_path);
	if (!device)
		return fdtr_error_memory(place->error);
	if (json_is_array(offers)) {
		device->modern = has_feature(offers, FDTR_VIRTIO_F_VERSION_1);
		device->access = has_feature(offers, FDTR_VIRTIO_F_ACCESS_PLATFORM) ? FEATURES_ACCESS_REQUIRED
		                                                                    : FEATURES_ACCESS_ABSENT;
	}
	return sized_for ? features_read_device(place, sized_for, false, device) : FDTR_OK;
}

static int read_manifest(struct features *features, struct features_place *place, const json_t *root)
{
	const json_t *version = json_object_get(root, "version"), *pools = json_object_get(root, "pools");
	int status = FDTR_OK;

	if (!json_is_integer(version) || json_integer_value(version) != 1 || !json_is_array(pools))
		return features_wrong(place,
			"it is neither a file of devices nor a manifest of version 1 that generate --report json wrote");
	for (size_t i = 0; i < json_array_size(pools); i++) {
		const json_t *devices = json_object_get(json_array_get(pools, i), "devices");

		(void)snprintf(place->text, sizeof(place->text), "pools[%zu]", i);
		if (!json_is_array(devices))
			return features_wrong(place, "it has no 'devices'");
		for (size_t k = 0; !status && k < json_array_size(devices); k++) {
			(void)snprintf(place->text, sizeof(place->text), "pools[%zu].devices[%zu]", i, k);
			status = read_made_device(features, place, json_array_get(devices, k));
		}
		if (status)
			return status;
	}
	return status;
}

static int read_root(struct features *features, struct features_place *place, json_t *root)
{
	const char *name;
	json_t *value;

	if (!json_is_object(root))
		return features_wrong(place, "it is to be an object with 'devices'");
	if (json_object_get(root, "pools"))
		return read_manifest(features, place, root);
	json_object_foreach(root, name, value)
	{
		if (strcmp(name, "devices") != 0)
			return features_wrong(place, "there is no key '%s'; it has 'devices' alone", name);
	}
	return read_devices(features, place, json_object_get(root, "devices"));
}

int features_parse(
	struct features *features, const char *name, const char *text, size_t size, struct fdtr_error *error)
{
	struct features_place place = {.file = name, .error = error};
	json_error_t problem;
	json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &problem);
	int status;

	*features = (struct features){.document = root};
	if (!root)
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT, "%s:%d:%d: %s", name, problem.line,
			problem.column, fdtr_text_clean(problem.text));
	status = read_root(features, &place, root);
	*place.text = '\0';
	return status ? status : features_index(features, &place);
}

int features_read(struct features *features, const char *name, struct fdtr_error *error)
{
	struct text_file file;
	int status = text_file_read(&file, name, FEATURES_LIMIT, error);

	*features = (struct features){0};
	if (status)
		return status;
	status = features_parse(features, name, file.text, file.size, error);
	free(file.text);
	return status;
}

void features_free(struct features *features)
{
	free(features->items);
	free(features->names);
	json_decref(features->document);
	*features = (struct features){0};
}
