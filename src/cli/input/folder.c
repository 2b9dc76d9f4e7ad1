// SPDX-License-Identifier: BSD-2-Clause
#include "cli/input/folder.h"
#include "cli/input/input.h"
#include "cli/input/paths.h"

#include "base/base.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int folder_push(struct files *files, struct file *file, struct fdtr_error *error)
{
	struct file *grown = files->items;

	if (file->name && files->count == files->room) {
		files->room = files->room ? 2 * files->room : 16;
		grown = realloc(files->items, files->room * sizeof(*grown));
	}
	if (!file->name || !grown) {
		free(file->name);
		free(file->data);
		return fdtr_error_memory(error);
	}
	files->items = grown;
	files->items[files->count++] = *file;
	return FDTR_OK;
}

static bool ends_like(const char *name, const char *const *suffixes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (path_has_suffix(name, suffixes[i]))
			return true;
	}
	return false;
}

bool folder_has_tree_name(const char *name)
{
	static const char *const suffixes[] = {".dtbo", ".dtso", ".dtb", ".dts", ".dtsi", ".yaml", ".yml"};

	return ends_like(name, suffixes, FDTR_ARRAY_SIZE(suffixes));
}

static bool is_tree(const struct files *files, const char *name)
{
	static const char *const suffixes[] = {".dtbo", ".dtso", ".dtb", ".dts"};

	return ends_like(name, suffixes, files->overlays_only ? 2 : FDTR_ARRAY_SIZE(suffixes));
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

/* Enough to see a header, or that it is a dump. */
#define GLANCE 4096

/* Of text only what is called ASL is taken for it: programs have the words, too. */
static void glance(struct file *file)
{
	unsigned char start[GLANCE];
	FILE *stream = is_odd(file->name) ? NULL : fopen(file->name, "rb");
	size_t size = stream ? fread(start, 1, sizeof(start), stream) : 0;
	struct blob blob = {.name = file->name};

	if (stream)
		(void)fclose(stream);
	if (size)
		file->form = tables_form(file->name, start, size);
	if (file->form == TABLES_BINARY) {
		file->dsdt = tables_have_dsdt(TABLES_BINARY, start, size);
	} else if (file->form == TABLES_SOURCE &&
		   (path_has_suffix(file->name, ".asl") || path_has_suffix(file->name, ".dsl"))) {
		if (!blob_load(&blob, NULL))
			file->dsdt = tables_have_dsdt(TABLES_SOURCE, blob.data, blob.size);
		blob_free(&blob);
	} else if (file->form == TABLES_SOURCE) {
		file->form = TABLES_NONE;
	}
}

/* A walk through a directory and, where that is wanted, those below it. */
struct walk {
	struct files *files;
	struct files folders; /* what is to be gone through; each has the number of its set */
	bool recursive;
};

static int add_folder(struct walk *walk, char *path, const char *name, uint32_t set, struct fdtr_error *error)
{
	bool same = walk->files->tables && !strcmp(name, "dynamic");
	struct file folder = {.name = path, .set = same ? set : ++walk->files->folder_count};

	if (same || walk->recursive)
		return folder_push(&walk->folders, &folder, error);
	free(path);
	return FDTR_OK;
}

static int add_file(struct walk *walk, char *path, uint32_t set, struct fdtr_error *error)
{
	struct file file = {.name = path, .set = set};

	if (walk->recursive && is_tree(walk->files, path) && !is_odd(path))
		return folder_push(walk->files, &file, error);
	if (walk->files->tables && !walk->files->overlays_only && !folder_has_tree_name(path))
		glance(&file);
	if (file.form)
		return folder_push(walk->files, &file, error);
	free(path);
	return FDTR_OK;
}

/* Links to directories are not followed: they may lead back. */
static int add_entry(
	struct walk *walk, const char *folder, const char *name, uint32_t set, struct fdtr_error *error)
{
	char *path = join(folder, name);
	struct stat status;

	if (!path)
		return fdtr_error_memory(error);
	if (!lstat(path, &status) && S_ISDIR(status.st_mode))
		return add_folder(walk, path, name, set, error);
	return add_file(walk, path, set, error);
}

static int go_through(struct walk *walk, const char *folder, uint32_t set, struct fdtr_error *error)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	int status = FDTR_OK;

	if (!stream)
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: %s", folder, strerror(errno));
	while (!status && (entry = readdir(stream))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			status = add_entry(walk, folder, entry->d_name, set, error);
	}
	(void)closedir(stream);
	return status;
}

