// SPDX-License-Identifier: BSD-2-Clause
/* Examples compiled, and held against the bindings. */
#include "cli/validate/documents.h"

#include "lint/lint.h"
#include "report/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Which example has the line; the last one when it is behind all. */
static uint32_t example_at(const struct document *document, uint32_t line)
{
	const struct value *list = value_get(&document->root, KEYWORD_EXAMPLES);
	uint32_t found = 0;

	for (uint32_t i = 0; i < list->count && list->items[i].at <= line; i++)
		found = i;
	return found;
}

/* Behind the place: "bindings/a.yaml:7.3-9 syntax error". */
static const char *behind_place(const char *sentence, const char *file)
{
	const char *at = strstr(sentence, file);

	if (!at)
		return sentence;
	at += strlen(file);
	at += strspn(at, "0123456789:.-");
	return at + strspn(at, " ");
}

/* One line of what cpp or dtc said. */
static int add_line(const struct validate_settings *settings, const struct document *document,
	const char *line, struct fdtr_report_file *report, struct fdtr_error *error)
{
	const struct member *examples = value_keyword(&document->root, KEYWORD_EXAMPLES);
	struct fdtr_report_file said = {.name = document->file, .failure = (char *)line};
	char name[REPORT_TEXT_SIZE], path[32], message[REPORT_TEXT_SIZE];
	struct source_span span = report_failure_span(&said, name);
	struct fdtr_text text;

	if (!span.line || strcmp(name, document->file) != 0)
		span = (struct source_span){.line = examples->line, .column = examples->column};
	span.file = document->file;
	(void)snprintf(path, sizeof(path), "/examples/%u", example_at(document, span.line));
	fdtr_text_init(&text, message, sizeof(message));
	fdtr_text_add(&text, "the example does not compile: %s", behind_place(line, document->file));
	return documents_add(settings, report, &fdtr_rule_binding_example, path, &span, message, error);
}

static int add_failure(const struct validate_settings *settings, const struct document *document,
	const struct blob *blob, const struct fdtr_error *failure, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	const size_t named = strlen(blob->name);
	const char *first = failure->message;
	int status;

	if (!strncmp(first, blob->name, named) && !strncmp(first + named, ": ", 2))
		first += named + 2;
	status = add_line(settings, document, first, report, error);
	for (const char *at = blob->complaint; !status && at && *at;) {
		const size_t length = strcspn(at, "\n");
		char line[COMPLAINT_LINE];

		(void)snprintf(line, sizeof(line), "%.*s", (int)length, at);
		status = add_line(settings, document, line, report, error);
		at += length + (at[length] == '\n');
	}
	return status;
}

/* What is around an example is not its own. */
struct around {
	bool wrapped;
};

static bool is_of_example(void *context, struct fdtr_report_finding *finding)
{
	const struct around *around = context;
	const char *path = finding->place.path;

	if (!strcmp(path, "/"))
		return !around->wrapped;
	if (strncmp(path, "/example-", 9) != 0)
		return true;
	path += 9;
	return path[strspn(path, "0123456789")] != '\0';
}

static int hold(const struct validate_settings *settings, const struct fdtr_schemas *set,
	const struct fdtr_tree *tree, struct fdtr_report_file *report, struct fdtr_error *error)
{
	const struct fdtr_validate_options options = {.compatible_only = settings->compatible_only};
	struct fdtr_violations violations = {0};
	int status = fdtr_validate(set, tree, &options, &violations, error);

	if (!status)
		status = fdtr_report_fill_violations(report, tree, &violations, settings->check.severities,
			settings->check.targets, error);
	fdtr_violations_free(&violations);
	return status;
}

static int find_violations(const struct validate_settings *settings, const struct fdtr_schemas *set,
	const struct blob *blob, const struct examples *examples, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	struct around around = {examples->wrapped};
	struct source_map *map = NULL;
	struct fdtr_tree tree;
	void *memory = NULL;
	int status = read_tree(blob, &tree, &memory, error);

	if (!status)
		status = hold(settings, set, &tree, report, error);
	free(memory);
	fdtr_report_filter(report, is_of_example, &around);
	if (!status && report->count)
		status = blob_positions(blob, &map, error);
	if (!status)
		status = fdtr_report_locate(report, map, NULL, false, error);
	source_map_free(map);
	return status;
}

/* The headers of the kernel that the bindings are part of. */
static bool kernel_headers(const char *folder, char *headers, size_t size)
{
	static const char place[] = "Documentation/devicetree/bindings";
	const size_t length = strlen(folder), end = strlen(place);
	struct stat status;

	if (length < end || strcmp(folder + length - end, place) != 0)
		return false;
	(void)snprintf(headers, size, "%.*sinclude", (int)(length - end), folder);
	return !stat(headers, &status) && S_ISDIR(status.st_mode);
}

static int compile_and_hold(const struct validate_settings *settings, const struct document *document,
	const struct fdtr_schemas *set, struct blob *blob, const struct examples *examples,
	struct fdtr_report_file *report, struct fdtr_error *error)
{
	struct fdtr_error failure;
	const int status = blob_compile(blob, &failure);

	if (status == FDTR_ERR_BADTREE)
		return add_failure(settings, document, blob, &failure, report, error);
	if (status)
		return fdtr_error_set(error, status, "%s", failure.message);
	return set ? find_violations(settings, set, blob, examples, report, error) : FDTR_OK;
}

static int look(const struct validate_settings *settings, const struct document *document,
	const char *headers, const struct fdtr_schemas *set, struct examples *examples,
	struct fdtr_report_file *report, struct fdtr_error *error)
{
	const struct source_options *given = &settings->check.source;
	const char **includes = calloc(given->include_count + 1, sizeof(*includes));
	struct source_options options = {.includes = includes,
		.include_count = given->include_count,
		.defines = given->defines,
		.define_count = given->define_count,
		.force = given->force};
	char name[CHILD_NAME_SIZE];
	struct blob blob = {.name = name, .options = &options};
	int status;

	if (!includes)
		return fdtr_error_memory(error);
	for (size_t i = 0; i < given->include_count; i++)
		includes[i] = given->includes[i];
	if (headers)
		includes[options.include_count++] = headers;
	/* No file has that name, so that nothing but this text is compiled. */
	(void)snprintf(name, sizeof(name), "%s examples", document->file);
	blob.source = (unsigned char *)examples->text;
	blob.source_size = examples->size;
	examples->text = NULL;
	status = compile_and_hold(settings, document, set, &blob, examples, report, error);
	blob_free(&blob);
	free(includes);
	return status;
}

int examples_find(const struct validate_settings *settings, const struct document *document,
	const char *folder, const struct fdtr_schemas *set, struct fdtr_report_file *report,
	struct fdtr_error *error)
{
	struct examples examples;
	char headers[CHILD_NAME_SIZE];
	const bool kernel = kernel_headers(folder, headers, sizeof(headers));
	int status = examples_make(&examples, document, error);

	if (!status && examples.count)
		status = look(settings, document, kernel ? headers : NULL, set, &examples, report, error);
	free(examples.text);
	return status;
}
