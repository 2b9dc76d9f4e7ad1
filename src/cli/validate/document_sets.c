// SPDX-License-Identifier: BSD-2-Clause
/* What is read once for all documents, when the first asks for it. */
#include "cli/validate/documents.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct set {
	struct set *next;
	struct fdtr_schemas *schemas; /* NULL when they are no set: */
	struct fdtr_error error;
	char folder[];
};

struct documents {
	pthread_mutex_t lock;
	struct fdtr_schemas *rules;
	struct set *sets;
};

struct documents *documents_make(void)
{
	struct documents *documents = calloc(1, sizeof(*documents));

	if (documents && pthread_mutex_init(&documents->lock, NULL)) {
		free(documents);
		return NULL;
	}
	return documents;
}

void documents_free(struct documents *documents)
{
	if (!documents)
		return;
	for (struct set *set = documents->sets, *next; set; set = next) {
		next = set->next;
		fdtr_schemas_free(set->schemas);
		free(set);
	}
	fdtr_schemas_free(documents->rules);
	(void)pthread_mutex_destroy(&documents->lock);
	free(documents);
}

const struct fdtr_schemas *documents_rules(struct documents *documents, struct fdtr_error *error)
{
	(void)pthread_mutex_lock(&documents->lock);
	if (!documents->rules)
		(void)review_rules_make(&documents->rules, error);
	(void)pthread_mutex_unlock(&documents->lock);
	return documents->rules;
}

static int load(const struct validate_settings *settings, struct set *set)
{
	const size_t count = settings->bindings.count;
	const char **folders = calloc(count + 1, sizeof(*folders));
	struct fdtr_schema_options options = {
		.folders = folders, .folder_count = 1, .limit = settings->limit};
	int status;

	if (!folders)
		return fdtr_error_memory(&set->error);
	folders[0] = set->folder;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(settings->bindings.items[i], set->folder) != 0)
			folders[options.folder_count++] = settings->bindings.items[i];
	}
	status = fdtr_schemas_load(&set->schemas, &options, &set->error);
	free(folders);
	return status;
}

static struct set *find_set(const struct validate_settings *settings, const char *folder)
{
	struct documents *documents = settings->documents;
	struct set *set = documents->sets;

	while (set && strcmp(set->folder, folder) != 0)
		set = set->next;
	if (set)
		return set;
	set = calloc(1, sizeof(*set) + strlen(folder) + 1);
	if (!set)
		return NULL;
	memcpy(set->folder, folder, strlen(folder) + 1);
	(void)load(settings, set);
	set->next = documents->sets;
	documents->sets = set;
	return set;
}

int documents_set(const struct validate_settings *settings, const char *folder,
	const struct fdtr_schemas **schemas, struct fdtr_error *error)
{
	const struct set *set;

	(void)pthread_mutex_lock(&settings->documents->lock);
	set = find_set(settings, folder);
	(void)pthread_mutex_unlock(&settings->documents->lock);
	if (!set)
		return fdtr_error_memory(error);
	*schemas = set->schemas;
	if (!set->schemas)
		*error = set->error;
	return set->schemas ? FDTR_OK : set->error.status;
}
