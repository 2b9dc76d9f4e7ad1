/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Repairs carried out on files. What is repaired is linted again before anything is written, by every rule for
 * every target: a repair after which its finding stays, or another comes up, is left out and told of.
 *
 * Rounds: repairs that do not meet are tried together, and halved until those that do harm are found. What one
 * round uncovers or leaves over is for the next, until one changes nothing: so fixing twice changes nothing more.
 */
#ifndef FDTR_SRC_CLI_FIX_H
#define FDTR_SRC_CLI_FIX_H

#include "cli/lint/lint.h"
#include "cli/fix/mirror.h"
#include "lint/repair.h"
#include "source/edit.h"
#include "source/source.h"

#include <fdtrestrict/generate.h>

/* A finding that has a repair. */
struct fix_item {
	const struct fdtr_finding *finding;
	uint32_t number; /* of the finding */
	bool guard;
	bool overrule; /* see fix_place() */
	bool later;    /* it changes what another one changes in this round */
	bool chosen;   /* is among those tried, and at the end: is done */
	char *reason;  /* why it is not done */
};

/* The texts of a mirrored file while a round runs; the mirror's own is what the round began with. */
struct fix_text {
	struct source_edits edits;
	char *tried;
	size_t tried_size;
	char *kept; /* what was tried last and did good */
	size_t kept_size;
};

/* What is repaired when the blob came from source: that is, and the blob is compiled anew. */
struct fix_source {
	struct mirror mirror;
	struct source_map *map; /* of the round's blob */
	struct fix_text *texts; /* one a file of the mirror */
};

struct fix_round {
	const struct lint_settings *settings;
	const struct blob *blob;   /* as it was before */
	struct analysis asked;     /* what the user wants to hear of it */
	struct analysis all;       /* what every rule says to every target */
	struct fix_source *source; /* NULL: it is the blob that is written */
	struct fix_item *items;
	uint32_t count;
	uint32_t tries;     /* so many more */
	struct blob result; /* with the chosen ones done; no data while none is */
};

/*
 * Lints the blob, which the user calls `name`, and lists what can be repaired. `source` is NULL where the blob is what
 * is written. To be ended whatever it returns.
 */
int fix_round_begin(struct fix_round *round, const struct lint_settings *settings, const struct blob *blob,
	const char *name, struct fix_source *source, struct fdtr_error *error);
/* Does what can be done. */
int fix_round_run(struct fix_round *round, struct fdtr_error *error);
void fix_round_end(struct fix_round *round);

/* The blob with the chosen repairs, which are no guards. */
int fix_edit(const struct fix_round *round, struct blob *result, struct fdtr_error *error);
/* The blob with the guard of one item; or, as an overlay's source with its NUL, what that adds to it. */
int fix_guard(const struct fix_round *round, const struct fix_item *item, enum fdtr_output output,
	struct blob *result, struct fdtr_error *error);

/* Mirrors the source of the blob. To be ended whatever it returns. */
int fix_source_begin(struct fix_source *source, const struct blob *blob, struct fdtr_error *error);
/* Replaces the blob by what the mirror compiles to; its name is the mirror's from then on. */
int fix_source_read(struct fix_source *source, struct blob *blob, struct fdtr_error *error);
void fix_source_end(struct fix_source *source);
/* Before and after a round: finds out where things stand; takes over what was kept. */
int fix_source_round(struct fix_source *source, const struct blob *blob, struct fdtr_error *error);
int fix_source_take(struct fix_source *source, struct fdtr_error *error);
/*
 * Edits the source for the chosen repairs, or for the guard, so that it compiles to `result`, which is replaced by
 * what it does compile to. FDTR_ERR_REFUSED where that says something else.
 */
int fix_source_try(const struct fix_round *round, const struct fix_item *guard, struct blob *result,
	struct fdtr_error *error);
/* What was tried last is to be kept. */
void fix_source_keep(struct fix_source *source);
/*
 * One change as an edit of the source. With `overrule` a property is not taken away where it is written, but deleted
 * behind that. FDTR_ERR_REFUSED where it cannot be.
 */
int fix_place(const struct fix_round *round, const struct fdtr_change *change, bool overrule,
	struct fdtr_error *error);

/* FDTR_ERR_REFUSED, and where in `error`, unless the trees say the same but for the numbers of phandles. */
int fix_compare(const struct blob *wanted, const struct blob *got, struct fdtr_error *error);

/*
 * Whether the result is better: each chosen finding is gone and none came up, but for those that a chosen one had
 * hidden. FDTR_ERR_REFUSED when it is not, and why in `error`.
 */
int fix_check(const struct fix_round *round, const struct blob *result, struct fdtr_error *error);

/* What --diff would have written so far: an included file is the same for all that include it. */
struct fix_run {
	struct mirror_file *files; /* path and text */
	size_t count;
};

void fix_run_free(struct fix_run *run);

/*
 * Repairs the file that the blob was read from, or, with settings->diff, writes on stdout how. *changed: something was,
 * or would be; then the blob is read again.
 */
int fix_file(const struct lint_settings *settings, struct fix_run *run, struct blob *blob, bool *changed,
	struct fdtr_error *error);

/* A unified diff on stdout. */
int fix_diff(const char *name, const void *before, size_t before_size, const void *after, size_t after_size,
	struct fdtr_error *error);

#endif
