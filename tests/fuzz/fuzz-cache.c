// SPDX-License-Identifier: BSD-2-Clause
/*
 * What is behind the header of a cache, signed as if we had written it: it is refused, or its documents are such as a set
 * can be made of, and are the same when they are written and read again.
 */
#include "fuzz.h"

#include "schema/load/cache_form.h"
#include "schema/select/select.h"

#include <libfdt.h>
#include <string.h>

#define MOST_DOCUMENTS 64

static struct text sign(const uint8_t *data, size_t size)
{
	struct cache_header header = {
		.magic = CACHE_MAGIC, .maker = cache_maker(), .size = sizeof(header) + size};
	struct text file = {malloc(sizeof(header) + size), sizeof(header) + size};

	MUST(file.data);
	header.sum = cache_sum(&header, data, size);
	memcpy(file.data, &header, sizeof(header));
	if (size)
		memcpy(file.data + sizeof(header), data, size);
	return file;
}

static void check_value(const struct value *value, unsigned int levels)
{
	MUST(levels && !value->link && !value->cell_size);
	MUST(value->kind <= VALUE_STRING || value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT);
	if (value->kind == VALUE_STRING)
		MUST(strlen(value->text) == value->count);
	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		check_value(&value->items[i], levels - 1);
	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++) {
		const struct member *member = &value->members[i];
		const size_t length = strlen(member->name);

		MUST(!member->number && !member->link && member->hash == value_hash(member->name, length));
		MUST(member->keyword == keyword_find(member->name, length));
		MUST(value->count > 1000 || value_member(value, member->name) == member);
		check_value(&member->value, levels - 1);
	}
}

/* But for reals that are no number. */
static bool has_nan(const struct value *value)
{
	bool has = value->kind == VALUE_REAL && value->real != value->real;

	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		has |= has_nan(&value->items[i]);
	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++)
		has |= has_nan(&value->members[i].value);
	return has;
}

static void check_again(const struct document *document)
{
	const struct listed listed = {.name = "file"};
	struct pack pack = {0};
	struct unpack unpack;
	struct document again;
	struct text file;

	pack_add(&pack, &listed, document);
	MUST(pack_finish(&pack, &file));
	pack_free(&pack);
	MUST(unpack_open(&unpack, &file));
	MUST(unpack.entry_count == 1 && unpack_find(&unpack, "file") == unpack.entries);
	MUST(unpack_document(&unpack, unpack.entries, "file", &again));
	MUST(has_nan(&document->root) || value_equal(&document->root, &again.root));
	document_free(&again);
	unpack_free(&unpack);
	free(file.data);
}

static void make_tree(struct digest *digest)
{
	static char blob[1024];
	int node;

	MUST(!fdt_create_empty_tree(blob, sizeof(blob)));
	node = fdt_add_subnode(blob, 0, "box@0");
	MUST(node > 0 && !fdt_setprop_string(blob, node, "compatible", "restricted-dma-pool"));
	MUST(!fdt_setprop_u64(blob, node, "reg", 1) && !fdt_setprop(blob, node, "no-map", NULL, 0));
	MUST(digest_read(digest, blob, fdt_totalsize(blob)));
}

static void hold(const struct fdtr_schemas *set)
{
	struct fdtr_violations violations = {0};
	struct digest digest;

	make_tree(&digest);
	(void)fdtr_validate(set, &digest.tree, NULL, &violations, NULL);
	fdtr_violations_free(&violations);
	digest_free(&digest);
}

static void add_document(struct fdtr_schemas *set, const struct document *document)
{
	struct binding *binding = &set->bindings[set->count];
	const struct value *id = value_get(&document->root, KEYWORD_ID);

	check_value(&document->root, CACHE_DEPTH_LIMIT + 1);
	MUST(document_check(document, NULL) == FDTR_OK);
	check_again(document);
	*binding = (struct binding){.document = *document,
		.id = id ? id->text : NULL,
		.select = value_get(&document->root, KEYWORD_SELECT)};
	if (id && set_add(set, set->count) == set->count)
		set->count++;
	else
		document_free(&binding->document);
}

/* As fdtr_schemas_load() does it with what it has read. */
static void make_set(struct fdtr_schemas *set)
{
	const struct document *documents[MOST_DOCUMENTS];

	for (uint32_t i = 0; i < set->count; i++)
		documents[i] = &set->bindings[i].document;
	if (set->count && !set_link(set, NULL) &&
		!types_make(&set->types, documents, set->count, set->patterns, NULL) &&
		!index_make(set, NULL))
		hold(set);
}

static void take_documents(const struct unpack *unpack)
{
	struct fdtr_schemas *set = calloc(1, sizeof(*set));
	struct document document;

	MUST(set);
	set->jobs = 1;
	set->has_core = unpack->entry_count & 1;
	set->bindings = calloc(MOST_DOCUMENTS, sizeof(*set->bindings));
	set->patterns = patterns_make();
	MUST(set->bindings && set->patterns && set_reserve(set, MOST_DOCUMENTS));
	for (uint32_t i = 0; i < unpack->entry_count && i < MOST_DOCUMENTS; i++) {
		if (unpack_document(unpack, &unpack->entries[i], "file", &document))
			add_document(set, &document);
	}
	make_set(set);
	fdtr_schemas_free(set);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text file = sign(data, size);
	struct unpack unpack;

	if (unpack_open(&unpack, &file))
		take_documents(&unpack);
	unpack_free(&unpack);
	free(file.data);
	return 0;
}
