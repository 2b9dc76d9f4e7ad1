// SPDX-License-Identifier: BSD-2-Clause
/* UUIDs as text and as the bytes that ToUUID makes: the first three numbers of the text are little-endian (19.6.142). */
#include "base/base.h"

#include <string.h>

/* The byte whose two digits stand at each place of the text. */
static const uint8_t places[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

static bool hyphen_at(size_t place)
{
	return place == 8 || place == 13 || place == 18 || place == 23;
}

int fdtr_hex_digit(char digit)
{
	static const signed char values[] = {['0'] = 1,
		2,
		3,
		4,
		5,
		6,
		7,
		8,
		9,
		10,
		['A'] = 11,
		12,
		13,
		14,
		15,
		16,
		['a'] = 11,
		12,
		13,
		14,
		15,
		16};

	return (unsigned char)digit < sizeof(values) ? values[(unsigned char)digit] - 1 : -1;
}

bool fdtr_uuid_bytes(const char *text, unsigned char bytes[16])
{
	size_t byte = 0;

	if (strlen(text) != 36)
		return false;
	for (size_t at = 0; at < 36; at += 2) {
		int high, low;

		if (hyphen_at(at) && text[at++] != '-')
			return false;
		high = fdtr_hex_digit(text[at]);
		low = fdtr_hex_digit(text[at + 1]);
		if (high < 0 || low < 0)
			return false;
		bytes[places[byte++]] = (unsigned char)(high << 4 | low);
	}
	return true;
}

char *fdtr_uuid_text(const unsigned char bytes[16], char text[37])
{
	static const char digits[] = "0123456789abcdef";
	char *at = text;

	for (size_t i = 0; i < 16; i++) {
		if (hyphen_at((size_t)(at - text)))
			*at++ = '-';
		*at++ = digits[bytes[places[i]] >> 4];
		*at++ = digits[bytes[places[i]] & 15];
	}
	*at = '\0';
	return text;
}
