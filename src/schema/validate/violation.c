// SPDX-License-Identifier: BSD-2-Clause
#include "schema/validate/violation.h"

#include "schema/words/where.h"
#include "schema/words/words.h"

#include <stdlib.h>
#include <string.h>

#define SENTENCE_SIZE 1024

static enum fdtr_violation_kind kind_of(enum keyword keyword)
{
	switch (keyword) {
	case KEYWORD_REQUIRED:
	case KEYWORD_DEPENDENT_REQUIRED:
	case KEYWORD_DEPENDENCIES:
		return FDTR_VIOLATION_MISSING;
	case KEYWORD_NONE:
	case KEYWORD_ADDITIONAL_PROPERTIES:
	case KEYWORD_UNEVALUATED_PROPERTIES:
	case KEYWORD_PROPERTY_NAMES:
		return FDTR_VIOLATION_UNKNOWN;
	case KEYWORD_TYPE:
	case KEYWORD_TYPE_SIZE:
		return FDTR_VIOLATION_TYPE;
	case KEYWORD_MIN_ITEMS:
	case KEYWORD_MAX_ITEMS:
	case KEYWORD_UNIQUE_ITEMS:
	case KEYWORD_ADDITIONAL_ITEMS:
	case KEYWORD_UNEVALUATED_ITEMS:
		return FDTR_VIOLATION_COUNT;
	case KEYWORD_ANY_OF:
	case KEYWORD_ONE_OF:
		return FDTR_VIOLATION_CHOICE;
	default:
		return FDTR_VIOLATION_VALUE;
	}
}

/* Where a schema stands: its own place, or, when fix-ups made it, that of the first thing in it that has one. */
static const struct value *standing(const struct value *schema)
{
	while (!schema->at && schema->count && (schema->kind == VALUE_OBJECT || schema->kind == VALUE_ARRAY))
		schema = schema->kind == VALUE_OBJECT ? &schema->members[0].value : &schema->items[0];
	return schema;
}

static void put_rule(struct fdtr_violation *violation, const struct fault *fault)
{
	const struct value *rule = fault->rule && fault->rule->at ? fault->rule : standing(fault->schema);

	violation->file = fault->document->file;
	violation->line = rule->at ? rule->at : 1;
	violation->column = rule->at ? rule->column : 1;
}

/* Where in the blob, and which cell of the property. */
static void put_value(struct fdtr_violation *violation, const struct where *where, const struct fault *fault)
{
	const struct value *value = where->depth ? fault->value : where->whole;

	violation->offset = value->at;
	violation->length = where_extent(value);
	if (where->depth && (value->kind == VALUE_INTEGER || value->kind == VALUE_CELLS) &&
		value->cell_size) {
		violation->cell = (value->at - where->whole->at) / value->cell_size;
		violation->cell_size = value->cell_size;
	}
}

/* Returns the order of the place in its node: properties as in the blob, then children. */
static uint32_t put_place(struct fdtr_violation *violation, const struct fdtr_tree *tree,
	const struct where *where, const struct fault *fault)
{
	violation->node = where->object->at;
	if (!where->property || !strcmp(where->property, "$nodename"))
		return 0;
	violation->property = where->property;
	violation->is_child = where->whole && where->whole->kind == VALUE_OBJECT;
	if (violation->is_child)
		return tree->structure_offset + tree->nodes[where->whole->at].offset;
	if (where->whole)
		put_value(violation, where, fault);
	return violation->offset;
}

static void fill(struct entry *entry, struct validation *validation, uint32_t node,
	const struct binding *binding, const struct fault *fault)
{
	struct fdtr_violation *violation = &entry->violation;
	const struct fault *best = words_best(fault);
	struct where where;

	where_find(&where, &validation->decoded.nodes[node], best);
	entry->order = put_place(violation, validation->tree, &where, best);
	violation->kind = words_unlisted(best) ? FDTR_VIOLATION_UNKNOWN : kind_of(best->keyword);
	violation->keyword = fault->keyword ? keyword_name(fault->keyword) : "false";
	violation->id = binding->id;
	put_rule(violation, best);
}

