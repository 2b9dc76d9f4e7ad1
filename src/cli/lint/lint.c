// SPDX-License-Identifier: BSD-2-Clause
/* fdtrestrict lint: the command. */
#include "cli/lint/lint.h"

#include <getopt.h>
#include <stdlib.h>

/* What the command line leaves open, the configuration may say. */
static int settle(struct lint_settings *settings)
{
	struct check_settings *check = &settings->check;
	int status = check_settle(check);

	settings->options.targets = check->targets;
	settings->options.severities = check->severities;
	if (settings->options.memory == FDTR_MEMORY_AUTO)
		settings->options.memory = check->config.memory;
	check->config.memory = settings->options.memory;
	return status;
}

static int read_map(struct lint_settings *settings)
{
	struct fdtr_error error = {0};
	int status;

	if (!settings->map_name)
		return EXIT_CLEAN;
	status = text_file_read(&settings->map_text, settings->map_name, MEMORY_MAP_LIMIT, &error);
	if (!status)
		status = memory_map_parse(&settings->map, settings->map_name, settings->map_text.text,
			settings->map_text.size, &error);
	if (status)
		complain("%s", error.message);
	return status == FDTR_ERR_ARGUMENT ? EXIT_INPUT : exit_of(status);
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
	status = settle(settings);
	if (!status)
		status = read_map(settings);
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

	memory_map_free(&settings.map);
	free(settings.map_text.text);
	check_settings_free(&settings.check);
	return status;
}
