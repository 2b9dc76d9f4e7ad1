/* SPDX-License-Identifier: BSD-2-Clause */
/* The parts of decoding, in the order in which they need each other. */
#ifndef FDTR_SRC_DECODE_PARTS_H
#define FDTR_SRC_DECODE_PARTS_H

#include "devicetree/devicetree.h"
#include "schema/decode/decode.h"

#define UNRESOLVED UINT32_MAX /* what an overlay has where its base will give a phandle */

/* The first cell of a property that says how many cells something has. */
struct cell_count {
	uint32_t number; /* of the name */
	uint32_t cells;
	uint32_t order; /* of properties of one name the last one comes first */
};

/* Where __fixups__ and __local_fixups__ say that there is a phandle: hashes of "path:property:offset". */
struct marks {
	uint64_t *table; /* open addressing; NULL when there are none */
	size_t size;
	uint64_t *paths; /* hash of each node's */
	uint64_t seed;
};

bool marks_make(struct marks *marks, const struct fdtr_tree *tree, uint64_t seed, struct store *store);
/* Whether that cell of the property is a phandle. */
bool marks_have(const struct marks *marks, uint32_t node, const char *property, uint32_t cell);

enum content {
	CONTENT_UNKNOWN,
	CONTENT_STRINGS,
	CONTENT_NUMBERS,
	CONTENT_BYTES /* none of them: a flag that has data */
};

/* By what a property's cells are split into rows. */
enum split {
	SPLIT_NONE, /* by the dimensions alone */
	SPLIT_GPIOS,
	SPLIT_INTERRUPTS,
	SPLIT_INTERRUPT_MAP,
	SPLIT_REG,
	SPLIT_RANGES,
	SPLIT_PHANDLES
};

/* How the properties of one name are read. */
struct reading {
	bool known;
	bool or_text; /* strings wherever the data is text */
	bool is_signed;
	bool has_dimensions;
	uint8_t cell_size;
	uint8_t content;       /* enum content */
	uint8_t split;         /* enum split */
	bool in_pairs;         /* a row is two phandles with their arguments */
	uint32_t cells;        /* of arguments behind a phandle; or: */
	uint32_t cells_number; /* of the name of the provider's property that says so */
	struct dimension outer, inner;
};

/* What a node stands in. */
struct standing {
	uint32_t number;                    /* of its name */
	uint32_t first_count, count_count;  /* its cell counts */
	uint32_t members;                   /* at most */
	uint32_t address_cells, size_cells; /* of its children */
	uint32_t interrupt_cells;           /* of its own interrupts; 0 when that is not known */
	uint32_t child_interrupt_cells;
	bool is_hidden;
	bool is_hog; /* it or a node above it claims GPIOs for itself: they are no phandles then */
};

/* Names that decoding itself asks for. */
enum own_name {
	OWN_NODENAME,
	OWN_ADDRESS_CELLS,
	OWN_SIZE_CELLS,
	OWN_INTERRUPT_CELLS,
	OWN_GPIO_CELLS,
	OWN_INTERRUPT_PARENT,
	OWN_GPIO_HOG,
	OWN_COUNT
};

struct decoder {
	struct decoded *decoded;
	const struct fdtr_tree *tree;
	const struct types *types;
	struct matcher *matcher;
	uint32_t own[OWN_COUNT];  /* numbers of names */
	uint32_t *numbers;        /* of names, by their offset in the strings block */
	struct reading *readings; /* by number of the name */
	uint32_t reading_count;
	struct standing *standings; /* by node */
	struct cell_count *counts;  /* by node, then name */
	uint32_t count_count, count_capacity;
	struct marks marks;
	struct store scratch;
};

/* The node's properties of which it is asked are told one after the other. False when memory ran out, as all below. */
bool counts_add(struct decoder *decoder, uint32_t node, uint32_t number, uint32_t cells);
/* After all of a node. */
void counts_settle(struct decoder *decoder, uint32_t node);
/* False, and *cells is 0, when the node does not say. */
bool counts_get(const struct decoder *decoder, uint32_t node, uint32_t number, uint32_t *cells);

bool reading_make(struct decoder *decoder, uint32_t number);

/* The property's value. */
bool decode_value(struct decoder *decoder, uint32_t node, uint32_t number,
	const struct fdtr_property *property, struct value *value);

/* `cells` in rows of `row` each, in one where that is 0. */
bool rows_even(struct decoder *decoder, struct value *rows, const struct value *cells, uint64_t row);
/* As the property's name has it. */
bool rows_split(struct decoder *decoder, uint32_t node, uint32_t number, struct value *rows,
	const struct value *cells);

#endif
