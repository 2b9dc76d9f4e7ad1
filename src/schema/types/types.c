// SPDX-License-Identifier: BSD-2-Clause
/*
 * Reading types. Several bindings may say something of one name: the first type stands, a later one joins it, widens it
 * or is another one beside it. dt-schema does this in the order in which it comes by files and keywords, which is not the
 * same everywhere; here documents are read in their order, `properties` and patterns as they stand.
 */
#include "schema/types/form.h"
#include "schema/types/types_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *const spellings[][3] = {
	[TYPE_NONE] = {""},
	[TYPE_NODE] = {"node"},
	[TYPE_FLAG] = {"flag"},
	[TYPE_STRING] = {"string", "string-array"},
	[TYPE_UINT8] = {"uint8", "uint8-array", "uint8-matrix"},
	[TYPE_INT8] = {"int8", "int8-array", "int8-matrix"},
	[TYPE_UINT16] = {"uint16", "uint16-array", "uint16-matrix"},
	[TYPE_INT16] = {"int16", "int16-array", "int16-matrix"},
	[TYPE_UINT32] = {"uint32", "uint32-array", "uint32-matrix"},
	[TYPE_INT32] = {"int32", "int32-array", "int32-matrix"},
	[TYPE_UINT64] = {"uint64", "uint64-array", "uint64-matrix"},
	[TYPE_INT64] = {"int64", "int64-array", "int64-matrix"},
	[TYPE_PHANDLE] = {"phandle", "phandle-array"},
};

const char *type_text(const struct type *type)
{
	return spellings[type->base][type->form];
}

static bool begins_with(const char *text, const char *beginning)
{
	return !strncmp(text, beginning, strlen(beginning));
}

/* The longest spelling that the text, which begins with the shortest, begins with. */
static enum type_form form_at(const char *text, enum type_base base)
{
	for (enum type_form form = FORM_MATRIX; form > FORM_SCALAR; form--) {
		if (spellings[base][form] && begins_with(text, spellings[base][form]))
			return form;
	}
	return FORM_SCALAR;
}

/* The type that the text names first, wherever in it; false when it names none. */
static bool find_type(const char *text, struct type *type)
{
	for (text = strpbrk(text, "fuisp"); text; text = strpbrk(text + 1, "fuisp")) {
		for (enum type_base base = TYPE_FLAG; base <= TYPE_PHANDLE; base++) {
			if (!begins_with(text, spellings[base][FORM_SCALAR]))
				continue;
			*type = (struct type){.base = base, .form = form_at(text, base)};
			return true;
		}
	}
	return false;
}

/* What the reading of one document needs at hand. */
struct reader {
	struct types *types;
	struct fdtr_error *error;
	int status;
};

/* The keywords of a schema that types are read from. */
struct parts {
	const struct value *reference, *type, *items, *additional;
	const struct value *named[2];    /* properties and patternProperties, in the order of the file */
	const struct value *combined[3]; /* allOf, anyOf, oneOf likewise */
	enum keyword named_by[2];
	unsigned int named_count, combined_count;
};

static void add_part(struct parts *parts, const struct member *member)
{
	switch ((enum keyword)member->keyword) {
	case KEYWORD_REF:
		parts->reference = &member->value;
		break;
	case KEYWORD_TYPE:
		parts->type = &member->value;
		break;
	case KEYWORD_ITEMS:
		parts->items = &member->value;
		break;
	case KEYWORD_ADDITIONAL_PROPERTIES:
		parts->additional = &member->value;
		break;
	case KEYWORD_PROPERTIES:
	case KEYWORD_PATTERN_PROPERTIES:
		parts->named_by[parts->named_count] = (enum keyword)member->keyword;
		parts->named[parts->named_count++] = &member->value;
		break;
	case KEYWORD_ALL_OF:
	case KEYWORD_ANY_OF:
	case KEYWORD_ONE_OF:
		parts->combined[parts->combined_count++] = &member->value;
		break;
	default:
		break;
	}
}

