// SPDX-License-Identifier: BSD-2-Clause
/* For people: devices and guests as a table, in blocks as wide as the terminal, and the reasons of each different answer. */
#include "report/predict/predict_report.h"
#include "report/write.h"

#include <stdlib.h>
#include <string.h>

#define PLAIN "\033[0m"
#define BOLD "\033[1m"
#define FAINT "\033[2m"

struct text_state {
	FILE *out;
	struct fdtr_report_style style;
	struct predict_counts counts;
	bool failed;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct text_state *state = calloc(1, sizeof(*state));

	if (state)
		*state = (struct text_state){.out = out, .style = *style};
	return state;
}

static const char *paint(const struct text_state *state, const char *code)
{
	return state->style.colour ? code : "";
}

static const char *outcome_paint(const struct text_state *state, enum fdtr_outcome outcome)
{
	static const char *const codes[] = {
		[FDTR_OUTCOME_RESTRICTED] = "\033[1;32m",
		[FDTR_OUTCOME_UNRESTRICTED] = "\033[1;31m",
		[FDTR_OUTCOME_REFUSED] = "\033[1;36m",
		[FDTR_OUTCOME_STALLS] = "\033[1;35m",
		[FDTR_OUTCOME_CRASHES] = "\033[1;35m",
		[FDTR_OUTCOME_UNKNOWN] = "\033[1;33m",
	};

	return paint(state, codes[outcome]);
}

/* In characters: names of files may be written in any letters. */
static uint32_t width_of(const char *text)
{
	uint32_t width = 0, code;

	for (; *text; width++) {
		size_t length = fdtr_utf8(text, &code);

		text += length ? length : 1;
	}
	return width;
}

static void pad(FILE *out, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		fputc(' ', out);
}

/* "restricted (1)"; guests that are alike have one note. */
static const struct predict_cell *noted(const struct predict_row *row, uint32_t guest)
{
	return &row->cells[row->cells[guest].same];
}

#define CELL 64

static const char *cell_text(const struct predict_row *row, uint32_t guest, char text[CELL])
{
	const struct predict_cell *cell = noted(row, guest);

	(void)snprintf(text, CELL, "%s (%u)", fdtr_outcome_name(cell->outcome), cell->note);
	return text;
}

static void write_cell(const struct text_state *state, const struct predict_row *row, uint32_t guest)
{
	const struct predict_cell *cell = noted(row, guest);

	fprintf(state->out, "%s%s%s %s(%u)%s", outcome_paint(state, cell->outcome),
		fdtr_outcome_name(cell->outcome), paint(state, PLAIN), paint(state, FAINT), cell->note,
		paint(state, PLAIN));
}

/* The first of those that are alike stands for them. */
static bool stands(const struct predict_digest *digest, uint32_t device)
{
	return digest->like[device] == device;
}

static void write_device(const struct text_state *state, const struct predict_digest *digest, uint32_t index)
{
	fputs(paint(state, BOLD), state->out);
	report_print(state->out, digest->predictions->devices[index].path);
	fputs(paint(state, PLAIN), state->out);
	if (digest->more[index])
		fprintf(state->out, " and %u like it", digest->more[index]);
	fputc('\n', state->out);
}

static uint32_t row_width(const struct predict_question *question, const struct predict_row *row)
{
	return 2 + width_of(predict_row_words(row)) + width_of(predict_row_doubt(question, row));
}

static void write_row_words(const struct text_state *state, const struct predict_question *question,
	const struct predict_row *row)
{
	fprintf(state->out, "  %s%s%s%s", predict_row_words(row), paint(state, FAINT),
		predict_row_doubt(question, row), paint(state, PLAIN));
}

/* Some columns of the table. */
struct block {
	const struct predict_digest *digest;
	uint32_t label; /* the width of the first column */
	uint32_t *widths;
	uint32_t first;
	uint32_t end;
};

#define GAP 2U

static void measure(struct block *block)
{
	const struct fdtr_report_predictions *predictions = block->digest->predictions;
	const struct predict_question *question = predictions->question;
	char text[CELL];

	for (uint32_t i = 0; i < question->guest_count; i++)
		block->widths[i] = width_of(question->guests[i].name);
	for (uint32_t i = 0; i < predictions->device_count; i++) {
		const struct predict_device *device = &predictions->devices[i];

		for (uint32_t k = 0; stands(block->digest, i) && k < device->row_count; k++) {
			uint32_t label = row_width(question, &device->rows[k]);

			block->label = label > block->label ? label : block->label;
			for (uint32_t guest = 0; guest < question->guest_count; guest++) {
				uint32_t width = width_of(cell_text(&device->rows[k], guest, text));

				if (width > block->widths[guest])
					block->widths[guest] = width;
			}
		}
	}
}

static void write_head(const struct text_state *state, const struct block *block)
{
	const struct fdtr_guest *guests = block->digest->predictions->question->guests;
	uint32_t at = 0, column = block->label + GAP;

	for (uint32_t i = block->first; i < block->end; i++) {
		pad(state->out, at, column);
		report_print(state->out, guests[i].name);
		at = column + width_of(guests[i].name);
		column += block->widths[i] + GAP;
	}
	fputc('\n', state->out);
}

