// SPDX-License-Identifier: BSD-2-Clause
/* The devices that a tree has, or tables. */
#include "cli/features/features.h"

#include "base/base.h"
#include "generate/plan.h"

#include <stdlib.h>
#include <string.h>

struct known {
	struct features_known *items;
	uint32_t count;
};

/* False without memory. */
static bool add(struct known *known, const char *path, bool host)
{
	struct features_known *item = &known->items[known->count];

	*item = (struct features_known){strdup(path), host};
	known->count += item->path != NULL;
	return item->path;
}

/* Whether there is room for two paths of each device. */
static bool begin(struct known *known, const struct fdtr_platform *platform)
{
	*known = (struct known){
		.items = calloc(2 * (size_t)platform->device_count + 1, sizeof(*known->items))};
	return known->items;
}

static int finish(struct known *known, bool complete, const struct features *features, const char *name,
	struct fdtr_error *error)
{
	int status = complete ? features_check(features, name, known->items, known->count, error)
	                      : fdtr_error_memory(error);

	for (uint32_t i = 0; i < known->count; i++)
		free((void *)known->items[i].path);
	free(known->items);
	return status;
}

static bool add_node(struct known *known, const struct fdtr_tree *tree, const struct fdtr_device *device)
{
	const bool host = device->kind == FDTR_DEVICE_PCI_HOST;
	char path[FDTR_PATH_SIZE], before[FDTR_PATH_SIZE];

	(void)fdtr_tree_path(tree, device->object, path, sizeof(path));
	fdtr_path_before(tree, device->object, before, sizeof(before));
	return add(known, path, host) && (!strcmp(path, before) || add(known, before, host));
}

int features_check_tree(const struct features *features, const char *name, const struct fdtr_tree *tree,
	const struct fdtr_platform *platform, struct fdtr_error *error)
{
	struct known known;
	bool complete = begin(&known, platform);

	for (uint32_t i = 0; complete && i < platform->device_count; i++)
		complete = add_node(&known, tree, &platform->devices[i]);
	return finish(&known, complete, features, name, error);
}

int features_check_tables(const struct features *features, const char *name, const struct fdtr_acpi *acpi,
	const struct fdtr_platform *platform, struct fdtr_error *error)
{
	struct known known;
	bool complete = begin(&known, platform);
	char path[FDTR_PATH_SIZE];

	for (uint32_t i = 0; complete && i < platform->device_count; i++) {
		const struct fdtr_device *device = &platform->devices[i];

		complete = add(&known, fdtr_acpi_path(acpi, device->object, path, sizeof(path)),
			device->kind == FDTR_DEVICE_PCI_HOST);
	}
	return finish(&known, complete, features, name, error);
}

const struct device_features *features_find_node(
	const struct features *features, const struct fdtr_tree *tree, uint32_t node)
{
	char path[FDTR_PATH_SIZE];
	const struct device_features *device =
		features_find(features, fdtr_tree_path(tree, node, path, sizeof(path)));

	if (device)
		return device;
	fdtr_path_before(tree, node, path, sizeof(path));
	return features_find(features, path);
}
