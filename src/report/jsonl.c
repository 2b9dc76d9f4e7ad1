// SPDX-License-Identifier: BSD-2-Clause
/*
 * For pipes: a line a finding, as in json and with its file; {"file", "error"} for what cannot be read, {"file",
 * "cut": true} behind findings that are not all.
 */
#include "report/values.h"

#include <stdlib.h>

struct jsonl_state {
	FILE *out;
	bool failed;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct jsonl_state *state = malloc(sizeof(*state));

	(void)style;
	if (state)
		*state = (struct jsonl_state){out, false};
	return state;
}

/* Takes `more` over. */
static void write_line(struct jsonl_state *state, const char *name, json_t *more)
{
	json_t *line = json_object();

	report_json_add(line, "file", name);
	state->failed = json_object_update(line, more) || !report_json_write(state->out, line) ||
	                fputc('\n', state->out) == EOF || state->failed;
	json_decref(more);
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	struct jsonl_state *state = context;

	for (uint32_t i = 0; i < file->count; i++)
		write_line(state, file->name, report_json_finding(&file->findings[i]));
	if (file->failure)
		write_line(state, file->name, json_pack("{s:o}", "error", report_json_string(file->failure)));
	if (file->cut)
		write_line(state, file->name, json_pack("{s:b}", "cut", 1));
	(void)fflush(state->out);
}

static bool end(void *context)
{
	struct jsonl_state *state = context;
	bool written = !state->failed && !fflush(state->out) && !ferror(state->out);

	free(state);
	return written;
}

const struct fdtr_report_format fdtr_report_jsonl = {"jsonl", ".jsonl", begin, write_file, end};
