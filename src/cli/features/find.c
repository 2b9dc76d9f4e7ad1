// SPDX-License-Identifier: BSD-2-Clause
/* The file's devices against those that there are. */
#include "cli/features/parts.h"

#include <stdlib.h>
#include <string.h>

struct features_name {
	const char *path;
	uint32_t device;
	bool before; /* the path of a node before it moved */
};

static int compare_names(const void *left, const void *right)
{
	const struct features_name *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	return order ? order : a->before - b->before;
}

int features_index(struct features *features, const struct features_place *place)
{
	struct features_name *names = calloc(2 * (size_t)features->count + 1, sizeof(*names));

	features->names = names;
	if (!names)
		return fdtr_error_memory(place->error);
	for (uint32_t i = 0; i < features->count; i++) {
		const struct device_features *device = &features->items[i];

		names[features->name_count++] = (struct features_name){device->path, i, false};
		if (device->base_path)
			names[features->name_count++] = (struct features_name){device->base_path, i, true};
	}
	qsort(names, features->name_count, sizeof(*names), compare_names);
	for (uint32_t i = 1; i < features->name_count; i++) {
		if (!names[i].before && !names[i - 1].before && !strcmp(names[i - 1].path, names[i].path))
			return features_wrong(place, "%s is there twice", names[i].path);
	}
	return FDTR_OK;
}

const struct device_features *features_find(const struct features *features, const char *path)
{
	uint32_t low = 0, high = features->name_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (strcmp(features->names[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == features->name_count || strcmp(features->names[low].path, path) != 0)
		return NULL;
	return &features->items[features->names[low].device];
}

static int compare_known(const void *left, const void *right)
{
	return strcmp(
		((const struct features_known *)left)->path, ((const struct features_known *)right)->path);
}

static const struct features_known *find_known(
	const struct features_known *known, uint32_t count, const char *path)
{
	const struct features_known wanted = {.path = path};

	return bsearch(&wanted, known, count, sizeof(*known), compare_known);
}

/* "/bridge/dev@SLOT,FUNCTION", "\_SB.PCI0@SLOT,FUNCTION": what --attach takes, too. */
static bool is_behind_host(const struct features_known *known, uint32_t count, const char *path)
{
	const char *name = strrchr(path, '/'), *at = strchr(name ? name : path, '@');
	const struct features_known *bridge;
	size_t slot;
	char *parent;

	if (!at || name == path)
		return false;
	slot = strspn(at + 1, "0123456789abcdefABCDEF");
	if (!slot || (at[1 + slot] && at[1 + slot] != ','))
		return false;
	parent = strndup(path, (size_t)((name ? name : at) - path));
	bridge = parent ? find_known(known, count, parent) : NULL;
	free(parent);
	return bridge && bridge->host;
}

struct known_names {
	const struct features_known *known;
	uint32_t count;
};

static const char *name_at(const void *context, size_t index)
{
	const struct known_names *names = context;

	return index < names->count ? names->known[index].path : NULL;
}

static int unknown_device(
	const char *name, const char *path, const struct known_names *names, struct fdtr_error *error)
{
	const char *nearest = fdtr_nearest_name(path, name_at, names);

	if (nearest)
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
			"%s: there is no device %s; is %s the one meant?", name, path, nearest);
	return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
		"%s: there is no device %s; devices are those of virtio, PCI host bridges and what has a memory-region",
		name, path);
}

int features_check(const struct features *features, const char *name, struct features_known *known,
	uint32_t count, struct fdtr_error *error)
{
	const struct known_names names = {known, count};

	qsort(known, count, sizeof(*known), compare_known);
	for (uint32_t i = 0; i < features->count; i++) {
		const struct device_features *device = &features->items[i];

		if (!find_known(known, count, device->path) &&
			!(device->base_path && find_known(known, count, device->base_path)) &&
			!is_behind_host(known, count, device->path))
			return unknown_device(name, device->path, &names, error);
	}
	return FDTR_OK;
}
