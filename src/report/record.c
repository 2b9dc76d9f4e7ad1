// SPDX-License-Identifier: BSD-2-Clause
/* Findings as records of their own, so that tree and blob can go before the report is written. */
#include "report/predict/predict_report.h"
#include "report/record.h"

#include <stdlib.h>
#include <string.h>

bool report_fill_place(
	struct fdtr_report_place *record, const struct fdtr_tree *tree, const struct fdtr_origin *place)
{
	char path[FDTR_PATH_SIZE];

	record->path = strdup(fdtr_place_text(tree, place, path, sizeof(path)));
	record->property = place->property ? strdup(place->property) : NULL;
	record->cell = place->property ? (uint32_t)((uint64_t)place->index * place->length / 4) : 0;
	record->offset = place->offset;
	record->length = place->length;
	return record->path && (record->property || !place->property);
}

bool report_fill_finding(struct fdtr_report_finding *record, const struct fdtr_finding *finding)
{
	record->rule = finding->rule;
	record->severity = finding->severity;
	record->targets = finding->targets;
	record->message = strdup(finding->message);
	record->has_related = finding->has_related;
	record->repair = finding->repair ? strdup(finding->repair->says) : NULL;
	return record->message && (record->repair || !finding->repair);
}

static bool fill_finding(
	struct fdtr_report_finding *record, const struct fdtr_tree *tree, const struct fdtr_finding *finding)
{
	return report_fill_finding(record, finding) &&
	       report_fill_place(&record->place, tree, &finding->place) &&
	       (!finding->has_related || report_fill_place(&record->related, tree, &finding->related));
}

int fdtr_report_fill(struct fdtr_report_file *file, const struct fdtr_tree *tree,
	const struct fdtr_findings *findings, struct fdtr_error *error)
{
	file->cut = findings->cut;
	file->overlay = tree->overlay;
	if (!findings->count)
		return FDTR_OK;
	file->findings = calloc(findings->count, sizeof(*file->findings));
	if (!file->findings)
		return fdtr_error_memory(error);
	for (; file->count < findings->count; file->count++) {
		file->findings[file->count].number = file->count;
		if (!fill_finding(&file->findings[file->count], tree, &findings->items[file->count])) {
			file->count++;
			return fdtr_error_memory(error);
		}
	}
	return FDTR_OK;
}

static void free_place(struct fdtr_report_place *place)
{
	free(place->path);
	free(place->table);
	free(place->written);
	free(place->property);
}

static void free_finding(struct fdtr_report_finding *finding)
{
	free(finding->message);
	free(finding->repair);
	free(finding->schema.id);
	free(finding->schema.keyword);
	free(finding->schema.note);
	free_place(&finding->place);
	free_place(&finding->related);
}

void fdtr_report_free(struct fdtr_report_file *file)
{
	for (uint32_t i = 0; i < file->count; i++)
		free_finding(&file->findings[i]);
	for (uint32_t i = 0; i < file->source_count; i++)
		free(file->sources[i]);
	if (file->picture)
		free(file->picture->memory);
	free(file->picture);
	free(file->sources);
	free(file->findings);
	free(file->failure);
	predict_free(file->predictions);
	*file = (struct fdtr_report_file){.name = file->name};
}

void fdtr_report_filter(struct fdtr_report_file *file, fdtr_report_keep_fn *keep, void *context)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < file->count; i++) {
		if (keep(context, &file->findings[i]))
			file->findings[kept++] = file->findings[i];
		else
			free_finding(&file->findings[i]);
	}
	file->count = kept;
}

struct fdtr_report_finding *fdtr_report_add(struct fdtr_report_file *file, const struct fdtr_rule *rule,
	const char *path, const char *format, ...)
{
	struct fdtr_report_finding *grown, *added;
	char sentence[2 * FDTR_PATH_SIZE];
	struct fdtr_text text;
	va_list arguments;

	grown = realloc(file->findings, (file->count + (size_t)1) * sizeof(*grown));
	if (!grown)
		return NULL;
	file->findings = grown;
	fdtr_text_init(&text, sentence, sizeof(sentence));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	added = &grown[file->count++];
	*added = (struct fdtr_report_finding){.rule = rule,
		.severity = rule->severity,
		.targets = rule->targets,
		.message = strdup(fdtr_text_clean(sentence)),
		.number = FDTR_NONE,
		.place = {.path = strdup(path)}};
	return added->message && added->place.path ? added : NULL;
}

uint32_t fdtr_report_count(const struct fdtr_report_file *file, enum fdtr_severity least)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < file->count; i++)
		count += file->findings[i].severity >= least;
	return count;
}
