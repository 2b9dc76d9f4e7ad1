// SPDX-License-Identifier: BSD-2-Clause
/* A file from its first finding to what is left. */
#include "cli/fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each but the last changes something; what it changes was wrong, so few are needed. */
#define MAX_ROUNDS 64

struct fix {
	const struct lint_settings *settings;
	struct blob blob;
	FILE *told; /* what there is to say, once the file is written */
	bool changed;
};

static void tell(const struct fix *fix, const struct fix_round *round, const struct fix_item *item)
{
	const struct fdtr_finding *finding = item->finding;
	char path[FDTR_PATH_SIZE];
	const char *verb = fix->settings->diff ? "would fix" : "fixed";

	(void)fdtr_place_text(&round->asked.tree, &finding->place, path, sizeof(path));
	if (item->chosen)
		fprintf(fix->told, "%s: %s: %s: %s [%s]\n", fix->blob.name, path, verb, finding->repair->says,
			finding->rule->name);
	else if (item->reason)
		fprintf(fix->told, "%s: %s: not fixed: %s [%s]\n", fix->blob.name, path, item->reason,
			finding->rule->name);
}

/* What was refused may do in the next round, so it is told of in the last. */
static void tell_round(const struct fix *fix, const struct fix_round *round)
{
	bool last = !round->result.data;

	for (uint32_t i = 0; i < round->count; i++) {
		if (round->items[i].chosen || last)
			tell(fix, round, &round->items[i]);
	}
}

/* *again: something was done, so there may be more to do. */
static int run_round(struct fix *fix, bool *again, struct fdtr_error *error)
{
	struct fix_round round;
	int status = fix_round_begin(&round, fix->settings, &fix->blob, error);

	*again = false;
	if (status == FDTR_ERR_UNSUPPORTED) {
		fprintf(fix->told, "%s: nothing is fixed: %s\n", fix->blob.name, error->message);
		status = FDTR_OK;
	} else if (!status) {
		status = fix_round_run(&round, error);
	}
	if (!status) {
		tell_round(fix, &round);
		*again = round.result.data != NULL;
	}
	if (*again) {
		struct blob old = fix->blob;

		fix->blob = round.result;
		round.result = (struct blob){0};
		blob_free(&old);
		fix->changed = true;
	}
	fix_round_end(&round);
	return status;
}

static int run_rounds(struct fix *fix, struct fdtr_error *error)
{
	bool again = true;
	int status = FDTR_OK;

	for (int i = 0; !status && again && i < MAX_ROUNDS; i++)
		status = run_round(fix, &again, error);
	return status;
}

/* A blob is shown as the source that dtc makes of it. */
static int show(const struct fix *fix, const struct blob *before, struct fdtr_error *error)
{
	struct blob old = {0}, new = {0};
	int status = blob_decompile(before, &old, error);

	if (!status)
		status = blob_decompile(&fix->blob, &new, error);
	if (!status)
		status = fix_diff(before->name, old.data, old.size, new.data, new.size, error);
	blob_free(&old);
	blob_free(&new);
	return status;
}

static int finish(const struct fix *fix, const char *name, struct fdtr_error *error)
{
	struct blob before = {0};
	int status;

	if (!fix->changed)
		return FDTR_OK;
	if (!fix->settings->diff)
		return output_write(name, fix->blob.data, fix->blob.size, error);
	status = blob_read(&before, name, &fix->settings->source, error);
	if (!status)
		status = show(fix, &before, error);
	blob_free(&before);
	return status;
}

static int fix_blob(struct fix *fix, const char *name, struct fdtr_error *error)
{
	char *text = NULL;
	size_t size = 0;
	int status;

	fix->told = open_memstream(&text, &size);
	if (!fix->told)
		return fdtr_error_set(error, FDTR_ERR_NOSPACE, "out of memory");
	status = run_rounds(fix, error);
	if (!status)
		status = finish(fix, name, error);
	if (!fclose(fix->told) && !status)
		(void)fputs(text, stderr);
	free(text);
	return status;
}

int fix_file(const struct lint_settings *settings, const char *name, bool *changed, struct fdtr_error *error)
{
	struct fix fix = {.settings = settings};
	int status;

	*changed = false;
	if (!strcmp(name, "-"))
		return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
			"standard input cannot be fixed: there is nowhere to write it back to; name a file");
	status = blob_read(&fix.blob, name, &settings->source, error);
	if (!status && fix.blob.source)
		status = fdtr_error_set(error, FDTR_ERR_ARGUMENT, "%s is source; only blobs are fixed", name);
	if (!status)
		status = fix_blob(&fix, name, error);
	*changed = fix.changed;
	blob_free(&fix.blob);
	return status;
}
