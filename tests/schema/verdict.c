// SPDX-License-Identifier: BSD-2-Clause
/*
 * verdict: reads pairs of lines, a schema and an instance, each as JSON, and prints a line for each pair: its faults as
 * a JSON array of {path, keyword, property, echo, inner, branch, schema}, the last the column where the schema stands;
 * or {"error"} when the evaluation ended without a verdict. In an instance {"$cells": "hexadecimal", "size": BYTES} is
 * cells, and {"$bytes": "hexadecimal"} is bytes.
 */
#include "schema/evaluate/evaluate.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *why)
{
	fprintf(stderr, "verdict: %s\n", why);
	exit(2);
}

static void take_hexadecimal(struct store *store, struct value *value, const struct value *text)
{
	unsigned char *bytes = store_take(store, text->count / 2 + 1);
	unsigned int byte;

	for (uint32_t i = 0; bytes && i < text->count / 2; i++) {
		if (sscanf(text->text + (size_t)2 * i, "%2x", &byte) != 1)
			fail("no hexadecimal");
		bytes[i] = (unsigned char)byte;
	}
	value->count = text->count / 2;
	value->bytes = bytes;
}

/* Puts cells and bytes where objects stand for them. */
static void take_raw(struct store *store, struct value *value)
{
	const struct member *cells = value_member(value, "$cells"), *bytes = value_member(value, "$bytes");
	const struct member *size = value_member(value, "size");
	struct value raw = {.kind = cells ? VALUE_CELLS : VALUE_BYTES};

	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		take_raw(store, &value->items[i]);
	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++)
		take_raw(store, &value->members[i].value);
	if (!cells && !bytes)
		return;
	take_hexadecimal(store, &raw, cells ? &cells->value : &bytes->value);
	if (cells) {
		raw.cell_size = (uint8_t)(size ? size->value.integer : 4);
		raw.count /= raw.cell_size;
	}
	*value = raw;
}

static json_t *path_of(const struct step *step)
{
	json_t *path = json_array();

	for (; step; step = step->up)
		json_array_insert_new(
			path, 0, step->name ? json_string(step->name) : json_integer(step->index));
	return path;
}

static json_t *faults_of(const struct fault *fault)
{
	json_t *faults = json_array();

	for (; fault; fault = fault->next) {
		const char *keyword = fault->keyword ? keyword_name(fault->keyword) : NULL;

		json_array_append_new(
			faults, json_pack("{s:o, s:s?, s:s?, s:b, s:o, s:i, s:i}", "path",
					path_of(fault->path), "keyword", keyword, "property", fault->property,
					"echo", fault->echo, "inner", faults_of(fault->inner), "branch",
					(int)fault->branch, "schema", fault->schema->column));
	}
	return faults;
}

static void print_json(json_t *json)
{
	json_dumpf(json, stdout, JSON_ENCODE_ANY);
	putchar('\n');
	json_decref(json);
}

/* The verdict alone has to be the same as that with faults. */
static void print_verdict(const struct fdtr_schemas *set, const struct value *instance)
{
	const struct document *schema = &set->bindings[0].document;
	const struct fault *faults;
	struct evaluation evaluation;
	struct fdtr_error error;
	bool holds;

	if (evaluation_begin(&evaluation, set, NULL, &error))
		fail(error.message);
	holds = evaluate(&evaluation, schema, &schema->root, instance, NULL);
	if (!evaluation.status && evaluation.store.used)
		fail("a verdict has taken memory");
	if (evaluate(&evaluation, schema, &schema->root, instance, &faults) != holds)
		fail("a verdict differs from that with faults");
	if (!evaluation.status && holds != !faults)
		fail("it does not hold, but has no faults");
	print_json(evaluation.status ? json_pack("{s:s}", "error", error.message) : faults_of(faults));
	evaluation_end(&evaluation);
}

static bool next_line(char **line, size_t *size, size_t *length)
{
	const ssize_t got = getline(line, size, stdin);

	*length = got > 0 ? (size_t)got : 0;
	return got > 0;
}

static void judge(const char *schema, size_t schema_length, const char *text, size_t length)
{
	struct binding binding = {0};
	struct fdtr_schemas set = {.bindings = &binding, .count = 1, .patterns = patterns_make()};
	struct document instance = {0};
	struct fdtr_error error;

	if (document_read(&binding.document, "schema", schema, schema_length, &error) ||
		document_read(&instance, "instance", text, length, &error) || set_link(&set, &error))
		fail(error.message);
	take_raw(&instance.store, &instance.root);
	print_verdict(&set, &instance.root);
	document_free(&instance);
	document_free(&binding.document);
	patterns_free(set.patterns);
	store_free(&set.store);
}

int main(void)
{
	char *schema = NULL, *instance = NULL;
	size_t schema_size = 0, instance_size = 0, schema_length, length;

	while (next_line(&schema, &schema_size, &schema_length)) {
		if (!next_line(&instance, &instance_size, &length))
			fail("a schema without an instance");
		judge(schema, schema_length, instance, length);
	}
	free(schema);
	free(instance);
	return 0;
}