static int compare(const void *left, const void *right)
{
	return strcmp(((const struct file *)left)->name, ((const struct file *)right)->name);
}

/* A table whose name differs from that of the source in its suffix alone. */
static bool is_product(const struct file *source, const struct file *other)
{
	size_t length = strlen(source->name) - strlen(".asl") + 1; /* with the dot */

	return other->form == TABLES_BINARY && !strncmp(source->name, other->name, length) &&
	       !strpbrk(other->name + length, "./");
}

/* They are in order: what begins alike stands together. */
static bool has_product(const struct files *files, size_t first, size_t index)
{
	const struct file *source = &files->items[index];
	size_t length = strlen(source->name) - strlen(".asl") + 1;

	while (index > first && !strncmp(files->items[index - 1].name, source->name, length))
		index--;
	for (; index < files->count && !strncmp(files->items[index].name, source->name, length); index++) {
		if (is_product(source, &files->items[index]))
			return true;
	}
	return false;
}

static void drop_sources(struct files *files, size_t first)
{
	size_t kept = first;

	for (size_t i = first; i < files->count; i++) {
		if (files->items[i].form == TABLES_SOURCE && has_product(files, first, i))
			files->items[i].set = FILES_TOGETHER; /* which no directory has */
	}
	for (size_t i = first; i < files->count; i++) {
		struct file *file = &files->items[i];

		if (file->form == TABLES_SOURCE && file->set == FILES_TOGETHER)
			free(file->name);
		else
			files->items[kept++] = *file;
	}
	files->count = kept;
}

/* The tables of each directory are one machine's, or each another's. */
static bool settle(struct files *files, size_t first)
{
	uint32_t *dsdts = calloc(files->folder_count + (size_t)1, sizeof(*dsdts));

	for (size_t i = first; dsdts && i < files->count; i++)
		dsdts[files->items[i].set] += files->items[i].dsdt && files->items[i].form != TABLES_DUMP;
	for (size_t i = first; dsdts && i < files->count; i++) {
		struct file *file = &files->items[i];

		if (file->form == TABLES_DUMP || dsdts[file->set] != 1)
			file->set = FILES_ALONE;
	}
	free(dsdts);
	return dsdts;
}

static int fail_empty(const struct files *files, const char *name, bool recursive, struct fdtr_error *error)
{
	if (!recursive)
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
			files->tables && !files->overlays_only
				? "%s is a directory without ACPI tables in it; lint and validate take all that is below it "
				  "with -r"
				: "%s is a directory; -r takes the trees below it",
			name);
	return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: there is no %s below this directory%s", name,
		files->overlays_only ? ".dtbo or .dtso"
		: files->tables      ? ".dtb, .dtbo, .dts, .dtso or ACPI table"
				     : ".dtb, .dtbo, .dts or .dtso",
		files->documents ? "; bindings are named as files, or by a pattern such as '*/*.yaml'" : "");
}

int folder_add(struct files *files, const char *name, bool recursive, struct fdtr_error *error)
{
	struct walk walk = {.files = files, .recursive = recursive};
	struct file folder = {.name = strdup(name), .set = ++files->folder_count};
	size_t before = files->count;
	int status = folder_push(&walk.folders, &folder, error);

	for (size_t i = 0; !status && i < walk.folders.count; i++)
		status = go_through(&walk, walk.folders.items[i].name, walk.folders.items[i].set, error);
	files_free(&walk.folders);
	if (status)
		return status;
	if (files->count == before)
		return fail_empty(files, name, recursive, error);
	qsort(files->items + before, files->count - before, sizeof(*files->items), compare);
	drop_sources(files, before);
	return settle(files, before) ? FDTR_OK : fdtr_error_memory(error);
}

/* As far as numbers go; a leading zero makes them longer. */
int files_compare_names(const char *left, const char *right)
{
	while (*left && *left == *right) {
		left++;
		right++;
	}
	if (isdigit((unsigned char)*left) || isdigit((unsigned char)*right)) {
		size_t left_digits = strspn(left, "0123456789"), right_digits = strspn(right, "0123456789");

		if (left_digits != right_digits)
			return left_digits < right_digits ? -1 : 1;
	}
	return strcmp(left, right);
}
