// SPDX-License-Identifier: BSD-2-Clause
/*
 * dump --raw FILE...: the document of each file as JSON, one a line, as it stands there.
 * --fixed: the same after the fix-ups.
 * --marks: where each value and name is, one a line.
 * --check: nothing, when it is a schema that can be evaluated.
 * dump --types FOLDER...: the types that all bindings together give properties, and those by pattern.
 * --decoded FOLDER... TREE...: each tree as values, one a line.
 * What does not read is complained of, and the status is 1.
 */
#include "cli/input/input.h"
#include "schema/decode/decode.h"
#include "schema/fixup/fixup.h"
#include "schema/types/types_parts.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void print_text(const char *text, size_t length)
{
	json_t *string = json_stringn(text, length);
	char *encoded = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;

	fputs(encoded ? encoded : "\"?\"", stdout);
	free(encoded);
	json_decref(string);
}

/* Python's json reads NaN and Infinity as well. A real keeps a dot, so that it is told from an integer. */
static void print_real(double real)
{
	char text[32];

	(void)snprintf(text, sizeof(text), "%.17g", real);
	if (isnan(real))
		fputs("NaN", stdout);
	else if (isinf(real))
		fputs(real < 0 ? "-Infinity" : "Infinity", stdout);
	else
		printf("%s%s", text, strpbrk(text, ".e") ? "" : ".0");
}

static void print_integer(const struct value *value)
{
	if (value->flags & VALUE_NEGATIVE)
		printf("%" PRId64, (int64_t)value->integer);
	else
		printf("%" PRIu64, value->integer);
}

static void print_bytes(const struct value *value)
{
	fputs("{\"bytes\": \"", stdout);
	for (uint32_t i = 0; i < value->count; i++)
		printf("%02x", value->bytes[i]);
	fputs("\"}", stdout);
}

static void print_value(const struct value *value);

static void print_items(const struct value *array)
{
	struct value space;

	putchar('[');
	for (uint32_t i = 0; i < array->count; i++) {
		fputs(i ? ", " : "", stdout);
		print_value(value_item(array, i, &space));
	}
	putchar(']');
}

static void print_members(const struct value *object)
{
	putchar('{');
	for (uint32_t i = 0; i < object->count; i++) {
		fputs(i ? ", " : "", stdout);
		print_text(object->members[i].name, strlen(object->members[i].name));
		fputs(": ", stdout);
		print_value(&object->members[i].value);
	}
	putchar('}');
}

static void print_value(const struct value *value)
{
	switch ((enum value_kind)value->kind) {
	case VALUE_NULL:
		fputs("null", stdout);
		break;
	case VALUE_BOOLEAN:
		fputs(value->truth ? "true" : "false", stdout);
		break;
	case VALUE_INTEGER:
		print_integer(value);
		break;
	case VALUE_REAL:
		print_real(value->real);
		break;
	case VALUE_STRING:
		print_text(value->text, value->count);
		break;
	case VALUE_BYTES:
		print_bytes(value);
		break;
	case VALUE_CELLS:
	case VALUE_ARRAY:
		print_items(value);
		break;
	case VALUE_OBJECT:
		print_members(value);
		break;
	}
}

/* Line, column, what, and its flags. */
static void print_marks(const struct value *value)
{
	printf("%" PRIu32 ":%u %s%s%s\n", value->at, value->column, "value",
		value->flags & VALUE_QUOTED ? " quoted" : "", value->flags & VALUE_FLOW ? " flow" : "");
	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		print_marks(&value->items[i]);
	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++) {
		const struct member *member = &value->members[i];

		printf("%" PRIu32 ":%u name %s\n", member->line, member->column, member->name);
		print_marks(&member->value);
	}
}

static int print_document(const char *how, struct document *document, struct fdtr_error *error)
{
	int status;

	if (!strcmp(how, "--marks")) {
		print_marks(&document->root);
		return FDTR_OK;
	}
	if (!strcmp(how, "--check"))
		return document_check(document, error);
	if (!strcmp(how, "--fixed")) {
		status = fixup_document(document, error);
		if (status)
			return status;
	}
	print_value(&document->root);
	putchar('\n');
	return FDTR_OK;
}

