// SPDX-License-Identifier: BSD-2-Clause
#include "devicetree/edit.h"

#include <libfdt.h>
#include <string.h>

/* In the order in which they stand at one offset. */
enum edit_kind {
	EDIT_SET,    /* put in `bytes`, a property of the node that stands open here */
	EDIT_INSERT, /* put in `bytes` */
	EDIT_COPY,   /* put in `length` bytes of the base from `from`, with the edits in them */
	EDIT_CUT     /* leave out `length` bytes of the base */
};

struct fdtr_edit {
	struct fdtr_edit *next;
	uint32_t at;
	uint32_t order;
	enum edit_kind kind;
	uint32_t from;
	uint32_t length;
	const unsigned char *bytes;
};

void fdtr_put_cell(unsigned char *data, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		data[i] = (unsigned char)(value >> (24 - 8 * i));
}

void fdtr_edit_begin(struct fdtr_editor *editor, const struct fdtr_tree *tree, struct fdtr_arena *arena)
{
	*editor = (struct fdtr_editor){.tree = tree, .arena = arena, .strings_size = tree->strings_size};
}

static struct fdtr_edit *add_edit(struct fdtr_editor *editor, uint32_t at, enum edit_kind kind)
{
	struct fdtr_edit *edit = editor->status ? NULL : fdtr_arena_take(editor->arena, 1, sizeof(*edit));

	if (!edit) {
		editor->status = FDTR_ERR_NOSPACE;
		return NULL;
	}
	*edit = (struct fdtr_edit){.next = editor->edits, .at = at, .order = editor->count++, .kind = kind};
	editor->edits = edit;
	return edit;
}

/* Room for `length` bytes of inserted structure, rounded up to cells and cleared; NULL on failure. */
static unsigned char *insert(struct fdtr_editor *editor, uint32_t at, enum edit_kind kind, uint32_t length)
{
	struct fdtr_edit *edit = add_edit(editor, at, kind);
	uint32_t rounded = (length + 3) & ~UINT32_C(3);
	unsigned char *bytes = edit ? fdtr_arena_take(editor->arena, rounded, 1) : NULL;

	if (!bytes) {
		editor->status = FDTR_ERR_NOSPACE;
		return NULL;
	}
	memset(bytes, 0, rounded);
	edit->bytes = bytes;
	edit->length = rounded;
	return bytes;
}

static void cut(struct fdtr_editor *editor, uint32_t at, uint32_t length)
{
	struct fdtr_edit *edit = add_edit(editor, at, EDIT_CUT);

	if (edit)
		edit->length = length;
}

/* Any NUL-terminated tail in the strings block will do, as for libfdt. */
static uint32_t find_in_base(const struct fdtr_tree *tree, const char *name)
{
	const char *start = (const char *)tree->blob + tree->strings_offset;
	const char *at = start, *end = start + tree->strings_size;
	size_t size = strlen(name) + 1;

	while ((size_t)(end - at) >= size && (at = memchr(at, name[0], (size_t)(end - at) - size + 1))) {
		if (!memcmp(at, name, size))
			return (uint32_t)(at - start);
		at++;
	}
	return FDTR_NONE;
}

static uint32_t name_offset(struct fdtr_editor *editor, const char *name)
{
	struct fdtr_name *entry;
	uint32_t offset;

	for (entry = editor->names; entry; entry = entry->next) {
		if (!strcmp(entry->string, name))
			return entry->offset;
	}
	entry = fdtr_arena_take(editor->arena, 1, sizeof(*entry));
	if (!entry) {
		editor->status = FDTR_ERR_NOSPACE;
		return 0;
	}
	offset = find_in_base(editor->tree, name);
	*entry = (struct fdtr_name){name, offset, offset != FDTR_NONE, editor->names};
	editor->names = entry;
	if (entry->in_base)
		return offset;
	entry->offset = editor->strings_size;
	editor->strings_size += (uint32_t)strlen(name) + 1;
	return entry->offset;
}

static void insert_property(struct fdtr_editor *editor, uint32_t at, enum edit_kind kind, const char *name,
	const void *data, uint32_t length)
{
	uint32_t offset = name_offset(editor, name);
	unsigned char *bytes = insert(editor, at, kind, 12 + length);

	if (!bytes)
		return;
	fdtr_put_cell(bytes, FDT_PROP);
	fdtr_put_cell(bytes + 4, length);
	fdtr_put_cell(bytes + 8, offset);
	if (length)
		memcpy(bytes + 12, data, length);
}

