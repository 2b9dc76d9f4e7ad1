// SPDX-License-Identifier: BSD-2-Clause
/* For people: one line a finding, and why and fix where a rule first speaks. */
#include "report/report.h"

#include <stdlib.h>

struct text_state {
	FILE *out;
	bool *explained; /* per rule */
};

static void *begin(FILE *out)
{
	struct text_state *state = malloc(sizeof(*state));
	size_t count;

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

static void write_place(const struct text_state *state, const char *label, const struct fdtr_tree *tree,
	const struct fdtr_origin *place)
{
	char path[FDTR_PATH_SIZE];

	fprintf(state->out, "    %s: %s", label, fdtr_place_text(tree, place, path, sizeof(path)));
	if (place->property)
		fprintf(state->out, ", property %s", place->property);
	if (place->offset)
		fprintf(state->out, ", byte %#x", place->offset);
	fputc('\n', state->out);
}

static void write_finding(const struct text_state *state, const struct fdtr_report_file *file,
	const struct fdtr_finding *finding)
{
	const struct fdtr_rule *rule = finding->rule;
	int index = fdtr_rule_index(rule->name);
	char path[FDTR_PATH_SIZE];

	fprintf(state->out, "%s: %s: %s: %s [%s]\n", file->name,
		fdtr_place_text(file->tree, &finding->place, path, sizeof(path)),
		fdtr_severity_name(finding->severity), finding->message, rule->name);
	if (finding->place.property)
		write_place(state, "at", file->tree, &finding->place);
	if (finding->has_related)
		write_place(state, "see", file->tree, &finding->related);
	if (state->explained[index])
		return;
	state->explained[index] = true;
	fprintf(state->out, "    why: %s\n    fix: %s\n", rule->why, rule->fix);
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	const struct text_state *state = context;

	if (file->failure)
		return;
	for (uint32_t i = 0; i < file->findings->count; i++)
		write_finding(state, file, &file->findings->items[i]);
	if (file->findings->cut)
		fprintf(state->out, "%s: there are more findings; these are the first %u\n", file->name,
			file->findings->count);
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
