// SPDX-License-Identifier: BSD-2-Clause
/* Many files, by several threads, reported in the order they were named in. */
#include "cli/fix/fix.h"
#include "cli/input/jobs.h"
#include "cli/input/overlay.h"
#include "cli/lint/lint.h"
#include "cli/input/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct run {
	const struct lint_settings *settings;
	struct files files;
	struct fdtr_report_file *missing; /* what was named and yields no file */
	size_t missing_count;
	struct lint_result results[JOBS_AHEAD];
	struct suppress_run suppress;
	void *report;
	int worst;
};

static void work(void *context, size_t index)
{
	struct run *run = context;

	lint_one(run->settings, run->files.names[index], &run->results[index % JOBS_AHEAD]);
}

static void note(struct run *run, int status)
{
	run->worst = status > run->worst ? status : run->worst;
}

static void finish(void *context, size_t index)
{
	struct run *run = context;
	struct lint_result *result = &run->results[index % JOBS_AHEAD];

	if (result->report.failure)
		complain("%s", result->report.failure);
	else if (result->complaint)
		complain("%s: dtc calls it wrong, and -f reads it all the same", result->report.name);
	complaint_show(result->complaint);
	free(result->complaint);
	suppress_note(&run->suppress, &result->report, &result->suppressed);
	run->settings->format->file(run->report, &result->report);
	note(run, result->status);
	fdtr_report_free(&result->report);
	suppressed_free(&result->suppressed);
}

/* What is said of no tree. */
static void tell(void *context, const struct fdtr_report_file *report)
{
	struct run *run = context;

	run->settings->format->file(run->report, report);
	if (fdtr_report_count(report, run->settings->fail_on) && !run->settings->exit_zero)
		note(run, EXIT_FINDINGS);
}

/* What was found, but not what was named. */
static bool is_excluded(const struct config *config, const char *name)
{
	char *path = config->exclude.count ? path_from(config->folder, name) : NULL;
	bool excluded = false;

	for (uint32_t i = 0; path && !excluded && i < config->exclude.count; i++)
		excluded = path_matches(config->exclude.items[i], path);
	free(path);
	return excluded;
}

static void exclude(struct run *run, size_t first, const char *named)
{
	struct files *files = &run->files;
	size_t kept = first;

	for (size_t i = first; i < files->count; i++) {
		if (strcmp(files->names[i], named) != 0 &&
			is_excluded(&run->settings->config, files->names[i]))
			free(files->names[i]);
		else
			files->names[kept++] = files->names[i];
	}
	files->count = kept;
}

static void note_missing(struct run *run, const char *name, const struct fdtr_error *error)
{
	run->missing[run->missing_count++] =
		(struct fdtr_report_file){.name = name, .failure = strdup(error->message)};
	note(run, EXIT_INPUT);
}

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

static int list_files(struct run *run, int count, char **names)
{
	struct fdtr_error error = {0};

	run->missing = calloc((size_t)count, sizeof(*run->missing));
	if (!run->missing) {
		complain("out of memory");
		return EXIT_SYSTEM;
	}
	for (int i = 0; i < count; i++) {
		size_t first = run->files.count;
		int status = files_add(&run->files, names[i], run->settings->recursive, &error);

		if (check_fixable(run->settings, names[i]))
			return EXIT_USAGE;
		exclude(run, first, names[i]);
		if (!status)
			continue;
		complain("%s", error.message);
		if (status != FDTR_ERR_BADTREE)
			return exit_of(status);
		note_missing(run, names[i], &error);
	}
	return EXIT_CLEAN;
}

static bool is_terminal(FILE *out)
{
	return out == stdout && isatty(STDOUT_FILENO);
}

static struct fdtr_report_style style_for(const struct lint_settings *settings, FILE *out)
{
	const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
	bool plain = (no_colour && *no_colour) || !terminal || !strcmp(terminal, "dumb");
	bool colour = is_terminal(out) && !plain;

	if (settings->colour != COLOUR_AUTO)
		colour = settings->colour == COLOUR_ALWAYS;
	return (struct fdtr_report_style){.colour = colour,
		.summary = is_terminal(out),
		.targets = settings->options.targets ? settings->options.targets : FDTR_FOR_DEFAULT,
		.fail_on = settings->fail_on};
}

