/* SPDX-License-Identifier: BSD-2-Clause */
/* The steps of fix-ups, and what they make values with. A step is false when fixup->status says why. */
#ifndef FDTR_SRC_FIXUP_STEPS_H
#define FDTR_SRC_FIXUP_STEPS_H

#include "schema/document/document.h"
#include "schema/fixup/fixup.h"

#define FIXUP_COPY_LIMIT 200000U /* values that are copied in one document */

struct fixup {
	struct document *document;
	uint32_t copied;
	int status;
	struct fdtr_error *error;
};

/* A value in the place of what it is made from. */
struct value fixup_made(enum value_kind kind, const struct value *from);
struct value fixup_true(const struct value *from);
struct value fixup_count(uint32_t count, const struct value *from);
struct value fixup_text(const char *text, const struct value *from); /* which is kept */

bool fixup_is_true(const struct value *value); /* NULL is not */

/*
 * These are NULL or false when memory ran out. They move the members of the same object, but not what is below those;
 * what is put over something old takes its place in the order.
 */
bool fixup_reserve(struct fixup *fixup, struct value *value, uint32_t more); /* see value_reserve() */
struct value *fixup_put(struct fixup *fixup, struct value *object, const char *name, struct value value);
struct value *fixup_set(struct fixup *fixup, struct value *object, enum keyword keyword, struct value value);
/* A copy, of a name that is not there. */
bool fixup_add(struct fixup *fixup, struct value *object, const struct member *member);
/* Leaves what is there. */
bool fixup_default(struct fixup *fixup, struct value *object, enum keyword keyword, struct value value);
/* An empty object where there is none. */
struct value *fixup_object(
	struct fixup *fixup, struct value *schema, enum keyword keyword, const struct value *from);
struct value *fixup_append(struct fixup *fixup, struct value *array, struct value value);
/* {items: [`item`]} */
bool fixup_only_item(struct fixup *fixup, struct value *schema, struct value item);
/* Takes these keywords out of `from`, and puts them into `into`, which is made where the first of them stands. */
bool fixup_move(struct fixup *fixup, struct value *from, struct value *into, const enum keyword *keywords,
	size_t count);
/* False: the document's fault, at that value. */
bool fixup_wrong(struct fixup *fixup, const struct value *at, const char *sentence);
/* All below is copied and marked as made. Also false when that is beyond FIXUP_COPY_LIMIT. */
bool fixup_copy(struct fixup *fixup, struct value *copy, const struct value *original);

/* Of a binding that has no `select`: by its compatibles, by its $nodename, or none. */
bool fixup_select(struct fixup *fixup, struct value *schema);
/* interrupt-parent and interrupts-extended where there is `interrupts`. */
bool fixup_interrupts(struct fixup *fixup, struct value *schema);
/* What any node may have. */
bool fixup_node(struct fixup *fixup, struct value *schema);
/* `dependencies` becomes dependentRequired and dependentSchemas. */
bool fixup_dependencies(struct fixup *fixup, struct value *schema);
/* The schema of a property's value: scalars and arrays as rows of cells, arrays with sizes. */
bool fixup_values(struct fixup *fixup, const char *name, struct value *schema);

/* Parts of fixup_values(). */
bool fixup_open_matrix(struct fixup *fixup, const char *name, struct value *schema);
bool fixup_counts_to_matrix(struct fixup *fixup, const char *name, struct value *schema);
bool fixup_items_to_matrix(struct fixup *fixup, const char *name, struct value *schema);
/* What has items has as many as it lists; of a least and most number the one is the other where it is missing. */
bool fixup_sizes(struct fixup *fixup, struct value *schema);

#endif
