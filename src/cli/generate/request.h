/* SPDX-License-Identifier: BSD-2-Clause */
/* generate's command line as a request, and its result as JSON. */
#ifndef FDTR_SRC_REQUEST_H
#define FDTR_SRC_REQUEST_H

#include "cli/cli.h"
#include "cli/features/features.h"
#include "cli/spec/spec.h"

#include <fdtrestrict/acpi_generate.h>

#define MAX_WITHIN 64
#define MAX_ATTACH 1024
#define MAX_AUGMENT 256
#define MAX_SOURCE_OPTIONS 256

enum file_format { FORMAT_UNKNOWN, FORMAT_DTB, FORMAT_DTS, FORMAT_DTBO, FORMAT_DTSO, FORMAT_AML, FORMAT_ASL };

struct generate_settings {
	struct fdtr_request request;
	struct fdtr_range within[MAX_WITHIN];
	const char *attach[MAX_ATTACH];
	struct fdtr_region taken[2]; /* kernel, device tree blob */
	const char *base;
	const char *includes[MAX_SOURCE_OPTIONS];
	const char *defines[MAX_SOURCE_OPTIONS];
	struct source_options source;     /* of these */
	const char *augment[MAX_AUGMENT]; /* tables, or folders of them */
	uint32_t augment_count;
	const char *memory_map;
	const char *device_features;
	struct features features; /* what is in it */
	enum fdtr_acpi_style style;
	bool has_style;
	const char *spec;  /* a file of pools, in place of what the request says of them */
	struct spec pools; /* what is in it */
	const char *output;
	enum file_format format;
	uint64_t dtb_at;
	bool has_dtb_at;
	bool report_json;
	bool quiet;
	bool help;
};

/* Returns an exit status. */
int request_parse(struct generate_settings *settings, int argc, char **argv);
/* Its second part: which options go together, and what the output is. */
int request_check(struct generate_settings *settings);

/* FORMAT_UNKNOWN when there is none of that name. */
enum file_format request_format(const char *name);
bool format_is_tables(enum file_format format);

/* The JSON report on stdout; false when it could not be written. */
bool result_write_json(const struct fdtr_result *result);

#endif
