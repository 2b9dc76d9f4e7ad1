// SPDX-License-Identifier: BSD-2-Clause
/* For people: one line a finding, what it is about, and why and fix where a rule first speaks. */
#include "report/sources.h"
#include "report/write.h"

#include <stdlib.h>

struct text_state {
	FILE *out;
	struct fdtr_report_style style;
	bool *explained; /* per rule */
	struct report_counts counts;
	struct report_sources sources;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct text_state *state = calloc(1, sizeof(*state));
	size_t count;

	(void)fdtr_rules(&count);
	if (!state)
		return NULL;
	state->out = out;
	state->style = *style;
	state->explained = calloc(count, sizeof(bool));
	if (state->explained)
		return state;
	free(state);
	return NULL;
}

static const char *paint(const struct text_state *state, const char *code)
{
	return state->style.colour ? code : "";
}

#define PLAIN "\033[0m"
#define BOLD "\033[1m"
#define FAINT "\033[2m"
#define GREEN "\033[1;32m"

static const char *level_paint(const struct text_state *state, enum fdtr_severity level)
{
	static const char *const codes[] = {
		[FDTR_INFO] = "\033[1;36m",
		[FDTR_WARNING] = "\033[1;35m",
		[FDTR_ERROR] = "\033[1;31m",
	};

	return paint(state, codes[level]);
}

/* "board.dts:14:3", or the file and the node. */
static void write_where(
	const struct text_state *state, const char *name, const struct fdtr_report_place *place)
{
	report_print(state->out, report_file_of(place, name));
	if (place->span.file)
		fprintf(state->out, ":%u:%u", place->span.line, place->span.column);
}

static void write_place(const struct text_state *state, const char *label, const char *name,
	const struct fdtr_report_place *place)
{
	char text[REPORT_TEXT_SIZE];

	fprintf(state->out, "    %s: ", label);
	if (name && (place->span.file || place->file)) {
		write_where(state, name, place);
		fputs(": ", state->out);
	}
	report_print(state->out, report_place(place, text));
	fputc('\n', state->out);
}

static void write_schema(const struct text_state *state, const struct fdtr_report_schema *schema)
{
	char text[REPORT_TEXT_SIZE];

	fputs("    required by: ", state->out);
	report_print(state->out, report_schema(schema, text));
	if (schema->note) {
		fputs("\n    it says: ", state->out);
		report_print(state->out, report_schema_note(schema, text));
	}
	fputc('\n', state->out);
}

static void write_head(
	const struct text_state *state, const char *name, const struct fdtr_report_finding *finding)
{
	const struct fdtr_report_place *place = &finding->place;

	fputs(paint(state, BOLD), state->out);
	write_where(state, name, place);
	if (!place->span.file) {
		fputs(": ", state->out);
		report_print(state->out, place->path);
	}
	fprintf(state->out, ":%s %s%s:%s ", paint(state, PLAIN), level_paint(state, finding->severity),
		fdtr_severity_name(finding->severity), paint(state, PLAIN));
	report_print(state->out, finding->message);
	fprintf(state->out, " %s[%s]%s\n", paint(state, FAINT), finding->rule->name, paint(state, PLAIN));
}

static void write_finding(
	struct text_state *state, const char *name, const struct fdtr_report_finding *finding)
{
	const struct fdtr_rule *rule = finding->rule;
	int index = fdtr_rule_index(rule->name);
	char text[REPORT_TEXT_SIZE];
	const char *targets = report_targets(finding->targets, state->style.targets, text);

	write_head(state, name, finding);
	if (finding->place.span.file)
		report_excerpt(&state->sources, state->out, &finding->place.span, paint(state, GREEN),
			paint(state, PLAIN));
	if (finding->place.property || finding->place.span.file)
		write_place(state, "at", NULL, &finding->place);
	if (finding->has_related)
		write_place(state, "see", name, &finding->related);
	if (targets)
		fprintf(state->out, "    holds for: %s\n", targets);
	if (finding->schema.id)
		write_schema(state, &finding->schema);
	if (state->explained[index])
		return;
	state->explained[index] = true;
	fprintf(state->out, "    why: %s\n    fix: %s\n", rule->why, rule->fix);
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	struct text_state *state = context;

	report_count(&state->counts, file);
	for (uint32_t i = 0; i < file->count; i++)
		write_finding(state, file->name, &file->findings[i]);
	report_sources_drop(&state->sources);
	if (!file->cut)
		return;
	report_print(state->out, file->name);
	fprintf(state->out, ": there are more findings; these are the first %u\n", file->count);
}

static void write_count(FILE *out, const char *separator, uint32_t count, const char *what)
{
	fprintf(out, "%s%u %s%s", separator, count, what, count == 1 ? "" : "s");
}

static void write_summary(const struct text_state *state)
{
	const struct report_counts *counts = &state->counts;

	write_count(state->out, "", counts->levels[FDTR_ERROR], "error");
	write_count(state->out, ", ", counts->levels[FDTR_WARNING], "warning");
	write_count(state->out, ", ", counts->levels[FDTR_INFO], "info");
	write_count(state->out, " in ", counts->files, "file");
	if (counts->unreadable)
		fprintf(state->out, ", %u of them unreadable", counts->unreadable);
	fputc('\n', state->out);
}

static bool end(void *context)
{
	struct text_state *state = context;
	bool written;

	if (state->style.summary)
		write_summary(state);
	written = !fflush(state->out) && !ferror(state->out);
	free(state->explained);
	free(state);
	return written;
}

const struct fdtr_report_format fdtr_report_text = {"text", NULL, begin, write_file, end};
