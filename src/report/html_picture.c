// SPDX-License-Identifier: BSD-2-Clause
/* The memory of a file: where findings are about something in it they lead there, and the names of rules in it lead back. */
#include "report/html.h"

#include "report/map/map_picture.h"

#include <string.h>

bool html_has_picture(const struct html_page *page, const struct fdtr_report_file *file)
{
	return file->picture && file->picture->map.slice_count && page->pictures < HTML_PICTURES;
}

static bool is_told(const void *context, const struct fdtr_rule *rule)
{
	const struct fdtr_report_file *file = context;

	for (uint32_t i = 0; i < file->count; i++) {
		if (file->findings[i].rule == rule)
			return true;
	}
	return false;
}

bool html_picture(struct html_page *page, const struct fdtr_report_file *file, uint32_t number)
{
	FILE *out = page->body.out;
	char prefix[24];
	const struct map_svg_style style = {.prefix = prefix, .told = is_told, .context = file};

	if (file->picture && file->picture->map.slice_count && !html_has_picture(page, file))
		(void)fprintf(out,
			"<p class=\"rest\">No memory map: the page has %d already. <code>fdtrestrict map</code> draws one.</p>\n",
			HTML_PICTURES);
	if (!html_has_picture(page, file))
		return false;
	page->pictures++;
	(void)snprintf(prefix, sizeof(prefix), "m%u-", number);
	(void)fprintf(out,
		"<div class=\"wide map\" id=\"m%u\" role=\"group\" aria-label=\"Memory map\" tabindex=\"0\">\n",
		number);
	page->failed = !map_write_svg(out, &file->picture->map, &style) || page->failed;
	(void)fputs("</div>\n", out);
	return true;
}

void html_see_picture(FILE *out, const struct fdtr_report_file *file, uint32_t number, const char *path)
{
	const struct fdtr_map *map = &file->picture->map;

	for (uint32_t i = 0; i < map->item_count; i++) {
		if (strcmp(map->items[i].path, path) != 0)
			continue;
		(void)fprintf(out, " <a href=\"#m%u-i%u\">in the map</a>", number, i);
		return;
	}
}
