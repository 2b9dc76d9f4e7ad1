// SPDX-License-Identifier: BSD-2-Clause
/* Options that do not go together, and what some of them say of others. */
#include "cli/generate/request.h"

#include <string.h>

bool format_is_tables(enum file_format format)
{
	return format == FORMAT_AML || format == FORMAT_ASL;
}

/* The suffix of the output decides, unless --format does. */
static int find_format(struct generate_settings *settings)
{
	const char *suffix = strrchr(settings->output, '.');

	if (settings->format == FORMAT_UNKNOWN && suffix)
		settings->format = request_format(suffix + 1);
	if (settings->format == FORMAT_UNKNOWN && !strchr(settings->output, '.'))
		settings->format = settings->augment_count ? FORMAT_AML : FORMAT_DTB;
	if (settings->format == FORMAT_UNKNOWN)
		return usage_error("generate",
			"the suffix of '%s' is none of .dtb, .dts, .dtbo, .dtso, .aml and .asl; say --format",
			settings->output);
	if (settings->format == FORMAT_DTBO)
		settings->request.output = FDTR_OUTPUT_OVERLAY;
	else if (settings->format == FORMAT_DTSO)
		settings->request.output = FDTR_OUTPUT_OVERLAY_SOURCE;
	return EXIT_CLEAN;
}

/* What a file of pools says, and options say in vain beside it. */
static int check_spec(const struct fdtr_request *request)
{
	const char *option = request->size           ? "--size"
	                     : request->where        ? "--at"
	                     : request->alignment    ? "--align"
	                     : request->within_count ? "--within"
	                     : request->below        ? "--below"
	                     : request->attach_count ? "--attach"
	                     : request->per_device   ? "--per-device"
	                     : request->name         ? "--name"
	                     : request->label        ? "--label"
	                                             : NULL;

	if (option)
		return usage_error(
			"generate", "%s and --spec do not go together; say it in the file", option);
	return EXIT_CLEAN;
}

/* What the input is, and what is said of another kind of input in vain. */
static int check_input(const struct generate_settings *settings)
{
	const bool tables = format_is_tables(settings->format);

	if (settings->base && settings->augment_count)
		return usage_error("generate",
			"--base and --augment do not go together: one translates a tree, the other adds to tables");
	if (settings->augment_count && !tables)
		return usage_error(
			"generate", "what --augment makes is a table; say -o FILE.aml or FILE.asl");
	if (!settings->base && !settings->augment_count && !(tables && settings->spec))
		return usage_error("generate", "no --base given%s",
			tables           ? ", nor --augment or --spec"
			: settings->spec ? "; a table, -o FILE.aml or FILE.asl, needs none"
					 : "");
	if (settings->memory_map && !settings->augment_count)
		return usage_error("generate",
			"--memory-map goes with --augment; a tree says itself what memory there is");
	if (settings->has_style && !tables)
		return usage_error("generate", "--acpi-style is for tables; say --format aml or asl");
	if (settings->has_dtb_at && settings->augment_count)
		return usage_error("generate", "--dtb-at goes with --base; a machine of tables has no blob");
	return EXIT_CLEAN;
}

/* The pools that a tree has can be translated as they are; then nothing is to be said of new ones. */
static int check_size(const struct generate_settings *settings)
{
	const struct fdtr_request *request = &settings->request;

	if (settings->device_features && !settings->spec && request->size != FDTR_SIZE_AUTO)
		return usage_error("generate",
			"--device-features says what --size auto follows from; without that leave it out");
	if (settings->spec || request->size)
		return EXIT_CLEAN;
	if (!format_is_tables(settings->format) || settings->augment_count)
		return usage_error("generate", "no --size or --spec given, or a size of zero");
	if (request->attach_count || request->where || request->per_device)
		return usage_error("generate",
			"no --size given: without it the tree's own pools are translated, and nothing is placed or attached");
	return EXIT_CLEAN;
}

int request_check(struct generate_settings *settings)
{
	int status = settings->spec ? check_spec(&settings->request) : EXIT_CLEAN;

	if (status)
		return status;
	if (!settings->output)
		settings->output = "-";
	if (!settings->base && !settings->augment_count && !settings->spec)
		return check_input(settings);
	status = find_format(settings);
	if (!status)
		status = check_input(settings);
	if (!status)
		status = check_size(settings);
	if (!status && settings->report_json && !strcmp(settings->output, "-"))
		return usage_error("generate",
			"--report json and the %s cannot both go to stdout; say -o FILE",
			format_is_tables(settings->format) ? "table" : "tree");
	return status;
}
