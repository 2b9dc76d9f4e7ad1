// SPDX-License-Identifier: BSD-2-Clause
/* From folders to a set: list, read on several threads, tell apart by $id, link. */
#include "schema/document/builder.h"
#include "schema/fixup/fixup.h"
#include "schema/load/builtin.h"
#include "schema/load/cache.h"
#include "schema/load/folder.h"
#include "schema/select/select.h"
#include "schema/set/parallel.h"

#include <stdlib.h>
#include <string.h>

#define TYPES_ID "http://devicetree.org/schemas/types.yaml"

struct loading {
	const struct listing *listing;
	const char *limit;
	struct cache *cache;      /* or NULL */
	struct binding *bindings; /* of the listing */
};

static int no_memory(struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_NOSPACE, "not enough memory for the bindings");
}

static bool list_builtin(
	struct listing *listing, const struct builtin *builtin, uint32_t count, uint32_t folder)
{
	bool added = true;

	for (uint32_t i = 0; added && i < count; i++)
		added = listing_add(listing, &(struct listed){.name = builtin[i].name,
						     .text = builtin[i].text,
						     .size = builtin[i].size,
						     .folder = folder});
	return added;
}

static int list_files(
	struct listing *listing, const struct fdtr_schema_options *options, struct fdtr_error *error)
{
	int status = FDTR_OK;

	if (!options->folder_count)
		return list_builtin(listing, builtin_bindings, builtin_binding_count, 0) ? FDTR_OK
		                                                                         : no_memory(error);
	for (uint32_t i = 0; !status && i < options->folder_count; i++)
		status = listing_walk(listing, options->folders[i], i, error);
	return status;
}

static int read_document(
	struct document *document, const struct listed *listed, struct cache *cache, struct fdtr_error *error)
{
	int status;

	if (cache && cache_get(cache, listed, document))
		return FDTR_OK;
	status = listed->text ? document_read(document, listed->name, listed->text, listed->size, error)
	                      : document_load(document, listed->name, error);
	if (!status)
		status = document_check(document, error);
	return status ? status : fixup_document(document, error);
}

static int read_listed(
	struct binding *binding, const struct listed *listed, struct cache *cache, struct fdtr_error *error)
{
	const int status = read_document(&binding->document, listed, cache, error);
	const struct value *id;

	if (status)
		return status;
	id = value_get(&binding->document.root, KEYWORD_ID);
	if (!id || id->kind != VALUE_STRING)
		return document_wrong(&binding->document, (struct place){1, 1}, error,
			"there is no $id, by which other bindings could name this one; add one such as "
			"http://devicetree.org/schemas/folder/file.yaml#");
	binding->id = id->text;
	binding->select = value_get(&binding->document.root, KEYWORD_SELECT);
	return FDTR_OK;
}

static int read_binding(void *context, uint32_t index, struct fdtr_error *error)
{
	const struct loading *loading = context;
	const struct listed *listed = &loading->listing->items[index];
	struct binding *binding = &loading->bindings[index];

	binding->hidden = loading->limit && !strstr(listed->name, loading->limit);
	binding->folder = listed->folder;
	return read_listed(binding, listed, loading->cache, error);
}

/* The listing's documents, behind those that the set has. */
static int read_listing(struct fdtr_schemas *set, const struct fdtr_schema_options *options,
	const struct listing *listing, struct fdtr_error *error)
{
	struct loading loading = {.listing = listing,
		.limit = options->limit,
		.cache = listing->stamped ? set->cache : NULL,
		.bindings = set->bindings + set->count};
	int status;

	set->count += listing->count;
	status = parallel_run(listing->count, set->jobs, read_binding, &loading, error);
	if (!status && loading.cache)
		cache_keep(loading.cache, listing, loading.bindings);
	return status;
}

static int twice(const struct binding *first, const struct binding *second, struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_BADTREE,
		"%.200s: its $id %.200s is that of %.200s too, so a $ref to it could mean either; "
		"give one of them another, or delete one",
		second->document.file, second->id, first->document.file);
}

/* Those from `first` on get their places by $id, and the ones that another folder has replaced are dropped. */
static int take_ids(struct fdtr_schemas *set, uint32_t first, struct fdtr_error *error)
{
	uint32_t kept = first;
	int status = FDTR_OK;

	for (uint32_t i = first; i < set->count; i++) {
		struct binding *binding = &set->bindings[kept];
		const struct binding *holder;

		*binding = set->bindings[i];
		holder = &set->bindings[set_add(set, kept)];
		if (holder == binding) {
			kept++;
			continue;
		}
		if (!status && holder->folder == binding->folder)
			status = twice(holder, binding, error);
		document_free(&binding->document);
	}
	set->count = kept;
	return status;
}

