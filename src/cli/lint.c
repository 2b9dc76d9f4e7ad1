// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cli.h"

#include "report/report.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
	"usage: fdtrestrict lint [OPTION]... FILE...\n"
	"\n"
	"Says what guests would silently get wrong in device trees (.dtb, or .dts through dtc; - is stdin).\n"
	"\n"
	"      --memory final|provisional  is /memory what the guest gets? (provisional)\n"
	"      --kernel ADDR+SIZE          where the kernel image is loaded\n"
	"      --dtb-at ADDR               where the blob itself is loaded\n"
	"  -W, --warn RULE=LEVEL           off, info, warning or error for a rule; repeatable\n"
	"      --fail-on LEVEL             exit 1 from this level on (error)\n"
	"      --exit-zero                 exit 0 whatever is found\n"
	"      --format text|json          (text)\n"
	"      --list-rules                the rules, their level and what they want\n"
	"\n"
	"Exit status: 0 clean, 1 findings, 2 usage, 3 unreadable input, 4 output not written.\n";

struct lint_settings {
	struct fdtr_lint_options options;
	unsigned char *severities;
	enum fdtr_severity fail_on;
	const struct fdtr_report_format *format;
	struct fdtr_region taken[2];
	uint64_t dtb_at;
	bool has_dtb_at;
	bool exit_zero;
	bool list_rules;
	bool help;
};

enum {
	OPTION_MEMORY = 256,
	OPTION_KERNEL,
	OPTION_DTB_AT,
	OPTION_FAIL_ON,
	OPTION_EXIT_ZERO,
	OPTION_FORMAT,
	OPTION_LIST
};

static const struct option long_options[] = {
	{"memory", required_argument, NULL, OPTION_MEMORY},
	{"kernel", required_argument, NULL, OPTION_KERNEL},
	{"dtb-at", required_argument, NULL, OPTION_DTB_AT},
	{"warn", required_argument, NULL, 'W'},
	{"fail-on", required_argument, NULL, OPTION_FAIL_ON},
	{"exit-zero", no_argument, NULL, OPTION_EXIT_ZERO},
	{"format", required_argument, NULL, OPTION_FORMAT},
	{"list-rules", no_argument, NULL, OPTION_LIST},
	{"help", no_argument, NULL, 'h'},
	{NULL, 0, NULL, 0},
};

static int set_level(struct lint_settings *settings, char *text)
{
	char *equals = strchr(text, '=');
	enum fdtr_severity severity;
	int rule;

	if (!equals)
		return usage_error("lint", "-W wants RULE=LEVEL, not '%s'", text);
	*equals = '\0';
	rule = fdtr_rule_index(text);
	if (rule < 0)
		return usage_error("lint", "no rule '%s'; --list-rules lists them", text);
	if (!parse_severity(equals + 1, &severity))
		return usage_error("lint", "no level '%s': off, info, warning or error", equals + 1);
	settings->severities[rule] = (unsigned char)severity;
	return EXIT_CLEAN;
}

static int set_kernel(struct lint_settings *settings, const char *text)
{
	struct fdtr_region *region = &settings->taken[settings->options.taken_count];

	*region = (struct fdtr_region){
		.kind = FDTR_REGION_KERNEL, .pool = FDTR_NONE, .origin = {.object = FDTR_NONE}};
	if (settings->options.taken_count)
		return usage_error("lint", "--kernel is given twice");
	if (!parse_range(text, &region->range))
		return usage_error("lint", "--kernel wants ADDR+SIZE, not '%s'", text);
	settings->options.taken_count = 1;
	return EXIT_CLEAN;
}

static int set_option(struct lint_settings *settings, int option, char *value)
{
	switch (option) {
	case 'W':
		return set_level(settings, value);
	case OPTION_MEMORY:
		if (!parse_memory(value, &settings->options.memory))
			return usage_error("lint", "--memory is final or provisional, not '%s'", value);
		return EXIT_CLEAN;
	case OPTION_KERNEL:
		return set_kernel(settings, value);
	case OPTION_DTB_AT:
		settings->has_dtb_at =
			parse_size(value, &settings->dtb_at) && settings->dtb_at <= UINT64_MAX - INT32_MAX;
		return settings->has_dtb_at ? EXIT_CLEAN : usage_error("lint", "--dtb-at wants an address");
	case OPTION_FAIL_ON:
		if (!parse_severity(value, &settings->fail_on) || settings->fail_on == FDTR_OFF)
			return usage_error("lint", "--fail-on is info, warning or error, not '%s'", value);
		return EXIT_CLEAN;
	case OPTION_FORMAT:
		settings->format = fdtr_report_format(value);
		return settings->format ? EXIT_CLEAN
		                        : usage_error("lint", "no format '%s': text or json", value);
	case OPTION_EXIT_ZERO:
		settings->exit_zero = true;
		return EXIT_CLEAN;
	case OPTION_LIST:
		settings->list_rules = true;
		return EXIT_CLEAN;
	case 'h':
		settings->help = true;
		return EXIT_CLEAN;
	default:
		return usage_error("lint", "bad option");
	}
}

