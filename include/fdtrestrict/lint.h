/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lint: what guests would silently get wrong.
 *
 * A rule is a constant: its name is the contract (output, options, test folders). A finding is one place
 * where a rule does not hold. fdtr_lint() fills an array of them, ordered by place in the tree, then rule;
 * fdtr_acpi_lint() does so for ACPI tables, by the rules that speak for those.
 */
#ifndef FDTRESTRICT_LINT_H
#define FDTRESTRICT_LINT_H

#include <fdtrestrict/acpi.h>
#include <fdtrestrict/devicetree.h>

#ifdef __cplusplus
extern "C" {
#endif

enum fdtr_severity { FDTR_DEFAULT, FDTR_OFF, FDTR_INFO, FDTR_WARNING, FDTR_ERROR };

/* "off", "info", "warning", "error"; "default" for FDTR_DEFAULT. */
const char *fdtr_severity_name(enum fdtr_severity severity);

/*
 * A target is a consumer whose real behaviour a rule states. "coco" is a Linux guest whose memory is private
 * (pKVM, CCA, SEV-SNP, TDX): all that Linux does holds for it, and what its host's granule adds.
 */
enum fdtr_target {
	FDTR_TARGET_SPEC,
	FDTR_TARGET_LINUX_5_15,
	FDTR_TARGET_LINUX_6_1,
	FDTR_TARGET_LINUX_6_12,
	FDTR_TARGET_LINUX_7_1,
	FDTR_TARGET_LINUX_7_2,
	FDTR_TARGET_PVMFW,
	FDTR_TARGET_COCO,
	FDTR_TARGET_UEFI,
	FDTR_TARGET_TI_PVU,
	FDTR_TARGET_COUNT
};

/* Sets of targets, a bit each. */
#define FDTR_FOR(target) (1U << (target))
#define FDTR_FOR_SPEC FDTR_FOR(FDTR_TARGET_SPEC)
#define FDTR_FOR_LINUX_5_15 FDTR_FOR(FDTR_TARGET_LINUX_5_15)
#define FDTR_FOR_LINUX_6_1 FDTR_FOR(FDTR_TARGET_LINUX_6_1)
#define FDTR_FOR_LINUX_6_12 FDTR_FOR(FDTR_TARGET_LINUX_6_12)
#define FDTR_FOR_LINUX_7_1 FDTR_FOR(FDTR_TARGET_LINUX_7_1)
#define FDTR_FOR_LINUX_7_2 FDTR_FOR(FDTR_TARGET_LINUX_7_2)
#define FDTR_FOR_PVMFW FDTR_FOR(FDTR_TARGET_PVMFW)
#define FDTR_FOR_COCO FDTR_FOR(FDTR_TARGET_COCO)
#define FDTR_FOR_UEFI FDTR_FOR(FDTR_TARGET_UEFI)
#define FDTR_FOR_TI_PVU FDTR_FOR(FDTR_TARGET_TI_PVU)
/* Every Linux, confidential guests too. */
#define FDTR_FOR_LINUX                                                                         \
	(FDTR_FOR_LINUX_5_15 | FDTR_FOR_LINUX_6_1 | FDTR_FOR_LINUX_6_12 | FDTR_FOR_LINUX_7_1 | \
		FDTR_FOR_LINUX_7_2 | FDTR_FOR_COCO)
#define FDTR_FOR_ALL (FDTR_FOR(FDTR_TARGET_COUNT) - 1)
/* What is asked when nothing is said: the specification and every Linux since 5.15. */
#define FDTR_FOR_DEFAULT ((FDTR_FOR_SPEC | FDTR_FOR_LINUX) & ~FDTR_FOR_COCO)

/* What a target accepts, reads and limits: for people in words, for the rules in numbers. */
struct fdtr_target_info {
	const char *name;
	const char *summary;
	const char *accepts; /* which pools it takes */
	const char *reads;   /* which properties and places it looks at */
	const char *limits;  /* the same as the numbers below, in words */
	const char *source;
	uint64_t granule; /* base and size of a pool must be multiples of it */
	uint64_t
		stalls_at; /* a pool no larger stalls with one virtio disk: its largest request, as of the kernel nearest that was read and booted */
	uint32_t max_regions; /* reserved regions it keeps, and */
	uint32_t max_dynamic; /* of those without reg; 0: no limit */
	bool memory_final;    /* it takes /memory as it stands */
};

/* Always there for a target below FDTR_TARGET_COUNT. */
const struct fdtr_target_info *fdtr_target_info(enum fdtr_target target);
/* The target of that name; FDTR_TARGET_COUNT when there is none. */
enum fdtr_target fdtr_target_find(const char *name);

struct fdtr_lint;

/* What a rule looks at; its check is called once for each. */
enum fdtr_scope {
	FDTR_SCOPE_TREE,
	FDTR_SCOPE_TABLES,      /* all of them, once */
	FDTR_SCOPE_PLATFORM,    /* what either of the two describes, once */
	FDTR_SCOPE_ACPI_DEVICE, /* object of the namespace that is a device, or may be one in another table */
	FDTR_SCOPE_POOL,        /* index into platform.pools */
	FDTR_SCOPE_DEVICE,      /* index into platform.devices */
	FDTR_SCOPE_LINK,        /* index into platform.links */
	FDTR_SCOPE_SOURCE, /* not the tree: what is beside it for this tool, and fdtr_lint() passes it over */
	FDTR_SCOPE_BINDING,   /* what fdtr_validate() of schema.h finds; fdtr_lint() passes it over */
	FDTR_SCOPE_COMPARISON /* what fdtr_compare() finds; fdtr_lint() passes it over */
};

/* For which firmware descriptions a rule speaks. */
enum fdtr_language { FDTR_TREES_ONLY, FDTR_TABLES_ONLY, FDTR_TREES_AND_TABLES };

struct fdtr_rule {
	const char *name;
	enum fdtr_severity severity; /* the gravest it gives unless told otherwise */
	enum fdtr_scope scope;
	enum fdtr_language language;
	uint32_t targets;    /* FDTR_FOR_*: whom it holds for */
	bool alone;          /* an overlay shows the mistake without its base */
	const char *summary; /* what must hold */
	const char *why;     /* what really happens when it does not */
	const char *happens; /* lines "TARGETS[, CASE]: what they do (booted|read|run)"; may be NULL */
	const char *fix;     /* what to write instead */
	const char *source;  /* kernel function, specification section, or measurement */
	unsigned int needs;  /* lint's own: what must be sound for the check to make sense */
	unsigned int spoils; /* lint's own: what a finding of this rule makes unsound */
	bool once;           /* one finding a place says it all */
	void (*check)(struct fdtr_lint *lint, uint32_t index);
	/* What pvmfw refuses, where it reads the tree in another way than `check`: called once, speaks for it alone. */
	void (*check_pvmfw)(struct fdtr_lint *lint);
};

/* The rules, in the order of the catalogue, and how many there are. */
const struct fdtr_rule *const *fdtr_rules(size_t *count);
/* The place of the rule of that name in fdtr_rules(), or -1. */
int fdtr_rule_index(const char *name);
/* The family, "ranges" say, of a rule at its place in fdtr_rules(); a family's rules stand together. */
const char *fdtr_rule_family(size_t index);

/* One change to the tree that a repair makes. */
enum fdtr_change_kind {
	FDTR_CHANGE_DROP,   /* delete the property */
	FDTR_CHANGE_SET,    /* give it this value, or add it */
	FDTR_CHANGE_RENAME, /* the node; paths that lead to it follow */
	FDTR_CHANGE_GUARD /* the node is a pool: guard its devices, as fdtr_generate() does with FDTR_GUARD_DMA_MEM */
};

struct fdtr_change {
	const struct fdtr_change *next; /* of the same repair, NULL at the last */
	enum fdtr_change_kind kind;
	uint32_t node;
	const char *name;           /* the property's, or the node's new one */
	const unsigned char *value; /* SET: whole cells */
	uint32_t length;
	const uint32_t *devices; /* GUARD: the nodes that are to be kept to the pool */
	uint32_t device_count;
};

/* How a finding goes away with nothing else changed. */
struct fdtr_repair {
	const char *says; /* what it does, in a few words: "delete no-map" */
	const struct fdtr_change *changes;
};

struct fdtr_finding {
	const struct fdtr_rule *rule;
	enum fdtr_severity severity;
	struct fdtr_origin place;
	uint32_t targets;           /* FDTR_FOR_*: for which of those asked it holds */
	const char *message;        /* one sentence without the place */
	struct fdtr_origin related; /* the other end, such as the other region; see has_related */
	bool has_related;
	const struct fdtr_repair *repair; /* NULL where a person has to decide */
};

/*
 * What /memory in the tree is worth: a board's is often rewritten by its firmware, a VMM's is not.
 * FDTR_MEMORY_AUTO: final in a tree that a VMM made, or when one of the targets takes it as it stands.
 */
enum fdtr_memory { FDTR_MEMORY_AUTO, FDTR_MEMORY_PROVISIONAL, FDTR_MEMORY_FINAL };

struct fdtr_lint_options {
	uint32_t targets; /* FDTR_FOR_*; 0: FDTR_FOR_DEFAULT */
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
	bool cut; /* there are more than max_findings, or than 10000 errors or 10000 others of one rule */
};

/*
 * Findings and their sentences live in the arena. `options` may be NULL. Returns FDTR_OK whether or not
 * there are findings; FDTR_ERR_NOSPACE when the arena is too small.
 */
int fdtr_lint(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_lint_options *options, struct fdtr_arena *arena, struct fdtr_findings *findings,
	struct fdtr_error *error);

/* The same for the tables that the platform was read from. */
int fdtr_acpi_lint(const struct fdtr_acpi *acpi, const struct fdtr_platform *platform,
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
