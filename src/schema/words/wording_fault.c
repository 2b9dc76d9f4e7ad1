// SPDX-License-Identifier: BSD-2-Clause
/* A sentence for each keyword. */
#include "schema/words/wording.h"

#include <inttypes.h>

#define COMPARED 1000 /* items that one is looked for twice among */

static void add_is(const struct wording *wording, const struct value *value)
{
	fdtr_text_add(wording->text, ", and is ");
	wording_value(wording, value);
}

static bool is_list(const struct fault *fault)
{
	return fault->keyword == KEYWORD_ENUM && fault->rule->kind == VALUE_ARRAY;
}

static void list_rule(const struct wording *wording, struct series *series, const struct fault *fault)
{
	if (!is_list(fault)) {
		wording_list(wording, series, fault->rule);
		return;
	}
	for (uint32_t i = 0; i < fault->rule->count; i++)
		wording_list(wording, series, &fault->rule->items[i]);
}

void wording_values(const struct wording *wording, const struct fault *const *faults, uint32_t count)
{
	struct series series = {0};
	bool patterns = false;

	for (uint32_t i = 0; i < count; i++) {
		if (faults[i]->keyword != KEYWORD_PATTERN)
			series.count += is_list(faults[i]) ? faults[i]->rule->count : 1;
	}
	fdtr_text_add(wording->text, series.count ? " must be " : " must match ");
	for (uint32_t i = 0; i < count; i++) {
		if (faults[i]->keyword != KEYWORD_PATTERN)
			list_rule(wording, &series, faults[i]);
	}
	for (uint32_t i = 0; i < count; i++) {
		if (faults[i]->keyword != KEYWORD_PATTERN)
			continue;
		if (series.count || patterns)
			fdtr_text_add(wording->text, patterns ? " or " : " or match ");
		wording_value(wording, faults[i]->rule);
		patterns = true;
	}
	add_is(wording, faults[0]->value);
}

/* "at least 2", "3" where both ends are the same. */
static void say_count(const struct wording *wording, const struct fault *fault)
{
	const enum keyword other =
		fault->keyword == KEYWORD_MIN_ITEMS ? KEYWORD_MAX_ITEMS : KEYWORD_MIN_ITEMS;
	const struct value *end = value_get(fault->schema, other);
	const uint64_t limit = fault->rule->integer;
	const uint32_t count = fault->value->count;

	if (end && end->kind == VALUE_INTEGER && end->integer == limit)
		fdtr_text_add(wording->text, " must have %" PRIu64 " %s, and has %" PRIu32, limit,
			wording_items(fault->value, limit), count);
	else
		fdtr_text_add(wording->text, " has %" PRIu32 " %s, at %s %" PRIu64 " %s", count,
			wording_items(fault->value, count),
			fault->keyword == KEYWORD_MIN_ITEMS ? "least" : "most", limit,
			fault->keyword == KEYWORD_MIN_ITEMS ? (limit == 1 ? "is needed" : "are needed")
							    : (limit == 1 ? "is allowed" : "are allowed"));
}

static uint32_t listed_items(const struct value *schema)
{
	const struct value *items = value_get(schema, KEYWORD_ITEMS);

	return items && items->kind == VALUE_ARRAY ? items->count : 0;
}

static void say_extra_items(const struct wording *wording, const struct fault *fault)
{
	const uint32_t most = listed_items(fault->schema), count = fault->value->count;

	fdtr_text_add(wording->text, " has %" PRIu32 " %s, %" PRIu32 " %s known", count,
		wording_items(fault->value, count), most, most == 1 ? "is" : "are");
}

/* The first item that is there twice. */
static void say_twice(const struct wording *wording, const struct fault *fault)
{
	const struct value *array = fault->value;
	struct value left, right;

	for (uint32_t i = 1; i < array->count && i < COMPARED; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (!value_equal(value_item(array, i, &left), value_item(array, k, &right)))
				continue;
			fdtr_text_add(wording->text, " has ");
			wording_value(wording, value_item(array, i, &left));
			fdtr_text_add(wording->text, " twice");
			return;
		}
	}
	fdtr_text_add(wording->text, " has something twice");
}

