// SPDX-License-Identifier: BSD-2-Clause
/* Documents into the bytes of a cache. */
#include "schema/load/cache_form.h"

#include <stdlib.h>
#include <string.h>

static bool has_space(struct pack_bytes *bytes, size_t more)
{
	size_t capacity = bytes->capacity ? bytes->capacity : 4096;
	unsigned char *grown;

	if (bytes->failed || more > CACHE_SIZE_LIMIT - bytes->size) {
		bytes->failed = true;
		return false;
	}
	if (more <= bytes->capacity - bytes->size)
		return true;
	while (capacity < bytes->size + more)
		capacity *= 2;
	grown = realloc(bytes->data, capacity);
	bytes->failed = !grown;
	if (!grown)
		return false;
	bytes->data = grown;
	bytes->capacity = capacity;
	return true;
}

static void put(struct pack_bytes *bytes, const void *data, size_t size)
{
	if (!size || !has_space(bytes, size))
		return;
	memcpy(bytes->data + bytes->size, data, size);
	bytes->size += size;
}

static void put_byte(struct pack_bytes *bytes, unsigned int byte)
{
	if (has_space(bytes, 1))
		bytes->data[bytes->size++] = (unsigned char)byte;
}

static void put_number(struct pack_bytes *bytes, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		put_byte(bytes, 0x80 | (unsigned int)(number & 0x7f));
	put_byte(bytes, (unsigned int)number);
}

static void put_text(struct pack_bytes *bytes, const char *text, size_t length)
{
	put_number(bytes, length);
	put(bytes, text, length);
	put_byte(bytes, '\0');
}

/* Forwards is even, backwards odd, so that both are short. */
static void put_place(struct pack *pack, uint32_t line, uint16_t column)
{
	const uint32_t further = line - pack->line;

	put_number(&pack->bodies, further >> 31 ? ~(further << 1) : further << 1);
	put_number(&pack->bodies, column);
	pack->line = line;
}

/* The number of the text, from 0; numbers are given as texts come. */
static void put_known(struct pack *pack, struct names *known, const char *text, size_t length)
{
	const uint32_t number = names_add(known, text, length);

	if (number)
		put_number(&pack->bodies, number - 1);
	else
		pack->bodies.failed = true;
}

static void put_value(struct pack *pack, const struct value *value);

static void put_items(struct pack *pack, const struct value *array)
{
	put_number(&pack->bodies, array->count);
	pack->items += array->count;
	for (uint32_t i = 0; i < array->count; i++)
		put_value(pack, &array->items[i]);
}

static void put_members(struct pack *pack, const struct value *object)
{
	put_number(&pack->bodies, object->count);
	pack->members += object->count;
	for (uint32_t i = 0; i < object->count; i++) {
		const struct member *member = &object->members[i];

		put_known(pack, &pack->names, member->name, strlen(member->name));
		put_place(pack, member->line, member->column);
		put_value(pack, &member->value);
	}
}

/* As deep as a document is. */
static void put_value(struct pack *pack, const struct value *value)
{
	put_byte(&pack->bodies, value->kind | (unsigned int)value->flags << 4);
	put_place(pack, value->at, value->column);
	switch ((enum value_kind)value->kind) {
	case VALUE_BOOLEAN:
		put_byte(&pack->bodies, value->truth);
		break;
	case VALUE_INTEGER:
		put_number(&pack->bodies, value->integer);
		break;
	case VALUE_REAL:
		put(&pack->bodies, &value->real, sizeof(value->real));
		break;
	case VALUE_STRING:
		put_known(pack, &pack->texts, value->text, value->count);
		break;
	case VALUE_ARRAY:
		put_items(pack, value);
		break;
	case VALUE_OBJECT:
		put_members(pack, value);
		break;
	case VALUE_NULL:
	case VALUE_BYTES:
	case VALUE_CELLS:
		break;
	}
}

/* A file that was named twice is there once. */
void pack_add(struct pack *pack, const struct listed *listed, const struct document *document)
{
	const uint32_t files = pack->files.count;
	const size_t length = strlen(listed->name), before = pack->bodies.size;

	if (!names_add(&pack->files, listed->name, length))
		pack->entries.failed = true;
	if (pack->files.count == files)
		return;
	pack->line = pack->items = pack->members = 0;
	put_value(pack, &document->root);
	put_text(&pack->entries, listed->name, length);
	put(&pack->entries, &listed->stamp, sizeof(listed->stamp));
	put_number(&pack->entries, pack->items);
	put_number(&pack->entries, pack->members);
	put_number(&pack->entries, pack->bodies.size - before);
}

static uint32_t count_of(const struct names *names)
{
	return names->count ? names->count - 1 : 0;
}

static void put_names(struct pack_bytes *bytes, const struct names *names)
{
	put_number(bytes, count_of(names));
	for (uint32_t i = 1; i < names->count; i++)
		put_text(bytes, names->items[i].text, names->items[i].length);
}

bool pack_finish(struct pack *pack, struct text *file)
{
	struct cache_header header = {.magic = CACHE_MAGIC, .maker = cache_maker()};
	struct pack_bytes all = {.failed = pack->entries.failed || pack->bodies.failed};

	put(&all, &header, sizeof(header));
	put_names(&all, &pack->names);
	put_names(&all, &pack->texts);
	put_number(&all, count_of(&pack->files));
	put(&all, pack->entries.data, pack->entries.size);
	put(&all, pack->bodies.data, pack->bodies.size);
	if (all.failed) {
		free(all.data);
		return false;
	}
	header.size = all.size;
	header.sum = cache_sum(&header, all.data + sizeof(header), all.size - sizeof(header));
	memcpy(all.data, &header, sizeof(header));
	*file = (struct text){(char *)all.data, all.size};
	return true;
}

void pack_free(struct pack *pack)
{
	free(pack->entries.data);
	free(pack->bodies.data);
	names_free(&pack->names);
	names_free(&pack->texts);
	names_free(&pack->files);
}
