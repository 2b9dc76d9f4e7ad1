// SPDX-License-Identifier: BSD-2-Clause
#include "cli/generate/merge.h"

#include "base/base.h"
#include "devicetree/edit.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAGMENT "fragment@"
#define NAME_SIZE 32

struct merging {
	void *blob;
	unsigned long shift; /* what the numbers of the present overlay's fragments grow by */
	int status;          /* of libfdt; the first error stands */
};

static void try(struct merging *merging, int status)
{
	if (!merging->status && status < 0)
		merging->status = status;
}

static bool is_fragment(const char *name)
{
	return !strncmp(name, FRAGMENT, strlen(FRAGMENT));
}

/* "fragment@2" and what follows; the rest of the name is returned. */
static const char *renumber(const struct merging *merging, const char *name, char number[NAME_SIZE])
{
	char *rest;
	unsigned long old = strtoul(name + strlen(FRAGMENT), &rest, 16);

	(void)snprintf(number, NAME_SIZE, FRAGMENT "%lx", old + merging->shift);
	return rest;
}

#define FIXUPS "__local_fixups__"

/* Each overlay numbers what is new in it from 1. */
static int shift_cell(void *blob, int node, const char *name, uint32_t offset, uint32_t by)
{
	int length = 0;
	unsigned char *data = fdt_getprop_w(blob, node, name, &length);

	if (!data || length < 4 || offset > (uint32_t)length - 4)
		return -FDT_ERR_BADOVERLAY;
	fdtr_put_cell(data + offset, fdtr_cell(data + offset) + by);
	return 0;
}

/* The cells that the properties of a node below __local_fixups__ tell of. */
static int shift_references(void *blob, int fixups, int node, uint32_t by)
{
	int offset, length, status = 0;
	const char *name;

	fdt_for_each_property_offset(offset, blob, fixups)
	{
		const unsigned char *cells = fdt_getprop_by_offset(blob, offset, &name, &length);

		for (int i = 0; cells && !status && i + 4 <= length; i += 4)
			status = shift_cell(blob, node, name, fdtr_cell(cells + i), by);
	}
	return status;
}

static int shift_phandles(void *blob, uint32_t by)
{
	char path[1024];
	int status = 0;

	for (int node = fdt_next_node(blob, -1, NULL); !status && node >= 0;
		node = fdt_next_node(blob, node, NULL)) {
		bool is_fixups = !fdt_get_path(blob, node, path, sizeof(path)) &&
		                 !strncmp(path, "/" FIXUPS "/", sizeof(FIXUPS) + 1);
		int target = is_fixups ? fdt_path_offset(blob, path + sizeof(FIXUPS)) : -1;

		if (is_fixups && target < 0)
			status = target;
		else if (is_fixups)
			status = shift_references(blob, node, target, by);
		else if (fdt_getprop(blob, node, "phandle", NULL))
			status = shift_cell(blob, node, "phandle", 0, by);
	}
	return status;
}

/* So that no two overlays have one. */
static void number_phandles(struct merging *merging, const struct merge_part *parts, uint32_t count)
{
	uint32_t by = 0, most = 0;

	for (uint32_t i = 0; !merging->status && i < count; i++) {
		try(merging, fdt_find_max_phandle(parts[i].blob, &most));
		try(merging, shift_phandles(parts[i].blob, by));
		by += most;
	}
}

static void copy_property(struct merging *merging, const void *from, int offset)
{
	int length = 0;
	const char *name;
	const void *data = fdt_getprop_by_offset(from, offset, &name, &length);

	try(merging, data ? fdt_property(merging->blob, name, data, length) : length);
}

/* What is in the node, to its end. */
static void copy_content(struct merging *merging, const void *from, int node)
{
	int offset, next = 0, depth = 0;

	(void)fdt_next_tag(from, node, &next);
	for (;;) {
		uint32_t tag;

		offset = next;
		tag = fdt_next_tag(from, offset, &next);
		if (merging->status || tag == FDT_END || (tag == FDT_END_NODE && !depth))
			return;
		if (tag == FDT_PROP) {
			copy_property(merging, from, offset);
		} else if (tag == FDT_BEGIN_NODE) {
			try(merging, fdt_begin_node(merging->blob, fdt_get_name(from, offset, NULL)));
			depth++;
		} else if (tag == FDT_END_NODE) {
			try(merging, fdt_end_node(merging->blob));
			depth--;
		}
	}
}

