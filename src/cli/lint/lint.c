// SPDX-License-Identifier: BSD-2-Clause
/* fdtrestrict lint: the command. */
#include "cli/lint/lint.h"

#include <getopt.h>

int lint_settle(struct lint_settings *settings)
{
	struct check_settings *check = &settings->check;
	int status = check_settle(check);

	settings->options.targets = check->targets;
	settings->options.severities = check->severities;
	settings->options.memory = settings->situation.memory;
	if (settings->options.memory == FDTR_MEMORY_AUTO)
		settings->options.memory = check->config.memory;
	check->config.memory = settings->options.memory;
	return status;
}

static int run(struct lint_settings *settings, int argc, char **argv)
{
	int status = lint_options_parse(settings, argc, argv);

	if (status)
		return status;
	if (settings->check.help) {
		lint_write_help();
		return EXIT_CLEAN;
	}
	if (settings->check.list_rules)
		return check_list_rules(&settings->check);
	if (settings->list_targets)
		return lint_list_targets();
	status = lint_settle(settings);
	if (!status)
		status = situation_read(&settings->situation);
	if (status)
		return status;
	if (settings->check.dump_config)
		return check_config_dump(&settings->check);
	if (optind == argc)
		return usage_error("lint", "no file given");
	return lint_files(settings, argc - optind, argv + optind);
}

int command_lint(int argc, char **argv)
{
	struct lint_settings settings = {.check = {.command = "lint"}};
	int status = run(&settings, argc, argv);

	situation_free(&settings.situation);
	check_settings_free(&settings.check);
	return status;
}
