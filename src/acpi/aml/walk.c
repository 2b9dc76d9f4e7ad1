// SPDX-License-Identifier: BSD-2-Clause
#include "acpi/aml/parts.h"

bool fdtr_term_opens(const struct fdtr_term *term)
{
	return term->kind == FDTR_TERM_SCOPE || term->kind == FDTR_TERM_DEVICE ||
	       term->kind == FDTR_TERM_NAME || term->kind == FDTR_TERM_PACKAGE;
}

struct fdtr_term_walk fdtr_term_walk(const struct fdtr_term *terms)
{
	return (struct fdtr_term_walk){.next = terms};
}

const struct fdtr_term *fdtr_term_next(struct fdtr_term_walk *walk, bool *ends)
{
	const struct fdtr_term *term = walk->next;

	*ends = !term;
	if (*ends) {
		if (!walk->depth)
			return NULL;
		term = walk->open[--walk->depth];
	}
	if (*ends || !fdtr_term_opens(term)) {
		walk->next = term->next;
		return term;
	}
	walk->open[walk->depth++] = term;
	walk->next = term->first;
	return term;
}
