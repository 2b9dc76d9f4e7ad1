// SPDX-License-Identifier: BSD-2-Clause
/* Every $ref and every pattern of a set gets what it stands for, so that evaluating has nothing to look up. */
#include "schema/set/set.h"

#include "schema/document/builder.h"
#include "schema/set/parallel.h"
#include "schema/set/walk.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MOST_IN_A_ROW 64 /* schemas that a $ref leads through */

/* A $ref that has been led, and the one before it in the document. */
struct led {
	struct schema_target target;
	const struct value *reference;
	const struct led *before;
};

/* Documents are linked on several threads: each changes links within its own only. */
struct job {
	struct fdtr_schemas *set;
	const struct led **led; /* of each document the last */
	pthread_mutex_t lock;   /* of the patterns */
};

struct linking {
	struct job *job;
	struct document *document;
	const struct led *last;
	struct fdtr_error *error;
};

static struct place place_of(const struct value *value)
{
	return (struct place){value->at, value->column};
}

/* Most often a whole folder is missing, so the advice is which. */
static int leads_nowhere(
	const struct linking *linking, const struct value *reference, const struct document *end)
{
	if (end)
		return document_wrong(linking->document, place_of(reference), linking->error,
			"$ref: %.200s leads nowhere: %.200s has no schema there", reference->text, end->file);
	return document_wrong(linking->document, place_of(reference), linking->error,
		"$ref: %.200s leads nowhere: no binding that was read has that $id. Read the folder that has it too: "
		"--bindings /usr/lib/python3/dist-packages/dtschema/schemas for what dt-schema itself brings, "
		"--bindings Documentation/devicetree/bindings for the kernel's",
		reference->text);
}

/* Nothing holds for it, and what is said of it is said of the $ref. */
static const struct value *nothing(struct store *store, const struct value *reference)
{
	struct value *value = store_take(store, sizeof(*value));

	if (value)
		*value = (struct value){.kind = VALUE_BOOLEAN,
			.flags = VALUE_MADE,
			.at = reference->at,
			.column = reference->column,
			.link = reference};
	return value;
}

static int link_reference(struct linking *linking, struct value *reference)
{
	const struct fdtr_schemas *set = linking->job->set;
	struct store *store = &linking->document->store;
	struct led *led = store_take(store, sizeof(*led));

	if (!led)
		return fdtr_error_memory(linking->error);
	if (!set_resolve(set, linking->document, reference->text, &led->target)) {
		if (!set->has_core)
			return leads_nowhere(linking, reference, led->target.document);
		led->target.document = linking->document;
		led->target.schema = nothing(store, reference);
		if (!led->target.schema)
			return fdtr_error_memory(linking->error);
	}
	led->reference = reference;
	led->before = linking->last;
	linking->last = led;
	reference->link = &led->target;
	return FDTR_OK;
}

static int add_pattern(struct job *job, const char *text, size_t length, const struct pattern **pattern,
	struct fdtr_error *error)
{
	int status;

	(void)pthread_mutex_lock(&job->lock);
	status = patterns_add(job->set->patterns, text, length, pattern, error);
	(void)pthread_mutex_unlock(&job->lock);
	return status;
}

static int link_pattern(
	const struct linking *linking, const char *text, size_t length, struct place place, const void **link)
{
	const struct pattern *pattern;
	struct fdtr_error error;
	const int status = add_pattern(linking->job, text, length, &pattern, &error);

	if (status == FDTR_ERR_BADTREE)
		return document_wrong(linking->document, place, linking->error, "%s", error.message);
	if (!status)
		*link = pattern;
	else if (linking->error)
		*linking->error = error;
	return status;
}

static int link_pattern_names(const struct linking *linking, struct value *named)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && named->kind == VALUE_OBJECT && i < named->count; i++) {
		struct member *member = &named->members[i];

		status = link_pattern(linking, member->name, strlen(member->name),
			(struct place){member->line, member->column}, &member->link);
	}
	return status;
}

static int link_schema(void *context, struct value *schema)
{
	struct linking *linking = context;
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && schema->kind == VALUE_OBJECT && i < schema->count; i++) {
		struct value *value = &schema->members[i].value;

		switch ((enum keyword)schema->members[i].keyword) {
		case KEYWORD_ID:
			if (schema != &linking->document->root)
				return document_wrong(linking->document, place_of(value), linking->error,
					"$id: a schema within another cannot have its own; delete it");
			break;
		case KEYWORD_REF:
			status = link_reference(linking, value);
			break;
		case KEYWORD_PATTERN:
			status = link_pattern(
				linking, value->text, value->count, place_of(value), &value->link);
			break;
		case KEYWORD_PATTERN_PROPERTIES:
			status = link_pattern_names(linking, value);
			break;
		default:
			break;
		}
	}
	return status;
}

static int link_document(void *context, uint32_t index, struct fdtr_error *error)
{
	struct job *job = context;
	struct document *document = &job->set->bindings[index].document;
	struct linking linking = {.job = job, .document = document, .error = error};
	const int status = walk(&document->root, link_schema, &linking);

	job->led[index] = linking.last;
	return status;
}

/* A $ref to a schema that is a $ref too, and so on, has to end somewhere. */
static bool ends(const struct led *led)
{
	const struct value *next = led->reference;

	for (uint32_t i = 0; next && i <= MOST_IN_A_ROW; i++) {
		const struct schema_target *target = next->link;

		next = value_get(target->schema, KEYWORD_REF);
	}
	return !next;
}

static int check_circles(const struct document *document, const struct led *last, struct fdtr_error *error)
{
	const struct led *first = NULL;

	for (const struct led *led = last; led; led = led->before) {
		if (!ends(led))
			first = led;
	}
	if (!first)
		return FDTR_OK;
	return document_wrong(document, place_of(first->reference), error,
		"$ref: %.200s leads to a $ref, that one to the next, and so on in a circle, or more than %d times; "
		"one of them has to say something itself",
		first->reference->text, MOST_IN_A_ROW);
}

static int link_all(struct job *job, struct fdtr_error *error)
{
	const struct fdtr_schemas *set = job->set;
	int status = parallel_run(set->count, set->jobs, link_document, job, error);

	for (uint32_t i = 0; !status && i < set->count; i++)
		status = check_circles(&set->bindings[i].document, job->led[i], error);
	return status;
}

int set_link(struct fdtr_schemas *set, struct fdtr_error *error)
{
	struct job job = {.set = set, .lock = PTHREAD_MUTEX_INITIALIZER};
	int status;

	job.led = calloc(set->count, sizeof(*job.led));
	if (!job.led)
		return fdtr_error_memory(error);
	status = link_all(&job, error);
	free(job.led);
	return status;
}
