/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Holds a value against a schema, JSON Schema draft 2019-09. Where something does not hold there is a fault: which
 * keyword of which schema, and where in the value. Work, depth and faults are bounded, whatever the schema refers to.
 */
#ifndef FDTR_SRC_EVALUATE_H
#define FDTR_SRC_EVALUATE_H

#include "schema/decode/decode.h"
#include "schema/set/set.h"

/* One step down into a value; the chain leads up to where evaluation began. */
struct step {
	const struct step *up;
	const char *name; /* of a member, NULL for an item */
	uint32_t index;   /* of an item */
	const struct value
		*value; /* that the step comes to; rows and cells that are not in memory as such: the array */
};

struct fault {
	const struct fault *next;
	const struct document *document; /* of the schema */
	const struct value *schema;      /* that does not hold; an object, or false */
	enum keyword keyword;            /* of it; KEYWORD_NONE for false */
	const struct value *rule;        /* the keyword's value; of required and the like the name's string */
	const struct step *path;   /* to the value it does not hold for; NULL for where evaluation began */
	const struct value *value; /* that value; an item of cells is a copy */
	const char *
		property; /* required, dependent*, additional*, unevaluated*: which member of it; else NULL */
	bool echo;        /* an unevaluated property that the schema knows, but that has a fault itself */
	const struct fault *inner; /* anyOf, oneOf: what is against each alternative; not against `not` */
	uint32_t branch;           /* as one of `inner`: of which alternative */
};

/* The members of the object that evaluation began with, by hash: many schemas ask for them. */
struct lookup {
	const struct value *object; /* NULL when there is none */
	uint32_t *slots;            /* 1 + the member's index, open addressing; 0 where empty */
	uint32_t size;              /* of `slots` that are in use, a power of two */
	uint32_t capacity;
};

/* A long patternProperties beside additionalProperties; most names are asked for again and again. */
struct pattern_union {
	const struct value *patterns;
	unsigned char *matches; /* by the name's number: 0 for not asked yet, 1 + whether any matches */
	bool silent;            /* their schemas say nothing */
};

#define EVALUATE_UNIONS 16

/* One run over one tree or document. */
struct evaluation {
	const struct fdtr_schemas *set;
	const struct decoded
		*decoded; /* NULL when values are a document's; then there are no numbers of names */
	struct matcher *matcher;
	unsigned char *
		*matches; /* by pattern, then number of the name: 0 for not asked yet, 1 + enum match */
	struct pattern_union unions[EVALUATE_UNIONS]; /* in the order that they were met */
	struct lookup lookup;
	uint64_t limit, work; /* steps left */
	uint32_t depth;
	uint32_t faults; /* made so far */
	bool cut;        /* there were more: what comes after EVALUATE_FAULT_LIMIT is not told */
	int status;      /* FDTR_OK, or what ended the run */
	struct fdtr_error *error;
	struct store store; /* of the faults */
};

#define EVALUATE_DEPTH_LIMIT 200
/*
 * Steps in all: so many, and more with each node of the tree. The kernel's bindings take about 5,000 a node of a board.
 */
#define EVALUATE_WORK_LIMIT ((uint64_t)1 << 25)
#define EVALUATE_WORK_PER_NODE 16384U
#define EVALUATE_WORK_MOST ((uint64_t)1 << 30) /* half a minute */
#define EVALUATE_FAULT_LIMIT 1000000           /* those inside others too */

int evaluation_begin(struct evaluation *evaluation, const struct fdtr_schemas *set,
	const struct decoded *decoded, struct fdtr_error *error);
void evaluation_end(struct evaluation *evaluation);

/*
 * True when it holds. With `faults`, everything that does not hold is put there, in the order of the schema but for
 * unevaluated*, which come last; without, nothing is kept, and the first that is found ends it. After a false one
 * has to look at evaluation->status. A schema that is neither object nor boolean, see document_check(), holds. Values
 * stay as they are while the evaluation lasts.
 */
bool evaluate(struct evaluation *evaluation, const struct document *document, const struct value *schema,
	const struct value *value, const struct fault **faults);

#endif
