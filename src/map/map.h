/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Map: the memory of a platform, laid out so that a person sees what lies where and what lies over what.
 *
 * The layout is a grid. Its rows are slices: the address space cut wherever something begins or ends, ascending. Its
 * columns are lanes: memory first, beside it what claims addresses, and beside that the windows that DMA is kept to.
 * Things that share bytes never share a lane, so an overlap is a slice with several lanes taken. A picture needs nothing
 * but the layout: its strings live in the arena, and are printable ASCII whatever the input held, names of files printable UTF-8.
 *
 * Two inputs are laid out on one set of slices, the lanes of the second behind those of the first, and what became of each
 * thing is said.
 */
#ifndef FDTR_SRC_MAP_H
#define FDTR_SRC_MAP_H

#include <fdtrestrict/acpi.h>
#include <fdtrestrict/devicetree.h>
#include <fdtrestrict/lint.h>

#include "base/base.h"

/* One description: a tree or tables, never both. */
struct fdtr_map_input {
	const char *name; /* what its owner calls it */
	const struct fdtr_tree *tree;
	const struct fdtr_acpi *acpi;
	const struct fdtr_platform *platform;
	const struct fdtr_findings *findings; /* of lint, or NULL; warnings and errors are shown */
	const bool *told;                     /* which of them, or NULL: all */
	const struct fdtr_region *taken;      /* kernel image and blob, as for lint */
	uint32_t taken_count;
};

struct fdtr_map_options {
	uint32_t max_items; /* of each input: more are folded; 0: FDTR_MAP_ITEMS */
	uint32_t
		max_lanes; /* side by side for what claims addresses: the last one takes the rest; 0: FDTR_MAP_LANES */
};

#define FDTR_MAP_ITEMS 64
#define FDTR_MAP_LANES 6

enum fdtr_map_kind {
	FDTR_MAP_MEMORY,
	FDTR_MAP_RESERVED,
	FDTR_MAP_POOL,
	FDTR_MAP_MEMRESERVE,
	FDTR_MAP_INITRD,
	FDTR_MAP_ELFCOREHDR,
	FDTR_MAP_KERNEL,
	FDTR_MAP_DTB,
	FDTR_MAP_MMIO,
	FDTR_MAP_PCI_WINDOW,
	FDTR_MAP_RMR,
	FDTR_MAP_GUARD,   /* dma-ranges or _DMA: what its devices reach */
	FDTR_MAP_ALLOWED, /* where the kernel may place a dynamic pool */
	FDTR_MAP_MIXED,   /* folded of several kinds */
	FDTR_MAP_KINDS
};

/* A few words for a person: "reserved region". */
const char *fdtr_map_kind_name(enum fdtr_map_kind kind);

/* What became of a thing between the first input and the second. */
enum fdtr_map_change {
	FDTR_MAP_SAME, /* with one input, everything is */
	FDTR_MAP_REMOVED,
	FDTR_MAP_ADDED,
	FDTR_MAP_MOVED,  /* as large, elsewhere */
	FDTR_MAP_RESIZED /* larger or smaller */
};

/* "" for what is the same. */
const char *fdtr_map_change_name(enum fdtr_map_change change);

/* One thing with a place, or a run of neighbours folded into one. */
struct fdtr_map_item {
	struct fdtr_range range; /* of a run: from the first of the first to the last of the last */
	enum fdtr_map_kind kind;
	enum fdtr_map_change change;
	uint32_t side;    /* which input: 0 or 1 */
	uint32_t column;  /* of the grid */
	uint32_t count;   /* more than 1: folded */
	uint64_t each;    /* the size of every one, 0 when they differ */
	uint32_t pool;    /* that it is, or is tied to: index into map.pools, FDTR_NONE for none */
	const char *name; /* "restricted-dma-pool@5c000000", "virtio_mmio@a000000 .. a003e00", "initrd" */
	const char *path; /* of the first one, "" where no node or object says it */
	const struct fdtr_rule *const *rules; /* whose findings point at it, the gravest first */
	uint32_t rule_count;
	enum fdtr_severity severity; /* of the gravest, FDTR_DEFAULT without one */
};

