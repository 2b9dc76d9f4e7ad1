// SPDX-License-Identifier: BSD-2-Clause
/* Which devices are meant, and what is said of them. */
#include "cli/input/paths.h"
#include "cli/predict/predict.h"

#include <string.h>

/* The devices of one description. */
struct devices {
	const struct predict_description *description;
	const char **paths; /* per device */
	struct features_known *known;
	uint32_t count;
};

static bool make_devices(struct devices *devices, struct fdtr_arena *arena)
{
	const struct fdtr_platform *platform = devices->description->platform;
	char path[FDTR_PATH_SIZE];

	devices->count = platform->device_count;
	devices->paths = fdtr_arena_take(arena, devices->count + (size_t)1, sizeof(*devices->paths));
	devices->known = fdtr_arena_take(arena, devices->count + (size_t)1, sizeof(*devices->known));
	for (uint32_t i = 0; devices->paths && devices->known && i < devices->count; i++) {
		(void)predict_path(devices->description, platform->devices[i].object, path, sizeof(path));
		devices->paths[i] = fdtr_arena_copy(arena, path, strlen(path));
		if (!devices->paths[i])
			return false;
		devices->known[i] = (struct features_known){
			devices->paths[i], platform->devices[i].kind == FDTR_DEVICE_PCI_HOST};
	}
	return devices->paths && devices->known;
}

/* The "\" that a path of ACPI begins with quotes nothing. */
static bool matches(const char *pattern, const char *path)
{
	bool acpi = *pattern == '\\' && *path == '\\';

	return path_matches(pattern + acpi, path + acpi);
}

static bool is_wanted(const struct predict_choice *choice, const char *path)
{
	const struct check_values *patterns = &choice->settings->devices;
	bool wanted = !patterns->count;

	for (size_t i = 0; i < patterns->count; i++) {
		if (!matches(patterns->items[i], path))
			continue;
		choice->met[i] = true;
		wanted = true;
	}
	return wanted;
}

/* Of what says nothing of ACCESS_PLATFORM only a legacy device is known to be without it. */
static bool take(const struct device_features *said, uint32_t device, struct fdtr_device_features *features)
{
	static const enum fdtr_access_platform access[] = {[FEATURES_ACCESS_ABSENT] = FDTR_ACCESS_ABSENT,
		[FEATURES_ACCESS_OFFERED] = FDTR_ACCESS_OFFERED,
		[FEATURES_ACCESS_REQUIRED] = FDTR_ACCESS_REQUIRED};

	if (!said || (said->access == FEATURES_ACCESS_UNSAID && said->modern))
		return false;
	*features = (struct fdtr_device_features){.device = device,
		.modern = said->modern,
		.access = said->access == FEATURES_ACCESS_UNSAID ? FDTR_ACCESS_ABSENT : access[said->access]};
	return true;
}

static bool is_weaker(const struct fdtr_device_features *left, const struct fdtr_device_features *right)
{
	return left->modern != right->modern ? right->modern : left->access < right->access;
}

static bool is_behind(const char *path, const char *host)
{
	size_t length = strlen(host);

	return !strncmp(path, host, length) && path[length] == '/';
}

/* What is behind a host bridge and has no node is answered for with the bridge: by what protects least. */
static bool take_behind(const struct features *features, const struct devices *devices, uint32_t host,
	struct fdtr_device_features *weakest)
{
	struct fdtr_device_features one;
	bool any = false;

	for (uint32_t i = 0; i < features->count; i++) {
		if (!is_behind(features->items[i].path, devices->paths[host]) ||
			!take(&features->items[i], host, &one))
			continue;
		if (!any || is_weaker(&one, weakest))
			*weakest = one;
		any = true;
	}
	return any;
}

/* A guard may have moved the node since the file was written. */
static const struct device_features *said_of(
	const struct features *features, const struct devices *devices, uint32_t device)
{
	const struct predict_description *description = devices->description;

	return description->tree ? features_find_node(features, description->tree,
					   description->platform->devices[device].object)
	                         : features_find(features, devices->paths[device]);
}

static int check_names(
	const struct predict_settings *settings, struct devices *devices, struct fdtr_error *error)
{
	const struct predict_description *description = devices->description;

	if (description->tree)
		return features_check_tree(&settings->features, settings->features_name, description->tree,
			description->platform, error);
	return features_check(
		&settings->features, settings->features_name, devices->known, devices->count, error);
}

static void choose_features(struct predict_choice *choice, const struct devices *devices)
{
	const struct features *features = &choice->settings->features;
	const struct fdtr_device *all = devices->description->platform->devices;

	for (uint32_t i = 0; i < devices->count; i++) {
		struct fdtr_device_features *next = &choice->features[choice->feature_count];

		if (take(said_of(features, devices, i), i, next) ||
			(all[i].kind == FDTR_DEVICE_PCI_HOST && take_behind(features, devices, i, next)))
			choice->feature_count++;
	}
}

int predict_choose(struct predict_choice *choice, const struct predict_description *description,
	struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct predict_settings *settings = choice->settings;
	struct devices devices = {.description = description};
	int status = FDTR_OK;

	choice->feature_count = 0;
	choice->wanted = fdtr_arena_take(arena, description->platform->device_count + (size_t)1, 1);
	choice->features = fdtr_arena_take(
		arena, description->platform->device_count + (size_t)1, sizeof(*choice->features));
	choice->met = fdtr_arena_take(arena, settings->devices.count + 1, 1);
	if (!choice->wanted || !choice->met || !choice->features || !make_devices(&devices, arena))
		return fdtr_error_arena(error);
	memset(choice->met, 0, settings->devices.count);
	for (uint32_t i = 0; i < devices.count; i++)
		choice->wanted[i] = is_wanted(choice, devices.paths[i]);
	if (settings->features_name)
		status = check_names(settings, &devices, error);
	if (!status && settings->features_name)
		choose_features(choice, &devices);
	return status;
}
