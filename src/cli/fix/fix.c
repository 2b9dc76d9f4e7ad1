// SPDX-License-Identifier: BSD-2-Clause
/* A file from its first finding to what is left. */
#include "cli/fix/fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each but the last changes something; what it changes was wrong, so few are needed. */
#define MAX_ROUNDS 64

struct fix {
	const struct lint_settings *settings;
	struct fix_run *run;
	const char *name; /* the user's */
	struct blob blob;
	struct fix_source source; /* begun when the blob came from source and has something to repair */
	FILE *told;               /* what there is to say, once the file is written */
	bool changed;
};

static void tell(const struct fix *fix, const struct fix_round *round, const struct fix_item *item)
{
	const struct fdtr_finding *finding = item->finding;
	char path[FDTR_PATH_SIZE];
	const char *verb = fix->settings->diff ? "would fix" : "fixed";

	(void)fdtr_place_text(&round->asked.tree, &finding->place, path, sizeof(path));
	if (item->chosen)
		fprintf(fix->told, "%s: %s: %s: %s [%s]\n", fix->name, path, verb, finding->repair->says,
			finding->rule->name);
	else if (item->reason)
		fprintf(fix->told, "%s: %s: not fixed: %s [%s]\n", fix->name, path, item->reason,
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

static bool in_mirror(const struct fix *fix)
{
	return fix->source.mirror.root != NULL;
}

static char *copy(const char *text, size_t size)
{
	char *result = malloc(size + 1);

	if (result) {
		memcpy(result, text, size);
		result[size] = '\0';
	}
	return result;
}

/* What an earlier file of the same run would have changed is so for this one. */
static int put_pending(struct fix *fix, struct fdtr_error *error)
{
	struct mirror *mirror = &fix->source.mirror;
	int status = FDTR_OK;

	for (size_t i = 0; !status && i < fix->run->count; i++) {
		const struct mirror_file *pending = &fix->run->files[i];
		struct mirror_file *file = mirror_find(mirror, pending->path);

		if (!file || file->text)
			continue;
		file->text = copy(pending->text, pending->size);
		file->size = pending->size;
		file->edited = true;
		if (!file->text)
			return fdtr_error_memory(error);
		status = mirror_put(mirror, file, file->text, file->size, error);
	}
	return status;
}

static int begin_source(struct fix *fix, struct fdtr_error *error)
{
	int status = fix_source_begin(&fix->source, &fix->blob, error);

	if (!status)
		status = put_pending(fix, error);
	return status ? status : fix_source_read(&fix->source, &fix->blob, error);
}

/* That a source cannot be compiled in the mirror is no reason not to lint it; that memory ran out is. */
static bool is_grave(int status)
{
	return status == FDTR_ERR_NOSPACE || status == FDTR_ERR_INTERNAL;
}

static int begin_round_in(struct fix *fix, struct fix_round *round, struct fdtr_error *error)
{
	return fix_round_begin(
		round, fix->settings, &fix->blob, fix->name, in_mirror(fix) ? &fix->source : NULL, error);
}

/* Once there is something to repair, the source is compiled anew in the mirror, and the round begins again. */
static int begin_round(struct fix *fix, struct fix_round *round, struct fdtr_error *error)
{
	int status = begin_round_in(fix, round, error);

	if (status || !round->count || !fix->blob.source || in_mirror(fix))
		return status;
	fix_round_end(round);
	status = begin_source(fix, error);
	if (!status)
		status = begin_round_in(fix, round, error);
	return is_grave(status) || !status ? status : FDTR_ERR_UNSUPPORTED;
}

static void take_result(struct fix *fix, struct fix_round *round)
{
	struct blob old = fix->blob;

	fix->blob = round->result;
	round->result = (struct blob){0};
	blob_free(&old);
	fix->changed = true;
}

/* *again: something was done, so there may be more to do. */
static int run_round(struct fix *fix, bool *again, struct fdtr_error *error)
{
	struct fix_round round = {0};
	int status = begin_round(fix, &round, error);

	*again = false;
	if (!status)
		status = fix_round_run(&round, error);
	if (!status) {
		tell_round(fix, &round);
		*again = round.result.data != NULL;
	}
	if (*again && round.source)
		status = fix_source_take(&fix->source, error);
	if (*again && !status)
		take_result(fix, &round);
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
static int show_blob(const struct fix *fix, struct fdtr_error *error)
{
	struct blob before = {0}, old = {0}, new = {0};
	int status = blob_read(&before, fix->name, &fix->settings->check.source, error);

	if (!status)
		status = blob_decompile(&before, &old, error);
	if (!status)
		status = blob_decompile(&fix->blob, &new, error);
	if (!status)
		status = fix_diff(fix->name, old.data, old.size, new.data, new.size, error);
	blob_free(&before);
	blob_free(&old);
	blob_free(&new);
	return status;
}

/* Relative to where the user is, as patch(1) wants it. */
static const char *shown_name(const struct fix *fix, const struct mirror_file *file, const char *folder)
{
	size_t length = strlen(folder);

	if (file == &fix->source.mirror.files[0])
		return fix->name;
	return !strncmp(file->path, folder, length) && file->path[length] == '/' ? file->path + length + 1
	                                                                         : file->path;
}

/* Until the next file that includes it. */
static int add_pending(struct fix_run *run, const struct mirror_file *file, struct fdtr_error *error)
{
	struct mirror_file *pending = NULL, *grown;

	for (size_t i = 0; i < run->count && !pending; i++)
		pending = strcmp(run->files[i].path, file->path) ? NULL : &run->files[i];
	if (!pending) {
		grown = realloc(run->files, (run->count + 1) * sizeof(*grown));
		if (!grown)
			return fdtr_error_memory(error);
		run->files = grown;
		pending = &grown[run->count++];
		*pending = (struct mirror_file){.path = strdup(file->path)};
	}
	free(pending->text);
	pending->text = copy(file->text, file->size);
	pending->size = file->size;
	return pending->path && pending->text ? FDTR_OK : fdtr_error_memory(error);
}

void fix_run_free(struct fix_run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		free(run->files[i].path);
		free(run->files[i].text);
	}
	free(run->files);
	*run = (struct fix_run){0};
}

static int finish_file(
	struct fix *fix, struct mirror_file *file, const char *folder, struct fdtr_error *error)
{
	const char *name = shown_name(fix, file, folder);
	int status;

	if (!file->original)
		return FDTR_OK;
	if (name != fix->name)
		fprintf(fix->told, "%s: %s, for whatever else includes it too\n", name,
			fix->settings->diff ? "would change" : "changed");
	if (!fix->settings->diff)
		return output_write(file->path, file->text, file->size, error);
	status = fix_diff(name, file->original, file->original_size, file->text, file->size, error);
	return status ? status : add_pending(fix->run, file, error);
}

static int finish_source(struct fix *fix, struct fdtr_error *error)
{
	char *folder = realpath(".", NULL);
	int status = FDTR_OK;

	for (size_t i = 0; !status && i < fix->source.mirror.count; i++)
		status = finish_file(fix, &fix->source.mirror.files[i], folder ? folder : "", error);
	free(folder);
	return status;
}

static int finish(struct fix *fix, struct fdtr_error *error)
{
	if (!fix->changed)
		return FDTR_OK;
	if (in_mirror(fix))
		return finish_source(fix, error);
	return fix->settings->diff ? show_blob(fix, error)
	                           : output_write(fix->name, fix->blob.data, fix->blob.size, error);
}

static int repair(struct fix *fix, struct fdtr_error *error)
{
	int status = run_rounds(fix, error);

	if (status == FDTR_ERR_UNSUPPORTED) {
		fprintf(fix->told, "%s: nothing more is fixed: %s\n", fix->name, error->message);
		status = FDTR_OK;
	}
	return status ? status : finish(fix, error);
}

static int fix_blob(struct fix *fix, struct fdtr_error *error)
{
	char *text = NULL;
	size_t size = 0;
	int status;

	fix->told = open_memstream(&text, &size);
	if (!fix->told)
		return fdtr_error_memory(error);
	status = repair(fix, error);
	if (!fclose(fix->told) && !status)
		(void)fputs(text, stderr);
	free(text);
	return status;
}

int fix_file(const struct lint_settings *settings, struct fix_run *run, struct blob *blob, bool *changed,
	struct fdtr_error *error)
{
	struct fix fix = {.settings = settings, .run = run, .name = blob->name, .blob = *blob};
	int status = FDTR_OK;

	*blob = (struct blob){.name = fix.name};
	if (fix.blob.source && run->count)
		status = begin_source(&fix, error);
	if (!status)
		status = fix_blob(&fix, error);
	*changed = fix.changed;
	if (!status && (fix.changed || in_mirror(&fix))) {
		blob_free(&fix.blob);
		status = blob_read(&fix.blob, fix.name, &settings->check.source, error);
	}
	*blob = fix.blob;
	fix_source_end(&fix.source);
	return status;
}