static void say_limit(const struct wording *wording, const struct fault *fault)
{
	static const char *const limits[] = {
		[KEYWORD_MINIMUM] = "at least ",
		[KEYWORD_MAXIMUM] = "at most ",
		[KEYWORD_EXCLUSIVE_MINIMUM] = "more than ",
		[KEYWORD_EXCLUSIVE_MAXIMUM] = "less than ",
		[KEYWORD_MULTIPLE_OF] = "a multiple of ",
	};

	fdtr_text_add(wording->text, " must be %s", limits[fault->keyword]);
	wording_value(wording, fault->rule);
	add_is(wording, fault->value);
}

static void say_length(const struct wording *wording, const struct fault *fault)
{
	fdtr_text_add(wording->text, " must be of at %s %" PRIu64 " characters",
		fault->keyword == KEYWORD_MIN_LENGTH ? "least" : "most", fault->rule->integer);
	add_is(wording, fault->value);
}

static void say_form(const struct wording *wording, const struct fault *fault)
{
	fdtr_text_add(wording->text, " must be of the form %s", fault->rule->text);
	add_is(wording, fault->value);
}

static void say_size(const struct wording *wording, const struct fault *fault)
{
	fdtr_text_add(wording->text, " must be of %" PRIu64 "-bit numbers", fault->rule->integer);
}

static void say_of_subject(
	const struct wording *wording, const struct fault *fault, const struct where *where)
{
	switch (fault->keyword) {
	case KEYWORD_CONST:
	case KEYWORD_ENUM:
	case KEYWORD_PATTERN:
		wording_values(wording, &fault, 1);
		break;
	case KEYWORD_TYPE:
		wording_type(wording, fault, where);
		break;
	case KEYWORD_MIN_ITEMS:
	case KEYWORD_MAX_ITEMS:
		say_count(wording, fault);
		break;
	case KEYWORD_ADDITIONAL_ITEMS:
	case KEYWORD_UNEVALUATED_ITEMS:
		say_extra_items(wording, fault);
		break;
	case KEYWORD_UNIQUE_ITEMS:
		say_twice(wording, fault);
		break;
	case KEYWORD_MINIMUM:
	case KEYWORD_MAXIMUM:
	case KEYWORD_EXCLUSIVE_MINIMUM:
	case KEYWORD_EXCLUSIVE_MAXIMUM:
	case KEYWORD_MULTIPLE_OF:
		say_limit(wording, fault);
		break;
	case KEYWORD_MIN_LENGTH:
	case KEYWORD_MAX_LENGTH:
		say_length(wording, fault);
		break;
	case KEYWORD_FORMAT:
		say_form(wording, fault);
		break;
	case KEYWORD_TYPE_SIZE:
		say_size(wording, fault);
		break;
	default:
		fdtr_text_add(wording->text, " is not what `%s` asks for", keyword_name(fault->keyword));
	}
}

/* It is the parent that would have a property instead. */
static bool is_node_for_property(const struct fault *fault)
{
	const struct value *type =
		fault->keyword == KEYWORD_NOT ? value_get(fault->rule, KEYWORD_TYPE) : NULL;

	if (fault->value->kind != VALUE_OBJECT || !fault->path || !fault->path->name)
		return false;
	return fault->keyword == KEYWORD_TYPE || (type && value_is_string(type, "object"));
}

void wording_fault(const struct wording *wording, const struct fault *fault)
{
	struct where where;

	where_find(&where, wording->root, fault);
	if (is_node_for_property(fault)) {
		fdtr_text_add(wording->text, "`%s` must be a property, and is a node", fault->path->name);
		return;
	}
	if (wording_member(wording, fault, &where))
		return;
	wording_subject(wording, &where);
	say_of_subject(wording, fault, &where);
}
