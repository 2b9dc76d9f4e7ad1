// SPDX-License-Identifier: BSD-2-Clause
#include "cli/adopt/config.h"
#include "cli/catalogue.h"
#include "cli/cli.h"
#include "report/report.h"

#include <fnmatch.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
	"usage: fdtrestrict explain [OPTION]... [RULE|TOPIC]...\n"
	"\n"
	"Tells why a rule exists, what happens on which kernel, what to do, and shows a wrong and a right tree; or of a\n"
	"topic, such as pool-size. Without either it lists them; patterns such as '*-unused' stand for several.\n"
	"\n"
	"      --all                       every rule and topic\n"
	"      --format text|markdown|man  (text)\n";

struct explain_settings {
	const struct catalogue_format *format;
	bool all;
	bool help;
};

enum { OPTION_ALL = 256, OPTION_FORMAT };

static const struct option long_options[] = {
	{"all", no_argument, NULL, OPTION_ALL},
	{"format", required_argument, NULL, OPTION_FORMAT},
	{"help", no_argument, NULL, 'h'},
	{NULL, 0, NULL, 0},
};

static int set_format(struct explain_settings *settings, const char *name)
{
	static const struct catalogue_format *const formats[] = {
		&catalogue_text, &catalogue_markdown, &catalogue_man};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(formats); i++) {
		if (!strcmp(formats[i]->name, name)) {
			settings->format = formats[i];
			return EXIT_CLEAN;
		}
	}
	return usage_error("explain", "no format '%s': text, markdown or man", name);
}

static int parse_options(struct explain_settings *settings, int argc, char **argv)
{
	int option, status = EXIT_CLEAN;

	while (!status && (option = getopt_long(argc, argv, "h", long_options, NULL)) != -1) {
		if (option == OPTION_ALL)
			settings->all = true;
		else if (option == OPTION_FORMAT)
			status = set_format(settings, optarg);
		else if (option == 'h')
			settings->help = true;
		else
			status = usage_error("explain", "bad option");
	}
	return status;
}

/* Whether a rule is of another family than the one before it. */
static bool begins_family(const char **family, size_t index)
{
	const char *before = *family;

	*family = fdtr_rule_family(index);
	return strcmp(before, *family) != 0;
}

/* Lint's go without saying. */
static void write_family(size_t index, const char *family, const struct fdtr_rule *rule)
{
	const char *command = fdtr_rule_command(rule);

	printf("%s%s", index ? "\n" : "", family);
	if (command && strcmp(command, "lint") != 0)
		printf(", by `fdtrestrict %s`", command);
	putchar('\n');
}

static void write_list(void)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	const char *family = "";

	for (size_t i = 0; i < count; i++) {
		if (begins_family(&family, i))
			write_family(i, family, rules[i]);
		printf("  %-36s %s\n", rules[i]->name, rules[i]->summary);
	}
	puts("\ntopics");
	for (const struct topic *topic = topics; topic->name; topic++)
		printf("  %-36s %s\n", topic->name, topic->summary);
	puts("\n`fdtrestrict explain RULE` tells about one, `fdtrestrict explain --all` about all.");
}

/* Rules and, behind them, topics. */
static size_t rule_total(void)
{
	size_t count;

	(void)fdtr_rules(&count);
	return count;
}

static const struct fdtr_rule *rule_at(size_t index)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	return index < count ? rules[index] : NULL;
}

/* One without a name is behind the last. */
static const struct topic *topic_at(size_t index)
{
	return &topics[index - rule_total()];
}

static const char *name_at(const void *context, size_t index)
{
	const struct fdtr_rule *rule = rule_at(index);

	(void)context;
	return rule ? rule->name : topic_at(index)->name;
}

static bool matches(const char *pattern, size_t index)
{
	const struct fdtr_rule *rule = rule_at(index);

	return rule ? config_rule_matches(pattern, rule) : !fnmatch(pattern, topic_at(index)->name, 0);
}

static void write_chosen(const struct catalogue_format *format, const size_t *chosen, size_t count)
{
	const char *family = "", *before;

	if (format->begin)
		format->begin(stdout);
	for (size_t i = 0; i < count; i++) {
		before = family;
		family = rule_at(chosen[i]) ? fdtr_rule_family(chosen[i]) : "topics";
		if (strcmp(before, family) != 0 && format->family)
			format->family(stdout, family);
		if (i && !format->family)
			fputs("\n\n", stdout);
		if (rule_at(chosen[i]))
			format->rule(stdout, rule_at(chosen[i]));
		else
			format->topic(stdout, topic_at(chosen[i]));
	}
}

/* Adds what the name or pattern stands for, each once; false when there is none. */
static bool choose(const char *pattern, bool *is_chosen, size_t *chosen, size_t *count)
{
	bool found = false;

	for (size_t i = 0; name_at(NULL, i); i++) {
		if (!matches(pattern, i))
			continue;
		found = true;
		if (!is_chosen[i])
			chosen[(*count)++] = i;
		is_chosen[i] = true;
	}
	return found;
}

static int no_such(const char *name)
{
	const char *nearest = fdtr_nearest_name(name, name_at, NULL);

	if (nearest)
		return usage_error("explain", "no rule '%s'; did you mean '%s'?", name, nearest);
	return no_such_rule("explain", name);
}

static int explain(const struct catalogue_format *format, char **patterns, size_t pattern_count)
{
	size_t all = 0, count = 0;
	int status = EXIT_CLEAN;
	size_t *chosen;
	bool *is_chosen;

	while (name_at(NULL, all))
		all++;
	chosen = calloc(all + 1, sizeof(*chosen));
	is_chosen = calloc(all + 1, sizeof(*is_chosen));
	if (!chosen || !is_chosen) {
		complain("out of memory");
		status = EXIT_SYSTEM;
	}
	for (size_t i = 0; !status && i < pattern_count; i++) {
		if (!choose(patterns[i], is_chosen, chosen, &count))
			status = no_such(patterns[i]);
	}
	if (!status)
		write_chosen(format, chosen, count);
	free(chosen);
	free(is_chosen);
	return status;
}

int command_explain(int argc, char **argv)
{
	struct explain_settings settings = {.format = &catalogue_text};
	int status = parse_options(&settings, argc, argv);

	if (status)
		return status;
	if (settings.help) {
		fputs(help, stdout);
		return EXIT_CLEAN;
	}
	if (settings.all && optind < argc)
		return usage_error(
			"explain", "--all is every rule; '%s' besides is one too many", argv[optind]);
	if (settings.all)
		return explain(settings.format, (char *[]){"*"}, 1);
	if (optind < argc)
		return explain(settings.format, argv + optind, (size_t)(argc - optind));
	write_list();
	return EXIT_CLEAN;
}