static struct parts parts_of(const struct value *schema)
{
	struct parts parts = {0};

	for (uint32_t i = 0; i < schema->count; i++)
		add_part(&parts, &schema->members[i]);
	return parts;
}

static bool is_dimensioned(const struct type *type)
{
	return type->form == FORM_MATRIX || (type->base == TYPE_PHANDLE && type->form == FORM_ARRAY);
}

static bool refers_to_document(const struct value *reference)
{
	const char *end = strrchr(reference->text, '.');

	return end && (!strcmp(end, ".yaml") || !strcmp(end, ".yaml#"));
}

static struct type type_of_items(const char *name, const struct value *items)
{
	if (form_is_string(form_first(items)))
		return (struct type){.base = TYPE_STRING, .form = FORM_ARRAY};
	if (form_has_unit(name))
		return (struct type){.base = TYPE_UINT32, .form = FORM_MATRIX};
	return (struct type){0};
}

/* The type that the schema itself, without what it combines, gives the name; TYPE_NONE for none. */
static struct type type_of(const char *name, const struct parts *parts)
{
	const bool refers = parts->reference && parts->reference->kind == VALUE_STRING;
	struct type type = {0};

	if (parts->type && value_is_string(parts->type, "object"))
		return (struct type){.base = TYPE_NODE};
	if (refers && find_type(parts->reference->text, &type))
		return type;
	if (parts->type && value_is_string(parts->type, "boolean"))
		return (struct type){.base = TYPE_FLAG};
	if (parts->items)
		return type_of_items(name, parts->items);
	if (refers && refers_to_document(parts->reference))
		type.base = TYPE_NODE;
	return type;
}

static bool is_known(struct dimension dimension)
{
	return dimension.least || dimension.most;
}

static uint32_t least_of(uint32_t left, uint32_t right)
{
	return left < right ? left : right;
}

static uint32_t most_of(uint32_t left, uint32_t right)
{
	return left > right ? left : right;
}

static bool is_same(struct dimension left, struct dimension right)
{
	return left.least == right.least && left.most == right.most;
}

/* From the least of all four numbers to the most, as dt-schema has it: where there is no end, that is a 0 as well. */
static struct dimension merged(struct dimension left, struct dimension right)
{
	if (!is_known(left))
		return right;
	if (!is_known(right))
		return left;
	return (struct dimension){
		least_of(least_of(left.least, left.most), least_of(right.least, right.most)),
		most_of(most_of(left.least, left.most), most_of(right.least, right.most))};
}

static void merge(struct type *into, const struct type *type)
{
	if (is_same(into->outer, type->outer) && is_same(into->inner, type->inner))
		return;
	into->outer = merged(into->outer, type->outer);
	into->inner = merged(into->inner, type->inner);
}

/* The entry that the type takes the place of, NULL for none; *taken when one of them has it in already. */
static struct type_entry *place_for(struct type_entry *first, const struct type *type, bool *taken)
{
	const char *text = type_text(type);
	const bool has_extent = is_known(type->outer) || is_known(type->inner);

	for (struct type_entry *entry = first; entry; entry = entry->next) {
		if (entry->type.base == TYPE_NONE)
			return entry;
		*taken = true;
		if (has_extent && is_dimensioned(&entry->type)) {
			merge(&entry->type, type);
			return NULL;
		}
		if (begins_with(type_text(&entry->type), text))
			return NULL;
		*taken = false;
		if (strstr(text, type_text(&entry->type)))
			return entry;
	}
	return NULL;
}

static void take_out(struct type_entry **first, const struct type_entry *entry)
{
	while (*first != entry)
		first = &(*first)->next;
	*first = entry->next;
}

