/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where nodes and properties stand in the source that the user wrote.
 *
 * dtc knows: given -T -T it prints the tree with a place behind every line. What it prints is read into a map
 * from paths to places. cpp joins lines and drops blanks before dtc counts columns, so the user's own file is
 * looked at as well, and a place is where the name really stands in it.
 *
 * Neither what dtc prints nor the files are trusted: names in them can hold anything.
 */
#ifndef FDTR_SRC_SOURCE_H
#define FDTR_SRC_SOURCE_H

#include "base/base.h"

/*
 * Counted from 1, columns in bytes; the end is one past the last byte. No file: no place is known. From a map,
 * `file` lives as long as it does.
 */
struct source_span {
	const char *file;
	uint32_t line;
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column;
};

/* What a map is made of. All but the annotated text must outlive the map. */
struct source_input {
	const char *annotated; /* the output of dtc -O dts -T -T */
	size_t annotated_size;
	const char *file; /* the source as the user names it, "-" for stdin */
	const char *source;
	size_t source_size;
	const char *preprocessed; /* what cpp made of it, NULL when it was not needed */
	size_t preprocessed_size;
};

struct source_map;

/* FDTR_ERR_NOSPACE when memory ran out, FDTR_ERR_BADTREE when the annotated text is larger than 4 GiB. */
int source_map_make(struct source_map **map, const struct source_input *input, struct fdtr_error *error);
void source_map_free(struct source_map *map);

/*
 * Each is false, and *span untouched, when there is no such thing or dtc made it itself. What a macro made is where
 * the macro is called, and nobody should write there. A map must not be asked by two threads at once: it
 * reads files when they are first needed.
 */

/* The node's name, or the reference that stands for it, where the node is first written. */
bool source_map_node(const struct source_map *map, const char *path, struct source_span *span);
/* From its opening brace there to past its "};"; false also where a macro has the brace. */
bool source_map_body(const struct source_map *map, const char *path, struct source_span *span);
/* From the property's name to past its ";", where it is written last: that is the value that counts. */
bool source_map_property(
	const struct source_map *map, const char *path, const char *property, struct source_span *span);
/* The /memreserve/ entry of that number, as they stand in the blob. */
bool source_map_reserve(const struct source_map *map, uint32_t index, struct source_span *span);

/* Every file that holds a node or a property, and all that cpp has read; the source itself first. */
uint32_t source_map_file_count(const struct source_map *map);
const char *source_map_file(const struct source_map *map, uint32_t index);
/* What it holds; false when it cannot be read. */
bool source_map_text(const struct source_map *map, uint32_t index, const char **text, size_t *size);

/* What a file holds; NULL when it is none that can be read: a device or a pipe is not waited for. malloc()ed. */
char *source_read(const char *name, size_t *size);

/* The nodes by the lines that they are written in; NULL when memory ran out. The map must outlive it. */
struct source_nodes;
struct source_nodes *source_nodes_make(const struct source_map *map);
void source_nodes_free(struct source_nodes *nodes);
/*
 * The path of the innermost node around that line of that file, "/" when there is none; a path longer than `size` lacks
 * its beginning. Returns `path`.
 */
char *source_nodes_path(
	const struct source_nodes *nodes, uint32_t file, uint32_t line, char *path, size_t size);

/* A directive of the C preprocessor stands in the text; "#address-cells" is none. */
bool source_needs_cpp(const char *text, size_t size);
/* "/dts-v1/" stands in the text, outside comments. */
bool source_has_version(const char *text, size_t size);

#endif
