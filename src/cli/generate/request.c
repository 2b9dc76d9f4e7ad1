// SPDX-License-Identifier: BSD-2-Clause
#include "cli/generate/request.h"

#include <getopt.h>
#include <string.h>

enum {
	OPTION_BASE = 256,
	OPTION_SIZE,
	OPTION_SPEC,
	OPTION_AUGMENT,
	OPTION_MEMORY_MAP,
	OPTION_DEVICE_FEATURES,
	OPTION_ACPI_STYLE,
	OPTION_AT,
	OPTION_ALIGN,
	OPTION_WITHIN,
	OPTION_BELOW,
	OPTION_NAME,
	OPTION_LABEL,
	OPTION_PER_DEVICE,
	OPTION_ATTACH,
	OPTION_GUARD,
	OPTION_KERNEL,
	OPTION_DTB_AT,
	OPTION_MEMORY,
	OPTION_FORMAT,
	OPTION_REPORT
};

static const struct option long_options[] = {
	{"base", required_argument, NULL, OPTION_BASE},
	{"size", required_argument, NULL, OPTION_SIZE},
	{"spec", required_argument, NULL, OPTION_SPEC},
	{"augment", required_argument, NULL, OPTION_AUGMENT},
	{"memory-map", required_argument, NULL, OPTION_MEMORY_MAP},
	{"device-features", required_argument, NULL, OPTION_DEVICE_FEATURES},
	{"acpi-style", required_argument, NULL, OPTION_ACPI_STYLE},
	{"at", required_argument, NULL, OPTION_AT},
	{"align", required_argument, NULL, OPTION_ALIGN},
	{"within", required_argument, NULL, OPTION_WITHIN},
	{"below", required_argument, NULL, OPTION_BELOW},
	{"name", required_argument, NULL, OPTION_NAME},
	{"label", required_argument, NULL, OPTION_LABEL},
	{"per-device", no_argument, NULL, OPTION_PER_DEVICE},
	{"attach", required_argument, NULL, OPTION_ATTACH},
	{"guard", required_argument, NULL, OPTION_GUARD},
	{"kernel", required_argument, NULL, OPTION_KERNEL},
	{"dtb-at", required_argument, NULL, OPTION_DTB_AT},
	{"memory", required_argument, NULL, OPTION_MEMORY},
	{"format", required_argument, NULL, OPTION_FORMAT},
	{"report", required_argument, NULL, OPTION_REPORT},
	{"include", required_argument, NULL, 'I'},
	{"define", required_argument, NULL, 'D'},
	{"output", required_argument, NULL, 'o'},
	{"quiet", no_argument, NULL, 'q'},
	{"help", no_argument, NULL, 'h'},
	{NULL, 0, NULL, 0},
};

static int wrong(const char *option, const char *wants, const char *value)
{
	return usage_error("generate", "%s wants %s, not '%s'", option, wants, value);
}

static int set_at(struct fdtr_request *request, const char *value)
{
	if (!strcmp(value, "auto")) {
		request->where = FDTR_WHERE_AUTO;
	} else if (!strcmp(value, "dynamic")) {
		request->where = FDTR_WHERE_DYNAMIC;
	} else {
		request->where = FDTR_WHERE_FIXED;
		if (!parse_size(value, &request->address))
			return wrong("--at", "an address, auto or dynamic", value);
	}
	return EXIT_CLEAN;
}

static int set_guard(struct fdtr_request *request, const char *value)
{
	static const char *const names[] = {
		[FDTR_GUARD_DMA_RANGES] = "dma-ranges",
		[FDTR_GUARD_DMA_MEM] = "dma-mem",
		[FDTR_GUARD_COMPATIBLE] = "compatible",
		[FDTR_GUARD_NONE] = "none",
		[FDTR_GUARD_CONTAINER] = "container",
	};

	for (enum fdtr_guard guard = FDTR_GUARD_DMA_RANGES; guard <= FDTR_GUARD_CONTAINER; guard++) {
		if (!strcmp(value, names[guard])) {
			request->guard = guard;
			return EXIT_CLEAN;
		}
	}
	return wrong("--guard", "dma-ranges, dma-mem, container, compatible or none", value);
}

static int add_within(struct generate_settings *settings, const char *value)
{
	struct fdtr_request *request = &settings->request;

	if (request->within_count == MAX_WITHIN)
		return usage_error("generate", "more than %d times --within", MAX_WITHIN);
	if (!parse_range(value, &settings->within[request->within_count]))
		return wrong("--within", "START-END (both inclusive) or START+SIZE", value);
	request->within_count++;
	return EXIT_CLEAN;
}

static int add_attach(struct generate_settings *settings, const char *value)
{
	if (settings->request.attach_count == MAX_ATTACH)
		return usage_error("generate", "more than %d times --attach", MAX_ATTACH);
	settings->attach[settings->request.attach_count++] = value;
	return EXIT_CLEAN;
}

static int add_augment(struct generate_settings *settings, const char *value)
{
	if (settings->augment_count == MAX_AUGMENT)
		return usage_error("generate", "more than %d times --augment", MAX_AUGMENT);
	settings->augment[settings->augment_count++] = value;
	return EXIT_CLEAN;
}

/* Of `values`, which have MAX_SOURCE_OPTIONS. */
static int add_source_option(const char **values, size_t *count, const char *option, const char *value)
{
	if (*count == MAX_SOURCE_OPTIONS)
		return usage_error("generate", "more than %d times %s", MAX_SOURCE_OPTIONS, option);
	values[(*count)++] = value;
	return EXIT_CLEAN;
}

