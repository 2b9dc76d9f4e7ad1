// SPDX-License-Identifier: BSD-2-Clause
/* fdtrestrict lint: the command. */
#include "cli/lint/lint.h"

#include <getopt.h>

static int run(struct lint_settings *settings, int argc, char **argv)
{
	int status = lint_options_parse(settings, argc, argv);

	if (status)
		return status;
	if (settings->help) {
		lint_write_help();
		return EXIT_CLEAN;
	}
	if (settings->list_rules)
		return lint_list_rules(settings);
	if (settings->list_targets)
		return lint_list_targets();
	status = lint_settle(settings);
	if (status)
		return status;
	if (settings->dump_config)
		return lint_config_dump(settings);
	if (optind == argc)
		return usage_error("lint", "no file given");
	return lint_files(settings, argc - optind, argv + optind);
}

int command_lint(int argc, char **argv)
{
	struct lint_settings settings = {.jobs = 1};
	int status = run(&settings, argc, argv);

	lint_options_free(&settings);
	return status;
}
