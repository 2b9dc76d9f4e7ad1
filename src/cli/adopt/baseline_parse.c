// SPDX-License-Identifier: BSD-2-Clause
/* A baseline out of JSON. */
#include "cli/adopt/baseline.h"
#include "cli/input/paths.h"
#include "cli/input/text_file.h"

#include "base/base.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct place {
	uint32_t line;
	uint32_t column;
};

/* Where values and keys begin in a text that is known to be JSON, down to a depth of two. */
struct places {
	const char *key;       /* a key of the outermost object to look for, or NULL */
	struct place found;    /* of that */
	struct place *entries; /* of what is in arrays there, or NULL */
	size_t count;
};

static const char *skip_token(const char *at)
{
	if (*at != '"')
		return at + 1 + strcspn(at + 1, " \t\r\n,:]}");
	for (at++; *at && *at != '"'; at++) {
		if (*at == '\\' && at[1])
			at++;
	}
	return *at ? at + 1 : at;
}

static void visit(struct places *places, const char *at, unsigned int depth, struct place place)
{
	size_t length = places->key ? strlen(places->key) : 0;

	if (depth == 1 && places->key && *at == '"' && !strncmp(at + 1, places->key, length) &&
		at[1 + length] == '"')
		places->found = place;
	if (depth == 2 && places->entries)
		places->entries[places->count++] = place;
}

static void find_places(struct places *places, const char *text)
{
	const char *line_start = text, *at = text;
	uint32_t line = 1;
	unsigned int depth = 0;

	while (*at) {
		if (*at == '\n') {
			line++;
			line_start = at + 1;
		}
		if (strchr(" \t\r\n,:", *at)) {
			at++;
		} else if (*at == '}' || *at == ']') {
			depth--;
			at++;
		} else {
			visit(places, at, depth, (struct place){line, (uint32_t)(at - line_start) + 1});
			depth += *at == '{' || *at == '[';
			at = *at == '{' || *at == '[' ? at + 1 : skip_token(at);
		}
	}
}

struct reader {
	struct baseline *baseline;
	const char *text;
	struct fdtr_error *error;
};

static int wrong(const struct reader *reader, struct place place, const char *format, ...) FDTR_PRINTF(3, 4);

static int wrong(const struct reader *reader, struct place place, const char *format, ...)
{
	va_list arguments;
	int status;

	va_start(arguments, format);
	status = fdtr_error_at(reader->error, FDTR_ERR_ARGUMENT, reader->baseline->name, place.line,
		place.column, "; --write-baseline writes one anew", format, arguments);
	va_end(arguments);
	return status;
}

static struct place place_of_key(const struct reader *reader, const char *key)
{
	struct places places = {.key = key, .found = {1, 1}};

	find_places(&places, reader->text);
	return places.found;
}

static int check_outside(const struct reader *reader, json_t *root)
{
	const char *key;
	json_t *value;

	if (!json_is_object(root))
		return wrong(reader, (struct place){1, 1}, "a baseline is an object");
	json_object_foreach(root, key, value)
	{
		if (strcmp(key, "version") != 0 && strcmp(key, "findings") != 0)
			return wrong(reader, place_of_key(reader, key), "no key '%s'", key);
	}
	value = json_object_get(root, "version");
	if (!json_is_integer(value) || json_integer_value(value) != 1)
		return wrong(reader, place_of_key(reader, "version"), "this is no baseline of version 1");
	if (!json_is_array(json_object_get(root, "findings")))
		return wrong(reader, place_of_key(reader, "findings"), "'findings' must be an array");
	return FDTR_OK;
}

static const char *const texts[] = {"file", "rule", "node", "property", "related"};

#define NEEDED 3 /* of those texts */

static int check_key(const struct reader *reader, struct place place, const char *key, const json_t *value)
{
	json_int_t count = json_integer_value(value);

	if (!strcmp(key, "count"))
		return json_is_integer(value) && count >= 1 && count <= UINT32_MAX
		               ? FDTR_OK
		               : wrong(reader, place, "'count' must be a number from 1 up");
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(texts); i++) {
		if (!strcmp(key, texts[i]))
			return json_string_length(value)
			               ? FDTR_OK
			               : wrong(reader, place, "'%s' must be a string that is not empty", key);
	}
	return wrong(reader, place, "an entry has no key '%s'", key);
}

