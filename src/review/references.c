// SPDX-License-Identifier: BSD-2-Clause
/* Documents that the one under review refers to, read when they are asked for. */
#include "review/parts.h"

#include "schema/load/builtin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REFERENCES_LIMIT 512 /* documents that one refers to */
#define PATH_SIZE 4096
#define HOME "http://devicetree.org/schemas/"

/* `set` has the documents as they stand in their files; set.bindings[0] is the one under review, which is another's. */
struct references {
	const struct reviewing *reviewing;
	struct fdtr_schemas set;
	char root
		[PATH_SIZE]; /* the folder that $id says the document is below; "" when the file is elsewhere */
};

static int no_memory(const struct reviewing *reviewing)
{
	return fdtr_error_set(
		reviewing->error, FDTR_ERR_NOSPACE, "not enough memory for what a binding refers to");
}

static void add(struct references *references, const struct document *document, const char *id)
{
	struct binding *binding = &references->set.bindings[references->set.count];

	*binding = (struct binding){.document = *document, .id = id};
	(void)set_add(&references->set, references->set.count++);
}

int references_open(struct references **references, const struct reviewing *reviewing)
{
	const struct value *id = value_get(&reviewing->document->root, KEYWORD_ID);
	struct references *opened = calloc(1, sizeof(*opened));

	*references = opened;
	if (!opened)
		return no_memory(reviewing);
	opened->reviewing = reviewing;
	opened->set.bindings = calloc(REFERENCES_LIMIT, sizeof(*opened->set.bindings));
	if (!opened->set.bindings || !set_reserve(&opened->set, REFERENCES_LIMIT))
		return no_memory(reviewing);
	add(opened, reviewing->document, id && id->kind == VALUE_STRING ? id->text : "");
	(void)review_folder(reviewing->document, opened->root, sizeof(opened->root));
	return FDTR_OK;
}

void references_close(struct references *references)
{
	for (uint32_t i = 1; references && i < references->set.count; i++)
		document_free(&references->set.bindings[i].document);
	if (references) {
		free(references->set.bindings);
		free(references->set.by_id);
	}
	free(references);
}

static int load(const char *folder, const char *tail, struct document *document, struct fdtr_error *error)
{
	char name[PATH_SIZE];
	struct fdtr_text text;
	FILE *there;

	fdtr_text_init(&text, name, sizeof(name));
	fdtr_text_add(&text, "%s/%s", folder, tail);
	there = fopen(name, "r");
	if (!there)
		return FDTR_ERR_NOTFOUND;
	(void)fclose(there);
	return document_load(document, name, error);
}

static int load_builtin(const struct builtin *builtin, uint32_t count, const char *tail,
	struct document *document, struct fdtr_error *error)
{
	for (uint32_t i = 0; i < count; i++) {
		const char *slash = strchr(builtin[i].name, '/');

		if (!strcmp(slash + 1, tail))
			return document_read(
				document, builtin[i].name, builtin[i].text, builtin[i].size, error);
	}
	return FDTR_ERR_NOTFOUND;
}

/* From the document's own folder first, then from those that were given, then from the binary. */
static int find(
	struct references *references, const char *tail, struct document *document, struct fdtr_error *error)
{
	const struct review_options *options = references->reviewing->options;
	int status = references->root[0] ? load(references->root, tail, document, error) : FDTR_ERR_NOTFOUND;

	for (size_t i = 0; status == FDTR_ERR_NOTFOUND && i < options->folder_count; i++)
		status = load(options->folders[i], tail, document, error);
	if (status == FDTR_ERR_NOTFOUND)
		status = load_builtin(builtin_core, builtin_core_count, tail, document, error);
	if (status == FDTR_ERR_NOTFOUND)
		status = load_builtin(builtin_bindings, builtin_binding_count, tail, document, error);
	return status;
}

static int nowhere(const struct references *references, const struct value *reference,
	const struct step *path, const char *tail)
{
	/* That the document is not where its $id says has been told, and this comes of it. */
	if (!references->root[0])
		return FDTR_OK;
	return review_add(references->reviewing, REVIEW_REFERENCE, spot_of_value(reference), path,
		"`%.200s` leads nowhere: there is no %.200s in the folder of the bindings; correct it, or name the "
		"folder that has it with --bindings",
		reference->text, tail);
}

/* One that is not sound itself is told where it is referred to: for dt-schema there is no such schema then. */
static int judge(const struct references *references, const struct value *reference, const struct step *path,
	const struct document *document)
{
	char sentence[FDTR_ERROR_SIZE];
	struct fdtr_text text;

	fdtr_text_init(&text, sentence, sizeof(sentence));
	if (review_is_sound(references->reviewing, document, &text))
		return FDTR_OK;
	return review_add(references->reviewing, REVIEW_REFERENCE, spot_of_value(reference), path,
		"`%.200s` leads to %.200s, which is not sound itself: %.400s", reference->text,
		document->file, sentence);
}

static int add_found(struct references *references, const struct value *reference, const struct step *path,
	const char *url, struct document *document)
{
	char *id = store_text(&document->store, url, strlen(url));

	if (!id) {
		document_free(document);
		return no_memory(references->reviewing);
	}
	add(references, document, id);
	return judge(references, reference, path, document);
}

static int fetch(struct references *references, const struct value *reference, const struct step *path,
	const char *url)
{
	const char *tail = url + strlen(HOME);
	struct document document = {0};
	struct fdtr_error error;
	int status;

	if (strncmp(url, HOME, strlen(HOME)) != 0 || references->set.count == REFERENCES_LIMIT)
		return nowhere(references, reference, path, url);
	status = find(references, tail, &document, &error);
	if (!status)
		return add_found(references, reference, path, url, &document);
	document_free(&document);
	if (status == FDTR_ERR_NOTFOUND)
		return nowhere(references, reference, path, tail);
	return review_add(references->reviewing, REVIEW_REFERENCE, spot_of_value(reference), path,
		"`%.200s` leads to what cannot be read: %.400s", reference->text, error.message);
}

static bool has_document(
	const struct references *references, const char *reference, char url[SET_URL_SIZE + 1], bool *local)
{
	const size_t length = set_url(references->reviewing->document, reference, url);

	*local = !strcspn(reference, "#");
	url[length] = '\0';
	return *local || set_find(&references->set, url, length);
}

int references_check(struct references *references, const struct value *reference, const struct step *path)
{
	const uint32_t before = references->reviewing->review->count;
	char url[SET_URL_SIZE + 1];
	struct schema_target target;
	bool local;
	int status = has_document(references, reference->text, url, &local)
	                     ? FDTR_OK
	                     : fetch(references, reference, path, url);

	if (status || references->reviewing->review->count != before)
		return status;
	if (set_resolve(&references->set, references->reviewing->document, reference->text, &target) ||
		!target.document)
		return FDTR_OK;
	return review_add(references->reviewing, REVIEW_REFERENCE, spot_of_value(reference), path,
		"`%.200s` leads nowhere: %.200s has no schema there", reference->text,
		local ? "this document" : target.document->file);
}
