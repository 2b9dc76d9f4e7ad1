// SPDX-License-Identifier: BSD-2-Clause
/* What matched nothing in a whole run, and the baseline that it leaves. */
#include "cli/check/check.h"
#include "cli/input/paths.h"
#include "cli/check/suppress.h"

#include "lint/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The directory itself, not the one it is in. */
static char *real_directory(const char *name)
{
	size_t length = strlen(name);
	char *inside = malloc(length + 3), *real;

	if (!inside)
		return NULL;
	memcpy(inside, name, length);
	memcpy(inside + length, "/.", 3);
	real = path_folder(inside);
	free(inside);
	return real;
}

/* What is no directory is no root, and that is no failure. */
static bool find_roots(struct suppress_run *run, int count, char **names)
{
	run->roots = calloc((size_t)count + 1, sizeof(*run->roots));
	for (int i = 0; run->roots && run->settings->recursive && i < count; i++) {
		char *root = real_directory(names[i]);

		if (root)
			run->roots[run->root_count++] = root;
	}
	return run->roots != NULL;
}

bool suppress_begin(struct suppress_run *run, const struct check_settings *settings, int count, char **names)
{
	*run = (struct suppress_run){.settings = settings};
	run->ignores = calloc(settings->config.ignore_count + (size_t)1, 1);
	run->matched = calloc(settings->baseline.count + (size_t)1, sizeof(*run->matched));
	run->seen = calloc(settings->baseline.count + (size_t)1, sizeof(*run->seen));
	if (settings->write_baseline) {
		run->written.name = settings->write_baseline;
		run->written.folder = path_folder(settings->write_baseline);
	}
	return run->ignores && run->matched && run->seen && find_roots(run, count, names);
}

static void note_config(struct suppress_run *run, const char *name, const struct suppressed *suppressed)
{
	const struct config *config = &run->settings->config;
	char *path;

	for (uint32_t i = 0; suppressed->ignores && i < config->ignore_count; i++)
		run->ignores[i] |= suppressed->ignores[i];
	if (!config->ignore_count || (suppressed->ignores && !suppressed->partial))
		return;
	path = path_from(config->folder, name);
	run->failed = run->failed || !path;
	for (uint32_t i = 0; path && i < config->ignore_count; i++) {
		if (path_matches(config->ignores[i].path, path))
			run->ignores[i] |= SUPPRESS_LOST;
	}
	free(path);
}

static void note_baseline(struct suppress_run *run, const struct suppressed *suppressed)
{
	for (uint32_t i = 0; suppressed->matched && i < suppressed->count; i++) {
		uint32_t *most = &run->matched[suppressed->first + i];

		*most = suppressed->matched[i] > *most ? suppressed->matched[i] : *most;
		if (!suppressed->partial)
			run->seen[suppressed->first + i] = true;
	}
}

static bool keep_none(void *context, struct fdtr_report_finding *finding)
{
	(void)context;
	(void)finding;
	return false;
}

static void take_findings(struct suppress_run *run, struct fdtr_report_file *report)
{
	char *file = run->written.folder ? baseline_name_file(&run->written, report->name) : NULL;

	for (uint32_t i = 0; file && i < report->count; i++) {
		struct baseline_key key = baseline_key_of(&report->findings[i]);

		run->failed = !baseline_add(&run->written, file, &key, 1) || run->failed;
	}
	free(file);
	fdtr_report_filter(report, keep_none, NULL);
}

void suppress_note(struct suppress_run *run, struct fdtr_report_file *report, struct suppressed *suppressed)
{
	run->failed = !suppress_take_comments(run, suppressed) || run->failed;
	note_config(run, report->name, suppressed);
	note_baseline(run, suppressed);
	if (run->settings->write_baseline)
		take_findings(run, report);
}

bool suppress_went_through(const struct suppress_run *run, const char *folder, size_t length)
{
	for (size_t i = 0; i < run->root_count; i++) {
		size_t root = strlen(run->roots[i]);

		if (root == 1 || (root <= length && !strncmp(run->roots[i], folder, root) &&
					 (root == length || folder[root] == '/')))
			return true;
	}
	return false;
}

/* A pattern may stand for files that this run did not look at, unless all of its folder was gone through. */
static bool is_covered(const struct suppress_run *run, const char *pattern)
{
	const char *folder = run->settings->config.folder;
	size_t fixed = strcspn(pattern, "*?[\\"), length = strlen(folder);
	bool covered;
	char *path;

	if (!pattern[fixed])
		return true;
	while (fixed && pattern[fixed - 1] != '/')
		fixed--;
	path = malloc(length + fixed + 2);
	if (!path)
		return false;
	(void)snprintf(path, length + fixed + 2, "%s/%.*s", folder[1] ? folder : "", (int)fixed, pattern);
	length = strlen(path);
	while (length > 1 && path[length - 1] == '/')
		length--;
	covered = suppress_went_through(run, path, length);
	free(path);
	return covered;
}

/* An entry of a file that is for this tool alone. */
static void tell_entry(struct suppress_run *run, struct fdtr_report_file *report, struct source_span span,
	const char *path, const char *sentence)
{
	struct suppress_saying saying = {&fdtr_rule_ignore_unused, path, sentence, span};

	run->failed = !suppress_tell(run->settings, report, &saying, FDTR_ERROR) || run->failed;
}

