// SPDX-License-Identifier: BSD-2-Clause
/* What fix-ups make values with. */
#include "schema/fixup/fixup_steps.h"

#include "schema/document/builder.h"

#include <string.h>

struct value fixup_made(enum value_kind kind, const struct value *from)
{
	return (struct value){
		.kind = (uint8_t)kind, .flags = VALUE_MADE, .at = from->at, .column = from->column};
}

struct value fixup_true(const struct value *from)
{
	struct value made = fixup_made(VALUE_BOOLEAN, from);

	made.truth = true;
	return made;
}

struct value fixup_count(uint32_t count, const struct value *from)
{
	struct value made = fixup_made(VALUE_INTEGER, from);

	made.integer = count;
	return made;
}

struct value fixup_text(const char *text, const struct value *from)
{
	struct value made = fixup_made(VALUE_STRING, from);

	made.text = text;
	made.count = (uint32_t)strlen(text);
	return made;
}

bool fixup_is_true(const struct value *value)
{
	return value && value->kind == VALUE_BOOLEAN && value->truth;
}

static void out_of_memory(struct fixup *fixup)
{
	fixup->status = fdtr_error_memory(fixup->error);
}

bool fixup_reserve(struct fixup *fixup, struct value *value, uint32_t more)
{
	if (value_reserve(&fixup->document->store, value, more))
		return true;
	out_of_memory(fixup);
	return false;
}

static struct value *fill(struct fixup *fixup, struct member *member, struct value value)
{
	if (!member) {
		out_of_memory(fixup);
		return NULL;
	}
	member->line = value.at;
	member->column = value.column;
	member->value = value;
	return &member->value;
}

bool fixup_wrong(struct fixup *fixup, const struct value *at, const char *sentence)
{
	fixup->status = document_wrong(
		fixup->document, (struct place){at->at, at->column}, fixup->error, "%s", sentence);
	return false;
}

struct value *fixup_put(struct fixup *fixup, struct value *object, const char *name, struct value value)
{
	return fill(fixup, value_put(&fixup->document->store, object, name), value);
}

struct value *fixup_set(struct fixup *fixup, struct value *object, enum keyword keyword, struct value value)
{
	return fill(fixup, value_set(&fixup->document->store, object, keyword), value);
}

bool fixup_add(struct fixup *fixup, struct value *object, const struct member *member)
{
	if (value_add(&fixup->document->store, object, member))
		return true;
	out_of_memory(fixup);
	return false;
}

bool fixup_default(struct fixup *fixup, struct value *object, enum keyword keyword, struct value value)
{
	return value_get(object, keyword) || fixup_set(fixup, object, keyword, value);
}

struct value *fixup_object(
	struct fixup *fixup, struct value *schema, enum keyword keyword, const struct value *from)
{
	struct value *object = value_get(schema, keyword);

	return object ? object : fixup_set(fixup, schema, keyword, fixup_made(VALUE_OBJECT, from));
}

struct value *fixup_append(struct fixup *fixup, struct value *array, struct value value)
{
	struct value *item = value_append(&fixup->document->store, array);

	if (item)
		*item = value;
	else
		out_of_memory(fixup);
	return item;
}

bool fixup_only_item(struct fixup *fixup, struct value *schema, struct value item)
{
	struct value *items = fixup_set(fixup, schema, KEYWORD_ITEMS, fixup_made(VALUE_ARRAY, &item));

	return items && fixup_append(fixup, items, item);
}

bool fixup_move(struct fixup *fixup, struct value *from, struct value *into, const enum keyword *keywords,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct member *member = value_keyword(from, keywords[i]);
		struct member *moved;

		if (!member)
			continue;
		if (!into->count) {
			into->at = member->line;
			into->column = member->column;
		}
		moved = value_set(&fixup->document->store, into, keywords[i]);
		if (!moved) {
			out_of_memory(fixup);
			return false;
		}
		*moved = *member;
		(void)value_remove(from, keywords[i], NULL);
	}
	return true;
}

static uint32_t child_count(const struct value *value)
{
	return value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT ? value->count : 0;
}

static struct value *child(const struct value *value, uint32_t index)
{
	return value->kind == VALUE_ARRAY ? &value->items[index] : &value->members[index].value;
}

/* Documents are not nested deeper than DOCUMENT_DEPTH_LIMIT, and no larger than memory. */
static size_t weigh(const struct value *value)
{
	size_t weight = 1;

	for (uint32_t i = 0; i < child_count(value); i++)
		weight += weigh(child(value, i));
	return weight;
}

static void mark(struct value *value)
{
	value->flags |= VALUE_MADE;
	for (uint32_t i = 0; i < child_count(value); i++)
		mark(child(value, i));
}

bool fixup_copy(struct fixup *fixup, struct value *copy, const struct value *original)
{
	const size_t weight = weigh(original);

	if (weight > FIXUP_COPY_LIMIT - fixup->copied)
		return fixup_wrong(fixup, original,
			"here is too much to be copied, as is done of `interrupts` for interrupts-extended "
			"and of $nodename for `select`; do not nest `interrupts` in `interrupts`");
	fixup->copied += (uint32_t)weight;
	if (!value_copy(&fixup->document->store, copy, original)) {
		out_of_memory(fixup);
		return false;
	}
	mark(copy);
	return true;
}
