// SPDX-License-Identifier: BSD-2-Clause
/* Findings in ACPI tables as records, each with the file that its table is in. */
#include "report/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct filling {
	struct fdtr_report_file *files;
	const uint32_t *file_of;
	const struct fdtr_acpi *acpi;
};

/* As Linux numbers them: those that there are several of. */
static char *name_table(const struct fdtr_acpi *acpi, uint32_t table)
{
	const char *signature = acpi->tables[table].signature;
	uint32_t count = 0, number = 0;
	char text[16];

	for (uint32_t i = 0; i < acpi->table_count; i++) {
		if (strcmp(acpi->tables[i].signature, signature) != 0)
			continue;
		count++;
		number = i <= table ? count : number;
	}
	(void)snprintf(text, sizeof(text), "%s", signature);
	if (count > 1)
		(void)snprintf(text, sizeof(text), "%s%u", signature, number);
	return strdup(text);
}

/* What no table defines has no bytes in one. */
static bool is_in_table(const struct fdtr_acpi *acpi, const struct fdtr_origin *place)
{
	return place->source < acpi->table_count && place->length;
}

static uint32_t file_of(const struct filling *filling, const struct fdtr_origin *place)
{
	return is_in_table(filling->acpi, place) ? filling->file_of[place->source] : 0;
}

bool report_fill_table_place(
	struct fdtr_report_place *record, const struct fdtr_acpi *acpi, const struct fdtr_origin *place)
{
	char path[FDTR_PATH_SIZE];

	record->path = strdup(fdtr_acpi_place_text(acpi, place, path, sizeof(path)));
	record->property = place->property ? strdup(place->property) : NULL;
	if (!record->path || (place->property && !record->property))
		return false;
	if (!is_in_table(acpi, place))
		return true;
	record->table = name_table(acpi, place->source);
	record->offset = place->offset;
	record->length = place->length;
	return record->table;
}

static bool fill_place(const struct filling *filling, struct fdtr_report_place *record,
	const struct fdtr_origin *place, uint32_t reported)
{
	uint32_t file = file_of(filling, place);

	if (file != reported)
		record->file = filling->files[file].name;
	return report_fill_table_place(record, filling->acpi, place);
}

static bool fill_finding(const struct filling *filling, struct fdtr_report_finding *record,
	const struct fdtr_finding *finding, uint32_t file)
{
	return report_fill_finding(record, finding) &&
	       fill_place(filling, &record->place, &finding->place, file) &&
	       (!finding->has_related || fill_place(filling, &record->related, &finding->related, file));
}

static bool make_room(const struct filling *filling, const struct fdtr_findings *findings, uint32_t file)
{
	struct fdtr_report_file *report = &filling->files[file];
	size_t count = 0;

	if (report->findings)
		return true;
	for (uint32_t i = 0; i < findings->count; i++)
		count += file_of(filling, &findings->items[i].place) == file;
	report->findings = calloc(count, sizeof(*report->findings));
	return report->findings;
}

int fdtr_report_fill_tables(struct fdtr_report_file *files, const uint32_t *files_of,
	const struct fdtr_acpi *acpi, const struct fdtr_findings *findings, struct fdtr_error *error)
{
	const struct filling filling = {files, files_of, acpi};

	for (uint32_t i = 0; i < acpi->table_count; i++)
		files[files_of[i]].cut = findings->cut;
	for (uint32_t i = 0; i < findings->count; i++) {
		const struct fdtr_finding *finding = &findings->items[i];
		uint32_t file = file_of(&filling, &finding->place);
		struct fdtr_report_finding *record;

		if (!make_room(&filling, findings, file))
			return fdtr_error_memory(error);
		record = &files[file].findings[files[file].count++];
		record->number = i;
		if (!fill_finding(&filling, record, finding, file))
			return fdtr_error_memory(error);
	}
	return FDTR_OK;
}
