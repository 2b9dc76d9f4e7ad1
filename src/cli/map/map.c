// SPDX-License-Identifier: BSD-2-Clause
/* fdtrestrict map: the command. */
#include "cli/map/map.h"

#include <getopt.h>

static int run(struct map_settings *settings, int argc, char **argv)
{
	int status = map_options_parse(settings, argc, argv);

	if (status)
		return status;
	if (settings->lint.check.help) {
		map_write_help();
		return EXIT_CLEAN;
	}
	status = lint_settle(&settings->lint);
	if (!status)
		status = situation_read(&settings->lint.situation);
	if (status)
		return status;
	if (optind == argc)
		return usage_error("map", "no file given");
	return map_files(settings, argc - optind, argv + optind);
}

int command_map(int argc, char **argv)
{
	struct map_settings settings = {.lint.check = {.command = "map", .rules_of = "lint"}};
	int status = run(&settings, argc, argv);

	situation_free(&settings.lint.situation);
	check_settings_free(&settings.lint.check);
	return status;
}
