// SPDX-License-Identifier: BSD-2-Clause
/* What kind of thing a property must hold, and what it is. */
#include "schema/words/wording.h"

#include <inttypes.h>
#include <string.h>

static bool asks(const struct value *type, const char *name)
{
	if (type->kind != VALUE_ARRAY)
		return value_is_string(type, name);
	for (uint32_t i = 0; i < type->count; i++) {
		if (value_is_string(&type->items[i], name))
			return true;
	}
	return false;
}

/* The schema of the items, as far as the schema itself says it. */
static const struct value *item_schema(const struct value *schema)
{
	const struct value *items = value_get(schema, KEYWORD_ITEMS);

	return items && items->kind == VALUE_ARRAY ? (items->count ? &items->items[0] : NULL) : items;
}

/* "a string", "cells": what an array in place of something else would be. */
static const char *array_kind(const struct value *schema)
{
	const struct value *item = item_schema(schema);
	const struct value *type = item ? value_get(item, KEYWORD_TYPE) : NULL;

	if (type && asks(type, "string"))
		return "strings";
	return type && asks(type, "array") ? "cells" : "strings or cells";
}

static const char *wanted(const struct fault *fault, uint32_t depth)
{
	const struct value *type = fault->rule;

	if (depth)
		return asks(type, "string") ? "strings" : asks(type, "array") ? "cells" : "numbers";
	if (asks(type, "array"))
		return array_kind(fault->schema);
	return asks(type, "object") ? "a node" : asks(type, "string") ? "a string" : "a number";
}

static bool are_strings(const struct value *bytes)
{
	for (uint32_t i = 0; i < bytes->count; i++) {
		if (bytes->bytes[i] && !fdtr_printable(bytes->bytes[i]))
			return false;
	}
	return bytes->count && !bytes->bytes[bytes->count - 1];
}

/* Data is left as bytes where no binding gives a type to the property's name, or where it is not of that type. */
static void say_bytes(const struct wording *wording, const struct value *bytes, const char *wanted_kind)
{
	if (are_strings(bytes) && !strstr(wanted_kind, "string"))
		fdtr_text_add(wording->text, "a string");
	else if (are_strings(bytes))
		fdtr_text_add(wording->text, "read as bytes, since no binding gives its type");
	else
		fdtr_text_add(wording->text,
			bytes->count % 4 ? "%" PRIu32 " bytes, which are no whole cells"
					 : "%" PRIu32 " bytes",
			bytes->count);
}

bool words_unlisted(const struct fault *fault)
{
	const struct value *root = &fault->document->root;

	return fault->keyword == KEYWORD_TYPE && value_is_string(fault->rule, "object") &&
	       (fault->schema == value_get(root, KEYWORD_ADDITIONAL_PROPERTIES) ||
		       fault->schema == value_get(root, KEYWORD_UNEVALUATED_PROPERTIES));
}

void wording_type(const struct wording *wording, const struct fault *fault, const struct where *where)
{
	const struct value *whole = where->depth && where->whole ? where->whole : fault->value;

	if (words_unlisted(fault)) {
		fdtr_text_add(wording->text, " is not allowed here");
		return;
	}
	if (!where->depth && asks(fault->rule, "boolean") && !asks(fault->rule, "array")) {
		fdtr_text_add(wording->text, " is a flag and takes no value, and is ");
		wording_value(wording, fault->value);
		return;
	}
	fdtr_text_add(wording->text, " must be %s, and is ", wanted(fault, where->depth));
	if (whole->kind == VALUE_BYTES)
		say_bytes(wording, whole, wanted(fault, where->depth));
	else
		fdtr_text_add(wording->text, "%s", wording_kind(whole));
}
