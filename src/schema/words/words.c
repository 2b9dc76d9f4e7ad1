// SPDX-License-Identifier: BSD-2-Clause
#include "schema/words/words.h"

#include "schema/words/wording.h"

#include <inttypes.h>
#include <string.h>

static bool is_choice(const struct fault *fault)
{
	return fault->keyword == KEYWORD_ANY_OF || fault->keyword == KEYWORD_ONE_OF;
}

const struct fault *words_best(const struct fault *fault)
{
	struct choice_told told;

	while (is_choice(fault)) {
		choice_read(&told, fault);
		if (told.form != CHOICE_NEAREST && told.form != CHOICE_VALUES)
			return fault;
		fault = told.nearest;
	}
	return fault;
}

/* The members that one alternative asks for: "`a`", "`a` with `b`". */
static void add_names(const struct wording *wording, const struct fault *fault)
{
	const uint32_t branch = fault->branch;
	const char *between = "";

	for (; fault && fault->branch == branch; fault = fault->next) {
		fdtr_text_add(wording->text, "%s", between);
		wording_value(wording, fault->rule);
		between = " with ";
	}
}

static void say_names(const struct wording *wording, const struct choice_told *told)
{
	fdtr_text_add(wording->text, "one of ");
	for (uint32_t i = 0; i < told->count; i++) {
		if (i)
			fdtr_text_add(wording->text, i + 1 == told->count ? " and " : ", ");
		add_names(wording, told->alternatives[i]);
	}
	fdtr_text_add(wording->text, " has to be there");
}

static void say_values(const struct wording *wording, const struct choice_told *told)
{
	struct where where;

	where_find(&where, wording->root, told->nearest);
	wording_subject(wording, &where);
	wording_values(wording, told->alternatives, told->count);
}

static void add_entry(const struct wording *wording, const struct value *schema, const struct value *array)
{
	const struct value *value = choice_entry(schema, array), *values = value_get(schema, KEYWORD_ENUM);

	if (!value)
		value = value_get(schema, KEYWORD_CONST);
	if (!value && values->count == 1)
		value = &values->items[0];
	if (value)
		wording_value(wording, value);
	else
		fdtr_text_add(wording->text, "one of %" PRIu32 " others", values->count);
}

/* Both lists whole: what is missing may be at any place. */
static void say_entries(const struct wording *wording, const struct fault *fault, const struct value *entries)
{
	struct where where;

	where_find(&where, wording->root, fault);
	wording_subject(wording, &where);
	for (uint32_t i = 0; i < entries->count; i++) {
		fdtr_text_add(wording->text, i ? ", " : " must be ");
		add_entry(wording, &entries->items[i], fault->value);
	}
	fdtr_text_add(wording->text, ", and is ");
	wording_value(wording, fault->value);
}

/* Alternatives that ask for members only are named by these. */
static bool add_required(const struct wording *wording, const struct value *schema, const char *between)
{
	const struct value *required = value_get(schema, KEYWORD_REQUIRED);

	if (!required || schema->count != 1 || !required->count)
		return false;
	fdtr_text_add(wording->text, "%s", between);
	wording_value(wording, &required->items[0]);
	return true;
}

static void say_lines(const struct wording *wording, const struct fault *fault)
{
	const char *between = " (lines ";

	for (uint32_t i = 0; i < fault->rule->count; i++) {
		const struct value *schema = &fault->rule->items[i];

		if (!schema->at ||
			!evaluate(wording->evaluation, fault->document, schema, fault->value, NULL))
			continue;
		fdtr_text_add(wording->text, "%s%" PRIu32, between, schema->at);
		between = " and ";
	}
	if (strcmp(between, " and ") == 0)
		fdtr_text_add(wording->text, ")");
}

static void say_several(const struct wording *wording, const struct fault *fault)
{
	const size_t begin = wording->text->length;
	const char *between = "";
	struct where where;
	bool named = true;

	for (uint32_t i = 0; i < fault->rule->count && named; i++) {
		const struct value *schema = &fault->rule->items[i];

		if (!evaluate(wording->evaluation, fault->document, schema, fault->value, NULL))
			continue;
		named = add_required(wording, schema, between);
		between = " and ";
	}
	if (named) {
		fdtr_text_add(wording->text, " exclude each other");
		return;
	}
	wording->text->length = begin;
	where_find(&where, wording->root, fault);
	wording_subject(wording, &where);
	fdtr_text_add(wording->text,
		" fits more than one of the forms that it may have, of which only one may fit");
	say_lines(wording, fault);
}

void words_say(const struct fault *fault, const struct value *root, struct evaluation *evaluation,
	struct fdtr_text *text)
{
	const struct wording wording = {root, evaluation, text};
	struct choice_told told = {.form = CHOICE_NEAREST, .nearest = fault};

	while (told.form == CHOICE_NEAREST && is_choice(told.nearest)) {
		fault = told.nearest;
		choice_read(&told, fault);
	}
	if (told.form == CHOICE_SEVERAL)
		say_several(&wording, fault);
	else if (told.form == CHOICE_ENTRIES)
		say_entries(&wording, fault, told.entries);
	else if (told.form == CHOICE_NAMES)
		say_names(&wording, &told);
	else if (told.form == CHOICE_VALUES)
		say_values(&wording, &told);
	else
		wording_fault(&wording, told.nearest);
	wording_condition(&wording, told.nearest ? told.nearest : fault);
}
