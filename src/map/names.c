// SPDX-License-Identifier: BSD-2-Clause
/* What things are called, and what of a name is only its number. */
#include "map/parts.h"

#include <string.h>

static const char *const kind_names[FDTR_MAP_KINDS] = {
	[FDTR_MAP_MEMORY] = "memory",
	[FDTR_MAP_RESERVED] = "reserved",
	[FDTR_MAP_POOL] = "restricted DMA pool",
	[FDTR_MAP_MEMRESERVE] = "/memreserve/",
	[FDTR_MAP_INITRD] = "initrd",
	[FDTR_MAP_ELFCOREHDR] = "crash dump header",
	[FDTR_MAP_KERNEL] = "kernel image",
	[FDTR_MAP_DTB] = "device tree blob",
	[FDTR_MAP_MMIO] = "registers",
	[FDTR_MAP_PCI_WINDOW] = "PCI window",
	[FDTR_MAP_RMR] = "RMR range",
	[FDTR_MAP_GUARD] = "DMA window",
	[FDTR_MAP_ALLOWED] = "alloc-ranges",
	[FDTR_MAP_MIXED] = "several kinds",
};

const char *fdtr_map_kind_name(enum fdtr_map_kind kind)
{
	return kind_names[kind];
}

const char *fdtr_map_change_name(enum fdtr_map_change change)
{
	static const char *const names[] = {"", "removed", "added", "moved", "resized"};

	return names[change];
}

enum fdtr_map_track fdtr_map_track_of(enum fdtr_map_kind kind)
{
	switch (kind) {
	case FDTR_MAP_MEMORY:
		return FDTR_MAP_GROUND;
	case FDTR_MAP_GUARD:
	case FDTR_MAP_ALLOWED:
		return FDTR_MAP_WINDOWS;
	default:
		return FDTR_MAP_CLAIMS;
	}
}

uint32_t fdtr_map_height(uint64_t size)
{
	uint32_t height = 1;

	for (size = size ? (size - 1) >> 12 : 0; size && height < FDTR_MAP_HIGHEST; size >>= 1)
		height++;
	return height;
}

/* FNV-1a */
uint64_t fdtr_map_hash(uint64_t seed, const void *data, size_t size)
{
	const unsigned char *bytes = data;
	uint64_t hash = seed ^ UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
	return hash;
}

static const char *path_of(const struct fdtr_map_input *input, uint32_t object, char *path, size_t size)
{
	path[0] = '\0';
	if (object == FDTR_NONE)
		return path;
	return input->tree ? fdtr_tree_path(input->tree, object, path, size)
	                   : fdtr_acpi_path(input->acpi, object, path, size);
}

uint64_t fdtr_map_path_hash(const struct fdtr_map_input *input, uint32_t object)
{
	char path[FDTR_PATH_SIZE];

	(void)path_of(input, object, path, sizeof(path));
	return fdtr_map_hash(0, path, strlen(path));
}

/* Before the unit address; in tables, before the digits that four characters leave room for. */
uint64_t fdtr_map_stem(const struct fdtr_map_input *input, uint32_t object)
{
	const char *name;
	size_t length;

	if (object == FDTR_NONE)
		return 0;
	if (input->tree) {
		name = fdtr_tree_name(input->tree, object);
		return fdtr_map_hash(0, name, strcspn(name, "@"));
	}
	name = input->acpi->objects[object].name;
	for (length = 4; length > 1 && (fdtr_hex_digit(name[length - 1]) >= 0 || name[length - 1] == '_');)
		length--;
	return fdtr_map_hash(input->acpi->objects[object].parent, name, length);
}

const char *fdtr_map_path(struct maker *maker, uint32_t side, uint32_t object)
{
	char path[FDTR_PATH_SIZE];
	char *kept;

	(void)path_of(&maker->inputs[side], object, path, sizeof(path));
	kept = fdtr_arena_copy(maker->arena, path, strlen(path));
	return kept ? fdtr_text_clean(kept) : NULL;
}

const char *fdtr_map_object_name(struct maker *maker, uint32_t side, uint32_t object)
{
	const struct fdtr_map_input *input = &maker->inputs[side];
	const char *name;
	char *kept;

	if (object == FDTR_NONE || !input->tree)
		return fdtr_map_path(maker, side, object);
	name = object ? fdtr_tree_name(input->tree, object) : "/";
	kept = fdtr_arena_copy(
		maker->arena, name, strlen(name) < FDTR_PATH_SIZE ? strlen(name) : FDTR_PATH_SIZE);
	return kept ? fdtr_text_clean(kept) : NULL;
}

/* What the kind alone names: there is one of it, or no object says it. */
static const char *own_name(struct maker *maker, const struct thing *thing)
{
	switch (thing->kind) {
	case FDTR_MAP_INITRD:
	case FDTR_MAP_ELFCOREHDR:
	case FDTR_MAP_KERNEL:
	case FDTR_MAP_DTB:
		return kind_names[thing->kind];
	case FDTR_MAP_MEMRESERVE:
		return fdtr_arena_text(maker->arena, "/memreserve/ entry %u", thing->origin.index);
	default:
		return thing->origin.object == FDTR_NONE ? "memory map" : NULL;
	}
}

const char *fdtr_map_thing_name(struct maker *maker, const struct thing *thing)
{
	const char *name = own_name(maker, thing);

	if (name)
		return name;
	name = fdtr_map_object_name(maker, thing->side, thing->origin.object);
	if (!name || !thing->origin.index ||
		fdtr_map_track_of((enum fdtr_map_kind)thing->kind) == FDTR_MAP_WINDOWS)
		return name;
	return fdtr_arena_text(maker->arena, "%s [%u]", name, thing->origin.index);
}

/* "virtio_mmio@a000000 .. a003e00": what both begin with up to the unit address is said once. */
const char *fdtr_map_run_name(struct maker *maker, const char *first, const char *last)
{
	size_t same = 0;

	for (size_t i = 0; first[i] && first[i] == last[i]; i++) {
		if (first[i] == '@')
			same = i + 1;
	}
	if (!strcmp(first, last))
		return first;
	if (!strncmp(first, last, strlen(first)) && !strncmp(last + strlen(first), " [", 2))
		return fdtr_arena_text(maker->arena, "%s [0..%s", first, last + strlen(first) + 2);
	return fdtr_arena_text(maker->arena, "%s .. %s", first, last + same);
}
