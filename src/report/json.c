// SPDX-License-Identifier: BSD-2-Clause
/*
 * For programs: {"version": 1, "files": [{"file", "cut", "findings": [...]} | {"file", "error"}], "summary"}, a line a
 * finding, written as they come. Offsets and lengths are numbers; addresses stand in the sentences.
 */
#include "report/values.h"
#include "report/write.h"

#include <stdlib.h>

struct json_state {
	FILE *out;
	struct report_counts counts;
	bool failed;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct json_state *state = calloc(1, sizeof(*state));

	(void)style;
	if (!state)
		return NULL;
	state->out = out;
	fputs("{\"version\":1,\"files\":[", out);
	return state;
}

static void write_value(struct json_state *state, json_t *value)
{
	state->failed = !report_json_write(state->out, value) || state->failed;
}

static void write_findings(struct json_state *state, const struct fdtr_report_file *file)
{
	fprintf(state->out, ",\"cut\":%s,\"findings\":[", file->cut ? "true" : "false");
	for (uint32_t i = 0; i < file->count; i++) {
		fputs(i ? ",\n" : "\n", state->out);
		write_value(state, report_json_finding(&file->findings[i]));
	}
	fputc(']', state->out);
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	struct json_state *state = context;

	fputs(state->counts.files ? ",\n{\"file\":" : "\n{\"file\":", state->out);
	report_count(&state->counts, file);
	write_value(state, report_json_string(file->name));
	if (file->failure) {
		fputs(",\"error\":", state->out);
		write_value(state, report_json_string(file->failure));
	} else {
		write_findings(state, file);
	}
	fputc('}', state->out);
}

static bool end(void *context)
{
	struct json_state *state = context;
	const uint32_t *levels = state->counts.levels;
	bool written;

	fprintf(state->out, "\n],\"summary\":{\"errors\":%u,\"warnings\":%u,\"infos\":%u}}\n",
		levels[FDTR_ERROR], levels[FDTR_WARNING], levels[FDTR_INFO]);
	written = !state->failed && !fflush(state->out) && !ferror(state->out);
	free(state);
	return written;
}

const struct fdtr_report_format fdtr_report_json = {"json", ".json", begin, write_file, end};
