// SPDX-License-Identifier: BSD-2-Clause
#include "cli/fix/mirror.h"

#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int cannot_make(struct fdtr_error *error)
{
	return fdtr_error_set(
		error, FDTR_ERR_INTERNAL, "cannot make a temporary folder: %s", strerror(errno));
}

static char *format(const char *text, ...) FDTR_PRINTF(1, 2);

static char *format(const char *text, ...)
{
	char *result = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&result, &size);
	va_list arguments;

	if (!out)
		return NULL;
	va_start(arguments, text);
	(void)vfprintf(out, text, arguments);
	va_end(arguments);
	if (!fclose(out))
		return result;
	free(result);
	return NULL;
}

/* As it is spelled, but from the root. */
static char *absolute(const char *name)
{
	char *folder, *path;

	if (name[0] == '/')
		return strdup(name);
	folder = realpath(".", NULL);
	path = folder ? format("%s/%s", folder, name) : NULL;
	free(folder);
	return path;
}

/* Every folder on the way to a path. */
static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		int made;

		*slash = '\0';
		made = mkdir(path, 0700);
		*slash = '/';
		if (made && errno != EEXIST)
			return false;
	}
	return true;
}

/* Where a file really is in the mirror; all its names are links to that. */
static char *home_of(const struct mirror *mirror, const struct mirror_file *file)
{
	return format("%s/.files/%zu", mirror->root, (size_t)(file - mirror->files));
}

static struct mirror_file *find_path(const struct mirror *mirror, const char *path)
{
	for (size_t i = 0; i < mirror->count; i++) {
		if (!strcmp(mirror->files[i].path, path))
			return &mirror->files[i];
	}
	return NULL;
}

/* The first, or one in its folder or below. */
static bool is_ours(const struct mirror *mirror, const char *path)
{
	const char *first = mirror->count ? mirror->files[0].path : NULL;
	struct stat status;

	return !first || (!strncmp(path, first, (size_t)(strrchr(first, '/') + 1 - first)) &&
				 !stat(path, &status) && S_ISREG(status.st_mode) && !access(path, W_OK));
}

/* Takes `path` over. */
static struct mirror_file *add_file(struct mirror *mirror, char *path)
{
	struct mirror_file *found = find_path(mirror, path), *grown;
	char *home;
	bool made;

	if (found) {
		free(path);
		return found;
	}
	grown = realloc(mirror->files, (mirror->count + 1) * sizeof(*grown));
	if (!grown) {
		free(path);
		return NULL;
	}
	mirror->files = grown;
	grown[mirror->count] = (struct mirror_file){.path = path, .ours = is_ours(mirror, path)};
	found = &grown[mirror->count++];
	home = home_of(mirror, found);
	made = home && !symlink(path, home);
	free(home);
	return made ? found : NULL;
}

/* A name that cpp or dtc used; what is no file, such as "<built-in>", is passed over. */
static bool add_name(struct mirror *mirror, const char *name)
{
	char *path = absolute(name), *real = path ? realpath(path, NULL) : NULL;
	const struct mirror_file *file = real ? add_file(mirror, real) : NULL;
	char *home = file ? home_of(mirror, file) : NULL;
	char *place = path ? format("%s%s", mirror->root, path) : NULL;
	bool added = path && place && (!real || (home && make_folders(place)));

	if (added && real && symlink(home, place) && errno != EEXIST)
		added = false;
	free(path);
	free(home);
	free(place);
	return added;
}

/* `# 12 "name" 1`; names with a quote or a backslash are not worth reading. */
static bool add_markers(struct mirror *mirror, const struct blob *blob)
{
	const char *at = (const char *)blob->preprocessed, *end = at + blob->preprocessed_size;
	bool added = true;

	for (; added && at && at < end; at = at ? at + 1 : NULL) {
		const char *line = at, *quote, *stop;
		char *name;

		at = memchr(line, '\n', (size_t)(end - line));
		if (line[0] != '#' || !at)
			continue;
		quote = memchr(line, '"', (size_t)(at - line));
		stop = quote ? memchr(quote + 1, '"', (size_t)(at - quote - 1)) : NULL;
		if (!stop || memchr(quote, '\\', (size_t)(stop - quote)))
			continue;
		name = strndup(quote + 1, (size_t)(stop - quote - 1));
		added = name && add_name(mirror, name);
		free(name);
	}
	return added;
}

static int add_files(struct mirror *mirror, const struct blob *blob, struct fdtr_error *error)
{
	struct source_map *map = NULL;
	bool added = add_name(mirror, blob->name) && (!blob->preprocessed || add_markers(mirror, blob));
	int status = added ? blob_positions(blob, &map, error) : cannot_make(error);

	for (uint32_t i = 0; !status && added && i < source_map_file_count(map); i++)
		added = add_name(mirror, source_map_file(map, i));
	source_map_free(map);
	return !status && !added ? cannot_make(error) : status;
}

