// SPDX-License-Identifier: BSD-2-Clause
/* Holds a device tree against the bindings of restricted DMA, and prints what they do not allow. */
#include <fdtrestrict/schema.h>

#include <inttypes.h>
#include <stdio.h>

static uint64_t blob[1 << 17], scratch[1 << 18];

static void print(const struct fdtr_tree *tree, const struct fdtr_violation *violation)
{
	char path[FDTR_PATH_SIZE];

	printf("%s: %s\n", fdtr_tree_path(tree, violation->node, path, sizeof(path)), violation->message);
	printf("  by %s:%" PRIu32 "\n", violation->file, violation->line);
	if (violation->note)
		printf("  %s\n", violation->note);
}

/* Returns how many violations there are, or a negative status. */
static int validate(const struct fdtr_schemas *schemas, size_t size, struct fdtr_error *error)
{
	struct fdtr_violations violations = {0};
	struct fdtr_arena arena;
	struct fdtr_tree tree;
	int status;

	fdtr_arena_init(&arena, scratch, sizeof(scratch));
	status = fdtr_tree_read(&tree, blob, size, &arena, error);
	if (status == FDTR_OK)
		status = fdtr_validate(schemas, &tree, NULL, &violations, error);
	for (uint32_t i = 0; status == FDTR_OK && i < violations.count; i++)
		print(&tree, &violations.items[i]);
	status = status == FDTR_OK ? (int)violations.count : status;
	fdtr_violations_free(&violations);
	return status;
}

int main(int argc, char **argv)
{
	FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
	size_t size = in ? fread(blob, 1, sizeof(blob), in) : 0;
	struct fdtr_schemas *schemas;
	struct fdtr_error error;
	int count;

	if (!in) {
		fprintf(stderr, "usage: validate TREE, a file\n");
		return 2;
	}
	fclose(in);
	count = fdtr_schemas_load(&schemas, NULL, &error);
	if (count == FDTR_OK)
		count = validate(schemas, size, &error);
	fdtr_schemas_free(schemas);
	if (count < 0) {
		fprintf(stderr, "validate: %s\n", error.message);
		return 2;
	}
	return count > 0;
}
