/* SPDX-License-Identifier: BSD-2-Clause */
/* The parts that words.h puts its sentences together from. */
#ifndef FDTR_SRC_WORDING_H
#define FDTR_SRC_WORDING_H

#include "schema/words/where.h"
#include "schema/words/words.h"

struct wording {
	const struct value *root;
	struct evaluation *evaluation;
	struct fdtr_text *text;
};

#define WORDING_SHOWN 72 /* bytes of a value that are shown */
#define WORDING_LISTED 8 /* values of a list */

/* "`virtio,mmio`", "5", "0x40000000", "<1 2>"; cut where it is long. */
void wording_value(const struct wording *wording, const struct value *value);
/* "`a`, `b` or `c`": told how many there will be, it is given one after the other. */
struct series {
	uint32_t count, done;
};
void wording_list(const struct wording *wording, struct series *series, const struct value *value);
/* What kind of thing it is: "strings", "cells", "a node", "empty". */
const char *wording_kind(const struct value *value);
/* "`reg`", "entry 1 of `compatible`", "cell 2 of `reg`", "the node's name", "the node". */
void wording_subject(const struct wording *wording, const struct where *where);
/* "has 2 entries" wants what the items are called. */
const char *wording_items(const struct value *array, uint64_t count);

/* A fault whose keyword is neither anyOf nor oneOf. */
void wording_fault(const struct wording *wording, const struct fault *fault);
/* Those of them that are about which members a node has, or that turn a schema round. */
bool wording_member(const struct wording *wording, const struct fault *fault, const struct where *where);
void wording_type(const struct wording *wording, const struct fault *fault, const struct where *where);
/* "must be `a` or `b`": the values that the faults of const, enum and pattern ask for. */
void wording_values(const struct wording *wording, const struct fault *const *faults, uint32_t count);
/* "because `compatible` is `a`": the condition that the schema stands under, where it is simple. */
void wording_condition(const struct wording *wording, const struct fault *fault);

/* What a fault of anyOf or oneOf comes down to. */
enum choice_form {
	CHOICE_NEAREST, /* one alternative is nearest: `nearest` is against it */
	CHOICE_VALUES,  /* alternatives differ in the value only that they ask for */
	CHOICE_NAMES,   /* alternatives ask for members only */
	CHOICE_ENTRIES, /* strings: one alternative has most of them in its list */
	CHOICE_SEVERAL  /* more than one holds */
};

#define CHOICE_LIMIT 64 /* alternatives that are told apart */

struct choice_told {
	enum choice_form form;
	const struct fault *nearest;
	const struct fault *alternatives[CHOICE_LIMIT]; /* VALUES, NAMES: a fault of each */
	uint32_t count;
	const struct value *entries; /* ENTRIES: the schemas of that list */
};

/* The string of the array that such a schema asks for; NULL when there is none. */
const struct value *choice_entry(const struct value *schema, const struct value *array);
void choice_read(struct choice_told *told, const struct fault *fault);

#endif
