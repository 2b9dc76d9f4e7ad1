// SPDX-License-Identifier: BSD-2-Clause
#include "schema/pattern/dialect.h"

#include <string.h>

static char next(const struct dialect *dialect, size_t ahead)
{
	return dialect->length - dialect->at > ahead ? dialect->text[dialect->at + ahead] : '\0';
}

static void put(struct dialect *dialect, const char *text)
{
	const size_t length = strlen(text);

	memcpy(dialect->out + dialect->used, text, length);
	dialect->used += length;
}

static void copy(struct dialect *dialect, size_t count)
{
	if (count > dialect->length - dialect->at)
		count = dialect->length - dialect->at;
	memcpy(dialect->out + dialect->used, dialect->text + dialect->at, count);
	dialect->used += count;
	dialect->at += count;
}

static bool refuse(struct dialect *dialect, const char *why)
{
	dialect->why = why;
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool are_hexadecimal(const struct dialect *dialect, size_t ahead, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char c = next(dialect, ahead + i);

		if (!is_digit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F'))
			return false;
	}
	return true;
}

/* \x41, \u0041 and \U00000041, which have that many digits and no fewer. */
static bool translate_code(struct dialect *dialect, size_t digits)
{
	if (!are_hexadecimal(dialect, 2, digits))
		return refuse(dialect, "the escape is not complete");
	dialect->at += 2;
	put(dialect, "\\x{");
	copy(dialect, digits);
	put(dialect, "}");
	return true;
}

static bool translate_escape(struct dialect *dialect, bool in_class)
{
	const char c = next(dialect, 1);

	switch (c) {
	case 'x':
		return translate_code(dialect, 2);
	case 'u':
		return translate_code(dialect, 4);
	case 'U':
		return translate_code(dialect, 8);
	case 'v':
	case 'Z':
		if (c == 'Z' && in_class)
			break;
		put(dialect, c == 'v' ? "\\x0b" : "\\z");
		dialect->at += 2;
		return true;
	default:
		if (is_letter(c) && !strchr(in_class ? "bdDsSwWafnrt" : "AbBdDsSwWafnrt", c))
			break;
		copy(dialect, 2);
		return true;
	}
	return refuse(dialect, "there is no such escape");
}

/* After the bracket. The first character stands for itself, even if it is another. */
static bool translate_class(struct dialect *dialect)
{
	if (next(dialect, 0) == '^')
		copy(dialect, 1);
	for (bool first = true; dialect->at < dialect->length; first = false) {
		const char c = next(dialect, 0);

		if (c == '\\') {
			if (!translate_escape(dialect, true))
				return false;
			continue;
		}
		if (c == '[')
			put(dialect, "\\");
		copy(dialect, 1);
		if (c == ']' && !first)
			return true;
	}
	return refuse(dialect, "the class has no end");
}

/* {2}, {2,}, {,2} and {2,3} repeat, {,} too; anything else is a brace. */
static void translate_brace(struct dialect *dialect)
{
	size_t length = 1;

	while (is_digit(next(dialect, length)))
		length++;
	if (next(dialect, length) == ',') {
		for (length++; is_digit(next(dialect, length));)
			length++;
	}
	if (next(dialect, length) != '}' || length == 1) {
		put(dialect, "\\");
		copy(dialect, 1);
		return;
	}
	copy(dialect, 1);
	if (next(dialect, 0) == ',')
		put(dialect, "0");
	copy(dialect, length);
}

/* How long the beginning of a group such as "(?:" is; 0 when it is none. */
static size_t group_length(const struct dialect *dialect)
{
	size_t length = 2;

	if (next(dialect, 1) == '*')
		return 0;
	if (next(dialect, 1) != '?')
		return 1;
	if (next(dialect, 2) == '<')
		return next(dialect, 3) == '=' || next(dialect, 3) == '!' ? 4 : 0;
	if (next(dialect, 2) == 'P')
		return next(dialect, 3) == '<' || next(dialect, 3) == '=' ? 4 : 0;
	if (next(dialect, 2) == '(')
		return is_digit(next(dialect, 3)) ? 3 : 0;
	if (next(dialect, 2) && strchr("=!>", next(dialect, 2)))
		return 3;
	while (next(dialect, length) && strchr("ims-", next(dialect, length)))
		length++;
	return next(dialect, length) == ':' || (next(dialect, length) == ')' && length > 2) ? length + 1 : 0;
}

static bool translate_group(struct dialect *dialect)
{
	size_t length;

	if (next(dialect, 1) == '?' && next(dialect, 2) == '#') {
		const char *end = memchr(dialect->text + dialect->at, ')', dialect->length - dialect->at);

		if (!end)
			return refuse(dialect, "the comment has no end");
		dialect->at = (size_t)(end - dialect->text) + 1;
		return true;
	}
	length = group_length(dialect);
	if (!length)
		return refuse(dialect, "there is no such kind of group");
	copy(dialect, length);
	return true;
}

bool dialect_translate(struct dialect *dialect)
{
	bool sound = true;

	dialect->at = dialect->used = 0;
	while (sound && dialect->at < dialect->length) {
		const char c = next(dialect, 0);

		if (c == '\\')
			sound = translate_escape(dialect, false);
		else if (c == '(')
			sound = translate_group(dialect);
		else if (c == '{')
			translate_brace(dialect);
		else
			copy(dialect, 1);
		if (c == '[')
			sound = translate_class(dialect);
	}
	return sound;
}
