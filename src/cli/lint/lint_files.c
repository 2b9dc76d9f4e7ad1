// SPDX-License-Identifier: BSD-2-Clause
/* The files that lint is for: reported, repaired, or both. */
#include "cli/fix/fix.h"
#include "cli/lint/lint.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* What is fixed is read more than once, and written. */
static int check_fixable(const struct lint_settings *settings, const char *name)
{
	struct stat status;

	if (!settings->fix && !settings->diff)
		return EXIT_CLEAN;
	if (!strcmp(name, "-"))
		return usage_error("lint",
			"standard input cannot be fixed: there is nowhere to write it back to; name a file");
	if (stat(name, &status) || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
		return EXIT_CLEAN;
	return usage_error("lint",
		"%s cannot be fixed: it is a pipe or a device, with nowhere to write back to; name a file",
		name);
}

/* Repairs are changes to nodes. */
static int check_trees(const struct lint_settings *settings, const struct check_run *run)
{
	for (size_t i = 0; (settings->fix || settings->diff) && i < run->files.count; i++) {
		if (run->files.items[i].form)
			return usage_error("lint",
				"%s holds ACPI tables, and --fix and --diff repair device trees only; change its source, or what makes it",
				run->files.items[i].name);
	}
	return EXIT_CLEAN;
}

/* What is written need not be remembered. */
static int fix(const void *context, struct blob *blob, struct fdtr_error *error)
{
	struct fix_run run = {0};
	bool changed;

	return fix_file(context, &run, blob, &changed, error);
}

static int show_fix(const struct lint_settings *settings, struct fix_run *fixes, const char *name)
{
	struct fdtr_error error = {0};
	struct blob blob = {0};
	bool changed = false;
	int status = blob_read(&blob, name, &settings->check.source, &error);

	if (!status)
		status = fix_file(settings, fixes, &blob, &changed, &error);
	if (status)
		complain("%s", error.message);
	if (blob.complaint)
		complaint_show(blob.complaint);
	blob_free(&blob);
	return status ? exit_of(status) : changed ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* What --fix would do, and no report: the findings are still there. */
static int show_fixes(const struct lint_settings *settings, const struct check_run *run)
{
	struct fix_run fixes = {0};
	int status, worst = run->worst;

	for (size_t i = 0; i < run->files.count; i++) {
		status = show_fix(settings, &fixes, run->files.items[i].name);
		worst = status > worst ? status : worst;
	}
	fix_run_free(&fixes);
	return worst;
}

int lint_files(struct lint_settings *settings, int count, char **names)
{
	const struct check check = {.settings = &settings->check,
		.context = settings,
		.change = settings->fix ? fix : NULL,
		.find = lint_find,
		.find_tables = lint_find_tables,
		.draw = lint_draw,
		.draw_tables = lint_draw_tables};
	struct check_run run;
	int status = EXIT_CLEAN;

	for (int i = 0; !status && i < count; i++)
		status = check_fixable(settings, names[i]);
	if (status)
		return status;
	status = check_begin(&run, &check, count, names);
	if (!status)
		status = check_trees(settings, &run);
	if (!status)
		status = situation_check(&settings->situation, &run);
	if (!status)
		status = settings->diff ? show_fixes(settings, &run) : check_report(&run, count, names);
	check_end(&run);
	return status;
}
