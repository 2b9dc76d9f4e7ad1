/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How a request becomes a tree: select what to attach, find or place the pools, then describe the result as
 * a list of operations, which one of three writers turns into a tree, an overlay, or an overlay's source.
 */
#ifndef FDTR_SRC_PLAN_H
#define FDTR_SRC_PLAN_H

#include <fdtrestrict/generate.h>

#include "base/base.h"
#include "devicetree/devicetree.h"
#include "devicetree/edit.h"

#include <inttypes.h>

#define FDTR_DEFAULT_POOL_NAME "restricted-dma-pool"

/* A node to attach, or a PCI device that gets one. */
struct fdtr_attachment {
	uint32_t node;   /* FDTR_NONE: to be made under `bridge` as `name` */
	uint32_t bridge; /* the parent of a node to be made */
	const char *name;
	uint32_t function; /* bus, device and function of it, as in the first cell of reg */
	uint32_t device;   /* in platform.devices, FDTR_NONE when it is none yet */
	uint32_t pool;     /* in plan.pools */
	enum fdtr_device_kind kind;
	bool guarded;                     /* its DMA parent covers the pool and nothing else already */
	uint32_t bus;                     /* in plan.buses, FDTR_NONE when it needs none */
	uint32_t next_in_bus;             /* the next target of that bus, FDTR_NONE at the last */
	uint64_t child_address;           /* a host bridge: the pool as its devices see it */
	uint64_t parent_address;          /* and as its parent bus does */
	const struct fdtr_queues *queues; /* what the pool is sized for, NULL when its size is said */
};

struct fdtr_plan_pool {
	uint32_t node;    /* FDTR_NONE when new */
	uint32_t phandle; /* 0 until it is needed */
	bool has_phandle; /* the base has it already */
	bool dynamic;
	struct fdtr_range range;
	uint64_t size;
	const char *name;  /* of the node, unit address and all */
	const char *label; /* for source */
};

/* A guarded simple-bus: one for each pool and parent. */
struct fdtr_plan_bus {
	uint32_t parent;
	uint32_t pool;
	uint32_t node;    /* FDTR_NONE when new */
	uint64_t address; /* of the pool, as the parent's children see it */
	uint32_t phandle; /* of a dma-mem guard */
	bool has_phandle;
	uint32_t first; /* its targets */
	uint32_t last;
	const char *name;
	const char *label;
};

enum fdtr_step_kind {
	FDTR_STEP_AT,   /* the following are about the existing node */
	FDTR_STEP_SET,  /* a property */
	FDTR_STEP_OPEN, /* a new node inside */
	FDTR_STEP_CLOSE,
	FDTR_STEP_MOVE /* an existing node comes in here */
};

enum fdtr_value { FDTR_VALUE_EMPTY, FDTR_VALUE_CELLS, FDTR_VALUE_STRINGS };

struct fdtr_step {
	struct fdtr_step *next;
	enum fdtr_step_kind kind;
	uint32_t node;     /* AT, MOVE */
	uint32_t before;   /* AT: new nodes go before this one, FDTR_NONE: at the end */
	const char *name;  /* SET, OPEN */
	const char *label; /* OPEN: for source */
	bool exported;     /* OPEN: the label is the user's, for __symbols__ */
	enum fdtr_value value;
	const unsigned char *data;
	uint32_t length;
	uint32_t reference; /* SET: the cell that is the phandle of what is new, FDTR_NONE when none is */
	const char *target_label; /* the label of what it refers to */
};

struct fdtr_plan {
	const struct fdtr_tree *tree;
	const struct fdtr_platform *platform; /* the base's, or `extended` */
	struct fdtr_platform extended;        /* with targets that were no devices yet */
	const struct fdtr_request *request;   /* the caller's, or `sized` */
	struct fdtr_request sized;            /* with a size in place of FDTR_SIZE_AUTO */
	struct fdtr_need need;                /* and what that follows from */
	struct fdtr_arena *arena;
	struct fdtr_error *error;
	enum fdtr_guard guard;
	struct fdtr_attachment *targets;
	uint32_t target_count;
	uint32_t *devices; /* per target: in platform.devices, what limits its reach */
	struct fdtr_plan_pool *pools;
	uint32_t pool_count;
	struct fdtr_plan_bus *buses;
	uint32_t bus_count;
	uint32_t *bus_below; /* per node: the bus of a shared pool below it, FDTR_NONE */
	struct fdtr_step *first_step;
	struct fdtr_step *last_step;
	struct fdtr_range *allowed; /* the alloc-ranges of a dynamic pool: within, cut by below */
	uint32_t allowed_count;
	uint32_t next_phandle;
	bool no_space;
};

