/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Faults in words. What a fault of anyOf or oneOf means is found by looking at which alternative the value comes
 * nearest to.
 */
#ifndef FDTR_SRC_WORDS_H
#define FDTR_SRC_WORDS_H

#include "schema/evaluate.h"

/* The fault that says it best: the fault itself, or one of those inside it. */
const struct fault *words_best(const struct fault *fault);

/* One sentence without the place: "`no-map` is not allowed here". */
void words_say(const struct fault *fault, struct fdtr_text *text);

#endif
