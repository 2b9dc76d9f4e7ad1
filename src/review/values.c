// SPDX-License-Identifier: BSD-2-Clause
/* Every value of a document: references, regular expressions, and quotes that need not be there. */
#include "review/parts.h"

#include "schema/document/scalar.h"

#include <stdlib.h>
#include <string.h>

struct visit {
	const struct reviewing *reviewing;
	struct references *references;
	struct patterns *patterns;
};

static int check_pattern(
	const struct visit *visit, const char *text, struct spot spot, const struct step *path)
{
	const struct pattern *pattern;
	struct fdtr_error error;
	const int status = patterns_add(visit->patterns, text, strlen(text), &pattern, &error);

	if (status == FDTR_ERR_BADTREE)
		return review_add(visit->reviewing, REVIEW_PATTERN, spot, path, "%s", error.message);
	return status ? fdtr_error_set(visit->reviewing->error, status, "%s", error.message) : FDTR_OK;
}

static int check_patterns(const struct visit *visit, const struct value *named, const struct step *path)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && named->kind == VALUE_OBJECT && i < named->count; i++) {
		const struct member *member = &named->members[i];
		const struct step step = {.up = path, .name = member->name, .value = &member->value};

		status = check_pattern(visit, member->name, spot_of_member(member), &step);
	}
	return status;
}

/* Whether it would be another value, or none, without its quotes. */
static bool needs_quotes(const char *text, size_t length, bool in_flow)
{
	static const char first[] = "-?:,[]{}#&*!|>'\"%@` ";
	struct value value = {0};
	char copy[64];

	if (!length || strchr(first, text[0]) || strchr(" :", text[length - 1]) || strpbrk(text, "\n\t\\") ||
		strstr(text, ": ") || strstr(text, " #"))
		return true;
	if (in_flow && strpbrk(text, ",[]{}"))
		return true;
	if (length >= sizeof(copy))
		return false;
	memcpy(copy, text, length + 1);
	return scalar_read(&value, copy, length) != SCALAR_TEXT;
}

/* dt-schema looks at constants and lists, and takes what begins with "/" for better in quotes. */
static int check_quotes(
	const struct visit *visit, const struct value *string, const struct step *path, bool in_flow)
{
	if (!(string->flags & VALUE_QUOTED) || (path->name && strcmp(path->name, "const") != 0) ||
		string->text[0] == '/' || needs_quotes(string->text, string->count, in_flow))
		return FDTR_OK;
	return review_add(visit->reviewing, REVIEW_QUOTES, spot_of_value(string), path,
		"%.80s needs no quotes; take them away", string->text);
}

static int check_keyword(
	const struct visit *visit, const struct member *member, const struct step *path, bool is_data)
{
	const struct value *value = &member->value;

	if (is_data)
		return FDTR_OK;
	switch ((enum keyword)member->keyword) {
	case KEYWORD_REF:
		return value->kind == VALUE_STRING ? references_check(visit->references, value, path)
		                                   : FDTR_OK;
	case KEYWORD_PATTERN:
		return value->kind == VALUE_STRING
		               ? check_pattern(visit, value->text, spot_of_value(value), path)
		               : FDTR_OK;
	case KEYWORD_PATTERN_PROPERTIES:
		return check_patterns(visit, value, path);
	default:
		return FDTR_OK;
	}
}

static bool holds_data(const struct member *member)
{
	return member->keyword == KEYWORD_CONST || member->keyword == KEYWORD_ENUM ||
	       member->keyword == KEYWORD_DEFAULT;
}

/* As deep as a document may be nested. */
static int visit_value(
	const struct visit *visit, const struct value *value, const struct step *path, bool is_data)
{
	const bool in_flow = value->flags & VALUE_FLOW;
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && value->kind == VALUE_ARRAY && i < value->count; i++) {
		const struct step step = {.up = path, .index = i, .value = &value->items[i]};

		status = value->items[i].kind == VALUE_STRING
		                 ? check_quotes(visit, &value->items[i], &step, in_flow)
		                 : visit_value(visit, &value->items[i], &step, is_data);
	}
	for (uint32_t i = 0; !status && value->kind == VALUE_OBJECT && i < value->count; i++) {
		const struct member *member = &value->members[i];
		const struct step step = {.up = path, .name = member->name, .value = &member->value};

		status = check_keyword(visit, member, &step, is_data);
		if (!status && member->value.kind == VALUE_STRING)
			status = check_quotes(visit, &member->value, &step, in_flow);
		else if (!status)
			status = visit_value(visit, &member->value, &step, is_data || holds_data(member));
	}
	return status;
}

int review_values(const struct reviewing *reviewing)
{
	struct visit visit = {.reviewing = reviewing, .patterns = patterns_make()};
	int status = visit.patterns ? references_open(&visit.references, reviewing)
	                            : fdtr_error_set(reviewing->error, FDTR_ERR_NOSPACE,
					      "not enough memory for regular expressions");

	if (!status)
		status = visit_value(&visit, &reviewing->document->root, NULL, false);
	references_close(visit.references);
	patterns_free(visit.patterns);
	return status;
}
