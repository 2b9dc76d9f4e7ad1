// SPDX-License-Identifier: BSD-2-Clause
/* What bindings say in their own words. */
#include "schema/words/wording.h"

#include <ctype.h>
#include <string.h>

#define NOTE_SHOWN 160

/* The first sentence on one line; false when it is too long or there is none. */
static bool put_sentence(struct fdtr_text *text, const char *description)
{
	char note[NOTE_SHOWN + 2];
	size_t length = 0;

	for (const char *at = description; *at; at++) {
		const bool space = isspace((unsigned char)*at);

		if (space && length && note[length - 1] == '.')
			break;
		if (space && (!length || note[length - 1] == ' '))
			continue;
		if (length == NOTE_SHOWN)
			return false;
		note[length++] = space ? ' ' : *at;
	}
	while (length && (note[length - 1] == ' ' || note[length - 1] == '.'))
		length--;
	note[length] = '\0';
	fdtr_text_add(text, "%s", fdtr_text_printable(note));
	return length;
}

static bool put_description(struct fdtr_text *text, const struct value *schema)
{
	const struct value *description = schema ? value_get(schema, KEYWORD_DESCRIPTION) : NULL;

	return description && description->kind == VALUE_STRING && put_sentence(text, description->text);
}

static const struct value *schema_of_property(const struct document *document, const char *property)
{
	const struct value *properties = value_get(&document->root, KEYWORD_PROPERTIES);
	const struct member *member = properties ? value_member(properties, property) : NULL;

	return member ? &member->value : NULL;
}

/*
 * A description beside `properties`, as at the top of a binding, is of a whole node, and not of what is wrong with it.
 */
static const struct value *schema_of_rule(const struct fault *fault)
{
	return value_get(fault->schema, KEYWORD_PROPERTIES) || fault->schema == &fault->document->root
	               ? NULL
	               : fault->schema;
}

bool words_note(const struct fault *fault, const struct value *root, const struct document *asked,
	struct fdtr_text *text)
{
	const struct fault *best = words_best(fault);
	struct where where;

	where_find(&where, root, best);
	if (put_description(text, schema_of_rule(best)))
		return true;
	if (!where.property || where.object != root)
		return false;
	return put_description(text, schema_of_property(asked, where.property)) ||
	       put_description(text, schema_of_property(best->document, where.property));
}
