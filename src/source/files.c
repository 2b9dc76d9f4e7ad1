// SPDX-License-Identifier: BSD-2-Clause
/* The files that places are in: told apart by their names, read only when a place in them is asked for. */
#include "source/map.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* No device tree source comes near it. */
#define LARGEST_FILE ((off_t)64 << 20)

void *list_add(struct list *list, size_t size)
{
	uint32_t wanted = list->capacity ? 2 * list->capacity : 64;
	void *grown;

	if (list->count == list->capacity) {
		grown = wanted < UINT32_MAX / 2 ? realloc(list->items, wanted * size) : NULL;
		if (!grown)
			return NULL;
		list->items = grown;
		list->capacity = wanted;
	}
	return memset((char *)list->items + list->count++ * size, 0, size);
}

const char *map_keep_name(struct source_map *map, const char *name, uint32_t length)
{
	char *kept = map->names + map->name_size;

	memcpy(kept, name, length);
	map->name_size += length;
	return kept;
}

bool map_spell_file(struct source_map *map, const char *name, uint32_t length, uint32_t *spelled)
{
	struct file_name *last = map->spelled.items;
	uint32_t count = map->spelled.count;

	if (!count || name_compare(last[count - 1].start, last[count - 1].length, name, length)) {
		last = list_add(&map->spelled, sizeof(*last));
		if (!last)
			return false;
		*last = (struct file_name){
			.start = map_keep_name(map, name, length), .length = length, .file = count++};
	}
	*spelled = count - 1;
	return true;
}

static int spelled_compare(const void *left, const void *right)
{
	const struct file_name *a = left, *b = right;
	int order = name_compare(a->start, a->length, b->start, b->length);

	return order ? order : (a->file > b->file) - (a->file < b->file);
}

/* Before, each name's `file` is its own number; after, it is the number of the first that is spelled alike. */
static bool find_first_spelled(struct source_map *map)
{
	struct file_name *names = map->spelled.items, *sorted;
	size_t size = map->spelled.count * sizeof(*names);
	uint32_t first = 0;

	sorted = malloc(size);
	if (!sorted)
		return false;
	memcpy(sorted, names, size);
	fdtr_sort(sorted, map->spelled.count, sizeof(*sorted), spelled_compare);
	for (uint32_t i = 0; i < map->spelled.count; i++) {
		if (name_compare(
			    sorted[i].start, sorted[i].length, sorted[first].start, sorted[first].length))
			first = i;
		names[sorted[i].file].file = sorted[first].file;
	}
	free(sorted);
	return true;
}

static bool add_file(struct source_map *map, const struct file_name *name)
{
	struct file *file = list_add(&map->files, sizeof(*file));

	if (!file)
		return false;
	file->name = malloc((size_t)name->length + 1);
	if (!file->name)
		return false;
	memcpy(file->name, name->start, name->length);
	file->name[name->length] = '\0';
	return true;
}

bool map_name_files(struct source_map *map)
{
	struct file_name *names = map->spelled.items;
	struct place *places = map->places.items;

	if (!find_first_spelled(map))
		return false;
	for (uint32_t i = 0; i < map->spelled.count; i++) {
		if (names[i].file == i && !add_file(map, &names[i]))
			return false;
		names[i].file = names[i].file == i ? map->files.count - 1 : names[names[i].file].file;
		if (names[i].preprocessed)
			((struct file *)map->files.items)[names[i].file].preprocessed = true;
	}
	for (uint32_t i = 0; i < map->places.count; i++)
		places[i].file = names[places[i].file].file;
	return true;
}

static char *read_all(int descriptor, size_t most, size_t *size)
{
	char *text = malloc(most ? most : 1);
	ssize_t count = 1;

	for (*size = 0; text && *size < most && count > 0; *size += count > 0 ? (size_t)count : 0)
		count = read(descriptor, text + *size, most - *size);
	return text;
}

char *source_read(const char *name, size_t *size)
{
	int descriptor = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat status;
	char *text = NULL;

	if (descriptor < 0)
		return NULL;
	if (!fstat(descriptor, &status) && S_ISREG(status.st_mode) && status.st_size <= LARGEST_FILE)
		text = read_all(descriptor, (size_t)status.st_size, size);
	(void)close(descriptor);
	return text;
}

struct file *map_file(const struct source_map *map, uint32_t index)
{
	struct file *file = (struct file *)map->files.items + index;

	if (file->loaded)
		return file;
	file->loaded = true;
	if (index) {
		file->owned = source_read(file->name, &file->size);
		file->text = file->owned;
	} else {
		file->text = map->input.source;
		file->size = map->input.source_size;
	}
	if (file->text)
		(void)sites_find(
			&file->sites, file->text, file->size, file->preprocessed); /* else dtc's must do */
	return file;
}

bool source_map_text(const struct source_map *map, uint32_t index, const char **text, size_t *size)
{
	const struct file *file = map_file(map, index);

	*text = file->text;
	*size = file->size;
	return file->text;
}

void map_free_files(struct source_map *map)
{
	struct file *files = map->files.items;

	for (uint32_t i = 0; i < map->files.count; i++) {
		free(files[i].name);
		free(files[i].owned);
		sites_free(&files[i].sites);
	}
	free(files);
}
