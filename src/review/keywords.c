// SPDX-License-Identifier: BSD-2-Clause
/* A document against the rules of documents; their descriptions say what is wrong. */
#include "review/parts.h"

#include <string.h>

#define RULES "http://fdtrestrict.example/meta/"

/* A document says what it is held to. */
static const struct document *rules_for(const struct reviewing *reviewing, const struct document *document)
{
	static const char base[] = "http://devicetree.org/meta-schemas/base.yaml#";
	static const char any[] = RULES "document.yaml", binding[] = RULES "binding.yaml";
	const struct value *schema = value_get(&document->root, KEYWORD_SCHEMA);

	if (schema && value_is_string(schema, base))
		return set_find(reviewing->rules, any, strlen(any));
	return set_find(reviewing->rules, binding, strlen(binding));
}

static const char *of_types(const struct value *type, struct fdtr_text *text)
{
	const uint32_t count = type->kind == VALUE_ARRAY ? type->count : 1;

	for (uint32_t i = 0; i < count; i++) {
		const struct value *name = type->kind == VALUE_ARRAY ? &type->items[i] : type;
		const char *article = strchr("aio", name->text[0]) ? "an " : "a ";

		fdtr_text_add(text, "%s%s%s", i ? i + 1 == count ? " or " : ", " : "", article, name->text);
	}
	return text->data;
}

/* The property whose presence asks for the one that is missing. */
static const char *asker(const struct fault *fault)
{
	const struct value *lists = value_get(fault->schema, KEYWORD_DEPENDENT_REQUIRED);

	for (uint32_t i = 0; i < lists->count; i++) {
		const struct value *names = &lists->members[i].value;

		if (fault->rule >= names->items && fault->rule < names->items + names->count)
			return lists->members[i].name;
	}
	return "";
}

static const char *keyword_at(const void *context, size_t index)
{
	(void)context;
	return index + 1 < KEYWORD_COUNT ? keyword_name((enum keyword)(index + 1)) : NULL;
}

static void say_unknown(const struct fault *fault, struct fdtr_text *text)
{
	const bool known = keyword_find(fault->property, strlen(fault->property)) != KEYWORD_NONE;
	const char *near = known ? NULL : fdtr_nearest_name(fault->property, keyword_at, NULL);

	fdtr_text_add(text, "`%s` has no place here", fault->property);
	if (near)
		fdtr_text_add(text, " (did you mean `%s`?)", near);
}

/* What is so with this value; nothing where the rule's description says it all. */
static void say_what(const struct fault *fault, struct fdtr_text *text)
{
	char types[128];
	struct fdtr_text type_text;

	switch (fault->keyword) {
	case KEYWORD_REQUIRED:
		fdtr_text_add(text, "`%s` is missing", fault->property);
		break;
	case KEYWORD_DEPENDENT_REQUIRED:
		fdtr_text_add(text, "`%s` is listed, and `%s`, which goes with it, is not", asker(fault),
			fault->property);
		break;
	case KEYWORD_ADDITIONAL_PROPERTIES:
		say_unknown(fault, text);
		break;
	case KEYWORD_TYPE:
		fdtr_text_init(&type_text, types, sizeof(types));
		fdtr_text_add(text, "this is %s, not %s", value_kind_name(fault->value),
			of_types(fault->rule, &type_text));
		break;
	case KEYWORD_MINIMUM:
		fdtr_text_add(text, "this is less than %llu", (unsigned long long)fault->rule->integer);
		break;
	case KEYWORD_EXCLUSIVE_MINIMUM:
		fdtr_text_add(text, "this is not more than %llu", (unsigned long long)fault->rule->integer);
		break;
	case KEYWORD_MIN_ITEMS:
		fdtr_text_add(text, "there is nothing in this list");
		break;
	case KEYWORD_CONST:
	case KEYWORD_ENUM:
	case KEYWORD_PATTERN:
		if (fault->value->kind == VALUE_STRING)
			fdtr_text_add(text, "`%.80s` will not do", fault->value->text);
		break;
	default:
		break;
	}
}

/* One sentence on a fault. */
static void say(const struct fault *fault, struct fdtr_text *text)
{
	const struct value *words = value_get(fault->schema, KEYWORD_DESCRIPTION);
	const char *from = words && words->kind == VALUE_STRING ? words->text : "";

	say_what(fault, text);
	for (const char *joint = text->length ? ": " : ""; *from; joint = " ") {
		const size_t length = strcspn(from, " \n");

		if (length)
			fdtr_text_add(text, "%s%.*s", joint, (int)length, from);
		from += length + (from[length] != '\0');
	}
	if (!text->length)
		fdtr_text_add(text, "`%s` does not hold", keyword_name(fault->keyword));
}

/* What has no place is itself what is wrong. */
static int add_fault(const struct reviewing *reviewing, const struct fault *fault)
{
	const struct member *member = fault->keyword == KEYWORD_ADDITIONAL_PROPERTIES
	                                      ? value_member(fault->value, fault->property)
	                                      : NULL;
	const struct step step = {.up = fault->path, .name = fault->property};
	struct review *review = reviewing->review;
	const uint32_t before = review->count;
	char sentence[1024];
	struct fdtr_text text;
	int status;

	fdtr_text_init(&text, sentence, sizeof(sentence));
	say(fault, &text);
	status = review_add(reviewing, REVIEW_DOCUMENT,
		member ? spot_of_member(member) : spot_of(reviewing, fault->path),
		member ? &step : fault->path, "%s", sentence);
	if (!status && review->count > before)
		review->items[before].alone = member || fault->value->kind != VALUE_OBJECT;
	return status;
}

static int hold(const struct reviewing *reviewing, struct evaluation *evaluation)
{
	const struct document *rules = rules_for(reviewing, reviewing->document);
	const struct fault *faults = NULL;
	int status;

	(void)evaluate(evaluation, rules, &rules->root, &reviewing->document->root, &faults);
	status = evaluation->status;
	if (status == FDTR_ERR_BADTREE)
		status = review_add(reviewing, REVIEW_DOCUMENT, spot_of(reviewing, NULL), NULL,
			"schemas are nested more deeply here than can be judged; take some apart");
	for (; !status && faults; faults = faults->next)
		status = add_fault(reviewing, faults);
	return status;
}

int review_keywords(const struct reviewing *reviewing)
{
	struct evaluation evaluation;
	int status = evaluation_begin(&evaluation, reviewing->rules, NULL, reviewing->error);

	if (!status)
		status = hold(reviewing, &evaluation);
	evaluation_end(&evaluation);
	return status;
}

/* What dt-schema does not look at, it does not refuse a document for. */
static bool is_asked(const struct fault *fault)
{
	bool asked = true;

	for (const struct step *step = fault->path; step; step = step->up)
		asked = asked && (!step->name || (strcmp(step->name, "$defs") != 0 &&
							 strncmp(step->name, "dependent", 9) != 0));
	return asked;
}

bool review_is_sound(
	const struct reviewing *reviewing, const struct document *document, struct fdtr_text *first)
{
	const struct document *rules = rules_for(reviewing, document);
	const struct fault *faults = NULL;
	struct evaluation evaluation;

	if (!evaluation_begin(&evaluation, reviewing->rules, NULL, NULL))
		(void)evaluate(&evaluation, rules, &rules->root, &document->root, &faults);
	while (faults && !is_asked(faults))
		faults = faults->next;
	if (faults)
		say(faults, first);
	evaluation_end(&evaluation);
	return !faults;
}
