// SPDX-License-Identifier: BSD-2-Clause
/* The command line of lint. */
#include "cli/lint/lint.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
	"usage: fdtrestrict lint [OPTION]... FILE...\n"
	"\n"
	"Says what guests would silently get wrong in device trees: .dtb files, .dts through dtc, - is stdin,\n"
	"directories with -r, shell patterns.\n"
	"\n"
	"What is asked\n"
	"      --target TARGET,...         whose behaviour counts (spec and every Linux); --list-targets\n"
	"      --select RULE,...           only these rules; patterns such as 'pool-*' too\n"
	"      --ignore RULE,...           not these rules\n"
	"  -W, --warn RULE=LEVEL           off, info, warning or error for a rule\n"
	"      --config FILE               instead of the nearest .fdtrestrict.yaml, here or further up\n"
	"      --no-config                 none at all\n"
	"      --dump-config               the configuration that all this comes to\n"
	"      --baseline FILE             not what is known there already\n"
	"      --write-baseline FILE       make all that is found known\n"
	"      --memory final|provisional  is /memory what the guest gets? (in a VMM's tree it is)\n"
	"      --kernel ADDR+SIZE          where the kernel image is loaded\n"
	"      --dtb-at ADDR               where the blob itself is loaded\n"
	"\n"
	"Repair\n"
	"      --fix                       repair what can be, in the files, and report what is left\n"
	"      --diff                      show the repairs, for patch -p1, and report nothing\n"
	"\n"
	"Input\n"
	"  -I, --include DIR               look for what source includes there too, besides its own folder\n"
	"  -D, --define NAME[=VALUE]       for the preprocessor\n"
	"  -f, --force                     lint also what dtc calls wrong, where it makes a tree of it\n"
	"      --base FILE                 the tree that overlays are for: lint them as applied\n"
	"  -r, --recursive                 every tree below a directory\n"
	"  -j, --jobs N                    lint so many files at a time (1)\n"
	"\n"
	"Output\n"
	"      --format text|gcc|json|jsonl|sarif|github|junit\n"
	"                                  (as FILE is called, or text)\n"
	"  -o, --output FILE               write the report there\n"
	"      --color auto|always|never   (auto)\n"
	"      --fail-on LEVEL             exit 1 from this level on (error)\n"
	"      --exit-zero                 exit 0 whatever is found\n"
	"      --list-rules                the rules, their level and what they want; more with --format json\n"
	"      --list-targets              the targets: what each accepts, reads and limits\n"
	"\n"
	"Exit status: 0 clean, 1 findings, 2 usage, 3 unreadable input, 4 output not written.\n";

enum {
	OPTION_MEMORY = 256,
	OPTION_KERNEL,
	OPTION_DTB_AT,
	OPTION_FAIL_ON,
	OPTION_EXIT_ZERO,
	OPTION_FORMAT,
	OPTION_COLOUR,
	OPTION_TARGET,
	OPTION_SELECT,
	OPTION_IGNORE,
	OPTION_CONFIG,
	OPTION_NO_CONFIG,
	OPTION_DUMP_CONFIG,
	OPTION_BASELINE,
	OPTION_WRITE_BASELINE,
	OPTION_BASE,
	OPTION_FIX,
	OPTION_DIFF,
	OPTION_LIST_RULES,
	OPTION_LIST_TARGETS
};

