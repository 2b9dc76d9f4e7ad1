// SPDX-License-Identifier: BSD-2-Clause
/* What the configuration and the command line come to: the particular prevails over the general. */
#include "cli/check/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a rule that was named gets. */
typedef enum fdtr_severity level_fn(
	const struct check_settings *settings, const struct fdtr_rule *rule, enum fdtr_severity level);

static enum fdtr_severity as_said(
	const struct check_settings *settings, const struct fdtr_rule *rule, enum fdtr_severity level)
{
	(void)settings;
	(void)rule;
	return level;
}

/* Whoever selects a rule wants it on, even one that the configuration has off. */
static enum fdtr_severity as_configured(
	const struct check_settings *settings, const struct fdtr_rule *rule, enum fdtr_severity level)
{
	enum fdtr_severity configured = config_level(&settings->config, rule);

	return configured == FDTR_OFF ? level : configured;
}

/* Sets the level of every rule that the pattern matches; false when it matches none. */
static bool set_levels(
	struct check_settings *settings, const char *pattern, level_fn *level_of, enum fdtr_severity level)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		if (!check_has_rule(settings, rules[i]) || !config_rule_matches(pattern, rules[i]))
			continue;
		settings->severities[i] = (unsigned char)level_of(settings, rules[i], level);
		any = true;
	}
	return any;
}

/* There is none, or it is another command's. */
static int no_rule(const struct check_settings *settings, const char *pattern)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	for (size_t i = 0; i < count; i++) {
		if (config_rule_matches(pattern, rules[i]))
			return usage_error(settings->command, "'%s' is a rule of `fdtrestrict %s`, not of %s",
				pattern, fdtr_rule_command(rules[i]), settings->command);
	}
	return no_such_rule(settings->command, pattern);
}

static int apply_lists(struct check_settings *settings, const struct check_values *lists, level_fn *level_of,
	enum fdtr_severity level)
{
	for (size_t i = 0; i < lists->count; i++) {
		char *rest = lists->items[i];

		for (char *name; (name = strtok_r(rest, ",", &rest));) {
			if (!set_levels(settings, name, level_of, level))
				return no_rule(settings, name);
		}
	}
	return EXIT_CLEAN;
}

static int apply_warn(struct check_settings *settings, char *text)
{
	char *equals = strchr(text, '=');
	enum fdtr_severity severity;

	if (!equals)
		return usage_error(settings->command, "-W wants RULE=LEVEL, not '%s'", text);
	*equals = '\0';
	if (!parse_severity(equals + 1, &severity))
		return usage_error(
			settings->command, "no level '%s': off, info, warning or error", equals + 1);
	if (!set_levels(settings, text, as_said, severity))
		return no_rule(settings, text);
	return EXIT_CLEAN;
}

/* A selection among another command's rules says nothing of this one's. */
static bool is_selection(const struct check_settings *settings)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	bool others = false;

	for (size_t i = 0; settings->config.select.given && i < count; i++) {
		if (!fdtr_rule_command(rules[i]) || !config_selects(&settings->config, rules[i]))
			continue;
		if (check_has_rule(settings, rules[i]))
			return true;
		others = true;
	}
	return !others;
}

static void apply_config(struct check_settings *settings)
{
	bool selection = is_selection(settings);
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	for (size_t i = 0; i < count; i++) {
		bool selected = !check_has_rule(settings, rules[i]) || !selection ||
		                config_selects(&settings->config, rules[i]);

		settings->severities[i] =
			(unsigned char)(selected ? config_level(&settings->config, rules[i]) : FDTR_OFF);
	}
}

/* From the general to the particular, in whatever order they were given. */
static int apply_levels(struct check_settings *settings)
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

static int load(struct check_settings *settings)
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

static int load_baseline(struct check_settings *settings)
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

static void apply_rest(struct check_settings *settings)
{
	const struct config *config = &settings->config;
	uint32_t usual = config->targets ? config->targets : FDTR_FOR_DEFAULT;

	if (!settings->targets)
		settings->targets = usual;
	settings->narrow = (settings->targets & usual) != usual;
	if (settings->fail_on == FDTR_DEFAULT)
		settings->fail_on = config->fail_on;
	if (settings->fail_on == FDTR_DEFAULT)
		settings->fail_on = FDTR_ERROR;
}

int check_settle(struct check_settings *settings)
{
	int status = load(settings);

	if (!status)
		status = load_baseline(settings);
	if (status)
		return status;
	apply_rest(settings);
	return apply_levels(settings);
}

/* Another command's rules stay selected as the configuration has them. */
static bool is_named(const struct check_settings *settings, const struct fdtr_rule *rule)
{
	return check_has_rule(settings, rule) ||
	       (settings->config.select.given && config_selects(&settings->config, rule));
}

/* A selection stays one, so that the rules that it leaves out need not be listed. */
static int collect(const struct check_settings *settings, struct config *config, struct config_level *levels,
	const char **names)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	bool selection = settings->select.count || config->select.given;
	uint32_t level_count = 0, name_count = 0;

	for (size_t i = 0; i < count; i++) {
		enum fdtr_severity level = (enum fdtr_severity)settings->severities[i];

		if (level != FDTR_OFF && is_named(settings, rules[i]))
			names[name_count++] = rules[i]->name;
		if (level != FDTR_DEFAULT && (level != FDTR_OFF || !selection))
			levels[level_count++] = (struct config_level){rules[i]->name, level};
	}
	config->levels = levels;
	config->level_count = level_count;
	config->select = (struct config_names){names, name_count, selection};
	return config_write(config, stdout) ? EXIT_CLEAN : EXIT_SYSTEM;
}

int check_config_dump(const struct check_settings *settings)
{
	struct config config = settings->config;
	struct config_level *levels;
	const char **names;
	int status = EXIT_SYSTEM;
	size_t count;

	(void)fdtr_rules(&count);
	levels = calloc(count, sizeof(*levels));
	names = calloc(count, sizeof(*names));
	config.targets = settings->targets;
	config.fail_on = settings->fail_on;
	if (levels && names)
		status = collect(settings, &config, levels, names);
	if (status)
		complain("the configuration cannot be written");
	free(levels);
	free(names);
	return status;
}
