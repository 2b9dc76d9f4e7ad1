// SPDX-License-Identifier: BSD-2-Clause
/* What there is to say of ignores in sources: those of the input itself at once, those of included files in the end. */
#include "cli/check/check.h"
#include "cli/check/suppress.h"

#include "lint/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool suppress_tell(const struct check_settings *settings, struct fdtr_report_file *report,
	const struct suppress_saying *saying, enum fdtr_severity most)
{
	unsigned char set = settings->severities[fdtr_rule_index(saying->rule->name)];
	enum fdtr_severity level = set == FDTR_DEFAULT ? saying->rule->severity : (enum fdtr_severity)set;
	struct fdtr_report_finding *finding;

	if (level == FDTR_OFF)
		return true;
	finding = fdtr_report_add(report, saying->rule, saying->path, "%s", saying->message);
	if (!finding)
		return false;
	finding->severity = level < most ? level : most;
	finding->targets = settings->targets;
	finding->place.span = saying->span;
	finding->place.span.file = fdtr_report_keep_name(report, saying->span.file);
	return finding->place.span.file;
}

static bool tell_comment(const struct check_settings *settings, struct fdtr_report_file *report,
	const struct suppress_comment *comment, enum fdtr_severity most)
{
	struct suppress_saying saying = {comment->rule, comment->path, comment->message, comment->span};

	saying.span.file = comment->file;
	return suppress_tell(settings, report, &saying, most);
}

void suppress_free_comment(const struct suppress_comment *comment)
{
	free(comment->file);
	free(comment->key);
	free(comment->path);
	free(comment->message);
}

/* One that was used has no place to be told. */
static struct suppress_comment describe(const struct check_settings *settings, const struct commented *from,
	const struct source_nodes *nodes, const struct ignore *ignore, bool partial)
{
	const char *file = from->name;
	char path[FDTR_PATH_SIZE] = "", sentence[FDTR_ERROR_SIZE];
	char *real = realpath(file, NULL);

	if (ignore->rule)
		(void)snprintf(
			sentence, sizeof(sentence), "no finding matches this ignore of '%s'", ignore->rule);
	if (!ignore->used && from->tables)
		(void)asl_map_around(from->tables, from->index, ignore->line, path, sizeof(path));
	else if (!ignore->used)
		(void)source_nodes_path(nodes, from->index, ignore->line, path, sizeof(path));
	return (struct suppress_comment){.file = strdup(file),
		.key = real ? real : strdup(file),
		.path = strdup(fdtr_text_clean(path)),
		.message = strdup(ignore->rule ? sentence : ignore->wrong),
		.rule = ignore->rule ? &fdtr_rule_ignore_unused : &fdtr_rule_ignore_invalid,
		.span = {NULL, ignore->line, ignore->column, ignore->end_line, ignore->end_column},
		.used = ignore->used,
		.judged = !ignore->rule || (!partial && suppress_asked(settings, ignore->rule))};
}

static bool is_whole(const struct suppress_comment *comment)
{
	return comment->file && comment->key && comment->path && comment->message;
}

static bool add(struct suppress_comment **comments, size_t *count, const struct suppress_comment *comment)
{
	struct suppress_comment *grown = *comments;

	/* Doubled, so that many cost no more than their number. */
	if (!(*count & (*count - 1)))
		grown = realloc(grown, (*count ? 2 * *count : 1) * sizeof(*grown));
	if (!grown)
		return false;
	*comments = grown;
	grown[(*count)++] = *comment;
	return true;
}

static bool note_comment(const struct check_settings *settings, struct fdtr_report_file *report,
	struct suppressed *suppressed, const struct suppress_comment *comment, bool own)
{
	bool done = is_whole(comment);

	if (done && !own && add(&suppressed->comments, &suppressed->comment_count, comment))
		return true;
	if (done && own && comment->judged)
		done = tell_comment(settings, report, comment, FDTR_ERROR);
	suppress_free_comment(comment);
	return done && own;
}

static bool note_file(const struct check_settings *settings, const struct commented *from,
	struct fdtr_report_file *report, struct suppressed *suppressed)
{
	struct source_nodes *nodes = from->map ? source_nodes_make(from->map) : NULL;
	bool noted = nodes || from->tables;

	for (uint32_t i = 0; noted && i < from->ignores.count; i++) {
		const struct ignore *ignore = &from->ignores.items[i];
		struct suppress_comment comment;

		if (from->own && ignore->used)
			continue;
		comment = describe(settings, from, nodes, ignore, suppressed->partial);
		noted = note_comment(settings, report, suppressed, &comment, from->own);
	}
	source_nodes_free(nodes);
	return noted;
}

bool suppress_note_comments(const struct check_settings *settings, const struct comments *comments,
	struct fdtr_report_file *report, struct suppressed *suppressed)
{
	for (uint32_t i = 0; i < comments->count; i++) {
		if (!note_file(settings, &comments->items[i], report, suppressed))
			return false;
	}
	return true;
}

bool suppress_take_comments(struct suppress_run *run, struct suppressed *suppressed)
{
	size_t count = suppressed->comment_count, taken = 0;

	while (taken < count && add(&run->comments, &run->comment_count, &suppressed->comments[taken]))
		taken++;
	for (size_t i = taken; i < count; i++)
		suppress_free_comment(&suppressed->comments[i]);
	free(suppressed->comments);
	suppressed->comments = NULL;
	suppressed->comment_count = 0;
	return taken == count;
}

/* The same comment, as several trees have it, stands together. */
static int compare(const void *left, const void *right)
{
	const struct suppress_comment *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	if (!order)
		order = (a->span.line > b->span.line) - (a->span.line < b->span.line);
	if (!order)
		order = (a->span.column > b->span.column) - (a->span.column < b->span.column);
	return order ? order : strcmp(a->message, b->message);
}

/* Adds what the first `count` come to. */
static bool tell_one(const struct suppress_run *run, struct fdtr_report_file *report,
	const struct suppress_comment *first, size_t count)
{
	const char *slash = strrchr(first->key, '/');
	bool covered = slash && suppress_went_through(run, first->key, (size_t)(slash - first->key));
	bool used = false, judged = false;

	for (size_t i = 0; i < count; i++) {
		used = used || first[i].used;
		judged = judged || first[i].judged;
	}
	if (used || !judged)
		return true;
	return tell_comment(run->settings, report, first,
		covered || first->rule == &fdtr_rule_ignore_invalid ? FDTR_ERROR : FDTR_INFO);
}

/* How many from there on `same` holds for, with the first. */
static size_t run_length(const struct suppress_run *run, size_t first, bool whole_file)
{
	const struct suppress_comment *comments = run->comments;
	size_t next = first + 1;

	while (next < run->comment_count && (whole_file ? !strcmp(comments[first].key, comments[next].key)
							: !compare(&comments[first], &comments[next])))
		next++;
	return next - first;
}

void suppress_tell_comments(struct suppress_run *run, suppress_tell_fn *tell, void *context)
{
	size_t in_file, same;

	if (run->comment_count)
		qsort(run->comments, run->comment_count, sizeof(*run->comments), compare);
	for (size_t i = 0; i < run->comment_count; i += in_file) {
		struct fdtr_report_file report = {.name = run->comments[i].file};

		in_file = run_length(run, i, true);
		for (size_t k = i; k < i + in_file; k += same) {
			same = run_length(run, k, false);
			run->failed = !tell_one(run, &report, &run->comments[k], same) || run->failed;
		}
		if (report.count)
			tell(context, &report);
		fdtr_report_free(&report);
	}
}
