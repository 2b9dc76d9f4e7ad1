// SPDX-License-Identifier: BSD-2-Clause
/* The command line of lint. */
#include "cli/check/check_options.h"
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
	"      --memory final|provisional  is /memory what the guest gets? (in a VMM's tree it is)\n"
	"      --kernel ADDR+SIZE          where the kernel image is loaded\n"
	"      --dtb-at ADDR               where the blob itself is loaded\n"
	"      --memory-map FILE           the memory map beside ACPI tables: /proc/iomem, a boot log, JSON\n"
	"\n"
	"Repair\n"
	"      --fix                       repair what can be, in the files, and report what is left\n"
	"      --diff                      show the repairs, for patch -p1, and report nothing\n"
	"\n"
	"Input\n" CHECK_HELP_INPUT "\n"
	"Output\n" CHECK_HELP_OUTPUT
	"      --list-targets              the targets: what each accepts, reads and limits\n" CHECK_HELP_STATUS;

enum {
	OPTION_MEMORY = CHECK_OPTION_END,
	OPTION_KERNEL,
	OPTION_DTB_AT,
	OPTION_MEMORY_MAP,
	OPTION_TARGET,
	OPTION_FIX,
	OPTION_DIFF,
	OPTION_LIST_TARGETS
};

static const struct option long_options[] = {
	CHECK_LONG_OPTIONS,
	{"memory", required_argument, NULL, OPTION_MEMORY},
	{"kernel", required_argument, NULL, OPTION_KERNEL},
	{"dtb-at", required_argument, NULL, OPTION_DTB_AT},
	{"memory-map", required_argument, NULL, OPTION_MEMORY_MAP},
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

static int set_kernel(struct lint_settings *settings, const char *text)
{
	if (settings->has_kernel)
		return usage_error("lint", "--kernel is given twice");
	settings->kernel = (struct fdtr_region){
		.kind = FDTR_REGION_KERNEL, .pool = FDTR_NONE, .origin = {.object = FDTR_NONE}};
	settings->has_kernel = parse_range(text, &settings->kernel.range);
	return settings->has_kernel ? EXIT_CLEAN
	                            : usage_error("lint", "--kernel wants ADDR+SIZE, not '%s'", text);
}

static int set_dtb_at(struct lint_settings *settings, const char *text)
{
	settings->has_dtb_at =
		parse_size(text, &settings->dtb_at) && settings->dtb_at <= UINT64_MAX - INT32_MAX;
	return settings->has_dtb_at ? EXIT_CLEAN
	                            : usage_error("lint", "--dtb-at wants an address, not '%s'", text);
}

static int set_targets(struct lint_settings *settings, char *list)
{
	for (char *rest = list, *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
		enum fdtr_target target = fdtr_target_find(name);

		if (target == FDTR_TARGET_COUNT)
			return no_such_target("lint", name);
		settings->check.targets |= FDTR_FOR(target);
	}
	return EXIT_CLEAN;
}

static int set_option(struct lint_settings *settings, int option, char *value)
{
	switch (option) {
	case OPTION_TARGET:
		return set_targets(settings, value);
	case OPTION_MEMORY:
		return parse_memory(value, &settings->options.memory)
		               ? EXIT_CLEAN
		               : usage_error("lint", "--memory is final or provisional, not '%s'", value);
	case OPTION_KERNEL:
		return set_kernel(settings, value);
	case OPTION_DTB_AT:
		return set_dtb_at(settings, value);
	case OPTION_MEMORY_MAP:
		settings->map_name = value;
		return EXIT_CLEAN;
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
		return check_options_set(&settings->check, option, value);
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
