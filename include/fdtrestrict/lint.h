/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lint: what guests would silently get wrong.
 *
 * A rule is a constant: its name is the contract (output, options, test folders). A finding is one place
 * where a rule does not hold. fdtr_lint() fills an array of them, ordered by place in the tree, then rule.
 */
#ifndef FDTRESTRICT_LINT_H
#define FDTRESTRICT_LINT_H

#include <fdtrestrict/devicetree.h>

#ifdef __cplusplus
extern "C" {
#endif

enum fdtr_severity { FDTR_DEFAULT, FDTR_OFF, FDTR_INFO, FDTR_WARNING, FDTR_ERROR };

/* "off", "info", "warning", "error"; "default" for FDTR_DEFAULT. */
const char *fdtr_severity_name(enum fdtr_severity severity);

struct fdtr_lint;

/* What a rule looks at; its check is called once for each. */
enum fdtr_scope {
	FDTR_SCOPE_TREE,
	FDTR_SCOPE_POOL,   /* index into platform.pools */
	FDTR_SCOPE_DEVICE, /* index into platform.devices */
	FDTR_SCOPE_LINK    /* index into platform.links */
};

struct fdtr_rule {
	const char *name;
	enum fdtr_severity severity; /* the gravest it gives unless told otherwise */
	enum fdtr_scope scope;
	const char *summary; /* what must hold */
	const char *why;     /* what really happens when it does not */
	const char *fix;     /* what to write instead */
	const char *source;  /* kernel function, specification section, or measurement */
	unsigned int needs;  /* lint's own: what must be sound for the check to make sense */
	unsigned int spoils; /* lint's own: what a finding of this rule makes unsound */
	bool once;           /* one finding a place says it all */
	void (*check)(struct fdtr_lint *lint, uint32_t index);
};

/* The rules, in the order of the catalogue, and how many there are. */
const struct fdtr_rule *const *fdtr_rules(size_t *count);
/* The place of the rule of that name in fdtr_rules(), or -1. */
int fdtr_rule_index(const char *name);

struct fdtr_finding {
	const struct fdtr_rule *rule;
	enum fdtr_severity severity;
	struct fdtr_origin place;
	const char *message;        /* one sentence without the place */
	struct fdtr_origin related; /* the other end, such as the other region; see has_related */
	bool has_related;
};

/* What /memory in the tree is worth: a board's is often rewritten by its firmware, a VMM's is not. */
enum fdtr_memory { FDTR_MEMORY_PROVISIONAL, FDTR_MEMORY_FINAL };

struct fdtr_lint_options {
	enum fdtr_memory memory;
	const struct fdtr_region *taken; /* kernel image and blob, of kinds KERNEL and DTB */
	uint32_t taken_count;
	const unsigned char *severities; /* enum fdtr_severity per rule in order of fdtr_rules(), or NULL */
	uint32_t max_findings;           /* 0: FDTR_MAX_FINDINGS */
};

#define FDTR_MAX_FINDINGS 200000

struct fdtr_findings {
	const struct fdtr_finding *items;
	uint32_t count;
	bool cut; /* there are more than max_findings, or than 10000 of one rule that are no errors */
};

/*
 * Findings and their sentences live in the arena. `options` may be NULL. Returns FDTR_OK whether or not
 * there are findings; FDTR_ERR_NOSPACE when the arena is too small.
 */
int fdtr_lint(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_lint_options *options, struct fdtr_arena *arena, struct fdtr_findings *findings,
	struct fdtr_error *error);

/* How many findings have at least that severity. */
uint32_t fdtr_findings_count(const struct fdtr_findings *findings, enum fdtr_severity least);

/* The place as text: "/reserved-memory/pool@50000000", "/memreserve/ entry 2". Returns `text`. */
char *fdtr_place_text(const struct fdtr_tree *tree, const struct fdtr_origin *place, char *text, size_t size);

#ifdef __cplusplus
}
#endif

#endif
