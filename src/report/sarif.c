// SPDX-License-Identifier: BSD-2-Clause
/* SARIF 2.1.0, for code scanning: one run, results as they come, and at its end what could not be read. */
#include "report/sarif.h"
#include "report/sources.h"
#include "report/write.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct sarif_state {
	FILE *out;
	char *prefix;
	json_t *notifications;
	struct report_sources sources;
	bool unreadable;
	bool any;
	bool failed;
};

static void sarif_free(struct sarif_state *state)
{
	if (state)
		free(state->prefix);
	if (state)
		json_decref(state->notifications);
	free(state);
}

static void write_value(struct sarif_state *state, const char *before, json_t *value)
{
	fputs(before, state->out);
	state->failed = !report_json_write(state->out, value) || state->failed;
}

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct sarif_state *state = calloc(1, sizeof(*state));
	bool first = !strcmp(style->command, "lint"); /* it had the name before there was another */

	if (!state)
		return NULL;
	state->out = out;
	state->prefix = report_repository();
	state->notifications = json_array();
	if (!state->prefix || !state->notifications) {
		sarif_free(state);
		return NULL;
	}
	fputs("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[\n",
		out);
	write_value(state, "{\"tool\":", sarif_tool());
	write_value(state, ",\n\"originalUriBaseIds\":",
		json_pack("{s:{s:{s:o}}}", "%SRCROOT%", "description", "text",
			json_sprintf("The root of the repository, or the directory that %s was run in.",
				style->command)));
	write_value(state, ",\n\"automationDetails\":",
		json_pack("{s:o}", "id",
			json_sprintf("fdtrestrict%s%s/", first ? "" : "-", first ? "" : style->command)));
	fputs(",\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[", out);
	return state;
}

static json_t *artifact_json(const struct sarif_state *state, const char *name)
{
	char *uri = report_uri(state->prefix, name);
	json_t *artifact = uri ? json_pack("{s:s}", "uri", uri) : NULL;

	if (*name != '/')
		json_object_set_new(artifact, "uriBaseId", json_string("%SRCROOT%"));
	free(uri);
	return artifact;
}

static json_t *region_json(struct sarif_state *state, const struct fdtr_report_place *place)
{
	const struct source_span *span = &place->span;
	struct report_sources *sources = &state->sources;
	json_t *region;

	if (!span->file)
		return place->offset ? json_pack("{s:I, s:I}", "byteOffset", (json_int_t)place->offset,
					       "byteLength", (json_int_t)place->length)
		                     : NULL;
	region = json_pack("{s:I}", "startLine", (json_int_t)span->line);
	if (span->column)
		json_object_set_new(region, "startColumn",
			json_integer(report_sources_column(sources, span, span->line, span->column)));
	if (span->end_line)
		json_object_set_new(region, "endLine", json_integer(span->end_line));
	if (span->end_line && span->end_column)
		json_object_set_new(region, "endColumn",
			json_integer(report_sources_column(sources, span, span->end_line, span->end_column)));
	return region;
}

/* The node as dtc writes it, "/node:property" where a property is meant; an ACPI object likewise. */
static json_t *logical_json(const struct fdtr_report_place *place)
{
	const char *last = strrchr(place->path, place->table ? '.' : '/');
	json_t *location = json_object();
	char text[REPORT_TEXT_SIZE];
	struct fdtr_text full;

	fdtr_text_init(&full, text, sizeof(text));
	fdtr_text_add(&full, "%s%s%s", place->path, place->property ? ":" : "",
		place->property ? place->property : "");
	report_json_add(location, "fullyQualifiedName", text);
	if (place->property)
		report_json_add(location, "name", place->property);
	else
		report_json_add(location, "name", last && last[1] ? last + 1 : place->path);
	json_object_set_new(location, "kind", json_string(place->property ? "property" : "object"));
	return location;
}

static json_t *physical_json(
	struct sarif_state *state, const char *name, const struct fdtr_report_place *place)
{
	json_t *physical =
		json_pack("{s:o}", "artifactLocation", artifact_json(state, report_file_of(place, name)));
	json_t *region = region_json(state, place);

	if (region)
		json_object_set_new(physical, "region", region);
	return physical;
}

static json_t *location_json(
	struct sarif_state *state, const char *name, const struct fdtr_report_place *place)
{
	return json_pack("{s:o, s:[o]}", "physicalLocation", physical_json(state, name, place),
		"logicalLocations", logical_json(place));
}

/* What stands in braces would be a placeholder, and in brackets a link. */
static void add_escaped(struct fdtr_text *message, const char *text)
{
	for (; *text; text++) {
		if (strchr("[]\\", *text))
			fdtr_text_add(message, "\\");
		else if (strchr("{}", *text))
			fdtr_text_add(message, "%c", *text);
		fdtr_text_add(message, "%c", *text);
	}
}

static json_t *message_json(const char *sentence)
{
	char text[2 * REPORT_TEXT_SIZE];
	struct fdtr_text message;

	fdtr_text_init(&message, text, sizeof(text));
	add_escaped(&message, sentence);
	fdtr_text_add(&message, ".");
	return json_pack("{s:o}", "text", report_json_string(text));
}

/* Numbers of the related locations. */
enum { RELATED_PLACE = 1, RELATED_SCHEMA };

