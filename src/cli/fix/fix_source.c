// SPDX-License-Identifier: BSD-2-Clause
/* Repairs of source: its texts are edited, compiled in a mirror, and held to what the repaired blob says. */
#include "cli/fix/fix.h"

#include <stdlib.h>
#include <string.h>

static int read_mirrored(struct fix_source *source, struct blob *blob, struct fdtr_error *error)
{
	struct mirror *mirror = &source->mirror;
	int status = blob_read(blob, mirror->main, &mirror->options, error);

	if (status && error)
		mirror_clean(mirror, error->message);
	return status;
}

int fix_source_begin(struct fix_source *source, const struct blob *blob, struct fdtr_error *error)
{
	int status = mirror_make(&source->mirror, blob, error);

	if (status)
		return status;
	source->texts = calloc(source->mirror.count, sizeof(*source->texts));
	return source->texts ? FDTR_OK : fdtr_error_memory(error);
}

int fix_source_read(struct fix_source *source, struct blob *blob, struct fdtr_error *error)
{
	struct blob mirrored = {0};
	int status = read_mirrored(source, &mirrored, error);

	blob_free(status ? &mirrored : blob);
	if (!status)
		*blob = mirrored;
	return status;
}

static void forget_tried(struct fix_text *text)
{
	source_edits_free(&text->edits);
	free(text->tried);
	text->tried = NULL;
}

void fix_source_end(struct fix_source *source)
{
	for (size_t i = 0; source->texts && i < source->mirror.count; i++) {
		forget_tried(&source->texts[i]);
		free(source->texts[i].kept);
	}
	free(source->texts);
	source_map_free(source->map);
	mirror_free(&source->mirror);
	*source = (struct fix_source){0};
}

/* The map reads a file when it is first asked about it, and soon the mirror holds something else. */
static void load_texts(const struct source_map *map)
{
	const char *text;
	size_t size;

	for (uint32_t i = 0; i < source_map_file_count(map); i++)
		(void)source_map_text(map, i, &text, &size);
}

int fix_source_round(struct fix_source *source, const struct blob *blob, struct fdtr_error *error)
{
	int status;

	source_map_free(source->map);
	source->map = NULL;
	status = blob_positions(blob, &source->map, error);
	if (status && error)
		mirror_clean(&source->mirror, error->message);
	if (!status)
		load_texts(source->map);
	return status;
}

/* What the last try left in the mirror need not be what was kept. */
static int put_back(const struct mirror *mirror, const struct mirror_file *file, struct fdtr_error *error)
{
	if (!file->ours)
		return FDTR_OK;
	return mirror_put(mirror, file, file->edited ? file->text : NULL, file->size, error);
}

static int take_one(const struct mirror *mirror, struct mirror_file *file, struct fix_text *text,
	struct fdtr_error *error)
{
	if (text->kept && !file->original) {
		file->original = file->text;
		file->original_size = file->size;
	} else if (text->kept) {
		free(file->text);
	}
	if (text->kept) {
		file->text = text->kept;
		file->size = text->kept_size;
		file->edited = true;
		text->kept = NULL;
	}
	return put_back(mirror, file, error);
}

int fix_source_take(struct fix_source *source, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (size_t i = 0; !status && i < source->mirror.count; i++)
		status = take_one(&source->mirror, &source->mirror.files[i], &source->texts[i], error);
	return status;
}

void fix_source_keep(struct fix_source *source)
{
	for (size_t i = 0; i < source->mirror.count; i++) {
		struct fix_text *text = &source->texts[i];

		free(text->kept);
		text->kept = text->tried;
		text->kept_size = text->tried_size;
		text->tried = NULL;
	}
}

/* The reader of an overlay wants what the reader of a tree does not: a version, a plugin, a path for the root. */
static char *guard_text(const struct blob *overlay)
{
	static const char note[] =
		"/* Where a guest does not know restricted DMA pools, dma-ranges keep these devices to theirs. */",
			  root[] = "\n&{/} {";
	const char *body = strchr((const char *)overlay->data, '&');
	char *text = body ? malloc(sizeof(note) + strlen(body) + 2) : NULL, *at;

	if (!text)
		return NULL;
	memcpy(text, note, sizeof(note) - 1);
	text[sizeof(note) - 1] = '\n';
	memcpy(text + sizeof(note), body, strlen(body) + 1);
	while ((at = strstr(text, root)) != NULL) {
		memcpy(at, "\n/ {", 4);
		memmove(at + 4, at + sizeof(root) - 1, strlen(at + sizeof(root) - 1) + 1);
	}
	return text;
}

static int append_guard(const struct fix_round *round, const struct fix_item *guard, struct fdtr_error *error)
{
	struct blob overlay = {0};
	int status = fix_guard(round, guard, FDTR_OUTPUT_OVERLAY_SOURCE, &overlay, error);
	char *text = status ? NULL : guard_text(&overlay);

	if (!status && !text)
		status = fdtr_error_memory(error);
	if (!status)
		source_append(&round->source->texts[0].edits, text);
	free(text);
	blob_free(&overlay);
	return status;
}