static const struct option long_options[] = {
	{"memory", required_argument, NULL, OPTION_MEMORY},
	{"kernel", required_argument, NULL, OPTION_KERNEL},
	{"dtb-at", required_argument, NULL, OPTION_DTB_AT},
	{"target", required_argument, NULL, OPTION_TARGET},
	{"select", required_argument, NULL, OPTION_SELECT},
	{"ignore", required_argument, NULL, OPTION_IGNORE},
	{"warn", required_argument, NULL, 'W'},
	{"include", required_argument, NULL, 'I'},
	{"define", required_argument, NULL, 'D'},
	{"force", no_argument, NULL, 'f'},
	{"config", required_argument, NULL, OPTION_CONFIG},
	{"no-config", no_argument, NULL, OPTION_NO_CONFIG},
	{"dump-config", no_argument, NULL, OPTION_DUMP_CONFIG},
	{"baseline", required_argument, NULL, OPTION_BASELINE},
	{"write-baseline", required_argument, NULL, OPTION_WRITE_BASELINE},
	{"base", required_argument, NULL, OPTION_BASE},
	{"recursive", no_argument, NULL, 'r'},
	{"jobs", required_argument, NULL, 'j'},
	{"fix", no_argument, NULL, OPTION_FIX},
	{"diff", no_argument, NULL, OPTION_DIFF},
	{"fail-on", required_argument, NULL, OPTION_FAIL_ON},
	{"exit-zero", no_argument, NULL, OPTION_EXIT_ZERO},
	{"format", required_argument, NULL, OPTION_FORMAT},
	{"output", required_argument, NULL, 'o'},
	{"color", required_argument, NULL, OPTION_COLOUR},
	{"list-rules", no_argument, NULL, OPTION_LIST_RULES},
	{"list-targets", no_argument, NULL, OPTION_LIST_TARGETS},
	{"help", no_argument, NULL, 'h'},
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
		settings->options.targets |= FDTR_FOR(target);
	}
	return EXIT_CLEAN;
}

static int set_colour(struct lint_settings *settings, const char *text)
{
	static const char *const names[] = {"auto", "always", "never"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(names); i++) {
		if (!strcmp(text, names[i])) {
			settings->colour = (enum lint_colour)i;
			return EXIT_CLEAN;
		}
	}
	return usage_error("lint", "--color is auto, always or never, not '%s'", text);
}

#define MAX_JOBS 64

static int set_jobs(struct lint_settings *settings, const char *text)
{
	uint64_t jobs;

	if (!parse_size(text, &jobs) || !jobs || jobs > MAX_JOBS)
		return usage_error("lint", "-j wants a number from 1 to %d, not '%s'", MAX_JOBS, text);
	settings->jobs = (unsigned int)jobs;
	return EXIT_CLEAN;
}

static int set_format(struct lint_settings *settings, const char *name)
{
	char names[FDTR_REPORT_NAMES];

	settings->format = fdtr_report_format(name);
	return settings->format
	               ? EXIT_CLEAN
	               : usage_error("lint", "no format '%s': %s", name, fdtr_report_format_names(names));
}

/* Unasked: what the file's name tells, annotations in a GitHub workflow, text. */
static void choose_format(struct lint_settings *settings)
{
	const char *actions = getenv("GITHUB_ACTIONS");
	bool annotate = !settings->output && actions && !strcmp(actions, "true");

	if (!settings->format && settings->output)
		settings->format = fdtr_report_format_of(settings->output);
	if (!settings->format)
		settings->format = annotate ? &fdtr_report_github : &fdtr_report_text;
}

static int set_config(struct lint_settings *settings, const char *name)
{
	free(settings->config_name);
	settings->config_name = strdup(name);
	settings->no_config = false;
	if (settings->config_name)
		return EXIT_CLEAN;
	complain("out of memory");
	return EXIT_SYSTEM;
}

static int add_value(struct lint_values *values, char *value)
{
	values->items[values->count++] = value;
	return EXIT_CLEAN;
}

/* Options that take a value. */
static int set_value(struct lint_settings *settings, int option, char *value)
{
	switch (option) {
	case 'W':
		return add_value(&settings->warn, value);
	case 'I':
		return add_value(&settings->includes, value);
	case 'D':
		return add_value(&settings->defines, value);
	case OPTION_SELECT:
		return add_value(&settings->select, value);
	case OPTION_IGNORE:
		return add_value(&settings->ignore, value);
	case OPTION_BASELINE:
		settings->baseline_name = value;
		return EXIT_CLEAN;
	case OPTION_WRITE_BASELINE:
		settings->write_baseline = value;
		return EXIT_CLEAN;
	case OPTION_CONFIG:
		return set_config(settings, value);
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
	case OPTION_FAIL_ON:
		return parse_severity(value, &settings->fail_on) && settings->fail_on != FDTR_OFF
		               ? EXIT_CLEAN
		               : usage_error("lint", "--fail-on is info, warning or error, not '%s'", value);
	case OPTION_FORMAT:
		return set_format(settings, value);
	case OPTION_COLOUR:
		return set_colour(settings, value);
	case OPTION_BASE:
		settings->base_name = value;
		return EXIT_CLEAN;
	case 'j':
		return set_jobs(settings, value);
	case 'o':
		settings->output = value;
		return EXIT_CLEAN;
	default:
		return usage_error("lint", "bad option");
	}
}

