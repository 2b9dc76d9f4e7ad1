// SPDX-License-Identifier: BSD-2-Clause
/* For a repository's pages: a table a file, and the list of reasons. */
#include "report/predict/predict_report.h"
#include "report/write.h"

#include <stdlib.h>
#include <string.h>

struct markdown_state {
	FILE *out;
	struct predict_counts counts;
	bool failed;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct markdown_state *state = calloc(1, sizeof(*state));

	(void)style;
	if (state)
		state->out = out;
	return state;
}

/* As text, whatever it has in it. */
static void write_text(FILE *out, const char *text)
{
	while (*text) {
		char character[5] = "";
		uint32_t code;
		size_t length = fdtr_utf8(text, &code);

		if (!length)
			length = 1;
		memcpy(character, text, length);
		if (strchr("\\`*_[]<>&|~#", *text))
			fputc('\\', out);
		report_print(out, character);
		text += length;
	}
}

/* Names of nodes and functions; what would end the code is text. */
static void write_code(FILE *out, const char *text)
{
	if (strpbrk(text, "`|\\")) {
		write_text(out, text);
		return;
	}
	fputc('`', out);
	report_print(out, text);
	fputc('`', out);
}

static void write_head(FILE *out, const struct predict_question *question)
{
	fputs("| device | is like |", out);
	for (uint32_t i = 0; i < question->guest_count; i++) {
		fputc(' ', out);
		write_text(out, question->guests[i].name);
		fputs(" |", out);
	}
	fputs("\n|---|---|", out);
	for (uint32_t i = 0; i < question->guest_count; i++)
		fputs("---|", out);
	fputc('\n', out);
}

static void write_row(
	FILE *out, const struct predict_digest *digest, uint32_t index, const struct predict_row *row)
{
	const struct predict_question *question = digest->predictions->question;

	fputs("| ", out);
	write_code(out, digest->predictions->devices[index].path);
	if (digest->more[index])
		fprintf(out, " and %u like it", digest->more[index]);
	fputs(" | ", out);
	write_text(out, predict_row_words(row));
	fprintf(out, "%s |", predict_row_doubt(question, row));
	for (uint32_t i = 0; i < question->guest_count; i++) {
		const struct predict_cell *cell = &row->cells[row->cells[i].same];
		const char *strong = cell->outcome == FDTR_OUTCOME_UNRESTRICTED ? "**" : "";

		fprintf(out, " %s%s%s (%u) |", strong, fdtr_outcome_name(cell->outcome), strong, cell->note);
	}
	fputc('\n', out);
}

static void write_reason(FILE *out, const struct predict_reason *reason)
{
	fputs("   - ", out);
	write_text(out, reason->text);
	if (reason->node) {
		fputs(": ", out);
		write_code(out, reason->node);
		if (reason->property) {
			fputc(' ', out);
			write_code(out, reason->property);
		}
	}
	fputs("; ", out);
	write_text(out, reason->function);
	if (reason->rule) {
		fputs("; rule ", out);
		write_code(out, reason->rule);
	}
	fputc('\n', out);
}

static bool write_predictions(FILE *out, const struct fdtr_report_predictions *predictions)
{
	struct predict_digest digest;
	bool made = predict_digest(&digest, predictions);

	if (made)
		write_head(out, predictions->question);
	for (uint32_t i = 0; made && i < predictions->device_count; i++) {
		const struct predict_device *device = &predictions->devices[i];

		for (uint32_t k = 0; digest.like[i] == i && k < device->row_count; k++)
			write_row(out, &digest, i, &device->rows[k]);
	}
	fputc('\n', out);
	for (uint32_t i = 0; made && i < digest.note_count; i++) {
		const struct predict_cell *cell = predict_note_cell(&digest.notes[i]);

		fprintf(out, "%u. %s\n", i + 1, fdtr_outcome_name(cell->outcome));
		for (uint32_t k = 0; k < cell->reason_count; k++)
			write_reason(out, &cell->reasons[k]);
	}
	fputc('\n', out);
	predict_digest_free(&digest);
	return made;
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	const struct fdtr_report_predictions *predictions = file->predictions;
	struct markdown_state *state = context;

	if (!predictions)
		return;
	state->failed = !predict_count(&state->counts, predictions) || state->failed;
	fputs("## ", state->out);
	write_text(state->out, file->name);
	fputs("\n\n", state->out);
	if (!predictions->device_count) {
		fputs(predictions->passed_over ? "No device that is asked for.\n\n" : "No device.\n\n",
			state->out);
		return;
	}
	state->failed = !write_predictions(state->out, predictions) || state->failed;
}

static bool end(void *context)
{
	struct markdown_state *state = context;
	bool written;

	predict_write_summary(state->out, &state->counts);
	written = !state->failed && !fflush(state->out) && !ferror(state->out);
	free(state->counts.guest_fails);
	free(state);
	return written;
}

const struct fdtr_report_format predict_markdown = {"markdown", ".md", begin, write_file, end};

const struct fdtr_report_format *const predict_formats[] = {
	&predict_text, &predict_markdown, &predict_json, NULL};
