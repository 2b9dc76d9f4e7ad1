/* SPDX-License-Identifier: BSD-2-Clause */
/* A folder of bindings that a test writes, and the set that is made of it; see bindings.c. */
#ifndef FDTR_TESTS_BINDINGS_H
#define FDTR_TESTS_BINDINGS_H

#include "unit.h"

#include "schema/set/set.h"

extern char bindings_folder[];
extern struct fdtr_schemas *set;
extern struct fdtr_error set_error;

/* A case with that folder, which is gone afterwards. */
TCase *bindings_case(const char *name);

/* Below the folder; good until 16 more were asked for. */
const char *bindings_path(const char *name);
/* A file there; of its name's folders only the last is made. */
void put_text(const char *name, const char *text);
/* With an $id as a binding of that name has it, on line 1, and the text from line 5 on. */
void put(const char *name, const char *text);
/* As dt-schema's core has it, as far as is of interest here. */
void put_core(void);

/* Makes `set`, of the folder or as the options say. */
int load(void);
int load_of(const struct fdtr_schema_options *options);
/* The status, and an error that begins with the file's name and has the text in it. */
void check_refused(int status, int wanted, const char *file, const char *text);

/* The document of "http://devicetree.org/schemas/NAME". */
const struct document *find_binding(const char *name);
bool has_file(const char *name);
/* The member of a member. */
const struct value *get_second(const struct document *document, const char *first, const char *second);

#endif
