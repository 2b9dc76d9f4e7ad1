/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The names of a device tree's nodes and properties, each held once and numbered from 1, so that what is known of a
 * name is found out once a tree.
 */
#ifndef FDTR_SRC_NAMES_H
#define FDTR_SRC_NAMES_H

#include "schema/document/value.h"

struct name {
	const char *text;
	uint32_t length;
	uint32_t hash; /* value_hash() */
};

struct names {
	struct name *items; /* items[0] is no name */
	uint32_t count;     /* with items[0] */
	uint32_t capacity;
	uint32_t *table; /* of numbers, open addressing */
	uint32_t table_size;
	uint64_t seed; /* of the table's hash; another one each time */
};

/* The number of the name, which is kept and not copied; 0 when memory ran out. Zeroed, `names` is empty. */
uint32_t names_add(struct names *names, const char *text, size_t length);
/* 0 when it has none. */
uint32_t names_find(const struct names *names, const char *text, size_t length);
/* One step of that hash, for whoever has a table of the tree's texts besides. */
uint64_t names_mix(uint64_t hash, uint64_t word);
void names_free(struct names *names);

#endif
