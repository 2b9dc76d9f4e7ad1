// SPDX-License-Identifier: BSD-2-Clause
/* What the configuration and the command line come to: the particular prevails over the general. */
#include "cli/lint/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a rule that was named gets. */
typedef enum fdtr_severity level_fn(
	const struct lint_settings *settings, const struct fdtr_rule *rule, enum fdtr_severity level);

static enum fdtr_severity as_said(
	const struct lint_settings *settings, const struct fdtr_rule *rule, enum fdtr_severity level)
{
	(void)settings;
	(void)rule;
	return level;
}

/* Whoever selects a rule wants it on, even one that the configuration has off. */
static enum fdtr_severity as_configured(
	const struct lint_settings *settings, const struct fdtr_rule *rule, enum fdtr_severity level)
{
	enum fdtr_severity configured = config_level(&settings->config, rule);

	return configured == FDTR_OFF ? level : configured;
}

/* Sets the level of every rule that the pattern matches; false when it matches none. */
static bool set_levels(
	struct lint_settings *settings, const char *pattern, level_fn *level_of, enum fdtr_severity level)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		if (!config_rule_matches(pattern, rules[i]))
			continue;
		settings->severities[i] = (unsigned char)level_of(settings, rules[i], level);
		any = true;
	}
	return any;
}

static int apply_lists(struct lint_settings *settings, const struct lint_values *lists, level_fn *level_of,
	enum fdtr_severity level)
{
	for (size_t i = 0; i < lists->count; i++) {
		char *rest = lists->items[i];

		for (char *name; (name = strtok_r(rest, ",", &rest));) {
			if (!set_levels(settings, name, level_of, level))
				return no_such_rule("lint", name);
		}
	}
	return EXIT_CLEAN;
}

static int apply_warn(struct lint_settings *settings, char *text)
{
	char *equals = strchr(text, '=');
	enum fdtr_severity severity;

	if (!equals)
		return usage_error("lint", "-W wants RULE=LEVEL, not '%s'", text);
	*equals = '\0';
	if (!parse_severity(equals + 1, &severity))
		return usage_error("lint", "no level '%s': off, info, warning or error", equals + 1);
	if (!set_levels(settings, text, as_said, severity))
		return no_such_rule("lint", text);
	return EXIT_CLEAN;
}

static void apply_config(struct lint_settings *settings)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	for (size_t i = 0; i < count; i++) {
		bool selected = config_selects(&settings->config, rules[i]);

		settings->severities[i] =
			(unsigned char)(selected ? config_level(&settings->config, rules[i]) : FDTR_OFF);
	}
}

/* From the general to the particular, in whatever order they were given. */
static int apply_levels(struct lint_settings *settings)
{
	int status;

	apply_config(settings);
	if (settings->select.count)
		(void)set_levels(settings, "*", as_said, FDTR_OFF);
	status = apply_lists(settings, &settings->select, as_configured, FDTR_DEFAULT);
	if (!status)
		status = apply_lists(settings, &settings->ignore, as_said, FDTR_OFF);
	for (size_t i = 0; !status && i < settings->warn.count; i++)
		status = apply_warn(settings, settings->warn.items[i]);
	return status;
}

static int load(struct lint_settings *settings)
{
	struct fdtr_error error = {0};
	int status;

	if (settings->no_config)
		return EXIT_CLEAN;
	if (!settings->config_name)
		settings->config_name = config_find();
	if (!settings->config_name)
		return EXIT_CLEAN;
	status = config_read(&settings->config, settings->config_name, &error);
	if (status)
		complain("%s", error.message);
	return exit_of(status);
}

static int load_baseline(struct lint_settings *settings)
{
	struct fdtr_error error = {0};
	int status;

	if (!settings->baseline_name)
		return EXIT_CLEAN;
	status = baseline_read(&settings->baseline, settings->baseline_name, &error);
	if (status)
		complain("%s", error.message);
	return exit_of(status);
}

static void apply_rest(struct lint_settings *settings)
{
	const struct config *config = &settings->config;
	uint32_t usual = config->targets ? config->targets : FDTR_FOR_DEFAULT;

	if (!settings->options.targets)
		settings->options.targets = usual;
	settings->narrow = (settings->options.targets & usual) != usual;
	if (settings->options.memory == FDTR_MEMORY_AUTO)
		settings->options.memory = config->memory;
	if (settings->fail_on == FDTR_DEFAULT)
		settings->fail_on = config->fail_on;
	if (settings->fail_on == FDTR_DEFAULT)
		settings->fail_on = FDTR_ERROR;
}

int lint_settle(struct lint_settings *settings)
{
	int status = load(settings);

	if (!status)
		status = load_baseline(settings);
	if (status)
		return status;
	apply_rest(settings);
	return apply_levels(settings);
}

/* A selection stays one, so that the rules that it leaves out need not be listed. */
static int collect(const struct lint_settings *settings, struct config *config, struct config_level *levels,
	const char **names)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	bool selection = settings->select.count || config->select.given;
	uint32_t level_count = 0, name_count = 0;

	for (size_t i = 0; i < count; i++) {
		enum fdtr_severity level = (enum fdtr_severity)settings->severities[i];

		if (level != FDTR_OFF)
			names[name_count++] = rules[i]->name;
		if (level != FDTR_DEFAULT && (level != FDTR_OFF || !selection))
			levels[level_count++] = (struct config_level){rules[i]->name, level};
	}
	config->levels = levels;
	config->level_count = level_count;
	config->select = (struct config_names){names, name_count, selection};
	return config_write(config, stdout) ? EXIT_CLEAN : EXIT_SYSTEM;
}

int lint_config_dump(const struct lint_settings *settings)
{
	struct config config = settings->config;
	struct config_level *levels;
	const char **names;
	int status = EXIT_SYSTEM;
	size_t count;

	(void)fdtr_rules(&count);
	levels = calloc(count, sizeof(*levels));
	names = calloc(count, sizeof(*names));
	config.targets = settings->options.targets;
	config.memory = settings->options.memory;
	config.fail_on = settings->fail_on;
	if (levels && names)
		status = collect(settings, &config, levels, names);
	if (status)
		complain("the configuration cannot be written");
	free(levels);
	free(names);
	return status;
}