/* Each returns a library status, with the sentence in plan->error. */
int fdtr_plan_select(struct fdtr_plan *plan);
int fdtr_plan_size(struct fdtr_plan *plan);
int fdtr_plan_pools(struct fdtr_plan *plan);
int fdtr_plan_names(struct fdtr_plan *plan);
/* Without unit address or number. */
const char *fdtr_pool_base_name(const struct fdtr_request *request);
int fdtr_plan_guard(struct fdtr_plan *plan);
/* Whether the target is, or will be, kept to its pool by dma-ranges. */
bool fdtr_is_guarded(const struct fdtr_plan *plan, const struct fdtr_attachment *target);
int fdtr_plan_describe(struct fdtr_plan *plan);

/* The parts of the description that have files of their own. */
int fdtr_describe_reserved_memory(struct fdtr_plan *plan);
void fdtr_follow_moved(struct fdtr_plan *plan);

/* Writers. *needed is the size in any case. */
int fdtr_write_tree(struct fdtr_plan *plan, void *output, size_t size, size_t *needed);
/* An overlay can name every node that it changes. */
int fdtr_check_overlay(const struct fdtr_plan *plan);
int fdtr_write_overlay(struct fdtr_plan *plan, void *output, size_t size, size_t *needed);
int fdtr_write_source(struct fdtr_plan *plan, char *output, size_t size, size_t *needed);

/* What is asked of a pool's place. */
uint64_t fdtr_request_alignment(const struct fdtr_request *request);
/* Whether --within and --below take the range; as fdtr_place() sees it: ranges that overlap are one. */
bool fdtr_request_allows(const struct fdtr_request *request, struct fdtr_range range);
/* Of FIXED: the address of the pool of that number; false when it passes 2^64. */
bool fdtr_request_address(const struct fdtr_request *request, uint32_t index, uint64_t *address);

/* A phandle that the base does not use. */
uint32_t fdtr_plan_phandle(struct fdtr_plan *plan);

/* The pool that Linux gives a device, in platform.pools; FDTR_NONE when it has none. */
uint32_t fdtr_device_pool(const struct fdtr_platform *platform, const struct fdtr_device *device);

/* A name that generate gives its guarded buses: "restricted-dma-bus", "restricted-dma-1-bus". */
bool fdtr_is_guard_bus(const struct fdtr_tree *tree, uint32_t node);
/* The node's path without guarded buses on the way. */
void fdtr_path_before(const struct fdtr_tree *tree, uint32_t node, char *path, size_t size);

/* The path of a target as it is in the base, and as it will be. In the arena; NULL when that is full. */
const char *fdtr_attachment_base_path(struct fdtr_plan *plan, const struct fdtr_attachment *target);
const char *fdtr_attachment_path(struct fdtr_plan *plan, const struct fdtr_attachment *target);

/* printf into the arena; NULL, and plan->no_space, when that is full. */
const char *fdtr_plan_text(struct fdtr_plan *plan, const char *format, ...) FDTR_PRINTF(2, 3);

/* Appending to the description. After the arena is full they do nothing and plan->no_space is set. */
void fdtr_step_at(struct fdtr_plan *plan, uint32_t node, uint32_t before);
void fdtr_step_open(struct fdtr_plan *plan, const char *name, const char *label, bool exported);
void fdtr_step_close(struct fdtr_plan *plan);
void fdtr_step_move(struct fdtr_plan *plan, uint32_t node);
void fdtr_step_empty(struct fdtr_plan *plan, const char *name);
void fdtr_step_string(struct fdtr_plan *plan, const char *name, const char *string);
void fdtr_step_bytes(
	struct fdtr_plan *plan, const char *name, enum fdtr_value value, const void *data, uint32_t length);

/* Cells on their way into a property. */
struct fdtr_cells {
	unsigned char *data; /* NULL when the arena is full */
	uint32_t count;
	uint32_t capacity;
};

struct fdtr_cells fdtr_cells_begin(struct fdtr_plan *plan, uint32_t capacity);
void fdtr_cells_add(struct fdtr_cells *cells, uint32_t value);
/* As many cells as said; the caller has seen that it fits. */
void fdtr_cells_number(struct fdtr_cells *cells, uint64_t value, uint32_t count);
void fdtr_step_cells(struct fdtr_plan *plan, const char *name, const struct fdtr_cells *cells);
void fdtr_step_cell(struct fdtr_plan *plan, const char *name, uint32_t value);
/* The cell at `reference` is the phandle of something new, known in source by its label. */
void fdtr_step_reference(struct fdtr_plan *plan, const char *name, const struct fdtr_cells *cells,
	uint32_t reference, const char *label);

/* An AT that nothing follows, since there was nothing to do. */
static inline bool fdtr_step_is_idle(const struct fdtr_step *at)
{
	return !at->next || at->next->kind == FDTR_STEP_AT;
}

bool fdtr_is_node_name(const char *name, size_t length);

/* Whether the value fits in that many cells. */
bool fdtr_fits_cells(uint64_t value, uint32_t cells);

#endif
