// SPDX-License-Identifier: BSD-2-Clause
/* What does not hold is kept, with the way to it; what ends the run. */
#include "schema/evaluate/evaluate_walk.h"

#include <stdio.h>
#include <string.h>

bool walk_end(const struct walk *walk, int status, uint32_t line, const char *format, ...)
{
	struct evaluation *evaluation = walk->evaluation;
	char sentence[FDTR_ERROR_SIZE];
	va_list arguments;

	if (evaluation->status)
		return false;
	va_start(arguments, format);
	(void)vsnprintf(sentence, sizeof(sentence), format, arguments);
	va_end(arguments);
	evaluation->status =
		fdtr_error_set(evaluation->error, status, "%s:%u: %s", walk->document->file, line, sentence);
	evaluation->work = 0;
	return false;
}

bool walk_end_memory(const struct walk *walk)
{
	return walk_end(walk, FDTR_ERR_NOSPACE, walk->schema->at,
		"there is not enough memory to hold a value against this schema");
}

bool walk_spend(const struct walk *walk, uint64_t steps)
{
	struct evaluation *evaluation = walk->evaluation;

	if (evaluation->work >= steps) {
		evaluation->work -= steps;
		return true;
	}
	return walk_end(walk, FDTR_ERR_BADTREE, walk->schema->at,
		"this schema asks for more work than is good: after %llu steps there was no end; what it refers "
		"to, or how its alternatives are nested, multiplies",
		(unsigned long long)evaluation->limit);
}

static void *take(const struct walk *walk, size_t size)
{
	void *taken = store_take(&walk->evaluation->store, size);

	if (!taken)
		(void)walk_end_memory(walk);
	return taken;
}

/* A value is nested no deeper than a document or the walk may be. */
static const struct step *keep(const struct walk *walk, struct trail *trail)
{
	struct step *step;

	if (!trail || trail->kept)
		return trail ? trail->kept : NULL;
	step = take(walk, sizeof(*step));
	if (step) {
		*step = trail->step;
		step->up = keep(walk, trail->up);
	}
	trail->kept = step;
	return step;
}

static const struct value *keep_value(const struct walk *walk)
{
	struct value *value;

	if (!walk->brief)
		return walk->value;
	value = take(walk, sizeof(*value));
	if (value)
		*value = *walk->value;
	return value;
}

void sink_begin(struct sink *sink)
{
	sink->first = NULL;
	sink->end = &sink->first;
	sink->branch = 0;
}

struct fault *fault_add(const struct walk *walk, const struct member *rule)
{
	struct evaluation *evaluation = walk->evaluation;
	struct fault *fault;

	if (!walk->sink || evaluation->status)
		return NULL;
	if (evaluation->faults == EVALUATE_FAULT_LIMIT) {
		evaluation->cut = true;
		return NULL;
	}
	evaluation->faults++;
	fault = take(walk, sizeof(*fault));
	if (!fault)
		return NULL;
	fault->document = walk->document;
	fault->schema = walk->schema;
	fault->keyword = rule ? (enum keyword)rule->keyword : KEYWORD_NONE;
	fault->rule = rule ? &rule->value : NULL;
	fault->path = keep(walk, walk->trail);
	fault->value = keep_value(walk);
	fault->branch = walk->sink->branch;
	*walk->sink->end = fault;
	walk->sink->end = &fault->next;
	return fault;
}

bool fault_of_property(
	const struct walk *walk, const struct member *rule, const struct value *name, const char *property)
{
	struct fault *fault = fault_add(walk, rule);

	if (fault) {
		fault->property = property;
		if (name)
			fault->rule = name;
	}
	return false;
}
