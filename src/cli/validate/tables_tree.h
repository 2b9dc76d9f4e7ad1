/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Devices of ACPI tables as nodes of a tree, which bindings can be held against. Each node and property knows what in the
 * tables it stands for.
 */
#ifndef FDTR_SRC_TABLES_TREE_H
#define FDTR_SRC_TABLES_TREE_H

#include "acpi/platform/devices.h"
#include "base/base.h"

#include <fdtrestrict/schema.h>

struct table_property {
	struct table_property *next;
	const char *name;
	const void *data;
	uint32_t length;
	struct fdtr_origin place;
	const char *made_of; /* what says it in ACPI's own way, "_CRS"; NULL: a property of that name does */
	const char *
		wrong; /* what is wrong with its value, where bytes would not tell it as it is; NULL for nothing */
	bool told;    /* it was */
	bool unknown; /* there is one, but only an interpreter can tell its value */
};

struct table_node {
	struct table_node *parent;
	struct table_node *next; /* in the same parent */
	struct table_node *first;
	struct table_node *last;
	const char *name;
	const char *below; /* of a data node: the keys that lead to it, "ports/port@0"; "" for a device */
	uint32_t object;   /* the device; FDTR_NONE for what stands for nothing in the tables */
	bool judged;       /* it has properties */
	bool partial; /* not all that the device says of itself is static, or is said in a way that trees know */
	struct fdtr_origin place;
	struct table_property *properties;
	struct table_property *last_property;
};

struct table_tree {
	const struct fdtr_acpi *acpi;
	const struct fdtr_schemas *schemas;
	struct fdtr_arena *arena;
	struct fdtr_arena scratch; /* for walks, which need an arena of their own */
	struct table_node *root;   /* its first children are /reserved-memory and the interrupt controller */
	struct table_node **of_object; /* per object, the node of a device or the bus that its _DMA makes */
	struct table_node **bus_of_object;
	unsigned char *referred_to; /* per object */
	struct table_node **nodes;  /* in order of the tree */
	uint32_t node_count;
	size_t bytes; /* that the tree takes, at most */
	bool full;    /* the arena ran out */
	struct fdtr_tree tree;
};

/* Fills a zeroed tree in the arena, from which nothing may be taken meanwhile. Statuses of the core. */
int table_tree_make(struct table_tree *tree, const struct fdtr_acpi *acpi, const struct fdtr_schemas *schemas,
	struct fdtr_arena *arena, struct fdtr_error *error);

/* The parts of it. After the arena ran out they do nothing, and tree->full is set. */
struct table_node *table_node_add(struct table_tree *tree, struct table_node *parent, const char *format, ...)
	FDTR_PRINTF(3, 4);
/* `data` is the caller's, and stays. */
struct table_property *table_property_add(struct table_tree *tree, struct table_node *node, const char *name,
	const void *data, uint32_t length);
struct table_property *table_property_find(const struct table_node *node, const char *name);

/* Cells for a property, in the arena. */
struct table_cells {
	unsigned char *data; /* NULL when the arena is full */
	uint32_t length;
};
struct table_cells table_cells_begin(struct table_tree *tree, size_t count);
void table_cells_add(struct table_cells *cells, uint32_t value);
void table_cells_number(struct table_cells *cells, uint64_t value);

/* What a device says of itself in _CRS and _CCA, and in _DSD. */
void table_device_resources(struct table_tree *tree, struct table_node *node);
void table_device_properties(struct table_tree *tree, struct table_node *node);
/* The windows of a _DMA. */
void table_bus_windows(struct table_tree *tree, struct table_node *bus, uint32_t holder);

/* The place of an object's whole value: in the table that defines it. */
struct fdtr_origin table_place(const struct fdtr_acpi *acpi, uint32_t device, const char *child);
/* The phandle that a reference to the object becomes. */
uint32_t table_phandle(struct table_tree *tree, uint32_t object);

#endif