static int set_option(struct lint_settings *settings, int option, char *value)
{
	switch (option) {
	case 'r':
		settings->recursive = true;
		return EXIT_CLEAN;
	case 'f':
		settings->source.force = true;
		return EXIT_CLEAN;
	case OPTION_EXIT_ZERO:
		settings->exit_zero = true;
		return EXIT_CLEAN;
	case OPTION_FIX:
		settings->fix = true;
		return EXIT_CLEAN;
	case OPTION_DIFF:
		settings->diff = true;
		return EXIT_CLEAN;
	case OPTION_NO_CONFIG:
		settings->no_config = true;
		return EXIT_CLEAN;
	case OPTION_DUMP_CONFIG:
		settings->dump_config = true;
		return EXIT_CLEAN;
	case OPTION_LIST_RULES:
		settings->list_rules = true;
		return EXIT_CLEAN;
	case OPTION_LIST_TARGETS:
		settings->list_targets = true;
		return EXIT_CLEAN;
	case 'h':
		settings->help = true;
		return EXIT_CLEAN;
	default:
		return set_value(settings, option, value);
	}
}

static bool make_room(struct lint_settings *settings, int argc)
{
	struct lint_values *lists[] = {&settings->select, &settings->ignore, &settings->warn,
		&settings->includes, &settings->defines};
	bool made = true;
	size_t count;

	(void)fdtr_rules(&count);
	settings->severities = calloc(count, 1);
	settings->options.severities = settings->severities;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(lists); i++) {
		lists[i]->items = calloc((size_t)argc, sizeof(char *));
		made = made && lists[i]->items;
	}
	return made && settings->severities;
}

/* One file after the other: two of them may include a third, which is written. */
static int check_fix(struct lint_settings *settings)
{
	if (!settings->fix && !settings->diff)
		return EXIT_CLEAN;
	if (settings->fix && settings->diff)
		return usage_error("lint", "--fix writes the files, --diff only shows how: one of them");
	if (settings->base_name)
		return usage_error(
			"lint", "--fix and --diff are for single files, not for what --base makes of them");
	if (settings->diff && (settings->output || settings->write_baseline))
		return usage_error("lint",
			"--diff writes to stdout and reports nothing that could be written elsewhere");
	settings->jobs = 1;
	return EXIT_CLEAN;
}

int lint_options_parse(struct lint_settings *settings, int argc, char **argv)
{
	int option, status = EXIT_CLEAN;

	if (!make_room(settings, argc)) {
		complain("out of memory");
		return EXIT_SYSTEM;
	}
	while (!status && (option = getopt_long(argc, argv, "W:I:D:frj:o:h", long_options, NULL)) != -1)
		status = set_option(settings, option, optarg);
	choose_format(settings);
	settings->source.includes = (const char *const *)settings->includes.items;
	settings->source.include_count = settings->includes.count;
	settings->source.defines = (const char *const *)settings->defines.items;
	settings->source.define_count = settings->defines.count;
	if (!status)
		status = check_fix(settings);
	return status;
}

void lint_options_free(struct lint_settings *settings)
{
	baseline_free(&settings->baseline);
	config_free(&settings->config);
	free(settings->config_name);
	free(settings->severities);
	free(settings->select.items);
	free(settings->ignore.items);
	free(settings->warn.items);
	free(settings->includes.items);
	free(settings->defines.items);
}
