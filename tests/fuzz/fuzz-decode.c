// SPDX-License-Identifier: BSD-2-Clause
/* Any tree as values, with types of every kind: each is in the blob, no name is there twice, and memory is bounded. */
#include "fuzz.h"

#include "schema/decode/decode.h"

#include <string.h>

#define MEMORY(size) (64 * (size) + ((size_t)3 << 20))
#define TYPE(name) "{$ref: '/schemas/types.yaml#/definitions/" name "'}\n"

static const char binding[] =
	"properties:\n"
	"  model: " TYPE("string") "  compatible: " TYPE(
		"string-array") "  status: {oneOf: [{$ref: string}, {$ref: uint32}]}\n"
				"  no-map: {type: boolean}\n"
				"  ranges: {oneOf: [{type: boolean}, {$ref: uint32-matrix}]}\n"
				"  reg: " TYPE("uint32-matrix") "  size: " TYPE("uint64") "  alignment: " TYPE(
					"int16-array") "  alloc-ranges: {$ref: uint8-matrix, minItems: 1, maxItems: 9, items: {minItems: 1, maxItems: 3}}\n"
						       "  iommu-map: {$ref: uint32-matrix, items: {items: [{}, {}, {}, {}]}}\n"
						       "  iommu-map-mask: {$ref: uint32-matrix, minItems: 3, maxItems: 3}\n"
						       "  memory-region: " TYPE("phandle-array") "  interconnects: " TYPE("phandle-array") "  iommus: " TYPE(
							       "phandle-array") "  clocks: " TYPE("phandle-array") "patternProperties:\n"
														   "  '-gpios$': " TYPE("phandle-array") "  '-names$': " TYPE(
															   "string-array");

static const struct fdtr_schemas *known_types(void)
{
	static struct document document;
	static struct fdtr_schemas set;
	const struct document *documents[] = {&document};

	if (set.types)
		return &set;
	set.patterns = patterns_make();
	MUST(!document_read(&document, "types", binding, strlen(binding), NULL));
	MUST(set.patterns && !types_make(&set.types, documents, 1, set.patterns, NULL));
	return &set;
}

static bool is_in_blob(const struct digest *digest, const void *data, const struct value *value, size_t size)
{
	const unsigned char *blob = digest->blob;

	return data == blob + value->at && value->at <= digest->tree.size &&
	       size <= digest->tree.size - value->at;
}

static void check_value(const struct digest *digest, const struct value *value)
{
	const size_t size = (size_t)value->count * value->cell_size;

	switch ((enum value_kind)value->kind) {
	case VALUE_BOOLEAN:
		MUST(value->truth);
		break;
	case VALUE_BYTES:
		MUST(value->count && is_in_blob(digest, value->bytes, value, value->count));
		break;
	case VALUE_CELLS:
		MUST(value->count && is_in_blob(digest, value->bytes, value, size));
		break;
	case VALUE_STRING:
		MUST(strlen(value->text) == value->count);
		break;
	default:
		MUST(value->kind == VALUE_ARRAY && value->count);
		for (uint32_t i = 0; i < value->count; i++) {
			MUST(value->items[i].kind == VALUE_CELLS || value->items[i].kind == VALUE_STRING);
			check_value(digest, &value->items[i]);
		}
	}
}

/* Rows of one property hold all of its cells, one after the other. */
static void check_rows(const struct value *value)
{
	for (uint32_t i = 1; value->kind == VALUE_ARRAY && i < value->count; i++) {
		const struct value *before = &value->items[i - 1], *row = &value->items[i];

		MUST(row->kind == before->kind && row->cell_size == before->cell_size);
		MUST(row->at == before->at + (row->kind == VALUE_CELLS ? before->count * row->cell_size
								       : before->count + 1));
	}
}

static void check_member(
	const struct digest *digest, const struct decoded *decoded, const struct member *member)
{
	const struct value *value = &member->value;

	MUST(member->number && member->number < decoded->names.count);
	MUST(decoded->names.items[member->number].text == member->name);
	if (value->kind != VALUE_OBJECT) {
		check_value(digest, value);
		check_rows(value);
		return;
	}
	MUST(value->at < decoded->count && decoded->nodes[value->at].members == value->members);
	MUST(value->count + 1 == decoded->nodes[value->at].count);
}

static void check_node(
	const struct digest *digest, const struct decoded *decoded, uint32_t node, uint32_t *seen)
{
	const struct value *object = &decoded->nodes[node];

	if (object->kind == VALUE_NULL)
		return;
	MUST(object->kind == VALUE_OBJECT && object->at == node && object->count);
	for (uint32_t i = 0; i < object->count; i++) {
		check_member(digest, decoded, &object->members[i]);
		MUST(seen[object->members[i].number] != node + 1);
		seen[object->members[i].number] = node + 1;
	}
	MUST(!strcmp(object->members[object->count - 1].name, "$nodename"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct decoded decoded = {0};
	struct digest digest;
	uint32_t *seen;

	if (digest_read(&digest, data, size)) {
		MUST(decode(&decoded, &digest.tree, known_types(), NULL) == FDTR_OK);
		MUST(decoded.count == digest.tree.node_count && decoded.store.used <= MEMORY(size));
		seen = calloc(decoded.names.count, sizeof(*seen));
		MUST(seen);
		for (uint32_t i = 0; i < decoded.count; i++)
			check_node(&digest, &decoded, i, seen);
		free(seen);
		decode_free(&decoded);
	}
	digest_free(&digest);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	return mutate_blob(data, size, max_size, seed);
}
