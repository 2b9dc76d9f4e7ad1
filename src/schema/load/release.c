// SPDX-License-Identifier: BSD-2-Clause
#include "schema/load/cache.h"
#include "schema/select/select.h"

#include <stdlib.h>

uint32_t fdtr_schemas_count(const struct fdtr_schemas *schemas)
{
	return schemas->count;
}

const char *fdtr_schemas_warning(const struct fdtr_schemas *schemas)
{
	return schemas->cache ? cache_warning(schemas->cache) : NULL;
}

void fdtr_schemas_free(struct fdtr_schemas *schemas)
{
	if (!schemas)
		return;
	for (uint32_t i = 0; i < schemas->count; i++)
		document_free(&schemas->bindings[i].document);
	cache_free(schemas->cache);
	index_free(schemas->index);
	types_free(schemas->types);
	patterns_free(schemas->patterns);
	store_free(&schemas->store);
	free(schemas->bindings);
	free(schemas->by_id);
	free(schemas);
}
