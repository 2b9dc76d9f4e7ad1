// SPDX-License-Identifier: BSD-2-Clause
/* The command line of predict. */
#include "cli/input/paths.h"
#include "cli/predict/predict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
	"usage: fdtrestrict predict [OPTION]... FILE...\n"
	"\n"
	"Says what guests will do with each device of a device tree, or of ACPI tables, and why: restricted to its pool,\n"
	"unrestricted, refused, stalled, crashed, or unknown. Input is what lint takes; tables that are named together are\n"
	"one machine's.\n"
	"\n"
	"What is asked\n"
	"  -g, --guest GUEST,...           whose behaviour: names, patterns such as 'linux-*', all, or kernel\n"
	"                                  configurations (linux-7.2 with and without the option, debian-13-arm64)\n"
	"      --kernel-config FILE        the guest whose kernel has this .config; /boot/config-VERSION\n"
	"      --device-features FILE      what the devices offer: JSON, or what generate --report json wrote\n"
	"      --device PATTERN            only these devices: paths, with * ? [] in them\n"
	"      --config FILE               instead of the nearest .fdtrestrict.yaml, here or further up\n"
	"      --no-config                 none at all\n" SITUATION_HELP "\n"
	"Input\n" CHECK_HELP_INPUT "\n"
	"Output\n"
	"      --format text|markdown|json\n"
	"                                  (as FILE is called, or text)\n"
	"  -o, --output FILE               write the answer there\n"
	"      --color auto|always|never   (auto)\n"
	"      --fail-on OUTCOME,...       exit 1 for these (unrestricted)\n"
	"      --exit-zero                 exit 0 whatever is found\n"
	"      --list-guests               the guests that are known, and where what is known of them stands\n"
	"\n"
	"Without --device-features each device is shown with VIRTIO_F_ACCESS_PLATFORM offered, which counts for the exit status,\n"
	"and absent, which does not. With it the devices in FILE count, and the others are assumed.\n"
	"\n"
	"Exit status: 0 none fails, 1 some device does, 2 usage, 3 unreadable input, 4 output not written.\n";

enum {
	OPTION_KERNEL_CONFIG = SITUATION_OPTION_END,
	OPTION_DEVICE_FEATURES,
	OPTION_DEVICE,
	OPTION_LIST_GUESTS
};

#define SHORT_OPTIONS "g:I:D:frj:o:h"

static const struct option long_options[] = {
	{"guest", required_argument, NULL, 'g'},
	{"kernel-config", required_argument, NULL, OPTION_KERNEL_CONFIG},
	{"device-features", required_argument, NULL, OPTION_DEVICE_FEATURES},
	{"device", required_argument, NULL, OPTION_DEVICE},
	{"list-guests", no_argument, NULL, OPTION_LIST_GUESTS},
	SITUATION_LONG_OPTIONS,
	{"config", required_argument, NULL, CHECK_OPTION_CONFIG},
	{"no-config", no_argument, NULL, CHECK_OPTION_NO_CONFIG},
	{"include", required_argument, NULL, 'I'},
	{"define", required_argument, NULL, 'D'},
	{"force", no_argument, NULL, 'f'},
	{"base", required_argument, NULL, CHECK_OPTION_BASE},
	{"recursive", no_argument, NULL, 'r'},
	{"jobs", required_argument, NULL, 'j'},
	{"fail-on", required_argument, NULL, CHECK_OPTION_FAIL_ON},
	{"exit-zero", no_argument, NULL, CHECK_OPTION_EXIT_ZERO},
	{"format", required_argument, NULL, CHECK_OPTION_FORMAT},
	{"output", required_argument, NULL, 'o'},
	{"color", required_argument, NULL, CHECK_OPTION_COLOUR},
	{"help", no_argument, NULL, 'h'},
	{NULL, 0, NULL, 0},
};

void predict_write_help(void)
{
	(void)fputs(help, stdout);
}

static int add_wish(struct predict_settings *settings, char *text, bool config)
{
	settings->wishes[settings->wish_count++] = (struct guest_wish){text, config};
	return EXIT_CLEAN;
}

static int set_format(struct check_settings *settings, const char *name)
{
	for (size_t i = 0; predict_formats[i]; i++) {
		if (strcmp(predict_formats[i]->name, name) != 0)
			continue;
		settings->format = predict_formats[i];
		return EXIT_CLEAN;
	}
	return usage_error("predict", "no format '%s': text, markdown, json", name);
}

static bool find_outcome(const char *name, uint32_t *outcomes)
{
	for (unsigned int i = 0; i <= FDTR_OUTCOME_UNKNOWN; i++) {
		if (strcmp(name, fdtr_outcome_name((enum fdtr_outcome)i)) != 0)
			continue;
		*outcomes |= 1U << i;
		return true;
	}
	return false;
}

static int set_fail_on(struct predict_settings *settings, char *list)
{
	settings->question.fail_on = 0;
	for (char *rest = list, *name; (name = strtok_r(rest, ",", &rest));) {
		if (!find_outcome(name, &settings->question.fail_on))
			return usage_error("predict",
				"no outcome '%s': restricted, unrestricted, refused, stalls, crashes, unknown",
				name);
	}
	return settings->question.fail_on ? EXIT_CLEAN : usage_error("predict", "--fail-on names no outcome");
}

static int set_features(struct predict_settings *settings, const char *name)
{
	if (settings->features_name)
		return usage_error("predict", "--device-features is given twice");
	settings->features_name = name;
	return EXIT_CLEAN;
}

static int set_option(struct predict_settings *settings, int option, char *value)
{
	switch (option) {
	case 'g':
		return add_wish(settings, value, false);
	case OPTION_KERNEL_CONFIG:
		return add_wish(settings, value, true);
	case OPTION_DEVICE_FEATURES:
		return set_features(settings, value);
	case OPTION_DEVICE:
		return check_values_add(&settings->devices, value);
	case OPTION_LIST_GUESTS:
		settings->list_guests = true;
		return EXIT_CLEAN;
	case CHECK_OPTION_FORMAT:
		return set_format(&settings->check, value);
	case CHECK_OPTION_FAIL_ON:
		return set_fail_on(settings, value);
	default:
		return situation_set(&settings->situation, &settings->check, option, value);
	}
}

/* As the file is called, else for people. */
static void choose_format(struct check_settings *settings)
{
	for (size_t i = 0; !settings->format && settings->output && predict_formats[i]; i++) {
		if (predict_formats[i]->suffix &&
			path_has_suffix(settings->output, predict_formats[i]->suffix))
			settings->format = predict_formats[i];
	}
	if (!settings->format)
		settings->format = &predict_text;
}

int predict_options_parse(struct predict_settings *settings, int argc, char **argv)
{
	int option, status = check_options_begin(&settings->check, argc);

	settings->wishes = calloc((size_t)argc, sizeof(*settings->wishes));
	settings->question.met = calloc((size_t)argc, sizeof(bool));
	if (!status && (!settings->wishes || !settings->question.met ||
			       !check_values_make(&settings->devices, argc))) {
		complain("out of memory");
		status = EXIT_SYSTEM;
	}
	settings->question.fail_on = 1U << FDTR_OUTCOME_UNRESTRICTED;
	while (!status && (option = getopt_long(argc, argv, SHORT_OPTIONS, long_options, NULL)) != -1)
		status = set_option(settings, option, optarg);
	settings->question.pattern_count = settings->devices.count;
	choose_format(&settings->check);
	check_options_end(&settings->check);
	return status;
}
