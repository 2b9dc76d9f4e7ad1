// SPDX-License-Identifier: BSD-2-Clause
#include "report/values.h"

#include "base/base.h"

#include <stdlib.h>
#include <string.h>

json_t *report_json_string(const char *text)
{
	char *copy = text ? malloc(strlen(text) + 1) : NULL, *to = copy;
	json_t *value;

	if (!copy)
		return json_null();
	while (*text) {
		uint32_t code;
		size_t length = fdtr_utf8(text, &code);

		if (length)
			memcpy(to, text, length);
		else
			*to = '?';
		to += length ? length : 1;
		text += length ? length : 1;
	}
	value = json_stringn_nocheck(copy, (size_t)(to - copy));
	free(copy);
	return value;
}

void report_json_add(json_t *object, const char *key, const char *text)
{
	json_object_set_new(object, key, report_json_string(text));
}

json_t *report_json_targets(uint32_t targets)
{
	json_t *names = json_array();

	for (unsigned int i = 0; i < FDTR_TARGET_COUNT; i++) {
		if (targets & FDTR_FOR(i))
			json_array_append_new(
				names, json_string(fdtr_target_info((enum fdtr_target)i)->name));
	}
	return names;
}

static void add_start(json_t *object, const struct source_span *span)
{
	report_json_add(object, "file", span->file);
	json_object_set_new(object, "line", json_integer(span->line));
	json_object_set_new(object, "column", json_integer(span->column));
}

static void add_span(json_t *object, const struct source_span *span)
{
	add_start(object, span);
	json_object_set_new(object, "endLine", json_integer(span->end_line));
	json_object_set_new(object, "endColumn", json_integer(span->end_column));
}

static json_t *place_json(const struct fdtr_report_place *place)
{
	json_t *object = json_object();

	report_json_add(object, "path", place->path);
	if (place->written)
		report_json_add(object, "written", place->written);
	if (place->property) {
		report_json_add(object, "property", place->property);
		json_object_set_new(object, "cell", json_integer(place->cell));
	}
	if (place->file && !place->span.file)
		report_json_add(object, "tableFile", place->file);
	if (place->table)
		report_json_add(object, "table", place->table);
	if (place->offset) {
		json_object_set_new(object, "offset", json_integer(place->offset));
		json_object_set_new(object, "length", json_integer(place->length));
	}
	if (place->span.file)
		add_span(object, &place->span);
	return object;
}

json_t *report_json_schema(const struct fdtr_report_schema *schema)
{
	json_t *object = json_object();

	report_json_add(object, "id", schema->id);
	report_json_add(object, "keyword", schema->keyword);
	if (schema->span.file)
		add_start(object, &schema->span);
	if (schema->note)
		report_json_add(object, "note", schema->note);
	return object;
}

json_t *report_json_finding(const struct fdtr_report_finding *finding)
{
	const struct fdtr_rule *rule = finding->rule;
	json_t *object = json_object();

	report_json_add(object, "rule", rule->name);
	report_json_add(object, "severity", fdtr_severity_name(finding->severity));
	report_json_add(object, "message", finding->message);
	report_json_add(object, "why", rule->why);
	report_json_add(object, "fix", rule->fix);
	report_json_add(object, "source", rule->source);
	json_object_set_new(object, "targets", report_json_targets(finding->targets));
	json_object_set_new(object, "place", place_json(&finding->place));
	if (finding->has_related)
		json_object_set_new(object, "related", place_json(&finding->related));
	if (finding->schema.id)
		json_object_set_new(object, "schema", report_json_schema(&finding->schema));
	if (finding->repair)
		report_json_add(object, "repair", finding->repair);
	return object;
}

bool report_json_write(FILE *out, json_t *value)
{
	bool written = value && !json_dumpf(value, out, JSON_COMPACT | JSON_ENCODE_ANY | JSON_ENSURE_ASCII);

	json_decref(value);
	return written;
}
