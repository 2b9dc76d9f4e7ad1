// SPDX-License-Identifier: BSD-2-Clause
/* Findings in the tables of a machine: the file that each is of, and its line where that was ASL. */
#include "cli/check/check.h"

#include <stdlib.h>

/* Per table of the namespace, the number of its file; malloc()ed. */
static uint32_t *list_files(const struct tables *tables, const struct fdtr_acpi *acpi)
{
	uint32_t *files = calloc(acpi->table_count + (size_t)1, sizeof(*files));

	for (uint32_t i = 0; files && i < acpi->table_count; i++)
		files[i] = (uint32_t)(tables_file_of(tables, acpi->tables[i].data) - tables->files);
	return files;
}

static bool locate(const struct tables *tables, const struct fdtr_acpi *acpi,
	const struct fdtr_origin *origin, struct fdtr_report_file *report, struct fdtr_report_place *place)
{
	if (!tables_locate(tables, acpi, origin, &place->span))
		return true;
	place->span.file = fdtr_report_keep_name(report, place->span.file);
	return place->span.file;
}

/* What came as ASL has lines. */
static int locate_all(const struct tables *tables, const struct fdtr_acpi *acpi,
	const struct fdtr_findings *findings, struct fdtr_report_file *report, struct fdtr_error *error)
{
	for (uint32_t i = 0; i < report->count; i++) {
		struct fdtr_report_finding *record = &report->findings[i];
		const struct fdtr_finding *finding = &findings->items[record->number];

		if (!locate(tables, acpi, &finding->place, report, &record->place) ||
			(record->has_related &&
				!locate(tables, acpi, &finding->related, report, &record->related)))
			return fdtr_error_memory(error);
	}
	return FDTR_OK;
}

int check_fill_tables(const struct tables *tables, const struct fdtr_acpi *acpi,
	const struct fdtr_findings *findings, struct fdtr_report_file *reports, struct fdtr_error *error)
{
	uint32_t *files = list_files(tables, acpi);
	int status = files ? FDTR_OK : fdtr_error_memory(error);

	if (!status)
		status = fdtr_report_fill_tables(reports, files, acpi, findings, error);
	for (uint32_t i = 0; !status && i < tables->file_count; i++)
		status = locate_all(tables, acpi, findings, &reports[i], error);
	free(files);
	return status;
}
