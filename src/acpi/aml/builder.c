// SPDX-License-Identifier: BSD-2-Clause
/* Making a tree of terms. */
#include "acpi/aml/term.h"

void fdtr_terms_begin(struct fdtr_terms *terms, struct fdtr_arena *arena)
{
	*terms = (struct fdtr_terms){.arena = arena};
	terms->open = fdtr_arena_take(arena, FDTR_TERM_DEPTH, sizeof(struct fdtr_term *));
	terms->no_space = !terms->open;
}

struct fdtr_term *fdtr_terms_add(struct fdtr_terms *terms, enum fdtr_term_kind kind, const char *name)
{
	struct fdtr_term *parent = terms->depth ? terms->open[terms->depth - 1] : NULL, *term;
	struct fdtr_term **first = parent ? &parent->first : &terms->first;
	struct fdtr_term **last = parent ? &parent->last : &terms->last;

	if (terms->no_space || !(term = fdtr_arena_take(terms->arena, 1, sizeof(*term)))) {
		terms->no_space = true;
		return NULL;
	}
	*term = (struct fdtr_term){.kind = kind, .name = name};
	if (*last)
		(*last)->next = term;
	else
		*first = term;
	*last = term;
	return term;
}

struct fdtr_term *fdtr_terms_open(struct fdtr_terms *terms, enum fdtr_term_kind kind, const char *name)
{
	struct fdtr_term *term = fdtr_terms_add(terms, kind, name);

	if (terms->depth == FDTR_TERM_DEPTH)
		terms->no_space = true;
	if (terms->no_space)
		return NULL;
	terms->open[terms->depth++] = term;
	return term;
}

void fdtr_terms_close(struct fdtr_terms *terms)
{
	if (terms->depth)
		terms->depth--;
}

void fdtr_terms_integer(struct fdtr_terms *terms, uint64_t integer)
{
	struct fdtr_term *term = fdtr_terms_add(terms, FDTR_TERM_INTEGER, NULL);

	if (term)
		term->integer = integer;
}

void fdtr_terms_string(struct fdtr_terms *terms, const char *string)
{
	struct fdtr_term *term = fdtr_terms_add(terms, FDTR_TERM_STRING, NULL);

	if (term)
		term->data = string;
}

void fdtr_terms_reference(struct fdtr_terms *terms, const char *path)
{
	fdtr_terms_add(terms, FDTR_TERM_REFERENCE, path);
}

void fdtr_terms_name_integer(struct fdtr_terms *terms, const char *name, uint64_t integer)
{
	fdtr_terms_open(terms, FDTR_TERM_NAME, name);
	fdtr_terms_integer(terms, integer);
	fdtr_terms_close(terms);
}

void fdtr_terms_name_string(struct fdtr_terms *terms, const char *name, const char *string)
{
	fdtr_terms_open(terms, FDTR_TERM_NAME, name);
	fdtr_terms_string(terms, string);
	fdtr_terms_close(terms);
}

void fdtr_terms_name_resources(struct fdtr_terms *terms, const char *name,
	const struct fdtr_acpi_resource *resources, uint32_t count)
{
	struct fdtr_term *term;

	fdtr_terms_open(terms, FDTR_TERM_NAME, name);
	term = fdtr_terms_add(terms, FDTR_TERM_TEMPLATE, NULL);
	if (term) {
		term->resources = resources;
		term->count = count;
	}
	fdtr_terms_close(terms);
}