/* Each folder as it is mirrored, then as it is: what the mirror lacks is found there. */
static bool add_includes(struct mirror *mirror, const struct source_options *options)
{
	size_t count = 0;

	mirror->includes = calloc(2 * options->include_count + 1, sizeof(*mirror->includes));
	if (!mirror->includes)
		return false;
	mirror->options = *options;
	for (size_t i = 0; i < options->include_count; i++) {
		char *path = absolute(options->includes[i]);

		mirror->includes[count] = path ? format("%s%s", mirror->root, path) : NULL;
		mirror->includes[count + 1] = strdup(options->includes[i]);
		free(path);
		if (!mirror->includes[count] || !mirror->includes[count + 1])
			return false;
		count += 2;
	}
	mirror->options.includes = (const char *const *)mirror->includes;
	mirror->options.include_count = count;
	return true;
}

static int make_root(struct mirror *mirror, struct fdtr_error *error)
{
	int status = temporary_make(&mirror->folder, error);
	char *home;
	bool made;

	if (status)
		return status;
	mirror->root = mirror->folder.name;
	home = format("%s/.files", mirror->root);
	made = home && !mkdir(home, 0700);
	free(home);
	return made ? FDTR_OK : cannot_make(error);
}

int mirror_make(struct mirror *mirror, const struct blob *blob, struct fdtr_error *error)
{
	static const struct source_options none;
	char *path;
	int status;

	*mirror = (struct mirror){0};
	status = make_root(mirror, error);
	if (!status)
		status = add_files(mirror, blob, error);
	if (status)
		return status;
	path = absolute(blob->name);
	mirror->main = path ? format("%s%s", mirror->root, path) : NULL;
	free(path);
	return mirror->main && add_includes(mirror, blob->options ? blob->options : &none)
	               ? FDTR_OK
	               : fdtr_error_memory(error);
}

void mirror_free(struct mirror *mirror)
{
	if (mirror->root)
		temporary_remove(&mirror->folder);
	for (size_t i = 0; i < mirror->count; i++) {
		free(mirror->files[i].path);
		free(mirror->files[i].text);
		free(mirror->files[i].original);
	}
	for (size_t i = 0; mirror->includes && mirror->includes[i]; i++)
		free(mirror->includes[i]);
	free(mirror->includes);
	free(mirror->files);
	free(mirror->main);
	*mirror = (struct mirror){0};
}

struct mirror_file *mirror_find(const struct mirror *mirror, const char *name)
{
	size_t length = strlen(mirror->root);
	bool inside = !strncmp(name, mirror->root, length) && name[length] == '/';
	char *path = absolute(inside ? name + length : name), *real = path ? realpath(path, NULL) : NULL;
	struct mirror_file *file = real ? find_path(mirror, real) : NULL;

	free(path);
	free(real);
	return file;
}

/* No device tree source comes near it. */
#define LARGEST_FILE ((off_t)64 << 20)

bool mirror_read(struct mirror_file *file)
{
	FILE *in = file->text ? NULL : fopen(file->path, "rb");
	struct stat status;

	if (!in)
		return file->text;
	if (!fstat(fileno(in), &status) && S_ISREG(status.st_mode) && status.st_size <= LARGEST_FILE)
		file->text = malloc((size_t)status.st_size + 1);
	if (file->text) {
		file->size = fread(file->text, 1, (size_t)status.st_size, in);
		file->text[file->size] = '\0';
	}
	(void)fclose(in);
	return file->text;
}

int mirror_put(const struct mirror *mirror, const struct mirror_file *file, const char *text, size_t size,
	struct fdtr_error *error)
{
	char *home = home_of(mirror, file);
	int status = FDTR_OK;

	if (!home)
		return fdtr_error_memory(error);
	if ((unlink(home) && errno != ENOENT) || (!text && symlink(file->path, home)))
		status = cannot_make(error);
	else if (text)
		status = output_write(home, text, size, error);
	free(home);
	return status;
}

static void cut(char *message, const char *text)
{
	size_t length = strlen(text);

	while ((message = strstr(message, text)) != NULL)
		memmove(message, message + length, strlen(message + length) + 1);
}

void mirror_clean(const struct mirror *mirror, char *message)
{
	char *folder = realpath(".", NULL);
	char *here = mirror->root && folder ? format("%s%s/", mirror->root, folder) : NULL;

	if (here)
		cut(message, here);
	if (mirror->root)
		cut(message, mirror->root);
	free(here);
	free(folder);
}
