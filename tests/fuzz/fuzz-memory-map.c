// SPDX-License-Identifier: BSD-2-Clause
/* Memory maps as text and as JSON: what is read lies in the file, in order, and says why when it does not. */
#include "fuzz.h"

#include "cli/tables/memory_map.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	struct memory_map map;
	struct fdtr_error error;
	uint64_t usable = 0;
	int status;

	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	status = memory_map_parse(&map, "map", text, size, &error);
	MUST(status == FDTR_OK || (status == FDTR_ERR_BADTREE && !strncmp(error.message, "map:", 4)));
	for (uint32_t i = 0; i < map.count; i++) {
		const struct fdtr_region *region = &map.regions[i];

		MUST(region->range.first <= region->range.last && region->origin.index == i);
		MUST(region->origin.offset + (size_t)region->origin.length <= size);
		MUST(region->kind == FDTR_REGION_MEMORY || region->kind == FDTR_REGION_RESERVED);
		usable += region->kind == FDTR_REGION_MEMORY;
	}
	MUST(status || usable);
	memory_map_free(&map);
	free(text);
	return 0;
}