static uint32_t hash_of(const struct fdtr_violation *violation)
{
	const uint32_t words[] = {violation->node, violation->cell, violation->kind, violation->is_child};

	return value_hash((const char *)words, sizeof(words)) ^
	       value_hash(violation->message, strlen(violation->message)) * 31 ^
	       (violation->property ? value_hash(violation->property, strlen(violation->property)) : 0);
}

static bool same_text(const char *left, const char *right)
{
	return left == right || (left && right && !strcmp(left, right));
}

static bool is_same(const struct entry *left, const struct entry *right)
{
	const struct fdtr_violation *a = &left->violation, *b = &right->violation;

	return left->hash == right->hash && a->node == b->node && a->cell == b->cell && a->kind == b->kind &&
	       a->is_child == b->is_child && same_text(a->property, b->property) &&
	       same_text(a->message, b->message);
}

/* The place in the table where it is or would be. */
static uint32_t *find(const struct violations *violations, const struct entry *entry)
{
	const uint32_t mask = 2 * violations->capacity - 1;
	uint32_t at = entry->hash & mask;

	while (violations->table[at] && !is_same(&violations->entries[violations->table[at] - 1], entry))
		at = (at + 1) & mask;
	return &violations->table[at];
}

/* The capacity is a power of two, and the table twice that. */
static bool grow(struct violations *violations)
{
	const uint32_t capacity = violations->capacity ? 2 * violations->capacity : 64;
	struct entry *entries = realloc(violations->entries, capacity * sizeof(*entries));
	uint32_t *table = calloc(2 * (size_t)capacity, sizeof(*table));

	if (entries)
		violations->entries = entries;
	if (!entries || !table) {
		free(table);
		return false;
	}
	free(violations->table);
	violations->table = table;
	violations->capacity = capacity;
	for (uint32_t i = 0; i < violations->count; i++)
		*find(violations, &entries[i]) = i + 1;
	return true;
}

static const char *keep(struct violations *violations, const char *text)
{
	const char *kept = text ? store_text(&violations->store, text, strlen(text)) : NULL;

	violations->full = violations->full || (text && !kept);
	return kept;
}

static bool add(struct violations *violations, struct entry *entry, const char *note)
{
	struct fdtr_violation *violation = &entry->violation;
	uint32_t *slot = find(violations, entry);

	if (*slot)
		return true;
	if (violations->count == violations->limit) {
		violations->cut = true;
		return false;
	}
	violation->property = keep(violations, violation->property);
	violation->message = keep(violations, violation->message);
	violation->note = keep(violations, note);
	entry->number = violations->count;
	violations->entries[violations->count++] = *entry;
	*slot = violations->count;
	return !violations->full;
}

/* What is of the wrong type is told so, and not that it is of the wrong value as well. */
static bool follows_from_type(const struct fault *last, const struct fault *fault)
{
	return last && last->keyword == KEYWORD_TYPE && last->schema == fault->schema &&
	       last->path == fault->path;
}

bool violations_add(struct violations *violations, struct validation *validation, uint32_t node,
	const struct binding *binding, const struct fault *fault)
{
	const struct value *root = &validation->decoded.nodes[node];
	char sentence[SENTENCE_SIZE], note[SENTENCE_SIZE];
	struct entry entry = {0};
	struct fdtr_text text;

	if (fault->echo || follows_from_type(violations->last, fault))
		return true;
	violations->last = fault;
	if (violations->count == violations->capacity && !grow(violations)) {
		violations->full = true;
		return false;
	}
	fill(&entry, validation, node, binding, fault);
	fdtr_text_init(&text, sentence, sizeof(sentence));
	words_say(fault, root, &validation->evaluation, &text);
	entry.violation.message = sentence;
	entry.hash = hash_of(&entry.violation);
	fdtr_text_init(&text, note, sizeof(note));
	return add(violations, &entry, words_note(fault, root, &binding->document, &text) ? note : NULL);
}
