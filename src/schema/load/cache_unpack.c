// SPDX-License-Identifier: BSD-2-Clause
/* Documents out of the bytes of a cache, none of which is believed. */
#include "schema/document/builder.h"
#include "schema/load/cache_form.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_TEXT 2    /* bytes that one takes at least: its length and a NUL */
#define LEAST_ITEM 3    /* kind, line and column */
#define LEAST_MEMBER 6  /* a name's number, line and column besides */
#define LEAST_ENTRY 53U /* an empty name, a stamp and three numbers */

/* What is still to be read. After the first mistake it is nothing. */
struct input {
	const unsigned char *at, *end;
	bool bad;
};

static uint64_t fail(struct input *input)
{
	input->bad = true;
	input->at = input->end;
	return 0;
}

static size_t left(const struct input *input)
{
	return (size_t)(input->end - input->at);
}

static uint64_t take_long_number(struct input *input)
{
	uint64_t number = 0;

	for (unsigned int shift = 0; shift < 64 && input->at < input->end; shift += 7) {
		const uint64_t byte = *input->at++;

		if (shift == 63 && byte > 1)
			break;
		number |= (byte & 0x7f) << shift;
		if (byte < 0x80)
			return number;
	}
	return fail(input);
}

static inline uint64_t take_number(struct input *input)
{
	if (input->at < input->end && *input->at < 0x80)
		return *input->at++;
	return take_long_number(input);
}

/* One that has to be `most` or less. */
static uint32_t take_up_to(struct input *input, size_t most)
{
	const uint64_t number = take_number(input);

	return (uint32_t)(number <= most && number <= UINT32_MAX ? number : fail(input));
}

static void take(struct input *input, void *data, size_t size)
{
	if (size > left(input)) {
		(void)fail(input);
		return;
	}
	memcpy(data, input->at, size);
	input->at += size;
}

/* Eight bytes at once, none of which is 0 or beyond ASCII. */
static bool is_plain(const char *text)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
	uint64_t word;

	memcpy(&word, text, sizeof(word));
	return !((word | (word - ones)) & tops);
}

/* As YAML has them: UTF-8, and no NUL within. */
static bool is_sound(const char *text, size_t length)
{
	const char *end = text + length;
	uint32_t code;

	while (text < end) {
		size_t size = (size_t)(end - text) >= sizeof(uint64_t) && is_plain(text) ? sizeof(uint64_t)
		              : *text && !((unsigned char)*text & 0x80)                  ? 1
		              : *text ? fdtr_utf8(text, &code)
		                      : 0;

		if (!size)
			return false;
		text += size;
	}
	return true;
}

/* Empty when it is none. */
static struct unpack_text take_text(struct input *input)
{
	const uint32_t length = take_up_to(input, left(input));
	const char *text = (const char *)input->at;

	if (length >= left(input) || text[length]) {
		(void)fail(input);
		return (struct unpack_text){"", 0};
	}
	input->at += (size_t)length + 1;
	return (struct unpack_text){text, length};
}

static void take_name(struct input *input, struct unpack_name *name)
{
	const struct unpack_text text = take_text(input);

	if (!is_sound(text.text, text.length)) {
		(void)fail(input);
		return;
	}
	name->keyword = keyword_find(text.text, text.length);
	name->text = name->keyword ? keyword_name(name->keyword) : text.text;
	name->hash = value_hash(text.text, text.length);
}

static void take_names(struct unpack *unpack, struct input *input)
{
	const uint32_t count = take_up_to(input, left(input) / LEAST_TEXT);

	unpack->names = malloc((count + (size_t)1) * sizeof(*unpack->names));
	if (!unpack->names)
		(void)fail(input);
	for (; !input->bad && unpack->name_count < count; unpack->name_count++)
		take_name(input, &unpack->names[unpack->name_count]);
}

