// SPDX-License-Identifier: BSD-2-Clause
/* For people: one line a finding, and why and fix where a rule first speaks. */
#include "report/report.h"

#include <stdlib.h>

struct text_state {
	FILE *out;
	bool *explained; /* per rule */
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct text_state *state = malloc(sizeof(*state));
	size_t count;

	(void)style;
	(void)fdtr_rules(&count);
	if (!state)
		return NULL;
	state->out = out;
	state->explained = calloc(count, sizeof(bool));
	if (state->explained)
		return state;
	free(state);
	return NULL;
}

static void write_place(
	const struct text_state *state, const char *label, const struct fdtr_report_place *place)
{
	fprintf(state->out, "    %s: %s", label, place->path);
	if (place->property)
		fprintf(state->out, ", property %s", place->property);
	if (place->offset)
		fprintf(state->out, ", byte %#x", place->offset);
	fputc('\n', state->out);
}

static void write_finding(const struct text_state *state, const struct fdtr_report_file *file,
	const struct fdtr_report_finding *finding)
{
	const struct fdtr_rule *rule = finding->rule;
	int index = fdtr_rule_index(rule->name);

	fprintf(state->out, "%s: %s: %s: %s [%s]\n", file->name, finding->place.path,
		fdtr_severity_name(finding->severity), finding->message, rule->name);
	if (finding->place.property)
		write_place(state, "at", &finding->place);
	if (finding->has_related)
		write_place(state, "see", &finding->related);
	if (state->explained[index])
		return;
	state->explained[index] = true;
	fprintf(state->out, "    why: %s\n    fix: %s\n", rule->why, rule->fix);
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	const struct text_state *state = context;

	for (uint32_t i = 0; i < file->count; i++)
		write_finding(state, file, &file->findings[i]);
	if (file->cut)
		fprintf(state->out, "%s: there are more findings; these are the first %u\n", file->name,
			file->count);
}

static bool end(void *context)
{
	struct text_state *state = context;
	bool written = !fflush(state->out) && !ferror(state->out);

	free(state->explained);
	free(state);
	return written;
}

const struct fdtr_report_format fdtr_report_text = {"text", begin, write_file, end};
