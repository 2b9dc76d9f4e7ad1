// SPDX-License-Identifier: BSD-2-Clause
/* Predictions as a record of their own. */
#include "report/predict/predict_report.h"

#include <stdlib.h>
#include <string.h>

struct filling {
	const struct predict_description *description;
	const struct predict_question *question;
	struct fdtr_arena *arena;
	const char **paths; /* per object, made when they are asked for */
	uint32_t object_count;
};

/* It lies in its own memory. */
void predict_free(struct fdtr_report_predictions *record)
{
	if (record)
		free(record->memory);
}

char *predict_path(const struct predict_description *description, uint32_t object, char *path, size_t size)
{
	return description->tree ? fdtr_tree_path(description->tree, object, path, size)
	                         : fdtr_acpi_path(description->acpi, object, path, size);
}

/* NULL when the arena is full. */
static const char *path_of(struct filling *filling, uint32_t object)
{
	char path[FDTR_PATH_SIZE];

	if (!filling->paths[object]) {
		(void)predict_path(filling->description, object, path, sizeof(path));
		filling->paths[object] = fdtr_arena_copy(filling->arena, path, strlen(path));
	}
	return filling->paths[object];
}

/* What is in no node, such as a memory reservation. */
static const char *place_of(struct filling *filling, const struct fdtr_origin *place)
{
	const struct predict_description *description = filling->description;
	char text[FDTR_PATH_SIZE];

	if (place->object < filling->object_count)
		return path_of(filling, place->object);
	if (description->tree)
		(void)fdtr_place_text(description->tree, place, text, sizeof(text));
	else
		(void)fdtr_acpi_place_text(description->acpi, place, text, sizeof(text));
	return fdtr_arena_copy(filling->arena, text, strlen(text));
}

static bool copy(struct filling *filling, const char *text, const char **kept)
{
	*kept = text ? fdtr_arena_copy(filling->arena, text, strlen(text)) : NULL;
	return *kept || !text;
}

static bool fill_reason(struct filling *filling, const struct fdtr_prediction *prediction,
	const struct fdtr_reason *reason, struct predict_reason *record)
{
	const struct predict_description *description = filling->description;
	struct fdtr_origin place =
		fdtr_reason_place(description->tree, description->platform, prediction, reason);

	*record = (struct predict_reason){.rule = reason->rule};
	if (reason->placed) {
		record->node = place_of(filling, &place);
		if (!record->node || !copy(filling, place.property, &record->property))
			return false;
	}
	return copy(filling, reason->text, &record->text) && copy(filling, reason->source, &record->function);
}

static bool fill_cell(
	struct filling *filling, const struct fdtr_prediction *prediction, struct predict_cell *cell)
{
	struct predict_reason *reasons =
		fdtr_arena_take(filling->arena, prediction->reason_count + (size_t)1, sizeof(*reasons));

	*cell = (struct predict_cell){.outcome = prediction->outcome,
		.same = prediction->guest,
		.reasons = reasons,
		.reason_count = prediction->reason_count};
	for (uint32_t i = 0; reasons && i < prediction->reason_count; i++) {
		if (!fill_reason(filling, prediction, &prediction->reasons[i], &reasons[i]))
			return false;
	}
	if (prediction->pool != FDTR_NONE)
		cell->pool = path_of(filling, filling->description->platform->pools[prediction->pool].object);
	return reasons && (cell->pool || prediction->pool == FDTR_NONE);
}

/* Guests that are alike share their reasons in what was predicted, and here. */
static bool fill_cells(
	struct filling *filling, const struct fdtr_prediction *first, struct predict_cell *cells)
{
	for (uint32_t i = 0; i < filling->question->guest_count; i++) {
		uint32_t same = 0;

		while (same < i &&
			(first[same].reasons != first[i].reasons || first[same].outcome != first[i].outcome))
			same++;
		if (same < i)
			cells[i] = cells[same];
		else if (!fill_cell(filling, &first[i], &cells[i]))
			return false;
	}
	return true;
}

static bool fill_row(
	struct filling *filling, const struct fdtr_prediction *first, struct predict_device *device)
{
	struct predict_row *row = &device->rows[device->row_count++];

	*row = (struct predict_row){.features = first->features,
		.virtio = first->virtio,
		.assumed = first->assumed && first->virtio,
		.cells =
			fdtr_arena_take(filling->arena, filling->question->guest_count, sizeof(*row->cells))};
	row->counts = !row->assumed ||
	              (!filling->question->described && row->features.access == FDTR_ACCESS_OFFERED);
	return row->cells && fill_cells(filling, first, row->cells);
}

/* By device, then features, then guest, they come. */
static bool fill_devices(struct filling *filling, const struct fdtr_predictions *predictions,
	const bool *wanted, struct fdtr_report_predictions *record)
{
	uint32_t guests = filling->question->guest_count, last = FDTR_NONE;

	for (uint32_t i = 0; guests && i + guests <= predictions->count; i += guests) {
		const struct fdtr_prediction *first = &predictions->items[i];
		struct predict_device *device = &record->devices[record->device_count];

		if (!wanted[first->device]) {
			record->passed_over += last != first->device;
		} else if (last != first->device) {
			*device = (struct predict_device){
				.path = path_of(filling,
					filling->description->platform->devices[first->device].object)};
			record->device_count++;
			if (!device->path || !fill_row(filling, first, device))
				return false;
		} else if (!fill_row(filling, first, device - 1)) {
			return false;
		}
		last = first->device;
	}
	return true;
}

static bool begin(struct filling *filling, struct fdtr_report_predictions **record)
{
	const struct predict_description *description = filling->description;

	filling->object_count =
		description->tree ? description->tree->node_count : description->acpi->object_count;
	filling->paths = fdtr_arena_take(filling->arena, filling->object_count, sizeof(*filling->paths));
	*record = fdtr_arena_take(filling->arena, 1, sizeof(**record));
	if (!filling->paths || !*record)
		return false;
	for (uint32_t i = 0; i < filling->object_count; i++)
		filling->paths[i] = NULL;
	**record = (struct fdtr_report_predictions){.question = filling->question};
	(*record)->devices = fdtr_arena_take(
		filling->arena, description->platform->device_count + (size_t)1, sizeof(*(*record)->devices));
	return (*record)->devices;
}

int predict_fill(const struct predict_description *description, const struct predict_question *question,
	const struct fdtr_predictions *predictions, const bool *wanted, struct fdtr_arena *arena,
	struct fdtr_report_predictions **record, struct fdtr_error *error)
{
	struct filling filling = {.description = description, .question = question, .arena = arena};

	return begin(&filling, record) && fill_devices(&filling, predictions, wanted, *record)
	               ? FDTR_OK
	               : fdtr_error_arena(error);
}
