// SPDX-License-Identifier: BSD-2-Clause
/*
 * For test reports: a suite a file, a case a finding, which fails from the level on at which the run does. A file
 * without findings has one case, which passes; one that cannot be read has one in error. No time is told: none was
 * measured.
 */
#include "report/write.h"

#include <stdlib.h>

struct junit_state {
	FILE *out;
	const char *command;
	enum fdtr_severity fail_on;
	bool failed;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct junit_state *state = malloc(sizeof(*state));

	if (!state)
		return NULL;
	*state = (struct junit_state){out, style->command, style->fail_on, false};
	fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"fdtrestrict %s\">\n",
		style->command);
	return state;
}

static void put_attribute(FILE *out, const char *name, const char *value)
{
	fprintf(out, " %s=\"", name);
	report_markup(out, value);
	fputc('"', out);
}

static void write_suite(FILE *out, const struct fdtr_report_file *file, uint32_t failures)
{
	fputs("  <testsuite", out);
	put_attribute(out, "name", file->name);
	fprintf(out, " tests=\"%u\" failures=\"%u\" errors=\"%d\" skipped=\"0\">\n",
		file->count ? file->count : 1, failures, file->failure != NULL);
}

static void begin_case(FILE *out, const struct fdtr_report_file *file, const struct source_span *span)
{
	fputs("    <testcase", out);
	put_attribute(out, "classname", file->name);
	put_attribute(out, "file", span && span->file ? span->file : file->name);
	if (span && span->file)
		fprintf(out, " line=\"%u\"", span->line);
	fputs(" name=\"", out);
}

static void write_place(FILE *out, const char *label, const struct fdtr_report_place *place)
{
	char text[REPORT_TEXT_SIZE];

	fprintf(out, "%s: ", label);
	if (place->span.file) {
		report_markup(out, place->span.file);
		fprintf(out, ":%u:%u: ", place->span.line, place->span.column);
	} else if (place->file) {
		report_markup(out, place->file);
		fputs(": ", out);
	}
	report_markup(out, report_place(place, text));
	fputc('\n', out);
}

static void write_details(FILE *out, const struct fdtr_report_finding *finding)
{
	char text[REPORT_TEXT_SIZE];

	report_markup(out, fdtr_severity_name(finding->severity));
	fputs(": ", out);
	report_markup(out, finding->message);
	fputc('\n', out);
	write_place(out, "at", &finding->place);
	if (finding->has_related)
		write_place(out, "see", &finding->related);
	if (finding->schema.id) {
		fputs("required by: ", out);
		report_markup(out, report_schema(&finding->schema, text));
		fputc('\n', out);
	}
	fputs("why: ", out);
	report_markup(out, finding->rule->why);
	fputs("\nfix: ", out);
	report_markup(out, finding->rule->fix);
	fputc('\n', out);
}

/* GitLab drops cases whose name it has seen: those that read the same are numbered. */
static void write_finding(const struct junit_state *state, const struct fdtr_report_file *file,
	const struct fdtr_report_finding *finding, uint32_t ordinal)
{
	bool fails = finding->severity >= state->fail_on;
	char text[REPORT_TEXT_SIZE];

	begin_case(state->out, file, &finding->place.span);
	report_markup(state->out, report_identity(finding, text));
	if (ordinal > 1)
		fprintf(state->out, " (%u)", ordinal);
	fprintf(state->out, "\">\n      <%s", fails ? "failure" : "system-out");
	if (fails) {
		put_attribute(state->out, "type", fdtr_severity_name(finding->severity));
		put_attribute(state->out, "message", finding->message);
	}
	fputc('>', state->out);
	write_details(state->out, finding);
	fprintf(state->out, "</%s>\n    </testcase>\n", fails ? "failure" : "system-out");
}

/* The one case of a file without findings. */
static void write_alone(const struct junit_state *state, const struct fdtr_report_file *file)
{
	FILE *out = state->out;
	struct source_span span = {0};
	char text[REPORT_TEXT_SIZE];

	if (file->failure)
		span = report_failure_span(file, text);
	begin_case(out, file, &span);
	if (file->failure) {
		fputs("read\">\n      <error type=\"unreadable\"", out);
		put_attribute(out, "message", report_failure(file));
		fputs("/>\n    </testcase>\n", out);
	} else {
		fprintf(out, "%s\"/>\n", state->command);
	}
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	struct junit_state *state = context;
	uint32_t *ordinals = report_ordinals(file);

	state->failed = state->failed || !ordinals;
	write_suite(state->out, file, fdtr_report_count(file, state->fail_on));
	if (!file->count)
		write_alone(state, file);
	for (uint32_t i = 0; ordinals && i < file->count; i++)
		write_finding(state, file, &file->findings[i], ordinals[i]);
	if (file->cut)
		fprintf(state->out,
			"    <system-out>there are more findings; these are the first %u</system-out>\n",
			file->count);
	fputs("  </testsuite>\n", state->out);
	free(ordinals);
}

static bool end(void *context)
{
	struct junit_state *state = context;
	bool written = fputs("</testsuites>\n", state->out) >= 0 && !fflush(state->out) &&
	               !ferror(state->out) && !state->failed;

	free(state);
	return written;
}

const struct fdtr_report_format fdtr_report_junit = {"junit", ".xml", begin, write_file, end};
