// SPDX-License-Identifier: BSD-2-Clause
/* The command line of validate. */
#include "cli/check/check_options.h"
#include "cli/validate/validate.h"

#include <stdio.h>

static const char help[] =
	"usage: fdtrestrict validate [OPTION]... FILE...\n"
	"\n"
	"Holds device trees against bindings: .dtb files, .dts through dtc, overlays, - is stdin, directories with -r,\n"
	"shell patterns. ACPI tables, whose devices with properties are seen as nodes: .aml, .asl through iasl, what acpidump\n"
	"prints. And bindings themselves: .yaml files, with their examples.\n"
	"\n"
	"What is asked\n"
	"      --bindings DIR              every binding below it, not those of restricted DMA, which are built in\n"
	"      --limit PATH                only bindings whose file's name has this in it\n"
	"      --compatible-only           only bindings that a node's compatible chooses\n"
	"      --cache FILE                keeps what was read of --bindings, for the next run\n" CHECK_HELP_RULES
	"\n"
	"Input\n" CHECK_HELP_INPUT "\n"
	"Output\n" CHECK_HELP_OUTPUT CHECK_HELP_STATUS;

enum { OPTION_BINDINGS = CHECK_OPTION_END, OPTION_LIMIT, OPTION_COMPATIBLE_ONLY, OPTION_CACHE };

static const struct option long_options[] = {
	CHECK_LONG_OPTIONS,
	{"bindings", required_argument, NULL, OPTION_BINDINGS},
	{"limit", required_argument, NULL, OPTION_LIMIT},
	{"compatible-only", no_argument, NULL, OPTION_COMPATIBLE_ONLY},
	{"cache", required_argument, NULL, OPTION_CACHE},
	{NULL, 0, NULL, 0},
};

void validate_write_help(void)
{
	(void)fputs(help, stdout);
}

static int set_option(struct validate_settings *settings, int option, char *value)
{
	switch (option) {
	case OPTION_BINDINGS:
		return check_values_add(&settings->bindings, value);
	case OPTION_LIMIT:
		settings->limit = value;
		return EXIT_CLEAN;
	case OPTION_COMPATIBLE_ONLY:
		settings->compatible_only = true;
		return EXIT_CLEAN;
	case OPTION_CACHE:
		settings->cache = value;
		return EXIT_CLEAN;
	default:
		return check_options_set(&settings->check, option, value);
	}
}

int validate_options_parse(struct validate_settings *settings, int argc, char **argv)
{
	int option, status = check_options_begin(&settings->check, argc);

	if (!status && !check_values_make(&settings->bindings, argc)) {
		complain("out of memory");
		status = EXIT_SYSTEM;
	}
	while (!status && (option = getopt_long(argc, argv, CHECK_SHORT_OPTIONS, long_options, NULL)) != -1)
		status = set_option(settings, option, optarg);
	check_options_end(&settings->check);
	return status;
}
