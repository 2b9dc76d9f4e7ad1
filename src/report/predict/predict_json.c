// SPDX-License-Identifier: BSD-2-Clause
/*
 * For programs: {"version": 1, "predictions": [{"device", "guest", "outcome", "reasons", ...}], "errors": [{"file", "error"}],
 * "summary": {...}}, a line a prediction, written as they come.
 */
#include "report/predict/predict_report.h"
#include "report/values.h"
#include "report/write.h"

#include <stdlib.h>

struct json_state {
	FILE *out;
	struct predict_counts counts;
	json_t *errors;
	bool any;
	bool failed;
};

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	struct json_state *state = calloc(1, sizeof(*state));

	(void)style;
	if (!state)
		return NULL;
	state->out = out;
	state->errors = json_array();
	fputs("{\"version\":1,\"predictions\":[", out);
	return state;
}

static json_t *reasons_json(const struct predict_cell *cell)
{
	json_t *list = json_array();

	for (uint32_t i = 0; i < cell->reason_count; i++) {
		const struct predict_reason *reason = &cell->reasons[i];
		json_t *object = json_object();

		report_json_add(object, "node", reason->node);
		report_json_add(object, "property", reason->property);
		report_json_add(object, "function", reason->function);
		report_json_add(object, "text", reason->text);
		report_json_add(object, "rule", reason->rule);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *features_json(const struct predict_row *row)
{
	json_t *object = row->virtio ? json_object() : json_null();

	if (row->virtio) {
		json_object_set_new(object, "modern", json_boolean(row->features.modern));
		report_json_add(object, "access-platform", fdtr_access_platform_name(row->features.access));
	}
	return object;
}

static json_t *prediction_json(const struct fdtr_report_file *file, const struct predict_device *device,
	const struct predict_row *row, uint32_t guest)
{
	const struct predict_cell *cell = &row->cells[guest];
	json_t *object = json_object();

	report_json_add(object, "device", device->path);
	report_json_add(object, "guest", file->predictions->question->guests[guest].name);
	report_json_add(object, "outcome", fdtr_outcome_name(cell->outcome));
	json_object_set_new(object, "reasons", reasons_json(cell));
	report_json_add(object, "file", file->name);
	json_object_set_new(object, "features", features_json(row));
	json_object_set_new(object, "assumed", json_boolean(row->assumed));
	json_object_set_new(object, "counts", json_boolean(row->counts));
	report_json_add(object, "pool", cell->pool);
	return object;
}

static void write_row(struct json_state *state, const struct fdtr_report_file *file,
	const struct predict_device *device, const struct predict_row *row)
{
	for (uint32_t i = 0; i < file->predictions->question->guest_count; i++) {
		fputs(state->any ? ",\n" : "\n", state->out);
		state->any = true;
		state->failed = !report_json_write(state->out, prediction_json(file, device, row, i)) ||
		                state->failed;
	}
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	const struct fdtr_report_predictions *predictions = file->predictions;
	struct json_state *state = context;

	if (file->failure) {
		json_t *error = json_object();

		report_json_add(error, "file", file->name);
		report_json_add(error, "error", file->failure);
		json_array_append_new(state->errors, error);
	}
	for (uint32_t i = 0; predictions && i < predictions->device_count; i++) {
		const struct predict_device *device = &predictions->devices[i];

		for (uint32_t k = 0; k < device->row_count; k++)
			write_row(state, file, device, &device->rows[k]);
	}
	if (predictions)
		state->failed = !predict_count(&state->counts, predictions) || state->failed;
}

/* Of the answers that count. */
static json_t *summary_json(const struct predict_counts *counts)
{
	json_t *object = json_object();

	for (unsigned int i = 0; i <= FDTR_OUTCOME_UNKNOWN; i++)
		json_object_set_new(
			object, fdtr_outcome_name((enum fdtr_outcome)i), json_integer(counts->outcomes[i]));
	json_object_set_new(object, "failing", json_integer(counts->failing));
	return object;
}

static bool end(void *context)
{
	struct json_state *state = context;
	bool written;

	fputs("\n],\"errors\":", state->out);
	written = report_json_write(state->out, state->errors);
	fputs(",\"summary\":", state->out);
	written = report_json_write(state->out, summary_json(&state->counts)) && written;
	fputs("}\n", state->out);
	written = written && !state->failed && !fflush(state->out) && !ferror(state->out);
	free(state->counts.guest_fails);
	free(state);
	return written;
}

const struct fdtr_report_format predict_json = {"json", ".json", begin, write_file, end};
