// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check/situation.h"

#include <stdlib.h>

static int set_kernel(struct situation *situation, const char *command, const char *text)
{
	if (situation->has_kernel)
		return usage_error(command, "--kernel is given twice");
	situation->kernel = (struct fdtr_region){
		.kind = FDTR_REGION_KERNEL, .pool = FDTR_NONE, .origin = {.object = FDTR_NONE}};
	situation->has_kernel = parse_range(text, &situation->kernel.range);
	return situation->has_kernel ? EXIT_CLEAN
	                             : usage_error(command, "--kernel wants ADDR+SIZE, not '%s'", text);
}

static int set_dtb_at(struct situation *situation, const char *command, const char *text)
{
	situation->has_dtb_at =
		parse_size(text, &situation->dtb_at) && situation->dtb_at <= UINT64_MAX - INT32_MAX;
	return situation->has_dtb_at ? EXIT_CLEAN
	                             : usage_error(command, "--dtb-at wants an address, not '%s'", text);
}

int situation_set(struct situation *situation, struct check_settings *settings, int option, char *value)
{
	switch (option) {
	case SITUATION_OPTION_MEMORY:
		return parse_memory(value, &situation->memory)
		               ? EXIT_CLEAN
		               : usage_error(settings->command, "--memory is final or provisional, not '%s'",
					 value);
	case SITUATION_OPTION_KERNEL:
		return set_kernel(situation, settings->command, value);
	case SITUATION_OPTION_DTB_AT:
		return set_dtb_at(situation, settings->command, value);
	case SITUATION_OPTION_MEMORY_MAP:
		situation->map_name = value;
		return EXIT_CLEAN;
	default:
		return check_options_set(settings, option, value);
	}
}

int situation_read(struct situation *situation)
{
	struct fdtr_error error = {0};
	int status;

	if (!situation->map_name)
		return EXIT_CLEAN;
	status = text_file_read(&situation->map_text, situation->map_name, MEMORY_MAP_LIMIT, &error);
	if (!status)
		status = memory_map_parse(&situation->map, situation->map_name, situation->map_text.text,
			situation->map_text.size, &error);
	if (status)
		complain("%s", error.message);
	return status == FDTR_ERR_ARGUMENT ? EXIT_INPUT : exit_of(status);
}

int situation_check(const struct situation *situation, const struct check_run *run)
{
	bool any = !situation->map_name;

	for (size_t i = 0; !any && i < run->files.count; i++)
		any = run->files.items[i].form;
	return any ? EXIT_CLEAN
	           : usage_error(run->check->settings->command,
			     "--memory-map goes with ACPI tables, and there are none: a device tree has its own");
}

void situation_free(struct situation *situation)
{
	memory_map_free(&situation->map);
	free(situation->map_text.text);
}

uint32_t situation_taken(
	const struct situation *situation, const struct blob *blob, struct fdtr_region taken[2])
{
	uint32_t count = 0;

	if (situation->has_kernel)
		taken[count++] = situation->kernel;
	if (!blob && count)
		taken[0].origin.source = FDTR_NONE; /* in no table */
	if (!blob || !situation->has_dtb_at)
		return count;
	taken[count] = (struct fdtr_region){
		.kind = FDTR_REGION_DTB, .pool = FDTR_NONE, .origin = {.object = FDTR_NONE}};
	return fdtr_range_make(situation->dtb_at, blob->size, &taken[count].range) ? count + 1 : count;
}