/* "<built-in>/virtio/x.yaml" is no file that a viewer could open. */
static bool has_file(const struct fdtr_report_schema *schema)
{
	return schema->span.file && *schema->span.file != '<';
}

/* A sentence, and where else to look. */
static json_t *result_message_json(const struct fdtr_report_finding *finding)
{
	const struct fdtr_report_schema *schema = &finding->schema;
	char text[3 * REPORT_TEXT_SIZE], by[REPORT_TEXT_SIZE];
	struct fdtr_text message;

	fdtr_text_init(&message, text, sizeof(text));
	add_escaped(&message, finding->message);
	fdtr_text_add(&message, ".");
	if (finding->has_related) {
		fdtr_text_add(&message, " See [");
		add_escaped(&message, finding->related.path);
		fdtr_text_add(&message, "](%d).", RELATED_PLACE);
	}
	if (schema->id) {
		fdtr_text_add(&message, " Required by %s", has_file(schema) ? "[" : "");
		add_escaped(&message, report_schema(schema, by));
		fdtr_text_add(&message, has_file(schema) ? "](%d)." : ".", RELATED_SCHEMA);
	}
	return json_pack("{s:o}", "text", report_json_string(text));
}

static json_t *schema_json(struct sarif_state *state, const struct fdtr_report_schema *schema)
{
	struct fdtr_report_place place = {.span = schema->span};
	char text[REPORT_TEXT_SIZE];

	return json_pack("{s:i, s:o, s:o}", "id", RELATED_SCHEMA, "message",
		message_json(report_schema_rule(schema, text)), "physicalLocation",
		physical_json(state, schema->span.file, &place));
}

static json_t *related_json(
	struct sarif_state *state, const char *name, const struct fdtr_report_finding *finding)
{
	json_t *locations = json_array(), *location;

	if (finding->has_related) {
		location = location_json(state, name, &finding->related);
		json_object_set_new(location, "id", json_integer(RELATED_PLACE));
		json_array_append_new(locations, location);
	}
	if (has_file(&finding->schema))
		json_array_append_new(locations, schema_json(state, &finding->schema));
	return locations;
}

static json_t *fingerprint_json(const struct fdtr_report_finding *finding, uint32_t ordinal)
{
	char text[REPORT_TEXT_SIZE];
	uint64_t hash = report_hash(report_identity(finding, text));

	return json_pack("{s:o}", "fdtrestrict/v1", json_sprintf("%016" PRIx64 ":%u", hash, ordinal));
}

static json_t *result_json(struct sarif_state *state, const char *name,
	const struct fdtr_report_finding *finding, uint32_t ordinal)
{
	json_t *result = json_pack("{s:s, s:i, s:s, s:o, s:[o], s:o, s:{s:o}}", "ruleId", finding->rule->name,
		"ruleIndex", fdtr_rule_index(finding->rule->name), "level",
		report_level(finding->severity, "note"), "message", result_message_json(finding), "locations",
		location_json(state, name, &finding->place), "partialFingerprints",
		fingerprint_json(finding, ordinal), "properties", "targets",
		report_json_targets(finding->targets));

	if (finding->has_related || has_file(&finding->schema))
		json_object_set_new(result, "relatedLocations", related_json(state, name, finding));
	if (finding->schema.id)
		json_object_set_new(json_object_get(result, "properties"), "schema",
			report_json_schema(&finding->schema));
	return result;
}

static void notify(
	struct sarif_state *state, const char *level, const char *id, const char *sentence, json_t *physical)
{
	json_array_append_new(state->notifications,
		json_pack("{s:{s:s}, s:s, s:o, s:[{s:o}]}", "descriptor", "id", id, "level", level, "message",
			message_json(sentence), "locations", "physicalLocation", physical));
}

static void notify_of(struct sarif_state *state, const struct fdtr_report_file *file)
{
	struct fdtr_report_place place = {0};
	char name[REPORT_TEXT_SIZE], text[REPORT_TEXT_SIZE];

	if (file->cut)
		notify(state, "warning", "more-findings", "There are more findings than these",
			physical_json(state, file->name, &place));
	if (!file->failure)
		return;
	place.span = report_failure_span(file, name);
	notify(state, "error", "unreadable", report_failure_words(file, text),
		physical_json(state, file->name, &place));
	state->unreadable = true;
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	struct sarif_state *state = context;
	uint32_t *ordinals = report_ordinals(file);

	state->failed = state->failed || !ordinals;
	for (uint32_t i = 0; ordinals && i < file->count; i++) {
		write_value(state, state->any ? ",\n" : "\n",
			result_json(state, file->name, &file->findings[i], ordinals[i]));
		state->any = true;
	}
	notify_of(state, file);
	report_sources_drop(&state->sources);
	free(ordinals);
}

static bool end(void *context)
{
	struct sarif_state *state = context;
	bool written;

	write_value(state, "\n],\n\"invocations\":",
		json_pack("[{s:b, s:O}]", "executionSuccessful", !state->unreadable,
			"toolExecutionNotifications", state->notifications));
	fputs("}\n]}\n", state->out);
	written = !state->failed && !fflush(state->out) && !ferror(state->out);
	sarif_free(state);
	return written;
}

const struct fdtr_report_format fdtr_report_sarif = {"sarif", ".sarif", begin, write_file, end};
