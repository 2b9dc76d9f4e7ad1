// SPDX-License-Identifier: BSD-2-Clause
#include "trial.h"
#include "unit.h"

#include <string.h>

void trial_run(struct trial *trial, const char *schema, const char *text, const struct decoded *decoded)
{
	struct document *document = &trial->binding.document;
	const struct value *value;

	*trial =
		(struct trial){.set = {.bindings = &trial->binding, .count = 1, .patterns = patterns_make()}};
	ck_assert_msg(
		document_read(document, "schema.yaml", schema, strlen(schema), &trial->error) == FDTR_OK,
		"%s: %s", schema, trial->error.message);
	if (text)
		ck_assert_msg(document_read(&trial->instance, "instance.yaml", text, strlen(text),
				      &trial->error) == FDTR_OK,
			"%s: %s", text, trial->error.message);
	ck_assert_msg(
		set_link(&trial->set, &trial->error) == FDTR_OK, "%s: %s", schema, trial->error.message);
	ck_assert_int_eq(evaluation_begin(&trial->evaluation, &trial->set, decoded, &trial->error), FDTR_OK);
	value = decoded ? &decoded->nodes[0] : &trial->instance.root;
	trial->holds = evaluate(&trial->evaluation, document, &document->root, value, NULL);
	ck_assert_uint_eq(trial->evaluation.store.used, 0);
	ck_assert_uint_eq(trial->evaluation.depth, 0);
	ck_assert(evaluate(&trial->evaluation, document, &document->root, value, &trial->faults) ==
		  trial->holds);
}

void trial_end(struct trial *trial)
{
	evaluation_end(&trial->evaluation);
	document_free(&trial->instance);
	document_free(&trial->binding.document);
	patterns_free(trial->set.patterns);
	store_free(&trial->set.store);
}

static void path_text(const struct step *step, struct fdtr_text *text)
{
	if (step->up)
		path_text(step->up, text);
	if (step->name)
		fdtr_text_add(text, "/%s", step->name);
	else
		fdtr_text_add(text, "/%u", step->index);
}

static void one_text(const struct fault *fault, struct fdtr_text *text)
{
	if (fault->path)
		path_text(fault->path, text);
	else
		fdtr_text_add(text, "/");
	fdtr_text_add(text, " %s", fault->keyword ? keyword_name(fault->keyword) : "false");
	if (fault->property)
		fdtr_text_add(text, "(%s)", fault->property);
	if (fault->echo)
		fdtr_text_add(text, " echo");
	if (!fault->inner)
		return;
	fdtr_text_add(text, " [");
	for (const struct fault *inner = fault->inner; inner; inner = inner->next) {
		fdtr_text_add(text, "%s%u ", inner == fault->inner ? "" : "; ", inner->branch);
		one_text(inner, text);
	}
	fdtr_text_add(text, "]");
}

void trial_text(const struct fault *faults, struct fdtr_text *text)
{
	for (const struct fault *fault = faults; fault; fault = fault->next) {
		fdtr_text_add(text, "%s", fault == faults ? "" : "; ");
		one_text(fault, text);
	}
}

void trial(const char *schema, const char *instance, const char *faults)
{
	struct trial trial;
	struct fdtr_text text;
	char data[2048];

	fdtr_text_init(&text, data, sizeof(data));
	trial_run(&trial, schema, instance, NULL);
	trial_text(trial.faults, &text);
	ck_assert_int_eq(trial.evaluation.status, FDTR_OK);
	ck_assert_msg(!strcmp(data, faults) && trial.holds == !*faults, "%s of %s: '%s' instead of '%s'",
		schema, instance, data, faults);
	trial_end(&trial);
}

void trial_ends(const char *schema, const char *instance, const char *sentence)
{
	struct trial trial;

	trial_run(&trial, schema, instance, NULL);
	ck_assert(!trial.holds);
	ck_assert_int_eq(trial.evaluation.status, FDTR_ERR_BADTREE);
	ck_assert_msg(!strncmp(trial.error.message, sentence, strlen(sentence)), "%s: %s", schema,
		trial.error.message);
	trial_end(&trial);
}
