// SPDX-License-Identifier: BSD-2-Clause
/* What a binding has against itself, as a report. */
#include "cli/validate/documents.h"

#include "lint/lint.h"

#include <stdlib.h>
#include <string.h>

static const struct fdtr_rule *rule_of(enum review_kind kind)
{
	static const struct fdtr_rule *const rules[] = {
		[REVIEW_DOCUMENT] = &fdtr_rule_binding_document,
		[REVIEW_ID] = &fdtr_rule_binding_id,
		[REVIEW_REFERENCE] = &fdtr_rule_binding_reference,
		[REVIEW_PATTERN] = &fdtr_rule_binding_pattern,
		[REVIEW_QUOTES] = &fdtr_rule_binding_quotes,
	};

	return rules[kind];
}

static enum fdtr_severity level_of(const struct validate_settings *settings, const struct fdtr_rule *rule)
{
	const enum fdtr_severity level =
		(enum fdtr_severity)settings->check.severities[fdtr_rule_index(rule->name)];

	return level == FDTR_DEFAULT ? rule->severity : level;
}

int documents_add(const struct validate_settings *settings, struct fdtr_report_file *report,
	const struct fdtr_rule *rule, const char *path, const struct source_span *span, const char *message,
	struct fdtr_error *error)
{
	struct fdtr_report_finding *finding;

	if (level_of(settings, rule) == FDTR_OFF)
		return FDTR_OK;
	finding = fdtr_report_add(report, rule, path, "%s", message);
	if (!finding)
		return fdtr_error_memory(error);
	finding->severity = level_of(settings, rule);
	finding->targets = settings->check.targets;
	finding->place.span = *span;
	if (!span->end_column) {
		finding->place.span.end_line = span->line;
		finding->place.span.end_column = span->column + 1;
	}
	finding->place.span.file = fdtr_report_keep_name(report, span->file);
	return finding->place.span.file ? FDTR_OK : fdtr_error_memory(error);
}

static int add_review(const struct validate_settings *settings, const char *name, const struct review *review,
	struct fdtr_report_file *report, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < review->count; i++) {
		const struct review_finding *finding = &review->items[i];
		const struct source_span span = {.file = name,
			.line = finding->line,
			.column = finding->column,
			.end_line = finding->line,
			.end_column = finding->end_column};

		status = documents_add(settings, report, rule_of(finding->kind), finding->path, &span,
			finding->message, error);
	}
	return status;
}

static bool is_sound(const struct review *review)
{
	for (uint32_t i = 0; i < review->count; i++) {
		if (review->items[i].kind != REVIEW_QUOTES)
			return false;
	}
	return true;
}

/* It is another document that is wrong, and that is told where that one is looked at. */
static int add_no_set(const struct validate_settings *settings, const struct document *document,
	struct fdtr_report_file *report, struct fdtr_error *error)
{
	const struct member *examples = value_keyword(&document->root, KEYWORD_EXAMPLES);
	const struct source_span span = {.file = document->file,
		.line = examples->line,
		.column = examples->column,
		.end_line = examples->line,
		.end_column = examples->column + (uint32_t)strlen(examples->name)};
	char message[FDTR_ERROR_SIZE];
	struct fdtr_text text;
	const uint32_t before = report->count;
	int status;

	fdtr_text_init(&text, message, sizeof(message));
	fdtr_text_add(
		&text, "the examples were compiled, but not held against the bindings: %s", error->message);
	status = documents_add(
		settings, report, &fdtr_rule_binding_example, "/examples", &span, message, error);
	if (!status && report->count > before && report->findings[before].severity > FDTR_WARNING)
		report->findings[before].severity = FDTR_WARNING;
	return status;
}

/* Examples of a binding that is not sound are compiled, but there is nothing to hold them against. */
static int find_in_examples(const struct validate_settings *settings, const struct document *document,
	const struct review *review, struct fdtr_report_file *report, struct fdtr_error *error)
{
	const struct fdtr_schemas *set = NULL;
	char folder[CHILD_NAME_SIZE];
	int status = FDTR_OK;

	if (!value_get(&document->root, KEYWORD_EXAMPLES))
		return FDTR_OK;
	if (!review_folder(document, folder, sizeof(folder)))
		*folder = '\0';
	if (*folder && is_sound(review)) {
		status = documents_set(settings, folder, &set, error);
		if (status == FDTR_ERR_BADTREE)
			status = add_no_set(settings, document, report, error);
	}
	return status ? status : examples_find(settings, document, folder, set, report, error);
}

static int by_line(const void *left, const void *right)
{
	const struct fdtr_report_finding *a = left, *b = right;
	const struct source_span *one = &a->place.span, *other = &b->place.span;

	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	if (one->column != other->column)
		return one->column < other->column ? -1 : 1;
	return strcmp(a->message, b->message);
}

static int find(const struct validate_settings *settings, const char *name, struct document *document,
	struct review *review, struct fdtr_report_file *report, struct fdtr_error *error)
{
	const struct review_options options = {
		(const char *const *)settings->bindings.items, settings->bindings.count};
	const struct fdtr_schemas *rules = documents_rules(settings->documents, error);
	int status = rules ? review_file(rules, name, &options, document, review, error) : error->status;

	if (!status)
		status = find_in_examples(settings, document, review, report, error);
	return status ? status : add_review(settings, name, review, report, error);
}

int validate_document(
	const void *context, const char *name, struct fdtr_report_file *report, struct fdtr_error *error)
{
	struct document document = {0};
	struct review review = {0};
	const int status = find(context, name, &document, &review, report, error);

	if (!status)
		fdtr_sort(report->findings, report->count, sizeof(*report->findings), by_line);
	review_free(&review);
	document_free(&document);
	return status;
}
