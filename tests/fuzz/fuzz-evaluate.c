// SPDX-License-Identifier: BSD-2-Clause
/*
 * A schema and a value to hold against it, both YAML, with a NUL between; before them a byte of options. The verdict is
 * the same with and without faults, and every fault is of something that the schema says.
 */
#include "fuzz.h"

#include "schema/evaluate/evaluate.h"
#include "schema/fixup/fixup.h"

#include <string.h>

#define FIXUP 1
#define CELLS 2
#define WORK 1000000 /* the limit itself takes too long for each of many */

static bool is_cell(const struct value *value)
{
	return value->kind == VALUE_INTEGER && value->integer <= UINT32_MAX;
}

/* As a tree has them: an array of integers becomes cells. */
static void make_cells(struct store *store, struct value *value)
{
	unsigned char *bytes;
	uint32_t cells = 0;

	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++)
		make_cells(store, &value->members[i].value);
	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++) {
		make_cells(store, &value->items[i]);
		cells += is_cell(&value->items[i]);
	}
	if (value->kind != VALUE_ARRAY || !cells || cells != value->count)
		return;
	bytes = store_take(store, (size_t)4 * cells);
	for (uint32_t i = 0; bytes && i < 4 * cells; i++)
		bytes[i] = (unsigned char)(value->items[i / 4].integer >> (24 - 8 * (i % 4)));
	if (bytes)
		*value = (struct value){
			.kind = VALUE_CELLS, .cell_size = 4, .count = cells, .bytes = bytes, .at = value->at};
}

static void check_path(const struct fault *fault, const struct value *root)
{
	for (const struct step *step = fault->path; step; step = step->up) {
		const struct value *above = step->up ? step->up->value : root;

		MUST(step->value);
		MUST(step->name ? value_member(above, step->name) != NULL
				: value_is_array(above) && step->index < above->count);
	}
}

static void check_faults(const struct fault *fault, const struct value *root)
{
	for (; fault; fault = fault->next) {
		MUST(fault->document && fault->schema && fault->value);
		MUST(!fault->keyword == (fault->schema->kind == VALUE_BOOLEAN));
		MUST(!fault->keyword || value_get(fault->schema, fault->keyword));
		MUST(!fault->keyword == !fault->rule);
		check_path(fault, root);
		check_faults(fault->inner, root);
	}
}

static void hold(const struct fdtr_schemas *set, const struct value *value)
{
	const struct document *document = &set->bindings[0].document;
	const struct fault *faults;
	struct evaluation evaluation;
	struct fdtr_error error;
	bool holds;

	MUST(!evaluation_begin(&evaluation, set, NULL, &error));
	evaluation.work = WORK;
	holds = evaluate(&evaluation, document, &document->root, value, NULL);
	MUST(!evaluation.store.used && !evaluation.depth);
	if (evaluate(&evaluation, document, &document->root, value, &faults))
		MUST(holds && !faults);
	MUST(!evaluation.depth);
	if (evaluation.status)
		MUST(evaluation.status == FDTR_ERR_BADTREE && strstr(error.message, "schema.yaml:"));
	else
		MUST(holds == !faults);
	check_faults(faults, value);
	evaluation_end(&evaluation);
}

static void try_pair(
	unsigned int options, const char *schema, size_t schema_size, const char *text, size_t size)
{
	struct binding binding = {0};
	struct fdtr_schemas set = {.bindings = &binding, .count = 1, .patterns = patterns_make()};
	struct document instance = {0};
	struct fdtr_error error;

	MUST(set.patterns);
	if (!document_read(&binding.document, "schema.yaml", schema, schema_size, &error) &&
		!document_check(&binding.document, &error) &&
		(!(options & FIXUP) || !fixup_document(&binding.document, &error)) &&
		!set_link(&set, &error) && !document_read(&instance, "instance.yaml", text, size, &error)) {
		if (options & CELLS)
			make_cells(&instance.store, &instance.root);
		hold(&set, &instance.root);
	}
	document_free(&instance);
	document_free(&binding.document);
	patterns_free(set.patterns);
	store_free(&set.store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size ? memchr(data + 1, '\0', size - 1) : NULL;

	if (end)
		try_pair(data[0], (const char *)data + 1, (size_t)(end - data - 1), (const char *)end + 1,
			size - (size_t)(end + 1 - data));
	return 0;
}
