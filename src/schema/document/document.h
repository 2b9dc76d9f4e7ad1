/* SPDX-License-Identifier: BSD-2-Clause */
/* One YAML file as a value with places. */
#ifndef FDTR_SRC_DOCUMENT_H
#define FDTR_SRC_DOCUMENT_H

#include "schema/document/value.h"

#define DOCUMENT_SIZE_LIMIT ((size_t)16 << 20) /* bytes of a file */
#define DOCUMENT_DEPTH_LIMIT 100               /* of nesting */
#define DOCUMENT_VALUE_LIMIT 2000000           /* values, those that aliases repeat counted each time */
#define DOCUMENT_MEMBER_LIMIT 16384 /* names in one place; they are looked up one after the other */

struct document {
	const char *file; /* as the user would name it; the store's */
	struct value root;
	struct store store; /* of root and all below */
};

/*
 * Reads text in UTF-8: one YAML document; scalars as YAML 1.2's core schema has them. FDTR_ERR_BADTREE when it is none,
 * holds a name twice, or is beyond a limit: the error has file, line and column. `document` is to be freed in either
 * case.
 */
int document_read(
	struct document *document, const char *file, const char *text, size_t size, struct fdtr_error *error);
/* The same of the file of that name. */
int document_load(struct document *document, const char *file, struct fdtr_error *error);
void document_free(struct document *document);

/*
 * Whether it is a schema that can be evaluated: every keyword known and its value of the right shape, at every place
 * where a schema stands. FDTR_ERR_BADTREE names the first mistake with its line. A binding of the kernel's has an array
 * in place of a property's schema, `- description: ...`, and dt-schema takes it: among `properties` and the like such
 * an array of schemas passes, and asks for nothing.
 */
int document_check(const struct document *document, struct fdtr_error *error);

#endif
