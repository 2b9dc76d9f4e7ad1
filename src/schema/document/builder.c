// SPDX-License-Identifier: BSD-2-Clause
#include "schema/document/builder.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SPACE 64
#define ANCHOR_LIMIT 256 /* they are looked for one by one */
#define FEW_MEMBERS 24   /* so many names are compared each with each */

int document_wrong(const struct document *document, struct place place, struct fdtr_error *error,
	const char *format, ...)
{
	va_list arguments;
	int status;

	va_start(arguments, format);
	status = fdtr_error_at(
		error, FDTR_ERR_BADTREE, document->file, place.line, place.column, "", format, arguments);
	va_end(arguments);
	return status;
}

int document_too_large(const char *file, size_t limit, struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_BADTREE,
		"%s: it is larger than the %zu MiB that are read of a file", file, limit >> 20);
}

/* Space for one more of `size` bytes; there are never more of them than DOCUMENT_VALUE_LIMIT. */
static bool has_space(void **things, uint32_t count, uint32_t *space, size_t size)
{
	const uint32_t larger = *space ? 2 * *space : FIRST_SPACE;
	void *grown;

	if (count < *space)
		return true;
	grown = realloc(*things, larger * size);
	if (!grown)
		return false;
	*things = grown;
	*space = larger;
	return true;
}

static struct place place_of(const struct value *value)
{
	return (struct place){value->at, value->column};
}

static int count_values(struct builder *builder, uint32_t more, struct place place)
{
	if (more > DOCUMENT_VALUE_LIMIT - builder->values)
		return document_wrong(builder->document, place, builder->error,
			"with this there are more than %d values, those that aliases repeat counted each time",
			DOCUMENT_VALUE_LIMIT);
	builder->values += more;
	return FDTR_OK;
}

bool builder_wants_name(const struct builder *builder)
{
	const struct frame *frame;

	if (!builder->depth)
		return false;
	frame = &builder->frames[builder->depth - 1];
	return frame->value.kind == VALUE_OBJECT && !frame->named;
}

int builder_name(struct builder *builder, const char *text, size_t length, struct place place)
{
	const enum keyword keyword = keyword_find(text, length);
	void *members = builder->members;
	const char *name;

	if (!has_space(&members, builder->member_count, &builder->member_space, sizeof(*builder->members)))
		return fdtr_error_memory(builder->error);
	builder->members = members;
	name = keyword ? keyword_name(keyword) : store_text(&builder->document->store, text, length);
	if (!name)
		return fdtr_error_memory(builder->error);
	builder->members[builder->member_count++] = (struct member){.name = name,
		.hash = value_hash(text, length),
		.line = place.line,
		.column = place.column,
		.keyword = (uint16_t)keyword};
	builder->frames[builder->depth - 1].named = true;
	return FDTR_OK;
}

static int put_item(struct builder *builder, const struct value *value)
{
	void *items = builder->items;

	if (!has_space(&items, builder->item_count, &builder->item_space, sizeof(*builder->items)))
		return fdtr_error_memory(builder->error);
	builder->items = items;
	builder->items[builder->item_count++] = *value;
	return FDTR_OK;
}

/* Where it belongs: it has been counted. */
static int put(struct builder *builder, const struct value *value, unsigned int height)
{
	struct frame *frame;

	if (!builder->depth) {
		builder->document->root = *value;
		return FDTR_OK;
	}
	frame = &builder->frames[builder->depth - 1];
	if (frame->height < height)
		frame->height = height;
	if (frame->value.kind == VALUE_ARRAY)
		return put_item(builder, value);
	builder->members[builder->member_count - 1].value = *value;
	frame->named = false;
	return FDTR_OK;
}

static void end_anchor(
	struct builder *builder, uint32_t number, const struct value *value, unsigned int height)
{
	struct anchor *anchor;

	if (!number)
		return;
	anchor = &builder->anchors[number - 1];
	anchor->value = *value;
	anchor->values = builder->values - anchor->values;
	anchor->height = height;
	anchor->is_open = false;
}

int builder_give(struct builder *builder, const struct value *value, uint32_t anchor)
{
	int status = count_values(builder, 1, place_of(value));

	if (status)
		return status;
	end_anchor(builder, anchor, value, 0);
	return put(builder, value, 0);
}

static int too_deep(struct builder *builder, struct place place)
{
	return document_wrong(builder->document, place, builder->error, "this is nested more than %d deep",
		DOCUMENT_DEPTH_LIMIT);
}

int builder_open(struct builder *builder, const struct value *value, uint32_t anchor)
{
	int status = count_values(builder, 1, place_of(value));

	if (status)
		return status;
	if (builder->depth == DOCUMENT_DEPTH_LIMIT)
		return too_deep(builder, place_of(value));
	builder->frames[builder->depth++] = (struct frame){.value = *value,
		.anchor = anchor,
		.first = value->kind == VALUE_ARRAY ? builder->item_count : builder->member_count};
	return FDTR_OK;
}

static bool same_name(const struct member *left, const struct member *right)
{
	return left->hash == right->hash && !strcmp(left->name, right->name);
}

static struct twins find_among_few(const struct member *members, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (same_name(&members[k], &members[i]))
				return (struct twins){&members[k], &members[i]};
		}
	}
	return (struct twins){NULL, NULL};
}

static int compare_members(const void *left, const void *right)
{
	const struct member *a = *(const struct member *const *)left;
	const struct member *b = *(const struct member *const *)right;
	const int order = a->hash == b->hash ? strcmp(a->name, b->name) : 0;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return order ? order : a < b ? -1 : a > b;
}