/* A host bridge only needs a property, which has its place in the node. */
struct host {
	const struct fix_round *round;
	const struct fdtr_change *guard;
	const struct blob *result;
	bool placed;
};

static bool all_hosts(const struct fix_round *round, const struct fdtr_change *guard)
{
	const struct fdtr_platform *platform = &round->asked.platform;
	uint32_t hosts = 0;

	for (uint32_t i = 0; i < platform->device_count; i++) {
		for (uint32_t k = 0; k < guard->device_count; k++)
			hosts += platform->devices[i].object == guard->devices[k] &&
			         platform->devices[i].kind == FDTR_DEVICE_PCI_HOST;
	}
	return hosts == guard->device_count;
}

/* No node came in, so all have their numbers still. */
static int attempt_hosts(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct host *host = context;
	struct fdtr_tree tree;
	int status = fdtr_tree_read(&tree, host->result->data, host->result->size, arena, error);

	for (uint32_t i = 0; !status && i < host->guard->device_count; i++) {
		struct fdtr_change change = {.kind = FDTR_CHANGE_SET, .node = host->guard->devices[i]};
		struct fdtr_property ranges;

		if (!fdtr_tree_property(&tree, change.node, FDTR_P_DMA_RANGES, &ranges))
			return fdtr_error_set(error, FDTR_ERR_INTERNAL, "the guard has no dma-ranges");
		change.name = fdtr_property_name(FDTR_P_DMA_RANGES);
		change.value = ranges.data;
		change.length = ranges.length;
		status = fix_place(host->round, &change, false, error);
	}
	return status;
}

static int place_guard(const struct fix_round *round, const struct fix_item *guard, const struct blob *result,
	struct fdtr_error *error)
{
	struct host host = {.round = round, .guard = guard->finding->repair->changes, .result = result};
	void *memory = NULL;
	int status;

	if (!all_hosts(round, host.guard))
		return append_guard(round, guard, error);
	status = with_arena(result->size, attempt_hosts, &host, &memory, error);
	free(memory);
	return status;
}

static int place_chosen(const struct fix_round *round, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; i < round->count; i++) {
		const struct fix_item *item = &round->items[i];
		const struct fdtr_change *change = item->chosen ? item->finding->repair->changes : NULL;

		for (; !status && change; change = change->next)
			status = fix_place(round, change, item->overrule, error);
	}
	return status;
}

static int begin_texts(struct fix_source *source, struct fdtr_error *error)
{
	for (size_t i = 0; i < source->mirror.count; i++) {
		struct mirror_file *file = &source->mirror.files[i];

		forget_tried(&source->texts[i]);
		if (!file->ours)
			continue;
		if (!mirror_read(file))
			return fdtr_error_set(error, FDTR_ERR_REFUSED, "%s cannot be read", file->path);
		source_edits_begin(&source->texts[i].edits, file->text, file->size);
	}
	return FDTR_OK;
}

/* A file that is not edited now may have been in the last try. */
static int put_texts(struct fix_source *source, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (size_t i = 0; !status && i < source->mirror.count; i++) {
		struct mirror_file *file = &source->mirror.files[i];
		struct fix_text *text = &source->texts[i];

		if (text->edits.count || text->edits.failed) {
			text->tried = source_edits_apply(&text->edits, &text->tried_size);
			if (!text->tried)
				return fdtr_error_set(error, FDTR_ERR_REFUSED,
					"two repairs want to write the same place of %s", file->path);
			status = mirror_put(&source->mirror, file, text->tried, text->tried_size, error);
		} else {
			status = put_back(&source->mirror, file, error);
		}
	}
	return status;
}

static int compile(struct fix_source *source, struct blob *compiled, struct fdtr_error *error)
{
	struct fdtr_error inner = {0};
	int status = put_texts(source, error);

	if (status)
		return status;
	status = read_mirrored(source, compiled, &inner);
	if (status)
		(void)fdtr_error_set(
			error, status, "edited so, the source does not compile: %s", inner.message);
	return status;
}

int fix_source_try(const struct fix_round *round, const struct fix_item *guard, struct blob *result,
	struct fdtr_error *error)
{
	struct fix_source *source = round->source;
	struct blob compiled = {0};
	int status = begin_texts(source, error);

	if (!status)
		status = guard ? place_guard(round, guard, result, error) : place_chosen(round, error);
	if (!status)
		status = compile(source, &compiled, error);
	if (!status)
		status = fix_compare(result, &compiled, error);
	if (status) {
		blob_free(&compiled);
		return status;
	}
	blob_free(result);
	*result = compiled;
	return FDTR_OK;
}
