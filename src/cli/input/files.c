// SPDX-License-Identifier: BSD-2-Clause
#include "cli/input/files.h"
#include "cli/input/folder.h"
#include "cli/input/input.h"

#include "base/base.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What a pipe gives it gives once. */
static int hold(struct file *file, struct fdtr_error *error)
{
	struct blob blob = {.name = file->name};
	int status = blob_load(&blob, error);

	file->held = true;
	file->data = blob.data;
	file->size = blob.size;
	return status;
}

/* A device tree's names say so; what else there is has to be looked into. */
static void recognise(struct file *file, const void *data, size_t size)
{
	file->form = tables_form(file->name, data, size < TABLES_START ? size : TABLES_START);
	file->dsdt = tables_have_dsdt(file->form, data, size);
	if (file->form == TABLES_DUMP)
		file->set = FILES_ALONE;
}

static bool is_regular(const char *name)
{
	struct stat status;

	return strcmp(name, "-") != 0 && !stat(name, &status) && S_ISREG(status.st_mode);
}

static bool is_there(const char *name)
{
	struct stat status;

	return !strcmp(name, "-") || !lstat(name, &status);
}

static int look_into(struct file *file, struct fdtr_error *error)
{
	struct blob blob = {.name = file->name};
	int status = FDTR_OK;

	if (folder_has_tree_name(file->name))
		return FDTR_OK;
	if (is_regular(file->name)) {
		if (!blob_load(&blob, NULL)) /* else told of in its place */
			recognise(file, blob.data, blob.size);
		blob_free(&blob);
	} else if (is_there(file->name)) {
		status = hold(file, error);
		if (!status)
			recognise(file, file->data, file->size);
	}
	return status;
}

static int add_one(struct files *files, const char *name, struct fdtr_error *error)
{
	struct file file = {.name = strdup(name), .set = FILES_TOGETHER};
	int status = FDTR_OK;

	if (!file.name)
		return fdtr_error_memory(error);
	if (files->tables)
		status = look_into(&file, error);
	if (!status)
		return folder_push(files, &file, error);
	free(file.name);
	free(file.data);
	return status;
}

static bool is_directory(const char *name)
{
	struct stat status;

	return !stat(name, &status) && S_ISDIR(status.st_mode);
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
			status = recursive ? folder_add(files, found.gl_pathv[i], true, error) : FDTR_OK;
		else
			status = add_one(files, found.gl_pathv[i], error);
	}
	globfree(&found);
	return status;
}

int files_add(struct files *files, const char *name, bool recursive, struct fdtr_error *error)
{
	bool there = is_there(name);

	if (there && is_directory(name))
		return folder_add(files, name, recursive, error);
	if (!there && strpbrk(name, "*?["))
		return match(files, name, recursive, error);
	return add_one(files, name, error);
}

void files_free(struct files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		free(files->items[i].name);
		free(files->items[i].data);
	}
	free(files->items);
	*files = (struct files){0};
}
