/* SPDX-License-Identifier: BSD-2-Clause */
/* The steps of a comparison. */
#ifndef FDTR_SRC_COMPARE_PARTS_H
#define FDTR_SRC_COMPARE_PARTS_H

#include <fdtrestrict/compare.h>

#include "base/base.h"
#include "lint/lint.h"

#include <inttypes.h>

/* The interrupt of a device. */
struct fdtr_gsi {
	enum { FDTR_GSI_UNKNOWN, FDTR_GSI_NONE, FDTR_GSI_KNOWN } state;
	uint32_t number;
	bool edge;
	bool active_low;
	struct fdtr_origin origin;
};

/* What a device is told apart by: only the same of one kind can be the same device. */
enum fdtr_identity {
	FDTR_BY_ADDRESS, /* of its registers */
	FDTR_BY_BRIDGE,  /* of its ECAM, or its number among host bridges */
	FDTR_BY_FUNCTION /* its way from the host bridge */
};

struct fdtr_side_device {
	uint64_t key;
	uint32_t identity; /* enum fdtr_identity */
	uint32_t device;   /* in platform.devices */
	uint32_t other;    /* the same one, in the other side's devices; FDTR_NONE for none */
	bool addressed;    /* `registers` is known */
	struct fdtr_range registers;
	struct fdtr_origin registers_origin;
	struct fdtr_gsi gsi;
};

/* One of the two. */
struct fdtr_side {
	const struct fdtr_platform *platform;
	struct fdtr_side_device *devices; /* in order of identity and key once they are matched */
	uint32_t device_count;
	uint32_t *index_of; /* per device of the platform, its place in `devices`, or FDTR_NONE */
	uint32_t *pool;     /* per pool of the platform, the other side's, or FDTR_NONE */
};

/* Interrupts of which the sides say other things than the other in the same way. */
struct fdtr_trigger_difference {
	uint32_t count;
	struct fdtr_origin tree; /* of the first */
	struct fdtr_origin tables;
};

struct fdtr_comparison {
	const struct fdtr_compared *compared;
	struct fdtr_arena *arena;
	struct fdtr_side tree;
	struct fdtr_side tables;
	struct fdtr_trigger_difference triggers[16];
	struct fdtr_array differences;
	bool no_space;
};

/* The available devices of both, each with what it is known by. */
int fdtr_compare_collect(struct fdtr_comparison *comparison);
struct fdtr_gsi fdtr_gsi_of_node(const struct fdtr_tree *tree, uint32_t node, struct fdtr_arena *arena);
struct fdtr_gsi fdtr_gsi_of_object(const struct fdtr_acpi *acpi, uint32_t object);
/* The first address of a host bridge's configuration space by MCFG (PCI Firmware Specification 3.3, 4.1.2). */
bool fdtr_mcfg_base(const struct fdtr_acpi *acpi, uint32_t bridge, uint64_t *base);

void fdtr_compare_match_devices(struct fdtr_comparison *comparison);
void fdtr_compare_match_pools(struct fdtr_comparison *comparison);

/* The differences themselves. */
void fdtr_compare_pools(struct fdtr_comparison *comparison);
void fdtr_compare_devices(struct fdtr_comparison *comparison);

/* A place for the whole of a node or object, and of a table's place in it. */
struct fdtr_origin fdtr_node_origin(const struct fdtr_comparison *comparison, uint32_t node);
struct fdtr_origin fdtr_object_origin(const struct fdtr_comparison *comparison, uint32_t object);
extern const struct fdtr_origin fdtr_nowhere;

void fdtr_differ(struct fdtr_comparison *comparison, const struct fdtr_rule *rule, struct fdtr_origin tree,
	struct fdtr_origin tables, const char *format, ...) FDTR_PRINTF(5, 6);

#endif
