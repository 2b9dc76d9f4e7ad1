// SPDX-License-Identifier: BSD-2-Clause
/* fdtr_validate(), as the library's users call it. */
#include "schema/validate/violation.h"

#include <stdlib.h>

/* What struct fdtr_violations holds on to. */
struct answer {
	struct store store;
	struct fdtr_violation *items;
};

static bool tell(void *context, struct validation *validation, uint32_t node, const struct binding *binding,
	const struct fault *fault)
{
	return violations_add(context, validation, node, binding, fault);
}

/* By node, then place in the node, then binding. */
static int by_place(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->violation.node != b->violation.node)
		return a->violation.node < b->violation.node ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* The violations in order, with the sentences that they point to. */
static bool hand_over(struct violations *all, bool is_cut, struct fdtr_violations *violations)
{
	struct answer *answer = calloc(1, sizeof(*answer));

	if (!answer)
		return false;
	answer->items = calloc((size_t)all->count + 1, sizeof(*answer->items));
	answer->store = all->store;
	all->store = (struct store){0};
	violations->memory = answer;
	if (!answer->items)
		return false;
	fdtr_sort(all->entries, all->count, sizeof(*all->entries), by_place);
	for (uint32_t i = 0; i < all->count; i++)
		answer->items[i] = all->entries[i].violation;
	violations->items = answer->items;
	violations->count = all->count;
	violations->cut = all->cut || is_cut;
	return true;
}

int fdtr_validate(const struct fdtr_schemas *schemas, const struct fdtr_tree *tree,
	const struct fdtr_validate_options *options, struct fdtr_violations *violations,
	struct fdtr_error *error)
{
	struct violations all = {
		.limit = options && options->max_violations ? options->max_violations : VIOLATION_LIMIT};
	struct validation validation = {.tell = tell, .context = &all};
	int status;

	*violations = (struct fdtr_violations){0};
	status = validation_run(&validation, schemas, tree, options && options->compatible_only, error);
	if (status == FDTR_OK && (all.full || !hand_over(&all, validation.evaluation.cut, violations)))
		status = fdtr_error_set(
			error, FDTR_ERR_NOSPACE, "memory ran out while violations were written down");
	validation_end(&validation);
	store_free(&all.store);
	free(all.entries);
	free(all.table);
	return status;
}

void fdtr_violations_free(struct fdtr_violations *violations)
{
	struct answer *answer = violations->memory;

	if (answer) {
		store_free(&answer->store);
		free(answer->items);
		free(answer);
	}
	*violations = (struct fdtr_violations){0};
}