void fdtr_edit_property(
	struct fdtr_editor *editor, uint32_t at, const char *name, const void *data, uint32_t length)
{
	insert_property(editor, at, EDIT_INSERT, name, data, length);
}

/* Where the property of that name begins in the structure block, and its size; else where one would go in. */
static bool find_property(
	const struct fdtr_editor *editor, uint32_t node, const char *name, uint32_t *at, uint32_t *size)
{
	struct fdtr_walk walk = fdtr_walk(editor->tree, node);
	struct fdtr_property property;

	for (*at = walk.offset; fdtr_walk_next(&walk, &property); *at = walk.offset) {
		if (strcmp(property.name, name) != 0)
			continue;
		*at = property.offset - 12 - editor->tree->structure_offset;
		*size = 12 + ((property.length + 3) & ~UINT32_C(3));
		return true;
	}
	return false;
}

void fdtr_edit_set(
	struct fdtr_editor *editor, uint32_t node, const char *name, const void *data, uint32_t length)
{
	uint32_t at, size;
	bool found = find_property(editor, node, name, &at, &size);

	insert_property(editor, at, EDIT_SET, name, data, length);
	if (found)
		cut(editor, at, size);
}

void fdtr_edit_drop(struct fdtr_editor *editor, uint32_t node, const char *name)
{
	uint32_t at, size;

	if (find_property(editor, node, name, &at, &size))
		cut(editor, at, size);
}

void fdtr_edit_rename(struct fdtr_editor *editor, uint32_t node, const char *name)
{
	uint32_t at = editor->tree->nodes[node].offset;

	fdtr_edit_open(editor, at, name);
	cut(editor, at, fdtr_walk(editor->tree, node).offset - at);
}

void fdtr_edit_open(struct fdtr_editor *editor, uint32_t at, const char *name)
{
	uint32_t size = (uint32_t)strlen(name) + 1;
	unsigned char *bytes = insert(editor, at, EDIT_INSERT, 4 + size);

	if (!bytes)
		return;
	fdtr_put_cell(bytes, FDT_BEGIN_NODE);
	memcpy(bytes + 4, name, size);
}

void fdtr_edit_close(struct fdtr_editor *editor, uint32_t at)
{
	unsigned char *bytes = insert(editor, at, EDIT_INSERT, 4);

	if (bytes)
		fdtr_put_cell(bytes, FDT_END_NODE);
}

void fdtr_edit_move(struct fdtr_editor *editor, uint32_t at, uint32_t node)
{
	uint32_t from = editor->tree->nodes[node].offset;
	uint32_t length = fdtr_end_offset(editor->tree, node) + 4 - from;
	struct fdtr_edit *copy = add_edit(editor, at, EDIT_COPY);

	if (!copy)
		return;
	copy->from = from;
	copy->length = length;
	cut(editor, from, length);
}

/* Where the result goes: what does not fit is counted but not written. */
struct writer {
	unsigned char *output;
	size_t size;
	size_t length;
	const unsigned char *structure; /* of the base */
	const struct fdtr_edit *const *edits;
	uint32_t count;
};

static void put(struct writer *writer, const void *bytes, size_t length)
{
	if (writer->length <= writer->size && length <= writer->size - writer->length && length)
		memcpy(writer->output + writer->length, bytes, length);
	writer->length += length;
}

