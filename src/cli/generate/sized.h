/* SPDX-License-Identifier: BSD-2-Clause */
/* --size auto, and --device-features with what it follows from. */
#ifndef FDTR_SRC_CLI_GENERATE_SIZED_H
#define FDTR_SRC_CLI_GENERATE_SIZED_H

#include "cli/generate/request.h"

#include <jansson.h>

/* Whether a size is to follow from the devices. */
bool sized_wanted(const struct generate_settings *settings);
/* Reads the file that the settings name, if any, and fills settings->request.sized. */
int sized_read(struct generate_settings *settings, struct fdtr_error *error);
void sized_free(struct generate_settings *settings);

/* Every device of the file is one of the result's tree, and those that have a pool can use it. */
int sized_check(
	const struct generate_settings *settings, const struct fdtr_result *result, struct fdtr_error *error);
/* The same for a machine of tables. */
int sized_check_tables(const struct generate_settings *settings, const struct fdtr_acpi *acpi,
	const struct fdtr_platform *platform, struct fdtr_error *error);

/* What a pool is sized for, for people and for the report. */
void sized_tell(const struct fdtr_need *need);
json_t *sized_need_json(const struct fdtr_need *need);
json_t *sized_queues_json(const struct fdtr_queues *queues);

#endif
