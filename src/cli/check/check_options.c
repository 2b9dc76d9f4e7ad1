// SPDX-License-Identifier: BSD-2-Clause
/* The options that the commands share. */
#include "cli/check/check_options.h"

#include <stdlib.h>
#include <string.h>

static int set_colour(struct check_settings *settings, const char *text)
{
	static const char *const names[] = {"auto", "always", "never"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(names); i++) {
		if (!strcmp(text, names[i])) {
			settings->colour = (enum check_colour)i;
			return EXIT_CLEAN;
		}
	}
	return usage_error(settings->command, "--color is auto, always or never, not '%s'", text);
}

#define MAX_JOBS 64

static int set_jobs(struct check_settings *settings, const char *text)
{
	uint64_t jobs;

	if (!parse_size(text, &jobs) || !jobs || jobs > MAX_JOBS)
		return usage_error(
			settings->command, "-j wants a number from 1 to %d, not '%s'", MAX_JOBS, text);
	settings->jobs = (unsigned int)jobs;
	return EXIT_CLEAN;
}

static int set_format(struct check_settings *settings, const char *name)
{
	char names[FDTR_REPORT_NAMES];

	settings->format = fdtr_report_format(name);
	return settings->format ? EXIT_CLEAN
	                        : usage_error(settings->command, "no format '%s': %s", name,
					  fdtr_report_format_names(names));
}

static int set_fail_on(struct check_settings *settings, const char *text)
{
	return parse_severity(text, &settings->fail_on) && settings->fail_on != FDTR_OFF
	               ? EXIT_CLEAN
	               : usage_error(
				 settings->command, "--fail-on is info, warning or error, not '%s'", text);
}

static int set_config(struct check_settings *settings, const char *name)
{
	free(settings->config_name);
	settings->config_name = strdup(name);
	settings->no_config = false;
	if (settings->config_name)
		return EXIT_CLEAN;
	complain("out of memory");
	return EXIT_SYSTEM;
}

bool check_values_make(struct check_values *values, int argc)
{
	values->items = calloc((size_t)argc, sizeof(char *));
	return values->items != NULL;
}

int check_values_add(struct check_values *values, char *value)
{
	values->items[values->count++] = value;
	return EXIT_CLEAN;
}

/* Those that go where they are to be found when they are wanted. */
static int set_name(struct check_settings *settings, int option, char *value)
{
	switch (option) {
	case CHECK_OPTION_BASELINE:
		settings->baseline_name = value;
		return EXIT_CLEAN;
	case CHECK_OPTION_WRITE_BASELINE:
		settings->write_baseline = value;
		return EXIT_CLEAN;
	case CHECK_OPTION_BASE:
		settings->base_name = value;
		return EXIT_CLEAN;
	case 'o':
		settings->output = value;
		return EXIT_CLEAN;
	default:
		return usage_error(settings->command, "bad option");
	}
}

/* Options that take a value. */
static int set_value(struct check_settings *settings, int option, char *value)
{
	switch (option) {
	case 'W':
		return check_values_add(&settings->warn, value);
	case 'I':
		return check_values_add(&settings->includes, value);
	case 'D':
		return check_values_add(&settings->defines, value);
	case CHECK_OPTION_SELECT:
		return check_values_add(&settings->select, value);
	case CHECK_OPTION_IGNORE:
		return check_values_add(&settings->ignore, value);
	case CHECK_OPTION_CONFIG:
		return set_config(settings, value);
	case CHECK_OPTION_FAIL_ON:
		return set_fail_on(settings, value);
	case CHECK_OPTION_FORMAT:
		return set_format(settings, value);
	case CHECK_OPTION_COLOUR:
		return set_colour(settings, value);
	case 'j':
		return set_jobs(settings, value);
	default:
		return set_name(settings, option, value);
	}
}

int check_options_set(struct check_settings *settings, int option, char *value)
{
	switch (option) {
	case 'r':
		settings->recursive = true;
		return EXIT_CLEAN;
	case 'f':
		settings->source.force = true;
		return EXIT_CLEAN;
	case 'h':
		settings->help = true;
		return EXIT_CLEAN;
	case CHECK_OPTION_EXIT_ZERO:
		settings->exit_zero = true;
		return EXIT_CLEAN;
	case CHECK_OPTION_NO_CONFIG:
		settings->no_config = true;
		return EXIT_CLEAN;
	case CHECK_OPTION_DUMP_CONFIG:
		settings->dump_config = true;
		return EXIT_CLEAN;
	case CHECK_OPTION_LIST_RULES:
		settings->list_rules = true;
		return EXIT_CLEAN;
	default:
		return set_value(settings, option, value);
	}
}

int check_options_begin(struct check_settings *settings, int argc)
{
	struct check_values *lists[] = {&settings->select, &settings->ignore, &settings->warn,
		&settings->includes, &settings->defines};
	bool made = true;
	size_t count;

	(void)fdtr_rules(&count);
	settings->jobs = 1;
	settings->severities = calloc(count, 1);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(lists); i++)
		made = check_values_make(lists[i], argc) && made;
	if (made && settings->severities)
		return EXIT_CLEAN;
	complain("out of memory");
	return EXIT_SYSTEM;
}

/* Unasked: what the file's name tells, annotations in a GitHub workflow, text. */
static void choose_format(struct check_settings *settings)
{
	const char *actions = getenv("GITHUB_ACTIONS");
	bool annotate = !settings->output && actions && !strcmp(actions, "true");

	if (!settings->format && settings->output)
		settings->format = fdtr_report_format_of(settings->output);
	if (!settings->format)
		settings->format = annotate ? &fdtr_report_github : &fdtr_report_text;
}

void check_options_end(struct check_settings *settings)
{
	choose_format(settings);
	settings->source.includes = (const char *const *)settings->includes.items;
	settings->source.include_count = settings->includes.count;
	settings->source.defines = (const char *const *)settings->defines.items;
	settings->source.define_count = settings->defines.count;
}

void check_settings_free(struct check_settings *settings)
{
	baseline_free(&settings->baseline);
	config_free(&settings->config);
	free(settings->config_name);
	free(settings->severities);
	free(settings->select.items);
	free(settings->ignore.items);
	free(settings->warn.items);
	free(settings->includes.items);
	free(settings->defines.items);
}
