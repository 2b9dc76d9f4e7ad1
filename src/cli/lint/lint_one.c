// SPDX-License-Identifier: BSD-2-Clause
/* What lint finds in one tree. */
#include "cli/lint/lint.h"

#include "source/source.h"

int lint_analyse(const struct lint_settings *settings, const struct blob *blob, bool everything,
	struct analysis *analysis, struct fdtr_error *error)
{
	struct fdtr_lint_options options = settings->options;
	struct fdtr_region taken[2];

	options.taken = taken;
	options.taken_count = situation_taken(&settings->situation, blob, taken);
	if (everything) {
		options.targets = FDTR_FOR_ALL;
		options.severities = NULL;
	}
	return analyse(blob, &options, analysis, error);
}

int lint_find(const void *context, const struct blob *blob, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	const struct lint_settings *settings = context;
	struct analysis analysis = {0};
	int status = lint_analyse(settings, blob, false, &analysis, error);

	if (!status)
		status = fdtr_report_fill(report, &analysis.tree, &analysis.findings, error);
	analysis_free(&analysis);
	return status;
}

int lint_told(const struct lint_settings *settings, const struct analysis *analysis, const char *name,
	struct source_map *map, bool *told, struct fdtr_error *error)
{
	struct check_result result = {.report = {.name = name}};
	const struct source_maps maps = {.input = map};
	int status = fdtr_report_fill(&result.report, &analysis->tree, &analysis->findings, error);

	if (!status)
		status = check_suppress(&settings->check, &maps, &result, error);
	for (uint32_t i = 0; !status && i < result.report.count; i++) {
		if (result.report.findings[i].number != FDTR_NONE)
			told[result.report.findings[i].number] = true;
	}
	fdtr_report_free(&result.report);
	suppressed_free(&result.suppressed);
	return status;
}
