// SPDX-License-Identifier: BSD-2-Clause
/* fdtrestrict compare: the command. */
#include "cli/compare/compare.h"

#include <getopt.h>
#include <stdlib.h>

static int compare_files(struct compare_settings *settings)
{
	const struct check check = {.settings = &settings->check, .context = settings, .find = compare_find};
	struct check_run run;
	int status = check_begin(&run, &check, 1, &settings->tree);

	if (!status)
		status = check_report(&run, 1, &settings->tree);
	check_end(&run);
	return status;
}

static int run(struct compare_settings *settings, int argc, char **argv)
{
	int status = compare_options_parse(settings, argc, argv);

	if (status)
		return status;
	if (settings->check.help) {
		compare_write_help();
		return EXIT_CLEAN;
	}
	if (settings->check.list_rules)
		return check_list_rules(&settings->check);
	status = check_settle(&settings->check);
	if (status)
		return status;
	if (settings->check.dump_config)
		return check_config_dump(&settings->check);
	status = compare_sort_files(settings, argc - optind, argv + optind);
	return status ? status : compare_files(settings);
}

int command_compare(int argc, char **argv)
{
	struct compare_settings settings = {.check = {.command = "compare"}};
	int status = run(&settings, argc, argv);

	free(settings.tables);
	files_free(&settings.found);
	check_settings_free(&settings.check);
	return status;
}