/* The fragments below a node, under their new numbers. */
static unsigned long copy_fragments(struct merging *merging, const void *from, int parent)
{
	unsigned long count = 0;
	char name[NAME_SIZE];
	int node;

	fdt_for_each_subnode(node, from, parent)
	{
		if (!is_fragment(fdt_get_name(from, node, NULL)))
			continue;
		(void)renumber(merging, fdt_get_name(from, node, NULL), name);
		try(merging, fdt_begin_node(merging->blob, name));
		copy_content(merging, from, node);
		try(merging, fdt_end_node(merging->blob));
		count++;
	}
	return count;
}

/* Labels: "/fragment@2/__overlay__/pool@50000000". */
static void copy_symbols(struct merging *merging, const void *from, int symbols)
{
	char path[2048], number[NAME_SIZE];
	const char *name, *value, *rest;
	int offset, length;

	fdt_for_each_property_offset(offset, from, symbols)
	{
		value = fdt_getprop_by_offset(from, offset, &name, &length);
		if (!value || length < 2 || !is_fragment(value + 1))
			continue;
		rest = renumber(merging, value + 1, number);
		(void)snprintf(path, sizeof(path), "/%s%s", number, rest);
		try(merging, fdt_property(merging->blob, name, path, (int)strlen(path) + 1));
	}
}

typedef void part_fn(struct merging *merging, const void *from, int node);

static void copy_fixups(struct merging *merging, const void *from, int fixups)
{
	(void)copy_fragments(merging, from, fixups);
}

/* A node that stands for all overlays' nodes of that name. */
static void gather(struct merging *merging, const struct merge_part *parts, const unsigned long *shifts,
	uint32_t count, const char *name, part_fn *copy)
{
	bool begun = false;

	for (uint32_t i = 0; i < count; i++) {
		int node = fdt_subnode_offset(parts[i].blob, 0, name);

		if (node < 0)
			continue;
		if (!begun)
			try(merging, fdt_begin_node(merging->blob, name));
		begun = true;
		merging->shift = shifts[i];
		copy(merging, parts[i].blob, node);
	}
	if (begun)
		try(merging, fdt_end_node(merging->blob));
}

static void merge(struct merging *merging, const struct merge_part *parts, uint32_t count,
	unsigned long *shifts, size_t size)
{
	unsigned long number = 0;

	number_phandles(merging, parts, count);
	try(merging, fdt_create(merging->blob, (int)size));
	try(merging, fdt_finish_reservemap(merging->blob));
	try(merging, fdt_begin_node(merging->blob, ""));
	for (uint32_t i = 0; i < count; i++) {
		merging->shift = shifts[i] = number;
		number += copy_fragments(merging, parts[i].blob, 0);
	}
	gather(merging, parts, shifts, count, "__symbols__", copy_symbols);
	gather(merging, parts, shifts, count, FIXUPS, copy_fixups);
	try(merging, fdt_end_node(merging->blob));
	try(merging, fdt_finish(merging->blob));
}

int merge_overlays(const struct merge_part *parts, uint32_t count, void **output, size_t *output_size,
	struct fdtr_error *error)
{
	struct merging merging = {0};
	unsigned long *shifts = calloc(count, sizeof(*shifts));
	size_t size = 4096;

	/* Numbers grow by a few digits, and no more. */
	for (uint32_t i = 0; i < count; i++)
		size += parts[i].size + parts[i].size / 4;
	merging.blob = size <= INT32_MAX ? malloc(size) : NULL;
	if (shifts && merging.blob)
		merge(&merging, parts, count, shifts, size);
	free(shifts);
	*output = merging.blob;
	if (!merging.blob || !shifts)
		return fdtr_error_memory(error);
	*output_size = merging.status ? 0 : fdt_totalsize(merging.blob);
	return merging.status ? fdtr_error_set(error, FDTR_ERR_INTERNAL,
					"the overlays could not be joined: %s", fdt_strerror(merging.status))
	                      : FDTR_OK;
}
