// SPDX-License-Identifier: BSD-2-Clause
/*
 * A binding: what is read is sound, keeps to the limits, and is the same when it is written and read again; what is not
 * is refused with its place. What fix-ups make of it is as sound.
 */
#include "fuzz.h"

#include "schema/document/document.h"
#include "schema/fixup/fixup.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void check_error(const struct fdtr_error *error, int status)
{
	const char *place = error->message + strlen("f:");
	char *end;

	MUST(status == FDTR_ERR_BADTREE && error->status == status);
	MUST(!strncmp(error->message, "f:", 2));
	MUST(strtoul(place, &end, 10) >= 1 && *end == ':');
	MUST(strtoul(end + 1, &end, 10) >= 1 && *end == ':' && strlen(end) > 10);
}

static void check_member(const struct value *object, const struct member *member)
{
	const size_t length = strlen(member->name);

	MUST(member->line && member->column && !member->number && !member->link);
	MUST(member->hash == value_hash(member->name, length));
	MUST(member->keyword == keyword_find(member->name, length));
	MUST(object->count > 1000 || value_member(object, member->name) == member);
}

/* Returns how many values there are. */
static uint32_t check_value(const struct value *value, unsigned int levels)
{
	uint32_t count = 1;

	MUST(levels && value->at && value->column && !value->link);
	MUST(value->kind <= VALUE_STRING || value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT);
	if (value->kind == VALUE_STRING)
		MUST(strlen(value->text) == value->count);
	if (value->kind == VALUE_INTEGER && value->flags & VALUE_NEGATIVE)
		MUST((int64_t)value->integer < 0);
	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		count += check_value(&value->items[i], levels - 1);
	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++) {
		check_member(value, &value->members[i]);
		count += check_value(&value->members[i].value, levels - 1);
	}
	return count;
}

static void write_text(FILE *out, const char *text)
{
	uint32_t code;

	fputc('"', out);
	while (*text) {
		const size_t length = fdtr_utf8(text, &code);

		MUST(length);
		if (code < ' ' || code > '~' || strchr("\"\\", *text))
			fprintf(out, "\\U%08x", code);
		else
			fputc(*text, out);
		text += length;
	}
	fputc('"', out);
}

static void write_real(FILE *out, double real)
{
	if (isinf(real))
		fputs(real < 0 ? "-.inf" : ".inf", out);
	else
		fprintf(out, "!!float %.17g", real);
}

static void write_value(FILE *out, const struct value *value);

static void write_items(FILE *out, const struct value *array)
{
	fputs("[\n", out);
	for (uint32_t i = 0; i < array->count; i++) {
		write_value(out, &array->items[i]);
		fputs(",\n", out);
	}
	fputc(']', out);
}

static void write_members(FILE *out, const struct value *object)
{
	fputs("{\n", out);
	for (uint32_t i = 0; i < object->count; i++) {
		fputs("? ", out);
		write_text(out, object->members[i].name);
		fputs(" : ", out);
		write_value(out, &object->members[i].value);
		fputs(",\n", out);
	}
	fputc('}', out);
}

static void write_value(FILE *out, const struct value *value)
{
	if (value->kind == VALUE_NULL)
		fputc('~', out);
	else if (value->kind == VALUE_BOOLEAN)
		fputs(value->truth ? "true" : "false", out);
	else if (value->kind == VALUE_INTEGER && value->flags & VALUE_NEGATIVE)
		fprintf(out, "%" PRId64, (int64_t)value->integer);
	else if (value->kind == VALUE_INTEGER)
		fprintf(out, "0x%" PRIx64, value->integer);
	else if (value->kind == VALUE_REAL)
		write_real(out, value->real);
	else if (value->kind == VALUE_STRING)
		write_text(out, value->text);
	else if (value->kind == VALUE_ARRAY)
		write_items(out, value);
	else
		write_members(out, value);
}

static bool has_nan(const struct value *value)
{
	bool has = value->kind == VALUE_REAL && isnan(value->real);

	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		has |= has_nan(&value->items[i]);
	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++)
		has |= has_nan(&value->members[i].value);
	return has;
}

static void check_again(const struct document *document)
{
	struct document again;
	struct fdtr_error error;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	MUST(out);
	write_value(out, &document->root);
	(void)fclose(out);
	if (document_read(&again, "f", text, size, &error)) {
		fprintf(stderr, "%s\n%s\n", error.message, text);
		abort();
	}
	MUST(value_equal(&document->root, &again.root));
	document_free(&again);
	free(text);
}

static void check_document(struct document *document)
{
	struct fdtr_error error = {0};
	struct value copy;
	int status = document_check(document, &error);

	MUST(check_value(&document->root, DOCUMENT_DEPTH_LIMIT + 1) <= DOCUMENT_VALUE_LIMIT);
	if (status)
		check_error(&error, status);
	if (has_nan(&document->root))
		return;
	MUST(value_copy(&document->store, &copy, &document->root) && value_equal(&copy, &document->root));
	check_again(document);
}

/* Of a schema comes a schema; the rules of a cell go four levels deeper, and $nodename goes into `select`. */
static void check_fixed(struct document *document)
{
	struct fdtr_error error = {0};
	int status;

	if (document_check(document, &error))
		return;
	status = fixup_document(document, &error);
	if (status) {
		check_error(&error, status);
		return;
	}
	(void)check_value(&document->root, DOCUMENT_DEPTH_LIMIT + 6);
	MUST(!document_check(document, &error));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fdtr_error error = {0};
	struct document document;
	int status = document_read(&document, "f", (const char *)data, size, &error);

	if (status) {
		check_error(&error, status);
	} else {
		check_document(&document);
		check_fixed(&document);
	}
	document_free(&document);
	return 0;
}
