/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What dt-schema reads into a binding before it validates with it: bindings speak of `reg` or `maxItems` as people
 * write them in source, and mean rows of cells; every node may have `status`; `interrupts` may be interrupts-extended.
 */
#ifndef FDTR_SRC_FIXUP_H
#define FDTR_SRC_FIXUP_H

#include "schema/document/document.h"

/*
 * Makes `select` where there is none, and rewrites the rest of a document that document_check() has found sound. What is
 * made has the place of what it is made from, and VALUE_MADE; descriptions stay. FDTR_ERR_NOSPACE when memory ran out,
 * FDTR_ERR_BADTREE when the document asks for copies of copies: the error has its place.
 */
int fixup_document(struct document *document, struct fdtr_error *error);

#endif