static uint32_t first_edit_from(const struct writer *writer, uint32_t at)
{
	uint32_t low = 0, high = writer->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (writer->edits[middle]->at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void put_copy(struct writer *writer, uint32_t from, uint32_t to);

/* Puts one edit and says where the base goes on. */
static uint32_t put_edit(struct writer *writer, const struct fdtr_edit *edit, uint32_t position)
{
	if (edit->kind <= EDIT_INSERT)
		put(writer, edit->bytes, edit->length);
	else if (edit->kind == EDIT_COPY)
		put_copy(writer, edit->from, edit->from + edit->length);
	else
		return edit->at + edit->length;
	return position;
}

static void put_edited(struct writer *writer, uint32_t from, uint32_t to, uint32_t next)
{
	uint32_t position = from;

	for (; next < writer->count && writer->edits[next]->at < to; next++) {
		const struct fdtr_edit *edit = writer->edits[next];

		if (edit->at < position) /* inside what was cut: it goes where that is copied to */
			continue;
		put(writer, writer->structure + position, edit->at - position);
		position = put_edit(writer, edit, edit->at);
	}
	put(writer, writer->structure + position, to - position);
}

/*
 * A moved node: what is edited at its very beginning belongs to the place it left. Moved nodes hold no places
 * that others move to, so this goes one level deep.
 */
static void put_copy(struct writer *writer, uint32_t from, uint32_t to)
{
	put_edited(writer, from, to, first_edit_from(writer, from + 1));
}

/* What goes in keeps the order of the calls, whether it is new or moved. */
static int rank_of(const struct fdtr_edit *edit)
{
	return edit->kind == EDIT_COPY ? EDIT_INSERT : (int)edit->kind;
}

static int compare_edits(const void *left, const void *right)
{
	const struct fdtr_edit *a = *(const struct fdtr_edit *const *)left;
	const struct fdtr_edit *b = *(const struct fdtr_edit *const *)right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (rank_of(a) != rank_of(b))
		return rank_of(a) - rank_of(b);
	return a->order < b->order ? -1 : 1;
}

static int sort_edits(struct fdtr_editor *editor, struct writer *writer)
{
	const struct fdtr_edit **edits = fdtr_arena_take(editor->arena, editor->count, sizeof(*edits));

	if (!edits)
		return FDTR_ERR_NOSPACE;
	for (const struct fdtr_edit *edit = editor->edits; edit; edit = edit->next)
		edits[writer->count++] = edit;
	fdtr_sort(edits, writer->count, sizeof(*edits), compare_edits);
	writer->edits = edits;
	return FDTR_OK;
}

#define HEADER_SIZE 40 /* of version 17, a multiple of 8 as the reservation block wants it */

static void put_reservations(struct writer *writer, const struct fdtr_tree *tree)
{
	int count = fdt_num_mem_rsv(tree->blob);

	put(writer, tree->blob + fdt_off_mem_rsvmap(tree->blob), 16 * ((size_t)count + 1));
}

static void put_names(struct writer *writer, const struct fdtr_editor *editor, size_t strings_start)
{
	put(writer, editor->tree->blob + editor->tree->strings_offset, editor->tree->strings_size);
	for (const struct fdtr_name *name = editor->names; name; name = name->next) {
		size_t start = strings_start + name->offset, size = strlen(name->string) + 1;

		if (!name->in_base && start <= writer->size && size <= writer->size - start)
			memcpy(writer->output + start, name->string, size);
	}
	writer->length = strings_start + editor->strings_size;
}

static void put_header(const struct fdtr_editor *editor, unsigned char *output, size_t structure,
	size_t strings, size_t total)
{
	const uint32_t fields[HEADER_SIZE / 4] = {FDT_MAGIC, (uint32_t)total, (uint32_t)structure,
		(uint32_t)strings, HEADER_SIZE, 17, 16, fdt_boot_cpuid_phys(editor->tree->blob),
		editor->strings_size, (uint32_t)(strings - structure)};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(fields); i++)
		fdtr_put_cell(output + 4 * i, fields[i]);
}

static void put_structure(struct writer *writer, const struct fdtr_tree *tree)
{
	unsigned char end[4];

	put_edited(writer, 0, fdtr_end_offset(tree, 0) + 4, 0);
	fdtr_put_cell(end, FDT_END);
	put(writer, end, sizeof(end));
}

int fdtr_edit_write(struct fdtr_editor *editor, void *output, size_t size, size_t *needed)
{
	const struct fdtr_tree *tree = editor->tree;
	struct writer writer = {
		.output = output, .size = size, .structure = tree->blob + tree->structure_offset};
	size_t structure, strings;

	if (editor->status || sort_edits(editor, &writer))
		return FDTR_ERR_NOSPACE;
	if (!editor->count) {
		put(&writer, tree->blob, tree->size);
		*needed = writer.length;
		return *needed > size ? FDTR_ERR_NOSPACE : FDTR_OK;
	}
	writer.length = HEADER_SIZE;
	put_reservations(&writer, tree);
	structure = writer.length;
	put_structure(&writer, tree);
	strings = writer.length;
	put_names(&writer, editor, strings);
	*needed = writer.length;
	if (*needed > size || *needed > INT32_MAX)
		return FDTR_ERR_NOSPACE;
	put_header(editor, output, structure, strings, *needed);
	return FDTR_OK;
}
