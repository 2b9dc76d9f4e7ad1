// SPDX-License-Identifier: BSD-2-Clause
#include "cli/adopt/yaml_reader.h"

#include <string.h>

int reader_wrong_at(struct yaml_reader *reader, const yaml_mark_t *mark, const char *format, ...)
{
	va_list arguments;
	int status;

	va_start(arguments, format);
	status = fdtr_error_at(reader->error, FDTR_ERR_ARGUMENT, reader->name, mark->line + 1,
		mark->column + 1, "", format, arguments);
	va_end(arguments);
	return status;
}

int reader_no_memory(struct yaml_reader *reader)
{
	return fdtr_error_memory(reader->error);
}

/* Bytes that are no UTF-8 come before lines are counted, so they are counted here. */
static int wrong_bytes(struct yaml_reader *reader)
{
	yaml_mark_t mark = {0};
	size_t end = reader->parser.problem_offset;

	for (size_t i = 0; i < end && i < reader->size; i++) {
		mark.column = reader->text[i] == '\n' ? 0 : mark.column + 1;
		mark.line += reader->text[i] == '\n';
	}
	return reader_wrong_at(reader, &mark, "it is not YAML: %s", reader->parser.problem);
}

static int wrong_yaml(struct yaml_reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;

	if (parser->error == YAML_MEMORY_ERROR)
		return reader_no_memory(reader);
	if (parser->error == YAML_READER_ERROR)
		return wrong_bytes(reader);
	return reader_wrong_at(reader, &parser->problem_mark, "it is not YAML: %s%s%s",
		parser->context ? parser->context : "", parser->context ? ", " : "", parser->problem);
}

/* Names for values spare nobody anything here, and make files that grow when they are read. */
static int refuse_marked(struct yaml_reader *reader)
{
	const yaml_event_t *event = &reader->event;
	bool anchor = false, tag = false;

	if (event->type == YAML_ALIAS_EVENT)
		return reader_wrong(reader, "an alias (*name) stands here; write the value itself");
	if (event->type == YAML_SCALAR_EVENT) {
		anchor = event->data.scalar.anchor != NULL;
		tag = event->data.scalar.tag != NULL;
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		anchor = event->data.sequence_start.anchor != NULL;
		tag = event->data.sequence_start.tag != NULL;
	} else if (event->type == YAML_MAPPING_START_EVENT) {
		anchor = event->data.mapping_start.anchor != NULL;
		tag = event->data.mapping_start.tag != NULL;
	}
	if (anchor || tag)
		return reader_wrong(reader, "%s is not understood here; delete it",
			anchor ? "an anchor (&name)" : "a tag (!name)");
	return FDTR_OK;
}

static int begin(struct yaml_reader *reader)
{
	if (!yaml_parser_initialize(&reader->parser))
		return reader_no_memory(reader);
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader->parser, (const unsigned char *)reader->text, reader->size);
	return FDTR_OK;
}

int reader_next(struct yaml_reader *reader)
{
	yaml_event_delete(&reader->event);
	if (!yaml_parser_parse(&reader->parser, &reader->event))
		return wrong_yaml(reader);
	return refuse_marked(reader);
}

const char *reader_text(const struct yaml_reader *reader)
{
	return (const char *)reader->event.data.scalar.value;
}

int reader_want_text(struct yaml_reader *reader, const char *wanted)
{
	if (reader->event.type != YAML_SCALAR_EVENT)
		return reader_wrong(reader, "'%s' wants %s, and not a %s", reader->key, wanted,
			reader->event.type == YAML_SEQUENCE_START_EVENT ? "list" : "mapping");
	if (!reader->event.data.scalar.length)
		return reader_wrong(reader, "'%s' wants %s, and nothing is there", reader->key, wanted);
	if (strlen(reader_text(reader)) != reader->event.data.scalar.length)
		return reader_wrong(reader, "'%s' wants %s, and this has a NUL in it", reader->key, wanted);
	return FDTR_OK;
}

