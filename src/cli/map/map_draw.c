// SPDX-License-Identifier: BSD-2-Clause
/* The picture on its way out: what it is drawn for, and where it goes. */
#include "cli/map/map.h"
#include "report/map/map_picture.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t choose_width(const struct map_settings *settings)
{
	return settings->width ? settings->width : check_columns(!settings->lint.check.output);
}

/* By the name of the locale, as POSIX chooses it. */
static bool has_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *locale = NULL;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(names) && (!locale || !*locale); i++)
		locale = getenv(names[i]);
	for (; locale && *locale; locale++) {
		if (tolower((unsigned char)locale[0]) == 'u' && tolower((unsigned char)locale[1]) == 't' &&
			tolower((unsigned char)locale[2]) == 'f')
			return strchr(locale, '8') != NULL;
	}
	return false;
}

static bool write_picture(const struct map_settings *settings, FILE *out, const struct fdtr_map *map)
{
	const struct check_settings *check = &settings->lint.check;
	const struct map_text_style text = {.width = choose_width(settings),
		.colour = check_is_coloured(check, check->output ? NULL : stdout),
		.ascii = settings->ascii || !has_utf8()};
	const struct map_svg_style svg = {.document = true, .prefix = ""};

	if (settings->format == MAP_FORMAT_SVG)
		return map_write_svg(out, map, &svg);
	map_write_text(out, map, &text);
	return true;
}

/* All of it or nothing. */
static int write_out(
	const struct map_settings *settings, const struct fdtr_map *map, struct fdtr_error *error)
{
	const char *name = settings->lint.check.output;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	bool written = out && write_picture(settings, out, map);
	int status;

	if (!out || fclose(out) || !written)
		status = fdtr_error_memory(error);
	else
		status = output_write(name ? name : "-", text, size, error);
	free(text);
	return status;
}

struct layout {
	const struct map_settings *settings;
	const struct fdtr_map_input *inputs;
	uint32_t count;
	struct fdtr_map map;
};

/* As many lanes as leave half of the width for words. */
static uint32_t choose_lanes(const struct layout *layout)
{
	uint32_t lanes = choose_width(layout->settings) / 12 / layout->count;

	if (layout->settings->format == MAP_FORMAT_SVG)
		return 8;
	return lanes < 2 ? 2 : lanes;
}

static int attempt(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct layout *layout = context;
	const struct fdtr_map_options options = {.max_lanes = choose_lanes(layout)};

	return fdtr_map_make(&layout->map, layout->inputs, layout->count, &options, arena, error);
}

int map_draw(const struct map_settings *settings, const struct fdtr_map_input *inputs, uint32_t count,
	struct fdtr_error *error)
{
	struct layout layout = {.settings = settings, .inputs = inputs, .count = count};
	void *memory = NULL;
	size_t things = 0;
	int status;

	for (uint32_t i = 0; i < count; i++)
		things += inputs[i].platform->region_count + (size_t)inputs[i].platform->device_count;
	status = with_arena(things * sizeof(uint64_t), attempt, &layout, &memory, error);
	if (!status)
		status = write_out(settings, &layout.map, error);
	free(memory);
	return status;
}
