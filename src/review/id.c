// SPDX-License-Identifier: BSD-2-Clause
/* $id and the name of the file: documents are found by these. */
#include "review/parts.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define HOME "http://devicetree.org/schemas/"

/* "virtio/mmio.yaml" of the $id, with its length; NULL when it is none. */
static const char *tail_of(const struct document *document, size_t *length)
{
	const struct value *id = value_get(&document->root, KEYWORD_ID);

	if (!id || id->kind != VALUE_STRING || strncmp(id->text, HOME, strlen(HOME)) != 0)
		return NULL;
	*length = strcspn(id->text + strlen(HOME), "#");
	return id->text + strlen(HOME);
}

/* Where the tail begins in the file's name, behind a "/"; NULL when it is not the end of that. */
static const char *find_tail(const char *file, const char *tail, size_t length)
{
	const size_t size = strlen(file);
	const char *at = file + size - length;

	if (!length || size <= length || at[-1] != '/' || memcmp(at, tail, length) != 0)
		return NULL;
	return at;
}

bool review_folder(const struct document *document, char *folder, size_t size)
{
	size_t length = 0;
	const char *tail = tail_of(document, &length);
	char *whole = tail ? realpath(document->file, NULL) : NULL;
	const char *name = document->file, *at = tail ? find_tail(name, tail, length) : NULL;
	struct fdtr_text text;

	if (!at && whole) {
		name = whole;
		at = find_tail(name, tail, length);
	}
	fdtr_text_init(&text, folder, size);
	if (at)
		fdtr_text_add(&text, "%.*s", at - name == 1 ? 1 : (int)(at - name - 1), name);
	free(whole);
	return at;
}

/* What $id has to be for the file: what is behind the last folder that is called as those of bindings are. */
static void guess(const char *file, char *tail, size_t size)
{
	static const char *const folders[] = {"/bindings/", "/schemas/"};
	char *whole = realpath(file, NULL);
	const char *best = NULL;
	struct fdtr_text text;

	for (size_t i = 0; whole && i < FDTR_ARRAY_SIZE(folders); i++) {
		for (const char *at = whole; (at = strstr(at, folders[i])); at++)
			best = at + strlen(folders[i]) > best ? at + strlen(folders[i]) : best;
	}
	fdtr_text_init(&text, tail, size);
	fdtr_text_add(&text, "%s", best ? best : "");
	free(whole);
}

int review_id(const struct reviewing *reviewing)
{
	const struct document *document = reviewing->document;
	const struct member *id = value_keyword(&document->root, KEYWORD_ID);
	struct step path = {.name = "$id"};
	char folder[PATH_MAX], tail[512];
	size_t length;

	if (!tail_of(document, &length) || review_folder(document, folder, sizeof(folder)))
		return FDTR_OK;
	guess(document->file, tail, sizeof(tail));
	path.value = &id->value;
	return review_add(reviewing, REVIEW_ID, spot_of_value(&id->value), &path,
		"the file is not called %.*s, and others find it by that name; %s%s%s", (int)length,
		tail_of(document, &length), *tail ? "write " HOME : "move the one or correct the other", tail,
		*tail ? "#" : "");
}
