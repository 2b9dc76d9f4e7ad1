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

#include "cli/lint.h"
#include "lint/repair.h"

/* A finding that has a repair. */
struct fix_item {
	const struct fdtr_finding *finding;
	uint32_t number; /* of the finding */
	bool guard;
	bool later;   /* it changes what another one changes in this round */
	bool chosen;  /* is among those tried, and at the end: is done */
	char *reason; /* why it is not done */
};

struct fix_round {
	const struct lint_settings *settings;
	const struct blob *blob; /* as it was before */
	struct analysis asked;   /* what the user wants to hear of it */
	struct analysis all;     /* what every rule says to every target */
	struct fix_item *items;
	uint32_t count;
	uint32_t tries;     /* so many more */
	struct blob result; /* with the chosen ones done; no data while none is */
};

/* Lints the blob and lists what can be repaired. To be ended whatever it returns. */
int fix_round_begin(struct fix_round *round, const struct lint_settings *settings, const struct blob *blob,
	struct fdtr_error *error);
/* Does what can be done. */
int fix_round_run(struct fix_round *round, struct fdtr_error *error);
void fix_round_end(struct fix_round *round);

/* The blob with the chosen repairs, which are no guards. */
int fix_edit(const struct fix_round *round, struct blob *result, struct fdtr_error *error);
/* The blob with the guard of one item. */
int fix_guard(const struct fix_round *round, const struct fix_item *item, struct blob *result,
	struct fdtr_error *error);

/*
 * Whether the result is better: each chosen finding is gone and none came up, but for those that a chosen one had
 * hidden. FDTR_ERR_REFUSED when it is not, and why in `error`.
 */
int fix_check(const struct fix_round *round, const struct blob *result, struct fdtr_error *error);

/* Repairs one file, or, with settings->diff, writes on stdout how. *changed: something was, or would be. */
int fix_file(const struct lint_settings *settings, const char *name, bool *changed, struct fdtr_error *error);

/* A unified diff on stdout. */
int fix_diff(const char *name, const void *before, size_t before_size, const void *after, size_t after_size,
	struct fdtr_error *error);

#endif
