// SPDX-License-Identifier: BSD-2-Clause
/* Places in the source, for records made from its blob. */
#include "report/report.h"

#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *fdtr_report_keep_name(struct fdtr_report_file *file, const char *name)
{
	char **grown;

	for (uint32_t i = file->source_count; i-- > 0;) {
		if (!strcmp(file->sources[i], name))
			return file->sources[i];
	}
	grown = realloc(file->sources, (file->source_count + 1) * sizeof(*grown));
	if (!grown)
		return NULL;
	file->sources = grown;
	grown[file->source_count] = strdup(name);
	return grown[file->source_count] ? grown[file->source_count++] : NULL;
}

/* A property that is not written, as dtc's own phandle, is where its node is. */
static bool find(
	const struct source_map *map, const struct fdtr_report_place *place, struct source_span *span)
{
	const char *path = place->written ? place->written : place->path;
	unsigned int entry;

	if (sscanf(path, "/memreserve/ entry %u", &entry) == 1)
		return source_map_reserve(map, entry, span);
	return (place->property && source_map_property(map, path, place->property, span)) ||
	       source_map_node(map, path, span);
}

static bool locate(
	struct fdtr_report_file *file, const struct source_map *map, struct fdtr_report_place *place)
{
	if (!map || place->file || !find(map, place, &place->span))
		return true;
	place->span.file = fdtr_report_keep_name(file, place->span.file);
	return place->span.file;
}

int fdtr_report_locate(struct fdtr_report_file *file, const struct source_map *map,
	const struct source_map *base, bool on_base, struct fdtr_error *error)
{
	for (uint32_t i = 0; i < file->count; i++) {
		struct fdtr_report_finding *finding = &file->findings[i];
		bool in_base = on_base && !finding->place.written;
		bool related_in_base = on_base && !finding->related.written;

		if (!locate(file, in_base ? base : map, &finding->place) ||
			(finding->has_related &&
				!locate(file, related_in_base ? base : map, &finding->related)))
			return fdtr_error_memory(error);
	}
	return FDTR_OK;
}
