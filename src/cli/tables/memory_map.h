/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --memory-map FILE: what a machine's memory map says, as its owner can get it: the text of /proc/iomem, a Linux boot log
 * with e820 lines (x86) or with the EFI memory map (efi=debug), or JSON of our own (memory-map.schema.json).
 */
#ifndef FDTR_SRC_CLI_MEMORY_MAP_H
#define FDTR_SRC_CLI_MEMORY_MAP_H

#include <fdtrestrict/platform.h>

/* Regions of kinds MEMORY and RESERVED; in their origins, offset and length are the bytes in the file that said so. */
struct memory_map {
	struct fdtr_region *regions; /* malloc()ed */
	uint32_t count;
	uint32_t room;
};

#define MEMORY_MAP_LIMIT ((size_t)16 << 20) /* bytes of text */

/* Both tell by the content what it is. FDTR_ERR_BADTREE names file and line. To be freed in either case. */
int memory_map_read(struct memory_map *map, const char *name, struct fdtr_error *error);
int memory_map_parse(
	struct memory_map *map, const char *name, const char *text, size_t size, struct fdtr_error *error);
void memory_map_free(struct memory_map *map);

#endif
