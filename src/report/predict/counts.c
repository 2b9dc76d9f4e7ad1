// SPDX-License-Identifier: BSD-2-Clause
/* What the answers come to, and what they are called. */
#include "report/predict/predict_report.h"
#include "report/write.h"

#include <stdlib.h>

const char *predict_row_words(const struct predict_row *row)
{
	static const char *const words[] = {[FDTR_ACCESS_ABSENT] = "ACCESS_PLATFORM absent",
		[FDTR_ACCESS_OFFERED] = "ACCESS_PLATFORM offered",
		[FDTR_ACCESS_REQUIRED] = "ACCESS_PLATFORM required"};

	if (!row->virtio)
		return "not virtio";
	return row->features.modern ? words[row->features.access] : "legacy";
}

const char *predict_row_doubt(const struct predict_question *question, const struct predict_row *row)
{
	if (row->counts)
		return "";
	return question->described ? ", assumed" : ", what if";
}

static bool fails(const struct predict_question *question, const struct predict_cell *cell)
{
	return question->fail_on & 1U << cell->outcome;
}

bool predict_fails(const struct fdtr_report_predictions *predictions)
{
	const struct predict_question *question = predictions->question;

	for (uint32_t i = 0; i < predictions->device_count; i++) {
		const struct predict_device *device = &predictions->devices[i];

		for (uint32_t k = 0; k < device->row_count; k++) {
			const struct predict_row *row = &device->rows[k];

			for (uint32_t guest = 0; row->counts && guest < question->guest_count; guest++) {
				if (fails(question, &row->cells[guest]))
					return true;
			}
		}
	}
	return false;
}

static bool count_row(struct predict_counts *counts, const struct predict_row *row)
{
	bool failing = false;

	for (uint32_t i = 0; i < counts->question->guest_count; i++) {
		const struct predict_cell *cell = &row->cells[i];

		if (!row->counts)
			continue;
		counts->outcomes[cell->outcome]++;
		if (!fails(counts->question, cell))
			continue;
		failing = true;
		counts->failing++;
		counts->failing_guests += !counts->guest_fails[i];
		counts->guest_fails[i] = true;
	}
	counts->what_ifs = counts->what_ifs || !row->counts;
	return failing;
}

bool predict_count(struct predict_counts *counts, const struct fdtr_report_predictions *predictions)
{
	if (!counts->guest_fails)
		counts->guest_fails = calloc(predictions->question->guest_count + (size_t)1, sizeof(bool));
	if (!counts->guest_fails)
		return false;
	counts->question = predictions->question;
	for (uint32_t i = 0; i < predictions->device_count; i++) {
		const struct predict_device *device = &predictions->devices[i];
		bool failing = false;

		for (uint32_t k = 0; k < device->row_count; k++)
			failing = count_row(counts, &device->rows[k]) || failing;
		counts->failing_devices += failing;
	}
	for (size_t i = 0; i < predictions->question->pattern_count; i++)
		predictions->question->met[i] = predictions->question->met[i] || predictions->met[i];
	counts->devices += predictions->device_count;
	return true;
}

/* "unrestricted", "unrestricted or unknown" */
static void write_bar(FILE *out, const struct predict_question *question)
{
	const char *separator = "";

	for (unsigned int i = 0; i <= FDTR_OUTCOME_UNKNOWN; i++) {
		if (!(question->fail_on & 1U << i))
			continue;
		fprintf(out, "%s%s", separator, fdtr_outcome_name((enum fdtr_outcome)i));
		separator = " or ";
	}
}

static void write_failing_guests(FILE *out, const struct predict_counts *counts)
{
	const char *separator = "";

	for (uint32_t i = 0; i < counts->question->guest_count; i++) {
		if (!counts->guest_fails[i])
			continue;
		fputs(separator, out);
		report_print(out, counts->question->guests[i].name);
		separator = ", ";
	}
}

void predict_write_summary(FILE *out, const struct predict_counts *counts)
{
	const struct predict_question *question = counts->question;

	if (!question || !counts->devices)
		return;
	if (counts->failing) {
		write_bar(out, question);
		fprintf(out, ": %u of %u devices, with %u of %u guests: ", counts->failing_devices,
			counts->devices, counts->failing_guests, question->guest_count);
		write_failing_guests(out, counts);
	} else {
		fputs("no device is ", out);
		write_bar(out, question);
		fputs(" with any of these guests", out);
	}
	if (counts->what_ifs)
		fputs(question->described
				? "; devices that the features do not name are assumed, and do not count"
				: "; what if ACCESS_PLATFORM is absent does not count",
			out);
	fputc('\n', out);
}