static int check_entry(const struct reader *reader, struct place place, json_t *entry)
{
	int status = FDTR_OK;
	const char *key;
	json_t *value;

	if (!json_is_object(entry))
		return wrong(reader, place, "an entry must be an object");
	json_object_foreach(entry, key, value)
	{
		status = check_key(reader, place, key, value);
		if (status)
			return status;
	}
	for (size_t i = 0; i < NEEDED; i++) {
		if (!json_object_get(entry, texts[i]))
			return wrong(reader, place, "this entry has no '%s'", texts[i]);
	}
	return FDTR_OK;
}

static const char *text_of(const json_t *entry, const char *key)
{
	return json_string_value(json_object_get(entry, key));
}

static int add_entry(const struct reader *reader, struct place place, json_t *object)
{
	struct baseline_key key = {text_of(object, "rule"), text_of(object, "node"),
		text_of(object, "property"), text_of(object, "related")};
	const json_t *count = json_object_get(object, "count");
	int status = check_entry(reader, place, object);
	struct baseline_entry *added;

	if (status)
		return status;
	added = baseline_add(reader->baseline, text_of(object, "file"), &key,
		count ? (uint32_t)json_integer_value(count) : 1);
	if (!added)
		return fdtr_error_memory(reader->error);
	added->line = place.line;
	added->column = place.column;
	return FDTR_OK;
}

static int check_twice(const struct reader *reader)
{
	const struct baseline *baseline = reader->baseline;

	for (uint32_t i = 1; i < baseline->count; i++) {
		const struct baseline_entry *one = &baseline->entries[i - 1], *other = &baseline->entries[i];

		if (!baseline_compare(one, other)) {
			const struct baseline_entry *second = one->line > other->line ? one : other;

			return wrong(reader, (struct place){second->line, second->column},
				"this entry is there already, in line %u",
				one->line > other->line ? other->line : one->line);
		}
	}
	return FDTR_OK;
}

static int read_entries(const struct reader *reader, json_t *findings)
{
	size_t count = json_array_size(findings);
	struct places places = {.entries = calloc(count + 1, sizeof(*places.entries))};
	int status = FDTR_OK;

	if (!places.entries)
		return fdtr_error_memory(reader->error);
	find_places(&places, reader->text);
	for (size_t i = 0; !status && i < count; i++)
		status = add_entry(reader, places.entries[i], json_array_get(findings, i));
	free(places.entries);
	if (!status && reader->baseline->count)
		qsort(reader->baseline->entries, reader->baseline->count, sizeof(struct baseline_entry),
			baseline_compare);
	return status ? status : check_twice(reader);
}

static uint32_t at_least_1(int number)
{
	return number > 0 ? (uint32_t)number : 1;
}

int baseline_parse(
	struct baseline *baseline, const char *name, const char *text, size_t size, struct fdtr_error *error)
{
	struct reader reader = {baseline, text, error};
	json_error_t wrong_json;
	json_t *root;
	int status;

	*baseline = (struct baseline){.name = name};
	root = json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &wrong_json);
	if (!root)
		return wrong(&reader,
			(struct place){at_least_1(wrong_json.line), at_least_1(wrong_json.column)},
			"it is not JSON: %s", wrong_json.text);
	status = check_outside(&reader, root);
	if (!status)
		status = read_entries(&reader, json_object_get(root, "findings"));
	json_decref(root);
	return status;
}

int baseline_read(struct baseline *baseline, const char *name, struct fdtr_error *error)
{
	struct text_file file;
	int status = text_file_read(&file, name, BASELINE_LIMIT, error);

	*baseline = (struct baseline){.name = name};
	if (status)
		return status;
	status = baseline_parse(baseline, name, file.text, file.size, error);
	free(file.text);
	if (status)
		return status;
	baseline->folder = path_folder(name);
	return baseline->folder ? FDTR_OK : fdtr_error_memory(error);
}