/* One unreadable file does not stop the rest. False when it is no report that came of it. */
static bool report_files(struct run *run, FILE *out)
{
	struct fdtr_report_style style = style_for(run->settings, out);

	run->report = run->settings->format->begin(out, &style);
	if (!run->report) {
		complain("out of memory");
		return false;
	}
	for (size_t i = 0; i < run->missing_count; i++)
		run->settings->format->file(run->report, &run->missing[i]);
	jobs_run(run->files.count, run->settings->jobs, work, finish, run);
	suppress_end(&run->suppress, tell, run);
	if (!run->settings->format->end(run->report)) {
		complain("cannot write to %s", run->settings->output ? run->settings->output : "stdout");
		return false;
	}
	return true;
}

/* In memory first: the file gets the whole report or none. */
static bool report_to_file(struct run *run, const char *name)
{
	struct fdtr_error error = {0};
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	bool written = out && report_files(run, out);

	if (!out || fclose(out)) {
		complain("out of memory");
		written = false;
	} else if (written && output_write(name, text, size, &error)) {
		complain("%s", error.message);
		written = false;
	}
	free(text);
	return written;
}

static int show_fix(const struct run *run, struct fix_run *fixes, const char *name)
{
	struct fdtr_error error = {0};
	struct blob blob = {0};
	bool changed = false;
	int status = blob_read(&blob, name, &run->settings->source, &error);

	if (!status)
		status = fix_file(run->settings, fixes, &blob, &changed, &error);
	if (status)
		complain("%s", error.message);
	if (blob.complaint)
		complaint_show(blob.complaint);
	blob_free(&blob);
	return status ? exit_of(status) : changed ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* What --fix would do, and no report: the findings are still there. */
static int show_fixes(struct run *run)
{
	struct fix_run fixes = {0};

	for (size_t i = 0; i < run->files.count; i++)
		note(run, show_fix(run, &fixes, run->files.names[i]));
	fix_run_free(&fixes);
	return run->worst;
}

/* A base that is source has its labels still: overlays are made for them. */
static int add_labels(struct blob *base, struct fdtr_error *error)
{
	struct blob with;
	int status = blob_with_symbols(base, &with, error);

	free(base->data);
	base->data = with.data;
	base->size = with.size;
	return status;
}

static int read_base(struct lint_settings *settings)
{
	struct fdtr_error error = {0};
	int status;

	if (!settings->base_name)
		return EXIT_CLEAN;
	status = blob_read(&settings->base, settings->base_name, &settings->source, &error);
	if (!status && !overlay_check(&settings->base, NULL))
		status = fdtr_error_set(&error, FDTR_ERR_ARGUMENT,
			"%s is itself an overlay; --base is the tree that overlays are for",
			settings->base_name);
	if (!status && settings->base.source)
		status = add_labels(&settings->base, &error);
	if (status) {
		complain("%s", error.message);
		complaint_show(settings->base.complaint);
	}
	return exit_of(status);
}

static int lint_list(struct run *run, int count, char **names)
{
	const struct lint_settings *settings = run->settings;
	int written;

	if (!suppress_begin(&run->suppress, settings, count, names)) {
		complain("out of memory");
		return EXIT_SYSTEM;
	}
	if (!(settings->output ? report_to_file(run, settings->output) : report_files(run, stdout)))
		return EXIT_SYSTEM;
	written = suppress_write(&run->suppress);
	return written ? written : run->worst; /* the gravest of all files */
}

int lint_files(struct lint_settings *settings, int count, char **names)
{
	struct run run = {.settings = settings};
	int status = read_base(settings);

	run.files.overlays_only = settings->base_name;
	if (!status)
		status = list_files(&run, count, names);
	if (!status && settings->diff)
		status = show_fixes(&run);
	else if (!status)
		status = lint_list(&run, count, names);
	suppress_free(&run.suppress);
	for (size_t i = 0; i < run.missing_count; i++)
		fdtr_report_free(&run.missing[i]);
	free(run.missing);
	files_free(&run.files);
	blob_free(&settings->base);
	return status;
}
