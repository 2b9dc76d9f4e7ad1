// SPDX-License-Identifier: BSD-2-Clause
#include "decoding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define TYPES "/schemas/types.yaml#/definitions/"

static const char binding[] =
	"properties:\n"
	"  bytes: {$ref: '" TYPES "uint8-array'}\n"
	"  shorts: {$ref: '" TYPES "int16-array'}\n"
	"  cells: {$ref: '" TYPES "uint32-array'}\n"
	"  longs: {$ref: '" TYPES "uint64-array'}\n"
	"  text: {$ref: '" TYPES "string'}\n"
	"  flag: {type: boolean}\n"
	"  flag-or-cell: {oneOf: [{type: boolean}, {$ref: '" TYPES "uint32'}]}\n"
	"  text-or-cell: {oneOf: [{$ref: '" TYPES "string'}, {$ref: '" TYPES "uint32'}]}\n"
	"  cell-or-long: {oneOf: [{$ref: '" TYPES "uint32'}, {$ref: '" TYPES "uint64'}]}\n"
	"  pairs: {$ref: '" TYPES "uint32-matrix', items: {items: [{}, {}]}}\n"
	"  two-rows: {$ref: '" TYPES "uint32-matrix', items: [{}, {}]}\n"
	"  halves: {$ref: '" TYPES "uint32-matrix', minItems: 2, maxItems: 2}\n"
	"  guessed: {$ref: '" TYPES
	"uint32-matrix', minItems: 1, maxItems: 9, items: {minItems: 2, maxItems: 3}}\n"
	"  reg: {$ref: '" TYPES "uint32-matrix'}\n"
	"  clocks: {$ref: '" TYPES "phandle-array'}\n"
	"  foo-regs: {$ref: '" TYPES "phandle-array'}\n"
	"  interconnects: {$ref: '" TYPES "phandle-array'}\n"
	"  memory-region: {$ref: '" TYPES "phandle-array'}\n"
	"  gpio-ranges: {$ref: '" TYPES "phandle-array'}\n"
	"  handle: {$ref: '" TYPES "phandle-array'}\n"
	"  handle-pairs: {$ref: '" TYPES "phandle-array', items: {items: [{}, {}]}}\n"
	"patternProperties:\n"
	"  '-gpios?$': {$ref: '" TYPES "phandle-array'}\n";

struct decoding decoding;

void decoding_begin(void)
{
	const struct document *const list[] = {&decoding.document};
	struct fdtr_error error;

	ck_assert_msg(!document_read(&decoding.document, "test.yaml", binding, strlen(binding), &error), "%s",
		error.message);
	decoding.patterns = patterns_make();
	ck_assert_msg(!types_make(&decoding.types, list, 1, decoding.patterns, &error), "%s", error.message);
	build_begin();
	build_root(2, 1);
}

void decoding_read_blob(void)
{
	const struct fdtr_schemas set = {.types = decoding.types};
	struct fdtr_arena arena;
	struct fdtr_error error;

	decoding.memory = malloc(DECODING_ARENA);
	fdtr_arena_init(&arena, decoding.memory, DECODING_ARENA);
	ck_assert_msg(!fdtr_tree_read(&decoding.tree, decoding.blob.data, decoding.blob.size, &arena, &error),
		"%s", error.message);
	ck_assert_msg(!decode(&decoding.decoded, &decoding.tree, &set, &error), "%s", error.message);
	ck_assert_uint_eq(decoding.decoded.count, decoding.tree.node_count);
}

void decoding_read(void)
{
	decoding.blob = build_done();
	decoding_read_blob();
}

void decoding_end(void)
{
	decode_free(&decoding.decoded);
	free(decoding.memory);
	free(decoding.blob.data);
	types_free(decoding.types);
	patterns_free(decoding.patterns);
	document_free(&decoding.document);
}

static void tell(struct fdtr_text *text, const struct value *value)
{
	struct value space;

	if (value->kind == VALUE_BOOLEAN)
		fdtr_text_add(text, value->truth ? "true" : "false");
	else if (value->kind == VALUE_STRING)
		fdtr_text_add(text, "'%s'", value->text);
	else if (value->kind == VALUE_INTEGER && value->flags & VALUE_NEGATIVE)
		fdtr_text_add(text, "%" PRId64, (int64_t)value->integer);
	else if (value->kind == VALUE_INTEGER)
		fdtr_text_add(text, "%" PRIu64, value->integer);
	else if (value->kind == VALUE_BYTES)
		fdtr_text_add(text, "%" PRIu32 " bytes", value->count);
	else if (value->kind == VALUE_OBJECT)
		fdtr_text_add(text, "node");
	if (!value_is_array(value))
		return;
	fdtr_text_add(text, "[");
	for (uint32_t i = 0; i < value->count; i++) {
		fdtr_text_add(text, i ? " " : "");
		tell(text, value_item(value, i, &space));
	}
	fdtr_text_add(text, "]");
}

const struct value *decoding_find(const char *path, const char *property)
{
	const struct member *member =
		value_member(&decoding.decoded.nodes[fdtr_tree_find(&decoding.tree, path)], property);

	return member ? &member->value : NULL;
}

const char *decoding_told(const char *path, const char *property)
{
	static char buffer[1024];
	const struct value *value = decoding_find(path, property);
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	if (value)
		tell(&text, value);
	return buffer;
}
