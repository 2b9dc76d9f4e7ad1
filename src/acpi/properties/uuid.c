// SPDX-License-Identifier: BSD-2-Clause
/* UUIDs as text and as the bytes that ToUUID makes: the first three numbers of the text are little-endian (19.6.142). */
#include "acpi/properties/properties.h"
#include "base/base.h"

#include <string.h>

/* The byte whose two digits stand at each place of the text. */
static const uint8_t places[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

static bool hyphen_at(size_t place)
{
	return place == 8 || place == 13 || place == 18 || place == 23;
}

static int digit(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 'a' && character <= 'f')
		return character - 'a' + 10;
	if (character >= 'A' && character <= 'F')
		return character - 'A' + 10;
	return -1;
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
		high = digit(text[at]);
		low = digit(text[at + 1]);
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
