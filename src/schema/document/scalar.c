// SPDX-License-Identifier: BSD-2-Clause
#include "schema/document/scalar.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static bool is_one_of(const char *text, const char *lower, const char *title, const char *upper)
{
	return !strcmp(text, lower) || !strcmp(text, title) || !strcmp(text, upper);
}

static bool read_word(struct value *value, const char *text, size_t length)
{
	const bool truth = length == 4 && is_one_of(text, "true", "True", "TRUE");

	if (!length || !strcmp(text, "~") || is_one_of(text, "null", "Null", "NULL")) {
		value->kind = VALUE_NULL;
		return true;
	}
	if (!truth && !is_one_of(text, "false", "False", "FALSE"))
		return false;
	value->kind = VALUE_BOOLEAN;
	value->truth = truth;
	return true;
}

/* The value of a digit, or 36 when it is none. */
static unsigned int digit_of(char character)
{
	if (character >= '0' && character <= '9')
		return (unsigned int)(character - '0');
	if (character >= 'a' && character <= 'z')
		return (unsigned int)(character - 'a') + 10;
	if (character >= 'A' && character <= 'Z')
		return (unsigned int)(character - 'A') + 10;
	return 36;
}

static bool is_sign(char character)
{
	return character == '+' || character == '-';
}

/* Digits and "_", at least one digit. */
static bool has_digits(const char *text, const char *end, unsigned int base)
{
	bool any = false;

	for (; text < end; text++) {
		if (*text == '_')
			continue;
		if (digit_of(*text) >= base)
			return false;
		any = true;
	}
	return any;
}

/* Behind "0x", "0o" and "0b", which are in lower case; `digits` comes to what is behind. */
static unsigned int base_of(const char **digits)
{
	const char *text = *digits;
	const unsigned int base = text[0] != '0'   ? 10
	                          : text[1] == 'x' ? 16
	                          : text[1] == 'o' ? 8
	                          : text[1] == 'b' ? 2
	                                           : 10;

	*digits += base == 10 ? 0 : 2;
	return base;
}

static bool sum_digits(const char *digits, const char *end, unsigned int base, uint64_t *sum)
{
	*sum = 0;
	for (; digits < end; digits++) {
		const unsigned int digit = digit_of(*digits);

		if (*digits == '_')
			continue;
		if (*sum > (UINT64_MAX - digit) / base)
			return false;
		*sum = *sum * base + digit;
	}
	return true;
}

static enum scalar read_integer(struct value *value, const char *text, const char *end)
{
	const char *digits = text + is_sign(*text);
	const unsigned int base = base_of(&digits);
	uint64_t sum;

	if (!has_digits(digits, end, base))
		return SCALAR_TEXT;
	if (!sum_digits(digits, end, base, &sum) || (*text == '-' && sum > (uint64_t)1 << 63))
		return SCALAR_LARGE;
	value->kind = VALUE_INTEGER;
	value->integer = *text == '-' ? 0 - sum : sum;
	if (*text == '-' && sum)
		value->flags |= VALUE_NEGATIVE;
	return SCALAR_READ;
}

/* .inf and .nan, which strtod() would want without the dot. */
static bool is_beyond(const char *text)
{
	return is_one_of(text + is_sign(*text), ".inf", ".Inf", ".INF") ||
	       is_one_of(text, ".nan", ".NaN", ".NAN");
}

static const char *skip_digits(const char *text, bool underscores)
{
	while ((*text >= '0' && *text <= '9') || (underscores && *text == '_'))
		text++;
	return text;
}

/* Digits, with a dot and an exponent where there are any. */
static bool is_decimal(const char *text, const char *end)
{
	const char *start = text + is_sign(*text);
	const char *at = skip_digits(start, *start != '_');
	bool any = at > start;

	if (*at == '.') {
		start = at + 1;
		at = skip_digits(start, true);
		any = any || has_digits(start, at, 10);
	}
	if (any && (*at == 'e' || *at == 'E')) {
		start = at + 1 + is_sign(at[1]);
		at = skip_digits(start, false);
		any = at > start;
	}
	return any && at == end;
}

/* Out of the text goes what strtod() does not know. */
static void squeeze(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (*from != '_')
			*to++ = *from;
	}
	*to = '\0';
}

/* A program with another locale may want a comma where YAML has a dot. */
static bool parse_real(const char *text, double *real)
{
	locale_t numbers = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0), before;

	if (!numbers)
		return false;
	before = uselocale(numbers);
	*real = strtod(text, NULL);
	(void)uselocale(before);
	freelocale(numbers);
	return true;
}

static enum scalar read_real(struct value *value, char *text, const char *end)
{
	const size_t sign = is_sign(*text);

	if (is_beyond(text))
		memmove(text + sign, text + sign + 1, strlen(text + sign));
	else if (is_decimal(text, end))
		squeeze(text);
	else
		return SCALAR_TEXT;
	value->kind = VALUE_REAL;
	return parse_real(text, &value->real) ? SCALAR_READ : SCALAR_NO_MEMORY;
}

enum scalar scalar_read(struct value *value, char *text, size_t length)
{
	enum scalar read;

	value->kind = VALUE_STRING;
	switch (*text) {
	case '\0':
	case '~':
	case 'n':
	case 'N':
	case 't':
	case 'T':
	case 'f':
	case 'F':
		return read_word(value, text, length) ? SCALAR_READ : SCALAR_TEXT;
	default:
		if (!strchr("+-.0123456789", *text))
			return SCALAR_TEXT;
		read = read_integer(value, text, text + length);
		return read == SCALAR_TEXT ? read_real(value, text, text + length) : read;
	}
}
