/* SPDX-License-Identifier: BSD-2-Clause */
/* What reading types and asking for them share. */
#ifndef FDTR_SRC_TYPES_PARTS_H
#define FDTR_SRC_TYPES_PARTS_H

#include "schema/document/names.h"
#include "schema/types/types.h"

/* One type of a name. */
struct type_entry {
	struct type_entry *next;
	struct type type;
	bool is_pattern; /* the name stands in patternProperties */
};

/* A name that is a pattern: only the type that was read first counts. */
struct type_pattern {
	const struct pattern *pattern;
	const struct type_entry *entry;
};

struct types {
	struct names names;
	struct type_entry **entries;   /* by number of the name */
	uint32_t capacity;             /* of `entries` */
	struct type_pattern *patterns; /* by text */
	uint32_t pattern_count;
	struct store store;
};

/* As bindings spell it: "uint32-array". */
const char *type_text(const struct type *type);

/* What all documents say is read: leaves what can be asked for. */
int types_settle(struct types *types, struct patterns *patterns, struct fdtr_error *error);

#endif
