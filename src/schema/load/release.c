// SPDX-License-Identifier: BSD-2-Clause
#include "schema/select/select.h"

#include <stdlib.h>

uint32_t fdtr_schemas_count(const struct fdtr_schemas *schemas)
{
	return schemas->count;
}

void fdtr_schemas_free(struct fdtr_schemas *schemas)
{
	if (!schemas)
		return;
	for (uint32_t i = 0; i < schemas->count; i++)
		document_free(&schemas->bindings[i].document);
	index_free(schemas->index);
	types_free(schemas->types);
	patterns_free(schemas->patterns);
	store_free(&schemas->store);
	free(schemas->bindings);
	free(schemas->by_id);
	free(schemas);
}
