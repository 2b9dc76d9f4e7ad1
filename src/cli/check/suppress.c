// SPDX-License-Identifier: BSD-2-Clause
/* What is not to be told of one file. */
#include "cli/check/suppress.h"
#include "cli/check/check.h"
#include "cli/input/paths.h"

#include <stdlib.h>
#include <string.h>

/* Whether the run would have found what the rule has to say. */
static bool is_asked(const struct check_settings *settings, const struct fdtr_rule *rule)
{
	return !settings->narrow && settings->severities[fdtr_rule_index(rule->name)] != FDTR_OFF &&
	       (rule->targets & settings->targets);
}

/* All that the pattern stands for must be on, and one of those hold for a target. */
bool suppress_asked(const struct check_settings *settings, const char *pattern)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	bool asked = false;

	for (size_t i = 0; i < count; i++) {
		if (!config_rule_matches(pattern, rules[i]))
			continue;
		if (settings->severities[i] == FDTR_OFF || !check_has_rule(settings, rules[i]))
			return false;
		asked = asked || is_asked(settings, rules[i]);
	}
	return asked;
}

struct context {
	const struct check_settings *settings;
	struct suppressed *suppressed;
	struct comments *comments;
	uint32_t *active; /* entries of the configuration whose pattern matches the file */
	uint32_t active_count;
};

/* What begins with a backslash is an ACPI object's path, and so is the pattern's. */
static bool is_at(const char *pattern, const char *path)
{
	bool object = *path == '\\' && *pattern == '\\';

	return path_matches(pattern + object, path + object);
}

/* Every entry that matches counts as used, not the first alone. */
static bool is_ignored(const struct context *context, const struct fdtr_report_finding *finding)
{
	const struct config *config = &context->settings->config;
	bool ignored = false;

	for (uint32_t i = 0; i < context->active_count; i++) {
		const struct config_ignore *ignore = &config->ignores[context->active[i]];

		if (!config_rule_matches(ignore->rule, finding->rule) ||
			(ignore->node && !is_at(ignore->node, finding->place.path)))
			continue;
		context->suppressed->ignores[context->active[i]] |= SUPPRESS_USED;
		ignored = true;
	}
	return ignored;
}

/* Both are asked: what either knows, each matches. */
static bool keep_unignored(void *context, struct fdtr_report_finding *finding)
{
	const struct context *job = context;
	bool in_source = comments_match(job->comments, finding);

	return !is_ignored(job, finding) && !in_source;
}

/* Of more than the baseline counts, the last are new. */
static bool keep_unknown(void *context, struct fdtr_report_finding *finding)
{
	const struct context *job = context;
	const struct baseline *baseline = &job->settings->baseline;
	struct suppressed *suppressed = job->suppressed;
	uint32_t found = baseline_find(baseline, suppressed->first, suppressed->count, finding);

	if (found == FDTR_NONE ||
		suppressed->matched[found - suppressed->first] == baseline->entries[found].count)
		return true;
	suppressed->matched[found - suppressed->first]++;
	return false;
}

static bool find_active(struct context *context, const char *name, uint32_t *active)
{
	const struct config *config = &context->settings->config;
	char *path = path_from(config->folder, name);

	for (uint32_t i = 0; path && i < config->ignore_count; i++) {
		if (!path_matches(config->ignores[i].path, path))
			continue;
		context->suppressed->ignores[i] = SUPPRESS_FILE;
		active[context->active_count++] = i;
	}
	context->active = active;
	free(path);
	return path != NULL;
}

static bool list_active(struct context *context, const char *name)
{
	uint32_t count = context->settings->config.ignore_count, *active;
	bool found;

	if (!count)
		return true;
	context->suppressed->ignores = calloc(count, 1);
	active = calloc(count, sizeof(*active));
	context->active = active;
	found = context->suppressed->ignores && active && find_active(context, name, active);
	return found;
}

static bool apply_baseline(struct context *context, struct fdtr_report_file *report)
{
	const struct check_settings *settings = context->settings;
	struct suppressed *suppressed = context->suppressed;

	if (!settings->baseline.name)
		return true;
	suppressed->known_as = baseline_name_file(&settings->baseline, report->name);
	if (!suppressed->known_as)
		return false;
	suppressed->first = baseline_of_file(&settings->baseline, suppressed->known_as, &suppressed->count);
	suppressed->matched = calloc(suppressed->count + (size_t)1, sizeof(*suppressed->matched));
	if (suppressed->matched && !settings->write_baseline)
		fdtr_report_filter(report, keep_unknown, context);
	return suppressed->matched != NULL;
}

/* What is said of comments can be ignored like all else, but by no comment. */
static bool apply(struct context *context, const struct source_maps *maps, struct fdtr_report_file *report)
{
	if (!comments_read(context->comments, maps) || !list_active(context, report->name))
		return false;
	fdtr_report_filter(report, keep_unignored, context);
	if (!suppress_note_comments(context->settings, context->comments, report, context->suppressed))
		return false;
	comments_free(context->comments);
	fdtr_report_filter(report, keep_unignored, context);
	return apply_baseline(context, report);
}

int suppress(const struct check_settings *settings, const struct source_maps *maps,
	struct fdtr_report_file *report, struct suppressed *suppressed, struct fdtr_error *error)
{
	struct comments comments = {0};
	struct context context = {.settings = settings, .suppressed = suppressed, .comments = &comments};
	bool applied = apply(&context, maps, report);

	comments_free(&comments);
	free(context.active);
	return applied ? FDTR_OK : fdtr_error_memory(error);
}

void suppressed_free(struct suppressed *suppressed)
{
	free(suppressed->ignores);
	free(suppressed->known_as);
	free(suppressed->matched);
	for (size_t i = 0; i < suppressed->comment_count; i++)
		suppress_free_comment(&suppressed->comments[i]);
	free(suppressed->comments);
	*suppressed = (struct suppressed){0};
}
