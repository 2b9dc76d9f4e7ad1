/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What dt-schema reads into a binding before it validates with it: bindings speak of `reg` or `maxItems` as people
 * write them in source, and mean rows of cells; every node may have `status`; `interrupts` may be interrupts-extended.
 */
#ifndef FDTR_SRC_FIXUP_H
#define FDTR_SRC_FIXUP_H

#include "schema/document.h"

/* Makes `select` where there is none, and rewrites the rest. FDTR_ERR_NOSPACE when memory ran out. */
int fixup_document(struct document *document, struct fdtr_error *error);

#endif