static void take_texts(struct unpack *unpack, struct input *input)
{
	const uint32_t count = take_up_to(input, left(input) / LEAST_TEXT);

	unpack->texts = malloc((count + (size_t)1) * sizeof(*unpack->texts));
	if (!unpack->texts)
		(void)fail(input);
	for (; !input->bad && unpack->text_count < count; unpack->text_count++) {
		struct unpack_text *text = &unpack->texts[unpack->text_count];

		*text = take_text(input);
		if (!is_sound(text->text, text->length))
			(void)fail(input);
	}
}

static void take_entry(struct unpack *unpack, struct unpack_entry *entry, struct input *input)
{
	const uint32_t number = (uint32_t)(entry - unpack->entries) + 1;
	const struct unpack_text file = take_text(input);

	take(input, &entry->stamp, sizeof(entry->stamp));
	entry->items = take_up_to(input, left(input) / LEAST_ITEM);
	entry->members = take_up_to(input, left(input) / LEAST_MEMBER);
	entry->size = take_up_to(input, left(input));
	if (names_add(&unpack->files, file.text, file.length) != number)
		(void)fail(input);
}

/* The bodies follow one another to the end. */
static void place_bodies(struct unpack *unpack, struct input *input)
{
	for (uint32_t i = 0; !input->bad && i < unpack->entry_count; i++) {
		struct unpack_entry *entry = &unpack->entries[i];

		entry->body = input->at;
		if (entry->size > left(input) || entry->items > entry->size / LEAST_ITEM ||
			entry->members > entry->size / LEAST_MEMBER)
			(void)fail(input);
		else
			input->at += entry->size;
	}
	if (left(input))
		(void)fail(input);
}

static void take_entries(struct unpack *unpack, struct input *input)
{
	const uint32_t count = take_up_to(input, left(input) / LEAST_ENTRY);

	unpack->entries = calloc(count + (size_t)1, sizeof(*unpack->entries));
	if (!unpack->entries)
		(void)fail(input);
	for (; !input->bad && unpack->entry_count < count; unpack->entry_count++)
		take_entry(unpack, &unpack->entries[unpack->entry_count], input);
	place_bodies(unpack, input);
}

static bool is_whole(const struct text *file)
{
	struct cache_header header;

	if (file->size < sizeof(header))
		return false;
	memcpy(&header, file->data, sizeof(header));
	return !memcmp(header.magic, CACHE_MAGIC, sizeof(header.magic)) && header.maker == cache_maker() &&
	       header.size == file->size &&
	       header.sum == cache_sum(&header, (const unsigned char *)file->data + sizeof(header),
				     file->size - sizeof(header));
}

bool unpack_open(struct unpack *unpack, const struct text *file)
{
	struct input input;

	*unpack = (struct unpack){0};
	if (!is_whole(file))
		return false;
	input.at = (const unsigned char *)file->data + sizeof(struct cache_header);
	input.end = (const unsigned char *)file->data + file->size;
	input.bad = false;
	take_names(unpack, &input);
	take_texts(unpack, &input);
	take_entries(unpack, &input);
	return !input.bad;
}

void unpack_free(struct unpack *unpack)
{
	free(unpack->names);
	free(unpack->texts);
	free(unpack->entries);
	names_free(&unpack->files);
	*unpack = (struct unpack){0};
}

const struct unpack_entry *unpack_find(const struct unpack *unpack, const char *name)
{
	const uint32_t number = names_find(&unpack->files, name, strlen(name));

	return number ? &unpack->entries[number - 1] : NULL;
}

/* A document on its way out. */
struct reading {
	struct input input;
	const struct unpack *unpack;
	struct value *items;
	struct member *members; /* space for those to come */
	uint32_t items_left, members_left;
	uint32_t line; /* of the value before */
};

static void take_place(struct reading *reading, uint32_t *line, uint16_t *column)
{
	const uint32_t further = take_up_to(&reading->input, UINT32_MAX);

	reading->line += further & 1 ? ~(further >> 1) : further >> 1;
	*line = reading->line;
	*column = (uint16_t)take_up_to(&reading->input, UINT16_MAX);
}

static void take_value(struct reading *reading, struct value *value, unsigned int depth);