static void add_entry(struct reader *reader, uint32_t number, const struct type *type, bool is_pattern)
{
	struct type_entry **first = &reader->types->entries[number], *entry, *over;
	bool taken = false;

	if (type->base == TYPE_NONE && *first)
		return;
	over = place_for(*first, type, &taken);
	if (taken)
		return;
	if (over)
		take_out(first, over);
	entry = store_take(&reader->types->store, sizeof(*entry));
	if (!entry) {
		reader->status = FDTR_ERR_NOSPACE;
		return;
	}
	*entry = (struct type_entry){.type = *type, .is_pattern = is_pattern};
	while (*first)
		first = &(*first)->next;
	*first = entry;
}

/* The number of the name, with a place for its types. */
static uint32_t number_of(struct reader *reader, const char *name)
{
	struct types *types = reader->types;
	const uint32_t number = names_add(&types->names, name, strlen(name));
	struct type_entry **entries;
	uint32_t capacity;

	if (!number || number < types->capacity)
		return number;
	capacity = types->names.capacity;
	entries = realloc(types->entries, capacity * sizeof(*entries));
	if (!entries)
		return 0;
	memset(entries + types->capacity, 0, (capacity - types->capacity) * sizeof(*entries));
	types->entries = entries;
	types->capacity = capacity;
	return number;
}

static void read_named(struct reader *reader, const struct parts *parts);

static void read_property(
	struct reader *reader, uint32_t number, const char *name, const struct value *schema, bool is_pattern)
{
	struct parts parts;
	struct type type;

	if (schema->kind != VALUE_OBJECT)
		return;
	parts = parts_of(schema);
	read_named(reader, &parts);
	for (unsigned int i = 0; i < parts.combined_count; i++) {
		for (uint32_t j = 0; parts.combined[i]->kind == VALUE_ARRAY && j < parts.combined[i]->count;
			j++)
			read_property(reader, number, name, &parts.combined[i]->items[j], is_pattern);
	}
	type = type_of(name, &parts);
	type.has_dimensions = is_dimensioned(&type);
	if (type.has_dimensions) {
		type.outer = form_range(schema);
		type.inner = form_range(parts.items);
	}
	if (!reader->status)
		add_entry(reader, number, &type, is_pattern);
}

static void read_each(struct reader *reader, const struct value *properties, bool is_pattern)
{
	for (uint32_t i = 0; properties->kind == VALUE_OBJECT && i < properties->count; i++) {
		const struct member *member = &properties->members[i];
		uint32_t number;

		if (member->value.kind != VALUE_OBJECT || *member->name == '$' || reader->status)
			continue;
		number = number_of(reader, member->name);
		if (!number) {
			reader->status = FDTR_ERR_NOSPACE;
			return;
		}
		read_property(reader, number, member->name, &member->value, is_pattern);
	}
}

/* Recursion is as deep as documents are nested. */
static void read_named(struct reader *reader, const struct parts *parts)
{
	if (parts->additional && parts->additional->kind == VALUE_OBJECT) {
		const struct parts additional = parts_of(parts->additional);

		read_named(reader, &additional);
	}
	for (unsigned int i = 0; i < parts->named_count; i++)
		read_each(reader, parts->named[i], parts->named_by[i] == KEYWORD_PATTERN_PROPERTIES);
}

int types_make(struct types **types, const struct document *const *documents, uint32_t count,
	struct patterns *patterns, struct fdtr_error *error)
{
	struct reader reader = {.error = error};

	*types = calloc(1, sizeof(**types));
	if (!*types)
		return fdtr_error_set(
			error, FDTR_ERR_NOSPACE, "not enough memory for the types of properties");
	reader.types = *types;
	for (uint32_t i = 0; i < count && !reader.status; i++) {
		if (documents[i]->root.kind == VALUE_OBJECT) {
			const struct parts parts = parts_of(&documents[i]->root);

			read_named(&reader, &parts);
		}
	}
	if (!reader.status)
		reader.status = types_settle(*types, patterns, error);
	else
		(void)fdtr_error_set(error, reader.status, "not enough memory for the types of properties");
	if (reader.status) {
		types_free(*types);
		*types = NULL;
	}
	return reader.status;
}