static int add_listing(struct fdtr_schemas *set, const struct fdtr_schema_options *options,
	const struct listing *listing, struct fdtr_error *error)
{
	const uint32_t first = set->count;
	const int status = read_listing(set, options, listing, error);

	return status ? status : take_ids(set, first, error);
}

/*
 * Later releases of dt-schema hold a number as itself, and say so in types.yaml alone; to us it is a row of cells, as to
 * the release of 2022.
 */
static bool has_plain_numbers(const struct document *types)
{
	const struct value *definitions = value_get(&types->root, KEYWORD_DEFINITIONS);
	const struct member *number = definitions ? value_member(definitions, "uint32") : NULL;
	const struct value *type = number ? value_get(&number->value, KEYWORD_TYPE) : NULL;

	return type && value_is_string(type, "integer");
}

static int replace_binding(struct binding *types, struct fdtr_error *error)
{
	struct listed ours = {0};

	for (uint32_t i = 0; i < builtin_core_count; i++) {
		if (strstr(builtin_core[i].name, "/types.yaml"))
			ours = (struct listed){.name = builtin_core[i].name,
				.text = builtin_core[i].text,
				.size = builtin_core[i].size};
	}
	document_free(&types->document);
	return read_listed(types, &ours, NULL, error);
}

/* A set that has types.yaml has dt-schema's core, and needs nothing of ours but, it may be, that. */
static int add_core(
	struct fdtr_schemas *set, const struct fdtr_schema_options *options, struct fdtr_error *error)
{
	struct binding *types = set_binding(set, TYPES_ID, strlen(TYPES_ID));
	struct listing core = {0};
	int status;

	set->has_core = types;
	if (types && has_plain_numbers(&types->document))
		return replace_binding(types, error);
	if (types)
		return FDTR_OK;
	if (list_builtin(&core, builtin_core, builtin_core_count, UINT32_MAX))
		status = add_listing(set, options, &core, error);
	else
		status = no_memory(error);
	free(core.items);
	return status;
}

static int read_types(struct fdtr_schemas *set, struct fdtr_error *error)
{
	const struct document **documents = malloc(set->count * sizeof(*documents));
	int status;

	if (!documents)
		return no_memory(error);
	for (uint32_t i = 0; i < set->count; i++)
		documents[i] = &set->bindings[i].document;
	status = types_make(&set->types, documents, set->count, set->patterns, error);
	free(documents);
	return status;
}

/* With a limit that no file's name has, every tree would be found right. */
static int check_limit(const struct fdtr_schemas *set, const char *limit, struct fdtr_error *error)
{
	bool asked = !limit;

	for (uint32_t i = 0; !asked && i < set->count; i++)
		asked = !set->bindings[i].hidden;
	return asked ? FDTR_OK
	             : fdtr_error_set(error, FDTR_ERR_NOTFOUND,
			       "%.200s: no binding's file has this in its name, so nothing would be validated",
			       limit);
}

static int add_all(struct fdtr_schemas *set, const struct fdtr_schema_options *options,
	const struct listing *listing, struct fdtr_error *error)
{
	const uint32_t most = listing->count + builtin_core_count;
	int status;

	set->bindings = calloc(most, sizeof(*set->bindings));
	set->patterns = patterns_make();
	if (!set->bindings || !set->patterns || !set_reserve(set, most))
		return no_memory(error);
	status = add_listing(set, options, listing, error);
	if (!status)
		status = check_limit(set, options->limit, error);
	if (!status)
		status = add_core(set, options, error);
	if (!status)
		status = set_link(set, error);
	if (!status)
		status = read_types(set, error);
	return status ? status : index_make(set, error);
}

/* What is built in is read sooner than a cache. */
static int begin_listing(struct fdtr_schemas *set, struct listing *listing,
	const struct fdtr_schema_options *options, struct fdtr_error *error)
{
	listing->stamped = options->cache && options->folder_count;
	if (listing->stamped) {
		set->cache = cache_open(options->cache, time(NULL));
		if (!set->cache)
			return no_memory(error);
	}
	return list_files(listing, options, error);
}

int fdtr_schemas_load(
	struct fdtr_schemas **schemas, const struct fdtr_schema_options *options, struct fdtr_error *error)
{
	static const struct fdtr_schema_options plain = {0};
	struct fdtr_schemas *set = calloc(1, sizeof(*set));
	struct listing listing = {.store = set ? &set->store : NULL};
	int status;

	*schemas = NULL;
	if (!set)
		return no_memory(error);
	if (!options)
		options = &plain;
	set->jobs = options->jobs;
	status = begin_listing(set, &listing, options, error);
	if (!status)
		status = add_all(set, options, &listing, error);
	free(listing.items);
	if (status)
		fdtr_schemas_free(set);
	else
		*schemas = set;
	return status;
}
