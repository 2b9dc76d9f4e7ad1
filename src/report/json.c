// SPDX-License-Identifier: BSD-2-Clause
/*
 * For programs: {"version": 1, "files": [{"file", "findings": [...]} | {"file", "error"}], "summary"}.
 * Offsets and lengths are numbers; addresses stand in the sentences.
 */
#include "report/report.h"

#include <jansson.h>
#include <stdlib.h>

struct json_state {
	FILE *out;
	json_t *files;
	uint32_t counts[FDTR_ERROR + 1];
	bool failed;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct json_state *state = calloc(1, sizeof(*state));

	(void)style;
	if (!state)
		return NULL;
	state->out = out;
	state->files = json_array();
	return state;
}

static json_t *place_json(const struct fdtr_report_place *place)
{
	json_t *object = json_object();

	json_object_set_new(object, "path", json_string(place->path));
	if (place->property) {
		json_object_set_new(object, "property", json_string(place->property));
		json_object_set_new(object, "cell", json_integer(place->cell));
	}
	if (place->offset) {
		json_object_set_new(object, "offset", json_integer(place->offset));
		json_object_set_new(object, "length", json_integer(place->length));
	}
	return object;
}

static json_t *targets_json(uint32_t targets)
{
	json_t *names = json_array();

	for (unsigned int i = 0; i < FDTR_TARGET_COUNT; i++) {
		if (targets & FDTR_FOR(i))
			json_array_append_new(names, json_string(fdtr_target_info(i)->name));
	}
	return names;
}

static json_t *finding_json(const struct fdtr_report_finding *finding)
{
	const struct fdtr_rule *rule = finding->rule;
	json_t *object = json_object();

	json_object_set_new(object, "rule", json_string(rule->name));
	json_object_set_new(object, "severity", json_string(fdtr_severity_name(finding->severity)));
	json_object_set_new(object, "message", json_string(finding->message));
	json_object_set_new(object, "why", json_string(rule->why));
	json_object_set_new(object, "fix", json_string(rule->fix));
	json_object_set_new(object, "source", json_string(rule->source));
	json_object_set_new(object, "targets", targets_json(finding->targets));
	json_object_set_new(object, "place", place_json(&finding->place));
	if (finding->has_related)
		json_object_set_new(object, "related", place_json(&finding->related));
	return object;
}

static void add_file(void *context, const struct fdtr_report_file *file)
{
	struct json_state *state = context;
	json_t *object = json_object(), *findings;

	json_object_set_new(object, "file", json_string(file->name));
	if (file->failure) {
		json_object_set_new(object, "error", json_string(file->failure));
	} else {
		findings = json_array();
		for (uint32_t i = 0; i < file->count; i++) {
			state->counts[file->findings[i].severity]++;
			json_array_append_new(findings, finding_json(&file->findings[i]));
		}
		json_object_set_new(object, "findings", findings);
		json_object_set_new(object, "cut", json_boolean(file->cut));
	}
	state->failed = json_array_append_new(state->files, object) || state->failed;
}

static bool end(void *context)
{
	struct json_state *state = context;
	json_t *root = json_pack("{s:i, s:o, s:{s:i, s:i, s:i}}", "version", 1, "files", state->files,
		"summary", "errors", (int)state->counts[FDTR_ERROR], "warnings",
		(int)state->counts[FDTR_WARNING], "infos", (int)state->counts[FDTR_INFO]);
	bool written = root && !state->failed && !json_dumpf(root, state->out, JSON_INDENT(2)) &&
	               fputc('\n', state->out) != EOF && !fflush(state->out);

	json_decref(root);
	free(state);
	return written;
}

const struct fdtr_report_format fdtr_report_json = {"json", begin, add_file, end};
