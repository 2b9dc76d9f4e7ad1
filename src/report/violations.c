// SPDX-License-Identifier: BSD-2-Clause
/* What a tree has against its bindings, as records. */
#include "report/record.h"

#include "devicetree/devicetree.h"
#include "lint/lint.h"

#include <stdlib.h>
#include <string.h>

static const struct fdtr_rule *rule_of(enum fdtr_violation_kind kind)
{
	static const struct fdtr_rule *const rules[] = {
		[FDTR_VIOLATION_MISSING] = &fdtr_rule_binding_property_missing,
		[FDTR_VIOLATION_UNKNOWN] = &fdtr_rule_binding_property_unknown,
		[FDTR_VIOLATION_TYPE] = &fdtr_rule_binding_property_type,
		[FDTR_VIOLATION_COUNT] = &fdtr_rule_binding_property_count,
		[FDTR_VIOLATION_VALUE] = &fdtr_rule_binding_property_value,
		[FDTR_VIOLATION_CHOICE] = &fdtr_rule_binding_choice,
	};

	return rules[kind];
}

/* A child that is there is a place of its own; one that is missing is its parent's. */
static struct fdtr_origin place_of(const struct fdtr_tree *tree, const struct fdtr_violation *violation)
{
	struct fdtr_origin place = {.object = violation->node,
		.property = violation->property,
		.offset = violation->offset,
		.length = violation->length};
	uint32_t child;

	if (!violation->is_child)
		return place;
	place.property = NULL;
	child = fdtr_child(tree, violation->node, violation->property, strlen(violation->property));
	place.object = child == FDTR_NONE ? violation->node : child;
	return place;
}

static char *copy(const char *text, bool *copied)
{
	char *made = text ? strdup(text) : NULL;

	*copied = *copied && (made || !text);
	return made;
}

static bool fill_schema(struct fdtr_report_file *file, struct fdtr_report_schema *schema,
	const struct fdtr_violation *violation)
{
	bool copied = true;

	schema->id = copy(violation->id, &copied);
	schema->keyword = copy(violation->keyword, &copied);
	schema->note = copy(violation->note, &copied);
	schema->span.line = violation->line;
	schema->span.column = violation->column;
	schema->span.file = violation->line ? fdtr_report_keep_name(file, violation->file) : NULL;
	return copied && (schema->span.file || !violation->line);
}

static bool fill(struct fdtr_report_file *file, struct fdtr_report_finding *record,
	const struct fdtr_tree *tree, const struct fdtr_violation *violation)
{
	struct fdtr_origin place = place_of(tree, violation);

	record->rule = rule_of(violation->kind);
	record->message = strdup(violation->message);
	if (!record->message || !report_fill_place(&record->place, tree, &place) ||
		!fill_schema(file, &record->schema, violation))
		return false;
	if (record->place.property && violation->cell_size)
		record->place.cell = (uint32_t)((uint64_t)violation->cell * violation->cell_size / 4);
	return true;
}

enum fdtr_severity report_level_of(const struct fdtr_rule *rule, const unsigned char *levels)
{
	enum fdtr_severity level = (enum fdtr_severity)levels[fdtr_rule_index(rule->name)];

	return level == FDTR_DEFAULT ? rule->severity : level;
}

int fdtr_report_fill_violations(struct fdtr_report_file *file, const struct fdtr_tree *tree,
	const struct fdtr_violations *violations, const unsigned char *levels, uint32_t targets,
	struct fdtr_error *error)
{
	bool filled = true;

	file->cut = violations->cut;
	file->overlay = tree->overlay;
	if (!violations->count)
		return FDTR_OK;
	file->findings = calloc(violations->count, sizeof(*file->findings));
	for (uint32_t i = 0; file->findings && filled && i < violations->count; i++) {
		const struct fdtr_violation *violation = &violations->items[i];
		enum fdtr_severity level = report_level_of(rule_of(violation->kind), levels);
		struct fdtr_report_finding *record = &file->findings[file->count];

		if (level == FDTR_OFF)
			continue;
		*record = (struct fdtr_report_finding){
			.severity = level, .targets = targets, .number = file->count++};
		filled = fill(file, record, tree, violation);
	}
	return file->findings && filled ? FDTR_OK : fdtr_error_memory(error);
}

int fdtr_report_list_violations(struct fdtr_violation_findings *list,
	const struct fdtr_violations *violations, const struct fdtr_origin *places,
	const unsigned char *levels, uint32_t targets, struct fdtr_error *error)
{
	list->items = calloc(violations->count + (size_t)1, sizeof(*list->items));
	list->numbers = calloc(violations->count + (size_t)1, sizeof(*list->numbers));
	list->findings = (struct fdtr_findings){.items = list->items, .cut = violations->cut};
	if (!list->items || !list->numbers)
		return fdtr_error_memory(error);
	for (uint32_t i = 0; i < violations->count; i++) {
		const struct fdtr_rule *rule = rule_of(violations->items[i].kind);
		enum fdtr_severity level = report_level_of(rule, levels);

		if (level == FDTR_OFF)
			continue;
		list->numbers[list->findings.count] = i;
		list->items[list->findings.count++] = (struct fdtr_finding){.rule = rule,
			.severity = level,
			.place = places[i],
			.targets = targets,
			.message = violations->items[i].message};
	}
	return FDTR_OK;
}

void fdtr_report_free_violations(struct fdtr_violation_findings *list)
{
	free(list->items);
	free(list->numbers);
	*list = (struct fdtr_violation_findings){0};
}

int fdtr_report_fill_schemas(struct fdtr_report_file *file, const struct fdtr_violations *violations,
	const struct fdtr_violation_findings *list, struct fdtr_error *error)
{
	bool filled = true;

	for (uint32_t i = 0; filled && i < file->count; i++)
		filled = fill_schema(file, &file->findings[i].schema,
			&violations->items[list->numbers[file->findings[i].number]]);
	return filled ? FDTR_OK : fdtr_error_memory(error);
}
