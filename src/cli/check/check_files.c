// SPDX-License-Identifier: BSD-2-Clause
/* Many files, by several threads, reported in the order they were named in. */
#include "cli/catalogue.h"
#include "cli/check/check.h"
#include "cli/input/jobs.h"
#include "cli/input/overlay.h"
#include "cli/input/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

struct job {
	struct check_run *run;
	void *report;
	struct check_result results[JOBS_AHEAD];
};

static void work(void *context, size_t index)
{
	struct job *job = context;

	check_subject(job->run, job->run->subjects[index], &job->results[index % JOBS_AHEAD]);
}

static void note(struct check_run *run, int status)
{
	run->worst = status > run->worst ? status : run->worst;
}

static void finish_one(struct job *job, struct check_result *result)
{
	if (result->report.failure)
		complain("%s", result->report.failure);
	else if (result->complaint)
		complain("%s: %s calls it wrong, and -f reads it all the same", result->report.name,
			result->compiler);
	complaint_show(result->complaint);
	free(result->complaint);
	suppress_note(&job->run->suppress, &result->report, &result->suppressed);
	job->run->check->settings->format->file(job->report, &result->report);
	note(job->run, result->status);
	fdtr_report_free(&result->report);
	suppressed_free(&result->suppressed);
}

static void finish(void *context, size_t index)
{
	struct job *job = context;
	struct check_result *result = &job->results[index % JOBS_AHEAD];

	finish_one(job, result);
	for (uint32_t i = 0; i < result->more_count; i++)
		finish_one(job, &result->more[i]);
	free(result->more);
}

/* What is said of no tree. */
static void tell(void *context, const struct fdtr_report_file *report)
{
	struct job *job = context;
	const struct check_settings *settings = job->run->check->settings;

	settings->format->file(job->report, report);
	if (fdtr_report_count(report, settings->fail_on) && !settings->exit_zero)
		note(job->run, EXIT_FINDINGS);
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

static void exclude(struct check_run *run, size_t first, const char *named)
{
	struct files *files = &run->files;
	size_t kept = first;

	for (size_t i = first; i < files->count; i++) {
		struct file *file = &files->items[i];

		if (strcmp(file->name, named) != 0 &&
			is_excluded(&run->check->settings->config, file->name)) {
			free(file->name);
			free(file->data);
		} else {
			files->items[kept++] = *file;
		}
	}
	files->count = kept;
}

static void note_missing(struct check_run *run, const char *name, const struct fdtr_error *error)
{
	run->missing[run->missing_count++] =
		(struct fdtr_report_file){.name = name, .failure = strdup(error->message)};
	note(run, EXIT_INPUT);
}

static int list_files(struct check_run *run, int count, char **names)
{
	struct fdtr_error error = {0};

	run->missing = calloc((size_t)count, sizeof(*run->missing));
	if (!run->missing) {
		complain("out of memory");
		return EXIT_SYSTEM;
	}
	for (int i = 0; i < count; i++) {
		size_t first = run->files.count;
		int status = files_add(&run->files, names[i], run->check->settings->recursive, &error);

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

#define USUAL_WIDTH 80

static bool is_terminal(FILE *out)
{
	return out == stdout && isatty(STDOUT_FILENO);
}

bool check_is_coloured(const struct check_settings *settings, FILE *out)
{
	const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
	bool plain = (no_colour && *no_colour) || !terminal || !strcmp(terminal, "dumb");
	bool colour = is_terminal(out) && !plain;

	if (settings->colour != COLOUR_AUTO)
		colour = settings->colour == COLOUR_ALWAYS;
	return colour;
}

static const char *example_text(const struct fdtr_rule *rule, bool good)
{
	const struct example *example = rule_example(rule, good);

	return example ? example->text : NULL;
}

uint32_t check_columns(bool terminal)
{
	const char *columns = getenv("COLUMNS");
	uint64_t width;
#ifdef TIOCGWINSZ
	struct winsize size;
#endif

	if (columns && parse_size(columns, &width) && width && width <= UINT16_MAX)
		return (uint32_t)width;
#ifdef TIOCGWINSZ
	if (terminal && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
		return size.ws_col;
#endif
	return USUAL_WIDTH;
}

static struct fdtr_report_style style_for(const struct check_settings *settings, FILE *out)
{
	return (struct fdtr_report_style){.command = settings->command,
		.colour = check_is_coloured(settings, out),
		.summary = is_terminal(out),
		.width = is_terminal(out) ? check_columns(true) : 0,
		.targets = settings->targets,
		.fail_on = settings->fail_on,
		.example = example_text};
}

/* One unreadable file does not stop the rest. False when it is no report that came of it. */
static bool report_files(struct check_run *run, FILE *out)
{
	const struct check_settings *settings = run->check->settings;
	struct fdtr_report_style style = style_for(settings, out);
	struct job job = {.run = run, .report = settings->format->begin(out, &style)};

	if (!job.report) {
		complain("out of memory");
		return false;
	}
	for (size_t i = 0; i < run->missing_count; i++)
		settings->format->file(job.report, &run->missing[i]);
	jobs_run(run->subject_count, settings->jobs, work, finish, &job);
	suppress_end(&run->suppress, tell, &job);
	if (!settings->format->end(job.report)) {
		complain("cannot write to %s", settings->output ? settings->output : "stdout");
		return false;
	}
	return true;
}

/* In memory first: the file gets the whole report or none. */
static bool report_to_file(struct check_run *run, const char *name)
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

static int read_base(struct check_settings *settings)
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

int check_begin(struct check_run *run, const struct check *check, int count, char **names)
{
	int status = read_base(check->settings);

	*run = (struct check_run){.check = check};
	run->files.overlays_only = check->settings->base_name;
	run->files.documents = check->find_document;
	run->files.tables = check->find_tables;
	if (!status)
		status = list_files(run, count, names);
	return status ? status : check_group(run);
}

int check_report(struct check_run *run, int count, char **names)
{
	const struct check_settings *settings = run->check->settings;
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

void check_end(struct check_run *run)
{
	suppress_free(&run->suppress);
	for (size_t i = 0; i < run->missing_count; i++)
		fdtr_report_free(&run->missing[i]);
	free(run->missing);
	files_free(&run->files);
	free(run->next);
	free(run->subjects);
	blob_free(&run->check->settings->base);
}