static void write_row(
	const struct text_state *state, const struct block *block, const struct predict_row *row)
{
	const struct predict_question *question = block->digest->predictions->question;
	uint32_t at = row_width(question, row), column = block->label + GAP;
	char text[CELL];

	write_row_words(state, question, row);
	for (uint32_t i = block->first; i < block->end; i++) {
		pad(state->out, at, column);
		write_cell(state, row, i);
		at = column + width_of(cell_text(row, i, text));
		column += block->widths[i] + GAP;
	}
	fputc('\n', state->out);
}

static void write_block(const struct text_state *state, const struct block *block)
{
	const struct fdtr_report_predictions *predictions = block->digest->predictions;

	write_head(state, block);
	for (uint32_t i = 0; i < predictions->device_count; i++) {
		const struct predict_device *device = &predictions->devices[i];

		if (!stands(block->digest, i))
			continue;
		write_device(state, block->digest, i);
		for (uint32_t k = 0; k < device->row_count; k++)
			write_row(state, block, &device->rows[k]);
	}
	fputc('\n', state->out);
}

/* Where not even one column fits beside the first. */
static void write_list(const struct text_state *state, const struct predict_digest *digest)
{
	const struct predict_question *question = digest->predictions->question;

	for (uint32_t i = 0; i < digest->predictions->device_count; i++) {
		const struct predict_device *device = &digest->predictions->devices[i];

		if (!stands(digest, i))
			continue;
		write_device(state, digest, i);
		for (uint32_t k = 0; k < device->row_count; k++) {
			write_row_words(state, question, &device->rows[k]);
			fputc('\n', state->out);
			for (uint32_t guest = 0; guest < question->guest_count; guest++) {
				fputs("    ", state->out);
				report_print(state->out, question->guests[guest].name);
				fputs(": ", state->out);
				write_cell(state, &device->rows[k], guest);
				fputc('\n', state->out);
			}
		}
	}
	fputc('\n', state->out);
}

/* As many columns as fit. */
static void take_columns(struct block *block, uint32_t width, uint32_t count)
{
	uint32_t used = block->label;

	block->first = block->end;
	while (block->end < count && used + GAP + block->widths[block->end] <= width)
		used += GAP + block->widths[block->end++];
}

/* Of what is no terminal. */
#define USUAL_WIDTH 100

static bool write_table(const struct text_state *state, const struct predict_digest *digest)
{
	uint32_t count = digest->predictions->question->guest_count;
	uint32_t width = state->style.width ? state->style.width : USUAL_WIDTH;
	struct block block = {.digest = digest, .widths = calloc(count + (size_t)1, sizeof(uint32_t))};
	bool fits = true;

	if (!block.widths)
		return false;
	measure(&block);
	for (uint32_t i = 0; i < count; i++)
		fits = fits && block.label + GAP + block.widths[i] <= width;
	while (fits && block.end < count) {
		take_columns(&block, width, count);
		write_block(state, &block);
	}
	if (!fits)
		write_list(state, digest);
	free(block.widths);
	return true;
}

static void write_reason(const struct text_state *state, const struct predict_reason *reason)
{
	FILE *out = state->out;

	fputs("    ", out);
	report_print(out, reason->text);
	if (reason->rule)
		fprintf(out, " %s[%s]%s", paint(state, FAINT), reason->rule, paint(state, PLAIN));
	fputs("\n        ", out);
	if (reason->node) {
		report_print(out, reason->node);
		if (reason->property) {
			fputs(", property ", out);
			report_print(out, reason->property);
		}
		fputs("; ", out);
	}
	report_print(out, reason->function);
	fputc('\n', out);
}

static void write_notes(const struct text_state *state, const struct predict_digest *digest)
{
	for (uint32_t i = 0; i < digest->note_count; i++) {
		const struct predict_cell *cell = predict_note_cell(&digest->notes[i]);

		fprintf(state->out, "(%u) %s%s%s\n", i + 1, outcome_paint(state, cell->outcome),
			fdtr_outcome_name(cell->outcome), paint(state, PLAIN));
		for (uint32_t k = 0; k < cell->reason_count; k++)
			write_reason(state, &cell->reasons[k]);
	}
	fputc('\n', state->out);
}

static bool write_predictions(
	const struct text_state *state, const struct fdtr_report_predictions *predictions)
{
	struct predict_digest digest;
	bool made = predict_digest(&digest, predictions) && write_table(state, &digest);

	if (made)
		write_notes(state, &digest);
	predict_digest_free(&digest);
	return made;
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	const struct fdtr_report_predictions *predictions = file->predictions;
	struct text_state *state = context;

	if (!predictions)
		return;
	state->failed = !predict_count(&state->counts, predictions) || state->failed;
	fputs(paint(state, BOLD), state->out);
	report_print(state->out, file->name);
	fputs(paint(state, PLAIN), state->out);
	if (!predictions->device_count) {
		fputs(predictions->passed_over
				? ": no device that is asked for\n\n"
				: ": no device of virtio, no PCI host bridge, and nothing with a memory-region\n\n",
			state->out);
		return;
	}
	fputs("\n\n", state->out);
	state->failed = !write_predictions(state, predictions) || state->failed;
}

static bool end(void *context)
{
	struct text_state *state = context;
	bool written;

	predict_write_summary(state->out, &state->counts);
	written = !state->failed && !fflush(state->out) && !ferror(state->out);
	free(state->counts.guest_fails);
	free(state);
	return written;
}

const struct fdtr_report_format predict_text = {"text", NULL, begin, write_file, end};