static struct source_span span_at(const char *file, uint32_t line, uint32_t column)
{
	return (struct source_span){file, line, column, line, column};
}

static void tell_config(struct suppress_run *run, suppress_tell_fn *tell, void *context)
{
	const struct config *config = &run->settings->config;
	struct fdtr_report_file report = {.name = config->name};
	char path[32], sentence[FDTR_ERROR_SIZE];

	for (uint32_t i = 0; i < config->ignore_count; i++) {
		const struct config_ignore *ignore = &config->ignores[i];

		if (run->ignores[i] != SUPPRESS_FILE || !suppress_asked(run->settings, ignore->rule) ||
			!is_covered(run, ignore->path))
			continue;
		(void)snprintf(path, sizeof(path), "ignore entry %u", i);
		(void)snprintf(sentence, sizeof(sentence), "no finding matches this ignore of '%s' in '%s'",
			ignore->rule, ignore->path);
		tell_entry(run, &report, span_at(config->name, ignore->line, ignore->column), path, sentence);
	}
	if (report.count)
		tell(context, &report);
	fdtr_report_free(&report);
}

/* Not one that a run like this cannot tell of. */
static bool is_refreshed(const struct suppress_run *run, uint32_t index)
{
	const char *rule = run->settings->baseline.entries[index].rule;

	return run->seen[index] && (fdtr_rule_index(rule) < 0 || suppress_asked(run->settings, rule));
}

static void tell_baseline(struct suppress_run *run, suppress_tell_fn *tell, void *context)
{
	const struct baseline *baseline = &run->settings->baseline;
	struct fdtr_report_file report = {.name = baseline->name};
	char sentence[FDTR_ERROR_SIZE];

	for (uint32_t i = 0; i < baseline->count; i++) {
		const struct baseline_entry *entry = &baseline->entries[i];

		if (!is_refreshed(run, i) || run->matched[i] >= entry->count)
			continue;
		if (run->matched[i])
			(void)snprintf(sentence, sizeof(sentence),
				"this entry counts %u findings of %s in %s, and there are fewer: %u",
				entry->count, entry->rule, entry->file, run->matched[i]);
		else
			(void)snprintf(sentence, sizeof(sentence),
				"no finding of %s in %s matches this entry any more", entry->rule,
				entry->file);
		tell_entry(run, &report, span_at(baseline->name, entry->line, entry->column), entry->node,
			sentence);
	}
	if (report.count)
		tell(context, &report);
	fdtr_report_free(&report);
}

void suppress_end(struct suppress_run *run, suppress_tell_fn *tell, void *context)
{
	suppress_tell_comments(run, tell, context);
	tell_config(run, tell, context);
	if (!run->settings->write_baseline)
		tell_baseline(run, tell, context);
}

/* Entries for files that this run did not look at stay, as long as these are there. */
static bool keep_entry(struct suppress_run *run, uint32_t index)
{
	const struct baseline *baseline = &run->settings->baseline;
	const struct baseline_entry *entry = &baseline->entries[index];
	size_t length = strlen(baseline->folder) + strlen(entry->file) + 2;
	struct baseline_key key = baseline_entry_key(entry);
	char *name = malloc(length), *file;
	struct baseline_entry *added;
	bool kept = true;

	if (!name)
		return false;
	(void)snprintf(name, length, "%s/%s", baseline->folder, entry->file);
	if (!access(name, F_OK)) {
		file = baseline_name_file(&run->written, name);
		added = file ? baseline_add(&run->written, file, &key, entry->count) : NULL;
		free(file);
		kept = added != NULL;
		if (added)
			added->line = entry->line; /* it was read */
	}
	free(name);
	return kept;
}

static int write_text(struct suppress_run *run)
{
	struct fdtr_error error = {0};
	char *text = baseline_text(&run->written);
	int status = text ? output_write(run->written.name, text, strlen(text), &error) : FDTR_ERR_NOSPACE;

	if (status)
		complain("%s", text ? error.message : "out of memory");
	free(text);
	return status ? EXIT_SYSTEM : EXIT_CLEAN;
}

int suppress_write(struct suppress_run *run)
{
	const struct baseline *old = &run->settings->baseline;

	for (uint32_t i = 0; run->written.folder && i < old->count; i++)
		run->failed = (!is_refreshed(run, i) && !keep_entry(run, i)) || run->failed;
	if (run->failed) {
		complain("out of memory");
		return EXIT_SYSTEM;
	}
	if (!run->settings->write_baseline)
		return EXIT_CLEAN;
	if (run->written.folder)
		return write_text(run);
	complain("%s: cannot be written: its folder is not there", run->written.name);
	return EXIT_SYSTEM;
}

void suppress_free(struct suppress_run *run)
{
	for (size_t i = 0; i < run->root_count; i++)
		free(run->roots[i]);
	free(run->roots);
	free(run->ignores);
	free(run->matched);
	free(run->seen);
	for (size_t i = 0; i < run->comment_count; i++)
		suppress_free_comment(&run->comments[i]);
	free(run->comments);
	baseline_free(&run->written);
}
