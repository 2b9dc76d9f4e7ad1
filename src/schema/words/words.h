/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Faults in words. What a fault of anyOf or oneOf means is found by looking at which alternative the value comes
 * nearest to.
 */
#ifndef FDTR_SRC_WORDS_H
#define FDTR_SRC_WORDS_H

#include "schema/evaluate/evaluate.h"

/* The fault that says it best: the fault itself, or one of those inside it. */
const struct fault *words_best(const struct fault *fault);

/* It is about a property that the binding does not list, where it lets nodes be that it does not list either. */
bool words_unlisted(const struct fault *fault);

/*
 * One sentence without the place: "`no-map` is not allowed here". `root` is where evaluation began; the evaluation,
 * which may be asked again, is the one that found the fault.
 */
void words_say(const struct fault *fault, const struct value *root, struct evaluation *evaluation,
	struct fdtr_text *text);

/*
 * What the bindings themselves say of the property or of the schema that does not hold: the first sentence, when that
 * is short. `asked` is the binding. False when there is nothing.
 */
bool words_note(const struct fault *fault, const struct value *root, const struct document *asked,
	struct fdtr_text *text);

#endif