/* Bytes that several things share, or that something should not take. */
struct fdtr_map_mark {
	const struct fdtr_rule *rule; /* NULL: shared, and no finding says that it should not be */
	enum fdtr_severity severity;
	uint32_t side;
};

struct fdtr_map_slice {
	struct fdtr_range range;
	uint32_t height;       /* fdtr_map_height() of its size */
	const uint32_t *items; /* per column: what covers it, or FDTR_NONE */
	bool hole;             /* nothing does */
	const struct fdtr_map_mark *marks;
	uint32_t mark_count;
};

/* Which lanes a column is one of. */
enum fdtr_map_track { FDTR_MAP_GROUND, FDTR_MAP_CLAIMS, FDTR_MAP_WINDOWS };

struct fdtr_map_column {
	uint32_t side;
	enum fdtr_map_track track;
};

struct fdtr_map_pool {
	uint32_t side;
	uint32_t item;  /* where it lies; FDTR_NONE: nowhere that can be shown */
	char letter[8]; /* "A": what pictures call it. The same pool of two inputs has one letter. */
	const char *name;
	const char *path;
	uint64_t size;
	uint64_t alignment;
	bool dynamic;                     /* placed by the kernel, */
	const struct fdtr_range *allowed; /* in one of these, */
	uint32_t allowed_count;           /* or anywhere when there are none */
	const struct fdtr_rule *const *rules;
	uint32_t rule_count;
	enum fdtr_severity severity;
};

/* Devices that use the same pool behind the same windows; alike ones are one entry. */
struct fdtr_map_user {
	uint32_t side;
	uint32_t pool;  /* index into map.pools; FDTR_NONE: a virtio device or host bridge that has none */
	uint32_t item;  /* its registers, FDTR_NONE when they are not shown */
	uint32_t guard; /* the item that is its window, FDTR_NONE */
	uint32_t count;
	const char *name;    /* "virtio_mmio@a000000 .. a003e00" */
	const char *path;    /* of the first */
	const char *guarded; /* "0x5c000000..0x5fffffff", "2 windows from 0x40000000"; "" for no window */
	bool exact;          /* its windows are the pool, no more and no less */
	const struct fdtr_rule *const *rules;
	uint32_t rule_count;
	enum fdtr_severity severity;
};

struct fdtr_map {
	const char *names[2]; /* of the inputs */
	uint32_t side_count;
	const struct fdtr_map_column *columns;
	uint32_t column_count;
	const struct fdtr_map_slice *slices;
	uint32_t slice_count;
	struct fdtr_map_item *items; /* ascending by address, then column */
	uint32_t item_count;
	struct fdtr_map_pool *pools;
	uint32_t pool_count;
	struct fdtr_map_user *users; /* by side, then pool, those without one last */
	uint32_t user_count;
	uint64_t memory[2];  /* bytes in banks of each input; banks that overlap count once */
	uint32_t regions[2]; /* things with a place, before any was folded */
	uint32_t folded[2];  /* how many of these stand in items of several */
	uint32_t folded_tied
		[2]; /* of those, how many a finding or a pool is tied to, and that are not all alike */
};

/*
 * The height of a slice of so many bytes: 1 up to 4 KiB, and 1 more for every doubling, FDTR_MAP_HIGHEST at most. Never
 * lower for what is larger.
 */
#define FDTR_MAP_HIGHEST 24
uint32_t fdtr_map_height(uint64_t size);

/*
 * Lays out one input or two. Neighbours that are alike (kind, size, name up to the unit address, pools, findings) are one
 * item; when there are more than max_items, so are neighbours of one kind that neither a finding nor a device is tied to,
 * and if that does not do, others as well. O(n log n). `options` may be NULL. FDTR_ERR_NOSPACE when the arena is too small.
 */
int fdtr_map_make(struct fdtr_map *map, const struct fdtr_map_input *inputs, uint32_t input_count,
	const struct fdtr_map_options *options, struct fdtr_arena *arena, struct fdtr_error *error);

#endif
