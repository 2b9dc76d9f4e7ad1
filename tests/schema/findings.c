// SPDX-License-Identifier: BSD-2-Clause
/*
 * findings BINDINGS... < TREES: what validate finds in device trees, echoes too, in the form of tests/schema/reference,
 * beside this file: TREE, NODE, PROPERTY, KEYWORD and the $id of the binding.
 * findings --asked BINDINGS... < TREES: TREE, NODE, KEYWORD and $id, NODE being the one that was held against the binding.
 */
#include "schema/validate/validate.h"

#include "schema/words/where.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool print(void *context, struct validation *validation, uint32_t node, const struct binding *binding,
	const struct fault *fault)
{
	char path[FDTR_PATH_SIZE];
	struct where where;

	where_find(&where, &validation->decoded.nodes[node], fault);
	printf("%s\t%s\t%s\t%s\t%s\n", (const char *)context,
		fdtr_tree_path(validation->tree, where.object->at, path, sizeof(path)),
		where.property ? where.property : "", fault->keyword ? keyword_name(fault->keyword) : "None",
		binding->id);
	return true;
}

static bool print_asked(void *context, struct validation *validation, uint32_t node,
	const struct binding *binding, const struct fault *fault)
{
	char path[FDTR_PATH_SIZE];

	printf("%s\t%s\t%s\t%s\n", (const char *)context,
		fdtr_tree_path(validation->tree, node, path, sizeof(path)),
		fault->keyword ? keyword_name(fault->keyword) : "None", binding->id);
	return true;
}

static bool asked; /* --asked */

static bool read_blob(const char *name, unsigned char **blob, size_t *size)
{
	FILE *in = fopen(name, "rb");
	long end = in && !fseek(in, 0, SEEK_END) ? ftell(in) : -1;

	*size = end > 0 ? (size_t)end : 0;
	*blob = *size ? malloc(*size) : NULL;
	if (*blob && (fseek(in, 0, SEEK_SET) || fread(*blob, 1, *size, in) != *size)) {
		free(*blob);
		*blob = NULL;
	}
	if (in)
		fclose(in);
	return *blob;
}

static int find_in(const struct fdtr_schemas *schemas, const char *name, struct fdtr_error *error)
{
	const char *slash = strrchr(name, '/');
	char *base = strdup(slash ? slash + 1 : name);
	struct validation validation = {.tell = asked ? print_asked : print, .context = base};
	struct fdtr_arena arena;
	struct fdtr_tree tree;
	unsigned char *blob;
	void *memory;
	size_t size;
	int status;

	if (!read_blob(name, &blob, &size)) {
		free(base);
		return fdtr_error_set(error, FDTR_ERR_NOTFOUND, "%s cannot be read", name);
	}
	memory = malloc(16 * size);
	fdtr_arena_init(&arena, memory, memory ? 16 * size : 0);
	status = fdtr_tree_read(&tree, blob, size, &arena, error);
	if (status == FDTR_OK)
		status = validation_run(&validation, schemas, &tree, false, error);
	validation_end(&validation);
	free(memory);
	free(blob);
	free(base);
	return status;
}

int main(int argc, char **argv)
{
	struct fdtr_schema_options options = {
		.folders = (const char *const *)(argv + 1), .folder_count = (size_t)argc - 1};
	struct fdtr_schemas *schemas;
	struct fdtr_error error;
	char name[4096];
	int status;

	asked = argc > 1 && !strcmp(argv[1], "--asked");
	options.folders += asked;
	options.folder_count -= asked;
	status = fdtr_schemas_load(&schemas, &options, &error);

	while (status == FDTR_OK && fgets(name, sizeof(name), stdin)) {
		name[strcspn(name, "\n")] = '\0';
		status = find_in(schemas, name, &error);
	}
	fdtr_schemas_free(schemas);
	if (status != FDTR_OK)
		fprintf(stderr, "findings: %s\n", error.message);
	return status != FDTR_OK;
}
