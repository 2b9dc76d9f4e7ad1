// SPDX-License-Identifier: BSD-2-Clause
/* YAML, event by event, into values. */
#include "schema/document/builder.h"
#include "schema/document/scalar.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define DIRECTIVE_LIMIT 100

struct reader {
	yaml_parser_t parser;
	yaml_event_t event; /* the present one */
	struct builder builder;
	const char *text;
	size_t size;
};

static struct place place_at(const yaml_mark_t *mark)
{
	return (struct place){(uint32_t)mark->line + 1,
		(uint16_t)(mark->column < UINT16_MAX ? mark->column + 1 : UINT16_MAX)};
}

#define WRONG_AT(reader, place, ...) \
	document_wrong((reader)->builder.document, place, (reader)->builder.error, __VA_ARGS__)
#define WRONG(reader, ...) WRONG_AT(reader, place_at(&(reader)->event.start_mark), __VA_ARGS__)

/* For what is met before lines are counted. */
static struct place place_of_byte(const struct reader *reader, size_t offset)
{
	yaml_mark_t mark = {0};

	for (size_t i = 0; i < offset && i < reader->size; i++) {
		mark.column = reader->text[i] == '\n' ? 0 : mark.column + ((reader->text[i] & 0xc0) != 0x80);
		mark.line += reader->text[i] == '\n';
	}
	return place_at(&mark);
}

static int wrong_yaml(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	const struct place place = place_at(&parser->problem_mark);

	if (parser->error == YAML_MEMORY_ERROR)
		return fdtr_error_memory(reader->builder.error);
	if (parser->error == YAML_READER_ERROR)
		return WRONG_AT(reader, place_of_byte(reader, parser->problem_offset),
			"it is not YAML in UTF-8: %s", parser->problem);
	if (!parser->context)
		return WRONG_AT(reader, place, "it is not YAML: %s", parser->problem);
	return WRONG_AT(reader, place, "it is not YAML: %s, %s from line %u", parser->problem,
		parser->context, place_at(&parser->context_mark).line);
}

static int next(struct reader *reader)
{
	yaml_event_delete(&reader->event);
	return yaml_parser_parse(&reader->parser, &reader->event) ? FDTR_OK : wrong_yaml(reader);
}

static int take_anchor(struct reader *reader, const yaml_char_t *name, uint32_t *anchor)
{
	*anchor = 0;
	return name ? builder_anchor(&reader->builder, (const char *)name,
			      place_at(&reader->event.start_mark), anchor)
	            : FDTR_OK;
}

/* "!!int" is what people write for a tag of YAML's own. */
static int wrong_tag(struct reader *reader, const struct value *value, const char *tag)
{
	static const char own[] = "tag:yaml.org,2002:";
	const bool is_own = !strncmp(tag, own, sizeof(own) - 1);

	return WRONG(reader, "this is %s, and the tag %s%.80s says something else; delete the tag",
		value_kind_name(value), is_own ? "!!" : "", is_own ? tag + sizeof(own) - 1 : tag);
}

static const char *const tags[] = {[VALUE_NULL] = YAML_NULL_TAG,
	[VALUE_BOOLEAN] = YAML_BOOL_TAG,
	[VALUE_INTEGER] = YAML_INT_TAG,
	[VALUE_REAL] = YAML_FLOAT_TAG,
	[VALUE_STRING] = YAML_STR_TAG};

/* Whether the tag says what the value is by itself; an integer may be said to be real. */
static bool tag_fits(struct value *value, const char *tag)
{
	if (value->kind == VALUE_INTEGER && !strcmp(tag, YAML_FLOAT_TAG)) {
		value->real = value->flags & VALUE_NEGATIVE ? (double)(int64_t)value->integer
		                                            : (double)value->integer;
		value->kind = VALUE_REAL;
		value->flags = 0;
	}
	return !strcmp(tags[value->kind], tag);
}

