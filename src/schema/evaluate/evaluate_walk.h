/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the evaluation share. A walk is one schema held against one value. Those that it leads to are
 * either in place, for the same value (allOf, $ref), or below it (properties, items).
 */
#ifndef FDTR_SRC_EVALUATE_WALK_H
#define FDTR_SRC_EVALUATE_WALK_H

#include "schema/evaluate/evaluate.h"

/* A step while it lies on the C stack; it is kept in the store once a fault needs it. */
struct trail {
	struct trail *up;
	struct step step;
	const struct step *kept; /* NULL: not yet */
};

/* Where faults go, in order. */
struct sink {
	const struct fault *first;
	const struct fault **end;
	uint32_t branch;
};

/* Which members or items of a value are evaluated: what unevaluated* wants to know. */
struct seen {
	uint64_t *bits;
	uint32_t count;
	uint64_t space[4];
};

struct walk {
	struct evaluation *evaluation;
	const struct document *document;
	const struct value *schema;
	const struct value *value;
	const struct walk *referrer; /* the last one that followed a $ref, or NULL */
	struct trail *trail;         /* NULL where evaluation began */
	struct sink *sink;           /* NULL: only the verdict is wanted */
	struct seen *seen;           /* NULL: nobody asks */
	bool brief;                  /* `value` lies on the C stack */
};

/* The schema against the value. */
bool walk_holds(const struct walk *walk);
/* Another schema of the same document against the same value. */
bool walk_in_place(const struct walk *walk, const struct value *schema);
/* The same; what it evaluates counts only when it holds. */
bool walk_branch(const struct walk *walk, const struct value *schema);
/* The same without a word of what does not hold. */
bool walk_asks(const struct walk *walk, const struct value *schema);
bool walk_member(const struct walk *walk, const struct value *schema, const struct member *member);
bool walk_item(const struct walk *walk, const struct value *schema, uint32_t index);

/* It holds for whatever there is. */
bool walk_says_nothing(const struct value *schema);

/* Takes steps off the work that is left; false, with the status set, when there is not so much. */
bool walk_spend(const struct walk *walk, uint64_t steps);
/* Ends the run with that status; false. */
bool walk_end(const struct walk *walk, int status, uint32_t line, const char *format, ...) FDTR_PRINTF(4, 5);
bool walk_end_memory(const struct walk *walk);

/*
 * The rule does not hold; NULL for a schema that is false. Returns the fault so that the caller can add to it, or NULL
 * when there is no sink or no more space.
 */
struct fault *fault_add(const struct walk *walk, const struct member *rule);
/* The same of one member or name: one fault each. Always false. */
bool fault_of_property(
	const struct walk *walk, const struct member *rule, const struct value *name, const char *property);
void sink_begin(struct sink *sink);

bool seen_begin(const struct walk *walk, struct seen *seen);
void seen_end(struct seen *seen);
void seen_add(struct seen *seen, uint32_t index);
bool seen_has(const struct seen *seen, uint32_t index);
void seen_merge(struct seen *seen, const struct seen *more);
void seen_all(struct seen *seen);

/* The object's member of that name. */
struct member *walk_find(const struct walk *walk, const char *name, uint32_t hash);
struct member *walk_find_text(const struct walk *walk, const struct value *name);
void lookup_begin(struct lookup *lookup, const struct value *object);

/* Whether the pattern, which stands in that line, is found in the name or text. */
bool walk_matches_name(
	const struct walk *walk, const struct pattern *pattern, uint32_t line, const struct member *member);
/* Whether the schemas of a patternProperties all hold for whatever there is. */
bool walk_patterns_say_nothing(const struct walk *walk, const struct value *patterns);
/* Whether any of the names of a patternProperties, which may be NULL, matches. */
bool walk_matches_any(const struct walk *walk, const struct value *patterns, const struct member *member);
bool walk_matches(
	const struct walk *walk, const struct pattern *pattern, uint32_t line, const struct value *text);

/* A keyword's function: whether the walk's value is as the rule says. */
typedef bool check_function(const struct walk *walk, const struct member *rule);

check_function check_type, check_const, check_enum, check_maximum, check_minimum, check_exclusive_maximum,
	check_exclusive_minimum, check_multiple_of;
check_function check_pattern, check_min_length, check_max_length, check_format, check_type_size;
check_function check_items, check_additional_items, check_contains, check_min_items, check_max_items,
	check_unique_items;
check_function check_properties, check_pattern_properties, check_additional_properties, check_property_names,
	check_required, check_dependent_required, check_dependent_schemas;
check_function check_ref, check_all_of, check_any_of, check_one_of, check_not, check_if;

/* Every keyword of the schema but unevaluated*. */
bool walk_keywords(const struct walk *walk);
/* Likewise, and then those. */
bool walk_unevaluated(const struct walk *walk);

#endif