static int parse_options(struct lint_settings *settings, int argc, char **argv)
{
	int option, status = EXIT_CLEAN;

	while (!status && (option = getopt_long(argc, argv, "W:h", long_options, NULL)) != -1)
		status = set_option(settings, option, optarg);
	return status;
}

static int list_rules(void)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	for (size_t i = 0; i < count; i++)
		printf("%-36s %-8s %s\n", rules[i]->name, fdtr_severity_name(rules[i]->severity),
			rules[i]->summary);
	return EXIT_CLEAN;
}

/* Where the blob is loaded is known to the user, how large it is only here. */
static struct fdtr_lint_options options_for(struct lint_settings *settings, const struct blob *blob)
{
	struct fdtr_lint_options options = settings->options;
	struct fdtr_region *region = &settings->taken[options.taken_count];

	options.taken = settings->taken;
	*region = (struct fdtr_region){
		.kind = FDTR_REGION_DTB, .pool = FDTR_NONE, .origin = {.object = FDTR_NONE}};
	if (settings->has_dtb_at && fdtr_range_make(settings->dtb_at, blob->size, &region->range))
		options.taken_count++;
	return options;
}

static int lint_blob(
	struct lint_settings *settings, const struct blob *blob, void *report, struct fdtr_error *error)
{
	struct fdtr_lint_options options = options_for(settings, blob);
	struct fdtr_report_file file = {.name = blob->name};
	struct analysis analysis = {0};
	int status = analyse(blob, &options, &analysis, error);

	if (status)
		return exit_of(status);
	file.tree = &analysis.tree;
	file.findings = &analysis.findings;
	settings->format->file(report, &file);
	status = fdtr_findings_count(&analysis.findings, settings->fail_on) && !settings->exit_zero
	                 ? EXIT_FINDINGS
	                 : EXIT_CLEAN;
	analysis_free(&analysis);
	return status;
}

static int lint_file(struct lint_settings *settings, const char *name, void *report)
{
	struct fdtr_report_file failed = {.name = name};
	struct fdtr_error error = {0};
	struct blob blob;
	int status = exit_of(blob_read(&blob, name, &error));

	if (!status)
		status = lint_blob(settings, &blob, report, &error);
	if (status > EXIT_FINDINGS) {
		complain("%s", error.message);
		failed.failure = error.message;
		settings->format->file(report, &failed);
	}
	blob_free(&blob);
	return status;
}

/* One unreadable file does not stop the rest; the gravest status stands. */
static int lint_files(struct lint_settings *settings, int count, char **names)
{
	void *report = settings->format->begin(stdout);
	int worst = EXIT_CLEAN, status;

	if (!report) {
		complain("out of memory");
		return EXIT_SYSTEM;
	}
	for (int i = 0; i < count; i++) {
		status = lint_file(settings, names[i], report);
		worst = status > worst ? status : worst;
	}
	if (!settings->format->end(report)) {
		complain("cannot write to stdout");
		return EXIT_SYSTEM;
	}
	return worst;
}

static int run(struct lint_settings *settings, int argc, char **argv)
{
	int status = parse_options(settings, argc, argv);

	if (status)
		return status;
	if (settings->help) {
		fputs(help, stdout);
		return EXIT_CLEAN;
	}
	if (settings->list_rules)
		return list_rules();
	if (optind == argc)
		return usage_error("lint", "no file given");
	return lint_files(settings, argc - optind, argv + optind);
}

int command_lint(int argc, char **argv)
{
	struct lint_settings settings = {.fail_on = FDTR_ERROR, .format = &fdtr_report_text};
	size_t count;
	int status;

	(void)fdtr_rules(&count);
	settings.severities = calloc(count, 1);
	if (!settings.severities) {
		complain("out of memory");
		return EXIT_SYSTEM;
	}
	settings.options.severities = settings.severities;
	status = run(&settings, argc, argv);
	free(settings.severities);
	return status;
}
