/* SPDX-License-Identifier: BSD-2-Clause */
/* What the pictures say in words, terminal and SVG alike. All of it is printable, names of files but ASCII. */
#ifndef FDTR_SRC_REPORT_MAP_WORDS_H
#define FDTR_SRC_REPORT_MAP_WORDS_H

#include "map/map.h"

#define MAP_WORDS 512

/* "64 MiB", "751.9 MiB", "0x200". */
const char *map_size(uint64_t size, char text[FDTR_SIZE_TEXT]);

/* "A restricted-dma-pool@5c000000", "32 x 0x200 virtio_mmio@a000000 .. a003e00", "vendor@5e000000, reserved". Returns `text`. */
const char *map_title(const struct fdtr_map *map, const struct fdtr_map_item *item, char text[MAP_WORDS]);
/* All there is to say of it: title, path, addresses, size, change, rules. */
const char *map_whole_title(
	const struct fdtr_map *map, const struct fdtr_map_item *item, char text[MAP_WORDS]);
/* "error: reserved-overlap", "shared". */
const char *map_mark_words(const struct fdtr_map_mark *mark, char text[MAP_WORDS]);
/* "virt.dtb: 512 MiB of memory, 1 restricted DMA pool" */
const char *map_heading(const struct fdtr_map *map, uint32_t side, char text[MAP_WORDS]);
/* What was folded, in a sentence; NULL when nothing was that one need be told of. */
const char *map_folded(const struct fdtr_map *map, uint32_t side, char text[MAP_WORDS]);
/* "restricted-dma-pool@5c000000, 64 MiB", with where it is to be placed. */
const char *map_pool_words(const struct fdtr_map_pool *pool, char text[MAP_WORDS]);
/* "behind the pool's own window", "no window: it reaches all memory" */
const char *map_guard_words(const struct fdtr_map_user *user, char text[MAP_WORDS]);

/* The item of the column begins, or ends, with the slice. */
bool map_begins(const struct fdtr_map *map, uint32_t slice, uint32_t column);
bool map_ends(const struct fdtr_map *map, uint32_t slice, uint32_t column);
/* What a finding says should not be in this slice, for a column's input: its severity; FDTR_DEFAULT for nothing. */
enum fdtr_severity map_marked(const struct fdtr_map *map, uint32_t slice, uint32_t column);
/* The rule is a mark of some slice of that input, so that the item need not say it. */
bool map_is_marked_by(const struct fdtr_map *map, const struct fdtr_rule *rule, uint32_t side);

/* What there is to say beside a slice, in the order of lanes; of two inputs, what is the same is said once. */
enum map_saying {
	MAP_SAY_ITEM,  /* that begins here */
	MAP_SAY_RULES, /* of that item, which no mark has */
	MAP_SAY_MARK,
	MAP_SAY_HOLE
};

struct map_said {
	enum map_saying saying;
	uint32_t number; /* of the item, or the mark */
};

#define MAP_MOST_SAID 256

struct map_sayings {
	struct map_said items[MAP_MOST_SAID];
	uint32_t count;
};

void map_list_sayings(const struct fdtr_map *map, uint32_t slice, struct map_sayings *sayings);

#endif
