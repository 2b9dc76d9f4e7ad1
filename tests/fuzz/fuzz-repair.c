// SPDX-License-Identifier: BSD-2-Clause
/*
 * The first bytes choose among the repairs that lint offers, the rest is a blob. Whatever is chosen, the result is a
 * sound tree of the same nodes, and what was to go is gone.
 */
#include "fuzz.h"

#include "devicetree/devicetree.h"
#include "lint/repair.h"

#include <libfdt.h>
#include <string.h>

#define OPTION_BYTES 16
#define MAX_REPAIRS 64

struct choice {
	const struct fdtr_repair *repairs[MAX_REPAIRS];
	uint32_t count;
};

static bool same_subject(const struct fdtr_change *a, const struct fdtr_change *b)
{
	bool rename = a->kind == FDTR_CHANGE_RENAME;

	if (a->node != b->node || rename != (b->kind == FDTR_CHANGE_RENAME))
		return false;
	return rename || !strcmp(a->name, b->name);
}

static bool meets(const struct choice *choice, const struct fdtr_repair *repair)
{
	for (uint32_t i = 0; i < choice->count; i++) {
		for (const struct fdtr_change *a = choice->repairs[i]->changes; a; a = a->next) {
			for (const struct fdtr_change *b = repair->changes; b; b = b->next) {
				if (same_subject(a, b))
					return true;
			}
		}
	}
	return false;
}

static void choose(struct choice *choice, const struct digest *digest, const uint8_t *bytes)
{
	for (uint32_t i = 0; i < digest->findings.count && choice->count < MAX_REPAIRS; i++) {
		const struct fdtr_repair *repair = digest->findings.items[i].repair;

		if (!repair || repair->changes->kind == FDTR_CHANGE_GUARD)
			continue;
		MUST(repair->says[0]);
		if (bytes[i / 8 % OPTION_BYTES] >> i % 8 & 1 && !meets(choice, repair))
			choice->repairs[choice->count++] = repair;
	}
}

/* Blobs can hold a property twice; the first one counts, and is the one that changed. */
static bool has(const struct fdtr_tree *tree, uint32_t node, const char *name, struct fdtr_property *property)
{
	struct fdtr_walk walk = fdtr_walk(tree, node);

	while (fdtr_walk_next(&walk, property)) {
		if (!strcmp(property->name, name))
			return true;
	}
	return false;
}

static uint32_t count_properties(const struct fdtr_tree *tree, uint32_t node, const char *name)
{
	struct fdtr_walk walk = fdtr_walk(tree, node);
	struct fdtr_property property;
	uint32_t count = 0;

	while (fdtr_walk_next(&walk, &property))
		count += !strcmp(property.name, name);
	return count;
}

static void check_change(
	const struct fdtr_tree *before, const struct fdtr_tree *after, const struct fdtr_change *change)
{
	struct fdtr_property property;

	if (change->kind == FDTR_CHANGE_RENAME) {
		MUST(!strcmp(fdtr_tree_name(after, change->node), change->name));
	} else if (change->kind == FDTR_CHANGE_SET) {
		MUST(has(after, change->node, change->name, &property));
		MUST(property.length == change->length);
		MUST(!change->length || !memcmp(property.data, change->value, change->length));
	} else {
		MUST(count_properties(after, change->node, change->name) + 1 ==
			count_properties(before, change->node, change->name));
	}
}

static void check_result(
	const struct digest *base, const struct choice *choice, const void *bytes, size_t size)
{
	struct digest digest;

	MUST(!fdt_check_full(bytes, size));
	MUST(digest_read(&digest, bytes, size));
	MUST(digest.tree.node_count == base->tree.node_count);
	MUST(fdt_num_mem_rsv(bytes) == fdt_num_mem_rsv(base->blob));
	for (uint32_t i = 0; i < choice->count; i++) {
		for (const struct fdtr_change *at = choice->repairs[i]->changes; at; at = at->next)
			check_change(&base->tree, &digest.tree, at);
	}
	digest_lint(&digest, NULL);
	digest_free(&digest);
}

static void repair(struct digest *digest, const struct choice *choice)
{
	struct fdtr_error error;
	unsigned char *output = NULL;
	size_t needed = 0, size;
	int status = fdtr_repair_write(
		&digest->tree, choice->repairs, choice->count, NULL, 0, &needed, &digest->arena, &error);

	if (status == FDTR_ERR_CONFLICT)
		return;
	MUST(status == FDTR_ERR_NOSPACE && needed);
	size = needed;
	output = malloc(size);
	MUST(output);
	MUST(!fdtr_repair_write(&digest->tree, choice->repairs, choice->count, output, size, &needed,
		&digest->arena, &error));
	MUST(needed == size);
	check_result(digest, choice, output, size);
	free(output);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct choice choice = {0};
	struct digest digest;

	if (size < OPTION_BYTES)
		return 0;
	if (digest_read(&digest, data + OPTION_BYTES, size - OPTION_BYTES)) {
		digest_lint(&digest, NULL);
		choose(&choice, &digest, data);
		repair(&digest, &choice);
	}
	digest_free(&digest);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	if (size < OPTION_BYTES || max_size < 2 * OPTION_BYTES)
		return LLVMFuzzerMutate(data, size, max_size);
	if (seed % 8 == 0) {
		(void)LLVMFuzzerMutate(data, OPTION_BYTES, OPTION_BYTES);
		return size;
	}
	return OPTION_BYTES +
	       mutate_blob(data + OPTION_BYTES, size - OPTION_BYTES, max_size - OPTION_BYTES, seed / 8);
}
