// SPDX-License-Identifier: BSD-2-Clause
/* fdtrestrict predict: the command. */
#include "cli/predict/predict.h"

#include <stdlib.h>
#include <string.h>

static int read_features(struct predict_settings *settings)
{
	struct fdtr_error error = {0};
	int status;

	if (!settings->features_name)
		return EXIT_CLEAN;
	settings->question.described = true;
	status = features_read(&settings->features, settings->features_name, &error);
	if (status)
		complain("%s", error.message);
	return status == FDTR_ERR_ARGUMENT ? EXIT_INPUT : exit_of(status);
}

/* Findings are lint's: neither rules nor comments about them say anything here. */
static void silence(struct check_settings *settings)
{
	size_t count;

	(void)fdtr_rules(&count);
	memset(settings->severities, FDTR_OFF, count);
}

static int settle(struct predict_settings *settings)
{
	int status = check_settle(&settings->check);

	silence(&settings->check);
	if (!status)
		status = guests_settle(settings);
	if (!status)
		status = read_features(settings);
	return status ? status : situation_read(&settings->situation);
}

/* A pattern is for all files together. */
static int check_devices(const struct predict_settings *settings)
{
	for (size_t i = 0; i < settings->devices.count; i++) {
		if (!settings->question.met[i])
			return usage_error("predict",
				"there is no device %s; devices are those of virtio, PCI host bridges and what has a memory-region",
				settings->devices.items[i]);
	}
	return EXIT_CLEAN;
}

static int predict_files(struct predict_settings *settings, int count, char **names)
{
	const struct check check = {.settings = &settings->check,
		.context = settings,
		.find = predict_find,
		.find_tables = predict_find_tables};
	struct check_run run;
	int status = check_begin(&run, &check, count, names);

	if (!status)
		status = situation_check(&settings->situation, &run);
	if (!status)
		status = check_report(&run, count, names);
	check_end(&run);
	if (status <= EXIT_FINDINGS && check_devices(settings))
		return EXIT_USAGE;
	return status;
}

static int run(struct predict_settings *settings, int argc, char **argv)
{
	int status = predict_options_parse(settings, argc, argv);

	if (status)
		return status;
	if (settings->check.help) {
		predict_write_help();
		return EXIT_CLEAN;
	}
	if (settings->list_guests)
		return guests_list();
	if (optind == argc)
		return usage_error("predict", "no file given");
	status = settle(settings);
	return status ? status : predict_files(settings, argc - optind, argv + optind);
}

int command_predict(int argc, char **argv)
{
	struct predict_settings settings = {.check = {.command = "predict"}};
	int status = run(&settings, argc, argv);

	free(settings.wishes);
	free(settings.question.met);
	free(settings.devices.items);
	features_free(&settings.features);
	guests_free(&settings.guests);
	situation_free(&settings.situation);
	check_settings_free(&settings.check);
	return status;
}
