// SPDX-License-Identifier: BSD-2-Clause
/* Where a tree and tables differ, as records. */
#include "report/record.h"

#include <stdlib.h>
#include <string.h>

static bool fill(struct fdtr_report_finding *record, const struct fdtr_compared *compared,
	const struct fdtr_difference *difference, const char *const *files)
{
	record->rule = difference->rule;
	record->message = strdup(difference->message);
	record->has_related = true;
	record->related.file = files[difference->tables.source];
	return record->message && report_fill_place(&record->place, compared->tree, &difference->tree) &&
	       report_fill_table_place(&record->related, compared->acpi, &difference->tables);
}

int fdtr_report_fill_differences(struct fdtr_report_file *file, const struct fdtr_compared *compared,
	const struct fdtr_differences *differences, const char *const *files, const unsigned char *levels,
	uint32_t targets, struct fdtr_error *error)
{
	bool filled = true;

	if (!differences->count)
		return FDTR_OK;
	file->findings = calloc(differences->count, sizeof(*file->findings));
	for (uint32_t i = 0; file->findings && filled && i < differences->count; i++) {
		enum fdtr_severity level = report_level_of(differences->items[i].rule, levels);
		struct fdtr_report_finding *record = &file->findings[file->count];

		if (level == FDTR_OFF)
			continue;
		*record = (struct fdtr_report_finding){.severity = level, .targets = targets, .number = i};
		file->count++;
		filled = fill(record, compared, &differences->items[i], files);
	}
	return file->findings && filled ? FDTR_OK : fdtr_error_memory(error);
}
