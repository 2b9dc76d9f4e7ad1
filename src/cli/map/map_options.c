// SPDX-License-Identifier: BSD-2-Clause
/* The command line of map. */
#include "cli/map/map.h"
#include "report/map/map_picture.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: fdtrestrict map [OPTION]... FILE [FILE]\n"
	"\n"
	"Draws the memory of a device tree or of ACPI tables: banks, reserved regions, pools and who uses them, images, registers,\n"
	"PCI windows, what devices can reach; what overlaps stands side by side with the rule that forbids it. Files are as for\n"
	"lint. Of two descriptions it draws what is before and after.\n"
	"\n"
	"What is shown\n"
	"      --target TARGET,...         whose behaviour counts (spec and every Linux); lint --list-targets\n"
	"      --select RULE,...           only findings of these rules; patterns such as 'pool-*' too\n"
	"      --ignore RULE,...           none of these rules\n"
	"  -W, --warn RULE=LEVEL           off, info, warning or error for a rule; information is not shown\n"
	"      --config FILE               instead of the nearest .fdtrestrict.yaml, here or further up\n"
	"      --no-config                 none at all\n"
	"      --baseline FILE             no findings that are known there\n" SITUATION_HELP "\n"
	"Input\n"
	"  -I, --include DIR               look for what source includes there too, besides its own folder\n"
	"  -D, --define NAME[=VALUE]       for the preprocessor\n"
	"  -f, --force                     take also what dtc or iasl calls wrong, where it makes something of it\n"
	"      --base FILE                 the tree that an overlay is for: take it as applied\n"
	"\n"
	"Output\n"
	"      --format text|svg           (as FILE is called, or text)\n"
	"  -o, --output FILE               write the picture there\n"
	"      --width COLUMNS             of the text (the terminal's, or 80)\n"
	"      --ascii                     no box drawing, as where the locale has no UTF-8\n"
	"      --color auto|always|never   (auto)\n"
	"\n"
	"Exit status: 0 drawn, whatever was found; 2 usage, 3 unreadable input, 4 output not written.\n";

enum { OPTION_TARGET = SITUATION_OPTION_END, OPTION_WIDTH, OPTION_ASCII };

static const struct option long_options[] = {
	{"target", required_argument, NULL, OPTION_TARGET},
	{"select", required_argument, NULL, CHECK_OPTION_SELECT},
	{"ignore", required_argument, NULL, CHECK_OPTION_IGNORE},
	{"warn", required_argument, NULL, 'W'},
	{"config", required_argument, NULL, CHECK_OPTION_CONFIG},
	{"no-config", no_argument, NULL, CHECK_OPTION_NO_CONFIG},
	{"baseline", required_argument, NULL, CHECK_OPTION_BASELINE},
	SITUATION_LONG_OPTIONS,
	{"include", required_argument, NULL, 'I'},
	{"define", required_argument, NULL, 'D'},
	{"force", no_argument, NULL, 'f'},
	{"base", required_argument, NULL, CHECK_OPTION_BASE},
	{"format", required_argument, NULL, CHECK_OPTION_FORMAT},
	{"output", required_argument, NULL, 'o'},
	{"width", required_argument, NULL, OPTION_WIDTH},
	{"ascii", no_argument, NULL, OPTION_ASCII},
	{"color", required_argument, NULL, CHECK_OPTION_COLOUR},
	{"help", no_argument, NULL, 'h'},
	{NULL, 0, NULL, 0},
};

void map_write_help(void)
{
	(void)fputs(help, stdout);
}

static int set_format(struct map_settings *settings, const char *name)
{
	settings->format = !strcmp(name, "text")  ? MAP_FORMAT_TEXT
	                   : !strcmp(name, "svg") ? MAP_FORMAT_SVG
	                                          : MAP_FORMAT_UNSAID;
	return settings->format ? EXIT_CLEAN : usage_error("map", "no format '%s': text, svg", name);
}

#define WIDTH_MOST 1000

static int set_width(struct map_settings *settings, const char *text)
{
	uint64_t width;

	if (!parse_size(text, &width) || width < MAP_TEXT_LEAST || width > WIDTH_MOST)
		return usage_error("map", "--width wants a number from %d to %d, not '%s'", MAP_TEXT_LEAST,
			WIDTH_MOST, text);
	settings->width = (uint32_t)width;
	return EXIT_CLEAN;
}

static int set_option(struct map_settings *settings, int option, char *value)
{
	switch (option) {
	case OPTION_TARGET:
		return lint_set_targets(&settings->lint, value);
	case OPTION_WIDTH:
		return set_width(settings, value);
	case OPTION_ASCII:
		settings->ascii = true;
		return EXIT_CLEAN;
	case CHECK_OPTION_FORMAT:
		return set_format(settings, value);
	default:
		return situation_set(&settings->lint.situation, &settings->lint.check, option, value);
	}
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t length = strlen(name), end = strlen(suffix);

	return length > end && !strcmp(name + length - end, suffix);
}

int map_options_parse(struct map_settings *settings, int argc, char **argv)
{
	struct check_settings *check = &settings->lint.check;
	int option, status = check_options_begin(check, argc);

	while (!status && (option = getopt_long(argc, argv, "W:I:D:fo:h", long_options, NULL)) != -1)
		status = set_option(settings, option, optarg);
	check_options_end(check);
	check->exit_zero = true;
	if (!settings->format)
		settings->format =
			check->output && ends_in(check->output, ".svg") ? MAP_FORMAT_SVG : MAP_FORMAT_TEXT;
	return status;
}
