/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the schema of a property says of its form: integers or strings, and how many. NULL, or a schema that is no
 * object, says nothing.
 */
#ifndef FDTR_SRC_FORM_H
#define FDTR_SRC_FORM_H

#include "schema/types/types.h"
#include "schema/document/value.h"

/* By `const`, `enum` and limits, and the first entry where they are lists. True and false are integers here. */
bool form_is_integer(const struct value *schema);
/* By `const`, `enum` and `pattern`. */
bool form_is_string(const struct value *schema);
/* Of a list of items the first, else `items` itself. */
const struct value *form_first(const struct value *items);

/* How many items: of a schema, or of the only one in a list. 0 as `most`: no end. Of a longer list 0 and 0. */
struct dimension form_range(const struct value *schema);

/* "-microvolt", "-hz": names that end so hold integers. */
bool form_has_unit(const char *name);

#endif