int reader_want_list(struct yaml_reader *reader, const char *wanted)
{
	return reader->event.type == YAML_SEQUENCE_START_EVENT
	               ? FDTR_OK
	               : reader_wrong(reader, "'%s' wants a list: %s", reader->key, wanted);
}

int reader_keep_text(struct yaml_reader *reader, const char **text)
{
	size_t size = reader->event.data.scalar.length + 1;
	char *copy = fdtr_arena_take_high(reader->arena, size, 1);

	if (!copy)
		return reader_no_memory(reader);
	*text = memcpy(copy, reader_text(reader), size);
	return FDTR_OK;
}

static const char *key_at(const void *keys, size_t index)
{
	return ((const struct yaml_key *)keys)[index].name;
}

static int unknown_key(struct yaml_reader *reader, const struct yaml_key *keys)
{
	const char *nearest = fdtr_nearest_name(reader_text(reader), key_at, keys);
	char names[256];
	struct fdtr_text text;

	if (nearest)
		return reader_wrong(reader, "no key '%s'; did you mean '%s'?", reader_text(reader), nearest);
	fdtr_text_init(&text, names, sizeof(names));
	for (size_t i = 0; keys[i].name; i++)
		fdtr_text_add(&text, "%s%s", i ? ", " : "", keys[i].name);
	return reader_wrong(reader, "no key '%s'; there are %s", reader_text(reader), names);
}

/* The number of the present key; `lines` has where each stood before. */
static int find_key(struct yaml_reader *reader, const struct yaml_key *keys, size_t *lines, size_t *found)
{
	size_t i = 0;

	if (reader->event.type != YAML_SCALAR_EVENT ||
		strlen(reader_text(reader)) != reader->event.data.scalar.length)
		return reader_wrong(reader, "a key is wanted here");
	while (keys[i].name && strcmp(keys[i].name, reader_text(reader)) != 0)
		i++;
	if (!keys[i].name)
		return unknown_key(reader, keys);
	if (lines[i])
		return reader_wrong(reader, "'%s' is there already, in line %zu", keys[i].name, lines[i]);
	lines[i] = reader->event.start_mark.line + 1;
	*found = i;
	return FDTR_OK;
}

int reader_take_keys(struct yaml_reader *reader, const struct yaml_key *keys, void *into)
{
	size_t lines[YAML_MOST_KEYS] = {0}, key = 0;
	int status = FDTR_OK;

	while (!status && !(status = reader_next(reader)) && reader->event.type != YAML_MAPPING_END_EVENT) {
		status = find_key(reader, keys, lines, &key);
		reader->key = keys[key].name;
		if (!status)
			status = reader_next(reader);
		if (!status)
			status = keys[key].read(reader, into);
	}
	return status;
}

/* Nothing stands there: "key:" alone. */
static bool is_empty(const struct yaml_reader *reader)
{
	return reader->event.type == YAML_SCALAR_EVENT && !reader->event.data.scalar.length &&
	       reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* One document, which may be empty. */
static int take_document(
	struct yaml_reader *reader, const struct yaml_key *keys, void *into, const char *no_mapping)
{
	int status = reader_next(reader);

	if (!status)
		status = reader_next(reader);
	if (status || reader->event.type == YAML_STREAM_END_EVENT)
		return status;
	status = reader_next(reader);
	if (!status && reader->event.type == YAML_MAPPING_START_EVENT)
		status = reader_take_keys(reader, keys, into);
	else if (!status && !is_empty(reader))
		status = reader_wrong(reader, "%s", no_mapping);
	if (!status)
		status = reader_next(reader);
	if (!status)
		status = reader_next(reader);
	if (!status && reader->event.type != YAML_STREAM_END_EVENT)
		status = reader_wrong(reader, "a second document begins here, and one is all that is read");
	return status;
}

int reader_take_document(
	struct yaml_reader *reader, const struct yaml_key *keys, void *into, const char *no_mapping)
{
	int status = begin(reader);

	if (!status)
		status = take_document(reader, keys, into, no_mapping);
	yaml_event_delete(&reader->event);
	yaml_parser_delete(&reader->parser);
	return status;
}
