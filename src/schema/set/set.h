/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A set of bindings, ready to validate with: documents by $id, every $ref led to its end, every pattern compiled,
 * and an index of which schemas a node can concern. Nothing in it changes any more: threads may share it.
 */
#ifndef FDTR_SRC_SET_H
#define FDTR_SRC_SET_H

#include "schema/document/document.h"
#include "schema/pattern/pattern.h"
#include "schema/types/types.h"

#include <fdtrestrict/schema.h>

/*
 * What the link of a $ref's value is. In a set with dt-schema's core, one that leads nowhere is the binding's own
 * mistake (the kernel's bindings have such), and does harm where a node is held against it: its schema is `false`, in
 * the document and at the place of the $ref, marked VALUE_MADE, with a link to the $ref's value.
 */
struct schema_target {
	const struct document *document;
	const struct value *schema; /* an object or a boolean */
};

/* A document as part of a set. */
struct binding {
	struct document document;
	const char *id; /* of $id, with its "#"; the document's */
	const struct value *select;
	uint32_t folder; /* which of those given it is from */
	bool hidden;     /* it is for $ref alone: never selected, as --limit asks */
};

struct cache; /* cache.h */
struct index; /* select.h */

struct fdtr_schemas {
	struct binding *bindings; /* by the name of the file, folders in the order that they were given */
	uint32_t count;
	uint32_t *by_id; /* open addressing, FDTR_NONE where empty */
	uint32_t by_id_size;
	unsigned int jobs; /* threads that make it, see parallel.h */
	bool has_core;     /* dt-schema's; else the built-in one is part of the set */
	struct patterns *patterns;
	struct types *types;
	struct index *index;
	struct cache *cache; /* that some of the documents stand in; or NULL */
	struct store store;  /* of what belongs to no document */
};

/* The binding of that $id, with or without "#"; NULL when there is none. */
struct binding *set_binding(const struct fdtr_schemas *set, const char *id, size_t length);
/* Its document. */
const struct document *set_find(const struct fdtr_schemas *set, const char *id, size_t length);

/* Building: space for so many; then the binding with that $id, which is bindings[index] unless there was one before. */
bool set_reserve(struct fdtr_schemas *set, uint32_t count);
uint32_t set_add(struct fdtr_schemas *set, uint32_t index);

/* Leads every $ref and compiles every pattern of all documents. */
int set_link(struct fdtr_schemas *set, struct fdtr_error *error);

/*
 * Leads one $ref that stands in `document`: "#/definitions/x", "other.yaml#", "/schemas/types.yaml#/definitions/uint32".
 * False when there is no schema at its end; target->document is NULL when there is no such document either.
 */
bool set_resolve(const struct fdtr_schemas *set, const struct document *document, const char *reference,
	struct schema_target *target);

#define SET_URL_SIZE 1024 /* of an $id, and of a pointer, that can be referred to; none is that long */

/* The $id, without a NUL, of the document that a $ref leads to; returns its length, 0 when it is too long. */
size_t set_url(const struct document *document, const char *reference, char url[SET_URL_SIZE]);

#endif
