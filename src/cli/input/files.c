// SPDX-License-Identifier: BSD-2-Clause
#include "cli/input/files.h"

#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Takes `name` over. */
static int push(struct files *files, char *name, struct fdtr_error *error)
{
	char **grown = files->names;

	if (name && files->count == files->room) {
		files->room = files->room ? 2 * files->room : 16;
		grown = realloc(files->names, files->room * sizeof(*grown));
	}
	if (!name || !grown) {
		free(name);
		return fdtr_error_memory(error);
	}
	files->names = grown;
	files->names[files->count++] = name;
	return FDTR_OK;
}

static bool is_directory(const char *name)
{
	struct stat status;

	return !stat(name, &status) && S_ISDIR(status.st_mode);
}

static bool is_wanted(const struct files *files, const char *name)
{
	static const char *const suffixes[] = {".dtbo", ".dtso", ".dtb", ".dts"};
	size_t count = files->overlays_only ? 2 : FDTR_ARRAY_SIZE(suffixes);
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < count; i++) {
		if (!strcmp(dot, suffixes[i]))
			return true;
	}
	return false;
}

static char *join(const char *folder, const char *name)
{
	size_t length = strlen(folder), end = strlen(name) + 1;
	bool slash = length && folder[length - 1] == '/';
	char *path = malloc(length + !slash + end);

	if (!path)
		return NULL;
	memcpy(path, folder, length);
	path[length] = '/';
	memcpy(path + length + !slash, name, end);
	return path;
}

/* Who walks a directory does not mean the pipes in it. What leads nowhere is to be told of. */
static bool is_odd(const char *name)
{
	struct stat status;

	return !stat(name, &status) && !S_ISREG(status.st_mode);
}

/* Links to directories are not followed: they may lead back. */
static int add_entry(struct files *files, struct files *folders, const char *folder, const char *name,
	struct fdtr_error *error)
{
	char *path = join(folder, name);
	struct stat status;

	if (!path)
		return fdtr_error_memory(error);
	if (!lstat(path, &status) && S_ISDIR(status.st_mode))
		return push(folders, path, error);
	if (is_wanted(files, name) && !is_odd(path))
		return push(files, path, error);
	free(path);
	return FDTR_OK;
}

static int add_folder(
	struct files *files, struct files *folders, const char *folder, struct fdtr_error *error)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	int status = FDTR_OK;

	if (!stream)
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: %s", folder, strerror(errno));
	while (!status && (entry = readdir(stream))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			status = add_entry(files, folders, folder, entry->d_name, error);
	}
	(void)closedir(stream);
	return status;
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static int walk(struct files *files, const char *name, struct fdtr_error *error)
{
	size_t before = files->count;
	struct files folders = {0};
	int status = push(&folders, strdup(name), error);

	for (size_t i = 0; !status && i < folders.count; i++)
		status = add_folder(files, &folders, folders.names[i], error);
	files_free(&folders);
	if (!status && files->count == before)
		status = fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: there is no %s below this directory%s",
			name, files->overlays_only ? ".dtbo or .dtso" : ".dtb, .dtbo, .dts or .dtso",
			files->documents ? "; bindings are named as files, or by a pattern such as '*/*.yaml'"
					 : "");
	if (!status)
		qsort(files->names + before, files->count - before, sizeof(*files->names), compare_names);
	return status;
}

static int match(struct files *files, const char *pattern, bool recursive, struct fdtr_error *error)
{
	glob_t found;
	int status = FDTR_OK;

	if (glob(pattern, 0, NULL, &found))
		return fdtr_error_set(
			error, FDTR_ERR_BADTREE, "%s: there is no such file, and nothing matches", pattern);
	for (size_t i = 0; !status && i < found.gl_pathc; i++) {
		if (is_directory(found.gl_pathv[i]))
			status = recursive ? walk(files, found.gl_pathv[i], error) : FDTR_OK;
		else
			status = push(files, strdup(found.gl_pathv[i]), error);
	}
	globfree(&found);
	return status;
}

int files_add(struct files *files, const char *name, bool recursive, struct fdtr_error *error)
{
	struct stat status;
	bool there = !strcmp(name, "-") || !lstat(name, &status);

	if (there && is_directory(name))
		return recursive ? walk(files, name, error)
		                 : fdtr_error_set(error, FDTR_ERR_ARGUMENT,
					   "%s is a directory; -r takes the trees below it", name);
	if (!there && strpbrk(name, "*?["))
		return match(files, name, recursive, error);
	return push(files, strdup(name), error);
}

void files_free(struct files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->names[i]);
	free(files->names);
	*files = (struct files){0};
}