static bool find_among_many(const struct member *members, uint32_t count, struct twins *twins)
{
	const struct member **sorted = malloc(count * sizeof(const struct member *));

	if (!sorted)
		return false;
	for (uint32_t i = 0; i < count; i++)
		sorted[i] = &members[i];
	fdtr_sort(sorted, count, sizeof(*sorted), compare_members);
	for (uint32_t i = 1; i < count; i++) {
		if (same_name(sorted[i - 1], sorted[i]) && (!twins->second || sorted[i] < twins->second))
			*twins = (struct twins){sorted[i - 1], sorted[i]};
	}
	free(sorted);
	return true;
}

bool twins_find(const struct member *members, uint32_t count, struct twins *twins)
{
	*twins = (struct twins){NULL, NULL};
	if (count > FEW_MEMBERS)
		return find_among_many(members, count, twins);
	*twins = find_among_few(members, count);
	return true;
}

static int check_names(struct builder *builder, const struct member *members, uint32_t count)
{
	struct twins twins;

	if (count > DOCUMENT_MEMBER_LIMIT)
		return document_wrong(builder->document,
			(struct place){
				members[DOCUMENT_MEMBER_LIMIT].line, members[DOCUMENT_MEMBER_LIMIT].column},
			builder->error,
			"there are more than %d names here; use a pattern, or several bindings",
			DOCUMENT_MEMBER_LIMIT);
	if (!twins_find(members, count, &twins))
		return fdtr_error_memory(builder->error);
	if (!twins.second)
		return FDTR_OK;
	return document_wrong(builder->document, (struct place){twins.second->line, twins.second->column},
		builder->error, "`%.80s` is there already, in line %u; one of the two has to go",
		twins.second->name, twins.first->line);
}

/* From those collected into the store. */
static int keep(
	struct builder *builder, struct value *value, const void *collected, uint32_t count, size_t size)
{
	void *kept = store_take(&builder->document->store, count * size);

	if (!kept)
		return fdtr_error_memory(builder->error);
	memcpy(kept, collected, count * size);
	value->count = value->capacity = count;
	if (value->kind == VALUE_ARRAY)
		value->items = kept;
	else
		value->members = kept;
	return FDTR_OK;
}

static int close_array(struct builder *builder, struct frame *frame)
{
	const uint32_t count = builder->item_count - frame->first;

	builder->item_count = frame->first;
	if (!count)
		return FDTR_OK;
	return keep(builder, &frame->value, builder->items + frame->first, count, sizeof(*builder->items));
}

static int close_object(struct builder *builder, struct frame *frame)
{
	const uint32_t count = builder->member_count - frame->first;
	const struct member *members;
	int status;

	builder->member_count = frame->first;
	if (!count)
		return FDTR_OK;
	members = builder->members + frame->first;
	status = check_names(builder, members, count);
	return status ? status : keep(builder, &frame->value, members, count, sizeof(*members));
}

int builder_close(struct builder *builder)
{
	struct frame *frame = &builder->frames[--builder->depth];
	int status =
		frame->value.kind == VALUE_ARRAY ? close_array(builder, frame) : close_object(builder, frame);

	if (status)
		return status;
	end_anchor(builder, frame->anchor, &frame->value, frame->height + 1);
	return put(builder, &frame->value, frame->height + 1);
}

int builder_anchor(struct builder *builder, const char *name, struct place place, uint32_t *anchor)
{
	void *anchors = builder->anchors;
	const char *copy;

	if (builder->anchor_count == ANCHOR_LIMIT)
		return document_wrong(builder->document, place, builder->error,
			"there are more than %d anchors (&name); write the values themselves", ANCHOR_LIMIT);
	copy = store_text(&builder->document->store, name, strlen(name));
	if (!copy || !has_space(&anchors, builder->anchor_count, &builder->anchor_space,
			     sizeof(*builder->anchors)))
		return fdtr_error_memory(builder->error);
	builder->anchors = anchors;
	builder->anchors[builder->anchor_count++] = (struct anchor){.name = copy,
		.hash = value_hash(name, strlen(name)),
		.values = builder->values,
		.is_open = true};
	*anchor = builder->anchor_count;
	return FDTR_OK;
}

/* The last of that name, since a name may be given again. */
static const struct anchor *find_anchor(const struct builder *builder, const char *name)
{
	const uint32_t hash = value_hash(name, strlen(name));

	for (uint32_t i = builder->anchor_count; i-- > 0;) {
		if (builder->anchors[i].hash == hash && !strcmp(builder->anchors[i].name, name))
			return &builder->anchors[i];
	}
	return NULL;
}

/* A copy, for what is made of the one is not to be seen in the other. */
int builder_alias(struct builder *builder, const char *name, struct place place)
{
	const struct anchor *anchor = find_anchor(builder, name);
	struct value copy;
	int status;

	if (!anchor)
		return document_wrong(builder->document, place, builder->error,
			"the alias *%.80s names nothing; an anchor &%.80s has to stand before it", name,
			name);
	if (anchor->is_open)
		return document_wrong(builder->document, place, builder->error,
			"the alias *%.80s stands inside of what it names, which would have no end", name);
	status = count_values(builder, anchor->values, place);
	if (status)
		return status;
	if (builder->depth + anchor->height > DOCUMENT_DEPTH_LIMIT)
		return too_deep(builder, place);
	if (!value_copy(&builder->document->store, &copy, &anchor->value))
		return fdtr_error_memory(builder->error);
	return put(builder, &copy, anchor->height);
}

void builder_free(struct builder *builder)
{
	free(builder->items);
	free(builder->members);
	free(builder->anchors);
}