static int dump(const char *how, const char *file)
{
	struct document document;
	struct fdtr_error error;
	int status = document_load(&document, file, &error);

	if (!status)
		status = print_document(how, &document, &error);
	if (status)
		fprintf(stderr, "%s\n", error.message);
	document_free(&document);
	return status;
}

static void print_type(const struct type *type)
{
	printf("{\"type\": \"%s\"", type_text(type));
	if (type->has_dimensions)
		printf(", \"dim\": [[%" PRIu32 ", %" PRIu32 "], [%" PRIu32 ", %" PRIu32 "]]",
			type->outer.least, type->outer.most, type->inner.least, type->inner.most);
	putchar('}');
}

static void print_name(const char *name, bool *is_first)
{
	fputs(*is_first ? "" : ", ", stdout);
	*is_first = false;
	print_text(name, strlen(name));
	fputs(": [", stdout);
}

/* In the form in which dt-mk-schema keeps them. */
static void print_types(const struct types *types)
{
	bool is_first = true;

	fputs("{\"generated-types\": {", stdout);
	for (uint32_t i = 1; i < types->names.count; i++) {
		const struct type_entry *entry = types->entries[i];

		if (!entry)
			continue;
		print_name(types->names.items[i].text, &is_first);
		for (; entry; entry = entry->next) {
			print_type(&entry->type);
			fputs(entry->next ? ", " : "]", stdout);
		}
	}
	is_first = true;
	fputs("}, \"generated-pattern-types\": {", stdout);
	for (uint32_t i = 0; i < types->pattern_count; i++) {
		print_name(pattern_text(types->patterns[i].pattern), &is_first);
		print_type(&types->patterns[i].entry->type);
		putchar(']');
	}
	fputs("}}\n", stdout);
}

static int print_decoded(const struct fdtr_schemas *set, const struct blob *blob, struct fdtr_error *error)
{
	const size_t size = 64 * blob->size + 65536;
	void *memory = malloc(size);
	struct decoded decoded = {0};
	struct fdtr_arena arena;
	struct fdtr_tree tree;
	int status;

	if (!memory)
		return FDTR_ERR_NOSPACE;
	fdtr_arena_init(&arena, memory, size);
	status = fdtr_tree_read(&tree, blob->data, blob->size, &arena, error);
	if (!status)
		status = decode(&decoded, &tree, set, error);
	if (!status) {
		print_value(&decoded.nodes[0]);
		putchar('\n');
	}
	decode_free(&decoded);
	free(memory);
	return status;
}

static bool dump_tree(const struct fdtr_schemas *set, const char *file)
{
	static const struct source_options options = {.force = true};
	struct fdtr_error error = {.message = "not enough memory"};
	struct blob blob;
	int status = blob_read(&blob, file, &options, &error);

	if (!status)
		status = print_decoded(set, &blob, &error);
	if (status)
		fprintf(stderr, "%s: %s\n", file, error.message);
	blob_free(&blob);
	return !status;
}

static bool is_folder(const char *name)
{
	struct stat stat_of;

	return !stat(name, &stat_of) && S_ISDIR(stat_of.st_mode);
}

static bool dump_with_set(bool types, const char *const *names, size_t count)
{
	struct fdtr_schema_options options = {.folders = names};
	struct fdtr_schemas *set;
	struct fdtr_error error;
	bool done = true;

	while (options.folder_count < count && is_folder(names[options.folder_count]))
		options.folder_count++;
	if (fdtr_schemas_load(&set, &options, &error)) {
		fprintf(stderr, "%s\n", error.message);
		return false;
	}
	if (types)
		print_types(set->types);
	for (size_t i = options.folder_count; i < count; i++)
		done &= dump_tree(set, names[i]);
	fdtr_schemas_free(set);
	return done;
}

int main(int argc, char **argv)
{
	int failed = argc < 3;

	if (!failed && (!strcmp(argv[1], "--types") || !strcmp(argv[1], "--decoded")))
		return dump_with_set(
			       !strcmp(argv[1], "--types"), (const char *const *)argv + 2, (size_t)argc - 2)
		               ? EXIT_SUCCESS
		               : EXIT_FAILURE;
	for (int i = 2; i < argc; i++)
		failed |= dump(argv[1], argv[i]) != 0;
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
