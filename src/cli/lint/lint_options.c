// SPDX-License-Identifier: BSD-2-Clause
/* The command line of lint. */
#include "cli/lint/lint.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: fdtrestrict lint [OPTION]... FILE...\n"
	"\n"
	"Says what guests would silently get wrong in device trees: .dtb files, .dts through dtc, - is stdin,\n"
	"directories with -r, shell patterns; and in ACPI tables: .aml, .asl through iasl, what acpidump prints,\n"
	"/sys/firmware/acpi/tables. Tables that are named together are one machine's.\n"
	"\n"
	"What is asked\n"
	"      --target TARGET,...         whose behaviour counts (spec and every Linux); --list-targets\n" CHECK_HELP_RULES
		SITUATION_HELP "\n"
	"Repair\n"
	"      --fix                       repair what can be, in the files, and report what is left\n"
	"      --diff                      show the repairs, for patch -p1, and report nothing\n"
	"\n"
	"Input\n" CHECK_HELP_INPUT "\n"
	"Output\n" CHECK_HELP_OUTPUT
	"      --list-targets              the targets: what each accepts, reads and limits\n" CHECK_HELP_STATUS;

enum { OPTION_TARGET = SITUATION_OPTION_END, OPTION_FIX, OPTION_DIFF, OPTION_LIST_TARGETS };

static const struct option long_options[] = {
	CHECK_LONG_OPTIONS,
	SITUATION_LONG_OPTIONS,
	{"target", required_argument, NULL, OPTION_TARGET},
	{"fix", no_argument, NULL, OPTION_FIX},
	{"diff", no_argument, NULL, OPTION_DIFF},
	{"list-targets", no_argument, NULL, OPTION_LIST_TARGETS},
	{NULL, 0, NULL, 0},
};

void lint_write_help(void)
{
	(void)fputs(help, stdout);
}

int lint_set_targets(struct lint_settings *settings, char *list)
{
	for (char *rest = list, *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
		enum fdtr_target target = fdtr_target_find(name);

		if (target == FDTR_TARGET_COUNT)
			return no_such_target(settings->check.command, name);
		settings->check.targets |= FDTR_FOR(target);
	}
	return EXIT_CLEAN;
}

static int set_option(struct lint_settings *settings, int option, char *value)
{
	switch (option) {
	case OPTION_TARGET:
		return lint_set_targets(settings, value);
	case OPTION_FIX:
		settings->fix = true;
		return EXIT_CLEAN;
	case OPTION_DIFF:
		settings->diff = true;
		return EXIT_CLEAN;
	case OPTION_LIST_TARGETS:
		settings->list_targets = true;
		return EXIT_CLEAN;
	default:
		return situation_set(&settings->situation, &settings->check, option, value);
	}
}

/* One file after the other: two of them may include a third, which is written. */
static int settle_fix(struct lint_settings *settings)
{
	if (!settings->fix && !settings->diff)
		return EXIT_CLEAN;
	if (settings->fix && settings->diff)
		return usage_error("lint", "--fix writes the files, --diff only shows how: one of them");
	if (settings->check.base_name)
		return usage_error(
			"lint", "--fix and --diff are for single files, not for what --base makes of them");
	if (settings->diff && (settings->check.output || settings->check.write_baseline))
		return usage_error("lint",
			"--diff writes to stdout and reports nothing that could be written elsewhere");
	settings->check.jobs = 1;
	return EXIT_CLEAN;
}

int lint_options_parse(struct lint_settings *settings, int argc, char **argv)
{
	int option, status = check_options_begin(&settings->check, argc);

	while (!status && (option = getopt_long(argc, argv, CHECK_SHORT_OPTIONS, long_options, NULL)) != -1)
		status = set_option(settings, option, optarg);
	check_options_end(&settings->check);
	return status ? status : settle_fix(settings);
}
