// SPDX-License-Identifier: BSD-2-Clause
/* A picture in one call, for a page. */
#include "report/map/map_picture.h"

#include <stdlib.h>

static int write_element(const struct fdtr_map *map, const char *prefix, char **svg, struct fdtr_error *error)
{
	const struct map_svg_style style = {.prefix = prefix};
	size_t size = 0;
	FILE *out = open_memstream(svg, &size);
	bool written = out && map_write_svg(out, map, &style);

	if (out && !fclose(out) && written)
		return FDTR_OK;
	free(*svg);
	*svg = NULL;
	return fdtr_error_memory(error);
}

/* Untouched pages of a large allocation cost nothing. */
#define FIRST_SIZE ((size_t)4 << 20)
#define ATTEMPTS 6

int map_svg_element(
	const struct fdtr_map_input *input, const char *prefix, char **svg, struct fdtr_error *error)
{
	size_t size = FIRST_SIZE;
	int status = FDTR_ERR_NOSPACE;

	*svg = NULL;
	for (int i = 0; i < ATTEMPTS && status == FDTR_ERR_NOSPACE; i++, size *= 4) {
		struct fdtr_arena arena;
		struct fdtr_map map;
		void *memory = malloc(size);

		if (!memory)
			return fdtr_error_memory(error);
		fdtr_arena_init(&arena, memory, size);
		status = fdtr_map_make(&map, input, 1, NULL, &arena, error);
		if (!status)
			status = write_element(&map, prefix, svg, error);
		free(memory);
	}
	return status;
}
