// SPDX-License-Identifier: BSD-2-Clause
#include "schema/validate/validate.h"

#include "devicetree/devicetree.h"
#include "schema/words/where.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_A_BYTE 16  /* of names in all, for each byte of the blob, and */
#define NAME_BYTES 65536 /* besides */

void validation_end(struct validation *validation)
{
	selection_end(&validation->selection);
	evaluation_end(&validation->evaluation);
	decode_free(&validation->decoded);
	free(validation->disabled);
}

/* A status that cannot be read says nothing, and the parent's holds. */
static bool is_disabled(const struct value *node, bool parent)
{
	const struct member *status = value_member(node, "status");

	if (!status || !value_is_array(&status->value))
		return parent;
	for (uint32_t i = 0; status->value.kind == VALUE_ARRAY && i < status->value.count; i++) {
		if (value_is_string(&status->value.items[i], "disabled"))
			return true;
	}
	return false;
}

static bool is_missing(const struct fault *fault)
{
	return fault->keyword == KEYWORD_REQUIRED;
}

/* Nothing is wrong but that something is not there: the property, or what any of several forms asks for. */
static bool only_missing(const struct fault *fault)
{
	if (!fault->inner)
		return is_missing(fault);
	for (const struct fault *inner = fault->inner; inner; inner = inner->next) {
		if (!is_missing(inner))
			return false;
	}
	return true;
}

/* What others fill in: a board in a node that is disabled, the base in what an overlay only adds to. */
static bool is_spared(struct validation *validation, uint32_t node, const struct fault *fault)
{
	const struct value *value = &validation->decoded.nodes[node];
	struct where where;
	bool added_to;

	if (!only_missing(fault))
		return false;
	where_find(&where, value, fault);
	added_to = validation->tree->overlay &&
	           !strcmp(fdtr_tree_name(validation->tree, where.object->at), "__overlay__");
	return added_to || validation->disabled[node] || is_disabled(where.object, false);
}

static bool hold_against(struct validation *validation, uint32_t node, const struct binding *binding)
{
	const struct value *value = &validation->decoded.nodes[node];
	const struct fault *faults = NULL;

	if (evaluate(&validation->evaluation, &binding->document, &binding->document.root, value, &faults))
		return true;
	for (const struct fault *fault = faults; fault; fault = fault->next) {
		if (is_spared(validation, node, fault))
			continue;
		if (!validation->tell(validation->context, validation, node, binding, fault))
			return false;
	}
	return validation->evaluation.status == FDTR_OK;
}

/* False when the run is over. */
static bool hold_node(struct validation *validation, uint32_t node)
{
	const struct selection *selection = &validation->selection;
	const struct fdtr_schemas *set = validation->evaluation.set;

	if (select_bindings(&validation->selection, &validation->decoded.nodes[node]) != FDTR_OK)
		return false;
	for (uint32_t i = 0; i < selection->count; i++) {
		if (!hold_against(validation, node, &set->bindings[selection->found[i]]))
			return false;
	}
	return true;
}

/* The root and the fragments of an overlay describe no device: they only say where the rest belongs. */
static bool is_frame(struct validation *validation, uint32_t node)
{
	return validation->tree->overlay &&
	       (!node || value_member(&validation->decoded.nodes[node], "__overlay__"));
}

static void hold_all(struct validation *validation)
{
	const struct fdtr_tree *tree = validation->tree;

	for (uint32_t node = 0; node < validation->decoded.count; node++) {
		const uint32_t parent = tree->nodes[node].parent;
		const struct value *value = &validation->decoded.nodes[node];

		if (value->kind != VALUE_OBJECT)
			continue;
		validation->disabled[node] =
			is_disabled(value, parent != FDTR_NONE && validation->disabled[parent]);
		if (!is_frame(validation, node) && !hold_node(validation, node))
			return;
	}
}

/*
 * Names may share their ends in the strings block, so that there can be far more of them than the blob is large. No
 * compiler writes that, and to look at every name would take time without end.
 */
static bool has_too_many_names(const struct fdtr_tree *tree)
{
	uint64_t left = NAME_BYTES + (uint64_t)NAMES_A_BYTE * tree->size;
	struct fdtr_property property;

	for (uint32_t node = 0; node < tree->node_count; node++) {
		struct fdtr_walk walk = fdtr_walk(tree, node);

		while (fdtr_walk_next(&walk, &property)) {
			const size_t length = strlen(property.name);

			if (length > left)
				return true;
			left -= length;
		}
	}
	return false;
}

int validation_run(struct validation *validation, const struct fdtr_schemas *set,
	const struct fdtr_tree *tree, bool compatible_only, struct fdtr_error *error)
{
	int status;

	validation->tree = tree;
	if (has_too_many_names(tree))
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"the names of the properties are longer in sum than %d times the blob, which no compiler "
			"writes; make the blob anew from its source",
			NAMES_A_BYTE);
	status = decode(&validation->decoded, tree, set, error);
	if (status == FDTR_OK)
		status = evaluation_begin(&validation->evaluation, set, &validation->decoded, error);
	if (status == FDTR_OK)
		status = selection_begin(&validation->selection, &validation->evaluation, compatible_only);
	if (status != FDTR_OK)
		return status;
	validation->disabled = calloc((size_t)tree->node_count + 1, 1);
	if (!validation->disabled)
		return fdtr_error_set(error, FDTR_ERR_NOSPACE, "memory ran out while the tree was validated");
	hold_all(validation);
	return validation->evaluation.status;
}
