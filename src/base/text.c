// SPDX-License-Identifier: BSD-2-Clause
#include "base/base.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void fdtr_text_init(struct fdtr_text *text, char *data, size_t size)
{
	text->data = data;
	text->size = size;
	text->length = 0;
	data[0] = '\0';
}

void fdtr_text_vadd(struct fdtr_text *text, const char *format, va_list arguments)
{
	size_t left = text->size - text->length;
	int written = vsnprintf(text->data + text->length, left, format, arguments);

	if (written < 0)
		return;
	text->length += (size_t)written < left ? (size_t)written : left - 1;
}

void fdtr_text_add(struct fdtr_text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fdtr_text_vadd(text, format, arguments);
	va_end(arguments);
}

const char *fdtr_arena_vtext(struct fdtr_arena *arena, const char *format, va_list arguments)
{
	char buffer[FDTR_ARENA_TEXT];
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	fdtr_text_vadd(&text, format, arguments);
	return fdtr_arena_copy(arena, buffer, text.length);
}

const char *fdtr_arena_text(struct fdtr_arena *arena, const char *format, ...)
{
	va_list arguments;
	const char *text;

	va_start(arguments, format);
	text = fdtr_arena_vtext(arena, format, arguments);
	va_end(arguments);
	return text;
}

const char *fdtr_size_text(uint64_t size, char *buffer)
{
	static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
	unsigned int unit = 0;

	if (size % 1024) {
		(void)snprintf(buffer, FDTR_SIZE_TEXT, "%#" PRIx64 " bytes", size);
		return buffer;
	}
	while (size && size % 1024 == 0) {
		size /= 1024;
		unit++;
	}
	(void)snprintf(buffer, FDTR_SIZE_TEXT, "%" PRIu64 " %s", size, units[unit]);
	return buffer;
}

char *fdtr_text_clean(char *string)
{
	for (char *at = string; *at; at++) {
		if (*at < ' ' || *at > '~')
			*at = '?';
	}
	return string;
}

size_t fdtr_utf8(const char *string, uint32_t *code)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char)*string;
	size_t length = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	uint32_t value = length > 1 ? first & (0x7fU >> length) : first;

	if (!length || first > 0xf4)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((string[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | ((unsigned char)string[i] & 0x3fU);
	}
	if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*code = value;
	return length;
}

bool fdtr_printable(uint32_t code)
{
	bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
	bool direction = code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
	                 (code >= 0x2066 && code <= 0x2069);

	return !control && !direction;
}

char *fdtr_text_printable(char *string)
{
	char *to = string;

	for (const char *from = string; *from;) {
		uint32_t code;
		size_t length = fdtr_utf8(from, &code);

		if (length && fdtr_printable(code))
			memmove(to, from, length);
		else
			*to = '?';
		to += length && fdtr_printable(code) ? length : 1;
		from += length ? length : 1;
	}
	*to = '\0';
	return string;
}