static void take_items(struct reading *reading, struct value *array, unsigned int depth)
{
	array->count = array->capacity = take_up_to(&reading->input, reading->items_left);
	array->items = array->count ? reading->items : NULL;
	reading->items += array->count;
	reading->items_left -= array->count;
	for (uint32_t i = 0; !reading->input.bad && i < array->count; i++)
		take_value(reading, &array->items[i], depth);
}

static void take_member(struct reading *reading, struct member *member, unsigned int depth)
{
	const uint32_t number = take_up_to(&reading->input, UINT32_MAX);
	const struct unpack_name *name;

	if (number >= reading->unpack->name_count) {
		(void)fail(&reading->input);
		return;
	}
	name = &reading->unpack->names[number];
	member->name = name->text;
	member->hash = name->hash;
	member->keyword = (uint16_t)name->keyword;
	take_place(reading, &member->line, &member->column);
	take_value(reading, &member->value, depth);
}

static void take_members(struct reading *reading, struct value *object, unsigned int depth)
{
	struct twins twins;

	object->count = object->capacity = take_up_to(&reading->input, reading->members_left);
	object->members = object->count ? reading->members : NULL;
	reading->members += object->count;
	reading->members_left -= object->count;
	for (uint32_t i = 0; !reading->input.bad && i < object->count; i++)
		take_member(reading, &object->members[i], depth);
	if (!reading->input.bad && (!twins_find(object->members, object->count, &twins) || twins.second))
		(void)fail(&reading->input);
}

static void take_string(struct reading *reading, struct value *string)
{
	const uint32_t number = take_up_to(&reading->input, UINT32_MAX);

	if (number >= reading->unpack->text_count) {
		(void)fail(&reading->input);
		return;
	}
	string->text = reading->unpack->texts[number].text;
	string->count = reading->unpack->texts[number].length;
}

/* Into zeroed space; `depth` is how many arrays and objects may still be around what is in it. */
static void take_value(struct reading *reading, struct value *value, unsigned int depth)
{
	struct input *input = &reading->input;
	const uint32_t head = depth && left(input) ? *input->at++ : (uint32_t)fail(input);

	value->kind = head & 15;
	value->flags = (uint8_t)(head >> 4);
	take_place(reading, &value->at, &value->column);
	if (value->kind == VALUE_OBJECT)
		take_members(reading, value, depth - 1);
	else if (value->kind == VALUE_ARRAY)
		take_items(reading, value, depth - 1);
	else if (value->kind == VALUE_STRING)
		take_string(reading, value);
	else if (value->kind == VALUE_INTEGER)
		value->integer = take_number(input);
	else if (value->kind == VALUE_BOOLEAN)
		value->truth = take_up_to(input, 1);
	else if (value->kind == VALUE_REAL)
		take(input, &value->real, sizeof(value->real));
	else if (value->kind != VALUE_NULL)
		(void)fail(input);
}

/* All in one piece, and with it some of what linking adds. */
static bool has_space(struct reading *reading, const struct unpack_entry *entry, const char *file,
	struct document *document)
{
	struct store *store = &document->store;
	const size_t length = strlen(file);
	const size_t items = entry->items * sizeof(*reading->items);
	const size_t members = entry->members * sizeof(*reading->members), all = items + members;

	if (!store_reserve(store, all + all / 8 + length + 1))
		return false;
	document->file = store_text(store, file, length);
	reading->items = store_take(store, items);
	reading->members = store_take(store, members);
	return document->file && reading->items && reading->members;
}

bool unpack_document(const struct unpack *unpack, const struct unpack_entry *entry, const char *file,
	struct document *document)
{
	struct reading reading = {.input = {.at = entry->body, .end = entry->body + entry->size},
		.unpack = unpack,
		.items_left = entry->items,
		.members_left = entry->members};

	*document = (struct document){0};
	if (has_space(&reading, entry, file, document))
		take_value(&reading, &document->root, CACHE_DEPTH_LIMIT);
	else
		(void)fail(&reading.input);
	if (!reading.input.bad && reading.input.at == reading.input.end &&
		document->root.kind == VALUE_OBJECT && !document_check(document, NULL))
		return true;
	document_free(document);
	return false;
}
