// SPDX-License-Identifier: BSD-2-Clause
#include "schema/load/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A folder that is being walked, and the one that it is in. */
struct level {
	const struct level *up;
	const char *name;
	dev_t device;
	ino_t file;
	unsigned int depth;
};

static int no_memory(struct fdtr_error *error)
{
	return fdtr_error_set(
		error, FDTR_ERR_NOSPACE, "not enough memory for the names of the bindings' files");
}

bool listing_add(struct listing *listing, const struct listed *listed)
{
	const uint32_t capacity = listing->capacity ? 2 * listing->capacity : 64;
	struct listed *items = listing->items;

	if (listing->count == listing->capacity) {
		items = realloc(items, capacity * sizeof(*items));
		if (!items)
			return false;
		listing->items = items;
		listing->capacity = capacity;
	}
	items[listing->count++] = *listed;
	return true;
}

static char *join(struct store *store, const char *folder, const char *name)
{
	const size_t length = strlen(folder), rest = strlen(name) + 1;
	const bool slash = length && folder[length - 1] != '/';
	char *path = store_take(store, length + slash + rest);

	if (!path)
		return NULL;
	memcpy(path, folder, length);
	path[length] = '/';
	memcpy(path + length + slash, name, rest);
	return path;
}

static bool is_yaml(const char *name)
{
	const size_t length = strlen(name);

	return length > 5 && !strcmp(name + length - 5, ".yaml");
}

/* A link may lead back to where it is. */
static bool leads_back(const struct level *level)
{
	for (const struct level *up = level->up; up; up = up->up) {
		if (up->device == level->device && up->file == level->file)
			return true;
	}
	return false;
}

static struct stamp stamp_of(const struct stat *status)
{
	return (struct stamp){.size = (uint64_t)status->st_size,
		.inode = status->st_ino,
		.modified = status->st_mtim.tv_sec,
		.modified_nanoseconds = status->st_mtim.tv_nsec,
		.changed = status->st_ctim.tv_sec,
		.changed_nanoseconds = status->st_ctim.tv_nsec};
}

static int walk_folder(
	struct listing *listing, const struct level *level, uint32_t number, struct fdtr_error *error);

static int add_entry(struct listing *listing, const struct level *up, DIR *stream, const char *name,
	uint32_t number, struct fdtr_error *error)
{
	const bool yaml = is_yaml(name);
	struct level level = {.up = up, .depth = up->depth + 1};
	struct listed listed = {.folder = number};
	struct stat status;
	bool found = false;

	if (!yaml || listing->stamped)
		found = !fstatat(dirfd(stream), name, &status, 0);
	if (!yaml && (!found || !S_ISDIR(status.st_mode)))
		return FDTR_OK;
	level.name = join(listing->store, up->name, name);
	if (!level.name)
		return no_memory(error);
	listed.name = level.name;
	if (found)
		listed.stamp = stamp_of(&status);
	if (yaml)
		return listing_add(listing, &listed) ? FDTR_OK : no_memory(error);
	level.device = status.st_dev;
	level.file = status.st_ino;
	return leads_back(&level) ? FDTR_OK : walk_folder(listing, &level, number, error);
}

static int walk_entries(struct listing *listing, const struct level *level, DIR *stream, uint32_t number,
	struct fdtr_error *error)
{
	const struct dirent *entry;
	int status = FDTR_OK;

	while (!status && (entry = readdir(stream))) {
		if (listing->entries++ >= FOLDER_ENTRY_LIMIT)
			return fdtr_error_set(error, FDTR_ERR_BADTREE,
				"%s: the folders of bindings hold more than %d entries; name a folder that holds bindings only",
				level->name, FOLDER_ENTRY_LIMIT);
		if (entry->d_name[0] != '.')
			status = add_entry(listing, level, stream, entry->d_name, number, error);
	}
	return status;
}

/* As deep as FOLDER_DEPTH_LIMIT. */
static int walk_folder(
	struct listing *listing, const struct level *level, uint32_t number, struct fdtr_error *error)
{
	DIR *stream;
	int status;

	if (level->depth > FOLDER_DEPTH_LIMIT)
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: it is more than %d folders deep",
			level->name, FOLDER_DEPTH_LIMIT);
	stream = opendir(level->name);
	if (!stream)
		return fdtr_error_set(error, FDTR_ERR_NOTFOUND, "%s: %s", level->name, strerror(errno));
	status = walk_entries(listing, level, stream, number, error);
	(void)closedir(stream);
	return status;
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(((const struct listed *)left)->name, ((const struct listed *)right)->name);
}

int listing_walk(struct listing *listing, const char *folder, uint32_t number, struct fdtr_error *error)
{
	const uint32_t before = listing->count;
	struct level level = {.name = folder};
	struct listed listed = {.name = folder, .folder = number};
	struct stat found;
	int status;

	if (stat(folder, &found))
		return fdtr_error_set(error, FDTR_ERR_NOTFOUND, "%s: %s", folder, strerror(errno));
	listed.stamp = stamp_of(&found);
	if (!S_ISDIR(found.st_mode))
		return listing_add(listing, &listed) ? FDTR_OK : no_memory(error);
	level.device = found.st_dev;
	level.file = found.st_ino;
	status = walk_folder(listing, &level, number, error);
	if (!status && listing->count == before)
		return fdtr_error_set(error, FDTR_ERR_NOTFOUND,
			"%s: there is no *.yaml below this folder, so nothing to validate with", folder);
	if (!status)
		qsort(listing->items + before, listing->count - before, sizeof(*listing->items),
			compare_names);
	return status;
}
