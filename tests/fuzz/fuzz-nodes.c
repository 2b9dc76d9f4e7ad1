// SPDX-License-Identifier: BSD-2-Clause
/* A table whose devices are seen as nodes: a sound tree, and every violation of it at a place in the table. */
#include "fuzz.h"

#include "cli/validate/tables.h"

#include <string.h>

enum { ARENA = 1 << 26, VIOLATIONS = 1000 };

static const struct fdtr_schemas *schemas(void)
{
	static const struct fdtr_schema_options options = {.jobs = 1};
	static struct fdtr_schemas *set;
	struct fdtr_error error;

	if (!set)
		MUST(!fdtr_schemas_load(&set, &options, &error));
	return set;
}

static void check_place(const struct fdtr_acpi *acpi, const struct fdtr_origin *place)
{
	MUST(place->object < acpi->object_count);
	if (place->source == FDTR_NONE)
		return;
	MUST(place->source < acpi->table_count);
	MUST(place->offset <= acpi->tables[place->source].length);
	MUST(place->length <= acpi->tables[place->source].length - place->offset);
}

static void validate(struct table_tree *tree)
{
	const struct fdtr_validate_options options = {.max_violations = VIOLATIONS};
	struct fdtr_violation *items = calloc(VIOLATIONS, sizeof(*items));
	struct fdtr_origin *places = calloc(VIOLATIONS, sizeof(*places));
	struct fdtr_violations violations;
	struct fdtr_error error;
	uint32_t count = 0;

	MUST(items && places);
	if (!fdtr_validate(schemas(), &tree->tree, &options, &violations, &error)) {
		count = violations.count;
		if (count)
			memcpy(items, violations.items, count * sizeof(*items));
	}
	if (table_words(tree, items, &count, places)) {
		for (uint32_t i = 0; i < count; i++) {
			MUST(items[i].message);
			check_place(tree->acpi, &places[i]);
		}
	}
	fdtr_violations_free(&violations);
	free(items);
	free(places);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned char memory[ARENA];
	const struct fdtr_acpi_input input = {.data = data, .size = size, .name = "table"};
	struct table_tree tree;
	struct fdtr_arena arena;
	struct fdtr_acpi acpi;
	struct fdtr_error error;
	int status;

	fdtr_arena_init(&arena, memory, sizeof(memory));
	if (fdtr_acpi_read(&acpi, &input, 1, &arena, &error))
		return 0;
	status = table_tree_make(&tree, &acpi, schemas(), &arena, &error);
	MUST(status == FDTR_OK || status == FDTR_ERR_NOSPACE);
	if (!status) {
		MUST(tree.tree.node_count == tree.node_count);
		validate(&tree);
	}
	return 0;
}
