/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where objects stand in ASL that the user wrote.
 *
 * iasl's listings do not tell: they lag behind its own lines, and lines of what is included are counted wrong. So the source is read
 * once more, as far as definitions go: which object each DefinitionBlock, Scope and Device makes, what is in a package and which
 * descriptors are in a template. That is found again by the path that the object has in the table.
 */
#ifndef FDTR_SRC_SOURCE_ASL_MAP_H
#define FDTR_SRC_SOURCE_ASL_MAP_H

#include "source/source.h"

/* What it points to must outlive the map. */
struct asl_source {
	const char *file; /* as the user names it, "-" for stdin */
	const char *text;
	size_t size;
	const char *const *includes; /* folders, besides the source's own */
	size_t include_count;
	const char *const *defines; /* names that the preprocessor knows */
	size_t define_count;
};

struct asl_map;

/* NULL when memory ran out. What cannot be read is not in it. */
struct asl_map *asl_map_make(const struct asl_source *source);
void asl_map_free(struct asl_map *map);

/*
 * The definition of an object by its path, "\_SB.VR00._CRS", from its keyword to the parenthesis behind it. Where it is written
 * more than once, the first. False when it is not found.
 */
bool asl_map_object(const struct asl_map *map, const char *path, struct source_span *span);
/*
 * A part of the value of a Name: the element of a package that `steps` lead to, from the outermost inwards, or a descriptor of
 * a template. As far as they can be followed; false when that is nowhere.
 */
bool asl_map_element(const struct asl_map *map, const char *path, const uint32_t *steps, uint32_t count,
	struct source_span *span);

/* The source itself, and all that it includes. */
uint32_t asl_map_file_count(const struct asl_map *map);
const char *asl_map_file(const struct asl_map *map, uint32_t file);
const char *asl_map_text(const struct asl_map *map, uint32_t file, size_t *size);
/* The path of the innermost object around that line of the file, "\" when there is none. Returns `path`. */
char *asl_map_around(const struct asl_map *map, uint32_t file, uint32_t line, char *path, size_t size);

#endif
