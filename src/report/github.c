// SPDX-License-Identifier: BSD-2-Clause
/*
 * Annotations on a pull request: workflow commands of GitHub Actions. Whatever could end a value or the command is
 * percent-encoded, so that no name in a tree gives a command of its own.
 */
#include "report/write.h"

#include <stdlib.h>
#include <string.h>

struct github_state {
	FILE *out;
	char *prefix;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct github_state *state = malloc(sizeof(*state));
	char *prefix = report_repository();

	(void)style;
	if (state && prefix) {
		*state = (struct github_state){out, prefix};
		return state;
	}
	free(state);
	free(prefix);
	return NULL;
}

/* `special` is encoded, and whatever would not show. */
static void put(FILE *out, const char *text, const char *special)
{
	while (*text) {
		uint32_t code = 0;
		size_t length = fdtr_utf8(text, &code);

		if (length == 1 && strchr(special, *text))
			fprintf(out, "%%%02X", (unsigned int)*text);
		else if (length && fdtr_printable(code))
			(void)fwrite(text, 1, length, out);
		else
			(void)fputc('?', out);
		text += length ? length : 1;
	}
}

static void put_message(FILE *out, const char *text)
{
	put(out, text, "%\r\n");
}

static void put_property(FILE *out, const char *text)
{
	put(out, text, "%\r\n:,");
}

/* A range of several lines has no columns: the runner takes none. */
static void write_span(FILE *out, const struct source_span *span)
{
	bool one_line = span->end_line == span->line;

	fprintf(out, ",line=%u", span->line);
	if (span->end_line)
		fprintf(out, ",endLine=%u", span->end_line);
	if (span->column && (one_line || !span->end_line))
		fprintf(out, ",col=%u", span->column);
	if (one_line && span->end_column)
		fprintf(out, ",endColumn=%u", span->end_column);
}

static void write_head(const struct github_state *state, const char *command, const char *name,
	const struct source_span *span, const char *title)
{
	char *shown;

	if (span && span->file)
		name = span->file;
	fprintf(state->out, "::%s file=", command);
	shown = report_name(state->prefix, name);
	put_property(state->out, shown ? shown : name);
	free(shown);
	if (span && span->file)
		write_span(state->out, span);
	fprintf(state->out, ",title=%s::", title);
}

static void write_finding(
	const struct github_state *state, const char *name, const struct fdtr_report_finding *finding)
{
	char text[REPORT_TEXT_SIZE];

	write_head(state, report_level(finding->severity, "notice"), name, &finding->place.span,
		finding->rule->name);
	put_message(state->out, finding->message);
	put_message(state->out, "\nat: ");
	put_message(state->out, report_place(&finding->place, text));
	if (finding->has_related) {
		put_message(state->out, "\nsee: ");
		if (finding->related.file) {
			put_message(state->out, finding->related.file);
			put_message(state->out, ": ");
		}
		put_message(state->out, report_place(&finding->related, text));
	}
	if (finding->schema.id) {
		put_message(state->out, "\nrequired by: ");
		put_message(state->out, report_schema(&finding->schema, text));
	}
	put_message(state->out, "\nfix: ");
	put_message(state->out, finding->rule->fix);
	fputc('\n', state->out);
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	const struct github_state *state = context;

	if (file->failure) {
		char text[REPORT_TEXT_SIZE];
		struct source_span span = report_failure_span(file, text);

		write_head(state, "error", file->name, &span, "unreadable");
		put_message(state->out, report_failure_words(file, text));
		fputc('\n', state->out);
	}
	for (uint32_t i = 0; i < file->count; i++)
		write_finding(state, file->name, &file->findings[i]);
	if (file->cut) {
		write_head(state, "notice", file->name, NULL, "more findings");
		fprintf(state->out, "these are the first %u\n", file->count);
	}
}

static bool end(void *context)
{
	struct github_state *state = context;
	bool written = !fflush(state->out) && !ferror(state->out);

	free(state->prefix);
	free(state);
	return written;
}

const struct fdtr_report_format fdtr_report_github = {"github", NULL, begin, write_file, end};