static int read_plain(struct reader *reader, struct value *value, char *text, size_t length)
{
	switch (scalar_read(value, text, length)) {
	case SCALAR_LARGE:
		return WRONG(
			reader, "%.80s is beyond 64 bits, and with it beyond what any cell can hold", text);
	case SCALAR_NO_MEMORY:
		return fdtr_error_memory(reader->builder.error);
	case SCALAR_TEXT:
	case SCALAR_READ:
		break;
	}
	return FDTR_OK;
}

/* As its style and its tag have it; a string's text is still the event's. */
static int read_scalar(struct reader *reader, struct value *value)
{
	const yaml_scalar_style_t style = reader->event.data.scalar.style;
	const char *tag = (const char *)reader->event.data.scalar.tag;
	char *text = (char *)reader->event.data.scalar.value;
	const size_t length = reader->event.data.scalar.length;
	int status = FDTR_OK;

	if (memchr(text, '\0', length))
		return WRONG(reader, "there is a NUL in this text, which no text of a device tree can have");
	if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		value->flags = VALUE_QUOTED;
	if (tag ? strcmp(tag, YAML_STR_TAG) != 0 : style == YAML_PLAIN_SCALAR_STYLE)
		status = read_plain(reader, value, text, length);
	if (!status && tag && !tag_fits(value, tag))
		return wrong_tag(reader, value, tag);
	if (value->kind == VALUE_STRING) {
		value->text = text;
		value->count = (uint32_t)length;
	}
	return status;
}

static struct value value_here(const struct reader *reader, enum value_kind kind)
{
	const struct place place = place_at(&reader->event.start_mark);

	return (struct value){.kind = (uint8_t)kind, .at = place.line, .column = place.column};
}