static int set_style(struct generate_settings *settings, const char *value)
{
	settings->style = strcmp(value, "prp0001") ? FDTR_ACPI_STYLE_RDMA0000 : FDTR_ACPI_STYLE_PRP0001;
	settings->has_style = true;
	return settings->style == FDTR_ACPI_STYLE_PRP0001 || !strcmp(value, "rdma0000")
	               ? EXIT_CLEAN
	               : wrong("--acpi-style", "prp0001 or rdma0000", value);
}

static int set_kernel(struct generate_settings *settings, const char *value)
{
	struct fdtr_region *kernel = &settings->taken[0];

	*kernel = (struct fdtr_region){
		.kind = FDTR_REGION_KERNEL, .pool = FDTR_NONE, .origin = {.object = FDTR_NONE}};
	if (settings->request.taken_count)
		return usage_error("generate", "--kernel is given twice");
	if (!parse_range(value, &kernel->range))
		return wrong("--kernel", "ADDR+SIZE", value);
	settings->request.taken_count = 1;
	return EXIT_CLEAN;
}

enum file_format request_format(const char *name)
{
	static const char *const names[] = {[FORMAT_DTB] = "dtb",
		[FORMAT_DTS] = "dts",
		[FORMAT_DTBO] = "dtbo",
		[FORMAT_DTSO] = "dtso",
		[FORMAT_AML] = "aml",
		[FORMAT_ASL] = "asl"};

	for (enum file_format format = FORMAT_DTB; format <= FORMAT_ASL; format++) {
		if (!strcmp(name, names[format]))
			return format;
	}
	return FORMAT_UNKNOWN;
}

static int set_number(uint64_t *target, const char *option, const char *wants, const char *value)
{
	return parse_size(value, target) ? EXIT_CLEAN : wrong(option, wants, value);
}

static int set_size(struct fdtr_request *request, const char *value)
{
	if (!strcmp(value, "auto")) {
		request->size = FDTR_SIZE_AUTO;
		return EXIT_CLEAN;
	}
	return set_number(&request->size, "--size", "a size such as 64M, or auto", value);
}

static int set_format(struct generate_settings *settings, const char *value)
{
	settings->format = request_format(value);
	return settings->format ? EXIT_CLEAN : wrong("--format", "dtb, dts, dtbo, dtso, aml or asl", value);
}

static int set_report(struct generate_settings *settings, const char *value)
{
	settings->report_json = !strcmp(value, "json");
	return settings->report_json ? EXIT_CLEAN : wrong("--report", "json", value);
}

static int set_place_option(struct generate_settings *settings, int option, const char *value)
{
	struct fdtr_request *request = &settings->request;

	switch (option) {
	case OPTION_SIZE:
		return set_size(request, value);
	case OPTION_AT:
		return set_at(request, value);
	case OPTION_ALIGN:
		return set_number(&request->alignment, "--align", "a power of two such as 64K", value);
	case OPTION_WITHIN:
		return add_within(settings, value);
	case OPTION_BELOW:
		return set_number(&request->below, "--below", "an address such as 4G", value);
	case OPTION_KERNEL:
		return set_kernel(settings, value);
	case OPTION_DTB_AT:
		settings->has_dtb_at = true;
		return set_number(&settings->dtb_at, "--dtb-at", "an address", value);
	case OPTION_MEMORY:
		return parse_memory(value, &request->memory)
		               ? EXIT_CLEAN
		               : wrong("--memory", "final or provisional", value);
	default:
		return usage_error("generate", "bad option");
	}
}

static int set_option(struct generate_settings *settings, int option, const char *value)
{
	switch (option) {
	case OPTION_BASE:
		settings->base = value;
		return EXIT_CLEAN;
	case 'I':
		return add_source_option(settings->includes, &settings->source.include_count, "-I", value);
	case 'D':
		return add_source_option(settings->defines, &settings->source.define_count, "-D", value);
	case OPTION_SPEC:
		settings->spec = value;
		return EXIT_CLEAN;
	case OPTION_NAME:
		settings->request.name = value;
		return EXIT_CLEAN;
	case OPTION_LABEL:
		settings->request.label = value;
		return EXIT_CLEAN;
	case OPTION_PER_DEVICE:
		settings->request.per_device = true;
		return EXIT_CLEAN;
	case OPTION_ATTACH:
		return add_attach(settings, value);
	case OPTION_AUGMENT:
		return add_augment(settings, value);
	case OPTION_MEMORY_MAP:
		settings->memory_map = value;
		return EXIT_CLEAN;
	case OPTION_DEVICE_FEATURES:
		settings->device_features = value;
		return EXIT_CLEAN;
	case OPTION_ACPI_STYLE:
		return set_style(settings, value);
	case OPTION_GUARD:
		return set_guard(&settings->request, value);
	case OPTION_FORMAT:
		return set_format(settings, value);
	case OPTION_REPORT:
		return set_report(settings, value);
	case 'o':
		settings->output = value;
		return EXIT_CLEAN;
	case 'q':
		settings->quiet = true;
		return EXIT_CLEAN;
	case 'h':
		settings->help = true;
		return EXIT_CLEAN;
	default:
		return set_place_option(settings, option, value);
	}
}

int request_parse(struct generate_settings *settings, int argc, char **argv)
{
	int option, status = EXIT_CLEAN;

	settings->request.memory = FDTR_MEMORY_FINAL;
	settings->request.within = settings->within;
	settings->request.attach = settings->attach;
	settings->request.taken = settings->taken;
	settings->source.includes = settings->includes;
	settings->source.defines = settings->defines;
	while (!status && (option = getopt_long(argc, argv, "o:qhI:D:", long_options, NULL)) != -1)
		status = set_option(settings, option, optarg);
	if (status || settings->help)
		return status;
	if (optind != argc)
		return usage_error("generate",
			"what is '%s'? a tree goes with --base, each table with --augment of its own",
			argv[optind]);
	return request_check(settings);
}
