// SPDX-License-Identifier: BSD-2-Clause
/* fdtrestrict validate: the command. */
#include "cli/validate/validate.h"

#include <getopt.h>
#include <stdlib.h>

/* It only takes longer. */
static void warn_of_cache(const struct validate_settings *settings)
{
	const char *warning = fdtr_schemas_warning(settings->schemas);

	if (warning)
		complain("warning: the cache was not written: %s", warning);
}

/* A binding that is none is as wrong as an option that is none. */
static int load(struct validate_settings *settings)
{
	char *ours = settings->bindings.count ? NULL : validate_ours();
	const struct fdtr_schema_options options = {
		.folders = (const char *const *)(ours ? &ours : settings->bindings.items),
		.folder_count = ours ? 1 : settings->bindings.count,
		.limit = settings->limit,
		.cache = ours ? NULL : settings->cache};
	struct fdtr_error error = {0};
	int status = fdtr_schemas_load(&settings->schemas, &options, &error);

	free(ours);
	if (!status) {
		warn_of_cache(settings);
		return EXIT_CLEAN;
	}
	complain("%s", error.message);
	return status == FDTR_ERR_BADTREE ? EXIT_USAGE : exit_of(status);
}

/* Binding documents are looked at without a set, which they may be no part of yet. */
static bool has_tree(const struct files *files)
{
	bool found = false;

	for (size_t i = 0; i < files->count; i++)
		found = found || !check_is_document(files->items[i].name);
	return found;
}

static int validate_files(struct validate_settings *settings, int count, char **names)
{
	const struct check check = {.settings = &settings->check,
		.context = settings,
		.find = validate_find,
		.find_document = validate_document,
		.find_tables = validate_find_tables};
	struct check_run run;
	int status = check_begin(&run, &check, count, names);

	if (!status && has_tree(&run.files))
		status = load(settings);
	if (!status)
		status = check_report(&run, count, names);
	check_end(&run);
	return status;
}

static int run(struct validate_settings *settings, int argc, char **argv)
{
	int status = validate_options_parse(settings, argc, argv);

	if (status)
		return status;
	if (settings->check.help) {
		validate_write_help();
		return EXIT_CLEAN;
	}
	if (settings->check.list_rules)
		return check_list_rules(&settings->check);
	status = check_settle(&settings->check);
	if (status)
		return status;
	if (settings->check.dump_config)
		return check_config_dump(&settings->check);
	if (optind == argc)
		return usage_error("validate", "no file given");
	settings->documents = documents_make();
	if (!settings->documents) {
		complain("out of memory");
		return EXIT_SYSTEM;
	}
	return validate_files(settings, argc - optind, argv + optind);
}

int command_validate(int argc, char **argv)
{
	struct validate_settings settings = {.check = {.command = "validate"}};
	int status = run(&settings, argc, argv);

	fdtr_schemas_free(settings.schemas);
	documents_free(settings.documents);
	free(settings.bindings.items);
	check_settings_free(&settings.check);
	return status;
}
