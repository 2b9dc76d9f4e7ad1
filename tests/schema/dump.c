// SPDX-License-Identifier: BSD-2-Clause
/*
 * dump --raw FILE...: the document of each file as JSON, one a line, as it stands there.
 * --fixed: the same after the fix-ups.
 * --marks: where each value and name is, one a line.
 * --check: nothing, when it is a schema that can be evaluated.
 * What does not read is complained of, and the status is 1.
 */
#include "schema/document.h"
#include "schema/fixup.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

int main(int argc, char **argv)
{
	int failed = argc < 3;

	for (int i = 2; i < argc; i++)
		failed |= dump(argv[1], argv[i]) != 0;
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
