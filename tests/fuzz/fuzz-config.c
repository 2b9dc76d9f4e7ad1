// SPDX-License-Identifier: BSD-2-Clause
/*
 * The user's own files: a configuration, a baseline, comments in source, pools. Whatever is read of the first two can be
 * written and read again.
 */
#include "fuzz.h"

#include "cli/adopt/baseline.h"
#include "cli/adopt/config.h"
#include "cli/adopt/ignores.h"
#include "cli/spec/spec.h"

#include <string.h>

static char *write_config(const struct config *config)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	MUST(out && config_write(config, out));
	(void)fclose(out);
	return text;
}

static void check_config(const char *text, size_t size)
{
	struct config config, again;
	struct fdtr_error error;
	char *first, *second;
	size_t count;
	int status = config_parse(&config, "config", text, size, &error);

	MUST(status == FDTR_OK || status == FDTR_ERR_ARGUMENT);
	if (status) {
		MUST(!strncmp(error.message, "config:", 7));
		return;
	}
	(void)config_level(&config, fdtr_rules(&count)[0]);
	(void)config_selects(&config, fdtr_rules(&count)[0]);
	first = write_config(&config);
	status = config_parse(&again, "config", first, strlen(first), &error);
	MUST(status == FDTR_OK);
	second = write_config(&again);
	MUST(!strcmp(first, second));
	free(first);
	free(second);
	config_free(&config);
	config_free(&again);
}

static void check_baseline(const char *text, size_t size)
{
	struct baseline baseline, again;
	struct fdtr_error error;
	char *first, *second;
	int status = baseline_parse(&baseline, "baseline", text, size, &error);

	MUST(status == FDTR_OK || status == FDTR_ERR_ARGUMENT);
	if (!status) {
		first = baseline_text(&baseline);
		MUST(first && !baseline_parse(&again, "baseline", first, strlen(first), &error));
		second = baseline_text(&again);
		MUST(second && !strcmp(first, second));
		free(first);
		free(second);
		baseline_free(&again);
	}
	baseline_free(&baseline);
}

static void check_ignores(const char *text, size_t size)
{
	struct ignores ignores = {0};
	size_t count;

	MUST(ignores_find(&ignores, text, size));
	for (uint32_t i = 0; i < ignores.count; i++) {
		const struct ignore *ignore = &ignores.items[i], *last = i ? ignore - 1 : NULL;

		MUST(!ignore->rule != !ignore->wrong && ignore->line && ignore->column);
		MUST(ignore->line <= ignore->end_line && ignore->first <= ignore->last);
		MUST(!last || (last->first <= ignore->first && last->last <= ignore->last));
	}
	(void)ignores_match(&ignores, fdtr_rules(&count)[0], 1, UINT32_MAX);
	ignores_free(&ignores);
}

static void check_device(const struct spec_device *device)
{
	MUST(device->place.line && device->place.column);
	MUST(device->at.line || device->node || device->object);
	MUST(device->slot < 32 && device->function < 8 && device->interrupt <= UINT32_MAX);
}

static void check_spec(const char *text, size_t size)
{
	struct spec spec;
	struct fdtr_error error;
	int status = spec_parse(&spec, "pools", text, size, &error);

	MUST(status == FDTR_OK || status == FDTR_ERR_ARGUMENT);
	if (status) {
		MUST(!strncmp(error.message, "pools:", 6));
		return;
	}
	MUST(spec.pools && spec.guard <= FDTR_GUARD_CONTAINER);
	for (const struct spec_pool *pool = spec.pools; pool; pool = pool->next, spec.pool_count--) {
		MUST(pool->size && !(pool->alignment & (pool->alignment - 1)));
		for (const struct spec_device *device = pool->devices; device; device = device->next)
			check_device(device);
	}
	MUST(!spec.pool_count);
	spec_free(&spec);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	check_config(text, size);
	check_baseline(text, size);
	check_ignores(text, size);
	check_spec(text, size);
	free(text);
	return 0;
}