/* Nothing in a tree has a name that is no string, so one that means 1 or true would name nothing. */
static int take_name(struct reader *reader, const struct value *value)
{
	const yaml_event_t *event = &reader->event;

	if (event->data.scalar.anchor)
		return WRONG(reader, "an anchor (&name) cannot stand at a name; delete it");
	if (value->kind != VALUE_STRING)
		return WRONG(reader, "a name has to be a string, and this is %s; put it in quotes",
			value_kind_name(value));
	if (!strcmp(value->text, "<<") && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
		return WRONG(reader, "<< merges nothing in YAML 1.2; write the members themselves");
	return builder_name(&reader->builder, value->text, value->count, place_at(&event->start_mark));
}

static int take_scalar(struct reader *reader)
{
	struct value value = value_here(reader, VALUE_STRING);
	struct builder *builder = &reader->builder;
	uint32_t anchor;
	int status = read_scalar(reader, &value);

	if (status)
		return status;
	if (builder_wants_name(builder))
		return take_name(reader, &value);
	if (value.kind == VALUE_STRING) {
		value.text = store_text(&builder->document->store, value.text, value.count);
		if (!value.text)
			return fdtr_error_memory(builder->error);
	}
	status = take_anchor(reader, reader->event.data.scalar.anchor, &anchor);
	return status ? status : builder_give(builder, &value, anchor);
}

static int take_alias(struct reader *reader)
{
	if (builder_wants_name(&reader->builder))
		return WRONG(reader, "an alias cannot stand for a name here; write the name itself");
	return builder_alias(&reader->builder, (const char *)reader->event.data.alias.anchor,
		place_at(&reader->event.start_mark));
}

static int take_start(struct reader *reader, struct value value, const yaml_char_t *tag, const char *own_tag,
	const yaml_char_t *name)
{
	uint32_t anchor;
	int status;

	if (tag && strcmp((const char *)tag, own_tag) != 0)
		return wrong_tag(reader, &value, (const char *)tag);
	if (builder_wants_name(&reader->builder))
		return WRONG(reader, "a name has to be a string, and this is %s", value_kind_name(&value));
	status = take_anchor(reader, name, &anchor);
	return status ? status : builder_open(&reader->builder, &value, anchor);
}

static int take_array(struct reader *reader)
{
	struct value value = value_here(reader, VALUE_ARRAY);

	if (reader->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE)
		value.flags = VALUE_FLOW;
	return take_start(reader, value, reader->event.data.sequence_start.tag, YAML_SEQ_TAG,
		reader->event.data.sequence_start.anchor);
}

static int take_object(struct reader *reader)
{
	struct value value = value_here(reader, VALUE_OBJECT);

	if (reader->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
		value.flags = VALUE_FLOW;
	return take_start(reader, value, reader->event.data.mapping_start.tag, YAML_MAP_TAG,
		reader->event.data.mapping_start.anchor);
}

static int take(struct reader *reader)
{
	switch (reader->event.type) {
	case YAML_SCALAR_EVENT:
		return take_scalar(reader);
	case YAML_ALIAS_EVENT:
		return take_alias(reader);
	case YAML_SEQUENCE_START_EVENT:
		return take_array(reader);
	case YAML_MAPPING_START_EVENT:
		return take_object(reader);
	default:
		return builder_close(&reader->builder);
	}
}

/* The stream's start and end are around it. */
static int read_document(struct reader *reader)
{
	int status = next(reader);

	if (!status)
		status = next(reader);
	if (!status && reader->event.type == YAML_STREAM_END_EVENT)
		return WRONG(reader, "there is nothing in this file");
	if (!status)
		status = next(reader);
	while (!status && reader->event.type != YAML_DOCUMENT_END_EVENT) {
		status = take(reader);
		if (!status)
			status = next(reader);
	}
	if (!status)
		status = next(reader);
	if (!status && reader->event.type != YAML_STREAM_END_EVENT)
		return WRONG(reader, "a second document begins here; each has to be a file of its own");
	return status;
}

/* Before the first character a mark may stand that says it is UTF-8. */
static size_t mark_size(const char *text, size_t size)
{
	return size >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;
}

/* YAML knows other ends of lines than \n. */
static bool begins_line(const char *text, size_t at)
{
	return !at || text[at - 1] == '\n' || text[at - 1] == '\r' ||
	       (at >= 2 && !memcmp(text + at - 2, "\xc2\x85", 2)) ||
	       (at >= 3 && (!memcmp(text + at - 3, "\xe2\x80\xa8", 3) ||
				   !memcmp(text + at - 3, "\xe2\x80\xa9", 3)));
}

/* libyaml holds each %TAG against all before it. */
static int check_directives(struct reader *reader)
{
	const char *text = reader->text, *end = text + reader->size, *percent = text;
	unsigned int count = 0;

	for (; (percent = memchr(percent, '%', (size_t)(end - percent))); percent++) {
		count += begins_line(text, (size_t)(percent - text));
		if (count > DIRECTIVE_LIMIT)
			return WRONG_AT(reader, place_of_byte(reader, (size_t)(percent - text)),
				"more than %d lines begin with a %%, as directives do; a binding needs one at most",
				DIRECTIVE_LIMIT);
	}
	return FDTR_OK;
}

static int read_text(struct reader *reader)
{
	int status = check_directives(reader);

	if (status)
		return status;
	if (!yaml_parser_initialize(&reader->parser))
		return fdtr_error_memory(reader->builder.error);
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader->parser, (const unsigned char *)reader->text, reader->size);
	status = read_document(reader);
	yaml_event_delete(&reader->event);
	yaml_parser_delete(&reader->parser);
	return status;
}

int document_read(
	struct document *document, const char *file, const char *text, size_t size, struct fdtr_error *error)
{
	const size_t skip = mark_size(text, size);
	struct reader *reader;
	int status;

	*document = (struct document){0};
	if (size > DOCUMENT_SIZE_LIMIT)
		return document_too_large(file, DOCUMENT_SIZE_LIMIT, error);
	document->file = store_text(&document->store, file, strlen(file));
	reader = calloc(1, sizeof(*reader));
	if (!document->file || !reader) {
		free(reader);
		return fdtr_error_memory(error);
	}
	*reader = (struct reader){
		.builder = {.document = document, .error = error}, .text = text + skip, .size = size - skip};
	status = read_text(reader);
	builder_free(&reader->builder);
	free(reader);
	return status;
}

void document_free(struct document *document)
{
	store_free(&document->store);
	*document = (struct document){0};
}
